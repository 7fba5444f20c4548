"""What the reader makes of files: moved columns, formulas, odd cells, files that are not ours."""

from datetime import date, datetime

import openpyxl
import pytest

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import Claim, Incident, IncidentSite, Site
from strikelog.exchange.reading import NoMachineKeys, NotOurs, WorkbookIsNewer, read_workbook
from strikelog.exchange.refusals import CutShort, EmptyFile, StrayCell, WorkbookUnreadable
from strikelog.exchange.rows import RowReader
from tests.exchange.editing import edited
from tests.exchange.workbooks import an_id, write

ONE = Incident(
    id=an_id(1), title="Strike", date_edtf=FuzzyDate.parse("2019-05-05"), lat=35.5, lon=36.5
)
CLAIM = Claim(id=an_id(2), incident_id=an_id(1), source_id=an_id(3))
SITE = Site(id=an_id(4), name="Hospital", beds=12)


@pytest.fixture
def path(tmp_path):
    target = tmp_path / "book.xlsx"
    write(target, [ONE, CLAIM, SITE])
    return target


def reading_of(path, kind, reference, language="en"):
    sheet = next(one for one in read_workbook(path).sheets if one.kind is kind)
    number, row = next(sheet.numbered())
    return RowReader(sheet, language, lambda field, text: None).read(number, row, reference)


def put(path, sheet, record_id, key, value):
    with edited(path) as book:
        return book.put(sheet, record_id, key, value)


@pytest.mark.parametrize(
    ("typed", "value"),
    [(14, 14), (14.0, 14), ("14", 14), ("١٤", 14), (" 14 ", 14), (None, None)],
)
def test_a_count_may_be_typed_in_many_ways(path, typed, value):
    put(path, "Sites", SITE.id, "beds", typed)

    assert reading_of(path, Site, SITE).values == {"beds": value}


@pytest.mark.parametrize(
    ("typed", "value"), [(True, True), ("yes", True), ("نعم", True), (1, True), ("no", False)]
)
def test_yes_and_no_may_be_typed_in_many_ways(path, typed, value):
    put(path, "Claims", CLAIM.id, "retracted", typed)

    assert reading_of(path, Claim, CLAIM).values == {"retracted": value}


@pytest.mark.parametrize("typed", ["6 Nov 2019", "٦ تشرين الثاني ٢٠١٩", "2019-11-06"])
def test_a_date_may_be_typed_as_people_write_it(path, typed):
    put(path, "Incidents", ONE.id, "date_edtf", typed)

    assert reading_of(path, Incident, ONE).values == {"date_edtf": FuzzyDate.parse("2019-11-06")}


def test_a_real_date_cell_is_taken_with_a_doubt(path):
    cell = put(path, "Incidents", ONE.id, "date_edtf", date(2019, 11, 6))

    reading = reading_of(path, Incident, ONE)

    assert reading.values == {"date_edtf": FuzzyDate.parse("2019-11-06")}
    assert [(one.cell, one.key) for one in reading.doubts] == [(cell, "date_edtf")]


def test_a_real_date_in_a_text_column_is_refused_because_the_text_is_lost(path):
    put(path, "Incidents", ONE.id, "title", datetime(2019, 7, 1))

    reading = reading_of(path, Incident, ONE)

    assert reading.values == {}
    assert "2019-07-01" in reading.refused[0].reason


def test_labels_of_any_language_stand_for_codes(path):
    put(path, "Incidents", ONE.id, "weapon", "Barrel bomb")

    assert reading_of(path, Incident, ONE).values == {"weapon": "barrel_bomb"}


def test_a_bad_cell_is_named_and_the_rest_of_its_row_is_read(path):
    put(path, "Incidents", ONE.id, "title", "Air strike")
    cell = put(path, "Incidents", ONE.id, "date_edtf", "some time")

    reading = reading_of(path, Incident, ONE)

    assert reading.values == {"title": "Air strike"}
    refused = reading.refused[0]
    assert (refused.sheet, refused.cell, refused.text) == ("Incidents", cell, "some time")


def test_a_formula_is_refused_by_its_cell(path):
    cell = put(path, "Incidents", ONE.id, "title", '=CONCATENATE("a","b")')

    reading = reading_of(path, Incident, ONE)

    assert [(one.cell, one.key) for one in reading.refused] == [(cell, "title")]
    assert "Formulas are not taken in" in reading.refused[0].reason


def test_a_formula_in_a_grey_column_is_nobodys_business(path):
    put(path, "Incidents", ONE.id, "date_start", "=TODAY()")

    assert reading_of(path, Incident, ONE).refused == []


def test_moved_columns_and_own_columns_change_nothing(path):
    book = openpyxl.load_workbook(path)
    sheet = book["Incidents"]
    sheet.insert_cols(1)
    sheet["A1"], sheet["A4"] = "my own notes", "call back"
    sheet.move_range("D1:D4", cols=60)
    book.save(path)

    found = read_workbook(path)

    incidents = next(one for one in found.sheets if one.kind is Incident)
    _, row = next(incidents.numbered())
    assert incidents.unknown == ("my own notes",)
    assert found.base.digests(Incident)[ONE.id] == incidents.digest(row)


def test_a_renamed_sheet_is_known_by_its_columns(path):
    book = openpyxl.load_workbook(path)
    book["Incidents"].title = "Vorfälle"
    book.save(path)

    names = {one.kind: one.name for one in read_workbook(path).sheets}

    assert names[Incident] == "Vorfälle"


def test_blank_rows_are_no_rows(path):
    book = openpyxl.load_workbook(path)
    book["Incidents"]["D300"].number_format = "@"
    book["Incidents"]["D200"] = " "
    book["Incidents"]["D200"] = None
    book.save(path)

    sheet = next(one for one in read_workbook(path).sheets if one.kind is Incident)

    assert len(list(sheet.numbered())) == 1


def test_a_sheet_that_lost_its_keys_is_named(path):
    book = openpyxl.load_workbook(path)
    book["Claims"].delete_rows(1)
    book.save(path)

    with pytest.raises(NoMachineKeys, match="Claims"):
        read_workbook(path)


def test_a_missing_sheet_is_no_sheet(path):
    book = openpyxl.load_workbook(path)
    del book["IncidentSites"]
    book.save(path)

    assert IncidentSite not in {one.kind for one in read_workbook(path).sheets}


def test_a_tampered_base_is_no_base(path):
    book = openpyxl.load_workbook(path)
    for row in book["_base"].iter_rows():
        if row[1].value == ONE.id:
            row[5].value = row[5].value.replace("Strike", "Other")
    book.save(path)

    base = read_workbook(path).base

    assert base.row(Incident, ONE.id) is None
    assert base.row(Claim, CLAIM.id) is not None


def test_a_workbook_of_someone_else_is_not_ours(tmp_path):
    book = openpyxl.Workbook()
    book.save(tmp_path / "other.xlsx")

    with pytest.raises(NotOurs, match="other.xlsx"):
        read_workbook(tmp_path / "other.xlsx")


def test_a_workbook_of_a_later_version_is_refused(path):
    book = openpyxl.load_workbook(path)
    cell = next(row[1] for row in book["_meta"].iter_rows() if row[0].value == "schema_version")
    cell.value = "2.0"
    book.save(path)

    with pytest.raises(WorkbookIsNewer):
        read_workbook(path)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFile),
        (b"id,title\n1,x\n", NotOurs),
        (b"PK\x03\x04 cut short", CutShort),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, CutShort),
    ],
)
def test_what_is_no_workbook_is_said_to_be_none(tmp_path, content, error):
    target = tmp_path / "book.xlsx"
    target.write_bytes(content)

    with pytest.raises(error, match=r"book\.xlsx"):
        read_workbook(target)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(WorkbookUnreadable, match=r"book\.xlsx"):
        read_workbook(tmp_path / "book.xlsx")


def test_a_cell_far_out_is_refused_before_it_asks_for_all_memory(path):
    book = openpyxl.load_workbook(path)
    book["Incidents"]["XFD1048576"] = "x"
    book.save(path)

    with pytest.raises(StrayCell, match="XFD1048576"):
        read_workbook(path)
