"""The cells of a workbook as python-calamine reads them, packed sheet by sheet."""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from functools import partial
from itertools import islice
from typing import NamedTuple, TypeVar

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ...limited.child import Unusable
from .packing import (
    BETWEEN,
    ROWS_A_PIECE,
    Cell,
    Cells,
    Piece,
    column_of,
    column_of_texts,
    joined_columns,
    packed_column,
)

MOST_ROWS = 500_000
MOST_BLANK_PARTS = 2
"""Thousands of rows without a cell, after which what follows is a stray."""

MOST_BLANK_CELLS = 20_000_000

Result = TypeVar("Result")

_WHOLE = 2.0**53
_FAULTS = (CalamineError, OSError, ValueError, OverflowError, TypeError)


class Opened:
    """A workbook held in memory; every fault of its reader is Unusable here."""

    def __init__(self, content: bytes) -> None:
        self._book = guarded(lambda: CalamineWorkbook.from_filelike(_Once(content)))

    @property
    def names(self) -> list[str]:
        """All sheets in their order."""
        return self._book.sheet_names

    @property
    def visible(self) -> Mapping[str, bool]:
        """The sheets that hold cells, and whether a person sees them."""
        return {
            sheet.name: sheet.visible == SheetVisibleEnum.Visible
            for sheet in self._book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet
        }

    def sheet(self, name: str) -> CalamineSheet:
        """Read a sheet."""
        return guarded(lambda: self._book.get_sheet_by_name(name))


class _Once:
    """Bytes to be read from their beginning, let go of as soon as they were."""

    def __init__(self, content: bytes) -> None:
        self._content: bytes | None = content
        self._at = 0

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Move; as files do."""
        size = len(self._content or b"")
        self._at = offset + (0, self._at, size)[whence]
        return self._at

    def read(self, size: int | None = -1, /) -> bytes:
        """Give so many bytes; fewer at the end."""
        content = self._content or b""
        end = len(content) if size is None or size < 0 else self._at + size
        part = content[self._at : end]
        self._at += len(part)
        if not part and size:
            self._content = None
        return part


def guarded(read: Callable[[], Result]) -> Result:
    """Call the reader; what it meets in a file is Unusable.

    When it collapses, which is no Exception for Python, the child ends, and the parent knows why.
    """
    try:
        return read()
    except PasswordError:
        raise Unusable("password") from None
    except _FAULTS as problem:
        raise Unusable(_word_of(problem)) from None


def _word_of(problem: Exception) -> str:
    said = str(problem)
    if "Cell limit exceeded" in said:
        return "far_cell"
    return "unknown_format" if "Cannot detect file format" in said else "damaged"


class PackedSheet(NamedTuple):
    """The rows of a sheet, and what was noticed while they were packed."""

    pieces: list[Piece]
    noticed: Counter[str]


Row = list[Cell]


def packed_sheet(sheet: CalamineSheet) -> PackedSheet:
    """Pack the rows of a sheet of anybody's; raises Unusable with `too_many_rows`."""
    noticed: Counter[str] = Counter()
    pieces: list[Piece] = []
    for rows in _parts_until_blank(sheet, noticed):
        if len(pieces) * ROWS_A_PIECE >= MOST_ROWS:
            raise Unusable("too_many_rows")
        columns = [_packed(column, noticed) for column in zip(*rows, strict=True)]
        pieces.append((len(rows), joined_columns(columns, len(rows))))
    if noticed["cut"]:
        noticed["cut"] = sum(count for count, _ in pieces)
    return PackedSheet(pieces, noticed)


def parts_of(sheet: CalamineSheet) -> Iterator[list[Row]]:
    """Give the rows from the first row and column on, so many at once.

    What the reader meets is Unusable; so is a table so far to the right that all before it could
    not be held.
    """
    left = _columns_before(sheet)
    rows = sheet.iter_rows()  # which leaves out blank columns at the left, but no rows
    while part := guarded(lambda: list(islice(rows, ROWS_A_PIECE))):
        # Lists of the types of a cell, which the stubs name in another order.
        yield [[*left, *row] for row in part] if left else part  # type: ignore[misc]


def _columns_before(sheet: CalamineSheet) -> Row:
    before = sheet.start[1] if sheet.start else 0
    if before * sheet.height > MOST_BLANK_CELLS:
        raise Unusable("far_cell")
    return [""] * before


def _parts_until_blank(sheet: CalamineSheet, noticed: Counter[str]) -> Iterator[list[Row]]:
    """Leave out blank rows at the end, and whatever follows too many of them."""
    held: list[Row] | None = None
    blank: list[list[Row]] = []
    for part in parts_of(sheet):
        if not any(map(_is_filled, part)):
            blank.append(part)
            continue
        if held is not None:
            if len(blank) >= MOST_BLANK_PARTS:
                noticed["cut"] = 1
                break
            yield held
        yield from blank
        blank, held = [], part
    if held is not None:
        yield _without_blank_end(held)


def _is_filled(row: Row) -> bool:
    return any(row) or any(cell != "" for cell in row)  # the second also sees zeros


def _without_blank_end(rows: list[Row]) -> list[Row]:
    end = len(rows)
    while end and not _is_filled(rows[end - 1]):
        end -= 1
    return rows[:end]


# -- values --------------------------------------------------------------------------------------

ERRORS = frozenset(
    "#REF! #N/A #VALUE! #DIV/0! #NAME? #NULL! #NUM! #GETTING_DATA #SPILL! #CALC!".split()
)


def _packed(column: Cells, noticed: Counter[str]) -> bytes:
    """Bring cells to the values they stand for, and pack them.

    Whole numbers become int, spaces around texts go, failed formulas are empty. A column of one
    type, as most are, takes the quick way.
    """
    kinds = set(map(type, column))
    quick = _QUICK.get(kinds.pop()) if len(kinds) == 1 else None
    packed = quick(column) if quick else None
    if packed is None:
        return packed_column([_value(cell, noticed) for cell in column])
    return packed


def _texts(column: Cells) -> bytes | None:
    joined = BETWEEN.join(map(str.strip, column))  # type: ignore[arg-type]  # texts alone
    if "#" in joined or joined.count(BETWEEN) >= len(column):
        return None  # perhaps a failed formula, or a text that holds what should stand between
    return column_of_texts(joined, len(column))


def _numbers(column: Cells) -> bytes | None:
    whole = list(map(float.is_integer, column))  # type: ignore[arg-type]  # numbers alone
    if not any(whole):
        return column_of(float, column) if math.isfinite(sum(column)) else None  # type: ignore[arg-type]
    largest: float = max(map(abs, column))  # type: ignore[arg-type,type-var,assignment]
    if all(whole) and largest <= _WHOLE:
        return column_of(int, list(map(int, column)))  # type: ignore[arg-type]
    return None


_QUICK: Mapping[type, Callable[[Cells], bytes | None]] = {
    str: _texts,
    float: _numbers,
    date: partial(column_of, date),
    bool: partial(column_of, bool),
}


def _value(cell: Cell, noticed: Counter[str]) -> Cell:
    if isinstance(cell, str):
        text = cell.strip()
        if text in ERRORS:
            noticed["errors"] += 1
            return None
        return text or None
    return _number(cell) if isinstance(cell, float) else _moment(cell)


def _number(cell: Cell) -> Cell:
    assert isinstance(cell, float)
    if cell.is_integer() and -_WHOLE <= cell <= _WHOLE:
        return int(cell)
    return cell if cell - cell == 0 else None  # neither infinite nor a number


def _moment(cell: Cell) -> Cell:
    """Leave out the zones no spreadsheet has, which only a damaged file could bring."""
    return cell.replace(tzinfo=None) if isinstance(cell, datetime | time) else cell
