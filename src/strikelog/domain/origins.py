"""How many independent origins an incident's claims have: nine articles may repeat one agency.

Two claims share an origin when one is derived from the other, when they were read in the same place
or one in the other's source, when their sources have the same publisher or owner, or when they rest
on the same quotation or the same file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .casefiles import CaseFile
from .messages import mark
from .records import Claim, Evidence, Source
from .text import fold

_SHORTEST_QUOTE = 20
"""Folded letters of a quotation below which two sources may well use the same words."""

_SAYS_NOTHING_NEW = frozenset({"denial", "retraction"})
_NOT_ITS_OWN = frozenset({"derived", "shared_origin"})

DERIVED = mark("derived from the other")
READ_IN = mark("read in the same place")
PUBLISHER = mark("same publisher")
OWNER = mark("publishers of the same owner")
QUOTATION = mark("same quotation")
FILE = mark("same file")
DECLARED = mark("said to repeat another claim")


@dataclass(frozen=True, slots=True)
class Origin:
    """Claims that come from one place, in the order of entry, and what joins them (marked)."""

    claim_ids: tuple[str, ...]
    joined_by: tuple[str, ...] = ()


def standing_claims(case: CaseFile) -> tuple[Claim, ...]:
    """Give the claims that were neither retracted nor replaced by a later account."""
    return case.standing_claims


def origins(case: CaseFile) -> tuple[Origin, ...]:
    """Group the standing claims that report the incident by origin, first entered first."""
    return origins_of(case, standing_claims(case))


def origins_of(case: CaseFile, claims: tuple[Claim, ...]) -> tuple[Origin, ...]:
    """Group some claims of a case by origin; denials report nothing and stand apart."""
    reporting = [claim for claim in claims if claim.claim_type not in _SAYS_NOTHING_NEW]
    if len(reporting) < 2:
        return tuple(Origin((claim.id,)) for claim in reporting)
    digests = {one.id: one.sha256 or one.id for one in case.evidence}
    signs = [(claim.id, _signs(case, claim, digests)) for claim in reporting]
    if _share_nothing(signs) and not any(one.independence in _NOT_ITS_OWN for one in reporting):
        return tuple(Origin((claim.id,)) for claim in reporting)
    joined = _Joined()
    for claim_id, of_claim in signs:
        for sign, reason in of_claim:
            joined.join(claim_id, sign, reason)
    _place_repeaters(reporting, joined)
    return joined.groups([claim.id for claim in reporting])


def _share_nothing(signs: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> bool:
    """Tell whether no two claims have anything in common, as of most incidents."""
    every = [sign for _, of_claim in signs for sign, _ in of_claim]
    return len(set(every)) == len(every)


def _signs(case: CaseFile, claim: Claim, digests: Mapping[str, str]) -> list[tuple[str, str]]:
    """Give what the claim has in common with every other claim of its origin."""
    signs = [(claim.id, DERIVED)]
    if claim.derived_from_id:
        signs.append((claim.derived_from_id, DERIVED))
    if claim.source_id:
        signs += _publishers(case, claim.source_id)
    if claim.via_source_id:
        signs.append((_owner(case, claim.via_source_id), READ_IN))
    if claim.quote and len(quote := fold(claim.quote)) >= _SHORTEST_QUOTE:
        signs.append((quote, QUOTATION))
    for evidence_id in claim.evidence_ids:
        signs.append((digests.get(evidence_id) or _digest(case, evidence_id), FILE))
    return signs


def _publishers(case: CaseFile, source_id: str) -> tuple[tuple[str, str], ...]:
    """Name who publishes a source, and who owns the publisher."""
    source = case.find(Source, source_id)
    if source is None or not source.publisher:
        return ((_owner(case, source_id), PUBLISHER),)
    if not source.parent_id:
        return _published(source.publisher)
    return (*_published(source.publisher), (_owner(case, source_id), OWNER))


@lru_cache(maxsize=20_000)
def _published(publisher: str) -> tuple[tuple[str, str], ...]:
    return ((_named(publisher), PUBLISHER),)


@lru_cache(maxsize=20_000)
def _named(publisher: str) -> str:
    return f"publisher {fold(publisher).strip()}"


def _owner(case: CaseFile, source_id: str) -> str:
    """Name who stands behind a source: the publisher of its topmost parent that we know."""
    seen: set[str] = set()
    source = case.find(Source, source_id)
    while source and source.parent_id and source.parent_id not in seen:
        seen.add(source.id)
        above = case.find(Source, source.parent_id)
        if above is None:
            return f"source {source.parent_id}"
        source = above
    if source and source.publisher:
        return _named(source.publisher)
    return f"source {source.id if source else source_id}"


def _digest(case: CaseFile, evidence_id: str) -> str:
    held = case.find(Evidence, evidence_id)
    return (held.sha256 if held else None) or evidence_id


def _place_repeaters(claims: list[Claim], joined: "_Joined") -> None:
    """Count a claim that repeats an unnamed other with the first claim, never as one of its own."""
    for claim in claims:
        alone = claim.independence in _NOT_ITS_OWN and not claim.derived_from_id
        first = next((one for one in claims if one.id != claim.id), None)
        if alone and first and joined.is_alone(claim.id):
            joined.join(claim.id, first.id, DECLARED)


class _Joined:
    """Groups that grow together whenever two of them share a sign (union-find)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self._first_with: dict[str, str] = {}
        self._reasons: dict[tuple[str, str], str] = {}

    def join(self, claim_id: str, sign: str, reason: str) -> None:
        """Put a claim into the group of whoever else bears the sign."""
        other = self._first_with.setdefault(sign, claim_id)
        one, two = self._top(claim_id), self._top(other)
        if one != two:
            self._above[one] = two
            self._reasons[(claim_id, other)] = reason

    def is_alone(self, claim_id: str) -> bool:
        """Tell whether nothing has been joined to a claim."""
        top = self._top(claim_id)
        return not any(self._top(one) == top for one in self._above if one != claim_id)

    def groups(self, claim_ids: list[str]) -> tuple[Origin, ...]:
        """Give the groups of some claims in their order."""
        members: dict[str, list[str]] = {}
        for claim_id in claim_ids:
            members.setdefault(self._top(claim_id), []).append(claim_id)
        return tuple(Origin(tuple(ids), self._why(ids)) for ids in members.values())

    def _why(self, ids: list[str]) -> tuple[str, ...]:
        reasons = (why for (one, _), why in self._reasons.items() if one in ids)
        return tuple(dict.fromkeys(reasons)) if len(ids) > 1 else ()

    def _top(self, claim_id: str) -> str:
        top = self._above.setdefault(claim_id, claim_id)
        while self._above[top] != top:
            top = self._above[top]
        return top
