"""One row an incident: what is counted, who is named, and no position finer than may be told."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from strikelog.domain.casefiles import CaseFile
from strikelog.domain.records import (
    Actor,
    Assessment,
    Attribution,
    CasualtyFigure,
    Claim,
    Incident,
    IncidentSite,
    Location,
    Site,
    Source,
)
from strikelog.domain.release import release_rule, released
from strikelog.exchange.flat import FLAT_COLUMNS, flat_row

COUNTRY = Location(name="Syria", level="0", country_iso3="SYR", lat=35.0, lon=38.0)
DISTRICT = Location(name="Al Ma'ra", level="2", pcode="SY0702", lat=35.6, lon=36.6)
TOWN = Location(name="Kafr Nabl", level="4", country_iso3="SYR", lat=35.61, lon=36.56)
INCIDENT = Incident(
    ref="IDL-1",
    lat=35.614138,
    lon=36.560627,
    geo_prec="building",
    date_start=date(2019, 5, 5),
    date_prec="1",
    updated_at=datetime(2024, 1, 2, 3, tzinfo=UTC),
)
HOSPITAL = Site(name="Hospital", public_alias="Site 4", site_type="hospital", coord_release=None)
HIT = IncidentSite(
    incident_id=INCIDENT.id, site_id=HOSPITAL.id, site_type="hospital", damage="major"
)
SOURCE = Source(title="T", access="public", url="https://example.org/1")
CLAIM = Claim(incident_id=INCIDENT.id, source_id=SOURCE.id, credibility="2")


def a_case(**parts):
    known = {one.id: one for one in (HOSPITAL, SOURCE)}
    made = {"sites_hit": (HIT,), "places": (TOWN, DISTRICT, COUNTRY), "known": known} | parts
    return CaseFile(incident=INCIDENT, **made)


def cells(case):
    keys = [column.key for column in FLAT_COLUMNS]
    return dict(zip(keys, flat_row(case), strict=True))


def with_rule(rule):
    site = replace(HOSPITAL, coord_release=rule)
    return a_case(known={site.id: site})


@pytest.mark.parametrize(
    ("rule", "place", "lat", "lon", "precision"),
    [
        ("exact", "Kafr Nabl", 35.614138, 36.560627, 1),
        ("round_2dp", "Kafr Nabl", 35.61, 36.56, 2),
        ("settlement", "Kafr Nabl", 35.61, 36.56, 2),
        ("admin2_centroid", "Al Ma'ra", 35.6, 36.6, 3),
        ("admin1_centroid", "Syria", 35.0, 38.0, 4),
        ("withhold", None, None, None, None),
    ],
)
def test_a_position_is_as_fine_as_the_rule_leaves_it(rule, place, lat, lon, precision):
    shown = released(with_rule(rule))

    assert (shown.place, shown.lat, shown.lon, shown.precision) == (place, lat, lon, precision)


@pytest.mark.parametrize(
    ("kind", "damage", "rule"),
    [
        ("hospital", "major", "admin2_centroid"),
        ("idp_camp", "unknown", "admin2_centroid"),
        ("hospital", "destroyed", "settlement"),
        ("market", "major", "settlement"),
    ],
)
def test_without_a_choice_the_kind_of_site_decides(kind, damage, rule):
    hit = IncidentSite(incident_id=INCIDENT.id, site_type=kind, damage=damage)

    assert release_rule(a_case(sites_hit=(hit,))) == rule


def test_the_most_careful_site_decides():
    exact = Site(name="Market", coord_release="exact")
    hits = (HIT, IncidentSite(incident_id=INCIDENT.id, site_id=exact.id, site_type="market"))

    case = a_case(sites_hit=hits, known={HOSPITAL.id: HOSPITAL, exact.id: exact})

    assert release_rule(case) == "admin2_centroid"


def test_the_row_says_when_where_and_what():
    row = cells(a_case(claims=(CLAIM,)))

    assert (row["ref"], row["date_start"], row["date_prec"]) == ("IDL-1", "2019-05-05", 1)
    assert (row["country"], row["country_iso3"]) == ("Syria", "SYR")
    assert (row["adm2"], row["adm2_pcode"], row["adm3"]) == ("Al Ma'ra", "SY0702", "")
    assert (row["site_types"], row["site_names"]) == ("hospital", "Site 4")
    assert (row["destroyed"], row["damaged"]) == (0, 1)
    assert row["source_urls"] == "https://example.org/1"
    assert row["updated"] == "2024-01-02"


def test_people_are_the_adopted_range_and_blank_where_nobody_says():
    figure = CasualtyFigure(
        owner_type="claim", owner_id=CLAIM.id, outcome="killed", civ_status="civilian",
        age_sex="total", role="any", low=2, high=5, qualifier="between",
    )  # fmt: skip

    row = cells(a_case(claims=(CLAIM,), figures=(figure,)))

    assert (row["killed_civ_min"], row["killed_civ_max"]) == (2, 5)
    assert row["killed_child_min"] == row["injured_civ_min"] == row["displaced_max"] == ""


def test_what_a_claim_says_of_the_attacker_is_not_our_judgement():
    actor = Actor(name="Party A", actor_type="state_forces_host")
    said = Attribution(owner_type="claim", owner_id=CLAIM.id, actor_id=actor.id)
    known = {actor.id: actor}

    row = cells(a_case(claims=(CLAIM,), attributions=(said,), known=known))

    assert (row["actors"], row["actor_types"], row["attr_conf"]) == ("", "", "")


def test_our_attribution_is_named_with_its_logic_and_confidence():
    actors = [Actor(name=name, actor_type="state_forces_host") for name in ("A", "B")]
    own = tuple(
        Attribution(
            owner_type="incident", owner_id=INCIDENT.id, actor_id=one.id,
            logic="either_or", confidence="likely",
        )
        for one in actors
    )  # fmt: skip

    row = cells(a_case(attributions=own, known={one.id: one for one in actors}))

    assert row["actors"] == "A|B (either_or)"
    assert (row["actor_types"], row["attr_conf"]) == ("state_forces_host", "likely")


def test_the_assessment_in_force_gives_the_grade():
    old = Assessment(incident_id=INCIDENT.id, grading="weak", n_sources=1)
    new = Assessment(
        incident_id=INCIDENT.id, grading="fair", certainty="probable", n_sources=4,
        n_independent=2, supersedes_id=old.id,
    )  # fmt: skip

    row = cells(a_case(assessments=(old, new)))

    assert (row["grading"], row["certainty"]) == ("fair", "probable")
    assert (row["n_sources"], row["n_indep"]) == (4, 2)
