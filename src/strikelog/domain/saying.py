"""Sentences kept with what fills them until somebody reads them, in whatever language that is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from .messages import translate


@runtime_checkable
class Sayable(Protocol):
    """Whatever can say itself in a language: a sentence, or an error."""

    def sentence(self, language: str = "en") -> str:
        """Say it in a language."""


Param = str | int | Sayable


@dataclass(frozen=True, slots=True)
class Said:
    """A marked sentence and what fills its placeholders; what can be said itself is translated."""

    message: str
    params: tuple[tuple[str, Param], ...] = ()

    def sentence(self, language: str = "en") -> str:
        """Say it in a language."""
        return filled(self.message, self.params, language)

    def __str__(self) -> str:
        return self.sentence()


def say(message: str, /, **params: Param) -> Said:
    """Make a sentence of a marked text and what fills it."""
    return Said(message, tuple(params.items()))


def filled(message: str, params: Iterable[tuple[str, object]], language: str) -> str:
    """Translate a marked text and fill it; what people typed is left alone."""
    said = {
        name: value.sentence(language) if isinstance(value, Sayable) else value
        for name, value in params
    }
    return translate(message, language).format(**said)
