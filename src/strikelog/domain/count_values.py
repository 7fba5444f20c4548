"""Numbers as sources give them: a low and a high end, a qualifier, and the wording.

Blank is not nought: None says that no source states that end. How counts are said and read stands
in `count_words`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .errors import BadValue
from .messages import mark

MOST = 999_999_999_999
"""More than any count of people or things; what is larger is a slip of the finger."""

SEVERAL, DOZENS = 2, 24
"""The low ends of «several» and «dozens»."""


class BadCount(BadValue):
    """The text is no number of the kinds that can be kept."""

    message = mark(
        "“{text}” cannot be read as a number."
        " Write it like 14, at least 14, more than 1,000, 3–5, several or unknown number."
    )


class CountReversed(BadCount):
    """The low end is above the high end."""

    message = mark("In “{text}” the first number is larger than the second. Please swap them.")


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its QUALIFIER code; `wording` is what the source or the person wrote."""

    low: int | None
    high: int | None
    qualifier: str
    wording: str = ""


_Ends = tuple[int | None, int | None]
_ENDS: dict[str, Callable[[int, int], _Ends]] = {
    "exact": lambda number, _: (number, number),
    "at_least": lambda number, _: (number, None),
    "more_than": lambda number, _: (number + 1, None),
    "up_to": lambda number, _: (0, number),
    "almost": lambda number, _: (None, number - 1),
    "about": lambda number, _: (number, number),
    "between": lambda number, other: (number, other),
    "several": lambda number, _: (number, None),
    "unspecified": lambda *_: (1, None),
    "counted_as_one": lambda *_: (1, None),
    "none": lambda *_: (0, 0),
}


def count_of(qualifier: str, number: int = 0, other: int = 0, *, wording: str = "") -> Count:
    """Make the count that a qualifier makes of its number or numbers."""
    low, high = _ENDS[qualifier](number, other)
    return Count(low, high, qualifier, wording)


NEGATIVE = mark("A number of people or things cannot be negative.")
REVERSED = mark("The low number is larger than the high number.")
NUMBER_MISSING = mark("The qualifier needs a number.")
_ONE_NUMBER = mark("With this qualifier the low and the high number are the same.")
_HIGH_BLANK = mark("With this qualifier only the low number is given; the high number stays blank.")
_LOW_BLANK = mark("With this qualifier only the high number is given; the low number stays blank.")
_BOTH = mark("With this qualifier both the low and the high number are given.")
_LOW_NOUGHT = mark("With “up to” the low number is 0.")
_MORE_THAN = mark("“More than” a number means that the low number is at least 1.")
_SEVERAL = mark("“Several” has the low number 2 and “dozens” 24; the high number stays blank.")
_ONE_AND_OPEN = mark("With this qualifier the low number is 1 and the high number stays blank.")
_NONE = mark("“None” means that both numbers are 0.")

_RULES: dict[str, tuple[Callable[[int | None, int | None], bool], str]] = {
    "exact": (lambda low, high: low is not None and low == high, _ONE_NUMBER),
    "about": (lambda low, high: low is not None and low == high, _ONE_NUMBER),
    "at_least": (lambda low, high: low is not None and high is None, _HIGH_BLANK),
    "more_than": (lambda low, high: bool(low) and high is None, _MORE_THAN),
    "up_to": (lambda low, high: low == 0 and high is not None, _LOW_NOUGHT),
    "almost": (lambda low, high: low is None and high is not None, _LOW_BLANK),
    "between": (lambda low, high: low is not None and high is not None, _BOTH),
    "several": (lambda low, high: low in (SEVERAL, DOZENS) and high is None, _SEVERAL),
    "unspecified": (lambda low, high: low == 1 and high is None, _ONE_AND_OPEN),
    "counted_as_one": (lambda low, high: low == 1 and high is None, _ONE_AND_OPEN),
    "none": (lambda low, high: low == 0 and high == 0, _NONE),
}


def qualifier_problem(low: int | None, high: int | None, qualifier: str | None) -> str | None:
    """Say as a marked message what contradicts what, or None; unknown codes pass."""
    stated = [number for number in (low, high) if number is not None]
    if any(number < 0 for number in stated):
        return NEGATIVE
    if low is not None and high is not None and low > high:
        return REVERSED
    if not qualifier or qualifier not in _RULES:
        return None
    if not stated:
        return NUMBER_MISSING
    holds, problem = _RULES[qualifier]
    return None if holds(low, high) else problem


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of ranges; both ends are None when nobody states any number."""

    low: int | None
    high: int | None
    n_unstated: int = 0

    @property
    def is_at_least(self) -> bool:
        """Say whether the true number may be higher than the stated ends show."""
        return self.high is None or self.n_unstated > 0


def sum_ranges(ranges: Iterable[tuple[int | None, int | None]]) -> Total:
    """Add ranges; blank ones are counted beside the sum, and one open high end opens the sum's.

    A blank low end with a stated high one («fewer than 100») adds nothing to the low end.
    """
    every = list(ranges)
    stated = [each for each in every if each != (None, None)]
    n_unstated = len(every) - len(stated)
    if not stated:
        return Total(None, None, n_unstated)
    highs = [high for _, high in stated if high is not None]
    high = sum(highs) if len(highs) == len(stated) else None
    return Total(sum(low or 0 for low, _ in stated), high, n_unstated)
