"""Coverage: what we hold by month and area, beside what others say happened there (rule 14).

Where we hold nothing the cell says whether others speak of it: a published total, or a single claim
that dates one of our attacks otherwise than we do. It never says zero, because an empty record is
no proof that nothing happened.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from ..domain.dates import FuzzyDate
from ..domain.differences import Difference
from ..domain.records import AggregateClaim, Location, Record
from .gists import Gist, Told, gists

Month = tuple[int, int]
"""Year and month."""

_SPEAKS_OF_ATTACKS = frozenset({"attacks", "facilities_attacked"})
_MOST_MONTHS = 1_200
GOVERNORATES = "1"
"""Level of the areas where nothing else is asked for."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One month of one area: incidents that are in it for certain or may be, and totals about it.

    `claim_ids` are claims that date an attack into it which we hold in another month. `state` is
    held, told (others speak of it and we hold nothing) or silent.
    """

    month: Month
    area_id: str
    certain_ids: tuple[str, ...] = ()
    possible_ids: tuple[str, ...] = ()
    total_ids: tuple[str, ...] = ()
    claim_ids: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """Say how far the cell is covered."""
        if self.certain_ids or self.possible_ids:
            return "held"
        return "told" if self.total_ids or self.claim_ids else "silent"


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
    told: Iterable[Told],
    totals: Iterable[AggregateClaim],
    *,
    known: Mapping[str, Record],
    level: str = GOVERNORATES,
) -> Coverage:
    """Lay out by month and area what is held, and where others speak of attacks."""
    held: dict[Spot, list[str]] = defaultdict(list)
    for gist in gists(told):
        for spot in spots_of(gist, level):
            held[spot].append(gist.incident_id)
    return laid_out({spot: tuple(ids) for spot, ids in held.items()}, totals, known, level=level)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an attack is laid: surely or possibly in a month of an area, or nowhere."""

    month: Month | None = None
    area_id: str | None = None
    is_sure: bool = True


UNDATED, UNPLACED = Spot(), Spot(is_sure=False)
"""Where attacks are laid whose month or area is not known."""


def spots_of(gist: Gist, level: str = GOVERNORATES) -> tuple[Spot, ...]:
    """Give the cells an attack is laid in; none for what is no attack."""
    if not gist.is_attack:
        return ()
    area = next((one.id for one in gist.places if one.level == level), None)
    return _spots(gist.occurred, area)


@lru_cache(maxsize=100_000)
def _spots(occurred: FuzzyDate | None, area: str | None) -> tuple[Spot, ...]:
    months = _months_of(occurred)
    if not months:
        return (UNDATED,)
    if area is None:
        return (UNPLACED,)
    return tuple(Spot(month, area, len(months) == 1) for month in months)


Claimed = Mapping[tuple[Month, str], tuple[str, ...]]
"""Claims by the month and area into which they date an attack."""


def claimed_elsewhere(
    gist: Gist, dated: Difference, level: str = GOVERNORATES
) -> Iterator[tuple[tuple[Month, str], tuple[str, ...]]]:
    """Give months into which claims date an attack that we do not hold there, with the claims."""
    ours = {spot.month for spot in spots_of(gist, level)}
    area = next((one.id for one in gist.places if one.level == level), None)
    if area is None:
        return
    for version in dated.versions:
        for value in version.values:
            months = _months_of(FuzzyDate.parse(value))
            if len(months) == 1 and months[0] not in ours:
                yield (months[0], area), version.claim_ids


def laid_out(
    held: Mapping[Spot, tuple[str, ...]],
    totals: Iterable[AggregateClaim],
    known: Mapping[str, Record],
    *,
    claimed: Claimed = MappingProxyType({}),
    level: str = GOVERNORATES,
) -> Coverage:
    """Lay what is held beside what others speak of."""
    spoken: dict[tuple[Month, str], list[str]] = defaultdict(list)
    for total in totals:
        for key in _spoken_of(total, known, level):
            spoken[key].append(total.id)
    placed = (
        (spot.month, spot.area_id) for spot in held if spot.month is not None and spot.area_id
    )
    keys = sorted({*placed, *spoken, *claimed})
    cells = {
        (month, area): Cell(
            month,
            area,
            held.get(Spot(month, area, True), ()),
            held.get(Spot(month, area, False), ()),
            tuple(spoken.get((month, area), ())),
            claimed.get((month, area), ()),
        )
        for month, area in keys
    }
    return Coverage(
        months=tuple(_through(month for month, _ in keys)),
        area_ids=tuple(sorted({area for _, area in keys})),
        cells=cells,
        undated_ids=held.get(UNDATED, ()),
        unplaced_ids=held.get(UNPLACED, ()),
    )


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
