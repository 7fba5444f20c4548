"""The range of people adopted for an incident (rule 3): with rule, reason and what is behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from ..domain.casefiles import CaseFile
from ..domain.claimed import (
    Axes,
    Stated,
    best_range,
    claimed_range,
    stated_by_owner,
    widest_range,
)
from ..domain.messages import mark
from ..domain.origins import Origin
from ..domain.records import Claim, Source

RuleName = Literal["claims", "widest", "independent_2plus", "named_list", "official", "single_best"]
"""The default rule first; beside these there is `manual`, our own figure entered by hand."""

RULE_WORDS: Mapping[str, str] = {
    "claims": mark("Credible claims, one an origin"),
    "widest": mark("Widest"),
    "independent_2plus": mark("Two independent origins or more"),
    "named_list": mark("Lists of names"),
    "official": mark("Official findings"),
    "single_best": mark("The best single claim"),
    "manual": mark("By hand"),
    "none": mark("Not stated"),
}
"""What the rules are called, as marked texts."""

REASONS = {
    "manual": mark("our own figure, entered by hand"),
    "claims": mark("smallest low and largest high of the credible claims, one an origin"),
    "widest": mark("smallest low and largest high of all claims"),
    "independent_2plus": mark(
        "smallest low and largest high of credible claims of at least two independent origins"
    ),
    "named_list": mark("numbers from records that list people one by one"),
    "official": mark("numbers from inquiries, the United Nations and authorities"),
    "single_best": mark("what the most credible and latest claim says"),
    "none": mark("no source states a number"),
}
"""Why a range is what it is, by rule, as marked texts."""

SILENT = {
    "independent_2plus": mark("fewer than two independent origins state a number"),
    "named_list": mark("no record that lists people one by one states a number"),
    "official": mark("no inquiry, no body of the United Nations and no authority states a number"),
}
"""Why a rule gives no range although there are figures, as marked texts."""

_OFFICIAL = frozenset({"inquiry_finding", "un_report", "un_statement", "gov_statement"})
_LISTS = frozenset({"medical_record"})
"""Types of sources: findings of public bodies, and records of hospitals and morgues."""


Ends = tuple[int | None, int | None]
"""Persons: how many at least, and at most."""

NOBODY_STATES: Ends = (None, None)


@dataclass(frozen=True, slots=True)
class AdoptedRange:
    """Persons, from `low` (None: nobody states one) to `high` (None: open or not stated).

    `rule` is manual, a rule or none; `own` tells that the figure is ours, not the claims'; `note`
    is what was noted with a figure of ours.
    """

    low: int | None
    high: int | None
    rule: str
    reason: str
    figure_ids: tuple[str, ...] = ()
    claim_ids: tuple[str, ...] = ()
    own: bool = False
    note: str = ""
    unit: str = "person"

    @property
    def ends(self) -> Ends:
        """Both ends alone."""
        return self.low, self.high

    @property
    def is_stated(self) -> bool:
        """Tell whether anyone gives a number."""
        return self.ends != NOBODY_STATES


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
        return _adopted(own, "manual", own=True, note=_note(case, own))
    return _by_rule(case, axes, rule, groups)


def range_of_claims(case: CaseFile, outcome: str, *, rule: RuleName = "claims") -> AdoptedRange:
    """Give what the claims alone say of everyone, beside our own figure if there is one."""
    return _by_rule(case, Axes(outcome), rule, None)


def _by_rule(
    case: CaseFile, axes: Axes, rule: RuleName, groups: tuple[Origin, ...] | None
) -> AdoptedRange:
    told = _RULES[rule](case, axes, groups)
    if told:
        return _adopted(told, rule)
    return AdoptedRange(None, None, "none", SILENT[rule]) if rule in SILENT else NOT_STATED


Groups = tuple[Origin, ...] | None


def _of_sources(kinds: frozenset[str], claim_types: frozenset[str] = frozenset()) -> "_Rule":
    """Give the rule that uses only claims of some types of sources, or of some types."""

    def rule(case: CaseFile, axes: Axes, groups: Groups) -> Stated | None:
        def is_used(claim: Claim) -> bool:
            source = case.find(Source, claim.source_id)
            of_kind = source is not None and source.source_type in kinds
            return of_kind or claim.claim_type in claim_types

        return claimed_range(case, axes, groups=groups, is_used=is_used)

    return rule


_Rule = Callable[[CaseFile, Axes, Groups], Stated | None]

_RULES: Mapping[RuleName, _Rule] = {
    "claims": lambda case, axes, groups: claimed_range(case, axes, groups=groups),
    "widest": lambda case, axes, _: widest_range(case, axes),
    "independent_2plus": lambda case, axes, groups: claimed_range(
        case, axes, groups=groups, least=2
    ),
    "named_list": _of_sources(_LISTS),
    "official": _of_sources(_OFFICIAL, frozenset({"official_finding"})),
    "single_best": lambda case, axes, _: best_range(case, axes),
}


def _note(case: CaseFile, own: Stated) -> str:
    notes = (one.note for one in case.figures if one.id in own.figure_ids and one.note)
    return "; ".join(dict.fromkeys(notes))


def _adopted(people: Stated, rule: str, *, own: bool = False, note: str = "") -> AdoptedRange:
    return AdoptedRange(
        low=people.low,
        high=people.high,
        rule=rule,
        reason=REASONS[rule],
        figure_ids=people.figure_ids,
        claim_ids=people.claim_ids,
        own=own,
        note=note,
    )
