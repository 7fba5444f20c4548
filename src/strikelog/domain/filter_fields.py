"""The names that may stand before the colon of a filter, derived from the fields of each record.

A field is filterable under its key as soon as its record has it. Beside the keys stand the short
names people type: those that follow from the keys (`source` for `source_id`), and a few of an
incident's own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from .fields import Field, Kind, field_of, fields_of, has_field
from .filters import FilterField, Meaning
from .messages import mark, translate
from .records import Claim, Incident, Record
from .summaries import IncidentSummary
from .text import fold


def filter_fields(entity: type) -> Mapping[str, FilterField]:
    """Give what an entity can be filtered by, by canonical name, the names people type first."""
    return _filter_fields(entity)


@cache
def _filter_fields(entity: type) -> Mapping[str, FilterField]:
    own = {field.key: _plain(field.key, field) for field in fields_of(entity)}
    found: dict[str, FilterField] = {}
    for each in _short_names(entity):
        if each.name not in own:
            found.setdefault(each.name, each)
    found.update(own)
    for each in _beside(entity):
        found.setdefault(each.name, each)
    return MappingProxyType(found)


def find_filter_field(entity: type[Record], typed: str, language: str = "en") -> FilterField | None:
    """Find a field by name, key or label; labels count in English and in `language`."""
    wanted = plain_name(typed)
    known = filter_fields(entity)
    for names in _spellings(entity, language):
        if wanted in names:
            return known[names[wanted]]
    return None


_GAPS = re.compile(r"[\W_]+")


def plain_name(text: str) -> str:
    """Bring spellings of a name that differ in case, blanks, hyphens or underscores to one."""
    return _GAPS.sub(" ", fold(text)).strip()


def _spellings(entity: type, language: str) -> tuple[Mapping[str, str], ...]:
    """Give the indexes of folded names, the one that counts most first."""
    return _by_name(entity), _by_label(entity, language), _by_label(entity, "en")


@cache
def _by_name(entity: type) -> Mapping[str, str]:
    return _first_each((plain_name(name), name) for name in filter_fields(entity))


@cache
def _by_label(entity: type, language: str) -> Mapping[str, str]:
    return _first_each(
        (plain_name(translate(each.label, language)), name)
        for name, each in filter_fields(entity).items()
    )


def _first_each(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Index pairs so that the first of several alike stays."""
    found: dict[str, str] = {}
    for spelling, name in pairs:
        found.setdefault(spelling, name)
    return found


def _plain(name: str, field: Field, label: str = "") -> FilterField:
    """Make the filter field that looks at one field of the record itself."""
    return FilterField(name, _meaning(field), field, label or field.label)


def _meaning(field: Field) -> Meaning:
    if field.kind is Kind.DATE:
        return Meaning.DATE
    if field.kind in (Kind.LINK, Kind.LINKS):
        return Meaning.PLACE if field.target == ("Location",) else Meaning.NAME
    return Meaning.FIELD


def _short_names(entity: type[Record]) -> Iterator[FilterField]:
    if issubclass(entity, Incident):
        yield from _of_incidents(entity)
    yield from _usual(entity)
    yield from _shortened(entity)
    anything = field_of(entity, "id")
    yield FilterField("has", Meaning.PRESENCE, anything, mark("Has"))
    yield FilterField("missing", Meaning.PRESENCE, anything, mark("Missing"))


def _of_incidents(entity: type[Record]) -> Iterator[FilterField]:
    """Name what is asked of incidents most, in the order people are offered it."""
    yield _plain("date", field_of(entity, "date_edtf"))
    yield _plain("place", field_of(entity, "location_id"), mark("Place"))
    yield _summary("site", Meaning.SITE)
    yield _summary("type", Meaning.SITE_TYPE, key="site_types")
    yield _plain("event", field_of(entity, "event_type"))
    yield _plain("pattern", field_of(entity, "strike_pattern"))
    yield _plain("means", field_of(entity, "delivery"))
    yield _people("killed", mark("Killed"))
    yield _people("injured", mark("Injured"))
    yield _summary("actor", Meaning.FIELD, key="actors")
    yield _plain("source", field_of(Claim, "source_id"), mark("Source"))
    yield _plain("period", field_of(entity, "period_ids"), mark("Period"))


def _people(name: str, label: str) -> FilterField:
    low = field_of(IncidentSummary, f"{name}_low")
    return FilterField(name, Meaning.PEOPLE, low, label, in_summary=True, high_key=f"{name}_high")


def _summary(name: str, meaning: Meaning = Meaning.FIELD, *, key: str = "") -> FilterField:
    field = field_of(IncidentSummary, key or name)
    return FilterField(name, meaning, field, field.label, in_summary=True)


def _beside(entity: type[Record]) -> Iterator[FilterField]:
    """Give the columns that stand beside an incident rather than in it."""
    if issubclass(entity, Incident):
        for field in fields_of(IncidentSummary):
            yield _summary(field.key)


def _usual(entity: type[Record]) -> Iterator[FilterField]:
    """Give every entity the same few words: date, place, type, name, near."""
    fields = fields_of(entity)
    # A claim is asserted on one date about an event of another; the event is what people ask for.
    by_event_first = sorted(fields, key=lambda field: field.key != "date_edtf")
    usual = {
        "date": (field for field in by_event_first if field.kind is Kind.DATE),
        "place": (field for field in fields if _meaning(field) is Meaning.PLACE),
        "type": (field for field in fields if field.key.endswith("_type")),
        "name": (field for field in fields if field.key in entity.about.title[:1]),
    }
    for name, candidates in usual.items():
        if first := next(candidates, None):
            yield _plain(name, first)
    if has_field(entity, "lat") and has_field(entity, "lon"):
        yield FilterField("near", Meaning.NEAR, field_of(entity, "lat"), mark("Near"))


_ENDINGS = re.compile("_(?:ids?|edtf)$")


def _shortened(entity: type[Record]) -> Iterator[FilterField]:
    """Name links and dates without the ending of their keys, unless two would share the name."""
    for field in fields_of(entity):
        short = _ENDINGS.sub("", field.key)
        if short != field.key:
            yield _plain(short, field)
