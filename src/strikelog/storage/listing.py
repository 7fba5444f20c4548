"""Reading some columns of many rows, for lists: no record is built where six values are shown."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from ..domain.fields import Field, has_field
from ..domain.records import Record
from .columns import STORING
from .loading import BATCH
from .tables import SUMMARY, Schema


def read_columns(
    connection: sa.Connection,
    schema: Schema,
    kind: type[Record],
    keys: Sequence[int],
    fields: Sequence[Field],
) -> list[tuple[object, ...]]:
    """Give the values of fields or summary fields for row ids, in the order of the row ids."""
    table = schema.table(kind)
    columns = [table.c[column_name(kind, field)] for field in fields]
    found: dict[int, tuple[object, ...]] = {}
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        query = sa.select(table.c.pk, *columns).where(table.c.pk.in_(list(part)))
        for pk, *held in connection.execute(query):
            found[pk] = _values(fields, held)
    blank = tuple(field.empty for field in fields)
    return [found.get(key, blank) for key in keys]


def column_name(kind: type[Record], field: Field) -> str:
    """Name the column of a field, the record's own before its list summary's."""
    return field.key if has_field(kind, field.key) else SUMMARY + field.key


def _values(fields: Sequence[Field], held: Sequence[Any]) -> tuple[object, ...]:
    return tuple(
        field.empty if value is None else STORING[field.kind].decode(value)
        for field, value in zip(fields, held, strict=True)
    )
