"""What a heading says its column means: by its words, or by what it counts."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, lru_cache

from ...domain.text import fold, words
from .mapping import CODE, SITE_TYPE
from .synonyms import (
    AGES,
    BOUNDS,
    EVENTS,
    FILLERS,
    HEADINGS,
    OUTCOMES,
    ROLES,
    SITE_FATES,
    SITE_KINDS,
    STATUSES,
    SUBSETS,
)
from .targets import EVENT_FLAG, IGNORE, CountParts


@dataclass(frozen=True)
class Meaning:
    """A target with the options that the words give, and how sure the words make it."""

    target: str
    strength: float
    options: Mapping[str, str] = field(default_factory=dict)


_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NUMBERS = re.compile(r"\d+")
_MARKS_OF_PLACE = re.compile(r"\[\d+\]")
_LANGUAGE_ENDING = re.compile(
    r"__(?:[a-z]{2})$|::?[A-Za-z]+(?: \([a-z]{2}\))?$"
    r"|\s*\((?:en|ar|fr|eng|english|arabic|y/n|عربي|إنكليزي|إنجليزي)\)$|\s+y/n$",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\([^)]*\)")
_PCODES = ("pcode", "p code")
_CLOSE = 0.9
_SHORTEST_SLIP = 6
_LONGEST_SLIP = 2
_LONGEST_HEADING = 90


@lru_cache(maxsize=4096)
def meaning_of(heading: str) -> Meaning | None:
    """Say what a heading means; None when its words are strange to us.

    Of a path such as `site/damage`, or of two headings one above the other, the whole is asked
    first and then its last part.
    """
    parts = [heading, *_last_parts(heading)]
    found = [meaning for part in parts if (meaning := _of_phrase(part))]
    best = max(found, key=lambda meaning: meaning.strength) if found else None
    if best and heading.startswith("_") and not best.target.startswith(_OF_FORMS):
        # Forms filled in on phones head what they add themselves in this way.
        return Meaning(IGNORE, best.strength)
    return best


_OF_FORMS = ("place.", "external_id")


@lru_cache(maxsize=16_384)
def is_known_heading(text: str) -> bool:
    """Say whether a text heads columns as it stands, without slips; asked of any cell."""
    if len(text) > _LONGEST_HEADING:
        return False
    said = phrase(text)
    return said in _phrases() or bool(said and _of_counted(said))


def _last_parts(heading: str) -> Iterable[str]:
    if "/" in heading:
        yield heading.rsplit("/", maxsplit=1)[-1]


def phrase(heading: str) -> str:
    """Bring a heading to its folded words: `Event_Date`, `eventDate` and `Event date:` are one."""
    plain = _LANGUAGE_ENDING.sub("", _MARKS_OF_PLACE.sub("", heading.strip()))
    return " ".join(words(_HUMPS.sub(" ", plain)))


def _of_phrase(heading: str) -> Meaning | None:
    said = phrase(heading)
    if not said:
        return None
    for spelling in (said, " ".join(words(heading)), phrase(_REMARK.sub(" ", heading))):
        if target := _phrases().get(spelling):
            return Meaning(target, 0.95)
    if said.endswith(_PCODES):
        return Meaning("place.pcode", 0.9)
    return _of_counted(said) or _of_event(said) or _of_slip(said)


def _of_slip(said: str) -> Meaning | None:
    """Take a heading with a slip of the finger for the one it is most like."""
    if len(said) < _SHORTEST_SLIP:
        return None
    numbers = _NUMBERS.findall(said)
    alike = [
        known
        for known in _phrases()
        if abs(len(known) - len(said)) <= _LONGEST_SLIP and _NUMBERS.findall(known) == numbers
    ]
    near = get_close_matches(said, alike, n=1, cutoff=_CLOSE)
    return Meaning(_phrases()[near[0]], 0.6) if near else None


@cache
def _phrases() -> Mapping[str, str]:
    return {
        phrase(spelling): target
        for target, spellings in HEADINGS.items()
        for spelling in spellings.split("|")
    }


class _Finder:
    """Takes the longest known words of a table out of a text, and says what they stand for."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._codes = {
            " ".join(words(spelling)): code
            for code, spellings in table.items()
            for spelling in spellings.split("|")
        }
        longest_first = sorted(self._codes, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def take(self, said: str) -> tuple[str | None, str]:
        """Give the code of the first words found, and the text without them."""
        found = self._pattern.search(said)
        if found is None:
            return None, said
        rest = f"{said[: found.start()]} {said[found.end() :]}"
        return self._codes[found[0]], " ".join(rest.split())


@cache
def _finder(name: str) -> _Finder:
    return _Finder(_TABLES[name])


_TABLES: Mapping[str, Mapping[str, str]] = {
    "outcome": OUTCOMES,
    "age": AGES,
    "role": ROLES,
    "status": STATUSES,
    "bound": BOUNDS,
    "site": SITE_KINDS,
    "fate": SITE_FATES,
    "event": EVENTS,
    "subset": {"subset": SUBSETS},
}
_FILLERS = frozenset(word for filler in FILLERS.split("|") for word in words(filler))


def _strange(rest: str) -> int:
    """Count the words that nothing explains."""
    return sum(word not in _FILLERS and not word.isdecimal() for word in rest.split())


def _of_counted(said: str) -> Meaning | None:
    """Read what a number counts: people by outcome, or places by what became of them."""
    site, without_site = _finder("site").take(said)
    fate, rest = _fate(without_site)
    if site and fate and not _finder("role").take(said)[0]:
        return _of_sites(site, fate, rest)
    return _of_people(said)


def _fate(said: str) -> tuple[str | None, str]:
    """Take every word of what became of places out; destroyed says more than attacked."""
    fates = []
    fate, rest = _finder("fate").take(said)
    while fate:
        fates.append(fate)
        fate, rest = _finder("fate").take(rest)
    return next((each for each in SITE_FATES if each in fates), None), rest


def _of_sites(site: str, fate: str, rest: str) -> Meaning | None:
    strange = _strange(rest)
    if strange > 2:
        return None
    return Meaning(fate, 0.9 - 0.15 * strange, {} if site == "unknown" else {SITE_TYPE: site})


def _of_people(said: str) -> Meaning | None:
    role, rest = _finder("role").take(said)
    outcome, rest = _outcome(rest)
    if outcome is None:
        return None
    age, rest = _finder("age").take(rest)
    status, rest = _finder("status").take(rest)
    bound, rest = _finder("bound").take(rest)
    subset, rest = _finder("subset").take(rest)
    status = status or ("civilian" if role or age in _CHILDREN else "unknown")
    parts = CountParts(outcome, age or "total", role or "any", status, bound or "")
    if subset:
        return Meaning(IGNORE, 0.5)
    # A word that nothing explains may make the number one of fewer people.
    strength = 0.9 - 0.4 * _strange(rest) - (0.2 if said in _VAGUE else 0)
    return Meaning(parts.key, round(strength, 2)) if strength > 0.2 else None


def _outcome(said: str) -> tuple[str | None, str]:
    """Take every word of what happened to people out; None when they say different things."""
    outcome, rest = _finder("outcome").take(said)
    more, further = _finder("outcome").take(rest)
    while more in (outcome, "affected") and outcome:
        rest = further
        more, further = _finder("outcome").take(rest)
    return (None, said) if more else (outcome, rest)


_CHILDREN = ("child", "boy", "girl")
"""With people of a role, those who are taken for civilians where a heading does not say it."""

_VAGUE = frozenset(map(fold, ("affected", "injury", "ضحايا")))


def _of_event(said: str) -> Meaning | None:
    """Read what a column of yes and no says happened."""
    code, rest = _finder("event").take(said)
    if code is None:
        return None
    while (more := _finder("event").take(rest))[0]:
        rest = more[1]
    known = _finder("site").take(rest)[1]
    strange = _strange(_finder("role").take(known)[1])
    return Meaning(EVENT_FLAG, 0.8 - 0.1 * strange, {CODE: code}) if strange <= 4 else None


def count_of_words(said: str) -> Meaning | None:
    """Read the words of a tag such as `affected killed children min` as a number of people."""
    return _of_people(said)


def sites_of_words(said: str) -> Meaning | None:
    """Read the words of a tag such as `indicator health facility destroyed`."""
    site, rest = _finder("site").take(said)
    fate, _ = _fate(rest)
    if site and fate:
        return _of_sites(site, fate, "")
    event, _ = _finder("event").take(rest)
    if event:
        return Meaning(EVENT_FLAG, 0.8, {CODE: event})
    return None if site else _of_people(said)
