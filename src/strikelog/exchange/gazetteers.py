"""A gazetteer file as places: units of administration and named points with their parents.

A row may describe its unit alone, or name the units above it as well; those become places too,
each once. What cannot be a place is refused with its row and a reason, and the rest comes in.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path

from babel import Locale

from ..domain.degrees import BadDegrees, read_degrees
from ..domain.errors import StrikelogError
from ..domain.gazetteers import iso3_of
from ..domain.messages import mark
from ..domain.text import clean_line, fold
from . import gazetteer_columns as columns
from .gazetteer_columns import OWN, Column, columns_of, is_tag_row
from .gazetteer_files import NotAGazetteer, Table, read_table
from .gazetteer_trees import (
    BAD_LEVEL,
    BAD_POINT,
    NO_COUNTRY,
    NO_LEVEL,
    NO_NAME,
    POINT_LEVEL,
    Gazetteer,
    RefusedRow,
    Unit,
    grown,
)

__all__ = ["Gazetteer", "NotAGazetteer", "RefusedRow", "read_gazetteer"]


class _Refused(StrikelogError):
    """A row cannot be a place; carries the marked reason."""

    message = mark("{reason}")


def read_gazetteer(path: Path, *, pcode_set: str = "") -> Gazetteer:
    """Read a gazetteer file; `pcode_set` names its P-codes where the file itself does not.

    Raises NotAGazetteer when no column is known.
    """
    return places_of(read_table(path), path.name, pcode_set=pcode_set)


def places_of(table: Table, name: str, *, pcode_set: str = "") -> Gazetteer:
    """Make places of a table's rows."""
    rows, first = table.rows, table.first
    tags: tuple[str, ...] = ()
    if rows and is_tag_row(rows[0]):
        tags, rows, first = rows[0], rows[1:], first + 1
    known = columns_of(table.headings, tags)
    if not any(one.part in (columns.LATIN, columns.LOCAL) for one in known.values()):
        raise NotAGazetteer(name=name)
    reader = _Rows(known, _level_in(name))
    units: list[tuple[int, Unit]] = []
    refused: list[RefusedRow] = []
    for number, row in enumerate(rows, start=first):
        if not any(row):
            continue
        try:
            units.append((number, reader.unit(row)))
        except _Refused as problem:
            refused.append(RefusedRow(number, _shown(row, known), str(problem)))
    return grown(units, refused, pcode_set=pcode_set)


_LEVEL_IN_NAME = re.compile(r"adm(?:in)?[_ -]?([0-5])(?![\d])", re.IGNORECASE)


def _level_in(name: str) -> int | None:
    levels = _LEVEL_IN_NAME.findall(name)
    return int(levels[0]) if len(levels) == 1 else None


def _shown(row: Sequence[str], known: Mapping[int, Column]) -> str:
    named = [row[at] for at, one in known.items() if one.part == columns.LATIN and at < len(row)]
    return next((name for name in named if name), next(filter(None, row), ""))[:80]


_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_LATIN = re.compile("[A-Za-z]")
_ALIAS_SEPARATORS = re.compile(r"[|;،\n]")


class _Rows:
    """Reads rows whose columns are known."""

    def __init__(self, known: Mapping[int, Column], level: int | None) -> None:
        self._known = known
        self._level = level
        self._levels = sorted({one.level for one in known.values() if one.level != OWN})
        self._has_own = any(
            one.level == OWN and one.part in (columns.LATIN, columns.LOCAL, columns.CODE)
            for one in known.values()
        )

    def unit(self, row: Sequence[str]) -> Unit:
        """Give the unit a row describes, with those above it."""
        cells = self._cells(row)
        above: Unit | None = None
        for level in self._levels:
            told = _unit(level, cells, above)
            above = told or above
        own = self._own(cells, above)
        if own is None:
            raise _Refused(reason=NO_NAME)
        return _with_country(own, self._country(cells))

    def _cells(self, row: Sequence[str]) -> dict[Column, list[str]]:
        cells: dict[Column, list[str]] = {}
        for place, column in self._known.items():
            if place < len(row) and (value := clean_line(row[place])):
                cells.setdefault(column, []).append(value)
        return cells

    def _own(self, cells: dict[Column, list[str]], above: Unit | None) -> Unit | None:
        """Give the row's own unit: that of the columns without a level, or else the deepest."""
        point = _point(cells)
        if not self._has_own:
            return _detailed(above, cells, point) if above else None
        level = self._own_level(cells, above, has_point=None not in point)
        told = _unit(OWN, cells, above)
        return _detailed(replace(told, level=level), cells, point) if told else None

    def _own_level(
        self, cells: dict[Column, list[str]], above: Unit | None, *, has_point: bool
    ) -> int:
        if stated := _first(cells, columns.LEVEL):
            digits = re.fullmatch(r"(?:adm(?:in)?)?\s*([0-5])(?:\.0)?", stated.lower())
            if digits is None:
                raise _Refused(reason=BAD_LEVEL)
            return int(digits[1])
        code = _first(cells, columns.CODE)
        if self._level is not None:
            return self._level
        if above is not None and code:
            return min(above.level + 1, POINT_LEVEL)
        if code and iso3_of(code):
            return 0
        if has_point or above is not None or _first(cells, columns.PARENT):
            return POINT_LEVEL
        raise _Refused(reason=NO_LEVEL)

    def _country(self, cells: dict[Column, list[str]]) -> str:
        codes = cells.get(Column(columns.CODE), [])
        above = chain.from_iterable(
            cells.get(Column(columns.CODE, level), ()) for level in self._levels
        )
        stated = cells.get(Column(columns.COUNTRY), [])
        candidates = chain(
            stated,
            cells.get(Column(columns.CODE, 0), ()),
            (code[:3] for code in codes),
            (code[:2] for code in (*codes, *above)),
            cells.get(Column(columns.PARENT), ()),
        )
        names = chain(cells.get(Column(columns.LATIN, 0), ()), stated)
        return next(filter(None, chain(map(iso3_of, candidates), map(_country_named, names))), "")


def _first(cells: Mapping[Column, Sequence[str]], part: str, level: int = OWN) -> str:
    return next(iter(cells.get(Column(part, level), ())), "")


def _unit(level: int, cells: Mapping[Column, Sequence[str]], above: Unit | None) -> Unit | None:
    """Give the unit of a level; which of its names is which is told by their script."""
    names = [_first(cells, part, level) for part in (columns.LATIN, columns.LOCAL)]
    latin, local = names
    if _ARABIC.search(latin) and _LATIN.search(local):
        latin, local = local, latin  # a known slip of published files
    pcode = _first(cells, columns.CODE, level).upper()
    if not (latin or local):
        return None
    told = cells.get(Column(columns.ALIAS, level), ())
    others = [clean_line(part) for cell in told for part in _ALIAS_SEPARATORS.split(cell)]
    aliases = tuple(dict.fromkeys(one for one in others if one and one not in (latin, local)))
    name = latin or local
    return Unit(
        level=level,
        name=name,
        local="" if local == name else local,
        aliases=aliases,
        pcode=pcode,
        above=above,
    )


def _detailed(
    unit: Unit,
    cells: Mapping[Column, Sequence[str]],
    point: tuple[float | None, float | None],
) -> Unit:
    """Add what only columns of the row's own unit tell."""
    return replace(
        unit,
        parent=_first(cells, columns.PARENT),
        lat=point[0],
        lon=point[1],
        valid=_day(_first(cells, columns.VALID)),
        edition=_first(cells, columns.EDITION)[:10] or _first(cells, columns.VALID)[:10],
        code_set=_first(cells, columns.CODE_SET),
        iso_3166_2=_first(cells, columns.ISO_3166_2),
    )


def _point(cells: Mapping[Column, Sequence[str]]) -> tuple[float | None, float | None]:
    # The last of several: those of the geometry stand behind the columns.
    lats, lons = (cells.get(Column(part), [""]) for part in (columns.LAT, columns.LON))
    lat, lon = lats[-1], lons[-1]
    if not lat and not lon:
        return None, None
    try:
        return (
            round(read_degrees(lat, is_latitude=True), 6),
            round(read_degrees(lon, is_latitude=False), 6),
        )
    except BadDegrees:
        raise _Refused(reason=BAD_POINT) from None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


@cache
def _country_named(name: str) -> str:
    """Find a country by its English or Arabic name."""
    wanted = fold(name)
    for language in ("en", "ar"):
        for code, known in Locale(language).territories.items():
            if len(code) == 2 and fold(known) == wanted:
                return iso3_of(code)
    return ""


def _with_country(unit: Unit, country: str) -> Unit:
    if not country:
        raise _Refused(reason=NO_COUNTRY)
    above = _with_country(unit.above, country) if unit.above else None
    return replace(unit, country=country, above=above)
