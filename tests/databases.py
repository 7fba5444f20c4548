"""Real databases for tests: encrypted files made fresh, opened with a key that is no secret."""

import atexit
import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from strikelog.domain.fields import content_fields
from strikelog.domain.records import RECORDS, new_id
from strikelog.domain.values import to_plain
from strikelog.services.briefings import Briefings
from strikelog.services.finding import Finding
from strikelog.services.issuing import Issuing
from strikelog.services.recording import Author, Recording
from strikelog.services.settings import Settings
from strikelog.storage.database import Database
from strikelog.storage.loading import Loader

KEY, SALT = b"k" * 32, b"s" * 16
FILE = "vault.db"


def open_database(folder, records=RECORDS):
    """Open the database of a folder; where there is none, one that was made before is copied."""
    if records is RECORDS and not (folder / FILE).exists():
        shutil.copyfile(_empty_file(), folder / FILE)
    return Database.open(folder / FILE, KEY, SALT, records)


@cache
def _empty_file():
    """Make a database with nothing in it, kept for as long as the tests run."""
    folder = Path(tempfile.mkdtemp(prefix="strikelog-kept-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Database.create(folder / FILE, KEY, SALT).close()
    return folder / FILE


class Clock:
    """A clock that moves on a minute whenever it is looked at."""

    def __init__(self):
        self._at = datetime(2024, 3, 1, 12, 0, tzinfo=UTC)

    def __call__(self):
        self._at += timedelta(minutes=1)
        return self._at


def recording_over(database, clock=None):
    return Recording(database, Author("u07", "Field office", "d1"), clock or Clock())


def briefings_over(database, head=lambda: ""):
    settings = Settings(database)
    return Briefings(Finding(database), settings, Issuing(database, settings), head)


def stored(database, *kinds):
    """Give the living records by id, of some classes or of all."""
    with database.reading() as connection:
        loader = Loader(connection, database.schema)
        wanted = kinds or database.schema.records
        return {record.id: record for kind in wanted for record in loader.all(kind)}


def contents(database, *kinds):
    """Give what the living records hold, by id, without what the program keeps for itself."""
    return {key: content(record) for key, record in stored(database, *kinds).items()}


def content(record):
    return type(record).__name__, {
        field.key: to_plain(field, getattr(record, field.key))
        for field in content_fields(type(record))
    }


def tamper(database, *statements):
    """Change the file behind the program's back, its guards taken off."""
    with database.writing() as connection:
        for name in ("history", "step"):
            for verb in ("update", "delete"):
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}_no_{verb}")
        for statement in statements:
            assert connection.exec_driver_sql(statement).rowcount, statement


def with_new_ids(records):
    """Give drawn records ids of their own: a database outlives one example of a property."""
    return [replace(record, id=new_id()) for record in records]
