"""Every sentence function says what its values say, and no more."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.briefing.sections.closing import NOT_ADDED
from strikelog.briefing.sections.method import LIMITS, METHOD
from strikelog.briefing.sections.opening import HIGHER, REPORTED_ONLY
from strikelog.briefing.speech import ENGLISH as EN
from strikelog.briefing.speech import attributing, phrases
from strikelog.briefing.speech.kinds import (
    event_phrase,
    method_cell,
    site_noun,
    site_nouns,
    with_article,
)
from strikelog.briefing.speech.nouns import CHILDREN, CIVILIANS
from strikelog.domain.dates import FuzzyDate
from strikelog.domain.vocabularies import vocabulary


def day(text):
    return FuzzyDate.parse(text)


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "said"),
    [
        (8, 8, None, "8"),
        (14, None, "at_least", "at least 14"),
        (1001, None, "more_than", "more than 1\u202f000"),
        (None, 99, "almost", "fewer than 100"),
        (0, 3, None, "up to 3 (some sources report none)"),
        (0, 3, "between", "0–3 (some sources report none)"),
        (0, 3, "up_to", "up to 3"),
        (1, 2, None, "1–2"),
        (None, None, None, "not reported"),
    ],
)
def test_a_range_is_said_by_its_ends(low, high, qualifier, said):
    assert EN.range(low, high, qualifier) == said.removesuffix(" (some sources report none)")
    assert phrases.stated_range(EN, low, high, CHILDREN, qualifier=qualifier) == (
        said.replace(" (", " children (") if "(" in said else f"{said} children"
    )


@given(st.one_of(st.none(), st.integers(0, 10**6)), st.one_of(st.none(), st.integers(0, 10**6)))
def test_a_range_never_says_more_than_its_ends(low, high):
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)

    said = EN.ranged(low, high, CIVILIANS)

    assert ("at least" in said) == (high is None and bool(low))
    assert ("fewer than" in said) == (low is None and high is not None)
    assert ("not reported" in said) == (low is None and high is None)
    assert "about" not in said
    assert said.endswith(("civilian", "civilians"))


@given(st.integers(0, 10**9))
def test_thousands_are_parted_by_a_thin_unbreakable_space(number):
    digits = phrases.counted(EN, number, "attack").split(" ")[0]

    assert digits.replace("\u202f", "") == str(number)
    assert all(len(part) == 3 for part in digits.split("\u202f")[1:])


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [
        (1, "attack", "1 attack"),
        (9, "attack", "9 attacks"),
        (2, "site", "2 sites"),
        (0, "person", "0 people"),
    ],
)
def test_a_count_carries_its_unit(number, unit, said):
    assert phrases.counted(EN, number, unit) == said


def test_a_doubtful_count_has_both_ends():
    assert phrases.certain_and_possible(EN, 62, 67, "attack") == "at least 62, up to 67 attacks"
    assert phrases.certain_and_possible(EN, 3, 3, "attack") == "3 attacks"


def test_a_part_stands_inside_its_whole():
    said = phrases.including(EN, "at least 14", EN.ranged(5, None, CHILDREN))

    assert said == "at least 14, including at least 5 children"
    assert phrases.including(EN, "8") == "8"


@pytest.mark.parametrize(("part", "whole", "said"), [(5, 19, ""), (5, 20, "25%"), (0, 0, "")])
def test_fewer_than_twenty_cases_have_no_percentage(part, whole, said):
    assert phrases.share(part, whole) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (1, 2, "1–2 civilians were reported killed"),
        (1, 1, "1 civilian was reported killed"),
        (1, None, "at least 1 civilian was reported killed"),
        (0, 0, "no civilians were reported killed"),
        (0, 3, "up to 3 civilians were reported killed (some sources report none)"),
    ],
)
def test_people_are_reported_never_estimated(low, high, said):
    assert phrases.reported(EN, low, high, CIVILIANS, "killed") == said


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2019-11-06", "on 6 November 2019"),
        ("2019-07", "in July 2019"),
        ("2019", "in 2019"),
        ("2019-11-01~", "about 1 November 2019"),
        ("[2019-05-05..2019-05-06]", "on 5 or 6 May 2019"),
        ("2019-05-05/2019-05-06", "on 5–6 May 2019"),
        ("2019-04-29/..", "from 29 April 2019"),
    ],
)
def test_a_date_has_its_preposition(edtf, said):
    assert phrases.when(EN, day(edtf)) == said


def test_an_unknown_date_is_said_to_be_unknown():
    assert phrases.when(EN, None) == "on a date that is not known"
    assert phrases.day_words(EN, None) == "date not known"
    assert phrases.short_day(EN, None) == "not known"


def test_a_named_year_is_not_repeated():
    assert phrases.without_year(EN, day("2019-11-06"), 2019) == "on 6 November"
    assert phrases.without_year(EN, day("2019-11-06"), None) == "on 6 November 2019"


def test_a_narrow_column_shortens_the_month():
    assert phrases.short_day(EN, day("2019-11-06")) == "6 Nov 2019"
    assert phrases.short_day(EN, day("[2019-05-05..2019-05-06]")) == "5 or 6 May 2019"


def test_a_time_names_its_zone():
    assert (
        phrases.time_words(EN, time(17, 30), "Asia/Damascus") == "17:30 local time (Asia/Damascus)"
    )
    assert phrases.time_words(EN, time(17, 30), None) == "17:30 local time"


def test_days_and_minutes_are_ranges():
    assert phrases.days_words(EN, 184, 185) == "184–185 days"
    assert phrases.days_words(EN, 1, 1) == "1 day"
    assert phrases.minutes_words(EN, 3, 5) == "3–5 minutes"
    assert phrases.minutes_words(EN, 1, 1) == "1 minute"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2019-08-31", "2019-11-01~", "from 31 August 2019 until about 1 November 2019"),
        ("2017", "..", "from 2017, still open"),
        ("2017", None, "from 2017, end not known"),
        (None, None, "dates not known"),
        (
            "[2019-09-01..2019-09-10]",
            "..",
            "from a day between 1 and 10 September 2019, still open",
        ),
    ],
)
def test_a_period_has_two_ends(start, end, said):
    ends = (day(start) if start else None, day(end) if end else None)

    assert phrases.interval_words(EN, *ends) == said


def test_a_relay_is_printed_behind_its_origin():
    assert phrases.according_to(EN, "AFP", "EA WorldView") == "according to AFP, via EA WorldView"
    assert phrases.according_to(EN, "AFP") == "according to AFP"
    assert phrases.relay(EN, "AFP", "AFP") == "AFP"


def test_a_single_origin_carries_its_mark():
    assert phrases.one_source(EN, 1) == " (one source)"
    assert phrases.one_source(EN, 2) == ""
    assert phrases.reports_and_origins(EN, 9, 2) == "9 reports, 2 independent origins"
    assert phrases.reports_and_origins(EN, 3, 1) == "3 reports, 1 independent origin (one source)"
    assert phrases.reports_and_origins(EN, 1, 1) == "1 report (one source)"


@pytest.mark.parametrize(
    ("confidence", "verb"),
    [
        ("alleged", "is reported to have been carried out by"),
        ("plausible", "may have been carried out by"),
        ("probable", "was probably carried out by"),
        ("highly_probable", "was very probably carried out by"),
        ("conclusive", "was carried out by"),
        ("unknown", "without a view"),
    ],
)
def test_an_attribution_has_the_verb_of_its_confidence(confidence, verb):
    said = attributing.attribution(EN, "party X", confidence, "source Y")

    assert verb in said
    assert said.startswith("according to source Y, ")


def test_only_an_admission_is_an_acknowledgement():
    said = {
        code.code: attributing.attribution(EN, "X", code.code, "Y")
        for code in vocabulary("ATTR_CONF")
    }

    assert [code for code, text in said.items() if "acknowledged" in text] == ["admitted"]
    assert not [text for text in said.values() if "confirmed" in text]


def test_other_parts_are_told_from_attacking():
    assert "helped" in attributing.attribution(EN, "X", "alleged", "Y", part="supporting")
    assert "ordered" in attributing.attribution(EN, "X", "alleged", "Y", part="commanding")
    assert attributing.denial_or_claim(EN, "X", "denies", "Y") == "X deny it, according to Y"
    assert (
        attributing.denial_or_claim(EN, "X", "claims", "Y")
        == "X say that they did it, according to Y"
    )


@pytest.mark.parametrize(
    ("actors", "logic", "said"),
    [
        (["X"], "sole", "X"),
        (["X"], "coalition", "a bloc that includes X"),
        (["X", "Y"], "either_or", "either X or Y"),
        (["X", "Y"], "joint", "X and Y together"),
        (["X", "Y", "Z"], "coalition", "a bloc of X, Y and Z"),
    ],
)
def test_several_actors_are_joined_by_their_logic(actors, logic, said):
    assert attributing.of_sides(EN, actors, logic) == said


def test_a_basis_names_its_kinds():
    said = attributing.basis_words(EN, ["flight_observer_log", "radio_recording", "video_analysis"])

    assert said == "basis: flight observer log, radio recording and video analysis"
    assert attributing.basis_words(EN, ["unspecified"]) == "no basis given"


def test_every_response_of_a_party_has_a_sentence():
    said = [attributing.response_words(EN, "X", code.code) for code in vocabulary("PARTY_RESPONSE")]

    assert all("X" in text and text.endswith(".") for text in said)
    assert len(set(said)) == len(said)


def test_no_sentence_draws_a_legal_conclusion_or_estimates():
    sentences = [REPORTED_ONLY.en, HIGHER.en, NOT_ADDED.en]
    sentences += [one.en for one in (*METHOD.values(), *LIMITS)]
    sentences += [
        attributing.attribution(EN, "X", one.code, "Y") for one in vocabulary("ATTR_CONF")
    ]

    for word in ("estimate", "war crime", "deliberate", "terrorist", "confirmed"):
        assert not [text for text in sentences if word in text.lower()]


# -- nouns -----------------------------------------------------------------------------------


def test_every_kind_of_place_has_a_noun_with_its_number_and_article():
    for code in vocabulary("SITE_TYPE"):
        noun = site_noun(code.code)

        assert EN.counted(1, noun) == f"1 {noun.one}"
        assert EN.counted(2, noun) == f"2 {noun.many}"
        assert with_article(EN, code.code).endswith(noun.one)
    assert site_nouns(EN, ["school", "market", "mosque"]) == "schools, markets and mosques"
    assert with_article(EN, "hospital") == "a hospital"
    assert with_article(EN, "ambulance") == "an ambulance"
    assert with_article(EN, "university") == "a university"


def test_an_event_is_a_phrase_with_its_means_and_weapon():
    assert (
        event_phrase(EN, "air_attack", "fixed_wing", "missile")
        == "an air attack by fixed-wing aircraft (missile)"
    )
    assert event_phrase(EN, "unknown", "unspecified", "unknown") == "an attack of unknown kind"
    assert event_phrase(EN, None, None, None) == "an attack of unknown kind"


def test_a_method_fits_a_cell():
    assert method_cell(EN, "air_attack", "fixed_wing", "missile") == "Fixed-wing aircraft, missile"
    assert method_cell(EN, "air_attack", "unspecified", "unknown") == "Air attack"
    assert method_cell(EN, "unknown", None, None) == "Not known"


def test_lists_are_joined_by_words():
    assert EN.all_of([]) == ""
    assert EN.all_of(["a"]) == "a"
    assert EN.all_of(["a", "b", "c"]) == "a, b and c"
    assert EN.any_of(["a", "b"]) == "a or b"


def test_abbreviations_keep_their_capitals():
    assert EN.inside("NGO report") == "NGO report"
    assert EN.inside("Dataset row") == "dataset row"
