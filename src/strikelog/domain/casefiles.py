"""An incident with everything that hangs on it, as one value for forms, rules.

Workbooks and PDFs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from .records import (
    Actor,
    Assessment,
    Attribution,
    CasualtyFigure,
    Claim,
    Evidence,
    Incident,
    IncidentGroup,
    IncidentLink,
    IncidentSite,
    Location,
    Period,
    Record,
    Site,
    Source,
    Strike,
)

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    """One incident, the records it owns, and the records those refer to (by id, in `known`).

    `places` are the incident's location and its parents, nearest first. Owned records are in the
    order of entry, strikes by `seq`. Figures and attributions hold both those of the claims and
    our own.
    """

    incident: Incident
    sites_hit: tuple[IncidentSite, ...] = ()
    strikes: tuple[Strike, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[CasualtyFigure, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    links: tuple[IncidentLink, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    places: tuple[Location, ...] = ()
    known: Mapping[str, Record] = field(default_factory=dict)

    def find(self, kind: type[R], record_id: str | None) -> R | None:
        """Give the referred record of that class.

        Or None when it is unknown or of another class.
        """
        found = self.known.get(record_id or "")
        return found if isinstance(found, kind) else None

    def figures_of(self, owner_id: str) -> tuple[CasualtyFigure, ...]:
        """Give the figures of one claim, or of the incident itself."""
        return tuple(figure for figure in self.figures if figure.owner_id == owner_id)

    def attributions_of(self, owner_id: str) -> tuple[Attribution, ...]:
        """Give the attributions of one claim, or of the incident itself."""
        return tuple(one for one in self.attributions if one.owner_id == owner_id)

    @cached_property
    def standing_claims(self) -> tuple[Claim, ...]:
        """The claims that were neither retracted nor replaced by a later account."""
        if not self.claims:
            return ()
        replaced = {claim.supersedes_id for claim in self.claims}
        return tuple(
            [
                claim
                for claim in self.claims
                if not claim.retracted
                and claim.id not in replaced
                and claim.claim_type != "retraction"
            ]
        )

    @cached_property
    def withdrawn_claims(self) -> tuple[Claim, ...]:
        """The claims that were taken back: marked so, or by a retraction that replaces them."""
        by_retraction = {
            claim.supersedes_id for claim in self.claims if claim.claim_type == "retraction"
        }
        return tuple(claim for claim in self.claims if claim.retracted or claim.id in by_retraction)

    @property
    def latest_assessment(self) -> Assessment | None:
        """The assessment in force: the newest that no other supersedes."""
        if not self.assessments:
            return None
        replaced = {one.supersedes_id for one in self.assessments}
        standing = [one for one in self.assessments if one.id not in replaced]
        return max(standing, key=_age, default=None)

    @property
    def sites(self) -> tuple[Site, ...]:
        """The identified sites that were affected, each once."""
        found = [self.find(Site, hit.site_id) for hit in self.sites_hit]
        return tuple({site.id: site for site in found if site is not None}.values())

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources that assert something, in the order of the claims, each once."""
        found = [self.find(Source, claim.source_id) for claim in self.claims]
        return tuple({one.id: one for one in found if one is not None}.values())

    @property
    def group(self) -> IncidentGroup | None:
        """The sequence or pattern the incident belongs to."""
        return self.find(IncidentGroup, self.incident.group_id)

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods the incident is linked to."""
        found = (self.find(Period, period) for period in self.incident.period_ids)
        return tuple(period for period in found if period is not None)

    def actor(self, attribution: Attribution) -> Actor | None:
        """The actor an attribution names."""
        return self.find(Actor, attribution.actor_id)

    def owned(self) -> tuple[Record, ...]:
        """Every record the incident owns, owners before what they own.

        Without the incident itself.
        """
        return (
            *self.sites_hit,
            *self.strikes,
            *self.claims,
            *self.figures,
            *self.attributions,
            *self.assessments,
        )


def known_to(cases: Iterable[CaseFile]) -> dict[str, Record]:
    """Gather what several cases know, by id."""
    return {key: one for case in cases for key, one in case.known.items()}


def made_case(values: dict[str, object]) -> CaseFile:
    """Make a case file of the values of ALL its fields, in a fraction of the time its class takes.

    For where many are made at once; nothing looks at the names, and the values become its own.
    """
    case = object.__new__(CaseFile)
    object.__setattr__(case, "__dict__", values)
    return case


def _age(assessment: Assessment) -> tuple[str, str]:
    """Order assessments by the day signed, then by the time of entry."""
    signed, entered = assessment.assessed_on, assessment.created_at
    return (signed.isoformat() if signed else "", entered.isoformat() if entered else "")
