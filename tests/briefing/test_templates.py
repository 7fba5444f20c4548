"""Documents made of plans: what a person finds in the pages, and what no page may do."""

import re
from dataclasses import replace
from io import BytesIO
from itertools import cycle

import pytest

from strikelog.briefing.document import page_count, write_document
from strikelog.briefing.dossier import dossier
from strikelog.briefing.dossier_plan import make_dossier_plan
from strikelog.briefing.figure_marks import Marks, marked
from strikelog.briefing.flowing import Words
from strikelog.briefing.levels import Level
from strikelog.briefing.lines import base_of
from strikelog.briefing.material import Asked, BriefingOffice
from strikelog.briefing.one_page import one_page
from strikelog.briefing.plan import MOST_SHORT_ROWS, make_plan
from strikelog.briefing.situation import situation
from strikelog.domain.briefing_templates import BUILT_IN
from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import Actor, Attribution, Claim, Evidence, Source, Strike
from strikelog.domain.text import without_isolates
from tests.briefing.material import AS_OF, a_case, a_site, example_material, material_of, plan_of
from tests.briefing.reading import bytes_of, reader_of, text_of
from tests.insight.cases import example_case

FACTS = [
    "Kafr Nabl Surgical Hospital",
    "كفرنبل",
    "Idleb",
    "5 May",
    "4 July",
    "6 November 2019",
    "according to The New York Times, via EA WorldView",
    "photograph by AFP / Getty Images",
    "AFP photograph of the damaged hospital, July 2019",
    "NYT video on the 6 November strike",
    "Four hospitals bombed within 12 hours",
    "flight observer log, radio recording and video analysis",
    "Cockpit radio recordings",
    "Flight-observer logs",
    "Pause in air strikes declared in early September 2019",
    "from 31 August 2019 until about 1 November 2019",
    "Renewed strikes from about two weeks before mid-November 2019",
    "at least 14 civilians killed, including at least 5 children",
    "8 civilians killed",
    "western Aleppo",
    "61 medical facilities",
    "United Nations, via EA WorldView",
    "fewer than 100 schools, markets and mosques",
    "almost 100",
    "since late April 2019",
    "more than 1 000 civilians killed",
    "more than 1,000",
    "more than 400 000 people displaced",
    "Idlib and northern Hama",
    "Sky News, via EA WorldView",
    "Double-tap attacks on rescuers in Maarat al-Numan",
    "Not added to our counts.",
    "in review",
    "True figures are likely to be higher",
    "TLP:AMBER",
]


def squeezed(text):
    """Text with every kind of blank as one blank, as a reader sees it."""
    return " ".join(text.replace("\u202f", " ").split())


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    content = bytes_of(situation(plan_of(example_material())))
    return squeezed(text_of(content, tmp_path_factory.mktemp("printed")))


@pytest.mark.parametrize("fact", FACTS)
def test_the_briefing_on_the_worked_example_tells(printed, fact):
    assert fact.casefold() in printed.casefold()


@pytest.mark.parametrize("step", [1, 2])
def test_the_sections_stand_in_their_order(step, tmp_path):
    content = bytes_of(situation(plan_of(example_material(step))))

    titles = [one["/Title"] for one in reader_of(content).outline if isinstance(one, dict)]

    wanted = ["Key messages", "Incidents", "Repeated strikes and series", "Incident notes"]
    wanted += ["Figures published by others", "Methodology", "Limits"]
    wanted += ["Corrections since the last issue", "Sources", "Contact, licence, citation"]
    assert [one for one in titles if one in wanted] == wanted


def test_no_page_draws_a_legal_conclusion_or_estimates(printed):
    for word in ("war crime", "deliberate", "estimated"):
        assert word not in printed.casefold()


def test_every_link_leads_into_the_file_or_to_a_public_address():
    reader = reader_of(bytes_of(situation(plan_of(example_material()))))
    links = [one.get_object() for page in reader.pages for one in page.get("/Annots", ())]

    inside = [one["/Dest"] for one in links if "/Dest" in one]
    outside = {one["/A"]["/URI"] for one in links if "/A" in one}

    assert len(inside) > 50
    assert all(one[0].get_object()["/Type"] == "/Page" for one in inside)
    assert {one.split("/")[2] for one in outside} == {"eaworldview.com"}


def test_no_heading_stands_alone_at_the_foot_of_a_page():
    for count in range(1, 24):
        reader = reader_of(
            bytes_of(situation(plan_of(material_of(*(a_case() for _ in range(count))))))
        )
        for page in reader.pages:
            lines = [line for line in page.extract_text().splitlines() if line.strip()]
            foot = next(n for n, line in enumerate(lines) if line.startswith("Strikelog"))
            assert lines[foot - 1].strip() not in HEADINGS


HEADINGS = {"Incidents", "Incident notes", "Sources", "Methodology", "Limits", "Breakdown"}


@pytest.mark.parametrize("step", [1, 2])
def test_one_page_is_one_page(step):
    assert page_count(one_page(plan_of(example_material(step)))) == 1


def test_one_page_cites_no_list_it_does_not_have():
    reader = reader_of(bytes_of(one_page(plan_of(example_material()))))

    assert not [one for page in reader.pages for one in page.get("/Annots", ())]


@pytest.mark.parametrize("template", [situation, one_page])
@pytest.mark.parametrize("level", Level)
def test_nothing_found_is_said_on_one_page(template, level, tmp_path):
    plan = plan_of(material_of(), level, scope="Type: School")

    content = bytes_of(template(plan))

    assert len(reader_of(content).pages) == 1
    text = squeezed(text_of(content, tmp_path))
    assert "No incident matches." in text
    assert "Asked for: Type: School." in text


def test_a_title_of_three_hundred_words_is_kept_whole(tmp_path):
    title = " ".join(f"word{number}" for number in range(300))

    text = text_of(bytes_of(situation(plan_of(example_material(), title=title))), tmp_path)

    assert title in squeezed(text)


def test_many_incidents_get_some_lines_and_a_note_about_the_rest(tmp_path):
    material = material_of(*(a_case() for _ in range(60)))
    whole = frozenset(case.incident.id for case in material.cases[:40])

    text = squeezed(
        text_of(bytes_of(situation(plan_of(replace(material, full_ids=whole)))), tmp_path)
    )

    assert "… and 20 more in the workbook" in text
    assert "60 attacks were reported" in text


def test_two_thousand_sources_are_all_listed(tmp_path):
    sources = [
        Source(source_type="ngo_report", publisher=f"Office {n}", title="T", access="public")
        for n in range(2000)
    ]
    case = a_case()
    claims = tuple(Claim(source_id=one.id, summary="A strike.", credibility="3") for one in sources)
    known = {**case.known, **{one.id: one for one in sources}}
    case = replace(case, claims=claims, known=known)

    text = squeezed(text_of(bytes_of(situation(plan_of(material_of(case)))), tmp_path))

    assert "Office 0," in text
    assert "2000. Office 1999," in text
    assert "+1994" in text


# -- dossier ---------------------------------------------------------------------------------


def dossier_plan(case, material=None, level=Level.FULL, *, language="en", **office):
    wish = Asked(as_of=AS_OF, level=level, template=BUILT_IN["dossier"], language=language)
    around = material or material_of(case)
    return make_dossier_plan(case, around, wish, BriefingOffice(**office))


def dossier_text(case, folder, material=None, level=Level.FULL):
    return squeezed(text_of(bytes_of(dossier(dossier_plan(case, material, level))), folder))


def test_a_dossier_holds_claims_ranges_parties_and_material_side_by_side(tmp_path):
    case = example_case(2, "EX-2019-0001")

    text = dossier_text(case, tmp_path, example_material())

    for words in (
        "EX-2019-0001",
        "5 May 2019",
        "17:30 local time (Asia/Damascus)",
        "كفرنبل",
        "35.614138, 36.560627",
        "At about 17:30 three strikes, 3 to 5 minutes apart",
        "They differ on the attacker",
        "Adopted here",
        "1–2",
        "0–3",
        "up to 5",
        "Rule C3",
        "Either Syrian government forces or Russian Aerospace Forces",
        "flight observer log, radio recording and video analysis",
        "No response of a named party is recorded.",
        "Several impacts of one wave, not a double tap",
        "125 days",
        "Fair – at least two credible sources report it",
        "Not held: no copy in our custody.",
        "Flight-observer logs, May 2019",
        "Cockpit radio recordings, May 2019",
    ):
        assert words in text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_minutes_between_strikes_have_a_key_into_the_annex_each_their_own(language):
    case = a_case()
    gaps = ((None, None), (3, 5), (40, 40))
    strikes = tuple(
        Strike(incident_id=case.incident.id, seq=n, gap_low=low, gap_high=high)
        for n, (low, high) in enumerate(gaps, start=1)
    )
    template = replace(BUILT_IN["dossier"], language=language)
    wish = Asked(
        as_of=AS_OF, level=Level.FULL, language=language, marks=Marks.PRINTED, template=template
    )
    case = replace(case, strikes=strikes)

    plan = make_dossier_plan(case, material_of(case), wish, BriefingOffice())

    told = [row[2] for row in plan.strikes]
    figures = [one for one in plan.figures if one.of.startswith("minutes before strike")]
    assert told[0] == "–"
    assert [(one.low, one.high, one.unit) for one in figures] == [
        (3, 5, "minute"),
        (40, 40, "minute"),
    ]
    assert told[1:] == [marked(one.words, one.key, Marks.PRINTED) for one in figures]
    assert all(one.incident_ids == (case.incident.id,) for one in figures)
    between = [one for one in plan.figures if one.of.startswith("minutes between strikes")]
    assert [(one.low, one.high) for one in between] == [(3, 5), (40, 40)]
    assert all(marked(one.words, one.key, Marks.PRINTED) in plan.double_tap for one in between)


def test_a_remark_that_a_longer_one_begins_with_is_printed_once():
    case, party = a_case(), Actor(name="North", actor_type="state_forces_host")
    notes = ("Heard on the radio.", "Heard on the radio. Two observers logged it.")
    said = [
        Attribution(owner_id=case.claims[0].id, actor_id=party.id, part="attacker", note=one)
        for one in notes
    ]
    case = replace(case, attributions=tuple(said), known={**case.known, party.id: party})

    (row,) = dossier_plan(case, material_of(case)).parties

    assert without_isolates(row.note) == notes[1]


def test_a_dossier_quotes_in_the_original_with_its_translation(tmp_path):
    claim = Claim(
        summary="A strike.",
        credibility="2",
        quote="قصفوا المستشفى مرتين",
        quote_lang="ar",
        quote_en="They hit the hospital twice.",
    )
    case = a_case()
    claim = replace(claim, source_id=case.claims[0].source_id)

    text = dossier_text(replace(case, claims=(claim,)), tmp_path)

    assert "قصفوا المستشفى مرتين" in text
    assert "They hit the hospital twice." in text
    assert "quoted in Arabic" in text


def test_a_dossier_gives_nothing_of_a_confidential_source_away(tmp_path):
    source = Source(
        source_type="witness",
        publisher="Clinic Zero",
        author="Umm Hidden",
        title="Interview",
        access="confidential",
    )
    evidence = Evidence(
        title="Film by Umm Hidden",
        media_type="video",
        holding="referenced",
        held_by="Clinic Zero",
        source_id=source.id,
    )
    claim = Claim(
        source_id=source.id,
        summary="Umm Hidden saw it.",
        credibility="2",
        quote="I, Umm Hidden, saw it",
        quote_lang="en",
        locator="page 3",
    )
    case = replace(a_case(source=source, claim=claim), evidence=(evidence,))

    text = dossier_text(case, tmp_path)

    assert "Hidden" not in text
    assert "Clinic Zero" not in text
    assert "confidential source (witness)" in text


def test_a_dossier_below_full_has_no_exact_place_and_no_inner_workings(tmp_path):
    case = replace(
        a_case(public_summary="A hospital was hit.", summary="Told by our team."),
        assessments=(),
    )

    text = dossier_text(case, tmp_path, level=Level.BRIEFING)

    assert "A hospital was hit." in text
    assert "Told by our team." not in text
    assert "35.61" not in text
    assert "Workflow" not in text


def test_a_narrative_of_fifty_pages_is_printed_whole(tmp_path):
    words = [f"w{number}" for number in range(28_000)]
    case = a_case(summary=" ".join(words))

    content = bytes_of(dossier(dossier_plan(case)))

    assert len(reader_of(content).pages) >= 25
    found = set(re.findall(r"w\d+", text_of(content, tmp_path)))
    assert set(words) <= found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_paragraphs_of_a_narrative_run_as_they_were_written(language):
    case = a_case(summary="The ward was hit.\nعادت الطائرة.\n\nIt burned until evening.")

    document = dossier(dossier_plan(case, language=language))

    written = {
        one.spans[0].text: base_of(one.spans, one.direction, rtl=document.rtl)
        for one in document.blocks
        if isinstance(one, Words) and len(one.spans) == 1
    }
    assert written["The ward was hit."] == written["It burned until evening."] == 0
    assert written["عادت الطائرة."] == 1


def test_a_long_narrative_is_shortened_in_a_note(tmp_path):
    case = a_case(summary="word " * 5000)

    assert page_count(situation(plan_of(material_of(case)))) <= 4


# -- the same again --------------------------------------------------------------------------


def test_the_same_plan_gives_the_same_bytes():
    first, second = BytesIO(), BytesIO()
    write_document(first, situation(plan_of(example_material())))
    write_document(second, situation(plan_of(example_material())))

    assert first.getvalue() == second.getvalue()


def test_a_breakdown_is_not_parted_by_the_end_of_a_page():
    """Fourteen further incidents take a page, so some number of them brings the bars to its foot.

    Bars of which only some stand below their title say nothing.
    """
    kinds = {"drone": "Drone", "helicopter": "Helicopter", "fixed_wing": "Fixed-wing aircraft"}
    for count in range(14, 28):
        cases = [a_case(weapon=None, delivery=one) for _, one in zip(range(count), cycle(kinds))]
        reader = reader_of(bytes_of(situation(plan_of(material_of(*cases)))))
        texts = [page.extract_text() for page in reader.pages]
        (page,) = [one for one in texts if "Attacks by method" in one]

        above, _, bars = page.partition("Attacks by method")
        assert "Breakdown" in above
        assert [one for one in kinds.values() if one not in bars] == []


def test_all_of_one_kind_is_no_bar(tmp_path):
    text = squeezed(
        text_of(bytes_of(situation(plan_of(material_of(a_case(site=a_site()))))), tmp_path)
    )

    assert "Hospital: 1" in text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_single_page_counts_nothing_that_is_not_on_it(language):
    cases = [a_case(date_edtf=FuzzyDate.parse(f"2019-11-{day:02d}")) for day in range(1, 29)]
    asked = Asked(as_of=AS_OF, language=language, template=BUILT_IN["one-page"])
    plan = make_plan(material_of(*cases), asked, BriefingOffice())

    assert len(plan.rows) == MOST_SHORT_ROWS
    assert not [one for one in plan.figures if one.rule in ("reports and origins", "method")]
