"""What watches over one run of the program: idle hands, sleep, locked screens, the one key."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from strikelog.domain.journal import Journal
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.gui.clipboard import ClipboardGuard
from strikelog.gui.locking.idle import IdleWatch
from strikelog.gui.locking.locker import Locker, Why
from strikelog.gui.locking.places import Return
from strikelog.gui.start.program import Program
from strikelog.gui.window.session import Session
from strikelog.services.protection import Protection, protection_of
from strikelog.services.restarting import Handover
from strikelog.services.resuming import IDLE_MINUTES, Resuming, Whereabouts

if sys.platform == "win32":
    from strikelog.gui.locking.windows_signs import WindowsSigns as SystemSigns
    from strikelog.gui.locking.windows_signs import hide_from_capture
elif sys.platform == "darwin":
    from strikelog.gui.locking.mac_signs import MacSigns as SystemSigns
else:
    from strikelog.gui.locking.desktop_bus import DesktopBus as SystemSigns

REASONS = {
    Why.ASKED: mark("Locked. What you typed is saved; you will be where you were."),
    Why.IDLE: mark(
        "Locked, because nobody touched keyboard or mouse for a while. What was typed is saved;"
        " you will be where you were."
    ),
    Why.AWAY: mark(
        "Locked, because the screen was locked or the computer slept. What was typed is saved;"
        " you will be where you were."
    ),
}
"""What the lock screen says, by what made the program lock."""

_CAUTION = mark(
    "The disk of this computer, or the part of it that stands in for memory, is not encrypted. What"
    " is open in strikelog may leave traces there. “Protection” in the settings says more."
)


class Guard(QObject):
    """Watches over a program and locks it."""

    def __init__(
        self,
        app: QApplication,
        program: Program,
        *,
        restart: Callable[[Handover], None],
        journal: Journal | None = None,
    ) -> None:
        super().__init__(app)
        self._program = program
        self.watch = IdleWatch(app)
        self.signs = SystemSigns(self)
        self.clipboard = ClipboardGuard(app, journal)
        self.locker = Locker(
            app,
            program.tasks,
            restart=restart,
            forget=self.clipboard.clear,
            leave=program.close_vault,
        )
        self._limit(IDLE_MINUTES)
        self.watch.panicked.connect(partial(self.lock, Why.ASKED))
        self.watch.idle.connect(partial(self.lock, Why.IDLE))
        self.watch.slept.connect(partial(self.lock, Why.AWAY))
        self.signs.screen_locked.connect(partial(self.lock, Why.AWAY))
        self.signs.sleeping.connect(partial(self.lock, Why.AWAY))
        program.opened.connect(self._attend)
        program.tasks.run(self, _look_at_computer, self._warn)
        if sys.platform == "win32":
            app.focusWindowChanged.connect(_hide_from_capture)

    def lock(self, why: Why) -> None:
        """Lock what is open. Where nothing is, only the key does something: it blanks the form."""
        if self._program.workspace is not None or why is Why.ASKED:
            folder = self._program.vault_folder
            # Where there is nothing to come back to, nothing is said of coming back.
            self.locker.lock(self._program.session, Handover(folder, why if folder else ""))

    def _attend(self, session: Session) -> None:
        """Watch over a vault that was just opened, and take the person back to where they were."""
        session.window.status.lock_requested.connect(partial(self.lock, Why.ASKED))
        session.idle_changed.connect(self._limit)
        if session.is_demo:
            self.watch.limit_to(None)
            return
        resuming = Resuming(session.workspace.vault.database)

        def job(_: Progress) -> tuple[int, Whereabouts | None]:
            return resuming.idle_minutes, resuming.take()

        def done(found: tuple[int, Whereabouts | None]) -> None:
            minutes, place = found
            self._limit(minutes)
            if place is not None:
                Return(session, place).begin()

        self._program.tasks.run(session, job, done, session.window.show_failure, write=True)

    def _warn(self, found: Protection) -> None:
        if False in (found.swap, found.disk):
            self._program.start_window.warn(_CAUTION)

    def _limit(self, minutes: int) -> None:
        self.watch.limit_to(minutes * 60.0)


def _look_at_computer(_progress: Progress) -> Protection:
    return protection_of(Path.home())


def _hide_from_capture(window: object) -> None:
    if sys.platform == "win32" and window is not None:
        hide_from_capture(window)
