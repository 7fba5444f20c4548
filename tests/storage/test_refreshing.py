"""What is computed beside the records is the same however many records come in one step."""

import random

import pytest
import sqlalchemy as sa

from strikelog.domain.records import Incident
from strikelog.services.samples import sample_records
from strikelog.storage import loading, refreshing
from tests.databases import open_database, recording_over

KEPT_BY_STEP = {"pk", "rev", "created_at", "updated_at"}
ONE_BY_ONE, AT_ONCE = 1_000_000, 0


def _in_two_steps(folder, seed: int, *, many: int, monkeypatch) -> tuple[list, list]:
    """Add a part of the records, then the rest, which the first part names; give what is shown."""
    monkeypatch.setattr(refreshing, "MANY_ADDED", many)
    records = list(sample_records(25, seed=seed))
    first = {one.id for one in random.Random(seed).sample(records, len(records) // 2)}
    folder.mkdir()
    database = open_database(folder)
    recording = recording_over(database)
    recording.add_all([one for one in records if one.id in first], "First")
    recording.add_all([one for one in records if one.id not in first], "Rest")
    shown = _shown(database)
    database.close()
    return shown


def _shown(database) -> tuple[list, list]:
    table = database.schema.table(Incident)
    wanted = [column for column in table.columns if column.name not in KEPT_BY_STEP]
    with database.writing() as connection:
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE temp.met USING fts5vocab(main, 'incident_search', 'row')"
        )
        rows = connection.execute(sa.select(*wanted).order_by(table.c.id)).all()
        terms = connection.exec_driver_sql("SELECT term, doc, cnt FROM temp.met").all()
        return [tuple(row) for row in rows], [tuple(row) for row in terms]


@pytest.mark.parametrize("seed", range(1, 5))
def test_records_that_name_each_other_across_steps_show_the_same(tmp_path, seed, monkeypatch):
    singly = _in_two_steps(tmp_path / "1", seed, many=ONE_BY_ONE, monkeypatch=monkeypatch)
    at_once = _in_two_steps(tmp_path / "2", seed, many=AT_ONCE, monkeypatch=monkeypatch)

    assert len(singly[0]) == 25
    assert at_once == singly


def test_taking_for_granted_that_nothing_older_names_new_records_would_show(tmp_path, monkeypatch):
    singly = _in_two_steps(tmp_path / "1", 1, many=ONE_BY_ONE, monkeypatch=monkeypatch)
    monkeypatch.setattr(loading.Older, "_naming", lambda *_: frozenset())
    careless = _in_two_steps(tmp_path / "2", 1, many=AT_ONCE, monkeypatch=monkeypatch)

    assert careless != singly
