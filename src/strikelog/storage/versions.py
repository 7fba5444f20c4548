"""Contents that records had when they travelled: what a later comparison can start from.

Our own come from the history; those that other offices had, and we took in only in part or under
other changes, are kept here.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from ..domain.fields import content_fields
from ..domain.records import Record
from ..domain.values import from_plain
from .loading import BATCH
from .tables import Schema

ForeignContent = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class KnownVersion:
    """A content of a record that another office has; None where only its name is known.

    `head` is how long the history was when it was learnt, `step` the import it came with (0 when
    that wrote nothing). One that is `released` left in a form made for partners.
    """

    entity: str
    record_id: str
    version: str
    content: ForeignContent | None = None
    head: int = 0
    step: int = 0
    released: bool = False


@dataclass(frozen=True, slots=True)
class PastState:
    """What a record held, and number and step of the entry that made it so (0: never changed)."""

    record: Record
    state: Record
    seq: int
    step: int


def keep_versions(
    connection: sa.Connection, versions: Iterable[KnownVersion], *, head: int, step: int
) -> None:
    """Keep versions; one that is known gains the content it lacked."""
    rows = [
        {
            "entity": one.entity,
            "record_id": one.record_id,
            "version": one.version,
            "head": head,
            "step": step,
            "released": int(one.released),
            "content": None if one.content is None else _to_json(one.content),
        }
        for one in versions
    ]
    if rows:
        connection.execute(_INSERT, rows)


_INSERT = sa.text(
    "INSERT INTO exchange_version (entity, record_id, version, head, step, released, content) "
    "VALUES (:entity, :record_id, :version, :head, :step, :released, :content) "
    "ON CONFLICT (record_id, version) DO UPDATE SET step = excluded.step, "
    "released = max(exchange_version.released, excluded.released), "
    "content = coalesce(exchange_version.content, excluded.content)"
)
_to_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def known_versions(
    connection: sa.Connection, schema: Schema, record_ids: Collection[str]
) -> dict[str, list[KnownVersion]]:
    """Give the versions kept of some records, oldest first."""
    table = schema.versions
    found: dict[str, list[KnownVersion]] = defaultdict(list)
    for part in _batches(list(record_ids)):
        query = sa.select(table).where(table.c.record_id.in_(part)).order_by(table.c.pk)
        for row in connection.execute(query).mappings():
            content = None if row["content"] is None else json.loads(row["content"])
            names = (row["entity"], row["record_id"], row["version"])
            found[row["record_id"]].append(
                KnownVersion(*names, content, row["head"], row["step"], bool(row["released"]))
            )
    return found


def has_versions(connection: sa.Connection, schema: Schema) -> bool:
    """Tell whether any version of another office is kept."""
    query = sa.select(schema.versions.c.pk).limit(1)
    return connection.execute(query).first() is not None


def past_states(
    connection: sa.Connection, schema: Schema, records: Sequence[Record], *, whole: bool = False
) -> Iterator[PastState]:
    """Give every state of each record, newest first.

    The history tells what every entry changed from what; a state is today's record taken back. The
    first entry of a record that never changed is only read with `whole`.
    """
    wanted = [one.id for one in records if whole or one.rev > 1]
    entries = _entries(connection, schema, wanted)
    for record in records:
        state = record
        for seq, step, changes in entries.get(record.id, ((0, 0, {}),)):
            yield PastState(record, state, seq, step)
            state = before(state, changes)


def before(state: Record, changes: Mapping[str, Sequence[Any]]) -> Record:
    """Take one entry of the history back."""
    fields = {one.key: one for one in content_fields(type(state))}
    values: dict[str, Any] = {
        key: from_plain(fields[key], old) for key, (old, _) in changes.items() if key in fields
    }
    return replace(state, **values)


_Entry = tuple[int, int, Mapping[str, Sequence[Any]]]


def _entries(
    connection: sa.Connection, schema: Schema, ids: Sequence[str]
) -> dict[str, list[_Entry]]:
    """Give (number, step, changes) of the entries of some records, newest first."""
    table = schema.history
    found: dict[str, list[_Entry]] = defaultdict(list)
    for part in _batches(ids):
        query = sa.select(table.c.record_id, table.c.seq, table.c.step, table.c.changes)
        query = query.where(table.c.record_id.in_(part)).order_by(table.c.seq.desc())
        for record_id, seq, step, changes in connection.execute(query):
            found[record_id].append((seq, step, json.loads(changes)))
    return found


def undone_steps(connection: sa.Connection, schema: Schema) -> tuple[set[int], set[int]]:
    """Give the steps that were taken back and not done again, and those that took them back."""
    steps = schema.steps
    query = sa.select(steps.c.pk, steps.c.undoes).where(steps.c.undoes.is_not(None))
    undoes = {row[0]: row[1] for row in connection.execute(query)}
    # From the newest back: an undo that was itself undone takes nothing back.
    undone: set[int] = set()
    for step in sorted(undoes, reverse=True):
        if step not in undone:
            undone.add(undoes[step])
    return undone, undoes.keys() - undone


def marks_of(
    connection: sa.Connection, schema: Schema, kind: type[Record], ids: Collection[str]
) -> dict[str, tuple[str, str]]:
    """Give (hash of the content, sharing mark) of records by id; a deleted one has no hash."""
    table = schema.table(kind)
    found: dict[str, tuple[str, str]] = {}
    for part in _batches(list(ids)):
        columns = (table.c.id, table.c.hash, table.c.tlp, table.c.deleted)
        for row in connection.execute(sa.select(*columns).where(table.c.id.in_(part))):
            found[row[0]] = ("" if row[3] else row[1], row[2] or "")
    return found


def exchange_heads(connection: sa.Connection, schema: Schema) -> list[int]:
    """Give how long the history was at each exchange, in order."""
    column = schema.exchanges.c.head
    query = sa.select(column).where(column.is_not(None)).distinct().order_by(column)
    return [row[0] for row in connection.execute(query)]


def exchanges_of(
    connection: sa.Connection, schema: Schema, export_id: str
) -> dict[str, int | None]:
    """Tell whether an export went out from here or came in, and how long the history was then.

    Keys are the directions; vaults of earlier versions do not know the length.
    """
    table = schema.exchanges
    query = sa.select(table.c.direction, table.c.head).where(table.c.export_id == export_id)
    return {row[0]: row[1] for row in connection.execute(query)}


def _batches(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]
