"""Whether a date falls into a period: certain, possible or not."""

from datetime import date

import pytest

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import Location, Period
from strikelog.insight.periods import (
    Match,
    Window,
    in_force,
    is_there,
    match,
    match_period,
)


def day(text):
    return FuzzyDate.parse(text)


def period(start, end, **values):
    return Period(start_edtf=day(start), end_edtf=day(end) if end else None, **values)


NOVEMBER = Window(date(2019, 11, 1), date(2019, 11, 1), date(2019, 11, 30), date(2019, 11, 30))


@pytest.mark.parametrize(
    ("occurred", "expected"),
    [
        ("2019-11-06", Match.CERTAIN),
        ("2019-11", Match.CERTAIN),
        ("2019-11-02~", Match.POSSIBLE),
        ("2019", Match.POSSIBLE),
        ("2019-10-31/2019-11-01", Match.POSSIBLE),
        ("2019-10-31", Match.NO),
        ("2019-12", Match.NO),
    ],
)
def test_a_window_holds_a_date(occurred, expected):
    assert match(day(occurred), NOVEMBER) is expected


def test_a_date_nobody_knows_may_lie_in_any_window():
    assert match(None, NOVEMBER) is Match.POSSIBLE


@pytest.mark.parametrize(
    ("occurred", "start", "end", "expected"),
    [
        ("2019-09-05", "[2019-09-01..2019-09-10]", "2019-11", Match.POSSIBLE),
        ("2019-09-11", "[2019-09-01..2019-09-10]", "2019-11", Match.CERTAIN),
        ("2019-08-31", "[2019-09-01..2019-09-10]", "2019-11", Match.NO),
        ("2019-11-15", "2019-09-01", "2019-11", Match.POSSIBLE),
        ("2019-11-06", "2019-08-31", "2019-11-01~", Match.NO),
        ("2019-11-04", "2019-08-31", "2019-11-01~", Match.POSSIBLE),
        ("2025-01-01", "2019-09-01", "..", Match.CERTAIN),
        ("2025-01-01", "2019-09-01", None, Match.POSSIBLE),
    ],
)
def test_doubtful_ends_make_a_match_possible(occurred, start, end, expected):
    assert match_period(day(occurred), period(start, end)) is expected


def test_disputed_dates_make_nothing_certain():
    disputed = period("2019-09-01", "2019-10-31", disputed=True)

    assert match_period(day("2019-09-15"), disputed) is Match.POSSIBLE
    assert match_period(day("2019-12-15"), disputed) is Match.NO


def test_an_area_without_boundary_may_reach_over_its_whole_unit():
    unit, other = Location(level="1"), Location(level="1")
    area = Location(level="5", parent_id=unit.id)
    offensive = period("2019-09-01", "..", location_ids=(area.id,))

    assert is_there(offensive, frozenset({unit.id}), {area.id: area})
    assert not is_there(offensive, frozenset({other.id}), {area.id: area})


def test_periods_in_force_are_sorted_by_certainty():
    sure, doubtful = period("2019-09-01", ".."), period("[2019-09-01..2019-09-10]", "..")
    over = period("2018", "2018-12-31")

    found = in_force(day("2019-09-05"), [sure, doubtful, over])

    assert (found.certain_ids, found.possible_ids) == ((sure.id,), (doubtful.id,))
