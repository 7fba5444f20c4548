"""The values of a filter brought to one spelling, and taken apart again for those who compare.

Codes become codes, dates EDTF or `first..last`, numbers plain digits, names of fields canonical
names; text stays text. What a value may be hangs on the meaning of its field first, on its kind
second.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from unicodedata import combining

from .dates import BadDate, DatePoint, DatesReversed, FuzzyDate, read_date
from .degrees import BadDegrees, degrees_words, read_degrees
from .edtf import days_away, looks_like_edtf
from .errors import BadValue
from .fields import Kind
from .filter_fields import filter_fields, find_filter_field, plain_name
from .filters import Condition, FilterField, Meaning, Op
from .messages import is_right_to_left, mark, translate
from .reading import LONGEST, TooLong, read
from .records import Record
from .text import clean_line, fold, without_isolates
from .times import read_time

OPEN = ".."
"""The open end of a window, or of a range of people."""


class NotNearby(BadValue):
    """The text is no circle on the map."""

    message = mark(
        "“{text}” is not a place with a distance."
        " Write latitude, longitude and distance, like {suggestion}."
    )


class NoSuchField(BadValue):
    """The text names no field of the records that are filtered."""

    message = mark("There is no field “{text}”. Try {suggestion}.")


class SignNotForField(BadValue):
    """A field cannot be compared in this way."""

    message = mark("“{text}” cannot be asked of this field. Use “{suggestion}”.")


class OneValueOnly(BadValue):
    """A comparison has several values to compare with."""

    message = mark("“{text}” takes one value. Keep the one that counts.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of an entity as it is asked in one language."""

    entity: type[Record]
    field: FilterField
    language: str = "en"


_SORTED_KINDS = frozenset({Kind.TIME, Kind.COUNT, Kind.DEGREES})
_DATED_KINDS = frozenset({Kind.DATE, Kind.DAY, Kind.INSTANT})
COMPARING = frozenset({Op.AT_LEAST, Op.AT_MOST, Op.MORE, Op.LESS})
"""Signs that take one value and compare by size."""


def is_dated(each: FilterField) -> bool:
    """Tell whether the values of a field are windows of time."""
    plain = each.meaning is Meaning.FIELD and each.field.kind in _DATED_KINDS
    return plain or each.meaning is Meaning.DATE


def signs_of(each: FilterField) -> tuple[Op, ...]:
    """Give the signs that may stand after a field; people may type more for dates."""
    if is_dated(each):
        return (Op.IS, Op.CERTAIN)
    plain = each.meaning is Meaning.FIELD and each.field.kind in _SORTED_KINDS
    if plain or each.meaning is Meaning.PEOPLE:
        return (Op.IS, Op.AT_LEAST, Op.AT_MOST, Op.MORE, Op.LESS)
    return (Op.IS,)


def condition_of(asked: Asked, op: Op, typed: Sequence[str]) -> Condition:
    """Make the condition of typed values, in one spelling; raises BadValue."""
    each = asked.field
    if longest := next((text for text in typed if len(text.strip()) > LONGEST), ""):
        raise TooLong(text=clean_line(longest)[:60])
    texts = _whole_circles(typed) if each.meaning is Meaning.NEAR else typed
    if op in COMPARING and len(texts) > 1:
        raise OneValueOnly(text=op.value)
    if op in COMPARING and is_dated(each):
        return Condition(each.name, Op.IS, (_beyond(op, texts[0]),))
    if op not in signs_of(each):
        raise SignNotForField(text=op.value, suggestion=f"{each.name}:")
    if op is Op.AT_MOST and each.meaning is Meaning.PEOPLE and clean_line(texts[0]) == OPEN:
        return Condition(each.name, op, (OPEN,))
    values = (value_of(asked, text) for text in texts)
    return Condition(each.name, op, tuple(dict.fromkeys(values)))


def value_of(asked: Asked, text: str) -> str:
    """Bring one typed value to its one spelling; raises BadValue."""
    by_meaning = _BY_MEANING.get(asked.field.meaning)
    return by_meaning(asked, text) if by_meaning else _BY_KIND[asked.field.field.kind](asked, text)


def _whole_circles(texts: Sequence[str]) -> list[str]:
    """Put circles together again, whose own commas part them like several values."""
    parts = [part for text in texts for part in re.split("[,،]", text)]
    return [",".join(parts[at : at + 3]) for at in range(0, len(parts), 3)]


def _text(_: Asked, text: str) -> str:
    return clean_line(text)


def _code(asked: Asked, text: str) -> str:
    single = replace(asked.field.field, kind=Kind.CODE)
    return str(read(single, text, asked.language))


def _field_name(asked: Asked, text: str) -> str:
    found = find_filter_field(asked.entity, text, asked.language)
    if found is None or found.meaning is Meaning.PRESENCE:
        close = close_names(asked.entity, text, asked.language)
        raise NoSuchField(text=clean_line(text)[:60], suggestion=close)
    return found.name


def close_names(entity: type[Record], typed: str, language: str = "en") -> str:
    """Offer the names of fields most like what was typed, or the first ones where none is."""
    known = filter_fields(entity)
    typeable = [name_typed(each, language) for each in known.values()]
    spellings = {plain_name(each): each for each in (*typeable, *known)}
    near = get_close_matches(plain_name(typed[:60]), list(spellings), n=3)
    found = dict.fromkeys([spellings[one] for one in near] or typeable[:4])
    return ("، " if is_right_to_left(language) else ", ").join(found)


def name_typed(each: FilterField, language: str = "en") -> str:
    """Give the name of a field as it can be typed before the colon in a language."""
    shown = translate(each.label, language)
    # Vowel signs are no letters to the pattern, and nobody types them.
    plain = "".join(sign for sign in shown if not combining(sign))
    return each.name if shown == each.label else re.sub(r"[\W_]+", "_", plain).strip("_")


def _read_text(asked: Asked, text: str) -> str:
    return str(read(asked.field.field, text, asked.language))


def _degrees(asked: Asked, text: str) -> str:
    return degrees_words(read_degrees(text, is_latitude=asked.field.field.key == "lat"))


def _time(_: Asked, text: str) -> str:
    return f"{read_time(text):%H:%M}"


def _yesno(asked: Asked, text: str) -> str:
    return "yes" if read(asked.field.field, text, asked.language) else "no"


def _digits(_: Asked, text: str) -> str:
    return clean_line(text).lower()


def _window(_: Asked, text: str) -> str:
    """Keep one date whole, and bring `A..B` to the first and last point it names."""
    plain = _XX.sub("", without_isolates(clean_line(text)))
    halves = _HALVES.fullmatch(plain)
    if looks_like_edtf(plain) or halves is None:
        return _XX.sub("", read_date(plain).edtf)
    start = _first_point(halves["start"])
    end = _last_point(halves["end"])
    if start and end and end.last < start.first:
        raise DatesReversed(text=clean_line(text))
    return f"{start.edtf if start else ''}{OPEN}{end.edtf if end else ''}"


_XX = re.compile("-XX", re.IGNORECASE)
# The dots of `[A..B]` and of `A/..` belong to a date.
_HALVES = re.compile(r"(?P<start>[^\[/]*?|\[[^\]]*\])\s*\.\.\s*(?P<end>[^\]/]*|\[.*\])")


def _first_point(text: str) -> DatePoint | None:
    """Read the start of a window, of which only the first day can count."""
    if not text.strip():
        return None
    found = read_date(text)
    if found.start is None:
        raise BadDate(text=text.strip())
    return replace(found.start, qualifier="")


def _last_point(text: str) -> DatePoint | None:
    """Read the end of a window, of which only the last day can count."""
    if not text.strip():
        return None
    found = read_date(text)
    if found.end is None:
        raise BadDate(text=text.strip())
    return replace(found.end, qualifier="")


def _beyond(op: Op, text: str) -> str:
    """Give the window on one side of a date: `>` leaves the date itself out, `>=` does not."""
    found = read_date(text)
    first, last = found.first, found.last
    limit = {Op.AT_LEAST: first, Op.AT_MOST: last, Op.MORE: last, Op.LESS: first}[op]
    if limit is None:
        raise BadDate(text=clean_line(text))
    if op in (Op.AT_LEAST, Op.MORE):
        return f"{days_away(limit, int(op is Op.MORE)).isoformat()}{OPEN}"
    return f"{OPEN}{days_away(limit, -int(op is Op.LESS)).isoformat()}"


def window_of(value: str) -> tuple[date | None, date | None]:
    """Give the first and last day of a date value in its one spelling; None is an open end."""
    if looks_like_edtf(value):
        whole = FuzzyDate.parse(value)
        return whole.first, whole.last
    start, end = window_ends(value)
    return (start.first if start else None, end.last if end else None)


def window_ends(value: str) -> tuple[FuzzyDate | None, FuzzyDate | None]:
    """Part a window `A..B` in its one spelling; None is an open end."""
    start, _, end = value.partition(OPEN)
    return (
        FuzzyDate.parse(start) if start else None,
        FuzzyDate.parse(end) if end else None,
    )


_RADIUS = re.compile(r"(?P<number>\d{1,5}(?:\.\d{1,6})?)\s*(?P<unit>km|m|كم|م)?")
_CIRCLE = "35.61,36.56,5km"
_METRES = frozenset({"m", "م"})
_FURTHEST_KM = 20_040
"""Half the way round the earth."""


def _circle(_: Asked, text: str) -> str:
    """Bring a circle to `latitude,longitude,5km`."""
    plain = clean_line(text)
    try:
        lat, lon, reach = fold(plain).replace("٫", ".").split(",")
        latitude = read_degrees(lat, is_latitude=True)
        longitude = read_degrees(lon, is_latitude=False)
    except (ValueError, BadDegrees):
        raise NotNearby(text=plain[:60], suggestion=_CIRCLE) from None
    found = _RADIUS.fullmatch(reach.strip())
    kilometres = _kilometres(found) if found else 0.0
    if not 0 < kilometres <= _FURTHEST_KM:
        raise NotNearby(text=plain[:60], suggestion=_CIRCLE)
    numbers = (degrees_words(one) for one in (latitude, longitude, kilometres))
    return f"{','.join(numbers)}km"


def _kilometres(found: re.Match[str]) -> float:
    number = float(found["number"])
    return round(number / 1000 if found["unit"] in _METRES else number, 6)


def circle_of(value: str) -> tuple[float, float, float]:
    """Give latitude, longitude and kilometres of a circle in its one spelling."""
    lat, lon, reach = value.removesuffix("km").split(",")
    return float(lat), float(lon), float(reach)


_BY_MEANING: Mapping[Meaning, Callable[[Asked, str], str]] = {
    Meaning.DATE: _window,
    Meaning.NEAR: _circle,
    Meaning.PEOPLE: _read_text,
    Meaning.PRESENCE: _field_name,
    Meaning.PLACE: _text,
    Meaning.SITE: _text,
    Meaning.NAME: _text,
    Meaning.SITE_TYPE: _code,
}
_BY_KIND: Mapping[Kind, Callable[[Asked, str], str]] = {
    Kind.ID: _digits,
    Kind.LINE: _text,
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.CODES: _code,
    Kind.COUNT: _read_text,
    Kind.DEGREES: _degrees,
    Kind.DATE: _window,
    Kind.DAY: _window,
    Kind.TIME: _time,
    Kind.INSTANT: _window,
    Kind.YESNO: _yesno,
    Kind.LINK: _text,
    Kind.LINKS: _text,
    Kind.TAGS: _text,
    Kind.LANGUAGE: _read_text,
    Kind.URL: _text,
    Kind.DIGEST: _digits,
}
