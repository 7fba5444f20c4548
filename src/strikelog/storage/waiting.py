"""Questions of imports that were left open, kept until somebody decides."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from ..domain.values import Plain
from .tables import Schema
from .versions import undone_steps


@dataclass(frozen=True, slots=True)
class OpenField:
    """One field of a question in plain form: as it was, as it stood here, as it came."""

    key: str
    base: Plain
    ours: Plain
    theirs: Plain


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Fields of a record that are decided together, and the file that asks.

    `kind` is the outcome the question came from; `theirs_by` and `theirs_at` say whose value it is
    and since when, as far as the file tells; `has_base` is false when nobody knows who changed
    what. `versions` are the contents to be remembered once nothing of the row is open any more.
    """

    entity: str
    record_id: str
    together: str
    kind: str
    fields: tuple[OpenField, ...]
    file_name: str
    file_sha256: str
    at: datetime
    theirs_by: str = ""
    theirs_at: str = ""
    has_base: bool = True
    versions: tuple[tuple[str, Mapping[str, object] | None], ...] = ()
    pk: int = 0


def leave_open(
    connection: sa.Connection, schema: Schema, questions: Sequence[OpenQuestion]
) -> None:
    """Keep questions; an earlier one about the same fields of the same record makes way."""
    table = schema.waiting
    for one in questions:
        same = sa.and_(table.c.record_id == one.record_id, table.c.together == one.together)
        connection.execute(sa.delete(table).where(same))
    rows = [_row(one) for one in questions]
    if rows:
        connection.execute(sa.insert(table), rows)


def open_questions(connection: sa.Connection, schema: Schema) -> list[OpenQuestion]:
    """Give every question that is open, oldest first: not decided, or by a step that was undone."""
    undone, _ = undone_steps(connection, schema)
    query = sa.select(schema.waiting).order_by(schema.waiting.c.pk)
    return [
        _question(row)
        for row in connection.execute(query).mappings()
        if row["step"] is None or row["step"] in undone
    ]


def close_questions(
    connection: sa.Connection, schema: Schema, pks: Collection[int], *, step: int
) -> None:
    """Close questions that a step decided, until it is undone; for good where none was needed."""
    for pk in pks:
        _close(connection, schema, schema.waiting.c.pk == pk, step)


def close_about(
    connection: sa.Connection, schema: Schema, decided: Collection[tuple[str, str]], *, step: int
) -> None:
    """Close the questions about (record id, group of fields) that were decided elsewhere."""
    table, open_ones = schema.waiting, {one.pk for one in open_questions(connection, schema)}
    for record_id, together in decided if open_ones else ():
        same = sa.and_(table.c.record_id == record_id, table.c.together == together)
        _close(connection, schema, sa.and_(same, table.c.pk.in_(open_ones)), step)


def _close(
    connection: sa.Connection, schema: Schema, which: sa.ColumnElement[bool], step: int
) -> None:
    table = schema.waiting
    if step:
        connection.execute(sa.update(table).where(which).values(step=step))
    else:
        connection.execute(sa.delete(table).where(which))


def close_of_file(connection: sa.Connection, schema: Schema, sha256: str) -> None:
    """Forget the questions of a file, as when its import is undone."""
    table = schema.waiting
    connection.execute(sa.delete(table).where(table.c.file_sha256 == sha256))


def _row(one: OpenQuestion) -> Mapping[str, object]:
    question = {
        "kind": one.kind,
        "fields": [[part.key, part.base, part.ours, part.theirs] for part in one.fields],
        "theirs_by": one.theirs_by,
        "theirs_at": one.theirs_at,
        "has_base": one.has_base,
        "versions": one.versions,
    }
    return {
        "at": one.at.astimezone(UTC).isoformat(),
        "file_name": one.file_name,
        "file_sha256": one.file_sha256,
        "entity": one.entity,
        "record_id": one.record_id,
        "together": one.together,
        "question": json.dumps(question, ensure_ascii=False),
    }


def _question(row: sa.RowMapping) -> OpenQuestion:
    told = json.loads(row["question"])
    return OpenQuestion(
        entity=row["entity"],
        record_id=row["record_id"],
        together=row["together"],
        kind=told["kind"],
        fields=tuple(OpenField(*part) for part in told["fields"]),
        file_name=row["file_name"],
        file_sha256=row["file_sha256"],
        at=datetime.fromisoformat(row["at"]),
        theirs_by=told["theirs_by"],
        theirs_at=told["theirs_at"],
        has_base=told["has_base"],
        versions=tuple((name, content) for name, content in told["versions"]),
        pk=row["pk"],
    )
