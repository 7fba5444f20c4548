"""What lies over the map: the bar of kilometres and the words about its borders."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap

from strikelog.domain.messages import is_right_to_left, mark
from strikelog.drawing.maps import Sign, legend, scale_bar
from strikelog.drawing.mercator import Look
from strikelog.drawing.shapes import Area, Drawing, Text, Tint, box
from strikelog.gui import style
from strikelog.gui.drawing.painter import POINT, measure, paint_drawing
from strikelog.gui.language import language, say

KILOMETRES = mark("{km} km")
DISCLAIMER = mark(
    "Borders: Natural Earth (public domain). They express no view on the status of any territory."
)
_PLACE = mark("An incident, or several at one place")
_AREA = mark("An area, not a place")
_CLUSTER = mark("Incidents near each other; zoom in to part them")
_POSSIBLE = mark("Possibly, by the date")
_SIZE = 6.5
_HIGH = 14.0

_legends: dict[tuple[object, ...], QPixmap] = {}

_made: dict[tuple[object, ...], QPixmap] = {}
"""The last overlay; the bar changes with the zoom alone, not while the map is moved."""


def paint_overlay(painter: QPainter, look: Look, *, has_possible: bool) -> None:
    """Paint the legend above, the bar of kilometres and the disclaimer below."""
    _paint_bar(painter, look)
    _paint_legend(painter, look, has_possible)


def _paint_legend(painter: QPainter, look: Look, has_possible: bool) -> None:
    ratio = painter.device().devicePixelRatioF()
    key = (has_possible, look.width, ratio, style.tokens().is_dark, language())
    if key not in _legends:
        _legends.clear()
        _legends[key] = _legend(look.width, ratio, has_possible)
    painter.drawPixmap(QPoint(0, 0), _legends[key])


def _legend(width: float, ratio: float, has_possible: bool) -> QPixmap:
    rows = [(Sign.PLACE, say(_PLACE)), (Sign.AREA, say(_AREA)), (Sign.CLUSTER, say(_CLUSTER))]
    if has_possible:
        rows.append((Sign.POSSIBLE, say(_POSSIBLE)))
    wide, high = width / POINT, 11.0 * len(rows) + 10
    drawing = Drawing(wide, high, tuple(legend(rows, wide, measure)), "")
    # The buttons stand where reading begins, the legend at the other side.
    return _pixmap(drawing.mirrored() if is_right_to_left(language()) else drawing, ratio)


def _paint_bar(painter: QPainter, look: Look) -> None:
    per_km = round(look.pixels_a_km, 6 if look.pixels_a_km < 1 else 2)
    ratio = painter.device().devicePixelRatioF()
    key = (per_km, look.width, ratio, style.tokens().is_dark, language())
    if key not in _made:
        _made.clear()
        _made[key] = _picture(look.width, per_km, ratio)
    painter.drawPixmap(QPoint(0, int(look.height - _HIGH * 2 * POINT)), _made[key])


def _picture(width: float, per_km: float, ratio: float) -> QPixmap:
    wide, high = width / POINT, _HIGH * 2
    words = say(DISCLAIMER)
    long = measure(words, _SIZE)
    shapes = list(scale_bar(wide, high, per_km / POINT, say(KILOMETRES)))
    if long < wide * 0.75:
        shapes += [
            Area(box(wide - long - 8, high - _HIGH + 1, wide, high), Tint.PAPER),
            Text((wide - 4, high - 4), words, _SIZE, Tint.QUIET, anchor=1.0),
        ]
    return _pixmap(Drawing(wide, high, tuple(shapes), ""), ratio)


def _pixmap(drawing: Drawing, ratio: float) -> QPixmap:
    wide, high = (int(side * POINT * ratio) for side in (drawing.width, drawing.height))
    picture = QPixmap(wide, high)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_drawing(painter, drawing)
    painter.end()
    return picture
