"""Runs of briefings: kept whole, found again; a vault made before gets the table."""

from datetime import UTC, date, datetime

import sqlalchemy as sa

from strikelog.domain.briefing_runs import BriefingRun, RunFigure, RunIncident
from strikelog.storage.briefing_runs import RUNS, briefing_run, briefing_runs, keep_briefing
from tests.databases import open_database

RUN = BriefingRun(
    at=datetime(2019, 12, 1, 9, tzinfo=UTC),
    actor="u01",
    as_of=date(2019, 11, 30),
    template="situation",
    where="killed:>0",
    level="public",
    language="ar",
    title="هجمات",
    state="abc",
    file_sha256="f" * 64,
    series="Bulletin",
    issue=3,
    figures=(
        RunFigure("attacks", "2 attacks", "attack", "attacks", "", 2, 2, ("b", "a")),
        RunFigure("published total x", "at least 14", "people", "published by others", "UN", 14),
    ),
    incidents={
        "a": RunIncident("EX-1", "s1", "fair", ("c1", "c2")),
        "b": RunIncident("EX-2", "s2"),
    },
)


def kept(database, run):
    with database.writing() as connection:
        return keep_briefing(connection, database.schema, run)


def test_a_run_is_read_back_as_it_was_kept(tmp_path):
    database = open_database(tmp_path)

    number = kept(database, RUN)

    with database.reading() as connection:
        found = briefing_run(connection, database.schema, number)
        assert briefing_run(connection, database.schema, number + 1) is None
    database.close()
    assert (found.figures, found.incidents) == (RUN.figures, RUN.incidents)
    assert (found.number, found.at, found.as_of) == (number, RUN.at, RUN.as_of)
    assert (found.title, found.where, found.issue) == (RUN.title, RUN.where, 3)


def test_the_list_gives_the_newest_first_and_no_figures(tmp_path):
    database = open_database(tmp_path)
    numbers = [kept(database, RUN), kept(database, RUN)]

    with database.reading() as connection:
        found = briefing_runs(connection, database.schema)

    database.close()
    assert [one.number for one in found] == numbers[::-1]
    assert not any(one.figures for one in found)


def test_a_vault_made_before_gets_the_table_when_it_opens(tmp_path):
    database = open_database(tmp_path)
    with database.writing() as connection:
        connection.execute(sa.text(f"DROP TABLE {RUNS}"))
    database.close()

    again = open_database(tmp_path)
    number = kept(again, RUN)
    again.close()

    assert number == 1
