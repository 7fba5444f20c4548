"""The first rows of a file as the incidents they become; what was refused is shown in red."""

from collections.abc import Sequence

from strikelog.domain.messages import mark
from strikelog.gui.exchange.foreign.kept_rows import KeptRows
from strikelog.gui.exchange.foreign.sample_words import (
    DATE,
    EVENT,
    HIT,
    INJURED,
    KILLED,
    WHERE,
    SampleLine,
)
from strikelog.gui.language import apart, number, say, upright
from strikelog.gui.lists.columns import Cell, Column, Paint
from strikelog.gui.lists.table import RecordTable
from strikelog.gui.preferences import Preferences
from strikelog.gui.style import Tone

_REFUSED = mark("{count} refused")
_DOUBTFUL = mark("{count} doubtful")
_READ = mark("Read")
_NOT_TAKEN = mark("Left out")


def sample_columns() -> tuple[Column, ...]:
    """Return the columns of this table, in the language of the window."""
    return (
        Column("row", say(mark("Row")), 58, Paint.MUTED, sortable=False),
        Column("state", say(mark("State")), 102, Paint.PILL, sortable=False),
        Column(DATE, say(mark("Date")), 104, sortable=False),
        Column("title", say(mark("Incident")), 180, Paint.NAME, sortable=False, grows=True),
        Column(KILLED, say(mark("Killed")), 66, Paint.NUMBER, numeric=True, sortable=False),
        Column(INJURED, say(mark("Injured")), 70, Paint.NUMBER, numeric=True, sortable=False),
        Column(EVENT, say(mark("Event")), 120, sortable=False),
        Column(HIT, say(mark("Site")), 120, Paint.ICON, sortable=False),
    )


class SampleTable(RecordTable):
    """Shows rows in words; the current one is `current_row`."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(
            sample_columns(),
            name="foreign.sample",
            label=say(mark("Records that result")),
            preferences=preferences,
        )
        self.lines: tuple[SampleLine, ...] = ()

    @property
    def current_row(self) -> SampleLine | None:
        """The row the keyboard is on."""
        place = self.current_key
        return self.lines[place] if place is not None and place < len(self.lines) else None

    def show_lines(self, lines: Sequence[SampleLine]) -> None:
        """Show rows; the current one stays."""
        self.lines = tuple(lines)
        source = KeptRows(len(lines), self._row)
        self.show_rows(source, source.keys())
        if self.current_key is None and lines:
            self.go_to(0)
        # The key is that of another row now, though it is the same number.
        self.current_changed.emit(self.current_key)

    def _row(self, place: int) -> tuple[Cell, ...]:
        line = self.lines[place]
        return (
            Cell(upright(number(line.number))),
            _state(line),
            _cell(line, DATE, line.date),
            _title(line),
            _cell(line, KILLED, line.killed),
            _cell(line, INJURED, line.injured),
            _cell(line, EVENT, line.event),
            _cell(line, HIT, line.hit, icon=line.hit_icon),
        )


def _title(line: SampleLine) -> Cell:
    if not line.title:
        return Cell(apart(line.red.get(WHERE, "")))
    return Cell(apart(line.title), second=apart(line.where) if line.where else "")


def _cell(line: SampleLine, column: str, text: str, *, icon: str = "") -> Cell:
    if column in line.red:
        return Cell(apart(line.red[column]), tone=Tone.GRAVE)
    return Cell(text, icon=icon, is_dim=text == "0")


def _state(line: SampleLine) -> Cell:
    if not line.is_taken:
        return Cell(say(_NOT_TAKEN), tone=Tone.GRAVE)
    if line.refused:
        words = say(_REFUSED).format(count=upright(number(len(line.refused))))
        return Cell(words, tone=Tone.GRAVE)
    if line.doubts:
        words = say(_DOUBTFUL).format(count=upright(number(len(line.doubts))))
        return Cell(words, tone=Tone.WAIT)
    return Cell(say(_READ), tone=Tone.GOOD)
