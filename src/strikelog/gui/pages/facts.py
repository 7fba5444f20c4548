"""What the detail pane says of a record, as plain values: computed beside the window."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from strikelog.domain.casefiles import CaseFile
from strikelog.domain.display import code_of, listed, title_of, words
from strikelog.domain.errors import BadValue
from strikelog.domain.fields import GROUPS, Field, Kind, field_of, fields_of
from strikelog.domain.filter_fields import filter_fields
from strikelog.domain.filter_text import Asked
from strikelog.domain.filter_values import condition_of
from strikelog.domain.filters import ALL, Filter, Op
from strikelog.domain.messages import mark, translate
from strikelog.domain.records import (
    Actor,
    Incident,
    IncidentGroup,
    Location,
    Period,
    Record,
    Site,
    Source,
)
from strikelog.domain.text import isolate_ltr
from strikelog.domain.validation import Problem
from strikelog.domain.vocabularies import vocabulary
from strikelog.gui.pages.cells import SOURCE_ICONS, short_range
from strikelog.insight.ranges import AdoptedRange, adopted_range

_ASKED_OF_INCIDENTS = {
    Site: "site",
    Source: "source",
    Actor: "actor",
    Period: "period",
    Location: "place",
    IncidentGroup: "group",
}
"""By which name incidents are asked for a record of each class."""

_NOT_SAID = frozenset(
    {"deleted", "codelist_version", "rev", "created_at", "created_by", "origin_office"}
)
_UNKNOWN = frozenset({"unknown", "unspecified"})
_TILES = (
    (mark("killed"), "killed", "total", "any"),
    (mark("injured"), "injured", "total", "any"),
    (mark("children killed"), "killed", "child", "any"),
    (mark("health workers killed"), "killed", "total", "health_worker"),
)


class Tallied(Protocol):
    """A count of matching records."""

    @property
    def total(self) -> int:
        """All that match."""


class CaseReading(Protocol):
    """What the detail pane needs of the services."""

    def by_keys(self, kind: type[Record], keys: Sequence[int]) -> Sequence[Record]:
        """Give whole records by row keys."""

    def case_file(self, incident_id: str) -> CaseFile | None:
        """Give an incident with everything that hangs on it."""

    def problems(self, record: Record) -> tuple[Problem, ...]:
        """Give everything wrong or doubtful in a record; in an incident, in its whole case."""

    def names(self, ids: Collection[str]) -> dict[str, str]:
        """Give the names of records of any class."""

    def tally(self, kind: type[Record], where: Filter = ...) -> Tallied:
        """Count matching records."""


@dataclass(frozen=True)
class Fact:
    """One line of the grid; `is_text` gets the whole width."""

    label: str
    value: str
    is_text: bool = False


@dataclass(frozen=True)
class FactGroup:
    """Facts under one heading; the first group has none."""

    heading: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Figure:
    """A tile: the range in short, what it counts, and how it came about."""

    figure: str
    caption: str
    reason: str


@dataclass(frozen=True)
class Cited:
    """A line in the list of sources."""

    id: str
    icon: str
    title: str
    day: str


@dataclass(frozen=True)
class Details:
    """Everything the pane shows of one record."""

    record: Record
    title: str
    second: str = ""
    code: str = ""
    groups: tuple[FactGroup, ...] = ()
    figures: tuple[Figure, ...] = ()
    source_count: int = 0
    sources: tuple[Cited, ...] = ()
    problems: tuple[Problem, ...] = ()
    incidents: Filter = ALL
    incident_count: int = 0


def details_of(finding: CaseReading, kind: type[Record], key: int, language: str) -> Details | None:
    """Read a record by its row key and say what the pane shows; None when it is gone."""
    found = finding.by_keys(kind, [key])
    if not found:
        return None
    record = found[0]
    if isinstance(record, Incident):
        case = finding.case_file(record.id)
        return case_details(case, finding.problems(record), language) if case else None
    return _of_record(finding, record, language)


def incidents_with(record: Record, language: str = "en") -> Filter:
    """Give the filter that finds the incidents a record appears in; ALL when none can."""
    name = _ASKED_OF_INCIDENTS.get(type(record), "")
    said = getattr(record, "name", None) or title_of(record)
    each = filter_fields(Incident).get(name)
    if each is None:
        return ALL
    try:
        return Filter((condition_of(Asked(Incident, each, language), Op.IS, [str(said)]),))
    except BadValue:
        return ALL


def _of_record(finding: CaseReading, record: Record, language: str) -> Details:
    fields = [field for field in fields_of(type(record)) if field.key not in _NOT_SAID]
    ids = {one for field in fields for one in _ids(field, getattr(record, field.key))}
    names = finding.names(ids) if ids else {}
    incidents = incidents_with(record, language)
    return Details(
        record=record,
        title=_heading(record, language),
        second=str(getattr(record, "name_local", None) or getattr(record, "title_en", None) or ""),
        code=str(getattr(record, "ref", None) or record.id[:8]),
        groups=tuple(_grouped(record, fields, language, names=names)),
        incidents=incidents,
        incident_count=finding.tally(Incident, incidents).total if incidents else 0,
        problems=_gravest_first(finding.problems(record)),
    )


def _gravest_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda one: not one.is_error))


def _heading(record: Record, language: str) -> str:
    """Give the whole title, which lists may cut."""
    whole = getattr(record, record.about.title[0], None) if record.about.title else None
    return whole if isinstance(whole, str) and whole else title_of(record, language)


def _grouped(
    record: Record, fields: Sequence[Field], language: str, *, names: dict[str, str]
) -> Iterable[FactGroup]:
    shown_above = {"id", "ref", "name_local", "title_en", *record.about.title[:1]}
    for group, heading in GROUPS.items():
        facts = [
            Fact(translate(field.label, language), said, field.kind is Kind.TEXT)
            for field in fields
            if field.group == group
            and field.key not in shown_above
            and (said := _said(record, field, language, name_of=names.get))
        ]
        if facts:
            yield FactGroup(translate(heading, language), tuple(facts))


def _said(
    record: Record,
    field: Field,
    language: str,
    *,
    name_of: Callable[[str], str | None] | None = None,
) -> str:
    value = getattr(record, field.key)
    said = words(
        field, value, language, long=True, names=lambda one: (name_of and name_of(one)) or ""
    )
    figures = field.kind in (Kind.DEGREES, Kind.ID, Kind.DIGEST, Kind.URL)
    return isolate_ltr(said) if figures and said else said


def _ids(field: Field, value: object) -> tuple[str, ...]:
    if field.kind is Kind.LINKS and isinstance(value, tuple):
        return value
    return (value,) if field.kind is Kind.LINK and isinstance(value, str) else ()


def case_details(case: CaseFile, problems: Sequence[Problem], language: str) -> Details:
    """Say what the pane shows of an incident with all that hangs on it, stored or not yet."""
    incident = case.incident
    local = listed((site.name_local for site in case.sites if site.name_local), language)
    facts = tuple(fact for fact in _incident_facts(case, language) if fact.value)
    texts = tuple(
        Fact(translate(field_of(Incident, key).label, language), said, is_text=True)
        for key in ("summary",)
        if (said := getattr(incident, key))
    )
    figures = tuple(_figures(case, language))
    return Details(
        record=incident,
        title=_heading(incident, language),
        second=local or (case.places[0].name_local or "" if case.places else ""),
        code=code_of(incident),
        groups=(FactGroup("", facts), FactGroup("", texts)),
        figures=figures,
        source_count=len(case.sources),
        sources=tuple(_cited(case, language)),
        problems=_gravest_first(problems),
    )


def _incident_facts(case: CaseFile, language: str) -> Iterable[Fact]:
    incident = case.incident

    def said(key: str) -> str:
        value = getattr(incident, key)
        return "" if value in _UNKNOWN else _said(incident, field_of(Incident, key), language)

    def fact(label: str, *parts: str) -> Fact:
        return Fact(translate(label, language), listed(filter(None, parts), language))

    names = [(one.name_local if language == "ar" else "") or one.name or "" for one in case.places]
    yield fact(mark("Date"), said("date_edtf"), said("time_local") or said("time_of_day"))
    yield fact(mark("Place"), *(names[:3] or [incident.place_text or ""]))
    yield fact(mark("Site"), *_site_types(case, language))
    yield fact(mark("Event"), said("event_type"))
    yield fact(mark("Weapon"), said("delivery"), said("weapon"), incident.weapon_note or "")
    yield fact(mark("Pattern"), said("strike_pattern"))
    yield fact(mark("Attributed to"), *_attributed(case, language))
    yield fact(mark("Position"), _position(incident, language))
    yield fact(mark("Grading"), said("grading"), said("certainty"))
    yield fact(mark("Periods"), *(title_of(one, language) for one in case.periods))
    yield fact(mark("Group"), title_of(case.group, language) if case.group else "")


def _site_types(case: CaseFile, language: str) -> list[str]:
    known = vocabulary("SITE_TYPE")
    return list(
        dict.fromkeys(
            known.label(hit.site_type, language) for hit in case.sites_hit if hit.site_type
        )
    )


def _attributed(case: CaseFile, language: str) -> list[str]:
    rows = [one for one in case.attributions if one.part == "attacker"]
    own = [one for one in rows if one.owner_id == case.incident.id] or rows
    known = vocabulary("ATTR_CONF")
    named: dict[str, str] = {}
    for row in own:
        actor = case.actor(row)
        if actor is not None:
            confidence = known.label(row.confidence, language) if row.confidence else ""
            name = title_of(actor, language)
            named.setdefault(actor.id, f"{name} ({confidence.lower()})" if confidence else name)
    return list(named.values())


def _position(incident: Incident, language: str) -> str:
    if incident.lat is None or incident.lon is None:
        return ""
    precision = vocabulary("GEO_PREC").label(incident.geo_prec or "", language)
    pair = isolate_ltr(f"{incident.lat:.4f}, {incident.lon:.4f}")
    return f"{pair} · {precision}" if precision else pair


def _figures(case: CaseFile, language: str) -> Iterable[Figure]:
    for caption, outcome, age_sex, role in _TILES:
        people = adopted_range(case, outcome, age_sex=age_sex, role=role)
        if people.is_stated:
            yield _figure(people, translate(caption, language), language)


def _figure(people: AdoptedRange, caption: str, language: str) -> Figure:
    return Figure(short_range(people.low, people.high), caption, translate(people.reason, language))


def _cited(case: CaseFile, language: str) -> Iterable[Cited]:
    for source in case.sources:
        icon = SOURCE_ICONS.get(source.source_type or "", "file-text")
        day = words(field_of(Source, "published"), source.published, language)
        title = title_of(source, language)
        name = f"{source.publisher}: {title}" if source.publisher else title
        yield Cited(source.id, icon, name, day)
