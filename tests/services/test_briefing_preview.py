"""Previews of briefings, and comparing them with what was written before."""

import re
from dataclasses import replace

import pytest

from strikelog.domain.briefing_templates import BUILT_IN, PLAIN, NotATemplate
from strikelog.domain.filter_text import parse_filter
from strikelog.domain.filters import ALL
from strikelog.domain.records import CasualtyFigure, Claim, Incident, Source
from strikelog.services.briefing_drafts import BriefingWish, OtherLevel
from strikelog.services.briefing_runs import RunNotFound
from strikelog.services.briefing_templates import NameIsTaken, UnknownTemplate
from strikelog.services.briefings import Briefings
from strikelog.services.finding import Finding
from strikelog.services.safekeeping import fill_with_demo
from tests.databases import briefings_over, open_database, recording_over
from tests.services.test_briefings import text_of

HOSPITALS = parse_filter("type:hospital place:Idleb", Incident)


@pytest.fixture
def vault(tmp_path):
    database = open_database(tmp_path)
    fill_with_demo(recording_over(database), database, 2)
    yield database
    database.close()


@pytest.fixture
def service(vault) -> Briefings:
    return briefings_over(vault)


def add_claim(vault, code, killed, access="public"):
    """A new source of its own gives a higher number for an incident."""
    recording, finding = recording_over(vault), Finding(vault)
    incident = finding.by_code(code)
    source = Source(source_type="ngo_report", publisher="New Watchers", access=access)
    claim = Claim(
        incident_id=incident.id, source_id=source.id, summary="More were killed.", credibility="2"
    )
    figure = CasualtyFigure(
        owner_type="claim",
        owner_id=claim.id,
        outcome="killed",
        civ_status="civilian",
        low=killed,
        high=killed,
    )
    recording.add_all([source, claim, figure], "Add a claim")
    return incident


# -- previews ----------------------------------------------------------------------------------


def test_a_preview_has_the_pages_of_the_file_one_after_the_other(service, tmp_path):
    arrived = []
    preview = service.previewing.preview(BriefingWish(), arrived=arrived.append)

    made = service.make(tmp_path / "b.pdf")

    assert len(preview.pages) == made.pages
    assert tuple(arrived) == preview.pages
    assert not preview.is_cut


def test_a_number_of_a_preview_leads_to_the_records_behind_it(service):
    preview = service.previewing.preview(BriefingWish(template=PLAIN))

    hot = {one.figure for page in preview.pages for one in page.hot if one.figure}
    attacks = next(one for one in preview.figures.values() if one.words == "9 attacks")
    behind = service.previewing.behind(attacks)

    assert attacks.key in hot
    assert hot <= preview.figures.keys()
    assert len(behind) == 9
    assert all(one.title.startswith("EX-") for one in behind)


def test_numbers_are_explained_in_the_language_of_the_window(service):
    preview = service.previewing.preview(BriefingWish(), language="ar")

    assert "الحوادث" in next(iter(preview.figures.values())).rule


def test_what_was_gathered_is_gathered_again_after_a_change(service, vault):
    wish = BriefingWish(template=replace(PLAIN, title="T"))
    service.previewing.preview(wish)
    before = service.previewing._known[1]
    service.previewing.preview(replace(wish, template=replace(PLAIN, paper="letter")))

    assert service.previewing._known[1] is before


def test_a_dossier_can_be_looked_at_as_well(service):
    incident = service.previewing._finding.by_code("EX-2019-0001")
    wish = BriefingWish(template=BUILT_IN["dossier"], incident_id=incident.id)

    assert service.previewing.preview(wish).pages


# -- since the last briefing -------------------------------------------------------------------


def test_a_claim_that_arrives_is_told_on_the_next_briefing(service, vault, tmp_path):
    first = service.make(tmp_path / "first.pdf", HOSPITALS, title="Idlib hospitals")
    add_claim(vault, "EX-2019-0001", 4)

    run = service.runs.find(str(tmp_path / "first.pdf"))
    service.make(tmp_path / "second.pdf", HOSPITALS, since=run.number)

    text = text_of(tmp_path / "second.pdf")
    assert run.number == first.run
    assert "Corrections since the last issue Compared with “Idlib hospitals”" in text
    assert "Changed: EX-2019-0001." in text
    assert "None recorded." not in text


def retract(vault, incident, *, publisher):
    """Mark the claims of one publisher about an incident as taken back by it."""
    recording, finding = recording_over(vault), Finding(vault)
    case = finding.case_file(incident.id)
    named = {one.id for one in finding.all(Source) if one.publisher == publisher}
    for claim in case.claims:
        if claim.source_id in named:
            recording.save(replace(claim, retracted=True), claim)
    return case


def make_both(service, folder, since):
    """Write the briefing in both languages; gives the pages and the texts to be pasted."""
    for language in ("en", "ar"):
        service.make(folder / f"{language}.pdf", language=language, since=since)
        template = replace(BUILT_IN["situation"], language=language)
        wish = BriefingWish(template=template, since=since)
        yield text_of(folder / f"{language}.pdf"), service.previewing.preview(wish).correction


@pytest.mark.parametrize("access", ["public", "confidential"])
def test_what_a_source_took_back_is_told_with_its_incident(service, vault, tmp_path, access):
    incident = add_claim(vault, "EX-2019-0001", 4, access)
    first = service.make(tmp_path / "first.pdf")
    retract(vault, incident, publisher="New Watchers")

    (page, english), (_, arabic) = make_both(service, tmp_path, first.run)

    assert re.search(
        r"Retracted: source \d+ in the list of sources \(NGO report\), with all that it says of"
        r" EX-2019-0001; it no longer counts there\.",
        english,
    )
    assert "Retracted: source" in page
    assert "سُحب ما يلي: المصدر رقم" in arabic
    assert "بكل ما يذكره عن EX-2019-0001" in arabic
    assert not any("New Watchers" in one for one in (english, arabic))
    assert ("New Watchers" in page) is (access == "public")  # the list of sources names it


def test_what_was_taken_back_before_or_never_printed_is_no_correction(service, vault, tmp_path):
    incident = add_claim(vault, "EX-2019-0001", 4)
    retract(vault, incident, publisher="New Watchers")
    first = service.make(tmp_path / "first.pdf")
    retract(vault, add_claim(vault, "EX-2019-0001", 5), publisher="New Watchers")

    preview = service.previewing.preview(BriefingWish(since=first.run))

    assert "Changed: EX-2019-0001." in preview.correction
    assert "Retracted" not in preview.correction


def test_without_a_change_the_correction_says_so(service, tmp_path):
    first = service.make(tmp_path / "first.pdf", HOSPITALS)

    service.make(tmp_path / "second.pdf", HOSPITALS, since=first.run)

    assert "No published figure moved." in text_of(tmp_path / "second.pdf")


def test_an_incident_that_is_merged_away_is_named_with_what_it_went_into(service, vault, tmp_path):
    first = service.make(tmp_path / "first.pdf")
    finding = Finding(vault)
    gone, kept = finding.by_code("EX-2019-0002"), finding.by_code("EX-2019-0001")
    merged = replace(gone, merged_into_id=kept.id, workflow="merged")
    recording_over(vault).save(merged, gone)

    preview = service.previewing.preview(BriefingWish(since=first.run))

    assert "EX-2019-0002 was merged into EX-2019-0001." in preview.correction
    assert "Attacks recorded: we published “9 attacks”; it now reads “8 attacks”" in (
        preview.correction
    )


def test_briefings_for_other_readers_are_not_compared(service, tmp_path):
    first = service.make(tmp_path / "first.pdf")

    with pytest.raises(OtherLevel, match="full"):
        service.make(tmp_path / "second.pdf", level="public", since=first.run)


def test_a_file_that_was_saved_anew_is_known_by_its_printed_state(service, tmp_path):
    first = service.make(tmp_path / "first.pdf")
    changed = tmp_path / "changed.pdf"
    changed.write_bytes((tmp_path / "first.pdf").read_bytes() + b"\n% saved again\n")

    assert service.runs.find(str(changed)).number == first.run


@pytest.mark.parametrize("name", ["missing.pdf", "other.pdf", "77"])
def test_what_was_not_written_here_is_not_taken_for_a_briefing(service, tmp_path, name):
    (tmp_path / "other.pdf").write_bytes(b"%PDF-1.4 nothing of ours")

    with pytest.raises(RunNotFound):
        service.runs.find(name if name.isdigit() else str(tmp_path / name))


def test_a_series_counts_on(service, tmp_path):
    assert service.runs.next_issue("") == 1
    service.make(tmp_path / "b.pdf", issue=7)

    assert service.runs.next_issue("") == 8


# -- templates ---------------------------------------------------------------------------------


def test_a_template_is_kept_and_used_by_its_name(service, tmp_path):
    ours = replace(PLAIN, name="Weekly", sections=("messages", "table"), paper="letter")
    service.templates.save(ours)

    service.make(tmp_path / "b.pdf", ALL, template="Weekly")

    text = text_of(tmp_path / "b.pdf")
    assert "Key messages" in text
    assert "Methodology" not in text
    assert [one.name for one in service.templates.listed()][-1] == "Weekly"


def test_templates_of_the_program_cannot_be_replaced(service):
    with pytest.raises(NameIsTaken):
        service.templates.save(replace(PLAIN, name="dossier"))


def test_a_template_goes_to_another_office_as_a_file(service, tmp_path):
    ours = replace(PLAIN, name="Weekly", title="Strikes on Kafr Nabl", keys=True)

    service.templates.write_file(tmp_path / "weekly.json", ours)

    assert "Kafr" not in (tmp_path / "weekly.json").read_text()
    assert service.templates.read_file(tmp_path / "weekly.json") == replace(
        ours, name="weekly", title=""
    )


def test_a_removed_template_is_unknown(service, tmp_path):
    service.templates.save(replace(PLAIN, name="Weekly"))
    service.templates.remove("Weekly")

    with pytest.raises(UnknownTemplate, match="situation"):
        service.make(tmp_path / "b.pdf", template="Weekly")


def test_a_template_of_a_later_version_hinders_no_other(service, vault):
    service.templates.save(replace(PLAIN, name="Weekly"))
    later = replace(PLAIN, name="Later").to_json().replace('"messages"', '"satellites"')
    vault.remember("briefing.template.Later", later)

    assert "Later" not in [one.name for one in service.templates.listed()]
    assert service.templates.named("Weekly").sections == PLAIN.sections


def test_a_file_of_a_later_version_is_refused_in_words(service, tmp_path):
    path = tmp_path / "later.json"
    path.write_text(PLAIN.to_json().replace('"messages"', '"satellites"'))

    with pytest.raises(NotATemplate, match=r"later\.json"):
        service.templates.read_file(path)


# -- languages and layouts ---------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ar", "both"])
@pytest.mark.parametrize("layout", ["situation", "one-page", "dossier"])
def test_every_layout_is_looked_at_in_every_language(service, tmp_path, layout, language):
    incident = service.previewing._finding.by_code("EX-2019-0001")
    template = replace(BUILT_IN[layout], language=language)
    wish = BriefingWish(template=template, incident_id=incident.id)

    preview = service.previewing.preview(wish)

    written = service.write(tmp_path / "b.pdf", wish)
    keys = {one.figure for page in preview.pages for one in page.hot if one.figure}
    assert len(preview.pages) == min(written.pages, 24)
    assert keys
    assert keys <= preview.figures.keys()
