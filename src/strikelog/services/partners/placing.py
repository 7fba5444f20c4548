"""Names in a partner's rows looked up in the register: places, sites, actors; or left waiting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...domain.display import title_of
from ...domain.distances import Point, point_of
from ...domain.messages import mark, translate
from ...domain.records import Actor, Attribution, Incident, IncidentSite, Location, Record, altered
from ...domain.saying import Sayable, say
from ...domain.text import words
from ...exchange.partners.parts import Assembled, Part, SiteAsked
from ...storage.partners import NONE, SAME, Match
from .places import BY_DECISION, Found, Named, Places, plain_name
from .sites import Sites

PLACE, SITE = "place", "site"

FAR_AWAY = mark("The coordinates lie {km} km from {place}, the place the row names.")


@dataclass(frozen=True)
class Placed:
    """A row whose names were looked up; what it needs beyond itself, and what waits."""

    parts: tuple[Part, ...]
    reason: str
    doubts: tuple[Sayable, ...]
    register: Mapping[str, Record]
    asked: tuple[Match, ...]
    waiting: tuple[tuple[str, str, str], ...]

    @property
    def is_waiting(self) -> bool:
        """Tell whether a name of it waits to be matched."""
        return bool(self.waiting)


class Placing:
    """Looks names of rows up; keeps what new places and actors the rows noted need."""

    def __init__(
        self,
        places: Places,
        sites: Sites,
        actors: Iterable[Actor],
        decided: Mapping[tuple[str, str], Match],
        *,
        dataset: str,
        kinds: Mapping[str, type[Record]],
        language: str = "en",
    ) -> None:
        self._places, self._sites = places, sites
        self._decided, self._dataset, self._language = decided, dataset, language
        self.kinds = kinds
        self._actors: dict[str, str] = {}
        for actor in actors:
            for name in filter(None, (actor.name, actor.name_local, *actor.aliases)):
                self._actors.setdefault(_plain(name), actor.id)
        self._names: dict[str, str] = {}
        self._adopted: dict[Named, tuple[str, dict[str, Location]]] = {}
        self._seen: dict[str, tuple[str, Actor | None]] = {}
        self.register: dict[str, Record] = {}
        self.asked: dict[tuple[str, str], Match] = {}
        self.waiting: list[tuple[str, str, str]] = []

    def note(self, placed: Placed) -> None:
        """Keep what a row needs that is going to be taken in."""
        for record_id, record in placed.register.items():
            known = self.register.setdefault(record_id, record)
            if isinstance(known, Actor) and not known.actor_type and isinstance(record, Actor):
                self.register[record_id] = record
        self.asked.update({(one.kind, one.spelling): one for one in placed.asked})
        self.waiting += placed.waiting

    def place(self, row: Assembled) -> Placed:
        """Look up every name of a row."""
        lookup = _Lookup(self, row)
        parts = tuple(lookup.parts())
        return Placed(
            parts,
            lookup.reason,
            tuple(lookup.doubts),
            lookup.register,
            tuple(lookup.asked),
            tuple(lookup.waiting),
        )

    # -- places and sites ----------------------------------------------------------------------

    def found(self, row: Assembled) -> tuple[Found, bool]:
        """Give the place of a row; True when its name waits for a decision."""
        one = row.incident
        point = point_of(one.lat, one.lon)
        found = self._places.find(row.place, point, one.geo_prec or "")
        if found.is_whole:
            return found, False
        decided = self._decided.get((PLACE, self.spelling(row)))
        if decided is None or decided.decision not in (SAME, NONE):
            return found, True
        named = self._places.get(decided.record_id) if decided.decision == SAME else None
        return (Found(named, BY_DECISION) if named else found), False

    def spelling(self, row: Assembled) -> str:
        """Give what two writings of one place have in common, from the country down."""
        point = point_of(row.incident.lat, row.incident.lon)
        country = self._places.country_of(row.place, point) or plain_name(row.place.country)
        names = "|".join(f"{level}:{plain_name(name)}" for level, name in row.place.names)
        return f"{country}|{row.place.pcode}|{names}"

    @property
    def names(self) -> dict[str, str]:
        """The names of the places, sites and actors that were met, by id."""
        return {
            **self._names,
            **{record_id: title_of(one) for record_id, one in self.register.items()},
        }

    def adopted(self, place: Named) -> tuple[str, dict[str, Location]]:
        """Give the id of a place in the vault, and the records that bring it there."""
        known = self._adopted.get(place)
        if known is None:
            made: dict[str, Location] = {}
            location = self._places.adopt(place, made)
            self._names[location] = place.name
            known = self._adopted[place] = (location, made)
        return known

    def site_of(
        self, asked: SiteAsked, place: Named | None, point: Point | None, spelling: str
    ) -> tuple[str | None, str, bool]:
        """Give a site's id, the reason, and whether its name waits for a decision."""
        decided = self._decided.get((SITE, spelling))
        if decided is not None and decided.decision == SAME:
            return decided.record_id, translate(BY_DECISION, self._language), False
        found = self._sites.find(asked.name, asked.site_type, place, point)
        if found.site is not None:
            said = translate(found.message, self._language).format(**dict(found.params))
            self._names[found.site.id] = found.site.name or asked.name
            return found.site.id, said, False
        return None, "", decided is None or decided.decision != NONE

    def match(self, kind: str, spelling: str, asked: dict[str, Any]) -> Match:
        """Make the question about a name."""
        return Match(
            "site" if kind == SITE else "place", spelling, {**asked, "dataset": self._dataset}
        )

    def say(self, found: Found) -> str:
        """Say where a place was found and why."""
        if found.place is None:
            return ""
        why = translate(found.message, self._language).format(**dict(found.params))
        return f"{found.place.name}: {why}"

    # -- actors --------------------------------------------------------------------------------

    def actor(self, actor: Actor) -> tuple[str, Actor | None]:
        """Give the id of an actor in the register; the record too when it has to be made."""
        if actor.id not in self._seen:
            known = self._actors.get(_plain(actor.name or ""))
            self._names[known or actor.id] = actor.name or ""
            self._seen[actor.id] = (known, None) if known else (actor.id, actor)
        known_id, made = self._seen[actor.id]
        return known_id, actor if made is not None else None


class _Lookup:
    """The names of one row."""

    def __init__(self, placing: Placing, row: Assembled) -> None:
        self._placing, self._row = placing, row
        self.doubts: list[Sayable] = []
        self.register: dict[str, Record] = {}
        self.asked: list[Match] = []
        self.waiting: list[tuple[str, str, str]] = []
        self._found, waits = placing.found(row)
        self.reason = placing.say(self._found)
        if waits:
            self._wait_for_place()
        if self._found.far is not None and self._found.place is not None:
            km, name = f"{self._found.far:.0f}", self._found.place.name
            self.doubts.append(say(FAR_AWAY, km=km, place=name))

    def parts(self) -> Iterator[Part]:
        """Give the row's records with what their names led to."""
        sites = {asked.record_id: asked for asked in self._row.sites}
        for part in self._row.parts:
            record = part.record
            if isinstance(record, Incident):
                yield Part(self._located(record), part.said, part.made, part.targets)
            elif isinstance(record, IncidentSite) and record.id in sites:
                sited = self._sited(record, sites[record.id])
                yield Part(sited, part.said, part.made, part.targets)
            elif isinstance(record, Attribution):
                yield Part(self._named(record), part.said, part.made, part.targets)
            else:
                yield part

    def _located(self, incident: Incident) -> Incident:
        if self._found.place is None:
            return incident
        location, made = self._placing.adopted(self._found.place)
        self.register.update(made)
        return altered(incident, location_id=location)

    def _wait_for_place(self) -> None:
        asked, incident = self._row.place, self._row.incident
        spelling = self._placing.spelling(self._row)
        told = {key: getattr(asked, key) for key in asked.__slots__ if getattr(asked, key)}
        told |= _point(incident)
        self.asked.append(self._placing.match(PLACE, spelling, told))
        self.waiting.append((PLACE, spelling, incident.id))

    def _sited(self, hit: IncidentSite, asked: SiteAsked) -> IncidentSite:
        incident, place = self._row.incident, self._found.place
        spelling = f"{_plain(asked.name)}|{self._placing.spelling(self._row)}"
        point = point_of(incident.lat, incident.lon)
        there = place if self._found.is_whole else None
        site_id, why, waits = self._placing.site_of(asked, there, point, spelling)
        if waits:
            told = {
                "name": asked.name,
                "site_type": asked.site_type,
                "within": self._row.place.words(),
                "location": place.record_id if place else "",
                **_point(incident),
            }
            self.asked.append(self._placing.match(SITE, spelling, told))
            self.waiting.append((SITE, spelling, hit.id))
        if site_id is None:
            return hit
        self.reason = "; ".join(filter(None, (self.reason, why)))
        return altered(hit, site_id=site_id)

    def _named(self, attribution: Attribution) -> Attribution:
        actor = self._row.actors[attribution.actor_id or ""]
        actor_id, new = self._placing.actor(actor)
        if new is not None:
            self.register[new.id] = new
        return altered(attribution, actor_id=actor_id)


def _point(incident: Incident) -> dict[str, float]:
    if incident.lat is None or incident.lon is None:
        return {}
    return {"lat": incident.lat, "lon": incident.lon}


def _plain(name: str) -> str:
    return " ".join(words(name))
