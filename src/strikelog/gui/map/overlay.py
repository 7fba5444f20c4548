"""What lies over the map: the bar of kilometres and the words about its borders."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap

from strikelog.domain.messages import is_right_to_left, mark
from strikelog.drawing.maps import Sign, legend, scale_bar
from strikelog.drawing.mercator import Look
from strikelog.drawing.shapes import Area, Drawing, Shape, Text, Tint, box
from strikelog.gui import style
from strikelog.gui.drawing.painter import POINT, measure, paint_drawing
from strikelog.gui.language import language, say

KILOMETRES = mark("{km} km")
_DISCLAIMER = mark(
    "Borders: Natural Earth (public domain). They express no view on the status of any territory."
)
_WITH_BROUGHT = mark(
    "Borders: Natural Earth (public domain), and boundaries this office added. "
    "They express no view on the status of any territory."
)
_PLACE = mark("An incident, or several at one place")
_AREA = mark("An area, not a place")
_CLUSTER = mark("Incidents near each other; zoom in to part them")
_POSSIBLE = mark("Possibly, by the date")
_SIZE, _LINE = 6.5, 8.0
_HIGH = 14.0
_MOST_SHARE = 0.72
"""Part of the width that the disclaimer may take beside the bar of kilometres."""

_legends: dict[tuple[object, ...], QPixmap] = {}

_made: dict[tuple[object, ...], QPixmap] = {}
"""The last overlay; the bar changes with the zoom alone, not while the map is moved."""


def disclaimer(*, has_brought: bool) -> str:
    """Say where the borders come from, and what they do not say."""
    return say(_WITH_BROUGHT if has_brought else _DISCLAIMER)


def paint_overlay(
    painter: QPainter, look: Look, *, has_possible: bool, has_brought: bool = False
) -> None:
    """Paint the legend above, the bar of kilometres and the disclaimer below."""
    _paint_bar(painter, look, disclaimer(has_brought=has_brought))
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


def _paint_bar(painter: QPainter, look: Look, words: str) -> None:
    per_km = round(look.pixels_a_km, 6 if look.pixels_a_km < 1 else 2)
    ratio = painter.device().devicePixelRatioF()
    key = (per_km, look.width, ratio, style.tokens().is_dark, words)
    if key not in _made:
        _made.clear()
        _made[key] = _picture(look.width, per_km, ratio, words)
    picture = _made[key]
    painter.drawPixmap(QPoint(0, int(look.height - picture.height() / ratio)), picture)


def _picture(width: float, per_km: float, ratio: float, words: str) -> QPixmap:
    wide = width / POINT
    lines = wrapped(words, wide * _MOST_SHARE)
    long = max(measure(one, _SIZE) for one in lines)
    deep = _LINE * len(lines) + 5
    high = max(2 * _HIGH, deep)
    shapes: list[Shape] = list(scale_bar(wide, high, per_km / POINT, say(KILOMETRES)))
    shapes.append(Area(box(wide - long - 8, high - deep, wide, high), Tint.PAPER))
    shapes += [
        Text((wide - 4, high - 4 - _LINE * (len(lines) - 1 - at)), one, _SIZE, anchor=1.0)
        for at, one in enumerate(lines)
    ]
    return _pixmap(Drawing(wide, high, tuple(shapes), ""), ratio)


def wrapped(words: str, width: float) -> list[str]:
    """Give words in as many lines as they need, about equally long; none is ever left out."""
    lines = _broken(words, width)
    even = _broken(words, 1.1 * measure(words, _SIZE) / len(lines))
    return even if len(even) == len(lines) else lines


def _broken(words: str, width: float) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer, _SIZE) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _pixmap(drawing: Drawing, ratio: float) -> QPixmap:
    wide, high = (int(side * POINT * ratio) for side in (drawing.width, drawing.height))
    picture = QPixmap(wide, high)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_drawing(painter, drawing)
    painter.end()
    return picture
