"""A field's value as plain JSON and back, and the canonical form that is hashed.

Plain form: what the command line prints, the history keeps and a workbook's hidden sheet carries.
Text stays text, a fuzzy date is its EDTF text, a day and a time are ISO text, many values are an
array. Canonical form: plain form of the content fields alone, normalised so that two offices get
the same bytes.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from .dates import FuzzyDate
from .errors import BadValue, StrikelogError
from .fields import Field, Kind, content_fields, fields_of
from .messages import mark
from .records import Record
from .text import clean, clean_line

R = TypeVar("R", bound=Record)
Plain = str | int | float | bool | list[str] | None
"""What a value is in JSON."""


class WrongShape(BadValue):
    """A JSON value is of another type than the field holds."""

    message = mark("{key}: {text} is not {expected}.")


class UnknownField(StrikelogError):
    """A record names a field its entity does not have."""

    message = mark("{entity} has no field “{key}”. Its fields are: {fields}.")


def _same(value: Any) -> Any:
    return value


def _instant_text(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


_TO_PLAIN: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.ID: _same,
    Kind.LINE: _same,
    Kind.TEXT: _same,
    Kind.CODE: _same,
    Kind.CODES: list,
    Kind.COUNT: _same,
    Kind.DEGREES: _same,
    Kind.DATE: lambda value: value.edtf,
    Kind.DAY: date.isoformat,
    Kind.TIME: lambda value: value.strftime("%H:%M"),
    Kind.INSTANT: _instant_text,
    Kind.YESNO: _same,
    Kind.LINK: _same,
    Kind.LINKS: list,
    Kind.TAGS: list,
    Kind.LANGUAGE: _same,
    Kind.URL: _same,
    Kind.DIGEST: _same,
}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return clean(value)


def _line(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return clean_line(value)


def _uuid(value: object) -> str:
    return str(UUID(_line(value)))


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise TypeError
    return int(value)


def _degrees(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    return round(float(value), 6)


def _yesno(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _instant(value: object) -> datetime:
    moment = datetime.fromisoformat(_line(value))
    if moment.tzinfo is None:
        raise ValueError
    return moment.astimezone(UTC)


def _many(one: Callable[[object], str]) -> Callable[[object], tuple[str, ...]]:
    def read(value: object) -> tuple[str, ...]:
        if not isinstance(value, list | tuple):
            raise TypeError
        return tuple(dict.fromkeys(text for text in map(one, value) if text))

    return read


_FROM_PLAIN: Mapping[Kind, tuple[Callable[[Any], Any], str]] = {
    Kind.ID: (_uuid, mark("a UUID")),
    Kind.LINE: (_line, mark("text")),
    Kind.TEXT: (_text, mark("text")),
    Kind.CODE: (_line, mark("a code")),
    Kind.CODES: (_many(_line), mark("a list of codes")),
    Kind.COUNT: (_count, mark("a whole number")),
    Kind.DEGREES: (_degrees, mark("a number of degrees")),
    Kind.DATE: (lambda value: FuzzyDate.parse(_line(value)), mark("a date (EDTF)")),
    Kind.DAY: (lambda value: date.fromisoformat(_line(value)), mark("a day like 2019-11-06")),
    Kind.TIME: (lambda value: time.fromisoformat(_line(value)), mark("a time like 17:30")),
    Kind.INSTANT: (_instant, mark("a time in UTC like 2019-11-06T17:30:00Z")),
    Kind.YESNO: (_yesno, mark("true or false")),
    Kind.LINK: (_uuid, mark("the id of a record")),
    Kind.LINKS: (_many(_uuid), mark("a list of record ids")),
    Kind.TAGS: (_many(_line), mark("a list of texts")),
    Kind.LANGUAGE: (_line, mark("a language tag")),
    Kind.URL: (_line, mark("a web address")),
    Kind.DIGEST: (lambda value: _line(value).lower(), mark("64 hex digits")),
}


def to_plain(field: Field, value: Any) -> Plain:
    """Give a value as JSON holds it; None stays None."""
    return None if value is None else _TO_PLAIN[field.kind](value)


def from_plain(field: Field, plain: object) -> Any:
    """Read a value from JSON; blank text counts as nothing. Raises WrongShape or BadDate."""
    if plain is None or plain in ("", []):
        return field.empty
    read, expected = _FROM_PLAIN[field.kind]
    try:
        value = read(plain)
    except (TypeError, ValueError, OverflowError) as problem:
        raise WrongShape(key=field.key, text=repr(plain)[:80], expected=expected) from problem
    return field.empty if value in ("", ()) else value


def record_to_plain(record: Record) -> dict[str, Plain]:
    """Give every field of a record that holds something, keyed by machine key."""
    plain: dict[str, Plain] = {"entity": type(record).__name__}
    for field in fields_of(type(record)):
        value = getattr(record, field.key)
        if value is not None and value != ():
            plain[field.key] = to_plain(field, value)
    return plain


def values_from_plain(kind: type[Record], plain: Mapping[str, object]) -> dict[str, Any]:
    """Read the content fields named in a JSON object.

    Raises UnknownField for any it does not know.
    """
    known = {field.key: field for field in content_fields(kind)}
    values = {}
    for key, value in plain.items():
        if key not in known:
            raise UnknownField(entity=kind.__name__, key=key, fields=", ".join(known))
        values[key] = from_plain(known[key], value)
    return values


def record_from_plain(kind: type[R], plain: Mapping[str, object]) -> R:
    """Make a new record from a JSON object of content fields."""
    return kind(**values_from_plain(kind, plain))


def revised(record: R, plain: Mapping[str, object]) -> R:
    """Give the record with the content fields of a JSON object replaced."""
    return replace(record, **values_from_plain(type(record), plain))


_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)


def _canonical_text(text: str) -> str:
    text = text.strip()
    # Looked for first, because hardly any text has blanks at the end of a line.
    return _TRAILING.sub("", text) if " \n" in text or "\t\n" in text else text


def canonical_json(record: Record) -> str:
    """Give the content of a record in the one spelling that offices hash and compare."""
    kind: type = type(record)  # the cache wants no more than a class
    held = vars(record)
    written = [f'"_entity":{_encoded(kind.__name__)}']
    for key, name, plain_of in _canonically(kind):
        value = held[key]
        if value is not None and value != ():
            plain = plain_of(value)
            # Most values are texts, which are quoted without looking for anything else.
            written.append(name + _encoded(_canonical_text(plain) if type(plain) is str else plain))
    return f"{{{','.join(written)}}}"


_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@cache
def _canonically(kind: type[Record]) -> tuple[tuple[str, str, Callable[[Any], Plain]], ...]:
    """Give keys in the order of the alphabet, as they are written, and how values are."""
    fields = sorted(content_fields(kind), key=lambda field: field.key)
    return tuple(
        (field.key, f"{_encoded(field.key)}:", _canonical_way(field))
        for field in fields
        if field.key != "tlp"
    )


def _canonical_way(field: Field) -> Callable[[Any], Plain]:
    if field.kind is Kind.DEGREES:
        return "{:.6f}".format
    return _sorted_once if field.is_many else _TO_PLAIN[field.kind]


def _sorted_once(values: Iterable[str]) -> list[str]:
    return sorted(set(values))


def content_hash(record: Record) -> str:
    """Give the SHA-256 of the canonical content, as 64 hex digits."""
    return hashlib.sha256(canonical_json(record).encode()).hexdigest()
