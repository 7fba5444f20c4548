"""Records held against the history: each is as its newest entry left it, or something changed it.

Such as a page of the database that was put back.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from ..domain.messages import mark
from ..domain.records import Record
from ..domain.saying import Said, say
from ..domain.values import content_hash
from .database import Connection, Database
from .history import History, state_hash
from .rows import record_of
from .tables import Schema

_WITHOUT_HISTORY = mark("{kind} {id} has no history")
_NOT_AS_RECORDED = mark("{kind} {id} is not as last recorded")
_MISSING = mark("{kind} {id} is in the history but missing")


def contradictions(connection: Connection, database: Database, history: History) -> Iterator[Said]:
    """Name records that are not as their newest history entry left them."""
    schema = database.schema
    latest = {
        record_id: (entity, rev, digest)
        for entity, record_id, rev, digest in history.latest_hashes()
    }
    for kind in schema.records:
        named = Said(kind.about.label)
        for record_id, rev, digest in _states(connection, schema, kind):
            expected = latest.pop(record_id, None)
            if expected is None:
                yield say(_WITHOUT_HISTORY, kind=named, id=record_id)
            elif (rev, digest) != expected[1:]:
                yield say(_NOT_AS_RECORDED, kind=named, id=record_id)
    for record_id, (entity, _, _) in latest.items():
        if entity in schema.by_name:  # else a note about the store of identities, which holds it
            yield say(_MISSING, kind=Said(schema.by_name[entity].about.label), id=record_id)


def _states(
    connection: Connection, schema: Schema, kind: type[Record]
) -> Iterator[tuple[str, int, str]]:
    """Give (id, revision, hash of the state as it is) of every record, deleted or not."""
    rows: Iterable[Any] = connection.execute(sa.select(schema.table(kind))).mappings()
    for row in rows:
        record = record_of(kind, row)
        yield record.id, record.rev, state_hash(record, content_hash(record))
