"""Backups are made whole, listed, thinned out and put back; bad never replaces good."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest

from strikelog.domain.records import Evidence, Site
from strikelog.storage import backup_folder, restoring, sqlite
from strikelog.storage.backup_folder import BackupDamaged, BackupFolder, NoSuchBackup, OtherKey
from strikelog.storage.backups import CopyUnsound
from strikelog.storage.database import Database
from strikelog.storage.keyfile import create_key_file
from strikelog.storage.keys import KdfCost, Keys
from strikelog.storage.rotation import Moment
from tests.databases import contents, recording_over

PASSPHRASE = "lantern orchard pebble"
CHEAP = KdfCost(memory=8, passes=1, lanes=1)
PAGE = 4096


def moment(minutes=0.0, run="a"):
    at = datetime(2024, 3, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    return Moment(at, run, minutes * 60)


class Case:
    """A vault's folder with an open database and its backups."""

    def __init__(self, folder):
        folder.mkdir()
        (folder / "blobs").mkdir()
        unlocked = create_key_file(folder, PASSPHRASE, CHEAP)
        self.folder = folder
        self.lineage = unlocked.key_file.lineage
        self.keys = Keys.derived(unlocked.data_key, self.lineage.vault_id)
        self.backups = BackupFolder(folder, self.keys, self.lineage)
        self.database = self.open()

    def open(self):
        path = self.folder / "vault.db"
        return Database.open(path, self.keys.database, self.lineage.database_salt)

    def add(self, count=20, name="Site"):
        recording_over(self.database).add_all(
            [Site(name=f"{name} {n}", note="x" * 400) for n in range(count)], "Add"
        )

    def restore(self, backup):
        restoring.lay_ready(self.folder, restoring.copy_in(self.backups, backup, with_keys=False))
        self.database.close()
        restoring.finish(self.folder)
        self.database = self.open()

    def damage(self, page=20):
        self.database.close()
        damage(self.folder / "vault.db", page)


def damage(path, page):
    with path.open("r+b") as file:
        file.seek(page * PAGE + 777)
        byte = file.read(1)[0]
        file.seek(-1, 1)
        file.write(bytes([byte ^ 0x40]))


def everything_in(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def case(tmp_path):
    made = Case(tmp_path / "case.strikelog")
    made.add()
    yield made
    made.database.close()


def test_a_backup_tells_what_it_holds_and_is_as_it_was_made(case):
    made = case.backups.make("day", moment())

    assert (made.counter, made.why, made.records["site"]) == (1, "day", 20)
    assert dict(made.contents.rows)["site"] == 20
    assert made.contents.head[0] == 20
    case.backups.check(made)
    assert case.backups.listed() == [made]


def test_nothing_in_a_backup_can_be_read_without_the_key(case):
    made = case.backups.make("day", moment())

    inside = b"".join(path.read_bytes() for path in made.folder.iterdir())
    assert b"Site 3" not in inside
    assert b"history" not in inside
    assert b'"site"' not in inside


def test_another_key_sees_that_there_is_a_backup_and_no_more(case):
    case.backups.make("day", moment())
    stranger = BackupFolder(case.folder, Keys(*(bytes(32),) * 5), case.lineage)

    assert [type(one) for one in stranger.everything()] == [OtherKey]
    assert stranger.listed() == []


def test_a_backup_of_a_damaged_vault_is_refused_and_the_last_good_one_stays(case):
    case.backups.make("day", moment())
    before = everything_in(case.backups.folder)
    case.damage()

    with pytest.raises(CopyUnsound):
        case.backups.make("day", moment(30))

    assert everything_in(case.backups.folder) == before


def test_damage_in_an_index_is_refused_as_well(case):
    case.add(300)
    case.database.close()
    raw = sqlite.connect(case.folder / "vault.db", case.keys.database, case.lineage.database_salt)
    root = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_site_name'").fetchone()
    raw.close()
    damage(case.folder / "vault.db", int(root[0]) - 1)

    with pytest.raises(CopyUnsound, match="cipher_integrity_check"):
        case.backups.make("day", moment())


def test_a_failed_backup_leaves_nothing_and_uses_no_number(case, monkeypatch):
    monkeypatch.setattr(backup_folder, "living", broken)

    with pytest.raises(KeyboardInterrupt):
        case.backups.make("day", moment())

    assert [path.name for path in case.backups.folder.iterdir()] == ["blobs"] * bool(
        list(case.backups.folder.glob("blobs"))
    )


def broken(*_):
    raise KeyboardInterrupt


def test_a_number_is_never_given_twice(case):
    first = case.backups.make("day", moment())
    second = case.backups.make("day", moment(1))
    case.backups.drop([second.counter])

    assert case.backups.make("day", moment(2)).counter == 3
    assert [one.counter for one in case.backups.listed()] == [3, first.counter]


def test_what_is_restored_is_what_was_backed_up(case):
    before = contents(case.database)
    made = case.backups.make("day", moment())
    case.add(30, "Later")

    case.restore(made)

    assert contents(case.database) == before


def test_a_damaged_vault_is_restored_too(case):
    before = contents(case.database)
    made = case.backups.make("day", moment())
    case.damage()

    aside = case.backups.set_aside()
    held = (case.folder / "vault.db").read_bytes()
    case.restore(made)

    assert contents(case.database) == before
    assert (aside / "vault.db").read_bytes() == held


def test_a_backup_that_rotted_is_not_restored(case):
    made = case.backups.make("day", moment())
    damage(made.database, 10)
    before = contents(case.database)

    with pytest.raises(BackupDamaged, match="vault.db"):
        case.restore(made)

    assert contents(case.database) == before
    assert not (case.folder / ".restore").exists()


@pytest.mark.parametrize("steps", range(4))
def test_a_restore_that_breaks_off_is_finished_or_never_happened(case, steps, monkeypatch):
    made = case.backups.make("day", moment())
    old = contents(case.database)
    case.add(5, "Later")
    new = contents(case.database)
    calls = []

    def sometimes(staged, target, act=restoring._take_place):
        calls.append(staged.name)
        if len(calls) > steps:
            raise KeyboardInterrupt
        act(staged, target)

    (case.folder / "identities.db").write_bytes(b"restricted")
    made = case.backups.make("day", moment(1)) if steps > 1 else made
    monkeypatch.setattr(restoring, "_take_place", sometimes)
    expected = new if steps > 1 else old
    try:
        case.restore(made)
    except KeyboardInterrupt:
        monkeypatch.undo()
        assert restoring.finish(case.folder)
        case.database = case.open()

    assert contents(case.database) == expected
    assert not (case.folder / ".restore").exists()


def test_a_restore_not_laid_ready_is_forgotten(case):
    before = contents(case.database)
    (case.folder / ".restore").mkdir()
    (case.folder / ".restore" / "vault.db").write_bytes(b"half")

    assert restoring.finish(case.folder) is False
    assert contents(case.database) == before
    assert not (case.folder / ".restore").exists()


def test_evidence_is_held_once_and_comes_back(case):
    blob = case.folder / "blobs" / "ab" / "abcdef"
    blob.parent.mkdir()
    blob.write_bytes(b"sealed bytes" * 100)
    first = case.backups.make("day", moment())
    second = case.backups.make("day", moment(1))
    assert (first.blobs, second.blobs) == (1, 1)
    assert len(list(case.backups.pool.folder.rglob("*/*"))) == 1
    shutil.rmtree(case.folder / "blobs")
    (case.folder / "blobs").mkdir()

    case.restore(first)

    assert blob.read_bytes() == b"sealed bytes" * 100


def test_evidence_goes_with_the_last_backup_that_names_it(case):
    blob = case.folder / "blobs" / "abcdef"
    blob.write_bytes(b"sealed bytes")
    first = case.backups.make("day", moment())
    second = case.backups.make("day", moment(1))
    blob.unlink()
    case.backups.make("day", moment(2))

    case.backups.drop([first.counter])
    assert len(list(case.backups.pool.folder.rglob("*/*"))) == 1
    case.backups.drop([second.counter])
    assert list(case.backups.pool.folder.rglob("*/*")) == []


def test_damaged_evidence_in_the_pool_is_not_put_back(case):
    blob = case.folder / "blobs" / "abcdef"
    blob.write_bytes(b"sealed bytes")
    made = case.backups.make("day", moment())
    blob.unlink()
    (held,) = case.backups.pool.folder.rglob("*/*")
    held.write_bytes(b"sealed bytez")

    with pytest.raises(BackupDamaged):
        case.restore(made)

    assert not blob.exists()


def test_the_restricted_store_goes_along(case):
    (case.folder / "identities.db").write_bytes(b"restricted")
    (case.folder / "identities.keys").write_bytes(b"slots")
    made = case.backups.make("day", moment())
    (case.folder / "identities.db").write_bytes(b"spoiled")

    case.restore(made)

    assert (case.folder / "identities.db").read_bytes() == b"restricted"


def test_a_copy_on_another_disk_is_a_vault_by_itself(case, tmp_path):
    (case.folder / "blobs" / "abcdef").write_bytes(b"sealed bytes")
    made = case.backups.make("day", moment())
    place = tmp_path / "stick"
    place.mkdir()

    copy = restoring.write_out(case.backups, made, place)
    again = restoring.write_out(case.backups, made, place)

    assert copy == again
    assert [path.name for path in place.iterdir()] == ["case-000001.strikelog"]
    database = Database.open(copy / "vault.db", case.keys.database, case.lineage.database_salt)
    assert contents(database) == contents(case.database)
    database.close()
    assert (copy / "blobs" / "abcdef").read_bytes() == b"sealed bytes"
    assert (copy / "vault.keys").read_bytes() == (case.folder / "vault.keys").read_bytes()


def test_what_is_remembered_is_sealed_and_survives(case):
    case.backups.remember(confirmed=3)
    case.backups.remember(second="2024-03-01")
    case.backups.remember(confirmed=None)

    assert case.backups.ledger() == {"second": "2024-03-01"}
    assert b"2024" not in (case.backups.folder / "ledger").read_bytes()


def test_an_unknown_number_is_named(case):
    with pytest.raises(NoSuchBackup, match="7"):
        case.backups.one(7)


def test_a_file_whose_row_came_before_its_name_is_backed_up(case):
    recording_over(case.database).save(Evidence(title="Film", store_path="ab/arrived"))
    for name in ("ab/arrived.part", "cd/unwanted.part"):
        part = case.folder / "blobs" / name
        part.parent.mkdir()
        part.write_bytes(b"sealed bytes")

    made = case.backups.make("work", moment())

    assert set(case.backups.blobs_of(made)) == {"ab/arrived"}
