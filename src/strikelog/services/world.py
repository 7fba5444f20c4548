"""The built-in gazetteer of the world: searched in any spelling, read when first asked for.

It is a file of the program, not of a vault; a place is copied into the vault when it is chosen.
"""

import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from ..domain.distances import Point
from ..domain.gazetteers import row_id
from ..domain.records import Location
from ..domain.text import fold, skeletons, words
from ..resources import resource

_SHORTEST_SKELETON = 3
_BREAK = "\x1f"
_WORLD_ITSELF = ""
_AT_ONCE = 2000
"""Rows made searchable in one go, some sixty milliseconds."""


@dataclass(frozen=True, slots=True)
class WorldPlace:
    """A row of the built-in gazetteer; `above` names what it lies in, nearest first."""

    level: str
    source: str
    code: str
    name: str
    name_local: str
    aliases: tuple[str, ...]
    country: str
    parent: str
    iso_3166_2: str
    lat: float | None
    lon: float | None
    population: int
    above: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id its record has in every vault."""
        return row_id(self.source, self.code)

    def record(self, parent_id: str | None) -> Location:
        """Make the record of the place below a parent."""
        return Location(
            id=self.id,
            level=self.level,
            name=self.name,
            name_local=self.name_local or None,
            aliases=self.aliases,
            parent_id=parent_id,
            iso_3166_2=self.iso_3166_2 or None,
            country_iso3=self.country,
            lat=self.lat,
            lon=self.lon,
        )


class World:
    """Searches the built-in gazetteer; the first question takes a second or two.

    Whoever cannot wait calls `prepare` until it says that everything is ready.
    """

    def __init__(self) -> None:
        # Every name of a row, folded, each word behind a blank so that beginnings are found.
        self._folded: list[str] = []
        # Rows by the skeleton of their name; one script is enough, both have the same.
        self._bones: defaultdict[str, list[int]] = defaultdict(list)

    @property
    def is_ready(self) -> bool:
        """True once every row can be found."""
        return len(self._folded) == len(self._lines)

    def prepare(self) -> bool:
        """Make some more rows searchable; True once all are."""
        first = len(self._folded)
        for at, line in enumerate(self._lines[first : first + _AT_ONCE], start=first):
            row = line.split("\t")
            for bones in skeletons(row[3]):
                self._bones[bones].append(at)
            self._folded.append(_BREAK.join(_folded_names(row)))
        return self.is_ready

    def suggest(self, text: str, limit: int = 12) -> list[WorldPlace]:
        """Offer places whose name begins with or sounds like a text, the best known first."""
        asked = " ".join(words(text))
        if not asked:
            return []
        while not self.prepare():
            pass
        found = dict.fromkeys(self._named(asked))
        if len(found) < limit:
            found.update(dict.fromkeys(self._sounding(text)))
        ranked = sorted(found, key=lambda at: self._rank(at, asked))
        return [self._place(at) for at in ranked[:limit]]

    def chain(self, place: WorldPlace) -> list[WorldPlace]:
        """Give a place and all it lies in, nearest first."""
        found = [place]
        while found[-1].parent in self._by_code:
            found.append(self._place(self._by_code[found[-1].parent]))
        return found

    def countries(self) -> list[WorldPlace]:
        """Give every country."""
        return [self._place(at) for at in self._spans[_WORLD_ITSELF]]

    def of_country(self, iso3: str, *, points: bool = True) -> list[WorldPlace]:
        """Give a country with its units, and its named points behind them."""
        rows = self._spans.get(iso3, ())
        is_wanted = _any_level if points else _is_unit
        return [self._place(at) for at in rows if is_wanted(self._lines[at])]

    def around(self, point: Point) -> Iterator[tuple[Point, str]]:
        """Give the places of the degrees around a point, each with its country."""
        north, east = int(point[0] // 1), int(point[1] // 1)
        for row in (north - 1, north, north + 1):
            for column in (east - 1, east, east + 1):
                yield from self._degrees.get((row, column), ())

    @cached_property
    def _spans(self) -> dict[str, list[int]]:
        """Rows by country, and the countries themselves."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for at, line in enumerate(self._lines):
            level, _, _, _, _, _, country, _ = line.split("\t", 7)
            found[country].append(at)
            if level == "0":
                found[_WORLD_ITSELF].append(at)
        return found

    @cached_property
    def _degrees(self) -> dict[tuple[int, int], list[tuple[Point, str]]]:
        """Named points by the degrees they lie in."""
        found: defaultdict[tuple[int, int], list[tuple[Point, str]]] = defaultdict(list)
        for line in self._lines:
            level, _, _, _, _, _, country, _, _, lat, lon, _ = line.split("\t", 11)
            if level == "5" and lat:
                point = float(lat), float(lon)
                found[int(point[0] // 1), int(point[1] // 1)].append((point, country))
        return found

    @cached_property
    def _lines(self) -> list[str]:
        """The rows as they stand in the file: taken apart they would fill five times the memory."""
        packed = resource("gazetteer", "world.tsv.gz").read_bytes()
        return gzip.decompress(packed).decode().splitlines()[1:]

    def _row(self, at: int) -> list[str]:
        return self._lines[at].split("\t")

    @cached_property
    def _by_code(self) -> dict[str, int]:
        """Rows that others may lie in, by code; they stand before the first named point."""
        found: dict[str, int] = {}
        for at, line in enumerate(self._lines):
            level, _, code, _ = line.split("\t", 3)
            if level == "5":
                break
            found[code] = at
        return found

    def _named(self, asked: str) -> Iterator[int]:
        needle = f" {asked}"
        return (at for at, names in enumerate(self._folded) if needle in names)

    def _sounding(self, text: str) -> Iterator[int]:
        for bones in skeletons(text):
            if len(bones) >= _SHORTEST_SKELETON:
                yield from self._bones.get(bones, ())

    def _rank(self, at: int, asked: str) -> tuple[bool, bool, int]:
        """Order exact names first, then countries and units, then by inhabitants."""
        row = self._row(at)
        exact = f" {asked}" in self._folded[at].split(_BREAK)
        return (not exact, row[0] == "5", -int(row[11] or 0))

    def _place(self, at: int) -> WorldPlace:
        row = self._row(at)
        level, source, code, name, name_local = row[:5]
        return WorldPlace(
            level,
            source,
            code,
            name,
            name_local,
            aliases=tuple(filter(None, row[5].split("|"))),
            country=row[6],
            parent=row[7],
            iso_3166_2=row[8],
            lat=float(row[9]) if row[9] else None,
            lon=float(row[10]) if row[10] else None,
            population=int(row[11] or 0),
            above=tuple(self._above(row)),
        )

    def _above(self, row: list[str]) -> Iterator[str]:
        while row[7] in self._by_code:
            row = self._row(self._by_code[row[7]])
            yield row[3]


def _any_level(line: str) -> bool:
    return bool(line)


def _is_unit(line: str) -> bool:
    return not line.startswith("5")


def _folded_names(row: Sequence[str]) -> Iterable[str]:
    names = dict.fromkeys((row[3], row[4], *row[5].split("|")))
    return (f" {' '.join(_plain_words(name))}" for name in names if name)


def _plain_words(name: str) -> list[str]:
    return name.lower().split() if name.isascii() and name.isalpha() else words(fold(name))


@cache
def world() -> World:
    """Give the one gazetteer of this process; what it has read is kept for the next question."""
    return World()
