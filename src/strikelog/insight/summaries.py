"""The list row of an incident, computed from its case file whenever that changes."""

from collections.abc import Iterable, Sequence

from ..domain.casefiles import CaseFile
from ..domain.origins import origins
from ..domain.records import Actor
from ..domain.summaries import IncidentSummary
from ..domain.validation import Problem
from .ranges import adopted_range

_LEVELS = {"0": "country", "1": "governorate", "2": "district"}


def summarise(case: CaseFile, problems: Sequence[Problem] = ()) -> IncidentSummary:
    """Compute what a list shows of an incident; `problems` are those found in its case."""
    groups = origins(case)
    killed = adopted_range(case, "killed", groups=groups)
    injured = adopted_range(case, "injured", groups=groups)
    errors = sum(1 for problem in problems if problem.is_error)
    sites = case.sites
    place = case.places[0] if case.places else None
    above = {_LEVELS.get(one.level or "", ""): one for one in case.places}
    governorate, district, country = map(above.get, ("governorate", "district", "country"))
    return IncidentSummary(
        site=_joined(site.name for site in sites) or _reported_site(case),
        site_local=_joined(site.name_local for site in sites),
        site_types=_site_types(case),
        place=(place.name if place else None) or case.incident.place_text,
        place_local=place.name_local if place else None,
        governorate=governorate.name if governorate else None,
        governorate_local=governorate.name_local if governorate else None,
        district=district.name if district else None,
        district_local=district.name_local if district else None,
        country=(country.name if country else None) or (place.country_iso3 if place else None),
        killed_low=killed.low,
        killed_high=killed.high,
        injured_low=injured.low,
        injured_high=injured.high,
        actors=_attackers(case),
        claims=len(case.claims),
        origins=len(groups),
        errors=errors,
        warnings=len(problems) - errors,
    )


def _joined(names: Iterable[str | None], mark_between: str = "; ") -> str | None:
    return mark_between.join(dict.fromkeys(name for name in names if name)) or None


def _reported_site(case: CaseFile) -> str | None:
    return _joined(hit.site_text for hit in case.sites_hit)


def _site_types(case: CaseFile) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hit.site_type for hit in case.sites_hit if hit.site_type))


def _attackers(case: CaseFile) -> str | None:
    """Name the attackers: as we judge, otherwise as the claims say.

    A stroke between names means "or": one owner leaves it open, or the owners name different ones.
    """
    rows = [one for one in case.attributions if one.part == "attacker"]
    if not rows:
        return None
    rows = [one for one in rows if one.owner_id == case.incident.id] or rows
    sides: dict[str | None, set[str]] = {}
    for row in rows:
        sides.setdefault(row.owner_id, set()).add(row.actor_id or "")
    settled = all(row.logic != "either_or" for row in rows)
    agreed = settled and len({frozenset(side) for side in sides.values()}) == 1
    actors = (case.find(Actor, row.actor_id) for row in rows)
    return _joined(
        (actor.name for actor in actors if actor), mark_between="; " if agreed else " / "
    )
