"""Sites that partners' rows name, found in the vault's register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ...domain.distances import Point, kilometres, point_of
from ...domain.messages import mark
from ...domain.records import Site
from ...domain.text import skeleton, words
from .places import Named, Places
from .values import MatchChoice

BY_NAME_THERE = mark("the site “{name}” in {within}")
SAME_NAME = mark("The name is the same: “{name}”.")
SOUNDS = mark("The name sounds like “{name}”.")
NEARBY = mark("“{name}” of the same kind lies {km} km from the coordinates.")

_NEAR = 1.0
_FAR = 5.0
_HEALTH = frozenset(
    {
        "hospital",
        "clinic",
        "first_aid_post",
        "maternity_child",
        "blood_lab_pharmacy",
        "health_unspecified",
    }
)
_TEACHING = frozenset({"kindergarten", "school", "university", "education_unspecified"})
_VAGUE = frozenset({"", "unknown", "other", "mixed_civilian"})


@dataclass(frozen=True, slots=True)
class SiteFound:
    """The site a name means, and why; none where it is not certain."""

    site: Site | None = None
    message: str = ""
    params: tuple[tuple[str, str], ...] = ()


class Sites:
    """Finds sites by name, in both scripts, where the row says they are."""

    def __init__(self, sites: Iterable[Site], places: Places) -> None:
        self._places = places
        self._all = list(sites)
        self._by_name: dict[str, list[Site]] = defaultdict(list)
        self._by_sound: dict[str, list[Site]] = defaultdict(list)
        for site in self._all:
            for name in {_plain(name) for name in _names(site)}:
                self._by_name[name].append(site)
            if bones := skeleton(site.name or ""):
                self._by_sound[bones].append(site)

    def find(
        self, name: str, site_type: str, place: Named | None, point: Point | None
    ) -> SiteFound:
        """Give the one site of that name, of a kind that may be meant, where the row says it is."""
        alike = [
            site
            for site in self._by_name.get(_plain(name), ())
            if _may_be(site.site_type or "", site_type) and self._is_there(site, place, point)
        ]
        if len(alike) != 1:
            return SiteFound()
        within = self._places.get(alike[0].location_id)
        params = (("name", alike[0].name or name), ("within", within.name if within else "–"))
        return SiteFound(alike[0], BY_NAME_THERE, params)

    def _is_there(self, site: Site, place: Named | None, point: Point | None) -> bool:
        at = point_of(site.lat, site.lon)
        if at and point and kilometres(at, point) <= _FAR:
            return True
        own = self._places.get(site.location_id)
        if own is None or place is None:
            return False
        return any(one is place for one in self._places.chain(own))

    def choices(
        self, name: str, site_type: str, place: Named | None, point: Point | None, most: int = 8
    ) -> list[MatchChoice]:
        """Offer what a name may mean: the same name, one that sounds alike, one that lies near."""
        plain = _plain(name)
        offered: dict[str, MatchChoice] = {}
        for site in self._by_name.get(plain, ()):
            offered.setdefault(site.id, self._choice(site, SAME_NAME, point))
        for site in self._by_sound.get(skeleton(name), ()):
            offered.setdefault(site.id, self._choice(site, SOUNDS, point))
        for site in self._all if point else ():
            choice = self._choice(site, NEARBY, point)
            is_near = choice.kilometres is not None and choice.kilometres <= _NEAR
            if is_near and _may_be(site.site_type or "", site_type):
                offered.setdefault(site.id, choice)
        ranked = sorted(offered.values(), key=lambda one: self._rank(one, place))
        return ranked[:most]

    def _rank(self, choice: MatchChoice, place: Named | None) -> tuple[bool, bool, float]:
        site = next(one for one in self._all if one.id == choice.record_id)
        is_there = self._is_there(site, place, None)
        return not is_there, choice.message != SAME_NAME, choice.kilometres or 0.0

    def _choice(self, site: Site, message: str, point: Point | None) -> MatchChoice:
        at = point_of(site.lat, site.lon)
        away = kilometres(at, point) if at and point else None
        within = self._places.get(site.location_id)
        params = (("name", site.name or ""), ("km", f"{away or 0:.1f}"))
        return MatchChoice(
            site.id, site.name or "", within.name if within else "", message, params, away
        )


def _plain(name: str) -> str:
    return " ".join(words(name))


def _names(site: Site) -> list[str]:
    every = (site.name, site.name_local, site.public_alias, *site.aliases)
    return [name for name in every if name]


def _may_be(ours: str, told: str) -> bool:
    """Tell whether two kinds may be one place; an unspecified one is any of its family."""
    if ours == told or ours in _VAGUE or told in _VAGUE:
        return True
    families = (_HEALTH, _TEACHING)
    vague = {"health_unspecified", "education_unspecified"}
    return bool({ours, told} & vague) and any({ours, told} <= family for family in families)
