"""The Unicode bidirectional algorithm (UAX #9): which way letters run, their order on a line.

Levels are found for a whole paragraph in logical order; lines are reordered one at a time, after
breaking. Mirrored brackets are drawn by the shaping engine, which swaps them in right-to-left runs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from .bidi_rules import resolve_sequence
from .bidi_sequences import Unit, explicit_units, isolating_sequences

__all__ = [
    "CONTROLS",
    "drawn_levels",
    "isolated",
    "levels_of",
    "quoted",
    "visual_order",
]

CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that steer direction and are never drawn."""

_SEPARATORS = re.compile("[\t\n\x0b\r\x1c-\x1f\x85\u2029]")
_INVISIBLE = frozenset({"WS", "BN", "LRI", "RLI", "FSI", "PDI", "LRE", "RLE", "LRO", "RLO", "PDF"})
_STEERS = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


_TURNS = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""What runs from right to left, or makes others do so."""


def isolated(text: str) -> str:
    """Keep ranges, codes and coordinates in their own order inside right-to-left text."""
    return f"\u2066{text}\u2069"


def quoted(text: str) -> str:
    """Keep a name or phrase in its own direction, whatever it is, out of its neighbours' way."""
    return f"\u2068{text}\u2069"


@lru_cache(maxsize=4096)
def levels_of(text: str, base: int) -> tuple[int, ...]:
    """The embedding level of each character of a paragraph; odd levels run right to left."""
    if base == 0 and not _STEERS.search(text):
        return (0,) * len(text)
    units = explicit_units(text, base)
    for sequence in isolating_sequences(units, base):
        resolve_sequence(sequence)
    return _with_separators(_spread(units, len(text), base), text, base)


def drawn_levels(text: str, base: int) -> tuple[int, ...]:
    """The levels as far as they matter in print: names set apart need none where nothing turns."""
    if base == 0 and not _TURNS.search(text):
        return (0,) * len(text)
    return levels_of(text, base)


def visual_order(levels: Sequence[int]) -> list[int]:
    """Indexes from left to right for the pieces of one line (rule L2)."""
    order = list(range(len(levels)))
    highest, lowest_odd = max(levels, default=0), 1
    for level in range(highest, lowest_odd - 1, -1):
        start = 0
        while start < len(order):
            if levels[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end
    return order


def _spread(units: Sequence[Unit], length: int, base: int) -> list[int]:
    """Put levels back on all characters; those the rules skip take their predecessor's."""
    levels = [-1] * length
    for unit in units:
        levels[unit.index] = unit.level
    previous = base
    for index, level in enumerate(levels):
        previous = levels[index] = level if level >= 0 else previous
    return levels


def _with_separators(levels: list[int], text: str, base: int) -> tuple[int, ...]:
    """Set separators, and white space before them or at the end, back to the base (rule L1)."""
    for end in (*(match.start() for match in _SEPARATORS.finditer(text)), len(text)):
        at = end
        while at and unicodedata.bidirectional(text[at - 1]) in _INVISIBLE:
            at -= 1
        levels[at : end + 1] = [base] * len(levels[at : end + 1])
    return tuple(levels)
