"""Dates as precisely as the sources give them: the EDTF subset that strikelog keeps.

Points are days, months and years, with `?` (doubtful), `~` (about) or `%` (both). `A/B` is one
thing that lasts from A to B, with `..` for an open end; `[A..B]` is one unknown moment between A
and B. How people type and read dates stands in `date_reading` and `date_words`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import lru_cache, total_ordering

from .errors import BadValue
from .messages import mark

Bounds = tuple[date | None, date | None]
"""First and last day; None is an open end."""


class BadDate(BadValue):
    """The text is no date of the kinds that can be kept."""

    message = mark(
        "“{text}” cannot be read as a date."
        " Write it like 6 Nov 2019, Nov 2019, early May 2019 or 2019-11-06."
    )


class NoSuchDay(BadDate):
    """The calendar has no such day or month."""

    message = mark("“{text}” names a day or month that does not exist. Please check it.")


class DatesReversed(BadDate):
    """The last day lies before the first."""

    message = mark("In “{text}” the last day lies before the first. Please swap them.")


class Unit(Enum):
    """How finely a point is stated."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Form(Enum):
    """What the points of a date mean together."""

    POINT = "point"
    SPAN = "span"  # from the first to the last
    ONE_OF = "one of"  # a single unknown moment between them


@dataclass(frozen=True, slots=True)
class DatePoint:
    """A day, a month (day is None) or a year (month is None), with its qualifier."""

    year: int
    month: int | None = None
    day: int | None = None
    qualifier: str = ""  # "", "?", "~" or "%"

    @property
    def unit(self) -> Unit:
        """Tell whether it states a day, a month or a year."""
        if self.day:
            return Unit.DAY
        return Unit.MONTH if self.month else Unit.YEAR

    @property
    def doubtful(self) -> bool:
        """Say whether the source or its reader doubts it."""
        return self.qualifier in ("?", "%")

    @property
    def approximate(self) -> bool:
        """Say whether it is only about right."""
        return self.qualifier in ("~", "%")

    @property
    def first(self) -> date:
        """The earliest day it may mean, qualifier aside."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it may mean, qualifier aside."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def padded_first(self) -> date:
        """The earliest day, three days (one month, one year) sooner where it is approximate."""
        if not self.approximate:
            return self.first
        if self.unit is Unit.DAY:
            return days_away(self.first, -3)
        before = days_away(self.first, -1)
        return before.replace(day=1) if self.unit is Unit.MONTH else before.replace(month=1, day=1)

    @property
    def padded_last(self) -> date:
        """The latest day, three days (one month, one year) later where it is approximate."""
        if not self.approximate:
            return self.last
        if self.unit is Unit.DAY:
            return days_away(self.last, 3)
        after = days_away(self.last, 1)
        month = after.month if self.unit is Unit.MONTH else 12
        return after.replace(month=month, day=monthrange(after.year, month)[1])

    @property
    def edtf(self) -> str:
        """Write it as EDTF."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part]
        return "-".join(parts) + self.qualifier


def days_away(day: date, count: int) -> date:
    """Move by days and stop at the ends of the calendar."""
    ordinal = day.toordinal() + count
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


@dataclass(frozen=True, slots=True)
class _Parts:
    form: Form
    start: DatePoint | None
    end: DatePoint | None
    bounds: Bounds
    padded: Bounds
    meaning: str  # the EDTF text without XX, which adds nothing


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class FuzzyDate:
    """A date as EDTF text, checked on construction.

    Two dates are equal when they mean the same: `2019-07-XX` equals `2019-07`, though each keeps
    its writing.
    """

    edtf: str
    _parts: _Parts = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Refuse text outside the subset."""
        object.__setattr__(self, "_parts", _taken_apart(self.edtf))

    @classmethod
    def parse(cls, edtf: str) -> FuzzyDate:
        """Read EDTF text strictly; `date_reading.read_date` takes what people type."""
        return _parsed(edtf)

    @classmethod
    def of_day(cls, day: date) -> FuzzyDate:
        """Make the date of a known calendar day."""
        return _parsed(day.isoformat())

    @classmethod
    def span(cls, start: DatePoint | None, end: DatePoint | None) -> FuzzyDate:
        """Make what lasts from `start` to `end`; None is an open end."""
        if start is None and end is None:
            return _parsed("..")
        return _parsed("/".join(point.edtf if point else ".." for point in (start, end)))

    @classmethod
    def one_of(cls, start: DatePoint, end: DatePoint) -> FuzzyDate:
        """Make one unknown moment between two points."""
        return _parsed(f"[{start.edtf}..{end.edtf}]")

    @property
    def form(self) -> Form:
        """Tell a point, a span and one-of-a-range apart."""
        return self._parts.form

    @property
    def start(self) -> DatePoint | None:
        """The first point as written; None is open."""
        return self._parts.start

    @property
    def end(self) -> DatePoint | None:
        """The last point as written, for a single point the same as `start`; None is open."""
        return self._parts.end

    @property
    def first(self) -> date | None:
        """The earliest day; None is open."""
        return self._parts.bounds[0]

    @property
    def last(self) -> date | None:
        """The latest day; None is open."""
        return self._parts.bounds[1]

    @property
    def bounds(self) -> Bounds:
        """The earliest and the latest day."""
        return self._parts.bounds

    @property
    def padded(self) -> Bounds:
        """Earliest and latest day with room for «about»: three days, or one month or year."""
        return self._parts.padded

    @property
    def precision(self) -> str:
        """Give the DATE_PREC code, from the number of days and the room for «about»."""
        first, last = self._parts.bounds
        if first is None or last is None:
            return "open"
        vague = [point for point in (self.start, self.end) if point and point.approximate]
        floors = ["2" if point.unit is Unit.DAY else "5" for point in vague]
        return max([_precision_of((last - first).days + 1), *floors])

    @property
    def doubtful(self) -> bool:
        """Say whether any part is marked with ? or %."""
        return any(point.doubtful for point in (self.start, self.end) if point)

    @property
    def approximate(self) -> bool:
        """Say whether any part is marked with ~ or %."""
        return any(point.approximate for point in (self.start, self.end) if point)

    @property
    def is_one_of(self) -> bool:
        """Say whether it is a single unknown moment within its bounds."""
        return self._parts.form is Form.ONE_OF

    @property
    def is_open(self) -> bool:
        """Say whether an end is missing because it has not come or is not known."""
        return None in self._parts.bounds

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """Order by earliest, then latest day; the text only keeps the order the same every time."""
        first, last = self._parts.bounds
        return (first or date.min, last or date.max, self._parts.meaning)

    def overlaps(self, first: date | None, last: date | None, *, padded: bool = True) -> bool:
        """Say whether it may lie within a window, whose None is an open end."""
        own_first, own_last = self._parts.padded if padded else self._parts.bounds
        starts_in_time = own_first is None or last is None or own_first <= last
        return starts_in_time and (own_last is None or first is None or own_last >= first)

    def inside(self, first: date | None, last: date | None) -> bool:
        """Say whether it lies within a window for certain, the room for «about» included."""
        own_first, own_last = self._parts.padded
        starts_inside = first is None or (own_first is not None and own_first >= first)
        return starts_inside and (last is None or (own_last is not None and own_last <= last))

    def __eq__(self, other: object) -> bool:
        """Compare meanings, so that XX makes no difference."""
        if not isinstance(other, FuzzyDate):
            return NotImplemented
        return self._parts.meaning == other._parts.meaning

    def __lt__(self, other: FuzzyDate) -> bool:
        """Order as `sort_key` does."""
        return self.sort_key < other.sort_key

    def __hash__(self) -> int:
        """Hash the meaning, as equality compares it."""
        return hash(self._parts.meaning)

    def __str__(self) -> str:
        """Give the EDTF text."""
        return self.edtf


def _precision_of(days: int) -> str:
    """Give the DATE_PREC code for a number of days."""
    longest = ((1, "1"), (6, "2"), (7, "3"), (31, "4"))
    return next((code for most, code in longest if days <= most), "5")


_POINT = r"\d{4}(?:-(?:XX|\d\d(?:-(?:XX|\d\d))?))?[?~%]?"
_WHOLE = re.compile(
    rf"(?P<point>{_POINT})|(?P<start>{_POINT}|\.\.)/(?P<end>{_POINT}|\.\.)"
    rf"|\[(?P<from>{_POINT})\.\.(?P<to>{_POINT})\]|(?P<open>\.\.)",
    re.ASCII,
)


def looks_like_edtf(text: str) -> bool:
    """Say whether the text has the outer form of the subset; its days may still not exist."""
    return _WHOLE.fullmatch(text) is not None


@lru_cache(maxsize=16_384)
def _parsed(edtf: str) -> FuzzyDate:
    return FuzzyDate(edtf)


@lru_cache(maxsize=16_384)
def _taken_apart(edtf: str) -> _Parts:
    found = _WHOLE.fullmatch(edtf)
    if found is None or edtf == "../..":
        raise BadDate(text=edtf)
    form, start, end = _points(found)
    bounds = (start.first if start else None, end.last if end else None)
    if bounds[0] and bounds[1] and bounds[1] < bounds[0]:
        raise DatesReversed(text=edtf)
    padded = (start.padded_first if start else None, end.padded_last if end else None)
    return _Parts(form, start, end, bounds, padded, edtf.replace("-XX", ""))


def _points(found: re.Match[str]) -> tuple[Form, DatePoint | None, DatePoint | None]:
    """Turn the matched groups into a form and its two ends."""
    if text := found["point"]:
        point = _point(text, found.string)
        return Form.POINT, point, point
    if found["from"]:
        start, end = _point(found["from"], found.string), _point(found["to"], found.string)
        if start.qualifier or end.qualifier:
            raise BadDate(text=found.string)
        return Form.ONE_OF, start, end
    return Form.SPAN, _end(found["start"], found.string), _end(found["end"], found.string)


def _end(text: str | None, whole: str) -> DatePoint | None:
    """Read one end of a span."""
    return None if text in (None, "..") else _point(text, whole)


def _point(text: str, whole: str) -> DatePoint:
    """Read one point; `whole` is what an error shows."""
    qualifier = text[-1] if text[-1] in "?~%" else ""
    stated = text.removesuffix(qualifier).replace("-XX", "")
    year, month, day = (*map(int, stated.split("-")), None, None)[:3]
    try:
        date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise NoSuchDay(text=whole) from None
    return DatePoint(year or 0, month, day, qualifier)
