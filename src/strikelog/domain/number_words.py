"""Whole numbers as people write them: digits of three scripts, grouped or not, and number words."""

from __future__ import annotations

import re

from .text import fold

_ENGLISH_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
)
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ARABIC_ONES = (
    "صفر", "واحد واحدة", "اثنان اثنين اثنتان اثنتين اثنا اثني", "ثلاثة ثلاث", "أربعة أربع",
    "خمسة خمس", "ستة ست", "سبعة سبع", "ثمانية ثماني ثمان", "تسعة تسع", "عشرة عشر", "أحد إحدى",
)  # fmt: skip
_ARABIC_TENS = (
    "عشرون عشرين", "ثلاثون ثلاثين", "أربعون أربعين", "خمسون خمسين", "ستون ستين", "سبعون سبعين",
    "ثمانون ثمانين", "تسعون تسعين",
)  # fmt: skip
_ARABIC_HUNDREDS = ("ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع")


def _small_numbers() -> dict[str, int]:
    """Table of the words that add up."""
    table = {word: value for value, word in enumerate(_ENGLISH_ONES.split())}
    table |= {word: 10 * tens for tens, word in enumerate(_ENGLISH_TENS.split(), 2)}
    for value, words in enumerate(_ARABIC_ONES):
        table |= {fold(word): value if value < 11 else 1 for word in words.split()}
    for tens, words in enumerate(_ARABIC_TENS, 2):
        table |= {fold(word): 10 * tens for word in words.split()}
    for hundreds, stem in enumerate(_ARABIC_HUNDREDS, 3):
        table |= {fold(stem + word): 100 * hundreds for word in ("مئة", "مائة")}
    table |= {fold(word): 200 for word in ("مئتان", "مئتين", "مائتان", "مائتين")}
    return table | {fold(word): 2000 for word in ("ألفان", "ألفين")}


def _scales() -> dict[str, int]:
    """Table of the words that multiply what stands before them."""
    arabic = {100: "مئة مائة", 1000: "ألف ألفا آلاف", 1_000_000: "مليون ملايين"}
    table = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
    return table | {fold(word): size for size, words in arabic.items() for word in words.split()}


_SMALL = _small_numbers()
_SCALES = _scales()
_GROUPED = re.compile(r"\d{1,3}(?:([ ,.٬])\d{3})(?:\1\d{3})*|\d+", re.ASCII)
_SPELLED = re.compile(r"[^\W_]+(?:[ -][^\W_]+)*")
_LONGEST = 12
"""More digits than any count of people or things has."""


def read_number(folded: str) -> int | None:
    """Read one whole number from folded text; None when it is anything else."""
    text = folded.strip()
    if _GROUPED.fullmatch(text):
        digits = re.sub(r"\D", "", text)
        return int(digits) if len(digits) <= _LONGEST else None
    return _from_words(re.split("[ -]", text)) if _SPELLED.fullmatch(text) else None


def _from_words(tokens: list[str]) -> int | None:
    """Add small numbers and multiply by scales: four hundred thousand, خمسة وعشرون."""
    whole = part = None
    for token in tokens:
        word = token if _is_known(token) else token.removeprefix("و")
        if _SCALES.get(word, 0) >= 1000:
            whole, part = _added(whole, (part or 1) * _SCALES[word], token), None
        elif word in _SCALES:
            part = (part or 1) * _SCALES[word]
        elif word not in ("a", "and"):
            part = _added(part, _amount(word, first=tokens[0] == token), token)
        if -1 in (whole, part):
            return None
    return whole if part is None else _known(_added(whole, part, ""))


def _is_known(word: str) -> bool:
    return word in _SMALL or word in _SCALES


def _amount(word: str, *, first: bool) -> int:
    """Give what a word adds; digits may only begin, as in «4 million». -1 is no number."""
    if first and word.isdecimal() and len(word) <= _LONGEST:
        return int(word)
    return _SMALL.get(word, -1)


def _added(total: int | None, amount: int, token: str) -> int:
    """Add where the language does: twenty-five, not five twenty; Arabic puts ones before tens."""
    if total is None or amount < 0:
        return amount
    if 0 < amount < _roundness(total):
        return total + amount
    ones_first = not token.isascii() and 0 < total % 10 == total % 100
    return total + amount if ones_first and amount in range(10, 100, 10) else -1


def _roundness(number: int) -> int:
    """Give the largest power of ten that divides a number: 10 for 120."""
    return 10 ** (len(str(number)) - len(str(number).rstrip("0"))) if number else 0


def _known(number: int) -> int | None:
    return None if number < 0 else number
