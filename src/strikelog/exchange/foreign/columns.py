"""What one column of a table most probably means: heading, tag and cells heard in turn."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ...domain.messages import mark
from ...domain.saying import Said, say
from ...domain.text import clean_line
from ..workbooks import Cell
from .cellreading import parts_of
from .crosswalks import code_for, near_codes
from .days import both_days, order_of
from .guessing import is_points, meaning_of_values, readable
from .headings import Meaning, meaning_of, phrase
from .hxl import meaning_of_tag
from .mapping import SCALE, ColumnMapping
from .proposals import DateDoubt, UndecidedValue
from .shapes import is_absent, plain_text
from .targets import IGNORE, NOTE, ValueKind, target

BOTH_SAY = mark("The heading and the tag {tag} say so.")
HEADING_SAYS = mark("The heading says so.")
HEADING_LOOKS = mark("The heading looks like it.")
TAG_SAYS = mark("The tag {tag} says so.")
CELLS_LOOK = mark("Its cells look like it.")
CELLS_DIFFER = mark("The heading says “{meaning}”, but most of its cells cannot be read so.")
NOT_KNOWN = mark("Neither the heading nor the cells tell. It is left out until you say more.")
DISAGREE = mark(
    "The heading says “{heading}”, but the tag {tag} says “{tagged}”. The heading was followed."
)
ORDER_OPEN = mark(
    "Every date of this column may be read with the day or with the month first. "
    "Say which stands first."
)
ORDER_MIXED = mark(
    "In this column the day stands first in some dates and the month in others. "
    "Say which holds for those that may be either."
)
ORDER_EXCHANGED = mark(
    "Real dates stand here beside text. A spreadsheet has probably exchanged day and month of the "
    "real ones. Compare one of them with the publisher's own file."
)

_LIKE = 0.6
_LEAST_READABLE = 0.5
_KIN = (
    {"place.name", "site.type", "site.name"},
    {"title", "summary", NOTE},
    {"weapon", "means", "delivery"},
    {"actor.type", "actor.name"},
    {"date", "date.start"},
    {"place.country", "place.pcode"},
    {"source.name", "source.url"},
)
"""Targets that a tag and a heading may name without disagreeing; the heading says more."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column may mean, why, and how sure that is."""

    meaning: Meaning
    reason: Said
    confidence: float
    disagreement: Said | None = None
    others: tuple[str, ...] = ()


def guess(header: str, hxl: str, cells: Sequence[Cell]) -> Guess:
    """Say what a column most probably means, from its heading, its tag and some of its cells."""
    told = _told(header, hxl)
    if told is None:
        return _from_cells(cells)
    if told.meaning.target == "place.name" and is_points(cells):
        return Guess(Meaning("place.point", 0.8), say(CELLS_LOOK), 0.8)
    if readable(told.meaning.target, cells) >= _LEAST_READABLE:
        return told
    seen = meaning_of_values(cells)
    reason = say(CELLS_DIFFER, meaning=target(told.meaning.target))
    kept = seen or Meaning(NOTE, 0.2)
    return Guess(kept, reason, 0.2, told.disagreement, (told.meaning.target,))


def _told(header: str, hxl: str) -> Guess | None:
    """Hear heading and tag."""
    heading, tag = meaning_of(header), meaning_of_tag(hxl)
    if heading is None and tag is None:
        return None
    if heading is None and tag is not None:
        return Guess(tag, say(TAG_SAYS, tag=hxl), 0.85)
    assert heading is not None
    if tag is None:
        said = HEADING_SAYS if heading.strength > _LIKE else HEADING_LOOKS
        return Guess(heading, say(said), min(0.95, heading.strength))
    if tag.target == heading.target:
        options = {**tag.options, **heading.options}
        return Guess(Meaning(heading.target, 1.0, options), say(BOTH_SAY, tag=hxl), 0.99)
    return _of_two(heading, tag, hxl)


def _of_two(heading: Meaning, tag: Meaning, hxl: str) -> Guess:
    """Follow the heading where heading and tag differ, and say so unless they are of one kin."""
    if tag.target == IGNORE:
        return Guess(tag, say(TAG_SAYS, tag=hxl), 0.8, others=(heading.target,))
    pair = {heading.target, tag.target}
    if pair & {IGNORE, NOTE} or any(pair <= kin for kin in _KIN):
        return Guess(heading, say(HEADING_SAYS), 0.8, others=(tag.target,))
    said = say(DISAGREE, heading=target(heading.target), tag=hxl, tagged=target(tag.target))
    return Guess(heading, say(HEADING_SAYS), 0.5, said, (tag.target,))


def _from_cells(cells: Sequence[Cell]) -> Guess:
    seen = meaning_of_values(cells)
    if seen is None:
        return Guess(Meaning(IGNORE, 0.0), say(NOT_KNOWN), 0.0, others=(NOTE,))
    return Guess(seen, say(CELLS_LOOK), seen.strength)


_MOST_VALUES = 400
_MOST_NEAR = 40
_FEW = 30


def with_scale(column: ColumnMapping, cells: Sequence[Cell]) -> ColumnMapping:
    """Say in whose numbers precisions are given: UCDP counts to 7, ACLED to 3."""
    if column.target != "place.geo_prec":
        return column
    numbers = {text for cell in cells if (text := plain_text(cell)).isdecimal()}
    if not numbers or not numbers <= set("1234567"):
        return column
    is_acled = numbers <= {"1", "2", "3"} and "where" not in phrase(column.header).split()
    options = {**column.options, SCALE: "acled" if is_acled else "ucdp"}
    return ColumnMapping(column.header, column.hxl, column.target, options, column.values)


def value_codes(
    column: ColumnMapping, texts: Counter[str], language: str
) -> tuple[dict[str, str], tuple[UndecidedValue, ...]]:
    """Give the codes of the spellings of a column that are known, and the spellings that are not.

    What a person has said before stands; what is only near is offered, not applied.
    """
    wanted = target(column.target)
    known: dict[str, str] = dict(column.values)
    open_values: list[UndecidedValue] = []
    scale = column.options.get(SCALE, "")
    for text, count in texts.most_common(_MOST_VALUES):
        if column.code_of(text) is not None or is_absent(text):
            continue
        code = code_for(wanted, text, scale)
        if code is not None:
            known[text] = code
            continue
        parts = parts_of(text)
        if len(parts) > 1 and all(_says(column, part) for part in parts):
            continue
        near = near_codes(wanted, text, language) if len(open_values) < _MOST_NEAR else ()
        open_values.append(UndecidedValue(column.header, column.target, text, count, near))
    return known, tuple(open_values)


def _says(column: ColumnMapping, text: str) -> bool:
    """Say whether one of several values of a cell is known."""
    scale = column.options.get(SCALE, "")
    known = column.code_of(text) is not None or is_absent(text)
    return known or code_for(target(column.target), text, scale) is not None


def is_coded(key: str) -> bool:
    """Say whether the cells of a target are given codes."""
    return target(key).kind in (ValueKind.CODE, ValueKind.MEANS)


def spellings(cells: Sequence[Cell]) -> Counter[str]:
    """Count the spellings of a column."""
    return Counter(text for cell in cells if (text := clean_line(plain_text(cell))))


def is_no_list(known: dict[str, str], undecided: Sequence[UndecidedValue]) -> bool:
    """Say whether a column holds too many strange words to be one of codes."""
    return len(undecided) > _FEW and len(undecided) > 9 * len(known)


def date_doubt(column: ColumnMapping, cells: Sequence[Cell]) -> DateDoubt | None:
    """Say what a person has to decide about a column of dates; None when nothing."""
    if target(column.target).kind is not ValueKind.DATE:
        return None
    finding = order_of(cells)
    both = tuple(days for text in finding.examples if (days := both_days(text)))
    if finding.exchanged:
        said = say(ORDER_EXCHANGED)
        return DateDoubt(column.header, (), said, exchanged=True, decided=finding.order)
    if not finding.is_open:
        return None
    return DateDoubt(column.header, both, say(ORDER_MIXED if finding.mixed else ORDER_OPEN))
