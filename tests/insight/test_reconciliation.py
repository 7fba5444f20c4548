"""What others published beside what we hold: counted, possible and excluded with a reason each."""

from dataclasses import replace
from datetime import date

import pytest

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import (
    AggregateClaim,
    Assessment,
    Attribution,
    IncidentSite,
    Location,
    new_id,
)
from strikelog.insight import reconciliation as why
from strikelog.insight.reconciliation import reconcile
from tests.insight.cases import an_incident, case_of, every, example_cases, told, worked_example

IDLIB = Location(name="Idlib", level="1")
HARIM = Location(name="Harim", level="2", parent_id=IDLIB.id)
HAMA = Location(name="Hama", level="1")
KNOWN = {one.id: one for one in (IDLIB, HARIM, HAMA)}


def day(text):
    return FuzzyDate.parse(text)


def total(low=None, high=None, **values):
    given = {
        "measure": "facilities_attacked",
        "unit": "distinct_facility",
        "site_types": ("health_unspecified",),
        "start_edtf": day("2019-04"),
        "end_edtf": day("2019-11"),
        "location_ids": (IDLIB.id,),
    }
    return AggregateClaim(low=low, high=high, **{**given, **values})


def attack(*records, grading="fair", kind="hospital", site=None, places=(IDLIB,), **values):
    assessment = Assessment(grading=grading, certainty="probable", assessed_on=date(2020, 1, 1))
    hit = IncidentSite(site_id=site or new_id(), site_type=kind, site_role="hit")
    incident = an_incident(**{"date_edtf": day("2019-05-05"), **values})
    return case_of(assessment, hit, *records, incident=incident, places=places)


def lists(found):
    return tuple(len(one) for one in (found.counted, found.possible, found.excluded))


def test_the_61_facilities_of_the_un_are_held_beside_our_records_with_lists():
    records = worked_example(2)
    (published,) = (
        one for one in every(records, AggregateClaim) if one.as_reported == "61 medical facilities"
    )

    found = reconcile(published, example_cases(2), known=records)

    assert (found.unit, found.verdict) == ("site", "we_hold_fewer")
    assert found.low <= found.high == 5
    assert found.gap == (56, 61 - found.low)
    assert sum(lists(found)) == len(example_cases(2))
    reasons = {reason for one in found.excluded for reason in one.reasons}
    assert why.OTHER_KIND in reasons


def test_a_place_struck_twice_is_one_facility_and_two_attacks():
    site = new_id()
    cases = [attack(site=site), attack(site=site)]

    assert reconcile(total(1, 1), cases, known=KNOWN).low == 1
    as_attacks = total(1, 1, measure="attacks", unit="attack_event")
    assert reconcile(as_attacks, cases, known=KNOWN).verdict == "we_hold_more"


def test_almost_a_number_is_about_as_many_and_up_to_one_may_be_none():
    def verdict(qualifier):
        return reconcile(total(None, 99, qualifier=qualifier), [attack()], known=KNOWN).verdict

    assert verdict("almost") == "we_hold_fewer"
    assert verdict("up_to") == "consistent"


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        (attack(grading="weak"), why.GRADE_LOW),
        (attack(date_edtf=day("2019")), why.DATE_UNSURE),
        (attack(kind="unknown"), why.KIND_UNSURE),
        (attack(places=()), why.PLACE_UNSURE),
    ],
)
def test_what_is_doubtful_is_possible_and_says_why(case, reason):
    found = reconcile(total(1, 1), [case], known=KNOWN)

    assert lists(found) == (0, 1, 0)
    assert reason in found.possible[0].reasons
    assert (found.low, found.high, found.verdict) == (0, 1, "consistent")


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        (attack(grading="discounted"), why.DISCOUNTED),
        (attack(date_edtf=day("2018-05")), why.OTHER_TIME),
        (attack(places=(HAMA,)), why.OTHER_PLACE),
        (attack(kind="school"), why.OTHER_KIND),
        (attack(workflow="merged"), why.NOT_AN_ATTACK),
    ],
)
def test_what_is_out_of_scope_is_excluded_with_the_reason(case, reason):
    found = reconcile(total(1, 1), [case], known=KNOWN)

    assert lists(found) == (0, 0, 1)
    assert found.excluded[0].reasons == (reason,)
    assert (found.verdict, found.gap) == ("we_hold_fewer", (1, 1))


def test_what_is_placed_only_in_the_unit_around_the_area_may_lie_in_it():
    found = reconcile(total(1, 1, location_ids=(HARIM.id,)), [attack()], known=KNOWN)

    assert found.possible[0].reasons == (why.PLACE_UNSURE,)


def test_a_party_counts_when_we_assess_it_and_may_when_a_source_names_it():
    actor = new_id()
    case = attack()
    blamed = Attribution(owner_type="incident", part="attacker", actor_id=actor)
    by_us = replace(case, attributions=(replace(blamed, owner_id=case.incident.id),))
    by_them = replace(case, attributions=(replace(blamed, owner_id=new_id()),))
    wanted = total(1, 1, actor_ids=(actor,))

    assert [lists(reconcile(wanted, [one], known=KNOWN)) for one in (by_us, by_them, case)] == [
        (1, 0, 0),
        (0, 1, 0),
        (0, 0, 1),
    ]


def test_people_are_added_and_an_open_number_leaves_the_sum_open():
    people = {"measure": "people_killed", "unit": "person", "site_types": ()}
    cases = [attack(told("Radio", 2, 3)), attack(told("Paper", 4)), attack()]

    found = reconcile(total(20, **people), cases, known=KNOWN)

    assert (found.low, found.high, found.verdict) == (6, None, "consistent")
    assert found.excluded[0].reasons == (why.NO_FIGURE,)
    closed = reconcile(total(20, **people), cases[:1], known=KNOWN)
    assert (closed.verdict, closed.gap) == ("we_hold_fewer", (17, None))


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"unit": "unclear"}, why.UNIT_UNSTATED),
        ({"unit": "munition"}, why.UNIT_NOT_HELD),
        ({"start_edtf": None}, why.PERIOD_UNSTATED),
        ({"unit": "person", "measure": "people_displaced"}, why.UNIT_NOT_HELD),
    ],
)
def test_a_total_that_does_not_say_what_it_counts_is_not_compared(values, reason):
    found = reconcile(total(5, 5, **values), [attack()], known=KNOWN)

    assert (found.verdict, found.why) == ("not_comparable", reason)
    assert not found.is_comparable


def test_a_total_that_was_replaced_is_not_compared():
    published = total(5, 5)

    found = reconcile(published, [attack()], known=KNOWN, replaced_ids=[published.id])

    assert found.verdict == "superseded"
