"""Attacks before, during and after a declared pause, and those nobody can place."""

import pytest

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import Location, Period
from strikelog.insight.pauses import Part, around
from tests.insight.cases import an_incident, case_of, example_cases, worked_example

IDLIB, HAMA = Location(name="Idlib", level="1"), Location(name="Hama", level="1")


def day(text):
    return FuzzyDate.parse(text)


def attack(text, place=IDLIB, **values):
    incident = an_incident(date_edtf=day(text) if text else None, **values)
    return case_of(incident=incident, places=(place,))


def pause(start="2019-08-31", end="2019-09-30", **values):
    given = {"name": "Pause", "start_edtf": day(start), "end_edtf": day(end) if end else None}
    return Period(**{**given, "location_ids": (IDLIB.id,), **values})


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("2019-08-30", Part.BEFORE),
        ("2019-08-31", Part.DURING),
        ("2019-09-30", Part.DURING),
        ("2019-10-01", Part.AFTER),
        ("2019-08", Part.CANNOT_TELL),
        ("2019", Part.CANNOT_TELL),
        ("", Part.CANNOT_TELL),
    ],
)
def test_an_attack_is_put_on_a_side_only_when_its_date_lies_there_for_certain(text, part):
    case = attack(text)

    found = around(pause(), [case])

    assert [one.part for one in found.parts if one.incident_ids] == [part]
    assert found.part(part).incident_ids == (case.incident.id,)


def test_what_lies_far_away_elsewhere_or_was_merged_is_not_held_beside_it():
    cases = [
        attack("2018-01-01"),
        attack("2019-09-10", HAMA),
        attack("2019-09-10", workflow="merged"),
    ]

    assert not any(one.incident_ids for one in around(pause(), cases).parts)


def test_rates_are_of_days_that_are_known():
    cases = [attack("2019-09-10"), attack("2019-09-11"), attack("2019-08-01")]

    found = around(pause(), cases)

    assert found.part(Part.DURING).days == 31
    assert found.part(Part.DURING).per_day == pytest.approx(2 / 31)
    assert found.part(Part.BEFORE).per_day == pytest.approx(1 / 60)
    assert found.part(Part.CANNOT_TELL).per_day is None


def test_an_end_nobody_stated_gives_no_rate_and_puts_nothing_inside_for_certain():
    found = around(pause(end=None), [attack("2019-09-10"), attack("2019-08-01")])

    assert found.part(Part.DURING).days is None
    assert len(found.part(Part.CANNOT_TELL).incident_ids) == 1
    assert len(found.part(Part.BEFORE).incident_ids) == 1


def test_within_a_disputed_pause_nobody_can_tell():
    found = around(pause(disputed=True), [attack("2019-09-10")])

    assert len(found.part(Part.CANNOT_TELL).incident_ids) == 1


def test_the_strike_of_november_may_have_come_within_the_pause_and_inside_the_zone():
    records = worked_example(2)
    last = next(one for one in example_cases(2) if one.incident.ref == "EX-2019-0003")
    periods = {one.name: one for one in records.values() if isinstance(one, Period)}

    declared = around(periods["Pause in air strikes declared in early September 2019"], [last])
    zone = around(periods["Idlib de-escalation zone"], [last], known=records)

    assert declared.part(Part.CANNOT_TELL).incident_ids == (last.incident.id,)
    assert zone.part(Part.CANNOT_TELL).incident_ids == (last.incident.id,)
