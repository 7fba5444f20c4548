"""What differs between two texts, word by word: what was there, what came, what stayed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
_MOST = 3_000_000
"""Pairs of words that are compared one by one; longer texts differ as a whole in the middle."""

_LEAST_SHARED = 0.4
"""Of the words of the shorter text; below it two texts are shown one after the other."""

Change = Literal["same", "gone", "come"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that is the same on both sides, gone from the first, or come in the second."""

    text: str
    change: Change = "same"


def word_diff(before: str, after: str) -> list[Piece]:
    """Compare two texts; the pieces that are not `come` make `before`, those not `gone` `after`."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    middle = slice(start, len(old) - end), slice(start, len(new) - end)
    pieces = [
        Piece("".join(old[:start])),
        *_between(old[middle[0]], new[middle[1]]),
        Piece("".join(old[len(old) - end :])),
    ]
    return [one for one in pieces if one.text]


def around(text: str, other: str, before: int = 8) -> str:
    """Cut the beginning off that a text shares with another, where the rest would not be seen."""
    start = _alike(text, other)
    if start <= 2 * before or start >= len(text):
        return text
    cut = text.rfind(" ", 0, start - before) + 1 or start - before
    return f"…{text[cut:]}"


def _between(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    if len(old) * len(new) > _MOST:
        yield Piece("".join(old), "gone")
        yield Piece("".join(new), "come")
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    steps = matcher.get_opcodes()
    if not _is_alike(matcher, old, new):
        steps = [("replace", 0, len(old), 0, len(new))]
    for step, first, last, to_first, to_last in steps:
        if step == "equal":
            yield Piece("".join(old[first:last]))
            continue
        if last > first:
            yield Piece("".join(old[first:last]), "gone")
        if to_last > to_first:
            yield Piece("".join(new[to_first:to_last]), "come")


def _is_alike(matcher: SequenceMatcher[str], old: Sequence[str], new: Sequence[str]) -> bool:
    """Say whether enough words stayed for the rest to be read between them."""
    shared = sum(
        not word.isspace()
        for block in matcher.get_matching_blocks()
        for word in old[block.a : block.a + block.size]
    )
    words = min(sum(not word.isspace() for word in words) for words in (old, new))
    return shared >= _LEAST_SHARED * words


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Count what two sequences share from their beginning."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
