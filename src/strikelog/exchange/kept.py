"""One reader for the whole program, whose children are kept for a while after their last file.

Starting a child takes longer than reading a small file in it; people open several in a row.
"""

import atexit
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from .confined import Reader

KEPT_FOR = 30.0
"""Seconds for which idle children are kept."""


class _Kept:
    """Counts who uses the reader, and closes it when nobody has for a while."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._reader: Reader | None = None
        self._users = 0
        self._idle: threading.Timer | None = None

    def taken(self) -> Reader:
        """Give the reader to one more user."""
        with self._lock:
            if self._reader is None:
                self._reader = Reader()
                atexit.register(self._reader.close)
            if self._idle is not None:
                self._idle.cancel()
            self._users += 1
            return self._reader

    def given_back(self) -> None:
        """Note that a user is done."""
        with self._lock:
            self._users -= 1
            if not self._users:
                self._idle = threading.Timer(KEPT_FOR, self._close)
                self._idle.daemon = True
                self._idle.start()

    def _close(self) -> None:
        with self._lock:
            if self._reader is not None and not self._users:
                self._reader.close()


_KEPT = _Kept()


@contextmanager
def reader() -> Iterator[Reader]:
    """Give the reader of the program; several threads may use it."""
    kept = _KEPT.taken()
    try:
        yield kept
    finally:
        _KEPT.given_back()
