"""No text gets out of a guarded field; leaving it forgets what could be undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit

from strikelog.gui.editors.paragraphs import PlainParagraphs
from strikelog.gui.identities.guarded import GuardedLine, GuardedParagraphs

NAME = "Canaria Namewitness"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
COPYING = [
    (Qt.Key.Key_C, CONTROL),
    (Qt.Key.Key_X, CONTROL),
    (Qt.Key.Key_Insert, CONTROL),
    (Qt.Key.Key_Delete, SHIFT),
    (Qt.Key.Key_K, CONTROL),
    (Qt.Key.Key_U, CONTROL),
]


@pytest.fixture
def clipboard(qapp):
    found = qapp.clipboard()
    found.setText("before")
    yield found
    found.clear()


def shown(qtbot, field):
    qtbot.addWidget(field)
    field.setText(NAME)
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.selectAll()
    return field


@pytest.mark.parametrize("make", [GuardedLine, GuardedParagraphs])
@pytest.mark.parametrize(("key", "modifier"), COPYING)
def test_no_key_copies_out_of_a_guarded_field(qtbot, clipboard, make, key, modifier):
    field = shown(qtbot, make())

    QTest.keyClick(field, key, modifier)

    assert clipboard.text() == "before"


@pytest.mark.parametrize("make", [QLineEdit, PlainParagraphs])
def test_the_same_keys_do_copy_out_of_a_plain_field(qtbot, clipboard, make):
    field = shown(qtbot, make())

    QTest.keyClick(field, Qt.Key.Key_C, CONTROL)

    assert clipboard.text() == NAME


@pytest.mark.parametrize("make", [GuardedLine, GuardedParagraphs])
def test_pasting_into_a_guarded_field_works(qtbot, clipboard, make):
    field = shown(qtbot, make())

    QTest.keyClick(field, Qt.Key.Key_V, CONTROL)

    assert said(field) == "before"


def test_deleting_to_the_end_deletes_without_copying(qtbot, clipboard):
    line = shown(qtbot, GuardedLine())
    line.deselect()
    line.setCursorPosition(7)

    line._delete(whole=False)  # bound to Ctrl+K on some systems only

    assert (line.text(), clipboard.text()) == ("Canaria", "before")


@pytest.mark.parametrize("make", [GuardedLine, GuardedParagraphs])
def test_input_methods_learn_nothing(qtbot, make):
    hints = shown(qtbot, make()).inputMethodHints()

    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText


@pytest.mark.parametrize("make", [GuardedLine, GuardedParagraphs])
def test_there_is_no_menu_to_copy_by(qtbot, make):
    field = shown(qtbot, make())

    assert field.contextMenuPolicy() is Qt.ContextMenuPolicy.NoContextMenu


def test_a_line_cannot_be_dragged_from(qtbot):
    assert not shown(qtbot, GuardedLine()).dragEnabled()


def test_paragraphs_give_nothing_to_whoever_drags_or_copies(qtbot):
    guarded, plain = shown(qtbot, GuardedParagraphs()), shown(qtbot, PlainParagraphs())

    assert not guarded.createMimeDataFromSelection().hasText()
    assert plain.createMimeDataFromSelection().text() == NAME


@pytest.mark.parametrize("make", [GuardedLine, GuardedParagraphs])
def test_leaving_forgets_what_could_be_undone(qtbot, make):
    field = shown(qtbot, make())
    QTest.keyClick(field, Qt.Key.Key_Z)
    assert can_undo(field)

    field.clearFocus()

    assert not can_undo(field)
    assert said(field) == "z"


def test_letting_the_mouse_go_copies_no_selection(qtbot):
    line = shown(qtbot, GuardedLine())
    line.deselect()

    QTest.mouseDClick(line, Qt.MouseButton.LeftButton)

    assert line.hasSelectedText()
    assert not QApplication.clipboard().ownsSelection()


def said(field):
    return field.toPlainText() if isinstance(field, QTextEdit) else field.text()


def can_undo(field):
    document = field.document() if isinstance(field, QTextEdit) else field
    return document.isUndoAvailable()
