"""Makes backups while somebody works: at pauses, in the background, and says so only on failure."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from strikelog.domain.changes import Changes
from strikelog.domain.errors import StrikelogError
from strikelog.domain.progress import Progress
from strikelog.gui.changes import ChangeFeed
from strikelog.gui.tasks import Lane, Tasks
from strikelog.services.workspace import Workspace

PAUSE = 6_000
"""Milliseconds without a change after which a backup that is due is made."""

LATEST = 60_000
"""Milliseconds after which one is tried though nobody pauses."""


class BackupKeeper(QObject):
    """Watches the changes of one sitting; `made` after each backup, `failed` when one cannot be.

    A failure is told once until a backup succeeds: nobody is to be nagged by a full disk.
    """

    made = Signal(object)
    failed = Signal(object)

    def __init__(
        self, window: QWidget, workspace: Workspace, tasks: Tasks, *, feed: ChangeFeed
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._tasks = tasks
        self._is_working = False
        self._told: type[StrikelogError] | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._latest = QTimer(self, singleShot=True, interval=LATEST)
        for timer in (self._pause, self._latest):
            timer.timeout.connect(self.make_if_due)
        feed.changed.connect(self._wait)

    def make_if_due(self) -> None:
        """Make a backup beside everything else, if one is due."""
        self._pause.stop()
        self._latest.stop()
        if self._is_working or not self._window.isVisible():
            return
        self._is_working = True
        backups = self._workspace.backups

        def job(progress: Progress) -> object:
            return backups.make_if_due(progress)

        self._tasks.run(self, job, self._done, self._fail, lane=Lane.KEEPING)

    def _wait(self, _changes: Changes, _origin: object) -> None:
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    def _done(self, backup: object) -> None:
        self._is_working = False
        self._told = None
        if backup is not None:
            self.made.emit(backup)

    def _fail(self, error: StrikelogError) -> None:
        self._is_working = False
        if error.may_pass or type(error) is self._told:
            self._latest.start()
            return
        self._told = type(error)
        self.failed.emit(error)
