"""One run of the program: the screens before a vault is open, then a session over it."""

import gc
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal
from PySide6.QtWidgets import QApplication, QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.journal import Event, Journal
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.gui.dialogs import files
from strikelog.gui.dialogs.help_key import HelpKey
from strikelog.gui.errors import FaultReporter, sentence
from strikelog.gui.fitting import fit_to_screen
from strikelog.gui.language import say
from strikelog.gui.start.key_steps import KeySteps
from strikelog.gui.start.looks import Looks
from strikelog.gui.start.new_vault import NewVault, NewVaultScreen
from strikelog.gui.start.recovery_screen import RecoveryScreen
from strikelog.gui.start.screens import Screen, StartWindow
from strikelog.gui.start.tongues import OtherTongue
from strikelog.gui.start.unlock import UnlockScreen
from strikelog.gui.style import Tone
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.question import Question
from strikelog.gui.window.session import Opening, Session
from strikelog.services.guarding import PlaceRisky
from strikelog.services.keys import OfficeFile, Secret, opener
from strikelog.services.safekeeping import vault_last_used
from strikelog.services.settings import Appearance
from strikelog.services.workspace import Workspace

_RESTORED = mark("The backup is in place. What was there before is kept among the backups.")
_MAKING = mark("Making the vault, which takes a moment…")
_OPENING = mark("Opening the vault…")
_EXAMPLE = mark("Preparing the worked example…")
_EXAMPLE_WHAT = mark(
    "The strikes on Kafr Nabl Surgical Hospital in 2019, as public sources tell them. The vault of"
    " the example is made now and is gone when the window is closed."
)


class Program(QObject):
    """Goes from the first screen to the window; `opened` carries each sitting that begins."""

    opened = Signal(object)

    def __init__(
        self,
        app: QApplication,
        appearance: Appearance,
        *,
        version: str,
        tasks: Tasks | None = None,
        journal: Journal | None = None,
    ) -> None:
        super().__init__()
        self.journal = journal or Journal()
        self._version = version
        self.faults = FaultReporter(self._window_in_front, self.journal)
        self.tasks = tasks or Tasks(self.faults.report)
        self.start_window = StartWindow()
        self.key_steps = KeySteps(
            self.start_window, self.tasks, begin=self._opened, leave=self._left_window
        )
        self.key_steps.key_needed.connect(self.ask_passphrase)
        self.key_steps.failed.connect(self._not_opened)
        self.session: Session | None = None
        self._is_demo = False
        self.looks = Looks(app, appearance, self.tasks)
        self.looks.failed.connect(self._tell_failure)
        self.tongue = OtherTongue(self.start_window, self.looks)
        self.faults.told.connect(self._tell)
        HelpKey(app, self)

    @property
    def vault_folder(self) -> Path | None:
        """The vault that is open or asked for, if there is one to come back to."""
        screen = self.start_window.screen_shown
        if self.workspace is not None:
            return None if self._is_demo else self.workspace.vault.folder
        return screen.folder if isinstance(screen, UnlockScreen) else None

    @property
    def workspace(self) -> Workspace | None:
        """The open vault, with a window over it or not yet."""
        return self.session.workspace if self.session else self.key_steps.waiting

    def start(self, vault: Path | None, *, demo: bool, note: str = "") -> None:
        """Show the first screen: of the vault named, or used last; a note says why it is shown."""
        self.faults.install()
        vault = vault or vault_last_used(files.documents_folder())
        if demo:
            self.open_example()
        elif vault is not None and vault.exists():
            self.ask_passphrase(vault)
        else:
            self.ask_new(vault)
        if note and self.start_window.screen_shown is not None:
            self.start_window.screen_shown.messages.tell(note, Tone.WAIT)
        self.start_window.show()

    def close(self) -> None:
        """Save what waits, end the threads, close the vault."""
        if self.session is not None:
            self.session.flush()
        self.tasks.close()
        self.close_vault()

    def close_vault(self) -> None:
        """Close the vault, if one is open."""
        if self.workspace is not None:
            self.workspace.close()

    # -- screens

    def ask_new(self, folder: Path | None = None) -> None:
        """Offer to make a vault."""
        screen = NewVaultScreen(folder)
        screen.decided.connect(self._make)
        screen.other_requested.connect(self._choose_vault)
        screen.example_requested.connect(self.open_example)
        self.start_window.show_screen(screen, again=lambda: self.ask_new(screen.folder))

    def ask_passphrase(self, folder: Path) -> None:
        """Ask for the passphrase of a vault."""
        screen = UnlockScreen(folder)
        screen.entered.connect(self._unlock)
        screen.other_requested.connect(self._choose_vault)
        screen.new_requested.connect(self.ask_new)
        screen.recovery_requested.connect(lambda: self.ask_recovery(folder))
        self.start_window.show_screen(screen, again=lambda: self.ask_passphrase(folder))

    def ask_recovery(self, folder: Path) -> None:
        """Offer the backups of a vault that may not open."""
        screen = RecoveryScreen(folder, self.tasks)
        screen.restored.connect(lambda: self._back_from_recovery(folder))
        screen.back_requested.connect(lambda: self.ask_passphrase(folder))
        self.start_window.show_screen(screen)

    def _back_from_recovery(self, folder: Path) -> None:
        self.ask_passphrase(folder)
        if self.start_window.screen_shown is not None:
            self.start_window.screen_shown.messages.tell(say(_RESTORED), Tone.GOOD)

    def open_example(self) -> None:
        """Make the worked example and open it."""
        self._is_demo = True
        screen = Screen(say(mark("The worked example")), say(_EXAMPLE_WHAT))
        screen.finish()
        self.start_window.show_screen(screen)
        self._open(screen, say(_EXAMPLE), Workspace.with_demo, self._opened)

    def _choose_vault(self) -> None:
        chosen = files.ask_for_folder(self.start_window, say(mark("Open an existing vault")))
        if chosen is not None:
            self.ask_passphrase(chosen)

    def _make(self, decided: NewVault, *, anyway: bool = False) -> None:
        screen = self.start_window.screen_shown
        if screen is None:
            return
        folder, words = decided.folder, decided.passphrase

        def refused(error: StrikelogError) -> None:
            self._not_opened(error)
            if isinstance(error, PlaceRisky):
                make = partial(self._make, decided, anyway=True)
                _ask_about_place(self.start_window, error, make)

        self._open(
            screen,
            say(_MAKING),
            lambda: Workspace.create(folder, words, anyway=anyway),
            lambda made: self.key_steps.after_making(made, words),
            refused,
        )

    def _unlock(self, given: Secret | OfficeFile) -> None:
        screen = self.start_window.screen_shown
        if isinstance(screen, UnlockScreen):
            folder = screen.folder
            self._open(
                screen,
                say(_OPENING),
                lambda: Workspace.open(folder, opener(given)),
                lambda opened: self.key_steps.after_opening(opened, given),
            )

    def _open(
        self,
        screen: Screen,
        text: str,
        job: Callable[[], Workspace],
        done: Callable[[Workspace], None],
        failed: Callable[[StrikelogError], None] | None = None,
    ) -> None:
        screen.be_busy(text)

        def work(_progress: Progress) -> Workspace:
            return job()

        # The owner is the program, not the screen: an open vault must never be lost.
        self.tasks.run(self, work, done, failed or self._not_opened, write=True)

    def _not_opened(self, error: StrikelogError) -> None:
        self.journal.note_error(Event.NOT_OPENED, error)
        screen = self.start_window.screen_shown
        if screen is not None:
            screen.fail(error)

    # -- the window

    def _opened(self, workspace: Workspace) -> None:
        self._show_session(workspace, None)
        self.start_window.close()

    def _show_session(self, workspace: Workspace, before: Session | None) -> None:
        opening = Opening(self.looks.appearance, self._version, self._is_demo, self.journal)
        session = Session(workspace, self.tasks, opening)
        session.appearance_changed.connect(self.change_appearance)
        session.example_requested.connect(_start_example)
        session.restored.connect(self._show_restored)
        session.erase_requested.connect(self.key_steps.erase)
        session.exchange_requested.connect(self.key_steps.exchange)
        self.session = session
        if before is not None:
            session.window.setGeometry(before.window.geometry())
        else:
            fit_to_screen(session.window)
        session.window.show()
        self.journal.note(Event.OPENED)
        self.opened.emit(session)
        # What stands by now stays to the end; looking through it for rubbish again and again would
        # hold the window up for some 70 ms each time.
        gc.freeze()

    def _left_window(self) -> Workspace | None:
        """Save what waits and leave the window, for work that needs the vault closed."""
        session, self.session = self.session, None
        if session is None:
            return None
        session.flush()
        self.start_window.show()
        _put_away(session)
        return session.workspace

    def _show_restored(self) -> None:
        """Make the window anew over the database that took the place of the earlier one."""
        before = self.session
        if before is None:
            return
        vault = before.workspace.vault

        def job(_progress: Progress) -> Workspace:
            return Workspace.over(vault)

        self.tasks.run(self, job, self._show_again, self._tell_failure, write=True)

    def _show_again(self, workspace: Workspace) -> None:
        before = self.session
        self._show_session(workspace, before)
        self.session.window.messages.tell(say(_RESTORED), Tone.GOOD)
        if before is not None:
            _put_away(before)

    def change_appearance(self, appearance: Appearance) -> None:
        """Wear another look at once, and keep it; another language makes the window anew."""
        before = self.session
        if not self.looks.change(appearance) or before is None:
            return
        before.flush()
        self._show_session(before.workspace, before)
        self.session.window.show_page(self.session.settings)
        _put_away(before)

    # -- failures

    def _window_in_front(self) -> QWidget | None:
        return self.session.window if self.session is not None else self.start_window

    def _tell(self, text: str) -> None:
        if self.session is not None:
            self.session.window.messages.fail(text)
        elif self.start_window.screen_shown is not None:
            self.start_window.screen_shown.messages.fail(text)

    def _tell_failure(self, error: StrikelogError) -> None:
        if self.session is not None:
            self.session.window.show_failure(error)


def _put_away(session: Session) -> None:
    session.window.close()
    session.window.deleteLater()
    session.deleteLater()


def _ask_about_place(window: QWidget, refusal: PlaceRisky, make: Callable[[], None]) -> None:
    question = Question(
        window,
        say(mark("Make the vault there all the same?")),
        sentence(refusal),
        action=say(mark("Make it there")),
        is_grave=True,
    )
    question.accepted.connect(make)
    question.open()


def _start_example() -> None:
    """Open the worked example in a program of its own, beside this vault."""
    frozen = getattr(sys, "frozen", False)
    QProcess.startDetached(sys.executable, ["--demo"] if frozen else ["-m", "strikelog", "--demo"])
