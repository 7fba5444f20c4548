"""What becomes of very many values: made without searches for rubbish, given up bit by bit.

Python walks over everything made so far whenever some more was made: with a million records in
hand, a quarter of all the time goes there, and nothing is ever found. And what is given up at once
is taken apart in one go, during which no other thread can do anything.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from typing import Any


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no rubbish meanwhile; what nobody holds any more is let go of all the same."""
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()


_AT_A_TIME = 200


def let_go(holder: list[object]) -> None:
    """Take a great value out of a list that is the last to hold it, and give it up in small bits.

    Its fields are gone through when it has some, and what those hold many of.
    """
    while holder:
        great = holder.pop()
        parts = _parts_of(great)
        del great
        while parts:
            part = parts.pop()
            many = _many_in(part)
            del part
            empty(many)


def _many_in(part: object) -> list[Any]:
    if isinstance(part, dict):
        return list(part.values())
    return list(part) if isinstance(part, tuple | list) else []


def empty(many: list[Any]) -> None:
    """Empty a long list; others may have their turn before each next bit."""
    while many:
        del many[-_AT_A_TIME:]


def _parts_of(great: object) -> list[object]:
    if is_dataclass(great):
        return [getattr(great, one.name) for one in fields(great)]
    return [great]
