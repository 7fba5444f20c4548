"""Claims about fuzzy dates as values: the subset, bounds, precision, order and windows."""

import copy
import pickle
from datetime import date

import pytest

from strikelog.domain.dates import BadDate, DatesReversed, FuzzyDate, NoSuchDay

YEAR_END = date(2019, 12, 31)


@pytest.mark.parametrize(
    ("edtf", "first", "last", "precision"),
    [
        ("2019-11-06", date(2019, 11, 6), date(2019, 11, 6), "1"),
        ("2019-11-06?", date(2019, 11, 6), date(2019, 11, 6), "1"),
        ("2019-11-01~", date(2019, 11, 1), date(2019, 11, 1), "2"),
        ("2019-11-06%", date(2019, 11, 6), date(2019, 11, 6), "2"),
        ("2019-07", date(2019, 7, 1), date(2019, 7, 31), "4"),
        ("2019-07-XX", date(2019, 7, 1), date(2019, 7, 31), "4"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "4"),
        ("2019-07~", date(2019, 7, 1), date(2019, 7, 31), "5"),
        ("2019", date(2019, 1, 1), YEAR_END, "5"),
        ("2019-XX", date(2019, 1, 1), YEAR_END, "5"),
        ("2019-05-05/2019-05-06", date(2019, 5, 5), date(2019, 5, 6), "2"),
        ("2019-05-05/2019-05-11", date(2019, 5, 5), date(2019, 5, 11), "3"),
        ("[2019-09-01..2019-09-10]", date(2019, 9, 1), date(2019, 9, 10), "4"),
        ("2019-04/2019-05", date(2019, 4, 1), date(2019, 5, 31), "5"),
        ("2019-04-29/..", date(2019, 4, 29), None, "open"),
        ("../2019-05-01", None, date(2019, 5, 1), "open"),
        ("..", None, None, "open"),
    ],
)
def test_each_form_of_the_subset_has_its_bounds_and_precision(edtf, first, last, precision):
    value = FuzzyDate.parse(edtf)

    assert (value.edtf, value.first, value.last, value.precision) == (edtf, first, last, precision)


@pytest.mark.parametrize(
    ("edtf", "doubtful", "approximate"),
    [
        ("2019-11-06", False, False),
        ("2019-11-06?", True, False),
        ("2019-11-06~", False, True),
        ("2019-11-06%", True, True),
        ("2019-11-06/2019-11-07?", True, False),
    ],
)
def test_qualifiers_are_told_apart(edtf, doubtful, approximate):
    value = FuzzyDate.parse(edtf)

    assert (value.doubtful, value.approximate) == (doubtful, approximate)


@pytest.mark.parametrize(
    ("edtf", "padded"),
    [
        ("2019-11-01~", (date(2019, 10, 29), date(2019, 11, 4))),
        ("2019-07~", (date(2019, 6, 1), date(2019, 8, 31))),
        ("2019-01~", (date(2018, 12, 1), date(2019, 2, 28))),
        ("2019~", (date(2018, 1, 1), date(2020, 12, 31))),
        ("2019-11-01~/..", (date(2019, 10, 29), None)),
        ("2019-11-06?", (date(2019, 11, 6), date(2019, 11, 6))),
        ("0001-01-02~", (date(1, 1, 1), date(1, 1, 5))),
        ("9999-12~", (date(9999, 11, 1), date(9999, 12, 31))),
    ],
)
def test_about_gives_room_of_three_days_a_month_or_a_year(edtf, padded):
    assert FuzzyDate.parse(edtf).padded == padded


def test_only_the_square_bracket_form_is_one_unknown_moment():
    assert FuzzyDate.parse("[2019-09-01..2019-09-10]").is_one_of
    assert not FuzzyDate.parse("2019-09-01/2019-09-10").is_one_of


@pytest.mark.parametrize(
    "text",
    [
        "", "foo", "19", "2019-1-1", "2019/11/06", "2019-11-06T10:00", "../..", "open", "u",
        "2019-XX-05", "[2019..]", "[..2019]", "[2019-11-01~..2019-11-05]", "2019-11-06 ", "-2019",
        "٢٠١٩-١١-٠٦", "2019-11-06\n", "2019-21", "2019-11-06??",
    ],
)  # fmt: skip
def test_anything_outside_the_subset_is_refused(text):
    with pytest.raises(BadDate):
        FuzzyDate.parse(text)


@pytest.mark.parametrize("text", ["2019-02-29", "2019-13", "2019-00", "2019-04-31/..", "0000"])
def test_a_day_the_calendar_lacks_is_named_as_such(text):
    with pytest.raises(NoSuchDay, match="does not exist"):
        FuzzyDate.parse(text)


@pytest.mark.parametrize("text", ["2019-05-02/2019-05-01", "[2019-06..2019-05]"])
def test_an_end_before_the_start_is_named_as_such(text):
    with pytest.raises(DatesReversed, match="last day lies before the first"):
        FuzzyDate.parse(text)


def test_the_constructor_checks_as_parsing_does():
    with pytest.raises(BadDate):
        FuzzyDate("soon")


def test_an_unknown_day_means_the_month_but_keeps_its_writing():
    written, short = FuzzyDate.parse("2019-11-XX"), FuzzyDate.parse("2019-11")

    assert written == short
    assert hash(written) == hash(short)
    assert str(written) == "2019-11-XX"


def test_a_date_never_equals_its_text():
    assert FuzzyDate.parse("2019") != "2019"


def test_dates_sort_by_earliest_then_latest():
    mixed = ["2019-06", "2019-05", "..", "2019-04-29/..", "2019-04-29", "../2019-05-01", "2018"]

    in_order = [str(each) for each in sorted(map(FuzzyDate.parse, mixed))]

    assert in_order == [
        "../2019-05-01",
        "..",
        "2018",
        "2019-04-29",
        "2019-04-29/..",
        "2019-05",
        "2019-06",
    ]


@pytest.mark.parametrize(
    ("edtf", "overlaps", "inside"),
    [
        ("2019-11-06", True, True),
        ("2019-11", True, True),
        ("2019-10-30", False, False),
        ("2019-10-30~", True, False),
        ("2019-11-02~", True, False),
        ("2019", True, False),
        ("2019-04-29/..", True, False),
        ("../2019-10-31", False, False),
        ("..", True, False),
    ],
)
def test_a_window_tells_possible_from_certain(edtf, overlaps, inside):
    value = FuzzyDate.parse(edtf)
    november = (date(2019, 11, 1), date(2019, 11, 30))

    assert value.overlaps(*november) is overlaps
    assert value.inside(*november) is inside


def test_an_open_window_holds_open_dates():
    since = FuzzyDate.parse("2019-04-29/..")

    assert since.inside(date(2019, 4, 29), None)
    assert since.overlaps(None, date(2019, 4, 29))
    assert not since.overlaps(None, date(2019, 4, 28))
    assert FuzzyDate.parse("..").inside(None, None)


def test_room_for_about_can_be_left_out():
    about = FuzzyDate.parse("2019-10-30~")

    assert not about.overlaps(date(2019, 11, 1), None, padded=False)


def test_dates_survive_copying_and_the_way_between_processes():
    value = FuzzyDate.parse("2019-11-06%")

    assert copy.deepcopy(value) == value
    assert pickle.loads(pickle.dumps(value)).padded == value.padded
