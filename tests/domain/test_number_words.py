"""Claims about whole numbers in digits and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.domain.number_words import read_number
from strikelog.domain.text import fold


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("14", 14),
        ("1,000", 1000),
        ("1.000.000", 1_000_000),
        ("twenty-one", 21),
        ("a hundred and five", 105),
        ("two dozen", 24),
        ("one million two thousand and three", 1_002_003),
        ("4 million", 4_000_000),
        ("اثنا عشر", 12),
        ("أحد عشر", 11),
        ("مئة وخمسة وعشرون", 125),
        ("ألفان وخمسمئة", 2500),
        ("خمسة آلاف", 5000),
    ],
)
def test_numbers_are_read(text, number):
    assert read_number(fold(text)) == number


@pytest.mark.parametrize(
    "text",
    [
        "", "a", "and", "1,00", "3 5", "4 4", "one two", "five twenty", "twenty ten",
        "thousand million", "zero five", "five trucks", "1.5", "1" * 13,
    ],
)  # fmt: skip
def test_what_is_not_one_whole_number_is_not_read(text):
    assert read_number(fold(text)) is None


@given(st.integers(0, 10**12 - 1), st.sampled_from([",", ".", " ", "٬", ""]))
def test_digits_are_read_however_they_are_grouped(number, separator):
    assert read_number(f"{number:,}".replace(",", separator)) == number
