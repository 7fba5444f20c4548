"""What is held by month and area, beside what others say; empty is never zero."""

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.differences import Difference, Version
from strikelog.domain.records import AggregateClaim, Location
from strikelog.insight.coverage import coverage
from strikelog.insight.survey import Survey, noted
from tests.insight.cases import an_incident, case_of

IDLIB, HAMA = Location(name="Idlib", level="1"), Location(name="Hama", level="1")
TOWN = Location(name="Kafr Nabl", level="5", parent_id=IDLIB.id)
KNOWN = {one.id: one for one in (IDLIB, HAMA, TOWN)}


def attack(text, *places, **values):
    incident = an_incident(date_edtf=FuzzyDate.parse(text) if text else None, **values)
    return case_of(incident=incident, places=places)


def total(start, end, *places, **values):
    given = {"measure": "attacks", "unit": "attack_event", "low": 46}
    given["start_edtf"] = FuzzyDate.parse(start) if start else None
    given["end_edtf"] = FuzzyDate.parse(end)
    return AggregateClaim(location_ids=tuple(one.id for one in places), **{**given, **values})


def states(found, area):
    return {month: found.cell(month, area.id).state for month in found.months}


def test_a_month_without_records_is_told_or_silent_and_never_zero():
    cases = [attack("2019-05-05", TOWN, IDLIB), attack("2019-09-01", HAMA)]

    found = coverage(cases, [total("2019-05", "2019-07", IDLIB)], known=KNOWN)

    assert states(found, IDLIB) == {
        (2019, 5): "held",
        (2019, 6): "told",
        (2019, 7): "told",
        (2019, 8): "silent",
        (2019, 9): "silent",
    }
    assert states(found, HAMA)[2019, 9] == "held"
    assert found.cell((2019, 5), IDLIB.id).certain_ids == (cases[0].incident.id,)


def test_a_date_over_two_months_is_possible_in_both():
    found = coverage([attack("[2019-05-30..2019-06-02]", IDLIB)], [], known=KNOWN)

    assert found.months == ((2019, 5), (2019, 6))
    assert all(found.cell(month, IDLIB.id).possible_ids for month in found.months)
    assert not any(found.cell(month, IDLIB.id).certain_ids for month in found.months)


def test_what_has_no_date_or_no_area_is_named_apart():
    cases = [
        attack("", IDLIB),
        attack("2019-05-05"),
        attack("2019-05-05", IDLIB, workflow="merged"),
    ]

    found = coverage(cases, [], known=KNOWN)

    assert found.undated_ids == (cases[0].incident.id,)
    assert found.unplaced_ids == (cases[1].incident.id,)
    assert found.cells == {}


def test_only_totals_of_attacks_with_area_and_beginning_speak_of_a_cell():
    mute = [
        total("2019-05", "2019-07"),
        total("", "2019-07", IDLIB),
        total("2019-05", "2019-07", IDLIB, measure="people_killed", unit="person"),
    ]

    assert coverage([], mute, known=KNOWN).months == ()
    town = coverage([], [total("2019-05", "2019-05", TOWN)], known=KNOWN)
    assert town.cell((2019, 5), IDLIB.id).state == "told"


def test_a_claim_that_dates_an_attack_otherwise_speaks_of_its_month():
    held = attack("2019-05-05", TOWN, IDLIB)
    survey = Survey()
    survey.put(noted(held, 0))
    versions = (
        Version(("2019-05-05",), ("same",)),
        Version(("2019-07-04",), ("other",)),
        Version(("2019",), ("vague",)),
    )
    dated = [(held.incident.id, Difference("date_edtf", "Date", versions))]

    found = survey.coverage([], KNOWN, dated)

    assert states(found, IDLIB) == {(2019, 5): "held", (2019, 6): "silent", (2019, 7): "told"}
    assert found.cell((2019, 7), IDLIB.id).claim_ids == ("other",)
    assert (2019, 7) not in survey.coverage([], KNOWN).months


def test_claims_on_what_is_no_attack_speak_of_nothing():
    merged = attack("2019-05-05", IDLIB, workflow="merged")
    survey = Survey()
    survey.put(noted(merged, 0))
    difference = Difference("date_edtf", "Date", (Version(("2019-07-04",), ("other",)),))

    assert survey.coverage([], KNOWN, [(merged.incident.id, difference)]).months == ()
