"""Reading records: by id, by row id, by owner, and whole case files."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, TypeVar

import sqlalchemy as sa

from ..domain.casefiles import CaseFile
from ..domain.fields import Kind, fields_of
from ..domain.records import (
    Assessment,
    Attribution,
    CasualtyFigure,
    Claim,
    Evidence,
    Incident,
    IncidentLink,
    IncidentSite,
    Location,
    Record,
    Strike,
)
from .rows import record_of
from .tables import Schema

R = TypeVar("R", bound=Record)

BATCH = 500
"""Values in one IN list; more are asked for in turns."""

Added = Sequence[tuple[int, Record]]
"""Records that were just added, with their row ids."""

_REACH = 3
"""How many links away a case file's known records lie: claim, source, parent source."""


class Older:
    """Which records that a step has just added were named by rows that stood before it.

    What came before a record that it names, as of workbooks that lack a sheet, is rare; it is
    looked for once for all records of the step.
    """

    def __init__(self, connection: sa.Connection, schema: Schema, added: Added) -> None:
        self._connection, self._schema = connection, schema
        self._added = frozenset(record.id for _, record in added)
        self._ids = json.dumps([*self._added])
        self._first: dict[type[Record], int] = {}
        for pk, record in added:
            self._first[type(record)] = min(pk, self._first.get(type(record), pk))
        self._named: dict[tuple[type[Record], str], frozenset[str]] = {}

    def worth_asking(self, kind: type[Record], key: str, values: Iterable[str]) -> list[str]:
        """Leave out the new ids that no older row of a class names in a field."""
        named = self._naming(kind, key)
        return [one for one in values if one not in self._added or one in named]

    def _naming(self, kind: type[Record], key: str) -> frozenset[str]:
        if (kind, key) not in self._named:
            table = self._schema.table(kind)
            every = sa.select(sa.func.json_each(self._ids).table_valued("value").c.value)
            query = sa.select(table.c[key]).distinct().where(table.c[key].in_(every))
            if kind in self._first:
                query = query.where(table.c.pk < self._first[kind])
            self._named[kind, key] = frozenset(self._connection.scalars(query))
        return self._named[kind, key]


class Loader:
    """Reads records over one connection, and so from one state of the database."""

    def __init__(self, connection: sa.Connection, schema: Schema) -> None:
        self._connection = connection
        self._schema = schema
        self.hold(())

    def hold(self, records: Iterable[Record], older: Older | None = None) -> None:
        """Take records by their id from here, as they were just stored, and not from the rows.

        `older` says which of them were named before; those nobody named belong to each other alone.
        """
        self._held: dict[str, Record] = {one.id: one for one in records}
        self._older = older
        self._naming: dict[tuple[type[Record], str], dict[str, list[Record]]] = {}

    def one(self, kind: type[R], record_id: str) -> R | None:
        """Give the record of that id, deleted or not."""
        return next(self._where(kind, "id", [record_id]), None)

    def by_ids(self, kind: type[R], ids: Iterable[str]) -> dict[str, R]:
        """Give the records of those ids, deleted or not."""
        if not self._held:
            return {record.id: record for record in self._where(kind, "id", list(ids))}
        wanted = list(ids)
        found: dict[str, R] = {}
        for one in wanted:
            held = self._held.get(one)
            if isinstance(held, kind):
                found[one] = held
        rest = [one for one in wanted if one not in found]
        return found | {record.id: record for record in self._where(kind, "id", rest)}

    def by_pks(self, kind: type[R], pks: Sequence[int]) -> list[R]:
        """Give the records of those row ids in their order."""
        table = self._schema.table(kind)
        found = {}
        for part in _batches(pks):
            for row in self._rows(sa.select(table).where(table.c.pk.in_(part))):
                found[row["pk"]] = record_of(kind, row)
        return [found[pk] for pk in pks if pk in found]

    def owned(self, kind: type[R], key: str, owners: Collection[str]) -> list[R]:
        """Give the living records whose field `key` names one of the owners, in order of entry."""
        find = self._where_held if self._held else self._where
        return [one for one in find(kind, key, list(owners)) if not one.deleted]

    def all(self, kind: type[R]) -> Iterator[R]:
        """Give every living record of a class."""
        table = self._schema.table(kind)
        for row in self._rows(sa.select(table).where(table.c.deleted == 0).order_by(table.c.pk)):
            yield record_of(kind, row)

    def any_of(self, ids: Collection[str]) -> dict[str, Record]:
        """Give the records of those ids, whatever their class."""
        missing = set(ids)
        found: dict[str, Record] = {}
        for kind in self._schema.records:
            if not missing:
                break
            hits = self.by_ids(kind, sorted(missing))
            found.update(hits)
            missing -= hits.keys()
        return found

    def at_sites(self, site_ids: Collection[str]) -> list[Incident]:
        """Give the living incidents that affected any of the sites, without those merged away."""
        hits = self.owned(IncidentSite, "site_id", site_ids)
        found = self.by_ids(Incident, {str(hit.incident_id) for hit in hits})
        return [one for one in found.values() if not one.deleted and not one.merged_into_id]

    def referring(self, record: Record, *, owned: bool = False) -> list[Record]:
        """Give the living records that name this one, or only those it owns."""
        name = type(record).__name__
        found: list[Record] = []
        for kind in self._schema.records:
            for field in fields_of(kind):
                if name not in field.target or (owned and field.key != kind.about.parent):
                    continue
                if field.kind is Kind.LINK:
                    found += self.owned(kind, field.key, [record.id])
                elif field.kind is Kind.LINKS:
                    ids = [holder for _, holder in self._holders(kind, field.key, [record.id])]
                    found += self.by_ids(kind, ids).values()
        return [one for one in found if not one.deleted]

    def count(self, kind: type[Record]) -> int:
        """Count the living records of a class."""
        table = self._schema.table(kind)
        query = sa.select(sa.func.count()).where(table.c.deleted == sa.literal_column("0"))
        return int(self._connection.execute(query).scalar_one())

    def pks(self, kind: type[Record], ids: Collection[str]) -> dict[str, int]:
        """Give the row ids of records."""
        table = self._schema.table(kind)
        found: dict[str, int] = {}
        for part in _batches(list(ids)):
            query = sa.select(table.c.id, table.c.pk).where(table.c.id.in_(part))
            found.update((row[0], row[1]) for row in self._connection.execute(query).all())
        return found

    def ids(self, kind: type[Record]) -> set[str]:
        """Give the ids of every living record of a class."""
        table = self._schema.table(kind)
        query = sa.select(table.c.id).where(table.c.deleted == 0)
        return {row[0] for row in self._connection.execute(query)}

    def gone(self, kind: type[Record], ids: Collection[str]) -> set[str]:
        """Give those of some ids whose record was deleted."""
        table = self._schema.table(kind)
        found: set[str] = set()
        for part in _batches(list(ids)):
            query = sa.select(table.c.id).where(table.c.id.in_(part), table.c.deleted != 0)
            found.update(row[0] for row in self._connection.execute(query))
        return found

    def case_files(self, incidents: Sequence[Incident]) -> list[CaseFile]:
        """Give the case files of incidents, in a fixed number of queries for a whole batch."""
        return [
            case
            for start in range(0, len(incidents), BATCH)
            for case in self._case_batch(incidents[start : start + BATCH])
        ]

    def _case_batch(self, incidents: Sequence[Incident]) -> list[CaseFile]:
        ids = [one.id for one in incidents]
        claims = self.owned(Claim, "incident_id", ids)
        owners = [*ids, *(claim.id for claim in claims)]
        home = {owner: owner for owner in ids} | {c.id: str(c.incident_id) for c in claims}
        parts: dict[str, dict[str, list[Any]]] = {
            "claims": _grouped(claims, "incident_id", home),
            "sites_hit": _grouped(
                self.owned(IncidentSite, "incident_id", ids), "incident_id", home
            ),
            "strikes": _grouped(self.owned(Strike, "incident_id", ids), "incident_id", home),
            "figures": _grouped(self.owned(CasualtyFigure, "owner_id", owners), "owner_id", home),
            "attributions": _grouped(self.owned(Attribution, "owner_id", owners), "owner_id", home),
            "assessments": _grouped(
                self.owned(Assessment, "incident_id", ids), "incident_id", home
            ),
            "links": self._links(ids),
            "evidence": self._evidence(ids, claims),
        }
        flat = [
            *incidents,
            *(one for part in parts.values() for some in part.values() for one in some),
        ]
        known = self._known(flat)
        return [_case_of(one, parts, known) for one in incidents]

    def _links(self, ids: Sequence[str]) -> dict[str, list[Any]]:
        both = [
            *((link.from_id, link) for link in self.owned(IncidentLink, "from_id", ids)),
            *((link.to_id, link) for link in self.owned(IncidentLink, "to_id", ids)),
        ]
        grouped: dict[str, list[Any]] = defaultdict(list)
        for incident, link in both:
            if link not in grouped[str(incident)]:
                grouped[str(incident)].append(link)
        return grouped

    def _evidence(self, ids: Sequence[str], claims: Sequence[Claim]) -> dict[str, list[Any]]:
        named = {one: claim.incident_id for claim in claims for one in claim.evidence_ids}
        pairs = [(str(home), item) for item, home in named.items()]
        pairs += self._holders(Evidence, "incident_ids", ids)
        if not pairs:
            return {}
        records = self.by_ids(Evidence, {item for _, item in pairs})
        grouped: dict[str, list[Any]] = defaultdict(list)
        for home, item in pairs:
            record = records.get(item)
            if record is not None and not record.deleted and record not in grouped[home]:
                grouped[home].append(record)
        return grouped

    def holding(self, kind: type[R], key: str, values: Collection[str]) -> list[R]:
        """Give the records whose many-valued field holds one of the values."""
        ids = [holder for _, holder in self._holders(kind, key, list(values))]
        return list(self.by_ids(kind, ids).values())

    def _holders(
        self, kind: type[Record], key: str, values: Sequence[str]
    ) -> list[tuple[str, str]]:
        """Give (value, record id) for records whose many-valued field holds one of the values."""
        many, table = self._schema.many_values, self._schema.table(kind)
        pairs = []
        for part in _batches(values):
            query = (
                sa.select(many.c.value, table.c.id)
                .join(table, table.c.pk == many.c.pk)
                .where(many.c.entity == kind.__name__, many.c.key == key, many.c.value.in_(part))
                .order_by(table.c.pk)
            )
            pairs += [(row[0], row[1]) for row in self._connection.execute(query)]
        return pairs

    def _known(self, records: Sequence[Record]) -> dict[str, Record]:
        """Follow links outwards, a class at a time, until nothing new is named."""
        known: dict[str, Record] = {}
        front: Sequence[Record] = records
        for _ in range(_REACH + 4):  # places have up to five levels
            wanted = _named_by(front, known)
            if not wanted:
                break
            front = []
            for kind, ids in wanted.items():
                if kind in self._schema.by_name:
                    hits = self.by_ids(self._schema.by_name[kind], ids)
                    known.update(hits)
                    front = [*front, *hits.values()]
        return known

    def _where(self, kind: type[R], key: str, values: Sequence[str]) -> Iterator[R]:
        table = self._schema.table(kind)
        for part in _batches(values):
            query = sa.select(table).where(table.c[key].in_(part)).order_by(table.c.pk)
            for row in self._rows(query):
                yield record_of(kind, row)

    def _where_held(self, kind: type[R], key: str, values: Sequence[str]) -> Iterator[R]:
        """Read which records they are, and the rows of those alone that are not held."""
        table = self._schema.table(kind)
        if self._older is not None:
            asked = set(self._older.worth_asking(kind, key, values))
            naming = self._naming_held(kind, key)
            for one in values:
                yield from naming.get(one, ()) if one not in asked else ()
            values = [one for one in values if one in asked]
        for part in _batches(values):
            query = sa.select(table.c.id).where(table.c[key].in_(part)).order_by(table.c.pk)
            ids = self._connection.scalars(query).all()
            known = self.by_ids(kind, ids)
            yield from (known[one] for one in ids)

    def _naming_held(self, kind: type[R], key: str) -> dict[str, list[R]]:
        """Give the held records of a class by what their field names, in order of entry."""
        found: dict[str, list[Any]] | None = self._naming.get((kind, key))
        if found is None:
            found = defaultdict(list)
            for one in self._held.values():
                if type(one) is kind:
                    found[getattr(one, key)].append(one)
            self._naming[kind, key] = found
        return found

    def _rows(self, query: sa.Select[Any]) -> Iterator[Any]:
        yield from self._connection.execute(query).mappings()


_FOLLOWED = frozenset(
    {"Location", "Site", "Source", "Actor", "Period", "IncidentGroup", "Evidence"}
)
"""Classes a case file follows links to; other incidents are named by their links alone."""


def _named_by(records: Iterable[Record], known: dict[str, Record]) -> dict[str, set[str]]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for record in records:
        kind: type = type(record)  # the cache wants no more than a class
        values = vars(record)
        for key, target, is_many in _links_of(kind):
            held = values[key]
            if held:
                ids = held if is_many else (held,)
                wanted[target].update(one for one in ids if one and one not in known)
    return {kind: ids for kind, ids in wanted.items() if ids}


@cache
def _links_of(kind: type[Record]) -> tuple[tuple[str, str, bool], ...]:
    """Give the links that are followed: key, the class they lead to, whether there may be many."""
    return tuple(
        (field.key, field.target[0], field.is_many)
        for field in fields_of(kind)
        if field.kind in (Kind.LINK, Kind.LINKS) and field.target and field.target[0] in _FOLLOWED
    )


def _grouped(records: Iterable[Any], key: str, home: dict[str, str]) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = defaultdict(list)
    for record in records:
        grouped[home[getattr(record, key)]].append(record)
    return grouped


def _case_of(
    incident: Incident, parts: dict[str, dict[str, list[Any]]], known: dict[str, Record]
) -> CaseFile:
    own = {name: tuple(part.get(incident.id, ())) for name, part in parts.items()}
    own["strikes"] = tuple(sorted(own["strikes"], key=lambda strike: strike.seq or 0))
    return CaseFile(
        incident=incident, places=_ancestry(incident.location_id, known), known=known, **own
    )


def _ancestry(place: str | None, known: dict[str, Record]) -> tuple[Location, ...]:
    """Give a place and its parents, nearest first; a loop in the data ends the walk."""
    chain: list[Location] = []
    while place:
        found = known.get(place)
        if not isinstance(found, Location) or found in chain:
            break
        chain.append(found)
        place = found.parent_id
    return tuple(chain)


def _batches(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]
