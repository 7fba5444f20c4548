"""Findings of the rules: accepted, dismissed, opened again, and each taken back as one step."""

from dataclasses import replace
from datetime import time

import pytest

from strikelog.domain.records import (
    Assessment,
    Claim,
    Incident,
    IncidentGroup,
    IncidentLink,
    Period,
    Strike,
)
from strikelog.insight.findings import key_of
from strikelog.services.acceptance import NO_CLAIM
from strikelog.services.findings import FindingGone, Findings, NothingToAccept, ReasonMissing
from strikelog.services.insights import Insights
from strikelog.services.safekeeping import DEMO_STEPS, fill_with_demo
from strikelog.services.workspace import Workspace
from tests.workspaces import worked_example


@pytest.fixture
def demo():
    workspace = worked_example()
    yield workspace
    workspace.close()


@pytest.fixture
def insights(demo):
    return Insights(demo.finding, Findings(demo.vault.database, demo.recording))


def count(demo, kind):
    return len(demo.finding.all(kind))


def test_the_key_is_the_same_for_the_same_records_and_another_for_others(insights):
    one, *others = insights.repeats()

    assert key_of(one) == key_of(insights.repeats()[0])
    assert key_of(one).startswith("repeats:")
    assert key_of(one) not in {key_of(other) for other in others}


def test_a_dismissed_finding_is_remembered_with_its_reason_and_who(insights, demo):
    wave = insights.waves().found[0]

    insights.dismiss(wave, "counted twice by the source")

    (decision,) = insights.decisions().values()
    assert (decision.verdict, decision.reason) == ("dismissed", "counted twice by the source")
    assert decision.actor == demo.recording.author.code
    assert decision.key == key_of(wave)
    assert insights.waves().found == ()
    assert insights.waves(dismissed=True).found == (wave,)


def test_dismissing_is_undone_and_done_again_as_one_step(insights, demo):
    wave = insights.waves().found[0]
    before = demo.recording.undo_label
    insights.dismiss(wave, "not one")

    assert demo.recording.undo_label == "Dismiss a finding"
    demo.recording.undo()
    assert insights.waves().found == (wave,)
    assert demo.recording.undo_label == before
    demo.recording.redo()
    assert insights.waves().found == ()
    demo.recording.undo()
    assert insights.waves().found == (wave,)


def test_what_was_dismissed_can_be_opened_again(insights, demo):
    wave = insights.waves().found[0]
    insights.dismiss(wave, "not one")

    insights.reopen(wave)

    assert insights.waves().found == (wave,)
    demo.recording.undo()
    assert insights.waves().found == ()


def test_a_finding_is_not_dismissed_without_a_word_why(insights):
    with pytest.raises(ReasonMissing):
        insights.dismiss(insights.repeats()[0], "  ")

    assert insights.decisions() == {}


def test_accepting_a_repeat_links_its_incidents_once(insights, demo):
    ledger = insights.repeats()[0]
    links = demo.finding.all(IncidentLink)
    for link in links:
        demo.recording.remove(link)

    insights.accept(ledger)

    made = demo.finding.all(IncidentLink)
    assert [(one.from_id, one.to_id, one.link_type) for one in made] == [
        (ledger.incident_ids[0], ledger.incident_ids[1], "same_site"),
        (ledger.incident_ids[1], ledger.incident_ids[2], "same_site"),
    ]
    assert insights.decisions()[key_of(ledger)].verdict == "accepted"
    demo.recording.undo()
    assert count(demo, IncidentLink) == 0
    assert insights.decisions() == {}


def test_accepting_what_the_records_say_already_writes_no_second_link(insights, demo):
    ledger = insights.repeats()[0]
    before = count(demo, IncidentLink)

    insights.accept(ledger)

    assert count(demo, IncidentLink) == before
    assert insights.decisions()[key_of(ledger)].verdict == "accepted"


def test_accepting_a_wave_makes_a_group_of_its_incidents(insights, demo):
    wave = insights.waves().found[0]
    (named,) = [one for one in demo.finding.all(IncidentGroup) if "hospitals" in one.name]
    demo.recording.remove(named)
    for one in wave.incident_ids:
        incident = demo.finding.get(Incident, one)
        demo.recording.save(replace(incident, group_id=None), incident)
    before = count(demo, IncidentGroup)

    insights.accept(wave)

    groups = {demo.finding.get(Incident, one).group_id for one in wave.incident_ids}
    assert len(groups) == 1
    (group,) = [demo.finding.get(IncidentGroup, one) for one in groups]
    assert (group.group_type, group.window_edtf.edtf) == ("series", "2019-05-05/2019-05-06")
    rule, *claims = group.note.splitlines()
    assert "3 sites within 24 hours" in rule
    assert len(claims) == len(wave.incident_ids)
    assert all(said.split(": ", 1)[1] != NO_CLAIM for said in claims)
    speaks_of = {
        claim.incident_id for claim in demo.finding.owned(Claim, "source_id", [group.source_id])
    }
    assert speaks_of >= set(wave.incident_ids)
    assert count(demo, IncidentGroup) == before + 1
    demo.recording.undo()
    assert count(demo, IncidentGroup) == before
    assert {demo.finding.get(Incident, one).group_id for one in wave.incident_ids} == {None}


def test_what_only_says_how_the_records_stand_cannot_be_accepted(insights):
    with pytest.raises(NothingToAccept):
        insights.accept(insights.worklists()[0])


def test_a_finding_of_deleted_records_is_refused(insights, demo):
    ledger = insights.repeats()[0]
    unknown = replace(ledger, site_id="00000000-0000-4000-8000-000000000000")

    with pytest.raises(FindingGone):
        insights.accept(unknown)


def test_decisions_outlive_the_program(tmp_path):
    with_demo = Workspace.create(tmp_path / "vault.strikelog", "lantern orchard pebble")
    fill_with_demo(with_demo.recording, with_demo.vault.database, DEMO_STEPS[-1])
    first = Insights(with_demo.finding, Findings(with_demo.vault.database, with_demo.recording))
    wave = first.waves().found[0]
    first.dismiss(wave, "not one")
    with_demo.close()

    again = Workspace.open(tmp_path / "vault.strikelog", "lantern orchard pebble")
    second = Insights(again.finding, Findings(again.vault.database, again.recording))
    assert second.waves().found == ()
    assert again.recording.undo_label == "Dismiss a finding"
    again.recording.undo()
    assert second.waves().found == (wave,)
    again.close()


def incident_of(demo, reference):
    return next(one for one in demo.finding.all(Incident) if one.ref == reference)


def tap_of(insights, *incidents):
    ids = {one.id for one in incidents}
    return next(one for one in insights.double_taps() if set(one.said.incident_ids) == ids)


def test_accepting_a_double_tap_enters_the_pattern_which_confirms_it(insights, demo):
    incident = incident_of(demo, "EX-2019-0002")
    strikes = [Strike(incident_id=incident.id, seq=1), Strike(
        incident_id=incident.id, seq=2, gap_low=20, gap_high=30
    )]  # fmt: skip
    demo.recording.add_all(strikes, "Strikes")
    found = tap_of(insights, incident)
    assert found.said.verdict == "candidate"

    insights.accept(found)

    assert demo.finding.get(Incident, incident.id).strike_pattern == "double_tap"
    assert tap_of(insights, incident).said.verdict == "confirmed"
    demo.recording.undo()
    assert tap_of(insights, incident).said.verdict == "candidate"


def test_accepting_two_incidents_links_the_second_wave_to_the_first(insights, demo):
    first, second = (incident_of(demo, f"EX-2019-000{n}") for n in (1, 2))
    for one, clock in ((first, time(17, 30)), (second, time(17, 50))):
        values = {"date_edtf": first.date_edtf, "time_local": clock}
        demo.recording.save(replace(one, **values), one)
    found = tap_of(insights, first, second)
    assert (found.said.verdict, found.said.is_certain) == ("candidate", True)
    assert found.said.incident_ids == (first.id, second.id)

    insights.accept(found, "two sources call it one")

    links = demo.finding.all(IncidentLink)
    made = [(one.from_id, one.to_id) for one in links if one.link_type == "second_wave_of"]
    assert made == [(second.id, first.id)]
    assert tap_of(insights, first, second).said.verdict == "confirmed"


def test_accepting_a_pause_notes_it_with_what_fell_into_it_for_certain(insights, demo):
    period = Period(
        name="Truce",
        period_type="ceasefire",
        start_edtf=incident_of(demo, "EX-2019-0001").date_edtf,
        end_edtf=incident_of(demo, "EX-2019-0003").date_edtf,
    )
    demo.recording.save(period)
    window = next(one for one in insights.windows() if one.period_id == period.id)

    insights.accept(window)

    noted = {one.ref for one in demo.finding.all(Incident) if period.id in one.period_ids}
    assert {"EX-2019-0001", "EX-2019-0002", "EX-2019-0003"} <= noted
    demo.recording.undo()
    assert not any(period.id in one.period_ids for one in demo.finding.all(Incident))


def test_accepting_a_grade_signs_an_assessment_that_takes_over_the_rest(insights, demo):
    before = next(
        one
        for one in demo.finding.all(Assessment)
        if one.incident_id == incident_of(demo, "EX-2019-0003").id and one.grading == "fair"
    )
    demo.recording.save(replace(before, grading="weak"), before)
    grade = next(one for one in insights.grades() if one.incident_id == before.incident_id)
    assert (grade.suggested.grading, grade.given, grade.differs) == ("fair", "weak", True)

    insights.accept(grade)

    signed = next(one for one in demo.finding.all(Assessment) if one.supersedes_id == before.id)
    assert (signed.grading, signed.certainty) == ("fair", before.certainty)
    assert signed.assessor == demo.recording.author.code
    assert signed.rationale == grade.suggested.why()
    assert demo.finding.get(Incident, before.incident_id).grading == "fair"
