"""Notes in the vault's own history of who looked where, and what went out: never a word of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from ..domain.accesses import STORE, WORKBOOK
from .database import Database
from .history import GENESIS, History, NewEntry, StepInfo

_FILE = "file"


@dataclass(frozen=True, slots=True)
class Seal:
    """The store as it was left: the head of its own chain, and its file's SHA-256 once closed."""

    head: tuple[int, str] = (0, GENESIS)
    digest: str = ""


def note_reading(
    database: Database, info: StepInfo, at: datetime, *, entity: str, record_id: str
) -> None:
    """Note that a record was read."""
    _append(database, info, at, NewEntry(entity, record_id, 0, {}, ""))


def note_store(database: Database, info: StepInfo, at: datetime, seal: Seal) -> None:
    """Note what happened to the store as a whole, and how it stands."""
    seq, digest = seal.head
    changes = {_FILE: ("", seal.digest)} if seal.digest else {}
    _append(database, info, at, NewEntry(STORE, STORE, seq, changes, digest))


def note_given(
    database: Database, info: StepInfo, at: datetime, *, export_id: str, facts: Mapping[str, str]
) -> None:
    """Note that a workbook left the vault: its digest, its level, and for whom it is."""
    changes = {key: ("", value) for key, value in facts.items() if value}
    _append(database, info, at, NewEntry(WORKBOOK, export_id, 0, changes, ""))


def newest_seal(database: Database) -> Seal | None:
    """Give how the store stood at the newest note about it; None before the first."""
    table = database.schema.history
    query = sa.select(table.c.rev, table.c.record_hash, table.c.changes)
    query = query.where(table.c.record_id == STORE).order_by(table.c.seq.desc()).limit(1)
    with database.reading() as connection:
        row = connection.execute(query).first()
    if row is None:
        return None
    return Seal((row[0], row[1]), json.loads(row[2]).get(_FILE, ("", ""))[1])


def _append(database: Database, info: StepInfo, at: datetime, entry: NewEntry) -> None:
    with database.writing() as connection:
        history = History(connection, database.schema, database.audit_key)
        history.append(history.begin_step(info, at), [entry])
