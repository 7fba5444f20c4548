"""Strikes that fit together in time and place: what a wave is made of, before it is told."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, dist, hypot, radians, sin
from operator import itemgetter
from typing import NamedTuple

from ..domain.distances import Point

Spot = tuple[float, float, float]
"""A point on a ball of one kilometre, where distances are quick to compare."""

Cell = tuple[int, int]
"""A cell of the map: its row and its column."""


class Moment(NamedTuple):
    """A strike with the minutes it may have happened in; they sort in time.

    `hit` tells strikes of one incident apart.
    """

    earliest: int
    latest: int
    incident_id: str
    hit: str
    site: str
    spot: Spot
    cell: Cell


_incident, _site = (itemgetter(Moment._fields.index(name)) for name in ("incident_id", "site"))

Key = tuple[Moment, int]
"""Orders gatherings in time: the strike they begin with, and which of those it is."""


@dataclass(slots=True, eq=False)
class Gathering:
    """Strikes that fit together, found from their earliest; `is_told` once they are a wave."""

    members: list[Moment]
    incidents: frozenset[str]
    key: Key
    is_told: bool = False


def spot_of(point: Point) -> Spot:
    """Put a point on the ball."""
    north, east = radians(point[0]), radians(point[1])
    flat = cos(north)
    return flat * cos(east), flat * sin(east), sin(north)


def gatherings(
    anchor: Moment, later: Sequence[Moment], *, least: int, span: int, chord: float
) -> list[Gathering]:
    """Give gatherings of enough sites that begin with the anchor.

    `later` holds in time whatever fits with it; all of that is in one of them. Strikes fit together
    when each two of them do, so that every two are held beside each other once.
    """
    found: list[Gathering] = []
    fits, left, n = _fitting(later, span, chord), (1 << len(later)) - 1, 0
    while left:
        members, one, open_to = [anchor], left & -left, -1
        while one:  # the first in time of what fits with everything gathered before
            k = one.bit_length() - 1
            members.append(later[k])
            left &= ~one
            open_to &= fits[k]
            one = open_to & -open_to
        if len(members) >= least and len(set(map(_site, members))) >= least:
            incidents = frozenset(map(_incident, members))
            found.append(Gathering(members, incidents, (anchor, n)))
        n += 1
    return found


def _fitting(later: Sequence[Moment], span: int, chord: float) -> list[int]:
    """Give of each strike, as bits, those that are near it in time and place."""
    if len(later) >= _MANY and _all_fit(later, span, chord):
        every = (1 << len(later)) - 1
        return [every ^ (1 << n) for n in range(len(later))]
    fits = [0] * len(later)
    spots = [one.spot for one in later]
    starts = [one.earliest for one in later]
    for n, one in enumerate(later):
        spot, own, bits = spots[n], 1 << n, 0
        ended = bisect_right(starts, one.latest + span, n + 1)
        for m, other in enumerate(spots[n + 1 : ended], n + 1):
            if dist(spot, other) <= chord:
                bits |= 1 << m
                fits[m] |= own
        fits[n] |= bits
    return fits


_MANY = 16
"""Of so many strikes it is worth asking whether all fit, before two at a time are looked at."""


def _all_fit(later: Sequence[Moment], span: int, chord: float) -> bool:
    """Tell whether strikes fit for they all lie in a box no longer than the line allowed."""
    if later[-1].earliest > min([one.latest for one in later]) + span:
        return False
    sides = [max(axis) - min(axis) for axis in zip(*[one.spot for one in later], strict=True)]
    return hypot(*sides) <= chord
