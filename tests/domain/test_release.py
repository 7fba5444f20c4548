"""The release rule of positions: the same answer for workbooks, maps and printed pages."""

import pytest

from strikelog.briefing.levels import Level, point_of, released_places
from strikelog.domain.casefiles import CaseFile
from strikelog.domain.records import Incident, IncidentSite, Location, Site
from strikelog.domain.release import finest_level, release_rule, released
from strikelog.domain.vocabularies import vocabulary

DISTRICT = Location(name="Al Ma'ra", level="2", lat=35.6, lon=36.6)
TOWN = Location(name="Kafr Nabl", level="4", lat=35.61, lon=36.56)
INCIDENT = Incident(lat=35.614138, lon=36.560627, geo_prec="building")


def hit_on(kind: str | None, *, damage: str | None = None, **site: object) -> CaseFile:
    place = Site(name="Place", site_type=kind, **site) if site else None
    hit = IncidentSite(
        incident_id=INCIDENT.id,
        site_id=place.id if place else None,
        site_type=kind,
        damage=damage,
    )
    known = {place.id: place} if place else {}
    return CaseFile(incident=INCIDENT, sites_hit=(hit,), places=(TOWN, DISTRICT), known=known)


@pytest.mark.parametrize("kind", ["hospital", "rescue_centre", "rescue_vehicle", "idp_camp"])
def test_what_would_be_hit_again_is_told_by_its_district(kind):
    assert release_rule(hit_on(kind)) == "admin2_centroid"
    assert release_rule(hit_on(kind, damage="destroyed")) == "settlement"


@pytest.mark.parametrize("rule", [code.code for code in vocabulary("COORD_RELEASE")])
def test_pages_and_workbooks_name_and_place_alike(rule):
    case = hit_on("market", coord_release=rule)

    point, shown = point_of(case, Level.BRIEFING), released(case)
    named = [one.level for one in released_places(case, Level.BRIEFING)]

    assert named == [one.level for one in case.places if one.level <= finest_level(rule)]
    assert (point is None) == (shown.lat is None)
    if point and shown.lat is not None and shown.lon is not None:
        assert point[:2] == (round(shown.lat, 2), round(shown.lon, 2))


def test_the_most_careful_of_several_places_decides():
    careful, open_one = hit_on("hospital"), hit_on("market")
    both = CaseFile(incident=INCIDENT, sites_hit=(*open_one.sites_hit, *careful.sites_hit))

    assert release_rule(open_one) == "settlement"
    assert release_rule(both) == "admin2_centroid"
