"""A row that a person names holds the headings, whatever the program thought."""

from strikelog.exchange.foreign.tables import find_tables, table_at
from strikelog.exchange.workbooks import Sheet, Workbook

ROWS = (
    ("Report",),
    ("x",),
    ("Date", "Place", "Killed"),
    ("#date", "#loc", "#affected+killed"),
    ("1/2/2020", "Kafr Nabl", 3),
    ("3/2/2020", "Kafr Zita", 1),
)
BOOK = Workbook("file.xlsx", "", "xlsx", (Sheet("Events", True, ROWS),))


def test_headings_stand_where_a_person_says():
    table = table_at(BOOK, "Events", 2)

    assert table.header == ("Date", "Place", "Killed")
    assert table.hxl == ("#date", "#loc", "#affected+killed")
    assert [number for number, _ in table.rows()] == [5, 6]


def test_the_programs_own_choice_is_another_table():
    chosen = table_at(BOOK, "Events", 0)

    assert chosen.header[0] == "Report"
    assert find_tables(BOOK)[0].header != chosen.header
