"""What happened since the start, as codes and counts: kept in memory, for the person alone.

Nothing free can be noted. An event is one of a fixed list, a count is a number, and an error is
described by this module from its type and place, so no journal can hold what a record says.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from threading import Lock

from strikelog.domain.errors import StrikelogError
from strikelog.domain.faults import chain_of

MOST = 400
"""Entries kept; the oldest goes first."""


class Event(StrEnum):
    """Everything that can be noted."""

    STARTED = "started"
    OPENED = "vault-opened"
    NOT_OPENED = "vault-not-opened"
    SAVED = "records-changed"
    FAILED = "told-a-failure"
    FAULT = "fault"
    TASK_FAULT = "fault-beside-the-window"
    QT_WARNING = "qt-warning"
    PYTHON_WARNING = "python-warning"
    LOG_WARNING = "library-warning"
    CLIPBOARD_CLEARED = "clipboard-cleared"


@dataclass(frozen=True, slots=True)
class Entry:
    """One event: seconds after the start, how often or how many, and of which error."""

    at: float
    event: Event
    count: int = 1
    error: str = ""

    def __str__(self) -> str:
        minutes, seconds = divmod(int(self.at), 60)
        hours, minutes = divmod(minutes, 60)
        line = f"+{hours:02}:{minutes:02}:{seconds:02}  {self.event}  {self.count}"
        return "\n".join([line, *(f"    {one}" for one in self.error.splitlines() if one)])


class Journal:
    """A short memory of events; any thread may add to it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = clock()
        self._entries: deque[Entry] = deque(maxlen=MOST)
        self._lock = Lock()
        self.note(Event.STARTED)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything kept, oldest first."""
        with self._lock:
            return tuple(self._entries)

    @property
    def text(self) -> str:
        """The entries as lines."""
        return "\n".join(str(one) for one in self.entries)

    def note(self, event: Event, count: int = 1) -> None:
        """Note that something happened; the same event again adds to the count."""
        self._add(Entry(self._clock() - self._began, event, count))

    def note_error(self, event: Event, error: BaseException) -> None:
        """Note an error by its type, and a fault of the program by its place as well."""
        is_told = isinstance(error, StrikelogError)
        said = type(error).__qualname__ if is_told else chain_of(error)
        self._add(Entry(self._clock() - self._began, event, 1, said))

    def _add(self, entry: Entry) -> None:
        with self._lock:
            last = self._entries[-1] if self._entries else None
            if last is not None and (last.event, last.error) == (entry.event, entry.error):
                self._entries[-1] = replace(last, count=last.count + entry.count)
            else:
                self._entries.append(entry)
