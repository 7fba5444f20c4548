"""Sentences about a table that was looked at, kept with what fills them until they are shown."""

from dataclasses import dataclass
from typing import Protocol

from ...domain.messages import translate
from .targets import target

Param = str | int


class Sayable(Protocol):
    """Whatever can say itself in a language: a reason of ours, or an error."""

    def sentence(self, language: str = "en") -> str:
        """Say it in a language."""


class Term(str):
    """A marked text that fills a placeholder; translated with the sentence around it."""

    __slots__ = ()


class Named(str):
    """The key of a target that fills a placeholder; named in the language of the sentence."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A marked sentence and what fills its placeholders."""

    message: str
    params: tuple[tuple[str, Param], ...] = ()

    def sentence(self, language: str = "en") -> str:
        """Say it in a language."""
        filled = {name: _filled(value, language) for name, value in self.params}
        return translate(self.message, language).format(**filled)


def _filled(value: Param, language: str) -> Param:
    if isinstance(value, Named):
        return target(value).words(language)
    return translate(str(value), language) if isinstance(value, Term) else value


def say(message: str, /, **params: Param) -> Said:
    """Make a sentence of a marked text and what fills it."""
    return Said(message, tuple(params.items()))
