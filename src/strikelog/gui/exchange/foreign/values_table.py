"""The spellings of a coded column, how often each stands there, and the code it is taken for."""

from collections.abc import Sequence

from strikelog.domain.messages import mark
from strikelog.domain.text import fold
from strikelog.gui.editors.suggestions import Suggestion
from strikelog.gui.exchange.foreign.ask_table import AskTable
from strikelog.gui.language import apart, number, say, upright
from strikelog.gui.lists.columns import Cell, Column, Paint
from strikelog.gui.preferences import Preferences
from strikelog.gui.style import Tone
from strikelog.services.partners.mapping_words import ValueLine

NOTHING = "-"
"""The answer for a spelling that says nothing."""

_TIMES = mark("{count} times")
_ONCE = mark("once")
_NEAR = mark("Is it {name}?")
_UNTOLD = mark("Not said yet")
_SAYS_NOTHING = mark("Says nothing")
_MEANS = 1


def value_columns() -> tuple[Column, ...]:
    """Return the columns of this table, in the language of the window."""
    return (
        Column("text", say(mark("In the file")), 132, Paint.NAME, sortable=False, grows=True),
        Column("code", say(mark("Taken for")), 132, Paint.ICON, sortable=False, grows=True),
    )


class ValuesTable(AskTable):
    """Emits `answered` with the place of a spelling and the code that it stands for."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(
            value_columns(),
            name="foreign.values",
            label=say(mark("Spellings in this column")),
            preferences=preferences,
            asked_column=_MEANS,
        )
        self.lines: tuple[ValueLine, ...] = ()
        self._codes: dict[str, str] = {}

    def show_values(self, lines: Sequence[ValueLine], codes: Sequence[tuple[str, str]]) -> None:
        """Show spellings, and the codes they can stand for; the current place stays."""
        is_same = [one.text for one in self.lines] == [one.text for one in lines]
        self.lines = tuple(lines)
        self._codes = dict(codes)
        self.show_places(len(lines), keeps_place=is_same)

    def answers(self, place: int, typed: str) -> Sequence[Suggestion]:
        """Offer the codes of the list, first the one it looks like, last that it says nothing."""
        line = self.lines[place]
        wanted = fold(typed).strip()
        found = [
            Suggestion(code, words)
            for code, words in self._codes.items()
            if wanted in fold(f"{words} {code} {code.replace('_', ' ')}")
        ]
        near = [one for one in found if one.key == line.near]
        others = [one for one in found if one.key != line.near]
        nothing = [] if typed else [Suggestion(NOTHING, say(_SAYS_NOTHING))]
        return [*near, *others, *nothing]

    def answer(self, place: int) -> str:
        """Name the code a spelling is taken for."""
        code = self.lines[place].code
        return say(_SAYS_NOTHING) if code == "" else self._named(code)

    def row_cells(self, place: int) -> tuple[Cell, ...]:
        """Put a spelling into cells."""
        line = self.lines[place]
        counted = say(_TIMES).format(count=upright(number(line.count)))
        return (
            Cell(apart(line.text), second=counted if line.count > 1 else say(_ONCE)),
            self._code(line),
        )

    def _code(self, line: ValueLine) -> Cell:
        if line.code == "":
            return Cell(say(_SAYS_NOTHING), is_dim=True)
        if line.code is not None:
            return Cell(self._named(line.code))
        if line.near:
            return Cell(say(_NEAR).format(name=self._named(line.near)), tone=Tone.WAIT)
        return Cell(say(_UNTOLD), tone=Tone.GRAVE)

    def _named(self, code: str | None) -> str:
        return self._codes.get(code, code) if code else ""
