"""Columns over time: certain counts solid, possible ones hatched above, periods shaded behind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..domain.count_words import number_words
from .axes import Measure, count_steps, every_nth
from .bands import Band, Bands
from .shapes import Area, Drawing, Line, Shape, Target, Text, Tint, box

__all__ = ["Band", "Column", "Trend", "draw_trend"]

_SIZE, _UNIT_SIZE = 7.0, 7.5
_FOOT, _GAP = 14.0, 5.0
_THICK = 0.66
"""Part of its step that a column fills."""
_THICKEST = 44.0


@dataclass(frozen=True, slots=True)
class Column:
    """One step of time: its label, how many for certain, up to how many, and both in words.

    `key` names it for whoever chooses it in a window, `said` is what is read out of it.
    """

    label: str
    low: int
    high: int
    words: str = ""
    key: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A chart of one unit; the unit is always named, and it is the only one."""

    unit: str
    columns: Sequence[Column]
    bands: Sequence[Band] = ()
    possible: str = ""
    description: str = ""
    mirrored: bool = False


def draw_trend(trend: Trend, width: float, height: float, measure: Measure) -> Drawing:
    """Draw the columns; mirrored, time runs from right to left."""
    if not trend.columns:
        raise ValueError("a chart over no time says nothing")
    frame = _Frame(trend, width, height, measure)
    shapes = (*frame.bands(), *frame.scale(), *frame.columns(), *frame.labels(), *frame.legend())
    targets = tuple(frame.targets())
    drawing = Drawing(width, height, shapes, trend.description, targets)
    return drawing.mirrored() if trend.mirrored else drawing


class _Frame:
    """Where things stand: the scale at the left, names of periods above, labels below."""

    def __init__(self, trend: Trend, width: float, height: float, measure: Measure) -> None:
        self._trend, self._measure = trend, measure
        self._steps = count_steps(max(column.high for column in trend.columns))
        self._left = max(measure(number_words(step), _SIZE) for step in self._steps) + _GAP
        self._right, self._bottom = width, height - _FOOT
        self._step = (self._right - self._left) / len(trend.columns)
        self._periods = Bands(trend.bands, self._left, width, place=self._place_of, measure=measure)
        self._top = _UNIT_SIZE + _GAP + self._periods.height + _SIZE

    def bands(self) -> Iterator[Shape]:
        """Draw the periods; places on the axis are columns, 0 is the left edge of the first."""
        return self._periods.shapes(_UNIT_SIZE + _GAP, self._bottom)

    def scale(self) -> Iterator[Shape]:
        """Draw the lines of the counts with their numbers, and name the unit."""
        for step in self._steps:
            y = self._height_of(step)
            yield Line(((self._left, y), (self._right, y)), Tint.RULE)
            yield Text((self._left - _GAP, y + _SIZE * 0.35), number_words(step), _SIZE, anchor=1.0)

    def columns(self) -> Iterator[Shape]:
        """Draw what is certain solid and what is possible hatched above it."""
        for place, column in enumerate(self._trend.columns):
            middle = self._left + (place + 0.5) * self._step
            half = min(self._step * _THICK, _THICKEST) / 2
            low, high = self._height_of(column.low), self._height_of(column.high)
            if column.low:
                yield Area(box(middle - half, low, middle + half, self._bottom), Tint.MAIN)
            if column.high > column.low:
                corners = box(middle - half, high, middle + half, low)
                yield Area(corners, Tint.MAIN, is_hatched=True)
            if column.words and self._measure(column.words, _SIZE) <= self._step:
                yield Text((middle, high - 2.5), column.words, _SIZE, Tint.TEXT, 0.5)

    def targets(self) -> Iterator[Target]:
        """Give the whole height over each column that has a key and counts anything."""
        for place, column in enumerate(self._trend.columns):
            if column.key and column.high:
                left = self._left + place * self._step
                where = (left, self._top - _SIZE, left + self._step, self._bottom)
                yield Target(column.key, where, column.said or column.words)

    def labels(self) -> Iterator[Shape]:
        """Name as many steps of time as have room."""
        names = [column.label for column in self._trend.columns]
        nth = every_nth(names, self._step, self._measure, _SIZE)
        for place in range(0, len(names), nth):
            middle = self._left + (place + 0.5) * self._step
            yield Text((middle, self._bottom + _SIZE + 3), names[place], _SIZE, anchor=0.5)

    def legend(self) -> Iterator[Shape]:
        """Name the unit, and what the hatching means where there is any."""
        yield Text((0.0, _UNIT_SIZE), self._trend.unit, _UNIT_SIZE, Tint.TEXT, is_bold=True)
        if self._trend.possible and any(one.high > one.low for one in self._trend.columns):
            wide = self._measure(self._trend.possible, _SIZE)
            at = self._right - wide
            yield Area(box(at - 12, 1.0, at - 4, 7.5), Tint.MAIN, is_hatched=True)
            yield Text((at, _UNIT_SIZE - 0.5), self._trend.possible, _SIZE)

    def _height_of(self, count: int) -> float:
        return self._bottom - (self._bottom - self._top) * count / self._steps[-1]

    def _place_of(self, place: float) -> float:
        share = min(1.0, max(0.0, place / len(self._trend.columns)))
        return self._left + (self._right - self._left) * share
