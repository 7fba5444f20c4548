"""What is seen through a look at the map: pieces of ground with their marks and names.

A frame paints what is ready. What is missing is made a few milliseconds at a time, so that the map
follows the hand; until then what was seen before stands in for it.
"""

import time
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from strikelog.drawing.clusters import DEPTH, level_of
from strikelog.drawing.marks import Laid, Mark, MarkLayer, NamedSpot, laid, shown_at
from strikelog.drawing.mercator import Look, Place
from strikelog.drawing.shapes import Tint
from strikelog.gui import style
from strikelog.gui.drawing.palette import tint_color
from strikelog.gui.map.ground import Ground, Piece
from strikelog.gui.map.stamps import Stamps, measure

_HALVINGS = 2
"""A piece of ground is four cells of clusters wide: 256 to 512 pixels."""

_LAID_HALVINGS = 3
"""Marks and names are laid out in larger pieces, so that fewer names meet an edge."""

_KEPT = 140
_REACH, _RIM = 44.0, 6.0
"""Pixels that a mark of a neighbouring piece may reach into one, and its rim around it."""

_PATIENCE = 0.005
"""Seconds a frame may spend on pieces that are not ready."""

_SIDE = 400.0
"""Pixels around what is seen in which pieces are made ahead."""

_MOST_STRETCHED = 6.0
"""How much larger than it was a picture may stand in; beyond that a mark of it is a patch."""

_MOST_CIRCLE = 900.0
_CIRCLE_ALPHA = 26


@dataclass(frozen=True, slots=True)
class Seen:
    """A mark and where it is seen, in pixels from the upper left."""

    mark: Mark
    spot: tuple[float, float]


class Scene:
    """Paints one set of incidents on the ground; knows nothing of windows."""

    def __init__(self) -> None:
        self.ground: Ground | None = None
        self._layer: MarkLayer | None = None
        self._named: tuple[NamedSpot, ...] = ()
        self._laid: OrderedDict[tuple[Piece, float], Laid] = OrderedDict()
        self._baked: OrderedDict[tuple[Piece, float], QPixmap] = OrderedDict()
        self._stamps = Stamps(1.0, dark=False)
        self._before: tuple[QPixmap, Look] | None = None

    def stand_on(self, ground: Ground) -> None:
        """Draw the world below the marks."""
        self.ground = ground
        self._forget_pieces()

    def show(self, layer: MarkLayer | None) -> None:
        """Show other incidents."""
        self._layer = layer
        self._forget_pieces()

    def name_places(self, named: tuple[NamedSpot, ...]) -> None:
        """Name other places for orientation."""
        self._named = named
        self._forget_pieces()

    def paint(self, painter: QPainter, look: Look, ratio: float) -> bool:
        """Paint what is seen; False while pieces are missing and it should be painted again."""
        self._dress(ratio)
        until = time.perf_counter() + _PATIENCE
        pieces = list(_pieces(look, _HALVINGS))
        ready = [(one, made) for one in pieces if (made := self._made(one, look, until))]
        # Beyond the edge of the world there is no piece.
        painter.fillRect(QRectF(0, 0, look.width, look.height), tint_color(Tint.WATER))
        if len(ready) < len(pieces):
            self._paint_before(painter, look)
        for piece, picture in ready:
            left, top = _corner(piece, look)
            painter.drawPixmap(left, top, picture)
        return len(ready) == len(pieces)

    def prepare(self, look: Look) -> bool:
        """Make one piece just outside what is seen; False when all are ready."""
        wide = look.sized(look.width + 2 * _SIDE, look.height + 2 * _SIDE)
        for piece in _pieces(wide, _HALVINGS):
            if (piece, look.scale) not in self._baked:
                self._bake(piece, look)
                return True
        return False

    def remember(self, picture: QPixmap, look: Look) -> None:
        """Keep what was seen, to stand in while pieces of another zoom are made."""
        self._before = (picture, look)

    def forget(self) -> None:
        """Drop what was painted, as after a change of theme."""
        self._before = None
        self._forget_pieces()

    def seen(self, look: Look) -> list[Seen]:
        """Give the marks in what is seen, from the top down, line by line."""
        if self._layer is None:
            return []
        marks = self._layer.marks(look.box, level_of(look.scale), look.scale)
        found = [Seen(mark, look.spot(mark.place)) for mark in marks]
        inside = [
            one for one in found
            if 0 <= one.spot[0] <= look.width and 0 <= one.spot[1] <= look.height
        ]  # fmt: skip
        return sorted(inside, key=lambda one: (one.spot[1] // 48, one.spot[0]))

    def mark_at(self, look: Look, spot: tuple[float, float]) -> Seen | None:
        """Give the mark at a place on the screen; the smallest that covers it, or is near it."""
        near = [
            (max(one.mark.radius, 8.0), one)
            for one in self.seen(look)
            if _distance(one.spot, spot) <= max(one.mark.radius, 8.0) + 2
        ]
        return min(near, key=lambda pair: pair[0], default=(0.0, None))[1]

    def paint_chosen(self, painter: QPainter, look: Look, mark: Mark) -> None:
        """Paint the ring around a chosen mark, and how far from it the place may lie."""
        x, y = look.spot(mark.place)
        reach = mark.doubt_km * look.pixels_a_km_at(mark.place[1])
        grave = tint_color(Tint.GRAVE)
        if not mark.is_cluster and mark.radius + 4 < reach < _MOST_CIRCLE:
            inside = QColor(grave)
            # Larger than the view it would only tint everything.
            fills = reach < min(look.width, look.height) / 2
            inside.setAlpha(_CIRCLE_ALPHA if fills else 0)
            pen = QPen(grave, 1.2)
            pen.setDashPattern([4, 3])
            painter.setPen(pen)
            painter.setBrush(QBrush(inside))
            painter.drawEllipse(QPointF(x, y), reach, reach)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tint_color(Tint.PAPER), 5))
        painter.drawEllipse(QPointF(x, y), mark.radius + 4, mark.radius + 4)
        painter.setPen(QPen(style.color(style.tokens().accent), 2.5))
        painter.drawEllipse(QPointF(x, y), mark.radius + 4, mark.radius + 4)

    # -- pieces

    def _forget_pieces(self) -> None:
        self._laid.clear()
        self._baked.clear()

    def _dress(self, ratio: float) -> None:
        dark = style.tokens().is_dark
        if (self._stamps.ratio, self._stamps.dark) != (ratio, dark):
            self._stamps = Stamps(ratio, dark)
            self._baked.clear()

    def _made(self, piece: Piece, look: Look, until: float) -> QPixmap | None:
        found = self._baked.get((piece, look.scale))
        if found is not None:
            self._baked.move_to_end((piece, look.scale))
        elif time.perf_counter() < until:
            found = self._bake(piece, look)
        return found

    def _bake(self, piece: Piece, look: Look) -> QPixmap:
        """Make a piece as it is seen: its ground, the marks that reach into it, the names."""
        ratio, side = self._stamps.ratio, 0.5**piece.level * look.scale
        # A little more than its share, so that rounding leaves no seam.
        pixels = int(side * ratio) + 2
        picture = QPixmap(pixels, pixels)
        picture.setDevicePixelRatio(ratio)
        picture.fill(tint_color(Tint.LAND))
        painter = QPainter(picture)
        if self.ground is not None:
            self.ground.paint(painter, piece, look.scale, side=side)
        here = Look(_middle_of(piece), look.zoom, side, side)
        around = here.sized(side + 2 * _REACH, side + 2 * _REACH)
        near = [(one, self._laid_of(one, look)) for one in _pieces(around, _LAID_HALVINGS)]
        for _, placed in near:
            self._paint_marks(painter, placed, here)
        for one, placed in near:
            self._paint_names(painter, one, placed, here)
        painter.end()
        self._baked[piece, look.scale] = picture
        if len(self._baked) > _KEPT:
            self._baked.popitem(last=False)
        return picture

    def _laid_of(self, piece: Piece, look: Look) -> Laid:
        return self._laid.get((piece, look.scale)) or self._lay_out(piece, look)

    def _lay_out(self, piece: Piece, look: Look) -> Laid:
        box, scale = piece.box, look.scale
        marks = self._layer.marks(box, level_of(scale), scale) if self._layer else ()
        names = [
            one for one in self._named
            if box[0] <= one.place[0] < box[2] and box[1] <= one.place[1] < box[3]
            and shown_at(one.level, look.zoom)
        ]  # fmt: skip
        made = laid(marks, names, box, scale=scale, measure=measure)
        self._laid[piece, scale] = made
        if len(self._laid) > _KEPT:
            self._laid.popitem(last=False)
        return made

    # -- painting

    def _paint_before(self, painter: QPainter, look: Look) -> None:
        """Let what was seen stand in, unless a mark of it would cover the view."""
        if self._before is None:
            return
        picture, then = self._before
        share = look.scale / then.scale
        if share > _MOST_STRETCHED:
            return
        left, top = look.spot(then.place((0.0, 0.0)))
        goal = QRectF(left, top, then.width * share, then.height * share)
        painter.drawPixmap(goal, picture, QRectF(picture.rect()))

    def _paint_marks(self, painter: QPainter, piece: Laid, look: Look) -> None:
        for mark in piece.marks:
            x, y = look.spot(mark.place)
            reach = mark.radius + _RIM
            if not (-reach < x < look.width + reach and -reach < y < look.height + reach):
                continue
            _stamp(painter, self._stamps.of_mark(mark), x, y)
            if mark.count > 1:
                is_solid = not (mark.is_area or mark.is_possible)
                _stamp(painter, self._stamps.count(mark.count, on_colour=is_solid), x, y)

    def _paint_names(self, painter: QPainter, piece: Piece, placed: Laid, look: Look) -> None:
        left, top = look.spot(piece.box[:2])
        for name in placed.names:
            stamp = self._stamps.name(name.text, name.level)
            size = stamp.deviceIndependentSize()
            x, y = left + name.left - 3, top + name.top
            if -size.width() < x < look.width and -size.height() < y < look.height:
                painter.drawPixmap(round(x), round(y), stamp)


def _pieces(look: Look, halvings: int) -> Iterator[Piece]:
    level = max(0, min(DEPTH, level_of(look.scale) - halvings))
    count = 1 << level
    left, top, right, bottom = (end * count for end in look.box)
    for y in range(max(0, int(top)), min(count, int(bottom) + 1)):
        for x in range(max(0, int(left)), min(count, int(right) + 1)):
            yield Piece(level, x, y)


def _middle_of(piece: Piece) -> Place:
    left, top, right, bottom = piece.box
    return (left + right) / 2, (top + bottom) / 2


def _corner(piece: Piece, look: Look) -> tuple[int, int]:
    """Give the pixel of the upper left corner; whole ones, so that no seam is seen."""
    left, top = look.spot(piece.box[:2])
    return round(left), round(top)


def _stamp(painter: QPainter, picture: QPixmap, x: float, y: float) -> None:
    half = picture.deviceIndependentSize() / 2
    painter.drawPixmap(round(x - half.width()), round(y - half.height()), picture)


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)
