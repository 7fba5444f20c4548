"""Backups go by order and time worked; no clock pushes a good one out."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from strikelog.storage.rotation import (
    DAY,
    HOUR,
    NARROW,
    USUAL,
    Kept,
    Moment,
    shrinkage,
    to_drop,
    worked_between,
)

START = datetime(2024, 3, 1, 12, tzinfo=UTC)


def moment(hours, run="a", seconds=0.0):
    return Moment(START + timedelta(hours=hours), run, seconds)


def every(hours, count):
    return [Kept(number + 1, number * hours * HOUR) for number in range(count)]


def rotated(backups, **how):
    """Make the backups one after another, rotating after each, and give what is left."""
    left = []
    for one in backups:
        left.append(one)
        gone = set(to_drop(left, **how))
        left = [kept for kept in left if kept.counter not in gone]
    return left


def test_a_jump_of_the_clock_between_runs_counts_for_a_day_at_most():
    assert worked_between(moment(0), moment(24 * 3650, "b")) == DAY
    assert worked_between(moment(0), moment(-24 * 3650, "b")) == 0
    assert worked_between(moment(0), moment(3, "b")) == 3 * HOUR


def test_within_a_run_the_clock_on_the_wall_counts_for_nothing():
    assert worked_between(moment(0, seconds=10), moment(99_999, seconds=1_810)) == 1_800


def test_everything_of_the_last_two_days_stays():
    left = rotated(every(0.5, 97))

    assert [one.counter for one in left] == list(range(1, 98))


def test_a_year_of_work_leaves_days_weeks_and_months():
    made = every(1, 24 * 365)
    left = rotated(made)
    newest = made[-1].worked
    ages = [(newest - one.worked) / DAY for one in left]

    assert len([age for age in ages if age <= 2]) == 49
    assert len([age for age in ages if 2 < age <= 10]) == 7 + 1
    assert 17 <= len([age for age in ages if age > 2]) <= 7 + 4 + 6
    assert max(ages) > 150


def test_the_confirmed_one_and_all_after_it_stay():
    made = every(12, 400)

    left = rotated(made, confirmed=100)

    assert {one.counter for one in left} >= set(range(100, 401))
    assert len(rotated(made)) < 30


def test_a_narrow_disk_keeps_one_an_hour():
    left = rotated(every(0.25, 96), keeping=NARROW)

    assert len(left) < 40
    assert len(rotated(every(0.25, 96))) == 96


def test_the_newest_is_never_dropped():
    assert to_drop([Kept(5, 0.0)]) == []
    assert to_drop([]) == []


@given(
    st.lists(st.floats(0, 40 * DAY), min_size=1, max_size=60),
    st.one_of(st.none(), st.integers(1, 60)),
)
def test_whatever_the_gaps_no_rule_drops_what_another_keeps(gaps, confirmed):
    worked, made = 0.0, []
    for number, gap in enumerate(gaps, start=1):
        worked += gap
        made.append(Kept(number, worked))

    gone = set(to_drop(made, confirmed=confirmed))

    assert made[-1].counter not in gone
    assert not [one for one in made if worked - one.worked <= USUAL.everything
                and one.counter in gone]  # fmt: skip
    if confirmed is not None:
        assert not [number for number in gone if number >= confirmed]


def test_a_tenth_lost_is_told_and_less_is_not():
    assert shrinkage({"site": 100, "source": 50}, {"site": 100, "source": 44}).table == "source"
    assert shrinkage({"site": 100}, {"site": 90}) is None
    assert shrinkage({"site": 100}, {}).after == 0
    assert shrinkage({"site": 9}, {"site": 2}) is None
    assert shrinkage({"site": 50}, {"site": 80}) is None
