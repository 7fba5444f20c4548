"""One line in a record is a field everywhere: the two classes here differ by that line alone."""

import json
from dataclasses import dataclass, replace
from typing import ClassVar

import openpyxl
import pytest
from pypdf import PdfReader

from strikelog.domain.fields import Kind, describe
from strikelog.domain.filter_text import filter_text, parse_filter
from strikelog.domain.filters import ALL, Order
from strikelog.domain.records import RECORDS, About, Record
from strikelog.domain.values import record_from_plain, record_to_plain
from strikelog.gui.forms.arrangement import Arrangement as FormArrangement
from strikelog.gui.forms.arrangement import groups_of, keys_of
from strikelog.gui.pages.arrangements import ARRANGEMENTS
from strikelog.gui.pages.columns import columns_of
from strikelog.services.exporting import Exporting
from strikelog.services.finding import Finding, list_fields
from strikelog.services.importing import Importing
from strikelog.services.recording import Refused
from strikelog.services.settings import Settings
from strikelog.storage.history import History
from tests.databases import briefings_over, open_database, recording_over, stored

ABOUT = About(
    sheet="Shelters",
    label="Shelter",
    plural="Shelters",
    id_hxl="#loc+id",
    tlp="TLP:AMBER",
    title=("name",),
)


def shelter_of_before():
    @dataclass(frozen=True, kw_only=True)
    class Shelter(Record):
        """As it was."""

        about: ClassVar[About] = ABOUT
        name: str | None = describe(Kind.LINE, "Name", required=True)

    return Shelter


def shelter_of_today():
    @dataclass(frozen=True, kw_only=True)
    class Shelter(Record):
        """With one line more."""

        about: ClassVar[About] = ABOUT
        name: str | None = describe(Kind.LINE, "Name", required=True)
        doors: int | None = describe(Kind.COUNT, "Doors", group="state", hxl="#capacity+doors")

    return Shelter


Before, Today = shelter_of_before(), shelter_of_today()


@pytest.fixture
def database(tmp_path):
    """A database made before the line was written, opened after."""
    before = open_database(tmp_path, (*RECORDS, Before))
    recording_over(before).add_all([Before(name="Cellar"), Before(name="School basement")], "Add")
    before.close()
    made = open_database(tmp_path, (*RECORDS, Today))
    yield made
    made.close()


@pytest.fixture
def recording(database):
    return recording_over(database)


@pytest.fixture
def cellar(database, recording):
    """A shelter of before, whose new field has been filled."""
    held = next(one for one in stored(database, Today).values() if one.name == "Cellar")
    return recording.save(replace(held, doors=3), held).record


def found(database, text):
    finding = Finding(database)
    return {one.name for one in finding.all(Today, parse_filter(text, Today))}


def test_an_old_file_gains_the_column_and_keeps_its_records(database):
    assert {one.name: one.doors for one in stored(database, Today).values()} == {
        "Cellar": None,
        "School basement": None,
    }


def test_it_is_stored(database, cellar):
    assert stored(database, Today)[cellar.id].doors == 3


def test_it_is_filtered(database, cellar):
    assert found(database, "doors>=3") == {"Cellar"}
    assert found(database, "doors<3") == set()
    assert found(database, "missing:doors") == {"School basement"}
    assert filter_text(parse_filter("Doors:3", Today)) == "doors:3"


def test_it_is_a_column_of_the_list_and_sorts_it(database, cellar):
    columns, _ = columns_of(replace(ARRANGEMENTS[0], columns=()), list_fields(Today))
    finding = Finding(database)
    keys = finding.keys(Today, ALL, Order("doors", descending=True))

    assert "doors" in {column.key for column in columns}
    assert finding.rows(Today, keys, ("name", "doors")) == [
        ("Cellar", 3),
        ("School basement", None),
    ]


def test_it_stands_on_the_form(database):
    groups = {group.key: group for group in groups_of(Today, FormArrangement())}
    items = {key for line in groups["state"].lines for item in line for key in keys_of(item)}

    assert items == {"doors"}


def test_its_history_tells_before_and_after(database, cellar):
    assert Finding(database).history(cellar.id)[-1].changes == {"doors": (None, 3)}


def test_it_is_undone_and_done_again(database, recording, cellar):
    recording.undo()
    assert stored(database, Today)[cellar.id].doors is None

    recording.redo()
    assert stored(database, Today)[cellar.id].doors == 3


def test_nonsense_in_it_is_refused(recording, cellar):
    with pytest.raises(Refused):
        recording.save(replace(cellar, doors=-1), cellar)


def test_it_travels_as_json(cellar):
    plain = json.loads(json.dumps(record_to_plain(cellar)))

    again = record_from_plain(Today, {key: plain[key] for key in ("id", "name", "doors")})

    assert (again.id, again.doors) == (cellar.id, 3)


def test_it_goes_into_a_workbook_and_comes_back(database, recording, cellar, tmp_path):
    path = tmp_path / "shelters.xlsx"
    Exporting(database, Settings(database)).export(path)
    importing = Importing(database, recording)
    assert importing.preview(path).is_empty

    recording.save(replace(cellar, doors=None), cellar)
    assert importing.preview(path).is_empty  # the vault's later change stands

    headings, *_, row = rows_of(path, "Shelters")
    assert row[headings.index("doors")] == 3


def rows_of(path, sheet):
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [row for row in rows if "doors" in row or "Cellar" in row]


def test_an_edited_cell_is_taken_in(database, recording, cellar, tmp_path):
    path = tmp_path / "shelters.xlsx"
    Exporting(database, Settings(database)).export(path)
    book = openpyxl.load_workbook(path)
    for row in book["Shelters"].iter_rows():
        for cell in row:
            cell.value = 5 if cell.value == 3 and row[2].value == "Cellar" else cell.value
    book.save(path)
    importing = Importing(database, recording)

    importing.apply(importing.preview(path))

    assert stored(database, Today)[cellar.id].doors == 5


def test_the_chain_of_the_history_stays_whole(database, cellar):
    with database.reading() as connection:
        history = History(connection, database.schema, database.audit_key)
        assert list(history.faults()) == []


def test_it_is_printed(database, cellar, tmp_path):
    printed = tmp_path / "sheet.pdf"

    briefings_over(database).sheet(printed, cellar)

    text = " ".join(page.extract_text() for page in PdfReader(printed).pages)
    assert "Doors" in text
    assert str(cellar.doors) in text
