"""What the records say, by command: the worked example has an answer for most rules."""

import json

import pytest


@pytest.fixture
def told(as_json, demo_vault):
    def ask(*words):
        return as_json("insight", demo_vault, *words)

    return ask


def test_the_hospital_of_kafr_nabl_was_struck_three_times(told):
    (most, *_) = told("repeats")

    assert most["names"][most["site_id"]] == "Kafr Nabl Surgical Hospital"
    assert [strike["n"] for strike in most["strikes"]] == [1, 2, 3]
    assert [strike["hit"]["occurred"] for strike in most["strikes"]] == [
        "2019-05-05",
        "2019-07-04",
        "2019-11-06",
    ]
    assert [strike["since_last"] for strike in most["strikes"][1:]] == [
        {"low": 60, "high": 60},
        {"low": 125, "high": 125},
    ]


def test_the_wave_of_may_is_four_sites_and_possible(told):
    (wave,) = told("waves")

    assert len(wave["site_keys"]) == len(wave["incident_ids"]) == 4
    assert wave["is_certain"] is False
    assert wave["unit"] == "site"


def test_three_strikes_minutes_apart_are_one_wave_and_no_double_tap(told):
    (found,) = told("double-taps", "--filter", "ref:EX-2019-0001")

    assert found["said"]["verdict"] == "multiple_same_wave"


def test_november_lies_in_the_zone_and_after_the_pause(told):
    windows = {one["names"][one["period_id"]]: one["parts"] for one in told("windows")}

    assert {part["part"] for part in windows["Idlib de-escalation zone"]} == {
        "before", "during", "after", "cannot_tell",
    }  # fmt: skip


def test_why_an_attack_cannot_be_put_on_a_side_of_a_window_is_told(told, strikelog, demo_vault):
    windows = told("windows")
    doubted = [one for one in windows if one["cannot_tell_why"]]

    for window in windows:
        (part,) = (one for one in window["parts"] if one["part"] == "cannot_tell")
        assert [one["incident_id"] for one in window["cannot_tell_why"]] == part["incident_ids"]
    reasons = {each["why"] for one in doubted for each in one["cannot_tell_why"]}
    assert "its dates are disputed" in reasons
    assert "why: its dates are disputed" in strikelog("insight", demo_vault, "windows").stdout


def test_who_struck_in_july_is_contradicted(told):
    found = told("contradictions", "--filter", "ref:EX-2019-0002")

    assert "attributions" in {one["key"] for of in found for one in of["said"]}


@pytest.mark.parametrize("topic", ["origins", "coverage", "worklists"])
def test_every_other_rule_answers(told, topic):
    found = told(topic)

    assert found
    assert all("names" in one for one in found)


def test_a_filter_narrows_what_is_asked(told):
    assert told("repeats", "--filter", "ref:EX-2019-0001") == []


def test_the_words_name_records_and_not_their_ids(strikelog, demo_vault):
    said = strikelog("insight", demo_vault, "repeats").stdout

    assert "site: Kafr Nabl Surgical Hospital" in said
    assert "low: 125" in said


def test_a_published_total_is_held_beside_our_records(as_json, strikelog, demo_vault):
    totals = as_json(
        "list", demo_vault, "AggregateClaim", "--filter", '"Medical facilities attacked"'
    )
    (un,) = (one for one in totals if one.get("as_reported") == "61 medical facilities")

    (found,) = as_json("reconcile", demo_vault, un["id"])

    assert (found["unit"], found["verdict"]) == ("site", "we_hold_fewer")
    assert found["gap"][0] == 56
    assert len(as_json("reconcile", demo_vault)) > 10
    wrong = strikelog("reconcile", demo_vault, "EX-2019-0001")
    assert wrong.exit_code == 3
    assert "is not a published total" in wrong.stderr
    assert json.loads(json.dumps(found)) == found


def test_an_incident_recorded_twice_is_proposed_with_its_reasons(
    told, as_json, strikelog, demo_vault
):
    (first,) = as_json("list", demo_vault, "Incident", "--filter", "ref:EX-2019-0001")
    again = {key: first[key] for key in ("date_edtf", "location_id", "event_type", "lat", "lon")}
    hits = as_json("show", demo_vault, first["id"])["sites_hit"]
    line = json.dumps({"entity": "Incident", "title": "Again", "ref": "EX-2", **again})
    made = json.loads(strikelog("record", demo_vault, stdin=line).stdout)["id"]
    hit = {"entity": "IncidentSite", "incident_id": made, "site_id": hits[0]["site_id"]}
    strikelog("record", demo_vault, stdin=json.dumps(hit))

    (pair,) = told("duplicates")

    assert {*pair["incident_ids"]} == {first["id"], made}
    assert pair["score"] > 0.8
    assert {"same_site", "same_day"} <= {one["key"] for one in pair["reasons"]}
    assert pair["rule"].startswith("duplicates: score")
    assert told("duplicates", "--filter", "ref:EX-2019-0001") == [pair]
    assert told("duplicates", "--filter", "ref:EX-2019-0003") == []


def test_counts_are_those_of_briefings_each_in_its_unit(told):
    (counts,) = told("counts")

    assert len(counts["attack_ids"]) == 10
    assert (counts["sites"]["sites"]["unit"], counts["killed"]["unit"]) == ("site", "person")
    assert counts["killed"]["low"] is not None
    assert set(counts["killed"]["incident_ids"]) <= set(counts["attack_ids"])
    (one,) = told("counts", "--filter", "ref:EX-2019-0001")
    assert len(one["attack_ids"]) == 1


def test_casualties_are_told_with_rule_and_reason(told):
    (first,) = told("casualties", "--filter", "ref:EX-2019-0001")

    assert (first["killed"]["low"], first["killed"]["high"]) == (1, 2)
    assert first["killed"]["rule"] == "manual"
    assert "entered by hand" in first["killed"]["reason"]
    assert first["incident_id"] in first["names"]
    assert len(told("casualties")) > 1


def test_a_finding_is_dismissed_told_on_request_and_opened_again(told, strikelog, demo_vault):
    (wave,) = told("waves")
    assert wave["thresholds"] == {"wave_sites": 3, "wave_hours": 24, "wave_km": 60}

    assert told("waves", "--dismiss", wave["key"], "--reason", "one raid") == []
    (again,) = told("waves", "--all")
    assert again["key"] == wave["key"]
    assert (again["decision"]["verdict"], again["decision"]["reason"]) == ("dismissed", "one raid")
    (opened,) = told("waves", "--reopen", wave["key"])
    assert "decision" not in opened

    (taken,) = told("waves", "--accept", wave["key"])
    assert taken["decision"]["verdict"] == "accepted"
    said = strikelog("insight", demo_vault, "waves").stdout
    assert said.startswith("At least 3 protected sites struck within 24 hours and 60 km")
    assert strikelog("insight", demo_vault, "waves", "--dismiss", wave["key"]).exit_code == 3
    missing = strikelog(
        "insight", demo_vault, "waves", "--dismiss", "waves:nothing", "--reason", "x"
    )
    assert missing.exit_code == 3
    assert "There is no finding" in missing.stderr


def test_an_answer_about_a_total_is_kept_and_listed(as_json, demo_vault):
    kept = as_json("reconcile", demo_vault, "--keep")

    listed = as_json("reconcile", demo_vault, "--runs")

    assert {one["number"] for one in listed} == {one["number"] for one in kept}
    assert all(one["head"] > 0 and one["result"]["verdict"] for one in listed)
    assert all(one["moved_since"] == [] for one in listed)
