"""Words for what a mapping says: meanings, columns, spellings, and how cells are read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ...domain.date_words import date_words
from ...domain.display import code_words
from ...domain.edtf import FuzzyDate
from ...domain.messages import mark, translate
from ...domain.vocabularies import vocabulary

if TYPE_CHECKING:
    from ...exchange.foreign.targets import Target

IGNORE = "ignore"
"""The meaning of a column that is left out."""


class Sure(StrEnum):
    """Why a column is taken for what it is taken for, in one word."""

    YOURS = "yours"
    LEARNED = "learned"
    CERTAIN = "certain"
    LIKELY = "likely"
    GUESS = "guess"


@dataclass(frozen=True)
class Meaning:
    """What a column can mean: its machine word, and what it is called under which heading."""

    key: str
    label: str
    group: str = ""


@dataclass(frozen=True)
class ColumnLine:
    """One column of a table: what stands above it and in it, and what it is taken for.

    `question` is what has to be decided before its cells can be read; `disagreement` tells that
    heading and tag speak of different things; `unsaid` counts spellings without a code.
    """

    place: int
    header: str
    tag: str
    samples: tuple[str, ...]
    target: str
    meaning: str
    group: str
    sure: Sure
    reason: str = ""
    question: str = ""
    disagreement: str = ""
    unsaid: int = 0

    @property
    def is_left_out(self) -> bool:
        """Tell whether the column is not taken in."""
        return self.target in ("", IGNORE)


@dataclass(frozen=True)
class ValueLine:
    """One spelling of a coded column: how often it stands there and what it is taken for.

    `code` is None while nobody has said, and blank where the spelling says nothing; `near` is the
    code it looks like.
    """

    text: str
    count: int
    code: str | None = None
    near: str = ""


@dataclass(frozen=True)
class Choice:
    """Something to be said of how a column is read: its answers by machine word."""

    option: str
    label: str
    answers: tuple[tuple[str, str], ...]
    answer: str


@dataclass(frozen=True)
class DateQuestion:
    """Which of day and month comes first, with cells and what they would mean either way."""

    examples: tuple[tuple[str, str, str], ...]
    reason: str
    answer: str


@dataclass(frozen=True)
class CountParts:
    """What a column of numbers of people counts, in codes; `bound` is low, high or blank."""

    outcome: str
    age_sex: str
    role: str
    civ_status: str
    bound: str = ""

    @property
    def key(self) -> str:
        """Name the meaning."""
        parts = ("count", self.outcome, self.age_sex, self.role, self.civ_status, self.bound)
        return ".".join(filter(None, parts))


def day_words(iso: str, language: str) -> str:
    """Write an ISO day in words."""
    return date_words(FuzzyDate.parse(iso), language, long=True)


def said(answers: Sequence[tuple[str, str]], language: str) -> tuple[tuple[str, str], ...]:
    """Give answers in words, those that name a code by its label."""
    return tuple((answer, _answer_words(label, language)) for answer, label in answers)


def _answer_words(label: str, language: str) -> str:
    name, _, code = label.partition(":")
    return code_words(name, code, language) if code else translate(label, language)


_DEFAULT = ("", mark("As found"))
_BY_KIND: Mapping[str, tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]] = {
    "date": (
        (
            "order",
            mark("In dates comes first"),
            (
                _DEFAULT,
                ("dmy", mark("The day")),
                ("mdy", mark("The month")),
                ("ymd", mark("The year")),
            ),
        ),
        ("epoch", mark("Numbers count from"), (_DEFAULT, ("1900", "1900"), ("1904", "1904"))),
    ),
    "count": (
        (
            "zero",
            mark("A zero says"),
            (_DEFAULT, ("none", mark("Nobody")), ("blank", mark("Not counted"))),
        ),
        (
            "one",
            mark("A one says"),
            (_DEFAULT, ("exact", mark("One person")), ("counted_as_one", mark("At least one"))),
        ),
    ),
    "code": (
        (
            "split",
            mark("Several in one cell"),
            (
                ("", mark("No")),
                (",", mark("By comma")),
                (";", mark("By semicolon")),
                ("|", mark("By upright line")),
                ("/", mark("By slash")),
            ),
        ),
    ),
}
_BY_CODE = (
    ("code", mark("What happened then"), "EVENT_TYPE", ("flag",)),
    ("site_type", mark("Kind of place"), "SITE_TYPE", ("flag", "sites")),
)


def choices_of(target: "Target") -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]:
    """Give what can be said about columns of a meaning; answers that are codes name themselves."""
    sort = "sites" if target.key.startswith("sites.") else target.kind.value
    of_codes = tuple(
        (
            option,
            label,
            (_DEFAULT, *((code.code, f"{name}:{code.code}") for code in vocabulary(name))),
        )
        for option, label, name, sorts in _BY_CODE
        if sort in sorts
    )
    return (*_BY_KIND.get(target.kind.value, ()), *of_codes)
