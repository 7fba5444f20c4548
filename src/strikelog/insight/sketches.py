"""What incidents are compared by when duplicates are looked for, and how common each sign is."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import log
from typing import Self

from ..domain.distances import Point

People = tuple[int | None, int | None]
"""A range of people; None is not stated below, open above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What an incident is compared by.

    `first` and `last` are days by their number, `minute` counts from midnight. `reach` is the doubt
    of the point in kilometres. `origins` are ids of sources, their addresses and hashes of files,
    `rows` external ids ("scheme:value"). Names are given in every spelling that is known.
    """

    id: str
    first: int | None = None
    last: int | None = None
    minute: int | None = None
    point: Point | None = None
    reach: float = 0.0
    place_id: str | None = None
    places: tuple[str, ...] = ()
    site_ids: frozenset[str] = frozenset()
    sites: tuple[str, ...] = ()
    site_types: frozenset[str] = frozenset()
    event_type: str | None = None
    delivery: str | None = None
    weapon: str | None = None
    killed: People | None = None
    injured: People | None = None
    origins: frozenset[str] = frozenset()
    rows: frozenset[str] = frozenset()


_OFFENSIVE = 3
"""Times as often as on other days that a place is hit when it is hit at all."""

_TRUST = 0.85
"""Share of its weight that a sign keeps: records are not spread as evenly as reckoned."""

FEWEST_DAYS = 1_095
"""Days that incidents are taken to spread over at least; few records say little about chance."""


@dataclass(frozen=True, slots=True)
class Commonness:
    """How many incidents share a sign, and over how many days: what chance makes of it.

    That two incidents hit one site on one day says much of a site hit once in ten years, and little
    of one hit every week.
    """

    counts: Mapping[Hashable, int] = field(default_factory=dict)
    days: int = FEWEST_DAYS

    @classmethod
    def of(cls, sketches: Iterable[Sketch]) -> Self:
        """Count the signs of many incidents."""
        counts: Counter[Hashable] = Counter()
        first, last = [], []
        for one in sketches:
            counts.update(_signs(one))
            if one.first is not None and one.last is not None:
                first.append(one.first)
                last.append(one.last)
        days = max(last, default=0) - min(first, default=0)
        return cls(counts, max(FEWEST_DAYS, days))

    def surprise(self, sign: Hashable, share: float = 1.0) -> float:
        """Weigh a sign in common: by how much it outdoes chance, for one day."""
        others = max(self.counts.get(sign, 2) - 1, 1) * share
        return _TRUST * log(self.days / (_OFFENSIVE * others))


def _signs(one: Sketch) -> Iterator[Hashable]:
    yield from one.site_ids
    if one.place_id:
        yield one.place_id
    if one.sites:
        yield site_sign(one)
    if one.places:
        yield one.places[0]
    if one.point:
        yield neighbourhood(one.point)


def site_sign(one: Sketch) -> Hashable:
    """Name a site by what is written of it, within its place."""
    return (one.place_id, one.sites[0])


def neighbourhood(point: Point) -> Hashable:
    """Name the ten kilometres around a point."""
    return (round(point[0], 1), round(point[1], 1))


ALONE = Commonness()
"""What is known of chance where two incidents are compared without any others."""
