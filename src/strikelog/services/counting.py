"""How many attacks, sites and people a filter matches, by the function briefings count with."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..domain.filters import ALL, Filter
from ..domain.progress import Progress, Silent
from ..domain.records import Incident
from ..insight.totals import PeopleTotal, SiteTally
from .briefing_gathering import Gathering
from .finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Attacks, sites and people, each with the records behind it; units never share a number.

    `possible` is how many of the incidents match the filter only possibly, because their dates are
    vague. Of many incidents at once people are counted whoever they were, of few civilians only.
    """

    attack_ids: tuple[str, ...]
    possible: int
    sites: SiteTally
    struck_again: Mapping[str, tuple[str, ...]]
    killed: PeopleTotal
    injured: PeopleTotal
    children: PeopleTotal | None
    civilians_only: bool


def counted(finding: Finding, where: Filter = ALL, progress: Progress | None = None) -> Counts:
    """Count what a filter matches."""
    from ..briefing.counting import numbers_of

    material = Gathering(finding).selection(where, progress or Silent()).material
    numbers = numbers_of(material)
    return Counts(
        attack_ids=numbers.attack_ids,
        possible=finding.tally(Incident, where).possible if where else 0,
        sites=numbers.sites,
        struck_again=numbers.repeats,
        killed=numbers.killed,
        injured=numbers.injured,
        children=numbers.children,
        civilians_only=numbers.civilians_only,
    )
