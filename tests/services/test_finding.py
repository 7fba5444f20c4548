"""Records are found by what people write for them, and read with what hangs on them."""

from dataclasses import replace

import pytest

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.fields import field_of
from strikelog.domain.filter_text import parse_filter
from strikelog.domain.filters import Order
from strikelog.domain.records import (
    Assessment,
    CasualtyFigure,
    Claim,
    Incident,
    IncidentSite,
    Location,
    Site,
    Source,
    Strike,
)
from strikelog.domain.summaries import IncidentSummary
from strikelog.services.finding import Ambiguous, NotFound, list_field
from strikelog.services.safekeeping import counts, fill_with_demo
from strikelog.services.samples import sample_records
from tests.databases import contents


@pytest.fixture
def case(recording):
    country = recording.save(Location(level="0", name="Samplia")).record
    town = recording.save(Location(level="5", name="Ain", parent_id=country.id)).record
    site = recording.save(Site(name="Hospital", location_id=town.id)).record
    source = recording.save(Source(title="Bulletin", ref="B-1")).record
    incident = recording.save(Incident(title="Strike", ref="SA-1", location_id=town.id)).record
    claim = Claim(incident_id=incident.id, source_id=source.id, summary="Two impacts")
    for one in (
        claim,
        CasualtyFigure(owner_type="claim", owner_id=claim.id, low=2, high=2),
        Strike(incident_id=incident.id, seq=2),
        Strike(incident_id=incident.id, seq=1),
        IncidentSite(incident_id=incident.id, site_id=site.id),
    ):
        recording.save(one)
    return incident


def test_a_record_is_found_by_reference_id_or_the_beginning_of_its_id(finding, case):
    for code in ("SA-1", case.id, case.id.upper(), case.id[:8]):
        assert finding.by_code(code) == finding.get(Incident, case.id)


@pytest.mark.parametrize("code", ["SA-9", "", "0000", "ffffffffff", "%", "_" * 8])
def test_an_unknown_code_says_so(finding, case, code):
    with pytest.raises(NotFound, match="no record"):
        finding.by_code(code)


def test_a_code_of_several_records_names_them(finding, recording):
    for last in "12":
        recording.save(Site(id=f"5b9c7a52-8a3f-4f0e-9a51-0c2f6b7f4a1{last}", name="X"))

    with pytest.raises(Ambiguous, match="4a12"):
        finding.by_code("5b9c7a52")


def test_a_case_file_holds_all_that_hangs_on_an_incident(finding, case):
    found = finding.case_file(case.id)

    assert [place.name for place in found.places] == ["Ain", "Samplia"]
    assert [strike.seq for strike in found.strikes] == [1, 2]
    assert [site.name for site in found.sites] == ["Hospital"]
    assert [source.title for source in found.sources] == ["Bulletin"]
    assert [figure.low for figure in found.figures_of(found.claims[0].id)] == [2]
    assert finding.case_file("5b9c7a52-8a3f-4f0e-9a51-0c2f6b7f4a11") is None


def test_removed_parts_are_not_in_a_case_file(finding, recording, case):
    recording.remove(finding.case_file(case.id).claims[0])

    found = finding.case_file(case.id)

    assert found.claims == found.figures == found.sources == ()


def test_case_files_come_in_the_order_asked_for(finding, recording):
    for day in ("2019-05-06", "2019-05-05", "2018"):
        recording.save(Incident(title=day, date_edtf=FuzzyDate.parse(day)))
    recording.save(Incident(title="No date"))

    found = finding.case_files(order=Order("date_edtf"))

    titles = [one.incident.title for one in found]
    assert titles == ["2018", "2019-05-05", "2019-05-06", "No date"]


def test_names_of_any_records_are_told(finding, case):
    found = finding.case_file(case.id)
    ids = [found.sites[0].id, found.sources[0].id, found.places[1].id]

    assert set(finding.names(ids).values()) == {"Hospital", "Bulletin", "Samplia"}


def test_what_hangs_on_a_source_is_related_to_it(finding, case):
    found = finding.case_file(case.id)

    related = finding.related(found.sources[0])

    assert {type(one) for one in related} >= {Claim, CasualtyFigure}


def test_a_list_shows_summary_fields_beside_an_incidents_own():
    assert list_field(Incident, "title") == field_of(Incident, "title")
    assert list_field(Incident, "killed_low") == field_of(IncidentSummary, "killed_low")
    with pytest.raises(KeyError):
        list_field(Site, "killed_low")


def test_an_assessment_reaches_the_list_and_the_filter(finding, recording, case):
    assessment = Assessment(incident_id=case.id, grading="confirmed", in_totals=True)
    recording.save(assessment)

    assert [one.id for one in finding.all(Incident, parse_filter("grading:confirmed", Incident))]
    key = finding.key_of(Incident, case.id)
    assert finding.rows(Incident, [key], ("grading", "in_totals")) == [("confirmed", True)]


def test_keys_lead_to_records_and_back(finding, case):
    key = finding.key_of(Incident, case.id)

    assert [one.id for one in finding.by_keys(Incident, [key, 999])] == [case.id]
    assert finding.key_of(Incident, "nothing") is None
    assert finding.rows(Incident, [999], ("title",)) == [(None,)]


def test_derived_fields_survive_an_edit(finding, recording, case):
    dated = recording.save(replace(case, date_edtf=FuzzyDate.parse("2019-05")), case).record
    assert finding.get(Incident, case.id).date_start.isoformat() == "2019-05-01"

    recording.save(replace(dated, title="Renamed"), dated)

    assert finding.get(Incident, case.id).date_start.isoformat() == "2019-05-01"


def test_the_worked_example_entered_again_is_the_same(database, recording):
    fill_with_demo(recording, database, 2)
    before = contents(database)

    fill_with_demo(recording, database, 2)

    assert contents(database) == before
    assert counts(database)["Incident"] >= 3


def test_samples_are_the_same_for_the_same_seed():
    assert list(sample_records(3, seed=4)) == list(sample_records(3, seed=4))
    assert list(sample_records(3, seed=4)) != list(sample_records(3, seed=5))
