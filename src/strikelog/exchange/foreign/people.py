"""Numbers in other people's cells: blank, nought, words and ranges told apart."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from ...domain.count_values import SEVERAL, BadCount, Count, CountReversed, count_of
from ...domain.counts import read_count
from ...domain.date_names import alternatives
from ...domain.errors import BadValue
from ...domain.messages import mark
from ...domain.text import clean_line, fold
from ..cells import ExcelMadeItADate
from ..workbooks import Cell
from .mapping import ONE, ZERO
from .shapes import is_absent, plain_text

_NONE = frozenset(map(fold, ("none", "nil", "no one", "nobody", "لا أحد", "لا يوجد", "صفر")))
_MANY = frozenset(
    map(fold, ("multiple", "many", "a number of", "various", "عديد", "كثير", "plusieurs"))
)
# Three noughts are a thousand: 15.000 is written so in many countries.
_NOUGHT_BEHIND = re.compile(r"(?<=\d)(?:[.,]0{1,2}|\.0{4,})$")
_PLUS = re.compile(r"^\+ ?(?=\d)")
_NOUNS = alternatives(
    "killed|dead|deaths|fatalities|injured|wounded|injuries|children|child|women|men|workers"
    "|victims|casualties|arrested|detained|abducted|kidnapped|missing"
    "|قتيل|قتلى|قتيلا|جريح|جرحى|جريحا|شهيد|شهداء|طفل|أطفال|نساء|امرأة"
)
_NOUN_BEHIND = re.compile(rf"(?<=\d) ?(?:{_NOUNS})\.?$")


class NeitherYesNorNumber(BadValue):
    """A cell of a column that says what happened answers in other words."""

    message = mark("“{text}” is neither yes or no nor a number.")


def read_people(cell: Cell, options: Mapping[str, str]) -> Count | None:
    """Read a number of people or things; None when the cell says nothing. Raises BadValue.

    What 0 says is up to the mapping: nothing, unless it tells that 0 means none.
    """
    count = _count(cell, options)
    if count is not None and count.qualifier == "none" and options.get(ZERO) != "none":
        return None
    return count


def _count(cell: Cell, options: Mapping[str, str]) -> Count | None:
    if isinstance(cell, date | datetime | time | timedelta):
        raise ExcelMadeItADate(text=str(cell))
    if isinstance(cell, bool):
        raise BadCount(text=str(cell))
    if isinstance(cell, int | float):
        return _of_number(cell, plain_text(cell)[:60], options)
    return None if cell is None else _of_text(clean_line(cell), options)


def _of_number(number: float, wording: str, options: Mapping[str, str]) -> Count:
    if number < 0 or number % 1 != 0:
        raise BadCount(text=wording)
    try:
        count = read_count(str(int(number)))
    except (BadCount, ValueError):
        # More digits than Python turns into text.
        raise BadCount(text=wording) from None
    return _of_whole(count, options)


def _of_whole(count: Count, options: Mapping[str, str]) -> Count:
    """Give nought and one the meaning that the mapping gives them."""
    if (count.low, count.high) == (0, 0):
        return count_of("none", wording=count.wording)
    if options.get(ONE) == "counted_as_one" and (count.low, count.high) == (1, 1):
        return count_of("counted_as_one", wording=count.wording)
    return count


def _of_text(text: str, options: Mapping[str, str]) -> Count | None:
    plain = fold(text).strip().rstrip(".")
    if plain in _NONE:
        return count_of("none", wording=text)
    if is_absent(text):
        return None
    if plain in _MANY:
        return Count(SEVERAL, None, "several", text)
    bare = _NOUN_BEHIND.sub("", _PLUS.sub("", _NOUGHT_BEHIND.sub("", plain)))
    try:
        count = read_count(bare)
    except CountReversed:
        raise CountReversed(text=text[:60]) from None
    except BadCount:
        raise BadCount(text=text[:60]) from None
    return _of_whole(Count(count.low, count.high, count.qualifier, text), options)


_YES = frozenset(map(fold, ("yes", "y", "true", "x", "✓", "✔", "نعم", "صح", "oui", "si", "sí")))
_NO = frozenset(map(fold, ("no", "n", "false", "لا", "non", "none")))


def read_flag(cell: Cell) -> bool | None:
    """Read whether something happened: yes, a number above nought; None when it is not said."""
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int | float):
        return cell > 0
    if not isinstance(cell, str):
        return None
    plain = fold(cell).strip()
    if plain in _YES or plain in _NO:
        return plain in _YES
    if is_absent(plain):
        return None
    try:
        count = _of_text(clean_line(cell), {})
    except BadValue:
        raise NeitherYesNorNumber(text=clean_line(cell)[:60]) from None
    return count is not None and bool(count.low or count.high)


def between(low: Count | None, high: Count | None, best: Count | None = None) -> Count | None:
    """Make one number of its low and high ends; `best` is only told in the wording.

    Raises CountReversed when the low end is above the high one.
    """
    lowest = low.low if low else None
    highest = high.high if high else None
    wording = _wording(low, high, best)
    if lowest is None and highest is None:
        return best
    if lowest is None or highest is None:
        if highest is None:
            return Count(lowest, None, "at_least", wording)
        return Count(0, highest, "up_to", wording)
    if lowest > highest:
        raise CountReversed(text=wording)
    if lowest == highest:
        return Count(lowest, highest, "exact" if highest else "none", wording)
    return Count(lowest, highest, "between" if lowest else "up_to", wording)


def _wording(low: Count | None, high: Count | None, best: Count | None) -> str:
    ends = [count.wording for count in (low, high) if count]
    said = "–".join(dict.fromkeys(ends))
    return f"{said} ({best.wording})" if best and best.wording not in ends else said
