"""One site struck in one incident, as little of it as rules about repeated strikes need."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from .casefiles import CaseFile
from .dates import FuzzyDate
from .records import IncidentSite, Location


class SiteHit(NamedTuple):
    """An incident's mark in the ledger of a site.

    `place_ids` are its location and all parents, `broken_ids` the periods it is said to have
    broken.
    """

    site_id: str
    incident_id: str
    occurred: FuzzyDate | None = None
    title: str = ""
    role: str = "hit"
    status_before: str | None = None
    status_after: str | None = None
    notified_then: str | None = None
    place_ids: frozenset[str] = frozenset()
    broken_ids: frozenset[str] = frozenset()


_NONE: frozenset[str] = frozenset()


def hits_of(case: CaseFile) -> tuple[SiteHit, ...]:
    """Give the marks a case leaves in the ledgers of the identified sites it affected."""
    if not case.sites_hit:
        return ()
    place_ids = ids_of_places(case.places)
    return tuple([_hit(case, hit, hit.site_id, place_ids) for hit in case.sites_hit if hit.site_id])


def ids_of_places(places: tuple[Location, ...]) -> frozenset[str]:
    """Give the ids of a place and its parents, one and the same value wherever it is asked."""
    return _together(tuple([place.id for place in places]))


_together: Callable[[tuple[str, ...]], frozenset[str]] = lru_cache(maxsize=100_000)(frozenset)


def _hit(
    case: CaseFile,
    hit: IncidentSite,
    site_id: str,  # checked by the caller
    place_ids: frozenset[str],
) -> SiteHit:
    return SiteHit(
        site_id=site_id,
        incident_id=case.incident.id,
        occurred=case.incident.date_edtf,
        title=case.incident.title or "",
        role=hit.site_role or "unknown",
        status_before=hit.status_before,
        status_after=hit.status_after,
        notified_then=hit.notified_then,
        place_ids=place_ids,
        broken_ids=frozenset(case.incident.breach_of_ids) if case.incident.breach_of_ids else _NONE,
    )
