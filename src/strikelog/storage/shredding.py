"""Overwriting what must not be found again: key files that were replaced or given up.

A key slot that was removed still opens the vault for whoever finds its bytes. So its bytes are
overwritten where the file lies before the file goes. Flash storage may keep old bytes elsewhere;
nothing a program does can change that, and the window says so.
"""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .files import sync_handle, write_all

_CHUNK = 1 << 20
_BINARY = getattr(os, "O_BINARY", 0)


class NotOverwritten(OSError):
    """What was read back after overwriting is still what stood there before."""


def overwrite(path: Path, *, most: int | None = None) -> None:
    """Put random bytes over a file, or over its first `most` bytes, and read them back."""
    handle = os.open(path, os.O_RDWR | _BINARY)
    try:
        _overwrite(handle, most)
    finally:
        os.close(handle)


def shred(path: Path) -> None:
    """Overwrite a file, then remove it; what is linked elsewhere too is overwritten there too."""
    overwrite(path)
    path.unlink()


@contextmanager
def forgetting_old(path: Path) -> Iterator[None]:
    """Overwrite what a file held before the block replaced it; the block failing keeps it.

    Only content that has no name any more is overwritten: a backup may share it by a hard link. A
    disk that refuses harms nobody, because the new file stands by then.
    """
    if sys.platform == "win32":  # An open file cannot be replaced there; a second name can be kept.
        with _forgetting_by_name(path):
            yield
        return
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        yield
        return
    try:
        yield
        with suppress(OSError):
            if os.fstat(handle).st_nlink == 0:
                _overwrite(handle, None)
    finally:
        with suppress(OSError):  # closing what was read fails nobody
            os.close(handle)


@contextmanager
def _forgetting_by_name(path: Path) -> Iterator[None]:
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.unfinished")
    with suppress(OSError):
        aside.hardlink_to(path)
    try:
        yield
        with suppress(OSError):
            if aside.stat().st_nlink == 1:
                overwrite(aside)
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def _overwrite(handle: int, most: int | None) -> None:
    size = os.fstat(handle).st_size
    wanted = size if most is None else min(size, most)
    last = b""
    os.lseek(handle, 0, os.SEEK_SET)
    for at in range(0, wanted, _CHUNK):
        last = secrets.token_bytes(min(_CHUNK, wanted - at))
        write_all(handle, last)
    sync_handle(handle)
    os.lseek(handle, wanted - len(last), os.SEEK_SET)
    if os.read(handle, len(last)) != last:
        raise NotOverwritten
