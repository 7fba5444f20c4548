from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.exchange.foreign.tables import (
    CODE_BOOK,
    EMPTY,
    INCIDENTS,
    KINDS,
    NO_HEADER,
    NOTES,
    OTHER,
    PIVOT,
    find_tables,
)
from strikelog.exchange.workbooks import Merge, Sheet, Workbook
from tests.exchange.foreign.files import workbook

HEAD = ("Date", "Place", "Killed", "Description")
ROWS = (
    ("2019-05-06", "Kafr Nabl", 3, "An air strike hit the market."),
    ("2019-05-07", "Idlib", 0, "Shelling of a school; nobody was hurt."),
    ("2019-05-09", "Maarrat al-Numan", 12, "Two strikes within an hour."),
)


def the_table(*rows, **more):
    (table,) = find_tables(workbook(*rows, **more))
    return table


def test_a_plain_table_is_a_list_of_incidents():
    table = the_table(HEAD, *ROWS)

    assert (table.kind, table.header, table.header_row) == (INCIDENTS, HEAD, 0)
    assert (table.first_row, table.last_row, table.columns) == (1, 3, (0, 1, 2, 3))
    assert "row 1" in table.reason.sentence()


def test_titles_and_blank_rows_above_the_headings_are_passed_over():
    table = the_table(("Incidents in May 2019",), (), ("Compiled by the office",), (), HEAD, *ROWS)

    assert (table.header_row, table.header) == (4, HEAD)


def test_a_table_in_mid_sheet_is_found():
    shifted = [(None, None, None, *row) for row in (HEAD, *ROWS)]

    table = the_table((), (), *shifted)

    assert (table.header_row, table.columns) == (2, (3, 4, 5, 6))
    assert table.address(4, 0) == "D4"


def test_tags_below_the_headings_are_kept_and_are_no_row():
    tags = ("#date+occurred", "#loc+name", "#affected+killed", "#description")

    table = the_table(HEAD, tags, *ROWS)

    assert table.hxl == tags
    assert [number for number, _ in table.rows()] == [3, 4, 5]


def test_tags_without_headings_head_the_columns():
    tags = ("#date+occurred", "#loc+name", "#affected+killed", "#description")

    table = the_table(("Some title",), (), (), tags, *ROWS)

    assert table.header == tags
    assert table.kind == INCIDENTS


@pytest.mark.parametrize("above", [0, 5, 20])
def test_tags_are_found_far_down(above):
    tags = ("#date+occurred", "#loc+name", "#affected+killed", "#description")

    table = the_table(*[("a note",)] * above, HEAD, tags, *ROWS)

    assert table.header_row == above + 1
    assert table.header == HEAD


def test_merged_headings_over_names_are_joined():
    upper = ("When", None, "People", None, "What")
    lower = ("Date", "Time", "Killed", "Injured", "Description")
    rows = [("2019-05-06", "10:00", 3, 4, "An air strike hit the market place.")] * 3
    merged = (Merge(0, 0, 0, 1), Merge(0, 2, 0, 3))

    table = the_table(upper, lower, *rows, merged=merged)

    assert table.header == (
        "When / Date", "When / Time", "People / Killed", "People / Injured", "What / Description",
    )  # fmt: skip
    assert table.first_row == 2


def test_names_below_some_of_the_headings_are_joined():
    upper = ("Date", "Place", "Killed", None)
    lower = (None, None, "Men", "Women")
    merged = (Merge(0, 2, 0, 3), Merge(0, 0, 1, 0), Merge(0, 1, 1, 1))

    table = the_table(upper, lower, ("2019-05-06", "Idlib", 2, 1), merged=merged)

    assert table.header == ("Date", "Place", "Killed / Men", "Killed / Women")


def test_a_title_over_the_headings_is_not_joined():
    table = the_table(("Incidents 2019", None, None, None), HEAD, *ROWS)

    assert table.header == HEAD


def test_totals_and_notes_at_the_end_are_cut():
    table = the_table(
        HEAD, *ROWS, ("Total", None, 15, None), (), ("Source: our own records, unpublished",)
    )

    assert table.last_row == 3


def test_a_last_row_that_says_much_is_kept():
    table = the_table(HEAD, *ROWS, ("2019-06-01", None, None, None))

    assert table.last_row == 4


def test_headings_repeated_on_every_page_are_no_rows():
    table = the_table(HEAD, *ROWS, HEAD, *ROWS)

    assert len(list(table.rows())) == 6


def test_blank_rows_within_do_not_end_a_table():
    table = the_table(HEAD, ROWS[0], (), ROWS[1], ("",), (), ROWS[2])

    assert [number for number, _ in table.rows()] == [2, 4, 7]


def test_a_second_table_below_is_a_table_of_its_own():
    other = ("Source", "URL", "Date published", "Language")
    rows = [("A paper", "https://example.org/a", "2019-05-08", "ar")] * 2

    tables = find_tables(workbook(HEAD, *ROWS, (), other, *rows))

    assert [table.header for table in tables] == [HEAD, other]
    assert (tables[0].last_row, tables[1].first_row) == (3, 6)


def test_headings_that_are_blank_or_twice_there_are_told_apart():
    table = the_table(
        ("Date", "", "Notes", "notes", None),
        ("2019-05-06", "x", "one", "two", "three"),
        ("2019-05-07", "y", "four", "five", "six"),
    )

    assert table.header == ("Date", "B", "Notes", "notes (2)", "E")


def test_paths_of_forms_are_kept_whole():
    table = the_table(("incident/date", "incident/place_name"), ("2019-05-06", "Idlib"))

    assert table.header == ("incident/date", "incident/place_name")
    assert table.kind == INCIDENTS


def test_a_list_without_headings_is_recognised_by_its_values():
    rows = [("2019-05-06", 35.614, 36.561, 3), ("2019-05-07", 35.931, 36.633, 1)] * 3

    table = the_table(*rows)

    assert (table.kind, table.header_row, table.first_row) == (NO_HEADER, -1, 0)
    assert table.header == ("A", "B", "C", "D")


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        (
            [("Country", "Number of incidents", "Health workers killed")]
            + [(name, 3, 1) for name in ("Syria", "Yemen", "Sudan", "Mali")],
            PIVOT,
        ),
        ([("Row Labels", 2019, 2020), ("Idlib", 3, 4), ("Aleppo", 1, 2), ("Total", 4, 6)], PIVOT),
        (
            [("code", "label", "definition"), ("air", "Air attack", "From above"),
             ("gr", "Shelling", "From below")],
            CODE_BOOK,
        ),
        (
            [("list name", "name", "label"), ("yn", "yes", "Yes"), ("yn", "no", "No")],
            CODE_BOOK,
        ),
        ([("Data notes",), ("This list is not comprehensive.",), ("Sources vary.",)], NOTES),
        ([], EMPTY),
        ([("Title", "Publisher", "URL"), ("A report", "We", "https://example.org/1")], OTHER),
    ],
)  # fmt: skip
def test_what_is_no_list_of_incidents_is_recognised_and_said(rows, kind):
    found = find_tables(workbook(*rows))

    assert [table.kind for table in found] == ([kind] if rows else [])
    assert all(table.reason.sentence("ar") for table in found)


def test_the_list_of_incidents_comes_before_notes_and_hidden_sheets():
    notes = Sheet("Notes", True, [["Read me first, please, before all else."], ["More."]])
    hidden = Sheet("Old", False, [HEAD, *ROWS])
    data = Sheet("Data", True, [HEAD, *ROWS])

    found = find_tables(Workbook("b", "", "xlsx", (notes, hidden, data)))

    assert [table.sheet for table in found] == ["Data", "Notes", "Old"]


def test_arabic_headings_are_found():
    table = the_table(
        ("سجل الحوادث",),
        ("التاريخ", "المحافظة", "عدد القتلى", "الوصف"),
        ("6 أيار 2019", "إدلب", "٣", "غارة جوية على السوق الشعبي في البلدة"),
        ("7 أيار 2019", "حلب", "٠", "قصف مدفعي على الحي السكني"),
    )

    assert (table.kind, table.header_row) == (INCIDENTS, 1)


_CELLS = st.one_of(
    st.none(), st.text(max_size=12), st.integers(-5, 10**6), st.floats(allow_nan=False),
    st.booleans(), st.dates(date(1990, 1, 1)), st.sampled_from(["#date", "#adm1+name", "Total"]),
)  # fmt: skip


@given(st.lists(st.lists(_CELLS, max_size=6), max_size=12))
def test_no_sheet_breaks_the_finder_and_no_table_leaves_the_sheet(rows):
    for table in find_tables(workbook(*rows)):
        assert table.kind in KINDS
        assert len(table.header) == len(table.columns) == len(table.hxl)
        assert len({name.casefold() for name in table.header}) == len(table.header)
        assert -1 <= table.header_row < table.first_row
        assert table.last_row < len(rows)
        numbers = [number for number, _ in table.rows()]
        assert numbers == sorted(set(numbers))
        assert all(any(cell is not None for cell in cells) for _, cells in table.rows())


@given(st.lists(st.lists(_CELLS, max_size=12), max_size=12))
def test_no_two_tables_hold_the_same_cell(rows):
    taken = [
        (number, column)
        for table in find_tables(workbook(*rows))
        for number, _ in table.rows()
        for column in table.columns
    ]

    assert len(taken) == len(set(taken))


def test_a_table_beside_another_is_a_table_of_its_own():
    other = (("Source", "URL"), ("A paper", "https://example.org/a"), ("B", "https://example.org"))
    rows = [
        (*left, None, None, None, *right) for left, right in zip((HEAD, *ROWS), other, strict=False)
    ]

    tables = find_tables(workbook(*rows))

    assert [(table.header, table.columns) for table in tables] == [
        (HEAD, (0, 1, 2, 3)), (("Source", "URL"), (7, 8)),
    ]  # fmt: skip


@pytest.mark.parametrize("above", [(), (("Incidents of the month",), ())])
def test_headings_without_a_row_are_an_empty_table(above):
    table = the_table(*above, HEAD)

    assert (table.kind, table.header, list(table.rows())) == (EMPTY, HEAD, [])


def test_blank_rows_are_not_counted():
    table = the_table(HEAD, ROWS[0], (None,) * 4, *ROWS[1:])

    assert table.n_rows == sum(1 for _ in table.rows()) == 3
