"""A previewed workbook laid out for deciding: what it would change, and what was chosen so far.

Values over a preview; nothing here reads a file, writes a vault or knows a window.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Protocol

from ..domain.progress import Progress, Silent
from ..domain.text import fold
from .deciding import Decision
from .import_preview import Preview
from .review_layout import DECIDED, HEAD, KINDS, REPORT_EVERY, Layout, laid_out
from .review_words import Heading, Line, ReviewWords

Choice = Decision
Part = tuple[str, str]
"""What is decided as one: a record and a group of its fields, or a whole new record."""

_NONE, _THEIRS, _OURS, _LATER = range(4)
_WORDS: tuple[Choice | None, ...] = (None, "theirs", "ours", "later")
_CODES: Mapping[Choice | None, int] = {word: code for code, word in enumerate(_WORDS)}


@dataclass(frozen=True)
class Effect:
    """What applying would do, counted: cells by kind and choice, records, what asks to be decided.

    `clearings` and `deletions` are those nobody has chosen anything for.
    """

    chosen: Mapping[tuple[str, Choice | None], int]
    refused: int = 0
    doubts: int = 0

    def count(self, kind: str, choice: Choice | None) -> int:
        """How many lines of a kind have a choice."""
        return self.chosen.get((kind, choice), 0)

    def answered(self, answers: Mapping[str, Choice]) -> "Effect":
        """Count as if all that is open of some kinds had been given a choice."""
        chosen = Counter(self.chosen)
        for kind, choice in answers.items():
            chosen[kind, choice] += chosen.pop((kind, None), 0)
        return replace(self, chosen=chosen)

    def _sum(self, choice: Choice | None) -> int:
        return sum(self.count(kind, choice) for kind in DECIDED)

    @property
    def coming(self) -> int:
        """Cells and new records that come in."""
        return self._sum("theirs")

    @property
    def staying(self) -> int:
        """Cells that stay ours, and records left out."""
        return self._sum("ours")

    @property
    def later(self) -> int:
        """Cells put off."""
        return self._sum("later")

    @property
    def open(self) -> int:
        """Cells for which somebody has yet to choose."""
        return self._sum(None)

    @property
    def clearings(self) -> int:
        """Cells that were emptied in the workbook, and nobody has said whether ours shall be."""
        return self.count("cleared", None)

    @property
    def deletions(self) -> int:
        """Records marked as deleted there, and nobody has said whether ours shall go."""
        return self.count("deleted", None)


Tally = Counter[tuple[str, Choice | None]]


@dataclass(frozen=True)
class Choices:
    """What is chosen for every part, and how many lines of each kind that are."""

    of_parts: bytes
    tally: Tally


class Sayer(Protocol):
    """Says lines by their numbers."""

    def heading(self, line: int) -> Heading:
        """Say what record a line is about."""

    def line(self, line: int) -> Line:
        """Say a line."""

    def fields_of_new(self, line: int) -> tuple[Line, ...]:
        """Say every field of the record that a new row would make."""

    def holding(self, group: int, lines: list[int], needles: list[str]) -> list[int]:
        """Keep the lines of a group that hold every folded word."""


def review_of(preview: Preview, progress: Progress | None = None) -> "Review":
    """Lay a preview out; takes a second for a hundred thousand rows.

    What only they changed comes in by itself; what was cleared, deleted, or changed on both sides
    is open.
    """
    lay = laid_out(preview, progress or Silent())
    return Review(lay, ReviewWords(preview, lay), by_itself=("new", "changed"))


class Review:
    """Lines to decide on and the choices made on them; lines are spoken of by number.

    A line without a choice of its own has the one of its kind: theirs, for kinds that come in by
    themselves, else it is open.
    """

    def __init__(self, lay: Layout, words: Sayer, *, by_itself: Collection[str] = ()) -> None:
        self._lay = lay
        self._words = words
        self._by_itself = frozenset(map(KINDS.index, by_itself))
        self._choice = bytearray(len(self._lay.names))
        self.kinds = Counter({name: self._lay.kind.count(n) for n, name in enumerate(KINDS)})
        self._tally = self._counted(self._choice)

    # -- what there is

    @property
    def lines(self) -> range:
        """Every line, by number."""
        return range(len(self._lay.kind))

    @property
    def sheets(self) -> list[str]:
        """The sheets that have something in them, in the order of the workbook."""
        return list(dict.fromkeys(one.sheet for one in self._lay.groups))

    def kind_of(self, line: int) -> str:
        """Which kind a line is; "head" for one that only names a record."""
        kind = self._lay.kind[line]
        return KINDS[kind] if kind < HEAD else "head"

    def is_head(self, line: int) -> bool:
        """Tell whether a line names the record of the lines below it."""
        return self._lay.cell[line] < 0

    def heading(self, line: int) -> Heading:
        """Say what record a line is about."""
        return self._words.heading(line)

    def below(self, head: int) -> list[Line]:
        """Say the lines below the head of a record."""
        group, last = self._lay.group[head], len(self._lay.group)
        places = range(head + 1, last)
        return [self.line(one) for one in takewhile(lambda n: self._lay.group[n] == group, places)]

    def line(self, line: int) -> Line:
        """Say a line."""
        return self._words.line(line)

    def fields_of_new(self, line: int) -> tuple[Line, ...]:
        """Say every field of the record that a new row would make."""
        return self._words.fields_of_new(line)

    def together_with(self, line: int) -> list[str]:
        """Name the other fields that are decided along with a line's."""
        part = self._lay.part[line]
        if part < 0 or self.is_head(line):
            return []
        others = (one for one in self._lay.lines_of_part[part] if one != line)
        return [self.line(one).label for one in others]

    # -- choosing

    def choice(self, line: int) -> Choice | None:
        """Give what holds for a line now; None while somebody has yet to choose."""
        part = self._lay.part[line]
        return _WORDS[self._effective(part)] if part >= 0 else None

    def choices_below(self, head: int) -> set[Choice | None]:
        """Give every choice that holds below the head of a record."""
        return {_WORDS[self._effective(part)] for part in self._lay.parts_below(head)}

    def can_decide(self, line: int) -> bool:
        """Tell whether there is something to choose on a line; refused cells are only told."""
        return bool(self._parts([line]))

    def offers_later(self, line: int) -> bool:
        """Tell whether a line can be put off, as only questions can."""
        return any(self._is_question(part) for part in self._parts([line]))

    def choose(self, lines: Iterable[int], choice: Choice | None) -> int:
        """Choose for lines and all that is decided with them; a head stands for its record.

        None goes back to what holds without a choice. Returns how many parts were given the
        choice; what is no question cannot be put off.
        """
        parts = [one for one in self._parts(lines) if choice != "later" or self._is_question(one)]
        for part in parts:
            self._weigh(part, -1)
            self._choice[part] = _CODES[choice]
            self._weigh(part, +1)
        return len(parts)

    def choose_for(self, lines: Iterable[int], choice: Choice | None) -> bytes:
        """Give all choices as they would be after choosing for many lines.

        May run beside the window; `weighed` and `take_up` put it in force.
        """
        made = bytearray(self._choice)
        for part in self._parts(lines):
            if choice != "later" or self._is_question(part):
                made[part] = _CODES[choice]
        return bytes(made)

    def weighed(self, choices: bytes) -> Choices:
        """Count what choices come to, which takes a moment for many lines."""
        return Choices(choices, self._counted(choices))

    def take_up(self, choices: Choices) -> None:
        """Put choices in force."""
        self._choice = bytearray(choices.of_parts)
        self._tally = choices.tally

    def effect(self) -> Effect:
        """Count what applying would do now."""
        return Effect(
            dict(self._tally),
            refused=self.kinds["refused"],
            doubts=self.kinds["doubt"],
        )

    def records_coming(self) -> int:
        """Count the records that would be made or changed."""
        names = self._lay.names
        coming = (names[n][0] for n in range(len(names)) if self._effective(n) == _THEIRS)
        return len(set(coming))

    def decisions(self, answers: Mapping[str, Choice] | None = None) -> dict[Part, Choice]:
        """Give what was decided, as an import takes it: whatever does not go without saying.

        `answers` gives by kind what holds for all lines nobody has chosen for; else they wait.
        """
        made: dict[Part, Choice] = {}
        for part, name in enumerate(self._lay.names):
            kind, choice = self._lay.part_kind[part], _WORDS[self._effective(part)]
            if choice == "theirs" and kind in self._by_itself:
                continue
            made[name] = choice or (answers or {}).get(KINDS[kind], "later")
        return made

    def chosen(self) -> dict[Part, Choice]:
        """Give what a person chose, to be taken over to another look at the same workbook."""
        return {
            name: word
            for name, one in zip(self._lay.names, self._choice, strict=True)
            if (word := _WORDS[one]) is not None
        }

    def take_over(self, chosen: Mapping[Part, Choice]) -> None:
        """Choose again what was chosen on an earlier look."""
        for part, name in enumerate(self._lay.names):
            if name in chosen:
                self._choice[part] = _CODES[chosen[name]]
        self._tally = self._counted(self._choice)

    @property
    def is_touched(self) -> bool:
        """True once somebody has chosen something."""
        return any(self._choice)

    # -- finding

    def select(
        self,
        *,
        kind: str = "",
        sheet: str = "",
        words: str = "",
        progress: Progress | None = None,
    ) -> "array[int]":
        """Give the lines that match, each below the head of its record; blank matches all."""
        report = (progress or Silent()).report
        needles = fold(words).split()
        found: array[int] = array("l")
        for number, (first, last) in enumerate(self._lay.spans()):
            if number % REPORT_EVERY == 0:
                report(number, len(self._lay.groups))
            if sheet and self._lay.groups[number].sheet != sheet:
                continue
            shown = self._matching(range(first, last), kind)
            if shown and needles:
                shown = self._words.holding(number, shown, needles)
            if shown:
                found.append(first)
                found.extend(one for one in shown if one != first)
        return found

    def next_open(self, lines: Sequence[int], start: int) -> int | None:
        """Give the place in `lines` of the next one to decide, from `start` on and round again."""
        count = len(lines) if self.effect().open else 0
        for step in range(count):
            place = (start + step) % count
            part = self._lay.part[lines[place]]
            if part >= 0 and self._effective(part) == _NONE:
                return place
        return None

    def _matching(self, lines: range, kind: str) -> list[int]:
        if not kind:
            return list(lines)
        wanted = KINDS.index(kind)
        return [one for one in lines if self._lay.kind[one] == wanted]

    # -- counting

    def _effective(self, part: int, choices: bytes | bytearray | None = None) -> int:
        chosen = (choices or self._choice)[part]
        if chosen == _NONE and self._lay.part_kind[part] in self._by_itself:
            return _THEIRS
        return chosen

    def _is_question(self, part: int) -> bool:
        return self._lay.part_kind[part] not in self._by_itself

    def _parts(self, lines: Iterable[int]) -> list[int]:
        found: dict[int, None] = {}
        for line in lines:
            part = self._lay.part[line]
            if part >= 0:
                found[part] = None
            elif self.is_head(line):
                found |= dict.fromkeys(self._lay.parts_below(line))
        return list(found)

    def _weigh(self, part: int, by: int) -> None:
        word = _WORDS[self._effective(part)]
        for line in self._lay.lines_of_part[part]:
            self._tally[self.kind_of(line), word] += by

    def _counted(self, choices: bytes | bytearray) -> Tally:
        counted: Tally = Counter()
        for line, part in enumerate(self._lay.part):
            if part >= 0:
                counted[KINDS[self._lay.kind[line]], _WORDS[self._effective(part, choices)]] += 1
        return counted
