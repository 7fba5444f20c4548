"""Rules of places, published totals, groups and evidence."""

from dataclasses import replace

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import (
    AggregateClaim,
    Evidence,
    IncidentGroup,
    Location,
)
from strikelog.domain.validation import (
    check_evidence,
    check_group,
    check_location,
    check_total,
)

COUNTRY = Location(level="0", name="Syria")
GOVERNORATE = Location(level="1", name="Idleb", parent_id=COUNTRY.id)
DISTRICT = Location(level="2", name="Al Ma'ra", parent_id=GOVERNORATE.id)
POINT = Location(level="5", name="Kafr Nobol", parent_id=DISTRICT.id)
ELSEWHERE = Location(level="1", name="Hama", parent_id=COUNTRY.id)
PLACES = {place.id: place for place in (COUNTRY, GOVERNORATE, DISTRICT, POINT, ELSEWHERE)}


def codes(problems):
    return [problem.code for problem in problems]


def test_e10_a_unit_stands_one_level_below_its_parent_and_a_point_anywhere():
    skipped = replace(DISTRICT, parent_id=COUNTRY.id)

    assert codes(check_location(DISTRICT, PLACES)) == []
    assert codes(check_location(POINT, PLACES)) == []
    assert codes(check_location(skipped, PLACES)) == ["E10"]


def test_e10_no_place_lies_within_itself():
    looped = {**PLACES, COUNTRY.id: replace(COUNTRY, parent_id=DISTRICT.id)}

    assert codes(check_location(replace(POINT, parent_id=POINT.id), PLACES)) == ["E10"]
    assert codes(check_location(DISTRICT, looped)) == ["E10"]


def total(title="A total", **values):
    given = {
        "measure": "people_killed",
        "unit": "person",
        "start_edtf": FuzzyDate.parse("2019-11"),
        "end_edtf": FuzzyDate.parse("2019-11"),
        "location_ids": (GOVERNORATE.id,),
        "as_reported": "14 civilians",
    }
    return AggregateClaim(title=title, **{**given, **values})


ONE = total("One")


def w19(other, one=ONE):
    return [problem.sentence() for problem in check_total(one, (one, other), known=PLACES)]


def test_w19_two_totals_of_the_same_people_place_and_time_may_overlap():
    (sentence,) = w19(total("Other", location_ids=(DISTRICT.id,)))

    assert "neither says so: Other" in sentence


def test_w19_totals_that_differ_in_kind_place_time_or_actor_do_not_overlap():
    assert w19(total(measure="people_injured")) == []
    assert w19(total(location_ids=(ELSEWHERE.id,))) == []
    assert w19(total(start_edtf=None, end_edtf=FuzzyDate.parse("2019-10-31"))) == []
    assert w19(total(actor_ids=("b",)), total(actor_ids=("a",))) == []
    schools = total(measure="facilities_attacked", site_types=("school",))
    hospitals = total(measure="facilities_attacked", site_types=("hospital",))
    assert w19(schools, hospitals) == []


def test_w19_a_general_kind_includes_the_special_one():
    any_health = total(measure="facilities_attacked", site_types=("health_unspecified",))
    hospitals = total(measure="facilities_attacked", site_types=("hospital",))

    assert len(w19(any_health, hospitals)) == 1


def test_w19_a_declared_overlap_is_shown_where_it_is_declared_and_nowhere_else():
    whole = total("Whole")
    part = replace(ONE, overlaps_ids=(whole.id,))

    assert "never add them" in w19(whole, part)[0]
    assert w19(part, whole) == []


def test_w19_people_displaced_may_be_movements_unless_the_wording_names_people():
    displaced = total(measure="people_displaced", as_reported="more than 400,000")
    people = replace(displaced, as_reported="more than 400,000 people")

    assert codes(check_total(displaced, (), known=PLACES)) == ["W19"]
    assert codes(check_total(people, (), known=PLACES)) == []
    assert codes(check_total(total(unit="unclear"), (), known=PLACES)) == ["W19"]


def test_w20_a_series_misses_members_but_a_pattern_does_not():
    series = IncidentGroup(group_type="series", expected_low=4, expected_high=4)

    assert "1 of 4" in check_group(series, 1)[0].sentence()
    assert check_group(series, 4) == ()
    assert check_group(replace(series, group_type="pattern"), 0) == ()
    assert check_group(replace(series, expected_low=None, expected_high=None), 0) == ()


def test_e15_the_same_file_is_held_once_as_an_original():
    one = Evidence(title="Photo", sha256="a" * 64)
    same = Evidence(title="Photo again", sha256="A" * 64)
    copy = replace(same, derived_from_id=one.id)

    assert codes(check_evidence(same, (one, same))) == ["E15"]
    assert codes(check_evidence(copy, (one, copy))) == []


def test_e16_copies_do_not_descend_from_each_other():
    one, two = Evidence(derivation="crop"), Evidence(derivation="blur")
    one, two = replace(one, derived_from_id=two.id), replace(two, derived_from_id=one.id)

    assert codes(check_evidence(one, (one, two))) == ["E16"]
    assert codes(check_evidence(one, (replace(two, derived_from_id=None),))) == []
