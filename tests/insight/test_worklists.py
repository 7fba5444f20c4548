"""What is still to be done: said once for each record, gone when it is done."""

from dataclasses import replace
from datetime import date

import pytest

from strikelog.domain.records import Assessment, Claim, Evidence, IncidentSite, Site, new_id
from strikelog.insight import worklists as todo
from strikelog.insight.weighing import Weighings, weighed
from strikelog.insight.worklists import tasks
from tests.insight.cases import a_source, an_incident, case_of, told


def lists_of(case):
    return {one.worklist for one in tasks(case)}


def graded(grading):
    return Assessment(grading=grading, certainty="probable", assessed_on=date(2020, 1, 1))


def test_one_origin_asks_for_a_second():
    one, two = told("Radio", 2, 3), told("Paper", 2, 3)

    assert todo.SECOND_ORIGIN in lists_of(case_of(one))
    assert todo.SECOND_ORIGIN not in lists_of(case_of(one, two))
    assert todo.SECOND_ORIGIN not in lists_of(case_of())


@pytest.mark.parametrize(
    "kept", [{"archived_url": "https://a.example/1"}, {"archive_sha256": "a" * 64}]
)
def test_a_link_without_a_copy_is_named_until_it_has_one(kept):
    source, claim, figure = told("Radio", 2, 3)
    linked = replace(source, url="https://r.example/1")

    (found,) = (one for one in tasks(case_of((linked, claim, figure))) if one.entity == "Source")
    assert (found.worklist, found.record_id) == (todo.ARCHIVED_COPY, source.id)
    done = case_of((replace(linked, **kept), claim, figure))
    assert todo.ARCHIVED_COPY not in lists_of(done)
    assert todo.ARCHIVED_COPY not in lists_of(case_of((a_source("x"), claim, figure)))


def test_coordinates_of_the_incident_or_of_its_site_are_enough():
    site = Site(name="Clinic", lat=35.6, lon=36.5)
    hit = IncidentSite(site_id=site.id, site_role="hit", site_type="clinic")

    assert todo.COORDINATES in lists_of(case_of())
    assert todo.COORDINATES not in lists_of(case_of(incident=an_incident(lat=35.6, lon=36.5)))
    assert todo.COORDINATES not in lists_of(case_of(site, hit))


def test_files_are_listed_until_somebody_says_what_they_show():
    unseen, seen = (Evidence(title=word, graphic=word) for word in ("unknown", "no"))

    found = [one.record_id for one in tasks(case_of(unseen, seen)) if one.entity == "Evidence"]

    assert found == [unseen.id]


def test_assessing_and_identifying_take_an_incident_off_the_lists():
    open_hit = IncidentSite(site_role="hit", site_type="clinic", site_text="a clinic")
    claimed = told("Radio", 2, 3)

    before = lists_of(case_of(claimed, open_hit))
    after = lists_of(case_of(claimed, replace(open_hit, site_id=new_id()), graded("weak")))

    assert {todo.UNASSESSED, todo.IDENTIFIED_SITE} <= before
    assert not {todo.UNASSESSED, todo.IDENTIFIED_SITE} & after


def test_what_counts_no_more_asks_for_nothing():
    assert tasks(case_of(told("Radio", 2, 3), incident=an_incident(workflow="merged"))) == ()


def test_what_two_incidents_share_is_told_once_and_stays_when_the_first_goes():
    source = replace(told("Agency")[0], url="https://r.example/1")
    cases = []
    for _ in range(2):
        incident = an_incident()
        claim = Claim(source_id=source.id, incident_id=incident.id, summary="Said by the agency")
        cases.append(case_of(source, claim, incident=incident))
    known = Weighings(weighed(case, place) for place, case in enumerate(cases, start=1))

    def holder():
        (found,) = (one for one in known.worklists() if one.worklist == todo.ARCHIVED_COPY)
        return found.incident_id

    first, second = (case.incident.id for case in cases)
    assert holder() == first
    known.drop(first)
    assert holder() == second
    known.put(weighed(cases[0], 1))
    assert holder() == first
    known.drop(first)
    known.drop(second)
    assert known.worklists() == ()
