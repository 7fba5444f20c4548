"""The worked example as data: complete, consistent, and the same in every copy of the program."""

import csv
import importlib.util
import json
import sys
import uuid
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest

from .demo_rules import CODE_LISTS, EDTF, EDTF_KEYS, REQUIRED, record_hash, targets

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "resources" / "demo"
VOCABULARIES = ROOT / "resources" / "vocabularies"
GAZETTEER = ROOT.parent / "shared" / "data" / "gazetteer" / "syria"
COUNTS_OF_STEP_1 = {
    "Source": 6,
    "Actor": 3,
    "Location": 9,
    "Site": 1,
    "Period": 3,
    "IncidentGroup": 2,
    "Incident": 3,
    "IncidentSite": 3,
    "Claim": 3,
    "Attribution": 2,
    "Evidence": 6,
    "AggregateClaim": 8,
    "CasualtyFigure": 5,
    "IncidentLink": 2,
    "Assessment": 3,
}
Lines = list[dict[str, object]]


def lines_of(step: str) -> Lines:
    text = (DEMO / f"{step}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def demo_id(code: str) -> str:
    base = uuid.UUID("a41fb2ad-0fab-54ee-817b-5c7332e45fc8")
    return str(uuid.uuid5(uuid.uuid5(base, "worked-example"), code))


@pytest.fixture(scope="module")
def step1() -> Lines:
    return lines_of("step1")


@pytest.fixture(scope="module")
def step2() -> Lines:
    return lines_of("step2")


@pytest.fixture(scope="module")
def final(step1: Lines, step2: Lines) -> Mapping[str, dict[str, object]]:
    """Every record as it stands after both steps, by id."""
    return {str(record["id"]): record for record in step1 + step2}


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    path = ROOT / "packaging" / "resources" / "demo_case.py"
    spec = importlib.util.spec_from_file_location("demo_case", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # dataclasses look their module up by name while the class is made
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "demo_case", module)
        spec.loader.exec_module(module)
    return module


def test_step_1_holds_the_59_records(step1):
    assert len(step1) == 59
    assert Counter(record["entity"] for record in step1) == COUNTS_OF_STEP_1


def test_ids_are_those_of_the_published_vectors(step1):
    ids = {record["id"] for record in step1}

    assert demo_id("F-14") == "12c0e504-be86-55dd-a7ac-a577bc6a43bc"
    assert demo_id("A-14") == "2d411ca3-68dc-5599-a9db-0044e2587651"
    assert {demo_id("F-14"), demo_id("A-14")} <= ids


def test_each_step_names_a_record_once(step1, step2):
    for step in (step1, step2):
        assert max(Counter(record["id"] for record in step).values()) == 1


def test_a_known_casualty_figure_has_the_published_hash(final):
    figure = final[demo_id("F-14")]

    assert record_hash(figure) == "4f659ce281bd53cb1ccb7c70edc8ed1140ebbfaba81e5ca89995a3588fffee15"


def test_files_are_what_the_tables_say(builder):
    for name, entries in builder.steps():
        lines = "".join(builder.line_of(entry) + "\n" for entry in entries)
        assert (DEMO / f"{name}.jsonl").read_text(encoding="utf-8") == lines


def test_references_point_to_records_entered_before(step1, step2):
    known: dict[str, str] = {}
    for record in step1 + step2:
        for key, entity, target in targets(record):
            assert known.get(target) == entity, (record["id"], key)
        known[str(record["id"])] = str(record["entity"])


def test_no_reference_key_is_left_unchecked(step1, step2):
    for record in step1 + step2:
        checked = {key for key, _, _ in targets(record)}
        named = {key for key in record if key.endswith(("_id", "_ids"))}
        assert named - checked <= {"external_ids"}


def test_required_fields_are_present(step1, step2):
    for record in step1 + step2:
        missing = REQUIRED[str(record["entity"])] - record.keys()
        assert not missing, (record["id"], missing)


def test_updates_keep_everything_step_1_said(step1, step2):
    before = {record["id"]: record for record in step1}
    for record in step2:
        assert before.get(record["id"], {}).keys() <= record.keys()


@pytest.mark.skipif(not VOCABULARIES.is_dir(), reason="the code lists are not built yet")
def test_codes_are_in_their_lists(step1, step2):
    for record in step1 + step2:
        for key, name in CODE_LISTS.items():
            if key in record:
                held = record[key] if isinstance(record[key], list) else [record[key]]
                assert set(held) <= codes_of(name), (record["id"], key)


def codes_of(name: str) -> set[str]:
    text = (VOCABULARIES / f"{name}.json").read_text(encoding="utf-8")
    return {entry["code"] for entry in json.loads(text)["codes"]}


def test_dates_are_written_in_the_subset(step1, step2):
    dates = [str(record[key]) for record in step1 + step2 for key in EDTF_KEYS & record.keys()]

    assert len(dates) > 100
    assert [date for date in dates if not EDTF.fullmatch(date)] == []


def test_counts_agree_with_their_qualifier(step1, step2):
    for record in step1 + step2:
        if "qualifier" in record:
            low, high = record.get("low"), record.get("high")
            assert counts_fit(str(record["qualifier"]), low, high), record["id"]


def counts_fit(qualifier: str, low: object, high: object) -> bool:
    shapes = {
        "exact": isinstance(low, int) and low == high,
        "between": isinstance(low, int) and isinstance(high, int) and low < high,
        "up_to": low == 0 and isinstance(high, int),
        "almost": low is None and isinstance(high, int),
        "at_least": isinstance(low, int) and high is None,
        "more_than": isinstance(low, int) and high is None,
        "several": low == 2 and high is None,
    }
    return shapes[qualifier]


def test_a_quotation_names_its_language(step1, step2):
    quoting = [record for record in step1 + step2 if "quote" in record]

    assert quoting
    assert all(record["quote_lang"] == "en" for record in quoting)


def test_only_the_three_strikes_of_the_story_hit_the_surgical_hospital(final):
    sites = {
        record["id"]
        for record in final.values()
        if record["entity"] == "Site"
        if "Kafr Nabl" in json.dumps([record["name"], record.get("aliases")])
    }
    hits = {
        record["incident_id"]
        for record in final.values()
        if record["entity"] == "IncidentSite" and record.get("site_id") in sites
    }

    assert sites == {demo_id("T-KNB")}
    assert hits == {demo_id("N-05"), demo_id("N-07"), demo_id("N-1106")}


def test_the_twelve_hours_are_complete(final):
    members = {
        record["id"] for record in final.values() if record.get("group_id") == demo_id("G-12H")
    }

    assert final[demo_id("G-12H")]["expected_high"] == len(members) == 4


def test_every_new_assessment_has_a_second_person_and_names_its_rule(step2):
    signed = [record for record in step2 if record["entity"] == "Assessment"]

    assert {record["grading"] for record in signed} == {"fair", "weak"}
    for record in signed:
        assert record["assessor"] != record["reviewer"]
        assert "rule" in str(record["rationale"])


@pytest.mark.skipif(not GAZETTEER.is_dir(), reason="the administrative boundaries are not at hand")
def test_p_codes_and_names_agree_with_the_administrative_boundaries(final):
    units = names_by_pcode()
    checked = 0
    for record in final.values():
        # the passage writes the country's code as SYR, the boundaries as SY
        if record["entity"] == "Location" and record.get("pcode", "SYR") != "SYR":
            name, local = units[str(record["pcode"])]
            assert record["name"] == name
            assert record.get("name_local", local) == local
            checked += 1
    assert checked == 6


def names_by_pcode() -> dict[str, tuple[str, str]]:
    units = {}
    for level in (1, 2, 3):
        with (GAZETTEER / f"derived_syr_admin{level}.csv").open(encoding="utf-8-sig") as file:
            for row in csv.DictReader(file):
                units[row["PCODE"]] = (row["NAME_EN"], row["NAME_AR"])
    return units
