"""The log of workbooks that went out and came in; it names files by hash and holds no content."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

import sqlalchemy as sa

from .tables import Schema

Direction = Literal["out", "in"]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One workbook written or taken in: when, which, what it held, and what was decided.

    `counts` goes by sheet for exports and by outcome for imports; `decisions` by "id key".
    """

    at: datetime
    direction: Direction
    export_id: str
    file_sha256: str
    profile: str
    counts: Mapping[str, int] = field(default_factory=dict)
    decisions: Mapping[str, str] = field(default_factory=dict)


def note_exchange(connection: sa.Connection, schema: Schema, exchange: Exchange) -> None:
    """Append an exchange to the log."""
    row = {
        "at": exchange.at.astimezone(UTC).isoformat(),
        "direction": exchange.direction,
        "export_id": exchange.export_id,
        "file_sha256": exchange.file_sha256,
        "profile": exchange.profile,
        "counts": json.dumps(exchange.counts),
        "decisions": json.dumps(exchange.decisions),
    }
    connection.execute(sa.insert(schema.exchanges), row)


def exchanges(connection: sa.Connection, schema: Schema) -> list[Exchange]:
    """Give every exchange, oldest first."""
    query = sa.select(schema.exchanges).order_by(schema.exchanges.c.pk)
    return [
        Exchange(
            at=datetime.fromisoformat(row["at"]),
            direction=row["direction"],
            export_id=row["export_id"],
            file_sha256=row["file_sha256"],
            profile=row["profile"],
            counts=json.loads(row["counts"]),
            decisions=json.loads(row["decisions"]),
        )
        for row in connection.execute(query).mappings()
    ]
