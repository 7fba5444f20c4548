"""What is found in the real files of partners; header rows are counted as a person sees them."""

from time import process_time

import pytest
from python_calamine import CalamineError

from strikelog.exchange.foreign.converting import read_rows
from strikelog.exchange.foreign.proposing import propose
from strikelog.exchange.foreign.tables import (
    CODE_BOOK,
    INCIDENTS,
    KINDS,
    NO_HEADER,
    NOTES,
    OTHER,
    PIVOT,
    find_tables,
)
from strikelog.exchange.layout import column_letter
from tests.exchange.foreign.files import SHARED, real_workbook, workbook

II = "partners/insecurity-insight"
AIRWARS = "partners/airwars-investigations"
UKRAINE = "partners/ukraine-conflict-db"
HXL = "hxl/libhxl"

# file, kind of the best table, its sheet, row of the headings (or of the tags below), its rows
FOUND = [
    (f"{II}/2023-attacks-on-health-care-incident-data.xlsx", INCIDENTS,
     "2023 Attacks on Health Care ", 2, 1539),
    (f"{II}/2020-2023-education-in-danger-incident-data.xlsx", INCIDENTS,
     "2020-2023 Education in Danger", 2, 1895),
    (f"{II}/2020-2024-AFG Explosive Weapons Incident Data.xlsx", INCIDENTS, "Sheet1", 1, 70),
    (f"{II}/2020-2025-AFG Education in Danger Incident Data.xlsx", INCIDENTS, "Sheet1", 1, 114),
    (f"{II}/2024-2025-AFG Attacks on Health Care Incident Data.xlsx", INCIDENTS, "Sheet1", 1, 28),
    (f"{II}/2023-MMR Attacks on Health Care Incident Data (v1).xlsx", INCIDENTS, "Sheet1", 2, 33),
    (f"{II}/2023-MMR Attacks on Health Care Incident Data (v2).xlsx", INCIDENTS, "Sheet1", 1, 33),
    (f"{II}/2021-shcc-overview-data.xlsx", PIVOT, "2021 SHCC Overview Data", 2, 49),
    ("partners/lebanon-fpv/fpv_drone_map_records.csv", INCIDENTS, "Sheet1", 1, 149),
    (f"{AIRWARS}/Airwars Visual Investigations Coding.xlsx", OTHER, "Airwars", 1, 13),
    (f"{AIRWARS}/Airwars Visual Investigations Corpus.xlsx", OTHER, "Airwars", 1, 13),
    (f"{AIRWARS}/airwars_techniques.xlsx", OTHER, "Sheet1", 1, 89),
    (f"{UKRAINE}/Casualty.csv", OTHER, "Sheet1", 1, 2861),
    (f"{UKRAINE}/Conflict.csv", OTHER, "Sheet1", 1, 2989),
    (f"{UKRAINE}/Event.csv", OTHER, "Sheet1", 1, 2989),
    (f"{UKRAINE}/Location.csv", OTHER, "Sheet1", 2, 2989),
    (f"{UKRAINE}/Time_new.csv", OTHER, "Sheet1", 1, 2989),
    (f"{UKRAINE}/Source.csv", OTHER, "Sheet1", 1, 4109),
    (f"{UKRAINE}/SourceOffice.csv", CODE_BOOK, "Sheet1", 1, 74),
    (f"{UKRAINE}/source_originals.csv", CODE_BOOK, "Sheet1", 1, 746),
    ("kobo/csv_export__tutorial.csv", OTHER, "Sheet1", 1, 1),
    ("kobo/large_csv_upload.csv", INCIDENTS, "Sheet1", 1, 800),
    ("kobo/sample_accent.xlsx", CODE_BOOK, "survey", 1, 1),
    ("kobo/xlsx_output.xlsx", CODE_BOOK, "survey", 1, None),
    ("uwazi/specs__test.csv", INCIDENTS, "Sheet1", 1, 3),
    ("uwazi/languages__import.csv", OTHER, "Sheet1", 1, 3),
    ("uwazi/specs__arrangeThesauriTest.csv", OTHER, "Sheet1", 1, None),
    ("uwazi/zipData__import.csv", OTHER, "Sheet1", 1, 3),
    ("uwazi/zipData__test.csv", NOTES, "Sheet1", 0, None),
    (f"{HXL}/input-broken.xlsx", INCIDENTS, "Sheet1", 2, 6431),
    (f"{HXL}/input-valid.csv", OTHER, "Sheet1", 3, 4),
    (f"{HXL}/input-valid.xlsx", OTHER, "input-valid", 3, 4),
    (f"{HXL}/input-valid.xls", OTHER, "input-valid", 3, 4),
    (f"{HXL}/input-valid.tsv", OTHER, "Sheet1", 3, 4),
    (f"{HXL}/input-valid.ssv", OTHER, "Sheet1", 3, 4),
    (f"{HXL}/input-valid-latin1.csv", OTHER, "Sheet1", 3, 4),
    (f"{HXL}/input-fuzzy.csv", OTHER, "Sheet1", 3, 4),
    (f"{HXL}/input-invalid.csv", OTHER, "Sheet1", 3, 4),
    (f"{HXL}/input-merged.xlsx", OTHER, "input-valid", 3, 4),
    (f"{HXL}/input-multiple-headers.csv", OTHER, "Sheet1", 3, 2),
    (f"{HXL}/input-untagged.csv", OTHER, "Sheet1", 2, 4),
    (f"{HXL}/output-valid.csv", OTHER, "Sheet1", 2, 4),
    ("hxl/hxl-default-schema_full.csv", CODE_BOOK, "Sheet1", 2, None),
    ("bulk/official_data_en.csv", INCIDENTS, "Sheet1", 1, 43031),
    ("bulk/volunteer_data_en.csv", INCIDENTS, "Sheet1", 1, 54514),
]  # fmt: skip


@pytest.mark.parametrize(("name", "kind", "sheet", "header", "n_rows"), FOUND)
def test_the_right_sheet_and_headings_are_found(name, kind, sheet, header, n_rows):
    best = find_tables(real_workbook(name))[0]

    assert (best.kind, best.sheet, best.header_row + 1) == (kind, sheet, header)
    assert n_rows is None or sum(1 for _ in best.rows()) == n_rows


def test_two_tables_one_below_the_other_are_both_found():
    tables = find_tables(real_workbook(f"{AIRWARS}/Airwars Visual Investigations Corpus.xlsx"))

    assert [(table.header_row + 1, table.header[0]) for table in tables] == [
        (1, "Investigation ID"), (16, "Technique ID"),
    ]  # fmt: skip


def test_notes_beside_the_list_are_recognised():
    tables = find_tables(real_workbook(f"{II}/2023-attacks-on-health-care-incident-data.xlsx"))

    assert [table.kind for table in tables] == [INCIDENTS, NOTES]


HEALTH = {
    "Date": "date",
    "Country": "place.country",
    "Reported Perpetrator": "actor.type",
    "Reported Perpetrator Name": "actor.name",
    "Weapon Carried/Used": "means",
    "Number of Attacks on Health Facilities Reporting Destruction": "sites.destroyed",
    "Health Transportation Damaged": "sites.damaged",
    "Health Workers Killed": "count.killed.total.health_worker.civilian",
    "Health Workers Kidnapped": "count.abducted.total.health_worker.civilian",
    "Health Workers Arrested": "count.detained.total.health_worker.civilian",
    "SiND Event ID": "external_id",
}
PLACED = {
    "Event Description": "summary",
    "Admin 1": "place.adm1",
    "Latitude": "place.lat",
    "Longitude": "place.lon",
    "Geo Precision": "place.geo_prec",
}
MEANT = [
    (f"{II}/2023-attacks-on-health-care-incident-data.xlsx", HEALTH | PLACED),
    (f"{II}/2024-2025-AFG Attacks on Health Care Incident Data.xlsx", HEALTH | PLACED),
    (f"{II}/2023-MMR Attacks on Health Care Incident Data (v1).xlsx", HEALTH),
    (f"{II}/2023-MMR Attacks on Health Care Incident Data (v2).xlsx", HEALTH),
    (
        f"{II}/2020-2023-education-in-danger-incident-data.xlsx",
        PLACED
        | {
            "Type of Education Facility": "site.type",
            "Attacks on Schools": "sites.hit",
            "Educators Killed": "count.killed.total.educator.civilian",
            "Students Injured": "count.injured.total.student.civilian",
        },
    ),
    (
        f"{II}/2020-2024-AFG Explosive Weapons Incident Data.xlsx",
        PLACED
        | {
            "Launch Type": "delivery",
            "Explosive Weapon Type": "weapon",
            "Aid Workers Killed": "count.killed.total.aid_worker.civilian",
        },
    ),
    (
        "partners/lebanon-fpv/fpv_drone_map_records.csv",
        {"date": "date", "description": "summary", "town": "place.name", "lat": "place.lat",
         "lon": "place.lon", "row": "ignore", "video_url": "source.url"},
    ),
    (
        f"{UKRAINE}/Location.csv",
        {"where_coordinates": "place.name", "adm_1": "place.adm1", "latitude": "place.lat",
         "where_prec": "place.geo_prec"},
    ),
    (f"{UKRAINE}/Time_new.csv", {"date_start": "date.start", "date_end": "date.end"}),
    (
        "kobo/large_csv_upload.csv",
        {"date": "date", "_location_latitude": "place.lat", "meta/instanceID": "external_id",
         "start_time": "ignore", "pizza_type": "ignore", "_location_precision": "ignore"},
    ),
    (
        "uwazi/specs__test.csv",
        {"Title": "title", "geolocation_geolocation": "place.point", "Date label": "date"},
    ),
    (
        f"{HXL}/input-broken.xlsx",
        {"ISO3": "place.country", "Start Date": "date.start", "Event Name": "title",
         "New Displacements": "count.displaced.total.any.unknown"},
    ),
    (
        "bulk/official_data_en.csv",
        {"oblast": "place.adm1", "raion": "place.adm2", "hromada": "place.adm3",
         "started_at": "date.start", "finished_at": "date.end"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "meant"), MEANT)
def test_the_columns_of_real_tables_are_understood(name, meant):
    found = propose(find_tables(real_workbook(name))[0])

    said = {each.header: each.mapping.target for each in found.columns}
    assert {header: said.get(header) for header in meant} == meant


def test_the_tags_of_a_real_file_that_call_the_kidnapped_arrested_are_told():
    name = f"{II}/2023-MMR Attacks on Health Care Incident Data (v1).xlsx"

    told = propose(find_tables(real_workbook(name))[0]).disagreements

    assert {each.header for each in told} >= {
        "Health Workers Kidnapped", "Health Workers Arrested",
    }  # fmt: skip


def test_days_that_a_spreadsheet_exchanged_in_a_real_file_are_told():
    table = find_tables(real_workbook(f"{AIRWARS}/Airwars Visual Investigations Coding.xlsx"))[0]
    answered = propose(table).mapping
    coding = next(each for each in answered.columns if each.header == "Coding Date")
    by = answered.with_column(type(coding)("Coding Date", "", "date"))

    doubts = [doubt for row in read_rows(table, by) for doubt in row.doubts]

    assert any(doubt.header == "Coding Date" for doubt in doubts)


@pytest.mark.parametrize(
    ("name", "least"),
    [
        (f"{II}/2023-attacks-on-health-care-incident-data.xlsx", 0.99),
        (f"{II}/2020-2023-education-in-danger-incident-data.xlsx", 0.99),
        (f"{II}/2020-2024-AFG Explosive Weapons Incident Data.xlsx", 0.95),
        ("partners/lebanon-fpv/fpv_drone_map_records.csv", 1.0),
        ("kobo/large_csv_upload.csv", 1.0),
        (f"{UKRAINE}/Time_new.csv", 1.0),
    ],
)
def test_nearly_every_cell_of_real_tables_is_read(name, least):
    table = find_tables(real_workbook(name))[0]

    rows = list(read_rows(table, propose(table).mapping))

    refused = sum(len(row.refused) for row in rows)
    read = sum(len(row.cells) for row in rows)
    assert read / (read + refused) >= least
    assert sum("date" in row.values for row in rows) >= 0.99 * len(rows)


def test_a_large_table_is_understood_and_read_in_seconds():
    book = real_workbook("bulk/official_data_en.csv")

    start = process_time()
    table = find_tables(book)[0]
    n_rows = sum(1 for _ in read_rows(table, propose(table).mapping))

    assert n_rows == 43031
    assert process_time() - start < 20


ODD = [
    ("readxl/los-angeles-arrests-xlsx.xlsx", 3, OTHER),
    ("readxl/unnamed-duplicated-columns.xlsx", 1, OTHER),
    ("readxl/skipping.xlsx", 3, OTHER),
    ("calamine/no-header.xlsx", 0, NO_HEADER),
    ("roo/number_with_zero_prefix.xlsx", 0, NO_HEADER),
]


@pytest.mark.parametrize(("name", "header", "kind"), ODD)
def test_headings_of_odd_workbooks_are_found_or_missed(name, header, kind):
    tables = find_tables(real_workbook(f"odd-workbooks/{name}"))

    assert {(table.header_row + 1, table.kind) for table in tables} == {(header, kind)}


@pytest.mark.parametrize(
    ("name", "sheet"),
    [
        ("sheetjs/pivot_table_named_range.xlsx", "PTWithLabelFilter"),
        ("poi/ExcelPivotTableSample.xlsx", "Tabelle3"),
        ("poi/ExcelPivotTableSample.xlsx", "Tabelle2"),
    ],
)
def test_pivot_tables_of_odd_workbooks_are_recognised(name, sheet):
    tables = find_tables(real_workbook(f"odd-workbooks/{name}"))

    assert {table.kind for table in tables if table.sheet == sheet} == {PIVOT}


def odd_files():
    folder = SHARED / "odd-workbooks"
    kinds = {".xlsx", ".xlsm", ".xls", ".ods", ".csv"}
    found = sorted(path for path in folder.glob("*/*") if path.suffix in kinds)
    return [str(path.relative_to(SHARED)) for path in found] or ["odd-workbooks/none.xlsx"]


@pytest.mark.parametrize("name", odd_files())
def test_odd_workbooks_are_looked_through_without_a_stumble(name):
    try:
        book = real_workbook(name)
    except CalamineError:
        pytest.skip("a file that no reader opens")

    start = process_time()
    for table in find_tables(book):
        assert table.kind in KINDS
        for row in read_rows(table, propose(table).mapping):
            assert row.number > table.header_row
    assert process_time() - start < 10


_ABOVE = [
    ["Attacks on health care, 2019 to 2023"],
    [],
    ["Compiled by the data team; see the notes sheet.", None, "v. 3"],
    [None, None],
    ["Last updated", "25 October 2023"],
    ["This list is not comprehensive. " * 5],
    [None, "Contact: the office that sent you this file"],
]


@pytest.mark.parametrize("name", [name for name, kind, *_ in FOUND if kind == INCIDENTS][:9])
@pytest.mark.parametrize(("n_above", "shift"), [(1, 0), (3, 0), (3, 2), (7, 1), (20, 3)])
def test_what_stands_above_and_beside_a_real_table_does_not_hide_it(name, n_above, shift):
    sheet = find_tables(real_workbook(name))[0]
    rows = [list(row) for row in sheet.cells[:80]]
    above = [_ABOVE[at % len(_ABOVE)] for at in range(n_above)]

    moved = find_tables(workbook(*above, *[[None] * shift + row for row in rows]))

    best = next(table for table in moved if table.kind == INCIDENTS)
    assert best.header_row == sheet.header_row + n_above
    assert best.columns[0] == sheet.columns[0] + shift
    assert best.header == sheet.header or {*best.header} - {*sheet.header} <= LETTERED


LETTERED = {column_letter(number) for number in range(1, 90)}


@pytest.mark.parametrize("name", [name for name, kind, *_ in FOUND if kind == INCIDENTS][:9])
def test_columns_in_another_order_mean_the_same(name):
    table = find_tables(real_workbook(name))[0]
    rows = [list(row) for row in table.cells[:80]]
    width = max(map(len, rows))
    turned = [[*row, *[None] * (width - len(row))][::-1] for row in rows]

    straight = propose(find_tables(workbook(*rows))[0])
    back = propose(find_tables(workbook(*turned))[0])

    said = {each.header: each.mapping.target for each in back.columns}
    told = {each.header: each.mapping.target for each in straight.columns}
    alike = sum(said.get(header) == key for header, key in told.items())
    assert alike >= 0.85 * len(told)
    assert back.mapping.fingerprint == straight.mapping.fingerprint
