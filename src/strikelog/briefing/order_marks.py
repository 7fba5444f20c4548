"""Marks without ink that let readers of a page put lines of mixed direction back in order.

Programs that copy or search text see glyphs from left to right and guess which way each stretch
was read. What has no direction of its own, such as a blank, a colon or a bracket beside a number,
they count to the wrong side. A mark of the line's own direction at each turn leaves nothing to
guess; it has no width and leaves no ink.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from .fonts import Face
from .shaping import Glyph, Shaped

__all__ = ["MARKS", "marks_after", "turns"]

_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = "\u200e", "\u200f"
MARKS = frozenset((_LEFT_TO_RIGHT, _RIGHT_TO_LEFT))
"""The marks, which are no part of what a page says."""

_SURE = (frozenset(("L", "EN", "AN")), frozenset(("R", "AL", "NSM")))
"""What readers know the direction of: letters, and numbers among letters from left to right."""

_OF_NUMBERS = frozenset(("CS", "ES", "ET"))
"""Signs that readers take for parts of a number, such as a colon or a comma."""


def marks_after(text: str, level: int, following: int, base: int, *, then: str) -> Iterator[int]:
    """Give the levels of the marks between a text of a level and what follows it on its line."""
    last = unicodedata.bidirectional(text[-1]) if text else ""
    if level % 2 != following % 2:
        if level > following and last not in _SURE[level % 2]:
            yield level
        yield min(level, following)
        return
    is_doubtful = last in _OF_NUMBERS and unicodedata.bidirectional(then) not in _SURE[1]
    if base % 2 and level == base and is_doubtful:
        yield base


@lru_cache
def turns(face: Face, level: int) -> Shaped:
    """The mark of a direction, as a piece to be drawn."""
    letter = _RIGHT_TO_LEFT if level % 2 else _LEFT_TO_RIGHT
    return Shaped("", face, (Glyph(face.nothing, letter, 0, 0, 0, 0),), 0)
