"""Merging two incidents that are one event: what becomes of every record that hangs on either.

The one that stays takes over all that was said of the other; the other stays in the vault as
merged, with its own values and a pointer. What the one that stays has already (the same site in the
same role, an adopted figure of the same people) remains with the other, so that nothing is lost.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from ..domain.casefiles import CaseFile
from ..domain.fields import Field, Kind, content_fields, fields_of
from ..domain.records import (
    Attribution,
    CasualtyFigure,
    Incident,
    IncidentLink,
    IncidentSite,
    Record,
    Strike,
)
from ..domain.references import FORMER
from ..storage.loading import Loader
from ..storage.writing import Revision

Side = Literal["survivor", "other"]
Choices = Mapping[str, Side]
"""Whose value an own field of the incident keeps, by field or by the name of its group."""

TOGETHER: Mapping[str, tuple[str, ...]] = {
    "date_edtf": ("date_edtf", "time_local", "time_of_day", "tz"),
    "lat": ("lat", "lon", "geo_prec", "geo_method"),
    "impacts_low": ("impacts_low", "impacts_high"),
    "interval_min_low": ("interval_min_low", "interval_min_high"),
    "delivery": ("delivery", "weapon", "weapon_note"),
}
"""Fields that mean something only together, by the first of them."""

_NOT_CHOSEN = frozenset({"id", "ref", "workflow", "merged_into_id", "tlp"})
_SAYS_NOTHING = frozenset({None, "", "unknown", "unspecified"})
_STATE = ("damage", "damage_note", "equip_damaged", "vehicles_low", "vehicles_high",
          "status_before", "status_after", "days_out", "notified_then", "mil_use",
          "site_text")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choosable:
    """Own fields of two incidents of which one side's values are kept; `keys` go together."""

    name: str
    keys: tuple[str, ...]
    differs: bool
    default: Side


def choosable(survivor: Incident, other: Incident) -> tuple[Choosable, ...]:
    """Give the own fields in which two incidents may differ, in their order."""
    grouped = {key: name for name, keys in TOGETHER.items() for key in keys}
    names = dict.fromkeys(grouped.get(field.key, field.key) for field in _own_fields())
    return tuple(_choosable(survivor, other, name) for name in names)


def _own_fields() -> Iterator[Field]:
    return (
        field
        for field in content_fields(Incident)
        if field.key not in _NOT_CHOSEN and not field.is_many
    )


def _choosable(survivor: Incident, other: Incident, name: str) -> Choosable:
    keys = TOGETHER.get(name, (name,))
    mine = [getattr(survivor, key) for key in keys]
    theirs = [getattr(other, key) for key in keys]
    is_blank = all(value in _SAYS_NOTHING for value in mine)
    says = any(value not in _SAYS_NOTHING for value in theirs)
    return Choosable(name, keys, mine != theirs, "other" if is_blank and says else "survivor")


def plan_of_merge(
    loader: Loader, survivor: CaseFile, other: CaseFile, choices: Choices | None = None
) -> list[Revision]:
    """Give the changes that make of two incidents one; nothing is written."""
    moving = _Moving(survivor, other)
    gone = other.incident
    merged = replace(gone, workflow="merged", merged_into_id=survivor.incident.id)
    revisions = [
        Revision(survivor.incident, _with_values(survivor.incident, gone, choices or {})),
        Revision(gone, merged),
        *moving.enriched(),
    ]
    seen = {one.after.id for one in revisions}
    for record in loader.referring(gone):
        if record.id not in seen:
            seen.add(record.id)
            revisions += moving.moved(record)
    return [*revisions, *moving.superseding()]


def _with_values(survivor: Incident, other: Incident, choices: Choices) -> Incident:
    values: dict[str, Any] = {}
    for one in choosable(survivor, other):
        if choices.get(one.name, one.default) == "other":
            values.update({key: getattr(other, key) for key in one.keys})
    for field in content_fields(Incident):
        if field.is_many:
            held = (*getattr(survivor, field.key), *getattr(other, field.key))
            values[field.key] = tuple(dict.fromkeys(held))
    if survivor.ref is None:
        values["ref"] = other.ref
    elif other.ref and other.ref != survivor.ref:
        former = (*values["external_ids"], FORMER + other.ref)
        values["external_ids"] = tuple(dict.fromkeys(former))
    if other.tlp and _strictness(other.tlp) > _strictness(survivor.tlp):
        values["tlp"] = other.tlp
    return replace(survivor, **values)


_MARKS = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")


def _strictness(mark: str | None) -> int:
    return _MARKS.index(mark) if mark in _MARKS else -1


class _Moving:
    """Takes what hangs on one incident over to another."""

    def __init__(self, survivor: CaseFile, other: CaseFile) -> None:
        self._survivor = survivor
        self._other = other
        self._id, self._gone = survivor.incident.id, other.incident.id
        self._twins = {
            hit.id: twin for hit in other.sites_hit if (twin := _twin(hit, survivor.sites_hit))
        }
        self._axes = {_axes(one) for one in survivor.figures_of(self._id)}
        self._parties = {(one.actor_id, one.part) for one in survivor.attributions_of(self._id)}
        self._linked = {_ends(link) for link in survivor.links}
        self._strikes = max((one.seq or 0 for one in survivor.strikes), default=0)

    def enriched(self) -> Iterator[Revision]:
        """Fill what is not known of a place hit with what the other record of it says."""
        for hit in self._other.sites_hit:
            twin = self._twins.get(hit.id)
            if twin is not None:
                values = {key: getattr(hit, key) for key in _STATE if _lacks(twin, key)}
                if any(value not in _SAYS_NOTHING for value in values.values()):
                    yield Revision(twin, replace(twin, **values))

    def moved(self, record: Record) -> list[Revision]:
        """Point a record that named the other incident to the one that stays, if it shall move."""
        special = _MOVES.get(type(record))
        after = special(self, record) if special else self._pointed(record)
        return [Revision(record, after)] if after is not None and after != record else []

    def superseding(self) -> list[Revision]:
        """Keep our assessment in force: its first one replaces the other's that was in force."""
        latest, own = self._other.latest_assessment, self._survivor.assessments
        first = next((one for one in own if one.supersedes_id is None), None)
        if latest is None or first is None:
            return []
        return [Revision(first, replace(first, supersedes_id=latest.id))]

    def _pointed(self, record: Record) -> Record:
        values: dict[str, Any] = {}
        for field in fields_of(type(record)):
            held = getattr(record, field.key)
            if field.kind is Kind.LINK and held == self._gone:
                values[field.key] = self._id
            elif field.kind is Kind.LINKS and self._gone in held:
                named = (self._id if one == self._gone else one for one in held)
                values[field.key] = tuple(dict.fromkeys(named))
        return replace(record, **values)

    def site(self, hit: IncidentSite) -> Record | None:
        """Give the place hit as it moves; one that is there already stays."""
        return None if hit.id in self._twins else self._pointed(hit)

    def strike(self, strike: Strike) -> Record | None:
        """Give the strike behind those of the incident that stays."""
        twin = self._twins.get(strike.incident_site_id or "")
        place = twin.id if twin else strike.incident_site_id
        seq = self._strikes + (strike.seq or 0) if strike.seq is not None else None
        return replace(strike, incident_id=self._id, incident_site_id=place, seq=seq)

    def figure(self, figure: CasualtyFigure) -> Record | None:
        """Give the adopted figure, unless there is one of the same people."""
        return None if _axes(figure) in self._axes else self._pointed(figure)

    def attribution(self, one: Attribution) -> Record | None:
        """Give the attribution, unless there is one to the same party."""
        return None if (one.actor_id, one.part) in self._parties else self._pointed(one)

    def link(self, link: IncidentLink) -> Record | None:
        """Give the link, unless it would lead to itself or be there twice."""
        after = self._pointed(link)
        assert isinstance(after, IncidentLink)
        return None if after.from_id == after.to_id or _ends(after) in self._linked else after


_MOVES: Mapping[type[Record], Callable[[_Moving, Any], Record | None]] = {
    IncidentSite: _Moving.site,
    Strike: _Moving.strike,
    CasualtyFigure: _Moving.figure,
    Attribution: _Moving.attribution,
    IncidentLink: _Moving.link,
}
"""How records move that do not simply follow."""


def _twin(hit: IncidentSite, others: Iterable[IncidentSite]) -> IncidentSite | None:
    same = (one for one in others if one.site_id == hit.site_id and one.site_role == hit.site_role)
    return next(same, None) if hit.site_id else None


def _lacks(hit: IncidentSite, key: str) -> bool:
    return getattr(hit, key) in _SAYS_NOTHING


def _axes(figure: CasualtyFigure) -> tuple[str | None, ...]:
    return (figure.outcome, figure.civ_status, figure.age_sex, figure.role)


def _ends(link: IncidentLink) -> tuple[frozenset[str | None], str | None]:
    return frozenset((link.from_id, link.to_id)), link.link_type
