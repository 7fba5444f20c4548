"""The worked example: no errors, and the warnings that its author expected."""

from datetime import date

import pytest

from strikelog.domain.records import AggregateClaim, Incident, IncidentGroup, Location
from strikelog.domain.validation import (
    check_group,
    check_location,
    check_record,
    check_total,
    check_whole_case,
)
from tests.insight.cases import every, example_cases, other_hits, worked_example
from tests.links import leading_nowhere

TODAY = date(2026, 11, 22)


def problems_of_cases(step):
    cases = example_cases(step)
    return {
        case.incident.ref: check_whole_case(case, today=TODAY, same_site=other_hits(cases, case))
        for case in cases
    }


@pytest.mark.parametrize("step", [1, 2])
def test_the_example_has_no_errors(step):
    records = worked_example(step)
    alone = [one for record in records.values() for one in check_record(record, today=TODAY)]
    places = [one for place in every(records, Location) for one in check_location(place, records)]
    together = [one for found in problems_of_cases(step).values() for one in found]

    errors = [one.sentence() for one in (*alone, *places, *together) if one.is_error]
    assert errors == []
    assert leading_nowhere(records) == []


def test_each_incident_of_the_passage_has_one_origin_and_a_history():
    for problems in problems_of_cases(1).values():
        assert {"W01", "W10", "W17"} <= {one.code for one in problems}


def test_each_incident_of_the_passage_shows_nothing_else_but_unexplained_reliability():
    # The passage gives no reason for a reliability of B, which W18 asks for.
    codes = {one.code for found in problems_of_cases(1).values() for one in found}

    assert codes == {"W01", "W10", "W17", "W18"}


def test_further_records_take_the_single_origin_away():
    problems = problems_of_cases(2)

    for reference in ("EX-2019-0001", "EX-2019-0002", "EX-2019-0003"):
        assert "W01" not in {one.code for one in problems[reference]}


def test_the_conflict_over_the_attacker_of_july_is_shown():
    differing = [one for one in problems_of_cases(2)["EX-2019-0002"] if one.code == "W02"]

    assert any("Syrian government forces" in one.sentence() for one in differing)


def test_the_two_names_of_the_hospital_are_shown_for_reconciling():
    differing = [one for one in problems_of_cases(2)["EX-2019-0001"] if one.code == "W02"]

    assert any("Kafr Nabl Hospital · Orient hospital" in one.sentence() for one in differing)


def test_three_published_totals_of_the_passage_ask_for_care():
    records = worked_example(1)
    totals = every(records, AggregateClaim)
    found = {
        total.title: [one.sentence() for one in check_total(total, totals, known=records)]
        for total in totals
    }

    assert {title for title, sentences in found.items() if sentences} == {
        "Civilians killed since strikes resumed (Idlib area)",
        "Hospitals bombed within 12 hours",
        "People displaced in the offensive",
    }
    assert (
        "Civilians killed in the offensive"
        in (found["Civilians killed since strikes resumed (Idlib area)"][0])
    )
    assert "Medical facilities attacked" in found["Hospitals bombed within 12 hours"][0]
    assert "movements" in found["People displaced in the offensive"][0]


@pytest.mark.parametrize(
    ("step", "expected"),
    [(1, ["1 of 4 expected incidents are linked. Add the others."]), (2, [])],
)
def test_the_series_of_four_hospitals_is_complete_only_in_the_second_step(step, expected):
    records = worked_example(step)
    linked = [incident.group_id for incident in every(records, Incident)]
    found = [
        one.sentence()
        for group in every(records, IncidentGroup)
        for one in check_group(group, linked.count(group.id))
    ]

    assert found == expected
