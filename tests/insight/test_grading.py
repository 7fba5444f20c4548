"""The suggested grade, its reason, and what would change it."""

from dataclasses import replace

import pytest

from strikelog.domain.records import Actor, Attribution
from strikelog.insight.grading import suggested_grade
from tests.insight.cases import case_of, example_case, told

ONE, TWO = told("One"), told("Two")
RUSSIA, SYRIA, PILOTS = Actor(name="Russia"), Actor(name="Syria"), Actor(name="Pilots")


def by(actor, claim, **values):
    given = {"owner_type": "claim", "owner_id": claim[1].id, "actor_id": actor.id}
    return (actor, Attribution(**{**given, "confidence": "probable", **values}))


@pytest.mark.parametrize(
    ("step", "reference", "grading"),
    [
        (1, "EX-2019-0001", "weak"),
        (1, "EX-2019-0002", "weak"),
        (1, "EX-2019-0003", "weak"),
        (2, "EX-2019-0001", "fair"),
        (2, "EX-2019-0002", "fair"),
        (2, "EX-2019-0003", "fair"),
    ],
)
def test_the_example_is_weak_on_the_passage_and_fair_with_further_records(step, reference, grading):
    case = example_case(step, reference)

    assert suggested_grade(case).grading == grading
    assert case.latest_assessment.grading == grading


def test_without_a_credible_claim_there_is_no_grade():
    doubted = (ONE[0], replace(ONE[1], credibility="6"))

    assert suggested_grade(case_of()).grading == "unassessed"
    assert suggested_grade(case_of(doubted)).grading == "unassessed"


def test_two_origins_without_a_likely_attacker_stay_weak():
    assert suggested_grade(case_of(ONE, TWO)).grading == "weak"
    alleged = by(RUSSIA, ONE, confidence="alleged")
    assert suggested_grade(case_of(ONE, TWO, alleged)).grading == "weak"


def test_two_origins_and_a_likely_attacker_are_fair():
    found = suggested_grade(case_of(ONE, TWO, by(RUSSIA, ONE, basis=("satellite_imagery",))))

    assert (found.grading, found.n_origins, found.n_technical) == ("fair", 2, 1)
    assert found.why() == "2 independent origins, 1 of them technical."
    assert set(found.claim_ids) == {ONE[1].id, TWO[1].id}


def test_origins_that_exclude_each_other_make_it_contested():
    found = suggested_grade(case_of(ONE, TWO, by(RUSSIA, ONE), by(SYRIA, TWO)))

    assert found.grading == "contested"
    assert "agreed" in found.outlook()


def test_an_open_choice_and_a_part_of_the_same_force_exclude_nobody():
    either = (by(RUSSIA, TWO, logic="either_or"), by(SYRIA, TWO, logic="either_or"))
    pilots = replace(PILOTS, parent_id=RUSSIA.id)

    assert suggested_grade(case_of(ONE, TWO, by(RUSSIA, ONE), *either)).grading == "fair"
    assert suggested_grade(case_of(ONE, TWO, by(RUSSIA, ONE), by(pilots, TWO))).grading == "fair"


def test_an_admission_confirms():
    admitted = (ONE[0], replace(ONE[1], claim_type="admission"))

    assert suggested_grade(case_of(admitted)).grading == "confirmed"
