"""The range of people that an incident's claims give together, and what one claim gives by itself.

Blank stays blank: no number is no 0, and an end nobody states stays open. Only leaves of age and
sex of ONE owner are ever added; civilian status and role are other axes and never are.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from .casefiles import CaseFile
from .origins import Origin, origins_of, standing_claims
from .records import CasualtyFigure, Claim

CREDIBLE = frozenset({"1", "2", "3", "4"})
"""Credibility of claims that the default rule uses."""

_STATUSES = ("civilian", "all", "unknown", "contested")
# Age and sex: what adds up to what. "male" and "female" are another cut of the same people.
_PARTS: Mapping[str, tuple[str, ...]] = {
    "total": ("adult", "child", "unknown"),
    "adult": ("man", "woman", "adult_sex_unknown"),
    "child": ("boy", "girl", "child_sex_unknown"),
}
_OTHER_CUT: Mapping[str, tuple[str, ...]] = {"total": ("male", "female")}


@dataclass(frozen=True, slots=True)
class Axes:
    """Which people: `civ_status` None means civilians, else all, else whoever an owner counted."""

    outcome: str
    civ_status: str | None = None
    age_sex: str = "total"
    role: str = "any"


@dataclass(frozen=True, slots=True)
class Stated:
    """People as a range with the figures behind it; low None is not stated, high None is open."""

    low: int | None
    high: int | None
    figure_ids: tuple[str, ...]
    claim_ids: tuple[str, ...] = ()


def stated_by_owner(figures: Iterable[CasualtyFigure], axes: Axes) -> Stated | None:
    """Give what one owner's figures say on some axes; None when they say nothing."""
    outcome = [one for one in figures if one.outcome == axes.outcome and _has_number(one)]
    if not outcome:
        return None
    for status in (axes.civ_status,) if axes.civ_status else _STATUSES:
        same = [one for one in outcome if one.civ_status == status]
        people = same and (_by_age(same, axes) or _at_least_by_role(same, axes))
        if people:
            return people
    return None


def _has_number(figure: CasualtyFigure) -> bool:
    return figure.low is not None or figure.high is not None


def _by_age(figures: list[CasualtyFigure], axes: Axes) -> Stated | None:
    by_age = {one.age_sex or "total": one for one in reversed(figures) if one.role == axes.role}
    return _branch(by_age, axes.age_sex) if by_age else None


def _branch(by_age: Mapping[str, CasualtyFigure], node: str) -> Stated | None:
    """Give a node of the age and sex tree: as stated, else the sum of its parts."""
    direct = by_age.get(node)
    if direct:
        return Stated(direct.low, direct.high, (direct.id,))
    parts = [_branch(by_age, part) for part in _PARTS.get(node, ())]
    if any(parts):
        return _sum(parts)
    cut = [_branch(by_age, part) for part in _OTHER_CUT.get(node, ())]
    # Someone whose sex is not known is in neither, so that this sum is open.
    return _sum([*cut, None]) if any(cut) else None


def _sum(parts: list[Stated | None]) -> Stated | None:
    """Add parts of one whole: a part nobody states leaves the upper end open."""
    present = [part for part in parts if part is not None]
    lows = [part.low for part in present if part.low is not None]
    highs = [part.high for part in present if part.high is not None]
    if not lows and len(highs) < len(parts):
        return None
    return Stated(
        sum(lows) if lows else None,
        sum(highs) if len(highs) == len(parts) else None,
        tuple(figure for part in present for figure in part.figure_ids),
    )


def _at_least_by_role(figures: list[CasualtyFigure], axes: Axes) -> Stated | None:
    """Read "two nurses killed" as at least two killed, for want of a figure for everyone."""
    if axes.role != "any":
        return None
    lows = [(one.low, one.id) for one in figures if one.low and one.age_sex == axes.age_sex]
    if not lows:
        return None
    low, figure_id = max(lows)
    return Stated(low, None, (figure_id,))


Used = Callable[[Claim], bool]
"""Tells whether a rule uses a claim."""


def is_credible(claim: Claim) -> bool:
    """Tell whether the default rule uses a claim."""
    return claim.credibility in CREDIBLE


def claimed_range(
    case: CaseFile,
    axes: Axes,
    *,
    groups: tuple[Origin, ...] | None = None,
    is_used: Used = is_credible,
    least: int = 1,
) -> Stated | None:
    """Combine the credible claims, one an origin: smallest low to largest high.

    `groups` are the origins of the standing claims, if the caller has them already. With `least`
    the range is only given where so many origins state a number.
    """
    if groups is None:
        groups = origins_of(case, standing_claims(case))
    told = _told_by_claims(case, axes, is_used)
    chosen = [_best(case, [one for one in group.claim_ids if one in told]) for group in groups]
    speaking = {claim_id: told[claim_id] for claim_id in chosen if claim_id}
    return _combined(speaking) if len(speaking) >= least else None


def best_range(case: CaseFile, axes: Axes) -> Stated | None:
    """Give what the one best claim says: the most credible, then the latest."""
    told = _told_by_claims(case, axes, is_credible)
    best = _best(case, list(told))
    return _combined({best: told[best]}) if best else None


def widest_range(case: CaseFile, axes: Axes) -> Stated | None:
    """Combine every standing claim, however credible or independent."""
    return _combined(_told_by_claims(case, axes, lambda claim: claim.claim_type != "denial"))


def _told_by_claims(case: CaseFile, axes: Axes, is_used: Used) -> dict[str, Stated]:
    by_owner: dict[str, list[CasualtyFigure]] = {}
    for figure in case.figures:
        by_owner.setdefault(figure.owner_id or "", []).append(figure)
    told = {}
    for claim in standing_claims(case):
        people = is_used(claim) and stated_by_owner(by_owner.get(claim.id, ()), axes)
        if people:
            told[claim.id] = people
    return told


def _best(case: CaseFile, claim_ids: list[str]) -> str | None:
    """Choose who speaks for an origin: most credible, then latest asserted, then latest entered."""
    if len(claim_ids) < 2:
        return claim_ids[0] if claim_ids else None
    ranked = [(_rank(one), place, one.id) for place, one in enumerate(case.claims)]
    return max(entry for entry in ranked if entry[2] in claim_ids)[2]


def _rank(claim: Claim) -> tuple[int, str]:
    said = claim.asserted_on.last if claim.asserted_on else None
    return (-int(claim.credibility or 6), said.isoformat() if said else "")


def _combined(told: Mapping[str, Stated]) -> Stated | None:
    """Span what several claims tell, each open claim ending at its own low.

    When no claim states an end and all give the same number, the end stays open: "at least 14" must
    not come out as 14.
    """
    if not told:
        return None
    lows = [one.low for one in told.values() if one.low is not None]
    ends = [one.low if one.high is None else one.high for one in told.values()]
    low, top = min(lows, default=None), max(end for end in ends if end is not None)
    is_open = top == low and all(one.high is None for one in told.values())
    figure_ids = tuple(figure for one in told.values() for figure in one.figure_ids)
    return Stated(low, None if is_open else top, figure_ids, tuple(told))
