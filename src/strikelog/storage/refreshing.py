"""Keeping what is computed beside the records true.

List summaries, derived fields, search documents.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from typing import Any

import sqlalchemy as sa

from ..domain.casefiles import CaseFile
from ..domain.deriving import derived
from ..domain.fields import fields_of
from ..domain.records import (
    Actor,
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
    Site,
    Source,
    Strike,
)
from ..domain.validation import check_whole_case
from ..insight.summaries import summarise
from .bulk import PK, insert_rows, update_rows
from .columns import STORING
from .loading import BATCH, Loader, Older
from .rows import summary_row
from .searching import document_of, put_documents
from .tables import Schema, is_incident

Rows = Sequence[tuple[int, Record]]


MANY_ADDED = 500
"""New records from which on it pays to find out once which of them older rows name."""


class Refresher:
    """Brings the computed parts up to date after records were written."""

    def __init__(
        self, connection: sa.Connection, schema: Schema, loader: Loader, today: date
    ) -> None:
        self._connection = connection
        self._schema = schema
        self._loader = loader
        self._today = today
        self._older: Older | None = None

    def refresh(
        self, written: Rows, before: Sequence[Record], tell: Callable[[int, int], None]
    ) -> None:
        """Refresh the documents of the written records and every incident they touch.

        `before` are the same records as they were: what moved away touches where it was, too.
        """
        self._documents(written)
        # What is new was stored just as it is held; an edited row also has derived columns.
        added = [(pk, record) for pk, record in written if record.rev == 1]
        many = len(added) > MANY_ADDED
        self._older = Older(self._connection, self._schema, added) if many else None
        touched = list(self.touched([*before, *(record for _, record in written)]))
        self._loader.hold((record for _, record in added), self._older)
        for start in range(0, len(touched), BATCH):
            tell(start, len(touched))
            self._incidents(touched[start : start + BATCH])
        self._loader.hold(())
        self._older = None

    def _documents(self, written: Rows) -> None:
        for kind in self._schema.records:
            if kind.about.parent or is_incident(kind):
                continue
            documents = [(pk, document_of(one)) for pk, one in written if type(one) is kind]
            put_documents(self._connection, kind, documents)

    def _incidents(self, ids: Sequence[str]) -> None:
        for kind in filter(is_incident, self._schema.records):
            found = list(self._loader.by_ids(kind, ids).values())
            pks = self._loader.pks(kind, [one.id for one in found])
            cases = self._loader.case_files([one for one in found if isinstance(one, Incident)])
            rows = [(pks[case.incident.id], case) for case in cases]
            self._store(kind, rows)
            put_documents(
                self._connection,
                kind,
                [(pk, document_of(case.incident, case)) for pk, case in rows],
            )

    def _store(self, kind: type[Record], rows: Sequence[tuple[int, CaseFile]]) -> None:
        if not rows:
            return
        table, many = self._schema.table(kind), self._schema.many_values
        values = [self._computed(kind, case) | {PK: pk} for pk, case in rows]
        update_rows(self._connection, table, values)
        held = sa.and_(many.c.entity == kind.__name__, many.c.pk.in_([pk for pk, _ in rows]))
        self._connection.execute(sa.delete(many).where(held, many.c.key == "site_types"))
        types = [
            {"entity": kind.__name__, "pk": pk, "key": "site_types", "value": value}
            for pk, case in rows
            for value in dict.fromkeys(hit.site_type for hit in case.sites_hit if hit.site_type)
        ]
        insert_rows(self._connection, many, types)

    def _computed(self, kind: type[Record], case: CaseFile) -> dict[str, Any]:
        row = summary_row(summarise(case, check_whole_case(case, today=self._today)))
        settled = derived(case)
        plain: type = kind  # the cache wants no more than a class
        for key, encode in _derived_columns(plain):
            held = getattr(settled, key)
            row[key] = None if held is None else encode(held)
        return row

    def touched(self, records: Sequence[Record]) -> Iterable[str]:
        """Give the ids of incidents whose summary or document may differ now, each once."""
        ids: dict[str, None] = {}
        claims: dict[str, None] = {}
        for record in records:
            if isinstance(record, CasualtyFigure | Attribution):
                (ids if record.owner_type == "incident" else claims)[str(record.owner_id)] = None
            else:
                ids.update(dict.fromkeys(_incidents_named(record)))
        named = {record.id for record in records if isinstance(record, Claim)}
        others = [one for one in claims if one not in named]
        ids.update(dict.fromkeys(self._column(Claim, "id", others, "incident_id")))
        # New ones as well: an incident may have named them before they came.
        for kind, find in self._behind.items():
            known = list({one.id: None for one in records if isinstance(one, kind)})
            ids.update(dict.fromkeys(find(known)))
        return ids

    @cached_property
    def _behind(self) -> Mapping[type[Record], Callable[[list[str]], list[str]]]:
        """How to find the incidents that show something of records of the register."""
        return {
            Site: lambda ids: self._column(IncidentSite, "site_id", ids, "incident_id"),
            Location: lambda ids: self._column(Incident, "location_id", self._inside(ids), "id"),
            Source: lambda ids: self._column(Claim, "source_id", ids, "incident_id"),
            Actor: self._behind_actors,
        }

    def _behind_actors(self, ids: Sequence[str]) -> list[str]:
        owners = self._column(Attribution, "actor_id", ids, "owner_id")
        return [*owners, *self._column(Claim, "id", owners, "incident_id")]

    def _inside(self, places: Sequence[str]) -> list[str]:
        """Give places and all places within them."""
        found = dict.fromkeys(places)
        front = list(places)
        while front:
            within = self._column(Location, "parent_id", front, "id")
            front = [one for one in within if one not in found]
            found.update(dict.fromkeys(front))
        return list(found)

    def _column(
        self, kind: type[Record], key: str, values: Sequence[str], wanted: str
    ) -> list[str]:
        if not values:
            return []  # and a store of other classes may have no such table
        if self._older is not None and key != "id":
            # What was added in the same step touches its incident by itself.
            values = self._older.worth_asking(kind, key, values)
        table = self._schema.table(kind)
        found: list[str] = []
        for start in range(0, len(values), BATCH):
            part = values[start : start + BATCH]
            query = sa.select(table.c[wanted]).where(table.c[key].in_(part)).distinct()
            found += [one for one in self._connection.scalars(query).all() if one]
        return found


@cache
def _derived_columns(kind: type[Record]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    derived_fields = (field for field in fields_of(kind) if field.is_derived)
    return tuple((field.key, STORING[field.kind].encode) for field in derived_fields)


def fill_search(connection: sa.Connection, schema: Schema, kind: type[Record]) -> None:
    """Write the search documents of every record of a class into its new, empty index."""
    loader = Loader(connection, schema)
    table = schema.table(kind)
    pks = [row[0] for row in connection.execute(sa.select(table.c.pk).order_by(table.c.pk))]
    for start in range(0, len(pks), BATCH):
        part = pks[start : start + BATCH]
        records = loader.by_pks(kind, part)
        cases = {
            case.incident.id: case
            for case in loader.case_files([one for one in records if isinstance(one, Incident)])
        }
        documents = [document_of(record, cases.get(record.id)) for record in records]
        put_documents(connection, kind, list(zip(part, documents, strict=True)))


def _incidents_named(record: Record) -> Iterable[str]:
    """Give the incidents a record is or belongs to by itself."""
    if isinstance(record, Incident):
        return (record.id,)
    if isinstance(record, IncidentSite | Strike | Claim | Assessment):
        return (str(record.incident_id),)
    if isinstance(record, IncidentLink):
        return (str(record.from_id), str(record.to_id))
    return record.incident_ids if isinstance(record, Evidence) else ()
