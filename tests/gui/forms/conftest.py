"""What tests of forms start from: a real vault, forms that save when told, typing by keyboard."""

import shutil
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from strikelog.gui.forms import form_for
from strikelog.services.recording import Author, Recording
from strikelog.services.safekeeping import fill_with_demo
from strikelog.storage.keys import KdfCost
from strikelog.storage.vault import Vault
from tests.gui.forms.desk import desk_over

PASSPHRASE = "seven quiet otters carry blue lanterns"
CHEAP = KdfCost(memory=64, passes=1, lanes=1)
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture(scope="session")
def templates(tmp_path_factory):
    """Folders of an empty vault and of one with the whole worked example, to be copied.

    Making the tables of a vault takes longer than most tests.
    """
    home = tmp_path_factory.mktemp("templates")
    empty = Vault.create(home / "empty", PASSPHRASE, cost=CHEAP)
    empty.close()
    example = Vault.create(home / "example", PASSPHRASE, cost=CHEAP)
    fill_with_demo(Recording(example.database, Author("u01")), example.database, 2)
    example.close()
    return SimpleNamespace(empty=empty.folder, example=example.folder)


@pytest.fixture
def opened(tmp_path):
    """Opens copies of vaults, and closes them in the end."""
    found = []

    def copied(folder):
        own = tmp_path / folder.name
        shutil.copytree(folder, own)
        found.append(Vault.open(own, PASSPHRASE))
        return desk_over(found[-1])

    yield copied
    for vault in found:
        vault.close()


@pytest.fixture
def desk(templates, opened):
    """An empty vault."""
    return opened(templates.empty)


@pytest.fixture
def demo(templates, opened):
    """A vault with the whole worked example."""
    return opened(templates.example)


@pytest.fixture
def shown(qtbot):
    """Shows a widget and waits until it stands on the screen."""

    def show(widget, size=(1100, 800)):
        qtbot.addWidget(widget)
        widget.resize(*size)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        return widget

    return show


@pytest.fixture
def new_form(tasks, shown):
    """Begins a record of a class on a shown form."""

    def begin(desk, kind, **values):
        form = shown(form_for(desk, tasks, kind))
        form.start_new(**values)
        return form

    return begin


@pytest.fixture
def open_form(tasks, shown):
    """Opens a stored record on a shown form."""

    def begin(desk, record):
        form = shown(form_for(desk, tasks, type(record)))
        form.load(record.id)
        return form

    return begin


@pytest.fixture
def keyboard():
    """Types into fields and presses keys, as a person would."""

    def write(editor, text):
        editor.keyboard.setFocus()
        if hasattr(editor.keyboard, "selectAll"):
            editor.keyboard.selectAll()
        for letter in text:
            # The test library's own keys end the process at letters beyond Latin.
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(editor.keyboard, QKeyEvent(kind, 0, PLAIN, letter))

    def press(key, modifier=PLAIN):
        QTest.keyClick(QApplication.focusWidget(), key, modifier)

    return SimpleNamespace(write=write, press=press)
