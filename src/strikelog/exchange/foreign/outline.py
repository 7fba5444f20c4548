"""Where the tables of a sheet stand: their headings, tags, columns and rows.

A heading row is told by what stands in it (short distinct texts, words that we know) and by what
stands below (dates, numbers, long texts). Tags, where there are any, settle it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...domain.text import fold
from ..layout import column_letter
from ..workbooks import Cell, Merge, Row, Sheet
from .heading_rows import (
    LEAST_SCORE,
    SAMPLE,
    best_header,
    differs,
    filled,
    header_score,
    holds,
    is_blank,
    row_of_words,
    sample_below,
)
from .headings import is_known_heading
from .hxl import LAST_TAG_ROW, tags_of_row
from .mapping import folded_header
from .shapes import LONG, NUMBER, TEXT, YES_NO, shape_of

_GAP = 2
"""Blank columns between two tables that stand side by side."""
_LONGEST_GROUP = 40
_JOINT = " / "


@dataclass(frozen=True, slots=True)
class Outline:
    """Places of one table, counted from 0; `header_row` is -1 and `score` 0 without headings.

    `ends` is the last row that belongs to it, its totals and notes included.
    """

    header: tuple[str, ...]
    hxl: tuple[str, ...]
    header_row: int
    first_row: int
    last_row: int
    columns: tuple[int, ...]
    score: float
    ends: int


def outlines(sheet: Sheet) -> Iterator[Outline]:
    """Give the tables of a sheet from above to below, each with those to its right behind it."""
    first, last = _extent(sheet.rows)
    while first <= last:
        found = _next_outline(sheet, first, last)
        yield found
        yield from _beside(sheet, found, first)
        if found.ends >= last:
            return
        first = found.ends + 1
        while first <= last and is_blank(sheet.rows[first]):
            first += 1


def _beside(sheet: Sheet, found: Outline, first: int) -> Iterator[Outline]:
    """Give the tables that stand to the right of one, beyond blank columns."""
    rows, edge = sheet.rows[: found.ends + 1], found.columns[-1] + _GAP
    if not any(filled(cell) for row in rows[first:] for cell in row[edge:]):
        return
    cut: list[Row] = [()] * first
    cut += [[*[None] * edge, *row[edge:]] for row in rows[first:]]
    yield from outlines(replace(sheet, rows=cut))


def outline_at(sheet: Sheet, header_row: int) -> Outline:
    """Outline the table whose headings a person says stand in a row, and in that row alone."""
    rows = sheet.rows
    last, ends = _end(sheet, header_row, header_row + 1, len(rows) - 1)
    columns = _columns(rows, (header_row,), header_row + 1, last)
    header = _distinct(_header(sheet, [header_row], columns), columns)
    first = header_row + 1
    tags = tags_of_row(rows[first]) if first < len(rows) else None
    hxl = tuple((tags or {}).get(at, "") for at in columns)
    return Outline(header, hxl, header_row, first + bool(tags), last, columns, 1.0, ends)


def _extent(rows: Sequence[Row]) -> tuple[int, int]:
    """Give the first and the last row that hold anything; the first after the last when none do."""
    first = next((at for at, row in enumerate(rows) if not is_blank(row)), 0)
    last = len(rows) - 1
    while last >= first and is_blank(rows[last]):
        last -= 1
    return first, last


def _next_outline(sheet: Sheet, first: int, last: int) -> Outline:
    rows = sheet.rows
    tag_row = _tag_row(rows, first, last)
    if tag_row is not None:
        return _tagged(sheet, first, tag_row, last)
    header_row, score = best_header(rows, first, last)
    if score < LEAST_SCORE:
        words = row_of_words(rows, first, last)
        if words is None:
            return _headless(rows, first, last)
        header_row = words
    return _headed(sheet, (first, header_row, last), score)


def _tag_row(rows: Sequence[Row], first: int, last: int) -> int | None:
    ends = min(last, first + LAST_TAG_ROW - 1)
    return next((at for at in range(first, ends + 1) if tags_of_row(rows[at])), None)


def _tagged(sheet: Sheet, first: int, tag_row: int, last: int) -> Outline:
    """Outline a table by its row of tags; the headings stand above it, if anywhere."""
    tags = tags_of_row(sheet.rows[tag_row]) or {}
    above = _above(sheet.rows, first, tag_row)
    last, ends = _end(sheet, above if above is not None else tag_row, tag_row + 1, last)
    heading_rows = [] if above is None else _heading_rows(sheet, first, above)
    columns = _columns(sheet.rows, (*heading_rows, tag_row), tag_row + 1, last)
    header = _header(sheet, heading_rows, columns) if heading_rows else _blank(columns)
    named = [name or tags.get(at, "") for name, at in zip(header, columns, strict=True)]
    hxl = tuple(tags.get(at, "") for at in columns)
    return Outline(_distinct(named, columns), hxl, tag_row, tag_row + 1, last, columns, 10.0, ends)


def _above(rows: Sequence[Row], first: int, row: int) -> int | None:
    """Give the nearest filled row above, at most two away."""
    for at in (row - 1, row - 2):
        if at >= first and not is_blank(rows[at]):
            return at
    return None


def _headed(sheet: Sheet, places: tuple[int, int, int], score: float) -> Outline:
    """Outline a table by its headings, which may take up two or three rows."""
    first, header_row, last = places
    below = _sub_header(sheet, header_row, last)
    header_row = below if below is not None else header_row
    last, ends = _end(sheet, header_row, header_row + 1, last)
    heading_rows = _heading_rows(sheet, first, header_row)
    columns = _columns(sheet.rows, heading_rows, header_row + 1, last)
    header = _distinct(_header(sheet, heading_rows, columns), columns)
    hxl = ("",) * len(columns)
    return Outline(header, hxl, header_row, header_row + 1, last, columns, score, ends)


def _headless(rows: Sequence[Row], first: int, last: int) -> Outline:
    columns = _columns(rows, (), first, last)
    letters = tuple(column_letter(at + 1) for at in columns)
    return Outline(letters, ("",) * len(columns), -1, first, last, columns, 0.0, last)


def _sub_header(sheet: Sheet, header_row: int, last: int) -> int | None:
    """Give the row below when it parts the headings further, as under merged ones."""
    rows, at = sheet.rows, header_row + 1
    if at >= last:
        return None
    upper, lower = rows[header_row], rows[at]
    texts = [place for place, cell in enumerate(lower) if filled(cell)]
    if not texts or any(shape_of(lower[place]) not in (TEXT, YES_NO) for place in texts):
        return None
    open_places = [place for place in texts if not holds(upper, place)]
    spread = _spread(sheet.merged, header_row)
    fits = all(place in spread or not holds(upper, place) for place in texts)
    below = sample_below(rows, at, last)
    differ = sum(differs(below, place) for place in texts)
    return at if open_places and fits and differ * 2 >= len(texts) else None


def _spread(merged: Sequence[Merge], row: int) -> set[int]:
    """Give the columns over which a merged cell of the row is spread sideways."""
    return {
        column
        for merge in merged
        if merge.first_row <= row <= merge.last_row and merge.last_column > merge.first_column
        for column in range(merge.first_column, merge.last_column + 1)
    }


def _heading_rows(sheet: Sheet, first: int, header_row: int) -> list[int]:
    """Give the rows whose texts make up the headings, from above: groups, then names."""
    rows = [header_row]
    while len(rows) < 3 and rows[0] - 1 >= first and _groups(sheet, rows[0] - 1, rows[0]):
        rows.insert(0, rows[0] - 1)
    return rows


def _groups(sheet: Sheet, upper: int, lower: int) -> bool:
    """Say whether a row groups the headings below: short texts over them, two at least.

    Without merged cells, as in a plain text file, there must be enough of them to be no remark.
    """
    texts = {place: cell for place, cell in enumerate(sheet.rows[upper]) if filled(cell)}
    below = [place for place, cell in enumerate(sheet.rows[lower]) if filled(cell)]
    if any(shape_of(cell) != TEXT or len(str(cell)) > _LONGEST_GROUP for cell in texts.values()):
        return False
    if len({fold(str(cell)) for cell in texts.values()}) < 2:
        return False
    if _spread(sheet.merged, upper):
        return True
    is_over = min(texts) >= below[0] - 1 and max(texts) <= below[-1] + 1
    return is_over and len(below) / 8 <= len(texts) < len(below)


def _columns(
    rows: Sequence[Row], heading_rows: Sequence[int], first: int, last: int
) -> tuple[int, ...]:
    """Give the columns of a table: all that hold something, up to a gap without headings."""
    named = {place for at in heading_rows for place, cell in enumerate(rows[at]) if filled(cell)}
    sample = [*rows[first : min(last, first + 400) + 1], *rows[max(first, last - 100) : last + 1]]
    held = named | {place for row in sample for place, cell in enumerate(row) if filled(cell)}
    if not held:
        return ()
    kept: list[int] = []
    for place in sorted(held):
        if kept and place - kept[-1] > _GAP and not named.issubset(kept):
            break
        kept.append(place)
    whole = range(kept[0], kept[-1] + 1)
    return tuple(place for place in whole if place in held)


def _header(sheet: Sheet, heading_rows: Sequence[int], columns: Sequence[int]) -> list[str]:
    """Join the texts above each column; a merged or open group reaches to the right."""
    lines = [_stretched(sheet, at, columns, is_group=at != heading_rows[-1]) for at in heading_rows]
    return [_joined(parts) for parts in zip(*lines, strict=True)]


def _stretched(sheet: Sheet, at: int, columns: Sequence[int], *, is_group: bool) -> list[str]:
    row, spread = sheet.rows[at], _spread(sheet.merged, at)
    merged = bool(spread)
    texts: list[str] = []
    for place in columns:
        own = _name(row[place]) if holds(row, place) else ""
        reaches = place in spread if merged else True
        carried = texts[-1] if texts and is_group and not own and reaches else ""
        texts.append(own or carried)
    return texts


def _name(cell: Cell) -> str:
    """Give a heading on one line; years as whole numbers."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())


def _joined(parts: Sequence[str]) -> str:
    """Join group and name, each once."""
    return _JOINT.join(dict.fromkeys(part for part in parts if part))


def _blank(columns: Sequence[int]) -> list[str]:
    return ["" for _ in columns]


def _distinct(names: Sequence[str], columns: Sequence[int]) -> tuple[str, ...]:
    """Tell the columns apart: the letter stands for no heading, a number behind the same again."""
    used: dict[str, int] = {}
    distinct = []
    for name, place in zip(names, columns, strict=True):
        wanted = name or column_letter(place + 1)
        key = folded_header(wanted)
        used[key] = count = used.get(key, 0) + 1
        distinct.append(wanted if count == 1 else f"{wanted} ({count})")
    return tuple(distinct)


def _end(sheet: Sheet, header_row: int, first: int, last: int) -> tuple[int, int]:
    """Give the last row of a table without totals and notes, and the last one with them."""
    ends = _before_next_table(sheet.rows, header_row, first, last)
    return _without_tail(sheet.rows, header_row, first, ends), ends


def _before_next_table(rows: Sequence[Row], header_row: int, first: int, last: int) -> int:
    """Stop before headings that stand below a blank row."""
    for at in range(first + 1, last + 1):
        if not is_blank(rows[at - 1]) or is_blank(rows[at]):
            continue
        if at > first + 1 and _starts_anew(rows, header_row, at, last):
            return at - 1
    return last


def _starts_anew(rows: Sequence[Row], header_row: int, at: int, last: int) -> bool:
    """Say whether a row holds other headings than those above, and not just another row."""
    texts = [(place, cell) for place, cell in enumerate(rows[at]) if filled(cell)]
    if len(texts) < 3 or any(shape_of(cell) not in (TEXT, LONG) for _, cell in texts):
        return False
    own = {fold(str(cell)) for cell in rows[header_row] if filled(cell)}
    if {fold(str(cell)) for _, cell in texts} <= own:
        return False
    above = rows[max(header_row + 1, at - SAMPLE) : at]
    unlike = any(differs(above, place) for place, _ in texts) or len(texts) > len(own)
    known = sum(is_known_heading(str(cell)) for _, cell in texts)
    if not unlike and known < 3:
        return False
    return header_score(rows, at, last) >= LEAST_SCORE


_TOTALS = tuple(map(fold, ("total", "grand total", "sum", "المجموع", "الإجمالي", "مجموع", "الكلي")))
_NOTES = tuple(
    map(fold, ("note", "source", "*", "disclaimer", "footnote", "ملاحظة", "المصدر", "(c)", "©"))
)


def _without_tail(rows: Sequence[Row], header_row: int, first: int, last: int) -> int:
    """Cut blank rows, totals and notes off the end."""
    width = sum(map(filled, rows[header_row])) if header_row >= 0 else 0
    for _ in range(200):
        if last < first:
            break
        if not is_blank(rows[last]) and not _is_tail(rows[last], width, last == first):
            break
        last -= 1
    return last


def _is_tail(row: Row, width: int, alone: bool) -> bool:
    cells = [cell for cell in row if filled(cell)]
    start = fold(str(cells[0])).strip()
    if any(start == word or start.startswith((f"{word} ", f"{word}:")) for word in _TOTALS):
        return width > 2 and all(shape_of(cell) == NUMBER for cell in cells[1:])
    if width < 3 or alone:
        return False
    return len(cells) == 1 and (start.startswith(_NOTES) or shape_of(cells[0]) in (TEXT, LONG))
