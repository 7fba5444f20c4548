"""The commands over a real vault, as scripts use them."""

import json
from pathlib import Path

import pytest


def test_demo_makes_the_worked_example(strikelog, as_json, tmp_path):
    made = as_json("demo", tmp_path / "v", "--step", "1")

    assert sum(made.values()) == 59
    assert made["Incident"] == 3
    assert (tmp_path / "v.strikelog" / "vault.db").is_file()


def test_demo_names_the_folder_it_made(strikelog, tmp_path):
    told = strikelog("demo", tmp_path / "v", "--step", "1").stdout

    assert told.splitlines()[-1] == "Made v.strikelog."


def test_three_incidents_struck_the_hospital_of_kafr_nabl(as_json, demo_vault):
    found = as_json("list", demo_vault, "Incident", "--filter", 'site:"Kafr Nabl"')

    assert [one["ref"] for one in found] == ["EX-2019-0003", "EX-2019-0002", "EX-2019-0001"]


@pytest.mark.parametrize("spelling", ["Kafr Nabl", "Kafr Nobol", "Kafranbel", "كفرنبل", "كفر نبل"])
def test_every_spelling_finds_the_place(as_json, demo_vault, spelling):
    found = as_json("list", demo_vault, "Location", "--filter", spelling)

    assert [one["name"] for one in found] == ["Kafr Nobol"]


def test_a_list_is_sorted_and_cut(as_json, demo_vault):
    found = as_json("list", demo_vault, "--sort", "date_edtf:desc", "--limit", "2", "--offset", "1")

    assert [one["date_edtf"] for one in found] == ["2019-11-16", "2019-11-06"]


def test_count_tells_certain_from_possible(as_json, strikelog, empty_vault):
    lines = (
        '{"entity": "Incident", "title": "some day in May", "date_edtf": "2019-05"}\n'
        '{"entity": "Incident", "title": "the fifth", "date_edtf": "2019-05-05"}\n'
    )
    strikelog("record", empty_vault, stdin=lines)

    found = as_json("count", empty_vault, "--filter", "date:2019-05-01..2019-05-10")

    assert found == {"certain": 1, "possible": 1, "unit": "attack"}


def test_record_prints_an_id_for_every_line_and_keeps_it(strikelog, as_json, empty_vault):
    lines = '{"entity": "Actor", "name": "A"}\n\n{"entity": "Actor", "name": "B"}\n'

    answers = [
        json.loads(line)
        for line in strikelog("record", empty_vault, stdin=lines).stdout.splitlines()
    ]

    kept = {one["id"]: one["name"] for one in as_json("list", empty_vault, "Actor")}
    assert [kept[answer["id"]] for answer in answers] == ["A", "B"]
    assert [answer["rev"] for answer in answers] == [1, 1]


def test_record_with_an_id_updates(strikelog, as_json, demo_vault):
    actor = as_json("list", demo_vault, "Actor")[0]
    line = json.dumps({"entity": "Actor", "id": actor["id"], "note": "checked"})

    answer = json.loads(strikelog("record", demo_vault, stdin=line).stdout)

    assert answer["rev"] == actor["rev"] + 1
    assert as_json("show", demo_vault, actor["id"])["note"] == "checked"


def test_nonsense_is_refused_and_the_rest_is_kept(strikelog, as_json, empty_vault):
    lines = (
        '{"entity": "Actor", "name": "A", "actor_type": "pirates"}\n'
        '{"entity": "Actor", "name": "B"}\n'
    )

    result = strikelog("record", empty_vault, stdin=lines)

    first, second = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 4
    assert first["problems"] == ["E02"]
    assert [one["id"] for one in as_json("list", empty_vault, "Actor")] == [second["id"]]


def test_an_incomplete_record_is_saved_with_its_problems(strikelog, empty_vault):
    answer = json.loads(strikelog("record", empty_vault, stdin='{"entity": "Incident"}').stdout)

    missing = {one["field"] for one in answer["problems"] if one["code"] == "E01"}
    assert {"title", "date_edtf", "location_id", "event_type"} <= missing


def test_history_tells_before_and_after(strikelog, as_json, demo_vault):
    actor = as_json("list", demo_vault, "Actor")[0]
    line = json.dumps({"entity": "Actor", "id": actor["id"], "note": "checked"})
    strikelog("record", demo_vault, stdin=line)

    told = as_json("history", demo_vault, actor["id"])

    assert told[0]["changes"]["name"] == [None, actor["name"]]
    assert told[-1]["changes"] == {"note": [None, "checked"]}


def test_show_takes_a_reference_or_the_beginning_of_an_id(as_json, demo_vault):
    by_ref = as_json("show", demo_vault, "EX-2019-0001")

    by_id = as_json("show", demo_vault, by_ref["id"][:8])

    assert by_id["title"] == by_ref["title"]


def test_an_unknown_code_is_said_calmly(strikelog, demo_vault):
    result = strikelog("show", demo_vault, "NOPE-1")

    assert result.exit_code == 3
    assert "NOPE-1" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_filter_that_cannot_be_read_is_named_with_a_suggestion(strikelog, demo_vault):
    result = strikelog("list", demo_vault, "--filter", "wepon:missile")

    assert result.exit_code == 3
    assert "wepon" in result.stderr
    assert "weapon" in result.stderr


def test_a_wrong_passphrase_opens_nothing(strikelog, demo_vault):
    result = strikelog("list", demo_vault, passphrase="something else entirely")

    assert result.exit_code == 3
    assert result.stdout == ""


def test_verify_finds_a_sound_vault_sound(strikelog, demo_vault):
    result = strikelog("verify", demo_vault)

    assert result.exit_code == 0
    assert "as it was recorded" in result.stdout


def test_verify_looks_for_the_head_that_somebody_holds(strikelog, demo_vault):
    said = strikelog("verify", demo_vault).stdout
    head = next(line for line in said.splitlines() if line.startswith("Head of the history"))

    found = strikelog("verify", demo_vault, "--head", head.partition(": ")[2])
    other = strikelog("verify", demo_vault, "--head", "12 " + "abacus " * 8)

    assert found.exit_code == 0
    assert other.exit_code == 3
    assert "something was put back" in other.stdout


def test_verify_finds_a_damaged_page(strikelog, demo_vault: Path):
    file = demo_vault / "vault.db"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)

    result = strikelog("verify", demo_vault)

    assert result.exit_code == 3
    assert result.stdout != ""


def test_a_sample_is_the_same_for_the_same_seed(as_json, empty_vault):
    made = as_json("sample", empty_vault, "--incidents", "5", "--seed", "7")

    assert made["Incident"] == 5
    assert made["Claim"] == 15
    assert made["CasualtyFigure"] == 30
