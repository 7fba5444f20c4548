"""What a reader gets when copying from the page: letters, in reading order."""

import unicodedata

import pytest

from strikelog.briefing import lines, order_marks
from strikelog.briefing.bidi import CONTROLS, isolated, quoted
from strikelog.briefing.finished import Finished
from strikelog.briefing.flowing import words
from strikelog.briefing.fonts import faces
from strikelog.briefing.furniture import Running
from strikelog.briefing.styles import BODY, LEAD, Span
from strikelog.briefing.tables import Column, Table
from tests.briefing.reading import bytes_of, pdf_of, reader_of, text_of
from tests.briefing.showcase import arabic, english

NAMES = ["كفرنبل", "إدلب", "معرة النعمان", "مستشفى كفرنبل الجراحي", "اللاذقية", "الأتارب"]


@pytest.mark.parametrize("name", NAMES)
def test_an_arabic_name_is_found_alone(name, tmp_path):
    assert name in text_of(pdf_of(words(name)), tmp_path)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("style", [BODY, BODY.bold(), LEAD])
def test_an_arabic_name_is_found_inside_a_latin_line(name, style, tmp_path):
    text = text_of(pdf_of(words(f"The site {name} in Idleb was hit", style)), tmp_path)

    assert name in text
    assert "The site" in text
    assert "in Idleb was hit" in text


@pytest.mark.parametrize("name", NAMES)
def test_an_arabic_name_is_found_in_a_table_cell(name, tmp_path):
    table = Table([Column("Place"), Column("الموقع")], [["Kafr Nabl", name]])

    text = text_of(pdf_of(table), tmp_path)

    assert name in text
    assert "Kafr Nabl" in text


def test_latin_names_are_found_inside_an_arabic_paragraph(tmp_path):
    text = text_of(pdf_of(words("قُصف مستشفى Kafr Nabl في إدلب")), tmp_path)

    assert "Kafr Nabl" in text
    assert "قُصف مستشفى" in text


def test_vowelled_words_are_whole(tmp_path):
    text = text_of(pdf_of(words("ألحق ضرراً مادياً وموثّقاً بمُحَمَّد")), tmp_path)

    for word in ("ضرراً", "مادياً", "وموثّقاً", "بمُحَمَّد"):
        assert word in text


def test_latin_text_comes_out_as_it_went_in(tmp_path):
    sentence = "Office affix: “5–6 May 2019”, 12 345 people, façade, Türkiye, Идлиб."

    assert sentence in text_of(pdf_of(words(sentence, LEAD)), tmp_path)


def test_raised_numbers_and_bold_runs_stay_in_the_sentence(tmp_path):
    spans = [Span("Hit twice", BODY.bold()), Span("1", BODY.raised()), Span(" in May.", BODY)]

    assert "Hit twice1 in May." in text_of(pdf_of(words(spans)), tmp_path)


def test_no_page_holds_presentation_forms_or_private_codes(tmp_path):
    text = text_of(bytes_of(english()), tmp_path) + text_of(bytes_of(arabic()), tmp_path)

    odd = {c for c in text if "\ufb50" <= c <= "\ufefc" or unicodedata.category(c) in ("Co", "Cn")}
    assert odd == set()
    for name in NAMES[:4]:
        assert name in text


def test_a_second_reader_gets_letters_too():
    text = reader_of(pdf_of(words("معرة النعمان"))).pages[0].extract_text()

    assert "معرة" in text
    assert "النعمان" in text


MIXED = [
    "الفترة المشمولة: 5 أيار – 26 تشرين الثاني 2019. البيانات حتى 2026، وهجوم واحد.",
    "أُفيد بوقوع 9 هجمات في محافظتي إدلب و Hama، 5 أيار 2019. المواقع المصابة: 5 مواقع (مستشفيات).",
    f"على الأقل: {isolated('1–2')}؛ الساعة {isolated('17:30')} ({isolated('Asia/Damascus')}).",
    "بحسب «The Times»، نقلاً عبر Airwars (2019): أُفيد بمقتل 3 أشخاص في هذه الهجمات!",
]


@pytest.mark.parametrize("sentence", MIXED)
def test_what_stands_beside_numbers_and_names_is_copied_in_its_place(sentence, tmp_path):
    running = Running(page="")
    content = pdf_of(words(sentence), language="ar", rtl=True, running=running)
    found = text_of(content, tmp_path)

    assert plain(sentence) in " ".join(found.split())


@pytest.mark.parametrize("sentence", MIXED)
def test_labels_are_copied_in_the_same_order(sentence, tmp_path):
    running = Running(head="", foot=sentence, page="")
    content = pdf_of(words("نص"), language="ar", rtl=True, running=running)

    assert plain(sentence) in " ".join(text_of(content, tmp_path).split())


def test_brackets_around_an_arabic_name_stay_with_an_english_line(tmp_path):
    names = [quoted("كفرنبل"), quoted("معرة النعمان")]
    sentence = f"Kafr Nobol ({names[0]}), Al Ma'ra district, {names[1]}, 5 May 2019."

    assert plain(sentence) in text_of(pdf_of(words(sentence)), tmp_path)


def test_without_the_marks_a_reader_counts_blanks_to_the_wrong_side(tmp_path, monkeypatch):
    monkeypatch.setattr(lines, "marks_after", lambda *_, **__: ())
    lines.lines_of.cache_clear()
    found = text_of(pdf_of(words(MIXED[0]), language="ar", rtl=True), tmp_path)
    lines.lines_of.cache_clear()

    assert "5 أيار" not in " ".join(found.split())


@pytest.mark.parametrize(
    ("sentence", "base", "turns"),
    [
        ("Kafr Nobol, Idleb (new) – 5 May 2019;", 0, 0),
        (f"{quoted('Kafr Nobol')}, {quoted('Idleb')} (كفرنبل)", 0, 2),
        ("قُصف مستشفى (جديد) – في إدلب؛", 1, 0),
    ],
)
def test_a_mark_stands_at_each_turn_and_nowhere_else(sentence, base, turns):
    (line,) = lines.break_lines(lines.pieces_of((Span(sentence, BODY),), base), 10_000)

    assert len([one for one in line.pieces if not one.shaped.text]) == turns


@pytest.mark.parametrize("sentence", [*MIXED, "Call ٩٤ ٤١٢-٣٤٥٦ at night, مشفى 5 (أيار)."])
@pytest.mark.parametrize("base", [0, 1])
def test_the_marks_move_nothing_that_is_seen(sentence, base, monkeypatch):
    pieces = lines.pieces_of((Span(sentence, BODY),), base)

    def drawn():
        (line,) = lines.break_lines(pieces, 10_000)
        return "".join(piece.shaped.text for piece in line.pieces), line.width

    marked = drawn()
    monkeypatch.setattr(lines, "marks_after", lambda *_, **__: ())
    assert marked == drawn()


@pytest.mark.parametrize(
    "name",
    [
        "أبو خالد: 0944 123 456",
        "مشفى 5 (الشمال)",
        "عيادة Sunrise 12",
        "Clinic النور, 7",
        "12 Sunrise عيادة",
        "Sunrise عيادة 12",
    ],
)
def test_names_with_numbers_are_found_in_a_finished_file(name):
    arabic, english = words(f"بحسب {name} في إدلب."), words(f"According to {name} in Idleb.")

    for content in (pdf_of(arabic, language="ar", rtl=True), pdf_of(english)):
        assert any(name in part.text for part in Finished(content).parts())


def plain(sentence):
    """A sentence as it is copied, without the signs that steer its direction."""
    return sentence.translate(dict.fromkeys(map(ord, CONTROLS)))


@pytest.mark.parametrize("face", faces(), ids=lambda face: face.name)
@pytest.mark.parametrize("level", [0, 1])
def test_a_mark_has_no_width_and_no_ink(face, level):
    (glyph,) = order_marks.turns(face, level).glyphs
    drawn = face.font.get_glyph_extents(glyph.number)

    assert glyph.number
    assert glyph.width == face.advance(glyph.number) == 0
    assert (drawn.width, drawn.height) == (0, 0)
