"""The strip over names: how long they stay open, and the button that closes them now."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.identities.gate import Gate
from strikelog.gui.language import say, upright
from strikelog.gui.style import Tone
from strikelog.gui.widgets.buttons import link_button
from strikelog.gui.widgets.pill import StatusPill

_OPEN = mark("Names open · {time}")
_CLOSED = mark("Names closed")
_SOON = 60
CLOSE_KEYS = "Ctrl+Shift+X"


class GateStrip(QWidget):
    """Follows the gate; stands wherever names are, or are behind a lock."""

    def __init__(self, gate: Gate) -> None:
        super().__init__()
        self._gate = gate
        self.pill = StatusPill()
        self.closer = link_button(say(mark("Close now")), "lock")
        self.closer.setToolTip(upright(CLOSE_KEYS))
        self.closer.clicked.connect(gate.close)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(style.GAP)
        self._line.addWidget(self.pill)
        self._line.addWidget(self.closer)
        gate.ticked.connect(self._show_left)
        gate.closed.connect(self._show_closed)
        if gate.is_open:
            self._show_left(gate.seconds)
        else:
            self._show_closed()

    def _show_left(self, seconds: int) -> None:
        tone = Tone.WAIT if seconds <= _SOON else Tone.TOLD
        time = upright(f"{seconds // 60}:{seconds % 60:02}")
        self.pill.show_status(say(_OPEN).format(time=time), tone)
        self.closer.show()

    def _show_closed(self) -> None:
        self.pill.show_status(say(_CLOSED), Tone.PLAIN)
        self.closer.hide()
