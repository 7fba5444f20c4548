"""The rows of a table as values by target: what was read, what was refused, what is doubtful."""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field

from ...domain.errors import BadValue
from ...domain.messages import mark
from ...domain.saying import Said, say
from ..workbooks import Cell
from .cellreading import CellReader, Value
from .combining import Combiner
from .days import DayReader, order_of
from .mapping import EPOCH, ORDER, SWAPPED, ZERO, ColumnMapping, Mapping
from .reads import DoubtfulCell, ReadCell, ReadRow, RefusedCell, Trouble
from .shapes import plain_text
from .tables import Table
from .targets import HIGH, LOW, ValueKind, target

__all__ = [
    "DoubtfulCell",
    "ReadCell",
    "ReadRow",
    "Value",
    "read_rows",
]

MERGED_NUMBER = mark(
    "The number stands in a cell merged over several rows; it was taken for the first of them."
)
_MOST_REMEMBERED = 20_000
_MOST_TEXT = 300


@dataclass(frozen=True, slots=True)
class _Known:
    """What a cell of some content says in some column."""

    cells: tuple[ReadCell, ...] = ()
    refused: BadValue | None = None
    doubt: Said | None = None


@dataclass
class _Column:
    """A column that is read for a target; what cells of the same content say is remembered."""

    place: int
    header: str
    reader: CellReader
    options: MappingOf[str, str]
    known: dict[tuple[type, Cell, str], _Known] = field(default_factory=dict)

    def read(self, cell: Cell, link: str) -> _Known:
        """Read a cell, or remember what one like it said."""
        key = (type(cell), cell, link)
        found = self.known.get(key)
        if found is None:
            found = self._read(cell, link)
            if len(self.known) < _MOST_REMEMBERED:
                self.known[key] = found
        return found

    def _read(self, cell: Cell, link: str) -> _Known:
        try:
            reading = self.reader.read(cell, link)
        except BadValue as error:
            # Errors are values here: a traceback would keep every row alive.
            return _Known(refused=error.with_traceback(None))
        text, options = plain_text(cell), self.options
        cells = [ReadCell(key, value, self.header, text, options) for key, value in reading.values]
        return _Known(tuple(cells), None, reading.doubt)


def read_rows(table: Table, mapping: Mapping) -> Iterator[ReadRow]:
    """Read every row of a table as a mapping says; nothing is guessed, what is unclear is refused.

    A heading the mapping does not name is left out; one it names that the table lacks, too.
    """
    columns = _columns(table, mapping)
    defaults = _defaults(mapping)
    above = _merged_above(table)
    places = {column.header: column.place for column in columns}
    for number, cells in table.rows():
        yield _RowReading(table, number, above, places).read(cells, columns, defaults)


def _columns(table: Table, mapping: Mapping) -> list[_Column]:
    """Make a reader for every column that means something."""
    found = []
    for place, header in enumerate(table.header):
        for said in mapping.of(header):
            wanted = target(said.target)
            if wanted.kind is not ValueKind.NOTHING:
                days = _day_reader(table, place, said, mapping, wanted.kind)
                reader = CellReader(wanted, _bounded(said), days)
                found.append(_Column(place, header, reader, said.options))
    return found


def _bounded(said: ColumnMapping) -> ColumnMapping:
    """Let 0 be a number where a column gives one end of it; both ends decide what it says."""
    if not said.target.endswith((f".{LOW}", f".{HIGH}")):
        return said
    return ColumnMapping(said.header, said.hxl, said.target, {**said.options, ZERO: "none"})


def _day_reader(
    table: Table, place: int, said: ColumnMapping, mapping: Mapping, kind: ValueKind
) -> DayReader:
    if kind is not ValueKind.DATE:
        return DayReader()
    told = said.options.get(ORDER, "") or mapping.date_order
    finding = order_of(table.column(place))
    return DayReader(
        order=told or finding.order,
        epoch=said.options.get(EPOCH, "1900"),
        swapped=said.options.get(SWAPPED) == "yes",
        exchanged=finding.exchanged,
    )


def _defaults(mapping: Mapping) -> list[ReadCell]:
    """Read what holds for all rows once; what cannot be read holds for none."""
    found: list[ReadCell] = []
    for key, text in mapping.defaults.items():
        column = ColumnMapping(header="", target=key)
        reader = CellReader(target(key), column, DayReader(mapping.date_order))
        if text.strip():
            found += _Column(0, "", reader, {}).read(text, "").cells
    return found


def _merged_above(table: Table) -> dict[tuple[int, int], int]:
    """Give for cells merged downwards the row in which their value stands."""
    own = set(table.columns)
    return {
        (row, merge.first_column): merge.first_row
        for merge in table.merged
        if merge.first_column in own and table.first_row <= merge.first_row <= table.last_row
        for row in range(merge.first_row, min(merge.last_row, table.last_row) + 1)
    }


_ADDED_UP = (ValueKind.COUNT, ValueKind.FLAG)


@dataclass
class _RowReading:
    """Reads one row and gathers what it meets."""

    table: Table
    number: int
    above: MappingOf[tuple[int, int], int]
    places: MappingOf[str, int]
    refused: list[RefusedCell] = field(default_factory=list)
    doubts: list[DoubtfulCell] = field(default_factory=list)

    def read(
        self, cells: tuple[Cell, ...], columns: Sequence[_Column], defaults: Sequence[ReadCell]
    ) -> ReadRow:
        """Read the cells of the row, put their parts together, fill in what holds for all rows."""
        found: list[ReadCell] = []
        for column in columns:
            found += self._of_column(column, cells[column.place])
        kept = Combiner(self._refuse_read, self._doubt_read).combine(found)
        if defaults:
            stated = {cell.target for cell in kept}
            kept = (*kept, *(each for each in defaults if each.target not in stated))
        return ReadRow(self.number, kept, tuple(self.refused), tuple(self.doubts))

    def _of_column(self, column: _Column, cell: Cell) -> Sequence[ReadCell]:
        if self.above:
            cell = self._spread(column, cell)
        if cell is None:
            return ()
        said = column.read(cell, self._link(column.place) if self.table.links else "")
        key = column.reader.target.key
        if said.refused:
            self._note(self.refused, column.header, key, (plain_text(cell), said.refused))
        if said.doubt:
            self._note(self.doubts, column.header, key, (plain_text(cell), said.doubt))
        return said.cells

    def _spread(self, column: _Column, cell: Cell) -> Cell:
        """Give a merged cell's value to every row it covers; a number only to the first."""
        place = self.number - 1
        first = self.above.get((place, self.table.columns[column.place]))
        if first is None:
            return cell
        if column.reader.target.kind not in _ADDED_UP:
            return cell if cell is not None else self.table.row(first)[column.place]
        if first == place and cell is not None:
            key = column.reader.target.key
            self._note(self.doubts, column.header, key, (plain_text(cell), say(MERGED_NUMBER)))
        return cell

    def _link(self, place: int) -> str:
        return self.table.links.get((self.number - 1, self.table.columns[place]), "")

    def _refuse_read(self, cell: ReadCell, why: Trouble) -> None:
        self._note(self.refused, cell.header, cell.target, (cell.text, why))

    def _doubt_read(self, cell: ReadCell, why: Trouble) -> None:
        self._note(self.doubts, cell.header, cell.target, (cell.text, why))

    def _note(
        self, where: list[DoubtfulCell], header: str, key: str, said: tuple[str, Trouble]
    ) -> None:
        address = self.table.address(self.number, self.places.get(header, 0))
        text, why = said
        where.append(DoubtfulCell(self.table.sheet, address, header, key, text[:_MOST_TEXT], why))
