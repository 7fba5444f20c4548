"""A workbook of ours into rows of raw cells, whatever program saved it since.

Only the machine keys of row 1 count; sheets and columns may be moved, rows sorted. What a cell
means is decided elsewhere.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..domain.progress import Progress
from ..domain.records import RECORDS, Record
from .cells import SheetDigest, row_digest, row_text
from .layout import (
    BASE,
    BASE_KEYS,
    FIRST_ROW,
    ID,
    OP,
    SCHEMA_VERSION,
    column_letter,
    columns_of,
)
from .own_files import NoMeta, OwnFile, OwnSheet, read_own
from .versions import version_name

Raw = Sequence[object]

Rows = Sequence[Raw]


class NotOurs(StrikelogError):
    """The workbook was made by something else."""

    message = mark(
        "“{name}” was not exported by strikelog: its hidden sheet “_meta” is missing. "
        "Export a workbook, fill it in, and import that one."
    )


class WorkbookIsNewer(StrikelogError):
    """The workbook has a layout this version does not know."""

    message = mark(
        "“{name}” was made with a newer version of strikelog. Update strikelog to import it."
    )


class NoMachineKeys(StrikelogError):
    """The hidden first row, which names the columns, is gone."""

    message = mark(
        "“{name}”: the sheet “{sheet}” has lost the names of its columns, which stand in the "
        "hidden row 1. Copy row 1 from the workbook as it was exported."
    )


@dataclass(frozen=True, slots=True)
class BaseRow:
    """A row as it was exported; `content` is canonical JSON, `line` names what it held before."""

    rev: int
    content: Mapping[str, object]
    tlp: str
    digest: str = ""
    line: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """Name what the record held."""
        return version_name(self.digest, self.tlp)


class Base:
    """The hidden rows a workbook was exported with, read when the first one is asked for."""

    def __init__(self, read: Callable[[], Sequence[Raw]]) -> None:
        self._read = read

    @cached_property
    def _rows(self) -> Sequence[Raw]:
        return self._read()

    @cached_property
    def _places(self) -> Mapping[str, Mapping[str, int]]:
        """Where each record's first part stands, by class and id."""
        places: dict[str, dict[str, int]] = {}
        for at, (entity, record_id, _, _, part, *_) in enumerate(self._rows):
            if part == 1:
                places.setdefault(str(entity), {})[str(record_id)] = at
        return places

    def digests(self, kind: type[Record]) -> Mapping[str, object]:
        """Give the digest of each exported row by id."""
        places = self._places.get(kind.__name__, {})
        return {record_id: self._rows[at][7] for record_id, at in places.items()}

    def row(self, kind: type[Record], record_id: str) -> BaseRow | None:
        """Give a record as it was exported; None when it was not, or when it was tampered with."""
        at = self._places.get(kind.__name__, {}).get(record_id)
        if at is None:
            return None
        _, _, rev, digest, _, _, tlp, _, *line = self._rows[at]
        text = "".join(self._parts(at, record_id))
        if hashlib.sha256(text.encode()).hexdigest() != digest:
            return None
        names = tuple(str(line[0]).split()) if line else ()
        number = int(str(rev).split(".", maxsplit=1)[0] or 0)
        return BaseRow(number, json.loads(text), str(tlp), str(digest), names)

    def marks(self, kind: type[Record]) -> dict[str, tuple[str, str]]:
        """Give (hash of the content, sharing mark) of each exported row by id."""
        places = self._places.get(kind.__name__, {})
        rows = ((record_id, self._rows[at]) for record_id, at in places.items())
        return {record_id: (str(row[3]), str(row[6])) for record_id, row in rows}

    def _parts(self, at: int, record_id: str) -> Iterator[str]:
        yield str(self._rows[at][5])
        for row in self._rows[at + 1 :]:
            if row[1] != record_id or row[4] == 1:
                return
            yield str(row[5])


@dataclass(frozen=True)
class ReadSheet:
    """The rows of one record class as raw cells; `keys` name the columns from the left."""

    kind: type[Record]
    name: str
    keys: tuple[str, ...]
    rows: Sequence[Raw]
    formulas: frozenset[str] = frozenset()

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Positions of the known columns by machine key."""
        known = {column.key for column in columns_of(self.kind)}
        return {key: at for at, key in enumerate(self.keys) if key in known}

    @property
    def unknown(self) -> tuple[str, ...]:
        """Columns that are not ours and are left alone."""
        return tuple(key for key in self.keys if key and key not in self.places)

    def numbered(self) -> Iterator[tuple[int, Raw]]:
        """Give the rows that hold anything, with the number a person sees beside them."""
        for number, row in enumerate(self.rows, start=FIRST_ROW):
            if any(cell not in ("", None) for cell in row):
                yield number, row

    def digest(self, row: Raw) -> str:
        """Give the digest of a row in the order of the layout."""
        return row_digest(self._text(row))

    def whole_digest(self, rows: Iterable[tuple[int, Raw]]) -> str:
        """Give the digest of all rows in their order, as `numbered` gave them."""
        digest = SheetDigest()
        for _, row in rows:
            digest.add(self._text(row))
        return digest.text

    def _text(self, row: Raw) -> str:
        if self._order is None:
            return row_text(row[: self._width])
        return row_text([row[at] if at >= 0 else "" for at in self._order])

    @cached_property
    def _width(self) -> int:
        return len(columns_of(self.kind))

    @cached_property
    def _order(self) -> list[int] | None:
        """Positions in the order of the layout; None when the columns stand so already."""
        keys = [column.key for column in columns_of(self.kind)]
        if list(self.keys[: len(keys)]) == keys:
            return None
        return [self.places.get(key, -1) for key in keys]

    def cell_name(self, number: int, key: str) -> str:
        """Give the name of a cell as a person sees it, like D17."""
        return f"{column_letter(self.places[key] + 1)}{number}"


@dataclass(frozen=True)
class ReadWorkbook:
    """A workbook of ours as raw cells, with what it says of itself."""

    name: str
    sha256: str
    meta: Mapping[str, str]
    sheets: tuple[ReadSheet, ...]
    base: Base = field(default_factory=lambda: Base(tuple))
    saved_at: str = ""
    """When a program last saved it (ISO text, UTC), as far as the file tells."""

    def is_untouched(self, sheet: ReadSheet, rows: Iterable[tuple[int, Raw]]) -> bool:
        """Tell whether all rows of a sheet stand as they were written, in their order."""
        return self.meta.get(f"cells.{sheet.kind.about.sheet}") == sheet.whole_digest(rows)

    @property
    def export_id(self) -> str:
        """The export it came from."""
        return self.meta.get("export_id", "")

    @property
    def withheld(self) -> frozenset[str]:
        """Ids the workbook refers to without holding them."""
        return frozenset(filter(None, self.meta.get("withheld", "").split("|")))


def read_workbook(
    path: Path, progress: Progress | None = None, records: Sequence[type[Record]] = RECORDS
) -> ReadWorkbook:
    """Read a workbook of ours; raises a StrikelogError when it is none or cannot be read."""
    try:
        own = read_own(path, records, progress)
    except NoMeta:
        raise NotOurs(name=path.name) from None
    meta = _meta(own.meta)
    _refuse_newer(meta, path.name)
    sheets = (
        _sheet(kind, own.sheets[kind.__name__], own.formulas, path.name)
        for kind in records
        if kind.__name__ in own.sheets
    )
    base = Base(partial(_all_base_rows, own))
    return ReadWorkbook(path.name, own.sha256, meta, tuple(sheets), base, own.saved_at)


def _meta(rows: Sequence[Raw]) -> dict[str, str]:
    """Read the key and value pairs; a key on several rows is put together."""
    meta: dict[str, str] = {}
    for key, value, *_ in (row for row in rows if len(row) > 1):
        known = meta.get(str(key))
        meta[str(key)] = f"{known}|{value}" if known else str(value)
    return meta


def _refuse_newer(meta: Mapping[str, str], name: str) -> None:
    major = meta.get("schema_version", "").split(".", maxsplit=1)[0]
    if not major.isdecimal():
        raise NotOurs(name=name)
    if int(major) > int(SCHEMA_VERSION.split(".", maxsplit=1)[0]):
        raise WorkbookIsNewer(name=name)


def _sheet(
    kind: type[Record], own: OwnSheet, formulas: Mapping[str, frozenset[str]], file: str
) -> ReadSheet:
    keys = tuple(str(cell).strip() for cell in own.rows[0]) if own.rows else ()
    if not own.rows:
        return ReadSheet(kind, own.name, keys, ())
    if ID not in keys or OP not in keys:
        raise NoMachineKeys(name=file, sheet=own.name)
    cells = formulas.get(own.name, frozenset())
    return ReadSheet(kind, own.name, keys, own.rows[FIRST_ROW - 1 :], cells)


_CONTINUED = rf"{BASE}(_\d+)?"


def _all_base_rows(own: OwnFile) -> list[Raw]:
    return [row for rows in own.base(_CONTINUED) for row in _base_rows(rows)]


def _base_rows(rows: Sequence[Raw]) -> Iterator[Raw]:
    # Files of earlier versions of this program have a column less.
    if rows and tuple(map(str, rows[0]))[: len(BASE_KEYS)] == BASE_KEYS:
        yield from rows[1:]
