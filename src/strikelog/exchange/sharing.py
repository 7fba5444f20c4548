"""Records and case files as a partner gets them: what goes, what is coarser, what is held back.

Nothing is taken out of a finished file. Each record is made anew from the fields that `decisions`
allows, so a field that nobody thought of is not written.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import cache
from pathlib import PurePath
from typing import Any, TypeVar
from uuid import UUID

from ..domain.casefiles import CaseFile
from ..domain.fields import Field, Kind, content_fields, fields_of
from ..domain.messages import mark, translate
from ..domain.positions import with_coarser_positions
from ..domain.records import (
    Assessment,
    Claim,
    Evidence,
    Incident,
    IncidentSite,
    Location,
    Record,
    Site,
    SiteStatus,
    Source,
    Strike,
)
from ..domain.release import GRID, Released, on_grid, released, released_site
from ..domain.sharing import NOBODY, Partner
from .cells import CellValue
from .decisions import PARTNER
from .flat import flat_row
from .removals import (
    COARSER,
    FIELD_WITHHELD,
    HOUR_ONLY,
    MARKED,
    OWNER_GONE,
    QUOTE_WITHHELD,
    ROLE_ONLY,
    SOURCE_MASKED,
    Ledger,
)

R = TypeVar("R", bound=Record)

_SHARED_MARK = "TLP:AMBER"
"""The mark of what goes to partners with less in it than it has at home."""

_ADMINISTRATIVE = "4"
"""Up to this level a place is an area of the gazetteer; beyond it may be somebody's yard."""


@dataclass(frozen=True)
class Surroundings:
    """What must be known of a vault before any of its records can be made fit for a partner.

    `removed` are ids of records that do not go, with the mark that decides or a blank where an
    owner does not go; `protected` are ids of sources that go under a pseudonym; `sites`, `hits` and
    `places` say how finely a place may be told.
    """

    removed: Mapping[str, str]
    protected: frozenset[str]
    sites: Mapping[str, Site]
    hits: Mapping[str, tuple[IncidentSite, ...]]
    places: Mapping[str, Location]

    def chain(self, place_id: str | None) -> tuple[Location, ...]:
        """Give a place and what lies above it, nearest first."""
        found: list[Location] = []
        while place_id and (place := self.places.get(place_id)) and place not in found:
            found.append(place)
            place_id = place.parent_id
        return tuple(found)


Masking = Callable[[str], bytes]
"""Gives sixteen bytes that stand for an id towards one partner, the same each time."""

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class Sharing:
    """Makes records fit for one partner and keeps count of what it leaves out."""

    def __init__(
        self,
        surroundings: Surroundings,
        masking: Masking,
        partner: Partner = NOBODY,
        language: str = "en",
    ) -> None:
        self._around = surroundings
        self._masking = masking
        self._partner = partner
        self._language = language
        self.ledger = Ledger()
        self.masked: dict[str, str] = {}
        self._coarsen: Mapping[type[Record], Callable[[Any], dict[str, Any]]] = {
            Assessment: self._assessment,
            Claim: self._claim,
            Evidence: self._evidence,
            Incident: self._incident,
            Location: self._location,
            Site: self._site,
            SiteStatus: self._site_status,
            Source: self._source,
            Strike: self._hour,
        }

    def record(self, record: R) -> R | None:
        """Give a record as the partner gets it; None when it does not go."""
        gone = self._gone(record)
        if gone is not None:
            if gone:
                self.ledger.note(record, MARKED, is_row=True, tlp=gone)
            else:
                self.ledger.note(record, OWNER_GONE, is_row=True)
            return None
        return self._shown(record)

    def _gone(self, record: Record) -> str | None:
        """Give the mark that keeps a record here, or a blank if its owner's does; None if none."""
        gone = self._around.removed.get(record.id)
        if gone is None and record.tlp is None and not isinstance(record, Site | SiteStatus):
            usual = record.about.tlp
            return None if self._partner.may_see(usual) else usual
        return gone

    def records(self, records: Iterable[R]) -> Iterable[R]:
        """Pass on what goes, as it goes."""
        return (shown for one in records if (shown := self.record(one)) is not None)

    def case(self, case: CaseFile) -> CaseFile | None:
        """Give a case file as the partner gets it; None when its incident does not go."""
        incident = self.record(case.incident)
        if incident is None:
            return None
        # Claims name their sources by the ids that partners get, and so does `known`.
        kept: dict[str, Any] = {
            name: tuple(self.records(getattr(case, name)))
            for name in (
                "sites_hit", "strikes", "claims", "figures", "attributions", "assessments",
                "links", "evidence", "places",
            )
        }  # fmt: skip
        known = {one.id: one for one in self.records(case.known.values())}
        return replace(case, incident=incident, known=known, **kept)

    def cases(self, cases: Iterable[CaseFile]) -> Iterable[CaseFile]:
        """Pass on the case files whose incident goes, as they are; `flat` makes them fit."""
        return (one for one in cases if one.incident.id not in self._around.removed)

    def flat(self, case: CaseFile) -> tuple[CellValue, ...]:
        """Give the row for analysts; the release rule is that of all sites hit, shared or not."""
        return flat_row(self.case(case) or case, on_grid(released(case), GRID))

    # -- one record --------------------------------------------------------------------------

    def _shown(self, record: R) -> R:
        changes = self._withheld(record)
        changes |= self._masked_links(record)
        coarsen = self._coarsen.get(type(record))
        if coarsen is not None:
            changes |= coarsen(record)
        return replace(record, **changes) if changes else record

    def _withheld(self, record: Record) -> dict[str, Any]:
        """Empty what the partner gets no column for."""
        changes: dict[str, Any] = {}
        for one in _not_shown(type(record)):
            if getattr(record, one.key) not in (None, (), ""):
                changes[one.key] = one.empty
                self.ledger.note(record, FIELD_WITHHELD, label=one.label)
        return changes

    def _masked_links(self, record: Record) -> dict[str, Any]:
        changes: dict[str, Any] = {}
        for one in _source_links(type(record)):
            held = getattr(record, one.key)
            ids = held if one.is_many else (held,) if held else ()
            if any(self._is_protected(named) for named in ids):
                shown = tuple(map(self._id, ids))
                changes[one.key] = shown if one.is_many else shown[0]
        return changes

    def _is_protected(self, source_id: str | None) -> bool:
        return source_id in self._around.protected

    def _id(self, source_id: str) -> str:
        """Give the id under which the partner knows a source."""
        if not self._is_protected(source_id):
            return source_id
        if source_id not in self.masked:
            self.masked[source_id] = str(UUID(bytes=self._masking(source_id), version=5))
        return self.masked[source_id]

    def _source(self, source: Source) -> dict[str, Any]:
        if not self._is_protected(source.id):
            return {}
        self.ledger.note(source, SOURCE_MASKED)
        kept = PARTNER["Source"].shown - {"id"}
        emptied = {
            one.key: one.empty
            for one in content_fields(Source)
            if one.key not in kept and one.key not in ("id", "tlp")
        }
        words = translate(mark("Confidential source {name}"), self._language)
        title = words.format(name=self._pseudonym(source.id))
        # It goes to partners, so it carries their mark and not the strict one it has at home.
        marked = source.tlp if self._partner.may_see(source.tlp) else _SHARED_MARK
        return {**emptied, "id": self._id(source.id), "title": title, "tlp": marked}

    def _pseudonym(self, source_id: str) -> str:
        number = int.from_bytes(self._masking(f"name {source_id}"), "big")
        letters = ""
        for _ in range(6):
            number, rest = divmod(number, len(_LETTERS))
            letters += _LETTERS[rest]
        return letters

    def _place_text(self, record: Incident | Claim) -> dict[str, Any]:
        """Round the degrees that a source wrote into the name of a place."""
        text = record.place_text or ""
        coarser = with_coarser_positions(text, GRID)
        if coarser == text:
            return {}
        self.ledger.note(record, COARSER)
        return {"place_text": coarser}

    def _incident(self, incident: Incident) -> dict[str, Any]:
        changes = self._hour(incident) | self._place_text(incident)
        if incident.lat is None or incident.lon is None:
            return changes
        shown = self._position(incident)
        changes |= _point(incident, shown)
        if changes.keys() & {"lat", "lon"}:
            self.ledger.note(incident, COARSER)
        return changes

    def _position(self, incident: Incident) -> Released:
        hits = self._around.hits.get(incident.id, ())
        known = {hit.site_id: self._around.sites.get(hit.site_id or "") for hit in hits}
        thin = CaseFile(
            incident=incident,
            sites_hit=hits,
            places=self._around.chain(incident.location_id),
            known={key: site for key, site in known.items() if key and site},
        )
        return on_grid(released(thin), GRID)

    def _site(self, site: Site) -> dict[str, Any]:
        changes: dict[str, Any] = {}
        if site.public_alias:
            changes = {"name": site.public_alias, "name_local": None}
        if not self._partner.may_see(site.tlp):
            # Reduced to what may be told, it goes under the mark of the file.
            changes["tlp"] = _SHARED_MARK
        if site.lat is not None and site.lon is not None:
            shown = on_grid(released_site(site, self._around.chain(site.location_id)), GRID)
            moved = _point(site, shown)
            if moved:
                self.ledger.note(site, COARSER)
            changes |= moved
        return changes

    def _site_status(self, status: SiteStatus) -> dict[str, Any]:
        return {} if self._partner.may_see(status.tlp) else {"tlp": _SHARED_MARK}

    def _location(self, place: Location) -> dict[str, Any]:
        if (place.level or "9") <= _ADMINISTRATIVE or place.lat is None or place.lon is None:
            return {}
        shown = {"lat": round(place.lat, GRID), "lon": round(place.lon, GRID)}
        if shown != {"lat": place.lat, "lon": place.lon}:
            self.ledger.note(place, COARSER)
        return shown

    def _hour(self, record: Incident | Strike | Claim) -> dict[str, Any]:
        if record.time_local is None or not record.time_local.minute:
            return {}
        self.ledger.note(record, HOUR_ONLY)
        return {"time_local": time(record.time_local.hour)}

    def _claim(self, claim: Claim) -> dict[str, Any]:
        changes = self._hour(claim) | self._place_text(claim)
        if self._is_protected(claim.source_id):
            emptied = {
                key: None
                for key in ("locator", "quote", "quote_lang", "quote_en")
                if getattr(claim, key)
            }
            if emptied:
                self.ledger.note(claim, QUOTE_WITHHELD)
            changes |= emptied
        return changes

    def _evidence(self, evidence: Evidence) -> dict[str, Any]:
        changes: dict[str, Any] = {}
        if isinstance(evidence.acquired_at, datetime):
            changes["acquired_at"] = evidence.acquired_at.replace(minute=0, second=0, microsecond=0)
        if evidence.acquirer:
            changes["acquirer"] = "researcher"
            self.ledger.note(evidence, ROLE_ONLY)
        if self._is_protected(evidence.source_id):
            changes |= {"original_url": None, "archived_url": None}
            if evidence.filename:
                changes["filename"] = f"{evidence.id[:8]}{PurePath(evidence.filename).suffix}"
        return changes

    def _assessment(self, assessment: Assessment) -> dict[str, Any]:
        changes = {key: key for key in ("assessor", "reviewer") if getattr(assessment, key)}
        if changes:
            self.ledger.note(assessment, ROLE_ONLY)
        return changes


def _point(record: Incident | Site, shown: Released) -> dict[str, Any]:
    """Give the changes that bring a position to what may be told of it, with its precision."""
    changes: dict[str, Any] = {"lat": shown.lat, "lon": shown.lon}
    if changes == {"lat": record.lat, "lon": record.lon}:
        return {}
    return {**changes, "geo_prec": shown.code if shown.lat is not None else "unknown"}


def _not_shown(kind: type[Record]) -> tuple[Field, ...]:
    # The checker takes a record class for something without a hash.
    return _cached_not_shown(kind)  # type: ignore[arg-type]


@cache
def _cached_not_shown(kind: type) -> tuple[Field, ...]:
    decision = PARTNER.get(kind.__name__)
    allowed = decision.allowed if decision else frozenset({"id"})
    own = (one for one in fields_of(kind) if one.group != "stewardship")
    return tuple(one for one in own if one.key not in allowed)


def _source_links(kind: type[Record]) -> tuple[Field, ...]:
    return _cached_source_links(kind)  # type: ignore[arg-type]


@cache
def _cached_source_links(kind: type) -> tuple[Field, ...]:
    links = (one for one in fields_of(kind) if one.kind in (Kind.LINK, Kind.LINKS))
    return tuple(one for one in links if Source.__name__ in one.target)
