"""Both coordinates in one cell, and single ones in cells of numbers."""

import re

from ...domain.degrees import BadDegrees, DegreesOutOfRange, read_degrees
from ...domain.errors import BadValue
from ...domain.messages import mark
from ...domain.text import clean_line, fold
from ..workbooks import Cell


class NotAPoint(BadValue):
    """A cell that should hold two coordinates does not."""

    message = mark("“{text}” is not a latitude and a longitude, like 35.614, 36.560.")


class PerhapsSwapped(BadDegrees):
    """A latitude that only a longitude can be."""

    message = mark(
        "{text} cannot be a latitude. Perhaps latitude and longitude are exchanged: "
        "exchange the meanings of the two columns."
    )


_WKT = re.compile(r"point ?z? ?\( ?(-?[\d.]+) +(-?[\d.]+)[^)]*\)")
_HALF = r"[^,;|/]*?\d[^,;|/]*?"
_PARTED = re.compile(rf"\(?\[?({_HALF}) ?[,;|/] ?({_HALF})\]?\)?(?: ?[,;|/] ?[-+\d.]+)*")
_DECIMALS = re.compile(r"([+-]?\d{1,3}(?:\.\d+)?) +([+-]?\d{1,3}(?:\.\d+)?)(?: +[+-]?[\d.]+){0,2}")
_LETTERED = re.compile(r"(.*?[nsشج])[ ,;]+(.*[ewقغ])")


def read_point(text: str, *, longitude_first: bool = False) -> tuple[float, float]:
    """Read latitude and longitude from one text; raises BadValue."""
    typed = clean_line(text)
    plain = fold(typed).strip()
    if found := _WKT.fullmatch(plain):
        return _pair(found[2], found[1], typed)
    for pattern, against in ((_DECIMALS, plain), (_LETTERED, typed.casefold()), (_PARTED, typed)):
        if found := pattern.fullmatch(against):
            first, second = found[1].strip(), found[2].strip()
            return _pair(second, first, typed) if longitude_first else _pair(first, second, typed)
    raise NotAPoint(text=typed[:60])


def _pair(lat: str, lon: str, typed: str) -> tuple[float, float]:
    try:
        return read_degrees(lat, is_latitude=True), read_degrees(lon, is_latitude=False)
    except DegreesOutOfRange:
        raise DegreesOutOfRange(text=typed[:60]) from None
    except BadDegrees:
        raise NotAPoint(text=typed[:60]) from None


def read_one(cell: Cell, *, is_latitude: bool) -> float:
    """Read one coordinate from a number or a text; raises BadDegrees."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        raise BadDegrees(text=str(cell)[:60])
    text = cell if isinstance(cell, str) else f"{cell:.10f}"
    try:
        return read_degrees(text, is_latitude=is_latitude)
    except DegreesOutOfRange:
        if is_latitude and _is_longitude(text):
            raise PerhapsSwapped(text=clean_line(str(cell))[:60]) from None
        raise DegreesOutOfRange(text=clean_line(str(cell))[:60]) from None


def _is_longitude(text: str) -> bool:
    try:
        read_degrees(text, is_latitude=False)
    except BadDegrees:
        return False
    return True
