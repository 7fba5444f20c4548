"""What gives a person away in a text: names, numbers, addresses, in the spellings they come in.

`forms_of_name` and its siblings say what to look for; `Reader` says what a text holds. Both speak
in *marks*: short texts that are equal where the same person may be meant. Marks are only compared
after they were hashed under a key, so nothing here needs to know whom it looks for.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from .text import fold, skeletons

LONGEST = 4
"""Units of a name that are looked for together."""

_WORD = re.compile(r"[^\W_]+")
_PARTICLES = frozenset(
    "al el ul abu abo abou abi bu um umm om oum abd abdul abdel abdal abdu"
    " ال ابو ابي ام عبد".split()
)
"""Words that make one name together with the word after them."""

_ARTICLES = frozenset(("al", "el", "ul", "ال"))
_KIN = frozenset("bin ibn ben bint بن ابن بنت".split())
"""Words between the parts of a name that are written or left out."""

_ARTICLE = re.compile(r"\b(?:a[nrtdsz]|ash|adh|ath)-(?=\w)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
_PREFIX = re.compile(r"^[وبلفك](?=[\u0621-\u064a]{3})")
_LOOKALIKES = str.maketrans(
    dict(zip("аеорсхуіѕјһкмтвнԁαοειρτυνκ", "aeopcxyisjhkmtbhdaoeiptuvk", strict=True))
)
_LEAST_JOINED = 6
_LEAST_ALONE = 4
_LEAST_BONES = 5
"""Consonants that two names must have between them before consonants alone tell them."""

_FEWEST_BONES, _MOST_OUTLINED = 4, 7
_MOST_SPELLINGS = 8
_TITLES = frozenset(
    "mr mrs ms dr prof eng doctor professor sheikh haj hajj hajji ustaz السيد السيده الدكتور"
    " الدكتوره الشيخ الاستاذ الاستاذه المهندس الحاج الحاجه".split()
)


def plain(text: str) -> str:
    """Bring spellings together: case, accents, widths, and letters that only look alike."""
    return fold(text).translate(_LOOKALIKES)


@dataclass(frozen=True, slots=True)
class Unit:
    """One part of a name: a word, with the particles before it."""

    words: tuple[str, ...]

    @property
    def exact(self) -> str:
        """The unit without spaces, as it is compared letter by letter."""
        return "".join(self.words)

    @property
    def without_article(self) -> "Unit":
        """The unit as those write it who leave the article out."""
        return Unit(self.words[1:]) if self.words[0] in _ARTICLES and self.words[1:] else self

    @property
    def bones(self) -> tuple[str, ...]:
        """Consonant skeletons, alike in Arabic and Latin script."""
        return _bones(" ".join(self.words))

    @property
    def outlines(self) -> tuple[str, ...]:
        """Skeletons with the vowels a name begins and ends with, for names of few consonants."""
        return _outlines(" ".join(self.words))


# The article written as part of a word that goes on with a vowel: Alahmad.
_GROWN_ON = re.compile(r"^[ae]l(?=[aeiou]\w\w)|^ال(?=[اعأ]\w\w)")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def _bones(text: str) -> tuple[str, ...]:
    spellings = [text, _GROWN_ON.sub("", text)]
    found = (_TWICE.sub(r"\1", bones) for one in spellings for bones in skeletons(one))
    return tuple(dict.fromkeys(found))[:_MOST_SPELLINGS]


_OPENING = re.compile(r"^(?:a?l[ -])?(?:[aeiou]|[اعأإآ])")
_ENDINGS = (
    (re.compile(r"(?:[iy]|ee|ie)$"), ("i",)),
    (re.compile(r"ي$"), ("i", "")),
    (re.compile(r"(?:[uwo]|oo|ou|و)$"), ("u",)),
)


@lru_cache(maxsize=50_000)
def _outlines(text: str) -> tuple[str, ...]:
    begins = "a" if _OPENING.match(text) else ""
    ends = next((ends for pattern, ends in _ENDINGS if pattern.search(text)), ("",))
    return tuple(f"{begins}{bones}{end}" for bones in _bones(text) for end in ends)


def units(text: str) -> list[Unit]:
    """Split a text into the units of which names are made; single letters in a row make one."""
    made: list[Unit] = []
    held: list[str] = []
    letters: list[str] = []
    for word in _WORD.findall(plain(_ARTICLE.sub("al-", _POSSESSIVE.sub("", text)))):
        if word in _KIN:
            continue
        if len(word) == 1 and word.isalpha():
            letters.append(word)
            continue
        made += _spelled_out(letters)
        letters = []
        held.append(word)
        if word not in _PARTICLES:
            made.append(Unit(tuple(held)))
            held = []
    made += [Unit((word,)) for word in held]
    return made + _spelled_out(letters)


def _spelled_out(letters: Sequence[str]) -> list[Unit]:
    return [Unit(("".join(letters),))] if len(letters) > 1 else []


def _without_prefix(unit: Unit) -> Unit | None:
    """Take off the «and», «by» or «to» that Arabic writes as part of the next word."""
    bare = _PREFIX.sub("", unit.words[0])
    return None if bare == unit.words[0] else Unit((bare, *unit.words[1:]))


def forms_of_name(name: str) -> set[str]:
    """Give the marks of a person's name: whole, in parts of at least two units, and turned round.

    A given name alone is shared by too many to be looked for.
    """
    parts = [one for one in units(name) if one.exact not in _TITLES]
    if len(parts) < 2:
        return _alone(parts[0]) if parts else set()
    found: set[str] = set()
    for sequence in _sequences(parts):
        found |= _marks(sequence) | _marks([one.without_article for one in sequence])
    for sequence in _turned(parts):
        found |= _exact_marks(sequence)
        found |= _exact_marks([one.without_article for one in sequence])
    return found


def _alone(unit: Unit) -> set[str]:
    return {f"1 {unit.exact}"} if len(unit.exact) >= _LEAST_ALONE else set()


def _sequences(parts: Sequence[Unit]) -> Iterator[tuple[Unit, ...]]:
    """Give the orders in which parts of a name stand together."""
    for size in range(2, min(len(parts), LONGEST) + 1):
        for start in range(len(parts) - size + 1):
            yield tuple(parts[start : start + size])
    yield parts[0], parts[-1]


def _turned(parts: Sequence[Unit]) -> Iterator[tuple[Unit, ...]]:
    """Give the family name before the rest, as in lists.

    Only letter by letter: in rough spellings too many words before a name look like one.
    """
    yield parts[-1], parts[0]
    yield (parts[-1], *parts[: LONGEST - 1][: len(parts) - 1])


def _marks(sequence: Sequence[Unit]) -> set[str]:
    found = _exact_marks(sequence)
    joined = "".join(one.exact for one in sequence)
    if len(joined) >= _LEAST_JOINED:
        found |= {f"b {bones}" for bones in _bones(joined) if len(bones) > _LEAST_BONES}
    if roughly := set(_rough_marks(sequence)):
        found |= roughly | {f"g {bones}" for bones in sequence[0].bones}
    return found


def _exact_marks(sequence: Sequence[Unit]) -> set[str]:
    found = {"2 " + " ".join(one.exact for one in sequence), f"f {sequence[0].exact}"}
    joined = "".join(one.exact for one in sequence)
    return found | {f"1 {joined}"} if len(joined) >= _LEAST_JOINED else found


def _rough_marks(sequence: Sequence[Unit]) -> Iterator[str]:
    """Give the marks that spellings of one name have in common, in either script."""
    for bones in islice(product(*(one.bones for one in sequence)), _MOST_SPELLINGS):
        if sum(map(len, bones)) >= _LEAST_BONES:
            yield f"3 {' '.join(bones)}"
    for outlines in islice(product(*(one.outlines for one in sequence)), _MOST_SPELLINGS):
        if _FEWEST_BONES <= sum(map(len, outlines)) <= _MOST_OUTLINED:
            yield f"4 {' '.join(outlines)}"


# -- numbers, addresses, handles -------------------------------------------------------------

_NUMBER = re.compile(r"\d(?:[\s().\-/·+]{0,3}\d){6,39}")
_TAIL = 8
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_AT = re.compile(r"\s*[\[({<]\s*at\s*[\])}>]\s*|\s+at\s+(?=[\w-]+\s*[\[({<]?\s*dot)")
_DOT = re.compile(r"\s*[\[({<]\s*dot\s*[\])}>]\s*|\s+dot\s+")
_HANDLE = re.compile(r"@[\w.]{3,}|\b(?=[\w.]*[a-z])(?=[\w.]*[\d_])[\w.]{5,}")
_URL = re.compile(r"(?:https?://|www\.)[^\s\"'<>|]+")
_NAMED = re.compile(r"\b[A-Z][\w’'-]+(?: (?:al-|el-)?[A-Z][\w’'-]+)+")


def forms_of_contact(text: str) -> set[str]:
    """Give the marks of how to reach a person: numbers by their last digits, mail, handles."""
    found = {f"p {digits[-_TAIL:]}" for digits in _numbers(text)}
    found |= {f"m {one}" for one in _mails(text)}
    found |= {f"h {one}" for one in _handles(text)}
    for name in _NAMED.findall(text):
        found |= forms_of_name(name)
    return found


def forms_of_address(url: str) -> set[str]:
    """Give the mark of a page on the web."""
    return {f"u {_bare(url)}"} if url else set()


def _numbers(text: str) -> Iterator[str]:
    if not any(sign.isdigit() for sign in text):
        return
    for run in _NUMBER.findall(fold(text)):
        yield "".join(sign for sign in run if sign.isdigit())


def _mails(text: str) -> set[str]:
    lowered = plain(text)
    if (
        "@" not in lowered
        and " at" not in lowered
        and "(at" not in lowered
        and "[at" not in lowered
    ):
        return set()
    return set(_MAIL.findall(_DOT.sub(".", _AT.sub("@", lowered))))


def _handles(text: str) -> set[str]:
    lowered = _MAIL.sub(" ", plain(text))
    return {one.strip("@.") for one in _HANDLE.findall(lowered)}


def _bare(url: str) -> str:
    """Take off what the same address comes with or without."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", url.strip().lower()).rstrip("/.,;)")


# -- reading a text --------------------------------------------------------------------------

_TIED = re.compile(r"(?<=[^\W\d_])[-_.·/](?=[^\W\d_])")
_COMMON = frozenset(
    "قال قالت قالوا كل كان كانت عن من في الى ان بعد قبل مع ثم said the of in was were is by at to"
    " and on for with he she her his killed kill call called all until".split()
)
"""Words whose consonants are those of a name, and which stand before names all the time."""

Known = Callable[[str], bool]
"""Tells whether a mark is one of those looked for."""


class Reader:
    """Looks for known marks in texts; what it learns of a word it remembers."""

    def __init__(self, known: Known) -> None:
        self._known = lru_cache(maxsize=400_000)(known)

    def finds(self, text: str) -> str | None:
        """Give the first known mark that a text holds; None when it holds none."""
        return self._number(text) or self._reach(text) or self._name(text)

    def _number(self, text: str) -> str | None:
        for digits in _numbers(text):
            for start in range(max(len(digits) - _TAIL, 0) + 1):
                if self._known(found := f"p {digits[start : start + _TAIL]}"):
                    return found
        return None

    def _reach(self, text: str) -> str | None:
        if "@" in text or "at" in text:
            for mail in _mails(text):
                if self._known(found := f"m {mail}"):
                    return found
        for handle in _handles(text):
            if self._known(found := f"h {handle}"):
                return found
        if "://" in text or "www." in text:
            for url in _URL.findall(text):
                if self._known(found := f"u {_bare(url)}"):
                    return found
        return None

    def _name(self, text: str) -> str | None:
        return self._apart(text) or self._glued(text)

    def _glued(self, text: str) -> str | None:
        """Look for names whose parts are tied together by signs, or not parted at all."""
        if not _TIED.search(text):
            return None
        return next(filter(None, map(self._single, units(_TIED.sub("", text)))), None)

    def _apart(self, text: str) -> str | None:
        parts = units(text)
        for at in range(len(parts)):
            ahead = parts[at : at + LONGEST]
            found = self._single(ahead[0]) or self._sequence(ahead)
            if found is None and (bare := _without_prefix(ahead[0])):
                found = self._single(bare) or self._sequence([bare, *ahead[1:]])
            if found:
                return found
        return None

    def _single(self, unit: Unit) -> str | None:
        exact = unit.exact
        if len(exact) < _LEAST_ALONE:
            return None
        if self._known(f"1 {exact}"):
            return f"1 {exact}"
        if len(exact) >= _LEAST_JOINED:
            spelled = (f"b {bones}" for bones in unit.bones if len(bones) > _LEAST_BONES)
            return next(filter(self._known, spelled), None)
        return None

    def _sequence(self, ahead: Sequence[Unit]) -> str | None:
        first = ahead[0]
        exactly = self._known(f"f {first.exact}")
        roughly = first.exact not in _COMMON and any(
            self._known(f"g {bones}") for bones in first.bones
        )
        if not (exactly or roughly):
            return None
        for size in range(2, len(ahead) + 1):
            sequence = ahead[:size]
            if exactly and self._known(mark := "2 " + " ".join(one.exact for one in sequence)):
                return mark
            if roughly and (found := next(filter(self._known, _rough_marks(sequence)), None)):
                return found
        return None
