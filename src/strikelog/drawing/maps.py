"""A map of what was recorded: graduated points at the precision that may be shown, and no finer.

A point that stands for an area is hollow; a circle of doubt shows how far from it the place may
lie. Names stand where there is room and never on each other.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from math import sqrt

from ..domain.distances import Point
from .axes import Measure
from .basemap import Outline, basemap
from .boxes import Box, around, meet
from .geography import View, view_of
from .shapes import Area, Disc, Drawing, Line, Shape, Spot, Text, Tint, box

_SIZE = 7.0
_LEAST_RADIUS, _MOST_RADIUS = 3.0, 14.0
_LEAST_KM = 60.0
_BAR_SHARE = 0.22
_EDGE = 5.0
_SMALL_CIRCLE = 22.0


@dataclass(frozen=True, slots=True)
class Mark:
    """Attacks shown at one point: how many, its name, and how far the place may lie from it.

    A hollow mark stands for an area, not for a place.
    """

    point: Point
    count: int
    name: str = ""
    is_hollow: bool = False
    doubt_km: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MapOf:
    """What a map shows: marks, the countries whose units are drawn, and the words beside it.

    `outlines` are boundaries that an office brought itself.
    """

    marks: Sequence[Mark]
    countries: Sequence[str] = ()
    sizes: str
    hollow: str = ""
    circle: str = ""
    kilometres: str = "{km} km"
    description: str = ""
    outlines: Sequence[Outline] = ()


def draw_map(shown: MapOf, width: float, height: float, measure: Measure) -> Drawing:
    """Draw the part of the world that holds all marks; a narrow map has its legend below."""
    strip = _strip(shown, width, measure)
    whole, height = height, height - strip
    view = view_of((mark.point for mark in shown.marks), width, height, least_km=_LEAST_KM)
    marks = sorted(shown.marks, key=lambda mark: (-mark.count, mark.name))
    most = marks[0].count
    placed = [(mark, view.spot(mark.point), _radius(mark.count, most)) for mark in marks]
    shapes: list[Shape] = list(basemap().shapes(view, shown.countries, shown.outlines))
    circles = 0
    for mark, spot, radius in placed:
        if mark.doubt_km * view.points_a_km > radius:
            circle = list(_circle_of_doubt(spot, mark.doubt_km * view.points_a_km, view))
            circles += len(circle)
            shapes += circle
        shapes.append(Disc(spot, radius, Tint.GRAVE, is_hollow=mark.is_hollow))
    taken = [around(spot, radius) for _, spot, radius in placed]
    rows = _explained(shown, has_circles=circles > 0)
    corner = (0.0, height) if strip else _free_corner(rows, view, taken, measure)
    legend = list(_explaining(rows, corner, measure))
    scale = list(scale_bar(width, height, view.points_a_km, shown.kilometres))
    taken += [_box_of(one) for one in (*legend, *scale) if isinstance(one, Area)]
    named = [(mark, spot, _reach(mark, radius, view)) for mark, spot, radius in placed]
    shapes += _names(named, view, taken, measure)
    frame = (*box(0, 0, width, height), (0.0, 0.0))
    return Drawing(width, whole, (*shapes, *legend, *scale, Line(frame)), shown.description)


def _radius(count: int, most: int) -> float:
    """Give a radius whose surface grows with the count."""
    if most == 1:
        return _LEAST_RADIUS + 1
    share = sqrt(count / most)
    return max(_LEAST_RADIUS, share * min(_MOST_RADIUS, _LEAST_RADIUS + 2.2 * sqrt(most)))


def _reach(mark: Mark, radius: float, view: View) -> float:
    """Give how far a name keeps from a mark: beyond a small circle around it, not a large one."""
    doubt = mark.doubt_km * view.points_a_km
    return doubt if radius < doubt <= _SMALL_CIRCLE else radius


def _circle_of_doubt(spot: Spot, radius: float, view: View) -> Iterator[Shape]:
    inside = all(
        view.holds(edge)
        for edge in (
            (spot[0] - radius, spot[1]),
            (spot[0] + radius, spot[1]),
            (spot[0], spot[1] - radius),
            (spot[0], spot[1] + radius),
        )
    )
    if inside:
        yield Disc(spot, radius, Tint.QUIET, is_hollow=True, width=0.5, dash=(1.5, 1.5))


def _box_of(area: Area) -> Box:
    xs, ys = ([spot[axis] for spot in area.spots] for axis in (0, 1))
    return min(xs), min(ys), max(xs), max(ys)


def _names(
    placed: Iterable[tuple[Mark, Spot, float]], view: View, taken: list[Box], measure: Measure
) -> Iterator[Shape]:
    """Write names beside their marks, the largest first; what finds no room is left out."""
    for mark, (x, y), radius in placed:
        wide, gap = measure(mark.name, _SIZE), radius + 2
        if not mark.name:
            continue
        for left, base in (
            (x + gap, y + _SIZE * 0.35),
            (x - gap - wide, y + _SIZE * 0.35),
            (x - wide / 2, y - gap),
            (x - wide / 2, y + gap + _SIZE * 0.8),
        ):
            room = (left, base - _SIZE, left + wide, base + 2)
            if _fits(room, view) and not any(meet(room, other) for other in taken):
                taken.append(room)
                yield Text((left, base), mark.name, _SIZE, Tint.TEXT, has_halo=True)
                break


def _fits(room: Box, view: View) -> bool:
    return (
        room[0] >= 1 and room[1] >= 1 and room[2] <= view.width - 1 and room[3] <= view.height - 1
    )


def scale_bar(width: float, height: float, points_a_km: float, words: str) -> Iterator[Shape]:
    """Draw a round number of kilometres at the lower left of a map of some size."""
    most = width * _BAR_SHARE / points_a_km
    km = max(
        one * 10**power for power in range(-3, 5) for one in (1, 2, 5) if one * 10**power <= most
    )
    long, foot = km * points_a_km, height - _EDGE
    yield Area(box(_EDGE - 3, foot - 14, _EDGE + long + 3, foot + 3), Tint.PAPER)
    yield Line(
        ((_EDGE, foot - 4), (_EDGE, foot), (_EDGE + long, foot), (_EDGE + long, foot - 4)),
        Tint.TEXT,
        0.8,
    )
    yield Text((_EDGE + 2, foot - 3), words.format(km=f"{km:g}"), _SIZE - 0.5, Tint.TEXT)


class Sign(Enum):
    """What a line of the legend explains."""

    PLACE = "place"
    AREA = "area"
    POSSIBLE = "possible"
    CLUSTER = "cluster"
    CIRCLE = "circle"


def _explained(shown: MapOf, *, has_circles: bool) -> list[tuple[Sign, str]]:
    """Say what the size of a mark means, what a hollow one is, and what a circle around it."""
    rows = [(Sign.PLACE, shown.sizes)]
    if shown.hollow and any(mark.is_hollow for mark in shown.marks):
        rows.append((Sign.AREA, shown.hollow))
    if shown.circle and has_circles:
        rows.append((Sign.CIRCLE, shown.circle))
    return rows


_ROW, _NARROW = 11.0, 0.45
"""Of a legend: the height of a line, and the part of a map's width that it may cover."""


def _size(rows: Sequence[tuple[Sign, str]], measure: Measure) -> tuple[float, float]:
    """Give the width and height of a legend."""
    return max(measure(words, _SIZE) for _, words in rows) + 19, 4 + _ROW * len(rows)


def _strip(shown: MapOf, width: float, measure: Measure) -> float:
    """Give the height that a legend takes below a map where it would cover too much of it."""
    wide, high = _size(_explained(shown, has_circles=True), measure)
    return high + 2 if wide > _NARROW * width else 0.0


def _free_corner(
    rows: Sequence[tuple[Sign, str]], view: View, taken: Sequence[Box], measure: Measure
) -> Spot:
    """Give the corner, but for that of the scale bar, in which a legend covers no mark."""
    wide, high = _size(rows, measure)
    right, low = view.width - wide - 3, view.height - high - 3
    corners = ((right, 3.0), (3.0, 3.0), (right, low))
    rooms = {(x, y): (x, y, x + wide, y + high) for x, y in corners}
    return min(rooms, key=lambda one: sum(meet(rooms[one], mark) for mark in taken))


def legend(rows: Sequence[tuple[Sign, str]], width: float, measure: Measure) -> Iterator[Shape]:
    """Explain signs at the upper right of a map so wide."""
    return _explaining(rows, (width - _size(rows, measure)[0] - 3, 3.0), measure)


def _explaining(
    rows: Sequence[tuple[Sign, str]], corner: Spot, measure: Measure
) -> Iterator[Shape]:
    (left, top), (wide, high) = corner, _size(rows, measure)
    yield Area(box(left, top, left + wide, top + high), Tint.PAPER)
    for place, (sign, words) in enumerate(rows):
        middle = top + 8 + _ROW * place
        yield from _sign((left + 8, middle - 0.5), sign)
        yield Text((left + 16, middle + 2), words, _SIZE, Tint.TEXT)


def _sign(spot: Spot, sign: Sign) -> Iterator[Shape]:
    if sign is Sign.CIRCLE:
        yield Disc(spot, _LEAST_RADIUS + 1, Tint.QUIET, is_hollow=True, width=0.5, dash=(1.5, 1.5))
        return
    if sign is Sign.CLUSTER:
        yield Disc(spot, _LEAST_RADIUS + 1.6, Tint.GRAVE, is_hollow=True, width=0.6)
    dash = (1.6, 1.2) if sign is Sign.POSSIBLE else ()
    is_hollow = sign in (Sign.AREA, Sign.POSSIBLE)
    yield Disc(spot, _LEAST_RADIUS, Tint.GRAVE, is_hollow=is_hollow, dash=dash)
