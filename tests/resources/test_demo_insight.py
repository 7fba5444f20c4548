"""What the program finds in the worked example is what its assessments say."""

import pytest

from strikelog.domain.records import CasualtyFigure, Incident
from strikelog.insight.double_taps import double_tap
from strikelog.insight.grading import suggested_grade
from strikelog.insight.independence import independence
from strikelog.insight.ranges import range_of_claims

from .test_demo import demo_id
from .test_demo_validation import Known, case_of, of_kind, records_after

ALL_STEPS = ("step1", "step2")


@pytest.fixture(scope="module")
def known() -> Known:
    return records_after(ALL_STEPS)


def test_assessments_count_the_origins_and_grade_by_the_rule(known):
    assessed = [case_of(known, incident) for incident in of_kind(known, Incident)]
    signed = [case for case in assessed if case.latest_assessment]

    assert len(signed) == 8
    for case in signed:
        assert case.latest_assessment.n_independent == len(independence(case).groups)
        assert case.latest_assessment.n_sources == len(case.sources)
        assert case.latest_assessment.grading == suggested_grade(case).grading


@pytest.mark.parametrize(("outcome", "code"), [("killed", "F-05-K"), ("injured", "F-05-I")])
def test_adopted_figures_follow_from_the_claims(known, outcome, code):
    case = case_of(known, known[demo_id("N-05")])

    adopted, figure = range_of_claims(case, outcome), known[demo_id(code)]

    assert isinstance(figure, CasualtyFigure)
    assert (adopted.low, adopted.high) == (figure.low, figure.high)


def test_three_strikes_minutes_apart_are_one_wave(known):
    assert double_tap(case_of(known, known[demo_id("N-05")])).verdict == "multiple_same_wave"


def test_on_the_passage_alone_every_incident_is_weak():
    first = records_after(("step1",))

    grades = [suggested_grade(case_of(first, one)).grading for one in of_kind(first, Incident)]

    assert grades == ["weak"] * 3
