"""Very many places, gathered into clusters by the zoom they are seen at.

The world is halved again and again; every cell of such a division is a stretch of one sorted list,
so no cluster is ever stored, and each stays where it is while the map is moved.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import floor, log2

from .boxes import Box
from .mercator import Place

DEPTH = 26
"""Halvings of the world that tell places apart: about half a metre."""

LEAST_CELL = 64.0
"""Pixels of a cell at least; it grows to twice that before it is halved."""

_MASKS = (
    (16, 0x0000FFFF0000FFFF),
    (8, 0x00FF00FF00FF00FF),
    (4, 0x0F0F0F0F0F0F0F0F),
    (2, 0x3333333333333333),
    (1, 0x5555555555555555),
)


@dataclass(frozen=True, slots=True)
class Cluster:
    """A stretch of the sorted places: from `start` up to `end`, around its middle.

    `is_spot` tells that all of them are at one and the same place.
    """

    start: int
    end: int
    middle: Place
    is_spot: bool
    cell: Box

    @property
    def count(self) -> int:
        """How many places it holds."""
        return self.end - self.start


def level_of(scale: float) -> int:
    """Give how often the world is halved where it is so many pixels wide."""
    return max(0, min(DEPTH, floor(log2(scale / LEAST_CELL))))


class Clustered:
    """Places sorted so that what is near each other stands together; `order` says how."""

    def __init__(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        unsorted = list(map(_code, xs, ys))
        self.order = array("l", sorted(range(len(unsorted)), key=unsorted.__getitem__))
        self._codes = array("Q", (unsorted[at] for at in self.order))
        self._xs = array("d", (xs[at] for at in self.order))
        self._ys = array("d", (ys[at] for at in self.order))
        self._sums = tuple(
            array("d", accumulate(values, initial=0.0)) for values in (self._xs, self._ys)
        )

    def __len__(self) -> int:
        return len(self.order)

    def members(self, cluster: Cluster) -> "array[int]":
        """Give the numbers of its places, as they were before sorting."""
        return self.order[cluster.start : cluster.end]

    def box(self, start: int = 0, end: int | None = None) -> Box | None:
        """Give the part of the world that holds a stretch of places, all of them without."""
        xs, ys = self._xs[start:end], self._ys[start:end]
        return (min(xs), min(ys), max(xs), max(ys)) if xs else None

    def within(self, box: Box, level: int) -> Iterator[Cluster]:
        """Give the clusters of a level whose cells meet a part of the world."""
        yield from self._below(0, 0, level, box, 0, len(self._codes))

    def _below(
        self, depth: int, code: int, level: int, box: Box, start: int, end: int
    ) -> Iterator[Cluster]:
        if start == end:
            return
        cell = _cell(depth, code)
        if cell[2] <= box[0] or cell[0] >= box[2] or cell[3] <= box[1] or cell[1] >= box[3]:
            return
        if depth == level:
            yield self._cluster(start, end, cell)
            return
        shift = 2 * (DEPTH - depth - 1)
        ends = [bisect_left(self._codes, (code * 4 + n) << shift, start, end) for n in (1, 2, 3)]
        for n, (first, last) in enumerate(zip((start, *ends), (*ends, end), strict=True)):
            yield from self._below(depth + 1, code * 4 + n, level, box, first, last)

    def _cluster(self, start: int, end: int, cell: Box) -> Cluster:
        if self._codes[start] == self._codes[end - 1]:
            return Cluster(start, end, (self._xs[start], self._ys[start]), True, cell)
        x, y = ((sums[end] - sums[start]) / (end - start) for sums in self._sums)
        return Cluster(start, end, (x, y), False, cell)


def _code(x: float, y: float) -> int:
    """Interleave the binary digits of both coordinates (Morton's order)."""
    most = (1 << DEPTH) - 1
    across = min(most, max(0, int(x * (most + 1))))
    down = min(most, max(0, int(y * (most + 1))))
    return _spread(across) | _spread(down) << 1


def _spread(value: int) -> int:
    for shift, mask in _MASKS:
        value = (value | value << shift) & mask
    return value


def _cell(depth: int, code: int) -> Box:
    """Give the part of the world a cell covers."""
    x, y = _gathered(code), _gathered(code >> 1)
    side = 0.5**depth
    return x * side, y * side, (x + 1) * side, (y + 1) * side


def _gathered(value: int) -> int:
    value &= 0x5555555555555555
    for shift, mask in (
        (1, 0x3333333333333333),
        (2, 0x0F0F0F0F0F0F0F0F),
        (4, 0x00FF00FF00FF00FF),
        (8, 0x0000FFFF0000FFFF),
        (16, 0x00000000FFFFFFFF),
    ):
        value = (value | value >> shift) & mask
    return value
