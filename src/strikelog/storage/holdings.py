"""Which items of evidence have their bytes in this vault, and where; read without whole records."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from ..domain.records import CustodyEvent, Evidence
from .tables import Schema

GONE = "lost"
"""Code of HOLDING of an item whose bytes were thrown away."""

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Holding:
    """An item whose bytes are here: its id, the place of its file, digest and size."""

    id: str
    place: str
    sha256: str
    size: int


def holdings(connection: sa.Connection, schema: Schema) -> Iterator[Holding]:
    """Give every living item whose bytes are here, in order of entry."""
    table = schema.table(Evidence)
    columns = (table.c.id, table.c.store_path, table.c.sha256, table.c.bytes)
    query = sa.select(*columns).where(table.c.deleted == 0, *_held(table)).order_by(table.c.pk)
    for row in connection.execute(query):
        yield Holding(row[0], row[1], row[2] or "", row[3] or 0)


def named_places(connection: sa.Connection, schema: Schema, places: Collection[str]) -> set[str]:
    """Tell which places a row names; a deleted item keeps its file, for it can be brought back."""
    table = schema.table(Evidence)
    wanted = sorted(places)
    found: set[str] = set()
    for start in range(0, len(wanted), _BATCH):
        part = wanted[start : start + _BATCH]
        query = sa.select(table.c.store_path).where(table.c.store_path.in_(part), *_held(table))
        found.update(str(row[0]) for row in connection.execute(query))
    return found


def items_with_custody(connection: sa.Connection, schema: Schema) -> list[str]:
    """Give the ids of all items that have any custody, held here or not."""
    named = schema.table(CustodyEvent).c.evidence_id
    query = sa.select(named).where(named.is_not(None)).distinct().order_by(named)
    return [str(row[0]) for row in connection.execute(query)]


def _held(table: sa.Table) -> tuple[sa.ColumnElement[bool], ...]:
    not_gone = sa.or_(table.c.holding.is_(None), table.c.holding != GONE)
    return table.c.store_path.is_not(None), not_gone
