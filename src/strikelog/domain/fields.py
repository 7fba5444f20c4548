"""What a record's attribute says of itself: one description that every surface reads.

A record is a frozen dataclass whose attributes are made by `describe`. Each surface (database,
form, table, filter, workbook, PDF, command line) owns one table keyed by `Kind`, so a new field is
one line in its record. A `Field` holds only what at least two surfaces read.
"""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from .messages import mark

LINE_LIMIT = 200
TEXT_LIMIT = 30_000
"""Longest text of one field, in characters: what a workbook cell holds with room to spare."""


class Kind(Enum):
    """What sort of value a field holds; the key of every surface's dispatch table."""

    ID = "id"  # UUID text of the record itself
    LINE = "line"  # one line of text
    TEXT = "text"  # paragraphs
    CODE = "code"  # one code of a vocabulary
    CODES = "codes"  # several codes of a vocabulary
    COUNT = "count"  # whole number >= 0
    DEGREES = "degrees"  # WGS 84 decimal degrees
    DATE = "date"  # FuzzyDate
    DAY = "day"  # calendar day
    TIME = "time"  # wall clock time without zone
    INSTANT = "instant"  # point in time, UTC
    YESNO = "yesno"
    LINK = "link"  # id of one other record
    LINKS = "links"  # ids of other records
    TAGS = "tags"  # free words or short texts
    LANGUAGE = "language"  # BCP 47 tag
    URL = "url"
    DIGEST = "digest"  # SHA-256 as 64 hex digits

    # Members are single, and every surface looks them up a million times in a large import.
    __hash__ = object.__hash__


class Need(Enum):
    """Whether a record is complete without the field."""

    REQUIRED = "required"
    CONDITIONAL = "conditional"  # required under a rule of validation
    OPTIONAL = "optional"
    DERIVED = "derived"  # computed from other fields or records, never edited


MANY = frozenset({Kind.CODES, Kind.LINKS, Kind.TAGS})
"""Kinds whose values are tuples."""


@dataclass(frozen=True, slots=True)
class Field:
    """One attribute of a record as the surfaces see it."""

    key: str
    kind: Kind
    label: str
    group: str = "more"
    need: Need = Need.OPTIONAL
    vocabulary: str = ""
    target: tuple[str, ...] = ()
    hxl: str = ""
    limit: int = 0
    unit: str = ""
    help: str = ""
    sensitive: bool = False
    default: Any = None

    @property
    def is_many(self) -> bool:
        """Tell whether the value is a tuple of values."""
        return self.kind in MANY

    @property
    def is_derived(self) -> bool:
        """Tell whether the value is computed and therefore never edited, exchanged or hashed."""
        return self.need is Need.DERIVED

    @property
    def empty(self) -> object:
        """The value that means "nothing recorded"."""
        return () if self.is_many else None


_FIELD = "strikelog.field"

_LIMITS = {
    Kind.LINE: LINE_LIMIT,
    Kind.TEXT: TEXT_LIMIT,
    Kind.URL: 2_000,
    Kind.LANGUAGE: 35,
    Kind.DIGEST: 64,
}


def describe(
    kind: Kind,
    label: str,
    *,
    group: str = "more",
    need: Need = Need.OPTIONAL,
    required: bool = False,
    derived: bool = False,
    vocabulary: str = "",
    target: str | tuple[str, ...] = (),
    hxl: str = "",
    limit: int | None = None,
    unit: str = "",
    help: str = "",  # noqa: A002 - the word people know
    sensitive: bool = False,
    default: Any = None,
    factory: Callable[[], Any] | None = None,
) -> Any:
    """Describe one attribute of a record: its kind, its label and what surfaces need to know of it.

    `limit` is in characters; `default` is what a new record starts with, `factory` makes it.
    """
    if required:
        need = Need.REQUIRED
    if derived:
        need = Need.DERIVED
    if default is None and kind in MANY:
        default = ()
    field = Field(
        key="",
        kind=kind,
        label=label,
        group=group,
        need=need,
        vocabulary=vocabulary,
        target=(target,) if isinstance(target, str) else target,
        hxl=hxl,
        limit=_LIMITS.get(kind, 0) if limit is None else limit,
        unit=unit,
        help=help,
        sensitive=sensitive,
        default=default,
    )
    if factory is not None:
        return dataclasses.field(default_factory=factory, metadata={_FIELD: field}, kw_only=True)
    return dataclasses.field(default=default, metadata={_FIELD: field}, kw_only=True)


def fields_of(record: type) -> tuple[Field, ...]:
    """Give the described fields of a record class: its id, its own, then those every record has."""
    return _fields_of(record)


# Cached behind a plain function: the checker takes a record class, whose instances define a hash,
# for something without one.
@cache
def _fields_of(record: type) -> tuple[Field, ...]:
    found = [
        dataclasses.replace(attribute.metadata[_FIELD], key=attribute.name)
        for attribute in dataclasses.fields(record)
        if _FIELD in attribute.metadata
    ]
    return tuple(sorted(found, key=_place))


def _place(field: Field) -> int:
    if field.kind is Kind.ID:
        return 0
    return 2 if field.group == "stewardship" else 1


@cache
def _by_key(record: type) -> Mapping[str, Field]:
    return {field.key: field for field in fields_of(record)}


def field_of(record: type, key: str) -> Field:
    """Give one field of a record class; KeyError when it has none of that name."""
    return _by_key(record)[key]


def has_field(record: type, key: str) -> bool:
    """Tell whether a record class has a field of that name."""
    return key in _by_key(record)


def content_fields(record: type) -> tuple[Field, ...]:
    """Give the fields people fill: those that are exchanged, hashed and kept in the history."""
    return _content_fields(record)


@cache
def _content_fields(record: type) -> tuple[Field, ...]:
    return tuple(f for f in fields_of(record) if not f.is_derived and f.key not in KEPT_BY_PROGRAM)


KEPT_BY_PROGRAM = frozenset(
    {
        "rev",
        "origin_office",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
        "deleted",
        "codelist_version",
    }
)
"""Fields every record has and only the program writes."""

GROUPS: Mapping[str, str] = {
    "what": mark("What happened"),
    "when": mark("When"),
    "where": mark("Where"),
    "means": mark("How"),
    "who": mark("Who says so"),
    "says": mark("What it says"),
    "people": mark("People"),
    "state": mark("State"),
    "judgement": mark("Judgement"),
    "links": mark("Connections"),
    "sharing": mark("Sharing"),
    "more": mark("More"),
    "stewardship": mark("Record keeping"),
}
"""Groups of fields in the order forms show them."""
