"""What a file would change in records that the vault holds: each cell taken, or left as it is."""

from collections.abc import Callable, Mapping, Sequence, Set
from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from strikelog.domain.messages import mark
from strikelog.domain.records import RECORDS
from strikelog.gui.exchange.foreign.flow import CONFLICT
from strikelog.gui.exchange.foreign.kept_rows import KeptRows
from strikelog.gui.language import apart, number, say, upright
from strikelog.gui.lists.columns import Cell, Column, Paint
from strikelog.gui.lists.table import RecordTable
from strikelog.gui.preferences import Preferences
from strikelog.gui.style import Tone

if TYPE_CHECKING:
    from strikelog.services.planning import ProposedChange

_TAKEN, _LEFT = mark("Theirs"), mark("Ours stays")
_KINDS = {
    "new": (mark("New"), Tone.GOOD),
    "changed": (mark("Changed"), Tone.TOLD),
    "cleared": (mark("Cleared"), Tone.WAIT),
    "deleted": (mark("Deleted"), Tone.GRAVE),
    CONFLICT: (mark("Both changed it"), Tone.WAIT),
}
_NOTHING = "–"
_ROW = mark("Row {number}")
_LABELS = {kind.__name__: kind.about.label for kind in RECORDS}


class ChangesList(RecordTable):
    """Return or Space turns a line: theirs comes in, or ours stays; what belongs together turns."""

    decided = Signal()

    def __init__(self, preferences: Preferences) -> None:
        ours = say(mark("Record of ours"))
        super().__init__(
            (
                Column("kind", say(mark("What happens")), 132, Paint.PILL, sortable=False),
                Column("record", ours, 200, Paint.NAME, sortable=False, grows=True),
                Column("field", say(mark("Field")), 130, Paint.MUTED, sortable=False),
                Column("ours", say(mark("Here")), 170, sortable=False),
                Column("theirs", say(mark("In the file")), 170, sortable=False),
                Column("side", say(mark("Decision")), 104, Paint.PILL, sortable=False),
            ),
            name="foreign.changes",
            label=say(mark("What would change in records of ours")),
            preferences=preferences,
        )
        self.lines: tuple[ProposedChange, ...] = ()
        self._turned: set[tuple[str, str]] = set()
        self.row_activated.connect(self.turn)
        space = QShortcut(
            QKeySequence(Qt.Key.Key_Space), self, context=Qt.ShortcutContext.WidgetShortcut
        )
        space.activated.connect(self._turn_current)

    def show_changes(self, changes: "Sequence[ProposedChange]") -> None:
        """Show changes; what both sides changed stays ours until it is turned."""
        self.lines = tuple(changes)
        self._turned = set()
        source = KeptRows(len(self.lines), self._row)
        self.show_rows(source, source.keys())
        if self.lines:
            self.go_to(0)

    def answers(self) -> "Callable[[], Decided]":
        """Give what puts together the decisions made so far; a job may do it."""
        return partial(decisions, self.lines, frozenset(self._turned))

    def turn(self, place: int) -> None:
        """Take what was left, or leave what was taken."""
        part = self.lines[place].id, self.lines[place].group
        self._turned ^= {part}
        self.refresh()
        self.decided.emit()

    def _turn_current(self) -> None:
        if self.current_key is not None:
            self.turn(self.current_key)

    def _row(self, place: int) -> tuple[Cell, ...]:
        line = self.lines[place]
        words, tone = _KINDS[line.kind]
        taken = _is_taken(line, self._turned)
        side = Cell(say(_TAKEN), tone=Tone.GOOD) if taken else Cell(say(_LEFT), tone=Tone.PLAIN)
        return (
            Cell(say(words), tone=tone),
            Cell(apart(line.title), second=_record_words(line)),
            Cell(line.label),
            Cell(apart(line.old) if line.old else _NOTHING, is_dim=taken),
            Cell(apart(line.new) if line.new else _NOTHING, is_dim=not taken),
            side,
        )


Decided = Mapping[tuple[str, str], Literal["ours", "theirs"]]
"""What was decided, by record and what is decided together."""


def decisions(lines: "Sequence[ProposedChange]", turned: Set[tuple[str, str]]) -> Decided:
    """Say of every change whether it comes in."""
    return {(one.id, one.group): _SIDES[_is_taken(one, turned)] for one in lines}


_SIDES: Mapping[bool, Literal["ours", "theirs"]] = {True: "theirs", False: "ours"}


def _is_taken(line: "ProposedChange", turned: Set[tuple[str, str]]) -> bool:
    return (line.kind != CONFLICT) != ((line.id, line.group) in turned)


def _record_words(line: "ProposedChange") -> str:
    at = say(_ROW).format(number=upright(number(line.row)))
    return f"{say(_LABELS.get(line.entity, ''))} · {at}"
