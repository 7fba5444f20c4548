"""Where the claims of an incident differ: the values side by side, with who says so.

A claim is never edited to fit; differences stay visible. Words like "unknown" differ from nothing,
and a general word does not contradict a special one that it includes.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from .casefiles import CaseFile
from .dates import FuzzyDate
from .fields import field_of
from .messages import mark
from .origins import standing_claims
from .records import Actor, Attribution, Claim, Record
from .text import fold

_SAYS_NOTHING = frozenset({"unknown", "unspecified", "other", "multiple"})
# A general word and the special ones it may stand for.
_INCLUDES: Mapping[str, frozenset[str]] = {
    "air_unspecified": frozenset({"fixed_wing", "helicopter", "drone"}),
    "explosive_unspecified": frozenset(
        {"aerial_bomb", "barrel_bomb", "missile", "rocket", "artillery", "mortar", "mine", "ied"}
        | {"vbied", "pbied", "rcied", "grenade", "uxo", "cluster_munition", "thermobaric"}
        | {"shelling_unspecified", "air_attack", "ground_shelling", "emplaced_explosive"}
    ),
    "shelling_unspecified": frozenset({"rocket", "artillery", "mortar", "missile"}),
    "ied": frozenset({"vbied", "pbied", "rcied"}),
}


@dataclass(frozen=True, slots=True)
class Version:
    """One of the values given for a field, as codes, ids or text, and the claims that give it."""

    values: tuple[str, ...]
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field on which claims differ; `label` is a marked text."""

    key: str
    label: str
    versions: tuple[Version, ...]


def differences(case: CaseFile) -> tuple[Difference, ...]:
    """Give every field on which the standing claims of a case contradict each other."""
    claims = tuple([one for one in standing_claims(case) if one.claim_type != "denial"])
    if len(claims) < 2:
        return ()
    return tuple(_all_differences(case, claims))


def _all_differences(case: CaseFile, claims: tuple[Claim, ...]) -> Iterator[Difference]:
    dates = {one.id: told for one in claims if (told := one.date_edtf) is not None}
    if len({date.edtf for date in dates.values()}) > 1:
        distinct = set(dates.values())
        if any(not _dates_agree(a, b) for a in distinct for b in distinct):
            yield _difference("date_edtf", {key: (value.edtf,) for key, value in dates.items()})
    sites = {one.id: (one.site_text,) for one in claims if one.site_text}
    names = _known_names(case) if len(set(sites.values())) > 1 else ()
    if len(sites) > 1 and _differ(sites, lambda a, b: _same_place(a[0], b[0], names)):
        yield _difference("site_text", _first_spelling(sites, names))
    for key in ("event_type", "delivery", "weapon"):
        codes = _codes(claims, key)
        if len(codes) > 1 and _differ(codes, lambda a, b: _codes_agree(a[0], b[0])):
            yield _difference(key, codes)
    attackers = attackers_by_claim(case, claims)
    if _differ(attackers, lambda a, b: a == b):
        yield Difference("attributions", mark("Attributed to"), _versions(attackers))


def _dates_agree(one: FuzzyDate, other: FuzzyDate) -> bool:
    return one.overlaps(*other.padded)


def _codes(claims: tuple[Claim, ...], key: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for claim in claims:
        code: str | None = getattr(claim, key)
        if code and code not in _SAYS_NOTHING:
            found[claim.id] = (code,)
    return found


def _codes_agree(one: str, other: str) -> bool:
    included = other in _INCLUDES.get(one, ()) or one in _INCLUDES.get(other, ())
    return one == other or included


def attackers_by_claim(
    case: CaseFile, claims: tuple[Claim, ...] | None = None
) -> dict[str, tuple[str, ...]]:
    """Give the ids of the actors each standing claim names as attacker, in a fixed order."""
    if not case.attributions:
        return {}
    wanted = {claim.id for claim in (standing_claims(case) if claims is None else claims)}
    found: dict[str, set[str]] = {}
    for one in case.attributions:
        if one.part == "attacker" and one.actor_id and one.owner_id in wanted and _names(case, one):
            found.setdefault(one.owner_id or "", set()).add(one.actor_id)
    return {claim_id: tuple(sorted(actors)) for claim_id, actors in found.items()}


def _names(case: CaseFile, attribution: Attribution) -> bool:
    """Tell whether an attribution names anyone; "unidentified" contradicts nobody."""
    actor = case.find(Actor, attribution.actor_id)
    return actor is None or actor.actor_type != "unidentified"


def _known_names(case: CaseFile) -> tuple[frozenset[str], ...]:
    """Give, for each site of the case, all its names as folded text."""
    return tuple(
        frozenset(fold(name) for name in (site.name, site.name_local, *site.aliases) if name)
        for site in case.sites
    )


def _same_place(one: str, other: str, names: tuple[frozenset[str], ...]) -> bool:
    a, b = fold(one).strip(), fold(other).strip()
    if a in b or b in a:
        return True
    return any(a in known and b in known for known in names)


def _first_spelling(
    sites: Mapping[str, tuple[str, ...]], names: tuple[frozenset[str], ...]
) -> dict[str, tuple[str, ...]]:
    """Bring spellings of one place together under the one that was entered first."""
    spellings = list(sites.values())
    return {
        claim_id: next(one for one in spellings if _same_place(one[0], site[0], names))
        for claim_id, site in sites.items()
    }


def _differ(
    values: Mapping[str, tuple[str, ...]],
    agree: Callable[[tuple[str, ...], tuple[str, ...]], bool],
) -> bool:
    distinct = list(dict.fromkeys(values.values()))
    if len(distinct) < 2:
        return False
    return any(not agree(a, b) for a in distinct for b in distinct if a is not b)


def _difference(key: str, values: Mapping[str, tuple[str, ...]]) -> Difference:
    return Difference(key, _label(Claim, key), _versions(values))


def _label(kind: type[Record], key: str) -> str:
    return field_of(kind, key).label


def _versions(values: Mapping[str, tuple[str, ...]]) -> tuple[Version, ...]:
    by_value: dict[tuple[str, ...], list[str]] = {}
    for claim_id, value in values.items():
        by_value.setdefault(value, []).append(claim_id)
    return tuple(Version(value, tuple(ids)) for value, ids in by_value.items())
