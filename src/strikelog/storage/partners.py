"""What the vault remembers of partners' files: rows taken in, mappings, and names to be matched."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import sqlalchemy as sa

from ..domain.records import Incident, IncidentSite, Record
from .bulk import insert_rows
from .fixed_tables import MAPPINGS, MATCHES, ROWS, WAITING
from .tables import Schema

BATCH = 500

_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Contents = Mapping[str, Mapping[str, Any]]
"""By id of a record: its class under "entity", and the values that a row gave it."""

WAITS, SAME, NONE = "", "same", "none"
"""What can be decided of a name: nothing yet, that it is a record, that it is none of ours."""

MatchKind = Literal["place", "site"]

WAITS_IN: Mapping[str, type[Record]] = {"place": Incident, "site": IncidentSite}
"""The class of the records that wait for a name of each kind."""


@dataclass(frozen=True, slots=True)
class TakenRow:
    """A row as it was taken in last: what its cells hashed to and what they said of our records.

    What they said is kept as text until somebody asks. `stands` is False once the step that took
    the row in was undone.
    """

    key: str
    digest: str
    text: str
    step: int = 0
    stands: bool = True

    @classmethod
    def saying(cls, key: str, digest: str, contents: Contents) -> TakenRow:
        """Make one of what a row says of our records."""
        return cls(key, digest, _to_json(contents))

    @property
    def contents(self) -> Contents:
        """What the row said."""
        said: Contents = json.loads(self.text)
        return said


@dataclass(frozen=True, slots=True)
class Match:
    """A name of a place or site as partners write it, and what was decided about it."""

    kind: MatchKind
    spelling: str
    asked: Mapping[str, Any]
    decision: str = WAITS
    record_id: str | None = None
    step: int = 0


class Partners:
    """Reads and writes these tables over one connection."""

    def __init__(self, connection: sa.Connection, schema: Schema) -> None:
        self._connection = connection
        self._schema = schema
        self._rows, self._mappings, self._matches, self._waiting = (
            schema.metadata.tables[name] for name in (ROWS, MAPPINGS, MATCHES, WAITING)
        )

    # -- rows ----------------------------------------------------------------------------------

    def rows(self, dataset: str, origin: str, keys: Collection[str]) -> dict[str, TakenRow]:
        """Give what was taken last from rows of a table, by key.

        Of a row whose every import was undone the newest is given, marked as not standing.
        """
        undone = self.undone_steps()
        found: dict[str, TakenRow] = {}
        for row in self._rows_of(dataset, origin, keys):
            stands = row["step"] not in undone
            known = found.get(row["key"])
            if stands or known is None or not known.stands:
                found[row["key"]] = TakenRow(
                    row["key"], row["digest"], row["content"], row["step"], stands
                )
        return found

    def _rows_of(self, dataset: str, origin: str, keys: Collection[str]) -> Iterator[Any]:
        table = self._rows
        for part in _batches(list(keys)):
            query = sa.select(table).where(
                table.c.dataset == dataset, table.c.origin == origin, table.c.key.in_(part)
            )
            yield from self._connection.execute(query.order_by(table.c.pk)).mappings()

    def known_elsewhere(self, dataset: str, origin: str, keys: Collection[str]) -> dict[str, bool]:
        """Tell which rows other tables of the dataset brought; False when that was undone."""
        table, undone = self._rows, self.undone_steps()
        found: dict[str, bool] = {}
        for part in _batches(list(keys)):
            query = sa.select(table.c.key, table.c.step).where(
                table.c.dataset == dataset, table.c.origin != origin, table.c.key.in_(part)
            )
            for key, step in self._connection.execute(query):
                found[key] = found.get(key, False) or step not in undone
        return found

    def note_rows(
        self, dataset: str, origin: str, taken: Iterable[TakenRow], step: int = 0
    ) -> None:
        """Remember rows as they were taken in by a step."""
        rows = [
            {
                "dataset": dataset,
                "origin": origin,
                "key": one.key,
                "step": step,
                "digest": one.digest,
                "content": one.text,
            }
            for one in taken
        ]
        if rows:
            insert_rows(self._connection, self._rows, rows)

    def undone_steps(self) -> frozenset[int]:
        """Give the steps that were taken back and not done again."""
        table = self._schema.steps
        query = sa.select(table.c.pk, table.c.undoes).where(table.c.undoes.is_not(None))
        undone: set[int] = set()
        for step, undoes in self._connection.execute(query.order_by(table.c.pk.desc())):
            if step not in undone:
                undone.add(undoes)
        return frozenset(undone)

    # -- mappings ------------------------------------------------------------------------------

    def mappings(self) -> dict[str, str]:
        """Give every mapping kept, as its JSON text, by name; the newest last."""
        table = self._mappings
        query = sa.select(table.c.name, table.c.body).order_by(table.c.at, table.c.pk)
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def keep_mapping(self, name: str, fingerprint: str, body: str) -> None:
        """Keep a mapping under its name; one of that name gives way."""
        self.drop_mapping(name)
        now = datetime.now(UTC).isoformat()
        row = {"name": name, "fingerprint": fingerprint, "body": body, "at": now}
        self._connection.execute(sa.insert(self._mappings), row)

    def drop_mapping(self, name: str) -> bool:
        """Forget a mapping; False when there is none of that name."""
        table = self._mappings
        return bool(self._connection.execute(sa.delete(table).where(table.c.name == name)).rowcount)

    # -- names to match ------------------------------------------------------------------------

    def matches(self) -> dict[tuple[str, str], Match]:
        """Give every name that was ever asked about; a decision that was undone waits again."""
        undone = self.undone_steps()
        query = sa.select(self._matches).order_by(self._matches.c.pk)
        found = {}
        for row in self._connection.execute(query).mappings():
            stands = not row["step"] or row["step"] not in undone
            found[row["kind"], row["spelling"]] = Match(
                row["kind"],
                row["spelling"],
                json.loads(row["asked"]),
                row["decision"] if stands else WAITS,
                row["record_id"] if stands else None,
                row["step"],
            )
        return found

    def ask(self, matches: Iterable[Match]) -> None:
        """Note names that wait to be matched; those known already stay as they are."""
        fresh: dict[tuple[str, str], Match] = {(one.kind, one.spelling): one for one in matches}
        for key in self.matches().keys() & fresh.keys():
            del fresh[key]
        if fresh:
            self._connection.execute(sa.insert(self._matches), [*map(_row, fresh.values())])

    def decide(
        self, match: Match, decision: str, record_id: str | None = None, step: int = 0
    ) -> None:
        """Keep what was decided about a name."""
        table = self._matches
        held = sa.and_(table.c.kind == match.kind, table.c.spelling == match.spelling)
        now = datetime.now(UTC).isoformat()
        values = {"decision": decision, "record_id": record_id, "step": step, "at": now}
        self._connection.execute(sa.update(table).where(held).values(values))

    def wait(self, waiting: Iterable[tuple[str, str, str]]) -> None:
        """Note which records wait for a name: (kind, spelling, record id)."""
        fresh = dict.fromkeys(waiting)
        ids = {record_id for _, _, record_id in fresh}
        known = set(self._waiting_for(ids))
        rows = [
            {"kind": kind, "spelling": spelling, "record_id": record_id}
            for kind, spelling, record_id in fresh
            if (kind, spelling, record_id) not in known
        ]
        if rows:
            insert_rows(self._connection, self._waiting, rows)

    def _waiting_for(self, ids: Collection[str]) -> Iterator[tuple[str, str, str]]:
        table = self._waiting
        for part in _batches(list(ids)):
            query = sa.select(table.c.kind, table.c.spelling, table.c.record_id)
            for row in self._connection.execute(query.where(table.c.record_id.in_(part))):
                yield row[0], row[1], row[2]

    def waiting(self) -> dict[tuple[str, str], list[str]]:
        """Give the ids of the living records that wait for an open name, by kind and name."""
        found: dict[tuple[str, str], list[str]] = {}
        undone = self.undone_steps()
        for kind, holder in WAITS_IN.items():
            for spelling, record_id, decision, step in self._walk(kind, holder):
                if decision == WAITS or step in undone:
                    found.setdefault((kind, spelling), []).append(record_id)
        return found

    def _walk(self, kind: str, holder: type[Record]) -> Iterator[Any]:
        waiting, matches, records = self._waiting, self._matches, self._schema.table(holder)
        query = (
            sa.select(waiting.c.spelling, waiting.c.record_id, matches.c.decision, matches.c.step)
            .join(records, sa.and_(records.c.id == waiting.c.record_id, records.c.deleted == 0))
            .join(
                matches,
                sa.and_(matches.c.kind == waiting.c.kind, matches.c.spelling == waiting.c.spelling),
            )
            .where(waiting.c.kind == kind)
            .order_by(waiting.c.pk)
        )
        yield from self._connection.execute(query)


def _row(match: Match) -> dict[str, Any]:
    return {
        "kind": match.kind,
        "spelling": match.spelling,
        "asked": json.dumps(match.asked, ensure_ascii=False),
        "decision": match.decision,
        "record_id": match.record_id,
        "step": match.step,
        "at": datetime.now(UTC).isoformat(),
    }


def _batches(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]
