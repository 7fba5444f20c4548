"""Which row of a sheet holds the headings of the table below it.

It is told by what stands in the row (short distinct texts, words that we know) and by what stands
below (dates, numbers, long texts).
"""

from collections.abc import Sequence

from ...domain.text import fold
from ..workbooks import Cell, Row
from .headings import is_known_heading
from .shapes import BLANK, TEXT, YES_NO, main_shape, shape_of

LEAST_SCORE = 3.0
"""From here on a row is taken for headings."""

SAMPLE = 60
"""So many rows are looked at to see what a column holds."""

_LAST_HEADER_ROW = 60
_YEARS = range(1990, 2101)


def is_blank(row: Row) -> bool:
    """Say whether no cell of a row holds anything."""
    return not any(filled(cell) for cell in row)


def filled(cell: Cell) -> bool:
    """Say whether a cell holds more than blanks."""
    return cell is not None and not (isinstance(cell, str) and not cell.strip())


def best_header(rows: Sequence[Row], first: int, last: int) -> tuple[int, float]:
    """Find the row that is most like headings; of equals the uppermost."""
    best, best_score = first, 0.0
    for at in range(first, min(last, first + _LAST_HEADER_ROW) + 1):
        score = header_score(rows, at, last) - 0.02 * (at - first)
        if score > best_score:
            best, best_score = at, score
    return best, best_score


def row_of_words(rows: Sequence[Row], first: int, last: int) -> int | None:
    """Give the first broad row when it holds nothing but words that do not stand below again."""
    sample = rows[first : min(last, first + _LAST_HEADER_ROW) + 1]
    counts = [sum(map(filled, row)) for row in sample]
    width = max(counts)
    if width == 1:
        return None
    at = first + next(at for at, count in enumerate(counts) if count * 2 >= width and count > 1)
    places = [place for place, cell in enumerate(rows[at]) if filled(cell)]
    below = sample_below(rows, at, last)
    if any(shape_of(rows[at][place]) not in (TEXT, YES_NO) for place in places):
        return None
    if not below:
        # A form that nobody has filled in yet.
        known = sum(is_known_heading(str(rows[at][place])) for place in places)
        return at if known * 2 >= len(places) else None
    again = any(holds(row, one) and row[one] == rows[at][one] for row in below for one in places)
    return None if again else at


def header_score(rows: Sequence[Row], at: int, last: int) -> float:
    """Say how much a row is like headings: 3 and more is enough, known words make it 6."""
    texts = {place: cell for place, cell in enumerate(rows[at]) if filled(cell)}
    below = sample_below(rows, at, last)
    width = max((sum(map(filled, row)) for row in below), default=0)
    if not below or (len(texts) == 1 and width > 1):
        return 0.0
    words = [cell for cell in texts.values() if shape_of(cell) in (TEXT, YES_NO)]
    years = [cell for cell in texts.values() if _is_year(cell)]
    if words and len(set(years)) == len(years) >= 2:
        words += years
    share = len(words) / len(texts) if texts else 0.0
    if share < 0.6:
        return 0.0
    distinct = len({fold(str(word)) for word in words}) / len(words)
    fill = min(1.0, len(texts) / width) if width else 1.0
    known = sum(is_known_heading(str(word)) for word in words)
    contrast = sum(differs(below, place) for place in texts) / len(texts)
    return (share + distinct + 2 * contrast + min(3.0, 3 * known / len(texts))) * fill + 0.1 * known


def _is_year(cell: Cell) -> bool:
    """Say whether a cell is a year, as it heads the columns of sums."""
    if isinstance(cell, str):
        return len(cell) == 4 and cell.isdecimal() and int(cell) in _YEARS
    return isinstance(cell, int | float) and not isinstance(cell, bool) and cell in _YEARS


def sample_below(rows: Sequence[Row], at: int, last: int) -> list[Row]:
    """Give the first filled rows below one, up to twenty."""
    below: list[Row] = []
    for row in rows[at + 1 : min(last, at + SAMPLE) + 1]:
        if not is_blank(row):
            below.append(row)
        if len(below) == 20:
            break
    return below


def differs(below: Sequence[Row], place: int) -> bool:
    """Say whether a column holds other things than words."""
    cells = [row[place] for row in below if place < len(row) and filled(row[place])]
    shape, share = main_shape(cells)
    return shape not in (TEXT, BLANK) and share >= 0.5


def holds(row: Row, place: int) -> bool:
    """Say whether a row reaches as far as a column and is filled there."""
    return place < len(row) and filled(row[place])
