"""Tables of one database are put together where a column of one names the rows of the other."""

import pytest

from strikelog.exchange.foreign.converting import read_rows
from strikelog.exchange.foreign.joining import joined, joint_of
from strikelog.exchange.foreign.proposing import propose
from strikelog.exchange.foreign.tables import INCIDENTS, OTHER, find_tables
from tests.exchange.foreign.files import real_workbook, workbook

DAYS = (
    ("event_id", "row", "date_start"),
    (147997, 1, "2014-01-22"),
    (149221, 2, "2014-01-27"),
    (149248, 3, "2014-02-18"),
)
PLACES = (
    ("id", "unique_", "where", "latitude", "longitude"),
    (149248, 1, "Kiev city", 50.45, 30.52),
    (149221, 2, "Odessa town", 46.47, 30.73),
    (147997, 3, "Kiev city", 50.45, 30.52),
)
SIDES = (("side_id", "side_name"), (61, "Government"), (5837, "Insurgents"))


def table(*rows, name="Sheet1"):
    (found,) = find_tables(workbook(*rows, name=name))
    return found


def put_together(one, other):
    return joined(one, other, joint_of(one, other))


def test_the_numbers_of_events_are_found_whatever_they_are_called():
    days, places = table(*DAYS), table(*PLACES)

    joint = joint_of(days, places)

    assert (days.header[joint.column], places.header[joint.other]) == ("event_id", "id")
    assert joint.found == 1


def test_rows_are_put_together_by_their_numbers_and_not_by_their_order():
    whole = put_together(table(*DAYS), table(*PLACES))

    assert whole.header == (*DAYS[0], "unique_", "where", "latitude", "longitude")
    assert [(number, row[0], row[4]) for number, row in whole.rows()] == [
        (2, 147997, "Kiev city"), (3, 149221, "Odessa town"), (4, 149248, "Kiev city"),
    ]  # fmt: skip


def test_two_tables_that_are_none_alone_are_a_list_of_incidents_together():
    days, places = table(*DAYS), table(*PLACES)
    assert (days.kind, places.kind) == (OTHER, OTHER)

    whole = put_together(days, places)

    assert whole.kind == INCIDENTS
    rows = list(read_rows(whole, propose(whole).mapping))
    assert [str(row.values["place.lat"]) for row in rows] == ["50.45", "46.47", "50.45"]


def test_a_code_that_many_rows_share_is_looked_up():
    events = table(("event_id", "side"), (1, 61), (2, 61), (3, 5837), (4, 61))

    whole = put_together(events, table(*SIDES))

    assert [row[-1] for _, row in whole.rows()] == [
        "Government", "Government", "Insurgents", "Government",
    ]  # fmt: skip


def test_a_row_that_the_other_table_lacks_stays_with_blanks():
    whole = put_together(table(*DAYS), table(*PLACES[:3]))

    assert [row[4] for _, row in whole.rows()] == [None, "Odessa town", "Kiev city"]


def test_columns_of_one_name_are_told_apart():
    days = table(*[(*row, "x") for row in DAYS])
    twice = table(("id", ""), *[(row[0], "y") for row in DAYS[1:]], name="Notes")

    header = put_together(days, twice).header

    assert len(set(header)) == len(header)


def test_numbers_of_rows_alone_join_nothing():
    one = table(("row", "Town"), (1, "Idlib"), (2, "Hama"), (3, "Homs"))
    other = table(("no", "Date"), (1, "2019-05-06"), (2, "2019-05-07"), (3, "2019-05-08"))

    assert joint_of(one, other) is None


def test_a_table_with_many_rows_for_one_number_is_none_to_be_added():
    sources = table(("event_id", "headline"), *[(147997, f"Line {n}") for n in range(4)])

    assert joint_of(table(*DAYS), sources) is None


@pytest.mark.parametrize("name", ["Location", "Casualty", "Conflict", "Event"])
def test_a_real_database_in_many_files_is_put_together(name):
    folder = "partners/ukraine-conflict-db"
    days = find_tables(real_workbook(f"{folder}/Time_new.csv"))[0]
    other = find_tables(real_workbook(f"{folder}/{name}.csv"))[0]

    joint = joint_of(days, other)

    assert days.header[joint.column] == "event_id"
    assert joint.found > 0.95
    assert sum(1 for _ in joined(days, other, joint).rows()) == 2989


def test_cells_keep_their_names_and_added_ones_have_none():
    shifted = [(None, None, *row) for row in DAYS]
    whole = put_together(table(*shifted), table(*PLACES))

    assert whole.address(4, 0) == "C4"
    assert whole.address(4, len(DAYS[0])) == "4"
