"""The range of people adopted for an incident (rule 3): with rule, reason and what is behind it."""

from dataclasses import dataclass
from typing import Literal

from ..domain.casefiles import CaseFile
from ..domain.claimed import Axes, Stated, claimed_range, stated_by_owner, widest_range
from ..domain.messages import mark
from ..domain.origins import Origin

RuleName = Literal["claims", "widest"]
"""The default rule, and the one that uses every claim however credible."""

REASONS = {
    "manual": mark("our own figure, entered by hand"),
    "claims": mark("smallest low and largest high of the credible claims, one an origin"),
    "widest": mark("smallest low and largest high of all claims"),
    "none": mark("no source states a number"),
}
"""Why a range is what it is, by rule, as marked texts."""


@dataclass(frozen=True, slots=True)
class AdoptedRange:
    """Persons, from `low` (None: nobody states one) to `high` (None: open or not stated).

    `rule` is manual, claims, widest or none; `own` tells that the figure is ours, not the claims'.
    """

    low: int | None
    high: int | None
    rule: str
    reason: str
    figure_ids: tuple[str, ...] = ()
    claim_ids: tuple[str, ...] = ()
    own: bool = False
    unit: str = "person"

    @property
    def is_stated(self) -> bool:
        """Tell whether anyone gives a number."""
        return self.low is not None or self.high is not None


NOT_STATED = AdoptedRange(None, None, "none", REASONS["none"])
"""The range of an incident for which no source gives a number: blank, and not 0."""


def adopted_range(
    case: CaseFile,
    outcome: str,
    *,
    civ_status: str | None = None,
    age_sex: str = "total",
    role: str = "any",
    rule: RuleName = "claims",
    groups: tuple[Origin, ...] | None = None,
) -> AdoptedRange:
    """Give the range we adopt: our own figure where we entered one, otherwise the claims' by rule.

    Without `civ_status` each owner speaks of civilians, else of all, else of unknown status.
    `groups` are the origins of the claims, if the caller has them already.
    """
    if not case.figures:
        return NOT_STATED
    axes = Axes(outcome, civ_status, age_sex, role)
    own = stated_by_owner(case.figures_of(case.incident.id), axes)
    if own:
        return _adopted(own, "manual", own=True)
    told = (
        claimed_range(case, axes, groups=groups) if rule == "claims" else widest_range(case, axes)
    )
    return _adopted(told, rule) if told else NOT_STATED


def range_of_claims(case: CaseFile, outcome: str, *, rule: RuleName = "claims") -> AdoptedRange:
    """Give what the claims alone say of everyone, beside our own figure if there is one."""
    axes = Axes(outcome)
    told = claimed_range(case, axes) if rule == "claims" else widest_range(case, axes)
    return _adopted(told, rule) if told else NOT_STATED


def _adopted(people: Stated, rule: str, *, own: bool = False) -> AdoptedRange:
    return AdoptedRange(
        low=people.low,
        high=people.high,
        rule=rule,
        reason=REASONS[rule],
        figure_ids=people.figure_ids,
        claim_ids=people.claim_ids,
        own=own,
    )
