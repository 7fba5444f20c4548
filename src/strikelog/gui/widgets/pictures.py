"""An icon that stands by itself and follows the theme."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from strikelog.gui import style
from strikelog.gui.icons import icon
from strikelog.gui.style import Ink


class Picture(QWidget):
    """One icon, painted in the colours of now; decoration, so it has no accessible name."""

    def __init__(self, name: str, ink: Ink = Ink.MUTED, *, size: int = style.ICON) -> None:
        super().__init__()
        self._side = QSize(size, size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_icon(name, ink)

    def show_icon(self, name: str, ink: Ink) -> None:
        """Replace the drawing."""
        self._icon = icon(name, ink)
        self.update()

    def sizeHint(self) -> QSize:
        return self._side

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._icon.paint(QPainter(self), self.rect())
