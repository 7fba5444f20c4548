"""The list row of an incident."""

from datetime import date

from strikelog.domain.records import Actor, Attribution, IncidentSite, Location, new_id
from strikelog.domain.validation import check_whole_case
from strikelog.insight.summaries import summarise
from tests.insight.cases import an_incident, case_of, example_case, told


def by(actor, owner_id, **values):
    return Attribution(owner_type="claim", owner_id=owner_id, actor_id=actor.id, **values)


def test_the_row_of_the_example():
    row = summarise(example_case(2, "EX-2019-0001"))

    assert row.site == "Kafr Nabl Surgical Hospital"
    assert row.site_types == ("hospital",)
    assert (row.place, row.place_local) == ("Kafr Nobol", "كفرنبل")
    assert (row.district, row.governorate) == ("Al Ma'ra", "Idleb")
    assert row.governorate_local == "إدلب"
    assert row.country == "Syrian Arab Republic"
    assert (row.killed_low, row.killed_high) == (1, 2)
    assert (row.injured_low, row.injured_high) == (5, 5)
    assert row.actors == "Russian Aerospace Forces / Syrian government forces"
    assert (row.claims, row.origins) == (5, 3)


def test_blank_numbers_stay_blank():
    row = summarise(example_case(1, "EX-2019-0003"))

    assert row.killed_low is row.killed_high is row.injured_low is row.injured_high is None


def test_an_open_range_has_no_high():
    row = summarise(case_of(told("A", 14)))

    assert (row.killed_low, row.killed_high) == (14, None)


def test_a_case_of_nothing_has_a_row():
    row = summarise(case_of())

    assert (row.site, row.place, row.actors, row.site_types) == (None, None, None, ())
    assert (row.claims, row.origins, row.errors, row.warnings) == (0, 0, 0, 0)


def test_reported_names_stand_in_for_records():
    hit = IncidentSite(site_text="a market", site_type="market")
    row = summarise(case_of(hit, incident=an_incident(place_text="Kafr Nabl")))

    assert (row.site, row.place) == ("a market", "Kafr Nabl")


def test_a_place_of_an_unknown_country_shows_the_code():
    town = Location(level="5", name="Town", country_iso3="SYR")

    assert summarise(case_of(places=(town,))).country == "SYR"


def test_joint_attackers_stand_side_by_side_and_alternatives_with_a_stroke():
    one, other, owner = Actor(name="One"), Actor(name="Other"), new_id()
    joint = [by(actor, owner, logic="joint") for actor in (one, other)]
    either = [by(actor, owner, logic="either_or") for actor in (one, other)]

    assert summarise(case_of(one, other, *joint)).actors == "One; Other"
    assert summarise(case_of(one, other, *either)).actors == "One / Other"


def test_our_own_attribution_goes_before_the_claims():
    one, other, incident = Actor(name="One"), Actor(name="Other"), an_incident()
    rows = (by(one, new_id()), by(other, incident.id))

    assert summarise(case_of(one, other, *rows, incident=incident)).actors == "Other"


def test_problems_are_counted_as_errors_and_warnings():
    case = case_of(told("A"), incident=an_incident(workflow="merged"))
    problems = check_whole_case(case, today=date(2026, 11, 22))
    row = summarise(case, problems)

    assert row.errors == len([one for one in problems if one.code.startswith("E")]) > 0
    assert row.warnings == len([one for one in problems if one.code.startswith("W")]) > 0
