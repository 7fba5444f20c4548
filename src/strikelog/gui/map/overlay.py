"""What lies over the map: the bar of kilometres and the words about its borders."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap

from strikelog.domain.messages import mark
from strikelog.drawing.maps import scale_bar
from strikelog.drawing.mercator import Look
from strikelog.drawing.shapes import Area, Drawing, Text, Tint, box
from strikelog.gui import style
from strikelog.gui.drawing.painter import POINT, measure, paint_drawing
from strikelog.gui.language import language, say

KILOMETRES = mark("{km} km")
DISCLAIMER = mark(
    "Borders: Natural Earth (public domain). They express no view on the status of any territory."
)
_SIZE = 6.5
_HIGH = 14.0

_made: dict[tuple[object, ...], QPixmap] = {}
"""The last overlay; the bar changes with the zoom alone, not while the map is moved."""


def paint_overlay(painter: QPainter, look: Look) -> None:
    """Paint the bar of kilometres at the lower left and the disclaimer at the lower right."""
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
    picture = QPixmap(int(width * ratio), int(high * POINT * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_drawing(painter, Drawing(wide, high, tuple(shapes), ""))
    painter.end()
    return picture
