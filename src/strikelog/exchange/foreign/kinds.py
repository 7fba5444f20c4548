"""What kind of table was found: a list of incidents, or something else, said in a sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from ...domain.messages import mark
from ...domain.saying import Said, say
from ...domain.text import fold
from ..workbooks import Cell
from .headings import Meaning, meaning_of, phrase
from .hxl import meaning_of_tag
from .outline import Outline
from .shapes import DATE, LONG, NUMBER, TEXT, URL, YES_NO, main_shape
from .targets import COUNT_PREFIX, IGNORE, NOTE

INCIDENTS = "incidents"
OTHER = "other"
NO_HEADER = "no_header"
PIVOT = "pivot"
CODE_BOOK = "code_book"
NOTES = "notes"
EMPTY = "empty"

KINDS = (INCIDENTS, OTHER, NO_HEADER, PIVOT, CODE_BOOK, NOTES, EMPTY)
"""The kinds of tables, the most useful first; only `incidents` can be taken in as it stands."""

_INCIDENTS = mark(
    "A list of incidents. The headings stand in row {row}; {known} of {columns} were recognised."
)
_INCIDENTS_BY_VALUES = mark(
    "A list without headings: what the columns mean was told from their values."
)
_NO_WHEN = mark(
    "This is not a list of incidents: no column says when something happened. "
    "Choose another sheet, or say which column holds the date."
)
_NO_WHAT = mark(
    "This is not a list of incidents: beside dates, no column says where or what happened. "
    "Add the columns of the table that does."
)
_PIVOT = mark(
    "This is a summary of numbers, not a list of incidents: each row adds up many of them. "
    "Ask for the list from which it was made."
)
_CODE_BOOK = mark(
    "This is a list of codes or questions with their meanings, not a list of incidents. "
    "Choose the sheet that holds the rows."
)
_NOTES = mark("These are notes, not a table. Choose the sheet that holds the rows.")
_EMPTY = mark("This sheet holds no rows. Choose another sheet.")
_NO_HEADER = mark(
    "No row with headings was found. Say what each column means, or add headings and try again."
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The kind of a table, the sentence for it, and how good a list of incidents it is."""

    kind: str
    reason: Said
    score: float


def judge(outline: Outline, columns: Sequence[Sequence[Cell]]) -> Judgement:
    """Say what a table is, from its headings and the filled cells of its first rows."""
    n_rows = outline.last_row - outline.first_row + 1
    if n_rows <= 0 or not any(columns):
        return Judgement(EMPTY, say(_EMPTY), 0.0)
    meanings = [_meaning(name, tag) for name, tag in zip(outline.header, outline.hxl, strict=True)]
    shapes = [main_shape(cells)[0] for cells in columns]
    if _was_pivoted(outline, columns):
        return Judgement(PIVOT, say(_PIVOT), 0.0)
    if _is_notes(outline, columns, shapes):
        return Judgement(NOTES, say(_NOTES), 0.0)
    if _is_incidents(meanings, shapes):
        return _incidents(outline, meanings, n_rows)
    if outline.header_row < 0:
        return _without_header(shapes, n_rows)
    return _something_else(outline, columns, meanings, shapes)


def _meaning(name: str, tag: str) -> Meaning | None:
    return meaning_of(name) or meaning_of_tag(tag)


def _targets(meanings: Sequence[Meaning | None]) -> list[str]:
    return [meaning.target if meaning else "" for meaning in meanings]


_WHEN = ("date", "date.start", "date.end", "date.year")
_FURTHER = (
    "place.", "site", "event_type", "summary", "title", "weapon", "means", "delivery", "actor.",
    COUNT_PREFIX,
)  # fmt: skip


def _is_incidents(meanings: Sequence[Meaning | None], shapes: Sequence[str]) -> bool:
    targets = _targets(meanings)
    further = sum(any(key.startswith(start) for key in targets) for start in _FURTHER)
    # A column of days under a heading that says nothing is worth less than one that says so.
    return further >= (1 if _says_when(targets, shapes) else 2) and (
        _says_when(targets, shapes) or _has_strange_days(targets, shapes)
    )


def _says_when(targets: Sequence[str], shapes: Sequence[str]) -> bool:
    """Say whether a column holds days of events, by heading and by cells."""
    return any(
        key in _WHEN and (shape in (DATE, NUMBER) or _is_wordy_date(shape, key))
        for key, shape in zip(targets, shapes, strict=True)
    )


def _has_strange_days(targets: Sequence[str], shapes: Sequence[str]) -> bool:
    return any(shape == DATE and not key for key, shape in zip(targets, shapes, strict=True))


def _is_wordy_date(shape: str, key: str) -> bool:
    """Dates in words look like text: early May 2019."""
    return shape in (TEXT, "blank") and key != "date.year"


def _incidents(outline: Outline, meanings: Sequence[Meaning | None], n_rows: int) -> Judgement:
    known = sum(meaning is not None for meaning in meanings)
    said = say(_INCIDENTS, row=outline.header_row + 1, known=known, columns=len(meanings))
    if outline.header_row < 0:
        said = say(_INCIDENTS_BY_VALUES)
    return Judgement(INCIDENTS, said, known + min(n_rows, 1000) / 1000)


def _without_header(shapes: Sequence[str], n_rows: int) -> Judgement:
    score = sum(shape in (DATE, NUMBER) for shape in shapes) / max(1, len(shapes))
    return Judgement(NO_HEADER, say(_NO_HEADER), score + min(n_rows, 1000) / 10_000)


def _something_else(
    outline: Outline,
    columns: Sequence[Sequence[Cell]],
    meanings: Sequence[Meaning | None],
    shapes: Sequence[str],
) -> Judgement:
    if _is_code_book(outline, columns, shapes):
        return Judgement(CODE_BOOK, say(_CODE_BOOK), 0.0)
    if _is_pivot(outline, columns, shapes):
        return Judgement(PIVOT, say(_PIVOT), 0.0)
    known = sum(key not in ("", IGNORE, NOTE) for key in _targets(meanings))
    why = _NO_WHAT if _says_when(_targets(meanings), shapes) else _NO_WHEN
    return Judgement(OTHER, say(why), known / 100)


def _is_notes(outline: Outline, columns: Sequence[Sequence[Cell]], shapes: Sequence[str]) -> bool:
    """Notes are one column of text, or a few of mostly long texts with hardly a second one."""
    if any(outline.hxl):
        return False
    counts = sorted((len(cells) for cells in columns), reverse=True)
    texts = all(shape in (TEXT, LONG, URL, "blank") for shape in shapes)
    first = max(columns, key=len)
    wordy = mean(len(str(cell)) for cell in first) > 40
    return texts and (len(counts) == 1 or (wordy and sum(counts[1:]) < counts[0] / 2))


_CODE_WORDS = frozenset(
    map(
        fold,
        (
            "code codes label labels definition definitions description descriptions value values"
            " variable variables meaning name list type hint field question choices hxl hashtag"
            " category explanation allowed pattern datatype"
            " الرمز التعريف المعنى القيمة الوصف"
        ).split(),
    )
)  # fmt: skip
_ID_WORD = re.compile(r"(?:^| )(?:id|code|no|number|nr|رقم)(?: |$)")


def _is_code_book(
    outline: Outline, columns: Sequence[Sequence[Cell]], shapes: Sequence[str]
) -> bool:
    """Codes with labels: all headings speak of codes, or a name stands beside its number."""
    names = [phrase(name).split() for name in outline.header]
    speaking = [any(word in _CODE_WORDS for word in name) for name in names]
    texts = sum(shape in (TEXT, LONG, YES_NO) for shape in shapes)
    filled = sum(map(bool, columns))
    if sum(speaking) >= 2 and sum(speaking) * 2 >= len(names) and texts * 2 >= filled:
        return True
    if len(columns) != 2:
        return False
    numbered = any(_ID_WORD.search(phrase(name)) for name in outline.header)
    named = TEXT in shapes
    unique = all(len(set(map(str, cells))) == len(cells) for cells in columns if cells)
    return numbered and named and unique


_SUM_WORDS = frozenset("number total count sum average share percent row labels عدد مجموع".split())
_PERIOD = re.compile(r"(?:19|20)\d\d|q[1-4]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec")


_PIVOTED = frozenset(
    map(
        fold,
        (
            "row labels", "column labels", "zeilenbeschriftungen", "spaltenbeschriftungen",
            "étiquettes de lignes", "étiquettes de colonnes", "etiquetas de fila",
            "etiquetas de columna", "تسميات الصفوف", "تسميات الأعمدة",
        ),
    )
)  # fmt: skip
"""What spreadsheets write beside a pivot table, in the languages of their users."""


def _was_pivoted(outline: Outline, columns: Sequence[Sequence[Cell]]) -> bool:
    """Say whether a spreadsheet left its own words for a pivot table."""
    cells = [*outline.header, *(cell for column in columns for cell in column[:20])]
    return any(isinstance(cell, str) and fold(cell).strip() in _PIVOTED for cell in cells)


def _is_pivot(outline: Outline, columns: Sequence[Sequence[Cell]], shapes: Sequence[str]) -> bool:
    """Sums by country or month: the first column names each thing once, the others are numbers."""
    numbers = sum(shape == NUMBER for shape in shapes)
    if (
        len(columns) < 2
        or len(columns[0]) < 2
        or numbers < max(1, 0.6 * (len(columns) - 1))
        or shapes[0] == NUMBER
    ):
        return False
    keys = [fold(str(cell)) for cell in columns[0]]
    if len(set(keys)) < 0.9 * len(keys) or _ID_WORD.search(phrase(outline.header[0])):
        return False
    summing = any(_is_sum(name) for name in outline.header) or any(
        "num" in tag or "affected" in tag for tag in outline.hxl
    )
    return summing or any(key.startswith(("total", "grand total", "المجموع")) for key in keys)


def _is_sum(name: str) -> bool:
    said = phrase(name)
    return bool(_PERIOD.match(said)) or not _SUM_WORDS.isdisjoint(said.split())
