"""Reconciliations that were kept: written once, with the state of the records at the time."""

import sqlite3
from dataclasses import replace

import pytest
import sqlalchemy as sa

from strikelog.domain.records import AggregateClaim, Incident
from strikelog.services.kept_runs import NoSuchRun, TotalGone
from strikelog.services.workspace import Workspace
from tests.workspaces import worked_example


@pytest.fixture
def demo():
    workspace = worked_example()
    yield workspace
    workspace.close()


def un_total(demo):
    return next(
        one
        for one in demo.finding.all(AggregateClaim)
        if one.title == "Medical facilities attacked"
    )


def test_a_run_keeps_the_answer_and_the_state_it_was_made_from(demo):
    (found,) = demo.insights.reconcile([un_total(demo)])

    run = demo.insights.keep(found)

    assert (run.result["verdict"], run.result["low"], run.result["high"]) == (
        found.verdict,
        found.low,
        found.high,
    )
    assert run.actor == demo.recording.author.code
    assert run.head > 0
    assert len(run.head_hash) == 64
    counted = {one["incident_id"]: one["rev"] for one in run.result["counted"]}
    assert counted == {
        one.incident_id: demo.finding.get(Incident, one.incident_id).rev for one in found.counted
    }
    excluded = {one for ids in run.result["excluded"].values() for one in ids}
    assert excluded == {one.incident_id for one in found.excluded}


def test_later_edits_change_the_next_answer_and_not_the_kept_one(demo):
    (found,) = demo.insights.reconcile([un_total(demo)])
    run = demo.insights.keep(found)
    incident = demo.finding.get(Incident, found.possible[-1].incident_id)

    demo.recording.save(replace(incident, workflow="rejected"), incident)
    (again,) = demo.insights.reconcile([un_total(demo)])
    second = demo.insights.keep(again)

    assert len(again.possible) == len(found.possible) - 1
    assert demo.insights.run(run.number).result == run.result
    assert [one.number for one in demo.insights.runs(found.total_id)] == [second.number, run.number]
    assert second.head > run.head


@pytest.mark.parametrize(
    "verb", ["UPDATE reconciliation_run SET actor = 'x'", "DELETE FROM reconciliation_run"]
)
def test_nobody_changes_or_removes_a_run(demo, verb):
    (found,) = demo.insights.reconcile([un_total(demo)])
    run = demo.insights.keep(found)

    with (
        pytest.raises((sa.exc.DatabaseError, sqlite3.DatabaseError)),
        demo.vault.database.writing() as connection,
    ):
        connection.exec_driver_sql(verb)

    assert demo.insights.runs() == [run]


def test_what_is_not_there_is_named(demo):
    (found,) = demo.insights.reconcile([un_total(demo)])

    with pytest.raises(NoSuchRun):
        demo.insights.run(7)
    demo.recording.remove(un_total(demo))
    with pytest.raises(TotalGone):
        demo.insights.keep(found)


def test_a_vault_made_before_gains_the_tables(tmp_path):
    vault = tmp_path / "vault.strikelog"
    first = Workspace.create(vault, "lantern orchard pebble")
    with first.vault.database.writing() as connection:
        for table in ("finding_decision", "reconciliation_run"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
    first.close()

    again = Workspace.open(vault, "lantern orchard pebble")
    assert again.insights.runs() == []
    assert again.insights.decisions() == {}
    with again.vault.database.reading() as connection:
        triggers = connection.exec_driver_sql(
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"
            " AND tbl_name IN ('finding_decision', 'reconciliation_run')"
        )
        assert triggers.scalar() == 4
    again.close()
