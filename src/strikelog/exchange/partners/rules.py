"""What is known of single datasets beyond their headings, as rules a mapping may call for by name.

A rule looks at one row as it was read and gives it back as it is to be understood.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from ...domain.dates import FuzzyDate
from ...domain.messages import mark
from ...domain.saying import Sayable, say
from ..foreign.converting import ReadCell, ReadRow, Value

RULES = "rules"
"""Default of a mapping that names its rules, joined by blanks."""

Rule = Callable[[ReadRow], tuple[ReadRow, tuple[Sayable, ...]]]

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_MONTH_FIRST = re.compile(rf"\s*(?:{_MONTHS})\.?\s+(?:19|20)\d\d\s*[:,.–-]", re.IGNORECASE)
_DAY_UNKNOWN = re.compile(
    r"(?:exact|precise) (?:date|day) (?:is )?(?:not known|unknown)", re.IGNORECASE
)
_AIRCRAFT = re.compile(
    r"\b(?:war ?planes?|air ?planes?|planes?|aircraft|jets?|helicopters?|drones?|uavs?|"
    r"air ?strikes?|air ?raids?|aerial)\b|طائر|طيران|غارة|غارات",
    re.IGNORECASE,
)

SHELLING_FROM_THE_AIR = mark(
    "The row says “shelling”, but its text speaks of aircraft. "
    "How it was done was left open: check it with the source."
)
DAY_DOUBTFUL = "?"


def apply_rules(row: ReadRow, names: Iterable[str]) -> tuple[ReadRow, tuple[Sayable, ...]]:
    """Let the named rules look at a row, one after the other; names nobody knows do nothing."""
    doubts: tuple[Sayable, ...] = ()
    for name in names:
        if rule := _RULES.get(name):
            row, further = rule(row)
            doubts += further
    return row, doubts


def _text(row: ReadRow) -> str:
    return " ".join(str(cell.value) for cell in row.having("summary"))


def _with(row: ReadRow, values: Mapping[str, Value | None]) -> ReadRow:
    """Give the row with the values of some targets changed; None takes a target out."""
    cells = tuple(_changed(row.cells, values))
    return replace(row, cells=cells)


def _changed(cells: Iterable[ReadCell], values: Mapping[str, Value | None]) -> Iterator[ReadCell]:
    for cell in cells:
        if cell.target not in values:
            yield cell
        elif (value := values[cell.target]) is not None:
            yield replace(cell, value=value)


def day_of_month_doubtful(row: ReadRow) -> tuple[ReadRow, tuple[Sayable, ...]]:
    """A text that begins with month and year alone makes the day of the date doubtful."""
    day = row.values.get("date")
    if not isinstance(day, FuzzyDate) or not _is_plain_day(day):
        return row, ()
    if not _MONTH_FIRST.match(_text(row)):
        return row, ()
    return _with(row, {"date": FuzzyDate.parse(f"{day.edtf}{DAY_DOUBTFUL}")}), ()


def day_unknown(row: ReadRow) -> tuple[ReadRow, tuple[Sayable, ...]]:
    """A text that says the exact day is unknown leaves the month alone standing."""
    day = row.values.get("date")
    if not isinstance(day, FuzzyDate) or not _is_plain_day(day):
        return row, ()
    if not _DAY_UNKNOWN.search(_text(row)):
        return row, ()
    return _with(row, {"date": FuzzyDate.parse(day.edtf[:7])}), ()


def _is_plain_day(day: FuzzyDate) -> bool:
    try:
        return bool(date.fromisoformat(day.edtf))
    except ValueError:
        return False


def shelling_from_the_air(row: ReadRow) -> tuple[ReadRow, tuple[Sayable, ...]]:
    """Shelling beside aircraft says neither; some datasets call air strikes so."""
    names = " ".join(str(cell.value) for cell in row.having("actor.name"))
    if row.values.get("weapon") != "shelling_unspecified":
        return row, ()
    if not _AIRCRAFT.search(f"{_text(row)} {names}"):
        return row, ()
    changed = _with(row, {"delivery": "unspecified", "weapon": "unknown"})
    cell = row.having("weapon")[0]
    open_type = replace(cell, target="event_type", value="explosive_unspecified")
    if "event_type" not in row.values:
        changed = replace(changed, cells=(*changed.cells, open_type))
    return changed, (say(SHELLING_FROM_THE_AIR),)


_ONE_SIDED = "3"


def one_sided(row: ReadRow) -> tuple[ReadRow, tuple[Sayable, ...]]:
    """In one-sided violence the second side is who was attacked, not an attacker."""
    kinds = {cell.text.strip() for cell in row.having("note") if "violence" in cell.header}
    if _ONE_SIDED not in {kind.split(".")[0] for kind in kinds}:
        return row, ()
    sides = row.having("actor.name")
    return replace(row, cells=tuple(cell for cell in row.cells if cell not in sides[1:])), ()


_RULES: Mapping[str, Rule] = {
    "month_first": day_of_month_doubtful,
    "day_unknown": day_unknown,
    "shelling_from_the_air": shelling_from_the_air,
    "one_sided": one_sided,
}


__all__ = ["RULES", "apply_rules"]
