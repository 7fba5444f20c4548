"""Attacks by week, month or year: certain where the whole date lies in one, possible in the rest.

Every step from the first to the last is given, for one without an attack says as much as any.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ..domain.casefiles import CaseFile
from ..domain.dates import FuzzyDate

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
        if self is Step.WEEK:
            return day - timedelta(days=day.weekday())
        return day.replace(day=1) if self is Step.MONTH else day.replace(month=1, day=1)

    def next(self, start: date) -> date:
        """Give the first day of the step after the one that begins on a day."""
        if self is Step.WEEK:
            return start + timedelta(days=7)
        if self is Step.YEAR or start.month == 12:
            return date(start.year + 1, 1, 1)
        return start.replace(month=start.month + 1)


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


def over_time(cases: Iterable[CaseFile], step: Step | None = None) -> OverTime:
    """Count attacks by step; without one, by the finest that makes a chart one can read."""
    dated = [(case.incident.id, case.incident.date_edtf) for case in cases]
    ends = [end for _, when in dated if when for end in (_ends(when) or ())]
    step = step or (_fitting(min(ends), max(ends)) if ends else Step.MONTH)
    certain: dict[date, list[str]] = {}
    possible: dict[date, list[str]] = {}
    vague: list[str] = []
    for incident_id, when in dated:
        starts = _starts(when, step)
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


def _ends(when: FuzzyDate) -> tuple[date, date] | None:
    return (when.first, when.last) if when.first and when.last else None


def _fitting(first: date, last: date) -> Step:
    days = (last - first).days
    if days <= _MOST_WEEKS * 7:
        return Step.WEEK
    return Step.MONTH if days <= _MOST_MONTHS * 31 else Step.YEAR


def _starts(when: FuzzyDate | None, step: Step) -> list[date]:
    """Give the steps a date may lie in; none for one that says nothing about any."""
    ends = _ends(when) if when else None
    if ends is None:
        return []
    starts = list(_through([step.start(ends[0]), step.start(ends[1])], step))
    return starts if len(starts) < _SPREAD else []


def _through(starts: list[date], step: Step) -> Iterator[date]:
    if starts:
        at = starts[0]
        while at <= starts[-1]:
            yield at
            at = step.next(at)
