"""A button that acts only when it is held down, by mouse or by keyboard, for three seconds."""

from PySide6.QtCore import QElapsedTimer, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from strikelog.gui import style
from strikelog.gui.icons import icon
from strikelog.gui.style import Ink, Look

HOLD = 3000
"""Milliseconds until it acts."""

_FRAMES = 30
_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HoldButton(QPushButton):
    """Fills while it is held and emits `held` when it is full; letting go earlier does nothing."""

    held = Signal()

    def __init__(self, text: str, picture: str) -> None:
        super().__init__(text)
        style.dress(self, Look.DANGER)
        self.setIcon(icon(picture, Ink.GRAVE))
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._since = QElapsedTimer()
        self._frames = QTimer(self, interval=1000 // _FRAMES)
        self._frames.timeout.connect(self._advance)

    @property
    def share(self) -> float:
        """How much of the time it has been held, from 0 to 1."""
        return min(1.0, self._since.elapsed() / HOLD) if self._frames.isActive() else 0.0

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS:
            if not event.isAutoRepeat():
                self._begin()
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS:
            if not event.isAutoRepeat():
                self._end()
            return
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._end()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.share:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.ink_color(Ink.GRAVE))
            painter.setOpacity(0.3)
            width = self.width() * self.share
            start = self.width() - width if self.isRightToLeft() else 0.0
            painter.setClipRect(QRectF(start, 0, width, self.height()))
            painter.drawRoundedRect(QRectF(self.rect()), style.GAP, style.GAP)

    def _begin(self) -> None:
        if self.isEnabled() and not self._frames.isActive():
            self._since.start()
            self._frames.start()

    def _end(self) -> None:
        self._frames.stop()
        self.update()

    def _advance(self) -> None:
        self.update()
        if self.share >= 1:
            self._end()
            self.held.emit()
