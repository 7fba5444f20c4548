"""What was taken back since a briefing."""

from dataclasses import replace

import pytest

from strikelog.domain.briefing_runs import RunIncident
from strikelog.domain.casefiles import CaseFile
from strikelog.domain.records import Claim, Incident
from strikelog.insight.retractions import Retraction, retractions, standing_marks
from tests.insight.test_since import a_run

INCIDENT = Incident(ref="EX-1")
ONE, OTHER = (Claim(incident_id=INCIDENT.id, source_id="s") for _ in range(2))


def case_of(*claims):
    return CaseFile(incident=INCIDENT, claims=claims)


def run_of(*claims):
    known = RunIncident("EX-1", "1", "fair", standing_marks(case_of(*claims)))
    return replace(a_run(), incidents={INCIDENT.id: known})


TAKEN_BACK = replace(ONE, retracted=True)
WITHDRAWAL = Claim(
    incident_id=INCIDENT.id, source_id="s", claim_type="retraction", supersedes_id=ONE.id
)


@pytest.mark.parametrize("now", [(TAKEN_BACK,), (ONE, WITHDRAWAL)])
def test_a_source_of_which_nothing_is_left_is_taken_back_whole(now):
    found = retractions(run_of(ONE), [case_of(*now)])

    assert found == (Retraction("EX-1", "s", 1, is_whole=True),)


def test_another_claim_that_stands_leaves_the_source():
    found = retractions(run_of(ONE, OTHER), [case_of(TAKEN_BACK, OTHER)])

    assert found == (Retraction("EX-1", "s", 1, is_whole=False),)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ((ONE,), (ONE,)),
        ((OTHER, TAKEN_BACK), (OTHER, TAKEN_BACK)),
        ((OTHER,), (OTHER, TAKEN_BACK)),
        ((), (TAKEN_BACK,)),
    ],
)
def test_what_did_not_stand_before_is_not_told(before, now):
    assert retractions(run_of(*before), [case_of(*now)]) == ()
