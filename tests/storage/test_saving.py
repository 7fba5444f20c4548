"""What is saved is what is loaded, for every record class and every kind of value."""

from dataclasses import replace
from datetime import UTC

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strikelog.domain.fields import Kind, fields_of
from strikelog.domain.records import RECORDS, Claim, Incident, IncidentSite, Location, Site, Source
from strikelog.domain.values import content_hash
from strikelog.services.finding import Finding
from strikelog.storage import writing
from strikelog.storage.columns import STORING
from strikelog.storage.database import Database
from strikelog.storage.loading import Loader
from strikelog.storage.refreshing import Refresher
from strikelog.storage.sqlite import DESK_CACHE, STEP_CACHE
from strikelog.storage.writing import RecordChangedMeanwhile, RecordExists, Revision
from tests import strategies
from tests.databases import (
    KEY,
    SALT,
    content,
    contents,
    open_database,
    recording_over,
    with_new_ids,
)

on_one_database = settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def database(tmp_path):
    made = open_database(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_a_saved_record_is_loaded_as_it_was(kind, tmp_path):
    database = open_database(tmp_path)
    recording = recording_over(database)

    @settings(max_examples=12)
    @given(st.lists(strategies.records_of(kind), min_size=1, max_size=3))
    def check(drawn):
        records = with_new_ids(drawn)
        applied = recording.add_all(records, "Add")
        with database.reading() as connection:
            loaded = Loader(connection, database.schema).by_ids(kind, [one.id for one in records])
        for one in applied.records:
            assert without_derived(loaded[one.id]) == without_derived(one)
        for one in records:
            mark = {"tlp": one.tlp or kind.about.tlp}
            assert content(loaded[one.id])[1] == content(one)[1] | mark

    check()
    database.close()


def without_derived(record):
    blank = {field.key: None for field in fields_of(type(record)) if field.is_derived}
    return replace(record, **blank)


def test_strategies_know_every_kind():
    assert strategies.KINDS == set(Kind) == set(STORING)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_an_empty_record_stays_empty(kind, database):
    recording = recording_over(database)
    bare = kind()

    recording.add_all([bare], "Add")

    with database.reading() as connection:
        loaded = Loader(connection, database.schema).one(kind, bare.id)
    assert content(loaded) == content(replace(bare, tlp=kind.about.tlp))


@on_one_database
@given(st.data())
def test_an_edit_replaces_every_value(database, data):
    recording = recording_over(database)
    kind = data.draw(st.sampled_from([one for one in RECORDS if not one.about.append_only]))
    one = with_new_ids([data.draw(strategies.records_of(kind))])[0]
    other = data.draw(strategies.records_of(kind))
    first = recording.add_all([one], "Add").records[0]
    wanted = replace(other, **{key: getattr(first, key) for key in ("id", "rev", "created_at")})

    applied = recording.apply("Edit", [Revision(first, wanted)])

    if applied is not None:
        held = contents(database, kind)[one.id][1]
        assert held == content(replace(wanted, tlp=wanted.tlp or kind.about.tlp))[1]
        assert applied.records[0].rev == 2
        assert applied.records[0].created_by == "u07"


def test_who_and_when_are_written_by_the_program(database):
    recording = recording_over(database)

    first = recording.save(Site(name="National Hospital")).record
    second = recording.save(replace(first, name="Central Hospital"), first).record

    assert (first.rev, second.rev) == (1, 2)
    assert first.created_at == second.created_at < second.updated_at
    assert second.updated_at.tzinfo == UTC
    assert (second.created_by, second.origin_office) == ("u07", "Field office")


def test_a_record_changed_elsewhere_is_not_overwritten(database):
    recording = recording_over(database)
    first = recording.save(Site(name="Bakery")).record
    recording.save(replace(first, name="North bakery"), first)

    with pytest.raises(RecordChangedMeanwhile, match="North bakery"):
        recording.save(replace(first, name="South bakery"), first)

    assert contents(database, Site)[first.id][1]["name"] == "North bakery"


def test_an_id_is_given_once(database):
    recording = recording_over(database)
    first = recording.save(Site(name="Bakery")).record

    with pytest.raises(RecordExists, match=first.id):
        recording.add_all([Site(id=first.id, name="Market"), Site(name="School")], "Add")

    assert [one["name"] for _, one in contents(database, Site).values()] == ["Bakery"]


def test_saving_what_is_already_so_writes_nothing(database):
    recording = recording_over(database)
    first = recording.save(Site(name="Bakery")).record

    again = recording.save(first, first)

    assert again.record == first
    assert not again.changes.entities
    assert len(Finding(database).history(first.id)) == 1


def test_a_failed_step_leaves_nothing_of_itself(database, monkeypatch):
    recording = recording_over(database)
    kept = recording.save(Site(name="Bakery")).record
    monkeypatch.setattr("strikelog.storage.refreshing.put_documents", failing)

    with pytest.raises(ZeroDivisionError):
        recording.save(Source(title="Report"))

    assert list(contents(database)) == [kept.id]
    assert recording.undo_label == "New site"


def failing(*_):
    raise ZeroDivisionError


@on_one_database
@given(strategies.records_of(Site, name="X"))
def test_the_hash_beside_a_row_is_that_of_its_content(database, drawn):
    (site,) = with_new_ids([drawn])
    record = recording_over(database).add_all([site], "Add").records[0]

    with database.reading() as connection:
        held = connection.exec_driver_sql("SELECT hash FROM site WHERE id = ?", (site.id,)).scalar()

    assert held == content_hash(record)


# -- what lists show ---------------------------------------------------------------------------


def listed(database, incident, *keys):
    finding = Finding(database)
    key = finding.key_of(Incident, incident.id)
    return finding.rows(Incident, [key], keys)[0]


def test_a_renamed_place_reaches_the_incidents_within(database):
    recording = recording_over(database)
    country = recording.save(Location(level="0", name="Samplia")).record
    province = recording.save(Location(level="1", name="North", parent_id=country.id)).record
    town = recording.save(Location(level="5", name="Ain", parent_id=province.id)).record
    incident = recording.save(Incident(title="Strike", location_id=town.id)).record

    recording.save(replace(province, name="Northern"), province)

    assert listed(database, incident, "governorate", "country") == ("Northern", "Samplia")


def test_a_place_that_comes_after_the_incident_is_shown(database):
    recording = recording_over(database)
    town = Location(level="5", name="Ain")
    incident = recording.save(Incident(title="Strike", location_id=town.id)).record
    assert listed(database, incident, "place") == (None,)

    recording.save(town)

    assert listed(database, incident, "place") == ("Ain",)


def test_a_claim_that_moves_leaves_its_first_incident(database):
    recording = recording_over(database)
    one = recording.save(Incident(title="One")).record
    two = recording.save(Incident(title="Two")).record
    claim = recording.save(Claim(incident_id=one.id)).record

    recording.save(replace(claim, incident_id=two.id), claim)

    assert listed(database, one, "claims") == (0,)
    assert listed(database, two, "claims") == (1,)


def test_a_removed_site_row_leaves_the_list(database):
    recording = recording_over(database)
    site = recording.save(Site(name="Hospital", site_type="hospital")).record
    incident = recording.save(Incident(title="Strike")).record
    hit = IncidentSite(incident_id=incident.id, site_id=site.id, site_type="hospital")
    saved = recording.save(hit).record
    assert listed(database, incident, "site", "site_types") == ("Hospital", ("hospital",))

    recording.remove(saved)

    assert listed(database, incident, "site", "site_types") == (None, ())


def test_a_cut_off_database_is_opened_again_with_all_records(tmp_path):
    database = open_database(tmp_path)
    recording_over(database).save(Site(name="Bakery"))
    held = contents(database)
    database.close()

    again = Database.open(tmp_path / "vault.db", KEY, SALT)

    assert contents(again) == held
    again.close()


@pytest.mark.parametrize(("least", "room"), [(0, STEP_CACHE), (1_000_000, DESK_CACHE)])
def test_a_great_step_has_more_memory_and_gives_it_back(database, monkeypatch, least, room):
    def memory(connection):
        return -connection.exec_driver_sql("PRAGMA cache_size").scalar()

    met = []
    refresh = Refresher.refresh
    monkeypatch.setattr(writing, "_GREAT", least)
    monkeypatch.setattr(
        Refresher,
        "refresh",
        lambda self, *given: (met.append(memory(self._connection)), refresh(self, *given)),
    )

    recording_over(database).add_all([Incident(title="Strike")], "Add")

    with database.writing() as connection:
        assert memory(connection) == DESK_CACHE
    assert met == [room]
