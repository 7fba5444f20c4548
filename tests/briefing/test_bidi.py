"""Levels and order against vectors worked out from the rules of UAX #9."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.briefing.bidi import (
    CONTROLS,
    isolated,
    levels_of,
    quoted,
    visual_order,
)
from strikelog.domain.text import base_level

_MARKS = "\u064b\u200e\u200f\u061c\u2066\u2067\u2068\u2069\u202b\u202e\u202c\n"
_LETTERS = "ab1 2،١٢אبكف()[]«»-+,.%$/:" + _MARKS


def shown(text, base=0):
    """The text as it stands from left to right, without the marks."""
    order = visual_order(levels_of(text, base))
    return "".join(text[place] for place in order if text[place] not in CONTROLS)


@pytest.mark.parametrize(
    ("text", "base", "levels"),
    [
        ("abc", 0, "000"),
        ("abc", 1, "222"),
        ("אבג", 0, "111"),
        ("a אב b", 0, "001100"),
        ("a אב b", 1, "211112"),
        ("אב 12", 0, "11122"),  # I1: European numbers after R
        ("كف 12", 0, "11122"),  # W2: they become Arabic numbers
        ("a 12 كف", 0, "0000011"),  # W7: numbers after Latin belong to it
        ("كف 1,2", 0, "111222"),  # W4: one separator between numbers
        ("כ 10%", 0, "11222"),  # W5: the sign joins its number
        ("كف 10%", 1, "111221"),  # and does not join an Arabic number
        ("كـ\u064bف", 0, "1111"),  # W1: the mark follows its letter
        ("a(אב)b", 0, "001100"),  # N0: brackets around R between L
        ("אב(cd)", 1, "111221"),  # N0: brackets keep the embedding
        ("אב(גd)", 0, "110100"),  # N0 b: a pair that holds the embedding's direction takes it
        ("אב (a) גד", 1, "111121111"),
        ("a \u2067אב\u2069 b", 0, "00011000"),  # RLI
        ("אב \u206612\u2069 ג", 1, "111122111"),  # LRI keeps numbers apart
    ],
)
def test_levels_follow_the_rules(text, base, levels):
    assert "".join(map(str, levels_of(text, base))) == levels


@pytest.mark.parametrize(
    ("text", "base", "seen"),
    [
        ("إدلب in Idleb", 0, "بلدإ in Idleb"),
        ("كف 5–7", 1, "7–5 فك"),
        (f"كف {isolated('5–7')}", 1, "5–7 فك"),
        ("كف 2019-05-06", 1, "06-05-2019 فك"),
        (f"كف {isolated('2019-05-06')}", 1, "2019-05-06 فك"),
        ("a كف 5 May", 0, "a 5 فك May"),
        (f"a {quoted('كف')} 5 May", 0, "a فك 5 May"),
        ("كف!\u200f a", 0, "!فك a"),
        ("كف! a", 0, "فك! a"),
        ("abc   ", 1, "   abc"),
        ("a\u202eבc\u202c", 0, "acב"),
    ],
)
def test_lines_read_as_a_person_expects(text, base, seen):
    assert shown(text, base) == seen


@pytest.mark.parametrize(
    ("text", "level"),
    [("12 abc", 0), ("12 كف", 1), ("\u2067كف\u2069 a", 0), ("\u2066a\u2069 كف", 1), ("...", 0)],
)
def test_the_first_strong_letter_outside_isolates_gives_the_direction(text, level):
    assert base_level(text) == level


def test_a_text_without_letters_takes_the_direction_of_the_page():
    assert base_level("12–15", 1) == 1


@given(st.text(_LETTERS, max_size=40), st.integers(0, 1))
def test_order_is_a_permutation_and_levels_never_fall_below_the_base(text, base):
    levels = levels_of(text, base)

    assert sorted(visual_order(levels)) == list(range(len(text)))
    assert all(base <= level <= 126 for level in levels)


@given(st.text("abcdef 12.,()-", max_size=40))
def test_left_to_right_text_is_left_alone(text):
    assert shown(text) == text


@given(st.text(_LETTERS, max_size=12), st.text("אבגكفل", min_size=1, max_size=5))
def test_what_stands_in_an_isolate_does_not_touch_its_neighbours(inside, letters):
    inside = "".join(char for char in inside if char not in CONTROLS and char != "\n")
    around = "ab {} cd"

    outside = shown(around.format(quoted("x" + inside)))

    assert outside.startswith("ab ")
    assert outside.endswith(" cd")
    assert shown(around.format(quoted(letters))) == around.format(letters[::-1])


def test_deep_nesting_ends_at_the_deepest_level():
    text = "\u2067" * 200 + "a" + "\u2069" * 200

    assert max(levels_of(text, 0)) <= 126


@given(st.text(_LETTERS, max_size=30), st.integers(0, 1))
def test_letters_in_a_row_share_the_fate_of_the_first(text, base):
    doubled = "".join(char * 2 if char.isalpha() else char for char in text)

    expected = [
        level
        for char, level in zip(text, levels_of(text, base), strict=True)
        for _ in range(2 if char.isalpha() else 1)
    ]

    assert list(levels_of(doubled, base)) == expected
