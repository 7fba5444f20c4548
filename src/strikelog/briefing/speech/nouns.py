"""What is counted: English nouns of two forms, Arabic nouns of five, with their gender.

An Arabic number governs its noun: one and two are said by the noun itself, 3–10 take the plural,
11–99 the singular in -an, hundreds the bare singular.
"""

import re
from dataclasses import dataclass
from enum import Enum

__all__ = [
    "ATTACK",
    "CHILDREN",
    "CIVILIANS",
    "DAY",
    "FIGURE",
    "GOVERNORATE",
    "IMPACT",
    "ITEM",
    "MEN",
    "MINUTE",
    "ORIGIN",
    "PARTS",
    "PERSONS",
    "REPORT",
    "SOURCE",
    "TIME",
    "UNITS",
    "WOMEN",
    "Arabic",
    "Noun",
    "Plural",
    "plural_of",
]


class Plural(Enum):
    """The plural categories of Arabic, by the names that the Unicode locale data give them."""

    ZERO = "zero"
    ONE = "one"
    TWO = "two"
    FEW = "few"
    MANY = "many"
    OTHER = "other"


def plural_of(number: int) -> Plural:
    """The category a number puts its noun into."""
    if number in (0, 1, 2):
        return (Plural.ZERO, Plural.ONE, Plural.TWO)[number]
    last = number % 100
    if 3 <= last <= 10:
        return Plural.FEW
    return Plural.MANY if last >= 11 else Plural.OTHER


@dataclass(frozen=True, slots=True)
class Arabic:
    """The forms of an Arabic noun: singular, dual, plural after 3–10, and «of the things».

    `many` (after 11–99) and the gender follow from the singular unless given.
    """

    one: str
    two: str
    few: str
    of: str
    many: str = ""
    feminine: bool | None = None

    @property
    def is_feminine(self) -> bool:
        """Tell whether adjectives and numbers agree with it as feminine."""
        if self.feminine is not None:
            return self.feminine
        return self.one.split()[0].endswith("ة")

    @property
    def single(self) -> str:
        """One of it: «هجوم واحد»."""
        return f"{self.one} {'واحدة' if self.is_feminine else 'واحد'}"

    @property
    def pair(self) -> str:
        """Two of it after a preposition: «هجومين اثنين», as many duals are spelled like plurals."""
        both = "اثنتين" if self.is_feminine else "اثنين"
        head, *rest = self.two.split()
        if head.endswith("ا"):  # the head of a compound, whose -n falls away: «مكتبا إغاثة»
            return " ".join([f"{head[:-1]}ي", *rest, both])
        ended = re.sub(r"آن\b", "أين", re.sub(r"ان\b", "ين", self.two))
        return f"{ended} {both}"

    @property
    def accusative(self) -> str:
        """The singular after 11–99: «هجوماً»."""
        if self.many or " " in self.one:
            return self.many or self.one
        if self.one.endswith(("ة", "ى", "اء")):
            return self.one
        return f"{self.one}اً"


@dataclass(frozen=True, slots=True)
class Noun:
    """A thing that is counted, in both tongues."""

    one: str
    many: str
    ar: Arabic


ATTACK = Noun("attack", "attacks", Arabic("هجوم", "هجومان", "هجمات", "الهجمات"))
SITE = Noun("site", "sites", Arabic("موقع", "موقعان", "مواقع", "المواقع"))
INCIDENT = Noun("incident", "incidents", Arabic("حادثة", "حادثتان", "حوادث", "الحوادث"))
SOURCE = Noun("source", "sources", Arabic("مصدر", "مصدران", "مصادر", "المصادر"))
CLAIM = Noun("claim", "claims", Arabic("إفادة", "إفادتان", "إفادات", "الإفادات"))
REPORT = Noun("report", "reports", Arabic("تقرير", "تقريران", "تقارير", "التقارير"))
ORIGIN = Noun(
    "independent origin",
    "independent origins",
    Arabic("أصل مستقل", "أصلان مستقلان", "أصول مستقلة", "الأصول المستقلة", many="أصلاً مستقلاً"),
)
IMPACT = Noun("impact", "impacts", Arabic("ضربة", "ضربتان", "ضربات", "الضربات"))
ITEM = Noun("item", "items", Arabic("مادة", "مادتان", "مواد", "المواد"))
FIGURE = Noun("figure", "figures", Arabic("رقم", "رقمان", "أرقام", "الأرقام"))
DAY = Noun("day", "days", Arabic("يوم", "يومان", "أيام", "الأيام"))
MINUTE = Noun("minute", "minutes", Arabic("دقيقة", "دقيقتان", "دقائق", "الدقائق"))
TIME = Noun("time", "times", Arabic("مرة", "مرتان", "مرات", "المرات"))
GOVERNORATE = Noun(
    "governorate", "governorates", Arabic("محافظة", "محافظتان", "محافظات", "المحافظات")
)
CIVILIANS = Noun("civilian", "civilians", Arabic("مدني", "مدنيان", "مدنيين", "المدنيين"))
PERSONS = Noun("person", "people", Arabic("شخص", "شخصان", "أشخاص", "الأشخاص"))
CHILDREN = Noun("child", "children", Arabic("طفل", "طفلان", "أطفال", "الأطفال"))
WOMEN = Noun("woman", "women", Arabic("امرأة", "امرأتان", "نساء", "النساء"))
MEN = Noun("man", "men", Arabic("رجل", "رجلان", "رجال", "الرجال"))
_BOYS = Noun("boy", "boys", Arabic("فتى", "فتيان", "فتيان", "الفتيان"))
_GIRLS = Noun("girl", "girls", Arabic("فتاة", "فتاتان", "فتيات", "الفتيات"))

PARTS = {"child": CHILDREN, "woman": WOMEN, "man": MEN, "boy": _BOYS, "girl": _GIRLS}
"""Who is named as part of a whole, by age and sex."""

_PLACE = Noun(
    "distinct place",
    "distinct places",
    Arabic("مكان مختلف", "مكانان مختلفان", "أماكن مختلفة", "الأماكن المختلفة", "مكاناً مختلفاً"),
)
_MOVEMENT = Noun(
    "movement", "movements", Arabic("حركة نزوح", "حركتا نزوح", "حركات نزوح", "حركات النزوح")
)
_HOUSEHOLD = Noun("household", "households", Arabic("أسرة", "أسرتان", "أسر", "الأسر"))
_MUNITION = Noun("munition", "munitions", Arabic("ذخيرة", "ذخيرتان", "ذخائر", "الذخائر"))
_UNNUMBERED = Arabic("غير واضح", "غير واضح", "غير واضح", "غير الواضح", "غير واضح")

UNITS = {
    "attack": ATTACK,
    "attack_event": ATTACK,
    "site": SITE,
    "distinct_facility": _PLACE,
    "person": PERSONS,
    "movement": _MOVEMENT,
    "household": _HOUSEHOLD,
    "munition": _MUNITION,
    "percent": Noun(
        "per cent", "per cent", Arabic("بالمئة", "بالمئة", "بالمئة", "بالمئة", "بالمئة")
    ),
    "unclear": Noun("not clear", "not clear", _UNNUMBERED),
}
"""What is counted, by the code of its unit."""
