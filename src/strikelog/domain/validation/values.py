"""Rules every field brings along by its kind and need: a new field is covered by itself."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any

from ..count_values import MOST
from ..dates import FuzzyDate
from ..fields import TEXT_LIMIT, Field, Kind, Need, fields_of
from ..messages import mark
from ..records import Record
from ..vocabularies import vocabulary
from .problems import Problem, Term, found

_LANGUAGE_TAG = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+",
    re.IGNORECASE | re.ASCII,
)
_WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_ARCHIVE_PATH = re.compile(r"(?![/\\])(?!.*(?:^|/)\.\.(?:/|$))[^\s:\\]+")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE | re.ASCII)
_DIGEST = re.compile(r"[0-9a-fA-F]{64}", re.ASCII)
# Line ends and tabs belong to paragraphs; any other control, and any control in a line, is damage.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_CONTROLS_OF_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class _Check:
    code: str
    is_bad: Callable[[Field, Any], bool]
    message: str


def _not_text(_: Field, value: object) -> bool:
    return not isinstance(value, str)


def _too_long(field: Field, value: str) -> bool:
    return len(value) > (field.limit or TEXT_LIMIT)


def _control_in_line(_: Field, value: str) -> bool:
    return _CONTROLS_OF_A_LINE.search(value) is not None


def _control_in_text(_: Field, value: str) -> bool:
    return _CONTROLS.search(value) is not None


def _no_uuid(_: Field, value: object) -> bool:
    return not isinstance(value, str) or _UUID.fullmatch(value) is None


def _not_in_list(field: Field, value: object) -> bool:
    return not isinstance(value, str) or value not in vocabulary(field.vocabulary)


def _no_count(_: Field, value: object) -> bool:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return not whole or not 0 <= value <= MOST  # type: ignore[operator] # whole is an int


def _no_degrees(field: Field, value: object) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    furthest = 90 if field.key == "lat" else 180
    return not number or not -furthest <= value <= furthest  # type: ignore[operator] # a number


def _no_date(_: Field, value: object) -> bool:
    return not isinstance(value, FuzzyDate)


def _no_day(_: Field, value: object) -> bool:
    return not isinstance(value, date) or isinstance(value, datetime)


def _no_time(_: Field, value: object) -> bool:
    return not isinstance(value, time)


def _no_instant(_: Field, value: object) -> bool:
    return not isinstance(value, datetime) or value.tzinfo is None


def _no_yesno(_: Field, value: object) -> bool:
    return not isinstance(value, bool)


def _no_language(_: Field, value: str) -> bool:
    return _LANGUAGE_TAG.fullmatch(value) is None


def _no_address(field: Field, value: str) -> bool:
    if _WEB_ADDRESS.fullmatch(value):
        return False
    return field.key != "archived_url" or _ARCHIVE_PATH.fullmatch(value) is None


def _no_digest(_: Field, value: str) -> bool:
    return _DIGEST.fullmatch(value) is None


_TEXT = _Check("E28", _not_text, mark("{field}: “{value}” is not text."))
_LONG = _Check("E28", _too_long, mark("{field} is longer than {limit} characters. Shorten it."))
_LINE_CONTROL = _Check(
    "E28",
    _control_in_line,
    mark("{field} holds a line break or an unprintable character. Type it again on one line."),
)
_TEXT_CONTROL = _Check(
    "E28", _control_in_text, mark("{field} holds an unprintable character. Type it again.")
)
_CODE = _Check(
    "E02",
    _not_in_list,
    mark("{field}: “{value}” is not in the list. Choose an entry of the list."),
)
_LINK = _Check(
    "E03",
    _no_uuid,
    mark("{field}: “{value}” is not the id of a record. Choose the record again."),
)
_LINE = (_TEXT, _LINE_CONTROL, _LONG)

_CHECKS: Mapping[Kind, tuple[_Check, ...]] = {
    Kind.ID: (_Check("E03", _no_uuid, mark("“{value}” is not an id of the form UUID.")),),
    Kind.LINE: _LINE,
    Kind.TEXT: (_TEXT, _TEXT_CONTROL, _LONG),
    Kind.CODE: (_CODE,),
    Kind.CODES: (_CODE,),
    Kind.COUNT: (
        _Check(
            "E07",
            _no_count,
            mark("{field}: “{value}” is not a whole number of 0 or more. Leave unknown blank."),
        ),
    ),
    Kind.DEGREES: (
        _Check(
            "E08",
            _no_degrees,
            mark(
                "{field}: “{value}” is out of range."
                " Latitudes run from −90 to 90, longitudes from −180 to 180."
            ),
        ),
    ),
    Kind.DATE: (
        _Check(
            "E05",
            _no_date,
            mark("{field}: “{value}” is not a date. Write it like 6 Nov 2019 or 2019-11."),
        ),
    ),
    Kind.DAY: (
        _Check("E05", _no_day, mark("{field}: “{value}” is not a day. Write it like 2019-11-06.")),
    ),
    Kind.TIME: (
        _Check("E05", _no_time, mark("{field}: “{value}” is not a time. Write it like 17:30.")),
    ),
    Kind.INSTANT: (_Check("E05", _no_instant, mark("{field}: “{value}” is not a time in UTC.")),),
    Kind.YESNO: (_Check("E02", _no_yesno, mark("{field}: “{value}” is neither yes nor no.")),),
    Kind.LINK: (_LINK,),
    Kind.LINKS: (_LINK,),
    Kind.TAGS: _LINE,
    Kind.LANGUAGE: (
        _TEXT,
        _LONG,
        _Check(
            "E29",
            _no_language,
            mark("{field}: “{value}” is not a language tag. Write it like en, ar or ar-SY."),
        ),
    ),
    Kind.URL: (
        *_LINE,
        _Check(
            "E29",
            _no_address,
            mark("{field}: “{value}” is not a web address. It begins with http:// or https://."),
        ),
    ),
    Kind.DIGEST: (
        _TEXT,
        _Check("E13", _no_digest, mark("{field}: a SHA-256 digest has 64 hex digits.")),
    ),
}

_MISSING = mark("{field} is missing. Fill it in; “unknown” is an answer where the list has it.")
# A required field whose absence has a rule of its own.
_MISSING_BY_RULE = {
    ("Claim", "source_id"): (
        "E11",
        mark("The claim names no source. Choose who asserts it."),
    )
}
_REVERSED = mark("{field}: {low} is more than {high}. Swap the two or correct one.")


_Sound = Callable[[str], object]
"""Tells at once of nearly every good text that nothing is wrong with it; others are checked."""


@cache
def _plan(kind: type) -> tuple[tuple[str, Field, bool, bool, _Sound], ...]:
    return tuple(
        (field.key, field, field.need is Need.REQUIRED, field.is_many, _sound(field))
        for field in fields_of(kind)
    )


def _sound(field: Field) -> _Sound:
    if field.kind in (Kind.CODE, Kind.CODES):
        return frozenset(one.code for one in vocabulary(field.vocabulary)).__contains__
    if field.kind in (Kind.ID, Kind.LINK, Kind.LINKS):
        return _UUID.fullmatch
    if field.kind in (Kind.LINE, Kind.TEXT, Kind.TAGS):
        longest = field.limit or TEXT_LIMIT
        return lambda text: text.isprintable() and len(text) <= longest
    return lambda _: False


@cache
def _ranges(kind: type) -> tuple[tuple[str, str, Field], ...]:
    """Pairs of fields that are the two ends of one range."""
    fields = {field.key: field for field in fields_of(kind)}
    ends = [(key, key.removesuffix("low") + "high") for key in fields if key.endswith("low")]
    return tuple((low, high, fields[low]) for low, high in ends if high in fields)


def value_problems(record: Record) -> Iterator[Problem]:
    """Check each value of a record against its kind, and that nothing required is missing."""
    kind: type = type(record)
    held = vars(record)
    for key, field, is_required, is_many, is_sound in _plan(kind):
        value = held[key]
        if not value and (value is None or value == ()):
            if is_required:
                yield _missing(record, field)
            continue
        for one in value if is_many else (value,):
            if type(one) is str and is_sound(one):
                continue
            for check in _CHECKS[field.kind]:  # the first that a value fails is reported
                if check.is_bad(field, one):
                    yield _refused(record, field, check=check, value=one)
                    break
    yield from _reversed_ranges(record)


def _missing(record: Record, field: Field) -> Problem:
    special = _MISSING_BY_RULE.get((type(record).__name__, field.key))
    code, message = special or ("E01", _MISSING)
    return found(code, record, field.key, message, field=Term(field.label))


def _refused(record: Record, field: Field, *, check: _Check, value: object) -> Problem:
    return found(
        check.code,
        record,
        field.key,
        check.message,
        refuses=True,
        field=Term(field.label),
        value=str(value)[:60],
        limit=field.limit,
    )


def _reversed_ranges(record: Record) -> Iterator[Problem]:
    kind: type = type(record)
    for low_key, high_key, field in _ranges(kind):
        low, high = getattr(record, low_key), getattr(record, high_key)
        if isinstance(low, int) and isinstance(high, int) and low > high:
            yield found(
                "E07",
                record,
                low_key,
                _REVERSED,
                refuses=True,
                field=Term(field.label),
                low=low,
                high=high,
            )
