"""Pages as a window paints them: the same glyphs, surfaces and places as in the file."""

import pypdf
import pytest

from strikelog.briefing.document import Document, page_count, painted
from strikelog.briefing.figure_marks import Marks
from strikelog.briefing.flowing import words
from strikelog.briefing.fonts import faces
from strikelog.briefing.screen import ScreenPen
from strikelog.briefing.situation import situation
from strikelog.drawing.printed import Glyphs, Surface
from tests.briefing.material import example_material, plan_of
from tests.briefing.reading import bytes_of


def pages_of(document, most=99):
    pen = ScreenPen(document.paper.value)
    return [pen.page() for _ in painted(document, pen, most=most)]


@pytest.fixture(scope="module")
def briefing():
    return situation(plan_of(example_material(), marks=Marks.UNSEEN))


def letters_of(page):
    """The letters that the glyphs of a page stand for, spaces apart."""
    known = {face.name: face for face in faces()}
    found = []
    for shape in page.shapes:
        if isinstance(shape, Glyphs):
            back = {known[shape.face].font.get_nominal_glyph(c): c for c in range(0x21, 0x17F)}
            found += [chr(back[one]) for one in shape.numbers if one in back]
    return "".join(found)


def test_the_screen_has_the_pages_of_the_file(briefing):
    assert len(pages_of(briefing)) == page_count(briefing)


def test_latin_text_on_screen_is_that_of_the_file(tmp_path):
    document = Document("Test", [words("Nine attacks were reported, 5 May 2019.")])
    (tmp_path / "t.pdf").write_bytes(bytes_of(document))

    on_paper = pypdf.PdfReader(tmp_path / "t.pdf").pages[0].extract_text()

    (page,) = pages_of(document)
    assert "Nineattackswerereported,5May2019." in letters_of(page)
    assert "Nine attacks were reported, 5 May 2019." in on_paper


def test_nothing_lies_outside_the_sheet(briefing):
    for page in pages_of(briefing):
        for shape in page.shapes:
            if isinstance(shape, Glyphs | Surface):
                assert all(-1 <= x <= page.width + 1 for x, _ in shape.spots)
                assert all(-1 <= y <= page.height + 1 for _, y in shape.spots)


def test_a_number_can_be_pointed_at():
    plan = plan_of(example_material(), marks=Marks.UNSEEN)
    first = pages_of(situation(plan))[0]

    keys = {one.figure for one in first.hot if one.figure}

    attacks = next(one.key for one in plan.figures if one.of == "attacks")
    box = next(one.box for one in first.hot if one.figure == attacks)
    assert len(keys) > 8
    assert first.at((box.left + box.right) / 2, (box.low + box.high) / 2).figure == attacks
    assert first.at(-5, -5) is None


def test_a_long_document_is_laid_out_only_as_far_as_it_is_shown():
    document = Document("Long", [words("word " * 4000) for _ in range(40)])

    assert len(pages_of(document, most=3)) == 3
