"""Icons by name, painted in the colour of the theme that is on, sharp at every scale."""

from functools import cache, lru_cache
from math import hypot

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer
from shiboken6 import isValid

from strikelog.gui.style import ICON, Ink, ink_color
from strikelog.resources import resource

_copies: list[QIconEngine] = []

_DRAWN = 'stroke-width="2"'
_PAINTED = 'stroke-width="1.7"'

# Drawings that point along the line of reading turn round with it.
DIRECTIONAL = frozenset({"chevron-left", "chevron-right", "undo-2", "redo-2", "book-open"})


def icon(name: str, ink: Ink = Ink.MUTED) -> QIcon:
    """Return the icon; it follows a change of theme by itself."""
    return QIcon(IconEngine(name, ink))


def nav_icon(name: str) -> QIcon:
    """Return an icon that takes the colour of chosen things when its button is checked."""
    return QIcon(IconEngine(name, Ink.MUTED, Ink.PICKED))


def picture(name: str, ink: Ink, *, size: int = ICON, scale: float = 1.0) -> QPixmap:
    """Return the icon as a pixmap of `size` logical pixels in the colours of now."""
    return drawing(name, ink_color(ink).name(), size=size, scale=scale, turned=_turned(name))


@lru_cache(maxsize=512)
def drawing(name: str, color: str, *, size: int, scale: float, turned: bool) -> QPixmap:
    """Return the drawing as a pixmap; kept, because tables paint the same few again and again."""
    # Before a layout has given it room, a widget asks for a drawing of no size.
    pixels = max(1, round(size * scale))
    made = QPixmap(pixels, pixels)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    _renderer(name, color).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    if turned:
        made = made.transformed(QTransform.fromScale(-1, 1))
    made.setDevicePixelRatio(scale)
    return made


class IconEngine(QIconEngine):
    """Paints one Lucide drawing; the colour is looked up when painting, not when made."""

    def __init__(self, name: str, ink: Ink, ink_when_on: Ink | None = None) -> None:
        super().__init__()
        self._name = name
        self._ink = ink
        self._ink_when_on = ink_when_on or ink

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(rect).center())
        # Asking the painter for its device can crash: the binding may take it for another object.
        across = painter.deviceTransform()
        scale = hypot(across.m11(), across.m12())
        pixmap = self._drawn(side, scale, ink=self._ink_for(mode, state))
        painter.drawPixmap(box, pixmap, QRectF(pixmap.rect()))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        side = min(size.width(), size.height())
        return QPixmap(self._drawn(side, scale, ink=self._ink_for(mode, state)))

    def clone(self) -> QIconEngine:
        copy = IconEngine(self._name, self._ink, self._ink_when_on)
        # The binding would delete the copy when this call returns, while Qt still uses it.
        _copies[:] = [*(engine for engine in _copies if isValid(engine)), copy]
        return copy

    def _ink_for(self, mode: QIcon.Mode, state: QIcon.State) -> Ink:
        if mode == QIcon.Mode.Disabled:
            return Ink.FAINT
        return self._ink_when_on if state == QIcon.State.On else self._ink

    def _drawn(self, side: int, scale: float, *, ink: Ink) -> QPixmap:
        return picture(self._name, ink, size=side, scale=scale)


@lru_cache(maxsize=256)
def _renderer(name: str, color: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(recoloured(name, color)))


def recoloured(name: str, color: str) -> bytes:
    """Return the drawing in a colour, its lines a little finer, to sit well beside the letters."""
    return _source(name).replace("currentColor", color).replace(_DRAWN, _PAINTED).encode()


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def _turned(name: str) -> bool:
    right_to_left = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return right_to_left and name in DIRECTIONAL
