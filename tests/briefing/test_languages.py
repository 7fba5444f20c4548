"""Briefings in Arabic and in two editions: direction, words, numbers, and what a reader copies."""

import re
from dataclasses import replace
from io import BytesIO

import pypdf
import pytest

from strikelog.briefing.certificate import CertifiedItem, certificate
from strikelog.briefing.dossier import dossier
from strikelog.briefing.dossier_plan import make_dossier_plan
from strikelog.briefing.editions import bound, editions_of
from strikelog.briefing.levels import Level
from strikelog.briefing.material import Asked, BriefingOffice, names_beside
from strikelog.briefing.one_page import one_page
from strikelog.briefing.plan import make_plan
from strikelog.briefing.record_sheet import Printing, record_sheet
from strikelog.briefing.recovery_sheet import RecoveryPage, recovery_sheet
from strikelog.briefing.situation import situation
from strikelog.briefing.speech import ARABIC
from strikelog.domain.briefing_templates import BUILT_IN
from strikelog.domain.records import (
    Actor,
    Attribution,
    CasualtyFigure,
    Claim,
    Evidence,
    Location,
    Source,
)
from tests.briefing.material import (
    AS_OF,
    a_case,
    a_site,
    everything_said,
    example_material,
    material_of,
    plain,
)
from tests.briefing.reading import bytes_of, reader_of, text_of
from tests.briefing.test_speech import is_well_made
from tests.insight.cases import example_cases

LAYOUTS = {"situation": situation, "one-page": one_page}
_OURS_IN_LATIN = re.compile(
    r"TLP:[A-Z+]+|SHA-256|Natural Earth|Asia/Damascus|STRIKELOG|[Ss]trikelog|CC BY 4\.0"
    r"|[A-F]–?[A-F]?[0-9]?|F[0-9]+|[0-9a-f]{8,}|[0-9a-f-]{8,}|JSON|EX-2019-[0-9]+"
)


def plan_in(language, material, layout="situation", level=Level.FULL):
    asked = Asked(as_of=AS_OF, level=level, language=language, template=BUILT_IN[layout])
    return make_plan(material, asked, BriefingOffice(name="مكتب التوثيق"))


def dossier_in(language, case, material):
    asked = Asked(as_of=AS_OF, language=language, template=BUILT_IN["dossier"])
    return make_dossier_plan(case, material, asked, BriefingOffice(name="مكتب التوثيق"))


def an_arabic_case(number=1, **fields):
    """An incident whose every name and text is Arabic."""
    source = Source(source_type="ngo_report", publisher="المراقبون", title="مذكرة", access="public")
    claim = Claim(source_id=source.id, summary="غارة على المستشفى.", credibility="2")
    actor = Actor(name="القوات", actor_type="state_forces_host")
    said = Attribution(
        owner_id=claim.id, actor_id=actor.id, part="attacker", confidence="probable", logic="sole"
    )
    harmed = CasualtyFigure(
        owner_id=claim.id, outcome="killed", low=2, high=14, civ_status="civilian"
    )
    case = a_case(
        ref=f"EX-2019-{number:04d}",
        source=source,
        claim=claim,
        site=a_site(name="مستشفى تجريبي"),
        figures=[harmed],
        attributions=[said],
        **fields,
    )
    places = tuple(replace(place, name="مكان", name_local=None) for place in case.places)
    return replace(case, places=places, known={**case.known, actor.id: actor})


def arabic_papers():
    """Each kind of paper about records that are wholly Arabic."""
    case = an_arabic_case()
    material = material_of(case, an_arabic_case(2))
    item = Evidence(title="صورة", media_type="photo", tlp="TLP:AMBER")
    papers = {layout: make(plan_in("ar", material, layout)) for layout, make in LAYOUTS.items()}
    papers["dossier"] = dossier(dossier_in("ar", case, material))
    printing = Printing(tongue=ARABIC)
    papers["sheet"] = record_sheet(case.sites[0], printing, office="مكتب", as_of=AS_OF)
    papers["certificate"] = certificate([CertifiedItem(item, ())], office="مكتب", tongue=ARABIC)
    papers["recovery"] = recovery_sheet(RecoveryPage("1234", ["123456"] * 8), language="ar")
    return papers


KINDS = ("situation", "one-page", "dossier", "sheet", "certificate", "recovery")


@pytest.fixture(scope="module")
def papers():
    return {kind: bytes_of(one) for kind, one in arabic_papers().items()}


@pytest.mark.parametrize("kind", KINDS)
def test_an_arabic_paper_says_that_it_is_one(papers, kind):
    root = reader_of(papers[kind]).trailer["/Root"]

    assert root["/Lang"] == "ar"
    assert root["/ViewerPreferences"]["/Direction"] == "/R2L"


@pytest.mark.parametrize("kind", KINDS)
def test_an_arabic_paper_of_arabic_records_has_no_english_word(papers, kind, tmp_path):
    text = _OURS_IN_LATIN.sub("", text_of(papers[kind], tmp_path))

    assert not re.findall("[A-Za-z]{2,}", text)


def test_an_english_word_left_in_an_arabic_paper_is_found(tmp_path):
    case = an_arabic_case(summary="A market was hit.")
    content = bytes_of(dossier(dossier_in("ar", case, material_of(case))))

    assert "market" in _OURS_IN_LATIN.sub("", text_of(content, tmp_path))


def words_of(text):
    """The Arabic words of a text; poppler moves blanks beside digits, so digits part words here."""
    return set(re.findall(r"[\u0621-\u0652]{3,}", plain(text)))


@pytest.mark.parametrize("layout", ["situation", "dossier"])
def test_what_was_set_is_what_is_copied(papers, layout, tmp_path):
    case = an_arabic_case()
    material = material_of(case, an_arabic_case(2))
    if layout == "situation":
        plan = plan_in("ar", material)
        said = everything_said((plan.messages, plan.tiles, plan.rows[0].attribution, plan.title))
    else:
        plan = dossier_in("ar", case, material)
        said = everything_said((plan.lead, plan.agreed, plan.parties, plan.assessment))
    poppler = words_of(text_of(papers[layout], tmp_path))
    pages = pypdf.PdfReader(BytesIO(papers[layout])).pages
    other = "".join(" ".join(page.extract_text() for page in pages).split())

    arabic = words_of(said)
    assert len(arabic) > 25
    assert not arabic - poppler
    assert not [word for word in arabic if word not in other]


def test_a_sentence_is_copied_in_the_order_in_which_it_is_read(papers, tmp_path):
    text = " ".join(text_of(papers["situation"], tmp_path).split())

    assert "الرسائل الرئيسية" in text
    assert "أُفيد بوقوع هجومين اثنين في محافظة" in text
    assert re.search(r"صفحة\s*1\s*من\s*\d", text)


def test_bookmarks_are_arabic(papers):
    titles = [one.title for one in reader_of(papers["situation"]).outline if hasattr(one, "title")]

    assert titles
    assert all(re.search("[\u0621-\u064a]", title) for title in titles)


# -- two editions in one file ----------------------------------------------------------------


@pytest.fixture(scope="module")
def plans():
    material = example_material()
    return {one: plan_in(one, material) for one in editions_of("both")}


def test_numbers_are_the_same_in_both_editions(plans):
    english, arabic = plans["en"].figures, plans["ar"].figures

    assert len(english) > 40
    for one, other in zip(english, arabic, strict=True):
        same = ("key", "unit", "rule", "of", "low", "high", "incident_ids", "claim_ids")
        assert [getattr(one, key) for key in same] == [getattr(other, key) for key in same]


def test_the_digits_of_both_editions_agree_where_arabic_has_digits(plans):
    for one, other in zip(plans["en"].figures, plans["ar"].figures, strict=True):
        digits = re.findall(r"\d+", plain(other.words))
        if len(digits) == len(re.findall(r"\d+", one.words)):
            assert digits == re.findall(r"\d+", one.words)
        else:
            assert one.low in (1, 2) or one.high in (1, 2), (one.words, other.words)


def test_sources_have_the_same_numbers_in_both_editions(plans):
    numbers = {one: [(s.number, s.address) for s in plan.sources] for one, plan in plans.items()}

    assert numbers["en"] == numbers["ar"]


def test_two_editions_make_one_file_with_bookmarks_of_their_own(plans, tmp_path):
    documents = [situation(plan) for plan in plans.values()]
    apart = [len(reader_of(bytes_of(one)).pages) for one in documents]
    content = bytes_of(bound(documents))
    reader = reader_of(content)

    roots = [one.title for one in reader.outline if not isinstance(one, list)]
    assert roots == ["English", "العربية"]
    assert len(reader.pages) == sum(apart)
    first = reader.get_destination_page_number(
        next(one for one in reader.outline if getattr(one, "title", "") == "العربية")
    )
    assert first == apart[0]
    assert "English edition: page 1" in text_of(content, tmp_path)
    first_page = reader.pages[0].extract_text()
    assert "النسخة" in first_page
    assert str(apart[0] + 1) in first_page
    assert re.search(rf"{apart[0] + 1}\s*من\s*{sum(apart)}", text_of(content, tmp_path))


def targets_of(reader):
    """From which page to which page each link within a file leads."""
    numbers = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages)}
    for at, page in enumerate(reader.pages):
        for annotation in page.get("/Annots", ()):
            target = annotation.get_object().get("/Dest")
            if target is not None:
                yield at, numbers[target.get_object()[0].idnum]


def test_a_link_leads_to_its_own_edition(plans):
    documents = [situation(plan) for plan in plans.values()]
    border = len(reader_of(bytes_of(documents[0])).pages)
    led = list(targets_of(reader_of(bytes_of(bound(documents)))))

    assert {page for page, _ in led if page >= border}
    assert all((page < border) == (target < border) for page, target in led)


def test_one_edition_alone_is_left_as_it_is(plans):
    document = situation(plans["en"])

    assert bound([document]) is document
    assert editions_of("ar") == ("ar",)


# -- all of it is well made ------------------------------------------------------------------


def badly_made(parts):
    """The lines of some parts of a plan that no editor would let pass."""
    return [one for one in everything_said(parts).split("\n") if one and not is_well_made(one)]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("level", [Level.FULL, Level.BRIEFING])
def test_every_line_of_the_example_is_well_made(language, level):
    plan = plan_in(language, example_material(), level=level)
    messages = tuple(" ".join(one.text for one in said) for said in plan.messages)
    parts = (messages, plan.tiles, plan.rows, plan.series, plan.second_strikes, plan.repeats)
    more = (plan.notes, plan.totals, plan.periods, plan.sources, plan.places, plan.breakdowns)

    assert not badly_made((parts, more))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_line_of_its_dossiers_is_well_made(language):
    material = example_material()
    for case in example_cases(2):
        plan = dossier_in(language, case, material)
        parts = (plan.facts, plan.lead, plan.agreed, plan.differing, plan.matrix, plan.parties)
        more = (plan.responses, plan.strikes, plan.double_tap, plan.repeats, plan.periods)
        rest = (plan.assessment, plan.suggestion, plan.evidence, plan.problems, plan.sources)

        assert not badly_made((parts, more, rest))


def test_every_dossier_of_the_example_is_made_in_arabic():
    material = example_material()
    for case in example_cases(2):
        plan = dossier_in("ar", case, material)
        assert plan.lead
        assert ARABIC.language == plan.asked.tongue.language


def test_names_stand_in_the_readers_script_where_there_is_one():
    case = a_case()
    material = replace(material_of(case), local_names=names_beside(case.places))

    assert "كفر تجربة" in everything_said(plan_in("ar", material).rows)
    assert plain(plan_in("ar", material).rows[0].place) == "كفر تجربة (Kafr Test)"
    assert plain(plan_in("en", material).rows[0].place) == "Kafr Test (كفر تجربة)"


def test_a_country_without_a_local_name_goes_by_its_usual_one():
    country = Location(id="s", level="0", name="Syrian Arab Republic", country_iso3="SYR")
    case = a_case()
    case = replace(case, places=(*case.places, country))
    material = material_of(case)

    facts = dict(dossier_in("ar", case, material).facts)

    assert plain(facts["المكان"]).endswith("سوريا")
    assert "Syrian Arab Republic" in plain(dict(dossier_in("en", case, material).facts)["Place"])


def test_links_are_told_in_the_language_of_their_page(plans):
    reader = reader_of(bytes_of(situation(plans["ar"])))
    told = {
        str(annotation.get_object()["/Contents"])
        for page in reader.pages
        for annotation in page.get("/Annots", ())
        if "/Dest" in annotation.get_object()
    }

    assert "المصدر 1" in told
    assert not [one for one in told if re.search("[a-z]{3}", one)]
