"""A copy is made whole and proven so, or not at all."""

import stat

import pytest

from strikelog.domain.records import Site
from strikelog.storage import backups
from strikelog.storage.backups import CopyUnsound, Opened, verified_copy
from strikelog.storage.database import Database
from tests.databases import KEY, SALT, contents, open_database, recording_over

PAGE = 4096


@pytest.fixture
def database(tmp_path):
    made = open_database(tmp_path)
    recording_over(made).add_all(
        [Site(name=f"Site {n}", note="x" * 900) for n in range(200)], "Add"
    )
    yield made
    made.close()


@pytest.fixture
def source(database):
    return Opened(database.path, KEY, SALT)


def leftovers(folder):
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("vault.db"))


def test_a_copy_holds_every_record_and_opens_with_the_same_key(database, source, tmp_path):
    copy = verified_copy(source, tmp_path / "copy.db")

    again = Database.open(copy, KEY, SALT)
    assert contents(again) == contents(database)
    again.close()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_copy_is_made_while_the_database_is_in_use(database, tmp_path):
    with database.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM site").scalar()
        database.copy_to(tmp_path / "copy.db")
    assert leftovers(tmp_path) == ["copy.db"]


def test_a_copy_of_a_damaged_database_is_refused_and_removed(database, source, tmp_path):
    database.close()
    whole = source.path.read_bytes()
    with source.path.open("r+b") as file:
        file.seek(len(whole) // 2 // PAGE * PAGE + 100)
        file.write(b"\0" * 8)

    with pytest.raises(CopyUnsound):
        verified_copy(source, tmp_path / "copy.db")

    assert leftovers(tmp_path) == []
    source.path.write_bytes(whole)  # what is closed afterwards may need that very page


def test_an_earlier_copy_outlives_a_failed_one(database, source, tmp_path, monkeypatch):
    target = tmp_path / "copy.db"
    verified_copy(source, target)
    held = target.read_bytes()
    monkeypatch.setattr(backups.sqlite, "quick_check", lambda *_: ["row 3 missing"])

    with pytest.raises(CopyUnsound, match="quick_check"):
        verified_copy(source, target)

    assert target.read_bytes() == held
    assert leftovers(tmp_path) == ["copy.db"]


def test_a_copy_that_lacks_rows_is_refused(database, source, tmp_path, monkeypatch):
    monkeypatch.setattr(backups, "_copy", copy_with_rows_missing)

    with pytest.raises(CopyUnsound, match="row counts"):
        verified_copy(source, tmp_path / "copy.db")

    assert leftovers(tmp_path) == []


copy = backups._copy


def copy_with_rows_missing(source, target):
    copy(source, target)
    raw = backups.sqlite.connect(target, source.key, source.salt)
    raw.execute("DELETE FROM many_value")
    raw.execute("DELETE FROM site WHERE pk > 150")
    raw.execute("PRAGMA journal_mode=DELETE")
    raw.close()


def test_the_key_is_never_shown(source):
    assert repr(source) == f"Opened(path={source.path!r})"
