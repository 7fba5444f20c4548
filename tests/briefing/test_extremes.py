"""Content that no page was drawn for: it is laid out, read back whole, and tagged without fault."""

from dataclasses import replace
from io import BytesIO

import pypdf
import pytest

from strikelog.briefing.document import Document, Paper, write_document
from strikelog.briefing.dossier import dossier
from strikelog.briefing.dossier_plan import make_dossier_plan
from strikelog.briefing.finished import Finished
from strikelog.briefing.furniture import Band, Frame, Masthead
from strikelog.briefing.levels import Level
from strikelog.briefing.material import Asked, BriefingOffice
from strikelog.briefing.one_page import one_page
from strikelog.briefing.situation import situation
from strikelog.briefing.styles import CELL, Span
from strikelog.briefing.tables import Column, Table
from strikelog.domain.briefing_templates import BUILT_IN
from strikelog.domain.records import Claim, Location
from tests.briefing.material import AS_OF, SOURCE, a_case, a_site, material_of, plan_of
from tests.briefing.structure import Tree

WORD = "Donaudampfschifffahrtselektrizitaeten" * 8
ARABIC = (
    "قصفت طائرة حربية المشفى الجراحي في المدينة ثم عادت بعد عشر دقائق وقصفت سيارات الإسعاف. " * 6
)
LINES = "\n".join(f"line {number}" for number in range(40))
MIXED = f"Before {ARABIC[:90]} 12–15 (at 14:30) and after. "


def printed(document):
    memory = BytesIO()
    write_document(memory, document)
    return memory.getvalue()


def read(content):
    """The pages as the gate reads them."""
    return "\n".join(part.text for part in Finished(content).parts() if part.number)


def case_of(text, *, name="Test Hospital"):
    site = a_site(name=name, name_local="المشفى الجراحي", coord_release="settlement")
    claim = Claim(source_id=SOURCE.id, summary=text, quote=text, quote_lang="ar", credibility="2")
    return a_case(
        site=site, claim=claim, title=name, summary=text, public_summary=text, tlp="TLP:GREEN"
    )


CONTENTS = {
    "a word longer than a line": (case_of(f"It fell on {WORD}.", name=WORD[:120]), "Donaudampf"),
    "forty lines": (case_of(LINES), "line 39"),
    "all Arabic": (case_of(ARABIC, name="المشفى الجراحي في كفر تجربة"), "الإسعاف"),
    "both directions": (case_of(MIXED * 8), "14:30"),
    "nothing but signs": (case_of("— … “” () [] {} 1/2 ½ € ﷼ ‰ " * 30), "€"),
}
MADE = {
    "situation": lambda case, level: situation(plan_of(material_of(case), level)),
    "one page": lambda case, level: one_page(plan_of(material_of(case), level)),
    "dossier": lambda case, level: dossier(
        make_dossier_plan(
            case,
            material_of(case),
            Asked(as_of=AS_OF, level=level, template=BUILT_IN["dossier"]),
            BriefingOffice(),
        )
    ),
}


@pytest.mark.parametrize("level", [Level.FULL, Level.PUBLIC])
@pytest.mark.parametrize("layout", MADE)
@pytest.mark.parametrize("name", CONTENTS)
def test_odd_content_is_laid_out_and_tagged(name, layout, level):
    case, sign = CONTENTS[name]

    content = printed(MADE[layout](case, level))

    assert Tree(content).faults() == []
    if layout == "dossier":
        assert sign in read(content)


def test_cells_of_forty_lines_and_of_more_than_a_page_are_cut():
    link = Span("see", CELL.linked("https://example.org"))
    rows = [[link, LINES], [link, "\n".join([LINES] * 4)], ["c", "end of it"]]
    content = printed(Document("Cells", [Table([Column("A", width=40), Column("B")], rows)]))

    pages = pypdf.PdfReader(BytesIO(content)).pages
    assert len(pages) >= 3
    assert "end of it" in pages[-1].extract_text()
    assert read(content).count("line 39 ") >= 5
    assert Tree(content).faults() == []
    assert Tree(content).roles().count("TR") == 4


@pytest.mark.parametrize("title", [WORD * 3, ARABIC, "word " * 300, MIXED * 5])
def test_titles_of_any_length_stand_in_the_masthead(title):
    content = printed(Document(title, [], masthead=Masthead(title.strip(), kicker="Office")))

    assert Tree(content).faults() == []
    assert pypdf.PdfReader(BytesIO(content)).metadata.title == title
    band = Band(Masthead(title.strip(), kicker="Office"), Frame(*Paper.A4.value), None)
    assert band.height < Paper.A4.value[1] * 0.6


def test_names_of_places_in_one_script_alone_are_printed():
    town = Location(level="5", name="", name_local="كفر تجربة", country_iso3="SYR")
    case = case_of("A strike.")
    case = replace(case, places=(town, *case.places[1:]), known={**case.known, town.id: town})

    content = printed(MADE["situation"](case, Level.FULL))

    assert "تجربة" in read(content)
    assert Tree(content).faults() == []
