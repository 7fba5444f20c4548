"""The head of a history can be said, written down badly, and recognised again."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.domain.headwords import (
    WORDS,
    ChainHead,
    HeadNotUnderstood,
    HeadWordUnknown,
    read_head,
)

DIGESTS = st.binary(max_size=8).map(lambda seed: hashlib.sha256(seed).hexdigest())
HEAD = ChainHead(1234, hashlib.sha256(b"head").hexdigest())


def test_the_words_of_a_head_never_change():
    assert str(HEAD) == "1234 shallot headwear feminine urgent impound gradient endorphin motion"


@given(st.integers(1, 10**7), DIGESTS)
def test_what_is_said_is_read_again(size, digest):
    head = ChainHead(size, digest)

    read = read_head(str(head))

    assert (read.size, len(read.words)) == (size, WORDS)
    assert read.fits(size, digest)


@given(st.integers(1, 10**7), DIGESTS, DIGESTS)
def test_another_head_has_other_words(size, digest, other):
    spoken = ChainHead(size, digest).spoken

    assert not spoken.fits(size + 1, digest)
    assert spoken.fits(size, other) == (other == digest)


@pytest.mark.parametrize(
    "written",
    [
        lambda words: "1,234 · " + " · ".join(words),
        lambda words: "1 234\n" + "\n".join(words),
        lambda words: "١٢٣٤ " + ", ".join(words).upper(),
        lambda words: "1234: " + "-".join(words),
        lambda words: " ".join(words),
    ],
    ids=["points", "lines", "Arabic digits and capitals", "hyphens", "no number"],
)
def test_it_is_read_however_it_was_written_down(written):
    assert read_head(written(HEAD.spoken.words)).fits(HEAD.size, HEAD.digest)


def test_words_with_a_hyphen_of_their_own_stay_whole():
    words = "yo-yo drop-down felt-tip t-shirt abacus abdomen abide zoom"

    assert read_head(f"7 {words}").words == tuple(words.split())


def test_a_misread_word_is_named_with_the_nearest():
    with pytest.raises(HeadWordUnknown, match="abacos.*abacus"):
        read_head("12 abacos abdomen abide ability ablaze able abnormal abrasion")


@pytest.mark.parametrize(
    "text", ["", "12", "abacus abdomen", "1 2 " + "abacus " * 8, "abacus " * 9]
)
def test_what_is_no_head_is_said_to_be_none(text):
    with pytest.raises(HeadNotUnderstood, match="8 words are expected"):
        read_head(text)
