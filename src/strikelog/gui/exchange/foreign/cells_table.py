"""What of a file was refused or is doubtful: whole rows, cells, and rows read all the same.

Thousands may be; those that say the same stand in one line, put into words when it is seen.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.exchange.foreign.kept_rows import KeptRows
from strikelog.gui.language import apart, language, number, say, upright
from strikelog.gui.lists.columns import Cell, Column, Paint
from strikelog.gui.lists.table import RecordTable
from strikelog.gui.preferences import Preferences
from strikelog.gui.style import Tone
from strikelog.services.partners.telling import Fate, ToldLine

_ROW = mark("Row {number}")
_MORE = mark("{where} and {count} more")
_FATES = {
    Fate.ROW_OUT: (mark("Row left out"), Tone.GRAVE),
    Fate.REFUSED: (mark("Refused"), Tone.GRAVE),
    Fate.DOUBTFUL: (mark("Doubtful"), Tone.WAIT),
}
_WHOLE = 8
"""Lines up to which the list is as high as they are; a longer one takes what room there is."""
_LEAST = 3
"""Lines that stay in sight in a low window."""
_UNBOUNDED = (1 << 24) - 1


class CellsTable(RecordTable):
    """Rows that were left out, then refused cells, then what is doubtful."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(
            (
                Column("fate", say(mark("Fate")), 106, Paint.PILL, sortable=False),
                Column("cell", say(mark("Where")), 160, Paint.MUTED, sortable=False),
                Column("heading", say(mark("Heading in the file")), 170, sortable=False),
                Column("text", say(mark("What stands in it")), 190, sortable=False),
                Column("why", say(mark("Why")), 300, sortable=False, grows=True),
            ),
            name="foreign.cells",
            label=say(mark("Refused and doubtful cells")),
            preferences=preferences,
        )
        self._lines: Sequence[ToldLine] = ()

    def show_told(self, lines: Sequence[ToldLine]) -> int:
        """Show what was refused and what is doubtful; give how many cells and rows that is."""
        self._lines = lines
        source = KeptRows(len(lines), self._line)
        self.show_rows(source, source.keys())
        self._fit()
        return sum(line.count for line in lines)

    @property
    def is_short(self) -> bool:
        """Tell whether all lines can be seen at once."""
        return len(self._lines) <= _WHOLE

    def sizeHint(self) -> QSize:
        """Be as high as a few lines are, and take what room there is for many."""
        wanted = super().sizeHint()
        return QSize(wanted.width(), self._whole) if self.is_short else wanted

    @property
    def _whole(self) -> int:
        return (len(self._lines) + 1) * style.ROW + style.MARGIN

    def _fit(self) -> None:
        self.setMinimumHeight(min(self._whole, _LEAST * style.ROW))
        self.setMaximumHeight(self._whole if self.is_short else _UNBOUNDED)
        self.updateGeometry()

    @property
    def current_reason(self) -> str:
        """The whole reason of the line the keyboard is on."""
        place = self.current_key
        return self._line(place)[-1].text if place is not None else ""

    def _line(self, place: int) -> tuple[Cell, ...]:
        line = self._lines[place]
        words, tone = _FATES[line.fate]
        return (
            Cell(say(words), tone=tone),
            Cell(_where(line)),
            Cell(apart(line.header) if line.header else ""),
            Cell(apart(line.text) if line.text else "", tone=tone if line.header else Tone.PLAIN),
            Cell(line.why.sentence(language())),
        )


def _where(line: ToldLine) -> str:
    row = say(_ROW).format(number=upright(number(line.row)))
    where = upright(line.where) if line.where else row
    if line.count == 1:
        return where
    return say(_MORE).format(where=where, count=upright(number(line.count - 1)))
