"""The append-only, hash-chained history of every change, and reading it back.

Each entry's hash covers the entry before it, the step it belongs to with its time on the wall and
on a clock that nobody can set, a keyed commitment to the changed values (a bare hash of a name
could be guessed) and the hash of the record's whole content after the change. Every hundredth entry
is signed by the device (see `witnesses`).
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa

from ..domain.fields import KEPT_BY_PROGRAM, Field, content_fields, fields_of
from ..domain.headwords import ChainHead
from ..domain.messages import mark
from ..domain.records import Record
from ..domain.saying import Said, say
from ..domain.values import Plain, to_plain
from .bulk import insert_rows
from .tables import Schema
from .ticking import session, ticks
from .witnesses import Witnesses

GENESIS = "0" * 64
"""Stands before the first entry."""

_DOMAIN = "strikelog/history/1"

_FIRST_STEP_COLUMNS = 7
"""Steps had these from the beginning; a later column is hashed only where it holds something."""

_AT_A_TIME = 2_000

_MISPLACED = mark("entry {seq} does not follow the one before it")
_ALTERED = mark("entry {seq} was altered")

_to_json = json.JSONEncoder(ensure_ascii=False).encode
_to_compact_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

ValueChange = tuple[Plain, Plain]


@dataclass(frozen=True, slots=True)
class StepInfo:
    """What a person does in one go: who, on what device, a label to undo it by, and why."""

    actor: str
    label: str
    device: str = ""
    reason: str | None = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One record's change as the history tells it; values in plain form, before and after."""

    seq: int
    step: int
    at: datetime
    actor: str
    label: str
    reason: str | None
    entity: str
    record_id: str
    rev: int
    changes: Mapping[str, ValueChange]
    record_hash: str


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A change about to be written."""

    entity: str
    record_id: str
    rev: int
    changes: Mapping[str, ValueChange]
    record_hash: str


def differences(before: Record | None, after: Record) -> dict[str, ValueChange]:
    """Give what changed, field by field; for a new record, everything it holds."""
    changed: dict[str, ValueChange] = {}
    kind: type = type(after)  # the cache wants no more than a class
    new_values, old_values = vars(after), {} if before is None else vars(before)
    for key, empty, field in _compared(kind):
        new, old = new_values[key], old_values.get(key, empty)
        if new is not old and new != old:
            changed[key] = (to_plain(field, old), to_plain(field, new))
    if after.deleted != (before.deleted if before else False):
        changed["deleted"] = (not after.deleted, after.deleted)
    return changed


@cache
def _compared(kind: type[Record]) -> tuple[tuple[str, object, Field], ...]:
    return tuple((field.key, field.empty, field) for field in content_fields(kind))


@cache
def _kept_by_program(kind: type[Record]) -> tuple[Field, ...]:
    fields = fields_of(kind)
    return tuple(one for one in fields if one.key in KEPT_BY_PROGRAM or one.key == "tlp")


def state_hash(record: Record, content: str) -> str:
    """Give the hash of a record's whole state: its content's hash, marks and record keeping.

    The hash of the content alone, which offices compare, would not show that a record was hidden
    or its sharing mark lowered.
    """
    kind: type = type(record)
    held = vars(record)
    kept = _kept_json(kind, *[held[field.key] for field in _kept_by_program(kind)])
    return hashlib.sha256(f"[{_to_json(content)}, {kept}]".encode()).hexdigest()


@lru_cache(maxsize=64, typed=True)
def _kept_json(kind: type, *values: object) -> str:
    """Write the record keeping of a record; that of all records of a step is the same."""
    fields = _kept_by_program(kind)
    return _to_json(
        [(one.key, to_plain(one, value)) for one, value in zip(fields, values, strict=True)]
    )


class History:
    """Appends to the chain and reads it, over one connection."""

    def __init__(self, connection: sa.Connection, schema: Schema, audit_key: bytes) -> None:
        self._connection = connection
        self._schema = schema
        self._audit_key = audit_key

    def begin_step(self, info: StepInfo, at: datetime) -> int:
        """Write a step and give its number."""
        row: dict[str, Any] = {
            "at": at.astimezone(UTC).isoformat(),
            "actor": info.actor,
            "device": info.device,
            "label": info.label,
            "reason": info.reason,
            "undoes": info.undoes,
            "session": session(),
            "ticks": ticks(),
        }
        self._connection.execute(sa.insert(self._schema.steps), row)
        newest = sa.select(sa.func.max(self._schema.steps.c.pk))
        return int(self._connection.execute(newest).scalar_one())

    def append(self, step: int, entries: Iterable[NewEntry]) -> None:
        """Chain entries to the head, and sign it when a hundred is full."""
        before, previous = self.head()
        found = self._step_row(step)
        described, seq = _step_text(found), before
        rows = []
        for entry in entries:
            seq += 1
            row = _row(seq, step, entry, previous)
            row["hash"] = previous = self._entry_hash(tuple(row.values()), described)
            rows.append(row)
        if rows:
            insert_rows(self._connection, self._schema.history, rows)
            witnesses = Witnesses(self._connection, self._schema, self._audit_key)
            witnesses.sign_hundreds(
                before, ChainHead(seq, previous), datetime.fromisoformat(found[1])
            )

    def head(self) -> tuple[int, str]:
        """Give number and hash of the newest entry; (0, GENESIS) for an empty history."""
        table = self._schema.history
        query = sa.select(table.c.seq, table.c.hash).order_by(table.c.seq.desc()).limit(1)
        row = self._connection.execute(query).first()
        return (row[0], row[1]) if row else (0, GENESIS)

    def start(self) -> str:
        """Give the hash of the first entry, which tells histories apart; empty without one."""
        table = self._schema.history
        query = sa.select(table.c.hash).where(table.c.seq == 1)
        return str(self._connection.execute(query).scalar() or "")

    def times(self) -> Iterator[tuple[int, datetime, str | None, int]]:
        """Give each step's number, time, session (None before there were any) and ticks."""
        table = self._schema.steps
        query = sa.select(table.c.pk, table.c.at, table.c.session, table.c.ticks)
        for row in self._connection.execute(query.order_by(table.c.pk)):
            yield row[0], datetime.fromisoformat(row[1]), row[2], row[3] or 0

    def of_record(self, record_id: str) -> list[Entry]:
        """Give a record's changes, oldest first."""
        return list(self._entries(self._schema.history.c.record_id == record_id))

    def of_step(self, step: int) -> list[Entry]:
        """Give the changes of one step in the order they were made."""
        return list(self._entries(self._schema.history.c.step == step))

    def faults(self) -> Iterator[Said]:
        """Walk the whole chain and name every entry that does not fit."""
        return (what for _, _, what in self.walk() if what)

    def walk(self) -> Iterator[tuple[int, str, Said | None]]:
        """Give each entry's number and hash, and what is wrong with it."""
        previous, expected = GENESIS, 0
        step, described = None, ""
        for row in self._chain_rows():
            entry, expected = row[:_ENTRY_COLUMNS], expected + 1
            if row[1] != step:
                step = row[1]
                found = row[_ENTRY_COLUMNS:]
                described = _step_text(found if found[0] is not None else None)
            seq, before, digest = row[0], row[7], row[8]
            if seq != expected or before != previous:
                yield seq, digest, say(_MISPLACED, seq=seq)
            elif digest != self._entry_hash(entry, described):
                yield seq, digest, say(_ALTERED, seq=seq)
            else:
                yield seq, digest, None
            previous, expected = digest, seq

    def _chain_rows(self) -> Iterator[Sequence[Any]]:
        """Give every entry with the step it belongs to, as the driver gives them, for speed."""
        found = self._connection.exec_driver_sql(_CHAIN)
        while rows := found.cursor.fetchmany(_AT_A_TIME):
            yield from rows

    def latest_hashes(self) -> Iterator[tuple[str, str, int, str]]:
        """Give (entity, record id, revision, hash) of each record's newest entry."""
        table = self._schema.history
        newest = sa.select(sa.func.max(table.c.seq)).group_by(table.c.record_id)
        query = sa.select(table.c.entity, table.c.record_id, table.c.rev, table.c.record_hash)
        for row in self._connection.execute(query.where(table.c.seq.in_(newest))):
            yield row[0], row[1], row[2], row[3]

    def _entries(self, condition: sa.ColumnElement[bool]) -> Iterator[Entry]:
        table, steps = self._schema.history, self._schema.steps
        query = (
            sa.select(table, steps.c.at, steps.c.actor, steps.c.label, steps.c.reason)
            .join(steps, steps.c.pk == table.c.step)
            .where(condition)
            .order_by(table.c.seq)
        )
        for row in self._connection.execute(query).mappings():
            yield Entry(
                seq=row["seq"],
                step=row["step"],
                at=datetime.fromisoformat(row["at"]),
                actor=row["actor"],
                label=row["label"],
                reason=row["reason"],
                entity=row["entity"],
                record_id=row["record_id"],
                rev=row["rev"],
                changes={key: (old, new) for key, (old, new) in json.loads(row["changes"]).items()},
                record_hash=row["record_hash"],
            )

    def entry_hash(self, entry: Sequence[Any]) -> str:
        """Give the hash an entry should have, from its columns up to the hash before it."""
        return self._entry_hash(entry, _step_text(self._step_row(entry[1])))

    def _step_row(self, step: int) -> Sequence[Any]:
        table = self._schema.steps
        query = sa.select(*(table.c[name] for name in _STEP)).where(table.c.pk == step)
        return tuple(self._connection.execute(query).one())

    def _entry_hash(self, entry: Sequence[Any], step: str) -> str:
        seq, _, entity, record_id, rev, changes, record_hash, previous = entry[:8]
        commitment = hmac.digest(self._audit_key, changes.encode(), "sha256").hex()
        parts = (_DOMAIN, seq, step, entity, record_id, rev, commitment, record_hash, previous)
        # Each for itself: texts are quoted several times faster than a list is written.
        told = ", ".join([str(one) if type(one) is int else _to_json(one) for one in parts])
        return hashlib.sha256(f"[{told}]".encode()).hexdigest()


_ENTRY = (
    "seq", "step", "entity", "record_id", "rev", "changes", "record_hash", "previous", "hash",
)  # fmt: skip
_ENTRY_COLUMNS = len(_ENTRY)
_STEP = ("pk", "at", "actor", "device", "label", "reason", "undoes", "session", "ticks")
_COLUMNS = [*(f"h.{name}" for name in _ENTRY), *(f"s.{name}" for name in _STEP)]
_CHAIN = (
    f"SELECT {', '.join(_COLUMNS)} FROM history h LEFT JOIN step s ON s.pk = h.step ORDER BY h.seq"
)


def _step_text(row: Sequence[Any] | None) -> str:
    """Give what of a step is hashed: all of it, without empty columns that came later."""
    if row is None:
        return "null"
    kept = list(row)
    while len(kept) > _FIRST_STEP_COLUMNS and kept[-1] is None:
        kept.pop()
    return _to_json(kept)


def _row(seq: int, step: int, entry: NewEntry, previous: str) -> dict[str, Any]:
    changes = _to_compact_json(entry.changes)
    return {
        "seq": seq,
        "step": step,
        "entity": entry.entity,
        "record_id": entry.record_id,
        "rev": entry.rev,
        "changes": changes,
        "record_hash": entry.record_hash,
        "previous": previous,
    }
