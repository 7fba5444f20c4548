"""Reading what a map needs of very many incidents: positions, sites hit, places; no records."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from ..domain.distances import Point, point_of
from ..domain.filters import Filter
from ..domain.records import Incident, IncidentSite, Location, Site
from .loading import BATCH
from .querying import Query
from .sketching import Reading
from .tables import Schema

_COLUMNS = ("id", "lat", "lon", "geo_prec", "location_id")
_FEW = 2_000
"""Incidents whose parts are looked up one by one rather than by walking whole tables."""


@dataclass(frozen=True, slots=True)
class PlottedSite:
    """A site hit as far as a map goes: where it lies and what decides whether that may be told."""

    point: Point | None
    precision: str | None
    release: str | None
    kind: str | None
    status: str | None


@dataclass(frozen=True, slots=True)
class PlottedHit:
    """A place hit: its site if that is identified, and its own type and damage."""

    site_id: str | None
    kind: str | None
    damage: str | None


@dataclass(frozen=True, slots=True)
class Plotted:
    """Incidents as (row id, id, latitude, longitude, precision, place), and what they refer to.

    `certain` holds the row ids of those that match certainly; None when all do.
    """

    incidents: tuple[tuple[int, str, float | None, float | None, str | None, str | None], ...]
    certain: frozenset[int] | None
    hits: dict[str, list[PlottedHit]]
    sites: dict[str, PlottedSite]
    places: dict[str, Location]


def plotted(connection: sa.Connection, schema: Schema, where: Filter, *, all_hits: bool) -> Plotted:
    """Read all incidents that match a filter, with what tells where they were.

    The places hit are read of all, or only of those without a point of their own.
    """
    query = Query(connection, schema, Incident)
    rows = tuple((row[0], *row[1:]) for row in query.columns(where, _COLUMNS))
    certain = None
    if where and query.tally(where).possible:
        certain = frozenset(query.certain_keys(where))
    reading = Reading(connection, schema)
    asked = {row[1] for row in rows if all_hits or row[2] is None}
    reading.narrow(asked if len(asked) <= _FEW else None)
    hits = _hits(reading)
    named = {hit.site_id for some in hits.values() for hit in some if hit.site_id}
    return Plotted(
        incidents=rows,
        certain=certain,
        hits=hits,
        sites=_sites(reading, named if reading.is_narrow else None),
        places=named_places(connection, schema),
    )


def _hits(reading: Reading) -> dict[str, list[PlottedHit]]:
    hits: dict[str, list[PlottedHit]] = defaultdict(list)
    columns = ("incident_id", "site_id", "site_type", "damage")
    for incident_id, site_id, kind, damage in reading.of_incidents(IncidentSite, *columns):
        hits[incident_id].append(PlottedHit(site_id, kind, damage))
    return hits


def ids_of(connection: sa.Connection, schema: Schema, keys: Collection[int]) -> tuple[str, ...]:
    """Give the ids of incidents by row ids."""
    table, wanted = schema.table(Incident), list(keys)
    found: list[str] = []
    for start in range(0, len(wanted), BATCH):
        query = sa.select(table.c.id).where(table.c.pk.in_(wanted[start : start + BATCH]))
        found += connection.execute(query).scalars()
    return tuple(found)


def _sites(reading: Reading, ids: set[str] | None) -> dict[str, PlottedSite]:
    columns = ("id", "lat", "lon", "geo_prec", "coord_release", "site_type", "status")
    return {
        row[0]: PlottedSite(point_of(row[1], row[2]), *row[3:])
        for row in reading.registered(Site, *columns, ids=ids)
    }


def named_places(connection: sa.Connection, schema: Schema) -> dict[str, Location]:
    """Give the places as records with nothing but what names and places them."""
    table = schema.table(Location)
    names = ("id", "level", "name", "name_local", "parent_id", "country_iso3", "lat", "lon")
    query = sa.select(*(table.c[name] for name in names)).where(
        table.c.deleted == sa.literal_column("0")
    )
    return {
        row[0]: Location(**dict(zip(names, row, strict=True))) for row in connection.execute(query)
    }
