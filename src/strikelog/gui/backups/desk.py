"""Everything about backups in one window: page, keeper, banner, and what is told at the start."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.gui.backups.backups_page import TITLE, BackupsPage
from strikelog.gui.backups.damage_banner import DamageBanner
from strikelog.gui.backups.keeper import BackupKeeper
from strikelog.gui.backups.salvage_dialog import SalvageDialog
from strikelog.gui.changes import ChangeFeed
from strikelog.gui.errors import sentence
from strikelog.gui.language import say
from strikelog.gui.main_window import MainWindow
from strikelog.gui.style import Tone
from strikelog.gui.tasks import Lane, Tasks
from strikelog.gui.widgets.message_bar import MessageBar
from strikelog.services.guarding import PlaceOfVault
from strikelog.services.recovery import Salvaged, salvage_open
from strikelog.services.workspace import Workspace

_READ_ONLY = mark("Open for reading only")
_UNDERSTOOD = mark("It shall stay there")
_NO_BACKUP = mark("Your entries are saved, but no backup could be made of them. {why}")


class _Entry:
    """The page as the rail knows it, made when it is first shown."""

    icon = "history"

    def __init__(self, make: Callable[[], BackupsPage]) -> None:
        self.title = say(TITLE)
        self._make = make
        self._page: BackupsPage | None = None

    @property
    def widget(self) -> BackupsPage:
        """The page itself."""
        if self._page is None:
            self._page = self._make()
        return self._page

    def shown(self) -> None:
        """Bring the list up to date."""
        self.widget.shown()


class BackupsDesk(QObject):
    """Emits `restored` when the window must be made anew over what was put back."""

    restored = Signal()
    flush_requested = Signal()

    def __init__(self, workspace: Workspace, tasks: Tasks, *, is_demo: bool) -> None:
        super().__init__()
        self._workspace = workspace
        self._tasks = tasks
        self._is_demo = is_demo
        self._window: MainWindow | None = None
        self._banner: DamageBanner | None = None
        self.keeper: BackupKeeper | None = None
        self.warning_bar: MessageBar | None = None
        self.entry = _Entry(self._make_page)

    def stand_in(self, window: MainWindow, feed: ChangeFeed) -> None:
        """Take a place in a window: watch its changes, and say what is to be said at the start."""
        self._window = window
        self.setParent(window)
        self.show_damage()
        if self._is_demo:
            return
        self.keeper = BackupKeeper(window, self._workspace, self._tasks, feed=feed)
        self.keeper.failed.connect(self._tell_no_backup)
        guarding = self._workspace.guarding

        def job(_progress: Progress) -> StrikelogError | None:
            return guarding.warning()

        self._tasks.run(self, job, self._warn, self._tell, lane=Lane.KEEPING)

    def show_damage(self) -> None:
        """Say above every page that the vault is damaged, if it is."""
        damage = self._workspace.vault.damage
        if damage is None or self._window is None or self._banner is not None:
            return
        self._window.status.show_vault(say(_READ_ONLY))
        self._banner = DamageBanner(damage)
        self._banner.restore_requested.connect(self.show_page)
        self._banner.salvage_requested.connect(self.salvage)
        self._window.show_banner(self._banner)
        if self._window.page is self.entry:
            self.entry.shown()

    def show_page(self) -> None:
        """Bring the page of backups to the front."""
        if self._window is not None:
            self._window.show_page(self.entry)

    def salvage(self) -> None:
        """Ask where to, and salvage."""
        vault = self._workspace.vault

        def work(out: Path, progress: Progress) -> tuple[Path, Salvaged]:
            return salvage_open(vault, out, progress)

        if self._window is not None:
            SalvageDialog(self._window, vault.folder.stem, work, self._tasks).open()

    def _make_page(self) -> BackupsPage:
        work = self._workspace
        page = BackupsPage(
            work.backups, self._tasks, before=work.identities.close, is_demo=self._is_demo
        )
        page.restoring.connect(self.flush_requested)
        page.restored.connect(self.restored)
        page.failed.connect(self._look_again)
        return page

    def _look_again(self, _error: StrikelogError) -> None:
        self.show_damage()

    def _tell(self, error: StrikelogError) -> None:
        self.show_damage()
        if self._window is not None and self._banner is None:
            self._window.show_failure(error)

    def _tell_no_backup(self, error: StrikelogError) -> None:
        """Say which work failed: nobody asked for it just now."""
        self.show_damage()
        if self._window is not None and self._banner is None:
            self._window.messages.fail(say(_NO_BACKUP).format(why=sentence(error)))

    def _warn(self, warning: StrikelogError | None) -> None:
        if warning is None or self._window is None:
            return
        # A bar of its own: the window's is for what comes and goes.
        bar = MessageBar()
        can_stay = isinstance(warning, PlaceOfVault)
        bar.tell(sentence(warning), Tone.WAIT, action=say(_UNDERSTOOD) if can_stay else "")
        bar.action_requested.connect(self._accept)
        self._window.show_banner(bar)
        self.warning_bar = bar

    def _accept(self) -> None:
        guarding = self._workspace.guarding

        def job(_progress: Progress) -> None:
            guarding.accept_place()

        self._tasks.run(self, job, failed=self._tell, write=True)
