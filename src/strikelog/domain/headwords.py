"""The head of a history as something people can say: its length and eight words.

Whoever holds these words, on paper or in a workbook, is a witness: as long as the history goes
through that point, everything up to it is as it was. Eight words of the list carry 103 bits, so no
second history with the same words can be found by trying.
"""

import hashlib
import re
from dataclasses import dataclass
from difflib import get_close_matches

from .errors import BadValue
from .messages import mark
from .wordlist import listed_words, word_list

WORDS = 8

_DOMAIN = "strikelog/head/1"
_PIECES = re.compile(r"\d+|[^\W\d_]+(?:-[^\W\d_]+)*")
_BETWEEN_DIGITS = re.compile("(?<=\\d)[\\s,.'’،٬\u00a0\u202f](?=\\d{3}(?!\\d))")


class HeadNotUnderstood(BadValue):
    """What was entered as the head of a history is not one."""

    message = mark(
        "“{text}” is not the head of a history: after its number, {wanted} words are expected, "
        "and {found} were found."
    )


class HeadWordUnknown(BadValue):
    """A word that no head has, probably misread."""

    message = mark("“{text}” is not a word that heads are made of. Perhaps “{nearest}” was meant.")


@dataclass(frozen=True, slots=True)
class SpokenHead:
    """A head as somebody outside holds it; the number of entries may be missing."""

    words: tuple[str, ...]
    size: int | None = None

    def __str__(self) -> str:
        return " ".join([*([] if self.size is None else [str(self.size)]), *self.words])

    def fits(self, size: int, digest: str) -> bool:
        """Tell whether this is the head of a history of that length and hash."""
        return self.size in (None, size) and self.words == words_of(size, digest)


@dataclass(frozen=True, slots=True)
class ChainHead:
    """Number of entries and hash of the newest one."""

    size: int
    digest: str

    @property
    def spoken(self) -> SpokenHead:
        """The same as people write it down."""
        return SpokenHead(words_of(self.size, self.digest), self.size)

    def __str__(self) -> str:
        return str(self.spoken)


def words_of(size: int, digest: str) -> tuple[str, ...]:
    """Give the words of a head; the same for the same length and hash, for ever."""
    sealed = hashlib.sha256(f"{_DOMAIN}\n{size}\n{digest}".encode()).digest()
    words, number = word_list(), int.from_bytes(sealed)
    found = []
    for _ in range(WORDS):
        number, place = divmod(number, len(words))
        found.append(words[place])
    return tuple(found)


def read_head(text: str) -> SpokenHead:
    """Read a head as it was written down: any case, separators and digits; number optional."""
    pieces = _PIECES.findall(_BETWEEN_DIGITS.sub("", text.casefold()))
    numbers = [int(piece) for piece in pieces if piece.isdecimal()]
    words = [word for piece in pieces if not piece.isdecimal() for word in _listed(piece)]
    if len(words) != WORDS or len(numbers) > 1:
        raise HeadNotUnderstood(text=text.strip(), wanted=WORDS, found=len(words))
    return SpokenHead(tuple(words), numbers[0] if numbers else None)


def _listed(piece: str) -> list[str]:
    """Give the words of a piece; a few listed words hold a hyphen, others are joined by one."""
    if piece in listed_words():
        return [piece]
    parts = piece.split("-")
    for part in parts:
        if part not in listed_words():
            nearest = get_close_matches(part, word_list(), n=1, cutoff=0.0)
            raise HeadWordUnknown(text=part, nearest=nearest[0])
    return parts
