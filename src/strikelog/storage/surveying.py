"""Reading what rules over very many incidents need: case files of a few columns, some at a time.

Such a light case file holds what the rules look at and nothing else; numbers of people are those of
the list row, which were computed from the figures by the same rule. Rules asked of it say the same
as of the whole case file.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeVar

import sqlalchemy as sa

from ..domain.casefiles import CaseFile
from ..domain.fields import Kind, field_of
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
from .tables import SUMMARY, Schema

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

_INJURED = (SUMMARY + "injured_low", SUMMARY + "injured_high")


_MANY = 5_000
"""Records read together."""

Which = Literal["telling", "every", "figures"]
"""Claims that are read: those that may say that helpers were there, or every one.

With figures nothing else is read than what numbers of people are adopted from.
"""


@dataclass(frozen=True, slots=True)
class LightCase:
    """A light case file with its place in the order of entry, and whether people were injured."""

    place: int
    case: CaseFile
    wounded: bool


class LightReader:
    """Reads light case files over one connection, and so from one state of the database."""

    def __init__(self, connection: sa.Connection, schema: Schema) -> None:
        self._connection = connection
        self._schema = schema
        self._known: dict[str, Record] = {}
        self._chains: dict[str | None, tuple[Location, ...]] = {None: ()}
        self._empty = {kind for kind in COLUMNS if not self._has_any(kind)}
        for kind in (Location, Site, Actor):
            self._known.update((one.id, one) for one in self._all(kind))

    def every(self, claims: Which) -> Iterator[LightCase]:
        """Give the light case file of every living incident, in the order of entry."""
        table, last = self._schema.table(Incident), 0
        telling = self._telling(None) if claims == "telling" else None
        while True:
            rows = self._incidents(table.c.pk > last, _MANY)
            if not rows:
                return
            last = rows[-1][0]
            yield from self._cases(rows, telling)

    def some(self, incident_ids: Collection[str], claims: Which) -> Iterator[LightCase]:
        """Give those of some incidents; deleted ones are left out."""
        for part in _batches(sorted(incident_ids)):
            rows = self._incidents(self._schema.table(Incident).c.id.in_(part), len(part))
            telling = self._telling(part) if claims == "telling" else None
            yield from self._cases(rows, telling, with_figures=claims == "figures")

    def count(self) -> int:
        """Count the living incidents."""
        table = self._schema.table(Incident)
        query = sa.select(sa.func.count()).where(table.c.deleted == sa.literal_column("0"))
        return int(self._connection.execute(query).scalar_one())

    # -- a batch -------------------------------------------------------------------------------

    def _incidents(
        self, where: sa.ColumnElement[bool], limit: int
    ) -> list[tuple[int, Incident, bool]]:
        table = self._schema.table(Incident)
        make, columns = _maker(Incident), [table.c[name] for name in COLUMNS[Incident]]
        query = sa.select(table.c.pk, *(table.c[name] for name in _INJURED), *columns)
        query = query.where(where, table.c.deleted == sa.literal_column("0"))
        rows = self._fetched(query.order_by(table.c.pk).limit(limit))
        return [(row[0], make(row[3:]), bool(row[1] or row[2])) for row in rows]

    def _telling(self, incident_ids: Sequence[str] | None) -> set[str]:
        """Give the incidents whose claims may say that helpers were there; the index tells them."""
        claim, strike = self._schema.table(Claim), self._schema.table(Strike)
        queries = [sa.select(claim.c.incident_id).where(claim.c.responders_hit == "yes")]
        if Strike not in self._empty:
            queries.append(sa.select(strike.c.incident_id))
        found: set[str] = set()
        for table, query in zip((claim, strike), queries, strict=False):
            living = query.where(table.c.deleted == sa.literal_column("0"))
            if incident_ids is not None:
                living = living.where(table.c.incident_id.in_(list(incident_ids)))
            found.update(row[0] for row in self._fetched(living))
        return found

    def _cases(
        self,
        rows: Sequence[tuple[int, Incident, bool]],
        telling: set[str] | None,
        *,
        with_figures: bool = False,
    ) -> Iterator[LightCase]:
        ids = [incident.id for _, incident, _ in rows]
        told_of = ids if telling is None else [one for one in ids if one in telling]
        claims = list(self._owned(Claim, "incident_id", told_of))
        known = self._known if telling is not None else self._with_sources(claims)
        parts = self._parts(ids, claims, with_figures=with_figures)
        for place, incident, wounded in rows:
            held = {name: part[incident.id] for name, part in parts if incident.id in part}
            own: dict[str, Any] = {name: tuple(some) for name, some in held.items()}
            if "strikes" in own:
                own["strikes"] = tuple(sorted(own["strikes"], key=lambda one: one.seq or 0))
            places = self._chain(incident.location_id)
            case = CaseFile(incident=incident, places=places, known=known, **own)
            yield LightCase(place, case, wounded)

    def _parts(
        self, ids: Sequence[str], claims: Sequence[Claim], *, with_figures: bool
    ) -> Sequence[tuple[str, Mapping[str, list[Any]]]]:
        """Give what belongs to incidents, by the name it has in a case file."""
        own = {one: one for one in ids}
        if with_figures:
            home = own | {one.id: str(one.incident_id) for one in claims}
            figures = self._owned(CasualtyFigure, "owner_id", home)
            return [
                ("claims", _by(claims, "incident_id", own)),
                ("figures", _by(figures, "owner_id", home)),
                ("evidence", self._evidence(ids, claims)),
            ]
        found: list[tuple[str, Mapping[str, list[Any]]]] = [
            ("claims", _by(claims, "incident_id", own)),
            ("sites_hit", _by(self._owned(IncidentSite, "incident_id", ids), "incident_id", own)),
            ("strikes", _by(self._owned(Strike, "incident_id", ids), "incident_id", own)),
            ("links", self._links(ids)),
            ("evidence", self._evidence(ids, claims)),
        ]
        if Attribution not in self._empty:
            home = own | self._homes(ids)
            named = self._owned(Attribution, "owner_id", home)
            found.append(("attributions", _by(named, "owner_id", home)))
        return found

    def _homes(self, ids: Sequence[str]) -> dict[str, str]:
        """Give the incident of each of their claims, whichever claims are read."""
        table = self._schema.table(Claim)
        query = sa.select(table.c.id, table.c.incident_id).where(
            table.c.incident_id.in_(list(ids)), table.c.deleted == sa.literal_column("0")
        )
        return {row[0]: row[1] for row in self._fetched(query)}

    def _with_sources(self, claims: Iterable[Claim]) -> Mapping[str, Record]:
        """Give what is known, with the sources of some claims and those they are part of."""
        known = dict(self._known)
        named = ((one.source_id, one.via_source_id) for one in claims)
        wanted = {one for pair in named for one in pair if one}
        while wanted:
            found = list(self._owned(Source, "id", sorted(wanted), living=False))
            known.update((one.id, one) for one in found)
            wanted = {one.parent_id for one in found if one.parent_id} - known.keys()
        return known

    def _links(self, ids: Sequence[str]) -> dict[str, list[Any]]:
        grouped: dict[str, list[Any]] = defaultdict(list)
        seen: set[tuple[str, str]] = set()
        for key in ("from_id", "to_id"):
            for link in self._owned(IncidentLink, key, ids):
                incident = str(getattr(link, key))
                if (incident, link.id) not in seen:
                    seen.add((incident, link.id))
                    grouped[incident].append(link)
        return grouped

    def _evidence(self, ids: Sequence[str], claims: Iterable[Claim]) -> dict[str, list[Any]]:
        if Evidence in self._empty:
            return {}
        pairs = [(str(one.incident_id), item) for one in claims for item in one.evidence_ids]
        pairs += self._holders(ids)
        items = {one.id: one for one in self._owned(Evidence, "id", {item for _, item in pairs})}
        grouped: dict[str, dict[str, Any]] = defaultdict(dict)
        for incident, item in pairs:
            if item in items:
                grouped[incident][item] = items[item]
        return {incident: list(held.values()) for incident, held in grouped.items()}

    def _holders(self, ids: Sequence[str]) -> list[tuple[str, str]]:
        """Give (incident, evidence) of what names incidents by itself."""
        many, table = self._schema.many_values, self._schema.table(Evidence)
        query = (
            sa.select(many.c.value, table.c.id)
            .join(table, table.c.pk == many.c.pk)
            .where(many.c.entity == "Evidence", many.c.key == "incident_ids")
            .where(many.c.value.in_(list(ids)))
            .order_by(table.c.pk)
        )
        return [(row[0], row[1]) for row in self._fetched(query)]

    # -- rows ----------------------------------------------------------------------------------

    def _owned(
        self, kind: type[R], key: str, values: Collection[str], *, living: bool = True
    ) -> Iterator[R]:
        if kind in self._empty or not values:
            return
        table, make = self._schema.table(kind), _maker(kind)
        columns = [table.c[name] for name in COLUMNS[kind]]
        for part in _batches(list(values)):
            query = sa.select(*columns).where(table.c[key].in_(part))
            if living:
                query = query.where(table.c.deleted == sa.literal_column("0"))
            yield from map(make, self._fetched(query.order_by(table.c.pk)))

    def _all(self, kind: type[R]) -> Iterator[R]:
        table, make = self._schema.table(kind), _maker(kind)
        yield from map(make, self._fetched(sa.select(*(table.c[n] for n in COLUMNS[kind]))))

    def _fetched(self, query: sa.Select[Any]) -> Sequence[Sequence[Any]]:
        """Give rows as the driver gives them, for speed."""
        return self._connection.execute(query).cursor.fetchall()

    def _has_any(self, kind: type[Record]) -> bool:
        table = self._schema.table(kind)
        return self._connection.execute(sa.select(table.c.pk).limit(1)).first() is not None

    def _chain(self, location_id: str | None) -> tuple[Location, ...]:
        """Give a place and its parents, nearest first; a loop in the data ends the walk."""
        if location_id not in self._chains:
            chain: list[Location] = []
            place = self._known.get(location_id or "")
            while isinstance(place, Location) and place not in chain:
                chain.append(place)
                place = self._known.get(place.parent_id or "")
            self._chains[location_id] = tuple(chain)
        return self._chains[location_id]


def _maker(kind: type[R]) -> Callable[[Sequence[Any]], R]:
    plain: type = kind  # the cache wants no more than a class
    make: Callable[[Sequence[Any]], R] = _making(plain)
    return make


@cache
def _making(kind: type[Record]) -> Callable[[Sequence[Any]], Any]:
    """Give what makes a record of the values of some of its columns, in their order.

    Nothing looks at the columns that are not read; they hold what a blank record of the class does.
    """
    names = COLUMNS[kind]
    fields = [field_of(kind, name) for name in names]
    read = [
        (name, STORING[field.kind].decode, field.empty)
        for name, field in zip(names, fields, strict=True)
        if field.kind in _WRITTEN_OTHERWISE
    ]

    def make(row: Sequence[Any]) -> Record:
        values = dict(zip(names, row, strict=True))
        for name, decode, blank in read:
            held = values[name]
            values[name] = blank if held is None else decode(held)
        record = object.__new__(kind)
        object.__setattr__(record, "__dict__", values)
        return record

    return make


_WRITTEN_OTHERWISE = frozenset(
    {Kind.DATE, Kind.DAY, Kind.TIME, Kind.YESNO, Kind.CODES, Kind.LINKS, Kind.TAGS}
)
"""Kinds whose values a database holds in another form than records do."""


def _by(records: Iterable[Any], key: str, home: Mapping[str, str]) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = defaultdict(list)
    for record in records:
        grouped[home[getattr(record, key)]].append(record)
    return grouped


def _batches(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _MANY):
        yield values[start : start + _MANY]
