"""Records into a workbook: one pass over each, straight into the file, whole or not at all."""

import hashlib
import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedRandom
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..domain.casefiles import CaseFile
from ..domain.errors import StrikelogError
from ..domain.fields import Field, Kind
from ..domain.messages import is_right_to_left, mark, translate
from ..domain.progress import Progress, Silent
from ..domain.records import Incident, Record
from ..domain.values import canonical_json
from ..domain.vocabularies import vocabulary
from .cells import CELLS, CellValue, Look, SheetDigest, row_digest, row_text
from .flat import FLAT_COLUMNS, flat_row
from .frame import Frame, SheetFrame, make_frame
from .front import (
    TITLE,
    About,
    StyledCells,
    Tally,
    list_names,
    list_rows,
    meta_rows,
    readme_rows,
)
from .layout import (
    BASE,
    BASE_KEYS,
    FIRST_ROW,
    FLAT,
    HASH,
    HXL_ROW,
    KEY_ROW,
    LABEL_ROW,
    LAST_ROW,
    LISTS,
    META,
    PART,
    README,
    REV,
    Column,
    Profile,
    TooManyRows,
    column_letter,
    columns_of,
    exchanged_fields,
    frozen_columns,
    profile_of,
    vocabularies_of,
)
from .sheets import LINE_HEIGHT, Held, RowWriter, Slot, lines_of, styled_row
from .validations import validations_of

_BATCH = 500
_COVER = (26, 100)
"""Widths of the two columns of the cover."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_SPARE_ROWS = 200
"""Rows below the data that are validated like it, for new records."""


class WorkbookNotWritten(StrikelogError):
    """The operating system refused to write the workbook."""

    message = mark("“{name}” could not be written: {reason}. What stood there before is unchanged.")


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
    depend on what an earlier one named; their tabs stand in the order of the profile.
    """

    about: About
    kinds: Sequence[type[Record]]
    sheets: Sequence[RecordSheet]
    cases: Iterable[CaseFile] = ()
    cases_at_most: int = 0


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
    progress: Progress | None = None,
) -> Written:
    """Write a workbook; the same content gives the same bytes.

    Raises TextTooLong, TooManyRows, WorkbookNotWritten; then there is no file, or the former one.
    """
    form = profile_of(profile)
    _refuse_too_many(content)
    writer = _Writer(content, form, language, progress or Silent())
    with _replacing(path) as stream:
        with ZipFile(stream, "w", ZIP_DEFLATED) as package:
            writer.write(package)
        stream.seek(0)
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Written(path, digest, writer.counts, writer.withheld)


def _refuse_too_many(content: WorkbookContent) -> None:
    limit = LAST_ROW - FIRST_ROW + 1
    for sheet in content.sheets:
        if sheet.at_most > limit:
            raise TooManyRows(sheet=sheet.kind.about.sheet, count=sheet.at_most, limit=limit)


@contextmanager
def _replacing(path: Path) -> Iterator[BufferedRandom]:
    """Give a file that takes the place of `path` once it is complete and on the disk."""
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}.unfinished")
    try:
        with unfinished.open("x+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
    except OSError as refusal:
        reason = refusal.strerror or type(refusal).__name__
        raise WorkbookNotWritten(name=path.name, reason=reason) from refusal
    finally:
        unfinished.unlink(missing_ok=True)


class _Writer:
    """Writes one workbook and keeps count of what went in."""

    def __init__(
        self, content: WorkbookContent, profile: Profile, language: str, progress: Progress
    ) -> None:
        self._content = content
        self._profile = profile
        self._language = language
        self._progress = progress
        self._lists = vocabularies_of(content.kinds)
        self._base = _BaseRows()
        self._seen = _Seen()
        self._frame = self._make_frame()
        self._done = 0
        self._total = sum(sheet.at_most for sheet in content.sheets) + content.cases_at_most
        self._digests: dict[str, str] = {}
        self.counts: dict[str, int] = {kind.about.sheet: 0 for kind in content.kinds}
        self.withheld: list[str] = []

    def write(self, package: ZipFile) -> None:
        """Write every part of the package."""
        for name, part in self._frame.parts.items():
            package.writestr(_member(name), part)
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
        about = self._content.about
        at_most = {sheet.kind: sheet.at_most for sheet in self._content.sheets}
        sheets = [SheetFrame(README, _COVER, has_grid=False, right_to_left=self._mirrored)]
        if self._profile.has_flat:
            sheets.append(self._flat_frame())
        sheets += [self._record_frame(kind, at_most.get(kind, 0)) for kind in self._content.kinds]
        widths = [width for _ in self._lists for width in (22, 28, 90)]
        sheets.append(SheetFrame(LISTS, widths, freeze="A3", right_to_left=self._mirrored))
        sheets.append(SheetFrame(META, (20, 80), state="hidden"))
        if self._profile.has_base:
            sheets += [SheetFrame(name, state="veryHidden") for name in self._base_names()]
        return make_frame(
            sheets,
            list_names(self._lists),
            title=translate(TITLE, self._language),
            export_id=about.export_id,
            at=about.exported_at,
        )

    @property
    def _mirrored(self) -> bool:
        return is_right_to_left(self._language)

    def _record_frame(self, kind: type[Record], rows: int) -> SheetFrame:
        columns = columns_of(kind)
        is_register = self._profile.is_register(kind)
        last = min(FIRST_ROW - 1 + rows + max(self._profile.blank_rows, _SPARE_ROWS), LAST_ROW)
        end = column_letter(len(columns))
        return SheetFrame(
            kind.about.sheet,
            widths=[_width(column, kind) for column in columns],
            styles=[_style(column, is_register=is_register) for column in columns],
            freeze=f"{column_letter(frozen_columns(kind) + 1)}{FIRST_ROW}",
            filtered=f"A{HXL_ROW}:{end}{max(FIRST_ROW - 1 + rows, FIRST_ROW)}",
            validations=() if is_register else tuple(validations_of(kind, last, self._language)),
            is_register=is_register,
            right_to_left=self._mirrored,
        )

    def _flat_frame(self) -> SheetFrame:
        last = max(FIRST_ROW - 1 + self._content.cases_at_most, FIRST_ROW)
        return SheetFrame(
            FLAT,
            widths=[column.width for column in FLAT_COLUMNS],
            styles=[column.look.value for column in FLAT_COLUMNS],
            freeze=f"C{FIRST_ROW}",
            filtered=f"A{HXL_ROW}:{column_letter(len(FLAT_COLUMNS))}{last}",
            right_to_left=self._mirrored,
        )

    def _base_names(self) -> list[str]:
        """Give as many names as the rows need, since a sheet has an end."""
        rows = sum(sheet.at_most for sheet in self._content.sheets)
        return [BASE, *(f"{BASE}_{n}" for n in range(2, rows // _BaseRows.LIMIT + 2))]

    # -- rows --------------------------------------------------------------------------------

    def _sheet(self, package: ZipFile, name: str, rows: Iterable[str]) -> None:
        before, after = self._frame.sheets[name]
        with package.open(_member(self._frame.part_of(name)), "w", force_zip64=True) as part:
            part.write(before)
            for batch in _batches(rows):
                part.write("".join(batch).encode())
            part.write(after)

    def _header(self, columns: Sequence[tuple[str, str, str, str]]) -> Iterator[str]:
        """Give the three header rows for (key, label, HXL tag, style of the label)."""
        style = self._frame.styles
        keys = [(key, style["key"]) for key, _, _, _ in columns]
        labels = [(translate(label, self._language), style[look]) for _, label, _, look in columns]
        tags = [(tag, style["hxl"]) for _, _, tag, _ in columns]
        yield styled_row(KEY_ROW, keys, hidden=True)
        yield styled_row(LABEL_ROW, labels, height=3 * LINE_HEIGHT)
        yield styled_row(HXL_ROW, tags)

    def _record_header(self, kind: type[Record]) -> Iterator[str]:
        return self._header(
            [
                (one.key, one.label, one.hxl, "label_grey" if one.is_grey else "label")
                for one in columns_of(kind)
            ]
        )

    def _record_rows(self, sheet: RecordSheet) -> Iterator[str]:
        kind, name = sheet.kind, sheet.kind.about.sheet
        is_register = self._profile.is_register(kind)
        columns = columns_of(kind)
        slots = [
            Slot(
                column.label,
                self._frame.styles[_style(column, is_register=is_register)],
                _width(column, kind) if _is_long(column) else 0,
            )
            for column in columns
        ]
        writer = RowWriter(translate(name, self._language), slots)
        cells = _cells_of(kind)
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
                self._base.add(record, content, digest, as_read)
            self._advance(name)
            yield writer.row(number, values)
        self.counts[name] = number - FIRST_ROW + 1
        self._digests[name] = cells_digest.text

    def _flat_rows(self) -> Iterator[str]:
        styles = self._frame.styles
        writer = RowWriter(
            FLAT,
            [
                Slot(
                    one.label,
                    styles[one.look.value],
                    one.width if one.look is Look.LONG else 0,
                )
                for one in FLAT_COLUMNS
            ],
        )
        yield from self._header([(one.key, one.label, one.hxl, "label") for one in FLAT_COLUMNS])
        number = FIRST_ROW - 1
        for number, case in enumerate(self._content.cases, start=FIRST_ROW):
            self._advance(FLAT)
            yield writer.row(number, flat_row(case))
        self.counts[FLAT] = number - FIRST_ROW + 1

    def _advance(self, text: str) -> None:
        self._done += 1
        if self._done % _BATCH == 0:
            self._progress.report(self._done, self._total, text)

    # -- what explains it --------------------------------------------------------------------

    def _explain(self, package: ZipFile) -> None:
        about, profile = self._content.about, self._profile
        self.withheld = self._seen.withheld()
        tally = self._seen.tally(self.counts, self._digests)
        cover = readme_rows(about, profile, tally, self._language)
        self._sheet(package, README, self._styled(cover))
        self._sheet(package, LISTS, self._styled(list_rows(self._lists, self._language)))
        meta = meta_rows(about, profile, tally, kinds=self._content.kinds, language=self._language)
        rows: list[StyledCells] = [[(key, "name"), (value, "text")] for key, value in meta]
        self._sheet(package, META, self._styled(rows))

    def _styled(self, rows: Iterable[StyledCells]) -> Iterator[str]:
        for number, cells in enumerate(rows, start=1):
            lines = max((lines_of(v, _COVER[1]) for v, look in cells if look == "plain"), default=1)
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
            with package.open(_member(self._frame.part_of(name)), "w", force_zip64=True) as part:
                part.write(before)
                for piece in rows.take() if rows else ():
                    part.write(piece)
                part.write(after)
        if next(held, None) is not None:
            raise TooManyRows(sheet=BASE, count=LAST_ROW + 1, limit=LAST_ROW)


def _member(name: str) -> ZipInfo:
    """Describe a part of the package without the time of writing."""
    member = ZipInfo(name, date_time=_EPOCH)
    member.compress_type = ZIP_DEFLATED
    member.external_attr = 0o600 << 16
    return member


def _batches(rows: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


_NAME_WIDTH = 42


def _width(column: Column, kind: type[Record]) -> float:
    if column.field is None:
        return 10
    if column.key in kind.about.title[:1] and column.field.kind is Kind.LINE:
        return _NAME_WIDTH
    return max(CELLS[column.field.kind].width, 10)


def _is_long(column: Column) -> bool:
    return column.field is not None and CELLS[column.field.kind].look is Look.LONG


def _style(column: Column, *, is_register: bool = False) -> str:
    if column.field is None:
        look = {REV: Look.NUMBER.value, HASH: "digest"}.get(column.key, Look.TEXT.value)
    else:
        look = CELLS[column.field.kind].look.value
    return f"{look}_grey" if column.is_grey or is_register else look


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


class _BaseRows:
    """The hidden sheets that hold each row as it was exported."""

    LIMIT = 1_000_000
    """Records in one sheet, which leaves room for content in several parts."""

    def __init__(self) -> None:
        self._writer = RowWriter(BASE, [Slot(key, 0) for key in BASE_KEYS])
        self._sheets: list[Held] = []
        self._row = 0
        self._records = 0

    def add(self, record: Record, content: str, digest: str, cells: str) -> None:
        """Keep a record as it was exported, in as many parts as its content needs."""
        if self._records % self.LIMIT == 0:
            self._begin()
        self._records += 1
        tail = (record.tlp or "", row_digest(cells))
        name = type(record).__name__
        for part, start in enumerate(range(0, len(content), PART), start=1):
            piece = content[start : start + PART]
            values = (name, record.id, record.rev, digest, part, piece, *tail)
            self._row += 1
            self._sheets[-1].add(self._writer.row(self._row, values))

    def _begin(self) -> None:
        header = self._writer.row(1, BASE_KEYS)
        self._sheets.append(Held())
        self._sheets[-1].add(header)
        self._row = 1

    def take(self) -> Iterator[Held]:
        """Give the sheets in order."""
        return iter(self._sheets)


class _Seen:
    """What went into a workbook, for the sheets that explain it."""

    def __init__(self) -> None:
        self._ids: set[str] = set()
        self._named: set[str] = set()
        self._digests: list[bytes] = []
        self._days: set[str] = set()
        self._marks: set[str] = set()
        self._links: dict[type[Record], tuple[Field, ...]] = {}

    def note(self, record: Record, digest: str) -> None:
        """Take a record into account."""
        kind = type(record)
        if kind not in self._links:
            links = (f for f in exchanged_fields(kind) if f.kind in (Kind.LINK, Kind.LINKS))
            self._links[kind] = tuple(links)
        self._ids.add(record.id)
        self._digests.append(bytes.fromhex(digest))
        self._marks.add(record.tlp or record.about.tlp)
        for field in self._links[kind]:
            held = getattr(record, field.key)
            if held:
                self._named.update(held if field.is_many else (held,))
        if isinstance(record, Incident):
            days = (record.date_start, record.date_end)
            self._days.update(day.isoformat() for day in days if day)

    def withheld(self) -> list[str]:
        """Give the ids that are referred to but not in the file."""
        return sorted(self._named - self._ids)

    def tally(self, counts: Mapping[str, int], cells: Mapping[str, str]) -> Tally:
        """Sum up what was written."""
        digests = "".join(digest.hex() for digest in sorted(self._digests))
        strictest = (code.code for code in vocabulary("TLP") if code.code in self._marks)
        return Tally(
            counts=dict(counts),
            first_day=min(self._days, default=""),
            last_day=max(self._days, default=""),
            tlp=next(strictest, ""),
            digest=hashlib.sha256(digests.encode()).hexdigest(),
            withheld=self.withheld(),
            cells=dict(cells),
        )
