"""Places that partners' rows name, found in the vault's register or the built-in gazetteer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ...domain.distances import Point, kilometres
from ...domain.records import Location
from ...domain.text import skeleton, skeletons
from ..world import World, WorldPlace
from .countries import Countries
from .names import (
    BY_CODE,
    BY_COUNTRY,
    BY_DECISION,
    BY_SOUND_IN,
    BY_SOUND_NEAR,
    EXACT,
    LIES_NEAR,
    NEAR,
    NOWHERE,
    POINTS,
    WORLD,
    Found,
    Named,
    bare_name,
    code_of,
    far,
    finest,
    is_close,
    is_same_unit,
    of_vault,
    of_world,
    offer,
    one_place,
    plain_name,
    told,
)

if TYPE_CHECKING:
    from ...exchange.partners.parts import PlaceAsked

_AROUND = 3.0
_MOST_CLOSE = 3

__all__ = ["BY_DECISION", "Found", "Named", "Places", "plain_name"]


class Places:
    """Finds places by code and name, the vault's own before those of the built-in gazetteer."""

    def __init__(self, locations: Iterable[Location], world: World) -> None:
        self._world = world
        self._by_id: dict[str, Named] = {}
        self._by_code: dict[str, list[Named]] = defaultdict(list)
        self._countries: dict[str, Named] = {}
        self._by_name: dict[tuple[str, str], list[Named]] = defaultdict(list)
        self._by_sound: dict[tuple[str, str], list[Named]] = defaultdict(list)
        self._read: set[tuple[str, bool]] = set()
        self._heard: set[str] = set()
        self._memory: dict[tuple[PlaceAsked, Point | None, str], Found] = {}
        for location in locations:
            self._take(of_vault(location), location.pcode or "")
        self._ours = bool(self._by_id)
        self._told_country = Countries(world, dict(self._countries))

    def _take(self, one: Named, pcode: str = "") -> None:
        self._by_id[one.id] = one
        if pcode:
            self._by_code[pcode.upper()].append(one)
        if one.level == "0":
            self._countries.setdefault(one.country, one)
        for name in one.names:
            self._by_name[one.country, name].append(one)

    # -- finding -------------------------------------------------------------------------------

    def find(self, asked: PlaceAsked, point: Point | None, precision: str) -> Found:
        """Give where a row's place is; the same question is answered from memory."""
        near = point if precision in NEAR else None
        rounded = (round(near[0], 2), round(near[1], 2)) if near else None
        key = (asked, rounded, "exact" if precision in EXACT else "near")
        if key not in self._memory:
            self._memory[key] = self._find(asked, near, point)
        return self._memory[key]

    def _find(self, asked: PlaceAsked, near: Point | None, point: Point | None) -> Found:
        coded = self._by_code.get(asked.pcode, []) if asked.pcode else []
        if len(coded) == 1:
            return Found(coded[0], BY_CODE, (("code", asked.pcode),), far=far(coded[0], near))
        country = self.country_of(asked, point)
        if not country:
            return replace(NOWHERE, is_whole=not asked.names)
        anchor = self.country(country)
        found = Found(anchor, BY_COUNTRY, is_whole=not asked.names)
        for level, name in asked.names:
            within = found.place if found.place is not anchor else None
            step = self._step(country, level, name, within, near)
            found = step or replace(found, is_whole=False)
        # A country that nothing told is the place of names that are found in it, and of no others.
        is_assumed = not (asked.iso3 or asked.country or point)
        if is_assumed and found.place is anchor:
            return replace(NOWHERE, is_whole=not asked.names)
        return found

    def _step(
        self, country: str, level: str, name: str, within: Named | None, near: Point | None
    ) -> Found | None:
        """Find one name below what was found so far; nothing unless it is the only one."""
        alike = [one for one in self._named(country, level, name) if self._lies_in(one, within)]
        fitting = [one for one in alike if far(one, near) is None]
        fitting = [one for one in fitting if one.level == level] or fitting
        if len(fitting) > 1:
            fitting = one_place(fitting, near)
        if len(fitting) == 1:
            return told(fitting[0], within, near, name)
        return None if alike else self._sounding(country, level, name, near)

    def _sounding(self, country: str, level: str, name: str, near: Point | None) -> Found | None:
        """Take the only unit whose name sounds like it, or the only town that also lies close."""
        if len(skeleton(bare_name(name))) < 2 or (level != "1" and near is None):
            return None
        self._hear(country)
        bare = bare_name(name)
        heard = (self._by_sound.get((country, bones), ()) for bones in skeletons(bare))
        alike = dict.fromkeys(one for each in heard for one in each)
        if level == "1":
            found = [one for one in alike if one.level == level]
        else:
            found = [one for one in alike if is_close(one, near)]
        found = [one for one in found if one.world is None] or found
        return self._heard_as(found[0], name, near) if len(found) == 1 else None

    def _heard_as(self, one: Named, name: str, near: Point | None) -> Found:
        if one.level in POINTS and near is not None and one.point is not None:
            km = f"{kilometres(near, one.point):.1f}"
            return Found(one, BY_SOUND_NEAR, (("name", name), ("found", one.name), ("km", km)))
        whole = self._countries.get(one.country)
        within = whole.name if whole else one.country
        return Found(one, BY_SOUND_IN, (("name", name), ("found", one.name), ("within", within)))

    def country_of(self, asked: PlaceAsked, point: Point | None) -> str:
        """Give the country a row means; blank where nothing tells it."""
        return self._told_country.of(asked, point)

    def country(self, iso3: str) -> Named | None:
        """Give the place that stands for a country."""
        self._read_world(iso3, points=False)
        return self._countries.get(iso3)

    def _named(self, country: str, level: str, name: str) -> list[Named]:
        self._read_world(country, points=level != "1")
        plain = plain_name(name)
        found = self._by_name.get((country, plain), [])
        ours = [one for one in found if one.world is None]
        return ours or found

    def _read_world(self, country: str, *, points: bool) -> None:
        """Take in what the built-in gazetteer has of a country, once; its points when needed."""
        if (country, points) in self._read:
            return
        self._read.add((country, points))
        places = self._world.of_country(country, points=points)
        codes = {place.code for place in places if place.level not in POINTS}
        for place in places:
            code = code_of(place)
            if self._ours and (ours := self._by_id.get(place.id)):
                self._by_id[code] = ours
            elif code not in self._by_id:
                parent = f"{WORLD}{place.parent}" if place.parent in codes else None
                self._take(of_world(place, code, parent))

    def _hear(self, country: str) -> None:
        """Index the places of a country by how their names sound, once."""
        self._read_world(country, points=True)
        if country in self._heard:
            return
        self._heard.add(country)
        for one in dict.fromkeys(self._by_id.values()):
            if one.country == country:
                for bones in skeletons(bare_name(one.name)):
                    self._by_sound[country, bones].append(one)

    def _lies_in(self, one: Named, within: Named | None) -> bool:
        return within is None or any(
            each is within or is_same_unit(each, within) for each in self.chain(one)
        )

    def chain(self, one: Named) -> Iterator[Named]:
        """Give a place and all it lies in."""
        seen: set[str] = set()
        step: Named | None = one
        while step is not None and step.id not in seen:
            seen.add(step.id)
            yield step
            step = self._by_id.get(step.parent or "")

    def twins(self, one: Named) -> list[str]:
        """Give the ids under which units that a place lies in stand elsewhere in the register."""
        above = [each for each in self.chain(one) if each.level not in POINTS]
        alike = (
            other.record_id
            for each in above
            for name in each.names
            for other in self._by_name.get((each.country, name), ())
            if is_same_unit(each, other)
        )
        return list(dict.fromkeys(alike))

    def get(self, record_id: str | None) -> Named | None:
        """Give a place by the id of its record."""
        return self._by_id.get(record_id or "")

    def in_world(self, record_id: str) -> Named | None:
        """Find a place of the built-in gazetteer by the id it has in every vault."""
        for country in self._world.countries():
            for place in self._world.of_country(country.country):
                if place.id == record_id:
                    self._read_world(country.country, points=True)
                    return self._by_id.get(code_of(place))
        return None

    # -- choices for people --------------------------------------------------------------------

    def choices(
        self, asked: PlaceAsked, point: Point | None, most: int = 8
    ) -> list[tuple[Named, str, tuple[tuple[str, str], ...], float | None]]:
        """Offer what the finest name may mean: the same name, one that sounds alike, the nearest.

        Same names are offered anywhere in the country, others only near coordinates.
        """
        country, name = self.country_of(asked, point), finest(asked)
        if not country or not name:
            return []
        self._hear(country)
        same = self._by_name.get((country, plain_name(name)), [])
        bones = skeleton(bare_name(name))
        alike = self._by_sound.get((country, bones), []) if len(bones) > 1 else []
        offered = []
        for one in dict.fromkeys((*same, *alike)):
            away = kilometres(point, one.point) if point and one.point else None
            offered.append((one, *offer(one, is_same=one in same, away=away), away))
        offered.sort(
            key=lambda each: (each[0] not in same, each[3] if each[3] is not None else 1e9)
        )
        known = {each[0] for each in offered}
        for one, km in self._close(country, point):
            if one not in known:
                offered.append((one, LIES_NEAR, (("name", one.name), ("km", f"{km:.1f}")), km))
        return offered[:most]

    def _close(self, country: str, point: Point | None) -> list[tuple[Named, float]]:
        """Give the towns and villages nearest to coordinates."""
        if point is None:
            return []
        away = (
            (one, kilometres(point, one.point))
            for one in dict.fromkeys(self._by_id.values())
            if one.country == country and one.level in POINTS and one.point is not None
        )
        near = sorted((each for each in away if each[1] <= _AROUND), key=lambda each: each[1])
        return near[:_MOST_CLOSE]

    # -- bringing places into the vault --------------------------------------------------------

    def adopt(self, one: Named, made: dict[str, Location]) -> str:
        """Give the id under which a place stands in the vault; new ones are put into `made`."""
        if one.world is None:
            return one.id
        below: str | None = None
        for place in reversed(self._world.chain(one.world)):
            below = self._in_vault(place) or self._new(place, below, made)
        assert below is not None
        return below

    def _in_vault(self, place: WorldPlace) -> str | None:
        held = self._by_id.get(place.id)
        if held is not None:
            return held.id
        if place.level == "0":
            known = self._countries.get(place.country)
            return known.id if known and known.world is None else None
        alike = [
            one
            for one in self._by_name.get((place.country, plain_name(place.name)), ())
            if one.world is None and one.level == place.level != "5"
        ]
        return alike[0].id if len(alike) == 1 else None

    def _new(self, place: WorldPlace, below: str | None, made: dict[str, Location]) -> str:
        if place.id not in made:
            made[place.id] = place.record(below)
        return place.id
