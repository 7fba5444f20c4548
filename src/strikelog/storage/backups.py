"""Copies of a database that are proven whole before they get their name.

SQLite's online backup is never used: with one bad page in its source it reports no error and
writes a full-size copy without the rows behind that page. `VACUUM INTO` refuses, and what it wrote
is opened again with the key, checked, and compared with its source before it is renamed. It reads
no index, so the pages of the source are proven authentic first: a damaged one is never copied.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..domain.saying import Sayable
from . import sqlite
from .files import DiskFull, built_durably


class CopyUnsound(StrikelogError):
    """A copy could not be made, or does not hold what its source holds; it was removed."""

    message = mark(
        "A sound copy of the vault could not be made ({finding}), so nothing was changed. "
        "Check the vault, and whether the disk has room."
    )


class StillChanging(StrikelogError):
    """The source was written to at every try, and the copy was not to hold writers up."""

    message = mark("The vault was changed while it was being copied. It will be tried again.")


_TRIES = 3
"""Copies tried, and looks at pages, before writers are held up or damage is believed."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Where a database lies and what opens it; never shown."""

    path: Path
    key: bytes = field(repr=False)
    salt: bytes = field(repr=False)
    read_only: bool = field(default=False, repr=False)
    """True for a copy, which even the settings of a writing connection would change."""

    def connect(self) -> sqlite.RawConnection:
        """Open a connection of its own."""
        return sqlite.connect(self.path, self.key, self.salt, read_only=self.read_only)


@dataclass(frozen=True, slots=True)
class Contents:
    """What two equal databases have in common: rows a table, and the head of the history."""

    rows: tuple[tuple[str, int], ...]
    head: tuple[int, str] | None


def verified_copy(source: Opened, target: Path) -> Path:
    """Write a compact copy under the same key, in place of what `target` was before.

    Raises CopyUnsound, or FileNotWritten when the disk is full.
    """
    proven_copy(source, target)
    return target


def proven_copy(source: Opened, target: Path, *, may_hold: bool = True) -> Contents:
    """Make a verified copy and tell what source and copy hold.

    Writers are held up only when the source changes at every try, and never without `may_hold`:
    then StillChanging is raised.
    """
    _refuse_damaged(source)
    with built_durably(target) as unfinished:
        contents = _copied(source, unfinished, may_hold=may_hold)
        unfinished.chmod(0o600)
        _refuse_unsound(Opened(unfinished, source.key, source.salt), contents)
    return contents


def _refuse_damaged(source: Opened) -> None:
    """Refuse a source with a page that is not authentic.

    Such a page is looked at again: it may have been on its way from the log into the file.
    """
    findings: list[Sayable] = []
    for _ in range(_TRIES):
        findings = sqlite.cipher_check(source.path, source.key, source.salt)
        if not findings:
            return
    raise CopyUnsound(finding=f"{len(findings)} × cipher_integrity_check")


def _copied(source: Opened, unfinished: Path, *, may_hold: bool) -> Contents:
    for _ in range(_TRIES):
        contents = _copied_undisturbed(source, unfinished)
        if contents is not None:
            return contents
        unfinished.unlink(missing_ok=True)
    if not may_hold:
        raise StillChanging
    with _held_still(source) as guard:
        _copy(source, unfinished)
        return _counted(guard)


def _copied_undisturbed(source: Opened, unfinished: Path) -> Contents | None:
    """Copy without keeping writers out; None when one wrote meanwhile."""
    raw = source.connect()
    try:
        before = _version(raw)
        _copy(source, unfinished)
        contents = _counted(raw)
        return contents if _version(raw) == before else None
    finally:
        raw.close()


def _version(raw: sqlite.RawConnection) -> object:
    """Give a number that is another one after every commit of another connection."""
    return raw.execute("PRAGMA data_version").fetchone()


def _counted(raw: sqlite.RawConnection) -> Contents:
    try:
        return contents_of(raw)
    except sqlite.DriverError as problem:
        raise CopyUnsound(finding=type(problem).__name__) from None


@contextmanager
def _held_still(source: Opened) -> Iterator[sqlite.RawConnection]:
    """Keep every writer out, so that source and copy are of the same moment."""
    raw = source.connect()
    try:
        raw.execute("BEGIN IMMEDIATE")
        yield raw
    finally:
        raw.close()  # which also ends the transaction


def _copy(source: Opened, unfinished: Path) -> None:
    raw = source.connect()
    try:
        raw.execute("VACUUM INTO ?", (str(unfinished),))
    except sqlite.DriverError as problem:
        if "disk is full" in str(problem):
            raise DiskFull(name=unfinished.name, reason="disk is full") from None
        raise CopyUnsound(finding=type(problem).__name__) from None
    finally:
        raw.close()


def _refuse_unsound(copy: Opened, expected: Contents) -> None:
    findings = sqlite.quick_check(copy.path, copy.key, copy.salt)
    if findings:
        raise CopyUnsound(finding=f"{len(findings)} × quick_check")
    raw = sqlite.connect(copy.path, copy.key, copy.salt, read_only=True)
    try:
        found = _counted(raw)
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
