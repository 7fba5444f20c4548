"""Double taps over two incidents on one spot, and hospitals that took in the wounded."""

from datetime import time

import pytest

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import CasualtyFigure, IncidentLink, IncidentSite, Site
from strikelog.insight.double_tap_pairs import Pairs, paired_taps
from strikelog.insight.double_taps import Met
from strikelog.insight.gists import gist_of
from strikelog.insight.thresholds import Thresholds
from tests.insight.cases import an_incident, case_of, told

HOSPITAL = Site(name="Hospital", site_type="hospital", lat=35.61, lon=36.56, geo_prec="building")
MARKET = Site(name="Market", site_type="market", lat=35.611, lon=36.56, geo_prec="building")
FAR = Site(name="Clinic", site_type="clinic", lat=35.66, lon=36.56, geo_prec="building")


def strike(site, clock=None, *, day="2019-05-05", extra=(), **values):
    incident = an_incident(date_edtf=FuzzyDate.parse(day), time_local=clock, **values)
    hit = IncidentSite(
        incident_id=incident.id,
        site_id=site.id if site else None,
        site_role="hit",
        site_type=site.site_type if site else None,
    )
    given = (hit, *((site,) if site else ()), *extra)
    return case_of(*given, incident=incident)


def verdicts(*cases, rule=None):
    found = paired_taps(cases, rule) if rule else paired_taps(cases)
    return [(one.verdict, one.is_certain) for one in found]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (time(10, 0), time(10, 20), [("candidate", True)]),
        (time(10, 20), time(10, 0), [("candidate", True)]),
        (time(10, 0), time(11, 0), [("candidate", True)]),
        (time(10, 0), time(11, 1), []),
        (time(10, 0), time(10, 4), [("multiple_same_wave", True)]),
        (time(10, 0), time(10, 2), []),
        (time(10, 0), None, [("candidate", False)]),
        (None, None, [("candidate", False)]),
    ],
)
def test_the_minutes_between_two_incidents_on_one_site_decide(first, second, expected):
    assert verdicts(strike(HOSPITAL, first), strike(HOSPITAL, second)) == expected


def test_over_midnight_is_twenty_minutes_and_two_vague_days_in_turn_are_nothing():
    late, early = strike(HOSPITAL, time(23, 50)), strike(HOSPITAL, time(0, 10), day="2019-05-06")

    (found,) = paired_taps([early, late])

    assert [one.incident_id for one in found.impacts] == [late.incident.id, early.incident.id]
    assert (found.gaps[0].low, found.gaps[0].high) == (20, 20)
    assert verdicts(strike(HOSPITAL), strike(HOSPITAL, day="2019-05-06")) == []
    assert verdicts(strike(HOSPITAL, day="2019-05"), strike(HOSPITAL)) == []


def test_a_spot_is_within_250_metres_and_only_where_points_are_exact():
    market, hospital = strike(MARKET, time(10, 0)), strike(HOSPITAL, time(10, 20))

    (found,) = paired_taps([market, hospital])

    assert found.kilometres == pytest.approx(0.111, abs=0.01)
    assert verdicts(market, strike(FAR, time(10, 20))) == []
    vague = Site(name="Market", site_type="market", lat=35.611, lon=36.56, geo_prec="settlement")
    assert verdicts(strike(vague, time(10, 0)), hospital) == []
    assert verdicts(market, hospital, rule=Thresholds(tap_metres=50)) == []


def test_a_claim_of_helpers_in_the_later_one_supports_it():
    source, claim = told("Civil Defence")
    seen = type(claim)(**{**vars(claim), "responders_hit": "yes"})
    second = strike(HOSPITAL, time(10, 20), extra=(source, seen))

    (found,) = paired_taps([strike(HOSPITAL, time(10, 0)), second])

    assert (found.verdict, found.claim_ids) == ("supported", (seen.id,))
    assert {one.key: one.met for one in found.criteria}["helpers"] is Met.MET
    assert found.helpers == (0, 20)


def test_only_a_person_confirms():
    first, second = strike(HOSPITAL, time(10, 0)), strike(HOSPITAL, time(10, 20))
    link = IncidentLink(
        from_id=second.incident.id, to_id=first.incident.id, link_type="second_wave_of"
    )
    linked = case_of(*second.known.values(), link, incident=second.incident)

    assert verdicts(first, linked) == [("confirmed", True)]


def with_wounded(case, low=4):
    figure = CasualtyFigure(
        owner_type="incident",
        owner_id=case.incident.id,
        outcome="injured",
        civ_status="civilian",
        low=low,
        high=low,
    )
    return case_of(*case.known.values(), figure, incident=case.incident)


def test_a_hospital_struck_after_wounded_nearby_may_have_received_them():
    market, clinic = strike(MARKET, time(10, 0)), strike(FAR, time(11, 30))

    (found,) = paired_taps([with_wounded(market), clinic])

    assert (found.verdict, found.is_certain) == ("receiving_site", False)
    assert {one.key: one.met for one in found.criteria} == {
        "wounded": Met.MET,
        "place": Met.MET,
        "received": Met.UNKNOWN,
        "decision": Met.UNKNOWN,
    }
    assert "90 minutes later" in found.criteria[1].why()
    assert verdicts(market, clinic) == []
    assert verdicts(with_wounded(market), strike(FAR, time(18, 30))) == []
    assert verdicts(with_wounded(market), strike(FAR)) == []
    assert verdicts(with_wounded(clinic), strike(MARKET, time(12, 0))) == []


def test_a_link_says_that_it_did():
    market, clinic = with_wounded(strike(MARKET, time(10, 0))), strike(FAR, time(11, 30))
    link = IncidentLink(
        from_id=market.incident.id, to_id=clinic.incident.id, link_type="followed_by"
    )
    linked = case_of(*clinic.known.values(), link, incident=clinic.incident)

    assert verdicts(market, linked) == [("receiving_site", True)]


def test_pairs_follow_what_changes_one_incident_at_a_time():
    first, second = strike(HOSPITAL, time(10, 0)), strike(HOSPITAL, time(10, 20))
    pairs = Pairs()
    pairs.put(gist_of(second))
    pairs.put(gist_of(first))
    assert len(pairs.told()) == len(pairs.of(first.incident.id)) == 1

    pairs.put(gist_of(strike(HOSPITAL, time(12, 0))))
    assert len(pairs.told()) == 1
    pairs.drop(first.incident.id)
    assert pairs.told() == pairs.of(second.incident.id) == ()


def test_what_counts_no_more_makes_no_pair():
    merged = strike(HOSPITAL, time(10, 20), workflow="merged")

    assert verdicts(strike(HOSPITAL, time(10, 0)), merged) == []
