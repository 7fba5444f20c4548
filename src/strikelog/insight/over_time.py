"""Attacks by week, month or year: certain where the whole date lies in one, possible in the rest.

Every step from the first to the last is given, for one without an attack says as much as any.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache
from itertools import islice

from ..domain.casefiles import CaseFile
from ..domain.dates import FuzzyDate
from ..domain.records import Period
from .periods import window_of_period

_MOST_WEEKS, _MOST_MONTHS = 16, 36
_SPREAD = 12
"""Steps a date may be spread over before it says nothing about any of them."""


class Step(Enum):
    """The steps in which time is counted; weeks begin on Monday."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"

    def start(self, day: date) -> date:
        """Give the first day of the step a day lies in."""
        return _start(self, day)

    def next(self, start: date) -> date:
        """Give the first day of the step after the one that begins on a day."""
        if self is Step.WEEK:
            return start + timedelta(days=7)
        if self is Step.YEAR or start.month == 12:
            return date(start.year + 1, 1, 1)
        return start.replace(month=start.month + 1)


@lru_cache(maxsize=50_000)
def _start(step: Step, day: date) -> date:
    if step is Step.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step is Step.MONTH else day.replace(month=1, day=1)


@dataclass(frozen=True, slots=True)
class StepCount:
    """The attacks of one step; `until` is the first day after it."""

    start: date
    until: date
    certain_ids: tuple[str, ...] = ()
    possible_ids: tuple[str, ...] = ()

    @property
    def low(self) -> int:
        """How many for certain."""
        return len(self.certain_ids)

    @property
    def high(self) -> int:
        """Up to how many."""
        return len(self.certain_ids) + len(self.possible_ids)


@dataclass(frozen=True, slots=True)
class OverTime:
    """Counts without gaps, and the incidents whose date is too vague to be shown among them."""

    step: Step
    counts: tuple[StepCount, ...]
    vague_ids: tuple[str, ...]
    unit: str = "attack"

    @property
    def rule(self) -> str:
        """What was counted."""
        return f"attacks by {self.step.value}"

    def place_of(self, day: date) -> float:
        """Give where a day lies among the steps: 0 is the start of the first."""
        for place, count in enumerate(self.counts):
            if day < count.until:
                share = (day - count.start).days / (count.until - count.start).days
                return max(0.0, place + share) if place or share > 0 else 0.0
        return float(len(self.counts))


Span = tuple[date, date]
"""The first and the last day on which something may have been."""

Dated = tuple[str, Span | None]
"""The id of an incident, and the days it may have been on; None where one end is not known."""


def over_time(cases: Iterable[CaseFile], step: Step | None = None) -> OverTime:
    """Count attacks by step; without one, by the finest that makes a chart one can read."""
    return spread(((case.incident.id, _ends(case.incident.date_edtf)) for case in cases), step)


def spread(dated: Iterable[Dated], step: Step | None = None) -> OverTime:
    """Count incidents by step, from their ids and days alone."""
    every = list(dated)
    step = step or fitting_step(span for _, span in every)
    certain: dict[date, list[str]] = {}
    possible: dict[date, list[str]] = {}
    vague: list[str] = []
    for incident_id, span in every:
        starts = _starts(span, step)
        if not starts:
            vague.append(incident_id)
        for start in starts:
            into = certain if len(starts) == 1 else possible
            into.setdefault(start, []).append(incident_id)
    counts = tuple(
        StepCount(
            start, step.next(start), tuple(certain.get(start, ())), tuple(possible.get(start, ()))
        )
        for start in _through(sorted({*certain, *possible}), step)
    )
    return OverTime(step, counts, tuple(vague))


@dataclass(frozen=True, slots=True)
class StepPeople:
    """People of one step, as reported: at least `low`, up to `high`; None is an open end."""

    start: date
    until: date
    low: int
    high: int | None
    incident_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeopleOverTime:
    """People by step without gaps; what cannot be shown among them is named beside."""

    step: Step
    counts: tuple[StepPeople, ...]
    vague_ids: tuple[str, ...]
    unstated_ids: tuple[str, ...]
    unit: str = "person"
    rule: str = "adopted ranges by step"


Stated = tuple[str, Span | None, int | None, int | None]
"""The id of an incident, its days, and the adopted range of people; both None where nobody says."""


def people_over_time(stated: Iterable[Stated], step: Step) -> PeopleOverTime:
    """Add up ranges by step; where the date leaves the step open, only the high end grows."""
    lows: dict[date, int] = {}
    highs: dict[date, int | None] = {}
    ids: dict[date, list[str]] = {}
    vague, unstated = [], []
    for incident_id, span, low, high in stated:
        starts = _starts(span, step)
        if low is None and high is None:
            unstated.append(incident_id)
        elif not starts:
            vague.append(incident_id)
        else:
            for start in starts:
                lows[start] = lows.get(start, 0) + ((low or 0) if len(starts) == 1 else 0)
                before = highs.get(start, 0)
                highs[start] = None if high is None or before is None else before + high
                ids.setdefault(start, []).append(incident_id)
    counts = tuple(
        StepPeople(
            start,
            step.next(start),
            lows.get(start, 0),
            highs.get(start, 0),
            tuple(ids.get(start, ())),
        )
        for start in _through(sorted(ids), step)
    )
    return PeopleOverTime(step, counts, tuple(vague), tuple(unstated))


@dataclass(frozen=True, slots=True)
class PeriodShown:
    """A period beside counts over time, by its places among the steps.

    In a `is_promise` none was to happen: a cease-fire, a pause, a zone.
    """

    start: float
    end: float
    name: str
    is_promise: bool


_PROMISES = frozenset({"ceasefire", "unilateral_pause", "humanitarian_pause", "deescalation_zone"})


def periods_beside(
    found: OverTime, periods: Iterable[Period]
) -> tuple[tuple[PeriodShown, ...], tuple[str, ...]]:
    """Give the periods that begin or end within the counts, and the names of those all through."""
    shown, throughout = [], []
    first, until = found.counts[0].start, found.counts[-1].until
    for period in periods:
        window = window_of_period(period)
        start = window.earliest_start or first
        end = window.latest_end or until
        if start >= until or end < first or not period.name:
            continue
        if start <= first and end >= until:
            throughout.append(period.name)
        else:
            places = found.place_of(start), found.place_of(end)
            shown.append(PeriodShown(*places, period.name, period.period_type in _PROMISES))
    shown.sort(key=lambda one: (one.start, one.end))
    return tuple(shown), tuple(throughout)


def fitting_step(spans: Iterable[Span | None]) -> Step:
    """Give the finest step that makes a chart one can read."""
    ends = [end for span in spans if span for end in span]
    return _fitting(min(ends), max(ends)) if ends else Step.MONTH


def _ends(when: FuzzyDate | None) -> Span | None:
    return (when.first, when.last) if when and when.first and when.last else None


def _fitting(first: date, last: date) -> Step:
    days = (last - first).days
    if days <= _MOST_WEEKS * 7:
        return Step.WEEK
    return Step.MONTH if days <= _MOST_MONTHS * 31 else Step.YEAR


def _starts(span: Span | None, step: Step) -> list[date]:
    """Give the steps a date may lie in; none for one that says nothing about any."""
    if span is None:
        return []
    first, last = step.start(span[0]), step.start(span[1])
    if first == last:
        return [first]
    starts = list(islice(_through([first, last], step), _SPREAD))
    return starts if len(starts) < _SPREAD else []


def _through(starts: list[date], step: Step) -> Iterator[date]:
    if starts:
        at = starts[0]
        while at <= starts[-1]:
            yield at
            at = step.next(at)
