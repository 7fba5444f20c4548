"""Light records: of each class the columns rules over many incidents look at, and no others."""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import Any, TypeVar

from ..domain.dates import FuzzyDate
from ..domain.fields import Field, Kind, field_of
from ..domain.records import (
    Actor,
    Attribution,
    CasualtyFigure,
    Claim,
    Evidence,
    Incident,
    IncidentLink,
    IncidentSite,
    Location,
    Record,
    Site,
    Source,
    Strike,
)
from .columns import STORING

R = TypeVar("R", bound=Record)

COLUMNS: Mapping[type[Record], tuple[str, ...]] = {
    Incident: (
        *("id", "date_edtf", "time_local", "location_id", "lat", "lon", "geo_prec", "workflow"),
        *("merged_into_id", "grading", "certainty", "in_totals", "impacts_low", "strike_pattern"),
        *("interval_min_low", "interval_min_high", "breach_of_ids"),
    ),
    IncidentSite: (
        *("id", "incident_id", "site_id", "site_type", "site_role", "status_before"),
        *("status_after", "notified_then"),
    ),
    Strike: (
        *("id", "incident_id", "seq", "time_local", "gap_low", "gap_high", "incident_site_id"),
        *("responders_present", "crowd_present", "claim_ids"),
    ),
    Claim: (
        *("id", "incident_id", "source_id", "via_source_id", "derived_from_id", "supersedes_id"),
        *("retracted", "claim_type", "independence", "credibility", "responders_hit", "date_edtf"),
        *("site_text", "event_type", "delivery", "weapon", "asserted_on", "quote", "evidence_ids"),
    ),
    CasualtyFigure: (
        *("id", "owner_id", "owner_type", "outcome", "civ_status", "age_sex", "role", "low"),
        *("high", "qualifier"),
    ),
    Attribution: (
        *("id", "owner_id", "owner_type", "actor_id", "part", "logic", "confidence", "basis"),
        *("response", "response_source_id"),
    ),
    IncidentLink: ("id", "from_id", "to_id", "link_type", "confidence"),
    Evidence: ("id", "sha256", "graphic", "incident_ids"),
    Source: ("id", "parent_id", "publisher", "url", "archived_url", "archive_sha256"),
    Site: ("id", "name", "name_local", "aliases", "site_type", "lat", "lon", "geo_prec"),
    Actor: ("id", "name", "actor_type", "parent_id"),
    Location: ("id", "name", "level", "parent_id", "lat", "lon"),
}
"""What is read of each class: whatever a rule over many incidents looks at."""


def maker(kind: type[R]) -> Callable[[Sequence[Any]], R]:
    """Give what makes a light record of a row with the values of its columns, in their order.

    A light record is the row itself: it answers like a record of its class, and where a column is
    not read, like a blank one. Nothing is made of a value before somebody asks for it.
    """
    plain: type = kind  # the cache wants no more than a class
    make: Callable[[Sequence[Any]], R] = _making(plain)
    return make


@cache
def _making(kind: type[Record]) -> Callable[[Sequence[Any]], Any]:
    names = COLUMNS[kind]
    row = namedtuple(f"{kind.__name__}Row", names)  # type: ignore[misc]  # its columns are data
    fields = [field_of(kind, name) for name in names]
    read = {
        field.key: _reading(place, field)
        for place, field in enumerate(fields)
        if not STORING[field.kind].is_plain
    }
    light = type(f"Light{kind.__name__}", (row, kind), {"__slots__": (), **read})
    return partial(tuple.__new__, light)


def _reading(place: int, field: Field) -> property:
    """Give the property that reads a value which a database holds in another form."""
    decode, empty = STORING[field.kind].decode, field.empty
    if field.kind is Kind.DATE:
        decode = _date  # many rows hold the same one

    def read(row: Sequence[Any]) -> object:
        held = row[place]
        return empty if held is None else decode(held)

    return property(read)


_date = lru_cache(maxsize=16_384)(FuzzyDate.parse)
