"""What comes between a key and the window: recovery sheet, new passphrase; and the erasing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject

from strikelog.gui.start.erased import ErasedScreen
from strikelog.gui.start.recovery import NewPassphraseScreen, RecoveryScreen
from strikelog.gui.start.screens import StartWindow
from strikelog.gui.tasks import Tasks
from strikelog.services.keys import Keyring
from strikelog.services.workspace import Workspace


class KeySteps(QObject):
    """Shows the steps in the first window; `waiting` is the open vault meanwhile."""

    def __init__(
        self, window: StartWindow, tasks: Tasks, begin: Callable[[Workspace], None]
    ) -> None:
        super().__init__()
        self._window = window
        self._tasks = tasks
        self._begin = begin
        self.waiting: Workspace | None = None

    def after_making(self, workspace: Workspace, passphrase: str) -> None:
        """Offer the recovery sheet of a new vault."""
        self.waiting = workspace
        ring = Keyring(workspace.vault)
        screen = RecoveryScreen(ring, passphrase, self._tasks)
        screen.left.connect(lambda done: self._go_on(None if done else ring))
        self._window.show_screen(screen)

    def after_opening(self, workspace: Workspace, secret: object) -> None:
        """Ask for a new passphrase where the recovery key was needed, else go on."""
        self.waiting = workspace
        ring = Keyring(workspace.vault)
        if ring.opened_by != "recovery" or workspace.vault.read_only:
            self._go_on(None)
            return
        screen = NewPassphraseScreen(ring, str(secret), self._tasks)
        screen.left.connect(lambda: self._go_on(None))
        self._window.show_screen(screen)

    def erase(self, workspace: Workspace, close: Callable[[], None]) -> None:
        """Close the vault, then erase it, and tell what came of it."""
        folder = workspace.vault.folder
        self._tasks.run(
            self,
            lambda _progress: workspace.close(),
            lambda _result: self._show_erasing(folder, close),
            write=True,
        )

    def _show_erasing(self, folder: Path, close: Callable[[], None]) -> None:
        screen = ErasedScreen(folder, self._tasks)
        screen.left.connect(close)
        self._window.show_screen(screen)
        self._window.show()

    def _go_on(self, put_off: Keyring | None) -> None:
        workspace, self.waiting = self.waiting, None
        if put_off is not None:
            today = date.today()  # noqa: DTZ011 - a day as the person counts it
            self._tasks.run(self, lambda _progress: put_off.put_off(today), _nothing, write=True)
        if workspace is not None:
            self._begin(workspace)


def _nothing(_result: object) -> None:
    """A question that was put off says nothing."""
