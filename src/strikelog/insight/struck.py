"""One place struck in one incident, as little of it as rules over many incidents need.

A hundred thousand of these are read in a second or two, where as many case files take minutes.
"""

from datetime import date, time
from typing import NamedTuple

from ..domain.casefiles import CaseFile
from ..domain.distances import Point, point_of
from ..domain.records import IncidentSite, Site

PROTECTED = frozenset(
    "hospital clinic first_aid_post maternity_child blood_lab_pharmacy ambulance health_unspecified"
    " kindergarten school university education_unspecified mosque church worship_other market"
    " bakery water power idp_camp collective_shelter rescue_centre rescue_vehicle"
    " responders_at_scene aid_office aid_warehouse aid_convoy media cultural".split()
)
"""Types of sites that serve people and are protected as such; homes and roads are not."""

REACH = {"building": 0.1, "within_100m": 0.2, "street": 0.5}
"""Kilometres that points may be off which are exact enough to say that two are one spot."""

DIRECTLY = frozenset({"hit", "second_wave_point"})
"""Roles of a site that was itself struck."""


class Struck(NamedTuple):
    """A site struck in an incident, by what is known of time and point.

    `first` and `last` are the days it may have happened on; None is not known. `at` is the local
    time and only given where the day is. `site_id` is None while the site is not identified.
    `reach` is how many kilometres the point may be off; None where nobody says how exact it is.
    """

    incident_id: str
    site_id: str | None = None
    site_type: str | None = None
    first: date | None = None
    last: date | None = None
    at: time | None = None
    point: Point | None = None
    hit_id: str = ""
    reach: float | None = None

    @property
    def key(self) -> str:
        """The site, or the incident where the site is not identified."""
        return self.site_id or self.incident_id


DAY = 24 * 60
"""Minutes of a day."""


def minutes_of(struck: Struck) -> tuple[int, int] | None:
    """Give the minutes it may have happened in, counted from the first day of all time.

    They end where the last day does; None while an end is not known.
    """
    if struck.first is None or struck.last is None:
        return None
    start = struck.first.toordinal() * DAY
    if struck.at and struck.first == struck.last:
        moment = start + struck.at.hour * 60 + struck.at.minute
        return moment, moment
    return start, (struck.last.toordinal() + 1) * DAY


def struck_in(case: CaseFile) -> tuple[Struck, ...]:
    """Give the sites an incident struck directly."""
    return tuple([_struck(case, hit) for hit in case.sites_hit if hit.site_role in DIRECTLY])


def _struck(case: CaseFile, hit: IncidentSite) -> Struck:
    incident, site = case.incident, case.find(Site, hit.site_id)
    occurred = incident.date_edtf
    point, reach = _spot(case, site)
    first, last = occurred.bounds if occurred else (None, None)
    return Struck(
        incident_id=incident.id,
        site_id=hit.site_id,
        site_type=(site.site_type if site else None) or hit.site_type,
        first=first,
        last=last,
        at=incident.time_local,
        point=point,
        hit_id=hit.id,
        reach=reach,
    )


def _spot(case: CaseFile, site: Site | None) -> tuple[Point | None, float | None]:
    """Give the best point there is: of the site, of the incident, of the place."""
    if site is not None and (own := point_of(site.lat, site.lon)):
        return own, REACH.get(site.geo_prec or "")
    incident = case.incident
    if told := point_of(incident.lat, incident.lon):
        return told, REACH.get(incident.geo_prec or "")
    points = (point_of(place.lat, place.lon) for place in case.places[:1])
    return next(filter(None, points), None), None
