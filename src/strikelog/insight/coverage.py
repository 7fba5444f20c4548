"""Coverage: what we hold by month and area, beside what others say happened there (rule 14).

Where we hold nothing the cell says whether others speak of it; it never says zero, because an
empty record is no proof that nothing happened.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ..domain.casefiles import CaseFile
from ..domain.dates import FuzzyDate
from ..domain.records import AggregateClaim, Location, Record
from .totals import is_an_attack

Month = tuple[int, int]
"""Year and month."""

_SPEAKS_OF_ATTACKS = frozenset({"attacks", "facilities_attacked"})
_MOST_MONTHS = 1_200
GOVERNORATES = "1"
"""Level of the areas where nothing else is asked for."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One month of one area: incidents that are in it for certain or may be, and totals about it.

    `state` is held, told (others speak of it and we hold nothing) or silent.
    """

    month: Month
    area_id: str
    certain_ids: tuple[str, ...] = ()
    possible_ids: tuple[str, ...] = ()
    total_ids: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """Say how far the cell is covered."""
        if self.certain_ids or self.possible_ids:
            return "held"
        return "told" if self.total_ids else "silent"


@dataclass(frozen=True, slots=True)
class Coverage:
    """All cells from the first to the last month, by area; and what has no month or no area."""

    months: tuple[Month, ...]
    area_ids: tuple[str, ...]
    cells: Mapping[tuple[Month, str], Cell]
    undated_ids: tuple[str, ...]
    unplaced_ids: tuple[str, ...]
    unit: str = "attack"
    rule: str = "coverage by month and area"

    def cell(self, month: Month, area_id: str) -> Cell:
        """Give one cell, silent where nothing is known of it."""
        return self.cells.get((month, area_id)) or Cell(month, area_id)


def coverage(
    cases: Iterable[CaseFile],
    totals: Iterable[AggregateClaim],
    *,
    known: Mapping[str, Record],
    level: str = GOVERNORATES,
) -> Coverage:
    """Lay out by month and area what is held, and where others speak of attacks."""
    held = _Held(level)
    for case in cases:
        if is_an_attack(case):
            held.add(case)
    spoken: dict[tuple[Month, str], list[str]] = defaultdict(list)
    for total in totals:
        for key in _spoken_of(total, known, level):
            spoken[key].append(total.id)
    keys = sorted({*held.certain, *held.possible, *spoken})
    cells = {
        key: Cell(*key, tuple(held.certain[key]), tuple(held.possible[key]), tuple(spoken[key]))
        for key in keys
    }
    return Coverage(
        months=tuple(_through(month for month, _ in keys)),
        area_ids=tuple(sorted({area for _, area in keys})),
        cells=cells,
        undated_ids=tuple(held.undated),
        unplaced_ids=tuple(held.unplaced),
    )


class _Held:
    """Incidents by month and area, as they come."""

    def __init__(self, level: str) -> None:
        self._level = level
        self.certain: dict[tuple[Month, str], list[str]] = defaultdict(list)
        self.possible: dict[tuple[Month, str], list[str]] = defaultdict(list)
        self.undated: list[str] = []
        self.unplaced: list[str] = []

    def add(self, case: CaseFile) -> None:
        """Put an incident into the months it may lie in."""
        area = next((one.id for one in case.places if one.level == self._level), None)
        months = _months_of(case.incident.date_edtf)
        if not months:
            self.undated.append(case.incident.id)
        elif area is None:
            self.unplaced.append(case.incident.id)
        else:
            into = self.certain if len(months) == 1 else self.possible
            for month in months:
                into[month, area].append(case.incident.id)


def _months_of(occurred: FuzzyDate | None) -> tuple[Month, ...]:
    """Give the months a date may lie in; none when an end is open."""
    if occurred is None or occurred.first is None or occurred.last is None:
        return ()
    return tuple(_through([_month(occurred.first), _month(occurred.last)]))


def _spoken_of(
    total: AggregateClaim, known: Mapping[str, Record], level: str
) -> Iterator[tuple[Month, str]]:
    """Give the cells a total speaks of; one that names no area or no beginning names no cell."""
    end = total.end_edtf or total.as_of
    if total.measure not in _SPEAKS_OF_ATTACKS or total.start_edtf is None or end is None:
        return
    if total.start_edtf.first is None or end.last is None:
        return
    areas = {_area_at(one, known, level) for one in total.location_ids} - {None}
    for month in _through([_month(total.start_edtf.first), _month(end.last)]):
        for area in areas:
            yield month, str(area)


def _area_at(location_id: str, known: Mapping[str, Record], level: str) -> str | None:
    place = known.get(location_id)
    while isinstance(place, Location) and place.level != level:
        place = known.get(place.parent_id or "")
    return place.id if isinstance(place, Location) else None


def _month(day: date) -> Month:
    return day.year, day.month


def _through(months: Iterable[Month]) -> Iterator[Month]:
    """Give every month from the first to the last; a century at most."""
    ends = sorted(months)
    if not ends:
        return
    first, last = (year * 12 + month - 1 for year, month in (ends[0], ends[-1]))
    for number in range(first, min(last, first + _MOST_MONTHS) + 1):
        yield number // 12, number % 12 + 1
