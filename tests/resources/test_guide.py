"""The user guide is the same in both languages, and true: labels and examples are the program's.

What the guide prints bold is a label of the program; what stands as code in the first column of a
table can be typed as it is.
"""

import re
from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from strikelog.domain.counts import range_words, read_count
from strikelog.domain.dates import date_words, read_date
from strikelog.domain.filter_text import parse_filter
from strikelog.domain.messages import LANGUAGES, translate
from strikelog.domain.records import Incident
from strikelog.domain.text import without_isolates
from strikelog.gui.dialogs.help import SHORTCUTS
from strikelog.resources import resource
from tests.domain.test_locale import marked

FIRST_PAGE = "first-steps.md"
PAGES = sorted(path.name for path in resource("guide", "en").glob("*.md"))
EVERY_PAGE = [(language, page) for language in LANGUAGES for page in PAGES]


def text_of(language, page):
    return resource("guide", language, page).read_text("utf-8")


def labels_in(text):
    return re.findall(r"\*\*(.+?)\*\*", text, flags=re.DOTALL)


def links_in(text):
    return re.findall(r"\]\(([^)]+)\)", text)


def rows_of(language, page, *, table=0):
    """Rows of a table of the page, without its heading, as plain pairs."""
    tables = re.findall(
        r"^\|.+\n\| --- \|.+\n((?:\|.+\n?)+)", text_of(language, page), re.MULTILINE
    )
    rows = [line.strip("|").split(" | ") for line in tables[table].splitlines()]
    return [(typed.strip(" `"), without_isolates(meant).strip()) for typed, meant in rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_page(language):
    assert sorted(path.name for path in resource("guide", language).glob("*.md")) == PAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_leads_to_every_other(language):
    assert set(links_in(text_of(language, FIRST_PAGE))) == set(PAGES) - {FIRST_PAGE}


@pytest.mark.parametrize(("language", "page"), EVERY_PAGE)
def test_links_lead_to_pages(language, page):
    assert [link for link in links_in(text_of(language, page)) if link not in PAGES] == []


@pytest.mark.parametrize(("language", "page"), EVERY_PAGE)
def test_a_page_has_one_title_and_comes_to_the_point(language, page):
    text = text_of(language, page)

    assert len(re.findall("^# ", text, re.MULTILINE)) == 1
    assert len(text) < 7000


@pytest.mark.parametrize("page", PAGES)
def test_labels_are_those_of_the_program(page):
    assert [label for label in labels_in(text_of("en", page)) if label not in marked()] == []


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_name_the_same_labels(page):
    english = [translate(label, "ar") for label in labels_in(text_of("en", page))]

    assert Counter(labels_in(text_of("ar", page))) == Counter(english)


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_have_the_same_parts(page):
    parts = [re.findall("^(#+|[|]|-|[0-9]+[.])", text_of(one, page), re.M) for one in LANGUAGES]

    assert parts[0] == parts[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_are_read_as_the_guide_says(language):
    rows = rows_of(language, "recording.md")

    read = [(text, date_words(read_date(text), language, long=True)) for text, _ in rows]

    assert [(text, without_isolates(words)) for text, words in read] == rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_are_kept_as_the_guide_says(language):
    rows = rows_of(language, "recording.md", table=1)

    counts = {text: read_count(text) for text, _ in rows}

    assert [
        (text, without_isolates(range_words(one.low, one.high, language, qualifier=one.qualifier)))
        for text, one in counts.items()
    ] == rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_filters_of_the_guide_can_be_typed(language):
    rows = rows_of(language, "finding.md")

    filters = [parse_filter(text, Incident, language) for text, _ in rows]

    assert all(len(each.terms) == 1 for each in filters)


def test_both_languages_show_the_same_filters():
    read = {
        language: [
            re.findall(r"name='(\w+)'", str(parse_filter(text, Incident, language)))
            for text, _ in rows_of(language, "finding.md")
        ]
        for language in LANGUAGES
    }

    assert read["ar"] == read["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_shortcuts_are_those_of_the_window(language):
    said = [
        row
        for place in range(len(SHORTCUTS))
        for row in rows_of(language, "keyboard.md", table=place)
    ]

    bound = [
        (QKeySequence(keys).toString(), translate(words, language))
        for _, lines in SHORTCUTS
        for keys, words in lines
    ]

    assert said == [(keys, without_isolates(words)) for keys, words in bound]
