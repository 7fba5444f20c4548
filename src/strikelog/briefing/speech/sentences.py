"""A sentence in both tongues, with the same slots in each."""

from string import Formatter
from typing import NamedTuple

__all__ = ["Said", "Sentence", "lower_first", "slots_of"]


class Sentence(NamedTuple):
    """One sentence or part of one; slots are named in braces, and are the same in both tongues."""

    en: str
    ar: str


class Said(NamedTuple):
    """A piece of a paragraph with the numbers of the sources behind it."""

    text: str
    cites: tuple[int, ...] = ()
    strong: bool = False


def slots_of(text: str) -> frozenset[str]:
    """The names of the slots of a text."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


def lower_first(text: str) -> str:
    """Write a label inside a sentence, leaving abbreviations and names of several capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
