"""The page about what was tried holds the figures that were found, in every language."""

import json
import re

import pytest

from strikelog.domain.messages import LANGUAGES
from strikelog.resources import resource
from tests.reliability.pages import in_language, page
from tests.reliability.report import FIGURES

FOUND = json.loads(FIGURES.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_the_one_made_from_the_figures(language):
    written = resource("guide", language, "reliability.md").read_text("utf-8")

    assert written == page(FOUND, language)


def test_both_languages_tell_the_same_numbers():
    told = [re.findall(r"\d[\d,]*", page(FOUND, language)) for language in LANGUAGES]

    assert sorted(told[0]) == sorted(told[1])


@pytest.mark.parametrize("name", FOUND)
def test_every_line_is_told_in_arabic(name):
    said = [FOUND[name][part] for part in ("claim", "unit", "control")]

    assert [one for one in said if in_language(one.rstrip("."), "ar") == one.rstrip(".")] == []


def test_numbers_keep_their_places():
    told = in_language("every key and no head outside: 1,234 of 99 found", "ar")

    assert re.findall(r"[\d,]+", told) == ["1,234", "99"]


def test_only_what_held_is_on_the_page():
    assert [name for name, one in FOUND.items() if not one["held"]] == []
