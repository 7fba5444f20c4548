"""What one row makes, as values: records with what the row itself said of them, and open names."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache

from ...domain.fields import Field, Kind, field_of
from ...domain.records import Actor, Incident, IncidentSite, Record
from ...domain.saying import Sayable
from ...domain.values import Plain, to_plain


@dataclass(frozen=True, slots=True)
class Part:
    """A record that a row makes.

    `said` are the fields the table tells, blank ones included; `made` are those put together from
    others, such as a title. `targets` are the columns without which the record would not be.
    """

    record: Record
    said: frozenset[str]
    made: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()

    def content(self) -> dict[str, Plain]:
        """Give what the row gave the record, as it is kept to be compared with later rows."""
        return content_under(self.record, self.said | self.made)


def content_under(record: Record, keys: Collection[str]) -> dict[str, Plain]:
    """Give what a record holds under some keys, spelled as offices compare it."""
    kind: type = type(record)  # the cache wants no more than a class
    held = vars(record)
    content: dict[str, Plain] = {}
    for key, described in _fields_under(kind, frozenset(keys)):
        value = held[key]
        if value is not None and value != ():
            # Most values are texts, which stand as they are.
            content[key] = value if type(value) is str else _canonical(described, value)
    return content


@cache
def _fields_under(kind: type, keys: frozenset[str]) -> tuple[tuple[str, Field], ...]:
    return tuple((key, field_of(kind, key)) for key in sorted(keys))


def _canonical(field: Field, value: object) -> Plain:
    if field.kind is Kind.DEGREES:
        return f"{value:.6f}"
    return sorted(set(value)) if isinstance(value, tuple) else to_plain(field, value)


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """A place as a row names it, from the country down; blank where it says nothing.

    `iso3` is the country's code where the row gives one.
    """

    country: str = ""
    iso3: str = ""
    adm1: str = ""
    adm2: str = ""
    adm3: str = ""
    name: str = ""
    pcode: str = ""

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """The names given, from the largest area down, each with its level (5 for a point)."""
        given = zip("1235", (self.adm1, self.adm2, self.adm3, self.name), strict=True)
        return tuple((level, name) for level, name in given if name)

    def words(self) -> str:
        """Say the place as a person writes it, the nearest name first."""
        parts = dict.fromkeys((self.name, self.adm3, self.adm2, self.adm1, self.country))
        return ", ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class SiteAsked:
    """A site as a row names it, and the place hit that waits for it."""

    name: str
    site_type: str
    record_id: str


@dataclass(frozen=True)
class Assembled:
    """All that one row makes; `parts` stand in the order they are saved."""

    number: int
    key: str
    digest: str
    incident: Incident
    parts: tuple[Part, ...]
    place: PlaceAsked
    sites: tuple[SiteAsked, ...] = ()
    actors: Mapping[str, Actor] = field(default_factory=dict)
    doubts: tuple[Sayable, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """The records without the actors they name."""
        return tuple(part.record for part in self.parts)

    @property
    def hits(self) -> tuple[IncidentSite, ...]:
        """The places hit."""
        return tuple(one for one in self.records if isinstance(one, IncidentSite))
