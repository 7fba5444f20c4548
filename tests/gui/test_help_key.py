"""F1 in dialogs: the guide opens over them, at the page that speaks of them."""

import importlib
import pkgutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

import strikelog.gui
from strikelog.domain.records import Incident
from strikelog.gui.briefing.sheet import BriefingDialog
from strikelog.gui.dialogs import help_key
from strikelog.gui.dialogs.exporting import ExportDialog
from strikelog.gui.dialogs.guide import page_names
from strikelog.gui.dialogs.help import HelpDialog
from strikelog.gui.dialogs.help_key import HelpKey, page_about
from strikelog.gui.dialogs.history import HistoryDialog
from strikelog.gui.forms.capture import QuickCapture
from strikelog.gui.pages import wishes
from strikelog.gui.start.program import Program
from strikelog.gui.widgets.question import Question
from strikelog.services.settings import Appearance

F1 = Qt.Key.Key_F1


@pytest.fixture
def key(qapp, qtbot):
    """The watch on F1, for one test."""
    made = HelpKey(qapp, qapp)
    yield made
    made.deleteLater()


def in_front(qtbot, window):
    """Wait until a window has the keyboard."""
    qtbot.waitUntil(lambda: QApplication.focusWindow() is window.windowHandle())


def asked(window):
    """Press F1 where the keyboard is, as the screen tells it; give the guides that are open."""
    QTest.keyClick(window.windowHandle(), F1)
    return window.findChildren(HelpDialog)


def dialog_of(session, qtbot, wish, kind):
    """The dialog that opens for a wish, in front."""
    session.grant(wish)
    dialog = session.window.findChildren(kind)[-1]
    in_front(qtbot, dialog)
    return dialog


@pytest.mark.parametrize(
    ("wish", "kind", "page"),
    [
        (wishes.Brief(), BriefingDialog, "briefings.md"),
        (wishes.Export(), ExportDialog, "sharing.md"),
        (wishes.Capture(), QuickCapture, "recording.md"),
    ],
)
def test_f1_opens_the_guide_over_a_dialog(session, qtbot, key, wish, kind, page):
    dialog = dialog_of(session, qtbot, wish, kind)

    (help_dialog,) = asked(dialog)

    assert help_dialog.isVisible()
    assert help_dialog.guide.pages.currentRow() == page_names("en").index(page)
    assert dialog.isVisible()


def test_f1_in_the_guide_opens_no_other(session, qtbot, key):
    dialog = dialog_of(session, qtbot, wishes.Brief(), BriefingDialog)
    (help_dialog,) = asked(dialog)
    in_front(qtbot, help_dialog)

    assert asked(help_dialog) == []


def test_keys_beside_f1_are_left_to_the_dialog(session, qtbot, key):
    dialog = dialog_of(session, qtbot, wishes.Brief(), BriefingDialog)

    QTest.keyClick(dialog.windowHandle(), F1, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_F2)

    assert dialog.findChildren(HelpDialog) == []


def test_a_dialog_of_no_room_has_the_page_of_what_it_was_opened_from(session):
    record = session.workspace.finding.all(Incident)[0]
    session.window.show_page(session.page_of(Incident))
    history = HistoryDialog(session.window, session.workspace.finding, record, session._tasks)

    assert page_about(history) == "recording.md"
    assert page_about(Question(session.window, "Really?", "Yes.", action="Do")) == "recording.md"


def test_the_program_watches_before_a_vault_is_open(dressed, tasks, qtbot):
    program = Program(dressed, Appearance(theme="light"), version="0.1.0", tasks=tasks)
    program.start_window.show()
    dialog = QDialog(program.start_window)
    QPushButton(dialog)
    dialog.open()
    in_front(qtbot, dialog)

    (help_dialog,) = asked(dialog)

    assert help_dialog.guide.pages.currentRow() == 0
    program.start_window.close()


def test_every_room_leads_to_a_page_there_is():
    assert set(help_key._PAGE_OF_ROOM.values()) <= set(page_names("en"))
    for room in help_key._PAGE_OF_ROOM:
        importlib.import_module(f"strikelog.gui.{room}")


def test_every_dialog_of_a_room_has_a_page():
    for module in pkgutil.walk_packages(strikelog.gui.__path__, "strikelog.gui."):
        importlib.import_module(module.name)
    lost = {
        one.__name__
        for one in _kinds_of(QDialog)
        if one.__module__.startswith("strikelog.gui.")
        and not help_key._page_of_room(one.__module__)
    }

    assert lost == {
        # What holds anywhere: it has the page of what it was opened from.
        *("Sheet", "Question", "FaultDialog", "HelpDialog"),
        *("HistoryDialog", "ProblemsDialog", "GazetteerDialog"),
    }


def _kinds_of(kind):
    for one in kind.__subclasses__():
        yield one
        yield from _kinds_of(one)
