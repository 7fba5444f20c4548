"""Which claims a number of people rests on, and what each of them says."""

from collections.abc import Iterable, Mapping

from ..domain.casefiles import CaseFile
from ..domain.claimed import Axes, stated_by_owner
from ..domain.origins import standing_claims
from ..domain.records import Claim
from ..insight.ranges import adopted_range
from .speech import Tongue

__all__ = ["claims_behind_all", "what_it_says"]


def _claims_behind(case: CaseFile, axes: Axes) -> tuple[str, ...]:
    """The claims that a range was adopted from; beside a figure of ours, those with a number."""
    adopted = adopted_range(
        case, axes.outcome, civ_status=axes.civ_status, age_sex=axes.age_sex, role=axes.role
    )
    if not adopted.own:
        return adopted.claim_ids
    claims = standing_claims(case)
    return tuple(one.id for one in claims if _stated(case, one, axes))


def claims_behind_all(
    cases: Mapping[str, CaseFile], incident_ids: Iterable[str], axes: Axes
) -> tuple[str, ...]:
    """The claims behind a sum over incidents, as far as they are at hand."""
    found = (cases[one] for one in incident_ids if one in cases)
    return tuple(claim for case in found for claim in _claims_behind(case, axes))


def what_it_says(tongue: Tongue, case: CaseFile, claim: Claim, axes: Axes) -> str:
    """The number a claim gives of some people, blank where it gives none."""
    told = _stated(case, claim, axes)
    return tongue.range(*told) if told else ""


def _stated(case: CaseFile, claim: Claim, axes: Axes) -> tuple[int | None, int | None] | None:
    """What a claim says of the people meant, whatever it calls their status."""
    figures = case.figures_of(claim.id)
    told = stated_by_owner(figures, axes)
    if told is None and axes.civ_status:
        told = stated_by_owner(figures, Axes(axes.outcome, None, axes.age_sex, axes.role))
    return (told.low, told.high) if told else None
