"""Repeated strikes on a site and double taps."""

from datetime import time

import pytest

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import Period, Strike, new_id
from strikelog.domain.sitehits import SiteHit, hits_of
from strikelog.insight.double_taps import double_tap
from strikelog.insight.patterns import Interval, days_between, repeat_strikes
from tests.insight.cases import case_of, every, example_case, example_cases, told, worked_example

SITE = new_id()


def day(text):
    return FuzzyDate.parse(text)


def hit(text, **values):
    given = {"site_id": SITE, "incident_id": new_id(), "title": text, "occurred": day(text)}
    return SiteHit(**{**given, **values})


def test_kafr_nabl_was_struck_three_times_sixty_and_a_hundred_and_twenty_five_days_apart():
    (ledger,) = repeat_strikes([hit("2019-11-06"), hit("2019-05-05"), hit("2019-07-04")])

    assert [strike.hit.title for strike in ledger.strikes] == [
        "2019-05-05",
        "2019-07-04",
        "2019-11-06",
    ]
    assert [strike.n for strike in ledger.strikes] == [1, 2, 3]
    assert [strike.since_last for strike in ledger.strikes] == [
        None,
        Interval(60, 60),
        Interval(125, 125),
    ]


def test_the_example_says_the_same():
    hits = [one for case in example_cases(2) for one in hits_of(case)]
    periods = every(worked_example(2), Period)
    kafr_nabl = repeat_strikes(hits, periods, known=worked_example(2))[0]

    assert [strike.since_last for strike in kafr_nabl.strikes[1:]] == [
        Interval(60, 60),
        Interval(125, 125),
    ]
    last = kafr_nabl.strikes[-1].periods
    names = [worked_example(2)[one].name for one in (*last.certain_ids, *last.possible_ids)]
    assert "Idlib de-escalation zone" in names
    assert "Pause in air strikes declared in early September 2019" in names  # said to be broken


def test_imprecise_dates_give_a_range_of_days():
    assert days_between(day("2019-05"), day("2019-07")) == Interval(31, 91)
    assert days_between(day("2019-05"), day("2019-05-20")) == Interval(0, 19)
    assert days_between(day("2019-05-05"), None) == Interval(0, None)


def test_status_and_notification_stand_in_the_ledger():
    first = hit("2019-05-05", status_after="not_functioning")
    second = hit("2019-07-04", status_before="partial", notified_then="yes")

    (ledger,) = repeat_strikes([first, second])

    assert ledger.strikes[0].hit.status_after == "not_functioning"
    assert ledger.strikes[1].hit.notified_then == "yes"


def test_one_incident_two_sites_and_a_scene_are_no_repeat():
    once = hit("2019-05-05")

    assert repeat_strikes([once, once]) == ()
    assert repeat_strikes([once, hit("2019-07-04", site_id=new_id())]) == ()
    assert repeat_strikes([once, hit("2019-07-04", role="scene")]) == ()


def test_a_period_counts_only_in_its_area():
    here, there = new_id(), new_id()
    pause = Period(start_edtf=day("2019-07-01"), end_edtf=day("2019-07-31"), location_ids=(here,))
    strikes = [
        hit("2019-05-05", place_ids=frozenset({here})),
        hit("2019-07-04", place_ids=frozenset({here})),
        hit("2019-07-05", place_ids=frozenset({there})),
    ]

    (ledger,) = repeat_strikes(strikes, [pause])

    assert [strike.periods.certain_ids for strike in ledger.strikes] == [(), (pause.id,), ()]


CLAIM = told("A monitor")


def strikes(*gaps, **last):
    rows = [Strike(seq=1)]
    rows += [Strike(seq=n, gap_low=low, gap_high=high) for n, (low, high) in enumerate(gaps, 2)]
    rows[-1] = Strike(**{"seq": len(rows), "gap_low": gaps[-1][0], "gap_high": gaps[-1][1], **last})
    return tuple(rows)


def test_three_strikes_three_to_five_minutes_apart_are_one_wave():
    assert double_tap(example_case(2, "EX-2019-0001")).verdict == "multiple_same_wave"


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        (strikes((3, 5), (3, 5)), "multiple_same_wave"),
        (strikes((0, 1)), "multiple_same_wave"),
        (strikes((3, 10)), "candidate"),
        (strikes((20, 30)), "candidate"),
        (strikes((10, None)), "candidate"),
        (strikes((50, 90)), "candidate"),
        (strikes((61, 90)), "none"),
        ((Strike(seq=1), Strike(seq=2)), "none"),
        ((Strike(seq=1),), "none"),
        (
            (Strike(seq=1, time_local=time(23, 50)), Strike(seq=2, time_local=time(0, 10))),
            "candidate",
        ),
    ],
)
def test_the_gap_decides_what_is_possible(rows, verdict):
    assert double_tap(case_of(CLAIM, rows)).verdict == verdict


def test_a_claim_of_helpers_supports_it():
    rows = strikes((20, 30), responders_present="yes", claim_ids=(CLAIM[1].id,))

    found = double_tap(case_of(CLAIM, rows))

    assert (found.verdict, found.claim_ids) == ("supported", (CLAIM[1].id,))


def test_a_crowd_in_a_short_gap_supports_it_too():
    rows = strikes((3, 5), crowd_present="yes", claim_ids=(CLAIM[1].id,))

    assert double_tap(case_of(CLAIM, rows)).verdict == "supported"


def test_helpers_that_no_claim_mentions_support_nothing():
    rows = strikes((20, 30), responders_present="yes")

    assert double_tap(case_of(CLAIM, rows)).verdict == "candidate"


def test_the_interval_of_the_incident_serves_where_strikes_are_not_told_apart():
    case = example_case(2, "EX-2019-0001")
    bare = case_of(CLAIM, incident=case.incident)

    assert double_tap(bare).verdict == "multiple_same_wave"
