"""Records held against the history: each is as its newest entry left it, or something changed it.

Such as a page of the database that was put back.
"""

from collections.abc import Iterator

from ..domain.messages import mark
from ..domain.saying import Said, say
from .database import Connection, Database
from .history import History
from .loading import Loader

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
    loader = Loader(connection, schema)
    for kind in schema.records:
        named = Said(kind.about.label)
        for record_id, rev, digest in loader.states(kind):
            expected = latest.pop(record_id, None)
            if expected is None:
                yield say(_WITHOUT_HISTORY, kind=named, id=record_id)
            elif (rev, digest) != expected[1:]:
                yield say(_NOT_AS_RECORDED, kind=named, id=record_id)
    for record_id, (entity, _, _) in latest.items():
        if entity in schema.by_name:  # else a note about the store of identities, which holds it
            yield say(_MISSING, kind=Said(schema.by_name[entity].about.label), id=record_id)
