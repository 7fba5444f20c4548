"""Partners' tables taken in, and mappings handed on, by commands."""

import csv
import json

import pytest
from openpyxl import load_workbook

HEADER = (
    "SiND Event ID", "Date", "Event Description", "Country", "Country ISO", "Admin 1",
    "Health Workers Killed", "Forceful Entry into Health Facility", "Weapon Carried/Used",
)  # fmt: skip
ROW = (
    "34775", "2019-11-06", "A hospital was hit.", "Syria", "SYR", "Idlib Governorate", "2", "0",
    "Rocket",
)  # fmt: skip
OWN = ["Nr", "Date of attack", "Town", "Civilians killed"]
COUNTED = ("inserted", "updated", "unchanged", "conflicts", "refused", "parked")


@pytest.fixture
def table(tmp_path):
    """Write a CSV file."""

    def write(*rows, header=HEADER, name="partner.csv"):
        path = tmp_path / name
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([header, *rows])
        return path

    return write


def test_a_table_is_taken_in_and_the_counts_add_up(as_json, empty_vault, table):
    told = as_json("import", empty_vault, table(ROW))

    assert told["read"] == sum(told[name] for name in COUNTED) == told["inserted"] == 1
    (row,) = told["rows"]
    assert (row["what"], row["id"]) == ("inserted", "acf96b5e-4b83-5252-99dc-a07ab3e3369f")
    assert told["records"]["Incident"] == as_json("count", empty_vault)["certain"] == 1


def test_the_second_time_nothing_changes(as_json, empty_vault, table):
    as_json("import", empty_vault, table(ROW))

    told = as_json("import", empty_vault, table(ROW, name="renamed.csv"))

    assert (told["unchanged"], told["rows"]) == (1, [])


def test_a_dry_run_of_a_table_saves_nothing(as_json, empty_vault, table):
    told = as_json("import", empty_vault, table(ROW), "--dry-run")

    assert told["inserted"] == 1
    assert as_json("count", empty_vault)["certain"] == 0


def test_a_refused_row_is_told_with_its_reason_and_ends_with_four(strikelog, empty_vault, table):
    result = strikelog("import", empty_vault, table(ROW, ["34776", "", *ROW[2:]]), "--json")

    told = json.loads(result.stdout)
    assert result.exit_code == 4
    assert (told["inserted"], told["refused"]) == (1, 1)
    assert "no date" in told["rows"][1]["why"]


def test_a_report_says_what_became_of_each_row(strikelog, empty_vault, table, tmp_path):
    report = tmp_path / "report.xlsx"
    odd = ("=1+1", "", *ROW[2:])

    strikelog("import", empty_vault, table(ROW, odd), "--report", report)

    book = load_workbook(report)
    rows = [[cell.value for cell in row] for row in book["Rows"].iter_rows(min_row=2)]
    assert [row[:3] for row in rows] == [[2, "34775", "New"], [3, "=1+1", "Refused"]]
    assert "no date" in rows[1][4]
    assert {cell.data_type for cell in book["Rows"]["B"]} == {"s"}
    told = dict(book["Summary"].iter_rows(values_only=True))
    assert (told["Rows read"], told["Refused"]) == (2, 1)


def test_a_table_that_is_no_list_is_refused_with_the_sentence(strikelog, empty_vault, table):
    file = table(["1", "Alpha"], ["2", "Beta"], header=["Side number", "Side"])

    result = strikelog("import", empty_vault, file)

    assert result.exit_code == 3
    assert "not a list of incidents" in result.stderr


def test_a_sheet_that_is_not_there_is_named(strikelog, empty_vault, table):
    result = strikelog("import", empty_vault, table(ROW), "--sheet", "March")

    assert result.exit_code == 3
    assert "partner" in result.stderr


def test_a_date_that_may_be_read_two_ways_is_never_guessed(
    strikelog, as_json, empty_vault, table, tmp_path
):
    file = table(["1", "03/05/2019", "Idlib", "2"], header=OWN)
    refused = strikelog("import", empty_vault, file)
    mapping = tmp_path / "own.strikelog-mapping.json"
    targets = ("external_id", "date", "place.name", "count.killed.total.any.civilian")
    columns = zip(OWN, targets, strict=True)
    mapping.write_text(
        json.dumps(
            {
                "format": "strikelog-mapping",
                "version": 1,
                "name": "Own list",
                "dataset": "Own",
                "date_order": "dmy",
                "defaults": {"place.country": "Syria"},
                "columns": [{"header": header, "target": target} for header, target in columns],
            }
        )
    )

    told = as_json("import", empty_vault, file, "--mapping", mapping)

    assert refused.exit_code == 3
    assert "03/05/2019" in refused.stderr
    assert told["inserted"] == 1
    assert as_json("list", empty_vault)[0]["date_edtf"] == "2019-05-03"
    assert as_json("mappings", empty_vault, "list")[0]["name"] == "Own list"


def test_mappings_are_shown_saved_loaded_and_removed(
    strikelog, as_json, empty_vault, table, tmp_path
):
    file = table(["1", "2019-05-13", "Idlib", "2"], header=OWN, name="Monthly.csv")
    strikelog("import", empty_vault, file)
    saved = tmp_path / "handed.json"

    shown = as_json("mappings", empty_vault, "show", "Monthly")
    strikelog("mappings", empty_vault, "save", "Monthly", saved)
    strikelog("mappings", empty_vault, "remove", "Monthly")
    gone = strikelog("mappings", empty_vault, "show", "Monthly")
    loaded = strikelog("mappings", empty_vault, "load", saved)

    assert {one["target"] for one in shown["columns"]} >= {"date"}
    assert "2019-05-13" not in saved.read_text()
    assert gone.exit_code == 3
    assert loaded.stdout.strip() == "Monthly"
    assert as_json("mappings", empty_vault, "show", "Monthly")["columns"] == shown["columns"]


def test_mappings_the_program_knows_are_listed_apart(as_json, empty_vault):
    known = as_json("mappings", empty_vault, "list")

    assert {one["kept_in"] for one in known} == {"program"}
    assert {"ACLED", "UCDP GED", "Aid Worker Security Database"} <= {one["name"] for one in known}


def test_a_command_that_needs_a_name_says_so(strikelog, empty_vault):
    result = strikelog("mappings", empty_vault, "show")

    assert result.exit_code == 3
    assert "which mapping" in result.stderr


def test_partners_are_listed_renamed_named_removed_and_brought_back(
    as_json, strikelog, empty_vault, tmp_path
):
    strikelog("export", empty_vault, tmp_path / "n.xlsx", "--profile", "partner", "--partner", "N")

    strikelog("partners", empty_vault, "rename", "N", "North")
    strikelog("partners", empty_vault, "name-for", "North", "--mark", "TLP:AMBER+STRICT")
    (named,) = as_json("partners", empty_vault, "list")
    strikelog("partners", empty_vault, "remove", "North")
    (removed,) = as_json("partners", empty_vault, "list")
    strikelog("partners", empty_vault, "restore", "north")
    (restored,) = as_json("partners", empty_vault, "list")

    assert named == {"name": "North", "named_for": ["TLP:AMBER+STRICT"], "removed": False}
    assert removed == {"name": "North", "named_for": [], "removed": True}
    assert restored == {"name": "North", "named_for": [], "removed": False}


def test_a_partner_that_nobody_knows_is_told(strikelog, empty_vault):
    told = strikelog("partners", empty_vault, "remove", "East")

    assert told.exit_code == 3
    assert "East" in told.output + told.stderr
