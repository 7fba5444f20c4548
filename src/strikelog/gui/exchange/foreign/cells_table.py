"""What of a file was refused or is doubtful: whole rows, cells, and rows read all the same.

Thousands may be; each is put into words when it comes into sight.
"""

from collections.abc import Sequence
from typing import Protocol

from strikelog.domain.messages import mark
from strikelog.gui.exchange.foreign.kept_rows import KeptRows
from strikelog.gui.language import apart, language, number, say, upright
from strikelog.gui.lists.columns import Cell, Column, Paint
from strikelog.gui.lists.table import RecordTable
from strikelog.gui.preferences import Preferences
from strikelog.gui.style import Tone

_ROW = mark("Row {number}")
_REFUSED, _DOUBTFUL = mark("Refused"), mark("Doubtful")
_ROW_OUT = mark("Row left out")


class Sayable(Protocol):
    """A reason that can say itself."""

    def sentence(self, language: str = ...) -> str:
        """Say it in a language."""


class ToldCell(Protocol):
    """A cell with what is wrong with it."""

    @property
    def cell(self) -> str:
        """Where it stands, such as F12."""

    @property
    def header(self) -> str:
        """What stands above it."""

    @property
    def text(self) -> str:
        """What it says."""

    @property
    def why(self) -> Sayable:
        """What is wrong with it."""


class ToldRow(Protocol):
    """A row with what became of it."""

    @property
    def number(self) -> int:
        """Its number in the sheet."""

    @property
    def title(self) -> str:
        """What it is called, if it can be called anything."""

    @property
    def why(self) -> Sayable | None:
        """Why it was refused."""


class CellsTable(RecordTable):
    """Rows that were left out, then refused cells, then what is doubtful."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(
            (
                Column("fate", say(mark("Fate")), 106, Paint.PILL, sortable=False),
                Column("cell", say(mark("Where")), 96, Paint.MUTED, sortable=False),
                Column("heading", say(mark("Heading in the file")), 170, sortable=False),
                Column("text", say(mark("What stands in it")), 190, sortable=False),
                Column("why", say(mark("Why")), 300, sortable=False, grows=True),
            ),
            name="foreign.cells",
            label=say(mark("Refused and doubtful cells")),
            preferences=preferences,
        )
        self._rows: Sequence[ToldRow] = ()
        self._refused: Sequence[ToldCell] = ()
        self._doubts: Sequence[ToldCell] = ()
        self._row_doubts: Sequence[tuple[int, Sayable]] = ()

    def show_told(
        self,
        rows: Sequence[ToldRow],
        refused: Sequence[ToldCell],
        doubts: Sequence[ToldCell],
        row_doubts: Sequence[tuple[int, Sayable]] = (),
    ) -> int:
        """Show what was refused and what is doubtful; give how many lines that makes."""
        self._rows, self._refused = rows, refused
        self._doubts, self._row_doubts = doubts, row_doubts
        count = len(rows) + len(refused) + len(doubts) + len(row_doubts)
        source = KeptRows(count, self._line)
        self.show_rows(source, source.keys())
        return count

    @property
    def current_reason(self) -> str:
        """The whole reason of the line the keyboard is on."""
        place = self.current_key
        return self._line(place)[-1].text if place is not None else ""

    def _line(self, place: int) -> tuple[Cell, ...]:
        if place < len(self._rows):
            return _of_row(self._rows[place])
        place -= len(self._rows)
        if place < len(self._refused):
            return _of_cell(self._refused[place], _REFUSED, Tone.GRAVE)
        place -= len(self._refused)
        if place < len(self._doubts):
            return _of_cell(self._doubts[place], _DOUBTFUL, Tone.WAIT)
        at, why = self._row_doubts[place - len(self._doubts)]
        doubtful = Cell(say(_DOUBTFUL), tone=Tone.WAIT)
        return (doubtful, _where(at), Cell(""), Cell(""), Cell(why.sentence(language())))


def _of_row(row: ToldRow) -> tuple[Cell, ...]:
    why = row.why.sentence(language()) if row.why is not None else ""
    out = Cell(say(_ROW_OUT), tone=Tone.GRAVE)
    return (out, _where(row.number), Cell(""), Cell(row.title), Cell(why))


def _of_cell(cell: ToldCell, fate: str, tone: Tone) -> tuple[Cell, ...]:
    return (
        Cell(say(fate), tone=tone),
        Cell(upright(cell.cell)),
        Cell(apart(cell.header)),
        Cell(apart(cell.text), tone=tone),
        Cell(cell.why.sentence(language())),
    )


def _where(row: int) -> Cell:
    return Cell(say(_ROW).format(number=upright(number(row))))
