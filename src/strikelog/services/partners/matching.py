"""Names of places and sites that partners' rows left open: what they may mean, and deciding it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from ...domain.changes import Changes
from ...domain.display import words
from ...domain.distances import Point, point_of
from ...domain.errors import StrikelogError
from ...domain.fields import field_of
from ...domain.messages import mark
from ...domain.records import Incident, IncidentSite, Location, Site
from ...storage.database import Connection, Database
from ...storage.loading import Loader
from ...storage.partners import NONE, SAME, WAITS, Match, Partners
from ...storage.writing import Applied, Revision
from ..recording import Recording
from ..world import world
from .values import MatchChoice, ToMatch

if TYPE_CHECKING:
    from ...exchange.partners.parts import PlaceAsked
    from .places import Named, Places
    from .sites import Sites

PLACE, SITE = "place", "site"


class MatchGone(StrikelogError):
    """What was chosen for a name is not in the register any more."""

    message = mark("“{name}” cannot be matched with that: it is not in the register. Choose again.")


class PartnerMatching:
    """Lists the names that wait in one vault, and keeps what was decided about them."""

    def __init__(self, database: Database, recording: Recording) -> None:
        self._database, self._recording = database, recording

    def count(self) -> int:
        """Count the names that wait."""
        with self._database.reading() as connection:
            return len(Partners(connection, self._database.schema).waiting())

    def listed(
        self, kind: str = "", *, decided: bool = False, choices: bool = True
    ) -> tuple[ToMatch, ...]:
        """Give the names that wait, those most rows wait for first; or those decided before."""
        with self._database.reading() as connection:
            loader = Loader(connection, self._database.schema)
            partners = Partners(connection, self._database.schema)
            waiting = partners.waiting()
            matches = partners.matches()
            register = _Register(loader) if choices else None
            found = [
                _to_match(match, waiting.get(key, ()), register if not decided else None)
                for key, match in matches.items()
                if (not kind or match.kind == kind)
                and (match.decision != WAITS if decided else key in waiting)
            ]
        return tuple(sorted(found, key=lambda one: (-len(one.waiting), one.name)))

    # -- deciding ------------------------------------------------------------------------------

    def match(self, item: ToMatch, record_id: str) -> Changes:
        """Say that a name means a record, here and in every later file; one undoable step.

        A place of the built-in gazetteer is brought into the vault with all it lies in.
        """
        with self._database.reading() as connection:
            loader = Loader(connection, self._database.schema)
            register = _Register(loader)
            new, known = register.brought(item.kind, record_id)
            if not known:
                raise MatchGone(name=item.name)
            above = register.above(record_id)
            revisions = [*new, *self._matched(loader, item, record_id, above)]
        return self._decide(item, SAME, record_id, revisions)

    def begun(self, item: ToMatch) -> Location | Site:
        """Begin a record of a name with all that is known of it, to be put into the register.

        Its coordinates stay open: those of a row are where something happened.
        """
        with self._database.reading() as connection:
            loader = Loader(connection, self._database.schema)
            found = Partners(connection, self._database.schema).matches()
            match = found.get((_key(item).kind, item.spelling))
            if match is None:
                raise MatchGone(name=item.name)
            if item.kind == SITE:
                held = loader.one(Location, str(match.asked.get("location", "")))
                kind = item.site_type or "unknown"
                return Site(name=item.name, site_type=kind, location_id=held.id if held else None)
            return _Register(loader).begun_place(item.name, match)

    def match_new(self, item: ToMatch, record: Location | Site) -> Changes:
        """Put a new place or site into the register and say that the name means it."""
        with self._database.reading() as connection:
            loader = Loader(connection, self._database.schema)
            register = _Register(loader)
            revisions = [
                Revision(None, record),
                *self._matched(loader, item, record.id, register.around(record)),
            ]
        return self._decide(item, SAME, record.id, revisions)

    def leave(self, item: ToMatch) -> Changes:
        """Say that a name means nothing in the register; it is not asked about again."""
        return self._decide(item, NONE, None, [])

    def reopen(self, item: ToMatch) -> None:
        """Ask about a name again; records matched by it stay as they are."""
        with self._database.writing() as connection:
            Partners(connection, self._database.schema).decide(_key(item), WAITS)

    def _matched(
        self, loader: Loader, item: ToMatch, record_id: str, above: frozenset[str]
    ) -> Iterator[Revision]:
        """Give the records that wait for a name what it means; what was filled by hand stays."""
        if item.kind == SITE:
            for hit in loader.by_ids(IncidentSite, item.waiting).values():
                if hit.site_id is None and not hit.deleted:
                    yield Revision(hit, replace(hit, site_id=record_id))
            return
        for one in loader.by_ids(Incident, item.waiting).values():
            is_coarse = one.location_id is None or one.location_id in above
            if is_coarse and not one.deleted:
                yield Revision(one, replace(one, location_id=record_id))

    def _decide(
        self, item: ToMatch, decision: str, record_id: str | None, revisions: list[Revision]
    ) -> Changes:
        label = mark("Match “{name}”").format(name=item.name)
        keep = partial(self._keep, item, decision, record_id)
        applied = self._recording.apply(label, revisions, beside=keep)
        return applied.changes if applied else Changes()

    def _keep(
        self,
        item: ToMatch,
        decision: str,
        record_id: str | None,
        connection: Connection,
        applied: Applied | None,
    ) -> None:
        step = applied.step if applied else 0
        partners = Partners(connection, self._database.schema)
        partners.decide(_key(item), decision, record_id, step)


def _key(item: ToMatch) -> Match:
    return Match("site" if item.kind == SITE else "place", item.spelling, {})


class _Register:
    """The places and sites of the vault and the built-in gazetteer, to choose from."""

    def __init__(self, loader: Loader) -> None:
        from .places import Places
        from .sites import Sites

        self._loader = loader
        self.places: Places = Places(loader.all(Location), world())
        self.sites: Sites = Sites(loader.all(Site), self.places)

    def choices(self, match: Match) -> tuple[MatchChoice, ...]:
        """Offer what a name may mean."""
        asked, point = match.asked, _point(match.asked)
        if match.kind == SITE:
            place = self.places.get(str(asked.get("location", "")))
            kind = str(asked.get("site_type", ""))
            return tuple(self.sites.choices(str(asked.get("name", "")), kind, place, point))
        offered = self.places.choices(place_asked(asked), point)
        return tuple(
            MatchChoice(one.record_id, one.name, self._detail(one), message, params, away)
            for one, message, params, away in offered
        )

    def _detail(self, one: Named) -> str:
        level = words(field_of(Location, "level"), one.level)
        above = [each.name for each in self.places.chain(one)][1:]
        return ", ".join((*above, level)) if above else level

    def begun_place(self, name: str, match: Match) -> Location:
        """Begin a place below the nearest one that the vault holds of those a row names."""
        asked, point = place_asked(match.asked), _point(match.asked)
        above = self.places.find(asked, point, "").place
        held = self._loader.one(Location, above.id) if above else None
        return Location(
            name=name,
            level=asked.names[-1][0] if asked.names else "5",
            parent_id=held.id if held else None,
            country_iso3=self.places.country_of(asked, point) or None,
        )

    def brought(self, kind: str, record_id: str) -> tuple[list[Revision], bool]:
        """Give what brings a choice into the vault; False when it is not there to choose."""
        if kind == SITE:
            site = self._loader.one(Site, record_id)
            return [], site is not None and not site.deleted
        held = self._loader.one(Location, record_id)
        if held is not None and not held.deleted:
            return [], True
        named = self.places.get(record_id) or self.places.in_world(record_id)
        if named is None:
            return [], False
        made: dict[str, Location] = {}
        self.places.adopt(named, made)
        known = self._loader.by_ids(Location, made)
        return [Revision(known.get(one.id), _revived(known, one)) for one in made.values()], True

    def around(self, record: Location | Site) -> frozenset[str]:
        """Give the ids of all that a place lies in that is not in the register yet."""
        parent = record.parent_id if isinstance(record, Location) else None
        return self.above(parent) | {parent} if parent else frozenset()

    def above(self, record_id: str) -> frozenset[str]:
        """Give the ids of all that a place lies in."""
        named = self.places.get(record_id) or self.places.in_world(record_id)
        if named is None:
            return frozenset()
        ids = {one.record_id for one in self.places.chain(named)}
        return frozenset(ids | set(self.places.twins(named)))


def _revived(known: Mapping[str, Location], one: Location) -> Location:
    held = known.get(one.id)
    return replace(held, deleted=False) if held is not None else one


def _to_match(match: Match, waiting: Collection[str], register: _Register | None) -> ToMatch:
    asked = match.asked
    point = _point(asked)
    if match.kind == SITE:
        name, within = str(asked.get("name", "")), str(asked.get("within", ""))
    else:
        names = place_asked(asked).words().split(", ")
        name, within = names[0], ", ".join(names[1:])
    return ToMatch(
        kind=match.kind,
        spelling=match.spelling,
        name=name,
        within=within,
        site_type=str(asked.get("site_type", "")),
        waiting=tuple(waiting),
        choices=register.choices(match) if register else (),
        decision=match.decision,
        record_id=match.record_id,
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        dataset=str(asked.get("dataset", "")),
    )


def place_asked(asked: Mapping[str, Any]) -> PlaceAsked:
    """Make the place a row named out of what was kept of it."""
    from ...exchange.partners.parts import PlaceAsked

    return PlaceAsked(**{key: str(asked.get(key, "")) for key in PlaceAsked.__slots__})


def _point(asked: Mapping[str, Any]) -> Point | None:
    return point_of(asked.get("lat"), asked.get("lon"))
