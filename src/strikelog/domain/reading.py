"""Typed text to the value of a field, one reader per Kind: for forms, quick capture and cells.

Codes count by code and by label in every language of the program; digits and punctuation of both
scripts are understood. What cannot be read raises a BadValue that says what would be right.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from difflib import get_close_matches
from typing import Any
from uuid import UUID

from .dates import BadDate, Form, FuzzyDate, read_date
from .degrees import read_degrees
from .errors import BadValue
from .fields import MANY, Field, Kind
from .languages import language_tag
from .messages import is_right_to_left, mark
from .number_words import read_number
from .text import clean, clean_line, fold, without_isolates
from .times import read_time
from .vocabularies import Vocabulary, vocabulary

CODE_SEPARATOR = " · "
"""Stands between a code and its label where both are shown."""


class TooLong(BadValue):
    """A page was typed or pasted where a date, a number or a code belongs."""

    message = mark("“{text}” is too long to be read here. Write only the value itself.")


class NotInList(BadValue):
    """The text is neither a code nor a label of the list."""

    message = mark("“{text}” is not in the list. Choose one of its entries, such as {suggestion}.")


class NotAWholeNumber(BadValue):
    """The text is no number of things that can be counted."""

    message = mark(
        "“{text}” is not a whole number. Write it in digits, like 14, or leave it blank if unknown."
    )


class NeitherYesNorNo(BadValue):
    """The text answers a yes-or-no question otherwise."""

    message = mark("“{text}” is neither yes nor no. Write yes or no, or leave it blank.")


class NotOneDay(BadDate):
    """The text is a date, but not of one known day."""

    message = mark("“{text}” is not one day. Write a whole date, like 6 Nov 2019 or 2019-11-06.")


class NotAnInstant(BadValue):
    """The text is no moment with its zone."""

    message = mark(
        "“{text}” is not a moment with its time zone. Write it like 2019-11-06T17:30:00Z."
    )


class NotALanguage(BadValue):
    """The text is neither a language tag nor the name of a language."""

    message = mark("“{text}” is not a language. Write its name or its tag, such as Arabic or ar.")


class NotAWebAddress(BadValue):
    """The text is no address a browser would open."""

    message = mark("“{text}” is not a web address, which begins with http:// or https://.")


class NotADigest(BadValue):
    """The text is no SHA-256."""

    message = mark("“{text}” is not a SHA-256 hash, which has 64 digits from 0 to 9 and a to f.")


class NotAnId(BadValue):
    """The text names no record by its identity."""

    message = mark("“{text}” is not the ID of a record. Choose the record again, or paste its ID.")


def read(field: Field, text: str, language: str = "en") -> object:
    """Read what a person typed into a field; blank text is nothing. Raises BadValue.

    `language` decides which label wins where two languages use one word differently.
    """
    if not clean_line(text):
        return field.empty
    if field.kind not in _UNLIMITED and len(text.strip()) > LONGEST:
        raise TooLong(text=_short(clean_line(text)))
    return _READERS[field.kind](field, text, language)


LONGEST = 300
"""More characters than a single value has, so that no pattern meets a whole page."""

_UNLIMITED = MANY | {Kind.LINE, Kind.TEXT, Kind.URL}


def read_code(name: str, text: str, language: str = "en") -> str:
    """Find the code of a list by code, label, or both as they are shown; raises NotInList."""
    codes = vocabulary(name)
    typed = clean_line(text)
    code = _match(codes, typed, language)
    code = code or _match(codes, typed.split(CODE_SEPARATOR, maxsplit=1)[0], language)
    if code is None:
        comma = "، " if is_right_to_left(language) else ", "
        close = comma.join(_close(codes, typed, language))
        raise NotInList(text=_short(typed), suggestion=close)
    return code


def _match(codes: Vocabulary, typed: str, language: str) -> str | None:
    return codes.match(typed, language) or codes.match(typed)


def _short(text: str) -> str:
    """Keep a pasted page out of the sentence that refuses it."""
    return text if len(text) <= 60 else f"{text[:60]}…"


def _close(codes: Vocabulary, typed: str, language: str) -> Iterable[str]:
    """Offer the labels most like what was typed, or the first ones where none is."""
    labels = {fold(code.code): code.label(language) for code in codes}
    labels |= {fold(code.label(language)): code.label(language) for code in codes}
    near = get_close_matches(fold(typed[:100]), list(labels), n=3)
    return dict.fromkeys([labels[one] for one in near] or list(labels.values())[:3])


def _line(_: Field, text: str, __: str) -> str:
    return clean_line(text)


def _text(_: Field, text: str, __: str) -> str:
    return clean(text)


def _id(_: Field, text: str, __: str) -> str:
    try:
        return str(UUID(clean_line(text)))
    except ValueError:
        raise NotAnId(text=_short(clean_line(text))) from None


def _code(field: Field, text: str, language: str) -> str:
    return read_code(field.vocabulary, text, language)


_PARTS = re.compile(r"[|\n\r]+")
_COMMA = re.compile("[,،;؛]")
_MOST_COMMAS_IN_A_LABEL = 3


def _parts(text: str) -> list[str]:
    """Split at bars and line ends, the signs no single value holds."""
    return [part for part in map(clean_line, _PARTS.split(text)) if part]


def _codes(field: Field, text: str, language: str) -> tuple[str, ...]:
    codes = vocabulary(field.vocabulary)
    named = (name for part in _parts(text) for name in _listed(codes, part))
    return tuple(dict.fromkeys(read_code(field.vocabulary, name, language) for name in named))


def _listed(codes: Vocabulary, text: str) -> Iterator[str]:
    """Split at commas, except those that stand inside a label of the list."""
    ends = [*(found.start() for found in _COMMA.finditer(text)), len(text)]
    start = 0
    while ends:
        nearest = ends[: _MOST_COMMAS_IN_A_LABEL + 1]
        end = next((end for end in reversed(nearest) if codes.match(text[start:end])), ends[0])
        if name := text[start:end].strip():
            yield name
        start, ends = end + 1, ends[ends.index(end) + 1 :]


def _tags(_: Field, text: str, __: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_parts(text)))


def _links(field: Field, text: str, language: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_id(field, part, language) for part in _parts(text)))


_NOUGHT_BEHIND = re.compile(r"(?<=\d)\.0+$")


def _count(_: Field, text: str, __: str) -> int:
    # A spreadsheet gives a whole number as 14.0 where its column holds others too.
    number = read_number(_NOUGHT_BEHIND.sub("", fold(text).strip()))
    if number is None:
        raise NotAWholeNumber(text=_short(clean_line(text)))
    return number


def _degrees(field: Field, text: str, __: str) -> float:
    return read_degrees(text, is_latitude=field.key == "lat")


def _date(_: Field, text: str, __: str) -> FuzzyDate:
    return read_date(text)


def _day(_: Field, text: str, __: str) -> date:
    found = read_date(text)
    if found.form is not Form.POINT or found.precision != "1" or found.doubtful:
        raise NotOneDay(text=_short(clean_line(text)))
    return found.first or date.min


def _time(_: Field, text: str, __: str) -> object:
    return read_time(text)


_SHOWN_INSTANT = re.compile(r"(?P<day>.+\d{4})[,،]?\s+(?P<time>\d\d?:\d\d)\s*UTC")


def _instant(field: Field, text: str, language: str) -> datetime:
    plain = without_isolates(clean_line(text))
    if shown := _SHOWN_INSTANT.fullmatch(plain):
        day = _day(field, shown["day"], language)
        return datetime.combine(day, read_time(shown["time"]), UTC)
    try:
        moment = datetime.fromisoformat(fold(plain).upper())
    except ValueError:
        raise NotAnInstant(text=_short(plain)) from None
    if moment.tzinfo is None:
        raise NotAnInstant(text=_short(plain))
    return _in_utc(moment, plain)


def _in_utc(moment: datetime, text: str) -> datetime:
    """Move to UTC, which the first and the last hours of the calendar do not survive."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise NotAnInstant(text=_short(text)) from None


_ANSWERS = {
    **dict.fromkeys(map(fold, ("yes", "y", "true", "1", "نعم", "صح", "صحيح")), True),
    **dict.fromkeys(map(fold, ("no", "n", "false", "0", "لا", "خطأ")), False),
}


def _yesno(_: Field, text: str, __: str) -> bool:
    answer = _ANSWERS.get(fold(clean_line(text)))
    if answer is None:
        raise NeitherYesNorNo(text=_short(clean_line(text)))
    return answer


def _language(_: Field, text: str, __: str) -> str:
    tag = language_tag(text)
    if tag is None:
        raise NotALanguage(text=_short(clean_line(text)))
    return tag


_WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
# A copy kept in a folder of archives is named by its path there.
_PATH_IN_ARCHIVE = re.compile(r"(?![/\\])(?!.*(?:^|/)\.\.(?:/|$))[^\s:\\]+")


def _url(field: Field, text: str, __: str) -> str:
    address = clean_line(text)
    allowed = [_WEB_ADDRESS, *([_PATH_IN_ARCHIVE] if field.key == "archived_url" else [])]
    if not any(pattern.fullmatch(address) for pattern in allowed):
        raise NotAWebAddress(text=_short(address))
    return address


_DIGEST = re.compile("[0-9a-f]{64}")


def _digest(_: Field, text: str, __: str) -> str:
    digits = "".join(clean_line(text).lower().split())
    if not _DIGEST.fullmatch(digits):
        raise NotADigest(text=_short(clean_line(text)))
    return digits


_READERS: Mapping[Kind, Callable[[Field, str, str], Any]] = {
    Kind.ID: _id,
    Kind.LINE: _line,
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.CODES: _codes,
    Kind.COUNT: _count,
    Kind.DEGREES: _degrees,
    Kind.DATE: _date,
    Kind.DAY: _day,
    Kind.TIME: _time,
    Kind.INSTANT: _instant,
    Kind.YESNO: _yesno,
    Kind.LINK: _id,
    Kind.LINKS: _links,
    Kind.TAGS: _tags,
    Kind.LANGUAGE: _language,
    Kind.URL: _url,
    Kind.DIGEST: _digest,
}
