"""Reading what incidents are compared by when duplicates are looked for, many at a time.

A few narrow queries for all of them together: no record is built where twenty values are compared.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa

from ..domain.distances import Point, point_of
from ..domain.doubts import VAGUE_KM, doubt_km, level_doubt_km
from ..domain.records import (
    Claim,
    Evidence,
    Incident,
    IncidentSite,
    Location,
    Record,
    Site,
    Source,
)
from ..insight.sketches import People, Sketch
from .columns import DAWN, DUSK, FIRST, LAST
from .loading import BATCH
from .tables import SUMMARY, Schema, present

_OUT = ("merged", "rejected")
_FEW = 4_000
"""Incidents whose parts are looked up one by one rather than by walking whole tables."""

_AT_ONCE = 2_000

Rows = Iterator[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Window:
    """Days from the first to the last; what may lie within it is read."""

    first: date
    last: date

    def widened(self, days: int) -> "Window":
        """Give it with so many days more at each end."""
        more = timedelta(days=days)
        return Window(
            max(self.first, date.min + more) - more, min(self.last, date.max - more) + more
        )


def sketches(
    connection: sa.Connection, schema: Schema, window: Window | None = None
) -> list[Sketch]:
    """Give the sketches of living incidents that are neither merged nor rejected, as entered."""
    reading = Reading(connection, schema)
    rows = reading.incidents(window)
    ids = {row["id"] for row in rows}
    reading.narrow(ids if window and len(ids) <= _FEW else None)
    parts = _Parts.read(reading)
    return [_sketch(row, parts) for row in rows]


def window_of(
    connection: sa.Connection, schema: Schema, incident_ids: Collection[str]
) -> Window | None:
    """Give the days that some incidents may lie in; None when a date is open or missing."""
    table = schema.table(Incident)
    first, last = table.c["date_edtf" + FIRST], table.c["date_edtf" + LAST]
    ends: list[tuple[str | None, str | None]] = []
    for part in _batches(sorted(incident_ids)):
        query = sa.select(first, last).where(table.c.id.in_(part))
        ends += [(row[0], row[1]) for row in connection.execute(query)]
    days = [(_end(one, DAWN), _end(other, DUSK)) for one, other in ends]
    if not days or any(None in pair for pair in days):
        return None
    return Window(min(one for one, _ in days if one), max(other for _, other in days if other))


def _end(text: str | None, when_open: str) -> date | None:
    return None if text in (None, when_open) else date.fromisoformat(text or "")


def _batches(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]


_COLUMNS = (
    *("id", "time_local", "lat", "lon", "geo_prec", "location_id", "place_text", "event_type"),
    *("delivery", "weapon", "external_ids", "date_edtf" + FIRST, "date_edtf" + LAST),
    *(SUMMARY + key for key in ("killed_low", "killed_high", "injured_low", "injured_high")),
)


class Reading:
    """Queries over one connection, of all incidents or of a few."""

    def __init__(self, connection: sa.Connection, schema: Schema) -> None:
        self._connection = connection
        self._schema = schema
        self._ids: list[str] | None = None

    def narrow(self, ids: Collection[str] | None) -> None:
        """Read what belongs to some incidents alone."""
        self._ids = None if ids is None else sorted(ids)

    def incidents(self, window: Window | None) -> list[sa.RowMapping]:
        """Give the rows of the incidents that may lie in a window."""
        table = self._schema.table(Incident)
        query = sa.select(*(table.c[name] for name in _COLUMNS)).where(
            table.c.deleted == sa.literal_column("0"),
            sa.func.coalesce(table.c.workflow, "").not_in(_OUT),
            table.c.merged_into_id.is_(None),
        )
        if window is not None:
            query = query.where(
                table.c["date_edtf" + FIRST] <= window.last.isoformat(),
                table.c["date_edtf" + LAST] >= window.first.isoformat(),
            )
        return list(self._connection.execute(query.order_by(table.c.pk)).mappings())

    def of_incidents(self, kind: type[Record], *names: str) -> Rows:
        """Give columns of the living records that incidents own."""
        table = self._schema.table(kind)
        query = sa.select(*(table.c[name] for name in names)).where(
            table.c.deleted == sa.literal_column("0")
        )
        yield from self._each(query, table.c.incident_id)

    def many(self, kind: type[Record], key: str, column: str) -> Rows:
        """Give (a column of the holder, value) of a field that holds many."""
        table, many = self._schema.table(kind), self._schema.many_values
        query = (
            sa.select(table.c[column], many.c.value)
            .join(table, table.c.pk == many.c.pk)
            .where(
                many.c.entity == kind.__name__,
                many.c.key == key,
                table.c.deleted == sa.literal_column("0"),
            )
        )
        if column == "incident_id":
            yield from self._each(query, table.c.incident_id)
        else:
            yield from self._each(query, many.c.value)

    def shared_sources(self) -> Rows:
        """Give (incident, source) of claims whose source tells of more than one incident."""
        claim = self._schema.table(Claim)
        living = claim.c.deleted == sa.literal_column("0")
        several = (
            sa.select(claim.c.source_id)
            .where(living, claim.c.source_id.is_not(None))
            .group_by(claim.c.source_id)
            .having(sa.func.min(claim.c.incident_id) != sa.func.max(claim.c.incident_id))
        )
        query = sa.select(claim.c.incident_id, claim.c.source_id).where(living)
        if self._ids is None:
            query = query.where(claim.c.source_id.in_(several), claim.c.incident_id.is_not(None))
        yield from self._each(query.where(claim.c.source_id.is_not(None)), claim.c.incident_id)

    def addresses(self) -> Rows:
        """Give (incident, address, hash of our copy) of claims whose source has either."""
        claim, source = self._schema.table(Claim), self._schema.table(Source)
        query = (
            sa.select(claim.c.incident_id, source.c.url, source.c.archive_sha256)
            .join(source, source.c.id == claim.c.source_id)
            .where(
                claim.c.deleted == sa.literal_column("0"),
                source.c.deleted == sa.literal_column("0"),
                claim.c.incident_id.is_not(None),
            )
        )
        if self._ids is None:
            # The narrow index of the facets tells which have any; the wide rows of those are read.
            held = sa.select(source.c.id).where(
                source.c.deleted == sa.literal_column("0"),
                sa.or_(present(source.c.url), present(source.c.archive_sha256)),
            )
            query = query.where(claim.c.source_id.in_(held))
        yield from self._each(query, claim.c.incident_id)

    def registered(self, kind: type[Record], *names: str, ids: Collection[str] | None) -> Rows:
        """Give columns of the living records of a register, of all or of some."""
        table = self._schema.table(kind)
        query = sa.select(*(table.c[name] for name in names)).where(
            table.c.deleted == sa.literal_column("0")
        )
        if ids is None:
            yield from map(tuple, self._connection.execute(query))
            return
        for part in _batches(sorted(ids)):
            yield from map(tuple, self._connection.execute(query.where(table.c.id.in_(part))))

    @property
    def is_narrow(self) -> bool:
        """Tell whether only a few incidents are read."""
        return self._ids is not None

    def _each(self, query: sa.Select[Any], key: sa.ColumnElement[str]) -> Rows:
        if self._ids is None:
            # Many rows at a time: one by one they cost twice as much.
            for rows in self._connection.execute(query).partitions(_AT_ONCE):
                yield from map(tuple, rows)
            return
        for part in _batches(self._ids):
            yield from map(tuple, self._connection.execute(query.where(key.in_(part))))


@dataclass(frozen=True, slots=True)
class _Named:
    """A place or site as far as it is compared."""

    names: tuple[str, ...]
    point: Point | None
    reach: float
    kind: str | None = None
    place_id: str | None = None


@dataclass(frozen=True, slots=True)
class _Parts:
    """What hangs on incidents, by incident, and the registers by id."""

    hits: dict[str, list[tuple[str | None, str | None, str | None]]]
    origins: dict[str, set[str]]
    sites: dict[str, _Named]
    places: dict[str, _Named]

    @classmethod
    def read(cls, reading: Reading) -> "_Parts":
        """Read the parts of the incidents that are asked for."""
        hits: dict[str, list[tuple[str | None, str | None, str | None]]] = defaultdict(list)
        columns = ("incident_id", "site_id", "site_text", "site_type")
        for incident, *hit in reading.of_incidents(IncidentSite, *columns):
            hits[incident].append((hit[0], hit[1], hit[2]))
        named = {hit[0] for some in hits.values() for hit in some if hit[0]}
        places = _places(reading)
        sites = dict(_sites(reading, named if reading.is_narrow else None))
        return cls(hits, _origins(reading), sites, places)


def _places(reading: Reading) -> dict[str, _Named]:
    columns = ("id", "name", "name_local", "aliases", "lat", "lon", "level")
    return {
        row[0]: _Named(_names(row[1], row[2], row[3]), point_of(row[4], row[5]), _of_level(row[6]))
        for row in reading.registered(Location, *columns, ids=None)
    }


def _of_level(level: str | None) -> float:
    """Give the doubt about a place; middles of districts and above say too little to compare by."""
    return level_doubt_km(level) if (level or "0") >= "3" else VAGUE_KM


def _sites(reading: Reading, ids: set[str] | None) -> Iterator[tuple[str, _Named]]:
    columns = (
        *("id", "name", "name_local", "aliases", "lat", "lon", "geo_prec"),
        *("site_type", "location_id"),
    )
    for row in reading.registered(Site, *columns, ids=ids):
        names, point = _names(row[1], row[2], row[3]), point_of(row[4], row[5])
        yield row[0], _Named(names, point, doubt_km(row[6]), row[7], row[8])


@lru_cache(maxsize=50_000)
def _names(name: str | None, local: str | None, aliases: str | None) -> tuple[str, ...]:
    others = json.loads(aliases) if aliases else ()
    return tuple(dict.fromkeys(one for one in (name, local, *others) if one))


def _origins(reading: Reading) -> dict[str, set[str]]:
    """Give what the reports of each incident can be known by: source, address, hash of a file.

    A source that only one incident rests on tells nothing and is not read.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for incident, source in reading.shared_sources():
        found[incident].add(source)
    for incident, url, digest in reading.addresses():
        found[incident].update(sign for sign in (_address(url), digest) if sign)
    _add_files(reading, found)
    return found


def _add_files(reading: Reading, found: dict[str, set[str]]) -> None:
    """Add the hashes of the evidence that incidents and their claims rest on."""
    pairs = [
        (incident, item) for incident, item in reading.many(Claim, "evidence_ids", "incident_id")
    ]
    pairs += [(incident, item) for item, incident in reading.many(Evidence, "incident_ids", "id")]
    if not pairs:
        return
    wanted = {item for _, item in pairs}
    rows = reading.registered(Evidence, "id", "sha256", ids=wanted)
    digests: dict[str, str | None] = {row[0]: row[1] for row in rows}
    for incident, item in pairs:
        if incident and item in digests:
            found[incident].add(digests[item] or item)


def _address(url: str | None) -> str | None:
    """Give an address without what one page is reached by in several ways."""
    if not url:
        return None
    parts = urlsplit(url.strip())
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.")
    path = parts.path.rstrip("/")
    return f"{host}{path}?{parts.query}" if host and (path or parts.query) else None


def _sketch(row: sa.RowMapping, parts: _Parts) -> Sketch:
    hits = parts.hits.get(row["id"], ())
    sites = [parts.sites[site] for site, _, _ in hits if site in parts.sites]
    place_id = row["location_id"] or next((one.place_id for one in sites if one.place_id), None)
    place = parts.places.get(place_id or "")
    point, reach = _point(row, sites, place)
    said = (text for _, text, _ in hits if text)
    types = (*(kind for _, _, kind in hits), *(one.kind for one in sites))
    return Sketch(
        id=row["id"],
        first=_day(row["date_edtf" + FIRST]),
        last=_day(row["date_edtf" + LAST]),
        minute=_minute(row["time_local"]),
        point=point,
        reach=reach,
        place_id=place_id,
        places=_together([place] if place else [], [row["place_text"]]),
        site_ids=frozenset(site for site, _, _ in hits if site),
        sites=_together(sites, said),
        site_types=frozenset(one for one in types if one),
        event_type=row["event_type"],
        delivery=row["delivery"],
        weapon=row["weapon"],
        killed=_people(row, "killed"),
        injured=_people(row, "injured"),
        origins=frozenset(parts.origins.get(row["id"], ())),
        rows=frozenset(json.loads(row["external_ids"])) if row["external_ids"] else frozenset(),
    )


def _point(
    row: sa.RowMapping, sites: Sequence[_Named], place: _Named | None
) -> tuple[Point | None, float]:
    """Give the best point there is: our own, that of the only site, that of the place."""
    own = point_of(row["lat"], row["lon"])
    if own is not None:
        return own, doubt_km(row["geo_prec"])
    for one in (*(sites if len(sites) == 1 else ()), *([place] if place else ())):
        if one.point is not None and one.reach < VAGUE_KM:
            return one.point, one.reach
    return None, 0.0


def _together(named: Iterable[_Named], said: Iterable[str | None]) -> tuple[str, ...]:
    names = (name for one in named for name in one.names)
    return tuple(dict.fromkeys(name for name in (*names, *said) if name))


@lru_cache(maxsize=20_000)
def _day(text: str | None) -> int | None:
    return None if text in (None, DAWN, DUSK) else date.fromisoformat(text or "").toordinal()


def _minute(text: str | None) -> int | None:
    if not text:
        return None
    hours, _, minutes = text.partition(":")
    return int(hours) * 60 + int(minutes[:2])


def _people(row: sa.RowMapping, what: str) -> People | None:
    low, high = row[f"{SUMMARY}{what}_low"], row[f"{SUMMARY}{what}_high"]
    return None if low is None and high is None else (low, high)
