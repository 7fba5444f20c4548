"""The line at the foot of the window: what protects the work, and that it is saved."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.language import say, upright
from strikelog.gui.style import Ink, Look, Tone
from strikelog.gui.widgets.buttons import link_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import ElidedLabel, label
from strikelog.gui.widgets.pictures import Picture
from strikelog.gui.widgets.pill import StatusPill
from strikelog.gui.widgets.progress_strip import ProgressStrip

SAVED = mark("All changes saved {time}")
SAVING = mark("Saving…")
NOT_SAVED = mark("Not saved: see the message above")


class StatusLine(QFrame):
    """Offline and encrypted at the start, the state of saving at the end, work in between."""

    lock_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        style.dress(self, Look.STATUS)
        self.setFixedHeight(style.STATUS_HEIGHT)
        self.progress = ProgressStrip()
        self._vault = label(say(mark("Vault encrypted")), Look.SMALL)
        self._sign = Picture("check", size=style.SMALL_ICON)
        self._saved = ElidedLabel("", Look.SMALL)
        line = QHBoxLayout(self)
        line.setContentsMargins(style.SPACE, 0, style.SPACE, 0)
        line.setSpacing(style.MARGIN)
        offline = label(say(mark("Offline")), Look.SMALL)
        line.addLayout(row(Picture("wifi-off", size=style.SMALL_ICON), offline))
        line.addLayout(row(Picture("lock", size=style.SMALL_ICON), self._vault))
        line.addWidget(self.progress, 1)
        line.addStretch(1)
        line.addLayout(row(self._sign, self._saved))
        self._lock = self._lock_button()
        line.addWidget(self._lock)
        self._sign.hide()
        self._line = line

    def _lock_button(self) -> QPushButton:
        button = link_button(say(mark("Lock")), "lock")
        button.setToolTip(say(mark("Lock the vault at once (F12, in any window)")))
        button.clicked.connect(self.lock_requested)
        return button

    def show_mark(self, text: str) -> None:
        """Put a mark at the start of the line that stays, such as that nothing here lasts."""
        pill = StatusPill(text, Tone.WAIT)
        self._line.insertWidget(0, pill)

    @property
    def saving_text(self) -> str:
        """What the line says about saving."""
        return self._saved.text()

    def show_vault(self, text: str) -> None:
        """Say how the vault is kept, such as encrypted, or open for reading only."""
        self._vault.setText(text)

    def show_saved(self, when: datetime) -> None:
        """Say that everything is on disk since `when`."""
        self._tell("check", Ink.MUTED, say(SAVED).format(time=upright(f"{when:%H:%M}")))

    def show_saving(self) -> None:
        """Say that a change is on its way to the disk."""
        self._tell("refresh-cw", Ink.MUTED, say(SAVING))

    def show_unsaved(self) -> None:
        """Say that the last change could not be saved."""
        self._tell("circle-alert", Ink.GRAVE, say(NOT_SAVED))

    def _tell(self, picture: str, ink: Ink, text: str) -> None:
        self._sign.show_icon(picture, ink)
        self._sign.show()
        self._saved.show_text(text)
