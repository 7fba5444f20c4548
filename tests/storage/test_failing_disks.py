"""Disks that fail, and disks without shared memory: nothing is lost, and nothing goes unsaid."""

import pytest
import sqlalchemy as sa

from strikelog.domain.records import Site
from strikelog.storage import guards, sqlite
from strikelog.storage.backups import Opened, verified_copy
from strikelog.storage.database import Database
from strikelog.storage.files import DiskFull
from strikelog.storage.sqlite import DatabaseBusy, DatabaseUnreadable, DiskFailing
from tests.databases import KEY, SALT, contents, open_database, recording_over, stored


@pytest.fixture
def stick(monkeypatch):
    """Every folder lies on a stick."""
    monkeypatch.setattr(guards, "_system_of", lambda _: "vfat")
    guards.needs_fallback.cache_clear()
    yield
    guards.needs_fallback.cache_clear()


def pragma(database, name):
    with database.reading() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def test_a_stick_is_written_to_without_shared_memory_and_by_one_alone(stick, tmp_path):
    database = open_database(tmp_path)
    recording_over(database).save(Site(name="One"))

    assert (pragma(database, "journal_mode"), pragma(database, "synchronous")) == ("truncate", 2)
    assert pragma(database, "locking_mode") == "exclusive"
    assert not list(tmp_path.glob("*-wal")) + list(tmp_path.glob("*-shm"))
    database.close()


def test_an_ordinary_disk_has_a_log(tmp_path):
    database = open_database(tmp_path)

    assert (pragma(database, "journal_mode"), pragma(database, "locking_mode")) == ("wal", "normal")
    database.close()


def test_on_a_stick_checks_and_copies_wait_their_turn(stick, tmp_path):
    database = open_database(tmp_path)
    recording_over(database).add_all([Site(name=f"Site {n}") for n in range(30)], "Add")

    assert database.quick_check() == database.cipher_check() == []
    database.copy_to(tmp_path / "copy.db")
    recording_over(database).save(Site(name="After"))

    copy = Database.open(tmp_path / "copy.db", KEY, SALT)
    assert len(contents(copy)) == 30
    copy.close()
    database.close()


def test_a_database_made_elsewhere_is_taken_over_by_a_stick_and_back(tmp_path, monkeypatch):
    database = open_database(tmp_path)
    recording_over(database).save(Site(name="One"))
    database.close()
    for system, mode in (("vfat", "truncate"), ("ext4", "wal")):
        monkeypatch.setattr(guards, "_system_of", lambda _, system=system: system)
        guards.needs_fallback.cache_clear()
        database = open_database(tmp_path)
        assert pragma(database, "journal_mode") == mode
        assert len(contents(database)) == 1
        database.close()
    guards.needs_fallback.cache_clear()


def test_another_program_that_holds_the_database_is_no_damage(stick, tmp_path, monkeypatch):
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    database = open_database(tmp_path)
    recording_over(database).save(Site(name="One"))

    with pytest.raises(DatabaseBusy):
        verified_copy(Opened(database.path, KEY, SALT), tmp_path / "copy.db")

    database.close()


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("database or disk is full", DiskFull),
        ("disk I/O error", DiskFailing),
        ("unable to open database file", DiskFailing),
        ("attempt to write a readonly database", DiskFailing),
        ("database is locked", DatabaseBusy),
    ],
)
def test_what_the_driver_says_of_the_world_is_a_sentence_that_may_pass(words, meaning, tmp_path):
    database = open_database(tmp_path)

    with pytest.raises(meaning) as said, database.writing() as connection:
        fail(connection, words)

    assert said.value.may_pass
    assert "vault.db" in str(said.value) or meaning is DatabaseBusy
    database.close()


def fail(_connection, words):
    """Fail as the driver does, in its own words."""
    raise sa.exc.OperationalError("x", {}, sqlite.dbapi2.OperationalError(words))


def test_after_a_failing_disk_connections_are_made_anew_and_the_same_save_succeeds(tmp_path):
    database = open_database(tmp_path)
    recording = recording_over(database)
    site = Site(name="Once")
    before = database._engine.pool.checkedin()

    with pytest.raises(DiskFailing), database.writing() as connection:
        fail(connection, "disk I/O error")
    assert before >= 1
    assert database._engine.pool.checkedin() == 0
    saved = recording.save(site).record
    recording.save(saved, saved)

    assert list(stored(database)) == [site.id]
    database.close()


def test_a_database_that_comes_back_damaged_is_written_to_no_more(tmp_path, monkeypatch):
    database = open_database(tmp_path)
    recording_over(database).save(Site(name="One"))
    with pytest.raises(DiskFailing), database.writing() as connection:
        fail(connection, "disk I/O error")
    monkeypatch.setattr(sqlite, "quick_check", lambda *_: ["row 3 missing"])

    with pytest.raises(DatabaseUnreadable):
        recording_over(database).save(Site(name="Two"))

    assert database.read_only
    assert len(stored(database)) == 1
    database.close()
