"""Autosave of one record: edits wait, then go to the writer; nonsense is held back and said.

An edit is a unit of values that only make sense together, such as both ends of a range. Units
that the rules refuse stay with the form; the rest is saved without them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from strikelog.domain.changes import Changes
from strikelog.domain.errors import StrikelogError
from strikelog.domain.progress import Progress
from strikelog.domain.records import Record
from strikelog.domain.validation import Problem
from strikelog.gui.tasks import Tasks
from strikelog.services.recording import Saved

R = TypeVar("R", bound=Record)

PAUSE = 800
"""Milliseconds after the last edit before it is saved."""

Unit = Mapping[str, object]
Edits = Mapping[str, Unit]


class Reads(Protocol):
    """Gives a record as it is stored now."""

    def get(self, kind: type[R], record_id: str) -> R | None:
        """Give a record by its id."""


class Writes(Protocol):
    """Checks and saves records, and makes typing into one step."""

    def check(self, record: Record) -> tuple[Problem, ...]:
        """Give what is wrong with a record."""

    def save(self, after: Record, before: Record | None = None, *, merge: bool = False) -> Saved:
        """Save one record."""

    def close_step(self) -> None:
        """End the step that typing merges into."""


class Shelf(Protocol):
    """Where a record is kept: the vault, or the store of identities in it."""

    @property
    def finding(self) -> Reads:
        """Reads records."""

    @property
    def recording(self) -> Writes:
        """Writes records."""


TRY_AGAIN = 5_000
"""Milliseconds after which a save is tried again that a full or failing disk refused."""


@dataclass(frozen=True)
class Kept:
    """What came of a save: the record as it stands, if any, and the units held back and why."""

    saved: Saved
    held: Mapping[str, tuple[Problem, ...]]
    sent: frozenset[str]
    is_stored: bool


@dataclass(frozen=True)
class Manner:
    """How to save: whether typing ends here, and whether a record without edits is stored too."""

    closing: bool = False
    forced: bool = False


def keep(desk: Shelf, fresh: Record, edits: Edits, *, manner: Manner) -> Kept:
    """Save edits over the record as it is stored now, so that other hands' changes stay."""
    stored = desk.finding.get(type(fresh), fresh.id)
    base = stored or fresh
    after, held = sorted_out(desk, base, edits)
    is_stored = stored is not None or after != base or manner.forced
    if after == stored or not is_stored:
        saved = Saved(base, desk.recording.check(base), Changes())
    else:
        saved = desk.recording.save(after, stored, merge=True)
    if manner.closing:
        desk.recording.close_step()
    return Kept(saved, held, frozenset(edits), is_stored=is_stored)


def sorted_out(
    desk: Shelf, base: Record, edits: Edits
) -> tuple[Record, dict[str, tuple[Problem, ...]]]:
    """Apply the units that make sense; give those that do not with their problems."""
    together = base
    for unit in edits.values():
        together = replace(together, **unit)  # type: ignore[arg-type] # keyed by field
    if not _refusing(desk, together):
        return together, {}
    after, held = base, {}
    for name, unit in edits.items():
        tried = replace(after, **unit)  # type: ignore[arg-type] # keyed by field
        problems = _refusing(desk, tried)
        if problems:
            held[name] = problems
        else:
            after = tried
    return after, held


def _refusing(desk: Shelf, record: Record) -> tuple[Problem, ...]:
    return tuple(problem for problem in desk.recording.check(record) if problem.refuses)


class Keeper(QObject):
    """Keeps one record on disk while it is edited."""

    kept = Signal(object)
    failed = Signal(object)
    waiting = Signal()

    def __init__(self, desk: Shelf, tasks: Tasks, record: Record, *, is_stored: bool) -> None:
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self.record = record
        self.is_stored = is_stored
        self._edits: dict[str, Unit] = {}
        self._held: dict[str, tuple[Problem, ...]] = {}
        self._sent: dict[str, Unit] | None = None
        self._is_closing = False
        self._is_forced = False
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._send)
        self._again = QTimer(self, singleShot=True, interval=TRY_AGAIN)
        self._again.timeout.connect(self._send)

    @property
    def draft(self) -> Record:
        """The record with every edit in it, saved or not."""
        draft = self.record
        for unit in self._edits.values():
            draft = replace(draft, **unit)  # type: ignore[arg-type] # keyed by field
        return draft

    @property
    def edited_units(self) -> frozenset[str]:
        """Units that are not on disk yet."""
        return frozenset(self._edits)

    @property
    def held_problems(self) -> tuple[Problem, ...]:
        """What is wrong with the units that could not be saved."""
        return tuple(problem for problems in self._held.values() for problem in problems)

    @property
    def is_busy(self) -> bool:
        """True while edits wait or are on their way; units held back do not count."""
        return self._sent is not None or bool(self._edits.keys() - self._held.keys())

    def put(self, name: str, unit: Unit) -> None:
        """Take an edit and save it after a pause."""
        self._edits[name] = unit
        self._held.pop(name, None)
        self._timer.start()
        self.waiting.emit()

    def withdraw(self, name: str) -> None:
        """Forget an edit that is not on its way yet."""
        self._edits.pop(name, None)
        self._held.pop(name, None)

    def adopt(self, record: Record) -> None:
        """Take over the record as others left it."""
        self.record = record
        self.is_stored = True

    def store(self) -> None:
        """Put the record on disk as it is, because something is to hang on it."""
        if not self.is_stored and self._sent is None:
            self._is_forced = True
            self.waiting.emit()
            self._send()

    def flush(self) -> None:
        """Save now, and end the step that typing merges into."""
        if self._edits.keys() - self._held.keys():
            self._is_closing = True
            self._send()

    def _send(self) -> None:
        self._timer.stop()
        if self._sent is not None or not (self._edits or self._is_forced):
            return
        desk, fresh, edits = self._desk, self.record, dict(self._edits)
        manner = Manner(self._is_closing, self._is_forced)
        self._sent, self._is_closing, self._is_forced = edits, False, False

        def job(_: Progress) -> Kept:
            return keep(desk, fresh, edits, manner=manner)

        self._tasks.run(self, job, self._done, self._failed, write=True)

    def _done(self, kept: Kept) -> None:
        sent, self._sent = self._sent or {}, None
        for name, unit in sent.items():
            if name not in kept.held and self._edits.get(name) is unit:
                del self._edits[name]
        self._held = {name: why for name, why in kept.held.items() if name in self._edits}
        self.record = kept.saved.record
        self.is_stored = kept.is_stored
        self.kept.emit(kept)
        if self._edits.keys() - self._held.keys() and not self._timer.isActive():
            self._timer.start(0 if self._is_closing else PAUSE)

    def _failed(self, error: StrikelogError) -> None:
        self._sent = None
        self.failed.emit(error)
        if error.may_pass:
            # The edits are still here, under the same identities; a save that was durable though
            # it seemed to fail finds nothing left to change.
            self._again.start()
