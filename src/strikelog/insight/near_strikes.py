"""Finds strikes that fell near each other in time and place without looking at all others."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from math import cos, degrees, floor, radians

from ..domain.distances import EARTH_RADIUS_KM, Point
from .struck import DAY, Struck, minutes_of

VAGUE_DAYS = 3
"""A date less precise than this could lie beside any strike of its week; it lies beside none."""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A strike with the minutes it may have fallen in, counted from the first day of all time."""

    struck: Struck
    earliest: int
    latest: int

    @property
    def is_timed(self) -> bool:
        """Tell whether the minute is known."""
        return self.earliest == self.latest

    @property
    def days(self) -> range:
        """The days it may have fallen on, by number."""
        last = self.latest // DAY if self.is_timed else (self.latest - 1) // DAY
        return range(self.earliest // DAY, last + 1)


def placed(struck: Struck) -> Placed | None:
    """Place a strike in time; None where its date is too vague."""
    ends = placed_within(struck)
    return None if ends is None else Placed(struck, *ends)


def placed_within(struck: Struck) -> tuple[int, int] | None:
    """Give the minutes a strike may have fallen in; None where its date is too vague."""
    ends = minutes_of(struck)
    return None if ends is None or ends[1] - ends[0] > VAGUE_DAYS * DAY else ends


class Grid:
    """Cells of the map of one width in kilometres; each knows those around it."""

    def __init__(self, kilometres: float) -> None:
        self._high = degrees(kilometres / EARTH_RADIUS_KM)
        self._widths: dict[int, float] = {}
        self._beside: dict[tuple[int, int], tuple[tuple[int, int], ...]] = {}

    def cell(self, point: Point) -> tuple[int, int]:
        """Give the cell of a point: its row, and its column in the columns of that row."""
        row = floor(point[0] / self._high)
        return row, floor(point[1] / self._width(row))

    def around(self, point: Point) -> Iterator[tuple[int, int]]:
        """Give the nine cells in which everything within one width lies."""
        middle = floor(point[0] / self._high)
        for row in (middle - 1, middle, middle + 1):
            width = self._widths.get(row) or self._width(row)
            column = floor(point[1] / width)
            yield row, column - 1
            yield row, column
            yield row, column + 1

    def beside(self, cell: tuple[int, int]) -> tuple[tuple[int, int], ...]:
        """Give the cells in which lies whatever is within one width of anything in a cell."""
        if cell not in self._beside:
            self._beside[cell] = tuple(self._cells_beside(*cell))
        return self._beside[cell]

    def _cells_beside(self, row: int, column: int) -> Iterator[tuple[int, int]]:
        west, east = column * self._width(row), (column + 1) * self._width(row)
        for other in (row - 1, row, row + 1):
            width = self._width(other)
            first, last = (column, column) if other == row else (west // width, east // width)
            for beside in range(int(first) - 1, int(last) + 2):
                yield other, beside

    def _width(self, row: int) -> float:
        """Give the degrees of a column: as wide as the end of its row nearer to the pole needs."""
        if row not in self._widths:
            farthest = max(abs(row), abs(row + 1)) * self._high
            self._widths[row] = self._high / max(0.01, cos(radians(min(89.0, farthest))))
        return self._widths[row]


class ByDay:
    """Strikes by a sign they share, such as their site or cell, and by the days they may lie on."""

    def __init__(self) -> None:
        self._held: dict[Hashable, dict[int, list[Placed]]] = {}

    def put(self, sign: Hashable, one: Placed) -> None:
        """Take a strike in."""
        by_day = self._held.setdefault(sign, {})
        for day in one.days:
            by_day.setdefault(day, []).append(one)

    def drop(self, sign: Hashable, one: Placed) -> None:
        """Forget a strike."""
        by_day = self._held[sign]
        for day in one.days:
            by_day[day].remove(one)
            if not by_day[day]:
                del by_day[day]
        if not by_day:
            del self._held[sign]

    def near(self, sign: Hashable, one: Placed) -> Iterable[Placed]:
        """Give the strikes with that sign on the days of one and those beside, each once."""
        by_day = self._held.get(sign)
        if by_day is None:
            return ()
        days = one.days
        found: list[Placed] = []
        for day in range(days.start - 1, days.stop + 1):
            found += by_day.get(day, ())
        return dict.fromkeys(found)
