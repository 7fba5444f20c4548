"""Mentions the recovery sheet, once a month, to whoever has none."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from strikelog.domain.messages import mark
from strikelog.gui.keys.changing import RecoverySheet
from strikelog.gui.language import say
from strikelog.gui.tasks import Tasks
from strikelog.services.keys import Keyring

_MENTION = mark("This vault has no recovery sheet: a forgotten passphrase would lose everything.")


class SheetReminder(QObject):
    """Looks beside the window whether to mention it; `offer` shows a sentence and one action."""

    def __init__(
        self,
        window: QWidget,
        ring: Keyring,
        tasks: Tasks,
        offer: Callable[[str, str, Callable[[], None]], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._ring = ring
        self._tasks = tasks
        self._offer = offer
        today = date.today()  # noqa: DTZ011 - a day as the person counts it

        def due(_progress: object) -> bool:
            is_due = ring.recovery_due(today)
            if is_due:
                ring.put_off(today)
            return is_due

        tasks.run(self, due, self._mention, write=True)

    def _mention(self, is_due: bool) -> None:
        if is_due:
            self._offer(say(_MENTION), say(mark("Make one…")), self._make)

    def _make(self) -> None:
        RecoverySheet(self._window, self._ring, self._tasks).open()
