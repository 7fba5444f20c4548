"""Every sentence function says what its values say, and no more."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.briefing import wording
from strikelog.briefing.nouns import (
    CHILDREN,
    CIVILIANS,
    event_phrase,
    listed_and,
    listed_or,
    lower_first,
    method_cell,
    site_noun,
    site_nouns,
    with_article,
)
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
    assert wording.stated_range(low, high, qualifier) == said


@given(st.one_of(st.none(), st.integers(0, 10**6)), st.one_of(st.none(), st.integers(0, 10**6)))
def test_a_range_never_says_more_than_its_ends(low, high):
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)

    said = wording.people(low, high, CIVILIANS)

    assert ("at least" in said) == (high is None and bool(low))
    assert ("fewer than" in said) == (low is None and high is not None)
    assert ("not reported" in said) == (low is None and high is None)
    assert "about" not in said
    assert said.endswith(("civilian", "civilians"))


@given(st.integers(0, 10**9))
def test_thousands_are_parted_by_a_thin_unbreakable_space(number):
    digits = wording.counted(number, "attack").split(" ")[0]

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
    assert wording.counted(number, unit) == said


def test_a_doubtful_count_has_both_ends():
    assert wording.certain_and_possible(62, 67, "attack") == "at least 62, up to 67 attacks"
    assert wording.certain_and_possible(3, 3, "attack") == "3 attacks"


def test_a_part_stands_inside_its_whole():
    said = wording.including("at least 14", wording.people(5, None, CHILDREN))

    assert said == "at least 14, including at least 5 children"
    assert wording.including("8") == "8"


@pytest.mark.parametrize(("part", "whole", "said"), [(5, 19, ""), (5, 20, "25%"), (0, 0, "")])
def test_fewer_than_twenty_cases_have_no_percentage(part, whole, said):
    assert wording.share(part, whole) == said


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
    assert wording.reported(low, high, CIVILIANS, "killed") == said


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2019-11-06", "on 6 November 2019"),
        ("2019-07", "in July 2019"),
        ("2019", "in 2019"),
        ("2019-11-01~", "about 1 November 2019"),
        ("[2019-05-05..2019-05-06]", "between 5 and 6 May 2019"),
        ("2019-05-05/2019-05-06", "on 5–6 May 2019"),
        ("2019-04-29/..", "from 29 April 2019"),
    ],
)
def test_a_date_has_its_preposition(edtf, said):
    assert wording.when(day(edtf)) == said


def test_an_unknown_date_is_said_to_be_unknown():
    assert wording.when(None) == "on a date that is not known"
    assert wording.day_words(None) == "date not known"
    assert wording.short_day(None) == "not known"


def test_a_named_year_is_not_repeated():
    assert wording.without_year(day("2019-11-06"), 2019) == "on 6 November"
    assert wording.without_year(day("2019-11-06"), None) == "on 6 November 2019"


def test_a_narrow_column_shortens_the_month():
    assert wording.short_day(day("2019-11-06")) == "6 Nov 2019"
    assert wording.short_day(day("[2019-05-05..2019-05-06]")) == "5 or 6 May 2019"


def test_a_time_names_its_zone():
    assert wording.time_words(time(17, 30), "Asia/Damascus") == "17:30 local time (Asia/Damascus)"
    assert wording.time_words(time(17, 30), None) == "17:30 local time"


def test_days_and_minutes_are_ranges():
    assert wording.days_words(184, 185) == "184–185 days"
    assert wording.days_words(1, 1) == "1 day"
    assert wording.minutes_words(3, 5) == "3–5 minutes"
    assert wording.minutes_words(1, 1) == "1 minute"


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

    assert wording.interval_words(*ends) == said


def test_a_relay_is_printed_behind_its_origin():
    assert wording.according_to("AFP", "EA WorldView") == "according to AFP, via EA WorldView"
    assert wording.according_to("AFP") == "according to AFP"
    assert wording.relay("AFP", "AFP") == "AFP"


def test_a_single_origin_carries_its_mark():
    assert wording.one_source(1) == " (one source)"
    assert wording.one_source(2) == ""
    assert wording.reports_and_origins(9, 2) == "9 reports, 2 independent origins"
    assert wording.reports_and_origins(3, 1) == "3 reports, 1 independent origin (one source)"
    assert wording.reports_and_origins(1, 1) == "1 report (one source)"


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
    said = wording.attribution("party X", confidence, "source Y")

    assert verb in said
    assert said.startswith("according to source Y, ")


def test_only_an_admission_is_an_acknowledgement():
    said = {code.code: wording.attribution("X", code.code, "Y") for code in vocabulary("ATTR_CONF")}

    assert [code for code, text in said.items() if "acknowledged" in text] == ["admitted"]
    assert not [text for text in said.values() if "confirmed" in text]


def test_other_parts_are_told_from_attacking():
    assert "helped" in wording.attribution("X", "alleged", "Y", part="supporting")
    assert "ordered" in wording.attribution("X", "alleged", "Y", part="commanding")
    assert wording.denial_or_claim("X", "denies", "Y") == "X deny it, according to Y"
    assert wording.denial_or_claim("X", "claims", "Y") == "X say that they did it, according to Y"


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
    assert wording.of_sides(actors, logic) == said


def test_a_basis_names_its_kinds():
    said = wording.basis_words(["flight_observer_log", "radio_recording", "video_analysis"])

    assert said == "basis: flight observer log, radio recording and video analysis"
    assert wording.basis_words(["unspecified"]) == "no basis given"


def test_every_response_of_a_party_has_a_sentence():
    said = [wording.response_words("X", code.code) for code in vocabulary("PARTY_RESPONSE")]

    assert all("X" in text and text.endswith(".") for text in said)
    assert len(set(said)) == len(said)


def test_no_sentence_draws_a_legal_conclusion_or_estimates():
    sentences = [wording.REPORTED_ONLY, wording.HIGHER, wording.NOT_ADDED, wording.NO_NUMBER]
    sentences += [wording.attribution("X", one.code, "Y") for one in vocabulary("ATTR_CONF")]

    for word in ("estimate", "war crime", "deliberate", "terrorist", "confirmed"):
        assert not [text for text in sentences if word in text.lower()]


# -- nouns -----------------------------------------------------------------------------------


def test_every_kind_of_place_has_a_noun_with_its_number_and_article():
    for code in vocabulary("SITE_TYPE"):
        noun = site_noun(code.code)

        assert noun.counted(1) == noun.one
        assert noun.counted(2) == noun.many
        assert with_article(code.code).endswith(noun.one)
    assert site_nouns(["school", "market", "mosque"]) == "schools, markets and mosques"
    assert with_article("hospital") == "a hospital"
    assert with_article("ambulance") == "an ambulance"
    assert with_article("university") == "a university"


def test_an_event_is_a_phrase_with_its_means_and_weapon():
    assert (
        event_phrase("air_attack", "fixed_wing", "missile")
        == "an air attack by fixed-wing aircraft (missile)"
    )
    assert event_phrase("unknown", "unspecified", "unknown") == "an attack of unknown kind"
    assert event_phrase(None, None, None) == "an attack of unknown kind"


def test_a_method_fits_a_cell():
    assert method_cell("air_attack", "fixed_wing", "missile") == "Fixed-wing aircraft, missile"
    assert method_cell("air_attack", "unspecified", "unknown") == "Air attack"
    assert method_cell("unknown", None, None) == "Not known"


def test_lists_are_joined_by_words():
    assert listed_and([]) == ""
    assert listed_and(["a"]) == "a"
    assert listed_and(["a", "b", "c"]) == "a, b and c"
    assert listed_or(["a", "b"]) == "a or b"


def test_abbreviations_keep_their_capitals():
    assert lower_first("NGO report") == "NGO report"
    assert lower_first("Dataset row") == "dataset row"
