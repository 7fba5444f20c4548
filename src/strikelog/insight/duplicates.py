"""Incidents that may be one and the same event, found among many (rule 11).

Not every incident is held against every other: only those that share a site, a place, a name, a
neighbourhood, a source or an entry of a dataset, within a few days. Nothing here writes or merges.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians

from ..domain.distances import Point
from ..domain.progress import Progress, Silent
from .alike_names import name_keys
from .likeness import Likeness, Reason, is_hopeless, likeness
from .sketches import Commonness, Sketch

LIKELY = 0.5
"""Score from which two incidents are called likely duplicates."""

POSSIBLE = 0.15
"""Score from which they are still worth a look."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The thresholds of the search, printed wherever its result is printed."""

    least: float = LIKELY
    days: int = 2
    km: float = 6.0

    def __str__(self) -> str:
        return f"duplicates: score ≥ {self.least}, ≤ {self.days} days, ≤ {self.km:g} km"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two incidents that may be one event; `one` was given first."""

    one: str
    other: str
    score: float
    reasons: tuple[Reason, ...]

    @property
    def ids(self) -> frozenset[str]:
        """Both incidents, in no order."""
        return frozenset((self.one, self.other))


def duplicates(
    sketches: Sequence[Sketch],
    rule: Rule = Rule(),
    *,
    among: Collection[str] | None = None,
    progress: Progress | None = None,
) -> tuple[Pair, ...]:
    """Find pairs that may be one event, likeliest first; `among` are ids one of which takes part.

    The time is that of reading the sketches once and of comparing neighbours.
    """
    wanted = None if among is None else frozenset(among)
    common = Commonness.of(sketches)
    found: dict[tuple[int, int], Likeness] = {}
    for a, b in _candidates(sketches, rule, wanted, progress or Silent()):
        like = likeness(sketches[a], sketches[b], common)
        if like.score >= _FLOOR:
            found[a, b] = like
    contradicted = _contradicted(
        found, lambda a, b: likeness(sketches[a], sketches[b], common).score
    )
    pairs = (
        Pair(sketches[a].id, sketches[b].id, like.score, like.reasons)
        for (a, b), like in found.items()
        if like.score >= rule.least and (a, b) not in contradicted
    )
    return tuple(sorted(pairs, key=_rank))


_FLOOR = 0.02
"""Score below which a pair is forgotten at once."""

_SURER = 0.9
"""Score from which a twin is taken as settled when the others of an incident are looked at."""


def _contradicted(
    found: Mapping[tuple[int, int], Likeness], score: Callable[[int, int], float]
) -> set[tuple[int, int]]:
    """Give the pairs that a surer one contradicts: if A is B, and A is not C, then B is not C."""
    twins: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (a, b), like in found.items():
        if like.score >= _SURER:
            twins[a].append((like.score, b))
            twins[b].append((like.score, a))
    return {
        (a, b)
        for (a, b), like in found.items()
        for mine, far in ((a, b), (b, a))
        for surer, twin in twins[mine]
        if twin != far and surer > like.score and score(twin, far) < POSSIBLE
    }


def _rank(pair: Pair) -> tuple[float, str, str]:
    return (-pair.score, pair.one, pair.other)


_CROWD = 250
"""Incidents within reach of each other from which a shared sign tells nothing any more."""

_LONGEST = 62
"""Days of doubt beyond which only a site, a source or an entry brings two incidents together."""

_CELL = 0.1
"""Degrees of a cell of the grid that neighbours are looked for in."""

_ROUGH = 10.0
"""Kilometres of doubt from which a point says no more than its place."""

_REPORTED = 500
"""Incidents or blocks after which the search says how far it is, and may be stopped."""

Key = Hashable


def _candidates(
    sketches: Sequence[Sketch], rule: Rule, wanted: frozenset[str] | None, progress: Progress
) -> Iterator[tuple[int, int]]:
    """Give the places of two sketches worth comparing, each two once."""
    new = None if wanted is None else {n for n, one in enumerate(sketches) if one.id in wanted}
    seen: set[int] = set()
    size = len(sketches)
    blocks = _blocks(sketches, rule, new, progress)
    for done, members in enumerate(blocks):
        if done % _REPORTED == 0:
            progress.report(done, len(blocks))
        for a, b in _neighbours(members, sketches, rule):
            if new is not None and a not in new and b not in new:
                continue
            number = a * size + b if a < b else b * size + a
            if number not in seen:
                seen.add(number)
                if not is_hopeless(sketches[a], sketches[b], rule.km):
                    yield divmod(number, size)


def _blocks(
    sketches: Sequence[Sketch], rule: Rule, new: set[int] | None, progress: Progress
) -> list[Sequence[int]]:
    blocks: dict[Key, list[int]] = defaultdict(list)
    for place, sketch in enumerate(sketches):
        if place % _REPORTED == 0:
            progress.report(0)
        for key in frozenset(_keys(sketch, rule)):
            blocks[key].append(place)
    # A place and its names make the same block over and over.
    several = dict.fromkeys(tuple(one) for one in blocks.values() if len(one) > 1)
    return [one for one in several if new is None or not new.isdisjoint(one)]


def _keys(sketch: Sketch, rule: Rule) -> Iterator[Key]:
    """Give the signs by which an incident is brought together with others."""
    yield from sketch.site_ids
    yield from sketch.origins
    yield from sketch.rows
    if sketch.first is None or sketch.last is None or sketch.last - sketch.first > _LONGEST:
        return
    if sketch.place_id:
        yield sketch.place_id
    if sketch.point and sketch.reach < _ROUGH:
        yield from _cells(sketch.point, rule.km / 2)
    for name in (*sketch.places, *sketch.sites):
        yield from name_keys(name)


def _cells(point: Point, km: float) -> Iterator[tuple[int, int]]:
    """Give the cells a circle touches: two points as far apart as its diameter share one.

    For then the middle between them lies in both their circles.
    """
    north, east = point
    high = km / 111.0
    wide = high / max(cos(radians(north)), 0.01)
    for row in range(int((north - high) // _CELL), int((north + high) // _CELL) + 1):
        for column in range(int((east - wide) // _CELL), int((east + wide) // _CELL) + 1):
            yield row, column


def _neighbours(
    members: Sequence[int], sketches: Sequence[Sketch], rule: Rule
) -> Iterator[tuple[int, int]]:
    """Walk a block by date and give whoever lies within reach; a crowd is left to other signs."""
    dated = sorted(_dated(members, sketches))
    alive: list[tuple[int, int]] = []
    for first, last, place in dated:
        if alive:
            alive = [one for one in alive if one[0] + rule.days >= first]
        if len(alive) < _CROWD:
            yield from ((place, other) for _, other in alive)
        alive.append((last, place))


_NEVER = (1, 4_000_000)
"""The days of an incident without a date: any."""


def _dated(members: Iterable[int], sketches: Sequence[Sketch]) -> Iterator[tuple[int, int, int]]:
    for place in members:
        one = sketches[place]
        first = _NEVER[0] if one.first is None else one.first
        yield first, _NEVER[1] if one.last is None else one.last, place
