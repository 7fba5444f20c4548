"""What answers are made of: values as text, columns that share the room, tables by keyboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from strikelog.domain.records import Incident
from strikelog.gui.insight.answer_table import AnswerTable
from strikelog.gui.insight.asking import MOST_AT_ONCE, incidents_wish
from strikelog.gui.insight.blocks import (
    Cell,
    Facts,
    Figures,
    Grid,
    Heading,
    Row,
    Side,
    Sides,
    Square,
    Table,
    Tick,
    Ticks,
    Verdict,
    Words,
    as_text,
)
from strikelog.gui.insight.sides import SidesView
from strikelog.gui.insight.sizing import fitted
from strikelog.gui.pages.wishes import Edit, ShowIncidents
from strikelog.gui.style import Tone

OPEN = Edit(Incident, "1")


def table_of(count, text="short"):
    rows = tuple(Row((Cell(str(at)), Cell(text)), OPEN, found=at) for at in range(count))
    return Table("Table", ("No.", "What"), rows, wide=1)


def test_an_answer_is_written_as_plain_text():
    blocks = (
        Verdict("Possible", Tone.WAIT, "the dates allow it"),
        Figures((("4", "sites"),)),
        Facts((("Area", "Idlib"),)),
        Heading("Strikes"),
        Table("Strikes", ("No.", "Date"), (Row((Cell("1"), Cell("5 May"))),)),
        Grid("In force", ("5 May",), ("Zone",), ((Square("possible"),),)),
        Sides((Side("Orient hospital", ("UN",), note="page 3"),)),
        Ticks((Tick("met", "On one spot", "met", (Side("UN", ("17:30",)),)),)),
        Words("No more."),
    )

    assert as_text("Title", blocks).splitlines() == [
        "Title",
        "Possible: the dates allow it",
        "4 sites",
        "Area: Idlib",
        "",
        "Strikes",
        "No.\tDate",
        "1\t5 May",
        "\t5 May",
        "Zone\tpossible",
        "Orient hospital – UN – page 3",
        "On one spot: met",
        "\tUN – 17:30",
        "No more.",
    ]


@given(
    st.lists(st.tuples(st.integers(20, 240), st.integers(20, 240)), min_size=1, max_size=8),
    st.integers(50, 1500),
    st.data(),
)
def test_columns_fill_the_room_and_keep_their_least(columns, room, data):
    liked = [max(pair) for pair in columns]
    least = [min(pair) for pair in columns]
    wide = data.draw(st.integers(0, len(columns) - 1))

    widths = fitted(liked, least, room, wide=wide)

    assert all(width >= smallest for width, smallest in zip(widths, least, strict=True))
    if sum(least) <= room:
        assert sum(widths) == room
    else:
        assert widths == least


def test_the_widest_column_gives_way_first():
    assert fitted([100, 200, 60], [40, 40, 40], 300, wide=0) == [100, 140, 60]
    assert fitted([100, 200, 60], [40, 40, 40], 400, wide=2) == [100, 200, 100]


@pytest.fixture
def shown(dressed, gone):
    def show(block, width=420):
        made = AnswerTable(block)
        gone(made)
        made.resize(width, 300)
        made.show()
        made.setFocus()
        return made

    return show


def test_a_short_table_is_as_high_as_its_lines_and_a_long_one_scrolls(shown):
    few, many = shown(table_of(3)), shown(table_of(200))

    assert few.verticalScrollBar().maximum() == 0
    assert many.verticalScrollBar().maximum() > 0
    assert many.height() < 900


def test_long_text_takes_more_lines_where_the_table_is_narrow(shown):
    text = "a sentence that does not fit on one line of a narrow table at all"
    made = shown(table_of(1, text), width=700)
    before = made.rowHeight(0)

    made.resize(240, 300)

    assert made.rowHeight(0) > before
    assert made.horizontalHeader().length() <= made.viewport().width()


def test_return_opens_delete_lets_go_and_copying_takes_the_line(shown, qtbot):
    made = shown(table_of(3))
    made.setCurrentIndex(made.cells.index(1, 0))

    with qtbot.waitSignals([made.opened, made.let_go]):
        QTest.keyClick(made, Qt.Key.Key_Return)
        QTest.keyClick(made, Qt.Key.Key_Delete)
    QTest.keyClick(made, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "1\tshort"


def test_a_square_that_leads_nowhere_stays(shown, qtbot):
    made = shown(Grid("Matrix", ("A",), ("1",), ((Square("not covered"),),)))
    made.setCurrentIndex(made.cells.index(0, 0))

    with qtbot.assertNotEmitted(made.opened):
        QTest.keyClick(made, Qt.Key.Key_Return)


def test_what_is_spoken_of_a_square_says_more_than_its_sign(shown):
    square = Square("2", Tone.WAIT, "triangle-alert", "2. Differs from another source.")
    made = shown(Grid("Matrix", ("Killed",), ("UN",), ((square,),)))
    place = made.cells.index(0, 0)

    assert made.cells.data(place, Qt.ItemDataRole.AccessibleTextRole) == square.spoken
    assert made.cells.data(place, Qt.ItemDataRole.DisplayRole) == "2"


def test_accounts_stand_in_as_many_columns_as_there_is_room_for(dressed, gone):
    made = SidesView(Sides(tuple(Side(f"Account {n}", ("who",)) for n in range(4))))
    gone(made)
    made.show()

    made.resize(900, 300)
    made.layout().activate()
    wide = {view.x() for view in made.views}
    made.resize(240, 900)
    made.layout().activate()
    narrow = {view.x() for view in made.views}

    assert len(wide) > len(narrow) == 1


def test_one_incident_is_opened_and_several_are_listed():
    assert incidents_wish(()) is None
    assert incidents_wish(("1", "1")) == OPEN
    assert isinstance(incidents_wish(("1", "2")), ShowIncidents)
    (term,) = incidents_wish(map(str, range(MOST_AT_ONCE + 10))).where.terms
    assert len(term.values) == MOST_AT_ONCE
