"""Marks, counts and names of the map as small pictures, made once and put down many times."""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
)

from strikelog.drawing.marks import COUNT_SIZE, NAME_SIZE, Mark
from strikelog.drawing.shapes import Tint
from strikelog.gui import style
from strikelog.gui.drawing.palette import tint_color
from strikelog.gui.language import number

_MOST = 3_000
_RING = 3.0
_RIM = 1.5
_HOLLOW = 2.2
_HALO = 3.0
_AIR = 6
_FAINT = 70
_BOLD = QFont.Weight.DemiBold
_PLAIN = QFont.Weight.Normal


def measure(text: str, size: float) -> float:
    """Give the width of a text on the map, in pixels."""
    return _metrics(round(size), _PLAIN).horizontalAdvance(text)


class Stamps:
    """Pictures of one theme and one sharpness; made anew when either changes."""

    def __init__(self, ratio: float, dark: bool) -> None:
        self.ratio, self.dark = ratio, dark
        self._made: dict[tuple[object, ...], QPixmap] = {}

    def of_mark(self, mark: Mark) -> QPixmap:
        """Give the picture of a mark, its middle in the middle."""
        radius = round(mark.radius * 2) / 2
        key = ("mark", radius, mark.is_cluster, mark.is_area, mark.is_possible)
        side = 2 * (radius + _RING) + _AIR

        def paint(painter: QPainter) -> None:
            _paint_mark(painter, QPointF(side / 2, side / 2), radius, mark)

        return self._once(key, side, side, paint)

    def count(self, count: int, *, on_colour: bool) -> QPixmap:
        """Give a number as it stands in a mark."""
        text, metrics = number(count), _metrics(round(COUNT_SIZE), _BOLD)
        wide, high = metrics.horizontalAdvance(text) + 2, metrics.height()
        theme = style.tokens()
        light = theme.surface if theme.is_dark else theme.on_primary
        ink = style.color(light) if on_colour else tint_color(Tint.GRAVE)

        def paint(painter: QPainter) -> None:
            painter.setFont(style.font(round(COUNT_SIZE), _BOLD))
            painter.setPen(ink)
            painter.drawText(QRectF(0, 0, wide, high), Qt.AlignmentFlag.AlignCenter, text)

        return self._once(("count", count, on_colour), wide, high, paint)

    def name(self, text: str, level: str) -> QPixmap:
        """Give a name with a halo, `_HALO` away from the upper left; larger units are quieter."""
        metrics = _metrics(round(NAME_SIZE), _PLAIN)
        wide, high = metrics.horizontalAdvance(text) + 2 * _HALO, metrics.height() + _HALO
        ink = tint_color(Tint.QUIET if level in ("0", "1", "2") else Tint.TEXT)

        def paint(painter: QPainter) -> None:
            path = QPainterPath()
            font = style.font(round(NAME_SIZE), _PLAIN)
            path.addText(QPointF(_HALO, metrics.ascent()), font, text)
            halo = QPen(tint_color(Tint.LAND), _HALO)
            halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(path, halo)
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(QPointF(_HALO, metrics.ascent()), text)

        return self._once(("name", text, level), wide, high, paint)

    def _once(
        self,
        key: tuple[object, ...],
        wide: float,
        high: float,
        paint: Callable[[QPainter], None],
    ) -> QPixmap:
        found = self._made.get(key)
        if found is not None:
            return found
        if len(self._made) >= _MOST:
            self._made.clear()
        picture = QPixmap(int(wide * self.ratio) + 1, int(high * self.ratio) + 1)
        picture.setDevicePixelRatio(self.ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter)
        painter.end()
        self._made[key] = picture
        return picture


def _paint_mark(painter: QPainter, middle: QPointF, radius: float, mark: Mark) -> None:
    """Solid where a place is meant and hollow where an area is; dashed where only possible."""
    grave, paper = tint_color(Tint.GRAVE), tint_color(Tint.PAPER)
    if mark.is_cluster:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(_faint(grave)))
        painter.drawEllipse(middle, radius + _RING, radius + _RING)
    if mark.is_area or mark.is_possible:
        pen = QPen(grave, _HOLLOW)
        if mark.is_possible:
            pen.setDashPattern([1.6, 1.2])
        painter.setPen(pen)
        painter.setBrush(QBrush(paper))
        painter.drawEllipse(middle, radius - _HOLLOW / 2, radius - _HOLLOW / 2)
        return
    painter.setPen(QPen(paper, _RIM))
    painter.setBrush(QBrush(grave))
    painter.drawEllipse(middle, radius, radius)


def _faint(colour: QColor) -> QColor:
    made = QColor(colour)
    made.setAlpha(_FAINT)
    return made


@cache
def _metrics(pixels: int, weight: QFont.Weight) -> QFontMetricsF:
    return QFontMetricsF(style.font(pixels, weight))
