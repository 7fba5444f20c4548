"""Places by their names: how spellings are brought together, and why a place was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...domain.distances import Point, kilometres, point_of
from ...domain.messages import mark
from ...domain.records import Location
from ...domain.text import words
from ..world import WorldPlace

if TYPE_CHECKING:
    from ...exchange.partners.parts import PlaceAsked

BY_CODE = mark("by the P-code {code}")
BY_NAME = mark("by the name “{name}”")
BY_NAME_IN = mark("by the name “{name}” in {within}")
BY_NEAREST = mark("by the name “{name}”, {km} km from the coordinates")
BY_SOUND_IN = mark("“{name}” sounds like “{found}”, the only one in {within}")
BY_SOUND_NEAR = mark("“{name}” sounds like “{found}”, {km} km from the coordinates")
BY_DECISION = mark("as decided before")
BY_COUNTRY = mark("the country alone")
BY_SOUND = mark("The name sounds like “{name}”.")
SAME_NAME = mark("The name is the same: “{name}”.")
SAME_NAME_AWAY = mark("The name is the same: “{name}”, {km} km from the coordinates.")
LIES_NEAR = mark("The name is another, but “{name}” lies {km} km from the coordinates.")

CLOSE = 5.0
"""Kilometres up to which a town whose name only sounds like the one named is taken for it."""

FAR = 25.0
"""Kilometres from which on coordinates contradict the place named beside them."""

EXACT = frozenset({"building", "within_100m", "street", "neighbourhood", "settlement"})
NEAR = frozenset({*EXACT, "near_settlement"})
POINTS = frozenset({"4", "5"})

_GENERIC = frozenset(
    "governorate province oblast state region district city county department division raion "
    "subdistrict town village municipality prefecture territory of the "
    "محافظه ولايه منطقه ناحيه مدينه قضاء قريه اقليم مقاطعه بلده".split()
)


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


def bare_name(text: str) -> str:
    """Take «Governorate» and the like off a place's name."""
    every = words(text)
    kept = [word for word in every if word not in _GENERIC]
    return " ".join(kept or every)


def plain_name(text: str) -> str:
    """Bring the spellings of a place's name together.

    Blanks count for nothing: كفر نبل and كفرنبل are one name, and so are Kafr Nabl and Kafrnabl.
    """
    return bare_name(text).replace(" ", "")


def finest(asked: PlaceAsked) -> str:
    """Give the nearest name of a place asked for."""
    return asked.names[-1][1] if asked.names else ""


def of_vault(location: Location) -> Named:
    """Make the value of a place of the vault."""
    return Named(
        location.id,
        location.level or "5",
        location.country_iso3 or "",
        location.name or "",
        _plain_names(location.name, location.name_local, *location.aliases),
        location.parent_id,
        point_of(location.lat, location.lon),
    )


WORLD = "world "


def code_of(place: WorldPlace) -> str:
    """Give what a place of the built-in gazetteer goes by before it has an id."""
    return f"{WORLD}{place.code}"


def of_world(place: WorldPlace, code: str, parent_id: str | None) -> Named:
    """Make the value of a place of the built-in gazetteer."""
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


def is_same_unit(one: Named, other: Named) -> bool:
    """Tell whether a unit of the vault and one of the built-in gazetteer are the same."""
    is_unit = one.level == other.level and one.level not in POINTS
    return is_unit and one.country == other.country and not one.names.isdisjoint(other.names)


def far(one: Named, near: Point | None) -> float | None:
    """Give how far a point lies from the coordinates, if too far to be meant."""
    if near is None or one.point is None or one.level not in POINTS:
        return None
    away = kilometres(near, one.point)
    return away if away > FAR else None


def is_close(one: Named, near: Point | None) -> bool:
    """Tell whether a town lies so close that a name that sounds like it is enough."""
    if near is None or one.point is None or one.level not in POINTS:
        return False
    return kilometres(near, one.point) <= CLOSE


def one_place(alike: list[Named], near: Point | None) -> list[Named]:
    """Take the larger unit before points of its name, and the nearest before others far from it."""
    units = [one for one in alike if one.level not in POINTS]
    if len(units) == 1 and near is None:
        return units
    measured = sorted(
        ((kilometres(near, one.point), at) for at, one in enumerate(alike) if near and one.point)
    )
    if len(measured) == len(alike) and measured[0][0] * 3 < measured[1][0]:
        return [alike[measured[0][1]]]
    return alike


def told(one: Named, within: Named | None, near: Point | None, name: str) -> Found:
    """Say why a place was found by its name."""
    if near is not None and one.point is not None and one.level in POINTS:
        km = f"{kilometres(near, one.point):.0f}"
        return Found(one, BY_NEAREST, (("name", name), ("km", km)))
    if within is not None:
        return Found(one, BY_NAME_IN, (("name", name), ("within", within.name)))
    return Found(one, BY_NAME, (("name", name),))


def offer(
    one: Named, *, is_same: bool, away: float | None
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Say why a place is offered for a name that waits."""
    if not is_same:
        return BY_SOUND, (("name", one.name),)
    if away is None:
        return SAME_NAME, (("name", one.name),)
    return SAME_NAME_AWAY, (("name", one.name), ("km", f"{away:.0f}"))
