"""Before a paper is written: what its level takes out of it, and what stays risky."""

from collections import Counter
from dataclasses import replace

import pytest

from strikelog.domain.briefing_templates import BUILT_IN
from strikelog.domain.filter_text import parse_filter
from strikelog.domain.records import Incident
from strikelog.exchange.publishing import NOT_REVIEWED
from strikelog.exchange.removals import COARSER, MARKED
from strikelog.services import briefing_gathering
from strikelog.services.briefing_drafts import BriefingWish
from strikelog.services.export_planning import FEW_INCIDENTS, ONE_INCIDENT, Risk
from strikelog.services.paper_planning import BY_KIND, NO_TIME
from strikelog.services.safekeeping import fill_with_demo
from tests.databases import briefings_over, open_database, recording_over


@pytest.fixture
def service(tmp_path):
    """The worked example, one incident of it reviewed and open, one reviewed and strict."""
    database = open_database(tmp_path)
    recording = recording_over(database)
    fill_with_demo(recording, database, 2)
    service = briefings_over(database)
    cases = {one.incident.ref: one.incident for one in service._finding.case_files()}
    said = "It was hit. Call 0944 123 456 or write to someone@example.org."
    shown = {"workflow": "reviewed", "public_summary": said, "tlp": "TLP:GREEN"}
    recording.save(replace(cases["EX-2019-0001"], **shown), cases["EX-2019-0001"])
    strict = {"workflow": "reviewed", "tlp": "TLP:RED"}
    recording.save(replace(cases["EX-2019-0002"], **strict), cases["EX-2019-0002"])
    yield service
    database.close()


def plan(service, level, layout="situation", **wish):
    template = replace(BUILT_IN[layout], level=level)
    return service.release_plan(BriefingWish(template=template, **wish))


def removed(found):
    counts = Counter()
    for one in found.removed:
        counts[one.sheet, one.reason] += one.count
    return counts


def test_the_office_itself_loses_nothing_but_what_is_no_record_yet(service):
    found = plan(service, "full")

    assert {reason for _, reason in removed(found)} <= {NOT_REVIEWED}
    assert [one.code for one in found.risks if one.code == "file"] == ["file"]


@pytest.mark.parametrize("level", ["partner", "briefing", "public"])
def test_what_a_level_takes_out_is_counted(service, level):
    found = plan(service, level)
    counts = removed(found)

    assert found.incidents == 1
    held_back = counts["Incidents", MARKED], counts.get(("Incidents", NOT_REVIEWED), 0)
    assert sum(held_back) == 9
    # What is marked for few is told as that, whether it was reviewed or not.
    assert (held_back == (1, 8)) == (level != "public")
    assert counts["Incidents", COARSER] == counts["Incidents", NO_TIME] == 1
    assert all(one.sentence() and one.sentence("ar") != one.sentence() for one in found.removed)


def test_what_stays_risky_is_said_with_its_page(service):
    incident = service._finding.case_files()
    shown = next(one.incident.id for one in incident if one.incident.ref == "EX-2019-0001")
    found = plan(service, "public", "dossier", incident_id=shown)

    codes = [one.code for one in found.risks]
    assert codes.count("W22") >= 1
    assert "few" in codes
    assert "text" in codes
    assert next(one for one in found.risks if one.code == "W22").sentence().startswith("Page 1")
    assert not any("0944" in one.sentence() for one in found.risks)


def test_confidential_sources_are_told_by_kind(service):
    source = next(iter(service._finding.case_files()[0].sources))
    service_database = service._finding._database
    recording_over(service_database).save(replace(source, access="confidential"), source)
    incident = next(
        one.incident
        for one in service._finding.case_files()
        if source.id in {each.id for each in one.sources}
    )
    if incident.workflow != "reviewed" or incident.tlp == "TLP:RED":
        open_one = replace(incident, workflow="reviewed", tlp="TLP:GREEN")
        recording_over(service_database).save(open_one, incident)

    found = plan(service, "briefing", "dossier", incident_id=incident.id)

    assert any(reason == BY_KIND for _, reason in removed(found))
    assert service._finding.get(Incident, incident.id).workflow == "reviewed"


def test_each_removal_names_its_records(service):
    found = plan(service, "briefing")

    for one in found.removed:
        named = found.records_of(one)
        assert len(named) == one.count
        assert all(record.title for record in named)
    rows = next(one for one in found.removed if one.reason == NOT_REVIEWED)
    assert all(one.id == one.incident_id for one in found.records_of(rows))


def test_a_paper_that_tells_of_nothing_says_why(service):
    where = parse_filter("type:hospital workflow:in_review", Incident)
    found = plan(service, "briefing", where=where)

    assert found.incidents == 0
    assert "in review: a second person" in found.silence.sentence()
    assert plan(service, "full", where=where).silence is None


def test_what_many_incidents_hold_back_is_counted_too(service, monkeypatch):
    few = removed(plan(service, "briefing"))
    monkeypatch.setattr(briefing_gathering, "FEW", 0)
    service.forget()

    many = removed(plan(service, "briefing"))

    assert many["Incidents", NOT_REVIEWED] == few["Incidents", NOT_REVIEWED] > 0
    assert many["Incidents", MARKED] == few["Incidents", MARKED] == 1


def test_one_is_spoken_of_as_one_in_both_languages():
    one, two = (Risk("few", FEW_INCIDENTS, count, one=ONE_INCIDENT) for count in (1, 2))

    assert one.sentence().startswith("Only one incident goes out")
    assert "حادثة واحدة" in one.sentence("ar")
    assert two.sentence().startswith("Only 2 incidents go out")
