"""Attacks before, during and after a declared pause or cease-fire in its area (rule 9).

A date too vague to be put on one side is counted apart: nobody can tell. So is what is recorded as
a breach of a window whose own dates are disputed. What counts is how many attacks a day of each
part saw; days are counted between the certain ends, and an end that nobody stated leaves its part
without a rate.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ..domain.dates import FuzzyDate
from ..domain.records import Period, Record
from .gists import Gist, Told, gists
from .periods import Window, is_there, window_of_period

BESIDE_DAYS = 60
"""Days before and after a window that are held beside it, where it is not itself longer."""


class Part(Enum):
    """Where an attack falls."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class PartOfPause:
    """The attacks of one part; `days` is None where an end is not known."""

    part: Part
    incident_ids: tuple[str, ...]
    days: int | None = None

    @property
    def per_day(self) -> float | None:
        """Attacks a day; None without days."""
        return len(self.incident_ids) / self.days if self.days else None


@dataclass(frozen=True, slots=True)
class Pause:
    """What a declared window changed, in attacks; nothing here says why."""

    period_id: str
    parts: tuple[PartOfPause, ...]
    unit: str = "attack"
    rule: str = f"attacks within {BESIDE_DAYS} days of the window"

    def part(self, wanted: Part) -> PartOfPause:
        """Give one part; empty when nothing falls into it."""
        return next(one for one in self.parts if one.part is wanted)


def around(
    period: Period,
    told: Iterable[Told],
    *,
    known: Mapping[str, Record] | None = None,
    beside_days: int = BESIDE_DAYS,
) -> Pause:
    """Sort the attacks in a period's area by the side of it they fall on."""
    sides = Sides(period, known, beside_days)
    found: dict[Part, list[str]] = {part: [] for part in Part}
    for gist in gists(told):
        part = sides.part_of(gist)
        if part is not None:
            found[part].append(gist.incident_id)
    return sides.pause({part: tuple(ids) for part, ids in found.items()})


class Sides:
    """The sides of one declared window, and on which of them an attack falls."""

    def __init__(
        self,
        period: Period,
        known: Mapping[str, Record] | None = None,
        beside_days: int = BESIDE_DAYS,
    ) -> None:
        self._period, self._known, self._beside = period, known, beside_days
        self._window = window_of_period(period)
        # Many attacks share a day and a place; each is looked at once.
        self._days: dict[FuzzyDate | None, Part | None] = {}
        self._places: dict[frozenset[str], bool] = {}

    def part_of(self, gist: Gist) -> Part | None:
        """Give the side; None for what is no attack, or elsewhere, or too long before or after."""
        if not gist.is_attack:
            return None
        places = gist.place_ids
        if places not in self._places:
            self._places[places] = is_there(self._period, places, self._known)
        if not self._places[places]:
            return None
        side = self._side(gist.occurred)
        is_breach = self._period.disputed and self._period.id in gist.broken_ids
        return Part.CANNOT_TELL if is_breach else side

    def _side(self, occurred: FuzzyDate | None) -> Part | None:
        if occurred not in self._days:
            part = _part(occurred, self._window, self._beside)
            if part is Part.DURING and self._period.disputed:
                part = Part.CANNOT_TELL
            self._days[occurred] = part
        return self._days[occurred]

    def pause(self, found: Mapping[Part, tuple[str, ...]]) -> Pause:
        """Put together what is said of the window."""
        window, beside = self._window, self._beside
        days = {
            Part.BEFORE: _beside(window.earliest_start, beside),
            Part.DURING: _lasted(window),
            Part.AFTER: _beside(window.latest_end, beside),
        }
        return Pause(
            self._period.id,
            tuple(PartOfPause(part, found.get(part, ()), days.get(part)) for part in Part),
            rule=f"attacks within {beside} days of the window",
        )


def _part(occurred: FuzzyDate | None, window: Window, beside_days: int) -> Part | None:
    """Give the one side a date is on for certain; None when it lies farther away than is looked."""
    if occurred is None:
        return Part.CANNOT_TELL
    first, last = (
        _shifted(window.earliest_start, -beside_days),
        _shifted(window.latest_end, beside_days),
    )
    if not occurred.overlaps(first, last):
        return None
    if not occurred.inside(first, last):
        return Part.CANNOT_TELL
    if window.earliest_start and occurred.inside(None, _shifted(window.earliest_start, -1)):
        return Part.BEFORE
    if window.latest_end and occurred.inside(_shifted(window.latest_end, 1), None):
        return Part.AFTER
    if window.has_core and occurred.inside(window.latest_start, window.earliest_end):
        return Part.DURING
    return Part.CANNOT_TELL


def _shifted(day: date | None, days: int) -> date | None:
    return day + timedelta(days=days) if day else None


def _beside(end: date | None, days: int) -> int | None:
    return days if end else None


def _lasted(window: Window) -> int | None:
    """Give the days that lie in the window for certain."""
    if not (window.has_core and window.latest_start and window.earliest_end):
        return None
    return (window.earliest_end - window.latest_start).days + 1
