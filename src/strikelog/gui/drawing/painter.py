"""Paints drawings with Qt: the shapes that are printed, in pixels and the colours of a theme."""

from functools import cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

from strikelog.drawing.shapes import Area, Disc, Drawing, Line, Shape, Spot, Text, Tint, hatching
from strikelog.gui import style
from strikelog.gui.drawing.palette import tint_color

POINT = 1.6
"""Pixels on the screen that one point of a drawing takes."""

_HALO = 3.0
_PICTURE_SCALE = 2.0


def measure(text: str, size: float) -> float:
    """Give the width of a text on the screen, in points of the drawing."""
    return _metrics(_pixels(size, POINT), False).horizontalAdvance(text) / POINT


def paint_drawing(
    painter: QPainter,
    drawing: Drawing,
    *,
    scale: float = POINT,
    theme: style.Tokens | None = None,
) -> None:
    """Paint a drawing from the upper left corner, in a theme or the one that is on."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # Each text by its own letters: 1–2 stays 1–2 in a window that is read from the right.
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    pen = _Pen(painter, scale, theme or style.tokens())
    for shape in drawing.shapes:
        pen.paint(shape)


def picture_of(drawing: Drawing) -> QImage:
    """Paint a drawing as a picture that leaves the window: light, sharp, on white."""
    scale = POINT * _PICTURE_SCALE
    image = QImage(
        int(drawing.width * scale), int(drawing.height * scale), QImage.Format.Format_RGB32
    )
    image.fill(tint_color(Tint.PAPER, style.LIGHT))
    painter = QPainter(image)
    paint_drawing(painter, drawing, scale=scale, theme=style.LIGHT)
    painter.end()
    return image


class _Pen:
    """One painter at one scale; everything is worked out in pixels, so that letters stay sharp."""

    def __init__(self, painter: QPainter, scale: float, theme: style.Tokens) -> None:
        self._painter, self._scale, self._theme = painter, scale, theme

    def paint(self, shape: Shape) -> None:
        """Paint one shape."""
        if isinstance(shape, Text):
            self._write(shape)
        elif isinstance(shape, Disc):
            self._round(shape)
        elif isinstance(shape, Line):
            self._stroke(shape)
        elif shape.is_hatched:
            for line in hatching(shape):
                self._stroke(line)
        else:
            self._cover(shape)

    def _write(self, text: Text) -> None:
        pixels = _pixels(text.size, self._scale)
        painter, at = self._painter, self._spot(text.spot)
        wide = _metrics(pixels, text.is_bold).horizontalAdvance(text.text)
        start = QPointF(at.x() - wide * text.anchor, at.y())
        font = _font(pixels, text.is_bold)
        if text.has_halo:
            path = QPainterPath()
            path.addText(start, font, text.text)
            pen = QPen(tint_color(Tint.PAPER, self._theme), _HALO)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(path, pen)
        painter.setFont(font)
        painter.setPen(tint_color(text.tint, self._theme))
        painter.drawText(start, text.text)

    def _round(self, disc: Disc) -> None:
        painter, radius = self._painter, disc.radius * self._scale
        colour = tint_color(disc.tint, self._theme)
        if disc.is_hollow:
            painter.setPen(self._pen(disc.tint, disc.width, disc.dash))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setPen(QPen(tint_color(Tint.PAPER, self._theme), 1))
            painter.setBrush(QBrush(colour))
        painter.drawEllipse(self._spot(disc.spot), radius, radius)

    def _stroke(self, line: Line) -> None:
        self._painter.setPen(self._pen(line.tint, line.width, line.dash))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPolyline(QPolygonF([self._spot(spot) for spot in line.spots]))

    def _cover(self, area: Area) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QBrush(tint_color(area.tint, self._theme)))
        self._painter.drawPolygon(QPolygonF([self._spot(spot) for spot in area.spots]))

    def _spot(self, spot: Spot) -> QPointF:
        return QPointF(spot[0] * self._scale, spot[1] * self._scale)

    def _pen(self, tint: Tint, width: float, dash: tuple[float, ...]) -> QPen:
        pen = QPen(tint_color(tint, self._theme), max(1.0, width * self._scale))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dash:
            # Qt counts dashes in widths of the pen.
            pen.setDashPattern([one * self._scale / pen.widthF() for one in dash])
        return pen


def _pixels(size: float, scale: float) -> int:
    return max(1, round(size * scale))


def _font(pixels: int, is_bold: bool) -> QFont:
    return style.font(pixels, QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)


@cache
def _metrics(pixels: int, is_bold: bool) -> QFontMetricsF:
    return QFontMetricsF(_font(pixels, is_bold))
