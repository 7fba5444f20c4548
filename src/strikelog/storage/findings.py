"""What people decided about findings of the rules, and the reconciliations they kept.

A decision belongs to a step, so that undo takes it back like any other act: it stands as long as
its step was not undone. A kept reconciliation is written once and never changed.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import sqlalchemy as sa

from .tables import Schema
from .versions import undone_steps

Verdict = Literal["accepted", "dismissed", "open"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided about a finding: of which rule, about which records, when and why.

    `actor` is the code of the person as in the history; `step` what the decision is undone by.
    """

    key: str
    rule: str
    verdict: Verdict
    record_ids: tuple[str, ...]
    reason: str
    actor: str
    at: datetime
    step: int = 0


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A reconciliation as it was on a day: the total, the answer, and the state of the records.

    `head` is number and hash of the newest entry of the history, by which the records as they were
    can be found again; `result` the answer in plain form, with names, in the words of then.
    """

    number: int
    total_id: str
    at: datetime
    actor: str
    head: int
    head_hash: str
    result: Mapping[str, Any]


def note_decision(connection: sa.Connection, schema: Schema, decision: Decision) -> None:
    """Write a decision down; earlier ones about the same finding stay on record."""
    row = {
        "key": decision.key,
        "rule": decision.rule,
        "verdict": decision.verdict,
        "record_ids": json.dumps(decision.record_ids),
        "reason": decision.reason,
        "actor": decision.actor,
        "at": decision.at.astimezone(UTC).isoformat(),
        "step": decision.step,
    }
    connection.execute(sa.insert(schema.decisions), row)


def standing_decisions(connection: sa.Connection, schema: Schema) -> dict[str, Decision]:
    """Give the decision in force about each finding, by its key; undone ones do not stand."""
    table = schema.decisions
    rows = connection.execute(sa.select(table).order_by(table.c.pk)).mappings().all()
    if not rows:
        return {}
    undone, _ = undone_steps(connection, schema)
    standing = {row["key"]: _decision(row) for row in rows if row["step"] not in undone}
    return {key: one for key, one in standing.items() if one.verdict != "open"}


def _decision(row: sa.RowMapping) -> Decision:
    return Decision(
        key=row["key"],
        rule=row["rule"],
        verdict=row["verdict"],
        record_ids=tuple(json.loads(row["record_ids"])),
        reason=row["reason"],
        actor=row["actor"],
        at=datetime.fromisoformat(row["at"]),
        step=row["step"],
    )


def label_of_decision(connection: sa.Connection, schema: Schema, step: int) -> str:
    """Give the label of a step that decided something, or undid or redid that; else nothing."""
    steps, decisions = schema.steps, schema.decisions
    first, label = step, ""
    while True:
        query = sa.select(steps.c.undoes, steps.c.label).where(steps.c.pk == first)
        found = connection.execute(query).first()
        if found is None:
            return ""
        undoes, label = found[0], found[1]
        if undoes is None:
            break
        first = undoes
    decided = sa.select(decisions.c.pk).where(decisions.c.step == first).limit(1)
    return str(label) if connection.execute(decided).first() else ""


def keep_run(connection: sa.Connection, schema: Schema, run: KeptRun) -> int:
    """Write a reconciliation down and give its number."""
    row = {
        "total_id": run.total_id,
        "at": run.at.astimezone(UTC).isoformat(),
        "actor": run.actor,
        "head": run.head,
        "head_hash": run.head_hash,
        "result": json.dumps(run.result, ensure_ascii=False),
    }
    done = connection.execute(sa.insert(schema.runs), row)
    key = done.inserted_primary_key
    assert key is not None, "the table numbers its rows"
    return int(key[0])


def kept_runs(
    connection: sa.Connection, schema: Schema, total_id: str | None = None
) -> Iterator[KeptRun]:
    """Give the reconciliations that were kept, of one total or of all, oldest first."""
    table = schema.runs
    query = sa.select(table).order_by(table.c.pk)
    if total_id is not None:
        query = query.where(table.c.total_id == total_id)
    for row in connection.execute(query).mappings():
        yield KeptRun(
            number=row["pk"],
            total_id=row["total_id"],
            at=datetime.fromisoformat(row["at"]),
            actor=row["actor"],
            head=row["head"],
            head_hash=row["head_hash"],
            result=json.loads(row["result"]),
        )
