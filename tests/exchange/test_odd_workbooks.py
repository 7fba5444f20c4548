"""Each of the difficult workbooks of other readers does what the list beside them says."""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from strikelog.exchange import confined
from strikelog.exchange.confined import Reader
from strikelog.exchange.refusals import (
    DocumentUnreadable,
    EmptyArchive,
    MadeByNumbers,
    NotATable,
    PasswordProtected,
    SavedAsSylk,
    SavedAsXml,
    TooOld,
)
from strikelog.limited.cell import Limits

ODD = Path(__file__).parents[2].parent / "shared" / "data" / "odd-workbooks"
SECONDS = 5

needs_them = pytest.mark.skipif(not ODD.is_dir(), reason="the difficult workbooks are not here")


@pytest.fixture(scope="module")
def reader():
    with Reader() as made:
        yield made


@pytest.fixture(autouse=True)
def tight(monkeypatch):
    """No file may need more than these: seconds of a processor and bytes of address space."""
    limits = Limits(memory=1 << 30, processor_seconds=SECONDS, seconds=60, most_answered=300 << 20)
    monkeypatch.setattr(confined, "limits_for", lambda size: limits)


def listed():
    if not ODD.is_dir():
        return []
    with (ODD / "MANIFEST.csv").open(encoding="utf-8") as stream:
        return [row["file"] for row in csv.DictReader(stream)]


def told(book):
    return {notice.what: notice for notice in book.notices}


def first(book):
    return [list(row) for row in book.sheets[0].rows]


# -- what is said instead of reading --------------------------------------------------------------

REFUSED = {
    "poi/protected_passtika.xlsx": PasswordProtected,
    "poi/password.xls": PasswordProtected,
    "poi/SampleSS.xml": SavedAsXml,
    "poi/testEXCEL_95.xls": TooOld,
    "xlrd/biff4_no_format_no_window2.xls": TooOld,
    "sheetjs/Attendance.numbers": MadeByNumbers,
    "sheetjs/ErrorTypes.slk": SavedAsSylk,
    "openpyxl/null_archive.xlsx": EmptyArchive,
    "calamine/too_small.xls": NotATable,
    "calamine/issue_594_dos.ods": DocumentUnreadable,
}


@needs_them
@pytest.mark.parametrize("name", REFUSED)
def test_the_sentence_that_helps(reader, name):
    with pytest.raises(REFUSED[name], match=Path(name).name):
        reader.open(ODD / name)


# -- what is read ---------------------------------------------------------------------------------

READ = {
    "poi/57893-many-merges.xlsx": lambda book: len(book.sheets[0].merged) == 50_000,
    "poi/unicodeSheetName.xlsx": lambda book: book.sheets[0].name == "Sheet・1",
    "poi/workbookProtection-workbook_password-2013.xlsx": lambda book: (
        first(book) == [["testcontent"]] and "protected" in told(book)
    ),
    "poi/workbookProtection_workbook_structure_protected.xlsx": lambda book: (
        len(first(book)[0]) == 2 and "protected" in told(book)
    ),
    "poi/sample.strict.xlsx": lambda book: first(book)[0] == ["Lorem", 111],
    "poi/noSharedStringTable.xlsx": lambda book: first(book) == [[date(2006, 4, 12), 123]],
    "poi/InlineString.xlsx": lambda book: first(book) == [["😜more text"]],
    "poi/59746_NoRowNums.xlsx": lambda book: (len(first(book)), len(first(book)[0])) == (71, 11),
    "poi/duplicate-filename.xlsx": lambda book: told(book)["twice"].count == 1,
    "poi/Excel_file_with_trash_item.xlsx": lambda book: len(first(book)) == 680,
    "poi/link-external-workbook-a.xlsx": lambda book: first(book) == [[10, 20]],
    "poi/46670_http.xls": lambda book: (
        first(book) == [[1948]] and {"formulas", "external_links"} <= told(book).keys()
    ),
    "poi/61495-test.xlsm": lambda book: (
        first(book)[1] == [68.2, "D 68,20"] and "macros" in told(book) and book.format == "xlsm"
    ),
    "poi/ExcelWithAttachments.xlsm": lambda book: (
        len(first(book)) == 17 and told(book)["embedded_files"].count == 4
    ),
    "poi/TwoSheetsOneHidden.xlsx": lambda book: (
        [sheet.visible for sheet in book.sheets] == [False, True]
        and told(book)["hidden_sheets"].where == "Sheet1"
    ),
    "poi/chart_sheet.xlsx": lambda book: (
        [sheet.name for sheet in book.sheets] == ["Sheet1", "Sheet2", "Sheet3"]
        and told(book)["other_sheets"].where == "Chart1"
    ),
    "poi/DateFormatTests.xlsx": lambda book: (
        {row[2] for row in book.sheets[1].rows[1:20]} == {datetime(1952, 10, 11, 14, 35, 27)}
    ),
    "poi/TablesWithDifferentHeaders.xlsx": lambda book: first(book) == [["12", "34"], ["AB", "CD"]],
    "poi/ExcelPivotTableSample.xlsx": lambda book: (
        [row[-1] for row in book.sheets[1].rows[3:]] == ["Gesamtergebnis", 1, 3, 4]
    ),
    "poi/58325_lt.xlsx": lambda book: [cell for row in first(book) for cell in row if cell] != [],
    "poi/51585.xlsx": lambda book: len(book.sheets) == 3,
    "poi/48495.xlsx": lambda book: first(book)[0][-1] == "Header9",
    "calamine/date_1904.xlsx": lambda book: (
        [row[0] for row in first(book)]
        == [date(2021, 1, 1), date(2021, 1, 2), timedelta(days=10, seconds=54_610)]
    ),
    "calamine/date_quoted_format.xlsx": lambda book: first(book) == [[date(2021, 1, 1)]] * 4,
    "calamine/any_sheets.xlsx": lambda book: (
        [sheet.name for sheet in book.visible] == ["Visible"]
        and told(book)["hidden_sheets"].count == 2
        and told(book)["other_sheets"].count == 1
    ),
    "calamine/merge_cells.xlsx": lambda book: (
        book.sheets[0].merged[0] == (0, 0, 0, 1) and len(book.sheets[0].merged) == 3
    ),
    "calamine/no-header.xlsx": lambda book: first(book)[2:] == [["a", 0], ["b", 1]],
    "calamine/empty_s_attribute.xlsx": lambda book: first(book)[1] == ["John", 1],
    "calamine/inlineStr_cdata.xlsx": lambda book: first(book)[0] == ["Hello CDATA", "World"],
    "calamine/richtext-namespaced.xlsx": lambda book: (
        first(book)[0][0] == "inline string\nLine 2\nLine 3"
    ),
    "calamine/vba.xlsm": lambda book: "macros" in told(book) and book.format == "xlsm",
    "calamine/table_with_absolute_paths.xlsx": lambda book: len(first(book)) == 5,
    "calamine/errors.xlsx": lambda book: first(book) == [] and told(book)["errors"].count == 7,
    "calamine/issue_174.xlsx": lambda book: first(book)[0][:2] == ["Your Ref #", "Contact Name"],
    "calamine/hyperlinks.xlsx": lambda book: (
        all(url.startswith(("https://", "mailto:")) for url in book.sheets[0].links.values())
        and len(book.sheets[0].links) == 3
    ),
    # 29 February 1900 never was; Excel counts it, and it is read as the day before.
    "readxl/dates-leap-year-1900-xlsx.xlsx": lambda book: (
        [row[0] for row in first(book)[3:6]]
        == [datetime(1900, 2, 28, 8), datetime(1900, 2, 28, 8), datetime(1900, 3, 1, 8)]
    ),
    "readxl/unnamed-duplicated-columns.xlsx": lambda book: (
        first(book)[:2] == [[None, "var2", None, "var2"], [1, "a", 1.1, "aa"]]
    ),
    "readxl/whitespace-xlsx.xlsx": lambda book: (
        [row[0] for row in first(book)][1:]
        == ["<-space", "space->", None, "<-tab, tab->", "<-tab", "tab->"]
    ),
    "readxl/big-texty-numbers-xlsx.xlsx": lambda book: (
        [str(row[0]) for row in first(book)[2:]] == [row[1] for row in first(book)[2:]]
    ),
    "readxl/utf8-sheet-names.xlsx": lambda book: [one.name for one in book.sheets] == ["µ", "∂"],
    "readxl/los-angeles-arrests-xlsx.xlsx": lambda book: (
        first(book)[2][:2] == ["BKG_NUM", "BKG_DT"]
    ),
    "readxl/skipping.xlsx": lambda book: first(book)[2] == ["var1", "var2"],
    "readxl/vietnamese-utf8.xls": lambda book: first(book)[1] == ["BÙN SÉT"],
    "readxl/type-me.xlsx": lambda book: (
        [row[0] for row in book.sheets[2].rows[2:4]]
        == [date(2016, 5, 23), datetime(2016, 4, 28, 11, 30)]
    ),
    "sheetjs/large_strings.xlsx": lambda book: (
        max(len(str(cell)) for row in first(book) for cell in row) == 9_999
        and len(book.sheets[0].rows) == 9_999
    ),
    "sheetjs/rich_text_stress.xlsx": lambda book: (
        first(book)[1][1] == "this text is bold, sure enough"
    ),
    "sheetjs/pivot_table_named_range.xlsx": lambda book: len(book.sheets) >= 4,
    "sheetjs/AutoFilter.xlsx": lambda book: (
        {len(sheet.rows) for sheet in book.sheets[:4]} == {22} and "hidden_rows" in told(book)
    ),
    "openpyxl/bug137.xlsx": lambda book: first(book) == [["A"], [1], [2], [3], [4]],
    "openpyxl/bug304.xlsx": lambda book: len(first(book)[0]) == 49,
    "openpyxl/empty_no_dimensions.xlsx": lambda book: len(book.sheets[1].rows) == 30,
    "openpyxl/guess_types.xlsx": lambda book: (
        first(book)[0] == ["3.14", 3.14, "3/14/15", 0.15, 0.15]
    ),
    "openpyxl/contains_chartsheets.xlsx": lambda book: (
        [sheet.name for sheet in book.sheets] == ["data", "moredata"]
    ),
    "roo/so_datetime_timezone_ist_offset_change.csv": lambda book: (
        first(book)[1][0] == "1941-09-30T00:05:00+00:00" and book.format == "csv"
    ),
    "roo/number_with_zero_prefix.xlsx": lambda book: (
        first(book)[0][:2] == ["0001", "0002"] and first(book)[-1][-1] == 1000
    ),
    "roo/formula_cell_types.xlsx": lambda book: (
        first(book)[2][0] == date(2017, 1, 1) and told(book)["formulas"].count == 3
    ),
}


@needs_them
@pytest.mark.parametrize("name", READ)
def test_it_is_read_as_the_list_says(reader, name):
    book = reader.open(ODD / name)

    assert READ[name](book), [sheet.rows[:5] for sheet in book.sheets[:3]]


@needs_them
def test_every_file_of_the_list_is_tried():
    assert sorted(listed()) == sorted((*READ, *REFUSED))


@needs_them
def test_the_longest_cell_of_a_workbook_comes_whole(reader, tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"] = "ق" * 32_767
    book.save(tmp_path / "long.xlsx")

    assert first(reader.open(tmp_path / "long.xlsx")) == [["ق" * 32_767]]
