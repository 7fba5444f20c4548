"""A paper that would tell of no incident says why, and what to do."""

from dataclasses import replace

import pytest

from strikelog.briefing.levels import Level
from strikelog.domain.casefiles import CaseFile
from strikelog.domain.records import Incident
from strikelog.services.paper_silence import silence_of

IN_REVIEW = Incident(id="a", workflow="in_review", tlp="TLP:GREEN")


def held(*incidents, level=Level.BRIEFING):
    return silence_of([CaseFile(incident=one) for one in incidents], level)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "in review: a second person has to release"),
        ({"workflow": "draft"}, "hand"),
        ({"workflow": "reviewed", "tlp": "TLP:RED"}, "marked for fewer readers"),
        ({"certainty": "rumour"}, "no paper tells of"),
        ({"workflow": "merged"}, "no paper tells of"),
    ],
)
def test_one_reason_is_said_of_one_and_of_all(changed, said):
    one = replace(IN_REVIEW, **changed)

    alone, both = held(one), held(one, replace(one, id="b"))

    assert alone.sentence().startswith("The incident")
    assert both.sentence().startswith("All 2 incidents")
    assert said in alone.sentence()
    assert said in both.sentence()
    for told in (alone, both):
        assert told.sentence("ar") != told.sentence()


def test_several_reasons_are_counted():
    told = held(IN_REVIEW, replace(IN_REVIEW, id="b"), replace(IN_REVIEW, id="c", tlp="TLP:RED"))

    assert "None of the 3 incidents" in told.sentence()
    assert "in review: 2 · marked for fewer readers: 1" in told.sentence()


def test_what_may_be_told_of_is_not_counted():
    shown = replace(IN_REVIEW, workflow="reviewed")

    assert held(shown).reasons == ()
    assert "widen the filter" in held().sentence()


def test_the_own_office_helps_where_it_may_see_more():
    assert held(IN_REVIEW).office_may_see
    assert not held(IN_REVIEW, level=Level.FULL).office_may_see
    assert not held(replace(IN_REVIEW, workflow="draft")).office_may_see
