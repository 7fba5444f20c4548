"""Passphrases are drawn well, agree between keyboards, and are never called too strong."""

import math
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.domain.passphrases import (
    ENOUGH_BITS,
    generate,
    is_strong_enough,
    normalised,
    strength_bits,
)
from strikelog.resources import resource

LIST_BITS = math.log2(7776)


def listed():
    return resource("words", "english.txt").read_text("utf-8").split()


def test_the_list_has_7776_different_words_of_which_none_begins_another():
    words = sorted(listed())

    assert len(set(words)) == 7776
    assert not [pair for pair in pairwise(words) if pair[1].startswith(pair[0])]


def test_six_listed_words_are_offered():
    words = generate().split(" ")

    assert len(words) == 6
    assert set(words) <= set(listed())


def test_drawn_passphrases_differ():
    assert len({generate() for _ in range(200)}) == 200


def test_drawing_reaches_the_whole_list():
    drawn = set(generate(60_000).split())

    # Missing at most 15 of 7,776 after 60,000 throws fails once in some 10^5 runs.
    assert len(drawn) >= 7776 - 15


@given(st.integers(min_value=5, max_value=9))
def test_five_drawn_words_or_more_are_enough(words):
    assert is_strong_enough(" ".join(listed()[:: 7776 // words][:words]))


def test_drawn_words_are_worth_what_the_list_is_worth():
    assert strength_bits("abacus banjo cactus dagger eagle fable") == pytest.approx(6 * LIST_BITS)


@pytest.mark.parametrize("joint", ["-", ".", "_", ", ", "  "])
def test_the_mark_between_words_changes_nothing(joint):
    words = ["abacus", "banjo", "cactus", "dagger", "eagle", "fable"]

    assert strength_bits(joint.join(words)) == pytest.approx(6 * LIST_BITS)


def test_a_number_after_drawn_words_does_not_make_them_weaker():
    drawn = "abacus banjo cactus dagger eagle fable"

    assert strength_bits(drawn + " 7") > strength_bits(drawn)


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "   \u200f ",
        "password",
        "P@ssw0rd!",
        "Password123!",
        "Kafranbel2019!",
        "correct horse battery staple",
        "abacus banjo cactus",
        "the quick brown fox jumps over the lazy dog",
        "my daughter was born in aleppo in 1999",
        "a" * 300,
        "abc" * 100,
        "word " * 100,
        "word-" * 100,
        "1234567890" * 10,
        "qwertyuiop asdfghjkl zxcvbnm 1234567890",
        "abcdefghijklmnopqrstuvwxyz",
        "ضصثقفغعهخحجد شسيبلاتنمكط",
        "سوريا حرة",
        "0944123456 0933123456",
    ],
)
def test_what_people_often_choose_is_not_enough(weak):
    assert strength_bits(weak) < ENOUGH_BITS
    assert not is_strong_enough(weak)


@pytest.mark.parametrize(
    "strong",
    [
        "x7Kq9vPz2mLw4TbR",
        "9f8a3c1be07d46529f8b3c1be07d4652",
        "الباب الخشبي قرب البئر كان أخضر ثم صار أزرق",
        "grandmother hid seven lemons under a broken piano while the plumber sang opera",
    ],
)
def test_long_own_sentences_and_machine_made_passwords_are_enough(strong):
    assert is_strong_enough(strong)


def test_a_letter_that_folds_into_two_is_guessed_all_the_same():
    assert strength_bits("Îß") > 0


@given(st.text(max_size=60))
def test_the_guess_is_never_above_what_the_characters_could_hold(text):
    assert 0.0 <= strength_bits(text) <= 21 * len(text)


@given(st.text(max_size=60))
def test_the_guess_does_not_depend_on_composition(text):
    assert strength_bits(unicodedata.normalize("NFD", text)) == strength_bits(
        unicodedata.normalize("NFC", text)
    )


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing(text):
    assert normalised(normalised(text)) == normalised(text)


def test_alef_with_hamza_agrees_however_it_was_typed():
    composed, with_a_mark = "أحمر", "\u0627\u0654حمر"

    assert composed != with_a_mark
    assert normalised(composed) == normalised(with_a_mark)


def test_unseen_marks_and_spare_spaces_do_not_count():
    assert normalised("\u200f قمر\u00a0  أزرق\u202c\n") == "قمر أزرق"


def test_case_counts():
    assert normalised("Qamar") != normalised("qamar")
