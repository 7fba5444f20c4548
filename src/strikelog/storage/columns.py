"""How each kind of field is stored: its column types, and its values on the way in and out.

A fuzzy date takes four columns: its text, a sort key (earliest day, then latest) and the widened
first and last day that filters compare; open ends become the first and last day there is.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa

from ..domain.dates import FuzzyDate
from ..domain.fields import Field, Kind

SORT, FIRST, LAST = "__sort", "__first", "__last"
"""Suffixes of the columns beside a fuzzy date."""

DAWN, DUSK = "0001-01-01", "9999-12-31"
"""Stand for an open beginning and an open end."""


@dataclass(frozen=True, slots=True)
class Storing:
    """Column type of a kind, and its values on the way in and out."""

    type: type[sa.types.TypeEngine[Any]]
    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]

    @property
    def is_plain(self) -> bool:
        """Tell whether a database holds the values as records do."""
        return self.decode is _same


def _same(value: Any) -> Any:
    return value


def _encode_many(values: tuple[str, ...]) -> str | None:
    return json.dumps(values, ensure_ascii=False) if values else None


def _decode_many(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


_TEXT = Storing(sa.Text, _same, _same)
_MANY = Storing(sa.Text, _encode_many, _decode_many)

STORING: Mapping[Kind, Storing] = {
    Kind.ID: _TEXT,
    Kind.LINE: _TEXT,
    Kind.TEXT: _TEXT,
    Kind.CODE: _TEXT,
    Kind.CODES: _MANY,
    Kind.COUNT: Storing(sa.Integer, _same, _same),
    Kind.DEGREES: Storing(sa.Float, _same, _same),
    Kind.DATE: Storing(sa.Text, lambda value: value.edtf, FuzzyDate.parse),
    Kind.DAY: Storing(sa.Text, date.isoformat, date.fromisoformat),
    Kind.TIME: Storing(sa.Text, lambda value: value.strftime("%H:%M"), time.fromisoformat),
    Kind.INSTANT: Storing(sa.Text, datetime.isoformat, datetime.fromisoformat),
    Kind.YESNO: Storing(sa.Integer, int, bool),
    Kind.LINK: _TEXT,
    Kind.LINKS: _MANY,
    Kind.TAGS: _MANY,
    Kind.LANGUAGE: _TEXT,
    Kind.URL: _TEXT,
    Kind.DIGEST: _TEXT,
}


def columns_for(field: Field, prefix: str = "") -> list[sa.Column[Any]]:
    """Make the columns of one field."""
    name = prefix + field.key
    if field.kind is Kind.ID:
        return [sa.Column(name, sa.Text, nullable=False, unique=True)]
    columns: list[sa.Column[Any]] = [sa.Column(name, STORING[field.kind].type)]
    if field.kind is Kind.DATE:
        columns += [sa.Column(name + suffix, sa.Text) for suffix in (SORT, FIRST, LAST)]
    return columns


def date_columns(name: str, value: FuzzyDate | None) -> dict[str, str | None]:
    """Give what stands beside a fuzzy date: sort key, widened first day, widened last day."""
    if value is None:
        return {name + SORT: None, name + FIRST: None, name + LAST: None}
    first, last = value.padded
    return {
        name + SORT: f"{_day(value.first, DAWN)}/{_day(value.last, DUSK)}",
        name + FIRST: _day(first, DAWN),
        name + LAST: _day(last, DUSK),
    }


def _day(day: date | None, when_open: str) -> str:
    return day.isoformat() if day else when_open
