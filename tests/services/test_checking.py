"""What is wrong with a record beside others: read for forms and panes."""

from dataclasses import replace

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import (
    AggregateClaim,
    Evidence,
    Incident,
    IncidentGroup,
    Location,
)

COUNTRY = Location(level="0", name="Syria")
GOVERNORATE = Location(level="1", name="Idleb", parent_id=COUNTRY.id)
DISTRICT = Location(level="2", name="Ma'arra", parent_id=GOVERNORATE.id)


def codes(finding, record):
    return {one.code for one in finding.problems(record)}


def total(**values):
    november = FuzzyDate.parse("2019-11")
    return AggregateClaim(
        title="Killed in November",
        measure="people_killed",
        unit="person",
        start_edtf=november,
        end_edtf=november,
        as_reported="14 civilians",
        **values,
    )


def test_a_place_is_seen_with_all_it_lies_in(recording, finding):
    recording.add_all([COUNTRY, GOVERNORATE, DISTRICT], "Enter")
    skipped = replace(DISTRICT, parent_id=COUNTRY.id)
    looped = replace(GOVERNORATE, parent_id=DISTRICT.id)

    assert "E10" not in codes(finding, DISTRICT)
    assert "E10" in codes(finding, skipped)
    assert "E10" in codes(finding, looped)


def test_a_total_is_seen_with_the_others_and_their_places(recording, finding):
    whole, part = total(location_ids=(GOVERNORATE.id,)), total(location_ids=(DISTRICT.id,))
    elsewhere = Location(level="1", name="Hama", parent_id=COUNTRY.id)
    other = total(location_ids=(elsewhere.id,))
    recording.add_all([COUNTRY, GOVERNORATE, DISTRICT, elsewhere, whole, other], "Enter")

    assert "W19" not in codes(finding, whole)

    recording.add_all([part], "Enter")

    assert "W19" in codes(finding, whole)


def test_a_series_is_seen_with_its_members(recording, finding):
    series = IncidentGroup(name="Four", group_type="series", expected_low=2, expected_high=2)
    members = [Incident(group_id=series.id) for _ in range(2)]
    recording.add_all([series, members[0]], "Enter")
    assert "W20" in codes(finding, series)

    recording.add_all([members[1]], "Enter")

    assert "W20" not in codes(finding, series)


def test_an_item_is_seen_with_those_of_the_same_bytes(recording, finding):
    one, again = (Evidence(title="Photo", sha256="ab" * 32) for _ in range(2))
    recording.add_all([one], "Enter")
    assert "E15" not in codes(finding, one)

    assert "E15" in codes(finding, again)


def test_copies_that_descend_from_each_other_end_the_search(recording, finding):
    one, two = Evidence(title="One"), Evidence(title="Two")
    one, two = replace(one, derived_from_id=two.id), replace(two, derived_from_id=one.id)
    recording.add_all([one, two], "Enter")

    assert [p for p in finding.problems(one) if p.code == "E16" and "circle" in p.sentence()]


def test_an_incident_merged_into_itself_is_told(recording, finding):
    merged = Incident()
    merged = replace(merged, merged_into_id=merged.id)
    recording.add_all([merged], "Enter")

    assert "E19" in codes(finding, merged)
