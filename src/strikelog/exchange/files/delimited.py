"""Text tables: which letters, which marks between the cells, and then the cells."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from encodings import (  # noqa: F401 - loaded now, since later no file can be opened
    cp1252,
    cp1256,
    utf_8,
    utf_8_sig,
    utf_16,
    utf_16_be,
    utf_16_le,
    utf_32,
)
from itertools import islice, pairwise
from typing import NamedTuple

from ...limited.child import Unusable
from .packing import ROWS_A_PIECE, Cells, Piece, pack_rows

LONGEST_LINE = 4_000_000
LONGEST_CELL = 1_000_000
MOST_CELLS = 30_000_000
MOST_COLUMNS = 16_384
_SAMPLE = 200
_SAMPLE_LETTERS = 200_000
_DELIMITERS = (",", ";", "\t", "|", "،", "؛")

_MARKS: Sequence[tuple[bytes, str]] = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_ARABIC = "Windows-1256"
_WESTERN = "Windows-1252"


class Decoded(NamedTuple):
    """A text, and the name of its encoding when that had to be guessed."""

    text: str
    guessed: str


class Delimited(NamedTuple):
    """A table of text cells."""

    pieces: list[Piece]
    delimiter: str
    guessed: str


def read_delimited(content: bytes) -> Delimited:
    """Read a text table; raises Unusable."""
    text, guessed = decoded(content)
    if "\0" in text:
        text = text.replace("\0", "")
    lines = _lines(text)
    delimiter, lines = _delimiter(lines)
    return Delimited(list(_packed(lines, delimiter)), delimiter, guessed)


# -- letters -------------------------------------------------------------------------------------


def decoded(content: bytes) -> Decoded:
    """Tell the encoding by its mark, or by what only one encoding allows, or guess."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return Decoded(content.decode(name, "replace"), "")
    wide = _without_mark(content)
    if wide:
        return Decoded(content.decode(wide, "replace"), "")
    try:
        return Decoded(content.decode("utf-8"), "")
    except UnicodeDecodeError as problem:
        if problem.start >= len(content) - 3:  # cut in the middle of its last letter
            return Decoded(content.decode("utf-8", "ignore"), "")
    name = _ARABIC if _looks_arabic(content) else _WESTERN
    return Decoded(content.decode(name.lower(), "replace"), name)


def _without_mark(content: bytes) -> str:
    """Tell UTF-16 that does not say so by where its zeros stand."""
    head = content[: 4_096 // 2 * 2]
    even, odd = head[::2].count(0), head[1::2].count(0)
    most = len(head) // 2
    if most and odd * 3 > most and not even:
        return "utf-16-le"
    return "utf-16-be" if most and even * 3 > most and not odd else ""


def _looks_arabic(content: bytes) -> bool:
    """Tell Arabic from Western European: its letters stand together, accents stand alone."""
    high = [one >= 0x80 for one in content[:_SAMPLE_LETTERS]]
    together = sum(this and after for this, after in pairwise(high))
    return together * 2 > sum(high)


# -- lines and cells -----------------------------------------------------------------------------


def _lines(text: str) -> list[str]:
    lines = (text if "\n" in text else text.replace("\r", "\n")).split("\n")
    if max(map(len, lines), default=0) > LONGEST_LINE:
        raise Unusable("long_line")
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _ended(lines: Sequence[str]) -> Iterator[str]:
    """End each line again, so that lines within a cell stay lines."""
    return (line + "\n" for line in lines)


def _delimiter(lines: list[str]) -> tuple[str, list[str]]:
    """Find the mark that parts the most rows into equally many cells."""
    first = lines[0].strip().lower() if lines else ""
    if first.startswith("sep=") and len(first) == len("sep=") + 1:
        return first[-1], lines[1:]
    if first == "sep=":  # the mark was a tab
        return "\t", lines[1:]
    sample = lines[:_SAMPLE]
    best = max(_DELIMITERS, key=lambda mark: _agreement(sample, mark))
    return best, lines


def _agreement(lines: Sequence[str], delimiter: str) -> tuple[float, int]:
    try:
        rows = [len(row) for row in csv.reader(_ended(lines), delimiter=delimiter) if row]
    except csv.Error:
        return 0.0, 0
    counts = Counter(width for width in rows if width > 1)
    if not counts:
        return 0.0, 0
    # Not `most_common`, which loads a module when it is first called.
    width, times = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
    return times / len(rows) * (1 - 1 / width), width


def _packed(lines: list[str], delimiter: str) -> Iterator[Piece]:
    rows = _rows(lines, delimiter)
    cells = 0
    while part := list(islice(rows, ROWS_A_PIECE)):
        width = max(map(len, part))
        cells += width * len(part)
        if width > MOST_COLUMNS or cells > MOST_CELLS:
            raise Unusable("too_large")
        yield len(part), pack_rows([_filled(row, width) for row in part])


def _filled(row: list[str], width: int) -> Cells:
    return [cell.strip() for cell in row] + [""] * (width - len(row))


def _rows(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    """Give the rows; raises Unusable when a quotation mark is never closed."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(_ended(lines), delimiter=delimiter)
    start = 0
    try:
        for row in reader:
            if reader.line_num == len(lines):
                _refuse_open(lines[start:], delimiter, start)
            start = reader.line_num
            yield row
    except csv.Error:
        raise Unusable(f"open_quote {start + 1}") from None


def _refuse_open(lines: list[str], delimiter: str, before: int) -> None:
    try:
        list(csv.reader(_ended(lines), delimiter=delimiter, strict=True))
    except csv.Error as problem:
        if "unexpected end" in str(problem):
            raise Unusable(f"open_quote {before + 1}") from None
