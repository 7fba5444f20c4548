"""Records into a workbook: one pass over each, straight into the file, whole or not at all."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from ..domain.casefiles import CaseFile
from ..domain.messages import translate
from ..domain.progress import Progress, Silent
from ..domain.records import Record
from ..domain.values import canonical_json
from .appearance import COVER_WIDTHS, flat_slots, record_slots, sheet_frames
from .cells import CELLS, CellValue, SheetDigest, row_text
from .flat import FLAT_COLUMNS, FLAT_LISTS, flat_row
from .frame import Frame, SheetFrame, make_frame
from .front import (
    TITLE,
    About,
    StyledCells,
    list_names,
    list_rows,
    meta_rows,
    readme_rows,
)
from .layout import (
    BASE,
    FIRST_ROW,
    FLAT,
    HXL_ROW,
    KEY_ROW,
    LABEL_ROW,
    LAST_ROW,
    LISTS,
    META,
    README,
    Profile,
    TooManyRows,
    columns_of,
    exchanged_fields,
    profile_of,
    vocabularies_of,
)
from .parts import batches, member, replacing
from .remembering import BaseRows, Seen
from .sheets import LINE_HEIGHT, RowWriter, lines_of, styled_row

_REPORT_EVERY = 500


def _no_line(_: Record) -> str:
    return ""


@dataclass(frozen=True)
class RecordSheet:
    """The records of one sheet, to be gone through once; there are at most `at_most`."""

    kind: type[Record]
    at_most: int
    records: Iterable[Record]


@dataclass(frozen=True)
class WorkbookContent:
    """What goes into a workbook.

    The sheets are gone through in the given order, one after the other, so that a later one may
    depend on what an earlier one named; their tabs stand in the order of the profile. `line` names
    what a record held before, as it passes.
    """

    about: About
    kinds: Sequence[type[Record]]
    sheets: Sequence[RecordSheet]
    cases: Iterable[CaseFile] = ()
    cases_at_most: int = 0
    line: Callable[[Record], str] = _no_line
    flat: Callable[[CaseFile], tuple[CellValue, ...]] = flat_row
    """Makes the row for analysts of a case."""


Gate = Callable[[BinaryIO], None]
"""Looks through a finished file and raises what keeps it from getting its name."""


@dataclass(frozen=True)
class Written:
    """A finished workbook: its SHA-256, rows by sheet, and ids referred to but not in it."""

    path: Path
    sha256: str
    counts: Mapping[str, int]
    withheld: Sequence[str]


def write_workbook(
    path: Path,
    content: WorkbookContent,
    *,
    profile: str = "full",
    language: str = "en",
    gate: Gate = lambda _: None,
    progress: Progress | None = None,
) -> Written:
    """Write a workbook; the same content gives the same bytes.

    Raises TextTooLong, TooManyRows, WorkbookNotWritten and what `gate` raises; then there is no
    file, or the former one.
    """
    form = profile_of(profile)
    _refuse_too_many(content)
    writer = _Writer(content, form, language, progress or Silent())
    with replacing(path) as stream:
        with ZipFile(stream, "w", ZIP_DEFLATED) as package:
            writer.write(package)
        stream.flush()
        gate(stream)
        stream.seek(0)
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Written(path, digest, writer.counts, writer.withheld)


def _refuse_too_many(content: WorkbookContent) -> None:
    limit = LAST_ROW - FIRST_ROW + 1
    for sheet in content.sheets:
        if sheet.at_most > limit:
            raise TooManyRows(sheet=sheet.kind.about.sheet, count=sheet.at_most, limit=limit)


class _Writer:
    """Writes one workbook and keeps count of what went in."""

    def __init__(
        self, content: WorkbookContent, profile: Profile, language: str, progress: Progress
    ) -> None:
        self._content = content
        self._profile = profile
        self._language = language
        self._progress = progress
        self._lists = vocabularies_of(content.kinds) if content.kinds else FLAT_LISTS
        self._base = BaseRows()
        self._seen = Seen()
        self._frame = self._make_frame()
        self._done = 0
        self._total = sum(sheet.at_most for sheet in content.sheets) + content.cases_at_most
        self._digests: dict[str, str] = {}
        self.counts: dict[str, int] = {kind.about.sheet: 0 for kind in content.kinds}
        self.withheld: list[str] = []

    def write(self, package: ZipFile) -> None:
        """Write every part of the package."""
        for name, part in self._frame.parts.items():
            package.writestr(member(name), part)
        waiting = {sheet.kind: sheet for sheet in self._content.sheets}
        for kind in self._content.kinds:
            if kind not in waiting:
                self._sheet(package, kind.about.sheet, self._record_header(kind))
        for sheet in self._content.sheets:
            self._sheet(package, sheet.kind.about.sheet, self._record_rows(sheet))
        if self._profile.has_flat:
            self._sheet(package, FLAT, self._flat_rows())
        self._explain(package)
        if self._profile.has_base:
            self._write_base(package)

    # -- the frame ---------------------------------------------------------------------------

    def _make_frame(self) -> Frame:
        content = self._content
        about = content.about
        sheets = sheet_frames(
            content.kinds,
            self._profile,
            at_most={sheet.kind: sheet.at_most for sheet in content.sheets},
            cases=content.cases_at_most,
            lists=len(self._lists),
            language=self._language,
        )
        if self._profile.has_base:
            sheets += [SheetFrame(name, state="veryHidden") for name in self._base_names()]
        return make_frame(
            sheets,
            [] if self._profile.one_way else list_names(self._lists),
            title=translate(TITLE, self._language),
            export_id=about.export_id,
            at=about.exported_at,
            is_bare=self._profile.one_way,
        )

    def _base_names(self) -> list[str]:
        """Give as many names as the rows need, since a sheet has an end."""
        rows = sum(sheet.at_most for sheet in self._content.sheets)
        return [BASE, *(f"{BASE}_{n}" for n in range(2, rows // BaseRows.LIMIT + 2))]

    # -- rows --------------------------------------------------------------------------------

    def _sheet(self, package: ZipFile, name: str, rows: Iterable[str]) -> None:
        before, after = self._frame.sheets[name]
        with package.open(member(self._frame.part_of(name)), "w", force_zip64=True) as part:
            part.write(before)
            for batch in batches(rows):
                part.write("".join(batch).encode())
            part.write(after)

    def _header(self, columns: Sequence[tuple[str, str, str, str]]) -> Iterator[str]:
        """Give the three header rows for (key, label, HXL tag, style of the label)."""
        style = self._frame.styles
        keys = [(key, style["key"]) for key, _, _, _ in columns]
        labels = [(translate(label, self._language), style[look]) for _, label, _, look in columns]
        tags = [(tag, style["hxl"]) for _, _, tag, _ in columns]
        yield styled_row(KEY_ROW, keys, hidden=not self._profile.one_way)
        yield styled_row(LABEL_ROW, labels, height=3 * LINE_HEIGHT)
        yield styled_row(HXL_ROW, tags)

    def _record_header(self, kind: type[Record]) -> Iterator[str]:
        return self._header(
            [
                (one.key, one.label, one.hxl, "label_grey" if one.is_grey else "label")
                for one in self._profile.columns(kind)
            ]
        )

    def _record_rows(self, sheet: RecordSheet) -> Iterator[str]:
        kind, name = sheet.kind, sheet.kind.about.sheet
        slots = record_slots(kind, self._profile, self._frame.styles)
        writer = RowWriter(translate(name, self._language), slots)
        cells, shown = _cells_of(kind), self._shown(kind)
        yield from self._record_header(kind)
        cells_digest = SheetDigest()
        number = FIRST_ROW - 1
        for number, record in enumerate(sheet.records, start=FIRST_ROW):
            if number > LAST_ROW:
                raise TooManyRows(sheet=name, count=number, limit=LAST_ROW - FIRST_ROW + 1)
            content = canonical_json(record)
            digest = hashlib.sha256(content.encode()).hexdigest()
            values = cells(record, digest)
            self._seen.note(record, digest)
            as_read = row_text([float(one) if isinstance(one, int) else one for one in values])
            cells_digest.add(as_read)
            if self._profile.has_base:
                line = self._content.line(record)
                self._base.add(record, content, digest, cells=as_read, line=line)
            self._advance(name)
            yield writer.row(number, [values[at] for at in shown] if shown else values)
        self.counts[name] = number - FIRST_ROW + 1
        self._digests[name] = cells_digest.text

    def _shown(self, kind: type[Record]) -> list[int] | None:
        """Give the places of the columns that are written; None when all are."""
        columns = columns_of(kind)
        shown = [at for at, one in enumerate(columns) if self._profile.shows(kind, one)]
        return shown if len(shown) < len(columns) else None

    def _flat_rows(self) -> Iterator[str]:
        writer = RowWriter(FLAT, flat_slots(self._frame.styles))
        yield from self._header([(one.key, one.label, one.hxl, "label") for one in FLAT_COLUMNS])
        number = FIRST_ROW - 1
        for number, case in enumerate(self._content.cases, start=FIRST_ROW):
            self._advance(FLAT)
            if self._profile.one_way:
                self._seen.note_case(case.incident)
            yield writer.row(number, self._content.flat(case))
        self.counts[FLAT] = number - FIRST_ROW + 1

    def _advance(self, text: str) -> None:
        self._done += 1
        if self._done % _REPORT_EVERY == 0:
            self._progress.report(self._done, self._total, text)

    # -- what explains it --------------------------------------------------------------------

    def _explain(self, package: ZipFile) -> None:
        about, profile = self._content.about, self._profile
        self.withheld = self._seen.withheld()
        tally = self._seen.tally(self.counts, self._digests)
        cover = readme_rows(about, profile, tally, self._language)
        self._sheet(package, README, self._styled(cover))
        self._sheet(package, LISTS, self._styled(list_rows(self._lists, self._language)))
        if profile.one_way:
            return
        meta = meta_rows(about, profile, tally, kinds=self._content.kinds, language=self._language)
        rows: list[StyledCells] = [[(key, "name"), (value, "text")] for key, value in meta]
        self._sheet(package, META, self._styled(rows))

    def _styled(self, rows: Iterable[StyledCells]) -> Iterator[str]:
        for number, cells in enumerate(rows, start=1):
            lines = max(
                (lines_of(v, COVER_WIDTHS[1]) for v, look in cells if look == "plain"), default=1
            )
            yield styled_row(
                number,
                [(value, self._frame.styles[look]) for value, look in cells],
                height=lines * LINE_HEIGHT if lines > 1 else None,
            )

    def _write_base(self, package: ZipFile) -> None:
        held = self._base.take()
        for name in self._base_names():
            before, after = self._frame.sheets[name]
            rows = next(held, None)
            with package.open(member(self._frame.part_of(name)), "w", force_zip64=True) as part:
                part.write(before)
                for piece in rows.take() if rows else ():
                    part.write(piece)
                part.write(after)
        if next(held, None) is not None:
            raise TooManyRows(sheet=BASE, count=LAST_ROW + 1, limit=LAST_ROW)


def _cells_of(kind: type[Record]) -> Callable[[Record, str], tuple[CellValue, ...]]:
    """Make the function that gives a record's cells from left to right."""
    forms = [(field.key, CELLS[field.kind].write) for field in exchanged_fields(kind)]

    def cells(record: Record, digest: str) -> tuple[CellValue, ...]:
        # The attributes are read from the instance's own dictionary: there are millions of them.
        held = record.__dict__
        own = [
            "" if (value := held[key]) is None or value == () else write(value)
            for key, write in forms
        ]
        return ("", *own, record.tlp or "", record.rev, digest)

    return cells
