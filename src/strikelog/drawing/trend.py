"""Columns over time: certain counts solid, possible ones hatched above, periods shaded behind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .axes import Measure, count_steps, every_nth
from .shapes import Area, Disc, Drawing, Line, Shape, Text, Tint, box

_SIZE, _UNIT_SIZE = 7.0, 7.5
_FOOT, _GAP = 14.0, 5.0
_BAND_ROW = 9.0
_THICK = 0.66
"""Part of its step that a column fills."""


@dataclass(frozen=True, slots=True)
class Column:
    """One step of time: its label, how many for certain, up to how many, and both in words."""

    label: str
    low: int
    high: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A period above the columns, from one place between them to another; 0 is the left edge.

    A shaded one reaches down behind the columns.
    """

    start: float
    end: float
    label: str
    is_shaded: bool = False


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
    if trend.mirrored:
        shapes = tuple(_mirrored(shape, width) for shape in shapes)
    return Drawing(width, height, shapes, trend.description)


class _Frame:
    """Where things stand: the scale at the left, names of periods above, labels below."""

    def __init__(self, trend: Trend, width: float, height: float, measure: Measure) -> None:
        self._trend, self._measure = trend, measure
        self._steps = count_steps(max(column.high for column in trend.columns))
        self._left = max(measure(f"{step:,}", _SIZE) for step in self._steps) + _GAP
        self._right, self._bottom = width, height - _FOOT
        self._names = self._placed(trend.bands)
        rows = 1 + max((name.row for name in self._names), default=-1)
        self._top = _UNIT_SIZE + _GAP + _BAND_ROW * rows + _SIZE
        self._step = (self._right - self._left) / len(trend.columns)

    def bands(self) -> Iterator[Shape]:
        """Draw each period as a strip with its name, shaded ones down to the foot."""
        for name in self._names:
            top = _UNIT_SIZE + _GAP + _BAND_ROW * name.row
            foot = top + _BAND_ROW - 1.5
            if name.band.is_shaded:
                yield Area(box(name.start, foot, name.end, self._bottom), Tint.BAND)
                for edge in (name.start, name.end):
                    yield Line(((edge, foot), (edge, self._bottom)), Tint.QUIET, 0.4, (1.5, 1.5))
            yield Area(box(name.start, top, name.end, foot), Tint.STRIP)
            yield Text((name.at, top + _SIZE - 1), name.text, _SIZE, Tint.TEXT, name.anchor)

    def scale(self) -> Iterator[Shape]:
        """Draw the lines of the counts with their numbers, and name the unit."""
        for step in self._steps:
            y = self._height_of(step)
            yield Line(((self._left, y), (self._right, y)), Tint.RULE)
            yield Text((self._left - _GAP, y + _SIZE * 0.35), f"{step:,}", _SIZE, anchor=1.0)

    def columns(self) -> Iterator[Shape]:
        """Draw what is certain solid and what is possible hatched above it."""
        for place, column in enumerate(self._trend.columns):
            middle = self._left + (place + 0.5) * self._step
            half = self._step * _THICK / 2
            low, high = self._height_of(column.low), self._height_of(column.high)
            if column.low:
                yield Area(box(middle - half, low, middle + half, self._bottom), Tint.MAIN)
            if column.high > column.low:
                corners = box(middle - half, high, middle + half, low)
                yield Area(corners, Tint.MAIN, is_hatched=True)
            if column.words and self._measure(column.words, _SIZE) <= self._step:
                yield Text((middle, high - 2.5), column.words, _SIZE, Tint.TEXT, 0.5)

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

    def _placed(self, bands: Sequence[Band]) -> list["_Name"]:
        """Give each period a row in which neither its strip nor its name meets another's."""
        ends: list[float] = []
        placed = []
        for band in sorted(bands, key=lambda one: one.start):
            start, end = self._place_of(band.start), self._place_of(band.end)
            at, anchor, text = self._named(band.label, start, end)
            wide = self._measure(text, _SIZE)
            first, last = min(start, at - anchor * wide), max(end, at + (1 - anchor) * wide)
            row = next((row for row, taken in enumerate(ends) if taken + 3 <= first), len(ends))
            ends[row:] = [last, *ends[row + 1 :]]
            placed.append(_Name(band, start, end, row, at, anchor, text))
        return placed

    def _named(self, text: str, start: float, end: float) -> tuple[float, float, str]:
        """Put a name into its strip, or after it, or before it; shortened where it fits nowhere."""
        wide = self._measure(text, _SIZE)
        if wide + 4 <= end - start:
            return start + 2, 0.0, text
        if end + 2 + wide <= self._right:
            return end + 2, 0.0, text
        before, after = start - self._left, self._right - end
        if wide + 2 <= before or before > after:
            return start - 2, 1.0, _cut(text, before - 2, self._measure)
        return end + 2, 0.0, _cut(text, after - 2, self._measure)

    def _height_of(self, count: int) -> float:
        return self._bottom - (self._bottom - self._top) * count / self._steps[-1]

    def _place_of(self, place: float) -> float:
        share = min(1.0, max(0.0, place / len(self._trend.columns)))
        return self._left + (self._right - self._left) * share


@dataclass(frozen=True, slots=True)
class _Name:
    """Where a period's strip and its name stand."""

    band: Band
    start: float
    end: float
    row: int
    at: float
    anchor: float
    text: str


def _cut(text: str, room: float, measure: Measure) -> str:
    """Shorten a text to a width."""
    if measure(text, _SIZE) <= room:
        return text
    kept = text
    while kept and measure(kept + "…", _SIZE) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…" if kept else ""


def _mirrored(shape: Shape, width: float) -> Shape:
    """Give a shape as it stands where reading goes from right to left."""
    if isinstance(shape, Disc):
        return replace(shape, spot=(width - shape.spot[0], shape.spot[1]))
    if isinstance(shape, Text):
        x, y = shape.spot
        return replace(shape, spot=(width - x, y), anchor=1 - shape.anchor)
    return replace(shape, spots=tuple((width - x, y) for x, y in shape.spots))
