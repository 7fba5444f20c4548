"""What was chosen for each change of an import: taken, left out, or left open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ..exchange.merging import FieldChange, Outcome
from .planning import PlannedRow

Decision = Literal["ours", "theirs", "later"]
Decisions = Mapping[tuple[str, str], Decision] | Decision | None
"""What was chosen by (record id, field): "theirs" takes their value, "ours" leaves it out, "later"
leaves the question open. One word answers every question alike. What is not answered waits when it
is a question, and comes in when it is none."""

QUESTIONS = frozenset({Outcome.CONFLICT, Outcome.CLEARED, Outcome.DELETED})
"""Outcomes that nobody but a person decides: a blank cell may be a slip."""

QUESTION_KINDS = frozenset(one.value for one in QUESTIONS)
"""The same by the names they have in previews."""

WHOLE_ROW = "*"
"""Stands for the field in a decision about a whole new record."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The groups of fields of a row by what becomes of them."""

    taken: frozenset[str]
    declined: frozenset[str]
    waiting: frozenset[str]

    @property
    def left(self) -> frozenset[str]:
        """What does not come in now."""
        return self.declined | self.waiting


NO_GROUPS = Verdict(frozenset(), frozenset(), frozenset())
"""Of a row that changes nothing we hold, such as a new one."""


def verdict_on(row: PlannedRow, decisions: Decisions) -> Verdict:
    """Sort the groups of a row's changes by what was decided of them."""
    if not row.change.fields:
        return NO_GROUPS
    groups: dict[str, list[FieldChange]] = {}
    for one in row.change.fields:
        groups.setdefault(one.together, []).append(one)
    found: dict[str, set[str]] = {"theirs": set(), "ours": set(), "later": set()}
    for together, changes in groups.items():
        found[_answer(row, changes, decisions)].add(together)
    return Verdict(frozenset(found["theirs"]), frozenset(found["ours"]), frozenset(found["later"]))


def _answer(row: PlannedRow, changes: Iterable[FieldChange], decisions: Decisions) -> Decision:
    changes = list(changes)
    is_question = any(one.outcome in QUESTIONS for one in changes)
    if isinstance(decisions, str):
        return decisions if is_question else "theirs"
    for one in changes:
        for key in (one.key, one.together):
            chosen = (decisions or {}).get((row.id, key))
            if chosen is not None:
                return chosen
    return "later" if is_question else "theirs"


def is_unwanted(row: PlannedRow, decisions: Decisions) -> bool:
    """Tell whether a whole new record was left out."""
    if not row.is_new or decisions is None or isinstance(decisions, str):
        return False
    return decisions.get((row.id, WHOLE_ROW)) in ("ours", "later")


def as_text(decisions: Decisions) -> dict[str, str]:
    """Give decisions as the log keeps them."""
    if decisions is None or isinstance(decisions, str):
        return {WHOLE_ROW: decisions} if decisions else {}
    return {f"{record_id} {key}": side for (record_id, key), side in decisions.items()}
