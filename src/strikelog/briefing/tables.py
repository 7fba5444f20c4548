"""Tables of words: column widths, a header on every page, whole rows, either direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .composing import ENDLESS, Block, Fitted, Painter, Room
from .flowing import Words, words
from .ink import Pen
from .styles import CELL, CELL_HEAD, GREY, HAIRLINE, NAVY, ZEBRA, Align, Span, TextStyle
from .widths import Wish, shared_widths

__all__ = ["Cell", "Column", "Row", "Table"]

Cell = str | Span | Sequence[Span] | Words
"""What a table cell may be given as; plain text takes the table's style."""

_PAD = 4.5
_HIGH = 3.0
_SAMPLE = 200


@dataclass(frozen=True)
class Column:
    """A column: a fixed `width` in points, or as its words need; `share` weighs it (widths.py)."""

    heading: Cell = ""
    width: float = 0.0
    share: float = 0.0
    align: Align = Align.START
    style: TextStyle = CELL


@dataclass(frozen=True)
class Row:
    """A row with a surface of its own or a name that links lead to; plain sequences do as well."""

    cells: Sequence[Cell]
    anchor: str = ""
    tint: str = ""


@dataclass(frozen=True)
class Table:
    """Rows under a repeated header; `mirrored` puts the first column right (None: as pages do)."""

    columns: Sequence[Column]
    rows: Sequence[Row | Sequence[Cell]]
    empty: Cell = ""
    mirrored: bool | None = None
    before: float = 0.0
    after: float = 12.0
    keeps_with_next: bool = field(default=False, init=False)

    def fit(self, room: Room) -> Fitted | None:
        """Place the header and the rows that fit whole."""
        rtl = room.rtl if self.mirrored is None else self.mirrored
        room = room._replace(rtl=rtl)
        return _Body(self, tuple(self._widths(room)), _Position(0)).fit(room)

    def _widths(self, room: Room) -> list[float]:
        wishes = [self._wish(index, column) for index, column in enumerate(self.columns)]
        return shared_widths(wishes, room.width)

    def _wish(self, index: int, column: Column) -> Wish:
        if column.width:
            heading = words(column.heading, CELL_HEAD).least_width() + 2 * _PAD
            return Wish(max(column.width, heading), max(column.width, heading), fixed=True)
        found = list(self._sample(index, column))
        least = 2 * _PAD + max(cell.least_width() for cell in found)
        full = 2 * _PAD + max(cell.full_width() for cell in found)
        return Wish(least, full, share=column.share)

    def _sample(self, index: int, column: Column) -> list[Words]:
        """The heading and enough cells, evenly spread, to know what the column needs."""
        step = max(1, len(self.rows) // _SAMPLE)
        cells = (_cells(row)[index] for row in self.rows[::step])
        return [words(column.heading, CELL_HEAD), *(words(cell, column.style) for cell in cells)]


class _Position(NamedTuple):
    """Where a table goes on: the next row, and what is left of one that had to be cut."""

    row: int
    cut: tuple[Block | None, ...] = ()


class _Strip(NamedTuple):
    """One row ready to paint; `role` is that of its cells, nothing where it is only repeated."""

    height: float
    cells: tuple[Fitted | None, ...]
    widths: Sequence[float]
    fill: str
    anchor: str
    role: str = "TD"
    key: object = None
    span: int = 1


@dataclass(frozen=True)
class _Body:
    """A table from some row on, its widths settled."""

    table: Table
    widths: tuple[float, ...]
    start: _Position

    @property
    def before(self) -> float:
        return 0.0

    @property
    def after(self) -> float:
        return self.table.after

    @property
    def keeps_with_next(self) -> bool:
        return False

    def fit(self, room: Room) -> Fitted | None:
        head = self._head(room)
        strips, used, reached = [head], head.height, self.start
        while reached.row < len(self.table.rows):
            blocks = reached.cut or self._blocks(reached.row)
            strip = self._strip(blocks, reached.row, room, ENDLESS)
            if used + strip.height > room.height + 0.01:
                if not room.fresh or len(strips) > 1:
                    break
                strip, reached = self._cut(blocks, reached.row, room, room.height - used)
                strips.append(strip)
                break
            strips.append(strip)
            used, reached = used + strip.height, _Position(reached.row + 1)
        return self._fitted(strips, reached, room)

    def _fitted(self, strips: list[_Strip], reached: _Position, room: Room) -> Fitted | None:
        if not self.table.rows and self.table.empty:
            note = words(self.table.empty, CELL.coloured(GREY))
            strip = _strip([note], [sum(self.widths)], room, ENDLESS)
            strips.append(strip._replace(span=len(self.widths)))
        over = reached.row < len(self.table.rows)
        height = sum(strip.height for strip in strips)
        if (over and len(strips) == 1) or (height > room.height and not room.fresh):
            return None
        rest = _Body(self.table, self.widths, reached) if over else None
        painter = _painter(strips, sum(self.widths), self.table, rtl=room.rtl)
        return Fitted(height, painter, rest)

    def _head(self, room: Room) -> _Strip:
        cells = [words(c.heading, CELL_HEAD, align=c.align) for c in self.table.columns]
        strip = _strip(cells, self.widths, room, ENDLESS, fill=NAVY)
        return strip._replace(role="TH" if self.start == _Position(0) else "")

    def _blocks(self, row: int) -> tuple[Block | None, ...]:
        cells = _cells(self.table.rows[row])
        pairs = zip(self.table.columns, cells, strict=True)
        return tuple(words(cell, column.style, align=column.align) for column, cell in pairs)

    def _strip(self, blocks: Sequence[Block | None], row: int, room: Room, height: float) -> _Strip:
        record = self.table.rows[row]
        tint, anchor = (record.tint, record.anchor) if isinstance(record, Row) else ("", "")
        fill = tint or (ZEBRA if row % 2 else "")
        strip = _strip(blocks, self.widths, room, height, fill=fill, anchor=anchor)
        return strip._replace(key=record)

    def _cut(
        self, blocks: Sequence[Block | None], row: int, room: Room, height: float
    ) -> tuple[_Strip, _Position]:
        """Break a row that is taller than a page; what is left goes on under the next header."""
        strip = self._strip(blocks, row, room, height)
        rest = tuple(cell.rest if cell else None for cell in strip.cells)
        going_on = any(block is not None for block in rest)
        return strip, _Position(row, rest) if going_on else _Position(row + 1)


def _cells(row: Row | Sequence[Cell]) -> Sequence[Cell]:
    return row.cells if isinstance(row, Row) else row


def _strip(
    blocks: Sequence[Block | None],
    widths: Sequence[float],
    room: Room,
    height: float,
    *,
    fill: str = "",
    anchor: str = "",
) -> _Strip:
    fitted: list[Fitted | None] = []
    tallest = 0.0
    for block, width in zip(blocks, widths, strict=True):
        space = Room(width - 2 * _PAD, height - 2 * _HIGH, fresh=True, rtl=room.rtl)
        part = block.fit(space) if block else None
        fitted.append(part)
        tallest = max(tallest, part.height if part else 0.0)
    return _Strip(tallest + 2 * _HIGH, tuple(fitted), widths, fill, anchor)


def _painter(strips: Sequence[_Strip], total: float, table: Table, *, rtl: bool) -> Painter:
    def paint(pen: Pen, x: float, top: float) -> None:
        # Surfaces first: one painted later would cover half of the hairline above it.
        _paint_surfaces(pen, strips, x, top, total)
        is_open = pen.open("Table", table)
        for strip in strips:
            if strip.anchor:
                pen.anchor(strip.anchor, x, top)
            _paint_row(pen, strip, x + total if rtl else x, top, rtl=rtl)
            top -= strip.height
        if is_open:
            pen.close()

    return paint


def _paint_surfaces(pen: Pen, strips: Sequence[_Strip], x: float, top: float, width: float) -> None:
    low = top
    for strip in strips:
        low -= strip.height
        if strip.fill:
            pen.fill(x, low, width, strip.height, colour=strip.fill)
    for strip in strips:
        top -= strip.height
        pen.rule(x, top, width, colour=HAIRLINE)


def _paint_row(pen: Pen, strip: _Strip, x: float, top: float, *, rtl: bool) -> None:
    if not strip.role:
        with pen.furniture():
            _paint_cells(pen, strip, x, top, rtl=rtl)
        return
    is_open = pen.open("TR", strip.key)
    _paint_cells(pen, strip, x, top, rtl=rtl)
    if is_open:
        pen.close()


def _paint_cells(pen: Pen, strip: _Strip, x: float, top: float, *, rtl: bool) -> None:
    entries = {"A": f"<</O/Table/ColSpan {strip.span}>>"} if strip.span > 1 else None
    for place, (cell, width) in enumerate(zip(strip.cells, strip.widths, strict=True)):
        x -= width if rtl else 0.0
        is_open = pen.open(strip.role or "TD", place, entries)
        if cell:
            cell.paint(pen, x + _PAD, top - _HIGH)
        if is_open:
            pen.close()
        x += 0.0 if rtl else width
