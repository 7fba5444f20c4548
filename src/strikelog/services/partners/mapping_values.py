"""The spellings of a coded column: counted, and what each of them is taken for.

Counting reads the whole table, so it belongs beside the window.
"""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...domain.text import clean_line
from .mapping_draft import Draft
from .mapping_words import ValueLine

if TYPE_CHECKING:
    from ...exchange.foreign.mapping import ColumnMapping


def sign_between(draft: Draft, place: int) -> str:
    """Give the sign between several values of one cell; blank where a cell holds one."""
    return draft.column(place).options.get("split", "")


def spellings(draft: Draft, place: int) -> Counter[str]:
    """Count what stands in a column, as it is written."""
    from ...exchange.foreign.shapes import plain_text

    sign = sign_between(draft, place)
    counted: Counter[str] = Counter()
    for cell in draft.table.column(place):
        text = plain_text(cell)
        parts = text.split(sign) if sign else (text,)
        counted.update(said for part in parts if (said := clean_line(part)))
    return counted


def codes(draft: Draft, place: int, language: str) -> tuple[tuple[str, str], ...]:
    """Give the codes that spellings of a column can stand for, in words; none if uncoded."""
    from ...exchange.foreign.crosswalks import choices

    return choices(draft.target(place), language)


def values(draft: Draft, place: int, counted: Counter[str], language: str) -> tuple[ValueLine, ...]:
    """Give the spellings of a column, those nobody has spoken about first."""
    from ...exchange.foreign.columns import value_codes

    held = draft.column(place)
    known, undecided = value_codes(held, counted, language)
    near = {one.text: one.near[0] if one.near else "" for one in undecided}
    lines = (
        ValueLine(text, count, _code(held, known, text in near, text), near.get(text, ""))
        for text, count in counted.items()
    )
    return tuple(sorted(lines, key=lambda one: (one.code is not None, -one.count, one.text)))


def _code(held: "ColumnMapping", known: Mapping[str, str], is_open: bool, text: str) -> str | None:
    """Give the code of a spelling; None where somebody has to say, blank where it says nothing."""
    if is_open:
        return None
    said = held.code_of(text)
    return known.get(text, "") if said is None else said
