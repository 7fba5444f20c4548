"""A suggested grade with its reason and what would change it (rule 10).

It is shown beside the grade that a person gives and never replaces it.
"""

from dataclasses import dataclass
from typing import NamedTuple

from ..domain.casefiles import CaseFile
from ..domain.claimed import CREDIBLE
from ..domain.differences import attackers_by_claim
from ..domain.messages import mark, translate
from ..domain.origins import Origin, origins, standing_claims
from ..domain.records import Actor
from ..domain.validation.case_errors import is_accepted
from .thresholds import DEFAULTS, Thresholds

_LIKELY = frozenset({"admitted", "conclusive", "highly_probable", "probable"})
_TECHNICAL = frozenset(
    {"radio_recording", "flight_observer_log", "flight_tracking", "visual_platform_id"}
    | {"video_analysis", "munition_remnant", "satellite_imagery"}
)


class SuggestedGrade(NamedTuple):
    """A GRADING code with the sentence why, and the one that says what would change it."""

    grading: str
    reason: str
    would_change: str
    n_origins: int = 0
    n_technical: int = 0
    claim_ids: tuple[str, ...] = ()
    unit: str = "incident"
    rule: str = "suggested grade"

    def why(self, language: str = "en") -> str:
        """Say why, in a language."""
        counted = {"origins": self.n_origins, "technical": self.n_technical}
        return translate(self.reason, language).format(**counted)

    def outlook(self, language: str = "en") -> str:
        """Say what would change the grade, in a language."""
        return translate(self.would_change, language)


@dataclass(frozen=True, slots=True)
class GradeBeside:
    """What is suggested for an incident, beside the grade in force (unassessed where none is)."""

    incident_id: str
    suggested: SuggestedGrade
    given: str

    @property
    def differs(self) -> bool:
        """Tell whether a person gave another grade than is suggested."""
        return self.given not in ("unassessed", self.suggested.grading)


def suggested_grade(
    case: CaseFile, rule: Thresholds = DEFAULTS, *, groups: tuple[Origin, ...] | None = None
) -> SuggestedGrade:
    """Suggest a grade from the standing claims that are credible, one an origin.

    `groups` are the origins of the standing claims, if the caller has them already.
    """
    credible = {one.id for one in standing_claims(case) if one.credibility in CREDIBLE}
    every = origins(case) if groups is None else groups
    groups = tuple([group for group in every if not credible.isdisjoint(group.claim_ids)])
    grading, reason, would_change = _judged(case, groups, rule.origins_fair)
    technical = sum([_is_technical(case, group) for group in groups]) if case.attributions else 0
    claim_ids = tuple([one for group in groups for one in group.claim_ids])
    return SuggestedGrade(grading, reason, would_change, len(groups), technical, claim_ids)


def _judged(case: CaseFile, groups: tuple[Origin, ...], enough: int) -> tuple[str, str, str]:
    if is_accepted(case):
        return "confirmed", _ADMITTED, _NOTHING
    if not groups:
        return "unassessed", _NO_CLAIM, _ANY_CLAIM
    if len(groups) < enough:
        return "weak", _ONE_ORIGIN if len(groups) == 1 else _FEW_ORIGINS, _SECOND
    if _attackers_exclude_each_other(case, groups):
        return "contested", _DISAGREE, _AGREE
    if not _someone_likely(case):
        return "weak", _NOBODY_LIKELY, _LIKELY_PARTY
    return "fair", _SEVERAL, _CONTEST


def _attackers_exclude_each_other(case: CaseFile, groups: tuple[Origin, ...]) -> bool:
    """Tell whether two origins name attackers that have nobody and no superior in common."""
    named = attackers_by_claim(case)
    if not named:
        return False
    sides = []
    for group in groups:
        actors = {actor for claim_id in group.claim_ids for actor in named.get(claim_id, ())}
        if actors:
            sides.append(actors | _superiors(case, actors))
    return any(one.isdisjoint(other) for one in sides for other in sides)


def _superiors(case: CaseFile, actors: set[str]) -> set[str]:
    known = (case.find(Actor, actor_id) for actor_id in actors)
    return {actor.parent_id for actor in known if actor and actor.parent_id}


def _someone_likely(case: CaseFile) -> bool:
    attackers = (one for one in case.attributions if one.part == "attacker")
    return any(one.confidence in _LIKELY for one in attackers)


def _is_technical(case: CaseFile, group: Origin) -> bool:
    return any(
        _TECHNICAL.intersection(one.basis)
        for one in case.attributions
        if one.owner_id in group.claim_ids
    )


_ADMITTED = mark("A named party accepts that it caused the harm.")
_NO_CLAIM = mark("No credible claim is recorded.")
_FEW_ORIGINS = mark("The credible claims go back to {origins} independent origins.")
_ONE_ORIGIN = mark("All credible claims go back to one origin.")
_DISAGREE = mark("{origins} independent origins, which name different attackers.")
_NOBODY_LIKELY = mark("{origins} independent origins, but none makes an attacker likely.")
_SEVERAL = mark("{origins} independent origins, {technical} of them technical.")
_NOTHING = mark("It would fall if the admission were withdrawn.")
_ANY_CLAIM = mark("A first credible claim would make it weak.")
_SECOND = mark("A second independent origin would make it fair.")
_AGREE = mark("It would become fair if the origins agreed on an attacker.")
_LIKELY_PARTY = mark("It would become fair if a party's action there were probable.")
_CONTEST = mark("It would become contested if an origin named another attacker.")
