"""What the rules say of the worked example, as it stands after its second step.

These are the public facts of 2019 on Kafr Nabl; every figure here can be read up in its records.
"""

import pytest

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.differences import differences
from strikelog.domain.records import AggregateClaim, Location, Period, Site
from strikelog.domain.sitehits import hits_of
from strikelog.insight.double_tap_pairs import paired_taps
from strikelog.insight.double_taps import Met, double_tap
from strikelog.insight.grading import suggested_grade
from strikelog.insight.patterns import Forces, Interval, repeat_strikes
from strikelog.insight.pauses import Part, around
from strikelog.insight.periods import BROKEN, DISPUTED, OUTSIDE, in_force, why_so
from strikelog.insight.ranges import range_of_claims
from strikelog.insight.reconciliation import reconcile
from strikelog.insight.struck import struck_in
from strikelog.insight.waves import waves
from tests.insight.cases import every, example_case, example_cases, worked_example

FIRST, SECOND, THIRD = (f"EX-2019-000{n}" for n in (1, 2, 3))
KNOWN = worked_example(2)
PERIODS = {one.name: one for one in every(KNOWN, Period)}
PAUSE = PERIODS["Pause in air strikes declared in early September 2019"]
ZONE = PERIODS["Idlib de-escalation zone"]


def example(reference):
    return example_case(2, reference)


def total(title):
    return next(one for one in every(KNOWN, AggregateClaim) if one.title == title)


def test_the_ledger_of_kafr_nabl_has_three_strikes_60_and_125_days_apart():
    hits = [hit for case in example_cases(2) for hit in hits_of(case)]
    ledgers = repeat_strikes(hits, PERIODS.values(), known=KNOWN)

    ledger = next(one for one in ledgers if KNOWN[one.site_id].name.startswith("Kafr Nabl"))

    assert [(one.n, one.hit.occurred.edtf, one.since_last) for one in ledger.strikes] == [
        (1, "2019-05-05", None),
        (2, "2019-07-04", Interval(60, 60)),
        (3, "2019-11-06", Interval(125, 125)),
    ]
    assert ledger.strikes[0].hit.status_after == "not_functioning"
    assert ledger.unit == "attack"


def test_the_night_of_the_fifth_of_may_is_one_wave_over_four_hospitals_in_two_governorates():
    (wave,) = waves(one for case in example_cases(2) for one in struck_in(case)).found

    names = {KNOWN[key].name.split(" ")[0] for key in wave.site_keys}
    governorates = {
        place.name
        for case in example_cases(2)
        if case.incident.id in wave.incident_ids
        for place in case.places
        if isinstance(place, Location) and place.level == "1"
    }
    assert len(wave.site_keys) == 4
    assert {"Nabad", "Kafr", "Al"} == names
    assert governorates == {"Idleb", "Hama"}
    assert not wave.is_certain
    assert wave.kilometres < 60


def test_the_fifth_of_may_is_several_bombs_of_one_wave_and_no_double_tap():
    found = double_tap(example(FIRST))

    assert found.verdict == "multiple_same_wave"
    assert not found.is_one
    assert [(one.earliest, one.latest) for one in found.impacts] == [(0, 0), (3, 5), (6, 10)]
    met = {one.key: one.met for one in found.criteria}
    assert met == {
        "strikes": Met.MET,
        "place": Met.MET,
        "pause": Met.NOT_MET,
        "helpers": Met.UNKNOWN,
        "decision": Met.UNKNOWN,
    }
    assert all(one.claim_ids for one in found.criteria if one.key in ("strikes", "pause"))


def test_no_two_incidents_of_the_example_are_called_a_double_tap():
    assert [one for one in paired_taps(example_cases(2)) if one.is_one and one.is_certain] == []


def test_the_sixth_of_november_lies_in_the_pause_and_the_zone_possibly_with_the_reasons():
    case = example(THIRD)
    (hit,) = hits_of(case)

    force = Forces((PAUSE, ZONE), KNOWN).at(hit)
    pause, zone = (around(one, [case], known=KNOWN) for one in (PAUSE, ZONE))

    assert force.certain_ids == ()
    assert force.possible_ids == (PAUSE.id, ZONE.id)
    assert (force.why(PAUSE.id), force.why(ZONE.id)) == (BROKEN, DISPUTED)
    assert why_so(case.incident.date_edtf, PAUSE) == OUTSIDE  # by its date alone
    assert pause.part(Part.CANNOT_TELL).incident_ids == (case.incident.id,)
    assert zone.part(Part.CANNOT_TELL).incident_ids == (case.incident.id,)
    assert hit.broken_ids == {PAUSE.id}


@pytest.mark.parametrize("day", ["2019-09-20", "2019-11-04"])
def test_what_fell_within_the_disputed_pause_is_possibly_in_it(day):
    force = in_force(FuzzyDate.parse(day), (PAUSE,), known=KNOWN)

    assert (force.certain_ids, force.possible_ids) == ((), (PAUSE.id,))
    assert force.why(PAUSE.id)


def test_the_61_facilities_of_the_un_are_more_than_we_hold_and_every_incident_has_its_reason():
    found = reconcile(total("Medical facilities attacked"), example_cases(2), known=KNOWN)

    listed = (*found.counted, *found.possible, *found.excluded)
    assert (found.unit, found.verdict) == ("site", "we_hold_fewer")
    assert len(listed) == len(example_cases(2))
    assert all(one.reasons for one in listed)
    sites = {hit.site_id for case in example_cases(2) for hit in case.sites_hit if hit.site_id}
    assert found.high == len(sites & {one.id for one in every(KNOWN, Site)})
    assert found.gap == (61 - found.high, 61 - found.low)
    assert 1 <= found.low <= found.high


def test_the_dead_of_the_fifth_of_may_are_one_to_two_or_none_to_three_by_the_widest_rule():
    case = example(FIRST)

    by_claims, widest = (range_of_claims(case, "killed", rule=one) for one in ("claims", "widest"))

    assert (by_claims.low, by_claims.high) == (1, 2)
    assert (widest.low, widest.high) == (0, 3)
    assert by_claims.reason != widest.reason
    assert set(by_claims.claim_ids) < set(widest.claim_ids)


def test_who_struck_in_july_is_shown_as_a_contradiction():
    (attackers,) = [one for one in differences(example(SECOND)) if one.key == "attributions"]

    assert len(attackers.versions) > 1
    assert all(version.claim_ids for version in attackers.versions)


def test_each_of_the_three_is_suggested_fair_on_several_origins_with_what_would_change_it():
    for reference in (FIRST, SECOND, THIRD):
        grade = suggested_grade(example(reference))
        assert grade.grading == "fair"
        assert grade.n_origins >= 2
        assert "contested" in grade.outlook()
        assert grade.outlook("ar") != grade.outlook()
