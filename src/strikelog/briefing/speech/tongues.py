"""The two tongues: how each puts numbers, ranges, dates, lists and names into words."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from ...domain.count_values import DOZENS
from ...domain.counts import Total, number_words, range_words, total_words
from ...domain.dates import FuzzyDate, date_words
from ...domain.messages import is_right_to_left, translate
from ...domain.text import isolate, isolate_ltr, without_isolates
from ...domain.vocabularies import vocabulary
from .nouns import Noun, Plural, plural_of
from .sentences import Sentence, lower_first

__all__ = ["ARABIC", "ENGLISH", "Named", "Tongue", "tongue_of"]


class Named(Protocol):
    """A place or party with a name, and one in its own script."""

    @property
    def name(self) -> str | None:
        """The name in Latin letters."""

    @property
    def name_local(self) -> str | None:
        """The name in its own script."""


@dataclass(frozen=True, slots=True)
class Tongue(ABC):
    """A language that sentences are said in."""

    language: str

    @property
    def is_rtl(self) -> bool:
        """Tell whether its pages run from right to left."""
        return is_right_to_left(self.language)

    # -- sentences -----------------------------------------------------------------------------

    @abstractmethod
    def say(self, sentence: Sentence, **slots: str) -> str:
        """Fill the slots of a sentence."""

    def told(self, marked: str) -> str:
        """Say a text that is marked for the catalogues of the window."""
        return translate(marked, self.language)

    @abstractmethod
    def all_of(self, texts: Sequence[str]) -> str:
        """Join with «and»."""

    @abstractmethod
    def any_of(self, texts: Sequence[str]) -> str:
        """Join with «or»."""

    @abstractmethod
    def inside(self, label: str) -> str:
        """Write a label within a sentence."""

    @abstractmethod
    def joined(self, texts: Sequence[str], mark: str = ",") -> str:
        """Join with the comma or semicolon of the language."""

    @abstractmethod
    def quoted(self, text: str) -> str:
        """Put into quotation marks."""

    # -- numbers -------------------------------------------------------------------------------

    def number(self, number: int) -> str:
        """A whole number, its thousands parted."""
        return number_words(number, self.language)

    def range(self, low: int | None, high: int | None, qualifier: str | None = None) -> str:
        """A range that stands alone: «8», «at least 14», «not reported»."""
        return range_words(low, high, self.language, qualifier=qualifier)

    def total(self, total: Total) -> str:
        """A sum of ranges that stands alone."""
        return total_words(total, self.language)

    @abstractmethod
    def counted(self, number: int, noun: Noun, *, oblique: bool = False) -> str:
        """A number with what it counts: «1 attack», «5 attacks»."""

    @abstractmethod
    def ranged(
        self,
        low: int | None,
        high: int | None,
        noun: Noun,
        *,
        qualifier: str | None = None,
        oblique: bool = False,
    ) -> str:
        """A range with what it counts: «at least 1 civilian», «1–2 civilians»."""

    @abstractmethod
    def kind(self, noun: Noun) -> str:
        """Things without a number: «civilians»; Arabic after a preposition or noun."""

    @abstractmethod
    def unit_name(self, noun: Noun) -> str:
        """What a number counts, named alone: «attacks»."""

    # -- dates and lists of codes --------------------------------------------------------------

    def date(self, value: FuzzyDate, *, long: bool = True) -> str:
        """A date in words, its months written out."""
        return date_words(value, self.language, long=long)

    def label(self, name: str, code: str | None) -> str:
        """The label of a code, blank for none."""
        return _label(name, code, self.language) if code else ""

    def definition(self, name: str, code: str) -> str:
        """What a code means, blank for one that is not known."""
        known = vocabulary(name).get(code)
        return known.definition(self.language) if known else ""

    # -- names ---------------------------------------------------------------------------------

    @abstractmethod
    def name(self, record: Named) -> str:
        """What a place or party is called to readers of this language."""

    @abstractmethod
    def code(self, text: str) -> str:
        """A code, digest or address that must keep its own direction."""


@cache
def _label(name: str, code: str, language: str) -> str:
    return vocabulary(name).label(code, language)


_OF_MANY = frozenset(
    {range_words(DOZENS, None, qualifier="several"), range_words(1, None, qualifier="unspecified")}
)
"""Words for a number that stand before «of»."""


class _English(Tongue):
    """English."""

    __slots__ = ()

    def say(self, sentence: Sentence, **slots: str) -> str:
        return sentence.en.format(**slots) if slots else sentence.en

    def all_of(self, texts: Sequence[str]) -> str:
        return _listed(texts, "and")

    def any_of(self, texts: Sequence[str]) -> str:
        return _listed(texts, "or")

    def inside(self, label: str) -> str:
        return lower_first(label)

    def joined(self, texts: Sequence[str], mark: str = ",") -> str:
        return f"{mark} ".join(texts)

    def quoted(self, text: str) -> str:
        return f"“{text}”"

    def counted(self, number: int, noun: Noun, *, oblique: bool = False) -> str:  # noqa: ARG002
        return f"{self.number(number)} {noun.one if number == 1 else noun.many}"

    def ranged(
        self,
        low: int | None,
        high: int | None,
        noun: Noun,
        *,
        qualifier: str | None = None,
        oblique: bool = False,  # noqa: ARG002 - English nouns have no cases
    ) -> str:
        said = self.range(low, high, qualifier)
        if said in _OF_MANY:
            return f"{said} of {noun.many}"
        last = high if high is not None else low
        return f"{said} {noun.one if last == 1 else noun.many}"

    def kind(self, noun: Noun) -> str:
        return noun.many

    def unit_name(self, noun: Noun) -> str:
        return noun.many

    def name(self, record: Named) -> str:
        return isolate(record.name or record.name_local or "")

    def code(self, text: str) -> str:
        return text


def _listed(texts: Sequence[str], last: str) -> str:
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {last} {texts[-1]}"


_MARKS = {",": "،", ";": "؛"}


class _Arabic(Tongue):
    """Arabic, with Levantine months and the digits 0–9 that its briefings are printed in."""

    __slots__ = ()

    def say(self, sentence: Sentence, **slots: str) -> str:
        return sentence.ar.format(**slots) if slots else sentence.ar

    def all_of(self, texts: Sequence[str]) -> str:
        first, *others = texts or [""]
        return "".join([first, *(f" و{_apart(one)}{one}" for one in others)])

    def any_of(self, texts: Sequence[str]) -> str:
        return " أو ".join(texts)

    def inside(self, label: str) -> str:
        return label

    def joined(self, texts: Sequence[str], mark: str = ",") -> str:
        return f"{_MARKS[mark]} ".join(texts)

    def quoted(self, text: str) -> str:
        return f"«{text}»"

    def counted(self, number: int, noun: Noun, *, oblique: bool = False) -> str:
        forms = noun.ar
        match plural_of(number):
            case Plural.ZERO:
                return f"{self.number(number)} من {forms.of}"
            case Plural.ONE:
                return forms.single
            case Plural.TWO:
                return forms.pair if oblique else forms.two
        return f"{self.number(number)} {_governed(number, noun)}"

    def ranged(
        self,
        low: int | None,
        high: int | None,
        noun: Noun,
        *,
        qualifier: str | None = None,
        oblique: bool = False,
    ) -> str:
        stands_free = not oblique and (low == high or (high is None and qualifier != "more_than"))
        names_it = False

        def counted(number: int) -> str:
            nonlocal names_it
            names_it = True
            return self.counted(number, noun, oblique=not stands_free)

        said = range_words(low, high, self.language, qualifier=qualifier, counted=counted)
        if names_it:
            return said
        if qualifier == "several" and high is None:
            return f"{said} {noun.ar.of if low == DOZENS else noun.ar.few}"
        return f"{said} {self._after(high, noun)}"

    def _after(self, last: int | None, noun: Noun) -> str:
        """The noun after «1–2», «several», «not reported»: of the things where none governs."""
        if last is None or last < 3:
            return f"من {noun.ar.of}"
        return _governed(last, noun)

    def kind(self, noun: Noun) -> str:
        return noun.ar.of

    def unit_name(self, noun: Noun) -> str:
        return noun.ar.few

    def name(self, record: Named) -> str:
        return isolate(record.name_local or record.name or "")

    def code(self, text: str) -> str:
        return isolate_ltr(text)


def _apart(text: str) -> str:
    """A blank after «و» before letters it cannot be joined to, one that ends no line."""
    letter = without_isolates(text)[:1]
    return "\u00a0" if letter.isascii() and letter.isalpha() else ""


def _governed(number: int, noun: Noun) -> str:
    """The form that stands after a number of three and more."""
    forms = noun.ar
    match plural_of(number):
        case Plural.FEW:
            return forms.few
        case Plural.MANY:
            return forms.accusative
    return forms.one


ENGLISH: Tongue = _English("en")
ARABIC: Tongue = _Arabic("ar")


def tongue_of(language: str) -> Tongue:
    """The tongue of a language; English for one that we do not speak."""
    return ARABIC if language == ARABIC.language else ENGLISH
