"""Places that partners' rows name, found in the vault's register or the built-in gazetteer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ..domain.distances import Point, kilometres, point_of
from ..domain.gazetteers import iso3_of
from ..domain.messages import mark
from ..domain.records import Location
from ..domain.text import skeleton, words
from .world import World, WorldPlace

if TYPE_CHECKING:
    from ..exchange.partners.parts import PlaceAsked

BY_CODE = mark("by the P-code {code}")
BY_NAME = mark("by the name “{name}”")
BY_NAME_IN = mark("by the name “{name}” in {within}")
BY_NEAREST = mark("by the name “{name}”, {km} km from the coordinates")
BY_DECISION = mark("as decided before")
BY_COUNTRY = mark("the country alone")
BY_SOUND = mark("The name sounds like “{name}”.")
SAME_NAME = mark("The name is the same: “{name}”.")
SAME_NAME_AWAY = mark("The name is the same: “{name}”, {km} km from the coordinates.")

FAR = 25.0
"""Kilometres from which on coordinates contradict the place named beside them."""

_EXACT = frozenset({"building", "within_100m", "street", "neighbourhood", "settlement"})
_NEAR = frozenset({*_EXACT, "near_settlement"})
_POINTS = frozenset({"4", "5"})
_REACH = 50.0

_GENERIC = frozenset(
    "governorate province oblast state region district city county department division raion "
    "subdistrict town village municipality prefecture territory of the "
    "محافظه ولايه منطقه ناحيه مدينه قضاء قريه اقليم مقاطعه بلده".split()
)
_COUNTRIES = {
    "opt": "PSE", "occupied palestinian territory": "PSE", "palestine": "PSE", "drc": "COD",
    "dr congo": "COD", "democratic republic of congo": "COD", "car": "CAF", "uk": "GBR",
    "usa": "USA", "us": "USA", "uae": "ARE", "burma": "MMR", "syria": "SYR", "gaza": "PSE",
    "west bank": "PSE", "ivory coast": "CIV", "turkey": "TUR", "سوريه": "SYR", "سوريا": "SYR",
    "فلسطين": "PSE", "russia": "RUS", "swaziland": "SWZ", "south korea": "KOR", "iran": "IRN",
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """A place of the vault or of the built-in gazetteer, as far as finding it needs.

    One of the gazetteer goes by its code here; `record_id` is what it has in a vault.
    """

    id: str
    level: str
    country: str
    name: str
    names: frozenset[str]
    parent: str | None
    point: Point | None
    world: WorldPlace | None = None

    @property
    def record_id(self) -> str:
        """The id of its record, in every vault."""
        return self.world.id if self.world else self.id


@dataclass(frozen=True, slots=True)
class Found:
    """Where a row's place is: the record, why, and whether the finest name led to it.

    `far` is the distance of the row's coordinates where they contradict the place.
    """

    place: Named | None = None
    message: str = ""
    params: tuple[tuple[str, str], ...] = ()
    is_whole: bool = True
    far: float | None = None


NOWHERE = Found()


def plain_name(text: str) -> str:
    """Bring the spellings of a place's name together, without «Governorate» and the like."""
    every = words(text)
    kept = [word for word in every if word not in _GENERIC]
    return " ".join(kept or every)


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
            self._take(_of_vault(location), location.pcode or "")
        self._ours = bool(self._by_id)

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
        near = point if precision in _NEAR else None
        rounded = (round(near[0], 2), round(near[1], 2)) if near else None
        key = (asked, rounded, "exact" if precision in _EXACT else "near")
        if key not in self._memory:
            self._memory[key] = self._find(asked, near, point)
        return self._memory[key]

    def _find(self, asked: PlaceAsked, near: Point | None, point: Point | None) -> Found:
        coded = self._by_code.get(asked.pcode, []) if asked.pcode else []
        if len(coded) == 1:
            return Found(coded[0], BY_CODE, (("code", asked.pcode),), far=_far(coded[0], near))
        country = self.country_of(asked, point)
        if not country:
            return replace(NOWHERE, is_whole=not asked.names)
        anchor = self.country(country)
        found = Found(anchor, BY_COUNTRY, is_whole=not asked.names)
        for level, name in asked.names:
            within = found.place if found.place is not anchor else None
            step = self._step(country, level, name, within, near)
            found = step or replace(found, is_whole=False)
        return found

    def _step(
        self, country: str, level: str, name: str, within: Named | None, near: Point | None
    ) -> Found | None:
        """Find one name below what was found so far; nothing unless it is the only one."""
        alike = [one for one in self._named(country, level, name) if self._lies_in(one, within)]
        fitting = [one for one in alike if _far(one, near) is None]
        fitting = [one for one in fitting if one.level == level] or fitting
        if len(fitting) > 1:
            fitting = _one_place(fitting, near)
        return _told(fitting[0], within, near, name) if len(fitting) == 1 else None

    def country_of(self, asked: PlaceAsked, point: Point | None) -> str:
        """Give the country a row means: by code, by name, else by where its coordinates lie."""
        if asked.iso3:
            return asked.iso3
        if asked.country:
            plain = " ".join(words(asked.country))
            return (
                _COUNTRIES.get(plain)
                or (iso3_of(asked.country) if len(asked.country) == 3 else "")
                or self._country_names.get(plain_name(asked.country), "")
            )
        if point is not None:
            return self._country_at(point)
        return next(iter(self._countries)) if len(self._countries) == 1 else ""

    @cached_property
    def _country_names(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for place in self._world.countries():
            for name in (place.name, place.name_local, *place.aliases):
                if name:
                    found.setdefault(plain_name(name), place.country)
        for one in self._countries.values():
            found.update(dict.fromkeys(one.names, one.country))
        return found

    def _country_at(self, point: Point) -> str:
        """Tell the country from the nearest place of the built-in gazetteer."""
        around = self._world.around(point)
        ranked = sorted((kilometres(point, where), country) for where, country in around)
        return ranked[0][1] if ranked and ranked[0][0] <= _REACH else ""

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
        codes = {place.code for place in places if place.level not in _POINTS}
        for place in places:
            code = _code(place)
            if code not in self._by_id and not (self._ours and place.id in self._by_id):
                parent = f"{_WORLD}{place.parent}" if place.parent in codes else None
                self._take(_of_world(place, code, parent))

    def _hear(self, country: str) -> None:
        """Index the places of a country by how their names sound, once."""
        self._read_world(country, points=True)
        if country in self._heard:
            return
        self._heard.add(country)
        for one in self._by_id.values():
            if one.country == country and (bones := skeleton(one.name)):
                self._by_sound[country, bones].append(one)

    def _lies_in(self, one: Named, within: Named | None) -> bool:
        return within is None or any(
            each is within or _is_same_unit(each, within) for each in self.chain(one)
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
        above = [each for each in self.chain(one) if each.level not in _POINTS]
        alike = (
            other.record_id
            for each in above
            for name in each.names
            for other in self._by_name.get((each.country, name), ())
            if _is_same_unit(each, other)
        )
        return list(dict.fromkeys(alike))

    def get(self, record_id: str | None) -> Named | None:
        """Give a place by the id of its record."""
        return self._by_id.get(record_id or "")

    def of_world(self, record_id: str) -> Named | None:
        """Find a place of the built-in gazetteer by the id it has in every vault."""
        for country in self._world.countries():
            for place in self._world.of_country(country.country):
                if place.id == record_id:
                    self._read_world(country.country, points=True)
                    return self._by_id.get(_code(place))
        return None

    # -- choices for people --------------------------------------------------------------------

    def choices(
        self, asked: PlaceAsked, point: Point | None, most: int = 8
    ) -> list[tuple[Named, str, tuple[tuple[str, str], ...], float | None]]:
        """Offer what the finest name may mean: same names anywhere, then names that sound alike."""
        country, name = self.country_of(asked, point), _finest(asked)
        if not country or not name:
            return []
        self._hear(country)
        same = self._by_name.get((country, plain_name(name)), [])
        bones = skeleton(plain_name(name))
        alike = self._by_sound.get((country, bones), []) if len(bones) > 1 else []
        offered = []
        for one in dict.fromkeys((*same, *alike)):
            away = kilometres(point, one.point) if point and one.point else None
            offered.append((one, *_offer(one, is_same=one in same, away=away), away))
        offered.sort(
            key=lambda each: (each[0] not in same, each[3] if each[3] is not None else 1e9)
        )
        return offered[:most]

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


def _finest(asked: PlaceAsked) -> str:
    return asked.names[-1][1] if asked.names else ""


def _of_vault(location: Location) -> Named:
    return Named(
        location.id,
        location.level or "5",
        location.country_iso3 or "",
        location.name or "",
        _plain_names(location.name, location.name_local, *location.aliases),
        location.parent_id,
        point_of(location.lat, location.lon),
    )


_WORLD = "world "


def _code(place: WorldPlace) -> str:
    return f"{_WORLD}{place.code}"


def _of_world(place: WorldPlace, code: str, parent_id: str | None) -> Named:
    return Named(
        code,
        place.level,
        place.country,
        place.name,
        _plain_names(place.name, place.name_local, *place.aliases),
        parent_id,
        point_of(place.lat, place.lon),
        place,
    )


def _plain_names(*names: str | None) -> frozenset[str]:
    return frozenset(plain_name(name) for name in names if name)


def _is_same_unit(one: Named, other: Named) -> bool:
    """Tell whether a unit of the vault and one of the built-in gazetteer are the same."""
    is_unit = one.level == other.level and one.level not in _POINTS
    return is_unit and one.country == other.country and not one.names.isdisjoint(other.names)


def _far(one: Named, near: Point | None) -> float | None:
    """Give how far a point lies from the coordinates, if too far to be meant."""
    if near is None or one.point is None or one.level not in _POINTS:
        return None
    away = kilometres(near, one.point)
    return away if away > FAR else None


def _one_place(alike: list[Named], near: Point | None) -> list[Named]:
    """Take the larger unit before points of its name, and the nearest before others far from it."""
    units = [one for one in alike if one.level not in _POINTS]
    if len(units) == 1 and near is None:
        return units
    measured = sorted(
        ((kilometres(near, one.point), at) for at, one in enumerate(alike) if near and one.point)
    )
    if len(measured) == len(alike) and measured[0][0] * 3 < measured[1][0]:
        return [alike[measured[0][1]]]
    return alike


def _told(one: Named, within: Named | None, near: Point | None, name: str) -> Found:
    if near is not None and one.point is not None and one.level in _POINTS:
        km = f"{kilometres(near, one.point):.0f}"
        return Found(one, BY_NEAREST, (("name", name), ("km", km)))
    if within is not None:
        return Found(one, BY_NAME_IN, (("name", name), ("within", within.name)))
    return Found(one, BY_NAME, (("name", name),))


def _offer(
    one: Named, *, is_same: bool, away: float | None
) -> tuple[str, tuple[tuple[str, str], ...]]:
    if not is_same:
        return BY_SOUND, (("name", one.name),)
    if away is None:
        return SAME_NAME, (("name", one.name),)
    return SAME_NAME_AWAY, (("name", one.name), ("km", f"{away:.0f}"))
