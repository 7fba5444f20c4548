"""An incident as little of it as rules over many need, so that a hundred thousand fit in memory.

Rules take these or whole case files; `gists` makes the one of the other, so that each rule is
written once.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import time
from typing import NamedTuple

from ..domain.casefiles import CaseFile
from ..domain.dates import FuzzyDate
from ..domain.records import Location
from ..domain.sitehits import SiteHit, hits_of, ids_of_places
from .double_taps import helper_claims
from .ranges import Ends, adopted_range
from .struck import Struck, struck_in
from .totals import is_an_attack

_OURS = frozenset({None, "sole", "joint"})
"""Logics of an attribution that leaves no other party open."""

WOUNDED = "injured"


Adopted = Mapping[str, Ends]
"""The ends of the ranges of everyone killed and injured, by outcome."""


class Gist(NamedTuple):
    """What rules over many incidents know of one.

    `places` are its location and all parents, nearest first. `blamed_by_us` are attackers that our
    own assessment names without leaving others open, `blamed` those anyone names. `helper_claims`
    say that helpers or a crowd were there; `wounded` tells whether people are known to have been
    injured; `linked` holds (type of link, other incident) of the links people made; `broken_ids`
    are the periods it is said to have broken. `people` are the adopted ranges, where somebody
    worked them out before.
    """

    incident_id: str
    occurred: FuzzyDate | None
    at: time | None
    is_attack: bool
    grading: str
    places: tuple[Location, ...]
    struck: tuple[Struck, ...]
    hits: tuple[SiteHit, ...]
    blamed_by_us: frozenset[str]
    blamed: frozenset[str]
    helper_claims: tuple[str, ...]
    wounded: bool
    linked: frozenset[tuple[str, str]]
    broken_ids: frozenset[str] = frozenset()
    people: Adopted | None = None

    @property
    def place_ids(self) -> frozenset[str]:
        """The ids of all its places."""
        return ids_of_places(self.places)


Told = CaseFile | Gist
"""What rules over many incidents take."""


def gists(told: Iterable[Told]) -> Iterator[Gist]:
    """Give the gist of each incident."""
    return (one if isinstance(one, Gist) else gist_of(one) for one in told)


def gist_of(case: CaseFile, *, people: Adopted | None = None) -> Gist:
    """Give the gist of a case file; `people` where the caller knows them without the figures."""
    incident = case.incident
    judged = case.latest_assessment or incident
    blamed_by_us, blamed = _blamed(case)
    return Gist(
        incident_id=incident.id,
        occurred=incident.date_edtf,
        at=incident.time_local,
        is_attack=is_an_attack(case),
        grading=judged.grading or "unassessed",
        places=case.places,
        struck=struck_in(case),
        hits=hits_of(case),
        blamed_by_us=blamed_by_us,
        blamed=blamed,
        helper_claims=helper_claims(case),
        wounded=any(adopted_range(case, WOUNDED).ends if people is None else people[WOUNDED]),
        linked=_linked(case),
        broken_ids=frozenset(incident.breach_of_ids) if incident.breach_of_ids else _NOBODY,
        people=people,
    )


_NOBODY: frozenset[str] = frozenset()
_NONE: frozenset[tuple[str, str]] = frozenset()


def _blamed(case: CaseFile) -> tuple[frozenset[str], frozenset[str]]:
    if not case.attributions:
        return _NOBODY, _NOBODY
    attackers = [one for one in case.attributions if one.part == "attacker" and one.actor_id]
    ours = [one for one in attackers if one.owner_id == case.incident.id and one.logic in _OURS]
    return (
        frozenset(one.actor_id for one in ours if one.actor_id),
        frozenset(one.actor_id for one in attackers if one.actor_id),
    )


def _linked(case: CaseFile) -> frozenset[tuple[str, str]]:
    if not case.links:
        return _NONE
    own = case.incident.id
    return frozenset(
        (link.link_type or "", (link.to_id if link.from_id == own else link.from_id) or "")
        for link in case.links
    )
