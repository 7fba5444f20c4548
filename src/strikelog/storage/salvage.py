"""Salvage: what can be read of a damaged vault goes into a new one; the damaged one is not touched.

First source are the sound pages themselves, whether or not the pages above them are sound. Second
source is the history: a record whose row is lost is put together again from its changes. What is
computed, such as search documents, is made anew. The report says what was lost, by number.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from ..domain.fields import fields_of
from ..domain.progress import Progress, Silent
from ..domain.records import Record
from ..domain.values import content_hash, record_from_plain
from .backups import Opened
from .database import Database
from .found_pages import FoundPages
from .history import state_hash
from .loading import BATCH, Loader
from .pages import PageFile
from .refreshing import Refresher
from .rows import record_of, row_of
from .searching import document_of, put_documents
from .tables import Schema, is_incident

Plain = dict[str, Any]


@dataclass
class Salvaged:
    """What came of it: pages read and damaged, rows by table, records by where they came from.

    `gaps` counts history entries that are missing; `lost` the records of which nothing is left
    but that they were; `unproven` those put together that do not match their recorded hash.
    """

    pages: int = 0
    damaged: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)
    rebuilt: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    unproven: Counter[str] = field(default_factory=Counter)
    gaps: int = 0

    @property
    def is_complete(self) -> bool:
        """Tell whether nothing is known to be lost.

        The newest entries of the history are missed only by who has seen them elsewhere.
        """
        return not (self.lost or self.gaps or self.unproven)


def salvage(source: Opened, target: Database, progress: Progress | None = None) -> Salvaged:
    """Read what can be read of `source` into the new, empty database `target`.

    Cancelled leaves the target unfinished, for the caller to throw away.
    """
    report = (progress or Silent()).report
    pages = PageFile(source.path, source.key, source.salt)
    try:
        found = FoundPages(pages, target.schema, report)
        done = Salvaged(pages=found.read, damaged=found.damaged)
        work = _Work(target, found, done, report)
        work.copy_tables()
        work.copy_records()
        work.rebuild_from_history()
        work.compute()
    finally:
        pages.close()
    return done


class _Work:
    """One salvage under way."""

    def __init__(
        self,
        target: Database,
        found: FoundPages,
        done: Salvaged,
        report: Callable[[int, int | None], None],
    ) -> None:
        self._target = target
        self._schema: Schema = target.schema
        self._found = found
        self._done = done
        self._report = report

    def copy_tables(self) -> None:
        """Copy what is no record: history, steps, facts and the like, as it stands."""
        records = {self._schema.table(kind).name for kind in self._schema.records}
        skipped = {*records, self._schema.many_values.name}
        for table in self._schema.metadata.sorted_tables:
            if table.name not in skipped:
                self._copy(table, self._rows(table.name))
        self._done.gaps = self._count_gaps()

    def copy_records(self) -> None:
        """Copy the rows of records that can still be read as such."""
        for kind in self._schema.records:
            table = self._schema.table(kind)
            self._copy(table, self._readable(kind, self._rows(table.name)))

    def rebuild_from_history(self) -> None:
        """Put together the records whose rows are lost."""
        for kind in self._schema.records:
            missing = self._missing(kind)
            fresh: list[Plain] = []
            for record_id in missing:
                self._report(len(fresh), len(missing))
                row = self._rebuilt(kind, record_id)
                if row is None:
                    self._done.lost[kind.__name__] += 1
                else:
                    fresh.append(row)
            self._done.rebuilt[kind.__name__] += len(fresh)
            self._number(kind, fresh)
            self._insert(self._schema.table(kind), fresh)
        for counted in (self._done.rebuilt, self._done.lost, self._done.unproven):
            for name in [name for name, count in counted.items() if not count]:
                del counted[name]

    def compute(self) -> None:
        """Make anew what is kept beside the records: many values, documents, summaries."""
        for kind in self._schema.records:
            for batch in self._batches(kind):
                with self._target.writing() as connection:
                    self._store_many(connection, kind, batch)
                    if not kind.about.parent and not is_incident(kind):
                        documents = [(pk, document_of(one)) for pk, one in batch]
                        put_documents(connection, kind, documents)
        for kind in filter(is_incident, self._schema.records):
            for batch in self._batches(kind):
                with self._target.writing() as connection:
                    loader = Loader(connection, self._schema)
                    today = datetime.now(UTC).date()
                    refresher = Refresher(connection, self._schema, loader, today)
                    refresher.refresh(batch, [], _told_nobody)

    # -- rows

    def _rows(self, table: str) -> Iterator[Plain]:
        for row in self._found.rows(table):
            if row is None:
                self._done.broken[table] += 1
            else:
                yield row

    def _copy(self, table: sa.Table, rows: Iterable[Plain]) -> None:
        names = set(table.columns.keys())
        waiting: list[Plain] = []
        for row in rows:
            waiting.append({name: row.get(name) for name in names})
            if len(waiting) == BATCH:
                self._insert(table, waiting)
                waiting = []
        self._insert(table, waiting)
        with self._target.reading() as connection:
            query = sa.select(sa.func.count()).select_from(table)
            self._done.rows[table.name] = int(connection.execute(query).scalar_one())

    def _insert(self, table: sa.Table, rows: list[Plain]) -> None:
        """Insert rows; one that is there already, or that a rule of the table refuses, is left."""
        if rows:
            with self._target.writing() as connection:
                connection.execute(sa.insert(table).prefix_with("OR IGNORE"), rows)

    def _readable(self, kind: type[Record], rows: Iterable[Plain]) -> Iterator[Plain]:
        names = set(self._schema.table(kind).columns.keys())
        for row in rows:
            whole = dict.fromkeys(names) | row
            try:
                record_of(kind, whole)
            except (ValueError, TypeError, KeyError, AttributeError):
                self._done.broken[self._schema.table(kind).name] += 1
                continue
            yield whole

    # -- history

    def _count_gaps(self) -> int:
        table = self._schema.history
        with self._target.reading() as connection:
            query = sa.select(sa.func.max(table.c.seq), sa.func.count())
            newest, held = connection.execute(query).one()
        return int(newest or 0) - int(held)

    def _missing(self, kind: type[Record]) -> list[str]:
        history, table = self._schema.history, self._schema.table(kind)
        with self._target.reading() as connection:
            query = (
                sa.select(history.c.record_id)
                .where(history.c.entity == kind.__name__)
                .where(history.c.record_id.not_in(sa.select(table.c.id)))
                .distinct()
            )
            return list(connection.execute(query).scalars())

    def _rebuilt(self, kind: type[Record], record_id: str) -> Plain | None:
        """Give the row of a record from its changes; None when its beginning is lost as well."""
        history, steps = self._schema.history, self._schema.steps
        with self._target.reading() as connection:
            query = (
                sa.select(history, steps.c.at, steps.c.actor)
                .outerjoin(steps, steps.c.pk == history.c.step)
                .where(history.c.record_id == record_id)
                .order_by(history.c.seq)
            )
            entries = [dict(row) for row in connection.execute(query).mappings()]
        if [entry["rev"] for entry in entries] != list(range(1, len(entries) + 1)):
            return None
        try:
            record = _replayed(kind, record_id, entries)
        except (ValueError, TypeError, KeyError):
            return None
        return self._proven_row(kind, record, str(entries[-1]["record_hash"]))

    def _proven_row(self, kind: type[Record], record: Record, expected: str) -> Plain:
        """Give the row with the record keeping that makes its hash come out, if any does."""
        digest = content_hash(record)
        for candidate in self._keepings(record):
            if state_hash(candidate, digest) == expected:
                return row_of(candidate) | {"hash": digest}
        self._done.unproven[kind.__name__] += 1
        return row_of(record) | {"hash": digest}

    def _keepings(self, record: Record) -> Iterator[Record]:
        """Give the record with each office and edition of the code lists that others have."""
        for office, edition in self._kept_beside:
            yield replace(record, origin_office=office, codelist_version=edition)

    @cached_property
    def _kept_beside(self) -> list[tuple[str | None, str | None]]:
        """Every pair of office and edition that a record in the new vault has."""
        known: dict[tuple[str | None, str | None], None] = {}
        with self._target.reading() as connection:
            for kind in self._schema.records:
                table = self._schema.table(kind)
                query = sa.select(table.c.origin_office, table.c.codelist_version).distinct()
                known |= {(row[0], row[1]): None for row in connection.execute(query)}
        return list(known)

    def _number(self, kind: type[Record], rows: list[Plain]) -> None:
        table = self._schema.table(kind)
        with self._target.reading() as connection:
            last = connection.execute(sa.select(sa.func.max(table.c.pk))).scalar() or 0
        for place, row in enumerate(rows, start=1):
            row["pk"] = last + place

    # -- computed

    def _batches(self, kind: type[Record]) -> Iterator[list[tuple[int, Record]]]:
        table = self._schema.table(kind)
        with self._target.reading() as connection:
            pks = list(connection.execute(sa.select(table.c.pk).order_by(table.c.pk)).scalars())
        for start in range(0, len(pks), BATCH):
            self._report(start, len(pks))
            part = pks[start : start + BATCH]
            with self._target.reading() as connection:
                query = sa.select(table).where(table.c.pk.in_(part))
                rows = connection.execute(query).mappings().all()
            yield [(row["pk"], record_of(kind, dict(row))) for row in rows]

    def _store_many(
        self, connection: sa.Connection, kind: type[Record], batch: list[tuple[int, Record]]
    ) -> None:
        values = [
            {"entity": kind.__name__, "pk": pk, "key": one.key, "value": value}
            for pk, record in batch
            for one in fields_of(kind)
            if one.is_many and not one.is_derived
            for value in getattr(record, one.key)
        ]
        if values:
            connection.execute(sa.insert(self._schema.many_values), values)


def _replayed(kind: type[Record], record_id: str, entries: list[Plain]) -> Record:
    plain: Plain = {}
    for entry in entries:
        plain |= {key: new for key, (_, new) in json.loads(entry["changes"]).items()}
    deleted = bool(plain.pop("deleted", False))
    record = record_from_plain(kind, plain | {"id": record_id})
    first, last = entries[0], entries[-1]
    return replace(
        record,
        rev=last["rev"],
        deleted=deleted,
        created_at=_moment(first["at"]),
        created_by=first["actor"],
        updated_at=_moment(last["at"]),
        updated_by=last["actor"],
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _told_nobody(_done: int, _total: int) -> None:
    """The batches tell how far the work is; their parts need not."""


def by_entity(schema: Schema, counted: Mapping[str, int]) -> dict[str, int]:
    """Give counts by table as counts by class of record."""
    names: dict[str, str] = defaultdict(str)
    names |= {schema.table(kind).name: kind.__name__ for kind in schema.records}
    return {names[table]: count for table, count in counted.items() if names[table] and count}
