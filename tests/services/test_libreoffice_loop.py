"""A workbook edited, saved by LibreOffice on the way, and read back: exactly the edits, no more."""

import shutil
import subprocess
from datetime import date

import pytest

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import CasualtyFigure, Claim, Incident, IncidentSite, Site, Source
from tests.exchange.editing import edited
from tests.services.test_importing import Office

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)

SOURCE = Source(title="تقرير ميداني", ref="SRC-1", language="ar", source_type="ngo_report")
SITE = Site(
    name="Hospital", name_local="مشفى الشام", site_type="hospital", beds=12, lat=35.614512,
    lon=36.561, coord_release="settlement",
)  # fmt: skip
INCIDENTS = [
    Incident(
        title=f"Strike {number}",
        ref=f"00{number}",
        date_edtf=FuzzyDate.parse(day),
        summary=summary,
        tags=("one", "two"),
    )
    for number, (day, summary) in enumerate(
        [
            ("2019-05-05", "two\nlines"),
            ("2019-07", "=1+1"),
            ("2019-11-06", "«شهود عيان» 1E5"),
            ("2019-12-01~", " ".join(["long"] * 400)),
        ]
    )
]
FIRST = INCIDENTS[0]
HIT = IncidentSite(incident_id=FIRST.id, site_id=SITE.id)
CLAIM = Claim(incident_id=FIRST.id, source_id=SOURCE.id, summary="It says", retracted=True)
FIGURE = CasualtyFigure(
    owner_type="claim", owner_id=CLAIM.id, outcome="killed", civ_status="civilian", low=2, high=2
)
RECORDS = [SOURCE, SITE, *INCIDENTS, HIT, CLAIM, FIGURE]


def rows_of(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]


def write_rows(sheet, rows):
    """Write rows over those of a sheet, as text where they were text."""
    for at, row in enumerate(rows, start=4):
        for column, value in enumerate(row, start=1):
            write(sheet.cell(at, column), value)


def write(cell, value):
    """Write a value as people see it: a text that begins with = is none for the library."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def do_nothing(book):
    pass


def sort(book):
    sheet = book.book["Incidents"]
    write_rows(sheet, rows_of(sheet)[::-1])


def move_columns(book):
    sheet = book.book["Incidents"]
    columns = [[cell.value for cell in column] for column in sheet.iter_cols()]
    for at, values in enumerate(columns[::-1], start=1):
        for row, value in enumerate(values, start=1):
            write(sheet.cell(row, at), value)


def rename_labels(book):
    for sheet in book.book.worksheets[2:8]:
        for cell in sheet[2]:
            cell.value = f"عمود {cell.column}"


def move_sheets(book):
    book.book.move_sheet("Sources", -3)
    book.book.move_sheet("Incidents", 4)


def rename_sheets(book):
    book.book["Incidents"].title = "الأحداث"
    book.book["Claims"].title = "What they say"


def look_different(book):
    sheet = book.book["Incidents"]
    for row in sheet.iter_rows(min_row=4):
        for cell in row:
            cell.number_format = "General"
    sheet.auto_filter.ref = None
    sheet.freeze_panes = None
    sheet.row_dimensions[1].hidden = False


def add_a_column_of_their_own(book):
    sheet = book.book["Incidents"]
    at = sheet.max_column + 1
    sheet.cell(2, at).value = "Our notes"
    sheet.cell(4, at).value = "seen"


def leave_rows_blank(book):
    sheet = book.book["Incidents"]
    sheet.insert_rows(5, 3)


def lose_a_row(book):
    book.book["Incidents"].delete_rows(5)


def put(sheet, record, key, value):
    return lambda book: book.put(sheet, record.id, key, value)


def change(record, key, old, new, kind="changed"):
    return (type(record).__name__, key, old, new, kind)


TITLE = change(FIRST, "title", "Strike 0", "Air strike")
EDIT = put("Incidents", FIRST, "title", "Air strike")


def all_of(*edits):
    def edit(book):
        for one in edits:
            one(book)

    return edit


def put_a_real_date(book):
    cell = book.cell("Incidents", FIRST.id, "date_edtf")
    cell.value, cell.number_format = date(2019, 5, 6), "yyyy-mm-dd"


CASES = {
    "untouched": (do_nothing, []),
    "a text": (EDIT, [TITLE]),
    "Arabic": (
        put("Incidents", FIRST, "title", "غارة على السوق"),
        [change(FIRST, "title", "Strike 0", "غارة على السوق")],
    ),
    "sorted": (sort, []),
    "sorted and edited": (all_of(sort, EDIT), [TITLE]),
    "columns moved": (move_columns, []),
    "columns moved and edited": (all_of(move_columns, EDIT), [TITLE]),
    "labels renamed": (all_of(rename_labels, EDIT), [TITLE]),
    "sheets moved": (all_of(move_sheets, EDIT), [TITLE]),
    "sheets renamed": (all_of(EDIT, rename_sheets), [TITLE]),
    "formats lost": (look_different, []),
    "a column of their own": (all_of(add_a_column_of_their_own, EDIT), [TITLE]),
    "blank rows between": (leave_rows_blank, []),
    "a row missing": (lose_a_row, []),
    "a real date": (
        put_a_real_date,
        [change(FIRST, "date_edtf", "5 May 2019", "6 May 2019")],
    ),
    "a date as text": (
        put("Incidents", FIRST, "date_edtf", "2019-05-07"),
        [change(FIRST, "date_edtf", "5 May 2019", "7 May 2019")],
    ),
    "a truth value": (
        put("Claims", CLAIM, "retracted", False),
        [change(CLAIM, "retracted", "Yes", "No")],
    ),
    "a word for yes and no": (
        put("Claims", CLAIM, "retracted", "no"),
        [change(CLAIM, "retracted", "Yes", "No")],
    ),
    "a number": (put("Sites", SITE, "beds", 14), [change(SITE, "beds", "12", "14")]),
    "a number as text": (put("Sites", SITE, "beds", "14"), [change(SITE, "beds", "12", "14")]),
    "Arabic digits": (put("Sites", SITE, "beds", "١٤"), [change(SITE, "beds", "12", "14")]),
    "a decimal": (
        put("Sites", SITE, "beds", 14.0),
        [change(SITE, "beds", "12", "14")],
    ),
    "emptied": (
        put("Incidents", FIRST, "summary", None),
        [change(FIRST, "summary", "two\nlines", "", "cleared")],
    ),
    "blanks around": (put("Incidents", FIRST, "title", "  Strike 0 "), []),
    "tags": (
        put("Incidents", FIRST, "tags", "two|three"),
        [change(FIRST, "tags", "one, two", "two, three")],
    ),
    "to be deleted": (
        put("Claims", CLAIM, "_op", "D"),
        [("Claim", "deleted", "", "", "deleted")],
    ),
    "what looks like a formula": (
        put("Incidents", FIRST, "title", "'=1+1"),
        [change(FIRST, "title", "Strike 0", "'=1+1")],
    ),
}
TWICE = ("untouched", "a text", "sorted and edited", "a number", "a truth value", "emptied")
"""Cases that also go through a file of LibreOffice's own format."""


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    made = Office(tmp_path_factory.mktemp("office"))
    made.recording.add_all(RECORDS, "case")
    made.export()
    yield made
    made.database.close()


@pytest.fixture(scope="module")
def saved(office, tmp_path_factory):
    """The workbook edited in every way, each saved again by LibreOffice: a file by name."""
    folder = tmp_path_factory.mktemp("saved")
    paths = {name: folder / f"{number}.xlsx" for number, name in enumerate(CASES)}
    for name, path in paths.items():
        shutil.copy(office.path, path)
        with edited(path) as book:
            CASES[name][0](book)
    convert("xlsx", folder / "once", paths.values(), folder)
    convert("ods", folder / "ods", [paths[name] for name in TWICE], folder)
    convert("xlsx", folder / "twice", sorted((folder / "ods").iterdir()), folder)
    found = {name: folder / "once" / path.name for name, path in paths.items()}
    return found | {f"{name}, twice": folder / "twice" / paths[name].name for name in TWICE}


def convert(form, out, paths, folder):
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    command += ["--convert-to", form, "--outdir", str(out), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=900)


def told(preview):
    return [(one.entity, one.key, one.old, one.new, one.kind) for one in preview.rows]


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", [*CASES, *(f"{name}, twice" for name in TWICE)])
def test_exactly_what_was_edited_comes_back(office, saved, name):
    preview = office.importing.preview(saved[name])

    assert told(preview) == CASES[name.removesuffix(", twice")][1]
    assert preview.refused == ()
    assert preview.counts["read"] == len(RECORDS) - (name == "a row missing")
