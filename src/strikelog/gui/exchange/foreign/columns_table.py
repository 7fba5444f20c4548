"""The columns of a file, one row each: heading, what stands in it, what it means, and why."""

from collections.abc import Sequence

from strikelog.domain.messages import mark
from strikelog.gui.editors.suggestions import Suggestion
from strikelog.gui.exchange.foreign.answer_line import meaning_suggestions
from strikelog.gui.exchange.foreign.ask_table import AskTable
from strikelog.gui.language import apart, number, say, upright
from strikelog.gui.lists.columns import Cell, Column, Paint
from strikelog.gui.preferences import Preferences
from strikelog.gui.style import Tone
from strikelog.services.partners.mapping_words import ColumnLine, Meaning, Sure

_MEANS = 2
_SURE = {
    Sure.YOURS: (mark("Your choice"), Tone.GOOD),
    Sure.LEARNED: (mark("Known"), Tone.GOOD),
    Sure.CERTAIN: (mark("Certain"), Tone.GOOD),
    Sure.LIKELY: (mark("Likely"), Tone.TOLD),
    Sure.GUESS: (mark("A guess"), Tone.WAIT),
}
_LEFT_OUT = (mark("Left out"), Tone.PLAIN)
_DECIDE = mark("To decide")
_DISAGREES = mark("Look at this")
_UNSAID = mark("{count} unknown")
NO_HEADING = mark("Column {number}, without a heading")


def table_columns() -> tuple[Column, ...]:
    """Return the columns of this table, in the language of the window."""
    return (
        Column("heading", say(mark("Heading in the file")), 156, Paint.NAME, sortable=False),
        Column("samples", say(mark("Its cells")), 120, sortable=False, grows=True),
        Column("meaning", say(mark("What it means")), 166, Paint.NAME, sortable=False),
        Column("sure", say(mark("How sure")), 106, Paint.PILL, sortable=False),
        Column("why", say(mark("Why")), 190, Paint.MUTED, sortable=False, grows=True),
    )


def cells_of(line: ColumnLine) -> tuple[Cell, ...]:
    """Put one column of the file into the cells of its row."""
    heading = line.header or say(NO_HEADING).format(number=line.place + 1)
    meaning = say(_LEFT_OUT[0]) if line.is_left_out else line.meaning
    return (
        Cell(apart(heading), second=upright(line.tag) if line.tag else ""),
        Cell("  ·  ".join(map(apart, line.samples)), is_dim=line.is_left_out),
        Cell(meaning, second="" if line.is_left_out else line.group),
        _state(line),
        Cell(line.question or line.disagreement or line.reason),
    )


def _state(line: ColumnLine) -> Cell:
    if line.question:
        return Cell(say(_DECIDE), tone=Tone.GRAVE)
    if line.disagreement:
        return Cell(say(_DISAGREES), tone=Tone.WAIT)
    if line.unsaid:
        words = say(_UNSAID).format(count=upright(number(line.unsaid)))
        return Cell(words, tone=Tone.WAIT)
    words, tone = _LEFT_OUT if line.is_left_out else _SURE[line.sure]
    return Cell(say(words), tone=tone)


class ColumnsTable(AskTable):
    """What each column of the file means; `answered` tells of another meaning."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(
            table_columns(),
            name="foreign.columns",
            label=say(mark("Columns of the file")),
            preferences=preferences,
            asked_column=_MEANS,
        )
        self.lines: tuple[ColumnLine, ...] = ()
        self._meanings: tuple[Meaning, ...] = ()

    def offer(self, meanings: Sequence[Meaning]) -> None:
        """Say what columns can mean."""
        self._meanings = tuple(meanings)

    def show_lines(self, lines: Sequence[ColumnLine]) -> None:
        """Show columns; the current one stays when they are those of the same table."""
        is_same = [one.header for one in self.lines] == [one.header for one in lines]
        self.lines = tuple(lines)
        self.show_places(len(lines), keeps_place=is_same)

    def answers(self, _place: int, typed: str) -> Sequence[Suggestion]:
        """Offer meanings."""
        return meaning_suggestions(self._meanings, typed)

    def answer(self, place: int) -> str:
        """Name the meaning of a column."""
        return self.lines[place].meaning

    def row_cells(self, place: int) -> tuple[Cell, ...]:
        """Put a column of the file into cells."""
        return cells_of(self.lines[place])
