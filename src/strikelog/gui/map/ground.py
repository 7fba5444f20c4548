"""The ground of the map in square pieces: water, land, borders.

Lines of the built-in map and outlines brought by the office become polygons of the square world
once, large ones in parts; a piece is then painted by the toolkit alone, in a millisecond or two.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF, QTransform

from strikelog.drawing.basemap import Basemap, Outline
from strikelog.drawing.boxes import Box
from strikelog.drawing.mercator import Place, place_of
from strikelog.drawing.shapes import Tint
from strikelog.drawing.splitting import split_area, split_line
from strikelog.gui.drawing.palette import tint_color

_RIM = 0.02
"""Part of a piece that is looked at beyond its edges."""

_CELLS, _FEW = 64, 4
"""Cells of the index along a side of the world, and of a piece that still uses it."""

_UNITS_FROM = 4.5
"""Zoom from which first-level units are drawn."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """A line of the map as the toolkit knows it, with the box it lies in."""

    polygon: QPolygonF
    box: QRectF


@dataclass(frozen=True, slots=True)
class Layer:
    """Shapes drawn alike: all as surfaces, or all as lines."""

    shapes: tuple[_Shape, ...]
    tint: Tint
    width: float = 1.0
    dash: tuple[float, ...] = ()
    least_zoom: float = 0.0
    is_filled: bool = False
    index: dict[tuple[int, int], list[_Shape]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for shape in self.shapes:
            for cell in _cells(shape.box):
                self.index.setdefault(cell, []).append(shape)

    def meeting(self, seen: QRectF) -> Iterator[_Shape]:
        """Give the shapes that may be seen in a part of the world."""
        if seen.width() > _FEW / _CELLS:
            yield from (one for one in self.shapes if one.box.intersects(seen))
            return
        cells = (self.index.get(cell, ()) for cell in _cells(seen))
        near = {id(one): one for some in cells for one in some}
        yield from (one for one in near.values() if one.box.intersects(seen))


def _cells(box: QRectF) -> Iterator[tuple[int, int]]:
    """Give the cells of the index that a part of the world meets."""
    for x in range(int(box.left() * _CELLS), int(box.right() * _CELLS) + 1):
        for y in range(int(box.top() * _CELLS), int(box.bottom() * _CELLS) + 1):
            yield x, y


@dataclass(frozen=True, slots=True)
class Piece:
    """The address of a square piece: how often the world is halved, and which of the squares."""

    level: int
    x: int
    y: int

    @property
    def box(self) -> Box:
        """The part of the square world it covers."""
        side = 0.5**self.level
        return self.x * side, self.y * side, (self.x + 1) * side, (self.y + 1) * side


NOTHING = Layer((), Tint.BROUGHT)


def brought_layer(outlines: Iterable[Outline]) -> Layer:
    """Lay out what the office brought; of many lines this takes a moment, in any thread."""
    return Layer(_lines(outlines), Tint.BROUGHT, 1.2)


class Ground:
    """Paints pieces of the world that lies below the marks."""

    def __init__(self, world: Basemap) -> None:
        self._world = world
        self._base = (
            Layer(_surfaces(world.land), Tint.LAND, is_filled=True),
            Layer(_surfaces(world.seas), Tint.WATER, is_filled=True),
            Layer(_lines((*world.land, *world.seas)), Tint.COAST),
        )
        self._borders = Layer(_lines(world.borders), Tint.BORDER, 2.0)
        self._countries: tuple[str, ...] = ()
        self._units = Layer((), Tint.UNIT)
        self._brought = NOTHING

    @property
    def has_brought(self) -> bool:
        """Tell whether lines of the office's own are drawn."""
        return bool(self._brought.shapes)

    def show_units(self, countries: Iterable[str], brought: Layer) -> None:
        """Draw the first-level units of some countries, and what the office brought."""
        self._brought, wanted = brought, tuple(countries)
        if wanted != self._countries:
            built_in = [one for country in wanted for one in self._world.units.get(country, ())]
            self._units = Layer(_lines(built_in), Tint.UNIT, 1.0, (4, 3), _UNITS_FROM)
            self._countries = wanted

    def paint(self, painter: QPainter, piece: Piece, scale: float, *, side: float) -> None:
        """Paint a piece into a square of some pixels, where the world is `scale` of them wide."""
        left, top, right, bottom = piece.box
        # Lines that run along an edge are drawn on both sides of it.
        rim = (right - left) * _RIM
        seen = QRectF(left, top, right - left, bottom - top).adjusted(-rim, -rim, rim, rim)
        move = QTransform.fromScale(side / (right - left), side / (bottom - top))
        move.translate(-left, -top)
        painter.fillRect(QRectF(-1, -1, side + 3, side + 3), tint_color(Tint.WATER))
        for layer in (*self._base, self._units, self._brought, self._borders):
            if scale >= 256 * 2.0**layer.least_zoom:
                _paint_layer(painter, layer, seen, move)


def _paint_layer(painter: QPainter, layer: Layer, seen: QRectF, move: QTransform) -> None:
    colour = tint_color(layer.tint)
    # Parts of one surface meet in their edges; smoothed, a seam would shine through.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not layer.is_filled)
    painter.setBrush(QBrush(colour) if layer.is_filled else Qt.BrushStyle.NoBrush)
    pen = _pen(colour, layer.width, layer.dash)
    painter.setPen(Qt.PenStyle.NoPen if layer.is_filled else pen)
    draw = painter.drawPolygon if layer.is_filled else painter.drawPolyline
    for shape in layer.meeting(seen):
        draw(move.map(shape.polygon))


def _pen(colour: QColor, width: float, dash: tuple[float, ...]) -> QPen:
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash:
        pen.setDashPattern(list(dash))
    return pen


def _surfaces(outlines: Iterable[Outline]) -> tuple[_Shape, ...]:
    return tuple(_shape(part) for one in outlines for part in split_area(_places(one)))


def _lines(outlines: Iterable[Outline]) -> tuple[_Shape, ...]:
    return tuple(_shape(part) for one in outlines for part in split_line(_places(one)))


def _places(outline: Outline) -> list[Place]:
    return [place_of((lat, lon)) for lon, lat in outline.points]


def _shape(places: Sequence[Place]) -> _Shape:
    polygon = QPolygonF([QPointF(x, y) for x, y in places])
    return _Shape(polygon, polygon.boundingRect().adjusted(-1e-9, -1e-9, 1e-9, 1e-9))
