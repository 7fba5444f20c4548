"""Waves: several protected sites struck within a day and not far apart (rule 8).

What is found is a candidate for a group of incidents until a person accepts it.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from math import asin, cos, radians, sin, sqrt
from operator import attrgetter, itemgetter

from ..domain.distances import EARTH_RADIUS_KM, Point
from .near_strikes import Grid, Placed, placed
from .struck import DAY, PROTECTED, Struck
from .thresholds import DEFAULTS, Thresholds

LEAST_SITES, HOURS, KILOMETRES = DEFAULTS.wave_sites, DEFAULTS.wave_hours, DEFAULTS.wave_km
"""What makes a wave where nobody set others."""

_HOUR = 60


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


Key = tuple[int, int, str, str]
"""Orders strikes in time; no two have the same."""


@dataclass(frozen=True, slots=True, eq=False)
class _Moment:
    """A strike with the minutes it may have happened in.

    `spot` is its point on a ball of one kilometre, where distances are quick to compare.
    """

    struck: Struck
    earliest: int
    latest: int
    point: Point
    spot: tuple[float, float, float]
    cell: tuple[int, int]
    key: Key


@dataclass(slots=True, eq=False)
class _Gathering:
    """Strikes that fit together, found from their earliest; `key` orders gatherings in time.

    `wave` is None while it is a part of one that began earlier.
    """

    members: list[_Moment]
    incidents: frozenset[str]
    key: tuple[Key, int]
    wave: Wave | None = None


def waves(
    struck: Iterable[Struck],
    *,
    least_sites: int = LEAST_SITES,
    hours: float = HOURS,
    within_km: float = KILOMETRES,
) -> Waves:
    """Find the waves, each as large as it can be, in the order in which they began."""
    finder = WaveFinder(least_sites=least_sites, hours=hours, within_km=within_km)
    for one in struck:
        finder.add(one)
    return finder.told()


class WaveFinder:
    """Finds waves, and brings them up to date one incident at a time."""

    def __init__(
        self,
        *,
        least_sites: int = LEAST_SITES,
        hours: float = HOURS,
        within_km: float = KILOMETRES,
    ) -> None:
        self._hours = hours
        self._text = f"{least_sites:g} sites within {hours:g} hours and {within_km:g} km"
        self._least, self._span = least_sites, round(hours * _HOUR)
        self._grid = Grid(within_km)
        self._chord = (2 * sin(within_km / EARTH_RADIUS_KM / 2)) ** 2
        # By cell of the map and day on which they may begin, in the order of time.
        self._cells: dict[_Place, list[_Moment]] = defaultdict(list)
        self._of: dict[str, list[_Moment]] = {}
        self._vague: set[str] = set()
        self._raw: dict[_Moment, list[_Gathering]] = {}
        # None until first told: before that nothing is known, and everything is to be looked at.
        self._stale: set[_Moment] | None = None
        self._told: Waves | None = None
        self._holding: dict[str, list[_Gathering]] = defaultdict(list)
        # Whatever begins with a strike of a gathering that came or went may be a part of it.
        self._doubtful: set[_Moment] = set()
        self._keys: list[tuple[Key, int]] = []
        self._waves: list[Wave] = []

    @classmethod
    def by(cls, rule: Thresholds) -> "WaveFinder":
        """Make one that goes by some thresholds."""
        return cls(least_sites=rule.wave_sites, hours=rule.wave_hours, within_km=rule.wave_km)

    def put(self, incident_id: str, struck: Iterable[Struck]) -> None:
        """Take what an incident struck in, in place of what was known of it."""
        self.drop(incident_id)
        for one in struck:
            self.add(one)

    def add(self, struck: Struck) -> None:
        """Take one strike in."""
        if struck.site_type not in PROTECTED:
            return
        self._told = None
        when = placed(struck)
        if when is None or struck.point is None:
            self._vague.add(struck.incident_id)
            return
        moment = _moment(when, struck.point, self._grid)
        self._of.setdefault(struck.incident_id, []).append(moment)
        insort(self._cells[_place(moment)], moment, key=_key)
        self._unsettle(moment)

    def drop(self, incident_id: str) -> None:
        """Forget an incident."""
        moments = self._of.pop(incident_id, ())
        if moments or incident_id in self._vague:
            self._told = None
        self._vague.discard(incident_id)
        for moment in moments:
            self._cells[_place(moment)].remove(moment)
            self._unsettle(moment)
            self._leave(moment)

    def _leave(self, moment: _Moment) -> None:
        """Let go of what began with a strike that is gone."""
        if self._stale is None:
            return
        self._stale.discard(moment)
        for gone in self._raw.pop(moment, ()):
            self._forget(gone)
            self._doubtful.update(gone.members)

    def told(self) -> Waves:
        """Give the waves, and what is too vague to be in one."""
        if self._told is None:
            self._settle()
            self._told = Waves(tuple(self._waves), tuple(sorted(self._vague)))
        return self._told

    # -- settling ------------------------------------------------------------------------------

    def _unsettle(self, moment: _Moment) -> None:
        """Note every strike from which a gathering with this one may begin."""
        if self._stale is None:
            return
        self._stale.add(moment)
        since = moment.earliest - self._span - _LONGEST
        for other in self._near(moment, since, moment.earliest):
            if other.key < moment.key and other.latest + self._span >= moment.earliest:
                self._stale.add(other)

    def _near(self, moment: _Moment, since: int, until: int) -> Iterator[_Moment]:
        """Give the strikes around one that begin on the days between two minutes."""
        days, cells = range(since // DAY, until // DAY + 1), self._cells
        for row, column in self._grid.around(moment.point):
            for day in days:
                held = cells.get((row, column, day))
                if held is not None:
                    yield from held[:_LOOKED_AT]

    def _settle(self) -> None:
        """Look anew from every strike that may begin something else than before."""
        is_first = self._stale is None
        if self._stale is None:
            self._stale = {one for cell in self._cells.values() for one in cell}
        doubtful, self._doubtful = self._doubtful, set()
        for anchor in self._stale:
            for gone in self._raw.pop(anchor, ()):
                self._forget(gone)
                doubtful.update(gone.members)
            found = list(self._from(anchor))
            if found:
                self._raw[anchor] = found
            for one in found:
                if not is_first:
                    doubtful.update(one.members)
                for incident_id in one.incidents:
                    self._holding[incident_id].append(one)
        self._stale = set()
        self._sort_out(set(self._raw) if is_first else doubtful)

    def _forget(self, gone: _Gathering) -> None:
        for incident_id in gone.incidents:
            self._holding[incident_id].remove(gone)
        if gone.wave is not None:
            place = bisect_left(self._keys, gone.key)
            del self._keys[place], self._waves[place]

    def _sort_out(self, doubtful: set[_Moment]) -> None:
        """Tell gatherings that begin with some strikes from parts of those that began earlier."""
        fresh: list[_Gathering] = []
        for anchor in doubtful:
            for one in self._raw.get(anchor, ()):
                is_part = self._is_part(one, anchor.struck.incident_id)
                if is_part and one.wave is not None:
                    place = bisect_left(self._keys, one.key)
                    del self._keys[place], self._waves[place]
                    one.wave = None
                elif not is_part and one.wave is None:
                    one.wave = _wave(one.members, self._hours, self._text)
                    fresh.append(one)
        self._keep(fresh)

    def _is_part(self, one: _Gathering, incident_id: str) -> bool:
        return any(
            other.key < one.key and one.incidents <= other.incidents
            for other in self._holding[incident_id]
        )

    def _keep(self, fresh: list[_Gathering]) -> None:
        """Put waves in their places in time: many at once, or each where it belongs."""
        if len(fresh) > _MANY:
            pairs = [*zip(self._keys, self._waves, strict=True)]
            pairs += [(one.key, one.wave) for one in fresh if one.wave is not None]
            pairs.sort(key=itemgetter(0))
            self._keys, self._waves = [key for key, _ in pairs], [wave for _, wave in pairs]
            return
        for one in fresh:
            place = bisect_left(self._keys, one.key)
            self._keys.insert(place, one.key)
            if one.wave is not None:
                self._waves.insert(place, one.wave)

    def _from(self, anchor: _Moment) -> Iterator[_Gathering]:
        later = self._after(anchor)
        if len({anchor.struck.key, *(one.struck.key for one in later)}) < self._least:
            return
        for n, members in enumerate(_gatherings(anchor, later, self._span, self._chord)):
            if len({one.struck.key for one in members}) >= self._least:
                incidents = frozenset(one.struck.incident_id for one in members)
                yield _Gathering(members, incidents, (anchor.key, n))

    def _after(self, anchor: _Moment) -> list[_Moment]:
        """Give the strikes in the cells around that began later, in time."""
        until, key, (x, y, z) = anchor.latest + self._span, anchor.key, anchor.spot
        near = []
        for one in self._near(anchor, anchor.earliest, until):
            if one.key > key and one.earliest <= until:
                a, b, c = one.spot
                if (x - a) ** 2 + (y - b) ** 2 + (z - c) ** 2 <= self._chord:
                    near.append(one)
        near.sort(key=_key)
        return near


_Place = tuple[int, int, int]
"""A cell of the map, and a day by its number."""

_key = attrgetter("key")


def _place(moment: _Moment) -> _Place:
    return (*moment.cell, moment.earliest // DAY)


_LONGEST = 4 * 24 * _HOUR
"""No strike that is looked at spans more minutes than this."""

_MANY = 1_000
"""More waves than this are sorted in together."""

_LOOKED_AT = 400
"""Strikes of one cell and day looked at for one wave; more than that is a war, not a wave."""


def _moment(when: Placed, point: Point, grid: Grid) -> _Moment:
    struck = when.struck
    key = (when.earliest, when.latest, struck.incident_id, struck.hit_id or struck.key)
    return _Moment(struck, when.earliest, when.latest, point, _spot(point), grid.cell(point), key)


def _gatherings(
    anchor: _Moment, later: list[_Moment], span: int, chord: float
) -> Iterator[list[_Moment]]:
    """Give gatherings that begin with the anchor, so that whatever fits with it is in one."""
    left = dict.fromkeys(later)
    while left:
        seed = next(iter(left))
        members = _gathered(anchor, seed, later, span=span, chord=chord)
        for one in members:
            left.pop(one, None)
        yield members


def _gathered(
    anchor: _Moment, seed: _Moment, later: Iterable[_Moment], *, span: int, chord: float
) -> list[_Moment]:
    """Add to two strikes what fits with everything gathered before."""
    members = [anchor, seed]
    last_start = max(anchor.earliest, seed.earliest)
    first_end = min(anchor.latest, seed.latest)
    for one in later:
        start = one.earliest if one.earliest > last_start else last_start
        end = one.latest if one.latest < first_end else first_end
        if start - end <= span and one is not seed and _is_near(one, members, chord):
            members.append(one)
            last_start, first_end = start, end
    return members


def _spot(point: Point) -> tuple[float, float, float]:
    north, east = radians(point[0]), radians(point[1])
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


def _chord(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """Give the square of the straight line between two spots."""
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 + (one[2] - other[2]) ** 2


def _is_near(one: _Moment, members: list[_Moment], chord: float) -> bool:
    x, y, z = one.spot
    for other in members:
        a, b, c = other.spot
        if (x - a) ** 2 + (y - b) ** 2 + (z - c) ** 2 > chord:
            return False
    return True


def _wave(members: list[_Moment], hours: float, rule: str) -> Wave:
    """Tell of strikes that fit together, the earliest first."""
    least = max(one.earliest for one in members) - min(one.latest for one in members)
    most = max(one.latest for one in members) - members[0].earliest
    spots = {one.spot for one in members}
    apart = max((_chord(one, other) for one, other in combinations(spots, 2)), default=0.0)
    return Wave(
        site_keys=tuple(dict.fromkeys(one.struck.key for one in members)),
        incident_ids=tuple(dict.fromkeys(one.struck.incident_id for one in members)),
        hours=(max(0, least) / _HOUR, most / _HOUR),
        kilometres=2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(apart) / 2)),
        is_certain=most <= hours * _HOUR,
        rule=rule,
    )
