"""Where incidents stand on the map of the window: at what was recorded, or at what may be told."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..domain.distances import Point, kilometres, point_of
from ..domain.doubts import VAGUE_KM, doubt_km, is_area, level_doubt_km, level_precision
from ..domain.filters import ALL, Filter
from ..domain.progress import Progress, Silent
from ..domain.records import Location
from ..domain.release import GRID, Own, finest_level, most_careful, on_grid, released_by, rule_for
from ..storage.database import Database
from ..storage.plotting import Plotted, PlottedHit, ids_of, named_places, plotted
from .world import world

_EVERY = 5_000
_SAME_KM = 25.0


Row = tuple[int, str, float | None, float | None, str | None, str | None]
"""Row id, id, latitude, longitude, precision and place of an incident, as they are read."""


class Standing(NamedTuple):
    """Where one incident is shown: its point, the name of the place, how sure the point is."""

    point: Point
    name: str
    country: str
    is_area: bool
    doubt_km: float


@dataclass(frozen=True)
class MapPoints:
    """Incidents on a map: row keys, and for each where it stands and whether its date is sure.

    `nowhere` holds the row keys of those that stand nowhere finer than a country.
    """

    keys: "array[int]" = field(default_factory=lambda: array("q"))
    standing: list[Standing] = field(default_factory=list)
    possible: bytearray = field(default_factory=bytearray)
    nowhere: "array[int]" = field(default_factory=lambda: array("q"))

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries that incidents stand in."""
        return tuple(sorted({one.country for one in self.standing if one.country}))


class NamedPlace(NamedTuple):
    """A place of the vault that the map may name: its point, name and administrative level."""

    point: Point
    name: str
    level: str


class MapReading:
    """Reads one vault for the map; every call is for a worker."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def points(
        self,
        where: Filter = ALL,
        *,
        as_released: bool = False,
        language: str = "en",
        progress: Progress | None = None,
    ) -> MapPoints:
        """Place all incidents that match: exactly, or as far as may be told outside.

        Places are named in the script of the language where their name in it is known.
        """
        progress = progress or Silent()
        with self._database.walking() as connection:
            schema = self._database.schema
            read = plotted(connection, schema, where, all_hits=as_released)
        kind = _Released if as_released else _Recorded
        stand = kind(read, language).standing
        found = MapPoints()
        for n, row in enumerate(read.incidents):
            if n % _EVERY == 0:
                progress.report(n, len(read.incidents))
            standing = stand(row)
            if standing is None:
                found.nowhere.append(row[0])
                continue
            found.keys.append(row[0])
            found.standing.append(standing)
            found.possible.append(read.certain is not None and row[0] not in read.certain)
        return found

    def ids(self, keys: Iterable[int]) -> tuple[str, ...]:
        """Give the ids of incidents by their row keys."""
        with self._database.reading() as connection:
            return ids_of(connection, self._database.schema, list(keys))

    def places(self, countries: Iterable[str], language: str) -> tuple[NamedPlace, ...]:
        """Give what the map may name: every country, units of some, and places of the vault."""
        with self._database.walking() as connection:
            own = list(named_places(connection, self._database.schema).values())
        built_in = [one.record(None) for one in world().countries()]
        for country in countries:
            units = (one.record(None) for one in world().of_country(country, points=False))
            built_in += [one for one in units if not any(_are_same(one, held) for held in own)]
        named = {
            (one.level or "", name): NamedPlace((one.lat, one.lon), name, one.level or "")
            for one in (*built_in, *own)
            if one.lat is not None and one.lon is not None and (name := name_of(one, language))
        }
        return tuple(sorted(named.values(), key=lambda one: (one.level, one.name)))


class _Places:
    """The places of a vault with what they lie in, nearest first; each chain is made once."""

    def __init__(self, read: Plotted) -> None:
        self._by_id = read.places
        self._chains: dict[str, tuple[Location, ...]] = {}

    def chain(self, place_id: str | None) -> tuple[Location, ...]:
        """Give a place and all it lies in."""
        if not place_id or place_id not in self._by_id:
            return ()
        if place_id not in self._chains:
            self._chains[place_id] = tuple(self._walked(place_id))
        return self._chains[place_id]

    def _walked(self, place_id: str) -> list[Location]:
        found: dict[str, Location] = {}
        at: str | None = place_id
        while at and at in self._by_id and at not in found:
            found[at] = self._by_id[at]
            at = self._by_id[at].parent_id
        return list(found.values())


class _Recorded:
    """Stands incidents at their own point, at that of their only site, or at that of a place."""

    def __init__(self, read: Plotted, tongue: str) -> None:
        self._read, self._places, self._tongue = read, _Places(read), tongue
        self._middles: dict[str | None, Standing | None] = {}

    def standing(self, row: Row) -> Standing | None:
        """Give where an incident stands; None where nothing finer than the country is known."""
        _, incident_id, lat, lon, precision, place_id = row
        chain = self._places.chain(place_id)
        name, country = _named(chain, self._tongue)
        own = point_of(lat, lon)
        if own is not None:
            return _standing(own, name, country, precision, doubt_km(precision))
        hits = self._read.hits.get(incident_id, ())
        site = self._read.sites.get(hits[0].site_id or "") if len(hits) == 1 else None
        if site is not None and site.point is not None:
            return _standing(site.point, name, country, site.precision, doubt_km(site.precision))
        if place_id not in self._middles:
            self._middles[place_id] = _middle(chain, self._tongue)
        return self._middles[place_id]


class _Released:
    """Stands incidents where a briefing would show them."""

    def __init__(self, read: Plotted, tongue: str) -> None:
        self._read, self._places, self._tongue = read, _Places(read), tongue

    def standing(self, row: Row) -> Standing | None:
        """Give where an incident may be said to have happened; None where nowhere."""
        _, incident_id, lat, lon, precision, place_id = row
        chain = self._places.chain(place_id)
        rule = most_careful(map(self._rule, self._read.hits.get(incident_id, ())))
        shown = on_grid(released_by(rule, Own(lat, lon, precision), chain), GRID)
        if shown.lat is not None and shown.lon is not None:
            _, country = _named(chain, self._tongue)
            unit = next((one for one in chain if one.name == shown.place), None)
            name = name_of(unit, self._tongue) if unit else shown.place or ""
            doubt = doubt_km(shown.code)
            return _standing((shown.lat, shown.lon), name, country, shown.code, doubt)
        finest = finest_level(rule)
        area = _middle([one for one in chain if one.level and one.level <= finest], self._tongue)
        if area is None:
            return None
        lat, lon = area.point
        return area._replace(point=(round(lat, GRID), round(lon, GRID)))

    def _rule(self, hit: PlottedHit) -> str:
        site = self._read.sites.get(hit.site_id or "")
        if site is None:
            return rule_for(None, hit.kind, damage=hit.damage, status=None)
        return rule_for(site.release, site.kind or hit.kind, damage=hit.damage, status=site.status)


def name_of(place: Location, tongue: str) -> str:
    """Name a place in the script of a language, if that name is known."""
    local = place.name_local if tongue == "ar" else None
    return local or place.name or ""


def _are_same(one: Location, held: Location) -> bool:
    """Tell whether a unit stands in the vault already, perhaps spelled in another way."""
    points = point_of(one.lat, one.lon), point_of(held.lat, held.lon)
    if one.level != held.level or points[0] is None or points[1] is None:
        return False
    return kilometres(points[0], points[1]) < _SAME_KM


def _named(chain: Sequence[Location], tongue: str) -> tuple[str, str]:
    return (name_of(chain[0], tongue), chain[0].country_iso3 or "") if chain else ("", "")


def _middle(chain: Sequence[Location], tongue: str) -> Standing | None:
    """Stand at the middle of the finest place that has one; a whole country is no place."""
    for one in chain:
        doubt = level_doubt_km(one.level)
        if one.lat is not None and one.lon is not None and doubt < VAGUE_KM:
            precision, name = level_precision(one.level), name_of(one, tongue)
            return _standing((one.lat, one.lon), name, one.country_iso3 or "", precision, doubt)
    return None


def _standing(
    point: Point, name: str, country: str, precision: str | None, doubt: float
) -> Standing | None:
    if doubt >= VAGUE_KM:
        return None
    return Standing(point, name, country, is_area(precision), doubt)
