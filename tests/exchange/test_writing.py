"""What stands in a written workbook, as another library and the packed file show it."""

import re
from datetime import datetime
from zipfile import ZipFile

import openpyxl
import pytest

from strikelog.domain.progress import Cancelled
from strikelog.domain.records import RECORDS, Claim, Incident, Location, Site
from strikelog.domain.values import content_hash
from strikelog.domain.vocabularies import vocabulary
from strikelog.exchange.layout import TextTooLong, TooManyRows, column_letter, columns_of
from strikelog.exchange.parts import WorkbookNotWritten
from strikelog.exchange.writing import (
    RecordSheet,
    WorkbookContent,
    write_workbook,
)
from tests.exchange.workbooks import ABOUT, TRICKY, an_id, write

MADE = [
    Location(id=an_id(9), name="Kafr Nabl", level="4", country_iso3="SYR", lat=35.614138),
    Site(id=an_id(8), name="Hospital", beds=12, tlp="TLP:AMBER+STRICT", location_id=an_id(9)),
    Incident(id=an_id(1), ref="IDL-1", title="=1+1", tlp="TLP:AMBER", rev=3, location_id=an_id(9)),
    Claim(id=an_id(2), incident_id=an_id(1), source_id=an_id(77), retracted=False),
]


@pytest.fixture
def book(tmp_path):
    write(tmp_path / "book.xlsx", MADE)
    return openpyxl.load_workbook(tmp_path / "book.xlsx")


def column(sheet, key):
    return next(cell.column_letter for cell in sheet[1] if cell.value == key)


def test_sheets_stand_in_order_and_the_programs_own_are_hidden(book):
    sheets = [kind.about.sheet for kind in RECORDS]

    assert book.sheetnames == ["README", "Flat", *sheets, "Lists", "_meta", "_base"]
    assert {one.title: one.sheet_state for one in book if one.title.startswith("_")} == {
        "_meta": "hidden",
        "_base": "veryHidden",
    }
    assert all(one.sheet_state == "visible" for one in book if not one.title.startswith("_"))


def test_a_sheet_has_hidden_keys_labels_and_tags_above_its_rows(book):
    sheet = book["Incidents"]

    assert [cell.value for cell in sheet[1]][:3] == ["_op", "id", "ref"]
    assert sheet.row_dimensions[1].hidden
    assert [cell.value for cell in sheet[2]][:3] == ["Change", "ID", "Reference"]
    assert [cell.value for cell in sheet[3]][:3] == [None, "#event+id", "#event+code"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == (
        "D4",
        f"A3:{column_letter(len(columns_of(Incident)))}4",
    )
    assert sheet["D4"].value == "=1+1"


def test_words_are_text_and_only_numbers_are_numbers(book):
    place, site = book["Locations"], book["Sites"]

    degrees, beds = place[f"{column(place, 'lat')}4"], site[f"{column(site, 'beds')}4"]

    assert (degrees.value, degrees.number_format) == (35.614138, "0.000000")
    assert (beds.value, beds.number_format) == (12, "0")
    level = place[f"{column(place, 'level')}4"]
    assert (level.value, level.data_type, level.number_format) == ("4", "s", "@")
    claim = book["Claims"]
    assert claim[f"{column(claim, 'retracted')}4"].value == "no"


def test_no_formula_is_ever_written(tmp_path):
    made = [Incident(id=an_id(at), title=text, tags=(text,)) for at, text in enumerate(TRICKY)]
    write(tmp_path / "book.xlsx", made)

    with ZipFile(tmp_path / "book.xlsx") as package:
        texts = [package.read(name) for name in package.namelist() if "worksheets" in name]

    assert not any(re.search(rb"<f[ >]", text) for text in texts)
    assert not any(b't="str"' in text for text in texts)


def test_what_spreadsheets_cannot_hold_is_left_out(tmp_path):
    write(tmp_path / "book.xlsx", [Incident(id=an_id(1), title="a\x00b\x0bc\r\nd\ufffe")])

    book = openpyxl.load_workbook(tmp_path / "book.xlsx")

    assert book["Incidents"]["D4"].value == "abc\nd"


def test_the_row_carries_revision_mark_and_hash(book):
    sheet = book["Incidents"]

    tail = [sheet[f"{column(sheet, key)}4"].value for key in ("_tlp", "_rev", "_hash")]

    assert tail == ["TLP:AMBER", 3, content_hash(MADE[2])]


def test_codes_are_chosen_from_named_lists(book):
    sheet = book["Incidents"]
    rules = {str(one.sqref): one for one in sheet.data_validations.dataValidation}

    event_type = rules[f"{column(sheet, 'event_type')}4:{column(sheet, 'event_type')}204"]
    pattern = rules[f"{column(sheet, 'geo_method')}4:{column(sheet, 'geo_method')}204"]
    tags = rules[f"{column(sheet, 'tags')}4:{column(sheet, 'tags')}204"]

    assert (event_type.formula1, event_type.errorStyle) == ("L_EVENT_TYPE", "stop")
    assert (pattern.formula1, pattern.errorStyle) == ("L_GEO_METHOD", "warning")
    assert tags.prompt == "Several entries, with | between them."
    cells = book["Lists"][
        book.defined_names["L_EVENT_TYPE"].attr_text.split("!")[1].replace("$", "")
    ]
    assert [row[0].value for row in cells] == [one.code for one in vocabulary("EVENT_TYPE")]


def test_every_list_a_rule_names_is_defined(book):
    named = {
        rule.formula1
        for sheet in book
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list" and rule.formula1.startswith("L_")
    }

    assert named
    assert named <= set(book.defined_names)


def test_the_file_says_what_it_is(book):
    meta = {row[0].value: row[1].value for row in book["_meta"].iter_rows()}

    assert meta["export_id"] == ABOUT.export_id
    assert meta["withheld"] == an_id(77)
    assert meta["tlp"] == "TLP:AMBER+STRICT"
    assert meta["exported_at"] == "2026-01-02T03:04:00Z"
    assert meta["fields.Incidents"].startswith("_op|id|ref|title|")
    assert (meta["count.Incidents"], meta["count.Claims"]) == ("1", "1")
    assert re.fullmatch("[0-9a-f]{64}", meta["digest"])
    assert book.custom_doc_props["export_id"].value == ABOUT.export_id
    assert book.properties.creator == "strikelog"
    assert book.properties.modified == datetime(2026, 1, 2, 3, 4)


def test_the_cover_counts_and_explains(book):
    text = "\n".join(str(c.value) for row in book["README"].iter_rows() for c in row if c.value)

    assert "Idlib desk" in text
    assert "not comprehensive" in text
    assert "write D in the column" in text


def test_the_same_content_gives_the_same_bytes(tmp_path):
    one = write(tmp_path / "one.xlsx", MADE)
    two = write(tmp_path / "two.xlsx", MADE)

    assert one.sha256 == two.sha256
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_arabic_sheets_run_from_right_to_left_with_arabic_labels(tmp_path):
    write(tmp_path / "book.xlsx", MADE, language="ar")

    book = openpyxl.load_workbook(tmp_path / "book.xlsx")

    assert all(
        book[name].sheet_view.rightToLeft for name in ("README", "Flat", "Incidents", "Lists")
    )
    codes = {row[0].value: row[1].value for row in book["Lists"].iter_rows(min_row=3, max_col=2)}
    first = book["Lists"]["A1"].value
    assert codes[next(iter(vocabulary(first))).code] == next(iter(vocabulary(first))).label("ar")


def test_a_text_too_long_for_a_cell_is_refused_and_nothing_is_left(tmp_path):
    long = Incident(id=an_id(1), summary="x" * 30_001)

    with pytest.raises(TextTooLong, match=r"Incidents, row 4, “Summary” has more than 30000"):
        write(tmp_path / "book.xlsx", [long])

    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_a_sheet_has_are_refused_before_anything_is_written(tmp_path):
    sheets = [RecordSheet(Incident, 1_048_574, iter(()))]

    with pytest.raises(TooManyRows, match="1048573"):
        write_workbook(tmp_path / "book.xlsx", WorkbookContent(ABOUT, RECORDS, sheets))

    assert list(tmp_path.iterdir()) == []


def test_a_cancelled_export_leaves_the_former_file(tmp_path):
    class Impatient:
        def report(self, done, total=None, text=""):
            raise Cancelled

    target = tmp_path / "book.xlsx"
    target.write_bytes(b"former")
    made = [Incident(id=an_id(at)) for at in range(600)]
    content = WorkbookContent(ABOUT, RECORDS, [RecordSheet(Incident, 600, made)])

    with pytest.raises(Cancelled):
        write_workbook(target, content, progress=Impatient())

    assert target.read_bytes() == b"former"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_is_named_calmly(tmp_path):
    with pytest.raises(WorkbookNotWritten, match=r"book.xlsx.*could not be written"):
        write(tmp_path / "nowhere" / "book.xlsx", MADE)


def test_a_form_for_the_field_has_blank_rows_and_locked_registers(tmp_path):
    places = [one for one in MADE if isinstance(one, Location | Site)]
    kinds = (Location, Site)
    from strikelog.exchange.layout import PROFILES

    content = WorkbookContent(
        ABOUT,
        PROFILES["field_form"].kinds(RECORDS),
        [RecordSheet(kind, 1, [one for one in places if type(one) is kind]) for kind in kinds],
    )
    write_workbook(tmp_path / "form.xlsx", content, profile="field_form")

    book = openpyxl.load_workbook(tmp_path / "form.xlsx")

    assert "_base" not in book.sheetnames
    assert "Flat" not in book.sheetnames
    assert book["Incidents"].max_row == 3
    assert any(
        str(rule.sqref).endswith("203")
        for rule in book["Incidents"].data_validations.dataValidation
    )
    assert book["Sites"].protection.sheet
    assert not book["Sites"].data_validations.dataValidation
    assert book["Sites"]["C4"].value == "Hospital"
    assert not book["Incidents"].protection.sheet
