"""Copies of a database that are proven whole before they get their name.

SQLite's online backup is never used: with one bad page in its source it reports no error and
writes a full-size copy without the rows behind that page. `VACUUM INTO` refuses, and what it wrote
is opened again with the key, checked, and compared with its source before it is renamed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from . import sqlite
from .files import built_durably


class CopyUnsound(StrikelogError):
    """A copy could not be made, or does not hold what its source holds; it was removed."""

    message = mark(
        "A sound copy of the vault could not be made ({finding}), so nothing was changed. "
        "Check the vault, and whether the disk has room."
    )


@dataclass(frozen=True, slots=True)
class Opened:
    """Where a database lies and what opens it; never shown."""

    path: Path
    key: bytes = field(repr=False)
    salt: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Contents:
    """What two equal databases have in common: rows a table, and the head of the history."""

    rows: tuple[tuple[str, int], ...]
    head: tuple[int, str] | None


def verified_copy(source: Opened, target: Path) -> Path:
    """Write a compact copy under the same key, in place of what `target` was before.

    Raises CopyUnsound, or FileNotWritten when the disk is full.
    """
    with built_durably(target) as unfinished, _held_still(source) as guard:
        _copy(source, unfinished)
        unfinished.chmod(0o600)
        _refuse_unsound(Opened(unfinished, source.key, source.salt), contents_of(guard))
    return target


@contextmanager
def _held_still(source: Opened) -> Iterator[sqlite.RawConnection]:
    """Keep every writer out, so that source and copy are of the same moment."""
    raw = sqlite.connect(source.path, source.key, source.salt)
    try:
        raw.execute("BEGIN IMMEDIATE")
        yield raw
    finally:
        raw.close()  # which also ends the transaction


def _copy(source: Opened, unfinished: Path) -> None:
    raw = sqlite.connect(source.path, source.key, source.salt)
    try:
        raw.execute("VACUUM INTO ?", (str(unfinished),))
    except sqlite.DriverError as problem:
        raise CopyUnsound(finding=type(problem).__name__) from None
    finally:
        raw.close()


def _refuse_unsound(copy: Opened, expected: Contents) -> None:
    findings = sqlite.quick_check(copy.path, copy.key, copy.salt)
    if findings:
        raise CopyUnsound(finding=f"{len(findings)} × quick_check")
    raw = sqlite.connect(copy.path, copy.key, copy.salt, read_only=True)
    try:
        found = contents_of(raw)
    finally:
        raw.close()
    if found != expected:
        raise CopyUnsound(finding="row counts")


def contents_of(raw: sqlite.RawConnection) -> Contents:
    """Count the rows of every table that holds any by itself, and read the history's head."""
    names = [
        str(row[0])
        for row in raw.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
        ).fetchall()
    ]
    rows = tuple((name, _count(raw, name)) for name in names)
    head = None
    if "history" in names:
        newest = "SELECT seq, hash FROM history ORDER BY seq DESC LIMIT 1"
        found = raw.execute(newest).fetchone()
        head = (int(str(found[0])), str(found[1])) if found else None
    return Contents(rows, head)


def _count(raw: sqlite.RawConnection, table: str) -> int:
    found = raw.execute(f'SELECT count(*) FROM "{table}"').fetchone()
    return int(str(found[0])) if found else 0
