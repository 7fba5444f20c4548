"""Where an axis of time has its labels: days, months or years, or minutes, never too close."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import islice

from ..domain.date_names import month_name
from .axes import Measure

_ROOM = 8.0
_DAYS = (1, 2, 5, 10)
_MONTHS = (1, 2, 3, 6)
_YEARS = (1, 2, 5, 10, 20, 50, 100)
_MINUTES = (1, 2, 5, 10, 15, 30, 60, 120, 240, 360, 720, 1440)


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the axis: its place in days or minutes, and its words."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Room:
    """How much of an axis there is in points, and how wide words are on it."""

    width: float
    size: float
    measure: Measure

    @property
    def most(self) -> int:
        """Give how many labels there can be at most, however short they are."""
        return int(self.width / (_ROOM + self.size)) + 1

    def holds(self, labels: list[Label], span: float) -> bool:
        """Tell whether no label meets the next, each in the middle over its place."""
        wide = [self.measure(one.text, self.size) for one in labels]
        return all(
            (labels[n].at - labels[n - 1].at) / span * self.width
            >= (wide[n] + wide[n - 1]) / 2 + _ROOM
            for n in range(1, len(labels))
        )


def day_labels(first: float, last: float, room: Room, language: str = "en") -> list[Label]:
    """Label days from one ordinal to another; the year stands at the first and where it begins."""
    start, end = date.fromordinal(int(first)), date.fromordinal(int(-(-last // 1)))
    ways: list[Callable[[], Iterator[date]]] = [
        *(partial(_each_day, start, end, step) for step in _DAYS),
        *(partial(_each_month, start, end, step) for step in _MONTHS),
        *(partial(_each_month, start, end, 12 * step) for step in _YEARS),
    ]
    for n, way in enumerate(ways):
        within = (one for one in way() if first <= one.toordinal() <= last)
        days = list(islice(within, room.most + 1))
        if len(days) > room.most:
            continue
        parts = 3 if n < len(_DAYS) else 2 if n < len(_DAYS) + len(_MONTHS) else 1
        labels = list(_named(days, parts, language))
        if len(labels) > 1 and room.holds(labels, last - first):
            return labels
    return [Label(float(start.toordinal()), _words(start, 3, language, with_year=True))]


def step_name(start: date, step: str, before: date | None, language: str = "en") -> str:
    """Name a week, month or year by its first day; the year stands where it begins."""
    if step == "year":
        return str(start.year)
    with_year = before is None or before.year != start.year
    return _words(start, 2 if step == "month" else 3, language, with_year=with_year)


def minute_labels(first: float, last: float, room: Room) -> list[Label]:
    """Label minutes by round steps; the unit is named by whoever draws the axis."""
    for step in _MINUTES:
        at = range(int(first // step) * step, int(last) + 1, step)
        labels = [Label(float(one), str(one)) for one in at if one >= first]
        if room.holds(labels, last - first):
            return labels
    return [Label(first, f"{first:g}")]


def _each_day(start: date, end: date, step: int) -> Iterator[date]:
    """Give each day, or the same days of every month: 1, 6, 11 and so on."""
    day = start
    while day <= end:
        if (day.day - 1) % step == 0 and (step == 1 or day.day + step / 2 <= 31):
            yield day
        day += timedelta(days=1)


def _each_month(start: date, end: date, step: int) -> Iterator[date]:
    month = start.year * 12 + start.month - 1
    while month <= end.year * 12 + end.month - 1 and month // 12 <= date.max.year:
        if month % step == 0:
            yield date(month // 12, month % 12 + 1, 1)
        month += 1


def _named(days: Iterable[date], parts: int, language: str) -> Iterator[Label]:
    year = 0
    for day in days:
        yield Label(
            float(day.toordinal()), _words(day, parts, language, with_year=day.year != year)
        )
        year = day.year


def _words(day: date, parts: int, language: str, *, with_year: bool) -> str:
    """Name a day by its year alone, by its month too, or by all three."""
    if parts == 1:
        return str(day.year)
    month = month_name(day.month, language, long=False)
    named = f"{day.day} {month}" if parts == 3 else month
    return f"{named} {day.year}" if with_year else named
