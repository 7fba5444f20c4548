"""What happens once nobody has changed anything for a while: the database file is made whole."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from strikelog.domain.changes import Changes
from strikelog.domain.progress import Progress
from strikelog.gui.changes import ChangeFeed
from strikelog.gui.tasks import Tasks
from strikelog.services.workspace import Workspace

REST_AFTER = 5_000
"""Milliseconds without a change after which the log is brought into the file."""


class Resting(QObject):
    """Brings the write-ahead log into the database file, so that a copied folder is complete.

    It rests with the window it belongs to: once that is closed, closing the vault does the same.
    """

    def __init__(
        self,
        window: QWidget,
        workspace: Workspace,
        tasks: Tasks,
        *,
        feed: ChangeFeed,
        rest_after: int = REST_AFTER,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._tasks = tasks
        self._pause = QTimer(self, singleShot=True, interval=rest_after)
        self._pause.timeout.connect(self._settle)
        feed.changed.connect(self._wait_again)

    def _wait_again(self, _changes: Changes, _origin: object) -> None:
        self._pause.start()

    def _settle(self) -> None:
        if not self._window.isVisible():
            return
        workspace = self._workspace

        def job(_: Progress) -> None:
            workspace.settle()

        self._tasks.run(self, job, write=True)
