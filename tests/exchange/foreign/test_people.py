from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.domain.counts import BadCount, CountReversed, qualifier_problem, read_count
from strikelog.domain.errors import BadValue
from strikelog.exchange.cells import ExcelMadeItADate
from strikelog.exchange.foreign.people import between, read_flag, read_people


def ends(cell, **options):
    count = read_people(cell, options)
    return None if count is None else (count.low, count.high, count.qualifier)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (14, (14, 14, "exact")),
        (14.0, (14, 14, "exact")),
        ("14.0", (14, 14, "exact")),
        ("١٤", (14, 14, "exact")),
        ("۱۴", (14, 14, "exact")),
        ("1,234", (1234, 1234, "exact")),
        ("1-3", (1, 3, "between")),
        ("1–3", (1, 3, "between")),
        ("at least 14", (14, None, "at_least")),
        ("ما لا يقل عن ١٤", (14, None, "at_least")),
        ("5+", (5, None, "at_least")),
        ("+5", (5, 5, "exact")),
        ("~20", (20, 20, "about")),
        ("several", (2, None, "several")),
        ("multiple", (2, None, "several")),
        ("dozens", (24, None, "several")),
        ("عشرات", (24, None, "several")),
        ("twelve", (12, 12, "exact")),
        ("3 killed", (3, 3, "exact")),
        ("5 جرحى", (5, 5, "exact")),
        ("some", (1, None, "unspecified")),
    ],
)
def test_a_number_is_read_with_what_its_words_say(cell, expected):
    assert ends(cell) == expected


@pytest.mark.parametrize("cell", ["unkn", "n/a", "NULL", "-", "?", "unknown", "غير معروف", None])
def test_what_states_no_number_is_blank(cell):
    assert ends(cell, zero="none") is None


@pytest.mark.parametrize("cell", [0, 0.0, "0", "٠", "none", "None", "لا أحد"])
def test_nought_says_nothing_unless_the_mapping_tells_that_it_means_none(cell):
    assert ends(cell) is None
    assert ends(cell, zero="none") == (0, 0, "none")


def test_one_may_stand_for_a_number_that_was_not_given():
    assert ends(1) == (1, 1, "exact")
    assert ends(1, one="counted_as_one") == (1, None, "counted_as_one")
    assert ends(2, one="counted_as_one") == (2, 2, "exact")


@pytest.mark.parametrize("cell", [-1, 2.5, "-3", "2.5", "many thanks", True, float("nan"), "3/4"])
def test_what_is_no_number_of_people_is_refused(cell):
    with pytest.raises(BadCount):
        read_people(cell, {})


def test_a_range_that_a_spreadsheet_took_for_a_day_is_refused_as_such():
    with pytest.raises(ExcelMadeItADate):
        read_people(date(2019, 1, 3), {})


def test_a_range_the_wrong_way_round_is_refused():
    with pytest.raises(CountReversed):
        read_people("5-3", {})


def test_the_wording_is_kept():
    count = read_people("At least 14", {})

    assert count is not None
    assert count.wording == "At least 14"


@given(st.integers(0, 10**9))
def test_any_whole_number_is_itself_in_every_digits(number):
    western = str(number)
    arabic = western.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    for cell in (number, float(number), western, arabic, f"{number:,}"):
        assert ends(cell, zero="none") == (number, number, "exact" if number else "none")


@given(st.text(max_size=30))
def test_whatever_is_read_keeps_to_its_qualifier(text):
    try:
        count = read_people(text, {"zero": "none"})
    except BadValue:
        return
    assert count is None or qualifier_problem(count.low, count.high, count.qualifier) is None


@pytest.mark.parametrize(
    ("cell", "flag"),
    [
        (True, True), ("True", True), ("yes", True), ("نعم", True), (1.0, True), ("2", True),
        (False, False), ("False", False), ("no", False), (0, False), ("0", False),
        ("NotApplicable", None), ("n/a", None),
    ],
)  # fmt: skip
def test_what_happened_is_told_by_yes_or_by_a_number(cell, flag):
    assert read_flag(cell) is flag


def test_other_words_do_not_say_whether_it_happened():
    with pytest.raises(BadValue):
        read_flag("in the morning")


def test_two_ends_make_one_number():
    low, high = read_count("3"), read_count("8")

    assert between(low, high, read_count("5")).wording == "3–8 (5)"
    assert (between(low, high).low, between(low, high).qualifier) == (3, "between")
    assert between(low, low).qualifier == "exact"
    assert between(low, None).qualifier == "at_least"
    assert (between(None, high).low, between(None, high).qualifier) == (0, "up_to")
    with pytest.raises(CountReversed):
        between(high, low)


@given(st.one_of(st.none(), st.integers(0, 99)), st.one_of(st.none(), st.integers(0, 99)))
def test_ends_put_together_keep_to_their_qualifier(low, high):
    first, second = (None if one is None else read_count(str(one)) for one in (low, high))
    try:
        count = between(first, second)
    except CountReversed:
        assert low is not None
        assert high is not None
        assert low > high
        return
    assert count is None or qualifier_problem(count.low, count.high, count.qualifier) is None
