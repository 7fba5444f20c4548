"""Counts as people write and read them, in English and Arabic."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from .count_values import (
    DOZENS,
    MOST,
    SEVERAL,
    BadCount,
    Count,
    CountReversed,
    Total,
    count_of,
    qualifier_problem,
)
from .date_names import alternatives
from .number_words import read_number
from .text import clean_line, fold, has_note_mark, isolate_ltr

# Narrow and unbreakable: a plain thin space would let a line end part a number, and would turn
# the groups round within Arabic.
THIN_SPACE = "\u202f"


@dataclass(frozen=True, slots=True)
class _Phrases:
    at_least: str
    any_number: str
    more_than: str
    up_to: str
    fewer: str
    about: str
    several: str
    dozens: str
    unspecified: str
    none: str
    unstated: str


_PHRASES = {
    "en": _Phrases(
        at_least="at least {}",
        any_number="0 or more",
        more_than="more than {}",
        up_to="up to {}",
        fewer="fewer than {}",
        about="about {}",
        several="several",
        dozens="dozens",
        unspecified="unknown number",
        none="none",
        unstated="not reported",
    ),
    "ar": _Phrases(
        at_least="{} على الأقل",
        any_number="0 أو أكثر",
        more_than="أكثر من {}",
        up_to="حتى {}",
        fewer="أقل من {}",
        about="نحو {}",
        several="عدة",
        dozens="عشرات",
        unspecified="عدد غير معروف",
        none="لا أحد",
        unstated="لم يُذكر",
    ),
}


def number_words(number: int, language: str = "en") -> str:
    """Write a whole number with thin spaces between thousands."""
    digits = f"{number:,}".replace(",", THIN_SPACE)
    return isolate_ltr(digits) if language.startswith("ar") and number >= 1000 else digits


def range_words(
    low: int | None,
    high: int | None,
    language: str = "en",
    *,
    qualifier: str | None = None,
    counted: Callable[[int], str] | None = None,
) -> str:
    """Say a range: «8», «at least 14», «fewer than 100», «3–5», «up to 3», «not reported».

    The qualifier's own words are used only where the numbers bear it out. `counted` says a single
    number with what it counts, for a language whose phrases enclose both.
    """
    phrases = _PHRASES["ar" if language.startswith("ar") else "en"]
    code = "" if qualifier_problem(low, high, qualifier) else qualifier or ""
    say = counted or (lambda number: number_words(number, language))
    if low is None and high is None:
        return phrases.unstated
    if said := _said_by_qualifier(phrases, code, low):
        return said
    if high is None:
        return _with_number(phrases, code, low or 0, say)
    if low is None:
        return phrases.fewer.format(say(high + 1))
    if code == "up_to" or (low == 0 < high and code != "between"):
        return phrases.up_to.format(say(high))
    if low == high:
        return phrases.about.format(say(low)) if code == "about" else say(low)
    between = f"{number_words(low)}–{number_words(high)}"
    return isolate_ltr(between) if language.startswith("ar") else between


def _said_by_qualifier(phrases: _Phrases, code: str, low: int | None) -> str:
    """Give the words of a qualifier that needs no number."""
    several = phrases.dozens if low == DOZENS else phrases.several
    return {"several": several, "unspecified": phrases.unspecified, "none": phrases.none}.get(
        code, ""
    )


def _with_number(phrases: _Phrases, code: str, low: int, say: Callable[[int], str]) -> str:
    """Say a range whose high end is open."""
    if code == "more_than":
        return phrases.more_than.format(say(low - 1))
    return phrases.at_least.format(say(low)) if low else phrases.any_number


def total_words(total: Total, language: str = "en") -> str:
    """Say a sum; with blank numbers behind it, it is «at least» its low end."""
    if total.low is None:
        return range_words(None, None, language)
    return range_words(total.low, None if total.is_at_least else total.high, language)


_FIXED = {
    **dict.fromkeys(("none", "no one", "nobody", "nil", "0", "zero"), ("none", 0)),
    **dict.fromkeys(("لا أحد", "لا يوجد", "لا شيء", "صفر"), ("none", 0)),
    **dict.fromkeys(("several", "a few", "few", "عدة", "عدد من", "بضعة"), ("several", SEVERAL)),
    **dict.fromkeys(("dozens", "several dozen", "عشرات", "العشرات"), ("several", DOZENS)),
    **dict.fromkeys(("some", "unknown number", "an unknown number"), ("unspecified", 0)),
    **dict.fromkeys(("number unknown", "unspecified", "number not given"), ("unspecified", 0)),
    **dict.fromkeys(("عدد غير معروف", "عدد غير محدد", "بعض"), ("unspecified", 0)),
}  # fmt: skip
_WHOLE_ANSWERS = {fold(words): answer for words, answer in _FIXED.items()}
_BEFORE = {
    "at_least": "at least|minimum|minimum of|a minimum of|no fewer than|no less than|not less than"
    "|>=|≥|على الأقل|ما لا يقل عن|لا يقل عن",
    "more_than": "more than|over|above|>|أكثر من|ما يزيد عن|ما يزيد على|يزيد عن|يزيد على|فوق",
    "up_to": "up to|at most|no more than|not more than|maximum|a maximum of|<=|≤"
    "|حتى|حتي|على الأكثر|لا يزيد عن|ما لا يزيد عن|لا يزيد على|ما لا يزيد على",
    "almost": "almost|nearly|just under|fewer than|less than|under|below|<|أقل من|ما يقرب من",
    "about": "about|around|approximately|approx|approx.|roughly|circa|ca|c.|c|some|~"
    "|نحو|حوالي|حوالى|تقريبا|قرابة|زهاء",
    "exact": "exactly|بالضبط",
}
_AFTER = {
    "at_least": "+|or more|at least|على الأقل|فأكثر|أو أكثر",
    "up_to": "at most|or fewer|or less|على الأكثر|فأقل|أو أقل",
    "about": "approximately|approx|approx.|or so|تقريبا",
}
_ONE_NUMBER = [
    *((re.compile(rf"(?:{alternatives(words)}) ?(.+)"), code) for code, words in _BEFORE.items()),
    *((re.compile(rf"(.+?) ?(?:{alternatives(words)})"), code) for code, words in _AFTER.items()),
]
_LEAD = re.compile(rf"^(?:{alternatives('between|from|بين|من')}) ")
_BETWEEN = alternatives("to|and|or|إلى|الى|و|أو")
_SEPARATOR = re.compile(rf" (?:{_BETWEEN}) | و(?=[^\W_])")
_NOUN = re.compile(
    rf" (?:{alternatives('people|persons|person|civilians|civilian|شخص|شخصا|أشخاص|مدنيين|مدنيا')})$"
)
_DASHES = re.compile("[‐‑‒–—―−]")


def read_count(text: str) -> Count:
    """Read what a person typed or a source says, keeping its wording; raise BadCount."""
    wording = clean_line(text)
    if has_note_mark(text):
        raise BadCount(text=wording)
    plain = " ".join(_DASHES.sub("-", fold(wording)).split())
    plain = _NOUN.sub("", plain)
    if plain in _WHOLE_ANSWERS:
        qualifier, number = _WHOLE_ANSWERS[plain]
        return count_of(qualifier, number, wording=wording)
    number_alone = read_number(plain)
    if number_alone is not None:
        return _kept("exact", number_alone, number_alone, wording=wording)
    return _qualified(plain, wording) or _two_numbers(plain, wording)


def _qualified(plain: str, wording: str) -> Count | None:
    """Read one number with words before or after it."""
    for pattern, qualifier in _ONE_NUMBER:
        found = pattern.fullmatch(plain)
        number = read_number(found[1]) if found else None
        if number is not None:
            return _kept(qualifier, number, number, wording=wording)
    return None


def _two_numbers(plain: str, wording: str) -> Count:
    """Read a range wherever it can be parted, hyphens last: twenty-one to thirty."""
    bare = _LEAD.sub("", plain)
    for found in [*_SEPARATOR.finditer(bare), *re.finditer(" ?- ?", bare)]:
        low, high = read_number(bare[: found.start()]), read_number(bare[found.end() :])
        if low is not None and high is not None:
            return _kept("between", low, high, wording=wording)
    raise BadCount(text=wording)


def _kept(qualifier: str, number: int, other: int, *, wording: str) -> Count:
    """Make the count unless its numbers make no sense."""
    if max(number, other) > MOST or (qualifier == "almost" and number == 0):
        raise BadCount(text=wording)
    if number > other:
        raise CountReversed(text=wording)
    return count_of(qualifier, number, other, wording=wording)
