"""The main job once through: the worked example recorded, found, briefed and exchanged."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from strikelog.services.workspace import Workspace

# What the passage says, as it must stand in print; blanks may be any blanks.
IN_PRINT = [
    "Kafr Nabl Surgical Hospital",
    "Idleb",
    "6 November 2019",
    "July 2019",
    "May 2019",
    "according to The New York Times",
    "AFP",
    "photograph",
    "hour",
    "pause",
    "at least 14",
    "at least 5",
    "western Aleppo",
    "61 medical facilities",
    "almost 100",
    "schools, markets and mosques",
    "late April",
    "more than 1,000",
    "more than 400,000",
    "northern Hama",
    "Sky News",
    "Maarat al-Numan",
    "not added to our counts",
]

IN_THE_WORKBOOK = {
    "Sites": ["Kafr Nabl Surgical Hospital"],
    "Locations": ["Kafr Nobol", "كفرنبل", "SY07"],
    "Incidents": ["2019-11-06", "EX-2019-0001", "EX-2019-0002", "EX-2019-0003"],
    "Attributions": ["radio_recording", "conclusive"],
    "Sources": ["The New York Times", "AFP / Getty Images", "Sky News"],
    "Evidence": ["Flight-observer logs, May 2019", "Cockpit radio recordings, May 2019"],
    "Periods": ["Pause in air strikes declared in early September 2019", "2019-11-01~"],
    "Groups": ["Four hospitals bombed within 12 hours, May 2019"],
    "Aggregates": ["61 medical facilities", "eight killed", "more than 400,000", "almost 100"],
    "Casualties": ["at least 14", "including five children"],
}


@pytest.fixture(scope="module")
def products(tmp_path_factory):
    folder = tmp_path_factory.mktemp("products")
    workspace = Workspace.with_demo()
    try:
        workspace.briefings.make(folder / "briefing.pdf")
        workspace.exporting.export(folder / "workbook.xlsx")
    finally:
        workspace.close()
    return folder


@pytest.fixture(scope="module")
def printed(products) -> str:
    pages = PdfReader(products / "briefing.pdf").pages
    return _plain(" ".join(page.extract_text() for page in pages))


@pytest.fixture(scope="module")
def cells(products) -> dict[str, str]:
    book = load_workbook(products / "workbook.xlsx", read_only=True)
    return {
        sheet.title: "\n".join(
            str(cell) for row in sheet.iter_rows(values_only=True) for cell in row
        )
        for sheet in book.worksheets
    }


@pytest.mark.parametrize("words", IN_PRINT)
def test_the_briefing_tells_the_fact(printed, words):
    assert _plain(words) in printed


@pytest.mark.parametrize("sheet", IN_THE_WORKBOOK)
def test_the_workbook_holds_the_fact(cells, sheet):
    assert [words for words in IN_THE_WORKBOOK[sheet] if words not in cells[sheet]] == []


def test_the_command_itself_makes_finds_and_refuses(tmp_path):
    made = _strikelog("demo", tmp_path / "v", passphrase="orchard lantern velvet copper drift")
    listed = _strikelog(
        "list",
        tmp_path / "v",
        "Incident",
        "--filter",
        'site:"Kafr Nabl"',
        "--json",
        passphrase="orchard lantern velvet copper drift",
    )
    refused = _strikelog("list", tmp_path / "v", passphrase="not this one")

    assert made.returncode == 0, made.stderr
    assert len(json.loads(listed.stdout)) == 3
    assert (refused.returncode, refused.stdout) == (3, "")


def test_without_a_display_the_window_says_so_and_ends_well():
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }

    ended = subprocess.run(
        [sys.executable, "-m", "strikelog", "--demo"],
        env=environment | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert ended.returncode == 0
    assert "no display" in ended.stdout


def _strikelog(*arguments: object, passphrase: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "strikelog", *map(str, arguments)],
        input=passphrase + "\n",
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def _plain(text: str) -> str:
    """Bring every kind of blank to one, thousands separators to commas and dashes to hyphens."""
    joined = " ".join(text.replace("\u202f", ",").replace("\u2009", ",").split())
    return joined.replace("‑", "-").casefold()


def test_the_files_lie_where_they_were_asked_for(products: Path):
    assert sorted(path.name for path in products.iterdir()) == ["briefing.pdf", "workbook.xlsx"]
