"""What a column means by its cells alone, and whether its cells can be what its heading says."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from math import isfinite

from babel import Locale

from ...domain.errors import BadValue
from ...domain.text import clean_line, fold
from ..workbooks import Cell
from .cellreading import CellReader, is_labelled_page
from .crosswalks import code_for
from .days import DayReader
from .headings import Meaning
from .mapping import DAY_FIRST, ColumnMapping
from .points import read_point
from .shapes import DATE, ID, LONG, NUMBER, TEXT, URL, is_absent, main_shape, plain_text
from .targets import MEANS, ValueKind, target

_MOST = 200
_ENOUGH = 0.8
_MOST_CODES = 0.6


def readable(key: str, cells: Sequence[Cell], options: dict[str, str] | None = None) -> float:
    """Say which share of the cells can be read for a target; 1 when there are none."""
    wanted = target(key)
    if wanted.kind in (ValueKind.CODE, ValueKind.MEANS, ValueKind.NOTHING):
        return 1.0
    # In which order days stand is asked elsewhere; any will do to see that they are days.
    reader = CellReader(wanted, ColumnMapping("", "", key, options or {}), DayReader(DAY_FIRST))
    told = [cell for cell in cells if not (isinstance(cell, str) and is_absent(cell))]
    if not told:
        return 1.0
    return sum(_reads(reader, cell) for cell in told) / len(told)


def _reads(reader: CellReader, cell: Cell) -> bool:
    try:
        reader.read(cell)
    except BadValue:
        # 13/25/2019 is a day in the other order.
        return reader.target.kind is ValueKind.DATE and main_shape([cell])[0] == DATE
    return True


def meaning_of_values(cells: Sequence[Cell]) -> Meaning | None:
    """Say what cells mean without any heading; None when they may be anything."""
    if not cells:
        return None
    shape, share = main_shape(cells)
    if share >= _ENOUGH and shape in _BY_SHAPE:
        return Meaning(_BY_SHAPE[shape], 0.5)
    if _share(cells, _is_point) >= _ENOUGH:
        return Meaning("place.point", 0.6)
    if _share(cells, _is_labelled_page) >= _ENOUGH:
        return Meaning("source.url", 0.5)
    if shape != TEXT or share < _ENOUGH:
        return None
    if _share(cells, _is_country) >= _ENOUGH:
        return Meaning("place.country", 0.6)
    return _of_codes(cells)


_BY_SHAPE = {DATE: "date", URL: "source.url", ID: "external_id", LONG: "summary"}


def _share(cells: Sequence[Cell], holds: Callable[[Cell], bool]) -> float:
    return sum(map(holds, cells)) / len(cells)


def is_points(cells: Sequence[Cell]) -> bool:
    """Say whether the cells hold two coordinates each."""
    return bool(cells) and _share(cells, _is_point) >= _ENOUGH


def _is_labelled_page(cell: Cell) -> bool:
    return isinstance(cell, str) and is_labelled_page(cell)


def _is_point(cell: Cell) -> bool:
    if not isinstance(cell, str) or not any(sign.isdigit() for sign in cell):
        return False
    try:
        read_point(cell)
    except BadValue:
        return False
    return True


def _is_country(cell: Cell) -> bool:
    return isinstance(cell, str) and fold(clean_line(cell)) in _countries()


@cache
def _countries() -> frozenset[str]:
    """Give the folded names of countries in our languages and in French."""
    names = set()
    for language in ("en", "ar", "fr"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2:
                names.add(fold(name))
    return frozenset(names)


_CODED = (MEANS, "site.type", "event_type", "actor.type", "place.geo_prec")


def _of_codes(cells: Sequence[Cell]) -> Meaning | None:
    """Find the list of which most cells are words; of several the one that knows most."""
    texts = Counter(clean_line(plain_text(cell)) for cell in cells[:_MOST])
    best, best_share = "", 0.0
    for key in _CODED:
        known = sum(count for text, count in texts.items() if _is_code_of(key, text))
        if (share := known / texts.total()) > best_share:
            best, best_share = key, share
    return Meaning(best, 0.5) if best_share >= _MOST_CODES else None


def _is_code_of(key: str, text: str) -> bool:
    return not is_absent(text) and code_for(target(key), text) is not None


def coordinate_columns(columns: Sequence[Sequence[Cell]]) -> tuple[int, int] | None:
    """Find two neighbours that hold latitudes and longitudes; headings were no help."""
    for place in range(len(columns) - 1):
        first, second = columns[place], columns[place + 1]
        if _is_fine_degrees(first, 90) and _is_fine_degrees(second, 180):
            return place, place + 1
    return None


def _is_fine_degrees(cells: Sequence[Cell], most: int) -> bool:
    """Say whether cells are numbers with decimals within the degrees of an axis."""
    if not cells or main_shape(cells) != (NUMBER, 1.0):
        return False
    numbers = [_number(cell) for cell in cells]
    fine = sum(
        number is not None and abs(number) > 1 and number * 100 != int(number * 100)
        for number in numbers
    )
    return fine * 2 >= len(numbers) and all(
        number is not None and abs(number) <= most for number in numbers
    )


def _number(cell: Cell) -> float | None:
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        return None
    try:
        number = float(fold(cell)) if isinstance(cell, str) else float(cell)
    except (OverflowError, ValueError):
        return None
    return number if isfinite(number) else None


def are_exchanged(lats: Sequence[Cell], lons: Sequence[Cell]) -> bool:
    """Say whether latitudes hold what only longitudes can be, and longitudes fit latitudes."""
    first, second = _degrees(lats), _degrees(lons)
    return (
        bool(first and second)
        and sum(abs(one) > 90 for one in first) * 10 > len(first)
        and all(abs(one) <= 90 for one in second)
    )


def _degrees(cells: Iterable[Cell]) -> list[float]:
    found = (_number(cell) for cell in cells)
    return [number for number in found if number is not None]
