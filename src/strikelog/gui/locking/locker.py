"""The way out: blank at once, then everything saved and closed, then the program begun anew.

Clearing widgets and dropping references leaves most of what was read in memory. A fresh process
image does not, and it is what asks for the passphrase.
"""

from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.gui.forms.capture import QuickCapture
from strikelog.gui.language import say
from strikelog.gui.locking.places import open_capture, whereabouts_of
from strikelog.gui.start.screens import Screen, StartWindow
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import plain_button
from strikelog.gui.widgets.card import row
from strikelog.gui.window.session import Session
from strikelog.services.restarting import Handover
from strikelog.services.resuming import Resuming

PATIENCE = 3.0
"""Seconds that saving may take before the program goes without it, when somebody asked it to."""

_STEP = 10
_COVER_AFTER = 0.6
_LOCKED = mark("Locked")
_FINISHING = mark(
    "What was under way is being finished. Then strikelog closes the vault and asks for the"
    " passphrase."
)
_STOP = mark("Stop it and lock now")


class Why(StrEnum):
    """What made the program lock; the lock screen says it."""

    ASKED = "asked"
    IDLE = "idle"
    AWAY = "away"


class Locker(QObject):
    """Locks the program once; `blanked` comes when nothing of it can be seen any more."""

    blanked = Signal()

    def __init__(
        self,
        app: QApplication,
        tasks: Tasks,
        *,
        restart: Callable[[Handover], None],
        forget: Callable[[], None],
        leave: Callable[[], object] = bool,
    ) -> None:
        """Make it ready: `restart` begins anew, `forget` clears what lies outside the program.

        `leave` closes what is open where there is no window yet, or none any more.
        """
        super().__init__(app)
        self._app = app
        self._tasks = tasks
        self._restart = restart
        self._forget = forget
        self._leave = leave
        self._session: Session | None = None
        self._handover: Handover | None = None
        self._focused: QWidget | None = None
        self._capture: QuickCapture | None = None
        self._began = 0.0
        self._can_wait = False
        self.cover: StartWindow | None = None
        self._step = QTimer(self, interval=_STEP)
        self._step.timeout.connect(self._go_on)

    @property
    def is_locking(self) -> bool:
        """True from the moment the screen is blank."""
        return self._handover is not None

    def lock(self, session: Session | None, handover: Handover) -> None:
        """Lock; asked again while work is being finished, do not wait for it any longer."""
        # Without a window, what is under way opens a vault or erases one: it is let finish.
        waits = handover.why == Why.IDLE or (session is None and not self.is_locking)
        if self.is_locking:
            self._can_wait = self._can_wait and waits
            return
        self._session, self._handover, self._can_wait = session, handover, waits
        self._began = monotonic()
        self._focused, self._capture = self._app.focusWidget(), open_capture()
        self._blank()
        self._forget()
        self._step.start()

    def _blank(self) -> None:
        """Take every window, dialog and menu off the screen; nothing is asked, nothing waits."""
        self._app.setQuitOnLastWindowClosed(False)
        for window in self._app.topLevelWidgets():
            window.hide()
        if self._focused is not None:
            # What is being typed in it is read now, as when the keyboard leaves it.
            self._focused.clearFocus()
        self.blanked.emit()

    def _go_on(self) -> None:
        """Wait, a blink at a time, until what was typed is on the disk."""
        waited = monotonic() - self._began
        if not self._can_wait and waited > PATIENCE:
            self._end()
            return
        if self._session is not None:
            self._session.flush()
        if not self._is_saving and not (self._can_wait and self._tasks.is_busy):
            self._end()
        elif waited > _COVER_AFTER and self.cover is None:
            self._show_cover()

    @property
    def _is_saving(self) -> bool:
        pages = self._session.pages if self._session is not None else ()
        return any(page.form is not None and page.form.bench.is_busy for page in pages)

    def _end(self) -> None:
        assert self._handover is not None
        self._step.stop()
        try:
            self._close(keep_place=self._handover.vault is not None)
        finally:
            # Whatever went wrong before, nothing of this process may stay.
            self._restart(self._handover)

    def _close(self, *, keep_place: bool) -> None:
        session = self._session
        place = whereabouts_of(session, self._focused, self._capture) if session else None
        if not self._tasks.stop(PATIENCE):
            return
        # The disk may be full or gone; what was saved is safe, and locking goes first.
        with suppress(StrikelogError):
            if session is None or place is None:
                self._leave()
                return
            if keep_place:
                Resuming(session.workspace.vault.database).leave(place)
            session.workspace.close()

    def _show_cover(self) -> None:
        """Say, on a window that shows nothing else, why it takes a while."""
        screen = Screen(say(_LOCKED), say(_FINISHING))
        stop = plain_button(say(_STOP), "lock")
        stop.clicked.connect(self._hurry)
        screen.body.addLayout(row(None, stop))
        screen.finish()
        screen.bar.show()
        self.cover = StartWindow()
        self.cover.show_screen(screen)
        self.cover.show()

    def _hurry(self) -> None:
        self._can_wait = False
        self._began -= PATIENCE
