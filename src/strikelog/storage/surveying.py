"""Reading what rules over very many incidents need: case files of a few columns, some at a time.

Such a light case file holds what the rules look at and nothing else; numbers of people are those of
the list row, which were computed from the figures by the same rule. Rules asked of it say the same
as of the whole case file.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeVar

import sqlalchemy as sa

from ..domain.casefiles import CaseFile, made_case
from ..domain.records import (
    Actor,
    Attribution,
    CasualtyFigure,
    Claim,
    Evidence,
    Incident,
    IncidentLink,
    IncidentSite,
    Location,
    Record,
    Site,
    Source,
    Strike,
)
from ..insight.gists import Adopted
from .light_records import COLUMNS, maker
from .tables import SUMMARY, Schema

R = TypeVar("R", bound=Record)

_PEOPLE = tuple(
    SUMMARY + one for one in ("killed_low", "killed_high", "injured_low", "injured_high")
)


_MANY = 5_000
"""Ids that are looked up together."""

_AT_ONCE = 2_000
"""Incidents made together where all of them are read."""

Which = Literal["telling", "every", "figures"]
"""Claims that are read: those that may say that helpers were there, or every one.

With figures nothing else is read than what numbers of people are adopted from.
"""


class LightCase(NamedTuple):
    """A light case file with its place in the order of entry, and the people of its list row."""

    place: int
    case: CaseFile
    people: Adopted


class LightReader:
    """Reads light case files over one connection, and so from one state of the database."""

    def __init__(self, connection: sa.Connection, schema: Schema) -> None:
        self._connection = connection
        self._schema = schema
        self._known: dict[str, Record] = {}
        self._chains: dict[str | None, tuple[Location, ...]] = {None: ()}
        self._empty = {kind for kind in COLUMNS if not self._has_any(kind)}
        self._whereabouts: dict[type[Record], Mapping[str, str]] = {}
        self._source_rows: Mapping[str, Sequence[Any]] | None = None
        for kind in (Location, Site, Actor):
            self._known.update((one.id, one) for one in self._all(kind))

    def every(self, claims: Which) -> Iterator[LightCase]:
        """Give the light case file of every living incident, in the order of entry.

        An index is quick to walk and slow to seek in: where the rows of each incident lie is asked
        once for all of them, and sources are read in one go.
        """
        table, last = self._schema.table(Incident), 0
        telling = self._telling(None) if claims == "telling" else None
        for kind in {IncidentSite, Strike, Claim} - self._empty:
            if kind is not Claim or telling is None:
                self._whereabouts[kind] = self._rows_by_incident(kind)
        if telling is None:
            rows_of = self._fetched(self._columns(Source))
            self._source_rows = {row[0]: row for row in rows_of}
        while True:
            rows = self._incidents(table.c.pk > last, _AT_ONCE)
            if not rows:
                return
            last = rows[-1][0]
            yield from self._cases(rows, telling)

    def some(self, incident_ids: Collection[str], claims: Which) -> Iterator[LightCase]:
        """Give those of some incidents; deleted ones are left out."""
        for part in _batches(sorted(incident_ids)):
            rows = self._incidents(self._schema.table(Incident).c.id.in_(part), len(part))
            telling = self._telling(part) if claims == "telling" else None
            yield from self._cases(rows, telling, with_figures=claims == "figures")

    def count(self) -> int:
        """Count the living incidents."""
        table = self._schema.table(Incident)
        query = sa.select(sa.func.count()).where(_is_living(table))
        return int(self._connection.execute(query).scalar_one())

    # -- a batch -------------------------------------------------------------------------------

    def _incidents(
        self, where: sa.ColumnElement[bool], limit: int
    ) -> list[tuple[int, Incident, Adopted]]:
        table = self._schema.table(Incident)
        columns = [table.c[name] for name in COLUMNS[Incident]]
        query = sa.select(table.c.pk, *(table.c[name] for name in _PEOPLE), *columns)
        query = query.where(where, _is_living(table))
        rows = self._fetched(query.order_by(table.c.pk).limit(limit))
        incidents = map(maker(Incident), (row[5:] for row in rows))
        pairs = zip(rows, incidents, strict=True)
        return [(row[0], incident, _people(*row[1:5])) for row, incident in pairs]

    def _telling(self, incident_ids: Sequence[str] | None) -> set[str]:
        """Give the incidents whose claims may say that helpers were there; the index tells them."""
        claim, strike = self._schema.table(Claim), self._schema.table(Strike)
        queries = [sa.select(claim.c.incident_id).where(claim.c.responders_hit == "yes")]
        if Strike not in self._empty:
            queries.append(sa.select(strike.c.incident_id))
        found: set[str] = set()
        for table, query in zip((claim, strike), queries, strict=False):
            living = query.where(_is_living(table))
            if incident_ids is not None:
                living = living.where(table.c.incident_id.in_(list(incident_ids)))
            found.update(row[0] for row in self._fetched(living))
        return found

    def _cases(
        self,
        rows: Sequence[tuple[int, Incident, Adopted]],
        telling: set[str] | None,
        *,
        with_figures: bool = False,
    ) -> Iterator[LightCase]:
        ids = [incident.id for _, incident, _ in rows]
        told_of = ids if telling is None else [one for one in ids if one in telling]
        claims = list(self._owned(Claim, "incident_id", told_of))
        known = self._known if telling is not None else self._with_sources(claims)
        parts = self._parts(ids, claims, with_figures=with_figures)
        parts = [(name, part) for name, part in parts if part]
        for place, incident, people in rows:
            places = self._chain(incident.location_id)
            values = {**_BARE, "incident": incident, "places": places, "known": known}
            for name, part in parts:
                if some := part.get(incident.id):
                    values[name] = tuple(some)
            if values["strikes"]:
                values["strikes"] = tuple(sorted(values["strikes"], key=lambda one: one.seq or 0))
            yield LightCase(place, made_case(values), people)

    def _parts(
        self, ids: Sequence[str], claims: Sequence[Claim], *, with_figures: bool
    ) -> Sequence[tuple[str, Mapping[str, list[Any]]]]:
        """Give what belongs to incidents, by the name it has in a case file."""
        own = {one: one for one in ids}
        if with_figures:
            home = own | {one.id: str(one.incident_id) for one in claims}
            figures = self._owned(CasualtyFigure, "owner_id", home)
            return [
                ("claims", _by(claims, "incident_id", own)),
                ("figures", _by(figures, "owner_id", home)),
                ("evidence", self._evidence(ids, claims)),
            ]
        found: list[tuple[str, Mapping[str, list[Any]]]] = [
            ("claims", _by(claims, "incident_id", own)),
            ("sites_hit", _by(self._owned(IncidentSite, "incident_id", ids), "incident_id", own)),
            ("strikes", _by(self._owned(Strike, "incident_id", ids), "incident_id", own)),
            ("links", self._links(ids)),
            ("evidence", self._evidence(ids, claims)),
        ]
        if Attribution not in self._empty:
            home = own | self._homes(ids)
            named = self._owned(Attribution, "owner_id", home)
            found.append(("attributions", _by(named, "owner_id", home)))
        return found

    def _homes(self, ids: Sequence[str]) -> dict[str, str]:
        """Give the incident of each of their claims, whichever claims are read."""
        table = self._schema.table(Claim)
        query = sa.select(table.c.id, table.c.incident_id)
        query = query.where(self._among(Claim, "incident_id", ids), _is_living(table))
        return {row[0]: row[1] for row in self._fetched(query)}

    def _with_sources(self, claims: Iterable[Claim]) -> Mapping[str, Record]:
        """Give what is known, with the sources of some claims and those they are part of."""
        known = dict(self._known)
        wanted: set[str | None] = {one.source_id for one in claims}
        wanted.update(one.via_source_id for one in claims)
        while wanted:
            found = {one.id: one for one in self._sources(filter(None, wanted))}
            known.update(found)
            wanted = {one.parent_id for one in found.values()} - known.keys()
        return known

    def _sources(self, ids: Iterable[str]) -> Iterator[Source]:
        if self._source_rows is None:
            return self._owned(Source, "id", sorted(ids), living=False)
        rows = self._source_rows
        return map(maker(Source), (rows[one] for one in ids if one in rows))

    def _links(self, ids: Sequence[str]) -> dict[str, list[Any]]:
        grouped: dict[str, list[Any]] = defaultdict(list)
        seen: set[tuple[str, str]] = set()
        for key in ("from_id", "to_id"):
            for link in self._owned(IncidentLink, key, ids):
                incident = str(getattr(link, key))
                if (incident, link.id) not in seen:
                    seen.add((incident, link.id))
                    grouped[incident].append(link)
        return grouped

    def _evidence(self, ids: Sequence[str], claims: Iterable[Claim]) -> dict[str, list[Any]]:
        if Evidence in self._empty:
            return {}
        pairs = [(str(one.incident_id), item) for one in claims for item in one.evidence_ids]
        pairs += self._holders(ids)
        items = {one.id: one for one in self._owned(Evidence, "id", {item for _, item in pairs})}
        grouped: dict[str, dict[str, Any]] = defaultdict(dict)
        for incident, item in pairs:
            if item in items:
                grouped[incident][item] = items[item]
        return {incident: list(held.values()) for incident, held in grouped.items()}

    def _holders(self, ids: Sequence[str]) -> list[tuple[str, str]]:
        """Give (incident, evidence) of what names incidents by itself."""
        many, table = self._schema.many_values, self._schema.table(Evidence)
        query = (
            sa.select(many.c.value, table.c.id)
            .join(table, table.c.pk == many.c.pk)
            .where(many.c.entity == "Evidence", many.c.key == "incident_ids")
            .where(many.c.value.in_(list(ids)))
            .order_by(table.c.pk)
        )
        return [(row[0], row[1]) for row in self._fetched(query)]

    # -- rows ----------------------------------------------------------------------------------

    def _owned(
        self, kind: type[R], key: str, values: Collection[str], *, living: bool = True
    ) -> Iterator[R]:
        if kind in self._empty or not values:
            return
        table, make = self._schema.table(kind), maker(kind)
        for part in _batches(list(values)):
            query = self._columns(kind).where(self._among(kind, key, part))
            if living:
                query = query.where(_is_living(table))
            yield from map(make, self._fetched(query.order_by(table.c.pk)))

    def _among(self, kind: type[Record], key: str, values: Sequence[str]) -> sa.ColumnElement[bool]:
        """Match the rows whose link is among some, by their place where that is known."""
        table, rows = self._schema.table(kind), self._whereabouts.get(kind)
        if rows is None or key != "incident_id":
            return table.c[key].in_(values)
        listed = ",".join([rows[one] for one in values if one in rows])
        # As a table of its own, for so long a list takes long to be read as part of a query.
        written = sa.func.json_each(f"[{listed}]").table_valued("value")
        return table.c.pk.in_(sa.select(written.c.value))

    def _rows_by_incident(self, kind: type[Record]) -> Mapping[str, str]:
        """Give the row ids of what each incident owns, as SQL lists them."""
        table = self._schema.table(kind)
        query = sa.select(table.c.incident_id, sa.func.group_concat(table.c.pk))
        query = query.where(table.c.incident_id.is_not(None), _is_living(table))
        return {row[0]: row[1] for row in self._fetched(query.group_by(table.c.incident_id))}

    def _all(self, kind: type[R]) -> Iterator[R]:
        return map(maker(kind), self._fetched(self._columns(kind)))

    def _columns(self, kind: type[Record]) -> sa.Select[Any]:
        table = self._schema.table(kind)
        return sa.select(*(table.c[name] for name in COLUMNS[kind]))

    def _fetched(self, query: sa.Select[Any]) -> Sequence[Sequence[Any]]:
        """Give rows as the driver gives them, for speed."""
        return self._connection.execute(query).cursor.fetchall()

    def _has_any(self, kind: type[Record]) -> bool:
        table = self._schema.table(kind)
        return self._connection.execute(sa.select(table.c.pk).limit(1)).first() is not None

    def _chain(self, location_id: str | None) -> tuple[Location, ...]:
        """Give a place and its parents, nearest first; a loop in the data ends the walk."""
        if location_id not in self._chains:
            chain: list[Location] = []
            place = self._known.get(location_id or "")
            while isinstance(place, Location) and place not in chain:
                chain.append(place)
                place = self._known.get(place.parent_id or "")
            self._chains[location_id] = tuple(chain)
        return self._chains[location_id]


_BARE: Mapping[str, Any] = vars(CaseFile(incident=Incident()))
"""What a case file holds of which nothing is read."""


@lru_cache(maxsize=20_000)
def _people(*ends: int | None) -> Adopted:
    """Give the ranges of a list row; many are alike, and held once."""
    return MappingProxyType({"killed": (ends[0], ends[1]), "injured": (ends[2], ends[3])})


def _is_living(table: sa.Table) -> sa.ColumnElement[bool]:
    return table.c.deleted == sa.literal_column("0")


def _by(records: Iterable[Any], key: str, home: Mapping[str, str]) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = defaultdict(list)
    owner = attrgetter(key)
    for record in records:
        grouped[home[owner(record)]].append(record)
    return grouped


def _batches(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _MANY):
        yield values[start : start + _MANY]
