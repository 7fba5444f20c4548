"""Evidence from the command line: added, verified, certified."""

import json

import pytest
from pypdf import PdfReader

from tests.media.files import telling_jpeg


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "IMG_7.jpg"
    path.write_bytes(telling_jpeg())
    return path


def test_files_are_added_under_their_source(as_json, demo_vault, photo, tmp_path):
    note = tmp_path / "note.txt"
    note.write_text("seen from the roof")
    source = as_json("list", demo_vault, "Source", "--limit", "1")[0]

    added = as_json("add", demo_vault, photo, note, "--source", source["id"])

    assert [one["file"] for one in added] == ["IMG_7.jpg", "note.txt"]
    assert [one["known"] for one in added] == [False, False]
    shown = as_json("show", demo_vault, added[0]["id"])
    assert shown["source_id"] == source["id"]
    assert shown["sha256"] == added[0]["sha256"]


def test_show_prints_the_custody(as_json, empty_vault, photo):
    added = as_json("add", empty_vault, photo)

    related = as_json("show", empty_vault, added[0]["id"])["related"]

    actions = [one["action"] for one in related if one["entity"] == "CustodyEvent"]
    assert actions == ["received", "hashed", "encrypted"]


def test_a_folder_is_added_whole_and_once(as_json, empty_vault, photo):
    first = as_json("add", empty_vault, photo.parent / "IMG_7.jpg")

    again = as_json("add", empty_vault, photo)

    assert (again[0]["known"], again[0]["id"]) == (True, first[0]["id"])


def test_evidence_is_linked_to_the_incidents_it_shows(as_json, demo_vault, photo):
    added = as_json("add", demo_vault, photo, "--incident", "EX-2019-0001")

    shown = as_json("show", demo_vault, added[0]["id"])

    assert len(shown["incident_ids"]) == 1


def test_a_source_must_be_one(strikelog, demo_vault, photo):
    result = strikelog("add", demo_vault, photo, "--source", "EX-2019-0001")

    assert result.exit_code == 3
    assert "another kind of record (incident); needed: source" in result.stderr


def test_a_file_that_is_missing_is_refused_and_the_others_stay(strikelog, empty_vault, photo):
    result = strikelog("add", empty_vault, photo, photo.parent / "gone.jpg", "--json")

    assert result.exit_code == 4
    assert [("refused" in one) for one in json.loads(result.stdout)] == [False, True]
    assert "“gone.jpg” could not be read" in result.stderr


def test_nothing_but_missing_files_is_a_refusal(strikelog, empty_vault, tmp_path):
    assert strikelog("add", empty_vault, tmp_path / "gone.jpg").exit_code == 3


def test_verify_reads_the_evidence_again(strikelog, as_json, empty_vault, photo):
    as_json("add", empty_vault, photo)
    stored = next(iter((empty_vault / "blobs").iterdir()))
    stored.write_bytes(stored.read_bytes()[:-1] + b"\0")

    result = strikelog("verify", empty_vault, "--json")

    assert result.exit_code == 3
    assert [one["part"] for one in json.loads(result.stdout)] == ["evidence"]


def test_verify_writes_a_certificate(strikelog, as_json, empty_vault, photo, tmp_path):
    added = as_json("add", empty_vault, photo)
    out = tmp_path / "certificate.pdf"

    result = strikelog("verify", empty_vault, "--certificate", out)

    text = "".join(page.extract_text() for page in PdfReader(out).pages)
    assert result.exit_code == 0, result.output
    assert added[0]["sha256"] in "".join(text.split())
    assert "Verified" in text


def test_a_damaged_item_stands_in_the_certificate(strikelog, as_json, empty_vault, photo, tmp_path):
    as_json("add", empty_vault, photo)
    next(iter((empty_vault / "blobs").iterdir())).unlink()
    out = tmp_path / "certificate.pdf"

    result = strikelog("verify", empty_vault, "--certificate", out)

    text = " ".join("".join(page.extract_text() for page in PdfReader(out).pages).split())
    assert result.exit_code == 3
    assert "not as recorded" in text
    assert "missing" in text
