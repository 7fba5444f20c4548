"""Real files of partners as workbooks, read without the confined reader."""

import csv
from datetime import time
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from strikelog.exchange.workbooks import Merge, Sheet, Workbook

SHARED = Path(__file__).parents[3].parent / "shared" / "data"


def real_file(name: str) -> Path:
    """Give a file of the shared data, or skip the test where there is none."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the shared data lacks {name}")
    return path


def real_workbook(name: str) -> Workbook:
    """Read a real file into the values that the reader of files gives."""
    path = real_file(name)
    if path.suffix in (".csv", ".tsv", ".ssv"):
        return workbook(*_text_rows(path))
    book = CalamineWorkbook.from_path(str(path))
    sheets = []
    for seen in book.sheets_metadata:
        sheet = book.get_sheet_by_name(seen.name)
        rows = [[_cell(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
        merged = tuple(Merge(*start, *end) for start, end in sheet.merged_cell_ranges or ())
        visible = seen.visible == SheetVisibleEnum.Visible
        sheets.append(Sheet(seen.name, visible, rows, merged))
    return Workbook(path.name, "", path.suffix[1:], tuple(sheets))


def _cell(cell):
    return None if cell == "" and not isinstance(cell, time) else cell


def _text_rows(path: Path) -> list[list[str]]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    separator = {".tsv": "\t", ".ssv": ";"}.get(path.suffix, ",")
    return list(csv.reader(text.splitlines(keepends=True), delimiter=separator))


def workbook(*rows, name="Sheet1", merged=(), links=None) -> Workbook:
    """Make a workbook of one sheet."""
    sheet = Sheet(name, True, [list(row) for row in rows], tuple(merged), links or {})
    return Workbook("book.xlsx", "", "xlsx", (sheet,))
