from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.domain.counts import Count
from strikelog.domain.dates import FuzzyDate
from strikelog.exchange.foreign.converting import read_rows
from strikelog.exchange.foreign.mapping import ColumnMapping, Mapping
from strikelog.exchange.foreign.tables import find_tables
from strikelog.exchange.foreign.targets import TARGETS
from strikelog.exchange.workbooks import Merge
from tests.exchange.foreign.files import workbook

KILLED = "count.killed.total.any.civilian"


def mapping(**columns):
    """Make a mapping of headings to targets; blanks in headings are written as low lines."""
    said = [
        each if isinstance(each, ColumnMapping) else ColumnMapping(name.replace("_", " "), "", each)
        for name, each in columns.items()
    ]
    return Mapping(columns=tuple(said))


def rows_of(header, *rows, by, **more):
    (table,) = find_tables(workbook(header, *rows, **more))
    return list(read_rows(table, by))


def test_a_row_is_read_into_values_by_target():
    by = mapping(Date="date", Place="place.name", Weapon="means", Killed=KILLED)

    (row,) = rows_of(
        ("Date", "Place", "Weapon", "Killed"),
        ("6 أيار 2019", " Kafr  Nabl ", "Barrel bomb", "at least ٣"),
        by=by,
    )

    assert row.number == 2
    assert row.values == {
        "date": FuzzyDate.parse("2019-05-06"),
        "place.name": "Kafr Nabl",
        "delivery": "helicopter",
        "weapon": "barrel_bomb",
        KILLED: Count(3, None, "at_least", "at least ٣"),
    }
    assert (row.refused, row.doubts) == ((), ())


def test_a_refused_cell_says_where_it_stands_and_why_and_the_rest_is_read():
    by = mapping(Date="date", Place="place.name", Killed=KILLED)

    (row,) = rows_of(("Date", "Place", "Killed"), ("2019-05-06", "Idlib", "lots"), by=by)

    (refused,) = row.refused
    assert (refused.sheet, refused.cell, refused.header) == ("Sheet1", "C2", "Killed")
    assert (refused.target, refused.text) == (KILLED, "lots")
    assert "lots" in refused.sentence("en")
    assert refused.sentence("ar") != refused.sentence("en")
    assert KILLED not in row.values


def test_what_is_blank_or_says_nothing_is_neither_value_nor_refused():
    by = mapping(Date="date", Place="place.name", Killed=KILLED)

    (row,) = rows_of(("Date", "Place", "Killed"), ("2019-05-06", "NULL", "unkn"), by=by)

    assert set(row.values) == {"date"}
    assert row.refused == ()


def test_an_unmapped_column_and_a_lacking_one_are_left_out():
    by = mapping(Date="date", Elsewhere="place.name", Place="ignore")

    (row,) = rows_of(("Date", "Place", "Killed"), ("2019-05-06", "Idlib", 3), by=by)

    assert set(row.values) == {"date"}


def test_the_order_of_days_is_told_by_the_column():
    head = ("Date", "Place")

    first, second = rows_of(
        head, ("3/5/2019", "a"), ("22/5/2019", "b"), by=mapping(Date="date", Place="place.name")
    )

    assert str(first.values["date"]) == "2019-05-03"
    assert str(second.values["date"]) == "2019-05-22"


def test_days_that_may_be_two_are_refused_until_somebody_tells():
    head, data = ("Date", "Place"), ("3/5/2019", "Idlib")
    by = mapping(Date="date", Place="place.name")

    (asked,) = rows_of(head, data, by=by)
    (told,) = rows_of(head, data, by=Mapping(columns=by.columns, date_order="mdy"))

    assert [cell.header for cell in asked.refused] == ["Date"]
    assert str(told.values["date"]) == "2019-03-05"


def test_parts_of_a_date_are_put_together_as_far_as_they_go():
    head = ("Year", "Month", "Day", "Place")
    by = mapping(Year="date.year", Month="date.month", Day="date.day", Place="place.name")

    rows = rows_of(
        head,
        (2019, 5, 6, "a"),
        ("2019", "أيار", None, "b"),
        (2019, None, None, "c"),
        (2019, 2, 30, "d"),
        by=by,
    )

    assert [str(row.values.get("date")) for row in rows] == [
        "2019-05-06", "2019-05", "2019", "None",
    ]  # fmt: skip
    assert len(rows[3].refused) == 1


@pytest.mark.parametrize(
    ("told", "edtf"), [("span", "2019-05-05/2019-05-08"), ("one_of", "[2019-05-05..2019-05-08]")]
)
def test_a_first_and_a_last_day_make_one_date(told, edtf):
    by = mapping(
        From=ColumnMapping("From", "", "date.start", {"range": told}),
        Until="date.end",
        Place="place.name",
    )

    (row,) = rows_of(("From", "Until", "Place"), ("2019-05-05", "2019-05-08", "x"), by=by)

    assert str(row.values["date"]) == edtf
    assert "date.start" not in row.values


def test_days_the_wrong_way_round_are_refused():
    by = mapping(From="date.start", Until="date.end", Place="place.name")

    (row,) = rows_of(("From", "Until", "Place"), ("2019-05-08", "2019-05-05", "x"), by=by)

    assert "date" not in row.values
    assert len(row.refused) == 1


def test_ends_of_a_number_are_put_together():
    by = mapping(Date="date", Low=f"{KILLED}.low", High=f"{KILLED}.high", Place="place.name")

    first, second, third, fourth = rows_of(
        ("Date", "Place", "Low", "High"),
        ("2019-05-05", "a", 3, 8),
        ("2019-05-05", "b", 0, 8),
        ("2019-05-05", "c", 0, 0),
        ("2019-05-05", "d", 8, 3),
        by=by,
    )

    assert (first.values[KILLED].low, first.values[KILLED].qualifier) == (3, "between")
    assert (second.values[KILLED].low, second.values[KILLED].qualifier) == (0, "up_to")
    assert KILLED not in third.values
    assert len(fourth.refused) == 1


def test_both_noughts_mean_none_where_the_mapping_tells():
    told = {"zero": "none"}
    by = mapping(
        Date="date",
        Low=ColumnMapping("Low", "", f"{KILLED}.low", told),
        High=ColumnMapping("High", "", f"{KILLED}.high", told),
    )

    (row,) = rows_of(("Date", "Low", "High"), ("2019-05-05", 0, 0), by=by)

    assert row.values[KILLED].qualifier == "none"


def test_one_coordinate_alone_is_refused_and_two_noughts_are_doubted():
    by = mapping(Date="date", Lat="place.lat", Lon="place.lon")

    alone, null, whole = rows_of(
        ("Date", "Lat", "Lon"),
        ("2019-05-05", 35.6, None),
        ("2019-05-05", 0.0, 0.0),
        ("2019-05-05", 35.6, 36.5),
        by=by,
    )

    assert (set(alone.values), len(alone.refused)) == ({"date"}, 1)
    assert (set(null.values), len(null.doubts)) == ({"date"}, 1)
    assert (whole.values["place.lat"], whole.values["place.lon"]) == (35.6, 36.5)


def test_a_default_holds_where_the_row_says_nothing():
    by = Mapping(
        columns=mapping(Date="date", Country="place.country").columns,
        defaults={"place.country": "Syria", "source.name": "A partner", "title": " "},
    )

    first, second = rows_of(
        ("Date", "Country"), ("2019-05-05", "Yemen"), ("2019-05-06", None), by=by
    )

    assert first.values["place.country"] == "Yemen"
    assert second.values["place.country"] == "Syria"
    assert second.values["source.name"] == "A partner"
    assert "title" not in second.values


def test_what_a_person_said_of_a_spelling_goes_before_what_is_known():
    said = {"Shelling": "unknown", "the usual": "", "bird": "drone+any"}
    by = mapping(
        Date="date", Weapon=ColumnMapping("Weapon", "", "weapon", {}, {"Mortar": "rocket"})
    )
    other = mapping(Date="date", Weapon=ColumnMapping("Weapon", "", "means", {}, said))

    (row,) = rows_of(("Date", "Weapon"), ("2019-05-05", "MORTAR"), by=by)
    rows = rows_of(
        ("Date", "Weapon"), ("2019-05-05", "the usual"), ("2019-05-05", "Bird"), by=other
    )

    assert row.values["weapon"] == "rocket"
    assert set(rows[0].values) == {"date"}
    assert rows[1].values["delivery"] == "drone"
    assert "weapon" not in rows[1].values


def test_several_codes_in_one_cell_are_several_or_the_code_for_it():
    by = mapping(Date="date", Weapon="weapon", Kind="site.type", Launch="delivery")

    (row,) = rows_of(
        ("Date", "Weapon", "Kind", "Launch"),
        ("2019-05-05", "Mortar, Rocket", "School; Hospital", "Directly-Emplaced, NotAnswered"),
        by=by,
    )

    assert row.values["weapon"] == "multiple"
    assert [cell.value for cell in row.having("site.type")] == ["school", "hospital"]
    assert row.values["delivery"] == "emplaced"


def test_names_are_parted_only_where_the_mapping_tells():
    parted = ColumnMapping("Actor", "", "actor.name", {"split": ","})
    head, data = ("Date", "Actor"), ("2019-05-05", "One army, Another")

    (whole,) = rows_of(head, data, by=mapping(Date="date", Actor="actor.name"))
    (told,) = rows_of(head, data, by=mapping(Date="date", Actor=parted))

    assert [cell.value for cell in whole.having("actor.name")] == ["One army, Another"]
    assert [cell.value for cell in told.having("actor.name")] == ["One army", "Another"]


def test_a_link_is_taken_where_the_cell_holds_words():
    by = mapping(Date="date", Link="source.url")
    links = {(1, 1): "https://example.org/a"}

    first, second = rows_of(
        ("Date", "Link"),
        ("2019-05-05", "see here"),
        ("2019-05-05", "https://example.org/b, https://example.org/c"),
        by=by,
        links=links,
    )

    assert first.values["source.url"] == "https://example.org/a"
    assert [cell.value for cell in second.having("source.url")] == [
        "https://example.org/b", "https://example.org/c",
    ]  # fmt: skip


def test_a_cell_merged_downwards_says_its_word_in_every_row_and_its_number_once():
    by = mapping(Date="date", Place="place.name", Killed=KILLED)
    merged = (Merge(1, 1, 2, 1), Merge(1, 2, 2, 2))

    first, second = rows_of(
        ("Date", "Place", "Killed"),
        ("2019-05-05", "Idlib", 4),
        ("2019-05-06", None, None),
        by=by,
        merged=merged,
    )

    assert (first.values["place.name"], second.values["place.name"]) == ("Idlib", "Idlib")
    assert first.values[KILLED].low == 4
    assert KILLED not in second.values
    assert [cell.header for cell in first.doubts] == ["Killed"]


def test_a_number_that_a_spreadsheet_shortened_is_refused_as_an_identity():
    by = mapping(Date="date", ID="external_id")

    first, second = rows_of(
        ("Date", "ID"), ("2019-05-05", "2.36E+95"), ("2019-05-05", 34775.0), by=by
    )

    assert len(first.refused) == 1
    assert second.values["external_id"] == "34775"


_CELLS = st.one_of(
    st.none(), st.text(max_size=15), st.integers(), st.floats(), st.booleans(), st.dates(),
    st.datetimes(), st.times(), st.timedeltas(),
    st.sampled_from(["3/5/2019", "at least 3", "35.6, 36.5", "n/a", "Mortar", "yes", "1-3"]),
)  # fmt: skip


@given(st.lists(st.lists(_CELLS, min_size=2, max_size=2), min_size=1, max_size=5), st.data())
def test_no_cell_breaks_the_reader_of_any_target(cells, data):
    keys = data.draw(st.lists(st.sampled_from(sorted(TARGETS)), min_size=2, max_size=2))
    table = find_tables(workbook(("Date", "Place"), ("2019-05-05", "Idlib")))[0]
    grown = workbook(("Date", "Place"), ("2019-05-05", "Idlib"), *cells)
    by = mapping(Date=keys[0], Place=keys[1])

    for found in find_tables(grown):
        for row in read_rows(found, by):
            assert all(cell.sentence("ar") for cell in (*row.refused, *row.doubts))
    assert table.header == ("Date", "Place")


@given(st.lists(st.sampled_from(["2019-05-05", "soon", "", None, date(2019, 5, 5)]), max_size=8))
def test_every_filled_cell_is_read_or_refused(days):
    by = mapping(Date="date", Place="place.name")
    (table,) = find_tables(
        workbook(("Date", "Place"), ("2019-05-05", "x"), *[(day, "x") for day in days])
    )

    for _, row in zip(days, list(read_rows(table, by))[1:], strict=True):
        assert ("date" in row.values) + len(row.refused) <= 1
    read = [row for row in read_rows(table, by) if "date" in row.values or row.refused]
    assert len(read) == 1 + sum(bool(day) for day in days)
