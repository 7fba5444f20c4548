"""The page about what was tried holds the figures that were found, in every language."""

import json
import re

import pytest

from strikelog.domain.messages import LANGUAGES
from strikelog.resources import resource
from tests.reliability.experiment import experiments
from tests.reliability.pages import ARABIC, in_language, page
from tests.reliability.report import FIGURES

FOUND = json.loads(FIGURES.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_the_one_made_from_the_figures(language):
    written = resource("guide", language, "reliability.md").read_text("utf-8")

    assert written == page(FOUND, language)


def test_both_languages_tell_the_same_numbers():
    told = [re.findall(r"\d[\d,]*", page(FOUND, language)) for language in LANGUAGES]

    assert sorted(told[0]) == sorted(told[1])


@pytest.mark.parametrize("experiment", experiments().values(), ids=lambda one: one.name)
def test_every_experiment_is_told_in_arabic(experiment):
    assert in_language(experiment.claim.rstrip("."), "ar") != experiment.claim
    assert experiment.unit in ARABIC


def test_numbers_keep_their_places():
    told = in_language("every key and no head outside: 1,234 of 99 found", "ar")

    assert re.findall(r"[\d,]+", told) == ["1,234", "99"]


def test_only_what_held_is_on_the_page():
    assert [name for name, one in FOUND.items() if not one["held"]] == []
