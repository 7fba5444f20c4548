"""Status pills: words on a coloured ground, the same painting for tables and for widgets."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from strikelog.gui import style
from strikelog.gui.style import Tone

_WEIGHT = QFont.Weight.Medium


def pill_size(text: str) -> QSize:
    """Return the room a pill needs for its words."""
    width = style.metrics(style.SMALL, _WEIGHT).horizontalAdvance(text)
    return QSize(width + 2 * (style.GAP + 1), style.PILL)


def paint_pill(
    painter: QPainter, rect: QRect, text: str, *, tone: Tone, outlined: bool = False
) -> None:
    """Paint the words on their ground; an outline sets it off from a selected row."""
    back, front = style.tone_colors(tone)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(style.color(style.tokens().surface) if outlined else Qt.PenStyle.NoPen)
    painter.setBrush(back)
    half = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(half, half.height() / 2, half.height() / 2)
    painter.setPen(front)
    painter.setFont(style.font(style.SMALL, _WEIGHT))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


class StatusPill(QWidget):
    """A word or two on a coloured ground."""

    def __init__(self, text: str = "", tone: Tone = Tone.PLAIN) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_status(text, tone)

    def show_status(self, text: str, tone: Tone) -> None:
        """Replace words and tone; without words nothing is painted."""
        self._text = text
        self._tone = tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return pill_size(self._text) if self._text else QSize(0, style.PILL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._text:
            paint_pill(QPainter(self), self.rect(), self._text, tone=self._tone)
