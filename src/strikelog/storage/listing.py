"""Reading some columns of many rows, for lists: no record is built where six values are shown.

And finding the few records whose code begins with what was typed.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from ..domain.fields import Field, has_field
from ..domain.records import Record
from .columns import STORING
from .loading import BATCH
from .rows import record_of
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
    turned = _written_otherwise(fields)
    found: dict[int, tuple[object, ...]] = {}
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        query = sa.select(table.c.pk, *columns).where(table.c.pk.in_(list(part)))
        for pk, *held in connection.execute(query):
            for at, decode, empty in turned:
                held[at] = empty if held[at] is None else decode(held[at])
            found[pk] = tuple(held)
    blank = tuple(field.empty for field in fields)
    return [found.get(key, blank) for key in keys]


def records_beginning(connection: sa.Connection, schema: Schema, text: str) -> list[Record]:
    """Give some records whose id begins with a text, whatever their class."""
    found: list[Record] = []
    for kind in schema.records:
        table = schema.table(kind)
        query = sa.select(table).where(table.c.id.startswith(text, autoescape=True)).limit(5)
        rows: Iterable[Any] = connection.execute(query).mappings()
        found += [record_of(kind, row) for row in rows]
    return found


def column_name(kind: type[Record], field: Field) -> str:
    """Name the column of a field, the record's own before its list summary's."""
    return field.key if has_field(kind, field.key) else SUMMARY + field.key


def _written_otherwise(
    fields: Sequence[Field],
) -> list[tuple[int, Callable[[Any], object], object]]:
    """Say which values a row holds in another form than records do, and how they are read."""
    return [
        (at, STORING[field.kind].decode, field.empty)
        for at, field in enumerate(fields)
        if not STORING[field.kind].is_plain or field.empty is not None
    ]
