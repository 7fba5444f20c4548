"""Units of a gazetteer put together as places: each once, below its parent, under a fixed id."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ..domain.gazetteers import COUNTRIES, NAMED, UNITS, country_name, iso3_of, row_id
from ..domain.messages import mark
from ..domain.records import Location
from ..domain.text import fold

POINT_LEVEL = 5

NO_NAME = mark("The row names no place.")
BAD_LEVEL = mark("The level is not one of 0 to 5.")
BAD_POINT = mark("The coordinates cannot be read.")
NO_COUNTRY = mark("The country is not known: neither a column nor the P-code tells it.")
NO_LEVEL = mark("The level is not known: neither a column nor the file's name tells it.")
PARENT_UNKNOWN = mark("The parent is not in the file and not in the vault.")
PARENT_UNCLEAR = mark("Several places have the name given as parent. Give its P-code.")


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not taken, by its number in the file, and a marked reason."""

    row: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The places of a file, parents before what lies in them, and the rows refused.

    `parents` gives, for places whose parent is not in the file, how it was named there.
    """

    places: tuple[Location, ...]
    refused: tuple[RefusedRow, ...]
    parents: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unit:
    """A place as one row tells of it; `above` is the unit over it in the same row."""

    level: int
    name: str = ""
    local: str = ""
    aliases: tuple[str, ...] = ()
    pcode: str = ""
    country: str = ""
    parent: str = ""
    above: "Unit | None" = None
    lat: float | None = None
    lon: float | None = None
    valid: date | None = None
    edition: str = ""
    code_set: str = ""
    iso_3166_2: str = ""


@dataclass(frozen=True, slots=True)
class _Told:
    """A unit with the row it was first told in and the id of the unit above it."""

    unit: Unit
    row: int
    parent: str = ""


def grown(
    told: Iterable[tuple[int, Unit]], refused: Sequence[RefusedRow], *, pcode_set: str = ""
) -> Gazetteer:
    """Give the places of all units told, the higher first."""
    tree = _Tree()
    for row, unit in told:
        tree.add(row, unit)
    tree.add_countries()
    tree.link()
    places = tuple(_place(one, each, tree.edition(each.unit.country, pcode_set))
                   for one, each in tree.ordered())  # fmt: skip
    rows = {one: each.row for one, each in tree.ordered()}
    unclear = (*refused, *tree.unclear)
    return Gazetteer(places, tuple(sorted(unclear, key=_row)), dict(tree.dangling), rows)


def _row(refused: RefusedRow) -> int:
    return refused.row


def _place(one: str, told: _Told, pcode_set: str) -> Location:
    unit = told.unit
    return Location(
        id=one,
        level=str(unit.level),
        name=unit.name[:200],
        name_local=unit.local[:200] or None,
        aliases=unit.aliases,
        parent_id=told.parent or None,
        pcode=unit.pcode or None,
        pcode_set=(unit.code_set or pcode_set) if unit.pcode else None,
        iso_3166_2=unit.iso_3166_2 or None if unit.level == 1 else None,
        country_iso3=unit.country,
        lat=unit.lat,
        lon=unit.lon,
        valid_from=unit.valid,
    )


class _Tree:
    """Units by id, while they are put together."""

    def __init__(self) -> None:
        self._told: dict[str, _Told] = {}
        self._editions: dict[str, str] = {}
        self.unclear: list[RefusedRow] = []
        self.dangling: dict[str, str] = {}

    def add(self, row: int, unit: Unit) -> str:
        """Add a unit with those above it; one told before is completed."""
        parent = self.add(row, unit.above) if unit.above else ""
        one = _id(unit, parent)
        known = self._told.get(one)
        merged = _merged(known.unit, unit) if known else unit
        first = known.row if known else row
        self._told[one] = _Told(merged, first, (known.parent if known else "") or parent)
        if re.match(r"\d{4}", unit.edition):
            newest = max(self._editions.get(unit.country, ""), unit.edition)
            self._editions[unit.country] = newest
        return one

    def add_countries(self) -> None:
        """Add the countries that no row told of, named as the Unicode consortium names them."""
        for one in list(self._told.values()):
            country = row_id(COUNTRIES, one.unit.country)
            if country not in self._told:
                self._told[country] = _Told(_country(one.unit.country), one.row)
        for country, told in self._told.items():
            if told.unit.level == 0:
                self._told[country] = replace(told, unit=_also_named(told.unit))

    def link(self) -> None:
        """Find the parents that rows gave by code or name."""
        by_code = {each.unit.pcode: one for one, each in self._told.items() if each.unit.pcode}
        by_name: dict[tuple[str, str], list[str]] = {}
        for one, each in self._told.items():
            for name in {fold(name) for name in (each.unit.name, each.unit.local) if name}:
                by_name.setdefault((each.unit.country, name), []).append(one)
        for one, each in list(self._told.items()):
            if not each.parent and each.unit.level:
                self._link_one(one, each, by_code, by_name)

    def _link_one(
        self,
        one: str,
        told: _Told,
        by_code: Mapping[str, str],
        by_name: Mapping[tuple[str, str], Sequence[str]],
    ) -> None:
        unit = told.unit
        parent = by_code.get(unit.parent.upper(), "") if unit.parent else ""
        if not parent and unit.parent and iso3_of(unit.parent) == unit.country:
            parent = row_id(COUNTRIES, unit.country)
        if not parent and unit.parent:
            named = by_name.get((unit.country, fold(unit.parent)), ())
            higher = [each for each in named if self._told[each].unit.level < unit.level]
            if len(higher) > 1:
                self._refuse(one, told, PARENT_UNCLEAR)
                return
            parent = higher[0] if higher else ""
        if not parent and unit.parent:
            self.dangling[one] = unit.parent
        elif not parent:
            parent = self._implied(unit, by_code)
        self._told[one] = replace(told, parent=parent)

    def _implied(self, unit: Unit, by_code: Mapping[str, str]) -> str:
        """Take the unit one level up whose P-code begins this one's, or the country for its own."""
        for length in range(len(unit.pcode) - 1, 1, -1):
            above = by_code.get(unit.pcode[:length], "")
            if above and self._told[above].unit.level == unit.level - 1:
                return above
        return row_id(COUNTRIES, unit.country) if unit.level in (1, POINT_LEVEL) else ""

    def _refuse(self, one: str, told: _Told, reason: str) -> None:
        self.unclear.append(RefusedRow(told.row, told.unit.name, reason))
        del self._told[one]

    def ordered(self) -> list[tuple[str, _Told]]:
        """Give the units, the higher first, otherwise in the order of the file."""
        return sorted(self._told.items(), key=lambda pair: pair[1].unit.level)

    def edition(self, country: str, pcode_set: str) -> str:
        """Name the set of P-codes: as given, or after the country and the newest date told."""
        return pcode_set or f"COD-AB {country} {self._editions.get(country, '')}".strip()


def _id(unit: Unit, parent: str) -> str:
    if unit.level == 0:
        return row_id(COUNTRIES, unit.country)
    if unit.pcode:
        return row_id(UNITS, unit.pcode)
    above = parent or fold(unit.parent)
    return row_id(NAMED, "/".join((unit.country, str(unit.level), above, fold(unit.name))))


def _merged(known: Unit, told: Unit) -> Unit:
    """Complete what is known with what another row tells of the same unit."""
    fuller = {
        name: getattr(told, name)
        for name in ("local", "pcode", "parent", "lat", "lon", "valid", "code_set", "iso_3166_2")
        if getattr(known, name) in (None, "")
    }
    others = (*known.aliases, *told.aliases, told.name, told.local)
    shown = {fold(known.name), fold(fuller.get("local", known.local))}
    aliases = {fold(one): one for one in others if one and fold(one) not in shown}
    return replace(known, **fuller, aliases=tuple(aliases.values()))


def _country(iso3: str) -> Unit:
    english, arabic = (country_name(iso3, one) for one in ("en", "ar"))
    return Unit(0, english or iso3, arabic, country=iso3)


def _also_named(unit: Unit) -> Unit:
    """Let a country be found by its everyday names, whatever the file calls it."""
    usual = _country(unit.country)
    return _merged(unit, replace(usual, aliases=()))
