"""Names of months and weekdays, and the words that join dates, in English and Arabic.

Our own tables rather than CLDR's: Arabic dates are shown with Levantine names and Latin digits,
and every name in use from Morocco to Iraq must be readable.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .text import fold

_ENGLISH = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LEVANTINE = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
    "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip
_OTHER_SPELLINGS = (
    "كانون ثاني|كانون ثان|يناير|جانفي",
    "Febr|فبراير|فيفري",
    "مارس|مارت|اذار",
    "أبريل|إبريل|أفريل",
    "مايو|ماي|مايس|ايار",
    "يونيو|يونيه|جوان",
    "يوليو|يوليه|يوليوز|جويلية",
    "أغسطس|أوت|غشت",
    "Sept|سبتمبر|شتنبر|ايلول",
    "تشرين أول|أكتوبر",
    "تشرين ثاني|تشرين ثان|نوفمبر|نونبر",
    "كانون أول|ديسمبر|دجنبر",
)
_WEEKDAYS = (
    "Monday|Mon|الاثنين",
    "Tuesday|Tues|Tue|الثلاثاء",
    "Wednesday|Wed|الأربعاء",
    "Thursday|Thurs|Thu|الخميس",
    "Friday|Fri|الجمعة",
    "Saturday|Sat|السبت",
    "Sunday|Sun|الأحد",
)


@dataclass(frozen=True, slots=True)
class Phrases:
    """How one language puts a date into words; braces take the points."""

    about: str
    doubtful: str
    since: str
    until: str
    between: str
    open: str


PHRASES = {
    "en": Phrases(
        about="about {}",
        doubtful="{} (doubtful)",
        since="from {}",
        until="until {}",
        between="between {} and {}",
        open="still open",
    ),
    "ar": Phrases(
        about="حوالي {}",
        doubtful="{} (غير مؤكد)",
        since="منذ {}",
        until="حتى {}",
        between="بين {} و{}",
        open="مستمر",
    ),
}


def month_name(month: int, language: str = "en", *, long: bool = True) -> str:
    """Name a month; English has a short name of three letters too, Arabic only one name."""
    if language == "ar":
        return _LEVANTINE[month - 1]
    name = _ENGLISH[month - 1]
    return name if long else name[:3]


def alternatives(*spellings: str) -> str:
    """Make the pattern of any of several folded spellings, longest first; `|` parts spellings."""
    each = {fold(word) for group in spellings for word in group.split("|")}
    return "|".join(sorted(map(re.escape, each), key=len, reverse=True))


def _spellings_of(month: int) -> list[str]:
    index = month - 1
    shown = [_ENGLISH[index], _ENGLISH[index][:3], _LEVANTINE[index]]
    return shown + _OTHER_SPELLINGS[index].split("|")


MONTHS = {fold(name): month for month in range(1, 13) for name in _spellings_of(month)}
"""Folded names of months and their numbers."""

WEEKDAYS = {fold(name): index for index, names in enumerate(_WEEKDAYS) for name in names.split("|")}
"""Folded names of weekdays, Monday being 0."""
