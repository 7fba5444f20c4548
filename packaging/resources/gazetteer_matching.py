"""Links GeoNames' first-level units, known by number, to the units of ISO 3166-2, known by name."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from difflib import SequenceMatcher

from gazetteer_names import folded

_ENOUGH_VOTES = 0.6
_ENOUGH_LIKENESS = 0.8
_CLEAR_LEAD = 0.05
# Words for the kind of unit, and articles: they differ between sources and mean nothing.
_KINDS = re.compile(
    r"\b(governorate|muhafazat|wilayat-e|velayat-e|province|provincia|state|region|oblast|sha`?biyat"
    r"|mayoralty|mayorality|department|departamento|district|prefecture|county|canton|misto|republic"
    r"|krai|kray|city|of|the|de|al|ad|as|an|ash|ar|az|el)\b",
    re.IGNORECASE,
)

Votes = Mapping[str, Counter[str]]


def best_links(
    votes: Votes, top_level: Mapping[str, list[str]], english: Mapping[str, str]
) -> dict[str, str]:
    """GeoNames code → subdivision, where one name clearly fits one unit and no other claims it."""
    links: dict[str, str] = {}
    for country, units in top_level.items():
        names = {unit: _key(english[unit]) for unit in units if unit in english}
        claims = {
            code: _nearest(_key(name), names)
            for code, counted in votes.items()
            if code.startswith(f"{country}.") and (name := _agreed(counted))
        }
        links |= _undisputed(claims)
    return links


def _agreed(counted: Counter[str]) -> str:
    name, count = counted.most_common(1)[0]
    return name if count >= _ENOUGH_VOTES * counted.total() else ""


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).translate({ord(mark): None for mark in "`‘'"})
    return folded(_KINDS.sub(" ", plain.replace("-", " "))) or folded(plain)


def _nearest(name: str, names: Mapping[str, str]) -> tuple[float, str] | None:
    scored = sorted(((_likeness(name, other), unit) for unit, other in names.items()), reverse=True)
    if not scored or scored[0][0] < _ENOUGH_LIKENESS:
        return None
    leads = len(scored) == 1 or scored[0][0] - scored[1][0] > _CLEAR_LEAD
    return scored[0] if leads else None


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _undisputed(claims: Mapping[str, tuple[float, str] | None]) -> dict[str, str]:
    by_unit: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for code, claim in claims.items():
        if claim:
            by_unit[claim[1]].append((claim[0], code))
    links = {}
    for unit, claimed in by_unit.items():
        claimed.sort(reverse=True)
        if len(claimed) == 1 or claimed[0][0] - claimed[1][0] > _CLEAR_LEAD:
            links[claimed[0][1]] = unit
    return links
