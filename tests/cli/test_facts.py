"""Every fact of the worked example's passage is found by `show`."""

import pytest

FACTS = [
    ("EX-2019-0003", ["Kafr Nabl Surgical Hospital", "Kafr Nobol", "Idleb", "2019-11-06"]),
    ("EX-2019-0003", ["bombed by Russian aircraft on 6 November 2019", "Russian Aerospace Forces"]),
    ("EX-2019-0003", ["The New York Times", "NYT video on the 6 November strike"]),
    ("EX-2019-0003", ["Pause in air strikes declared in early September 2019"]),
    ("EX-2019-0003", ["Renewed strikes from about two weeks before mid-November 2019"]),
    ("EX-2019-0002", ["AFP / Getty Images", "photograph shows the hospital", "image_only"]),
    ("EX-2019-0001", ["Four hospitals bombed within 12 hours, May 2019", 'expected_low": 4']),
    (
        "EX-2019-0001",
        ["Flight-observer logs", "Cockpit radio recordings", "Video of the May strikes"],
    ),
    ("EX-2019-0001", ["flight_observer_log", "radio_recording", "video_analysis"]),
]

TOTALS = {
    "at least 14 … including five children": {"low": 14, "qualifier": "at_least"},
    "eight killed": {"low": 8, "high": 8, "qualifier": "exact"},
    "61 medical facilities": {"low": 61, "high": 61, "unit": "distinct_facility"},
    "almost 100": {"high": 99, "qualifier": "almost"},
    "more than 1,000": {"low": 1001, "qualifier": "more_than"},
    "more than 400,000": {"low": 400001, "measure": "people_displaced"},
    "4 hospitals in 12 hours": {"low": 4, "high": 4},
    "double-tap attacks (plural, no number)": {"low": 2, "qualifier": "several"},
}


@pytest.mark.parametrize(("code", "words"), FACTS)
def test_show_tells_the_fact(strikelog, demo_vault, code, words):
    told = strikelog("show", demo_vault, code, "--json").stdout

    assert [one for one in words if one not in told] == []


@pytest.mark.parametrize("wording", TOTALS)
def test_published_totals_stand_as_reported(as_json, demo_vault, wording):
    totals = as_json("list", demo_vault, "AggregateClaim")

    (found,) = [one for one in totals if one["as_reported"] == wording]
    assert {key: found.get(key) for key in TOTALS[wording]} == TOTALS[wording]


def test_the_july_photograph_names_no_attacker_in_the_passage(as_json, strikelog, tmp_path):
    strikelog("demo", tmp_path / "v", "--step", "1")

    told = as_json("show", tmp_path / "v", "EX-2019-0002")

    assert told["attributions"] == []
