"""What a reader gets when copying from the page: letters, in reading order."""

import unicodedata

import pytest

from strikelog.briefing.flowing import words
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
