"""What comes between a key and the window: recovery sheet, new passphrase; and the erasing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.gui import style
from strikelog.gui.language import apart, say
from strikelog.gui.start.erased import ErasedScreen
from strikelog.gui.start.recovery import NewPassphraseScreen, RecoveryScreen
from strikelog.gui.start.screens import Screen, StartWindow
from strikelog.gui.tasks import Tasks
from strikelog.services.keys import Keyring
from strikelog.services.rekeying import exchange_data_key
from strikelog.services.workspace import Workspace

_EXCHANGING = mark("Exchanging the data key")
_EXCHANGE_WAIT = mark(
    "Everything is encrypted again and proven. This takes as long as copying the vault twice; a"
    " power cut meanwhile does no harm."
)


class KeySteps(QObject):
    """Shows the steps in the first window; `waiting` is the open vault meanwhile.

    `key_needed` with the folder, then `failed`, when a vault could not be opened again.
    """

    key_needed = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        window: StartWindow,
        tasks: Tasks,
        *,
        begin: Callable[[Workspace], None],
        leave: Callable[[], Workspace | None],
    ) -> None:
        super().__init__()
        self._leave = leave
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

    def exchange(self, secret: str, new: str) -> None:
        """Close the vault, exchange its data key, open it again and offer a new sheet.

        When it cannot be done the vault is as it was, and its passphrase is asked for.
        """
        workspace = self._leave()
        if workspace is None:
            return
        folder = workspace.vault.folder
        screen = Screen(say(_EXCHANGING), say(_EXCHANGE_WAIT))
        screen.finish()
        self._window.show_screen(screen)
        screen.be_busy(apart(folder.name))

        def job(progress: Progress) -> Workspace:
            workspace.close()
            exchange_data_key(folder, secret, new, progress=progress)
            return Workspace.open(folder, new)

        self._tasks.run(
            self,
            job,
            lambda opened: self.after_making(opened, new),
            lambda error: self._ask_again(folder, error),
            write=True,
        )

    def erase(self) -> None:
        """Close the vault, then erase it, and tell what came of it."""
        workspace = self._leave()
        if workspace is None:
            return
        folder = workspace.vault.folder
        self._tasks.run(
            self,
            lambda _progress: workspace.close(),
            lambda _result: self._show_erasing(folder),
            write=True,
        )

    def _ask_again(self, folder: Path, error: StrikelogError) -> None:
        self.key_needed.emit(folder)
        self.failed.emit(error)

    def _show_erasing(self, folder: Path) -> None:
        screen = ErasedScreen(folder, self._tasks)
        screen.left.connect(style.application().quit)
        self._window.show_screen(screen)
        self._window.show()

    def _go_on(self, put_off: Keyring | None) -> None:
        workspace, self.waiting = self.waiting, None
        if put_off is not None:
            today = date.today()  # noqa: DTZ011 - a day as the person counts it
            self._tasks.run(self, lambda _progress: put_off.put_off(today), write=True)
        if workspace is not None:
            self._begin(workspace)
