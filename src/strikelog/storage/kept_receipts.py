"""What receipts are written from, kept for each file that came in."""

import json
import zlib
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from .tables import Schema

OF_WORKBOOK, OF_TABLE = "workbook", "table"
"""A workbook of ours that came back, and a table of somebody else."""


@dataclass(frozen=True, slots=True)
class KeptReceipt:
    """What the receipt for one file says, as JSON; `kind` tells the two forms apart."""

    kind: str
    content: dict[str, Any]


def keep_receipt(
    connection: sa.Connection, schema: Schema, exchange: int, kept: KeptReceipt
) -> None:
    """Keep what the receipt for a line of the log is written from."""
    text = json.dumps(kept.content, ensure_ascii=False, separators=(",", ":"))
    row = {"exchange": exchange, "kind": kept.kind, "content": zlib.compress(text.encode(), 1)}
    connection.execute(sa.insert(schema.receipts), row)


def kept_receipt(connection: sa.Connection, schema: Schema, exchange: int) -> KeptReceipt | None:
    """Give what was kept for a line of the log; None for lines of older versions."""
    table = schema.receipts
    query = sa.select(table.c.kind, table.c.content).where(table.c.exchange == exchange)
    row = connection.execute(query).first()
    return None if row is None else KeptReceipt(row[0], json.loads(zlib.decompress(row[1])))


def with_receipt(connection: sa.Connection, schema: Schema) -> set[int]:
    """Give the lines of the log of which a receipt can be written."""
    return set(connection.scalars(sa.select(schema.receipts.c.exchange)))
