"""Waves: several protected sites struck within a day and not far apart (rule 8).

What is found is a candidate for a group of incidents until a person accepts it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice, takewhile
from math import cos, degrees, radians, sin

from ..domain.distances import EARTH_RADIUS_KM, Point, kilometres
from .struck import PROTECTED, Struck, minutes_of

LEAST_SITES, HOURS, KILOMETRES = 3, 24, 60
_VAGUE_HOURS = 72
"""A date less precise than this could join any wave of its week; it joins none."""


@dataclass(frozen=True, slots=True)
class Wave:
    """Sites struck close to each other in time and space.

    `hours` says within how many hours they were struck: at least, and at most. The wave is certain
    when even the most fits; where it is not, the dates only allow it.
    """

    site_keys: tuple[str, ...]
    incident_ids: tuple[str, ...]
    hours: tuple[float, float]
    kilometres: float
    is_certain: bool
    unit: str = "site"
    rule: str = f"{LEAST_SITES} sites within {HOURS} hours and {KILOMETRES} km"


@dataclass(frozen=True, slots=True)
class Waves:
    """The waves found, and the incidents left out because their date or place is too vague."""

    found: tuple[Wave, ...]
    too_vague_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Moment:
    """A strike with the hours it may have happened in, counted from the first day of all time.

    `spot` is its point on a ball of one kilometre, where distances are quick to compare.
    """

    struck: Struck
    earliest: float
    latest: float
    point: Point
    spot: tuple[float, float, float]


def waves(
    struck: Iterable[Struck],
    *,
    least_sites: int = LEAST_SITES,
    hours: float = HOURS,
    within_km: float = KILOMETRES,
) -> Waves:
    """Find the waves, each as large as it can be, in the order in which they began."""
    moments, vague = _moments(struck)
    near = _Neighbours(moments, within_km)
    found: list[Wave] = []
    recent: list[frozenset[str]] = []
    for place, anchor in enumerate(moments):
        later = list(near.after(place, anchor.latest + hours))
        for members in _gatherings(anchor, later, hours, within_km):
            incidents = frozenset(one.struck.incident_id for one in members)
            enough = len({one.struck.key for one in members}) >= least_sites
            if enough and not any(incidents <= known for known in recent):
                recent = [*recent[-_REMEMBERED:], incidents]
                found.append(_wave(members, (least_sites, hours, within_km)))
    return Waves(tuple(found), tuple(vague))


def _moments(struck: Iterable[Struck]) -> tuple[list[_Moment], list[str]]:
    moments: list[_Moment] = []
    vague: dict[str, None] = {}
    for one in struck:
        if one.site_type not in PROTECTED:
            continue
        ends = _hours(one)
        if ends is None or one.point is None or ends[1] - ends[0] > _VAGUE_HOURS:
            vague[one.incident_id] = None
        else:
            moments.append(_Moment(one, *ends, one.point, _spot(one.point)))
    moments.sort(key=lambda one: (one.earliest, one.latest, one.struck.incident_id))
    return moments, list(vague)


def _hours(struck: Struck) -> tuple[float, float] | None:
    ends = minutes_of(struck)
    return (ends[0] / 60, ends[1] / 60) if ends else None


class _Neighbours:
    """Finds what followed a strike nearby without looking at all others: cells of the map."""

    def __init__(self, moments: list[_Moment], within_km: float) -> None:
        self._moments = moments
        self._high = degrees(within_km / EARTH_RADIUS_KM)
        # One width for all rows, as wide as the northernmost needs it.
        farthest = max((abs(one.point[0]) for one in moments), default=0.0)
        self._wide = self._high / max(0.01, cos(radians(min(89.0, farthest + self._high))))
        self._cells: Mapping[tuple[int, int], list[int]] = defaultdict(list)
        for place, one in enumerate(moments):
            self._cells[self._cell(one.point)].append(place)
        self._met: dict[tuple[int, int], int] = defaultdict(int)

    def after(self, place: int, until: float) -> Iterator[_Moment]:
        """Give the strikes in the cells around that began later, up to an hour."""
        row, column = self._cell(self._moments[place].point)
        around = ((row + up, column + along) for up in (-1, 0, 1) for along in (-1, 0, 1))
        found = (self._later(cell, place, until) for cell in around if cell in self._cells)
        for other in sorted(chain.from_iterable(found)):
            yield self._moments[other]

    def _later(self, cell: tuple[int, int], place: int, until: float) -> Iterator[int]:
        """Give what follows in a cell; places are asked for in order, so the past is dropped."""
        members, start = self._cells[cell], self._met[cell]
        while start < len(members) and members[start] <= place:
            start += 1
        self._met[cell] = start
        following = takewhile(
            lambda at: self._moments[at].earliest <= until,
            map(members.__getitem__, range(start, len(members))),
        )
        return islice(following, _LOOKED_AT)

    def _cell(self, point: Point) -> tuple[int, int]:
        return int(point[0] // self._high), int(point[1] // self._wide)


_REMEMBERED = 50
"""Waves that began last; a part of one of them is not told again."""

_LOOKED_AT = 400
"""Strikes of one cell looked at for one wave; more within a day and 60 km is a war, not a wave."""


def _gatherings(
    anchor: _Moment, later: list[_Moment], hours: float, within_km: float
) -> Iterator[list[_Moment]]:
    """Give gatherings that begin with the anchor, so that whatever fits with it is in one."""
    left = dict.fromkeys(range(len(later)))
    while left:
        seed = next(iter(left))
        members = _gathered([anchor], [later[seed], *later], hours, within_km)
        left = {at: None for at in left if at != seed and later[at] not in members}
        yield members


def _gathered(
    members: list[_Moment], later: Iterable[_Moment], hours: float, within_km: float
) -> list[_Moment]:
    """Add what fits with everything gathered before."""
    first_end, last_start = members[0].latest, members[0].earliest
    chord = (2 * sin(within_km / EARTH_RADIUS_KM / 2)) ** 2
    for one in later:
        start, end = max(last_start, one.earliest), min(first_end, one.latest)
        if start - end <= hours and one not in members and _is_near(one, members, chord):
            members.append(one)
            last_start, first_end = start, end
    return members


def _spot(point: Point) -> tuple[float, float, float]:
    north, east = radians(point[0]), radians(point[1])
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


def _is_near(one: _Moment, members: list[_Moment], chord: float) -> bool:
    x, y, z = one.spot
    for other in members:
        a, b, c = other.spot
        if (x - a) ** 2 + (y - b) ** 2 + (z - c) ** 2 > chord:
            return False
    return True


def _wave(members: list[_Moment], rule: tuple[float, float, float]) -> Wave:
    least = max(one.earliest for one in members) - min(one.latest for one in members)
    most = max(one.latest for one in members) - min(one.earliest for one in members)
    points = [one.point for one in members]
    sites, within, apart = rule
    return Wave(
        site_keys=tuple(dict.fromkeys(one.struck.key for one in members)),
        incident_ids=tuple(dict.fromkeys(one.struck.incident_id for one in members)),
        hours=(max(0.0, least), most),
        kilometres=max(kilometres(one, other) for one in points for other in points),
        is_certain=most <= within,
        rule=f"{sites:g} sites within {within:g} hours and {apart:g} km",
    )
