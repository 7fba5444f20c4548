"""A sentence in both tongues, with the same slots in each."""

from string import Formatter
from typing import NamedTuple

__all__ = ["Sentence", "capital", "lower_first", "slots_of"]


class Sentence(NamedTuple):
    """One sentence or part of one; slots are named in braces, and are the same in both tongues."""

    en: str
    ar: str


def slots_of(text: str) -> frozenset[str]:
    """The names of the slots of a text."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


def capital(text: str) -> str:
    """Begin a sentence with a capital letter."""
    return f"{text[:1].upper()}{text[1:]}"


def lower_first(text: str) -> str:
    """Write a label inside a sentence, leaving abbreviations and names of several capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
