"""Time zones: kept by their names in the public database, found by city or country as well."""

from functools import cache
from itertools import takewhile
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global

from .messages import LANGUAGES
from .text import clean_line, fold

_UTC = "UTC"


@cache
def zones() -> tuple[str, ...]:
    """Give the zones somebody lives in, and UTC; older names of the same zones are not listed."""
    lived = (one for one in get_global("zone_territories") if not one.startswith("Etc/"))
    return (*sorted(_known().intersection(lived)), _UTC)


def zone_named(text: str) -> str:
    """Find the zone of a name, however it is spelled, or of its city; blank where it is neither."""
    typed = fold(clean_line(text))
    return _by_name().get(typed) or _by_city().get(typed, "")


def zone_city(zone: str, language: str) -> str:
    """Name the city that a zone is called after."""
    known = _cities(language)
    named = (known[one] for one in (zone, *_older().get(zone, ())) if one in known)
    return next(named, zone.rpartition("/")[2].replace("_", " "))


def zone_country(zone: str, language: str) -> str:
    """Name the country that a zone lies in; blank for UTC."""
    territory = get_global("zone_territories").get(zone, "")
    return str(Locale.parse(language).territories.get(territory, "")) if territory else ""


@cache
def spellings_of(zone: str) -> tuple[str, ...]:
    """Give what a zone may be looked for by, folded: city first, then country, then its name."""
    cities = [zone_city(zone, one) for one in LANGUAGES]
    places = [zone_country(zone, one) for one in LANGUAGES]
    names = (*cities, *places, zone, zone.replace("_", " "))
    return tuple(dict.fromkeys(fold(one) for one in names if one))


@cache
def _known() -> frozenset[str]:
    """Give every name of the database, and those with translations where a system lacks it."""
    return frozenset(available_timezones() | get_global("zone_territories").keys())


@cache
def _by_name() -> dict[str, str]:
    names = {fold(one): one for one in _known()}
    return {**{spelling.replace("_", " "): one for spelling, one in names.items()}, **names}


@cache
def _by_city() -> dict[str, str]:
    """Give zones by their cities in each language; a name that two cities share leads nowhere."""
    found: dict[str, set[str]] = {}
    for zone in zones():
        for language in LANGUAGES:
            found.setdefault(fold(zone_city(zone, language)), set()).add(zone)
    return {city: one for city, (one, *others) in found.items() if not others}


@cache
def _cities(language: str) -> dict[str, str]:
    known = Locale.parse(language).time_zones
    return {zone: str(words["city"]) for zone, words in known.items() if "city" in words}


@cache
def _older() -> dict[str, list[str]]:
    """Give the older names of zones, by which languages may still list their cities."""
    found: dict[str, list[str]] = {}
    for old, new in get_global("zone_aliases").items():
        found.setdefault(new, []).append(old)
    # A city that was joined to a zone comes after the city that was only spelled otherwise.
    return {new: sorted(olds, key=lambda old: _unlike(old, new)) for new, olds in found.items()}


def _unlike(old: str, new: str) -> int:
    """Count how far the first letters of two names agree, the other way round."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
    return -sum(1 for _ in same)
