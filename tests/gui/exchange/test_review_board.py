"""The list of changes: what is shown, and what keys choose."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest

from strikelog.gui.exchange.review.board import ReviewBoard
from strikelog.gui.exchange.review.model import CHOICE, KIND, OURS, THEIRS
from strikelog.gui.widgets.question import Question
from strikelog.services.reviewing import review_of
from tests.services.test_importing import CLAIM, FIGURE, INCIDENT, SOURCE, Office


@pytest.fixture
def board(review, tasks, preferences, gone):
    made = ReviewBoard(tasks, preferences, every="Every sheet")
    gone(made)
    made.resize(1000, 600)
    made.show_review(review)
    made.show()
    return made


def go_to(board, kind):
    """Bring the keyboard to the only line of a kind."""
    lines = list(board.table.lines.lines)
    board.table.go_to(next(n for n, one in enumerate(lines) if board.review.kind_of(one) == kind))


def press(table, letter):
    """Press the key that writes a letter, whatever the layout of the keyboard."""
    plain = Qt.KeyboardModifier.NoModifier
    QCoreApplication.sendEvent(table, QKeyEvent(QEvent.Type.KeyPress, 0, plain, letter))


def chosen(board, kind):
    lines = board.review.lines
    return next(board.review.choice(one) for one in lines if board.review.kind_of(one) == kind)


def kinds(board):
    return [board.review.kind_of(one) for one in board.table.lines.lines]


def test_every_line_stands_below_its_record(board):
    assert kinds(board) == ["new", "head", "changed", "head", "conflict", "cleared"]


@pytest.mark.parametrize(
    ("key", "choice"),
    [("T", "theirs"), ("K", "ours"), ("L", "later"), ("ف", "theirs"), ("ن", "ours")],
)
def test_a_letter_decides(board, key, choice):
    go_to(board, "conflict")

    press(board.table, key)

    assert chosen(board, "conflict") == choice


def test_u_takes_a_choice_back(board):
    go_to(board, "conflict")
    QTest.keyClick(board.table, Qt.Key.Key_T)

    QTest.keyClick(board.table, Qt.Key.Key_U)

    assert chosen(board, "conflict") is None


def test_n_goes_to_what_is_to_be_decided(board):
    board.table.go_to(0)

    QTest.keyClick(board.table, Qt.Key.Key_N)

    assert kinds(board)[board.table.row] == "conflict"


def test_arrows_move_from_line_to_line(board):
    board.table.go_to(0)

    QTest.keyClick(board.table, Qt.Key.Key_Down)

    assert board.table.row == 1


def test_all_of_a_kind_are_taken_after_a_question_that_counts(board):
    go_to(board, "conflict")

    QTest.keyClick(board.table, Qt.Key.Key_A)
    (asked,) = board.findChildren(Question)
    before = chosen(board, "conflict")
    asked.accept()

    assert "1" in asked._act.text()
    assert before is None
    assert chosen(board, "conflict") == "theirs"


def test_several_lines_are_decided_together(board):
    board.table.selectAll()

    QTest.keyClick(board.table, Qt.Key.Key_K)

    assert {board.review.choice(one) for one in board.review.lines} == {"ours", None}
    assert board.review.effect().staying == 4


def test_what_only_they_changed_cannot_be_put_off(qtbot, board):
    go_to(board, "changed")

    with qtbot.waitSignal(board.told):
        QTest.keyClick(board.table, Qt.Key.Key_L)

    assert chosen(board, "changed") == "theirs"


def test_one_kind_is_shown_below_its_heads(board):
    board.kinds.ask_for("conflict")

    assert kinds(board) == ["head", "conflict"]


def test_words_narrow_the_list(board):
    board.search("ward")

    assert kinds(board) == ["head", "conflict"]


def test_what_matches_nothing_is_said(board):
    board.search("nothing of the kind")

    assert board._list.currentWidget() is board._no_match


def test_a_sheet_narrows_the_list(board):
    board.kinds.sheets.setCurrentIndex(board.kinds.sheets.findData("Sites"))

    assert kinds(board) == ["head", "changed"]


def test_the_buttons_carry_counts(board):
    assert "1" in board.kinds.kinds["conflict"].text()
    assert "refused" not in board.kinds.kinds


def test_the_sides_show_each_value_in_full(board):
    go_to(board, "conflict")

    sides = board.sides
    assert sides.ours.text.toPlainText().endswith("market")
    assert sides.theirs.text.toPlainText().endswith("ward")
    assert sides.base.button.isEnabled()


def test_the_sides_press_the_button_of_the_choice(qtbot, board):
    go_to(board, "conflict")

    qtbot.mouseClick(board.sides.theirs.button, Qt.MouseButton.LeftButton)

    assert chosen(board, "conflict") == "theirs"
    assert board.sides.theirs.button.isChecked()
    assert not board.sides.ours.button.isChecked()


def test_a_new_record_is_shown_with_all_its_fields(board):
    go_to(board, "new")

    assert "Title: Other report" in board.sides.theirs.text.toPlainText()


def test_counts_run_along(board):
    go_to(board, "changed")
    before = board._counts.text()

    QTest.keyClick(board.table, Qt.Key.Key_K)

    assert board._counts.text() != before


def test_a_screen_reader_hears_record_field_and_values(board):
    go_to(board, "conflict")
    index = board.table.lines.index(board.table.row, KIND)

    said = index.data(Qt.ItemDataRole.AccessibleTextRole)

    assert said.startswith("Strike on a market, Incident, Both changed it, Title")
    assert "Theirs: Strike on a ward" in said


def test_the_model_says_what_stands_in_each_column(board):
    go_to(board, "conflict")
    row = board.table.row

    said = [board.table.lines.index(row, column).data() for column in (OURS, THEIRS, CHOICE)]

    assert said == ["Strike on a market", "Strike on a ward", "To decide"]


def test_the_model_keeps_the_rules_of_models(board, qtmodeltester):
    qtmodeltester.check(board.table.lines)


def test_a_figure_is_shown_with_the_incident_it_belongs_to(board, tmp_path):
    office = Office(tmp_path)
    office.recording.add_all([SOURCE, INCIDENT, CLAIM, FIGURE], "case")
    office.export()
    with office.edit() as book:
        book.put("Casualties", FIGURE.id, "outcome", "injured")
    board.show_review(review_of(office.preview()))

    board.table.go_to(1)

    assert INCIDENT.title in board.sides._title.text()
    assert f"Casualty figure, {INCIDENT.title}" in board.table.lines.spoken(1)
    office.database.close()
