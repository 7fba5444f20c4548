"""Files made and taken in by commands."""

import json

import pypdf
import pytest
from openpyxl import load_workbook


def test_a_workbook_goes_out_and_comes_back_unchanged(as_json, demo_vault, tmp_path):
    sent = as_json("export", demo_vault, tmp_path / "out.xlsx")

    back = as_json("import", demo_vault, tmp_path / "out.xlsx")

    assert sent["counts"]["Incidents"] == 10
    assert back["read"] == back["unchanged"] > 0
    assert back["rows"] == []


def test_an_export_follows_the_filter(as_json, demo_vault, tmp_path):
    sent = as_json("export", demo_vault, tmp_path / "o.xlsx", "--filter", 'site:"Kafr Nabl"')

    assert sent["counts"]["Incidents"] == 3


def test_an_edited_cell_comes_in_and_a_bad_one_is_named(strikelog, as_json, demo_vault, tmp_path):
    book = tmp_path / "edited.xlsx"
    as_json("export", demo_vault, book)
    workbook = load_workbook(book)
    sheet = workbook["Actors"]
    column = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(4, column["note"]).value = "seen by a partner"
    sheet.cell(5, column["actor_type"]).value = "pirates"
    workbook.save(book)

    result = strikelog("import", demo_vault, book, "--json")

    told = json.loads(result.stdout)
    assert result.exit_code == 4
    assert (told["updated"], told["refused"]) == (1, 1)
    assert [row["new"] for row in told["rows"]] == ["seen by a partner"]
    assert told["refused_cells"][0]["sheet"] == "Actors"
    notes = [one.get("note") for one in as_json("list", demo_vault, "Actor")]
    assert notes.count("seen by a partner") == 1


def test_a_dry_run_changes_nothing(strikelog, as_json, demo_vault, tmp_path):
    book = tmp_path / "edited.xlsx"
    as_json("export", demo_vault, book)
    workbook = load_workbook(book)
    sheet = workbook["Actors"]
    column = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(4, column["name"]).value = "Another name"
    workbook.save(book)

    told = as_json("import", demo_vault, book, "--dry-run")

    assert told["updated"] == 1
    assert "Another name" not in strikelog("list", demo_vault, "Actor").stdout


@pytest.mark.parametrize("template", ["situation", "one-page"])
def test_a_briefing_is_made(as_json, demo_vault, tmp_path, template):
    made = as_json("brief", demo_vault, tmp_path / "b.pdf", "--template", template)

    assert made["pages"] >= 1
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("template", ["situation", "one-page"])
def test_a_briefing_is_made_in_arabic_or_in_both(as_json, demo_vault, tmp_path, template):
    made = {
        lang: as_json(
            "brief", demo_vault, tmp_path / f"{lang}.pdf", "--template", template, "--lang", lang
        )
        for lang in ("en", "ar", "both")
    }

    assert made["both"]["pages"] == made["en"]["pages"] + made["ar"]["pages"]
    assert made["both"]["figures"] == made["en"]["figures"] == made["ar"]["figures"]
    assert pypdf.PdfReader(tmp_path / "ar.pdf").trailer["/Root"]["/Lang"] == "ar"


def test_a_dossier_is_about_one_incident(strikelog, as_json, demo_vault, tmp_path):
    asked = ("brief", demo_vault, tmp_path / "d.pdf", "--template", "dossier", "--filter")

    several = strikelog(*asked, "type:hospital")
    one = as_json(*asked, 'site:"Kafr Nabl" date:2019-11')

    assert several.exit_code == 3
    assert one["pages"] >= 1


def test_a_file_that_is_no_workbook_is_refused_in_one_sentence(strikelog, demo_vault, tmp_path):
    (tmp_path / "notes.xlsx").write_text("not a workbook", encoding="utf-8")

    result = strikelog("import", demo_vault, tmp_path / "notes.xlsx")

    assert result.exit_code == 3
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_receipt_for_the_partner_is_written_on_request(strikelog, as_json, demo_vault, tmp_path):
    book, receipt = tmp_path / "out.xlsx", tmp_path / "receipt.xlsx"
    as_json("export", demo_vault, book)
    edited = load_workbook(book)
    sheet = edited["Incidents"]
    column = next(cell.column for cell in sheet[1] if cell.value == "title")
    sheet.cell(4, column).value = "Edited there"
    sheet.cell(5, column).value = None
    edited.save(book)

    result = strikelog("import", demo_vault, book, "--report", receipt)

    assert result.exit_code == 4
    rows = [row for row in load_workbook(receipt)["Receipt"].values if row[4:6] != (None, None)]
    told = {row[4]: row[5].splitlines()[0] for row in rows if row[0] == "Incidents"}
    assert told == {"Edited there": "Taken", None: "Waiting for a decision"}


def test_a_partner_s_export_tells_what_was_left_out(as_json, demo_vault, tmp_path):
    out = tmp_path / "north.xlsx"

    sent = as_json("export", demo_vault, out, "--profile", "partner", "--partner", "North")

    removed = {(one["sheet"], one["reason"]): one["count"] for one in sent["removed"]}
    assert (sent["profile"], sent["partner"]) == ("partner", "North")
    assert removed["Evidence", "marked TLP:AMBER+STRICT"] == 6
    assert "Custody" not in sent["counts"]
    assert "_meta" in load_workbook(out).sheetnames


def test_everybody_s_export_has_the_table_alone(as_json, demo_vault, tmp_path):
    sent = as_json("export", demo_vault, tmp_path / "all.xlsx", "--profile", "public")

    assert sent["counts"] == {"Flat": 0}
    assert sent["removed"] == [
        {"sheet": "Incidents", "count": 10, "reason": "marked TLP:AMBER", "rows": True}
    ]


def test_a_blocked_export_names_each_place_and_leaves_no_file(strikelog, demo_vault, tmp_path):
    strike = '{"entity": "Incident", "title": "Mill", "summary": "at 35.614512, 36.561234"}'
    strikelog("record", demo_vault, stdin=f"{strike}\n")

    result = strikelog(
        "export", demo_vault, tmp_path / "out.xlsx", "--profile", "partner", "--partner", "N"
    )

    first, *_, last = result.stderr.splitlines()
    assert result.exit_code == 3
    assert first.endswith("coordinates finer than this level allows")
    assert first.startswith("Incidents!")
    assert last.startswith("The file was not made")
    assert "35.61" not in result.output + result.stderr
    assert not (tmp_path / "out.xlsx").exists()


def test_a_receipt_is_written_again_from_the_log(strikelog, as_json, demo_vault, tmp_path):
    book, first, again = tmp_path / "o.xlsx", tmp_path / "first.xlsx", tmp_path / "again.xlsx"
    as_json("export", demo_vault, book)
    edited = load_workbook(book)
    column = next(cell.column for cell in edited["Actors"][1] if cell.value == "note")
    edited["Actors"].cell(4, column).value = "seen by a partner"
    edited.save(book)
    strikelog("import", demo_vault, book, "--report", first)

    written = strikelog("report", demo_vault, book, again)

    assert written.exit_code == 0
    assert again.read_bytes() == first.read_bytes()


def test_no_receipt_is_written_for_a_file_that_never_came_in(strikelog, demo_vault, tmp_path):
    (tmp_path / "strange.xlsx").write_bytes(b"never seen")

    result = strikelog("report", demo_vault, tmp_path / "strange.xlsx", tmp_path / "r.xlsx")

    assert result.exit_code == 3
    assert "Import the file again" in result.stderr
    assert not (tmp_path / "r.xlsx").exists()
