"""What differs between two texts, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.gui.exchange.review.word_diff import Piece, around, word_diff

TEXTS = st.text(st.sampled_from("ab ,.\nقت"), max_size=40)


@given(before=TEXTS, after=TEXTS)
def test_the_pieces_make_both_texts(before, after):
    pieces = word_diff(before, after)

    assert "".join(one.text for one in pieces if one.change != "come") == before
    assert "".join(one.text for one in pieces if one.change != "gone") == after


def test_one_changed_word_is_all_that_is_marked():
    pieces = word_diff("three nurses were hurt", "two nurses were hurt")

    assert pieces == [
        Piece("three", "gone"),
        Piece("two", "come"),
        Piece(" nurses were hurt"),
    ]


def test_texts_too_long_to_compare_differ_as_a_whole():
    before, after = "a b " * 2_000, "c d " * 2_000

    pieces = word_diff(before, after)

    assert [one.change for one in pieces if one.text.strip()] == ["gone", "come"]


def test_nothing_is_marked_in_texts_that_are_alike():
    assert [one.change for one in word_diff("the same", "the same")] == ["same"]


@pytest.mark.parametrize(
    ("text", "other", "shown"),
    [
        ("short", "other", "short"),
        ("word " * 20 + "new end", "word " * 20 + "old end", "…word word new end"),
    ],
)
def test_what_is_shared_is_cut_off_before_a_difference(text, other, shown):
    assert around(text, other) == shown


def test_texts_that_share_hardly_a_word_are_not_mixed():
    pieces = word_diff("Bombing of the hospital, 4 July", "Strike on an ambulance of ours")

    assert [one.change for one in pieces] == ["gone", "come"]
