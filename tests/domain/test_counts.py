"""Claims about numbers with low and high ends: reading, saying, checking and adding them."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from strikelog.domain.count_values import NEGATIVE, NUMBER_MISSING, REVERSED
from strikelog.domain.counts import (
    BadCount,
    CountReversed,
    Total,
    count_of,
    number_words,
    qualifier_problem,
    range_words,
    read_count,
    sum_ranges,
    total_words,
)

QUALIFIERS = (
    "exact", "at_least", "more_than", "up_to", "almost", "about", "between", "several",
    "unspecified", "counted_as_one", "none",
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "low", "high", "qualifier"),
    [
        ("14", 14, 14, "exact"),
        ("fourteen", 14, 14, "exact"),
        ("exactly 3", 3, 3, "exact"),
        ("400 000", 400_000, 400_000, "exact"),
        ("four hundred thousand", 400_000, 400_000, "exact"),
        ("one hundred and five", 105, 105, "exact"),
        ("8 civilians", 8, 8, "exact"),
        ("at least 14", 14, None, "at_least"),
        ("At least fourteen people", 14, None, "at_least"),
        ("14+", 14, None, "at_least"),
        ("14 or more", 14, None, "at_least"),
        ("≥ 14", 14, None, "at_least"),
        ("no fewer than 14", 14, None, "at_least"),
        ("more than 1,000", 1001, None, "more_than"),
        ("over a thousand", 1001, None, "more_than"),
        (">5", 6, None, "more_than"),
        ("almost 100", None, 99, "almost"),
        ("fewer than 100", None, 99, "almost"),
        ("up to 5", 0, 5, "up_to"),
        ("no more than 5", 0, 5, "up_to"),
        ("about 20", 20, 20, "about"),
        ("some 20", 20, 20, "about"),
        ("about a dozen", 12, 12, "about"),
        ("between 3 and 5", 3, 5, "between"),
        ("3–5", 3, 5, "between"),
        ("3-5", 3, 5, "between"),
        ("from 3 to 5", 3, 5, "between"),
        ("five or six", 5, 6, "between"),
        ("twenty-one to thirty", 21, 30, "between"),
        ("several", 2, None, "several"),
        ("dozens", 24, None, "several"),
        ("none", 0, 0, "none"),
        ("0", 0, 0, "none"),
        ("unknown number", 1, None, "unspecified"),
        ("some", 1, None, "unspecified"),
    ],
)
def test_english_counts_are_read(typed, low, high, qualifier):
    count = read_count(typed)

    assert (count.low, count.high, count.qualifier) == (low, high, qualifier)
    assert count.wording == typed


@pytest.mark.parametrize(
    ("typed", "low", "high", "qualifier"),
    [
        ("١٤", 14, 14, "exact"),
        ("أربعة عشر", 14, 14, "exact"),
        ("خمسة وعشرون", 25, 25, "exact"),
        ("ثلاثمئة", 300, 300, "exact"),
        ("١٬٠٠٠", 1000, 1000, "exact"),
        ("١٤ شخصاً", 14, 14, "exact"),
        ("على الأقل 14", 14, None, "at_least"),
        ("14 على الأقل", 14, None, "at_least"),
        ("ما لا يقل عن ١٤", 14, None, "at_least"),
        ("أكثر من 1000", 1001, None, "more_than"),
        ("أكثر من ألف", 1001, None, "more_than"),
        ("أقل من 100", None, 99, "almost"),
        ("حتى 5", 0, 5, "up_to"),
        ("نحو 20", 20, 20, "about"),
        ("حوالي عشرين", 20, 20, "about"),
        ("بين 3 و5", 3, 5, "between"),
        ("بين ٣ و ٥", 3, 5, "between"),
        ("٣-٥", 3, 5, "between"),
        ("من 3 إلى 5", 3, 5, "between"),
        ("عدة", 2, None, "several"),
        ("عشرات", 24, None, "several"),
        ("صفر", 0, 0, "none"),
        ("عدد غير معروف", 1, None, "unspecified"),
    ],
)
def test_arabic_counts_are_read(typed, low, high, qualifier):
    count = read_count(typed)

    assert (count.low, count.high, count.qualifier) == (low, high, qualifier)


@pytest.mark.parametrize(
    "typed",
    [
        "", "foo", "-5", "5 killed, 3 injured", "3,5", "1.5", "3 5", "one two", "almost 0",
        "not reported", "hundreds", "9999999999999", "between", "and", "5 to", "at least", "14²",
    ],
)  # fmt: skip
def test_what_is_no_count_is_refused(typed):
    with pytest.raises(BadCount, match="cannot be read as a number"):
        read_count(typed)


def test_a_range_upside_down_is_named_as_such():
    with pytest.raises(CountReversed, match="first number is larger"):
        read_count("5–3")


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "words"),
    [
        (8, 8, None, "8"),
        (14, None, None, "at least 14"),
        (None, 99, None, "fewer than 100"),
        (3, 5, None, "3–5"),
        (0, 3, None, "up to 3"),
        (0, 3, "between", "0–3"),
        (0, 0, None, "0"),
        (0, 0, "none", "none"),
        (0, None, None, "0 or more"),
        (20, 20, "about", "about 20"),
        (1001, None, "more_than", "more than 1\u202f000"),
        (1001, None, None, "at least 1\u202f001"),
        (2, None, "several", "several"),
        (24, None, "several", "dozens"),
        (1, None, "unspecified", "unknown number"),
        (1, None, "counted_as_one", "at least 1"),
        (None, None, None, "not reported"),
        (None, None, "exact", "not reported"),
        (3, 5, "exact", "3–5"),
    ],
)
def test_ranges_are_said_in_english(low, high, qualifier, words):
    assert range_words(low, high, qualifier=qualifier) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (8, 8, "8"),
        (14, None, "14 على الأقل"),
        (None, 99, "أقل من 100"),
        (3, 5, "\u20663–5\u2069"),
        (1000, 1000, "\u20661\u202f000\u2069"),
        (None, None, "لم يُذكر"),
    ],
)
def test_arabic_keeps_ranges_and_groups_from_turning_round(low, high, words):
    assert range_words(low, high, "ar") == words


def test_small_numbers_have_no_separator():
    assert [number_words(number) for number in (0, 999, 1000, 1234567)] == [
        "0", "999", "1\u202f000", "1\u202f234\u202f567",
    ]  # fmt: skip


COUNTS = st.builds(
    count_of,
    st.sampled_from(["exact", "at_least", "more_than", "up_to", "about"]),
    st.integers(1, 10**9),
) | st.builds(
    lambda low, more: count_of("between", low, low + more),
    st.integers(0, 10**6),
    st.integers(1, 10**6),
)
FIXED_COUNTS = st.sampled_from(
    [
        count_of("none"), count_of("unspecified"), count_of("several", 2),
        count_of("several", 24), count_of("almost", 1), count_of("almost", 100),
        count_of("at_least", 0), count_of("up_to", 0),
    ]
)  # fmt: skip


@given(COUNTS | FIXED_COUNTS, st.sampled_from(["en", "ar"]))
def test_every_count_is_read_back_from_its_words(count, language):
    words = range_words(count.low, count.high, language, qualifier=count.qualifier)

    read = read_count(words)

    assert (read.low, read.high, read.qualifier) == (count.low, count.high, count.qualifier)


@given(st.text() | st.text("0123456789 -–+<>~,.و"))
def test_any_text_is_read_without_contradiction_or_refused(text):
    try:
        count = read_count(text)
    except BadCount:
        return

    assert qualifier_problem(count.low, count.high, count.qualifier) is None


@given(COUNTS | FIXED_COUNTS)
def test_a_count_made_by_its_qualifier_never_contradicts_it(count):
    assert qualifier_problem(count.low, count.high, count.qualifier) is None


@pytest.mark.parametrize(
    ("low", "high", "qualifier"),
    [
        (3, 4, "exact"), (3, None, "exact"), (3, 4, "about"), (3, 5, "at_least"),
        (None, 5, "at_least"), (0, None, "more_than"), (5, 9, "more_than"), (1, 5, "up_to"),
        (None, 5, "up_to"), (0, None, "up_to"), (3, 99, "almost"), (3, None, "almost"),
        (3, None, "between"), (None, 3, "between"), (3, None, "several"), (2, 9, "several"),
        (2, None, "unspecified"), (1, 1, "counted_as_one"), (0, 1, "none"), (0, None, "none"),
    ],
)  # fmt: skip
def test_numbers_that_contradict_their_qualifier_are_named(low, high, qualifier):
    assert qualifier_problem(low, high, qualifier)


def test_nonsense_is_named_whatever_the_qualifier():
    assert qualifier_problem(-1, None, None) == NEGATIVE
    assert qualifier_problem(5, 3, None) == REVERSED
    assert qualifier_problem(None, None, "exact") == NUMBER_MISSING


@pytest.mark.parametrize(("low", "high"), [(None, None), (3, 5), (3, None), (None, 5), (0, 0)])
@pytest.mark.parametrize("qualifier", [None, "", "of_another_list"])
def test_numbers_without_a_known_qualifier_stand_for_themselves(low, high, qualifier):
    assert qualifier_problem(low, high, qualifier) is None


@pytest.mark.parametrize(
    ("ranges", "total", "words"),
    [
        ([(2, 3), (5, 5)], Total(7, 8), "7–8"),
        ([(2, 3), (14, None)], Total(16, None), "at least 16"),
        ([(2, 3), (None, None)], Total(2, 3, 1), "at least 2"),
        ([(0, 0), (0, 0)], Total(0, 0), "0"),
        ([(None, 99), (1, 1)], Total(1, 100), "1–100"),
        ([(None, None)] * 3, Total(None, None, 3), "not reported"),
        ([], Total(None, None, 0), "not reported"),
    ],
)
def test_sums_keep_blank_and_nought_apart(ranges, total, words):
    assert sum_ranges(ranges) == total
    assert total_words(sum_ranges(ranges)) == words


RANGES = st.lists(
    st.tuples(st.none() | st.integers(0, 99), st.none() | st.integers(100, 999)), max_size=9
)


@given(RANGES, RANGES)
@example([(None, None)], [(1, None)])
def test_adding_more_ranges_never_lowers_a_sum(some, more):
    assume(any(each != (None, None) for each in some))
    smaller, larger = sum_ranges(some), sum_ranges(some + more)

    assert larger.low >= smaller.low
    assert larger.n_unstated >= smaller.n_unstated
    assert larger.high is None or larger.high >= smaller.high
