"""Strikes that fit together in time and place: what a wave is made of, before it is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import NamedTuple

from ..domain.distances import Point
from .near_strikes import Placed


class Moment(NamedTuple):
    """A strike with the minutes it may have happened in; they sort in time.

    `hit` tells strikes of one incident apart. `x`, `y` and `z` are its point on a ball of one
    kilometre, where distances are quick to compare.
    """

    earliest: int
    latest: int
    incident_id: str
    hit: str
    site: str
    x: float
    y: float
    z: float
    cell: tuple[int, int]


Key = tuple[Moment, int]
"""Orders gatherings in time: the strike they begin with, and which of those it is."""


@dataclass(slots=True, eq=False)
class Gathering:
    """Strikes that fit together, found from their earliest.

    `last_start`, `first_end` and `latest` are minutes, `widest` is the square of the longest
    straight line between two of its points. `is_told` tells whether it is told as a wave.
    """

    members: list[Moment]
    incidents: frozenset[str]
    key: Key
    last_start: int
    first_end: int
    latest: int
    widest: float
    is_told: bool = False


def moment_of(when: Placed, point: Point, cell: tuple[int, int]) -> Moment:
    """Give the moment of a strike that is placed in time, at a point that lies in a cell."""
    struck, north, east = when.struck, radians(point[0]), radians(point[1])
    flat = cos(north)
    return Moment(
        when.earliest,
        when.latest,
        struck.incident_id,
        struck.hit_id or struck.key,
        struck.key,
        flat * cos(east),
        flat * sin(east),
        sin(north),
        cell,
    )


def gatherings(
    anchor: Moment, later: Sequence[Moment], *, least: int, span: int, chord: float
) -> list[Gathering]:
    """Give gatherings of enough sites that begin with the anchor.

    `later` holds in time whatever is near it; all that fits with it is in one of them.
    """
    found: list[Gathering] = []
    left = list(later)
    n = 0
    while left:
        one = _gathered((anchor, n), left[0], later, span=span, chord=chord)
        members = one.members
        n += 1
        if len(members) >= least and len({member.site for member in members}) >= least:
            found.append(one)
        left = [] if len(members) > len(later) else _without(left, members)
    return found


def _without(left: Sequence[Moment], members: Sequence[Moment]) -> list[Moment]:
    gone = set(members)
    return [one for one in left if one not in gone]


def _gathered(
    key: Key, seed: Moment, later: Sequence[Moment], *, span: int, chord: float
) -> Gathering:
    """Add to two strikes what fits with everything gathered before."""
    anchor = key[0]
    members, spots = [anchor, seed], [(anchor.x, anchor.y, anchor.z), (seed.x, seed.y, seed.z)]
    widest = (anchor.x - seed.x) ** 2 + (anchor.y - seed.y) ** 2 + (anchor.z - seed.z) ** 2
    last_start, first_end = max(anchor.earliest, seed.earliest), min(anchor.latest, seed.latest)
    latest = max(anchor.latest, seed.latest)
    for one in later:
        earliest, ends, _, _, _, x, y, z, _ = one
        start = earliest if earliest > last_start else last_start
        end = ends if ends < first_end else first_end
        if start - end > span or one is seed:
            continue
        farthest = widest
        for a, b, c in spots:
            dx, dy, dz = x - a, y - b, z - c
            line = dx * dx + dy * dy + dz * dz
            if line > farthest:
                if line > chord:
                    break
                farthest = line
        else:
            members.append(one)
            spots.append((x, y, z))
            last_start, first_end, widest = start, end, farthest
            latest = ends if ends > latest else latest
    incidents = frozenset([member.incident_id for member in members])
    return Gathering(members, incidents, key, last_start, first_end, latest, widest)
