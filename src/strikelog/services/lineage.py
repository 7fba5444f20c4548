"""Where two offices' contents of a record parted: the last one that both of them had.

Every row of a workbook names the contents its record had before, as far as they travelled. A
comparison starts from the newest of these that was also ours. So it does not matter which office
sends to which, in what order, or whether a file in between was lost.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..domain.records import Record
from ..domain.values import content_hash
from ..exchange.reading import BaseRow
from ..exchange.rows import base_content, content_of, record_of
from ..exchange.versions import LINE_AT_MOST, is_edit, version_name, version_of
from ..storage.database import Connection
from ..storage.tables import Schema
from ..storage.versions import (
    ForeignContent,
    KnownVersion,
    exchange_heads,
    has_versions,
    known_versions,
    marks_of,
    past_states,
    undone_steps,
)

_TOGETHER = 500


class Lines:
    """Names, for each record that goes out, the contents it had when files went out or came in."""

    def __init__(
        self, connection: Connection, schema: Schema, *, for_partners: bool = False
    ) -> None:
        self._connection = connection
        self._schema = schema
        self._for_partners = for_partners
        # The name of a content confirms whoever guesses it: partners get those they may know.
        self._heads = [] if for_partners else exchange_heads(connection, schema)
        self._has_foreign = has_versions(connection, schema)
        self._lines: dict[str, str] = {}
        self.released: list[KnownVersion] = []

    def watched(self, records: Iterable[Record]) -> Iterator[Record]:
        """Pass records on, knowing the line of each while it passes."""
        if not self._heads and not self._has_foreign and not self._for_partners:
            yield from records
            return
        batch: list[Record] = []
        for record in records:
            batch.append(record)
            if len(batch) == _TOGETHER:
                yield from self._look_up(batch)
                batch = []
        yield from self._look_up(batch)

    def of(self, record: Record) -> str:
        """Give the names of the earlier contents of a record that passes, oldest first."""
        return self._lines.get(record.id, "")

    def _look_up(self, records: Sequence[Record]) -> Sequence[Record]:
        names = self._travelled([one for one in records if one.rev > 1])
        ids = [one.id for one in records]
        foreign = known_versions(self._connection, self._schema, ids) if self._has_foreign else {}
        for record_id, versions in foreign.items():
            told = [one for one in versions if one.released or not self._for_partners]
            names[record_id] += [
                (one.head, True, one.version) for one in told if not is_edit(one.version)
            ]
        self._lines = {record_id: _in_a_line(found) for record_id, found in names.items()}
        if self._for_partners and records:
            self._release(records)
        return records

    def _release(self, records: Sequence[Record]) -> None:
        """Remember what partners get of records; by it their answers are compared."""
        held = marks_of(
            self._connection, self._schema, type(records[0]), [one.id for one in records]
        )
        for one in records:
            digest, tlp = content_hash(one), one.tlp or ""
            content = None if held.get(one.id) == (digest, tlp) else content_of(one)
            version = version_name(digest, tlp)
            self.released.append(
                KnownVersion(type(one).__name__, one.id, version, content, released=True)
            )

    def _travelled(self, records: Sequence[Record]) -> dict[str, list["_Placed"]]:
        """Give what records held at each exchange before now, newest first."""
        found: dict[str, list[_Placed]] = defaultdict(list)
        heads: list[int] = []
        for one in past_states(self._connection, self._schema, records):
            if one.state is one.record:
                heads = list(self._heads)
            elif heads and heads[-1] >= one.seq:
                found[one.record.id].append((one.seq, False, version_of(one.state)))
            while heads and heads[-1] >= one.seq:
                heads.pop()
        return found


_Placed = tuple[int, bool, str]
"""A content: the entry of our history that made it, or after which it was learnt; its name."""


def _in_a_line(found: Iterable[_Placed]) -> str:
    names = dict.fromkeys(name for _, _, name in sorted(found, key=lambda one: one[:2]))
    return " ".join(list(names)[-LINE_AT_MOST:])


class Past:
    """Everything some records of this vault ever held, and what others held, by name.

    What an import brought that was undone counts as never seen, so that it can be taken in again.
    """

    def __init__(self, connection: Connection, schema: Schema) -> None:
        self._connection = connection
        self._schema = schema
        self._undone, self._undoing = undone_steps(connection, schema)
        self._last_step: dict[str, int] = {}
        self._states: dict[str, dict[str, Record]] = {}
        self._foreign: dict[str, dict[str, ForeignContent | None]] = {}

    def look_up(self, records: Iterable[Record]) -> None:
        """Read what there is about records."""
        wanted = [one for one in records if one.id not in self._states]
        for past in past_states(self._connection, self._schema, wanted):
            states = self._states.setdefault(past.record.id, {})
            self._last_step.setdefault(past.record.id, past.step)
            if past.step not in self._undone or past.state is past.record:
                states.setdefault(version_of(past.state), past.state)
        ids = [one.id for one in wanted]
        for record_id, versions in known_versions(self._connection, self._schema, ids).items():
            self._foreign[record_id] = {
                one.version: one.content for one in versions if one.step not in self._undone
            }

    def has(self, record_id: str, version: str) -> bool:
        """Tell whether a content of a record was here, or was taken in under other changes."""
        return version in self._states.get(record_id, ()) or version in self._foreign.get(
            record_id, ()
        )

    def content(self, record: Record, version: str) -> Record | None:
        """Give the record as it was under a name; None where only the name is known."""
        own = self._states.get(record.id, {}).get(version)
        if own is not None:
            return own
        told = self._foreign.get(record.id, {}).get(version)
        return None if told is None else record_of(type(record), record.id, told)

    def went_by_undo(self, record_id: str) -> bool:
        """Tell whether the newest change of a record took another one back."""
        return self._last_step.get(record_id) in self._undoing

    def at(self, record: Record, head: int) -> Record | None:
        """Give what a record held when the history had a length; None when it was not there."""
        states = past_states(self._connection, self._schema, [record], whole=True)
        return next((one.state for one in states if one.seq <= head), None)

    def parting(self, record: Record, line: Sequence[str]) -> Record | None:
        """Give the newest content of a line that was also here; None when there is none."""
        for version in reversed(line):
            found = self.content(record, version)
            if found is not None:
                return found
        return None


def line_of(base: BaseRow) -> tuple[str, ...]:
    """Give the contents a row came from, oldest first, the exported one last."""
    return (*base.line, base.version)


def received(
    record: Record, base: BaseRow | None, theirs: Record | None, past: Past
) -> list[KnownVersion]:
    """Give what is new to this vault of the contents another office had of a record.

    `theirs` is the row as it came, None when nobody edited it by hand.
    """
    names: dict[str, Mapping[str, object] | None] = {}
    if base is not None:
        names = dict.fromkeys(base.line)
        names[base.version] = base_content(base)
    if theirs is not None:
        names.setdefault(version_of(theirs), content_of(theirs))
    return [
        KnownVersion(type(record).__name__, record.id, version, content)
        for version, content in names.items()
        if not past.has(record.id, version)
    ]
