"""Each rule that shows only in a case: once where it speaks and once where it is silent."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import (
    Actor,
    Assessment,
    Attribution,
    CasualtyFigure,
    Claim,
    IncidentLink,
    IncidentSite,
    Location,
    Period,
    Site,
    Strike,
    new_id,
)
from strikelog.domain.sitehits import SiteHit
from strikelog.domain.validation import check_case, check_whole_case, refusals
from tests.insight.cases import LOCATION, a_source, an_incident, case_of, told

TODAY = date(2026, 11, 22)
US = new_id()
INCIDENT = an_incident(id=US)
SITE = Site(name="Kafr Nabl Surgical Hospital", aliases=("Orient hospital",))
HIT = IncidentSite(incident_id=US, site_id=SITE.id, site_type="hospital", site_role="hit")
CLAIM = told("A monitor")
OTHER_CLAIM = told("An agency")
RUSSIA, SYRIA = (
    Actor(name="Russian forces", actor_type="state_forces_foreign"),
    Actor(name="Syrian forces", actor_type="state_forces_host"),
)
TOWN = Location(level="5", name="Kafr Nobol", lat=35.614138, lon=36.560627)


def day(text):
    return FuzzyDate.parse(text)


def incident(**values):
    return replace(INCIDENT, **values)


def claimed(claim, **values):
    source, one, *rest = claim
    return (source, replace(one, **values), *rest)


def by(actor, owner=US, **values):
    return Attribution(owner_type="incident", owner_id=owner, actor_id=actor.id, **values)


def ours(low, high, **values):
    return CasualtyFigure(
        owner_type="incident",
        owner_id=US,
        low=low,
        high=high,
        **{"outcome": "killed", "civ_status": "civilian", "qualifier": "between", **values},
    )


def assessed(**values):
    return Assessment(incident_id=US, assessed_on=TODAY, **values)


def secret(tlp):
    source = a_source("Nobody", access="confidential")
    return source, Claim(source_id=source.id, tlp=tlp)


def wave(**values):
    first = an_incident(**{"id": new_id(), **values})
    return first, IncidentLink(from_id=US, to_id=first.id, link_type="second_wave_of")


def breach(start, end, **values):
    period = Period(name="A pause", start_edtf=day(start), end_edtf=day(end), **values)
    return case_of(CLAIM, period, incident=incident(breach_of_ids=(period.id,)))


def row_of_dataset(**values):
    source, claim, figure = told("A data set", 1, 1, qualifier="exact", **values)
    return replace(source, source_type="dataset_row"), claim, figure


def case(*records, **values):
    return case_of(*records, incident=incident(**values))


FIRST = replace(CLAIM[1], asserted_on=day("2019-05-06"))
REPEAT = replace(OTHER_CLAIM[1], derived_from_id=CLAIM[1].id, asserted_on=day("2019-05-07"))

# code, a case the rule speaks of, and one like it that is in order
TABLE = [
    ("E11", case(workflow="reviewed"), case(CLAIM, workflow="reviewed")),
    ("E12", case(secret("TLP:GREEN")), case(secret("TLP:RED"))),
    (
        "E17",
        case(by(RUSSIA, logic="either_or"), by(SYRIA, logic="joint")),
        case(by(RUSSIA, logic="either_or"), by(SYRIA, logic="either_or")),
    ),
    ("E17", case(by(RUSSIA, logic="either_or")), case(by(RUSSIA, logic="sole"))),
    (
        "E17",
        case(by(RUSSIA), by(SYRIA)),
        case(by(RUSSIA), by(SYRIA, part="denies")),
    ),
    (
        "E18",
        case(ours(2, 3), ours(2, 2, age_sex="man"), ours(2, None, age_sex="girl")),
        case(ours(2, 4), ours(2, 2, age_sex="man"), ours(2, None, age_sex="girl")),
    ),
    (
        "E18",
        case(ours(2, 3), ours(2, 2, age_sex="male"), ours(2, 2, age_sex="female")),
        case(ours(2, 3), ours(2, 2, age_sex="male"), ours(2, 2, age_sex="child")),
    ),
    (
        "E19",
        case(replace(FIRST, derived_from_id=REPEAT.id), REPEAT),
        case(FIRST, REPEAT),
    ),
    (
        "E19",
        case(replace(FIRST, asserted_on=day("2019-05-09")), REPEAT),
        case(replace(FIRST, asserted_on=day("2019-05")), REPEAT),
    ),
    (
        "E21",
        case(assessed(in_totals=True), workflow="merged"),
        case(assessed(in_totals=True), workflow="in_review"),
    ),
    (
        "E22",
        case(CLAIM, assessed(grading="confirmed")),
        case(claimed(CLAIM, claim_type="admission"), assessed(grading="confirmed")),
    ),
    (
        "E22",
        case(by(RUSSIA, response="accepted"), assessed(grading="confirmed")),
        case(
            by(RUSSIA, response="accepted", response_source_id=US),
            assessed(grading="confirmed"),
        ),
    ),
    ("E25", case(*wave(date_edtf=day("2019-05-06"))), case(*wave())),
    ("E25", case(*wave(location_id=new_id())), case(*wave(location_id=LOCATION))),
    (
        "E25",
        case(*wave(lat=35.64, lon=36.56), lat=35.61, lon=36.56),
        case(*wave(lat=35.611, lon=36.56), lat=35.61, lon=36.56),
    ),
    (
        "E26",
        case(HIT, replace(HIT, id=new_id())),
        case(HIT, replace(HIT, id=new_id(), site_role="scene")),
    ),
    (
        "E27",
        breach("2019-08-31", "2019-11-01~"),
        breach("2019-05-01", "2019-05-02~"),
    ),
    (
        "E27",
        breach("2019-08-31", ".."),
        breach("2019-08-31", "..", disputed=True),
    ),
    ("W01", case(CLAIM), case(CLAIM, OTHER_CLAIM)),
    ("W01", case(CLAIM, claimed(OTHER_CLAIM, derived_from_id=CLAIM[1].id)), case()),
    (
        "W02",
        case(
            claimed(CLAIM, date_edtf=day("2019-05-05")),
            claimed(OTHER_CLAIM, date_edtf=day("2019-06")),
        ),
        case(
            claimed(CLAIM, date_edtf=day("2019-05-05")),
            claimed(OTHER_CLAIM, date_edtf=day("2019-05")),
        ),
    ),
    (
        "W02",
        case(claimed(CLAIM, weapon="missile"), claimed(OTHER_CLAIM, weapon="barrel_bomb")),
        case(
            claimed(CLAIM, weapon="missile"), claimed(OTHER_CLAIM, weapon="explosive_unspecified")
        ),
    ),
    (
        "W02",
        case(
            claimed(CLAIM, site_text="Orient hospital"),
            claimed(OTHER_CLAIM, site_text="Sham Central"),
        ),
        case(
            claimed(CLAIM, site_text="Orient hospital"),
            claimed(OTHER_CLAIM, site_text="Kafr Nabl Surgical Hospital"),
            SITE,
            HIT,
        ),
    ),
    (
        "W02",
        case(CLAIM, OTHER_CLAIM, by(RUSSIA, CLAIM[1].id), by(SYRIA, OTHER_CLAIM[1].id)),
        case(CLAIM, OTHER_CLAIM, by(RUSSIA, CLAIM[1].id), by(RUSSIA, OTHER_CLAIM[1].id)),
    ),
    ("W03", case(told("A", 2, 5), ours(3, 5)), case(told("A", 2, 5), ours(2, 6))),
    ("W03", case(told("A", 2, 9)), case(told("A", 2, 8))),
    (
        "W04",
        case(CLAIM, ours(0, 0, qualifier="none")),
        case(told("A", 0, 0, qualifier="none"), ours(0, 0, qualifier="none")),
    ),
    ("W06", case(row_of_dataset()), case(told("A monitor", 1, 1, qualifier="exact"))),
    (
        "W07",
        case(TOWN, lat=TOWN.lat, lon=TOWN.lon, geo_prec="building"),
        case(TOWN, lat=TOWN.lat, lon=TOWN.lon, geo_prec="settlement"),
    ),
    (
        "W08",
        case(TOWN, lat=35.9, lon=36.56, geo_prec="settlement"),
        case(TOWN, lat=35.7, lon=36.56, geo_prec="settlement"),
    ),
    (
        "W11",
        case(strike_pattern="double_tap"),
        case(Strike(seq=2, gap_low=20), strike_pattern="double_tap"),
    ),
    ("W11", case(interval_min_low=121), case(interval_min_low=119)),
    (
        "W11",
        case(responders_hit="yes", strike_pattern="single"),
        case(responders_hit="yes", strike_pattern="unknown"),
    ),
    (
        "W14",
        case(assessed(grading="fair"), date_edtf=day("2019-07")),
        case(assessed(grading="weak"), date_edtf=day("2019-07")),
    ),
    (
        "W15",
        case(claimed(CLAIM, asserted_on=day("2019-05-04"))),
        case(claimed(CLAIM, asserted_on=day("2019-05"))),
    ),
    (
        "W17",
        case((replace(CLAIM[0], url="https://example.org"), CLAIM[1])),
        case(CLAIM),
    ),
    ("W18", case((replace(CLAIM[0], reliability="A"), CLAIM[1])), case(CLAIM)),
    (
        "W21",
        case(claimed(CLAIM, summary="Hit at noon."), claimed(OTHER_CLAIM, summary="hit at  NOON.")),
        case(CLAIM, OTHER_CLAIM),
    ),
]
NAMES = [f"{code} {n}" for n, (code, _, _) in enumerate(TABLE)]


def with_places(one):
    """Put the locations of a case where storage puts them."""
    places = tuple(record for record in one.known.values() if isinstance(record, Location))
    return replace(one, places=places)


def codes(one, **values):
    return [problem.code for problem in check_case(with_places(one), today=TODAY, **values)]


@pytest.mark.parametrize(("code", "wrong", "right"), TABLE, ids=NAMES)
def test_a_rule_speaks_of_what_breaks_it_and_of_nothing_else(code, wrong, right):
    assert code in codes(wrong)
    assert code not in codes(right)


@pytest.mark.parametrize(("code", "wrong", "right"), TABLE, ids=NAMES)
def test_no_rule_over_a_case_refuses_and_each_says_a_sentence(code, wrong, right):
    problems = check_case(with_places(wrong), today=TODAY)

    assert refusals(problems) == ()
    assert all(one.sentence().endswith(".") for one in problems)
    assert not any("{" in one.sentence() for one in problems)


def elsewhere(text, **values):
    given = {"site_id": SITE.id, "incident_id": new_id(), "title": "Another strike"}
    return SiteHit(occurred=day(text), **{**given, **values})


def test_w09_another_incident_on_the_site_a_day_later_may_be_the_same():
    near = codes(case(HIT, SITE), same_site=(elsewhere("2019-05-06"),))
    far = codes(case(HIT, SITE), same_site=(elsewhere("2019-05-07"),))
    vague = codes(case(HIT, SITE), same_site=(elsewhere("2019-05"),))

    assert "W09" in near
    assert "W09" not in far
    assert "W09" not in vague


def test_w09_is_silent_once_a_person_has_linked_the_two():
    other = elsewhere("2019-05-06")
    link = IncidentLink(from_id=US, to_id=other.incident_id, link_type="not_duplicate")

    assert "W09" not in codes(case(HIT, SITE, link), same_site=(other,))


def test_w10_names_the_other_strikes_on_the_site():
    history = (elsewhere("2019-11-06"), elsewhere("2019-07-04"))
    problems = check_case(case(HIT, SITE), today=TODAY, same_site=history)

    (repeat,) = (one for one in problems if one.code == "W10")
    assert "4 Jul 2019 · 6 Nov 2019" in repeat.sentence()
    assert (repeat.entity, repeat.key) == ("IncidentSite", "status_before")


def test_w10_is_silent_for_another_site_and_for_the_incident_itself():
    history = (
        elsewhere("2019-07-04", site_id=new_id()),
        elsewhere("2019-05-05", incident_id=US),
    )

    assert "W10" not in codes(case(HIT, SITE), same_site=history)


def test_a_whole_case_includes_what_each_record_shows():
    untimed = case(CLAIM, time_local=time(17, 30))

    problems = check_whole_case(untimed, today=TODAY)

    assert {"E01", "W01", "W26"} <= {one.code for one in problems}


def test_a_retracted_claim_contradicts_nobody():
    gone = claimed(OTHER_CLAIM, weapon="barrel_bomb", retracted=True)

    assert "W02" not in codes(case(claimed(CLAIM, weapon="missile"), gone))


def test_w28_concerns_only_records_that_wait():
    old = incident(workflow="published", created_at=datetime(2025, 1, 1, tzinfo=UTC))

    assert "W28" not in {
        one.code for one in check_whole_case(case_of(CLAIM, incident=old), today=TODAY)
    }
