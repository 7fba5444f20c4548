"""Why a paper would tell of no incident at its level, and what to do about that."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..domain.casefiles import CaseFile
from ..domain.messages import mark, translate

if TYPE_CHECKING:
    from ..briefing.levels import Level

__all__ = ["Silence", "silence_of"]

IN_REVIEW = mark("in review")
DRAFT = mark("draft")
MARKED = mark("marked for fewer readers")
NEVER = mark("rejected, a rumour, or merged")

NONE_FOUND = mark("No incident matches what was asked for: widen the filter of the list.")
_ONE = {
    IN_REVIEW: mark("The incident is in review: a second person has to release it first."),
    DRAFT: mark("The incident is a draft: hand it to review, and let a second person release it."),
    MARKED: mark(
        "The incident is marked for fewer readers than these: choose other readers, or change its"
        " sharing mark."
    ),
    NEVER: mark(
        "The incident is rejected, a rumour, or merged into another: no paper tells of it."
    ),
}
_ALL = {
    IN_REVIEW: mark("All {n} incidents are in review: a second person has to release them first."),
    DRAFT: mark(
        "All {n} incidents are drafts: hand them to review, and let a second person release them."
    ),
    MARKED: mark(
        "All {n} incidents are marked for fewer readers than these: choose other readers, or change"
        " their sharing marks."
    ),
    NEVER: mark(
        "All {n} incidents are rejected, rumours, or merged into others: no paper tells of them."
    ),
}
_MIXED = mark(
    "None of the {n} incidents may be told of to these readers ({reasons}). A second person"
    " releases what is in review."
)


@dataclass(frozen=True)
class Silence:
    """How many incidents are held back for which reason, and if the own office may see some."""

    reasons: tuple[tuple[str, int], ...] = ()
    office_may_see: bool = False

    def sentence(self, language: str = "en") -> str:
        """Say why there is nothing, and what to do."""
        total = sum(count for _, count in self.reasons)
        if not total:
            return translate(NONE_FOUND, language)
        if total == 1:
            return translate(_ONE[self.reasons[0][0]], language)
        if len(self.reasons) == 1:
            return translate(_ALL[self.reasons[0][0]], language).format(n=f"{total:,}")
        reasons = " · ".join(
            f"{translate(reason, language)}: {count:,}" for reason, count in self.reasons
        )
        return translate(_MIXED, language).format(n=f"{total:,}", reasons=reasons)


def silence_of(cases: Iterable[CaseFile], level: "Level") -> Silence:
    """Say why none of some cases may appear at a level, the most frequent reason first."""
    from ..briefing.levels import Level, may_appear

    held = [case for case in cases if not may_appear(case, level)]
    counts = Counter(_reason(case, level) for case in held)
    office_may_see = not level.is_internal and any(may_appear(case, Level.FULL) for case in held)
    return Silence(tuple(counts.most_common()), office_may_see)


def _reason(case: CaseFile, level: "Level") -> str:
    """Name the one thing that a person would have to change first."""
    from ..briefing.levels import is_never_told, is_provisional, may_be_told

    if is_never_told(case):
        return NEVER
    if not may_be_told(case.incident, level):
        return MARKED
    return IN_REVIEW if is_provisional(case) else DRAFT
