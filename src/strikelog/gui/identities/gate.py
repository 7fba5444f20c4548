"""The way to names and back: asks for the second passphrase, counts down, closes."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.gui.forms.keeping import Keeper
from strikelog.gui.identities.unlock_sheet import UnlockSheet
from strikelog.gui.language import say
from strikelog.gui.tasks import Tasks
from strikelog.services.identities import Identities

SECOND = 1000
OLDER = mark(
    "These identities are older than they were when they were last closed: the file was put back."
    " If nobody restored a backup, tell your office."
)


class Gate(QObject):
    """One for the whole window; everything that shows names listens to it.

    `closing` comes while names can still be saved, `closed` once they cannot be read any more,
    `changed` when masks may differ. `told`, `warned` and `failed` carry what the window says.
    """

    opened = Signal()
    closing = Signal()
    closed = Signal()
    ticked = Signal(int)
    changed = Signal()
    told = Signal(str)
    warned = Signal(str)
    failed = Signal(object)

    def __init__(self, identities: Identities, tasks: Tasks) -> None:
        super().__init__()
        self.identities = identities
        self.tasks = tasks
        self._is_open = False
        self._finishing: set[Keeper] = set()
        self._tick = QTimer(self, interval=SECOND)
        self._tick.timeout.connect(self.look)

    @property
    def is_open(self) -> bool:
        """True while names can be read."""
        return self._is_open

    @property
    def seconds(self) -> int:
        """Whole seconds until names close by themselves."""
        return round(self.identities.seconds_left)

    def pass_through(self, parent: QWidget, then: Callable[[], None]) -> None:
        """Do something that needs names open, asking for the second passphrase if they are not."""
        if self._is_open:
            then()
            return
        sheet = UnlockSheet(parent.window(), self.identities, self.tasks)
        sheet.unlocked.connect(partial(self._passed, then))
        sheet.open()

    def enter(self) -> None:
        """Take notice that the store was opened."""
        self._is_open = True
        self._tick.start()
        self.opened.emit()
        self.changed.emit()
        self.look()
        if self.identities.is_older_copy:
            self.warned.emit(say(OLDER))

    def settle(self) -> None:
        """Let what is being typed be saved, without closing."""
        self.closing.emit()

    def resume(self) -> None:
        """Go on counting down where names were opened by a window that was there before."""
        if self.seconds > 0:
            self.enter()

    def touch(self) -> None:
        """Count typing as use."""
        self.identities.touch()

    def close(self) -> None:
        """Let what is being typed be saved, then close."""
        if not self._is_open:
            return
        self.closing.emit()
        self._is_open = False
        self._tick.stop()
        identities = self.identities

        def job(_: Progress) -> None:
            identities.close()

        # Behind the saves in the one thread that writes.
        self.tasks.run(self, job, failed=self.failed.emit, write=True)
        self.closed.emit()

    def let_finish(self, keeper: Keeper) -> None:
        """Hold what still has something to save, after its dialog went, until it is saved."""
        if keeper.is_busy:
            self._finishing.add(keeper)
            keeper.kept.connect(partial(self._finished, keeper))
            keeper.failed.connect(self.failed)

    def look(self) -> None:
        """See how much time is left; none closes."""
        left = self.seconds
        if left > 0:
            self.ticked.emit(left)
        else:
            self.close()

    def _passed(self, then: Callable[[], None]) -> None:
        self.enter()
        then()

    def _finished(self, keeper: Keeper, _kept: object) -> None:
        if not keeper.is_busy:
            self._finishing.discard(keeper)
            self.changed.emit()
