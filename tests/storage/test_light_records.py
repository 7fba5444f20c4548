"""Light records answer like whole ones in every column that is read, however they are read."""

from dataclasses import fields
from datetime import time

import pytest
import sqlalchemy as sa

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import (
    Claim,
    Evidence,
    Incident,
    IncidentSite,
    Source,
    Strike,
)
from strikelog.services.samples import sample_records
from strikelog.storage.light_records import COLUMNS, maker
from strikelog.storage.surveying import LightReader
from tests.workspaces import empty_vault


@pytest.fixture(scope="module")
def workspace():
    """Hold sample incidents, and to the first of them claims that were entered last."""
    workspace = empty_vault()
    workspace.recording.add_all(sample_records(30, seed=3), "Sample")
    incidents = workspace.finding.all(Incident)
    source = Source(title="Late paper", publisher="Late press", url="https://late.example/1")
    item = Evidence(title="Film", sha256="a" * 64, incident_ids=(incidents[4].id,))
    late = [
        Claim(
            incident_id=one.id,
            source_id=source.id,
            date_edtf=FuzzyDate.parse("2016-05~"),
            evidence_ids=(item.id,) if one is incidents[3] else (),
            responders_hit="yes",
        )
        for one in reversed(incidents[:8])
    ]
    strikes = [
        Strike(incident_id=incidents[2].id, seq=seq, time_local=time(8, seq), claim_ids=("c",))
        for seq in (2, 1)
    ]
    workspace.recording.add_all([source, item, *late, *strikes], "Late")
    workspace.recording.remove(workspace.finding.get(Claim, late[0].id))
    workspace.recording.remove(incidents[9])
    yield workspace
    workspace.close()


@pytest.mark.parametrize("kind", COLUMNS, ids=lambda kind: kind.__name__)
def test_a_light_record_says_what_the_whole_record_says(workspace, kind):
    database, names = workspace.vault.database, COLUMNS[kind]
    table = database.schema.table(kind)
    blank = kind()

    with database.walking() as connection:
        query = sa.select(*(table.c[name] for name in names)).where(table.c.deleted == 0)
        rows = connection.execute(query).cursor.fetchall()
    light = {one.id: one for one in map(maker(kind), rows)}
    whole = {one.id: one for one in workspace.finding.all(kind)}

    assert light.keys() == whole.keys()
    unread = [one.name for one in fields(kind) if one.name not in names]
    for key, record in light.items():
        assert isinstance(record, kind)
        assert [getattr(record, name) for name in names] == [
            getattr(whole[key], name) for name in names
        ]
        assert all(getattr(record, name) == getattr(blank, name) for name in unread)


@pytest.mark.parametrize("claims", ["telling", "every"])
def test_all_together_are_read_as_they_are_one_by_one(workspace, claims):
    database = workspace.vault.database
    ids = [one.id for one in workspace.finding.all(Incident)]

    with database.walking() as connection:
        together = list(LightReader(connection, database.schema).every(claims))
        by_name = LightReader(connection, database.schema).some(ids, claims)
        apart = sorted(by_name, key=lambda one: one.place)

    assert [one.case.incident.id for one in together] == ids
    assert [_told(one) for one in together] == [_told(one) for one in apart]
    assert sum(len(one.case.claims) for one in together) > 5
    assert any(one.case.strikes for one in together)
    if claims == "every":
        assert any(one.case.evidence for one in together)
        assert {one.case.claims[-1].date_edtf for one in together[:3]} == {
            FuzzyDate.parse("2016-05~")
        }


def _told(one):
    case = one.case
    owned = {kind: [] for kind in (Claim, IncidentSite, Strike, Evidence)}
    for record in (*case.claims, *case.sites_hit, *case.strikes, *case.evidence):
        kind = next(kind for kind in owned if isinstance(record, kind))
        owned[kind].append([getattr(record, name) for name in COLUMNS[kind]])
    sources = [(source.id, source.publisher, source.url) for source in case.sources]
    return one.place, dict(one.people), case.incident, owned, sources, case.places
