"""Duplicates in a vault: found, decided, merged without loss, and taken back exactly."""

import json
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.filter_text import parse_filter
from strikelog.domain.progress import Cancelled
from strikelog.domain.records import (
    Assessment,
    Attribution,
    CasualtyFigure,
    Claim,
    Evidence,
    Incident,
    IncidentLink,
    IncidentSite,
    Location,
    Site,
    Source,
    Strike,
    new_id,
)
from strikelog.insight.duplicates import Rule
from strikelog.services.duplicates import Duplicates, NotTwo
from strikelog.services.finding import Finding
from strikelog.services.masks import Masks
from strikelog.services.samples import sample_records
from tests.databases import contents, open_database, recording_over

NOTHING_MOVES = {"Location", "Site", "Source", "Actor"}


@pytest.fixture
def service(database, recording):
    return Duplicates(database, recording)


@pytest.fixture
def town(recording):
    place = Location(level="5", name="Kafr Nobol", name_local="كفرنبل", lat=35.614, lon=36.561)
    return recording.save(place).record


@pytest.fixture
def hospital(recording, town):
    return recording.save(
        Site(name="Kafr Nabl Surgical Hospital", site_type="hospital", location_id=town.id)
    ).record


def add(recording, *records):
    recording.add_all(records, "Add")
    return records


def an_incident(town, **values):
    held = {
        "title": "Strike on the hospital",
        "date_edtf": FuzzyDate.parse("2019-05-05"),
        "event_type": "air_attack",
        "location_id": town.id,
    }
    return Incident(**{**held, **values})


@pytest.fixture
def two(recording, town, hospital):
    """One event recorded by two offices, with a claim of a source of its own each."""
    one = an_incident(town, ref="IDL-1", delivery="fixed_wing", weapon="aerial_bomb")
    other = an_incident(town, ref="SHCC-9", title="Hospital hit", tags=("reviewed twice",))
    for number, incident in enumerate((one, other)):
        source = Source(title=f"Report {number}", url=f"https://example.org/{number}")
        claim = Claim(incident_id=incident.id, source_id=source.id, summary="Said")
        figure = CasualtyFigure(
            owner_type="claim", owner_id=claim.id, outcome="killed", low=2, high=2
        )
        hit = IncidentSite(
            incident_id=incident.id,
            site_id=hospital.id,
            site_type="hospital",
            site_role="hit",
            damage=("unknown", "major")[number],
        )
        add(recording, incident, source, claim, figure, hit)
    return one, other


def pair_of(service):
    (pair,) = service.all()
    return pair


def test_one_event_recorded_twice_is_proposed(service, two):
    pair = pair_of(service)

    assert pair.ids == {one.id for one in two}
    assert "same_site" in {reason.key for reason in pair.reasons}


def test_one_of_a_pair_has_to_match_a_filter(service, two):
    assert service.all(where=parse_filter("ref:IDL-1", Incident))
    assert not service.all(where=parse_filter("ref:IDL-2", Incident))


def test_a_lone_incident_has_no_pair(service, recording, town):
    add(recording, an_incident(town))

    assert service.all() == ()


def test_what_came_in_is_held_against_what_was_there(service, finding, two):
    claims = finding.all(Claim)

    by_incident = service.after_import([two[1].id])
    by_claim = service.after_import([claims[1].id])

    assert by_incident == by_claim == service.of(two[0].id)
    assert len(by_incident) == 1
    assert service.after_import([new_id()]) == ()


def test_a_shared_file_brings_two_together(service, recording, town):
    one, other = an_incident(town, location_id=None), an_incident(town, location_id=None)
    source = Source(title="S")
    film = Evidence(title="Film", sha256="a" * 64, source_id=source.id, incident_ids=(one.id,))
    copy = Evidence(title="Copy", sha256="a" * 64, source_id=source.id)
    claim = Claim(incident_id=other.id, source_id=source.id, evidence_ids=(copy.id,))
    add(recording, one, other, source, film, copy, claim)

    (pair,) = service.all(rule=Rule(least=0.0))

    assert "same_origin" in {reason.key for reason in pair.reasons}


def test_rejected_and_merged_incidents_are_no_ones_duplicates(service, recording, two):
    recording.save(replace(two[1], rev=1, workflow="rejected"), replace(two[1], rev=1))

    assert service.all() == ()


def test_different_is_remembered_and_can_be_undone(service, recording, finding, two):
    service.decide(pair_of(service), "different")

    assert service.all() == ()
    assert [link.link_type for link in finding.all(IncidentLink)] == ["not_duplicate"]

    recording.undo()

    assert len(service.all()) == 1


def test_different_is_asked_again_when_where_or_when_changed(service, recording, finding, two):
    service.decide(pair_of(service), "different")
    one = finding.get(Incident, two[0].id)

    noted = recording.save(replace(one, summary="More is known"), one).record
    assert service.all() == ()

    recording.save(replace(noted, date_edtf=FuzzyDate.parse("2019-05-05~")), noted)
    assert len(service.all()) == 1


def test_linked_is_settled(service, finding, two):
    service.decide(pair_of(service), "linked", link_type="second_wave_of")

    assert service.all() == ()
    assert [link.link_type for link in finding.all(IncidentLink)] == ["second_wave_of"]


def test_merging_moves_what_was_said_and_keeps_the_other_as_merged(service, finding, two):
    service.decide(pair_of(service), "same", survivor=two[0].id)

    case = finding.case_file(two[0].id)
    gone = finding.get(Incident, two[1].id)
    assert len(case.claims) == len(case.sources) == len(case.figures) == 2
    assert (gone.workflow, gone.merged_into_id) == ("merged", two[0].id)
    assert gone.title == "Hospital hit"
    assert case.incident.tags == ("reviewed twice",)


def test_the_former_reference_leads_to_both(service, finding, two):
    service.decide(pair_of(service), "same", survivor=two[0].id)

    found = finding.all(Incident, parse_filter("SHCC-9", Incident))
    by_field = finding.all(Incident, parse_filter("ref:SHCC-9", Incident))

    assert {one.id for one in found} == {one.id for one in by_field} == {one.id for one in two}
    assert finding.by_code("SHCC-9").merged_into_id == two[0].id


def test_the_same_site_in_the_same_role_is_not_there_twice(service, finding, two):
    service.decide(pair_of(service), "same", survivor=two[0].id)

    (hit,) = finding.case_file(two[0].id).sites_hit
    assert hit.damage == "major"
    codes = {one.code for one in finding.problems(finding.get(Incident, two[0].id))}
    assert not codes & {"E26", "W09", "W10"}


def test_a_field_can_be_taken_from_the_other(service, finding, two):
    choices = {"title": "other", "delivery": "survivor"}

    service.merge(two[0].id, two[1].id, choices)

    kept = finding.get(Incident, two[0].id)
    assert (kept.title, kept.delivery) == ("Hospital hit", "fixed_wing")


def test_a_blank_field_is_filled_without_being_asked(service, finding, two):
    service.merge(two[1].id, two[0].id)

    assert finding.get(Incident, two[1].id).weapon == "aerial_bomb"


def test_strikes_are_renumbered_behind_ours(service, recording, finding, two):
    hits = {hit.incident_id: hit for hit in finding.all(IncidentSite)}
    add(
        recording,
        Strike(incident_id=two[0].id, seq=1),
        Strike(incident_id=two[1].id, seq=1, incident_site_id=hits[two[1].id].id),
    )

    service.merge(two[0].id, two[1].id)

    first, second = finding.case_file(two[0].id).strikes
    assert (first.seq, second.seq) == (1, 2)
    assert second.incident_site_id == hits[two[0].id].id


def test_our_judgement_stays_in_force(service, recording, finding, two):
    held = {"grading": "fair", "certainty": "confirmed", "in_totals": True}
    ours = Assessment(incident_id=two[0].id, **held)
    theirs = Assessment(incident_id=two[1].id, **{**held, "grading": "weak"})
    add(recording, ours)
    add(recording, theirs)

    service.merge(two[0].id, two[1].id)

    case = finding.case_file(two[0].id)
    assert case.latest_assessment.id == ours.id
    assert {one.id for one in case.assessments} == {ours.id, theirs.id}


def test_links_follow_but_never_lead_to_themselves(service, recording, finding, town, two):
    third = an_incident(town, title="Third", date_edtf=FuzzyDate.parse("2020"))
    between = IncidentLink(from_id=two[0].id, to_id=two[1].id, link_type="possible_duplicate")
    away = IncidentLink(from_id=third.id, to_id=two[1].id, link_type="followed_by")
    add(recording, third, between, away)

    service.merge(two[0].id, two[1].id)

    assert finding.get(IncidentLink, away.id).to_id == two[0].id
    assert finding.get(IncidentLink, between.id).to_id == two[1].id


def test_what_was_merged_before_follows(service, recording, finding, town, two):
    old = an_incident(town, title="Old", workflow="merged", merged_into_id=two[1].id)
    add(recording, old)

    service.merge(two[0].id, two[1].id)

    assert finding.get(Incident, old.id).merged_into_id == two[0].id


def test_adopted_figures_of_the_same_people_stay_where_they_are(service, recording, finding, two):
    held = {"owner_type": "incident", "outcome": "killed", "low": 2, "high": 3}
    add(
        recording,
        CasualtyFigure(owner_id=two[0].id, **held),
        CasualtyFigure(owner_id=two[1].id, **held),
        CasualtyFigure(owner_id=two[1].id, **{**held, "outcome": "injured"}),
    )

    service.merge(two[0].id, two[1].id)

    own = finding.case_file(two[0].id).figures_of(two[0].id)
    assert sorted(one.outcome for one in own) == ["injured", "killed"]
    assert len(finding.case_file(two[1].id).figures_of(two[1].id)) == 1


def test_what_was_merged_or_deleted_meanwhile_is_said(service, recording, two):
    pair = pair_of(service)
    service.decide(pair, "same")

    with pytest.raises(NotTwo):
        service.decide(pair, "same")
    with pytest.raises(NotTwo):
        service.comparison(pair)


def test_a_comparison_says_what_differs(service, two):
    lines = {line.name: line for line in service.comparison(pair_of(service)).lines}

    assert lines["title"].differs
    assert not lines["date_edtf"].differs
    assert lines["location_id"].one == lines["location_id"].other == "Kafr Nobol"
    assert {lines["delivery"].one, lines["delivery"].other} == {
        "Fixed-wing aircraft · Aerial bomb",
        "Not specified · Unknown",
    }


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    database = open_database(tmp_path_factory.mktemp("duplicates"))
    recording = recording_over(database)
    records = list(sample_records(8, seed=5))
    incidents = [one for one in records if isinstance(one, Incident)]
    actors = [one for one in records if type(one).__name__ == "Actor"]
    own = [
        Attribution(owner_type="incident", owner_id=one.id, actor_id=actors[n % 2].id)
        for n, one in enumerate(incidents)
    ]
    own += [
        CasualtyFigure(owner_type="incident", owner_id=one.id, outcome="killed", low=1, high=n)
        for n, one in enumerate(incidents)
    ]
    own += [Strike(incident_id=one.id, seq=n % 2) for n, one in enumerate(incidents)]
    own += [Assessment(incident_id=one.id, grading="fair") for one in incidents[::2]]
    own += [
        IncidentLink(from_id=incidents[n].id, to_id=incidents[(n + 3) % 8].id, link_type=kind)
        for n, kind in enumerate(["same_site", "followed_by", "same_sortie"] * 2)
    ]
    film = Evidence(title="Film", incident_ids=tuple(one.id for one in incidents[:5]))
    recording.add_all([*records, *own, film], "Sample")
    yield database, recording, incidents
    database.close()


def what_is_held(database):
    """Count every record by its class and content, whichever incident it hangs on."""
    held = Counter()
    for kind, fields in contents(database).values():
        if kind not in NOTHING_MOVES:
            values = {k: v for k, v in fields.items() if k not in _POINTERS}
            held[kind, repr(sorted(values.items(), key=lambda pair: pair[0]))] += 1
    return held


_POINTERS = {"incident_id", "owner_id", "from_id", "to_id", "incident_ids", "seq"} | {
    "supersedes_id", "workflow", "merged_into_id", "external_ids", "tags",
}  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda two: two[0] != two[1]),
    st.dictionaries(
        st.sampled_from(["title", "date_edtf", "delivery", "location_id", "summary"]),
        st.sampled_from(["survivor", "other"]),
    ),
)
def test_a_merge_loses_nothing_and_is_undone_exactly(filled, chosen, choices):
    database, recording, incidents = filled
    one, other = (incidents[place] for place in chosen)
    before, counted = contents(database), what_is_held(database)
    hanging = {place: what_hangs_on(database, place.id) for place in (one, other)}

    Duplicates(database, recording).merge(one.id, other.id, choices)

    after = what_is_held(database)
    kept = what_hangs_on(database, one.id)
    assert after.total() == counted.total()
    assert {kind for kind, _ in (after - counted)} <= {"Incident", "IncidentSite"}
    assert kept == hanging[one] + hanging[other]
    assert contents(database) != before

    recording.undo()

    assert contents(database) == before


def what_hangs_on(database, incident_id):
    """Count the claims, sources and files by which an incident is known."""
    case = Finding(database).case_file(incident_id)
    claims = Counter(claim.id for claim in case.claims)
    sources = Counter(claim.source_id for claim in case.claims)
    figures = Counter(one.id for one in case.figures if one.owner_type == "claim")
    return claims + sources + figures


def test_victims_of_a_merged_incident_are_seen_with_the_one_that_stays(database, service, two):
    mask = {"id": new_id(), "pseudonym": "P-0001", "incident_id": two[1].id}
    database.remember(f"identities.mask.{mask['id']}", json.dumps(mask))
    masks = Masks(database)
    assert masks.of_incident(two[0].id) == []

    service.merge(two[0].id, two[1].id)

    assert [one.pseudonym for one in masks.of_incident(two[0].id)] == ["P-0001"]
    assert [one.pseudonym for one in masks.of_incident(two[1].id)] == ["P-0001"]


def test_a_search_says_how_far_it_is_and_can_be_stopped(service, two):
    class Impatient:
        def report(self, done, total=None, text=""):
            raise Cancelled

    with pytest.raises(Cancelled):
        service.all(Impatient())


def test_an_import_is_looked_through_whole_by_its_step(service, finding, two):
    (first, second) = (finding.history(one.id)[0].step for one in two)

    assert service.ids_of_step(first) == {one.id for one in two if one is two[0]}
    assert service.after_import(service.ids_of_step(second)) == service.all()
