"""Counting attacks and sites, and adding people."""

from dataclasses import replace
from datetime import date

import pytest

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import Assessment, IncidentLink, IncidentSite, new_id
from strikelog.insight.periods import Window
from strikelog.insight.totals import count_attacks, count_sites, counts_in_totals, total_people
from tests.insight.cases import an_incident, case_of, example_cases, told

MAY = Window(date(2019, 5, 1), date(2019, 5, 1), date(2019, 5, 31), date(2019, 5, 31))


def assessed(**values):
    given = {"in_totals": True, "grading": "fair", "certainty": "probable"}
    return Assessment(assessed_on=date(2026, 11, 22), **{**given, **values})


def case(*records, **values):
    return case_of(*records, incident=an_incident(**values))


def struck(site_id, role="hit"):
    return IncidentSite(site_id=site_id, site_type="hospital", site_role=role)


def dated(text, *records):
    return case(*records, date_edtf=FuzzyDate.parse(text))


def test_attacks_are_counted_with_a_certain_and_a_possible_part():
    cases = [dated("2019-05-05"), dated("2019"), dated("2019-06")]

    found = count_attacks(cases, MAY)

    assert (found.unit, found.low, found.high) == ("attack", 1, 2)
    assert found.certain_ids == (cases[0].incident.id,)
    assert found.possible_ids == (cases[1].incident.id,)


def test_merged_rejected_and_surely_duplicate_incidents_are_no_attacks():
    one = case(workflow="merged")
    two = case(workflow="rejected")
    three = case(assessed(certainty="rejected"))
    four = case()
    link = IncidentLink(
        from_id=four.incident.id,
        to_id=new_id(),
        link_type="possible_duplicate",
        confidence="confirmed",
    )

    assert count_attacks([one, two, three, replace(four, links=(link,))]).high == 0


def test_a_possible_duplicate_still_counts():
    one = case()
    link = IncidentLink(from_id=one.incident.id, to_id=new_id(), link_type="possible_duplicate")

    assert count_attacks([replace(one, links=(link,))]).low == 1


def test_sites_count_once_and_unidentified_ones_apart():
    site, other = new_id(), new_id()
    cases = [
        dated("2019-05-05", struck(site)),
        dated("2019-05-06", struck(site), struck(None)),
        dated("2019", struck(other), struck(site)),
        dated("2019-05-07", struck(new_id(), role="near_miss")),
    ]

    found = count_sites(cases, MAY)

    assert (found.sites.unit, found.sites.low, found.sites.high) == ("site", 1, 2)
    assert (found.sites.certain_ids, found.sites.possible_ids) == ((site,), (other,))
    assert found.unidentified.certain_ids == (cases[1].incident.id,)


def test_attacks_and_sites_of_the_example_are_two_numbers():
    cases = example_cases(1)

    assert count_attacks(cases).low == 3
    assert count_sites(cases).sites.low == 1


def test_people_are_added_low_to_low_and_high_to_high():
    cases = [case(told("A", 1, 2), assessed()), case(told("A", 5, 5), assessed())]

    found = total_people(cases, "killed")

    assert (found.low, found.high, found.incidents_counted) == (6, 7, 2)
    assert not found.is_at_least


def test_incidents_without_a_figure_are_named_beside_the_sum():
    cases = [case(told("A", 1, 2), assessed()), case(told("A"), assessed())]

    found = total_people(cases, "killed")

    assert (found.low, found.high) == (1, 2)
    assert found.unstated_ids == (cases[1].incident.id,)
    assert found.is_at_least


def test_an_open_range_opens_the_sum():
    cases = [case(told("A", 1, 2), assessed()), case(told("A", 14), assessed())]

    assert (total_people(cases, "killed").low, total_people(cases, "killed").high) == (15, None)


def test_a_sum_of_nothing_is_blank_and_not_nought():
    assert total_people([case(told("A"), assessed())], "killed").low is None
    assert total_people([], "killed").low is None


@pytest.mark.parametrize(
    ("records", "values"),
    [
        ((), {}),
        ((assessed(in_totals=False),), {}),
        ((assessed(grading="discounted"),), {}),
        ((assessed(certainty="rumour"),), {}),
        ((assessed(certainty="rejected"),), {}),
        ((assessed(),), {"workflow": "merged"}),
        ((assessed(),), {"merged_into_id": new_id()}),
    ],
)
def test_what_does_not_count_enters_no_sum(records, values):
    out = case(told("A", 5, 5), *records, **values)

    assert not counts_in_totals(out)
    assert total_people([out], "killed").low is None


def test_the_people_of_the_example_are_those_of_one_incident():
    found = total_people(example_cases(2), "killed")

    assert (found.low, found.high, found.incidents_counted) == (1, 2, 1)
