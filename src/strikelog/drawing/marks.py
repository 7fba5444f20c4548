"""Marks of a piece of the map that is moved about on: clusters, places, and names beside them.

Every square piece of the world is laid out by itself, so that nothing jumps while the map moves;
names stay within their piece and never stand on a mark or on each other.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log2
from typing import NamedTuple

from ..domain.count_words import number_words
from .axes import Measure
from .boxes import Box, around, meet
from .clusters import Cluster, Clustered
from .mercator import Place

NAME_SIZE = 11.0
COUNT_SIZE = 11.0
_LEAST, _EACH = 5.0, 2.2
_RING = 3.0
_PAD = 3.0
_MOST_NAMES = 40
"""In one piece; more would be a list and no map."""


class Pinned(NamedTuple):
    """One incident on the map: the name of its place, how sure place and date are."""

    name: str
    is_area: bool
    doubt_km: float
    is_possible: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn at one place: one incident, several at one spot, or a cluster of spots.

    Its incidents are those from `start` up to `end` in the sorted order.
    """

    start: int
    end: int
    place: Place
    radius: float
    is_cluster: bool
    is_area: bool
    is_possible: bool
    name: str = ""
    doubt_km: float = 0.0

    @property
    def count(self) -> int:
        """How many incidents it stands for."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Name:
    """A name written on the map: its upper left corner in pixels from that of its piece."""

    text: str
    left: float
    top: float
    level: str = ""


class NamedSpot(NamedTuple):
    """A place that may be named for orientation; units of a high level come first."""

    place: Place
    name: str
    level: str


@dataclass(frozen=True, slots=True)
class Laid:
    """A piece laid out: its marks and names."""

    marks: tuple[Mark, ...]
    names: tuple[Name, ...]


FROM_ZOOM = {"0": 2.0, "1": 5.5, "2": 8.0, "3": 9.0, "4": 10.0, "5": 11.5}
"""Zoom from which places of a level are named; countries until their units are."""

_COUNTRIES_UNTIL = 6.5


def shown_at(level: str, zoom: float) -> bool:
    """Tell whether places of a level are named at a zoom."""
    if level == "0" and zoom > _COUNTRIES_UNTIL:
        return False
    return zoom >= FROM_ZOOM.get(level, 99.0)


class MarkLayer:
    """Lays out pieces of one set of incidents."""

    def __init__(self, clustered: Clustered, pinned: Sequence[Pinned], measure: Measure) -> None:
        self.clustered, self._measure = clustered, measure
        self._pinned = pinned
        in_order = [pinned[at] for at in clustered.order]
        self._areas = array("l", accumulate((one.is_area for one in in_order), initial=0))
        self._possible = array("l", accumulate((one.is_possible for one in in_order), initial=0))

    def possible_in(self, start: int, end: int) -> int:
        """Tell how many of a stretch match only possibly."""
        return self._possible[end] - self._possible[start]

    def marks(self, box: Box, level: int, scale: float) -> tuple[Mark, ...]:
        """Give the marks of a part of the world where the world is so many pixels wide."""
        return tuple(self._mark(one, scale) for one in self.clustered.within(box, level))

    def _mark(self, one: Cluster, scale: float) -> Mark:
        count = one.count
        all_areas = self._areas[one.end] - self._areas[one.start] == count
        all_possible = self.possible_in(one.start, one.end) == count
        first = self._pinned[self.clustered.order[one.start]]
        if one.is_spot:
            radius = self._spot_radius(count)
            return Mark(
                one.start, one.end, one.middle, radius, False, all_areas, all_possible,
                first.name, first.doubt_km,
            )  # fmt: skip
        half = (one.cell[2] - one.cell[0]) * scale / 2
        radius = min(half - 1.0, max(12.0, self._written(count), 8.0 + _EACH * log2(count)))
        place = _kept_inside(one, (radius + _RING) / scale)
        return Mark(one.start, one.end, place, radius, True, all_areas, all_possible)

    def _spot_radius(self, count: int) -> float:
        if count == 1:
            return _LEAST
        return max(self._written(count), _LEAST + _EACH * log2(count))

    def _written(self, count: int) -> float:
        return self._measure(number_words(count), COUNT_SIZE) / 2 + 4.0


def laid(
    marks: tuple[Mark, ...],
    names: Sequence[NamedSpot],
    box: Box,
    *,
    scale: float,
    measure: Measure,
) -> Laid:
    """Write names where there is room: of marks first, then of places for orientation."""
    side = (box[2] - box[0]) * scale

    def spot(place: Place) -> tuple[float, float]:
        return (place[0] - box[0]) * scale, (place[1] - box[1]) * scale

    taken = [around(spot(one.place), one.radius + 1) for one in marks]
    written: list[Name] = []
    seen: set[str] = set()
    wanted = [(one.name, one.place, one.radius, "") for one in marks if one.name]
    wanted += [(one.name, one.place, 0.0, one.level) for one in names]
    for text, place, radius, level in wanted:
        if text in seen or len(written) >= _MOST_NAMES:
            continue
        wide = measure(text, NAME_SIZE)
        for left, top in _places_beside(spot(place), radius, wide, is_area=bool(level)):
            room = (left - _PAD, top - 1, left + wide + _PAD, top + NAME_SIZE * 1.4)
            inside = room[0] >= 0 and room[1] >= 0 and room[2] <= side and room[3] <= side
            if inside and not any(meet(room, other) for other in taken):
                taken.append(room)
                seen.add(text)
                written.append(Name(text, left, top, level))
                break
    return Laid(marks, tuple(written))


def _places_beside(
    spot: tuple[float, float], radius: float, wide: float, *, is_area: bool
) -> Iterator[tuple[float, float]]:
    x, y, high = spot[0], spot[1], NAME_SIZE * 1.4
    if is_area:
        yield x - wide / 2, y - high / 2
        return
    gap = radius + _PAD + 4.5
    yield x + gap, y - high / 2
    yield x - gap - wide, y - high / 2
    yield x - wide / 2, y - gap - high
    yield x - wide / 2, y + gap
    for left in (x + gap * 0.7, x - gap * 0.7 - wide):
        yield left, y - gap * 0.7 - high
        yield left, y + gap * 0.7


def _kept_inside(one: Cluster, room: float) -> Place:
    """Keep a cluster's circle within its cell, so that no two circles meet."""
    left, top, right, bottom = one.cell
    x, y = one.middle
    return (
        min(max(x, left + room), max(left + room, right - room)),
        min(max(y, top + room), max(top + room, bottom - room)),
    )
