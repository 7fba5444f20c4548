"""A dialog that does something to the keys, with a passphrase or recovery key as proof."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.gui.dialogs.sheet import Sheet
from strikelog.gui.keys.parts import fit_to_content
from strikelog.gui.keys.secret import Secret
from strikelog.gui.language import say
from strikelog.gui.tasks import Tasks

T = TypeVar("T")
PROOF = mark("Your passphrase, or the recovery key")


class ProvedSheet(Sheet):
    """Asks for the proof in one line, and runs the work beside the window."""

    def __init__(self, parent: QWidget | None, heading: str, tasks: Tasks) -> None:
        super().__init__(parent, heading)
        self._tasks = tasks
        self.proof = Secret(say(PROOF))
        self.proof.textChanged.connect(self.judge)
        self.proof.returnPressed.connect(self._enter)

    def judge(self) -> None:
        """Enable the main action when everything is there; for subclasses."""

    def act(self) -> None:
        """Do what the dialog is for; for subclasses."""

    @property
    def is_ready(self) -> bool:
        """True when what was entered may be tried."""
        return bool(self.proof.text()) and not self.is_working

    def work(self, name: str, job: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        """Run a job whose progress is shown; what was entered waits for its end."""

        def finished(result: T) -> None:
            self.set_busy(False)
            done(result)
            self.fit()

        self.set_busy(True)
        self.follow(self._tasks.run(self, job, finished, self._failed, write=True), name)

    def fit(self) -> None:
        """Give wrapped sentences the height they need, once what changed has its place."""
        fit_to_content(self)

    def set_busy(self, busy: bool) -> None:
        """Take or refuse entries."""
        self.proof.setEnabled(not busy)
        self.judge()

    def _enter(self) -> None:
        if self.is_ready:
            self.act()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def _failed(self, error: StrikelogError) -> None:
        self.set_busy(False)
        self.fail(error)
        self.fit()
        self.proof.setFocus()
        self.proof.selectAll()
