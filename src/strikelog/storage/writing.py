"""The one door through which records change.

Rows, history, search and list summaries in one transaction.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from ..domain.changes import Changes
from ..domain.errors import StrikelogError
from ..domain.fields import fields_of
from ..domain.messages import mark
from ..domain.progress import Progress, Silent
from ..domain.records import Record, altered
from ..domain.values import content_hash
from ..domain.vocabularies import CODELIST_VERSION
from .bulk import PK, insert_rows, update_rows
from .history import History, NewEntry, StepInfo, differences, state_hash
from .loading import BATCH, Loader
from .refreshing import Refresher
from .rows import row_of
from .sqlite import roomy
from .tables import Schema


class RecordChangedMeanwhile(StrikelogError):
    """The record was changed by another hand since it was read."""

    message = mark(
        "“{title}” was changed somewhere else since you opened it. "
        "Look at it again and repeat your change."
    )


class RecordExists(StrikelogError):
    """A record to be added has the id of one that is there."""

    message = mark("There is already a record {id} ({entity}) in this vault. Change that one.")


class NeverChanged(StrikelogError):
    """Something would edit or delete a record that is written once."""

    message = mark("Such an entry is written once and never changed. Add another one instead.")


@dataclass(frozen=True, slots=True)
class Revision:
    """A record before and after a change; `before` is None for a new record."""

    before: Record | None
    after: Record


@dataclass(frozen=True, slots=True)
class Applied:
    """A step as it was written.

    Its number, the records as they now stand, and what to tell the views.
    """

    step: int
    records: tuple[Record, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class Hand:
    """Who writes and when; goes into the record keeping of every record touched."""

    actor: str
    office: str
    at: datetime


_GREAT = 5_000
"""Records from which on a step is given more memory."""

Report = Callable[[int, int], None]

_MOST_NAMED = 1_000
"""More changed ids than this are not listed; views refresh as a whole."""


class Writer:
    """Writes steps over one connection inside a transaction."""

    def __init__(
        self, connection: sa.Connection, schema: Schema, audit_key: bytes, hand: Hand
    ) -> None:
        self._connection = connection
        self._hand = hand
        self.schema = schema
        self.history = History(connection, schema, audit_key)
        self.loader = Loader(connection, schema)
        self._refresher = Refresher(connection, schema, self.loader, hand.at.date())

    def apply(
        self, info: StepInfo, revisions: Sequence[Revision], progress: Progress | None = None
    ) -> Applied | None:
        """Write the revisions as one step; None when nothing differs from what is stored."""
        report = (progress or Silent()).report
        # What differs is found again batch by batch: of a great import it would fill the memory.
        changed = [one for one in revisions if _differs(one)]
        if not changed:
            return None
        _refuse_rewriting(changed)
        self._refuse_stale(changed)
        self._refuse_known([one.after for one in changed if one.before is None])
        with roomy(self._connection) if len(changed) > _GREAT else nullcontext():
            return self._applied(info, changed, report)

    def _applied(self, info: StepInfo, changed: Sequence[Revision], report: Report) -> Applied:
        step = self.history.begin_step(info, self._hand.at)
        written: list[tuple[int, Record]] = []
        for kind, part in _by_kind(changed):
            for start in range(0, len(part), BATCH):
                report(len(written), len(changed) * 2)
                written += self._write(step, kind, part[start : start + BATCH])
        self._refresher.refresh(
            written,
            [one.before for one in changed if one.before is not None],
            lambda done, total: report(len(changed) * (total + done) // total, len(changed) * 2),
        )
        records = tuple(record for _, record in written)
        return Applied(step, records, _changes(records, info.label))

    def _refuse_stale(self, revisions: Sequence[Revision]) -> None:
        edits: dict[type[Record], dict[str, Record]] = defaultdict(dict)
        for one in revisions:
            if one.before is not None:
                edits[type(one.before)][one.before.id] = one.before
        for kind, known in edits.items():
            for stored in self.loader.by_ids(kind, known).values():
                if stored.rev != known[stored.id].rev:
                    raise RecordChangedMeanwhile(title=_title(stored))

    def _refuse_known(self, fresh: Sequence[Record]) -> None:
        """Refuse new records whose id is taken; writing them would be a fault of the database."""
        for kind, part in groupby(sorted(fresh, key=_entity), key=type):
            ids = [record.id for record in part]
            for record_id in self.loader.pks(kind, ids):
                raise RecordExists(entity=kind.__name__, id=record_id)

    def _write(
        self, step: int, kind: type[Record], revisions: Sequence[Revision]
    ) -> list[tuple[int, Record]]:
        stamped = [self._stamped(one) for one in revisions]
        hashes = [content_hash(record) for record in stamped]
        pks = self._store(kind, revisions, stamped, hashes)
        self._store_many(kind, list(zip(pks, stamped, strict=True)), revisions)
        self.history.append(
            step,
            (
                NewEntry(
                    kind.__name__,
                    record.id,
                    record.rev,
                    differences(one.before, record),
                    state_hash(record, digest),
                )
                for record, digest, one in zip(stamped, hashes, revisions, strict=True)
            ),
        )
        return list(zip(pks, stamped, strict=True))

    def _stamped(self, one: Revision) -> Record:
        hand, before = self._hand, one.before
        return altered(
            one.after,
            tlp=_mark_of(one.after),
            rev=(before.rev if before else 0) + 1,
            origin_office=before.origin_office
            if before
            else one.after.origin_office or hand.office,
            created_at=before.created_at if before else hand.at,
            created_by=before.created_by if before else hand.actor,
            updated_at=hand.at,
            updated_by=hand.actor,
            codelist_version=CODELIST_VERSION,
        )

    def _store(
        self,
        kind: type[Record],
        part: Sequence[Revision],
        stamped: Sequence[Record],
        hashes: Sequence[str],
    ) -> list[int]:
        table = self.schema.table(kind)
        known = self.loader.pks(kind, [one.after.id for one in part if one.before])
        free = self._next_pk(table)
        pks, fresh, edited = [], [], []
        for record, digest in zip(stamped, hashes, strict=True):
            row = row_of(record) | {"hash": digest}
            pk = known.get(record.id)
            if pk is None:
                row["pk"], free = free, free + 1
                fresh.append(row)
            else:
                edited.append(_without_derived(kind, row) | {PK: pk})
            pks.append(row["pk"] if pk is None else pk)
        insert_rows(self._connection, table, fresh)
        update_rows(self._connection, table, edited)
        return pks

    def _next_pk(self, table: sa.Table) -> int:
        return int(self._connection.execute(sa.select(sa.func.max(table.c.pk))).scalar() or 0) + 1

    def _store_many(
        self,
        kind: type[Record],
        rows: Sequence[tuple[int, Record]],
        part: Sequence[Revision],
    ) -> None:
        table = self.schema.many_values
        keys = [field.key for field in fields_of(kind) if field.is_many]
        if not keys:
            return
        edited = [pk for (pk, _), one in zip(rows, part, strict=True) if one.before]
        if edited:
            held = sa.and_(
                table.c.entity == kind.__name__, table.c.pk.in_(edited), table.c.key.in_(keys)
            )
            self._connection.execute(sa.delete(table).where(held))
        values = [
            {"entity": kind.__name__, "pk": pk, "key": key, "value": value}
            for pk, record in rows
            for key in keys
            for value in getattr(record, key)
        ]
        insert_rows(self._connection, table, values)


def _by_kind(
    changed: Iterable[Revision],
) -> Iterable[tuple[type[Record], list[Revision]]]:
    ordered = sorted(changed, key=lambda one: _entity(one.after))
    for _, group in groupby(ordered, key=lambda one: _entity(one.after)):
        part = list(group)
        yield type(part[0].after), part


def _differs(one: Revision) -> bool:
    """Tell whether a revision changes anything; a new record has at least its sharing mark."""
    if one.before is None:
        return True
    after = one.after if one.after.tlp else altered(one.after, tlp=_mark_of(one.after))
    return bool(differences(one.before, after))


def _refuse_rewriting(revisions: Iterable[Revision]) -> None:
    for one in revisions:
        about = one.after.about
        if about.append_only and (one.before is not None or one.after.deleted):
            raise NeverChanged


def _entity(record: Record) -> str:
    return type(record).__name__


def _mark_of(record: Record) -> str:
    """Give a record's sharing mark, that of its class if it has none, so that the history tells."""
    return record.tlp or record.about.tlp


def _without_derived(kind: type[Record], row: dict[str, Any]) -> dict[str, Any]:
    """Leave derived columns to the refresher, which alone knows what they depend on."""
    derived = {field.key for field in fields_of(kind) if field.is_derived}
    return {name: value for name, value in row.items() if name not in derived}


def _changes(records: Sequence[Record], label: str) -> Changes:
    entities = frozenset(type(record).__name__ for record in records)
    ids = frozenset(record.id for record in records) if len(records) <= _MOST_NAMED else frozenset()
    return Changes(entities, ids, label)


def _title(record: Record) -> str:
    for key in record.about.title:
        if value := getattr(record, key):
            return str(value)
    return record.about.label
