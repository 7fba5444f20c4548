"""What became of a partner's table, as a workbook to send back: its rows, and cells not read.

It holds what the partner sent and the outcome, and nothing else of ours.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from ...domain.messages import is_right_to_left, mark, translate
from ..cells import writable
from ..foreign.reads import DoubtfulCell
from ..foreign.saying import Sayable

SUMMARY, ROWS, CELLS = mark("Summary"), mark("Rows"), mark("Cells")
_ROW_HEADS = (mark("Row"), mark("Number"), mark("Result"), mark("Records made"), mark("Why"))
_CELL_HEADS = (mark("Cell"), mark("Heading"), mark("It says"), mark("Result"), mark("Why"))
_FILE, _DIGEST, _SHEET = mark("Your file"), mark("Its SHA-256"), mark("Sheet")
_READ = mark("Rows read")

FATE_WORDS: Mapping[str, str] = {
    "inserted": mark("New"),
    "updated": mark("Changed"),
    "unchanged": mark("Unchanged"),
    "conflicts": mark("Changed on both sides"),
    "refused": mark("Refused"),
    "parked": mark("New; a name waits to be matched"),
}
_NOT_READ, _DOUBTFUL = mark("Not read"), mark("Doubtful")

_Value = str | int


@dataclass(frozen=True)
class Report:
    """What a report says: rows as (number, key, fate, records made, why), and cells."""

    name: str
    sha256: str
    sheet: str
    counts: Mapping[str, int]
    rows: Sequence[tuple[int, str, str, int, Sayable | None]]
    refused: Sequence[DoubtfulCell] = ()
    doubts: Sequence[DoubtfulCell] = ()


def write_report(path: Path, report: Report, language: str = "en") -> None:
    """Write the report; text is text, whatever it begins with."""
    book = Workbook(write_only=True)
    told = (
        (SUMMARY, (28, 70), _summary(report, language)),
        (ROWS, (8, 24, 30, 14, 90), _rows(report, language)),
        (CELLS, (10, 40, 40, 14, 90), _cells(report, language)),
    )
    for title, widths, rows in told:
        sheet: Worksheet = book.create_sheet(translate(title, language))
        _fill(sheet, widths, rows, language)
    book.save(path)


def _fill(
    sheet: Worksheet,
    widths: Sequence[int],
    rows: Iterable[Sequence[_Value]],
    language: str,
) -> None:
    sheet.sheet_view.rightToLeft = is_right_to_left(language)
    for letter, width in zip("ABCDE", widths, strict=False):
        sheet.column_dimensions[letter].width = width
    for at, row in enumerate(rows):
        sheet.append([_cell(sheet, value, bold=at == 0) for value in row])


def _cell(sheet: Worksheet, value: _Value, *, bold: bool) -> Cell:
    cell: Cell = WriteOnlyCell(sheet, writable(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula
    if bold:
        cell.font = Font(bold=True)
    return cell


def _summary(report: Report, language: str) -> Iterator[Sequence[_Value]]:
    yield translate(_FILE, language), report.name
    yield translate(_DIGEST, language), report.sha256
    yield translate(_SHEET, language), report.sheet
    yield translate(_READ, language), report.counts.get("read", 0)
    for fate, word in FATE_WORDS.items():
        yield translate(word, language), report.counts.get(fate, 0)


def _rows(report: Report, language: str) -> Iterator[Sequence[_Value]]:
    yield tuple(translate(head, language) for head in _ROW_HEADS)
    for number, key, fate, made, why in report.rows:
        word = translate(FATE_WORDS[fate], language)
        yield number, key, word, made, why.sentence(language) if why else ""


def _cells(report: Report, language: str) -> Iterator[Sequence[_Value]]:
    yield tuple(translate(head, language) for head in _CELL_HEADS)
    for cells, result in ((report.refused, _NOT_READ), (report.doubts, _DOUBTFUL)):
        for one in cells:
            said = translate(result, language)
            yield one.cell, one.header, one.text, said, one.why.sentence(language)
