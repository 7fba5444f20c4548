"""The receipt for a workbook that came in: what became of each cell, on the partner's own sheets.

It holds what the partner sent, and of ours only what the caller says may be told. A receipt is no
workbook to be filled in: it has no memory of records, and an import says so.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from ..domain.messages import LANGUAGES, is_right_to_left, mark, translate
from ..domain.progress import Progress, Silent
from .appearance import column_width
from .cells import CellValue, writable
from .frame import Frame, SheetFrame, make_frame
from .layout import FIRST_ROW, HXL_ROW, KEY_ROW, LABEL_ROW, PART, column_letter, columns_of
from .parts import member, replacing
from .reading import Raw, ReadSheet, ReadWorkbook
from .styled import Cells, line_of, put_sheet
from .writing import Gate

SUMMARY = "Receipt"
FATES = ("taken", "kept", "refused", "waiting")
"""What can become of a cell: it came in, ours stays, it cannot come in, nobody has decided yet."""

FATE_WORDS: Mapping[str, str] = {
    "taken": mark("Taken"),
    "kept": mark("Not taken: our value stays"),
    "refused": mark("Refused"),
    "waiting": mark("Waiting for a decision"),
}
_COUNTED: Mapping[str, str] = {
    "taken": mark("{count} taken"),
    "kept": mark("{count} not taken"),
    "refused": mark("{count} refused"),
    "waiting": mark("{count} waiting"),
}
_TITLE = mark("Receipt for your workbook")
_INTRO = mark(
    "This is what became of the workbook you sent. Your own sheets follow, with each cell you "
    "changed in its colour; sheets in which nothing changed are left out. This file is for reading."
)
_HEADS = (
    mark("Sheet"),
    mark("Cell"),
    mark("Record"),
    mark("Field"),
    mark("You sent"),
    mark("Result"),
    mark("Our value"),
    mark("Why"),
)
_RESULT = mark("Result")
_WIDTHS = (16, 8, 34, 24, 34, 26, 34, 60)
_FACTS = (
    mark("Your file"),
    mark("Its SHA-256"),
    mark("Export it came from"),
    mark("Taken in at"),
    mark("By office"),
    mark("Rows read"),
    mark("New rows"),
    mark("Rows changed"),
    mark("Rows unchanged"),
    mark("Rows changed on both sides"),
    mark("Rows with refused cells"),
    mark("Rows set aside"),
)
COUNTS = ("read", "inserted", "updated", "unchanged", "conflicts", "refused", "parked")
_REPORT_EVERY = 500


@dataclass(frozen=True, slots=True)
class CellResult:
    """What became of one cell; `row` counts from 1 and `ours` is blank where it is not shared."""

    sheet: str
    row: int
    key: str
    fate: str
    title: str = ""
    label: str = ""
    theirs: str = ""
    ours: str = ""
    why: str = ""


@dataclass(frozen=True)
class ReceiptContent:
    """What a receipt tells: the workbook as it came, what became of its cells and rows, by whom."""

    book: ReadWorkbook
    cells: Sequence[CellResult]
    counts: Mapping[str, int]
    at: datetime
    office: str = ""
    language: str = "en"

    @cached_property
    def by_row(self) -> Mapping[tuple[str, int], Mapping[str, CellResult]]:
        """The results by sheet and row, then by column."""
        found: dict[tuple[str, int], dict[str, CellResult]] = defaultdict(dict)
        for one in self.cells:
            found[one.sheet, one.row][one.key] = one
        return found

    @property
    def sheets(self) -> list[ReadSheet]:
        """Their sheets in which anything happened."""
        named = {one.sheet for one in self.cells}
        return [one for one in self.book.sheets if one.name in named]


def write_receipt(
    path: Path,
    content: ReceiptContent,
    *,
    gate: Gate = lambda _: None,
    progress: Progress | None = None,
) -> str:
    """Write a receipt and give its SHA-256; raises what `write_workbook` raises."""
    writer = _Writer(content, progress or Silent())
    with replacing(path) as stream:
        with ZipFile(stream, "w", ZIP_DEFLATED) as package:
            writer.write(package)
        stream.flush()
        gate(stream)
        stream.seek(0)
        return hashlib.file_digest(stream, "sha256").hexdigest()


class _Writer:
    """Writes one receipt."""

    def __init__(self, content: ReceiptContent, progress: Progress) -> None:
        self._content = content
        self._progress = progress
        self._language = content.language
        self._frame = self._make_frame()

    def write(self, package: ZipFile) -> None:
        for name, part in self._frame.parts.items():
            package.writestr(member(name), part)
        self._sheet(package, SUMMARY, self._summary())
        for sheet in self._content.sheets:
            self._sheet(package, sheet.name, self._rows(sheet))

    def _make_frame(self) -> Frame:
        mirrored = is_right_to_left(self._language)
        frames = [SheetFrame(SUMMARY, _WIDTHS, right_to_left=mirrored, has_grid=False)]
        frames += [_sheet_frame(one, mirrored=mirrored) for one in self._content.sheets]
        return make_frame(
            frames,
            (),
            title=translate(_TITLE, self._language),
            export_id=self._content.book.export_id,
            at=self._content.at,
        )

    def _sheet(self, package: ZipFile, name: str, rows: Iterable[str]) -> None:
        put_sheet(package, self._frame, name, rows)

    # -- the summary -------------------------------------------------------------------------

    def _summary(self) -> Iterator[str]:
        rows: list[Cells] = [
            [(self._said(_TITLE), "title")],
            [],
            [(self._said(_INTRO), "name")],
            [],
        ]
        rows += [[(label, "name"), ("", "name"), (value, "text")] for label, value in self._facts()]
        rows.append([])
        rows += [[("", fate), (_both(FATE_WORDS[fate], " · "), "text")] for fate in FATES]
        rows += [[], [(self._said(head), "label") for head in _HEADS]]
        for number, cells in enumerate(rows, start=1):
            yield self._styled(number, cells)
        for number, one in enumerate(self._content.cells, start=len(rows) + 1):
            yield self._styled(number, self._line(one))

    def _facts(self) -> Iterator[tuple[str, CellValue]]:
        content = self._content
        at = content.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
        told = (content.book.name, content.book.sha256, content.book.export_id, at, content.office)
        counted = tuple(content.counts.get(name, 0) for name in COUNTS)
        values: tuple[CellValue, ...] = (*(text or "–" for text in told), *counted)
        yield from zip(map(self._said, _FACTS), values, strict=True)

    def _line(self, one: CellResult) -> Cells:
        place = self._place(one)
        said = _both(FATE_WORDS[one.fate], "\n")
        told = (one.sheet, place, one.title, one.label, one.theirs)
        line: Cells = [(text, "plain") for text in told]
        return [*line, (said, one.fate), (one.ours, "plain"), (one.why, "plain")]

    def _place(self, one: CellResult) -> str:
        sheet = next((x for x in self._content.book.sheets if x.name == one.sheet), None)
        if sheet is None or one.key not in sheet.places:
            return str(one.row)
        return sheet.cell_name(one.row, one.key)

    # -- their sheets ------------------------------------------------------------------------

    def _rows(self, sheet: ReadSheet) -> Iterator[str]:
        yield from self._header(sheet)
        total = len(sheet.rows)
        for number, row in enumerate(sheet.rows, start=FIRST_ROW):
            if number % _REPORT_EVERY == 0:
                self._progress.report(number, total, sheet.name)
            results = self._content.by_row.get((sheet.name, number), {})
            yield self._styled(number, _coloured(sheet, row, results))

    def _header(self, sheet: ReadSheet) -> Iterator[str]:
        known = {one.key: one for one in columns_of(sheet.kind)}
        columns = [known.get(key) for key in sheet.keys]
        keys: Cells = [(key, "key") for key in sheet.keys]
        labels: Cells = [
            (self._said(one.label) if one else key, "label")
            for key, one in zip(sheet.keys, columns, strict=True)
        ]
        tags: Cells = [(one.hxl if one else "", "hxl") for one in columns]
        yield self._styled(KEY_ROW, keys, hidden=True)
        yield self._styled(LABEL_ROW, [*labels, (_both(_RESULT, " · "), "label")], lines=3)
        yield self._styled(HXL_ROW, [*tags, ("", "hxl")])

    def _said(self, text: str) -> str:
        return translate(text, self._language)

    def _styled(
        self,
        number: int,
        cells: Sequence[tuple[CellValue, str]],
        *,
        hidden: bool = False,
        lines: int = 1,
    ) -> str:
        two = any(isinstance(value, str) and look in FATES and "\n" in value
                  for value, look in cells)  # fmt: skip
        least = max(lines, 1 + two)
        return line_of(self._frame, number, cells, hidden=hidden, least=least)


def _coloured(sheet: ReadSheet, row: Raw, results: Mapping[str, CellResult]) -> Cells:
    """Give a row as it came, its cells in their colours, and what became of it behind them."""
    cells = [
        (_shown(row[at]) if at < len(row) else "", results[key].fate if key in results else "text")
        for at, key in enumerate(sheet.keys)
    ]
    worst = next((one for one in ("refused", "waiting", "kept", "taken")
                  if any(x.fate == one for x in results.values())), "text")  # fmt: skip
    return [*cells, (_row_words(results.values()), worst)]


def _row_words(results: Iterable[CellResult]) -> str:
    counts: dict[str, int] = defaultdict(int)
    for one in results:
        counts[one.fate] += 1
    return "\n".join(
        ("، " if is_right_to_left(language) else ", ").join(
            translate(_COUNTED[fate], language).format(count=counts[fate])
            for fate in FATES
            if counts[fate]
        )
        for language in LANGUAGES
        if counts
    )


def _both(text: str, between: str) -> str:
    """Say a text in both languages: the office that reads it may speak either."""
    return between.join(dict.fromkeys(translate(text, one) for one in LANGUAGES))


def _shown(raw: object) -> CellValue:
    """Give a cell as it came; what a spreadsheet made a date is written as one reads it."""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, int | float):
        return int(raw) if raw == int(raw) else raw
    if isinstance(raw, date):
        return raw.isoformat()
    return "" if raw is None else writable(str(raw))[:PART]


def _sheet_frame(sheet: ReadSheet, *, mirrored: bool) -> SheetFrame:
    known = {one.key: one for one in columns_of(sheet.kind)}
    widths = [column_width(known[key], sheet.kind) if key in known else 14 for key in sheet.keys]
    frozen = sheet.places.get("ref", sheet.places["id"]) + 2
    return SheetFrame(
        sheet.name,
        widths=[*widths, 34],
        freeze=f"{column_letter(frozen)}{FIRST_ROW}",
        right_to_left=mirrored,
    )
