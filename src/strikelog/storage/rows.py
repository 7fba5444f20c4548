"""Records to rows and back; knows kinds, never the fields of a particular record."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

from ..domain.fields import Field, Kind, fields_of
from ..domain.records import Record, made
from ..domain.summaries import IncidentSummary
from .columns import STORING, date_columns
from .tables import SUMMARY

R = TypeVar("R", bound=Record)


@cache
def _encoders(kind: type) -> tuple[tuple[str, Callable[[Any], Any], bool], ...]:
    """Give the keys whose values are not written as they are, and how they are written."""
    return tuple(
        (field.key, STORING[field.kind].encode, field.kind is Kind.DATE)
        for field in fields_of(kind)
        if not STORING[field.kind].is_plain
    )


def _encode(values: dict[str, Any], kind: type, prefix: str = "") -> dict[str, Any]:
    """Make columns of the values of all fields."""
    row = {prefix + key: held for key, held in values.items()} if prefix else values.copy()
    for key, encode, is_date in _encoders(kind):
        held, name = values[key], prefix + key
        row[name] = None if held is None else encode(held)
        if is_date:
            row.update(date_columns(name, held))
    return row


def row_of(record: Record) -> dict[str, Any]:
    """Give the record's own columns."""
    return _encode(vars(record), type(record))


def summary_row(summary: IncidentSummary) -> dict[str, Any]:
    """Give the columns of a list summary."""
    return _encode(vars(summary), IncidentSummary, SUMMARY)


@cache
def _decoders(kind: type) -> tuple[tuple[str, object, Callable[[Any], Any] | None], ...]:
    found = ((field, STORING[field.kind]) for field in fields_of(kind))
    return tuple(
        (field.key, field.empty, None if storing.is_plain else storing.decode)
        for field, storing in found
    )


def record_of(kind: type[R], row: Mapping[str, Any]) -> R:
    """Make the record from its row."""
    values: dict[str, Any] = {}
    plain: type = kind  # the cache wants no more than a class
    for key, empty, decode in _decoders(plain):
        held = row[key]
        if held is None:
            values[key] = empty
        else:
            values[key] = held if decode is None else decode(held)
    return made(kind, values)


def value_of(field: Field, held: Any) -> Any:
    """Make one value from its column."""
    return field.empty if held is None else STORING[field.kind].decode(held)
