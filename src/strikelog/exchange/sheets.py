"""Rows as the XML of a worksheet, written without an object for every cell.

The frame of a workbook (styles, widths, validation, names) is made by openpyxl; the rows are
streamed into it here, because there are millions of them.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .cells import CellValue, writable
from .layout import PART, TextTooLong, column_letter

_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


LINE_HEIGHT = 13.5
"""Points of one line of text in the size of the house."""

_MOST_LINES = 6


def lines_of(value: CellValue, width: float) -> int:
    """Estimate how many lines a text takes in a column of a width in characters."""
    if not isinstance(value, str) or (len(value) <= width and "\n" not in value):
        return 1
    return sum(int(len(line) / (width * 1.05)) + 1 for line in value.split("\n"))


def escaped(text: str) -> str:
    """Make text safe inside a cell; what only looks like an escape of spreadsheets stays itself."""
    if "&" not in text and "<" not in text and ">" not in text and "_x" not in text:
        return text
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LOOKS_ESCAPED.sub("_x005F_", text)


@dataclass(frozen=True, slots=True)
class Slot:
    """One column of a sheet: its label for messages and the number of its cell style.

    `wraps_at` is the width in characters at which its text wraps; 0 when it does not.
    """

    label: str
    style: int
    wraps_at: float = 0


class RowWriter:
    """Makes the rows of one sheet; text is always text, never a formula."""

    def __init__(self, sheet: str, slots: Sequence[Slot]) -> None:
        self._sheet = sheet
        self._slots = slots
        self._wrapping = [(at, slot.wraps_at) for at, slot in enumerate(slots) if slot.wraps_at]
        self._parts = [_openings(at, slot.style) for at, slot in enumerate(slots, start=1)]

    def row(self, number: int, values: Sequence[CellValue]) -> str:
        """Give one row; empty cells are left out. Raises TextTooLong."""
        cells = [f'<row r="{number}"{self._height(values)}>']
        for (text_opening, number_opening), value in zip(self._parts, values, strict=True):
            if isinstance(value, str):
                if value:
                    if len(value) > PART:
                        raise self._too_long(number, values)
                    cells.append(f"{text_opening[0]}{number}{text_opening[1]}{_inside(value)}")
            else:
                cells.append(f"{number_opening[0]}{number}{number_opening[1]}{value}</v></c>")
        cells.append("</row>")
        return "".join(cells)

    def _height(self, values: Sequence[CellValue]) -> str:
        """Make room for wrapped text, up to a height at which a table is still a table."""
        lines = max((lines_of(values[at], width) for at, width in self._wrapping), default=1)
        return f' ht="{min(lines, _MOST_LINES) * LINE_HEIGHT}"' if lines > 1 else ""

    def _too_long(self, number: int, values: Sequence[CellValue]) -> TextTooLong:
        label = next(
            slot.label
            for slot, value in zip(self._slots, values, strict=True)
            if isinstance(value, str) and len(value) > PART
        )
        return TextTooLong(sheet=self._sheet, row=number, label=label, limit=PART)


def _openings(at: int, style: int) -> tuple[tuple[str, str], tuple[str, str]]:
    head = f'<c r="{column_letter(at)}'
    return (head, f'" s="{style}" t="inlineStr"><is><t'), (head, f'" s="{style}"><v>')


def _inside(text: str) -> str:
    keep = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    return f"{keep}>{escaped(text)}</t></is></c>"


def styled_row(
    number: int,
    cells: Sequence[tuple[CellValue, int]],
    *,
    hidden: bool = False,
    height: float | None = None,
) -> str:
    """Give a row whose cells each have a style of their own, as headers and covers do."""
    shown = ' hidden="1"' if hidden else ""
    tall = f' ht="{height}"' if height else ""
    inside = "".join(
        _styled(f"{column_letter(at)}{number}", value, style)
        for at, (value, style) in enumerate(cells, start=1)
    )
    return f'<row r="{number}"{shown}{tall}>{inside}</row>'


def _styled(place: str, value: CellValue, style: int) -> str:
    if isinstance(value, str):
        if not value:
            return f'<c r="{place}" s="{style}"/>'
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t{_inside(writable(value)[:PART])}'
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


class Held:
    """Rows of a sheet that is written after others, kept compressed in memory meanwhile."""

    def __init__(self) -> None:
        self._packer = zlib.compressobj(1)
        self._packed: list[bytes] = []

    def add(self, rows: str) -> None:
        """Keep some more rows."""
        self._packed.append(self._packer.compress(rows.encode()))

    def take(self) -> Iterator[bytes]:
        """Give everything kept, in order, and keep it no longer."""
        self._packed.append(self._packer.flush())
        unpacker = zlib.decompressobj()
        packed, self._packed = self._packed, []
        for part in packed:
            yield unpacker.decompress(part)
        yield unpacker.flush()
