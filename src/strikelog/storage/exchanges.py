"""The log of workbooks that went out and came in; it names files by hash and holds no content."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

import sqlalchemy as sa

from .kept_receipts import with_receipt
from .tables import Schema
from .versions import undone_steps
from .waiting import close_of_file

Direction = Literal["out", "in"]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One workbook written or taken in: when, which, what it held, and what was decided.

    `counts` goes by sheet for exports and by outcome for imports; `decisions` by "id key". `head`
    is the number of the newest entry of the history that went out, or after coming in; `step` is
    what an import is undone by, and `was_undone` that it was; `partner` is the name of
    whom it was made for. `number` is its place in the log; `has_receipt` says that what its receipt
    is written from was kept.
    """

    at: datetime
    direction: Direction
    export_id: str
    file_sha256: str
    profile: str
    counts: Mapping[str, int] = field(default_factory=dict)
    decisions: Mapping[str, str] = field(default_factory=dict)
    head: int | None = None
    step: int | None = None
    partner: str = ""
    was_undone: bool = False
    number: int = 0
    has_receipt: bool = False


def note_exchange(connection: sa.Connection, schema: Schema, exchange: Exchange) -> int:
    """Append an exchange to the log and give its number."""
    row = {
        "at": exchange.at.astimezone(UTC).isoformat(),
        "direction": exchange.direction,
        "export_id": exchange.export_id,
        "file_sha256": exchange.file_sha256,
        "profile": exchange.profile,
        "counts": json.dumps(exchange.counts),
        "decisions": json.dumps(exchange.decisions),
        "head": exchange.head,
        "step": exchange.step,
        "partner": exchange.partner or None,
    }
    connection.execute(sa.insert(schema.exchanges), row)
    newest = sa.select(sa.func.max(schema.exchanges.c.pk))
    return int(connection.execute(newest).scalar_one())


def exchanges(connection: sa.Connection, schema: Schema) -> list[Exchange]:
    """Give every exchange, oldest first."""
    query = sa.select(schema.exchanges).order_by(schema.exchanges.c.pk)
    undone, _ = undone_steps(connection, schema)
    kept = with_receipt(connection, schema)
    return [
        Exchange(
            at=datetime.fromisoformat(row["at"]),
            direction=row["direction"],
            export_id=row["export_id"],
            file_sha256=row["file_sha256"],
            profile=row["profile"],
            counts=json.loads(row["counts"]),
            decisions=json.loads(row["decisions"]),
            head=row["head"],
            step=row["step"],
            partner=row["partner"] or "",
            was_undone=row["step"] in undone,
            number=row["pk"],
            has_receipt=row["pk"] in kept,
        )
        for row in connection.execute(query).mappings()
    ]


def forget_import(connection: sa.Connection, schema: Schema, step: int) -> None:
    """Let the questions of an import go that was undone; asked again, it asks them again."""
    log = schema.exchanges
    query = sa.select(log.c.file_sha256).where(log.c.step == step)
    for (sha256,) in connection.execute(query).all():
        close_of_file(connection, schema, sha256)


def files_undone(connection: sa.Connection, schema: Schema) -> set[str]:
    """Give the hashes of files of which every import was undone."""
    log, (undone, _) = schema.exchanges, undone_steps(connection, schema)
    query = sa.select(log.c.file_sha256, log.c.step).where(log.c.direction == "in")
    steps: dict[str, set[int | None]] = defaultdict(set)
    for sha256, step in connection.execute(query):
        steps[sha256].add(step)
    return {sha256 for sha256, made in steps.items() if all(one in undone for one in made)}
