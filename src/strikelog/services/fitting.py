"""Whether what was chosen of an import can be stored beside what we hold of the same record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..domain.display import title_of
from ..domain.messages import mark, translate
from ..domain.records import Record
from ..domain.validation import Problem
from .deciding import Verdict
from .planning import PlannedRow

Check = Callable[[Record], Sequence[Problem]]

_LEFT_OPEN = mark(
    "“{title}”: what was chosen from the file was not taken in, because it makes no sense beside"
    " what stands here. {problem} It waits for a decision."
)


@dataclass(frozen=True, slots=True)
class Unfit:
    """A record in which their values, though chosen, would make nonsense; the question waits."""

    id: str
    title: str
    problem: Problem

    def sentence(self, language: str = "en") -> str:
        """Say of which record, and why."""
        problem = self.problem.sentence(language)
        return translate(_LEFT_OPEN, language).format(title=self.title, problem=problem)


def fresh_nonsense(before: Record, after: Record, check: Check) -> list[Problem]:
    """Give what makes nonsense of a record after a change and did not before it."""
    known = {(one.code, one.key) for one in check(before) if one.refuses}
    return [one for one in check(after) if one.refuses and (one.code, one.key) not in known]


def fitted(row: PlannedRow, verdict: Verdict, check: Check) -> tuple[Verdict, Unfit | None]:
    """Give a verdict whose outcome can be stored: what was chosen in conflicts waits if not."""
    if not verdict.taken or row.is_new:
        return verdict, None
    after = row.after(verdict.taken, verdict.left)
    problem = next((one for one in check(after) if one.refuses), None)
    if problem is None:
        return verdict, None
    disputed = frozenset(one.together for one in row.change.conflicts) & verdict.taken
    waits = Verdict(verdict.taken - disputed, verdict.declined, verdict.waiting | disputed)
    return waits, Unfit(row.id, title_of(after), problem) if disputed else None
