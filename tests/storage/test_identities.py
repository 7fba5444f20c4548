"""The store opens with both halves of its key alone, and says when its file is another one."""

import os
import shutil
import stat
from dataclasses import replace

import pytest

from strikelog.domain.identities import VictimPerson
from strikelog.domain.records import new_id
from strikelog.services.recording import Author, Recording
from strikelog.storage.accesses import Seal, newest_seal, note_reading, note_store
from strikelog.storage.history import StepInfo
from strikelog.storage.identities import (
    IDENTITY_DATABASE,
    IDENTITY_KEYS,
    IS_ON,
    IdentitiesDamaged,
    IdentitiesMissing,
    IdentityStore,
    SecondKeysDamaged,
    WrongSecondPassphrase,
    binding_of,
    change_second_passphrase,
    digest_of_closed,
    faults_of_closed,
    identity_files,
    keep_binding,
)
from strikelog.storage.keyfile import has_key_file
from strikelog.storage.keys import KdfCost, Keys, new_data_key
from tests.databases import Clock, open_database, stored

CHEAP = KdfCost(memory=64, passes=1, lanes=1)
SECOND = "lantern orchard pebble"
BINDING = b"b" * 32
CANARY = "NAME-CANARY-4417-كناري"
INFO = StepInfo("u07", "Identities closed")


def made(folder):
    return IdentityStore.create(folder, SECOND, binding=BINDING, cost=CHEAP)


def opened(folder, second=SECOND, binding=BINDING):
    return IdentityStore.open(folder, second, binding=binding)


def a_victim():
    return VictimPerson(incident_id=new_id(), pseudonym="P-001", name=CANARY, cause=CANARY)


def keep(store, *people):
    recording = Recording(store.database, Author("u07", "Field office"), Clock())
    recording.add_all(people, "people")


@pytest.fixture
def closed(tmp_path):
    """The folder of a store with one person in it."""
    store = made(tmp_path)
    keep(store, a_victim())
    store.close()
    return tmp_path


def test_what_was_kept_is_there_again(closed):
    store = opened(closed)

    assert [one.name for one in stored(store.database).values()] == [CANARY]
    assert list(store.faults()) == []
    store.close()


def test_the_second_passphrase_is_needed(closed):
    with pytest.raises(WrongSecondPassphrase):
        opened(closed, second="lantern orchard pebbles")


def test_the_half_of_the_vault_is_needed_too(closed):
    before = (closed / IDENTITY_DATABASE).read_bytes()

    with pytest.raises(IdentitiesDamaged):
        opened(closed, binding=b"x" * 32)
    assert (closed / IDENTITY_DATABASE).read_bytes() == before


def test_the_key_of_the_store_is_none_of_the_keys_of_the_vault(closed):
    data_key = new_data_key()
    keys = Keys.derived(data_key, opened(closed)._unlocked.key_file.lineage.vault_id)

    for key in (data_key, keys.database, keys.blob, keys.backup, keys.identity, keys.filename):
        with pytest.raises(WrongSecondPassphrase):
            opened(closed, second=key.hex(), binding=keys.identity)


def test_nothing_of_a_person_stands_in_clear_in_the_folder(closed):
    found = [path.name for path in closed.iterdir() if CANARY.encode() in path.read_bytes()]

    assert found == []


def test_the_search_for_clear_text_finds_what_is_there(closed):
    (closed / "note.txt").write_text(CANARY, encoding="utf-8")

    assert [p.name for p in closed.iterdir() if CANARY.encode() in p.read_bytes()] == ["note.txt"]


@pytest.mark.skipif(os.name == "nt", reason="asks a POSIX system")
def test_files_are_for_the_owner_alone(closed):
    modes = {stat.S_IMODE(path.stat().st_mode) for path in identity_files(closed)}

    assert modes == {0o600}


def test_the_files_of_a_store_are_named_in_full(closed):
    names = [path.name for path in identity_files(closed)]

    assert names == [*IDENTITY_KEYS, IDENTITY_DATABASE]
    assert not has_key_file(closed)


def test_a_store_says_nothing_of_itself(closed):
    assert repr(opened(closed)) == "IdentityStore(hidden)"


def test_one_damaged_key_file_is_mended_by_the_other(closed):
    (closed / IDENTITY_KEYS[0]).write_bytes(b"")

    opened(closed).close()

    first, second = ((closed / name).read_bytes() for name in IDENTITY_KEYS)
    assert first == second


def test_two_damaged_key_files_are_said(closed):
    for name in IDENTITY_KEYS:
        (closed / name).write_bytes(b"")

    with pytest.raises(SecondKeysDamaged):
        opened(closed)


def test_a_missing_database_is_said(closed):
    (closed / IDENTITY_DATABASE).unlink()

    with pytest.raises(IdentitiesMissing):
        opened(closed)


@pytest.mark.parametrize("place", [0.2, 0.5, 0.9])
def test_a_flipped_bit_is_noticed_before_anything_is_shown(closed, place):
    path = closed / IDENTITY_DATABASE
    content = bytearray(path.read_bytes())
    content[int(len(content) * place)] ^= 1
    path.write_bytes(content)

    with pytest.raises(IdentitiesDamaged):
        opened(closed)
    assert path.read_bytes() == content


def test_what_a_sudden_end_left_in_the_log_is_there_again(tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    store = made(here)
    keep(store, a_victim())
    shutil.copytree(here, there)  # as the disk stands while the process dies
    store.close()

    assert (there / f"{IDENTITY_DATABASE}-wal").stat().st_size > 0
    assert digest_of_closed(there) is None
    again = opened(there)
    assert len(stored(again.database)) == 1
    again.close()


def test_a_new_passphrase_takes_the_place_of_the_old(closed):
    change_second_passphrase(closed, SECOND, "other words", cost=CHEAP)

    opened(closed, second="other words").close()
    with pytest.raises(WrongSecondPassphrase):
        opened(closed)


def test_one_passphrase_more_opens_beside_the_first(closed):
    store = opened(closed)
    store.add_passphrase("from paper", cost=CHEAP)
    store.close()

    opened(closed, second="from paper").close()
    opened(closed).close()


def test_a_making_that_was_broken_off_is_made_anew(tmp_path):
    made(tmp_path).close()
    first = (tmp_path / IDENTITY_DATABASE).read_bytes()

    store = made(tmp_path)

    store.close()
    assert (tmp_path / IDENTITY_DATABASE).read_bytes() != first
    opened(tmp_path).close()


# -- what can be seen without the second key


@pytest.fixture
def vault(tmp_path):
    """The database of the vault itself, which remembers the store."""
    folder = tmp_path / "vault"
    folder.mkdir()
    database = open_database(folder)
    yield database
    database.close()


def left(folder, vault, *people):
    """Write into the store, close it and note how it stands, as the service does."""
    store = opened(folder)
    keep(store, *people)
    head = store.head()
    store.close()
    vault.remember(IS_ON, "1")
    note_store(vault, INFO, Clock()(), Seal(head, digest_of_closed(folder) or ""))


def test_a_store_left_as_it_was_has_no_fault(closed, vault):
    left(closed, vault, a_victim())

    assert faults_of_closed(closed, vault) == []


def test_an_older_file_put_back_is_seen_without_a_key_and_with_it(closed, vault, tmp_path):
    older = (closed / IDENTITY_DATABASE).read_bytes()
    left(closed, vault, a_victim())
    (closed / IDENTITY_DATABASE).write_bytes(older)

    (fault,) = faults_of_closed(closed, vault)
    assert str(fault) == "identities.db is not the file that was closed last"
    store = opened(closed)
    assert list(store.faults()) == []  # it is whole, only old
    assert not store.holds(newest_seal(vault).head)
    store.close()


def test_a_missing_file_is_seen_without_a_key(closed, vault):
    left(closed, vault)
    (closed / IDENTITY_DATABASE).unlink()

    assert [str(one) for one in faults_of_closed(closed, vault)] == ["identities.db is missing"]


def test_nothing_is_said_of_a_file_after_a_sudden_end(closed, vault):
    left(closed, vault)
    note_store(vault, INFO, Clock()(), Seal(newest_seal(vault).head))
    with (closed / IDENTITY_DATABASE).open("ab") as file:
        file.write(b"grown")

    assert faults_of_closed(closed, vault) == []


def test_a_store_that_was_never_turned_on_has_no_fault(tmp_path, vault):
    assert faults_of_closed(tmp_path, vault) == []


def test_a_head_the_store_once_had_stays_in_its_chain(closed):
    store = opened(closed)
    head = store.head()
    keep(store, a_victim())

    assert store.holds(head)
    assert not store.holds((head[0], "0" * 64))
    store.close()


def test_an_altered_record_is_named_by_its_id_alone(closed):
    store = opened(closed)
    person = next(iter(stored(store.database).values()))
    with store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE victim_person SET name = 'else'")

    assert [str(one) for one in store.faults()] == [f"Victim {person.id} is not as last recorded"]
    store.close()


def test_a_note_of_a_reading_holds_class_and_id_and_no_more(vault):
    person = replace(a_victim())

    note_reading(vault, INFO, Clock()(), entity="VictimPerson", record_id=person.id)

    with vault.reading() as connection:
        row = connection.exec_driver_sql("SELECT * FROM history").mappings().one()
    assert (row["entity"], row["record_id"], row["changes"]) == ("VictimPerson", person.id, "{}")


def test_the_half_of_the_vault_outlives_an_exchange_of_its_key(vault):
    old = Keys.derived(new_data_key(), opened_id())
    fresh = Keys.derived(new_data_key(), opened_id())
    assert binding_of(old, vault) == old.identity

    keep_binding(old, vault)
    keep_binding(fresh, vault)

    assert binding_of(fresh, vault) == old.identity


def opened_id():
    from uuid import UUID

    return UUID(int=7)
