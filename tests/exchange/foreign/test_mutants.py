"""Real tables with cells, rows and merges turned to harm: whatever they hold, something is said."""

import random
from datetime import date, datetime, time, timedelta

import pytest

from strikelog.exchange.foreign.converting import read_rows
from strikelog.exchange.foreign.proposing import propose
from strikelog.exchange.foreign.tables import find_tables
from strikelog.exchange.workbooks import Merge
from tests.exchange.foreign.files import real_workbook, workbook

FILES = (
    "partners/insecurity-insight/2023-attacks-on-health-care-incident-data.xlsx",
    "partners/lebanon-fpv/fpv_drone_map_records.csv",
    "partners/ukraine-conflict-db/Location.csv",
    "kobo/large_csv_upload.csv",
    "uwazi/specs__test.csv",
    "hxl/libhxl/input-merged.xlsx",
)
HARM = (
    None, "", " ", "\u202e", "=1+1", "#", "#+", "٣", "1e400", "9" * 500, "(((", "[", "\x00",
    float("inf"), float("nan"), -1, 10**30, date(1, 1, 1), datetime(9999, 12, 31, 23, 59),
    timedelta(days=-5), time(23, 59, 59, 999_999), True, "a" * 40_000, "1/2/3/4", "31.12.9999",
    "0/0/0000", "NULL", "35°", "–", "2019-02-30", "٣٠/٠٢/٢٠١٩", "Total", "{x}", "{}", "%s", '"',
)  # fmt: skip


def harmed(rows, chance):
    """Turn some cells and rows of a table to harm."""
    rows = [list(row) for row in rows]
    for _ in range(chance.randrange(1, 30)):
        at = chance.randrange(len(rows))
        what = chance.randrange(7)
        if what < 4 and rows[at]:
            rows[at][chance.randrange(len(rows[at]))] = chance.choice(HARM)
        elif what == 4:
            rows.insert(at, chance.choice([[], [None], ["a note"], list(chance.choice(rows))]))
        elif what == 5:
            rows[at] = rows[at][: chance.randrange(len(rows[at]) + 1)]
        else:
            chance.shuffle(rows[at])
    return rows


def a_merge(chance):
    row, column = chance.randrange(8), chance.randrange(8)
    return Merge(row, column, row + chance.randrange(4), column + chance.randrange(4))


@pytest.mark.parametrize("name", FILES)
def test_no_mutant_of_a_real_table_breaks_the_understanding_of_it(name):
    chance = random.Random(name)
    rows = real_workbook(name).sheets[0].rows[:20]

    for _ in range(15):
        merged = [a_merge(chance) for _ in range(chance.randrange(3))]
        for table in find_tables(workbook(*harmed(rows, chance), merged=merged)):
            proposal = propose(table, "ar")
            said = [column.reason for column in proposal.columns] + [table.reason]
            for row in read_rows(table, proposal.mapping):
                said += [cell.why for cell in (*row.refused, *row.doubts)]
            assert all(each.sentence("ar") for each in said)
