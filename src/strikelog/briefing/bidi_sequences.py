"""UAX #9, rules X1 to X10: explicit marks and isolates, and the sequences they make."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["ISOLATES", "RunSequence", "Unit", "explicit_units", "isolating_sequences"]

ISOLATES = ("LRI", "RLI", "FSI")
_EMBEDDINGS = {"LRE": (0, ""), "RLE": (1, ""), "LRO": (0, "L"), "RLO": (1, "R")}
_STEERING = frozenset((*_EMBEDDINGS, *ISOLATES, "PDI", "PDF", "B"))
_DEEPEST = 125
_STRONG = {"L": 0, "R": 1, "AL": 1}


@dataclass(slots=True)
class Unit:
    """One character the rules look at; `kind` is its bidirectional class as resolved so far."""

    index: int
    char: str
    kind: str
    level: int
    original: str


@dataclass(frozen=True, slots=True)
class RunSequence:
    """An isolating run sequence and the directions ("L", "R") just before and after it."""

    units: tuple[Unit, ...]
    before: str
    after: str


class _Entry(NamedTuple):
    level: int
    override: str
    isolate: bool


@dataclass
class _Stack:
    """The directional status stack with its three counters."""

    entries: list[_Entry]
    overflow_isolates: int = 0
    overflow_embeddings: int = 0
    valid_isolates: int = 0
    units: list[Unit] = field(default_factory=list)

    @property
    def top(self) -> _Entry:
        """The entry in force."""
        return self.entries[-1]

    def next_level(self, odd: int) -> int:
        """The least level above the present one with the wanted parity."""
        level = self.top.level + 1
        return level if level % 2 == odd else level + 1

    def add(self, index: int, char: str, kind: str) -> None:
        """Take in a character at the level in force."""
        self.units.append(Unit(index, char, self.top.override or kind, self.top.level, kind))


def explicit_units(text: str, base: int) -> list[Unit]:
    """Characters with their explicit levels; embedding marks and joiners drop out (rule X9).

    Of letters of one class in a row only the first is looked at; the others share its fate.
    """
    stack = _Stack([_Entry(base, "", isolate=False)])
    strong = ""
    for index, char in enumerate(text):
        kind = unicodedata.bidirectional(char) or "L"
        if kind == strong:
            continue
        strong = kind if kind in _STRONG else ""
        if kind in _STEERING:
            stack = _steered(stack, text, index, kind)
        elif kind != "BN":
            stack.add(index, char, kind)
    return stack.units


def _steered(stack: _Stack, text: str, index: int, kind: str) -> _Stack:
    """Take in a mark or the end of a paragraph; gives the stack that follows."""
    if kind in _EMBEDDINGS:
        _embed(stack, kind)
    elif kind in ISOLATES:
        _isolate(stack, text, index)
    elif kind == "PDF":
        _end_embedding(stack)
    else:
        if kind == "PDI":
            _end_isolate(stack)
        else:
            stack = _Stack(stack.entries[:1], units=stack.units)
        stack.add(index, text[index], kind)
    return stack


def _embed(stack: _Stack, kind: str) -> None:
    odd, override = _EMBEDDINGS[kind]
    level = stack.next_level(odd)
    if level <= _DEEPEST and not stack.overflow_isolates and not stack.overflow_embeddings:
        stack.entries.append(_Entry(level, override, isolate=False))
    elif not stack.overflow_isolates:
        stack.overflow_embeddings += 1


def _isolate(stack: _Stack, text: str, index: int) -> None:
    kind = unicodedata.bidirectional(text[index])
    stack.add(index, text[index], kind)
    odd = _first_strong(text, index + 1) if kind == "FSI" else int(kind == "RLI")
    level = stack.next_level(odd)
    if level <= _DEEPEST and not stack.overflow_isolates and not stack.overflow_embeddings:
        stack.valid_isolates += 1
        stack.entries.append(_Entry(level, "", isolate=True))
    else:
        stack.overflow_isolates += 1


def _first_strong(text: str, start: int) -> int:
    """Direction of an FSI's content, up to its own PDI."""
    depth = 0
    for char in text[start:]:
        kind = unicodedata.bidirectional(char)
        if kind in ISOLATES:
            depth += 1
        elif kind == "PDI":
            depth -= 1
        elif depth == 0 and kind in _STRONG:
            return _STRONG[kind]
        if depth < 0 or kind == "B":
            break
    return 0


def _end_isolate(stack: _Stack) -> None:
    if stack.overflow_isolates:
        stack.overflow_isolates -= 1
        return
    if not stack.valid_isolates:
        return
    stack.overflow_embeddings = 0
    while not stack.top.isolate:
        stack.entries.pop()
    stack.entries.pop()
    stack.valid_isolates -= 1


def _end_embedding(stack: _Stack) -> None:
    if stack.overflow_isolates:
        return
    if stack.overflow_embeddings:
        stack.overflow_embeddings -= 1
    elif not stack.top.isolate and len(stack.entries) > 1:
        stack.entries.pop()


def isolating_sequences(units: Sequence[Unit], base: int) -> Iterator[RunSequence]:
    """Level runs joined across isolates, with the direction at either end (rule X10)."""
    position = {unit.index: place for place, unit in enumerate(units)}
    for joined, open_ended in _joined_runs(_level_runs(units)):
        first, last = position[joined[0].index], position[joined[-1].index]
        before = units[first - 1].level if first else base
        after = units[last + 1].level if last + 1 < len(units) and not open_ended else base
        level = joined[0].level
        yield RunSequence(
            tuple(joined), _direction(max(level, before)), _direction(max(level, after))
        )


def _level_runs(units: Sequence[Unit]) -> list[list[Unit]]:
    runs: list[list[Unit]] = []
    for unit in units:
        if runs and runs[-1][-1].level == unit.level and unit.original != "B":
            runs[-1].append(unit)
        else:
            runs.append([unit])
    return runs


def _joined_runs(runs: list[list[Unit]]) -> list[tuple[list[Unit], bool]]:
    """Continue a run that ends in an isolate's opening with the run that starts at its closing."""
    finished: list[list[Unit]] = []
    waiting: list[list[Unit]] = []
    for run in runs:
        if run[0].original == "B":
            waiting.clear()
        sequence = run
        if run[0].original == "PDI" and waiting and waiting[-1][-1].level == run[0].level:
            sequence = waiting.pop()
            sequence.extend(run)
        else:
            finished.append(sequence)
        if run[-1].original in ISOLATES:
            waiting.append(sequence)
    return [(sequence, sequence[-1].original in ISOLATES) for sequence in finished]


def _direction(level: int) -> str:
    return "R" if level % 2 else "L"
