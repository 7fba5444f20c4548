"""The evidence files that backups share: each held once, under the hash of its encrypted bytes.

Files of evidence are written once and never changed, so a backup holds a second name for the same
bytes where the disk allows it and a proven copy where not. What no backup names any more goes.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..domain.progress import Progress
from .files import sync_folder

_CHUNK = 1 << 20
_ARRIVING = ".part"
_PASSING = (_ARRIVING, ".unfinished")


class FileCopyUnsound(StrikelogError):
    """What came out of copying a file is not what went in."""

    message = mark(
        "The stored file {name} could not be copied soundly: the disk gave back something else. "
        "Nothing was replaced. Check both disks."
    )


@dataclass(frozen=True, slots=True)
class Held:
    """A file of evidence as a backup names it: size, time of change and hash of its bytes."""

    size: int
    changed: int
    sha256: str


def digest_of(path: Path) -> str:
    """Give the SHA-256 of a file's bytes, as 64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_below(folder: Path) -> dict[str, Path]:
    """Give the finished files of evidence by their place below the folder."""
    found = sorted(folder.rglob("*")) if folder.is_dir() else []
    return {
        path.relative_to(folder).as_posix(): path
        for path in found
        if path.suffix not in _PASSING and path.is_file()
    }


def arriving_below(folder: Path) -> set[str]:
    """Give the places of files that are whole or being written, but do not bear their name yet."""
    found = folder.rglob(f"*{_ARRIVING}") if folder.is_dir() else []
    return {path.relative_to(folder).as_posix().removesuffix(_ARRIVING) for path in found}


class BlobPool:
    """The shared files of a vault's backups."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path_of(self, sha256: str) -> Path:
        """Give the place of a file, whether or not it is there."""
        return self.folder / sha256[:2] / sha256

    def take(self, blobs: Path, known: Mapping[str, Held], progress: Progress) -> dict[str, Held]:
        """Hold every file of a folder; those known from the last backup are not read again."""
        taken: dict[str, Held] = {}
        found = files_below(blobs)
        for place, (name, path) in enumerate(found.items()):
            progress.report(place, len(found))
            try:
                taken[name] = self._taken(path, known.get(name))
            except FileNotFoundError:
                continue  # thrown away meanwhile; the row that named it is gone as well
        return taken

    def take_arriving(self, blobs: Path, places: Iterable[str]) -> dict[str, Held]:
        """Hold files that a row names already, whether or not they got their name meanwhile."""
        taken: dict[str, Held] = {}
        for place in sorted(places):
            for path in (blobs / (place + _ARRIVING), blobs / place):
                if path.exists() and place not in taken:
                    with suppress(FileNotFoundError):
                        taken[place] = self._taken(path, None)
        return taken

    def _taken(self, path: Path, known: Held | None) -> Held:
        state = path.stat()
        as_it_is = (state.st_size, state.st_mtime_ns)
        is_known = known is not None and (known.size, known.changed) == as_it_is
        if known is not None and is_known and self.path_of(known.sha256).exists():
            return known
        sha256 = digest_of(path)
        target = self.path_of(sha256)
        if not target.exists():
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            link_or_copy(path, target, sha256)
        return Held(*as_it_is, sha256)

    def drop(self, unnamed: Iterable[str]) -> None:
        """Remove files that no backup names."""
        for sha256 in unnamed:
            self.path_of(sha256).unlink(missing_ok=True)


def link_or_copy(source: Path, target: Path, sha256: str = "") -> None:
    """Give a file a second name, or make a proven copy where that is impossible."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        copy_proven(source, target, sha256)
        return
    sync_folder(target.parent)


def copy_proven(source: Path, target: Path, sha256: str = "") -> None:
    """Copy a file durably and read it back; raises FileCopyUnsound when it differs."""
    unfinished = target.with_name(f".{target.name}.{token_hex(4)}.unfinished")
    try:
        with source.open("rb") as reading, unfinished.open("xb") as writing:
            shutil.copyfileobj(reading, writing, _CHUNK)
            writing.flush()
            os.fsync(writing.fileno())
        unfinished.chmod(0o600)
        if digest_of(unfinished) != (sha256 or digest_of(source)):
            raise FileCopyUnsound(name=source.name)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    sync_folder(target.parent)
