"""The chain of the history shows whatever was changed behind the program's back."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from strikelog.domain.records import Claim, Incident, Site
from strikelog.domain.saying import say
from strikelog.services.finding import Finding
from strikelog.services.safekeeping import verify
from strikelog.storage.history import GENESIS, History, NewEntry, StepInfo
from strikelog.storage.vault import Vault
from tests.databases import recording_over, tamper


@pytest.fixture
def vault(tmp_path):
    with Vault.throwaway(tmp_path) as made:
        recording = recording_over(made.database)
        site = recording.save(Site(name="Bakery", aliases=("Oven", "Forn"))).record
        site = recording.save(replace(site, name="Market"), site).record
        recording.save(replace(site, note="seen"), site)
        incident = recording.save(Incident(title="Strike")).record
        recording.save(Claim(incident_id=incident.id, summary="Three killed"))
        recording.undo()
        yield made


def faults(vault):
    return [(fault.part, str(fault.what)) for fault in verify(vault)]


def chain_faults(vault):
    with vault.database.reading() as connection:
        history = History(connection, vault.database.schema, vault.database.audit_key)
        return [str(one) for one in history.faults()]


def test_an_untouched_vault_has_no_faults(vault):
    assert faults(vault) == []


def test_the_chain_begins_at_the_beginning(vault):
    with vault.database.reading() as connection:
        first = connection.exec_driver_sql("SELECT previous FROM history WHERE seq = 1").scalar()
    assert first == GENESIS


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ("UPDATE history SET changes = '{}' WHERE seq = 2", 2),
        ("UPDATE history SET record_hash = 'x' WHERE seq = 2", 2),
        ("UPDATE history SET record_id = 'x' WHERE seq = 3", 3),
        ("UPDATE history SET entity = 'Source' WHERE seq = 3", 3),
        ("UPDATE history SET rev = 9 WHERE seq = 3", 3),
        ("UPDATE history SET hash = 'x' WHERE seq = 2", 2),
        ("UPDATE step SET actor = 'u99' WHERE pk = 2", 2),
        ("UPDATE step SET at = '1999-01-01T00:00:00+00:00' WHERE pk = 2", 2),
        ("UPDATE step SET reason = 'because' WHERE pk = 2", 2),
        ("DELETE FROM step WHERE pk = 2", 2),
    ],
)
def test_an_altered_entry_is_found(vault, change, place):
    tamper(vault.database, change)

    assert f"entry {place} was altered" in chain_faults(vault)
    assert ("history", f"entry {place} was altered") in faults(vault)


def test_a_removed_entry_is_found(vault):
    tamper(vault.database, "DELETE FROM history WHERE seq = 2")

    assert chain_faults(vault) == ["entry 3 does not follow the one before it"]


def test_a_removed_beginning_is_found(vault):
    tamper(vault.database, "DELETE FROM history WHERE seq = 1")

    assert chain_faults(vault) == ["entry 2 does not follow the one before it"]


def test_a_removed_end_is_found_by_what_it_described(vault):
    tamper(vault.database, "DELETE FROM history WHERE seq = (SELECT max(seq) FROM history)")

    assert chain_faults(vault) == []
    assert [part for part, _ in faults(vault)] == ["record"]


def test_exchanged_entries_are_found(vault):
    tamper(
        vault.database,
        "UPDATE history SET seq = 100 WHERE seq = 2",
        "UPDATE history SET seq = 2 WHERE seq = 3",
        "UPDATE history SET seq = 3 WHERE seq = 100",
    )

    assert "entry 2 does not follow the one before it" in chain_faults(vault)


def test_an_entry_made_without_the_key_is_found(vault):
    with vault.database.writing() as connection:
        forger = History(connection, vault.database.schema, b"another key")
        site = connection.exec_driver_sql("SELECT id FROM site").scalar()
        step = forger.begin_step(StepInfo("u07", "Edit"), recording_over(vault.database)._clock())
        entry = forger.of_record(site)[-1]
        forger.append(step, [replace_entry(entry)])

    assert chain_faults(vault) == ["entry 7 was altered"]


def replace_entry(entry):
    return NewEntry(entry.entity, entry.record_id, entry.rev, entry.changes, entry.record_hash)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE site SET name = 'Depot'",
        "UPDATE site SET note = NULL",
        "UPDATE site SET deleted = 1",
        "UPDATE site SET tlp = 'TLP:CLEAR'",
        "UPDATE site SET updated_by = 'u99'",
        "UPDATE site SET rev = 2",
        "UPDATE site SET aliases = '[\"Oven\"]'",
        "UPDATE incident SET title = 'Fire'",
        "UPDATE claim SET deleted = 0",
        "UPDATE claim SET summary = 'None killed'",
    ],
)
def test_a_record_changed_in_its_table_is_found(vault, change):
    tamper(vault.database, change)

    assert [part for part, _ in faults(vault)] == ["record"]
    assert "is not as last recorded" in faults(vault)[0][1]


def test_a_record_gone_from_its_table_is_found(vault):
    tamper(vault.database, "DELETE FROM site")

    (fault,) = faults(vault)
    assert fault[1].endswith("is in the history but missing")


def test_a_record_that_came_from_nowhere_is_found(vault):
    tamper(vault.database, "UPDATE site SET id = '5b9c7a52-8a3f-4f0e-9a51-0c2f6b7f4a11'")

    found = [what for _, what in faults(vault)]
    assert "Site 5b9c7a52-8a3f-4f0e-9a51-0c2f6b7f4a11 has no history" in found
    assert len(found) == 2


def test_a_damaged_structure_is_named_before_anything_is_read(vault, monkeypatch):
    monkeypatch.setattr(type(vault.database), "quick_check", lambda self: [say("row missing")])

    assert faults(vault) == [("database", "row missing")]


@pytest.mark.parametrize("table", ["history", "step"])
@pytest.mark.parametrize("change", ["UPDATE {} SET rowid = rowid", "DELETE FROM {}"])
def test_the_history_only_grows(vault, table, change):
    with (
        pytest.raises(sa.exc.IntegrityError, match="append-only"),
        vault.database.writing() as connection,
    ):
        connection.exec_driver_sql(change.format(table))
    assert faults(vault) == []


def test_the_history_shows_a_new_record_whole(vault):
    with vault.database.reading() as connection:
        site = connection.exec_driver_sql("SELECT id FROM site").scalar()

    first = Finding(vault.database).history(site)[0]

    assert first.changes["name"] == (None, "Bakery")
    assert first.changes["aliases"] == ([], ["Oven", "Forn"])
    assert first.changes["tlp"] == (None, "TLP:AMBER+STRICT")
