"""Attacks by week, month and year: no gaps, and doubt shown as doubt."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.domain.dates import FuzzyDate
from strikelog.insight.over_time import Step, over_time
from tests.insight.cases import an_incident, case_of

DAYS = st.dates(date(2011, 1, 1), date(2024, 12, 31))


def attack(text):
    return case_of(incident=an_incident(date_edtf=FuzzyDate.parse(text) if text else None))


def shown(found):
    return [(f"{one.start:%Y-%m-%d}", one.low, one.high) for one in found.counts]


def test_months_without_an_attack_are_shown_and_vague_dates_named():
    cases = [attack(text) for text in ("2019-05-05", "2019-08", "2019", "")]

    found = over_time(cases, Step.MONTH)

    assert shown(found) == [
        ("2019-05-01", 1, 1),
        ("2019-06-01", 0, 0),
        ("2019-07-01", 0, 0),
        ("2019-08-01", 1, 1),
    ]
    assert found.vague_ids == (cases[2].incident.id, cases[3].incident.id)
    assert found.rule == "attacks by month"


def test_a_date_over_two_steps_is_possible_in_both():
    found = over_time([attack("[2019-05-31..2019-06-01]")], Step.MONTH)

    assert shown(found) == [("2019-05-01", 0, 1), ("2019-06-01", 0, 1)]


@pytest.mark.parametrize(
    ("last", "step"),
    [("2019-06-20", Step.WEEK), ("2020-12-01", Step.MONTH), ("2029-05-05", Step.YEAR)],
)
def test_the_step_fits_the_time_covered(last, step):
    assert over_time([attack("2019-05-05"), attack(last)]).step is step


def test_a_day_has_its_place_among_the_steps():
    found = over_time([attack("2019-05-05"), attack("2019-07-04")], Step.MONTH)

    assert [found.place_of(day) for day in (date(2019, 4, 1), date(2019, 5, 1))] == [0, 0]
    assert found.place_of(date(2019, 6, 16)) == pytest.approx(1.5)
    assert found.place_of(date(2020, 1, 1)) == 3


def test_nothing_dated_gives_no_steps():
    assert over_time([attack("")]).counts == ()


@given(st.lists(DAYS, min_size=1, max_size=20), st.sampled_from(Step))
def test_every_attack_on_a_known_day_counts_once(days, step):
    found = over_time([attack(day.isoformat()) for day in days], step)

    assert sum(one.low for one in found.counts) == len(days)
    assert all(one.until == other.start for one, other in pairwise(found.counts))
    assert all(step.start(one.start) == one.start for one in found.counts)
