"""Passphrases: six drawn words to offer, and a cautious guess at how strong a typed one is.

The guess knows no composition rules and needs no network. It asks how a guessing machine would go
about it: words drawn from our list cost what the list is worth; words of ordinary language cost far
less, because people choose them; runs, keyboard rows, years and repetitions cost next to nothing.
It errs towards “too weak”: better one word more than a vault that opens.
"""

from __future__ import annotations

import math
import re
import secrets
import unicodedata
from itertools import pairwise

from .wordlist import listed_words, word_list

ENOUGH_BITS = 60.0
"""The least estimate a vault's passphrase should reach; five drawn words do."""

_OFFERED_WORDS = 6

# Marks that keyboards and messengers slip in between scripts; nobody can retype what nobody sees.
_UNSEEN = dict.fromkeys(
    (0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
)

_SEPARATORS = re.compile(r"[\s\-_.,;:/+،؛]+")
_PARTS = re.compile(r"[^\W\d_]+|\d+|[\W_]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LEET = str.maketrans("4@831!05$7", "aabeiiosst")
_ROWS = (
    "qwertyuiop", "asdfghjkl", "zxcvbnm",
    "azertyuiop", "qsdfghjklm", "wxcvbn",
    "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظ",
    "abcdefghijklmnopqrstuvwxyz", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
)  # fmt: skip

_LETTER_BITS = 1.5
_UNVOWELLED_LETTER_BITS = 2.0
_IDEOGRAPH_BITS = 5.0
_LATER_LETTER_BITS = 0.75
_TELLING_LETTERS = 6
_DIGIT_BITS = 2.5
_YEAR_BITS = 5.0
_SYMBOL_BITS = 2.0
_RANDOM_CHARACTER_BITS = 4.0


def generate(words: int = _OFFERED_WORDS) -> str:
    """Draw words from the shipped list, each worth 12.9 bits, with single spaces between them."""
    return " ".join(secrets.choice(word_list()) for _ in range(words))


def normalised(text: str) -> str:
    """Give the one form in which a passphrase is turned into a key.

    Composed letters (NFC), single spaces, no unseen direction marks: what looks the same on two
    keyboards opens the same vault. Changing this locks people out; it is part of the file format.
    """
    return " ".join(unicodedata.normalize("NFC", text.translate(_UNSEEN)).split())


def strength_bits(text: str) -> float:
    """Guess, cautiously, the bits a guessing machine must go through to find a passphrase."""
    tokens = _tokens(normalised(text))
    distinct = {token.casefold(): token for token in tokens}.values()
    drawn = _look_drawn(tokens)
    repetitions = len(tokens) - len(distinct)
    return sum(_token_bits(token, drawn=drawn) for token in distinct) + _count_bits(repetitions)


def is_strong_enough(text: str) -> bool:
    """Tell whether a passphrase may guard a vault."""
    return strength_bits(text) >= ENOUGH_BITS


def _tokens(text: str) -> list[str]:
    """Split at spaces and joining marks, but keep the few listed words that hold a hyphen whole."""
    tokens: list[str] = []
    for piece in text.split():
        whole = piece.casefold() in listed_words()
        tokens += [piece] if whole else [token for token in _SEPARATORS.split(piece) if token]
    return tokens


def _look_drawn(tokens: list[str]) -> bool:
    """Tell drawn words from a sentence, which always has small words that the list leaves out."""
    words = [token.casefold() for token in tokens if token[0].isalpha()]
    listed = set(words) & listed_words()
    return len(listed) >= 4 and 4 * len(listed) >= 3 * len(words)


def _token_bits(token: str, *, drawn: bool) -> float:
    folded = token.casefold()
    if drawn and folded in listed_words():
        return math.log2(len(listed_words()))
    period = (folded + folded).find(folded, 1)
    if period < len(folded):
        return _token_bits(folded[:period], drawn=False) + _count_bits(len(folded) // period)
    if _looks_random(token):
        return _RANDOM_CHARACTER_BITS * len(token)
    return sum(_part_bits(part) for part in _PARTS.findall(folded.translate(_leet_for(folded))))


def _looks_random(token: str) -> bool:
    """Tell a password from a machine: its characters change class more often than people's do."""
    changes = min(_class_changes(token), _class_changes(token.translate(_leet_for(token))))
    return len(token) >= 8 and len(set(token)) >= 6 and changes >= 0.3 * (len(token) - 1)


def _class_changes(token: str) -> int:
    kinds = [_character_class(character) for character in token]
    return sum(before != after for before, after in pairwise(kinds))


def _character_class(character: str) -> str:
    return unicodedata.category(character)[:2] if character.isalpha() else character.isdigit() * "N"


def _leet_for(token: str) -> dict[int, int]:
    """Read digits inside a word as the letters they stand for; leave plain numbers alone."""
    letters = sum(character.isalpha() for character in token)
    return _LEET if letters > len(token) / 2 else {}


def _part_bits(part: str) -> float:
    """Estimate a run of letters, a number or a symbol."""
    if _YEAR.fullmatch(part):
        return _YEAR_BITS
    fresh = "".join(_without_runs(part))
    followers = len(part) - len(fresh)
    if part.isdigit():
        return _DIGIT_BITS * len(fresh) + _count_bits(followers)
    if not part[0].isalpha():
        return _SYMBOL_BITS
    return _letters_bits(fresh) + _count_bits(followers)


def _count_bits(times: int) -> float:
    """Bits it takes to say how often something goes on."""
    return math.log2(1 + times)


def _without_runs(part: str) -> list[str]:
    """Drop what merely goes on: the third and later of “aaa”, “cde”, “321” or “qwe”."""
    steps = [_goes_on(*pair) for pair in pairwise(part)]
    return [
        character
        for place, character in enumerate(part)
        if place < 2 or not (steps[place - 1] and steps[place - 2])
    ]


def _goes_on(before: str, after: str) -> bool:
    if before == after or (before.isdigit() and abs(ord(before) - ord(after)) == 1):
        return True
    return any(before + after in row or after + before in row for row in _ROWS)


def _letters_bits(letters: str) -> float:
    """Count the first letters of a word in full; the later ones follow from them."""
    weights = [_letter_weight(letter) for letter in letters]
    later = max(0, len(letters) - _TELLING_LETTERS)
    return sum(weights[:_TELLING_LETTERS]) + _LATER_LETTER_BITS * later


def _letter_weight(letter: str) -> float:
    if letter >= "\u2e80":
        return _IDEOGRAPH_BITS
    # Hebrew to Syriac write no short vowels, so each letter says more.
    return _UNVOWELLED_LETTER_BITS if "\u0590" <= letter <= "\u08ff" else _LETTER_BITS
