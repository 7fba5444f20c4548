"""The backups of one vault: made whole and proven, numbered, listed, thinned out.

    backups/
        000017/            one backup: vault.db · vault.keys · vault.keys.bak · manifest · blobs
                           (and the restricted store's files, where there is one)
        blobs/ab/ab12…     evidence files, shared by all backups
        ledger             what was confirmed, what stopped the rotation, the copy on another disk
        damaged-000018/    a damaged vault as it was before a restore

A backup is built under a passing name and renamed when proven, so what bears a number is whole.
Its own copy of the key slots lets it open when the vault's are gone. Manifest and list of blobs
are sealed: how much a vault holds is nobody's business.
"""

import re
import shutil
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import Any

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..domain.progress import Progress, Silent
from .backups import Contents, Opened, StillChanging, proven_copy
from .blob_pool import BlobPool, Held, arriving_below, copy_proven, digest_of
from .files import refusals_named, sync_folder
from .keyfile import KEY_FILE, KEY_FILE_COPY
from .keys import Keys, Lineage
from .rotation import Kept, Moment, worked_between
from .sealed_notes import NoteUnreadable, read_note, write_note

DATABASE_FILE = "vault.db"
RESTRICTED = "identities."
"""How the files of the restricted store begin."""

_MANIFEST, _BLOBS, _POOL = "manifest", "blobs", "blobs"
_NUMBERED = re.compile(r"\d{6,}")
_UNFINISHED = ".unfinished"
_BACKUPS = "backups"
_TRIES = 5


class NoSuchBackup(StrikelogError):
    """There is no backup of this number."""

    message = mark("There is no backup {number} in this vault. Look at the list of backups.")


class BackupDamaged(StrikelogError):
    """A backup is not as it was made."""

    message = mark(
        "Backup {number} is damaged ({part}), so nothing was taken from it. Choose another one."
    )


@dataclass(frozen=True, slots=True)
class Backup:
    """One proven backup, as its manifest tells it."""

    folder: Path
    counter: int
    why: str
    moment: Moment
    worked: float
    contents: Contents
    records: Mapping[str, int]
    files: Mapping[str, str]
    size: int
    blobs: int

    @property
    def at(self) -> datetime:
        """When it was made, by the clock of that day."""
        return self.moment.at

    @property
    def database(self) -> Path:
        """Its copy of the database."""
        return self.folder / DATABASE_FILE

    @property
    def kept(self) -> Kept:
        """What the rotation looks at."""
        return Kept(self.counter, self.worked)


@dataclass(frozen=True, slots=True)
class OtherKey:
    """A numbered folder whose manifest this vault's key does not open."""

    folder: Path
    counter: int


class BackupFolder:
    """Everything on disk about the backups of one vault, for who holds its keys."""

    def __init__(self, vault: Path, keys: Keys, lineage: Lineage) -> None:
        self.vault = vault
        self.folder = vault / _BACKUPS
        self.keys = keys
        self.lineage = lineage
        self.pool = BlobPool(self.folder / _POOL)

    @property
    def source(self) -> Opened:
        """The vault's database and what opens it."""
        return Opened(self.vault / DATABASE_FILE, self.keys.database, self.lineage.database_salt)

    def opened(self, copy: Path) -> Opened:
        """Give a copy of this vault's database with what opens it, for reading alone."""
        return Opened(copy, self.keys.database, self.lineage.database_salt, read_only=True)

    # -- looking

    def listed(self) -> list[Backup]:
        """Give the backups this key opens, newest first."""
        return [one for one in self.everything() if isinstance(one, Backup)]

    def everything(self) -> list[Backup | OtherKey]:
        """Give every numbered backup, newest first."""
        numbers = [int(path.name) for path in self._numbered()]
        return [self._read(number) for number in sorted(numbers, reverse=True)]

    def one(self, counter: int) -> Backup:
        """Give one backup; raises NoSuchBackup."""
        found = self._read(counter) if self._place(counter).is_dir() else None
        if not isinstance(found, Backup):
            raise NoSuchBackup(number=counter)
        return found

    def newest(self) -> Backup | None:
        """Give the newest backup."""
        return next(iter(self.listed()), None)

    def blobs_of(self, backup: Backup) -> dict[str, Held]:
        """Give the evidence files a backup names; raises BackupDamaged."""
        about = f"blobs {backup.counter}"
        try:
            note = read_note(backup.folder / _BLOBS, self.keys.backup, about=about)
        except NoteUnreadable:
            raise BackupDamaged(number=backup.counter, part=_BLOBS) from None
        return {name: Held(*held) for name, held in _mapping(note, "blobs").items()}

    def check(self, backup: Backup) -> None:
        """Read a backup's files and compare them with what they were; raises BackupDamaged."""
        for name, sha256 in backup.files.items():
            path = backup.folder / name
            if not path.is_file() or digest_of(path) != sha256:
                raise BackupDamaged(number=backup.counter, part=name)

    # -- making

    @refusals_named(_BACKUPS)
    def make(
        self,
        why: str,
        moment: Moment,
        *,
        may_hold: bool = True,
        progress: Progress | None = None,
    ) -> Backup:
        """Make a backup of the vault as it stands and prove it; raises what `proven_copy` does."""
        progress = progress or Silent()
        before = self.newest()
        known = self._known_blobs(before)
        taken = self.pool.take(self.vault / _BLOBS, known, progress)
        counter = self._next_counter()
        with self._built(counter) as site:
            contents = proven_copy(self.source, site / DATABASE_FILE, may_hold=may_hold)
            taken |= self._arrived_since(taken, self.opened(site / DATABASE_FILE), progress)
            self._copy_beside(site)
            worked = before.worked + worked_between(before.moment, moment) if before else 0.0
            note = {
                "why": why,
                "at": moment.at.isoformat(),
                "run": moment.run,
                "seconds": moment.seconds,
                "worked": worked,
                "rows": dict(contents.rows),
                "head": contents.head,
                "records": living(self.opened(site / DATABASE_FILE)),
                "files": {path.name: digest_of(path) for path in sorted(site.iterdir())},
                "size": (site / DATABASE_FILE).stat().st_size,
                "blobs": len(taken),
            }
            listed = {name: [one.size, one.changed, one.sha256] for name, one in taken.items()}
            self._seal(site, counter, note, listed)
        self.remember(last=counter)
        return self.one(counter)

    @refusals_named(_BACKUPS)
    def drop(self, counters: list[int]) -> None:
        """Remove backups, and the evidence files that none of the others names."""
        for counter in counters:
            dropped = self._read(counter)
            candidates = set()
            if isinstance(dropped, Backup):
                candidates = {one.sha256 for one in self.blobs_of(dropped).values()}
            gone = self.folder / f".{counter:06d}.{token_hex(4)}{_UNFINISHED}"
            self._place(counter).rename(gone)
            shutil.rmtree(gone, ignore_errors=True)
            self.pool.drop(self._unnamed(candidates))
        sync_folder(self.folder)

    @refusals_named(_BACKUPS)
    def set_aside(self) -> Path:
        """Keep a damaged vault as it is, byte for byte, under a name that says so."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        place = self.folder / f"damaged-{self._next_counter():06d}"
        while place.exists():
            place = place.with_name(place.name + "x")
        place.mkdir(mode=0o700)
        for path in sorted(self.vault.glob(f"{DATABASE_FILE}*")):
            if not path.name.endswith("-shm"):
                copy_proven(path, place / path.name)
        for name in (KEY_FILE, KEY_FILE_COPY):
            if (self.vault / name).is_file():
                copy_proven(self.vault / name, place / name)
        return place

    # -- notes

    def ledger(self) -> dict[str, Any]:
        """Give what is remembered about the backups as a whole; nothing where it is unreadable."""
        try:
            return dict(read_note(self.folder / "ledger", self.keys.backup, about="ledger"))
        except NoteUnreadable:
            return {}

    def remember(self, **facts: object) -> None:
        """Add to what is remembered; None forgets."""
        kept = {name: one for name, one in (self.ledger() | facts).items() if one is not None}
        self.folder.mkdir(mode=0o700, exist_ok=True)
        write_note(self.folder / "ledger", kept, self.keys.backup, about="ledger")

    # -- parts

    def _arrived_since(
        self, taken: Mapping[str, Held], copy: Opened, progress: Progress
    ) -> dict[str, Held]:
        """Hold what came while the database was copied.

        The row of a file is written just before the file gets its name, so a copy may name one
        that is still without.
        """
        blobs = self.vault / _BLOBS
        arriving = arriving_below(blobs)
        since = self.pool.take(blobs, taken, progress)
        return since | self.pool.take_arriving(blobs, _named(copy, arriving - since.keys()))

    def _numbered(self) -> list[Path]:
        found = self.folder.iterdir() if self.folder.is_dir() else ()
        return [path for path in found if _NUMBERED.fullmatch(path.name)]

    def _place(self, counter: int) -> Path:
        return self.folder / f"{counter:06d}"

    def _next_counter(self) -> int:
        """Give a number that no backup had, even one removed since."""
        last = self.ledger().get("last", 0)
        return max([int(path.name) for path in self._numbered()] + [int(last)]) + 1

    def _read(self, counter: int) -> Backup | OtherKey:
        folder = self._place(counter)
        try:
            about = f"manifest {counter}"
            return _backup(folder, counter, read_note(folder / _MANIFEST, self.keys.backup,
                                                      about=about))  # fmt: skip
        except NoteUnreadable:
            return OtherKey(folder, counter)

    def _known_blobs(self, before: Backup | None) -> dict[str, Held]:
        try:
            return self.blobs_of(before) if before else {}
        except BackupDamaged:
            return {}

    def _unnamed(self, candidates: set[str]) -> set[str]:
        """Give those of some evidence files that no backup names; none when one cannot tell."""
        for backup in self.everything():
            if not candidates:
                break
            if isinstance(backup, OtherKey):
                return set()
            try:
                candidates = candidates - {one.sha256 for one in self.blobs_of(backup).values()}
            except BackupDamaged:
                return set()
        return candidates

    @contextmanager
    def _built(self, counter: int) -> Iterator[Path]:
        """Give a folder to build a backup in; it bears its number once the block is done."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        for leftover in self.folder.glob(f".*{_UNFINISHED}"):
            shutil.rmtree(leftover, ignore_errors=True)
        site = self.folder / f".{counter:06d}.{token_hex(4)}{_UNFINISHED}"
        site.mkdir(mode=0o700)
        try:
            yield site
            sync_folder(site)
            site.rename(self._place(counter))
            sync_folder(self.folder)
        finally:
            shutil.rmtree(site, ignore_errors=True)

    def _copy_beside(self, site: Path) -> None:
        """Take the key slots along, and the restricted store as it lies, between two writes."""
        for name in (KEY_FILE, KEY_FILE_COPY):
            if (self.vault / name).is_file():
                copy_proven(self.vault / name, site / name)
        for _ in range(_TRIES):
            before = self._restricted()
            for path in before:
                copy_proven(path, site / path.name)
            if self._restricted() == before:
                return
            for path in before:
                (site / path.name).unlink(missing_ok=True)
        raise StillChanging

    def _restricted(self) -> dict[Path, tuple[int, int]]:
        """Give the restricted store's files with what changes when they are written to."""
        found = sorted(self.vault.glob(f"{RESTRICTED}*"))
        names = [path for path in found if not path.name.endswith(("-shm", ".lock"))]
        states = {path: path.stat() for path in names}
        return {path: (state.st_size, state.st_mtime_ns) for path, state in states.items()}

    def _seal(
        self, site: Path, counter: int, note: dict[str, object], blobs: Mapping[str, object]
    ) -> None:
        key = self.keys.backup
        write_note(site / _BLOBS, {"blobs": blobs}, key, about=f"blobs {counter}")
        write_note(site / _MANIFEST, note, key, about=f"manifest {counter}")


def living(database: Opened) -> dict[str, int]:
    """Count the records of each table that are not deleted."""
    raw = database.connect()
    try:
        tables = raw.execute(
            "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
            "WHERE m.type = 'table' AND c.name = 'deleted' ORDER BY m.name"
        ).fetchall()
        counted = {}
        for (table,) in tables:
            row = raw.execute(f'SELECT count(*) FROM "{table}" WHERE deleted = 0').fetchone()
            counted[str(table)] = int(str(row[0])) if row else 0
        return counted
    finally:
        raw.close()


def _named(database: Opened, places: Set[str]) -> set[str]:
    """Tell which places of files a row names."""
    raw = database.connect()
    try:
        query = "SELECT 1 FROM evidence WHERE store_path = ?"
        return {place for place in places if raw.execute(query, (place,)).fetchone()}
    finally:
        raw.close()


def _backup(folder: Path, counter: int, note: Mapping[str, Any]) -> Backup:
    head = note["head"]
    return Backup(
        folder=folder,
        counter=counter,
        why=note["why"],
        moment=Moment(datetime.fromisoformat(note["at"]), note["run"], note["seconds"]),
        worked=note["worked"],
        contents=Contents(tuple(note["rows"].items()), tuple(head) if head else None),
        records=note["records"],
        files=note["files"],
        size=note["size"],
        blobs=note["blobs"],
    )


def _mapping(note: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    held = note.get(key)
    return held if isinstance(held, dict) else {}
