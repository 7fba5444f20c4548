"""Asks for the second passphrase, or the recovery key, before names are shown."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.dialogs.sheet import note
from strikelog.gui.identities.steady import SteadySheet
from strikelog.gui.keys.secret import Secret
from strikelog.gui.language import say
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import primary_button
from strikelog.services.identities import Identities

TITLE = mark("Open identities")
_WHAT = mark(
    "Names open for five minutes from their last use. Opening them, and each person you look at,"
    " is noted in the history of the vault."
)
_HINT = mark("Second passphrase, or the recovery key")
_OPENING = mark("Opening…")


class UnlockSheet(SteadySheet):
    """`unlocked` once the store is open."""

    unlocked = Signal()

    def __init__(self, parent: QWidget | None, identities: Identities, tasks: Tasks) -> None:
        super().__init__(parent, say(TITLE), tasks, width=style.SENTENCE_WIDTH)
        self._identities = identities
        self.passphrase = Secret(say(_HINT))
        self.go = primary_button(say(mark("Open")), "key-round")
        self.go.clicked.connect(self.enter)
        self.add_parts(note(say(_WHAT)), self.passphrase)
        self.add_action(self.go)
        self.passphrase.setFocus()

    def enter(self) -> None:
        """Try what was typed."""
        typed, identities = self.passphrase.text(), self._identities
        if typed:
            self.work(self.go, say(_OPENING), lambda: identities.unlock(typed), self._opened)

    def fail(self, error: StrikelogError) -> None:
        """Say why not, and let it be typed again."""
        super().fail(error)
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    def _opened(self, _: None) -> None:
        self.passphrase.clear()
        self.accept()
        self.unlocked.emit()
