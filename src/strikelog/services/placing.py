"""Where incidents stand on a map: at what the release rule leaves, or in the middle of an area."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ..domain.casefiles import CaseFile
from ..domain.doubts import doubt_km, is_area, level_doubt_km
from ..domain.filters import Condition, Filter, Op
from ..domain.records import Location
from ..domain.release import GRID, finest_level, on_grid, release_rule, released
from ..domain.summaries import IncidentSummary
from .finding import Finding

if TYPE_CHECKING:
    from ..briefing.material import Position

_FIRST_UNITS = Filter((Condition("level", Op.IS, ("1",)),))


def of_cases(cases: Iterable[CaseFile]) -> "dict[str, Position]":
    """Give the position of each whole incident that may be shown anywhere."""
    from ..briefing.material import Position

    found = {}
    for case in cases:
        shown = on_grid(released(case), GRID)
        country = case.places[-1].country_iso3 if case.places else None
        if shown.lat is not None and shown.lon is not None:
            point, name, doubt = (shown.lat, shown.lon), shown.place, doubt_km(shown.code)
            stands_for_area = is_area(shown.code)
        elif (area := _area_around(case)) and area.lat is not None and area.lon is not None:
            # On the same grid as other marks, so that one unit does not stand in two places.
            point = (round(area.lat, GRID), round(area.lon, GRID))
            name, doubt, stands_for_area = area.name, level_doubt_km(area.level), True
        else:
            continue
        found[case.incident.id] = Position(point, name or "", stands_for_area, country or "", doubt)
    return found


def _area_around(case: CaseFile) -> Location | None:
    """Give the finest unit with a middle that the release rule lets be named; no whole country."""
    finest = finest_level(release_rule(case))
    units = (one for one in case.places if one.level and "0" < one.level <= finest)
    return next((one for one in units if one.lat is not None), None)


def of_areas(summaries: Mapping[str, IncidentSummary], finding: Finding) -> "dict[str, Position]":
    """Give the middle of the first-level unit of each incident, where many are shown at once."""
    from ..briefing.material import Position

    middles: dict[str, Position | None] = {}
    for unit in finding.all(Location, _FIRST_UNITS):
        if unit.name and unit.lat is not None and unit.lon is not None:
            country, doubt = unit.country_iso3 or "", level_doubt_km(unit.level)
            middle = Position((unit.lat, unit.lon), unit.name, True, country, doubt)
            # Of two units of one name nobody can tell which is meant.
            middles[unit.name] = None if unit.name in middles else middle
    named = ((key, middles.get(one.governorate or "")) for key, one in summaries.items())
    return {key: middle for key, middle in named if middle is not None}
