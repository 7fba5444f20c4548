"""What tests of forms start from: a real vault, forms that save when told, typing by keyboard."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from strikelog.gui.forms import form_for
from tests.gui.forms.desk import open_desk

PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def desk():
    """An empty throwaway vault."""
    found = open_desk()
    yield found
    found.vault.close()


@pytest.fixture
def demo():
    """A throwaway vault with the whole worked example."""
    found = open_desk(demo=2)
    yield found
    found.vault.close()


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
