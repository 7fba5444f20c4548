"""Everything that is particular to SQLite with SQLCipher: opening, settings, full text, triggers.

A team database on another engine would be a second module of this shape.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..domain.saying import Sayable, say
from ..domain.text import fold
from .files import DiskFull
from .guards import needs_fallback

OLDEST_SQLITE = (3, 51, 3)
"""Older versions can corrupt a database when a write-ahead log is reset under load."""

OLDEST_CIPHER = (4, 9)

BUSY_SECONDS = 5.0

DriverError = dbapi2.DatabaseError
"""What the driver raises; its text may quote values and is never shown."""


class CipherTooOld(StrikelogError):
    """The encryption library is missing or has known faults; nothing is opened with it."""

    message = mark(
        "The encryption library is too old (SQLite {sqlite}, SQLCipher {cipher}). "
        "Install strikelog again with its own libraries."
    )


class DatabaseUnreadable(StrikelogError):
    """The key fits its slot but the database does not open with it: it is damaged."""

    message = mark(
        "The database of this vault cannot be read: it is damaged. Nothing was changed. "
        "Restore a backup, or keep the folder as it is and ask for help."
    )


class DatabaseBusy(StrikelogError):
    """Another connection held the database longer than is patient."""

    message = mark("The database of this vault is busy just now. Try again in a moment.")
    may_pass = True


class DiskFailing(StrikelogError):
    """The system could not read or write the database's file."""

    message = mark(
        "The disk with “{name}” does not answer as it should, so nothing was changed there. What "
        "is typed stays where it is and is saved once the disk answers. Check that the disk is "
        "still connected and that the folder may be written to."
    )
    may_pass = True


class Cursor(Protocol):
    """The part of a DB-API cursor used here."""

    def fetchone(self) -> tuple[object, ...] | None:
        """Give the next row."""

    def fetchall(self) -> list[tuple[object, ...]]:
        """Give the remaining rows."""


class RawConnection(Protocol):
    """The part of the driver's connection used here."""

    isolation_level: str | None

    def execute(self, sql: str, parameters: tuple[object, ...] = ...) -> Cursor:
        """Run one statement."""

    def create_function(
        self, name: str, arguments: int, function: Callable[..., object], *, deterministic: bool
    ) -> None:
        """Make a Python function callable from SQL."""

    def close(self) -> None:
        """Close."""


_SETTINGS = (
    "cipher_log_level=NONE",
    "journal_mode=WAL",
    # NORMAL loses acknowledged work in most simulated power cuts; FULL lost none.
    "synchronous=FULL",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "temp_store=MEMORY",
    "secure_delete=ON",
    "mmap_size=0",
)

DESK_CACHE = 12 << 10
"""KiB of pages a connection keeps for reading and writing records one by one."""

WALK_CACHE = 64 << 10
"""KiB for lists: the index that answers them at 100,000 incidents fits in.

Half of it is slower by two, because a walk longer than the cache finds none of its pages there the
next time.
"""

STEP_CACHE = 64 << 10
"""KiB while a step of many records is written: their random ids fall on pages all over the indexes,
and each page that had no room is encrypted and decrypted again."""


# A network disk has no memory that processes share, and a stick no journal of its own.
_OWN_CHECK = mark("the database’s own check says: {what}")
_WITHOUT_SHARED_MEMORY = ("journal_mode=TRUNCATE", "synchronous=FULL")

_MEANINGS = (
    ("disk is full", DiskFull),
    ("is locked", DatabaseBusy),
    ("disk I/O error", DiskFailing),
    ("unable to open database file", DiskFailing),
    ("readonly database", DiskFailing),
)
"""What the driver says about the world around a sound database, and the sentence for it."""


def _meaning(problem: BaseException, path: Path) -> StrikelogError | None:
    text = str(problem)
    return next((kind(name=path.name) for words, kind in _MEANINGS if words in text), None)


def connect(path: Path, key: bytes, salt: bytes, *, read_only: bool = False) -> RawConnection:
    """Open a connection with the raw key and salt; raises CipherTooOld or DatabaseUnreadable.

    The salt is given, not read from the file, because a torn first page would otherwise make the
    whole database unreadable.
    """
    mode = "ro" if read_only else "rwc"
    raw = _raw(path, mode)
    try:
        raw.execute(f"PRAGMA key=\"x'{key.hex()}{salt.hex()}'\"")
        _check_versions(raw)
        settings = _SETTINGS if not read_only else _SETTINGS[:1] + _SETTINGS[5:]
        if not read_only and needs_fallback(path.parent):
            settings = (*settings[:1], *_WITHOUT_SHARED_MEMORY, *settings[3:])
        for setting in settings:
            raw.execute(f"PRAGMA {setting}")
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        raw.create_function("strikelog_contains", 2, _contains, deterministic=True)
        raw.create_function("strikelog_km", 4, _kilometres, deterministic=True)
    except dbapi2.DatabaseError as problem:
        raw.close()
        # The driver's text is dropped on purpose: it may quote values.
        raise _meaning(problem, path) or DatabaseUnreadable from None
    except CipherTooOld:
        raw.close()
        raise
    return raw


def _raw(path: Path, mode: str) -> RawConnection:
    try:
        opened: RawConnection = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            check_same_thread=False,
            isolation_level=None,
        )
    except dbapi2.DatabaseError as problem:
        raise _meaning(problem, path) or DatabaseUnreadable from None
    return opened


# What folds to ASCII without being it (accented letters, forms of other widths, Arabic digits), and
# what folding takes out from between ASCII letters. Arabic letters, most of the rest, do neither.
_MAY_FOLD_TO_ASCII = re.compile(
    "[^\\x00-\\x7f\\u0600-\\u0659\\u0670-\\u06ef\\u06fa-\\u06ff]|['`]"
    "|[\\x20-\\x7f][\\u0610-\\u061a\\u0621\\u0640\\u064b-\\u0659\\u0670-\\u0674\\u06d6-\\u06ed]"
)


def _contains(text: str | None, folded: str) -> bool | None:
    """Tell whether a text contains what was folded, folding as little of it as will do."""
    if text is None:
        return None
    if not folded.isascii():
        return folded in fold(text)
    if folded in text.lower():
        return True
    return _MAY_FOLD_TO_ASCII.search(text) is not None and folded in fold(text)


EARTH_RADIUS_KM = 6371.0088


def _kilometres(
    lat: float | None, lon: float | None, other_lat: float, other_lon: float
) -> float | None:
    """Give the distance over a sphere; None where a coordinate is missing."""
    if lat is None or lon is None:
        return None
    p, q = radians(lat), radians(other_lat)
    half = sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))


@contextmanager
def faults_named(path: Path) -> Iterator[None]:
    """Turn the driver's words for a damaged or full disk into sentences a person can act on."""
    try:
        yield
    except sa.exc.DatabaseError as problem:
        # Its subclasses are about statements; the class itself is about the file.
        if type(problem) is sa.exc.DatabaseError:
            raise DatabaseUnreadable from None
        meaning = _meaning(problem.orig, path) if problem.orig else None
        if meaning is not None:
            raise meaning from None
        raise


def _check_versions(raw: RawConnection) -> None:
    sqlite = tuple(int(part) for part in dbapi2.sqlite_version.split("."))
    found = raw.execute("PRAGMA cipher_version").fetchone()
    cipher = str(found[0]) if found else "-"
    numbers = tuple(int(part) for part in cipher.split(" ")[0].split(".")[:2]) if found else (0, 0)
    if sqlite < OLDEST_SQLITE or numbers < OLDEST_CIPHER:
        raise CipherTooOld(sqlite=dbapi2.sqlite_version, cipher=cipher)


def make_engine(
    path: Path, key: bytes, salt: bytes, *, read_only: bool = False, cache: int = DESK_CACHE
) -> sa.Engine:
    """Make an engine whose transactions begin at once; the key never stands in an address.

    `cache` is in KiB a connection.
    """
    alone = needs_fallback(path.parent) and not read_only

    def opened() -> RawConnection:
        raw = connect(path, key, salt, read_only=read_only)
        raw.execute(f"PRAGMA cache_size=-{cache}")
        if alone:
            raw.execute("PRAGMA locking_mode=EXCLUSIVE")
        return raw

    engine = sa.create_engine(
        "sqlite://",
        module=dbapi2,
        creator=opened,
        poolclass=sa.pool.QueuePool,
        # Without shared memory, one connection holds the file for itself.
        pool_size=1 if alone or cache == WALK_CACHE else 3,
        max_overflow=0 if alone else 10,
        pool_use_lifo=True,  # the connection used last has its pages decrypted already
        hide_parameters=True,
    )
    sa.event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: sa.Connection) -> None:
    if connection.get_execution_options().get("bare", False):
        return  # VACUUM and checkpoints refuse to run inside a transaction
    # A deferred transaction that reads, then writes, fails at once when another wrote between.
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def create_search(connection: sa.Connection, table: str, columns: Sequence[str]) -> None:
    """Make the full-text index of a table, empty, in place of one of other columns.

    Words already folded, contentless, row ids as in the table.
    """
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}_search")
    connection.exec_driver_sql(_search_table(table, columns))


def has_search(connection: sa.Connection, table: str, columns: Sequence[str]) -> bool:
    """Tell whether a table has a full-text index of those columns."""
    query = "SELECT sql FROM sqlite_master WHERE name = ?"
    found = connection.exec_driver_sql(query, (f"{table}_search",)).scalar()
    return bool(found == _search_table(table, columns))


def _search_table(table: str, columns: Sequence[str]) -> str:
    # Beginnings of two and three letters are indexed: words are searched while they are typed.
    return (
        f"CREATE VIRTUAL TABLE {table}_search USING fts5({', '.join(columns)}, "
        "content='', contentless_delete=1, prefix='2 3', "
        'tokenize="unicode61 remove_diacritics 0")'
    )


def protect_history(connection: sa.Connection) -> None:
    """Refuse every later change or removal of what the history holds."""
    for table in ("history", "step", "signature", "finding_decision", "reconciliation_run"):
        for verb in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
            )


@contextmanager
def roomy(connection: sa.Connection) -> Iterator[None]:
    """Give a connection room for the pages of a great step."""
    connection.exec_driver_sql(f"PRAGMA cache_size=-{STEP_CACHE}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size=-{DESK_CACHE}")


def checkpoint(connection: sa.Connection) -> None:
    """Bring the write-ahead log into the database file, so that the file alone is whole."""
    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def rekey(path: Path, old: tuple[bytes, bytes], new: tuple[bytes, bytes]) -> None:
    """Encrypt every page of a database that nobody uses again, under another key and salt."""
    raw = connect(path, *old)
    try:
        raw.execute("PRAGMA journal_mode=DELETE")  # in a log the pages would stay under both keys
        key, salt = new
        answer = raw.execute(f"PRAGMA rekey=\"x'{key.hex()}{salt.hex()}'\"").fetchone()
        if answer is None or answer[0] != "ok":
            raise DatabaseUnreadable
    except dbapi2.DatabaseError:
        raise DatabaseUnreadable from None
    finally:
        raw.close()


def quick_check(path: Path, key: bytes, salt: bytes) -> list[Sayable]:
    """Give what SQLite finds wrong with the structure; on a connection of its own."""
    return _findings(path, key, salt, "PRAGMA quick_check", fine="ok")


def cipher_check(path: Path, key: bytes, salt: bytes) -> list[Sayable]:
    """Give the pages whose authentication fails; on a connection of its own."""
    return _findings(path, key, salt, "PRAGMA cipher_integrity_check")


def _findings(path: Path, key: bytes, salt: bytes, pragma: str, fine: str = "") -> list[Sayable]:
    try:
        raw = connect(path, key, salt, read_only=True)
    except DatabaseUnreadable as problem:
        return [problem]
    try:
        rows = raw.execute(pragma).fetchall()
    except dbapi2.DatabaseError as problem:
        rows = [(type(problem).__name__,)]
    finally:
        raw.close()
    return [say(_OWN_CHECK, what=str(row[0])) for row in rows if row[0] != fine]
