"""A calm sentence near where something happened, with one thing to do about it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.language import say
from strikelog.gui.style import Ink, Look, Tone
from strikelog.gui.widgets.buttons import icon_button, link_button
from strikelog.gui.widgets.labels import paragraph
from strikelog.gui.widgets.margins import margins
from strikelog.gui.widgets.pictures import Picture

LASTS = 8000
"""Milliseconds a message about something done stays; a failure stays until it is closed."""

_SIGNS = {
    Tone.PLAIN: ("info", Ink.MUTED),
    Tone.TOLD: ("info", Ink.PICKED),
    Tone.GOOD: ("circle-check", Ink.GOOD),
    Tone.WAIT: ("triangle-alert", Ink.WAIT),
    Tone.GRAVE: ("circle-alert", Ink.GRAVE),
}


class MessageBar(QFrame):
    """Hidden until it is told something; the action is a wish the page fulfils."""

    action_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        style.dress(self, Look.MESSAGE)
        self._sign = Picture("info")
        self._text = paragraph("")
        self._action = link_button("")
        self._close = icon_button("x", say(mark("Close this message")))
        self._action.clicked.connect(self._act)
        self._close.clicked.connect(self.hide)
        self._timer = QTimer(self, singleShot=True, interval=LASTS)
        self._timer.timeout.connect(self.hide)
        line = QHBoxLayout(self)
        line.setContentsMargins(
            margins(start=style.SPACE, top=style.HAIR, end=style.GAP, bottom=style.HAIR)
        )
        line.setSpacing(style.GAP)
        line.addWidget(self._sign)
        line.addWidget(self._text, 1)
        line.addWidget(self._action)
        line.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """What the bar says."""
        return self._text.text()

    def tell(self, text: str, tone: Tone = Tone.TOLD, *, action: str = "") -> None:
        """Show a sentence; with `action`, a button that asks for it (such as "Undo")."""
        self._text.setText(text)
        self._sign.show_icon(*_SIGNS[tone])
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        style.flag(self, "tone", str(tone))
        self._restyle_text()
        self.show()
        self._await(tone)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def fail(self, text: str, *, action: str = "") -> None:
        """Show what went wrong, until it is closed."""
        self.tell(text, Tone.GRAVE, action=action)

    def _await(self, tone: Tone) -> None:
        if tone in (Tone.GRAVE, Tone.WAIT):
            self._timer.stop()
        else:
            self._timer.start()

    def _restyle_text(self) -> None:
        # A rule that looks at the parent's property is not read again by itself.
        self._text.style().unpolish(self._text)
        self._text.style().polish(self._text)

    def _act(self) -> None:
        self.hide()
        self.action_requested.emit()
