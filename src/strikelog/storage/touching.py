"""Which incidents were touched since a point of the history, whatever touched them."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime

import sqlalchemy as sa

from ..domain.records import Claim, Evidence, Record, Source
from .loading import Loader
from .refreshing import Refresher
from .tables import Schema
from .versions import before

MOST = 2_000
"""More changes than this are not followed one by one."""


def head_of(connection: sa.Connection, schema: Schema) -> int:
    """Give the number of the newest entry of the history."""
    newest = sa.select(sa.func.max(schema.history.c.seq))
    return int(connection.execute(newest).scalar() or 0)


def touched_since(connection: sa.Connection, schema: Schema, since: int) -> set[str] | None:
    """Give the incidents of which anything changed since; None when there are too many to follow.

    An incident is touched by its own change and by that of whatever hangs on it or is named by it.
    """
    if head_of(connection, schema) - since > MOST:
        return None
    states = list(_states_since(connection, schema, since))
    loader = Loader(connection, schema)
    refresher = Refresher(connection, schema, loader, datetime.now(UTC).date())
    return {*refresher.touched(states), *_behind(loader, states)}


def _states_since(connection: sa.Connection, schema: Schema, since: int) -> Iterator[Record]:
    """Give every record that changed, as it is and as it was in between and before."""
    table = schema.history
    query = sa.select(table.c.entity, table.c.record_id, table.c.changes)
    entries: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entity, record_id, changes in connection.execute(
        query.where(table.c.seq > since).order_by(table.c.seq.desc())
    ):
        if entity in schema.by_name:
            entries[entity, record_id].append(changes)
    loader = Loader(connection, schema)
    for kind in schema.records:
        ids = [record_id for entity, record_id in entries if entity == kind.__name__]
        for record in loader.by_ids(kind, ids).values() if ids else ():
            state: Record = record
            yield state
            for changes in entries[kind.__name__, record.id]:
                state = before(state, json.loads(changes))
                yield state


def _behind(loader: Loader, states: list[Record]) -> Iterator[str]:
    """Give the incidents whose claims name changed evidence, or a source within a changed one."""
    evidence = {one.id for one in states if isinstance(one, Evidence)}
    claims = loader.holding(Claim, "evidence_ids", evidence) if evidence else []
    front = {one.id for one in states if isinstance(one, Source)}
    seen: set[str] = set()
    while front:
        seen |= front
        claims = [*claims, *loader.owned(Claim, "source_id", front)]
        claims += loader.owned(Claim, "via_source_id", front)
        front = {one.id for one in loader.owned(Source, "parent_id", front)} - seen
    yield from (claim.incident_id for claim in claims if claim.incident_id)
