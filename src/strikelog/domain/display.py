"""Value to words, one formatter per Kind: what tables, forms, chips, workbooks and PDFs show.

Numbers and codes are not isolated here; who sets text of both directions in one line does that.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from .counts import number_words, range_words
from .dates import FuzzyDate, date_words
from .degrees import degrees_words
from .fields import Field, Kind, field_of
from .languages import language_name
from .messages import is_right_to_left, mark, translate
from .reading import CODE_SEPARATOR
from .records import Evidence, Incident, Record, Source
from .text import clean_line
from .vocabularies import vocabulary

CODE_SHOWN = frozenset({"RELIABILITY", "CREDIBILITY"})
"""Lists whose codes people know by heart and want to see beside the label."""

ID_SHOWN = 8
"""Characters of an id that stand for a record without a name."""

_TITLE_LENGTH = 80


@dataclass(frozen=True, slots=True)
class _Voice:
    """How a value is to be said."""

    language: str
    long: bool
    names: Callable[[str], str] | None


def words(
    field: Field,
    value: object,
    language: str = "en",
    *,
    long: bool = False,
    names: Callable[[str], str] | None = None,
) -> str:
    """Say a value of a field; nothing recorded is blank text.

    `long` writes months out; `names` gives the name of a linked record by its id.
    """
    if value is None or value in ((), ""):
        return ""
    return _FORMATTERS[field.kind](field, value, _Voice(language, long, names))


def code_words(name: str, code: str, language: str = "en") -> str:
    """Name a code of a list, with the code itself where people know it by heart."""
    shown = vocabulary(name).label(code, language)
    return f"{code}{CODE_SEPARATOR}{shown}" if name in CODE_SHOWN and shown != code else shown


def label(text: str, language: str = "en") -> str:
    """Give a marked label in a language."""
    return translate(text, language)


def people(low: int | None, high: int | None, language: str = "en") -> str:
    """Say a range of people: «8», «at least 14», «3–5», «not reported»."""
    return range_words(low, high, language)


def listed(texts: Iterable[str], language: str = "en") -> str:
    """Join several texts with the comma of a language."""
    return ("، " if is_right_to_left(language) else ", ").join(texts)


def clauses(texts: Iterable[str], language: str = "en") -> str:
    """Join several clauses with the semicolon of a language."""
    return ("؛ " if is_right_to_left(language) else "; ").join(texts)


def code_of(record: Incident | Source | Evidence) -> str:
    """Give the code a record goes by: the office's reference, or the start of its id."""
    return record.ref or record.id[:ID_SHOWN]


def title_of(record: Record, language: str = "en") -> str:
    """Name a record to a person: its first title that is filled, or its kind and part of its id."""
    kind = translate(record.about.label, language)
    for key in record.about.title:
        field = field_of(type(record), key)
        if said := words(field, getattr(record, key), language):
            # A number alone says nothing: «Strike 2».
            return f"{kind} {said}" if field.kind is Kind.COUNT else _shortened(said)
    return f"{kind} {record.id[:ID_SHOWN]}"


def _shortened(text: str) -> str:
    """Cut a paragraph that stands for a title at the end of a word."""
    line = clean_line(text)
    if len(line) <= _TITLE_LENGTH:
        return line
    start = line[:_TITLE_LENGTH]
    return f"{start.rsplit(' ', 1)[0].rstrip(' ,،.;')}…"


YES, NO = mark("Yes"), mark("No")


def _same(_: Field, value: str, __: _Voice) -> str:
    return value


def _code(field: Field, value: str, voice: _Voice) -> str:
    return code_words(field.vocabulary, value, voice.language)


def _codes(field: Field, value: tuple[str, ...], voice: _Voice) -> str:
    return listed((_code(field, code, voice) for code in value), voice.language)


def _count(_: Field, value: int, voice: _Voice) -> str:
    return number_words(value, voice.language)


def _degrees(_: Field, value: float, __: _Voice) -> str:
    return degrees_words(value)


def _date(_: Field, value: FuzzyDate, voice: _Voice) -> str:
    return date_words(value, voice.language, long=voice.long)


def _day(field: Field, value: date, voice: _Voice) -> str:
    return _date(field, FuzzyDate.of_day(value), voice)


def _time(_: Field, value: time, __: _Voice) -> str:
    return f"{value:%H:%M}"


def _instant(field: Field, value: datetime, voice: _Voice) -> str:
    moment = value.astimezone(UTC)
    day = _day(field, moment.date(), voice)
    return listed((day, f"{moment:%H:%M} UTC"), voice.language)


def _yesno(_: Field, value: bool, voice: _Voice) -> str:
    return translate(YES if value else NO, voice.language)


def _link(_: Field, value: str, voice: _Voice) -> str:
    name = voice.names(value) if voice.names else ""
    return name or value[:ID_SHOWN]


def _links(field: Field, value: tuple[str, ...], voice: _Voice) -> str:
    return listed((_link(field, one, voice) for one in value), voice.language)


def _tags(_: Field, value: tuple[str, ...], voice: _Voice) -> str:
    return listed(value, voice.language)


def _language(_: Field, value: str, voice: _Voice) -> str:
    return language_name(value, voice.language)


_FORMATTERS: Mapping[Kind, Callable[[Field, Any, _Voice], str]] = {
    Kind.ID: _same,
    Kind.LINE: _same,
    Kind.TEXT: _same,
    Kind.CODE: _code,
    Kind.CODES: _codes,
    Kind.COUNT: _count,
    Kind.DEGREES: _degrees,
    Kind.DATE: _date,
    Kind.DAY: _day,
    Kind.TIME: _time,
    Kind.INSTANT: _instant,
    Kind.YESNO: _yesno,
    Kind.LINK: _link,
    Kind.LINKS: _links,
    Kind.TAGS: _tags,
    Kind.LANGUAGE: _language,
    Kind.URL: _same,
    Kind.DIGEST: _same,
}
