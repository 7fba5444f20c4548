"""The gate reads finished bytes: what it finds, what it lets pass, and that nothing appears."""

import platform
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.comments import Comment

from strikelog.domain.identities import SourceIdentity, VictimPerson
from strikelog.domain.records import Incident, Source
from strikelog.services.exporting import Exporting
from strikelog.services.gate_tokens import GateTokens, marks_of
from strikelog.services.identities import Identities
from strikelog.services.recording import Author
from strikelog.services.release_gate import (
    FINE,
    HIDDEN,
    IDENTITY,
    MACHINE,
    PICTURE,
    SOURCE,
    Hit,
    NotReleased,
    ReleaseGate,
)
from strikelog.services.settings import Settings
from strikelog.services.workspace import Workspace
from strikelog.storage.keys import KdfCost
from strikelog.storage.vault import Vault
from tests.databases import Clock, recording_over

NAME, NUMBER = "Yasmin al-Qudsi", "+963 944 123 456"
CHEAP = KdfCost(memory=64, passes=1, lanes=1)
FIRST, SECOND = (
    "anchor basket candle dragon engine falcon",
    "footnote sullen tag earwig moody plasma",
)


@pytest.fixture
def gate(database):
    GateTokens(database).renew({"a": marks_of([NAME], [NUMBER])})
    return ReleaseGate(database)


def workbook(*texts, change=None):
    book = openpyxl.Workbook()
    for text in texts:
        book.active.append([text])
    if change is not None:
        change(book)
    stream = BytesIO()
    book.save(stream)
    return stream


def kinds(hits):
    return [(one.kind, one.where) for one in hits]


@pytest.mark.parametrize(
    "text",
    [
        "Then Yasmin al-Qudsi spoke",
        "QUDSI, YASMIN",
        "ياسمين القدسي",
        "call 0944 123 456",
        "٠٩٤٤١٢٣٤٥٦",
        "Y a s m i n  Q u d s i",
        "yasminalqudsi",
    ],
)
def test_a_name_or_number_kept_with_the_identities_is_found(gate, text):
    assert kinds(gate.scan_workbook(workbook("clean", text), "full")) == [(IDENTITY, "Sheet!A2")]


@pytest.mark.parametrize(
    "text", ["Yasmin street", "al-Quds hospital", "call 0944 123 457", "Yasmin Haddad said"]
)
def test_a_name_that_only_begins_alike_is_let_pass(gate, text):
    assert gate.scan_workbook(workbook(text), "full") == []


def test_without_hashes_nothing_is_found(database):
    assert ReleaseGate(database).scan_workbook(workbook(NAME), "full") == []


def named_sheet(book):
    book.create_sheet(NAME[:20])


def comment(book):
    book.active["A1"].comment = Comment(f"from {NAME}", "a")


def property_(book):
    book.properties.creator = NAME


def header(book):
    book.active.oddHeader.center.text = NAME


def validation(book):
    from openpyxl.worksheet.datavalidation import DataValidation

    listed = DataValidation(type="list", formula1=f'"{NAME},b"', sqref="A1")
    book.active.add_data_validation(listed)


@pytest.mark.parametrize("change", [named_sheet, comment, property_, header, validation])
def test_no_corner_of_the_package_is_left_out(gate, change):
    hits = gate.scan_workbook(workbook("clean", change=change), "full")

    assert {one.kind for one in hits} == {IDENTITY}


def test_a_hit_tells_where_and_never_what(gate):
    (hit,) = gate.scan_workbook(workbook(f"by {NAME}"), "partner")

    assert hit.sentence() == f"Sheet!A1: {IDENTITY}"
    assert "Yasmin" not in repr(NotReleased(count=1, hits=(hit,)))


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("at 35.6141, 36.5606", True),
        ("35.614138 N / 36.560612 E", True),
        ("٣٥٫٦١٤١ ، ٣٦٫٥٦٠٦", True),
        ("35°36′50″N 36°33′38″E", True),
        ("37S BV 12345 67890", True),
        ("8G4Q9H2V+3F", True),
        ("35.61, 36.56", False),
        ("between 1.234 and 5.678 million, 300 metres", True),
        ("on 2019-05-05 at 14:30", False),
        ("a yield of 212.500 and 300.250", False),
    ],
)
def test_positions_to_less_than_a_kilometre_are_found(gate, text, is_found):
    found = gate.scan_workbook(workbook(text), "partner")

    assert [one.kind for one in found] == [FINE] * is_found
    assert gate.scan_workbook(workbook(text), "full") == []


def test_this_computer_and_its_folders_are_found(gate, monkeypatch):
    monkeypatch.setattr(platform, "node", lambda: "desk-of-mariam")

    texts = ("file from DESK-OF-MARIAM", "/home/mariam/notes.txt", r"C:\Users\mariam\x", "desk")
    hits = gate.scan_workbook(workbook(*texts), "partner")

    assert kinds(hits) == [(MACHINE, f"Sheet!A{row}") for row in (1, 2, 3)]
    assert gate.scan_workbook(workbook(str(Path.home() / "x")), "full") == []


@pytest.mark.parametrize(
    ("access", "level", "is_found"),
    [
        ("confidential", "partner", True),
        ("sealed", "public", True),
        ("partner", "partner", False),
        ("partner", "public", True),
        ("public", "public", False),
    ],
)
def test_authors_and_pages_of_sources_are_kept_from_whom_they_are_not_for(
    database, gate, access, level, is_found
):
    source = Source(
        title="t", author="Nizar Barazi", url="https://www.example.org/p/7", access=access
    )
    recording_over(database).save(source)

    texts = ("said Nizar Barazi", "see example.org", "see http://example.org/p/7/")
    hits = gate.scan_workbook(workbook(*texts), level)

    found = [(SOURCE, "Sheet!A1"), (SOURCE, "Sheet!A3")] if is_found else []
    assert kinds(hits) == found


def test_everybody_s_file_hides_nothing(gate):
    def hide(book):
        book.create_sheet("x").sheet_state = "hidden"
        book.active.row_dimensions[1].hidden = True

    stream = workbook("a", "b", change=hide)

    assert {one.kind for one in gate.scan_workbook(stream, "public")} == {HIDDEN}
    assert gate.scan_workbook(stream, "partner") == []


def test_pictures_with_data_in_them_are_found(gate):
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        package.writestr("evidence/1.jpg", b"\xff\xd8\xff\xe1\0\0Exif\0\0rest")
        package.writestr("evidence/2.jpg", b"\xff\xd8\xff\xdbrest\xff\xd9")

    assert kinds(gate.scan_workbook(stream, "partner")) == [(PICTURE, "evidence/1.jpg")]


# -- the whole way -------------------------------------------------------------------------------


def test_a_blocked_export_leaves_no_file_no_trace_and_names_the_record(tmp_path, database):
    recording = recording_over(database)
    GateTokens(database).renew({"a": marks_of([NAME], [])})
    strike = Incident(title="Strike", summary=f"told by {NAME}")
    strike = recording.save(strike).record
    exporting = Exporting(database, Settings(database), Clock())
    folder = tmp_path / "out"
    folder.mkdir()

    with pytest.raises(NotReleased) as blocked:
        exporting.export(folder / "a.xlsx", profile="partner")

    assert Hit(IDENTITY, "Incidents!E4", strike.id, "Incident") in blocked.value.hits
    assert list(folder.iterdir()) == []
    recording.save(replace(strike, summary="told"), strike)
    exporting.export(folder / "a.xlsx", profile="partner")
    assert [one.name for one in folder.iterdir()] == ["a.xlsx"]


def test_the_gate_knows_people_while_their_names_are_closed(tmp_path):
    vault = Vault.create(tmp_path / "case", FIRST, cost=CHEAP)
    with closing(Workspace.over(vault)):
        people = Identities(vault, Author("u07"), cost=CHEAP)
        people.turn_on(SECOND)
        source = Source(title="K-7", access="confidential")
        named = SourceIdentity(source_id=source.id, name=NAME, contact=NUMBER)
        victim = VictimPerson(pseudonym="P-001", name="Nizar Barazi", publish_name=False)
        named = people.save(named).record
        people.save(victim)
        people.close()
        gate = ReleaseGate(vault.database)

        assert len(gate.scan_workbook(workbook(NAME, NUMBER, "Barazi, Nizar"), "full")) == 3
        kept = "".join(vault.database.facts("gate.").values())
        assert "asmin" not in kept
        assert "44123456" not in kept

        people.unlock(SECOND)
        people.remove(named)
        people.close()
        assert len(gate.scan_workbook(workbook(NAME, NUMBER, "Barazi, Nizar"), "full")) == 1
