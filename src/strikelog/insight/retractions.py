"""Claims that were taken back since a briefing told of them, by the source that made them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..domain.briefing_runs import BriefingRun
from ..domain.casefiles import CaseFile
from ..domain.records import Claim

__all__ = ["Retraction", "claim_mark", "retractions", "standing_marks"]

_MARK = 12


@dataclass(frozen=True, slots=True)
class Retraction:
    """What one source took back about one incident, given by its code.

    `is_whole` where no claim of the source about it is left. `number` is that of the source in the
    list of a briefing, 0 where it is not listed; `kind` is blank where it must not be told.
    """

    code: str
    source_id: str
    claims: int
    is_whole: bool
    number: int = 0
    kind: str = ""


def claim_mark(claim: Claim) -> str:
    """Give what tells a claim from the others of its incident, short, since runs keep many."""
    return claim.id[-_MARK:]


def standing_marks(case: CaseFile) -> tuple[str, ...]:
    """Give the marks of the claims that were not taken back."""
    withdrawn = {one.id for one in case.withdrawn_claims}
    return tuple(claim_mark(one) for one in case.claims if one.id not in withdrawn)


def retractions(before: BriefingRun, cases: Iterable[CaseFile]) -> tuple[Retraction, ...]:
    """Tell what was taken back of what stood when a briefing was written, by code."""
    found = [one for case in cases for one in _of_case(before, case)]
    return tuple(sorted(found, key=lambda one: one.code))


def _of_case(before: BriefingRun, case: CaseFile) -> Iterable[Retraction]:
    known = before.incidents.get(case.incident.id)
    if known is None or not known.standing or not case.withdrawn_claims:
        return
    by_source: dict[str, list[Claim]] = defaultdict(list)
    for claim in case.withdrawn_claims:
        if claim_mark(claim) in known.standing:
            by_source[claim.source_id or ""].append(claim)
    left = {claim.source_id or "" for claim in case.standing_claims}
    code = case.incident.ref or known.code
    for source_id, claims in by_source.items():
        yield Retraction(code, source_id, len(claims), source_id not in left)
