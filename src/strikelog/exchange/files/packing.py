"""Rows of cells as bytes: quick to make, quick to read, and harmless whoever made them.

A piece holds up to `ROWS_A_PIECE` rows column by column, since cells of one column are mostly of
one type: texts are joined, numbers laid side by side. Nothing is ever run to read it.
"""

import json
import struct
import sys
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

ROWS_A_PIECE = 1_000

Cell = None | str | int | float | bool | date | datetime | time | timedelta
"""One cell; None when it is empty. A number that stands in a text file stays text."""

Cells = Sequence[Cell]
Piece = tuple[int, bytes]
"""Number of rows, and the rows."""

_HEAD = struct.Struct(">II")
_COLUMN = struct.Struct(">cQ")
BETWEEN = "\0"


class _Form(NamedTuple):
    """How values of one type are laid side by side, and taken apart again."""

    sign: bytes
    pack: Callable[[Cells], bytes]
    unpack: Callable[[bytes], list[Cell]]


def pack_rows(rows: Sequence[Cells]) -> bytes:
    """Pack rows of equal length; None and the empty text become one."""
    columns = [packed_column(column) for column in zip(*rows, strict=True)]
    return joined_columns(columns, len(rows))


def joined_columns(columns: Sequence[bytes], count: int) -> bytes:
    """Put columns together that were packed one by one and hold so many cells each."""
    return b"".join((_HEAD.pack(count, len(columns)), *columns))


def unpack_rows(packed: bytes, empty: str | None = None) -> list[Cells]:
    """Give the rows back; `empty` stands in cells that hold nothing.

    Raises ValueError, whatever is wrong with the bytes.
    """
    try:
        return list(_unpacked(packed, empty))
    except (struct.error, OverflowError, LookupError, TypeError, RuntimeError) as problem:
        raise ValueError("packed rows") from problem


# -- a column ----------------------------------------------------------------------------------


def packed_column(column: Cells) -> bytes:
    """Pack cells of any types."""
    kinds = set(map(type, column))
    if len(kinds) == 1:
        return column_of(kinds.pop(), column)
    return _mixed([None if cell == "" else cell for cell in column])


def column_of(kind: type, cells: Cells) -> bytes:
    """Pack cells that are all of one type."""
    return _body(_FORMS[kind], cells)


def column_of_texts(joined: str, count: int) -> bytes:
    """Pack so many texts that were joined by `BETWEEN`, which none of them holds."""
    packed = joined.encode("utf-8", "replace")
    if len(packed) == count - 1:  # nothing but what stands between
        return _COLUMN.pack(_EMPTY.sign, 0)
    return _COLUMN.pack(_TEXT.sign, len(packed) + 1) + b"\0" + packed


def _body(form: _Form, cells: Cells) -> bytes:
    packed = form.pack(cells)
    return _COLUMN.pack(form.sign, len(packed)) + packed


_MIXED = b"x"


def _mixed(column: Cells) -> bytes:
    """Pack each type by itself, after a sign for each cell that says which is next."""
    forms = {kind: _FORMS[kind] for kind in map(type, column)}
    signs = b"".join([forms[type(cell)].sign for cell in column])
    parts = [
        _body(form, [cell for cell in column if type(cell) is kind])
        for kind, form in forms.items()
        if kind is not _NOTHING
    ]
    packed = b"".join((signs, *parts))
    return _COLUMN.pack(_MIXED, len(packed)) + packed


def _unpacked(packed: bytes, empty: str | None) -> Iterator[Cells]:
    count, width = _HEAD.unpack_from(packed)
    columns, at = [], _HEAD.size
    for _ in range(width):
        sign, body, at = _next(packed, at)
        column = _column(sign, body, count, empty)
        if len(column) != count:
            raise ValueError
        columns.append(column)
    return zip(*columns, strict=True) if columns else iter([()] * count)


def _next(packed: bytes, at: int) -> tuple[bytes, bytes, int]:
    sign, length = _COLUMN.unpack_from(packed, at)
    start = at + _COLUMN.size
    if start + length > len(packed):
        raise ValueError
    return sign, packed[start : start + length], start + length


def _column(sign: bytes, body: bytes, count: int, empty: str | None) -> list[Cell]:
    if sign == _EMPTY.sign:
        return [empty] * count
    if sign == _MIXED:
        return _unmixed(body, count, empty)
    values = _BY_SIGN[sign].unpack(body)
    if sign in _TEXTS and empty is None and "" in values:
        return [value or None for value in values]
    return values


def _unmixed(body: bytes, count: int, empty: str | None) -> list[Cell]:
    signs, at = body[:count], count
    values: dict[int, Iterator[Cell]] = {_EMPTY.sign[0]: iter([empty] * count)}
    while at < len(body):
        sign, part, at = _next(body, at)
        values[sign[0]] = iter(_BY_SIGN[sign].unpack(part))
    return [next(values[sign]) for sign in signs]


# -- types -------------------------------------------------------------------------------------


def _join(texts: Cells) -> bytes:
    return BETWEEN.join(texts).encode("utf-8", "replace")  # type: ignore[arg-type]  # texts alone


def _packed_texts(texts: Cells) -> bytes:
    joined = _join(texts)
    if joined.count(b"\0") == len(texts) - 1:
        return b"\0" + joined
    return json.dumps(texts).encode()


def _texts(body: bytes) -> list[Cell]:
    if body.startswith(b"\0"):
        return list(body[1:].decode().split(BETWEEN))
    return [str(one) for one in json.loads(body)]


def _numbers(cells: Cells) -> bytes:
    values = array("d", cells)  # type: ignore[type-var]  # this form is for floats alone
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()


def _from_numbers(body: bytes) -> list[Cell]:
    values = array("d")
    values.frombytes(body)
    if sys.byteorder == "big":
        values.byteswap()
    return list(values)


def _whole_numbers(cells: Cells) -> bytes:
    """Pack numbers of 64 bits side by side, and larger ones as text."""
    try:
        values = array("q", cells)  # type: ignore[type-var]  # this form is for int alone
    except OverflowError:
        return b"t" + _lines(cells)
    if sys.byteorder == "big":
        values.byteswap()
    return b"q" + values.tobytes()


def _from_whole_numbers(body: bytes) -> list[Cell]:
    if body.startswith(b"t"):
        return [int(one) for one in body[1:].decode().split("\n")]
    values = array("q")
    values.frombytes(body[1:])
    if sys.byteorder == "big":
        values.byteswap()
    return list(values)


def _ordinals(days: Cells) -> bytes:
    return _whole_numbers(list(map(date.toordinal, days)))  # type: ignore[arg-type]  # days alone


def _from_ordinals(body: bytes) -> list[Cell]:
    return list(map(date.fromordinal, _from_whole_numbers(body)))  # type: ignore[arg-type]


def _lines(cells: Cells) -> bytes:
    return "\n".join(map(str, cells)).encode()


_EMPTY = _Form(b"n", lambda _: b"", lambda _: [])
_TEXT = _Form(b"t", _packed_texts, _texts)
_TEXTS = frozenset({_TEXT.sign})
_NOTHING = type(None)

_FORMS: Mapping[type, _Form] = {
    _NOTHING: _EMPTY,
    str: _TEXT,
    float: _Form(b"f", _numbers, _from_numbers),
    int: _Form(b"i", _whole_numbers, _from_whole_numbers),
    bool: _Form(
        b"b", lambda cells: bytes([cell is True for cell in cells]), lambda body: [*map(bool, body)]
    ),
    date: _Form(b"d", _ordinals, _from_ordinals),
    datetime: _Form(
        b"m", _lines, lambda body: [*map(datetime.fromisoformat, body.decode().split("\n"))]
    ),
    time: _Form(b"c", _lines, lambda body: [*map(time.fromisoformat, body.decode().split("\n"))]),
    timedelta: _Form(
        b"u",
        lambda cells: _lines(
            [cell // timedelta(microseconds=1) for cell in cells if isinstance(cell, timedelta)]
        ),
        lambda body: [timedelta(microseconds=int(one)) for one in body.split(b"\n")],
    ),
}
_BY_SIGN = {form.sign: form for form in _FORMS.values()}
