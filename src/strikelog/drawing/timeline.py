"""A timeline: strikes as ticks, uncertain dates as hatched bars, periods as bands behind them.

`draw_timeline(timeline, width, measure)` gives the drawing; its height follows from what is on it.
Places are days (`day_place`) or minutes, as the axis says. In a language read from the right the
drawing is mirrored: time begins where reading begins, as in the tables beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import pairwise

from .axes import Measure
from .bands import Band, Bands, shortened
from .shapes import Area, Disc, Drawing, Line, Shape, Target, Text, Tint, box
from .timescale import Label, Room, day_labels, minute_labels

__all__ = ["Axis", "Band", "Event", "Timeline", "day_place", "draw_timeline"]

_SIZE, _UNIT_SIZE = 7.0, 7.5
_GAP, _FOOT = 5.0, 14.0
_LANE, _TICK = 16.0, 11.0
_LABEL_ROW, _MOST_ROWS = 9.5, 6
_BETWEEN_ROW = 11.0
_EDGE = 0.04
"""Part of the span left free before the first and after the last."""
_LEAST_BAR = 3.0
_MARGIN = 3.0
_BOLD = 1.12
"""How much wider bold letters are than plain ones, at most."""


class Axis(Enum):
    """What one step of the axis is."""

    DAYS = "days"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Event:
    """Something at a place in time, or somewhere between two; None is an end nobody knows.

    `lane` is the row it stands in; `key` names it for whoever chooses it in a window.
    """

    label: str
    start: float | None
    end: float | None
    lane: int = 0
    key: str = ""
    words: str = ""
    tint: Tint = Tint.GRAVE

    @property
    def is_certain(self) -> bool:
        """Tell whether it stands at one place."""
        return self.start is not None and self.start == self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What a timeline shows, with the words around it in the language of the reader.

    `unit` is the heading and names the axis ("Minutes after the first strike"); `lanes` names the
    rows, one nameless row without; `between` gives the words between the events of the first lane
    that follow each other ("60 days"), one fewer than there are events.
    """

    unit: str
    events: Sequence[Event]
    bands: Sequence[Band] = ()
    lanes: Sequence[str] = ()
    between: Sequence[str] = ()
    axis: Axis = Axis.DAYS
    certain: str = ""
    possible: str = ""
    description: str = ""
    language: str = "en"
    mirrored: bool = False


def day_place(day: date) -> float:
    """Give the place of a day on an axis of days."""
    return float(day.toordinal())


def draw_timeline(timeline: Timeline, width: float, measure: Measure) -> Drawing:
    """Draw it as wide as asked and as high as it needs; an empty one is refused."""
    ends = [end for one in timeline.events for end in (one.start, one.end) if end is not None]
    if not ends:
        raise ValueError("a timeline without a time says nothing")
    frame = _Frame(timeline, width, measure, span=_span(ends, timeline.axis))
    drawing = Drawing(
        width, frame.height, tuple(frame.shapes()), timeline.description, tuple(frame.targets())
    )
    return drawing.mirrored() if timeline.mirrored else drawing


def _span(ends: Sequence[float], axis: Axis) -> tuple[float, float]:
    """Give the first and last place shown: what happened with some room, at least a few steps."""
    first, last = min(ends), max(ends)
    room = max((last - first) * _EDGE, 3.0 if axis is Axis.DAYS else 0.5)
    if axis is Axis.DAYS:
        return max(first - room, 1.0), min(last + room, float(date.max.toordinal()))
    return first - room, last + room


@dataclass(frozen=True, slots=True)
class _Written:
    """A label that found room: its event, where the event stands, its row, its left edge."""

    event: Event
    at: float
    row: int
    left: float
    right: float


class _Frame:
    """Where things stand: heading, periods, labels, lanes, distances, the axis at the foot."""

    def __init__(
        self, timeline: Timeline, width: float, measure: Measure, *, span: tuple[float, float]
    ) -> None:
        self._timeline, self._measure = timeline, measure
        self._first, self._last = span
        names = max((measure(name, _SIZE) for name in timeline.lanes), default=0.0)
        self._left = min(names + _GAP, width / 3) if names else _MARGIN
        self._right = width - _MARGIN
        self._signs = list(_signs(timeline))
        self._bands = Bands(
            _inside(timeline.bands, *span),
            self._left,
            self._right,
            place=self._x,
            measure=measure,
        )
        self._written = {lane: self._labels_of(lane) for lane in range(self._lanes)}
        self._lane_tops = list(self._tops())
        below = _BETWEEN_ROW if any(timeline.between) else 2.0
        self._bottom = self._lane_tops[-1] + _LANE + below
        self.height = self._bottom + _FOOT

    def shapes(self) -> Iterator[Shape]:
        """Give everything from the back to the front."""
        yield from self._bands.shapes(self._head, self._bottom)
        yield from self._axis()
        yield from self._heading()
        for lane, top in enumerate(self._lane_tops):
            yield from self._lane(lane, top)
        yield from self._distances()

    def targets(self) -> Iterator[Target]:
        """Give the place of each event that has a key."""
        for event in self._timeline.events:
            if event.key:
                left, right = self._extent(event)
                top = self._lane_tops[event.lane]
                where = (left - 3, top, right + 3, top + _LANE)
                yield Target(event.key, where, event.words or event.label)

    @property
    def _lanes(self) -> int:
        return max(1, len(self._timeline.lanes), *(1 + one.lane for one in self._timeline.events))

    @property
    def _head(self) -> float:
        return self._legend_y + _GAP + (_UNIT_SIZE - _SIZE)

    @property
    def _legend_y(self) -> float:
        """The baseline of the legend: beside the heading, or below it where there is no room."""
        heading = self._measure(self._timeline.unit, _UNIT_SIZE) * _BOLD
        wide = sum(self._measure(words, _SIZE) + 22 for words, _ in self._signs)
        beside = heading + wide <= self._right
        return _SIZE if beside or not self._signs else _SIZE + _UNIT_SIZE + _GAP - 1

    def _tops(self) -> Iterator[float]:
        at = self._head + self._bands.height
        for lane in range(self._lanes):
            rows = 1 + max((one.row for one in self._written[lane]), default=-1)
            at += rows * _LABEL_ROW + 3.0
            yield at
            at += _LANE

    # -- drawing

    def _heading(self) -> Iterator[Shape]:
        """Name the unit, and at the other side what a tick and a bar mean where they are seen."""
        at, y = self._right, self._legend_y
        unit = self._timeline.unit
        yield Text((0.0, _UNIT_SIZE), unit, _UNIT_SIZE, Tint.TEXT, is_bold=True)
        for words, is_bar in self._signs:
            yield Text((at, y), words, _SIZE, anchor=1.0)
            at -= self._measure(words, _SIZE) + 4
            yield from _sign(at, y - _SIZE, is_bar=is_bar)
            at -= 18

    def _axis(self) -> Iterator[Shape]:
        yield Line(((self._left, self._bottom), (self._right, self._bottom)), Tint.QUIET, 0.7)
        for label in self._labels():
            x = self._x(label.at)
            yield Line(((x, self._bottom), (x, self._bottom + 3)), Tint.QUIET, 0.6)
            half = self._measure(label.text, _SIZE) / 2
            middle = min(max(x, half), self._right + _MARGIN - half)
            yield Text((middle, self._bottom + _SIZE + 4), label.text, _SIZE, anchor=0.5)

    def _labels(self) -> list[Label]:
        line = self._timeline
        room = Room(self._right - self._left, _SIZE, self._measure)
        if line.axis is Axis.MINUTES:
            return [
                one
                for one in minute_labels(self._first, self._last, room)
                if one.at >= 0 or self._first < -1
            ]
        return day_labels(self._first, self._last, room, line.language)

    def _lane(self, lane: int, top: float) -> Iterator[Shape]:
        middle = top + _LANE / 2
        yield Line(((self._left, middle), (self._right, middle)), Tint.RULE)
        if self._timeline.lanes[lane : lane + 1]:
            at = self._left - _GAP, middle + _SIZE * 0.35
            name = shortened(self._timeline.lanes[lane], self._left - _GAP, _SIZE, self._measure)
            yield Text(at, name, _SIZE, Tint.TEXT, 1.0)
        for one in self._written[lane]:
            y = top - _LABEL_ROW * one.row - 1.0
            yield Line(((one.at, y), (one.at, middle)), Tint.QUIET, 0.5)
        for event in self._timeline.events:
            if event.lane == lane:
                yield from self._mark(event, middle)
        for one in self._written[lane]:
            y = top - _LABEL_ROW * one.row - 3.0
            yield Text((one.left, y), one.event.label, _SIZE, Tint.TEXT, has_halo=True)

    def _mark(self, event: Event, middle: float) -> Iterator[Shape]:
        left, right = self._extent(event)
        if event.is_certain:
            x = (left + right) / 2
            yield Line(((x, middle - _TICK / 2), (x, middle + _TICK / 2)), event.tint, 2.2)
            yield Disc((x, middle), 2.6, event.tint)
            return
        corners = box(left, middle - _TICK / 2, right, middle + _TICK / 2)
        yield Area(corners, Tint.PAPER)
        yield Area(corners, event.tint, is_hatched=True)

    def _distances(self) -> Iterator[Shape]:
        """Write how long lay between events of the first lane, where there is room between them."""
        y = self._lane_tops[0] + _LANE + _SIZE - 1.5
        inner = sorted(self._extent(one) for one in self._timeline.events if one.lane == 0)
        if self._lanes > 1:
            return
        for words, ((_, start), (end, _)) in zip(
            self._timeline.between, pairwise(inner), strict=False
        ):
            wide = self._measure(words, _SIZE)
            if wide + 6 > end - start:
                continue
            middle = (start + end) / 2
            for one, other in (
                (start + 1, middle - wide / 2 - 2),
                (middle + wide / 2 + 2, end - 1),
            ):
                yield Line(((one, y - 2.4), (other, y - 2.4)), Tint.QUIET, 0.5)
            yield Text((middle, y), words, _SIZE, anchor=0.5, has_halo=True)

    # -- where

    def _x(self, at: float) -> float:
        share = (at - self._first) / (self._last - self._first)
        return self._left + (self._right - self._left) * min(1.0, max(0.0, share))

    def _extent(self, event: Event) -> tuple[float, float]:
        """Give the left and right end of a mark; a bar is wide enough to be seen."""
        left = self._left if event.start is None else self._x(event.start)
        right = self._right if event.end is None else self._x(event.end)
        if event.is_certain or right - left >= _LEAST_BAR:
            return left, right
        middle = (left + right) / 2
        return middle - _LEAST_BAR / 2, middle + _LEAST_BAR / 2

    def _holds(self, event: Event) -> tuple[float, ...]:
        """Give where the leader of a label may touch a mark: a bar at its middle or its ends."""
        left, right = self._extent(event)
        middle = (left + right) / 2
        return (middle,) if right - left < 8 else (middle, left + 2, right - 2)

    def _labels_of(self, lane: int) -> list[_Written]:
        """Give labels rows in which none meets another.

        From the right leaders mostly stay free; near the right edge, where labels stand before
        their marks, they do so from the left. What finds no row is not written; its mark and its
        words in the window remain.
        """
        events = [one for one in self._timeline.events if one.lane == lane and one.label]
        events.sort(key=lambda one: -sum(self._extent(one)))
        return max((self._laid(events), self._laid(events[::-1])), key=len)

    def _laid(self, events: Sequence[Event]) -> list[_Written]:
        """Give each label the first row where it is free of those before it."""
        written: list[_Written] = []
        for event in events:
            wide = self._measure(event.label, _SIZE)
            places = (
                _Written(event, at, row, left, left + wide)
                for row in range(_MOST_ROWS)
                for at in self._holds(event)
                for left in (at - 1.0, at - wide + 1.0)
                if left >= 0 and left + wide <= self._right + _MARGIN
            )
            free = (one for one in places if not any(_meet(one, other) for other in written))
            written += [one for one in (next(free, None),) if one]
        return written


def _meet(one: _Written, other: _Written) -> bool:
    """Tell whether a label stands on another, or the leader of the higher runs through the lower.

    Both are written in one lane.
    """
    if one.row == other.row:
        return one.left < other.right + 3 and other.left < one.right + 3
    low, high = sorted((one, other), key=lambda written: written.row)
    return low.left - 1 < high.at < low.right + 1


def _signs(timeline: Timeline) -> Iterator[tuple[str, bool]]:
    """Give the words of the legend for what is seen, and whether they speak of bars."""
    for words, is_bar in ((timeline.possible, True), (timeline.certain, False)):
        if words and any(one.is_certain is not is_bar for one in timeline.events):
            yield words, is_bar


def _sign(at: float, top: float, *, is_bar: bool) -> Iterator[Shape]:
    """Draw what the legend speaks of, ending at a place."""
    if is_bar:
        yield Area(box(at - 10, top + 1.0, at, top + 7.5), Tint.GRAVE, is_hatched=True)
    else:
        yield Line(((at - 4, top + 0.5), (at - 4, top + 8.0)), Tint.GRAVE, 2.2)
        yield Disc((at - 4, top + 4.2), 2.2)


def _inside(bands: Sequence[Band], first: float, last: float) -> list[Band]:
    """Keep the periods that are seen at all."""
    return [one for one in bands if one.start <= last and one.end >= first]
