"""Paints a printed page: the glyphs of the file's own faces, surfaces, lines, photographs."""

from functools import cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGlyphRun,
    QImage,
    QPainter,
    QPen,
    QPixmap,
    QPolygonF,
    QRawFont,
)

from strikelog.drawing.printed import Box, Glyphs, Picture, PrintedPage, Surface, Trace
from strikelog.resources import resource

__all__ = ["picture_of"]

_WHITE = "#FFFFFF"


def picture_of(page: PrintedPage, scale: float, *, ratio: float = 1.0) -> QPixmap:
    """A page as a picture, so many pixels to the point; `ratio` is that of the screen."""
    wide, high = round(page.width * scale * ratio), round(page.height * scale * ratio)
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(QColor(_WHITE))
    painter = QPainter(image)
    paint_page(painter, page, scale * ratio)
    painter.end()
    made = QPixmap.fromImage(image)
    made.setDevicePixelRatio(ratio)
    return made


def paint_page(painter: QPainter, page: PrintedPage, scale: float) -> None:
    """Paint the shapes of a page in their order from the upper left corner."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    brush = _Brush(painter, page.height, scale)
    for shape in page.shapes:
        match shape:
            case Glyphs():
                brush.glyphs(shape)
            case Surface():
                brush.surface(shape)
            case Trace():
                brush.trace(shape)
            case Picture():
                brush.picture(shape)


class _Brush:
    """Turns points from the foot of the sheet into pixels from its head."""

    def __init__(self, painter: QPainter, height: float, scale: float) -> None:
        self._painter, self._height, self._scale = painter, height, scale

    def glyphs(self, shape: Glyphs) -> None:
        """Draw glyphs by their number, as the file does."""
        run = QGlyphRun()
        run.setRawFont(_face(shape.face, round(shape.size * self._scale, 2)))
        run.setGlyphIndexes(list(shape.numbers))
        run.setPositions([self._spot(*one) for one in shape.spots])
        self._painter.setPen(QColor(shape.colour))
        self._painter.drawGlyphRun(QPointF(0, 0), run)

    def surface(self, shape: Surface) -> None:
        """Fill a box or a polygon."""
        painter = self._painter
        painter.setPen(Qt.PenStyle.NoPen)
        colour = QColor(shape.colour)
        colour.setAlphaF(shape.opacity)
        painter.setBrush(colour)
        if len(shape.spots) > 2:
            painter.drawPolygon(QPolygonF([self._spot(*one) for one in shape.spots]))
            return
        (left, low), (right, high) = shape.spots
        bend = shape.round * self._scale
        painter.drawRoundedRect(self._rect(Box(left, low, right, high)), bend, bend)

    def trace(self, shape: Trace) -> None:
        """Draw a line, a ring, or a round surface with a white edge."""
        painter, colour = self._painter, QColor(shape.colour)
        pen = QPen(colour if shape.ring else QColor(_WHITE), max(0.5, shape.width * self._scale))
        if shape.dash:
            pen.setDashPattern([max(0.1, one / max(shape.width, 0.1)) for one in shape.dash])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush if shape.ring else colour)
        if shape.radius:
            radius = shape.radius * self._scale
            painter.drawEllipse(self._spot(*shape.spots[0]), radius, radius)
        else:
            painter.drawPolyline(QPolygonF([self._spot(*one) for one in shape.spots]))

    def picture(self, shape: Picture) -> None:
        """Draw a photograph."""
        self._painter.drawImage(self._rect(shape.box), QImage.fromData(shape.content))

    def _spot(self, x: float, y: float) -> QPointF:
        return QPointF(x * self._scale, (self._height - y) * self._scale)

    def _rect(self, box: Box) -> QRectF:
        return QRectF(self._spot(box.left, box.high), self._spot(box.right, box.low))


@cache
def _face(name: str, pixels: float) -> QRawFont:
    """A face of the printed page in a size."""
    return QRawFont(_bytes_of(name), pixels, QFont.HintingPreference.PreferNoHinting)


@cache
def _bytes_of(name: str) -> QByteArray:
    return QByteArray(resource("fonts", f"{name}.ttf").read_bytes())
