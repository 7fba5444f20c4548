"""What each kind of value looks like in a cell: its format, its text, and the way back.

Everything but counts and coordinates is written as text, so that no program turns 2019-07 into a
day or 00123 into 123.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from hashlib import blake2b
from typing import Any

from ..domain.errors import BadValue
from ..domain.fields import Field, Kind
from ..domain.messages import mark
from ..domain.reading import read

CellValue = str | int | float
"""What is written into a cell; blank text leaves it empty."""


class Look(Enum):
    """How a cell is formatted; the frame holds one style for each."""

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    COORDINATE = "coordinate"


@dataclass(frozen=True, slots=True)
class CellForm:
    """Format of a kind's cells, width of its column in characters, and its value as written."""

    look: Look
    width: int
    write: Callable[[Any], CellValue]


class ExcelMadeItADate(BadValue):
    """A spreadsheet turned what was typed into a day, and what was typed is lost."""

    message = mark(
        "The spreadsheet program turned this cell into the date {text}. "
        "Format the cell as text and type it again."
    )


_BAR, _BROKEN_BAR = "|", "¦"
_LINE_ENDS = re.compile("\r\n?")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SUSPECT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """Leave out what no workbook can hold; lines end with LF."""
    # Most texts are of letters alone, which is told faster than by looking for what is not.
    if text.isprintable() or not _SUSPECT.search(text):
        return text
    return _UNWRITABLE.sub("", _LINE_ENDS.sub("\n", text))


def _many(values: tuple[str, ...]) -> str:
    return _BAR.join(writable(one).replace(_BAR, _BROKEN_BAR) for one in values)


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


_LINE = CellForm(Look.TEXT, 24, writable)
_CODE = CellForm(Look.TEXT, 18, writable)
_MANY = CellForm(Look.TEXT, 24, _many)

CELLS: Mapping[Kind, CellForm] = {
    Kind.ID: CellForm(Look.TEXT, 12, str),
    Kind.LINE: _LINE,
    Kind.TEXT: CellForm(Look.LONG, 60, writable),
    Kind.CODE: _CODE,
    Kind.CODES: _MANY,
    Kind.COUNT: CellForm(Look.NUMBER, 10, int),
    Kind.DEGREES: CellForm(Look.COORDINATE, 12, lambda value: round(value, 6)),
    Kind.DATE: CellForm(Look.TEXT, 16, lambda value: value.edtf),
    Kind.DAY: CellForm(Look.TEXT, 12, date.isoformat),
    Kind.TIME: CellForm(Look.TEXT, 8, lambda value: value.strftime("%H:%M")),
    Kind.INSTANT: CellForm(Look.TEXT, 22, _instant),
    Kind.YESNO: CellForm(Look.TEXT, 8, lambda value: "yes" if value else "no"),
    Kind.LINK: CellForm(Look.TEXT, 12, str),
    Kind.LINKS: CellForm(Look.TEXT, 16, _many),
    Kind.TAGS: _MANY,
    Kind.LANGUAGE: CellForm(Look.TEXT, 8, writable),
    Kind.URL: CellForm(Look.TEXT, 30, writable),
    Kind.DIGEST: CellForm(Look.TEXT, 14, writable),
}


def cell_of(field: Field, value: object) -> CellValue:
    """Give what is written for a value; nothing recorded is an empty cell."""
    return "" if value is None else CELLS[field.kind].write(value)


_DAYS_AS_TEXT: Mapping[Kind, Callable[[datetime], str]] = {
    Kind.DATE: lambda moment: moment.date().isoformat(),
    Kind.DAY: lambda moment: moment.date().isoformat(),
    Kind.TIME: lambda moment: moment.strftime("%H:%M"),
    Kind.INSTANT: lambda moment: moment.replace(tzinfo=UTC).isoformat(),
}
"""Kinds that can be taken from a real date cell."""


def is_real_date(raw: object) -> bool:
    """Tell whether a spreadsheet holds the cell as a date or time and not as text."""
    return isinstance(raw, date | time | timedelta)


def cell_text(field: Field, raw: object) -> str:
    """Give the text a person meant by a cell, whatever type the spreadsheet gave it.

    Raises ExcelMadeItADate where a date cell stands for something else.
    """
    if isinstance(raw, str):
        return raw.replace("\u00a0", " ").strip()
    if isinstance(raw, bool):
        return ("yes" if raw else "no") if field.kind is Kind.YESNO else str(raw).upper()
    if isinstance(raw, int | float):
        return _number_text(raw)
    if is_real_date(raw):
        return _date_text(field, raw)
    return "" if raw is None else str(raw)


def _number_text(number: float) -> str:
    if number == int(number):
        return str(int(number))
    return f"{number:.10f}".rstrip("0") if abs(number) < 1_000 else repr(number)


def _date_text(field: Field, raw: object) -> str:
    moment = _moment(raw)
    if field.kind not in _DAYS_AS_TEXT:
        raise ExcelMadeItADate(text=moment.date().isoformat())
    return _DAYS_AS_TEXT[field.kind](moment)


def _moment(raw: object) -> datetime:
    if isinstance(raw, datetime):
        return raw
    if isinstance(raw, date):
        return datetime.combine(raw, time())
    if isinstance(raw, time):
        return datetime.combine(date(1900, 1, 1), raw)
    assert isinstance(raw, timedelta)
    return datetime(1900, 1, 1) + raw  # noqa: DTZ001 - a wall clock time of no place


def read_cell(field: Field, raw: object, language: str = "en") -> object:
    """Read a cell as the value of a field; an empty one is nothing. Raises BadValue."""
    return read(field, cell_text(field, raw), language)


_ESCAPE = "_x005F_"


def is_same_cell(field: Field, raw: object, written: CellValue) -> bool:
    """Tell whether a cell still says what was written, though a spreadsheet saved it since."""
    if isinstance(raw, str) and isinstance(written, str):
        return raw == written or _plain(raw) == _plain(written)
    if isinstance(raw, int | float) and isinstance(written, int | float):
        return abs(raw - written) < 5e-7
    if raw in ("", None) or written == "":
        return raw in ("", None) and written == ""
    return not is_real_date(raw) and cell_text(field, raw) == _as_text(written)


def _plain(text: str) -> str:
    """Bring to one spelling what spreadsheets escape, end or trim in different ways."""
    text = _LINE_ENDS.sub("\n", text).strip()
    while _ESCAPE in text:
        text = text.replace(_ESCAPE, "_")
    return text


def _as_text(written: CellValue) -> str:
    return written if isinstance(written, str) else _number_text(written)


_BETWEEN_CELLS, _BETWEEN_ROWS = "\x1f", "\x1e"  # never in a cell: controls are left out


def row_text(cells: Sequence[object]) -> str:
    """Give a row as one text, as a reader gets it: numbers as decimals, empty cells as blank."""
    return _BETWEEN_CELLS.join(map(str, cells))


def row_digest(text: str) -> str:
    """Give the digest by which a row is known to be untouched."""
    return blake2b(text.encode(), digest_size=16).hexdigest()


class SheetDigest:
    """Takes in the rows of a sheet one by one; untouched sheets have the digest they had."""

    def __init__(self) -> None:
        self._hash = blake2b(digest_size=16)

    def add(self, text: str) -> None:
        """Take in a row as one text."""
        self._hash.update(text.encode())
        self._hash.update(_BETWEEN_ROWS.encode())

    @property
    def text(self) -> str:
        """Give the digest of what was taken in."""
        return self._hash.hexdigest()
