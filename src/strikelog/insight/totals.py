"""Counting incidents and sites (rule 2), and adding the ranges of people (rule 4).

Attacks and sites are two units and never share a number. What others published never enters a sum.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ..domain.casefiles import CaseFile
from ..domain.counts import sum_ranges
from .periods import Match, Window, match
from .ranges import RuleName, adopted_range

_OUT = frozenset({"merged", "rejected"})
_UNCOUNTED_CERTAINTY = frozenset({"rumour", "rejected"})


@dataclass(frozen=True, slots=True)
class Tally:
    """A number of one unit: those for certain, and with the possible ones up to how many."""

    unit: str
    certain_ids: tuple[str, ...]
    possible_ids: tuple[str, ...]
    rule: str

    @property
    def low(self) -> int:
        """How many for certain."""
        return len(self.certain_ids)

    @property
    def high(self) -> int:
        """How many with the possible ones."""
        return len(self.certain_ids) + len(self.possible_ids)


@dataclass(frozen=True, slots=True)
class SiteTally:
    """Distinct sites hit, and apart from them the attacks on sites that are not identified."""

    sites: Tally
    unidentified: Tally


@dataclass(frozen=True, slots=True)
class PeopleTotal:
    """People in the incidents that count, as reported: `high` None makes it "at least".

    `low` is None when no incident states a number. Incidents that state none are named beside it.
    """

    low: int | None
    high: int | None
    incident_ids: tuple[str, ...]
    unstated_ids: tuple[str, ...]
    unit: str = "person"
    rule: str = "sum of adopted ranges"

    @property
    def incidents_counted(self) -> int:
        """How many incidents are behind the sum."""
        return len(self.incident_ids)

    @property
    def is_at_least(self) -> bool:
        """Tell whether the sum is open: an end nobody states, or incidents without a figure."""
        return self.high is None or bool(self.unstated_ids)


def is_an_attack(case: CaseFile) -> bool:
    """Tell whether an incident counts as one attack: not merged, rejected or a sure duplicate."""
    incident, assessment = case.incident, case.latest_assessment
    certainty = assessment.certainty if assessment else incident.certainty
    if incident.workflow in _OUT or incident.merged_into_id or certainty == "rejected":
        return False
    if not case.links:
        return True
    return not any(
        link.link_type == "possible_duplicate"
        and link.confidence == "confirmed"
        and link.from_id == incident.id
        for link in case.links
    )


def counts_in_totals(case: CaseFile) -> bool:
    """Tell whether the people of an incident enter our sums, by its assessment in force."""
    incident, assessment = case.incident, case.latest_assessment
    judged = assessment or incident
    return bool(
        judged.in_totals
        and is_an_attack(case)
        and judged.certainty not in _UNCOUNTED_CERTAINTY
        and judged.grading != "discounted"
    )


def count_attacks(cases: Iterable[CaseFile], window: Window | None = None) -> Tally:
    """Count attacks, in a window of time if one is given."""
    certain, possible = [], []
    for case in cases:
        found = _falls(case, window)
        if found is Match.CERTAIN:
            certain.append(case.incident.id)
        elif found is Match.POSSIBLE:
            possible.append(case.incident.id)
    return Tally("attack", tuple(certain), tuple(possible), "attacks")


def _falls(case: CaseFile, window: Window | None) -> Match:
    if not is_an_attack(case):
        return Match.NO
    return match(case.incident.date_edtf, window) if window else Match.CERTAIN


def count_sites(cases: Iterable[CaseFile], window: Window | None = None) -> SiteTally:
    """Count distinct sites directly struck, and the attacks on sites we cannot name."""
    certain: dict[str, None] = {}
    possible: dict[str, None] = {}
    nameless: dict[Match, list[str]] = {one: [] for one in Match}
    for case in cases:
        found = _falls(case, window)
        struck = [hit.site_id for hit in case.sites_hit if hit.site_role == "hit"]
        if found is Match.NO or not struck:
            continue
        into = certain if found is Match.CERTAIN else possible
        into.update(dict.fromkeys(site_id for site_id in struck if site_id))
        if None in struck:
            nameless[found].append(case.incident.id)
    doubtful = tuple(site_id for site_id in possible if site_id not in certain)
    return SiteTally(
        Tally("site", tuple(certain), doubtful, "distinct sites"),
        Tally(
            "attack",
            tuple(nameless[Match.CERTAIN]),
            tuple(nameless[Match.POSSIBLE]),
            "attacks on sites not identified",
        ),
    )


def total_people(
    cases: Iterable[CaseFile],
    outcome: str,
    *,
    civ_status: str | None = None,
    age_sex: str = "total",
    role: str = "any",
    rule: RuleName = "claims",
) -> PeopleTotal:
    """Add the adopted ranges of the incidents that count in totals."""
    ranges = {
        case.incident.id: adopted_range(
            case, outcome, civ_status=civ_status, age_sex=age_sex, role=role, rule=rule
        )
        for case in cases
        if counts_in_totals(case)
    }
    stated = {key: one for key, one in ranges.items() if one.is_stated}
    added = sum_ranges((one.low, one.high) for one in stated.values())
    unstated = tuple(key for key in ranges if key not in stated)
    return PeopleTotal(added.low, added.high, tuple(stated), unstated)
