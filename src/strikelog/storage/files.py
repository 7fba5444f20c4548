"""Small files written so that a crash or a power cut leaves the old file or the new one, whole.

The order temp file → fsync → rename → fsync of the folder is the only one of the usual five that
lost nothing in simulated power cuts: without the first fsync the new name may hold nothing, without
the last the old file may come back after the caller was told that the new one is safe.
What is streamed is built beside its place and moved there when whole.
"""

from __future__ import annotations

import errno
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from ..domain.errors import StrikelogError
from ..domain.messages import mark

if sys.platform == "darwin":
    import fcntl

_SUFFIX = ".unfinished"
_OWNER_ONLY = 0o600
# Without O_BINARY Windows would turn every newline byte of a key into two.
_NEW_FILE = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)


class FileNotWritten(StrikelogError):
    """The operating system refused to write a file; whatever stood there before still stands."""

    message = mark("“{name}” could not be written: {reason}. The earlier file is unchanged.")


class DiskFull(FileNotWritten):
    """There was no room for a file; whatever stood there before still stands.

    `needed` are the megabytes that must be free; where nobody can tell, what any work takes.
    """

    message = mark(
        "There is no room left on the disk to write “{name}”. The earlier file is unchanged. "
        "Make {needed} MB of room and try again."
    )
    may_pass = True

    def __init__(self, *, name: str, reason: str = "disk is full", needed: int = 64) -> None:
        super().__init__(name=name, reason=reason, needed=needed)


def write_durably(path: Path, content: bytes) -> None:
    """Replace a whole file, for its owner's eyes only; when this returns it is on the disk."""
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}{_SUFFIX}")
    with refusals_named(path.name), _removed_on_failure(unfinished):
        _write_new(unfinished, content)
        unfinished.replace(path)
        sync_folder(path.parent)


@contextmanager
def built_durably(path: Path) -> Iterator[Path]:
    """Give a name to build a large file under; the block done, it takes the place of `path`.

    A block that fails leaves nothing of it, and what stood there before.
    """
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}{_SUFFIX}")
    with refusals_named(path.name), _removed_on_failure(unfinished):
        yield unfinished
        handle = os.open(unfinished, os.O_RDWR)
        try:
            sync_handle(handle)
        finally:
            os.close(handle)
        unfinished.replace(path)
        sync_folder(path.parent)


def sweep_unfinished(folder: Path) -> int:
    """Remove what interrupted writes left in a folder and tell how many files that were."""
    leftovers = [path for path in folder.glob(f".*{_SUFFIX}") if path.is_file()]
    for path in leftovers:
        with suppress(OSError):  # It will be tried again at the next start, and it harms nobody.
            path.unlink()
    return len(leftovers)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, as fsync of a file makes only its content so."""
    if sys.platform != "win32":  # NTFS journals names itself; its folders cannot be opened.
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            sync_handle(handle)
        finally:
            os.close(handle)


def open_new(path: Path) -> int:
    """Open a file that is not there yet, for its owner's eyes only, and give its descriptor."""
    return os.open(path, _NEW_FILE, _OWNER_ONLY)


def write_all(handle: int, content: bytes) -> None:
    """Write the whole of something, however little the system takes at a time."""
    _write_all(handle, content)


def _write_new(path: Path, content: bytes) -> None:
    handle = open_new(path)
    try:
        _write_all(handle, content)
        sync_handle(handle)
    finally:
        os.close(handle)


def _write_all(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def sync_handle(handle: int) -> None:
    """Push what was written through an open file to the disk itself."""
    if sys.platform == "darwin":
        # On macOS fsync stops at the drive's own cache; only this goes through it.
        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    else:
        os.fsync(handle)


@contextmanager
def refusals_named(name: str) -> Iterator[None]:
    """Turn the system's refusal to write something into FileNotWritten or DiskFull."""
    try:
        yield
    except OSError as refusal:
        full = refusal.errno in (errno.ENOSPC, errno.EDQUOT)
        kind = DiskFull if full else FileNotWritten
        raise kind(name=name, reason=refusal.strerror or type(refusal).__name__) from refusal


@contextmanager
def _removed_on_failure(path: Path) -> Iterator[None]:
    with ExitStack() as cleaning:
        # Kept for an interruption too, which must not leave its half behind either.
        cleaning.callback(path.unlink, missing_ok=True)
        yield
        cleaning.pop_all()
