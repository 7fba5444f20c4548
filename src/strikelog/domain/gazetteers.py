"""Identities of the rows of public gazetteers: the same row gets the same id in every office."""

from collections.abc import Mapping
from functools import cache, lru_cache
from uuid import UUID, uuid5

from babel.core import Locale, get_global

BASE = UUID("a41fb2ad-0fab-54ee-817b-5c7332e45fc8")
"""The program's own namespace: version 5 of `urn:strikelog:ns:v1` in the namespace of URLs."""

COUNTRIES, UNITS, NAMED = "iso-3166-1", "cod-ab", "name"
"""Sets of codes: ISO 3166-1 alpha-3, P-codes, and places that have no code but their name."""


@lru_cache(maxsize=50_000)
def row_id(code_set: str, code: str) -> str:
    """Give the id of a row of a public data set by its code there."""
    return str(uuid5(_namespace(code_set), code))


@cache
def _namespace(code_set: str) -> UUID:
    return uuid5(BASE, code_set)


def iso3_of(code: str) -> str:
    """Give the alpha-3 code of a country from either code of ISO 3166-1; "" when it is neither."""
    plain = code.strip().upper()
    if len(plain) == 3 and plain in _by_alpha3():
        return plain
    return _by_alpha2().get(plain, "")


@cache
def countries() -> tuple[str, ...]:
    """Give the alpha-3 codes of all countries we can name."""
    return tuple(code for code in _by_alpha2().values() if country_name(code, "en"))


def iso2_of(iso3: str) -> str:
    """Give the alpha-2 code of a country; "" when there is none."""
    return _by_alpha3().get(iso3.upper(), "")


def country_name(iso3: str, language: str) -> str:
    """Name a country in everyday words, as in «Syria» or «سوريا»; "" for one we do not know."""
    known: str = Locale.parse(language).territories.get(iso2_of(iso3), "")
    return known


@cache
def _by_alpha3() -> Mapping[str, str]:
    aliases = get_global("territory_aliases")
    found = {
        code: targets[0]
        for code, targets in aliases.items()
        if len(code) == 3 and code.isalpha() and len(targets) == 1 and len(targets[0]) == 2
    }
    return found | {"XKX": "XK"}  # Kosovo: a code in use outside ISO


@cache
def _by_alpha2() -> Mapping[str, str]:
    # Retired three-letter codes lead to today's countries too; the first in use wins.
    found: dict[str, str] = {}
    for alpha3, alpha2 in _by_alpha3().items():
        if alpha2 not in found or alpha3.startswith(alpha2):
            found[alpha2] = alpha3
    return found
