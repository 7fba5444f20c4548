"""Waves: several protected sites struck within a day and not far apart (rule 8).

What is found is a candidate for a group of incidents until a person accepts it.
"""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice, starmap
from math import asin, dist, sin
from operator import itemgetter

from ..domain.distances import EARTH_RADIUS_KM, Point
from .gatherings import Cell, Gathering, Key, Moment, Spot, gatherings, spot_of
from .near_strikes import VAGUE_DAYS, Grid, placed_within
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
        self._chord = 2 * sin(within_km / EARTH_RADIUS_KM / 2)
        self._known: dict[Point, tuple[Spot, Cell]] = {}
        # By cell of the map, what lies in it and in those beside it, in the order of time.
        self._around: dict[Cell, list[Moment]] = defaultdict(list)
        self._of: dict[str, list[Moment]] = {}
        self._vague: set[str] = set()
        self._raw: dict[Moment, list[Gathering]] = {}
        # None until first told: before that nothing is known, and everything is to be looked at.
        self._stale: set[Moment] | None = None
        self._told: Waves | None = None
        self._holding: dict[str, list[Gathering]] = defaultdict(list)
        # Whatever begins with a strike of a gathering that came or went may be a part of it.
        self._doubtful: set[Moment] = set()
        self._keys: list[Key] = []
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
        ends, point = placed_within(struck), struck.point
        if ends is None or point is None:
            self._vague.add(struck.incident_id)
            return
        spot, cell = self._known.get(point) or self._know(point)
        hit, key = struck.hit_id or struck.key, struck.key
        moment = Moment(*ends, struck.incident_id, hit, key, spot, cell)
        known = self._of.setdefault(struck.incident_id, [])
        if moment in known:
            return
        known.append(moment)
        if self._stale is not None:
            for cell in self._grid.beside(moment.cell):
                insort(self._around[cell], moment)
            self._unsettle(moment)

    def _know(self, point: Point) -> tuple[Spot, Cell]:
        """Look a point up once: most strikes fall on sites that were struck before."""
        known = self._known[point] = spot_of(point), self._grid.cell(point)
        return known

    def drop(self, incident_id: str) -> None:
        """Forget an incident."""
        moments = self._of.pop(incident_id, ())
        if moments or incident_id in self._vague:
            self._told = None
        self._vague.discard(incident_id)
        if self._stale is not None:
            for moment in moments:
                self._unsettle(moment)
                self._stale.discard(moment)
                self._leave(moment)

    def _leave(self, moment: Moment) -> None:
        """Let go of a strike that is gone, and of what began with it."""
        for cell in self._grid.beside(moment.cell):
            held = self._around[cell]
            del held[bisect_left(held, moment)]
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

    def _unsettle(self, moment: Moment) -> None:
        """Note every strike from which a gathering with this one may begin."""
        self._stale = self._stale or set()
        self._stale.add(moment)
        around, since = self._around[moment.cell], moment.earliest - self._span
        began = bisect_left(around, (since - _LONGEST,))
        for other in islice(around, began, bisect_left(around, moment)):
            if other.latest >= since:
                self._stale.add(other)

    def _settle(self) -> None:
        """Look anew from every strike that may begin something else than before."""
        if self._stale is None:
            self._settle_first()
            return
        doubtful, self._doubtful = self._doubtful, set()
        for anchor in self._stale:
            for gone in self._raw.pop(anchor, ()):
                self._forget(gone)
                doubtful.update(gone.members)
            around = self._around[anchor.cell]
            for one in self._look_from(anchor, around, bisect_right(around, anchor)):
                doubtful.update(one.members)
        self._stale = set()
        for key, wave in self._sorted_out(doubtful):
            place = bisect_left(self._keys, key)
            self._keys.insert(place, key)
            self._waves.insert(place, wave)

    def _settle_first(self) -> None:
        """Look from every strike, in the order of time."""
        self._stale = set()
        around, beside, places = self._around, self._grid.beside, []
        every = sorted([one for moments in self._of.values() for one in moments])
        for moment in every:
            for cell in beside(moment.cell):
                around[cell].append(moment)
            places.append(len(around[moment.cell]))
        for moment, place in zip(every, places, strict=True):
            self._look_from(moment, around[moment.cell], place)
        found = sorted(self._sorted_out(self._raw), key=itemgetter(0))
        self._keys, self._waves = [key for key, _ in found], [wave for _, wave in found]

    def _look_from(self, anchor: Moment, around: list[Moment], began: int) -> list[Gathering]:
        """Find what begins with a strike; whatever is around it began later from some place on."""
        later = self._near(anchor, around, began)
        if len(later) + 1 < self._least:
            return []
        found = gatherings(anchor, later, least=self._least, span=self._span, chord=self._chord)
        if found:
            self._raw[anchor] = found
            holding = self._holding
            for one in found:
                for incident_id in one.incidents:
                    holding[incident_id].append(one)
        return found

    def _near(self, anchor: Moment, around: list[Moment], began: int) -> list[Moment]:
        """Give the strikes near one that began later, and not too late to belong with it."""
        spot, chord, until = anchor.spot, self._chord, anchor.latest + self._span
        near: list[Moment] = []
        for place in range(began, min(len(around), began + _LOOKED_AT)):
            one = around[place]
            if one.earliest > until:
                break
            if dist(spot, one.spot) <= chord:
                near.append(one)
        return near

    def _forget(self, gone: Gathering) -> None:
        for incident_id in gone.incidents:
            self._holding[incident_id].remove(gone)
        self._untell(gone)

    def _untell(self, gone: Gathering) -> None:
        if gone.is_told:
            gone.is_told = False
            place = bisect_left(self._keys, gone.key)
            del self._keys[place], self._waves[place]

    def _sorted_out(self, doubtful: Iterable[Moment]) -> Iterator[tuple[Key, Wave]]:
        """Tell what is no part of what began earlier; parts are told of no longer."""
        for anchor in doubtful:
            for one in self._raw.get(anchor, ()):
                if self._is_part(one, anchor.incident_id):
                    self._untell(one)
                elif not one.is_told:
                    one.is_told = True
                    yield one.key, _wave(one, self._hours, self._text)

    def _is_part(self, one: Gathering, incident_id: str) -> bool:
        incidents, key = one.incidents, one.key
        for other in self._holding[incident_id]:
            if incidents <= other.incidents and other.key < key:
                return True
        return False


_LONGEST = (VAGUE_DAYS + 1) * DAY
"""No strike that is looked at spans more minutes than this."""

_LOOKED_AT = 1_000
"""Strikes after one that are looked at for one wave; more than that is a war, not a wave."""


def _wave(one: Gathering, hours: float, rule: str) -> Wave:
    """Tell of strikes that fit together, the earliest first."""
    starts, ends, incidents, _, sites, spots, _ = zip(*one.members, strict=True)
    most, widest = max(ends) - starts[0], max(starmap(dist, combinations(spots, 2)))
    return Wave(
        site_keys=tuple(dict.fromkeys(sites)),
        incident_ids=tuple(dict.fromkeys(incidents)),
        hours=(max(0, max(starts) - min(ends)) / _HOUR, most / _HOUR),
        kilometres=2 * EARTH_RADIUS_KM * asin(min(1.0, widest / 2)),
        is_certain=most <= hours * _HOUR,
        rule=rule,
    )
