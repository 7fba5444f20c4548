"""Erasing a vault: first every copy of its key slots, then its files, with an honest account.

Without a slot the rest is noise, so the slots go first and are overwritten where they lie: the
vault's, the identities', those in backups, and those an interrupted write left behind. Key files
are found by what they hold, not by their names. Nothing outside the folder is touched: a link is
removed, never followed. A failure never stops the rest.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ..domain.progress import Cancelled, Progress, Silent
from .files import sync_folder
from .keyfile import KEY_MAGIC
from .shredding import overwrite
from .vault import LOCK_FILE, find_vault, lock_held

_LARGEST_KEY_FILE = 1 << 20
_DATABASE_START = 4096
"""A database's first page holds its salt and the key to its layout."""


@dataclass(frozen=True)
class Survivor:
    """A file that could not be erased: where in the folder, and what the system said.

    `is_gone` when it was deleted, but its bytes could not be overwritten before.
    """

    place: str
    reason: str
    holds_keys: bool
    is_gone: bool = False


@dataclass(frozen=True)
class Erasure:
    """What came of it. `slots_destroyed` counts key files whose bytes were overwritten."""

    slots_destroyed: int
    files_removed: int
    survivors: tuple[Survivor, ...]

    @property
    def is_complete(self) -> bool:
        """True when nothing of the vault is left in its folder."""
        return not self.survivors

    @property
    def is_unreadable(self) -> bool:
        """True when no key survived here, whatever else did."""
        return not any(one.holds_keys for one in self.survivors)


def erase_vault(folder: Path, progress: Progress | None = None) -> Erasure:
    """Erase a vault that is not open anywhere; raises NotAVault or VaultInUse, else it reports.

    Not to be broken off: a vault half erased is of no use to anybody.
    """
    folder = find_vault(folder)
    with lock_held(folder):
        done = _erase(folder, _unstoppable(progress or Silent()))
    # Where an open file cannot be removed, the lock has to be let go first.
    survivors = {one.place: one for one in done.survivors}
    removed = done.files_removed + _removed(folder / LOCK_FILE, folder, survivors)
    _remove_folders(folder, survivors)
    return Erasure(done.slots_destroyed, removed, tuple(survivors.values()))


def _unstoppable(progress: Progress) -> Callable[[int, int], None]:
    def report(done: int, total: int) -> None:
        with suppress(Cancelled):
            progress.report(done, total)

    return report


def _erase(folder: Path, report: Callable[[int, int], None]) -> Erasure:
    files = [path for path in sorted(_files(folder)) if path != folder / LOCK_FILE]
    keys = [path for path in files if _holds_keys(path)]
    survivors: dict[str, Survivor] = {}
    for done, path in enumerate(keys, start=1):
        _overwrite_keys(path, folder, survivors)
        report(done, len(keys) + len(files))
    destroyed = len(keys) - len(survivors)
    _overwrite_starts(path for path in files if path.suffix == ".db" and path not in keys)
    removed = 0
    for done, path in enumerate(files, start=len(keys) + 1):
        removed += _removed(path, folder, survivors)
        report(done, len(keys) + len(files))
    return Erasure(destroyed, removed, tuple(survivors.values()))


def _files(folder: Path) -> Iterator[Path]:
    """Give everything in the folder that is not a folder itself; links are not followed."""
    for parent, folders, names in os.walk(folder):
        here = Path(parent)
        yield from (here / name for name in names)
        yield from (here / name for name in folders if (here / name).is_symlink())


def _holds_keys(path: Path) -> bool:
    """Tell a key file by how it begins; one that cannot be read is told by its name."""
    if path.is_symlink():
        return False
    try:
        with path.open("rb") as file:
            begins = file.read(len(KEY_MAGIC))
        return begins == KEY_MAGIC and path.stat().st_size <= _LARGEST_KEY_FILE
    except OSError:
        return ".keys" in path.name


def _overwrite_keys(path: Path, folder: Path, survivors: dict[str, Survivor]) -> None:
    """Overwrite a key file; one set to read-only is opened up first."""
    with suppress(OSError):
        path.chmod(0o600)
    try:
        overwrite(path)
    except OSError as refusal:
        place = path.relative_to(folder).as_posix()
        survivors[place] = Survivor(place, _reason(refusal), holds_keys=True)


def _overwrite_starts(databases: Iterable[Path]) -> None:
    """Make databases shapeless too; without keys they are noise already."""
    for path in databases:
        with suppress(OSError):
            overwrite(path, most=_DATABASE_START)


def _removed(path: Path, folder: Path, survivors: dict[str, Survivor]) -> int:
    """Remove a file; keys that could not be overwritten stay named although they are gone."""
    place = path.relative_to(folder).as_posix()
    known = survivors.get(place)
    with suppress(OSError):
        if sys.platform == "win32":  # where a file's own mark, not its folder's, forbids removing
            path.chmod(0o600)
    try:
        path.unlink(missing_ok=True)
    except OSError as refusal:
        holds_keys = known is not None and known.holds_keys
        survivors[place] = Survivor(place, _reason(refusal), holds_keys=holds_keys)
        return 0
    if known is not None:
        survivors[place] = replace(known, is_gone=True)
    return 1


def _remove_folders(folder: Path, survivors: dict[str, Survivor]) -> None:
    for parent, _, _ in os.walk(folder, topdown=False):
        with suppress(OSError):
            Path(parent).rmdir()
    if folder.exists() and all(one.is_gone for one in survivors.values()):
        survivors[folder.name] = Survivor(folder.name, "directory not removed", holds_keys=False)
    with suppress(OSError):
        sync_folder(folder.parent)


def _reason(refusal: OSError) -> str:
    return refusal.strerror or type(refusal).__name__
