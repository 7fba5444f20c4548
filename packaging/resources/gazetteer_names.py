"""Chooses, among a place's many names, the few that are clean enough to be shown and searched."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

ARABIC_LETTERS = frozenset("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي -")
OWN_SCRIPTS = {
    "AM": re.compile(r"[\u0530-\u058f .-]+"),
    "ET": re.compile(r"[\u1200-\u137f .-]+"),
    "GE": re.compile(r"[\u10a0-\u10ff .-]+"),
    "IL": re.compile(r"[\u0590-\u05ff .-]+"),
    "MM": re.compile(r"[\u1000-\u109f .-]+"),
    "RU": re.compile(r"[\u0400-\u04ff .-]+"),
    "UA": re.compile(r"(?!.*[ыэёъўЫЭЁЪЎ])[\u0400-\u04ff ’'.-]+"),
}
_VOWEL_MARKS = re.compile(r"[\u064b-\u0652\u0640]")
_LATIN = re.compile(
    r"[A-Z\u00c0-\u024f\u1e00-\u1eff'‘’ʻʿ][^\W\d_'‘’ʻʿ .-]*(?:['‘’ʻʿ .-]+[^\W\d_]*)*"
)
_SOUNDS = str.maketrans(
    {
        "ا": "a",
        "ب": "b",
        "ت": "t",
        "ث": "t",
        "ج": "j",
        "ح": "h",
        "خ": "k",
        "د": "d",
        "ذ": "d",
        "ر": "r",
        "ز": "z",
        "س": "s",
        "ش": "s",
        "ص": "s",
        "ض": "d",
        "ط": "t",
        "ظ": "z",
        "ع": "",
        "غ": "g",
        "ف": "f",
        "ق": "q",
        "ك": "k",
        "ل": "l",
        "م": "m",
        "ن": "n",
        "ه": "h",
        "و": "w",
        "ى": "a",
        "ي": "y",
        "ء": "",
        "آ": "a",
        "أ": "a",
        "ؤ": "w",
        "إ": "i",
        "ئ": "y",
        "ة": "h",
    }
)
_LIKENESS = 0.6
_KIND_OF_UNIT = re.compile(r"\b(district|ra[ij]on|rayon)\b|район", re.IGNORECASE)
_SPELLED_WITH_CARE = re.compile("[ةأإآ]")
_AIRPORT_CODE = re.compile("[A-Z]{3}")
_BARE_HAMZA = re.compile(r"ء(?![اةي]?(?:\s|$))")


def folded(name: str) -> str:
    """Letters a–z of a name, without marks, blanks and case; for comparing, never for showing."""
    return re.sub("[^a-z]", "", unicodedata.normalize("NFKD", name).lower())


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters alone, beginning with a capital."""
    latin = all("LATIN" in unicodedata.name(letter, "") for letter in name if letter.isalpha())
    return bool(latin and _LATIN.fullmatch(name))


def arabic_names(name: str, others: Iterable[str]) -> list[str]:
    """Names in clean Arabic letters, the one that sounds most like the given name first.

    The source does not say which language a name is in: any letter outside the Arabic alphabet
    (Persian, Kurdish, Urdu …) rules a name out.
    """
    bare = (_VOWEL_MARKS.sub("", other) for other in others)
    clean = {other for other in bare if _is_clean(other)}
    return sorted(clean, key=lambda other: (-_fitness(folded(name), other), other))


def _is_clean(arabic: str) -> bool:
    if not arabic or arabic[0] in " -ئ" or arabic.startswith(("محافظة", "مدينة")):
        return False
    return set(arabic) <= ARABIC_LETTERS and not _BARE_HAMZA.search(arabic)


def _fitness(name: str, arabic: str) -> float:
    # Spellings with article, hamza and final ta marbuta are the careful ones; Persian has neither.
    careful = 0.2 * arabic.startswith("ال") + 0.1 * bool(_SPELLED_WITH_CARE.search(arabic))
    return _likeness(name, _heard(arabic)) + careful


def _heard(arabic: str) -> str:
    return arabic.removeprefix("ال").translate(_SOUNDS).replace(" ", "")


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def spellings(name: str, others: Iterable[str], limit: int) -> list[str]:
    """Latin spellings that resemble the name and differ in more than marks, plainest first."""
    taken = {folded(name)}
    chosen: list[str] = []
    for other in sorted(others, key=lambda other: (not other.isascii(), other)):
        key = folded(other)
        if len(chosen) == limit:
            break
        if key in taken or not is_latin(other) or _is_no_name(other):
            continue
        if _likeness(folded(name), key) >= _LIKENESS:
            taken.add(key)
            chosen.append(other)
    return chosen


def _is_no_name(other: str) -> bool:
    return bool(_AIRPORT_CODE.fullmatch(other) or _KIND_OF_UNIT.search(other))


def own_script(country: str, others: Iterable[str], limit: int) -> list[str]:
    """Names in the script of a country that writes neither Latin nor Arabic."""
    pattern = OWN_SCRIPTS.get(country)
    named = (other for other in others if pattern and pattern.fullmatch(other))
    return [other for other in named if not _is_no_name(other)][:limit]
