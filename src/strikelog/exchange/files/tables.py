"""The cells of a workbook as python-calamine reads them, packed sheet by sheet."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, time
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
from .packing import ROWS_A_PIECE, Cell, Cells, Piece, pack_rows

MOST_ROWS = 500_000
MOST_BLANK = 1_000
"""Rows without a cell, after which what follows is a stray."""

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
    """Call the reader; what it meets in a file, its own collapse too, is Unusable."""
    try:
        return read()
    except PasswordError:
        raise Unusable("password") from None
    except _FAULTS as problem:
        raise Unusable(_word_of(problem)) from None
    except BaseException as problem:
        # What the library was written in ends by a panic, which is no Exception for Python.
        if type(problem).__name__ != "PanicException":
            raise
        raise Unusable("damaged") from None


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
    if sheet.total_height > MOST_ROWS and _rows_with_cells(sheet) > MOST_ROWS:
        raise Unusable("too_many_rows")
    noticed: Counter[str] = Counter()
    pieces: list[Piece] = []
    rows = _until_blank(sheet, noticed)
    while part := list(islice(rows, ROWS_A_PIECE)):
        pieces.append((len(part), pack_rows(tidied(part, noticed))))
    return PackedSheet(pieces, noticed)


def _rows_with_cells(sheet: CalamineSheet) -> int:
    return sum(any(cell != "" for cell in row) for row in guarded_rows(sheet))


def guarded_rows(sheet: CalamineSheet) -> Iterator[Row]:
    """Give the rows from the first on; what the reader meets is Unusable."""
    rows = sheet.iter_rows()
    while (row := guarded(lambda: next(rows, None))) is not None:
        yield list(row)


def _until_blank(sheet: CalamineSheet, noticed: Counter[str]) -> Iterator[Row]:
    """Leave out blank rows at the end, and whatever follows too many of them."""
    blank: list[Row] = []
    for number, row in enumerate(guarded_rows(sheet)):
        if any(cell != "" for cell in row):
            yield from blank
            blank = []
            yield row
        elif len(blank) == MOST_BLANK:
            noticed["cut"] = number - MOST_BLANK
            return
        else:
            blank.append(row)


# -- values --------------------------------------------------------------------------------------

ERRORS = frozenset(
    "#REF! #N/A #VALUE! #DIV/0! #NAME? #NULL! #NUM! #GETTING_DATA #SPILL! #CALC!".split()
)


def tidied(rows: Sequence[Row], noticed: Counter[str]) -> list[Cells]:
    """Bring the cells of some rows to the values they stand for, column by column.

    Whole numbers become int, spaces around texts go, failed formulas are empty.
    """
    columns = [_tidy(column, noticed) for column in zip(*rows, strict=True)]
    return list(zip(*columns, strict=True))


def _tidy(column: Cells, noticed: Counter[str]) -> Cells:
    kinds = set(map(type, column))
    if kinds == {str}:
        return _texts(column, noticed)
    if kinds == {float}:
        return [_number(cell) for cell in column]
    return [_value(cell, noticed) for cell in column]


def _texts(column: Cells, noticed: Counter[str]) -> Cells:
    stripped = [str(cell).strip() for cell in column]
    if any(cell[:1] == "#" for cell in stripped):
        return [_value(cell, noticed) for cell in stripped]
    return stripped


def _value(cell: Cell, noticed: Counter[str]) -> Cell:
    if isinstance(cell, str):
        text = cell.strip()
        if text in ERRORS:
            noticed["errors"] += 1
            return None
        return text or None
    if isinstance(cell, float):
        return _number(cell)
    return _moment(cell)


def _number(cell: Cell) -> Cell:
    assert isinstance(cell, float)
    if cell.is_integer() and -_WHOLE <= cell <= _WHOLE:
        return int(cell)
    if cell - cell != 0:  # neither infinite nor a number
        return None
    return cell


def _moment(cell: Cell) -> Cell:
    """Leave out the zones no spreadsheet has, which only a damaged file could bring."""
    return cell.replace(tzinfo=None) if isinstance(cell, datetime | time) else cell
