"""Where incidents stand on a map: never finer than the release rule, an area where it must be."""

from dataclasses import replace

import pytest

from strikelog.domain.casefiles import CaseFile
from strikelog.domain.records import Incident, IncidentSite, Location, Site
from strikelog.domain.summaries import IncidentSummary
from strikelog.services.placing import of_areas, of_cases
from tests.workspaces import empty_vault

IDLIB = Location(name="Idlib", level="1", lat=35.9, lon=36.6, country_iso3="SYR")
DISTRICT = Location(name="Ma'arra", level="2", parent_id=IDLIB.id, country_iso3="SYR")
TOWN = Location(name="Kafr Nabl", level="5", lat=35.6, lon=36.5, country_iso3="SYR")


def case(site=None, **values):
    incident = Incident(lat=35.6141, lon=36.5606, geo_prec="building", **values)
    hits = (IncidentSite(site_id=site.id, site_role="hit", site_type="hospital"),) if site else ()
    known = {site.id: site} if site else {}
    return CaseFile(incident=incident, sites_hit=hits, places=(TOWN, DISTRICT, IDLIB), known=known)


def position(one):
    return of_cases([one]).get(one.incident.id)


def test_a_hospital_is_shown_in_its_governorate_when_the_district_has_no_middle():
    shown = position(case(Site(name="Hospital", site_type="hospital")))

    assert (shown.point, shown.name, shown.is_area) == ((35.9, 36.6), "Idlib", True)


def test_a_district_with_a_middle_is_finer_and_still_an_area():
    one = case(Site(name="Hospital", site_type="hospital"))
    known = replace(DISTRICT, lat=35.65, lon=36.7)

    shown = position(replace(one, places=(TOWN, known, IDLIB)))

    assert (shown.point, shown.is_area) == ((35.65, 36.7), True)


def test_without_a_site_the_town_is_shown_and_not_the_building():
    shown = position(case())

    assert (shown.point, shown.name, shown.is_area) == ((35.6, 36.5), "Kafr Nabl", False)


def test_what_is_withheld_is_shown_nowhere():
    hidden = Site(name="Hospital", site_type="hospital", coord_release="withhold")

    assert position(case(hidden)) is None


@pytest.fixture
def workspace():
    opened = empty_vault()
    yield opened
    opened.close()


def test_many_incidents_stand_in_the_middle_of_their_first_unit(workspace):
    for one in (IDLIB, Location(name="Hama", level="1")):
        workspace.recording.save(one)
    summaries = {
        "a": IncidentSummary(governorate="Idlib"),
        "b": IncidentSummary(governorate="Hama"),
        "c": IncidentSummary(),
    }

    found = of_areas(summaries, workspace.finding)

    assert set(found) == {"a"}
    assert (found["a"].point, found["a"].is_area, found["a"].country) == ((35.9, 36.6), True, "SYR")


def test_two_units_of_one_name_are_not_mistaken_for_each_other(workspace):
    for lat in (35.9, 12.0):
        workspace.recording.save(Location(name="Northern", level="1", lat=lat, lon=30.0))

    assert of_areas({"a": IncidentSummary(governorate="Northern")}, workspace.finding) == {}


def test_a_vague_place_is_hollow_and_tells_how_far_off_it_may_be():
    market = Site(name="Market", site_type="market", coord_release="exact")
    exact, vague = (
        position(replace(one, incident=replace(one.incident, geo_prec=code)))
        for one, code in ((case(market), "building"), (case(market), "near_settlement"))
    )
    area = position(case(Site(name="Hospital", site_type="hospital")))

    assert (exact.is_area, vague.is_area, area.is_area) == (False, True, True)
    assert exact.doubt_km < vague.doubt_km < area.doubt_km
