"""What became of a partner's table, as a workbook to send back: its rows, and cells not read.

It holds what the partner sent and the outcome, and nothing else of ours.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from ...domain.messages import is_right_to_left, mark, translate
from ...domain.saying import Said, Sayable
from ..cells import CellValue
from ..foreign.reads import DoubtfulCell
from ..frame import SheetFrame, make_frame
from ..styled import Cells, write_package

SUMMARY, ROWS, CELLS = mark("Summary"), mark("Rows"), mark("Cells")
_WIDTHS = {
    SUMMARY: (30, 80),
    ROWS: (8, 38, 30, 14, 90),
    CELLS: (10, 34, 34, 16, 90),
}
_ROW_HEADS = (mark("Row"), mark("Number"), mark("Result"), mark("Records made"), mark("Why"))
_CELL_HEADS = (mark("Cell"), mark("Heading"), mark("It says"), mark("Result"), mark("Why"))
_TITLE = mark("Receipt for your table")
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
_LOOKS: Mapping[str, str] = {
    "inserted": "taken",
    "updated": "taken",
    "unchanged": "plain",
    "conflicts": "waiting",
    "refused": "refused",
    "parked": "waiting",
}
_NOT_READ, _DOUBTFUL = mark("Not read"), mark("Doubtful")


@dataclass(frozen=True)
class Report:
    """What a report says: rows as (number, key, fate, records made, why), and cells."""

    name: str
    sha256: str
    sheet: str
    at: datetime
    counts: Mapping[str, int]
    rows: Sequence[tuple[int, str, str, int, Sayable | None]]
    refused: Sequence[DoubtfulCell] = ()
    doubts: Sequence[DoubtfulCell] = ()

    def to_plain(self, language: str) -> dict[str, Any]:
        """Give it as JSON holds it, its reasons said in a language."""
        return {
            "language": language,
            "name": self.name,
            "sha256": self.sha256,
            "sheet": self.sheet,
            "at": self.at.isoformat(),
            "counts": dict(self.counts),
            "rows": [
                (*row[:-1], row[-1].sentence(language) if row[-1] else None) for row in self.rows
            ],
            "refused": [_plain_cell(one, language) for one in self.refused],
            "doubts": [_plain_cell(one, language) for one in self.doubts],
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Make one of JSON."""
        rows = [
            (*row[:-1], Said(row[-1].translate(_BRACES)) if row[-1] else None)
            for row in plain["rows"]
        ]
        refused, doubts = (
            [_cell_of(*cell) for cell in plain[key]] for key in ("refused", "doubts")
        )
        at = datetime.fromisoformat(plain["at"])
        facts = (plain["name"], plain["sha256"], plain["sheet"], at, plain["counts"])
        return cls(*facts, rows, refused, doubts)


_BRACES = str.maketrans({"{": "{{", "}": "}}"})
"""Makes a sentence that was said already one that nothing has to be filled into."""


def _cell_of(sheet: str, cell: str, header: str, target: str, text: str, why: str) -> DoubtfulCell:
    return DoubtfulCell(sheet, cell, header, target, text, Said(why.translate(_BRACES)))


def _plain_cell(one: DoubtfulCell, language: str) -> tuple[str, ...]:
    told = (one.sheet, one.cell, one.header, one.target, one.text)
    return (*told, one.why.sentence(language))


def write_report(path: Path, report: Report, language: str = "en") -> None:
    """Write the report; text is text, whatever it begins with."""
    mirrored = is_right_to_left(language)
    sheets = {
        translate(SUMMARY, language): _summary(report, language),
        translate(ROWS, language): _rows(report, language),
        translate(CELLS, language): _cells(report, language),
    }
    frames = [
        SheetFrame(
            name,
            widths,
            freeze=None if title == SUMMARY else "A2",
            right_to_left=mirrored,
            has_grid=title != SUMMARY,
        )
        for name, (title, widths) in zip(sheets, _WIDTHS.items(), strict=True)
    ]
    frame = make_frame(
        frames, (), title=translate(_TITLE, language), export_id=report.sha256, at=report.at
    )
    write_package(path, frame, sheets.items())


def _summary(report: Report, language: str) -> Iterator[Cells]:
    yield [(translate(_TITLE, language), "title")]
    yield []
    facts: tuple[tuple[str, CellValue], ...] = (
        (_FILE, report.name),
        (_DIGEST, report.sha256),
        (_SHEET, report.sheet),
        (_READ, report.counts.get("read", 0)),
    )
    for label, value in facts:
        yield [(translate(label, language), "name"), (value, _look_of(value))]
    for fate, word in FATE_WORDS.items():
        counted = report.counts.get(fate, 0)
        yield [(translate(word, language), _LOOKS[fate]), (counted, "count")]


def _look_of(value: CellValue) -> str:
    return "text" if isinstance(value, str) else "count"


def _rows(report: Report, language: str) -> Iterator[Cells]:
    yield [(translate(head, language), "label") for head in _ROW_HEADS]
    for number, key, fate, made, why in report.rows:
        word = translate(FATE_WORDS[fate], language)
        yield [
            (number, "count"),
            (key, "text"),
            (word, _LOOKS[fate]),
            (made, "count"),
            (why.sentence(language) if why else "", "plain"),
        ]


def _cells(report: Report, language: str) -> Iterator[Cells]:
    yield [(translate(head, language), "label") for head in _CELL_HEADS]
    told = ((report.refused, _NOT_READ, "refused"), (report.doubts, _DOUBTFUL, "kept"))
    for cells, result, look in told:
        for one in cells:
            yield [
                (one.cell, "text"),
                (one.header, "plain"),
                (one.text, "plain"),
                (translate(result, language), look),
                (one.why.sentence(language), "plain"),
            ]
