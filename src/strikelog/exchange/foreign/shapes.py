"""What kind of thing a cell holds at first sight, for telling headings from rows."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from ...domain.text import fold
from ..workbooks import Cell

BLANK, NUMBER, DATE, TIME, YES_NO, ID, URL, TEXT, LONG = (
    "blank", "number", "date", "time", "yes_no", "id", "url", "text", "long",
)  # fmt: skip

_LONG = 80
_NUMERIC = re.compile(r"[-+−]?\d{1,15}(?:[ ,.٬]\d{3})*(?:[.,٫]\d{1,15})?(?:e[+-]?\d+)? ?%?")
_DATE_LIKE = re.compile(
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2}))"
    r"(?:[t ]\d{1,2}:\d{2}.*)?"
)
_NAMED_DATE = re.compile(r"(?:\d{1,2}[ -])?[^\W\d_]{3,}[ ,-]+(?:\d{1,2},? )?\d{4}")
_TIME_LIKE = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?")
_YES_NO = frozenset(("yes", "no", "true", "false", "y", "n", "نعم", "لا"))


def shape_of(cell: Cell) -> str:
    """Say what a cell looks like."""
    if cell is None:
        return BLANK
    if isinstance(cell, bool):
        return YES_NO
    if isinstance(cell, int | float):
        return NUMBER
    if isinstance(cell, date | datetime):
        return DATE
    if isinstance(cell, time | timedelta):
        return TIME
    return _shape_of_text(cell)


def _shape_of_text(text: str) -> str:
    plain = fold(text).strip()
    if not plain:
        return BLANK
    if len(plain) > _LONG:
        return URL if plain.startswith("http") else LONG
    for shape, pattern in _PATTERNS:
        if pattern.fullmatch(plain):
            return shape
    if plain in _YES_NO:
        return YES_NO
    if plain.startswith(("http://", "https://", "www.")):
        return URL
    return ID if _is_uuid(plain) else TEXT


_PATTERNS = ((NUMBER, _NUMERIC), (DATE, _DATE_LIKE), (TIME, _TIME_LIKE), (DATE, _NAMED_DATE))


def _is_uuid(plain: str) -> bool:
    if len(plain) < len(UUID(int=0).hex):
        return False
    try:
        UUID(plain.removeprefix("uuid:"))
    except ValueError:
        return False
    return True


_ABSENT = frozenset(
    map(
        fold,
        (
            "", "-", "--", "—", "–", ".", "..", "...", "n/a", "na", "n.a.", "n.a", "n/d", "nd",
            "null", "nan", "none", "nil", "unkn", "unk", "unknown", "not known", "not available",
            "not applicable", "notapplicable", "no data", "no information", "noinformation",
            "notanswered", "not answered", "not stated", "not reported", "not specified",
            "not recorded", "?", "??", "tbd", "tbc", "#n/a",
            "غير معروف", "غير معروفة", "لا يوجد", "غير متوفر", "لا معلومات", "غير محدد", "غ م",
            "inconnu", "desconocido", "sans objet", "non disponible",
        ),
    )
)  # fmt: skip


def is_absent(text: str) -> bool:
    """Say whether a text stands for a blank cell: n/a, NULL, unknown, a dash."""
    return fold(text).strip() in _ABSENT


def plain_text(cell: Cell) -> str:
    """Give a cell as text: a whole number without its noughts, a day as ISO."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def main_shape(cells: Iterable[Cell]) -> tuple[str, float]:
    """Give the commonest shape of a column's filled cells and its share, blanks in words aside."""
    shapes = Counter(
        shape_of(cell)
        for cell in cells
        if cell is not None and not (isinstance(cell, str) and is_absent(cell))
    )
    if not shapes:
        return BLANK, 0.0
    shape, count = shapes.most_common(1)[0]
    return shape, count / shapes.total()
