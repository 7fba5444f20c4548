"""What all parts of one form share: services, tasks, pickers, and the state of saving."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from strikelog.domain.casefiles import CaseFile
from strikelog.domain.changes import Changes
from strikelog.domain.display import title_of
from strikelog.domain.errors import StrikelogError
from strikelog.domain.progress import Progress
from strikelog.domain.records import Record
from strikelog.domain.values import revised
from strikelog.gui.editors import Lookup
from strikelog.gui.editors.suggestions import Suggestion
from strikelog.gui.forms.branches import Branch
from strikelog.gui.forms.desk import Desk
from strikelog.gui.forms.keeping import Keeper, Kept
from strikelog.gui.forms.opening import Opened
from strikelog.gui.forms.starting import starting_values
from strikelog.gui.language import language
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
        self.lookup = Lookup(desk.finding, desk.recording, tasks, gazetteers=desk.gazetteers)
        self.lookup.leads_on = True
        self.lookup.known_of = self._known_of
        self.lookup.made.connect(self.changed)
        self._keepers: list[Keeper] = []
        self._leaving: list[Keeper] = []
        self.case: CaseFile | None = None
        self._writing = 0

    @property
    def is_busy(self) -> bool:
        """True while something is on its way to the disk."""
        return self._writing > 0 or any(one.is_busy for one in (*self._keepers, *self._leaving))

    @property
    def holds_back(self) -> bool:
        """True while some text stands in the form that could not be saved."""
        return any(keeper.edited_units for keeper in self._keepers)

    @property
    def holds_back_for_good(self) -> bool:
        """True while something was refused, and not only waits for its turn."""
        return any(keeper.held_problems for keeper in self._keepers)

    def keeper(self, record: Record, *, is_stored: bool) -> Keeper:
        """Make the keeper of one record."""
        keeper = Keeper(self.desk, self.tasks, record, is_stored=is_stored)
        keeper.kept.connect(self._kept)
        keeper.failed.connect(self.failed)
        keeper.waiting.connect(self.waiting)
        self._keepers.append(keeper)
        return keeper

    def learn(self, opened: Opened) -> None:
        """Take in the case, and the names of what was read with it, for pickers and rows."""
        self.case = opened.case
        self.lookup.learn(opened.names)
        for entity in {type(one).__name__ for one in opened.owned}:
            mine = [one for one in opened.owned if type(one).__name__ == entity]
            self.lookup.lay_beside(entity, [_entry(one, opened) for one in mine])

    def begin(self, branch: Branch, owner_id: str, place: int) -> Record:
        """Begin a record of a branch with what is known of it already."""
        record = branch.begin(owner_id, place)
        return revised(record, starting_values(self.desk, branch.kind, self.case))

    def _known_of(self, kind: type[Record]) -> Mapping[str, object]:
        return starting_values(self.desk, kind, self.case)

    def release(self, keeper: Keeper) -> None:
        """Forget a keeper whose record went away, once what it has to save is saved."""
        self._keepers.remove(keeper)
        if keeper.is_busy:
            self._leaving.append(keeper)

    def release_all(self) -> None:
        """Forget every keeper, before another record is shown."""
        for keeper in list(self._keepers):
            self.release(keeper)

    def flush(self) -> None:
        """Save everything that waits."""
        for keeper in list(self._keepers):
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

    def _refused(self, error: StrikelogError) -> None:
        self._writing -= 1
        self.failed.emit(error)

    def _kept(self, kept: Kept) -> None:
        self._leaving = [keeper for keeper in self._leaving if keeper.is_busy]
        self._tell(kept.saved.changes)

    def _tell(self, changes: Changes) -> None:
        if changes.entities:
            self.changed.emit(changes)
        if not self.is_busy:
            self.settled.emit()


def _entry(record: Record, opened: Opened) -> Suggestion:
    return Suggestion(record.id, opened.names.get(record.id) or title_of(record, language()))
