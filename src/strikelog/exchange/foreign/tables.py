"""A table as it stands in a sheet: where its headings and rows are, and of what kind it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from ...domain.saying import Said
from ..layout import column_letter
from ..workbooks import Cell, Merge, Row, Sheet, Workbook
from .heading_rows import filled
from .kinds import (
    CODE_BOOK,
    EMPTY,
    INCIDENTS,
    KINDS,
    NO_HEADER,
    NOTES,
    OTHER,
    PIVOT,
    judge,
)
from .outline import Outline, outline_at, outlines

__all__ = [
    "CODE_BOOK",
    "EMPTY",
    "INCIDENTS",
    "KINDS",
    "NOTES",
    "NO_HEADER",
    "OTHER",
    "PIVOT",
    "Table",
    "find_tables",
    "table_at",
]


_COUNTED = 500
"""Rows up to which blank ones are told from others when they are counted."""


@dataclass(frozen=True)
class Table:
    """Headings and rows of one table; all places are counted from 0 within the sheet.

    `header` names the columns apart from each other, `columns` tells in which columns of the sheet
    they stand, `hxl` gives their tags, blank where there is none. `header_row` is the last row of
    the headings, -1 without any. `cells` are all rows of the sheet. Where columns of another file
    were added, `lettered` tells in which columns of the sheet its own stand.
    """

    sheet: str
    header: tuple[str, ...]
    hxl: tuple[str, ...]
    header_row: int
    first_row: int
    last_row: int
    columns: tuple[int, ...]
    kind: str
    reason: Said
    score: float
    cells: Sequence[Row] = field(repr=False, compare=False)
    merged: tuple[Merge, ...] = field(default=(), repr=False, compare=False)
    links: Mapping[tuple[int, int], str] = field(default_factory=dict, repr=False, compare=False)
    lettered: tuple[int, ...] | None = None

    @cached_property
    def n_rows(self) -> int:
        """How many rows it has; of a long table, how many it spans, blank ones included."""
        span = max(0, self.last_row - self.first_row + 1)
        return span if span > _COUNTED else sum(1 for _ in self.rows())

    def rows(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Give the number of each row as a person sees it, and its cells; blank rows are left out.

        Headings repeated on every page, and cut totals and notes, are no rows.
        """
        header = self.row(self.header_row) if self.header_row >= 0 else None
        for place in range(self.first_row, self.last_row + 1):
            cells = self.row(place)
            if cells != header and any(cell is not None for cell in cells):
                yield place + 1, cells

    def row(self, place: int) -> tuple[Cell, ...]:
        """Give the cells of one row of the sheet in the order of the columns."""
        row = self.cells[place]
        width = len(row)
        cells = [row[column] if column < width else None for column in self.columns]
        return tuple([None if type(cell) is str and not cell.strip() else cell for cell in cells])

    def column(self, place: int) -> Iterator[Cell]:
        """Give the cells of one column that hold something, without building the rows."""
        at = self.columns[place]
        heading = _cell(self.cells[self.header_row], at) if self.header_row >= 0 else None
        for row in self.cells[self.first_row : self.last_row + 1]:
            cell = _cell(row, at)
            if cell is not None and (heading is None or cell != heading):
                yield cell

    def address(self, number: int, column: int) -> str:
        """Name a cell as a spreadsheet does, by row number and place among the columns: F12."""
        places = self.columns if self.lettered is None else self.lettered
        # What was added from another file stands in no column of this one.
        return (
            f"{column_letter(places[column] + 1)}{number}" if column < len(places) else f"{number}"
        )

    def samples(self, column: int, most: int = 200) -> list[Cell]:
        """Give the first cells of a column that hold something."""
        return list(islice(self.column(column), most))


def _cell(row: Row, column: int) -> Cell:
    """Give a cell, None where it is blank or the row ends before it."""
    if column >= len(row):
        return None
    cell = row[column]
    return None if isinstance(cell, str) and not cell.strip() else cell


def find_tables(workbook: Workbook) -> tuple[Table, ...]:
    """Find every table of a workbook, the most useful first; hidden sheets come last."""
    found = [(not sheet.visible, table) for sheet in workbook.sheets for table in tables_of(sheet)]
    ranked = sorted(found, key=lambda one: (one[0], KINDS.index(one[1].kind), -one[1].score))
    return tuple(table for _, table in ranked)


def tables_of(sheet: Sheet) -> list[Table]:
    """Find the tables of one sheet, from above to below."""
    return [_table(sheet, outline) for outline in outlines(sheet)]


def table_at(workbook: Workbook, sheet: str, header_row: int) -> Table:
    """Give the table whose headings a person says stand in a row of a sheet, counted from 0."""
    found = next(each for each in workbook.sheets if each.name == sheet)
    return _table(found, outline_at(found, header_row))


def _table(sheet: Sheet, outline: Outline) -> Table:
    columns = [
        [row[place] for row in _sample(sheet, outline) if place < len(row) and filled(row[place])]
        for place in outline.columns
    ]
    seen = judge(outline, columns)
    return Table(
        sheet=sheet.name,
        header=outline.header,
        hxl=outline.hxl,
        header_row=outline.header_row,
        first_row=outline.first_row,
        last_row=outline.last_row,
        columns=outline.columns,
        kind=seen.kind,
        reason=seen.reason,
        score=seen.score,
        cells=sheet.rows,
        merged=sheet.merged,
        links=sheet.links,
    )


_SAMPLE = 200


def _sample(sheet: Sheet, outline: Outline) -> Sequence[Row]:
    return sheet.rows[outline.first_row : min(outline.last_row + 1, outline.first_row + _SAMPLE)]
