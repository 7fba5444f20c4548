"""Cells that say the same stand in one line; rows come first, then refusals, then doubts."""

from types import SimpleNamespace

from strikelog.domain.saying import say
from strikelog.exchange.foreign.reads import DoubtfulCell
from strikelog.services.partners.telling import Fate, told_lines
from strikelog.services.partners.values import REFUSED, UNCHANGED, RowFate

NOT_LISTED, NO_DATE, ODD = say("“Flood” is not listed."), say("No date."), say("Odd.")


def cell(where, text="Flood", why=NOT_LISTED, header="Hazard"):
    return DoubtfulCell("Sheet1", where, header, "event_type", text, why)


def told(*, fates=(), refused=(), doubts=(), row_doubts=()):
    made = SimpleNamespace(fates=fates, refused=refused, doubts=doubts, row_doubts=row_doubts)
    return told_lines(made)


def test_cells_of_a_column_that_say_the_same_are_one_line():
    (line,) = told(refused=[cell("G3"), cell("G17"), cell("G40")])

    assert (line.where, line.row, line.count, line.text) == ("G3", 3, 3, "Flood")


def test_what_is_refused_most_often_comes_first():
    lines = told(refused=[cell("G3"), cell("G4", "Storm"), cell("G5", "Storm")])

    assert [(line.text, line.count) for line in lines] == [("Storm", 2), ("Flood", 1)]


def test_the_same_word_in_another_column_stands_alone():
    lines = told(refused=[cell("G3"), cell("H3", header="Cause")])

    assert [line.header for line in lines] == ["Hazard", "Cause"]


def test_rows_come_first_then_refusals_then_doubts():
    fates = [
        RowFate(5, REFUSED, why=NO_DATE),
        RowFate(6, UNCHANGED),
        RowFate(9, REFUSED, why=NO_DATE),
    ]

    lines = told(
        fates=fates,
        refused=[cell("G3")],
        doubts=[cell("H3", why=ODD)],
        row_doubts=[(7, ODD), (8, ODD)],
    )

    assert [(line.fate, line.row, line.count) for line in lines] == [
        (Fate.ROW_OUT, 5, 2),
        (Fate.REFUSED, 3, 1),
        (Fate.DOUBTFUL, 7, 2),
        (Fate.DOUBTFUL, 3, 1),
    ]
    assert [line.where for line in lines] == ["", "G3", "", "H3"]


def test_a_cell_of_another_file_is_told_by_its_row():
    (line,) = told(refused=[cell("17")])

    assert (line.where, line.row, line.header) == ("", 17, "Hazard")
