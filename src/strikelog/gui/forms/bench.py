"""What all parts of one form share: services, tasks, pickers, and the state of saving."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from strikelog.domain.changes import Changes
from strikelog.domain.errors import StrikelogError
from strikelog.domain.progress import Progress
from strikelog.domain.records import Record
from strikelog.gui.editors import Lookup
from strikelog.gui.forms.desk import Desk
from strikelog.gui.forms.keeping import Keeper, Kept
from strikelog.gui.tasks import Tasks

T = TypeVar("T")


class Bench(QObject):
    """Makes the keepers of one form and gathers what they say."""

    changed = Signal(object)
    failed = Signal(object)
    waiting = Signal()
    settled = Signal()

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self.desk = desk
        self.tasks = tasks
        self.lookup = Lookup(desk.finding, desk.recording, tasks)
        self.lookup.made.connect(self.changed)
        self._keepers: list[Keeper] = []
        self._writing = 0

    @property
    def is_busy(self) -> bool:
        """True while something is on its way to the disk."""
        return self._writing > 0 or any(keeper.is_busy for keeper in self._living())

    @property
    def holds_back(self) -> bool:
        """True while some text stands in the form that could not be saved."""
        return any(keeper.edited_units for keeper in self._living())

    def keeper(self, record: Record, *, is_stored: bool) -> Keeper:
        """Make the keeper of one record."""
        keeper = Keeper(self.desk, self.tasks, record, is_stored=is_stored)
        keeper.kept.connect(self._kept)
        keeper.failed.connect(self.failed)
        keeper.waiting.connect(self.waiting)
        self._keepers.append(keeper)
        return keeper

    def release(self, keeper: Keeper) -> None:
        """Forget a keeper whose record went away."""
        self._keepers.remove(keeper)

    def release_all(self) -> None:
        """Forget every keeper, before another record is shown."""
        self._keepers.clear()

    def flush(self) -> None:
        """Save everything that waits."""
        for keeper in self._living():
            keeper.flush()

    def write(self, job: Callable[[], T], done: Callable[[T], Changes]) -> None:
        """Write something else, such as a removal; `done` says what changed."""
        self._writing += 1
        self.waiting.emit()

        def arrived(result: T) -> None:
            self._writing -= 1
            self._tell(done(result))

        def plainly(_: Progress) -> T:
            return job()

        self.tasks.run(self, plainly, arrived, self._refused, write=True)

    def _living(self) -> list[Keeper]:
        return [keeper for keeper in self._keepers if isValid(keeper)]

    def _refused(self, error: StrikelogError) -> None:
        self._writing -= 1
        self.failed.emit(error)

    def _kept(self, kept: Kept) -> None:
        self._tell(kept.saved.changes)

    def _tell(self, changes: Changes) -> None:
        if changes.entities:
            self.changed.emit(changes)
        if not self.is_busy:
            self.settled.emit()
