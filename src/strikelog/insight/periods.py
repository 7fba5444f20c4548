"""Whether a date falls into a period (rule 1): for certain, possibly, or not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ..domain.dates import FuzzyDate
from ..domain.messages import mark
from ..domain.records import Location, Period, Record


class Match(Enum):
    """How sure it is that something lies in a window of time."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Window:
    """A window of days whose ends may be doubtful themselves; None is an open end.

    It lasts from somewhere between `earliest_start` and `latest_start` to somewhere between
    `earliest_end` and `latest_end`. Where `has_core` is False, no day is in it for certain.
    """

    earliest_start: date | None
    latest_start: date | None
    earliest_end: date | None
    latest_end: date | None
    has_core: bool = True


def window_of_period(period: Period) -> Window:
    """Make the window of a period: an end of `..` is open, an end left blank is not known."""
    start, end = period.start_edtf, period.end_edtf
    starts = start.padded if start else (None, None)
    ends = end.padded if end else (None, None)
    has_core = start is not None and end is not None
    core = (starts[1], ends[0])
    if core[0] and core[1] and core[0] > core[1]:
        has_core = False
    return Window(starts[0], starts[1], ends[0], ends[1], has_core)


def match(occurred: FuzzyDate | None, window: Window) -> Match:
    """Tell whether a date lies in a window; a date that is not known may lie in any."""
    if occurred is None:
        return Match.POSSIBLE
    if not occurred.overlaps(window.earliest_start, window.latest_end):
        return Match.NO
    if window.has_core and occurred.inside(window.latest_start, window.earliest_end):
        return Match.CERTAIN
    return Match.POSSIBLE


def match_period(
    occurred: FuzzyDate | None, period: Period, *, broken_ids: frozenset[str] = frozenset()
) -> Match:
    """Tell whether a date lies in a period; disputed dates make nothing certain.

    They rule nothing out either that is recorded as a breach: whoever says so takes the period to
    have been in force.
    """
    found = match(occurred, window_of_period(period))
    if not period.disputed:
        return found
    is_open = found is Match.CERTAIN or period.id in broken_ids
    return Match.POSSIBLE if is_open else found


def is_there(
    period: Period, place_ids: frozenset[str], known: Mapping[str, Record] | None = None
) -> bool:
    """Tell whether a period's area may include a place, given as its id and those of its parents.

    An area without boundary (a named point) may reach over all of the unit it lies in; `known`
    holds the locations of the area for that.
    """
    if not period.location_ids or not place_ids:
        return True
    return any(
        area in place_ids or _unit_around(area, known or {}) in place_ids
        for area in period.location_ids
    )


def _unit_around(area_id: str, known: Mapping[str, Record]) -> str | None:
    area = known.get(area_id)
    return area.parent_id if isinstance(area, Location) and area.level == "5" else None


WITHIN = mark("the whole date lies within it")
NO_DATE = mark("the date of the attack is not known")
DISPUTED = mark("its dates are disputed")
ENDS_VAGUE = mark("its beginning or end is not known to the day")
DATE_VAGUE = mark("the date of the attack is not exact enough")
OUTSIDE = mark("the date lies outside it")
BROKEN = mark("it is recorded as broken by this attack, and its dates are disputed")


def why_so(
    occurred: FuzzyDate | None, period: Period, *, broken_ids: frozenset[str] = frozenset()
) -> str:
    """Say why a date lies in a period, may lie in it, or does not, as a marked text."""
    if occurred is None:
        return NO_DATE
    window = window_of_period(period)
    found = match(occurred, window)
    if found is Match.NO:
        return BROKEN if period.disputed and period.id in broken_ids else OUTSIDE
    if found is Match.CERTAIN:
        return DISPUTED if period.disputed else WITHIN
    is_within = occurred.inside(window.earliest_start, window.latest_end)
    return ENDS_VAGUE if is_within else DATE_VAGUE


@dataclass(frozen=True, slots=True)
class InForce:
    """The periods in force at a date and place, by id, and (id, why) of each as marked texts."""

    certain_ids: tuple[str, ...]
    possible_ids: tuple[str, ...]
    rule: str = "period match"
    reasons: tuple[tuple[str, str], ...] = ()

    def why(self, period_id: str) -> str:
        """Say why a period is in force, as a marked text; empty for another period."""
        return dict(self.reasons).get(period_id, "")


def in_force(
    occurred: FuzzyDate | None,
    periods: Iterable[Period],
    *,
    place_ids: frozenset[str] = frozenset(),
    known: Mapping[str, Record] | None = None,
    broken_ids: frozenset[str] = frozenset(),
) -> InForce:
    """Sort the periods that hold for a place by how sure it is that the date lies in them.

    `broken_ids` are the periods that what happened is recorded as having broken.
    """
    sorted_in: dict[Match, list[Period]] = {one: [] for one in Match}
    for period in periods:
        if is_there(period, place_ids, known):
            sorted_in[match_period(occurred, period, broken_ids=broken_ids)].append(period)
    certain, possible = sorted_in[Match.CERTAIN], sorted_in[Match.POSSIBLE]
    return InForce(
        tuple(one.id for one in certain),
        tuple(one.id for one in possible),
        reasons=tuple(
            (one.id, why_so(occurred, one, broken_ids=broken_ids)) for one in (*certain, *possible)
        ),
    )
