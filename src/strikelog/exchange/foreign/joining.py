"""Two tables put together row by row, where a column of one names the rows of the other.

Databases are often sent as a table for each kind of thing: days here, places there, and the number
of the event in both.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...domain.text import clean_line, fold
from ..workbooks import Cell, Row
from .kinds import judge
from .mapping import folded_header
from .outline import Outline
from .shapes import is_absent, plain_text
from .tables import Table

LEAST_FOUND = 0.5
"""The share of the rows for which the other table must have one."""

_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Joint:
    """A column of a table whose cells name the rows of another one, by that one's column."""

    column: int
    other: int
    found: float


@dataclass(frozen=True)
class _Column:
    """One column as a key: what stands in it, whether once each, and whether it merely counts."""

    place: int
    heading: str
    keys: tuple[str, ...]

    @cached_property
    def distinct(self) -> frozenset[str]:
        return frozenset(self.keys)

    @property
    def is_unique(self) -> bool:
        return 0 < len(self.distinct) == len(self.keys)

    @property
    def is_counted(self) -> bool:
        """Tell whether it may only number the rows, as the first column of any table does."""
        numbers = [int(key) for key in self.distinct if key.isdecimal() and len(key) < 10]
        return len(numbers) == len(self.distinct) and max(numbers, default=0) <= len(self.keys) + 1


def joint_of(table: Table, other: Table) -> Joint | None:
    """Find by which columns two tables belong together; None when by none.

    Columns under one heading come first. Where headings differ, one that only counts rows is none.
    """
    mine, theirs = _columns(table), [one for one in _columns(other) if one.is_unique]
    found: list[tuple[bool, float, Joint]] = []
    for one in mine:
        for each in theirs:
            is_same = one.heading == each.heading
            if not is_same and (one.is_counted or each.is_counted):
                continue
            share = sum(key in each.distinct for key in one.keys) / max(1, len(one.keys))
            if share >= LEAST_FOUND:
                found.append((is_same, share, Joint(one.place, each.place, share)))
    return max(found, key=lambda each: each[:2])[2] if found else None


def joined(table: Table, other: Table, joint: Joint) -> Table:
    """Put the columns of another table behind those of one, for the rows that it names."""
    added = [at for at in range(len(other.header)) if at != joint.other]
    rows_of_other = {
        key: [cells[at] for at in added]
        for _, cells in other.rows()
        if (key := _key(cells[joint.other]))
    }
    header = (*table.header, *_apart(table.header, [other.header[at] for at in added], other.sheet))
    hxl = (*table.hxl, *(other.hxl[at] for at in added))
    cells = [*_cells(table, joint, rows_of_other, header)]
    return _judged(table, other, (header, hxl), cells)


def _columns(table: Table) -> list[_Column]:
    rows = [cells for _, cells in table.rows()]
    return [
        _Column(at, folded_header(heading), tuple(filter(None, (_key(row[at]) for row in rows))))
        for at, heading in enumerate(table.header)
    ]


def _key(cell: Cell) -> str:
    text = fold(clean_line(plain_text(cell)))
    return "" if is_absent(text) else text


def _apart(known: Iterable[str], added: Iterable[str], sheet: str) -> Iterator[str]:
    """Name the added columns so that none is called like one that is there."""
    taken = {folded_header(heading) for heading in known}
    for heading in added:
        named = f"{heading} ({sheet})" if folded_header(heading) in taken else heading
        taken.add(folded_header(named))
        yield named


def _cells(
    table: Table, joint: Joint, others: dict[str, list[Cell]], header: Sequence[str]
) -> Iterator[Row]:
    """Give every row of the sheet up to the table's last, those of the table with what was added.

    The rows keep their numbers, by which people find them in the file.
    """
    blank: list[Cell] = [None] * (len(header) - len(table.header))
    for place in range(table.last_row + 1):
        if place < table.first_row:
            yield header if place == table.header_row else ()
            continue
        row = table.row(place)
        yield [*row, *others.get(_key(row[joint.column]), blank)]


def _judged(
    table: Table, other: Table, named: tuple[tuple[str, ...], tuple[str, ...]], cells: list[Row]
) -> Table:
    header, hxl = named
    places = tuple(range(len(header)))
    outline = Outline(
        header, hxl, table.header_row, table.first_row, table.last_row, places, 1.0, table.last_row
    )
    sample = cells[table.first_row : table.first_row + _SAMPLE]
    seen = judge(outline, [[row[at] for row in sample if row[at] is not None] for at in places])
    return Table(
        sheet=f"{table.sheet} + {other.sheet}",
        header=header,
        hxl=hxl,
        header_row=table.header_row,
        first_row=table.first_row,
        last_row=table.last_row,
        columns=places,
        kind=seen.kind,
        reason=seen.reason,
        score=seen.score,
        cells=cells,
        lettered=table.columns if table.lettered is None else table.lettered,
    )
