"""Notes in the vault's own history of who looked where: kinds and ids, never a word of content."""

from dataclasses import dataclass
from datetime import datetime

from .database import Database
from .history import History, NewEntry, StepInfo


@dataclass(frozen=True, slots=True)
class Access:
    """One thing to note: the class of what was looked at and its id, both blank for the store.

    `state` and `seq` may hold the head that another chain had at the time.
    """

    entity: str
    record_id: str = ""
    seq: int = 0
    state: str = ""


def note(database: Database, info: StepInfo, at: datetime, access: Access) -> None:
    """Append one note to the history; it is on the disk when this returns."""
    entry = NewEntry(access.entity, access.record_id, access.seq, {}, access.state)
    with database.writing() as connection:
        history = History(connection, database.schema, database.audit_key)
        history.append(history.begin_step(info, at), [entry])
