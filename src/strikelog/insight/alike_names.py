"""Whether two names may be of one place or site, in either script; for comparison, never for show.

What kind of place it is ("hospital", «مستشفى») tells no two hospitals apart and is left out; what a
name adds to that ("surgical", «جراحي») counts as one word in both languages.
"""

from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from ..domain.text import skeleton, skeletons, words

_KINDS_OF_PLACE = """
hospital hospitals hosp clinic clinics centre center centers centres health medical facility point
dispensary school schools market souk souq mosque church bakery oven camp camps quarter
neighbourhood neighborhood district building buildings house houses home homes residential area
areas station water university institute office headquarters site town city village the of in at on
and for near strike strikes attack attacks airstrike airstrikes shelling bombing hit
مستشفى مستشفيات مشفى مشافي عيادة عيادات مركز مراكز صحي طبي نقطة مستوصف مدرسة مدارس سوق أسواق
مسجد جامع كنيسة مخبز فرن أفران مخيم مخيمات حي أحياء بناء مبنى أبنية منزل منازل منطقة محطة مياه
جامعة معهد مكتب مقر مدينة بلدة قرية في على من قرب قصف غارة غارات هجوم
"""
_QUALITIES: Mapping[str, str] = {
    "surgical": "surgery surgical surgeries جراحي جراحة جراحية",
    "maternity": "maternity obstetric obstetrics توليد ولادة نسائية",
    "children": "children childrens paediatric pediatric kids أطفال طفل",
    "national": "national central وطني مركزي",
    "field": "field ميداني",
    "orthopaedic": "orthopaedic orthopedic bone عظمية عظام",
    "specialised": "specialised specialized specialist تخصصي",
    "primary": "primary elementary basic ابتدائية أولية أولي",
    "secondary": "secondary high ثانوية",
    "boys": "boys بنين ذكور",
    "girls": "girls بنات إناث",
    "vegetable": "vegetable vegetables خضار خضرة",
    "popular": "popular weekly شعبي",
    "great": "great grand big large كبير كبرى",
    "old": "old قديم قديمة",
    "new": "new جديد جديدة",
    "cave": "cave cavern مغارة",
    "east": "east eastern شرقي شرقية",
    "west": "west western غربي غربية",
    "north": "north northern شمالي شمالية",
    "south": "south southern جنوبي جنوبية",
}
_LEFT_OUT = frozenset(words(_KINDS_OF_PLACE))
_ONE_WORD: Mapping[str, str] = {
    spelling: f"#{quality}" for quality, text in _QUALITIES.items() for spelling in words(text)
}
_ARTICLES = frozenset({"al", "el", "ul", "an", "as", "ar", "at", "ad", "az", "ash", "l", "ال"})
_ARTICLE = "ال"
_SHORTEST_SLIP = 4
"""Consonants of a word from which one slip of the pen still leaves it the same word."""

_SHORTEST_KEY = 4
"""Consonants of a single word that are worth looking a name up by."""

Bones = frozenset[str]
"""The skeletons of one word, however it may be spelt."""


@lru_cache(maxsize=200_000)
def telling_words(name: str) -> tuple[Bones, ...]:
    """Give what a name says beside the kind of place, word by word."""
    return tuple(_bones(word) for word in _said(name))


def _said(name: str) -> list[str]:
    said = (word for word in words(name) if word not in _ARTICLES)
    return [word for word in said if not _LEFT_OUT & {word, word.removeprefix(_ARTICLE)}]


def _bones(word: str) -> Bones:
    quality = _ONE_WORD.get(word) or _ONE_WORD.get(word.removeprefix(_ARTICLE))
    return frozenset((quality,) if quality else skeletons(word) or (word,))


Names = tuple[str, ...]
"""The spellings of one name."""


@lru_cache(maxsize=200_000)
def likeness_of_names(one: Names, other: Names, places: Names = ()) -> float | None:
    """Give how alike the likest spellings of two names are, 0 to 1; None when one says nothing.

    What a name takes from the places it lies in says nothing: half a town bears the town's name.
    """
    town = _bones_of(places)
    found = [like for a in one for b in other if (like := _likeness(a, b, town)) is not None]
    return max(found, default=None)


@lru_cache(maxsize=100_000)
def _bones_of(names: Names) -> Bones:
    return frozenset[str]().union(*(bones for name in names for bones in telling_words(name)))


@lru_cache(maxsize=200_000)
def _likeness(one: str, other: str, town: Bones) -> float | None:
    said, theirs = telling_words(one), telling_words(other)
    mine = _drawn_together(said, (*theirs, town))
    theirs = _drawn_together(theirs, (*said, town))
    mine, theirs = _without(mine, town), _without(theirs, town)
    if not mine or not theirs:
        return None
    return 2 * _shared(mine, theirs) / (len(mine) + len(theirs))


def _without(said: tuple[Bones, ...], town: Bones) -> tuple[Bones, ...]:
    return tuple(bones for bones in said if bones.isdisjoint(town))


def _drawn_together(said: tuple[Bones, ...], others: tuple[Bones, ...]) -> tuple[Bones, ...]:
    """Write two neighbours as one word where the other name does: Kafr Nabl, Kafranbel."""
    known = frozenset[str]().union(*others)
    for at in range(len(said) - 1):
        joined = frozenset(one + two for one in said[at] for two in said[at + 1])
        if joined & known:
            return (*said[:at], joined, *_drawn_together(said[at + 2 :], others))
    return said


def _shared(mine: tuple[Bones, ...], theirs: tuple[Bones, ...]) -> int:
    left = list(theirs)
    shared = 0
    for bones in mine:
        match = next((one for one in left if _same_word(bones, one)), None)
        if match is not None:
            left.remove(match)
            shared += 1
    return shared


def _same_word(one: Bones, other: Bones) -> bool:
    if not one.isdisjoint(other):
        return True
    return any(_one_slip(a, b) for a in one for b in other)


def _one_slip(one: str, other: str) -> bool:
    """Tell whether one letter more, less or other makes one of the other."""
    if min(len(one), len(other)) < _SHORTEST_SLIP or abs(len(one) - len(other)) > 1:
        return False
    if "#" in (one[0], other[0]):
        return False
    short, long = sorted((one, other), key=len)
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


@lru_cache(maxsize=200_000)
def name_keys(name: str) -> tuple[str, ...]:
    """Give what a name is looked up by, the same for its spellings in both scripts."""
    said = [word for word in _said(name) if not any(b[0] == "#" for b in _bones(word))]
    pairs = [one + " " + two for one, two in pairwise(said)]
    whole = [one for one in skeletons(" ".join(said)) if len(one) > 1]
    others = [skeleton(one) for one in (*pairs, *said)]
    return tuple(dict.fromkeys([*whole, *(one for one in others if len(one) >= _SHORTEST_KEY)]))


__all__ = ["likeness_of_names", "name_keys"]
