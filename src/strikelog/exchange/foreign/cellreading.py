"""One cell read for one target: a table of readers, one for each kind of value."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from ...domain.count_values import Count
from ...domain.date_names import MONTHS
from ...domain.dates import BadDate, FuzzyDate
from ...domain.errors import BadValue
from ...domain.messages import mark
from ...domain.reading import NotAWebAddress, read_code
from ...domain.saying import Said, say
from ...domain.text import clean, clean_line, fold
from ...domain.times import read_time
from ..workbooks import Cell
from .crosswalks import ANY, JOIN, code_for, list_name
from .days import DayReader, clock_of
from .mapping import SCALE, SPLIT, SWAPPED, ColumnMapping
from .people import read_flag, read_people
from .points import read_one, read_point
from .shapes import is_absent, plain_text
from .targets import Target, ValueKind

Value = str | int | float | bool | time | FuzzyDate | Count
"""What a cell says once it is read; `targets` tells which type each kind of target gives."""


class NoCodeYet(BadValue):
    """A spelling that no code was given for."""

    message = mark("No code is known for “{text}”. Say what it means in the list of values.")


class NumberWasCut(BadValue):
    """A spreadsheet has shortened a long number, and its end is lost."""

    message = mark(
        "“{text}” is a long number that a spreadsheet has shortened; its end is lost. "
        "Ask for a file in which this column is text."
    )


class NotAPartOfADate(BadDate):
    """A year, month or day that cannot be one."""

    message = mark("“{text}” cannot be a part of a date.")


SEVERAL_CODES = mark("“{text}” names several values; only the first was taken.")
PAGES = mark("Only web addresses were taken from “{text}”.")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: values with the targets they belong to, and a doubt if there is one."""

    values: tuple[tuple[str, Value], ...] = ()
    doubt: Said | None = None


NOTHING_SAID = Reading()


@dataclass(frozen=True)
class CellReader:
    """Reads the cells of one column for one target; `days` reads its dates."""

    target: Target
    column: ColumnMapping
    days: DayReader = field(default_factory=DayReader)

    def read(self, cell: Cell, link: str = "") -> Reading:
        """Read a cell that is not blank; raises BadValue when it cannot be taken."""
        if isinstance(cell, str) and is_absent(cell) and self._may_be_absent(cell):
            return NOTHING_SAID
        return _READERS[self.target.kind](self, cell, link)

    def _may_be_absent(self, cell: str) -> bool:
        """Leave words such as «unknown» to the lists that have a code for them."""
        if self.target.kind in (ValueKind.CODE, ValueKind.MEANS, ValueKind.COUNT, ValueKind.FLAG):
            return not _LETTER.search(cell)
        return True

    def one(self, value: Value, doubt: Said | None = None) -> Reading:
        """Make the reading of one value for the column's own target."""
        return Reading(((self.target.key, value),), doubt)


_LETTER = re.compile(r"[^\W\d_]")


def _parts(reader: CellReader, text: str) -> list[str]:
    """Split a cell of several values at the sign that the mapping tells."""
    sign = reader.column.options.get(SPLIT)
    parts = text.split(sign) if sign else [text]
    return [part for each in parts if (part := clean_line(each)) and not is_absent(part)]


def _date(reader: CellReader, cell: Cell, _: str) -> Reading:
    return reader.one(*reader.days.read(cell))


def _part_of_date(least: int, most: int) -> Callable[[CellReader, Cell, str], Reading]:
    def read(reader: CellReader, cell: Cell, _: str) -> Reading:
        if isinstance(cell, date) and most > 31:
            return reader.one(cell.year)
        text = fold(clean_line(plain_text(cell)))
        number = MONTHS.get(text) if most == 12 else None
        if number is None and text.removesuffix(".0").isdecimal():
            number = int(text.removesuffix(".0"))
        if number == 0:
            return NOTHING_SAID
        if number is None or not least <= number <= most:
            raise NotAPartOfADate(text=clean_line(str(cell))[:60])
        return reader.one(number)

    return read


def _time(reader: CellReader, cell: Cell, _: str) -> Reading:
    clock = clock_of(cell)
    return reader.one(clock if clock is not None else read_time(plain_text(cell)))


def _text(reader: CellReader, cell: Cell, _: str) -> Reading:
    names = _parts(reader, plain_text(cell))
    return Reading(tuple((reader.target.key, name) for name in names))


def _long(reader: CellReader, cell: Cell, _: str) -> Reading:
    return reader.one(clean(plain_text(cell)))


_SHORTENED = re.compile(r"\d[.,]\d+e\+\d\d+", re.IGNORECASE)


def _id(reader: CellReader, cell: Cell, _: str) -> Reading:
    text = clean_line(plain_text(cell)).removeprefix("uuid:")
    if _SHORTENED.fullmatch(text):
        raise NumberWasCut(text=text[:60])
    return reader.one(text)


def _code(reader: CellReader, cell: Cell, _: str) -> Reading:
    text = clean_line(plain_text(cell))
    codes = [_code_of(reader, text)] if _is_known(reader, text) else _codes_of(reader, text)
    kept = _telling(codes)
    if len(kept) < 2 or reader.target.many:
        return _coded(reader, kept)
    if list_name(reader.target) in ("WEAPON", "DELIVERY"):
        return _coded(reader, ["multiple"])
    return _coded(reader, kept[:1], say(SEVERAL_CODES, text=text[:60]))


def _telling(codes: Sequence[str]) -> list[str]:
    """Leave out «unknown» where another code says more, and what was said twice."""
    every = list(dict.fromkeys(code for code in codes if code))
    return [code for code in every if code not in _UNKNOWN] or every[:1]


_UNKNOWN = ("unknown", "unspecified", "unidentified")


def _coded(reader: CellReader, codes: Sequence[str], doubt: Said | None = None) -> Reading:
    return Reading(tuple((reader.target.key, code) for code in codes), doubt)


def _is_known(reader: CellReader, text: str) -> bool:
    scale = reader.column.options.get(SCALE, "")
    known = reader.column.code_of(text) is not None
    return known or code_for(reader.target, text, scale) is not None


_SEVERAL = re.compile(r"[,;|\n،؛]")


def parts_of(text: str) -> list[str]:
    """Split a cell at the signs that part several values."""
    return [part for each in _SEVERAL.split(text) if (part := clean_line(each))]


def _codes_of(reader: CellReader, text: str) -> list[str]:
    """Read several values of one cell; all of them must be known."""
    parts = parts_of(text)
    if len(parts) < 2:
        return [_code_of(reader, text)]
    return [_code_of(reader, part) for part in parts]


def _code_of(reader: CellReader, text: str) -> str:
    """Give the code of one spelling, blank when it says nothing; raises BadValue."""
    said = reader.column.code_of(text)
    if said is None:
        said = code_for(reader.target, text, reader.column.options.get(SCALE, ""))
    if said is not None:
        return said
    if is_absent(text):
        return ""
    if reader.target.kind is ValueKind.MEANS:
        raise NoCodeYet(text=text[:60])
    return read_code(reader.target.vocabulary, text)


def _means(reader: CellReader, cell: Cell, _: str) -> Reading:
    """Read delivery and weapon from one word; several words are several of both."""
    text = clean_line(plain_text(cell))
    codes = [_code_of(reader, text)] if _is_known(reader, text) else _codes_of(reader, text)
    pairs = [code.partition(JOIN) for code in codes if code]
    deliveries = _telling([one for one, _, _ in pairs if one != ANY])
    weapons = _telling([one for _, _, one in pairs if one != ANY])
    values = [
        (key, found[0] if len(found) == 1 else "multiple")
        for key, found in (("delivery", deliveries), ("weapon", weapons))
        if found
    ]
    return Reading(tuple(values))


def _count(reader: CellReader, cell: Cell, _: str) -> Reading:
    count = read_people(cell, reader.column.options)
    return NOTHING_SAID if count is None else reader.one(count)


def _flag(reader: CellReader, cell: Cell, _: str) -> Reading:
    flag = read_flag(cell)
    return NOTHING_SAID if flag is None else reader.one(flag)


def _degrees(reader: CellReader, cell: Cell, _: str) -> Reading:
    return reader.one(read_one(cell, is_latitude=reader.target.key == "place.lat"))


def _point(reader: CellReader, cell: Cell, _: str) -> Reading:
    exchanged = reader.column.options.get(SWAPPED) == "yes"
    lat, lon = read_point(plain_text(cell), longitude_first=exchanged)
    return Reading((("place.lat", lat), ("place.lon", lon)))


_ADDRESS = re.compile(r"https?://[^\s/?#|,;]+[^\s|;]*", re.IGNORECASE)


def _url(reader: CellReader, cell: Cell, link: str) -> Reading:
    """Read every web address of a cell; where it holds none, the one it leads to."""
    text = plain_text(cell)
    found = [each.rstrip(".,)]") for each in _ADDRESS.findall(text)]
    bare = f"https://{clean_line(text)}" if text.lower().startswith("www.") else ""
    addresses = found or [each for each in (bare, link) if each][:1]
    if not addresses:
        raise NotAWebAddress(text=clean_line(text)[:60])
    doubt = say(PAGES, text=clean_line(text)[:60]) if found and _is_prose(text, found) else None
    return Reading(tuple((reader.target.key, each) for each in dict.fromkeys(addresses)), doubt)


_LABELLED = re.compile(r"[^|]+\|\s*https?://[^\s|]+", re.IGNORECASE)


def is_labelled_page(text: str) -> bool:
    """Say whether a cell holds the name of a page and its address: as in Report|https://…."""
    return bool(_LABELLED.fullmatch(text.strip()))


def _is_prose(text: str, found: Sequence[str]) -> bool:
    """Say whether more than addresses, their names and the signs between them is in a cell."""
    if is_labelled_page(text):
        return False
    rest = text
    for address in found:
        rest = rest.replace(address, "")
    return bool(_LETTER.search(rest))


def _nothing(_: CellReader, __: Cell, ___: str) -> Reading:
    return NOTHING_SAID


_READERS: Mapping[ValueKind, Callable[[CellReader, Cell, str], Reading]] = {
    ValueKind.DATE: _date,
    ValueKind.YEAR: _part_of_date(1800, 2100),
    ValueKind.MONTH: _part_of_date(1, 12),
    ValueKind.DAY: _part_of_date(1, 31),
    ValueKind.TIME: _time,
    ValueKind.TEXT: _text,
    ValueKind.LONG: _long,
    ValueKind.CODE: _code,
    ValueKind.MEANS: _means,
    ValueKind.COUNT: _count,
    ValueKind.FLAG: _flag,
    ValueKind.DEGREES: _degrees,
    ValueKind.POINT: _point,
    ValueKind.URL: _url,
    ValueKind.ID: _id,
    ValueKind.NOTHING: _nothing,
}
