"""What the world did, said as a calm sentence: the root of the error tree.

Subclasses live beside their subject and carry only a message; the tree is

    StrikelogError
    ├── BadValue           a typed value cannot be understood      (here)
    │   ├── BadDate            dates.py
    │   ├── BadCount           counts.py
    │   └── …                  codes, coordinates, filters: beside their reader
    └── …                  files, keys, locks, workbooks: in the room that meets them

Anything that is not a StrikelogError is a fault of the program and is reported as one.
"""

from __future__ import annotations

from typing import ClassVar

from .messages import mark
from .saying import filled

__all__ = ["BadValue", "StrikelogError"]


class StrikelogError(Exception):
    """Something a person can act on; `str()` is the English sentence, `sentence()` any language.

    `message` is a marked template whose named placeholders are filled from the keyword arguments:
    `raise BadDate(text="foo")`. A placeholder left unfilled is a fault of the program (KeyError).
    """

    message: ClassVar[str] = mark("Something went wrong.")

    may_pass: ClassVar[bool] = False
    """True for what may be over the next time the same is tried, such as a full disk."""

    def __init__(self, **params: object) -> None:
        super().__init__(self.message.format(**params))
        self.params = params

    def sentence(self, language: str = "en") -> str:
        """Say it in `language`, with any sentence or error that was given as a parameter."""
        return filled(self.message, self.params.items(), language)

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way between processes, which the exception's keyword arguments would not."""
        return (_rebuild, (type(self), self.params))


class BadValue(StrikelogError):
    """A value that someone typed or a file holds cannot be understood as what it should be."""

    message = mark("“{text}” cannot be understood here.")


def _rebuild(kind: type[StrikelogError], params: dict[str, object]) -> StrikelogError:
    return kind(**params)
