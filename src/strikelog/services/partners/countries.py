"""Which country a row means: by its code, by its name, or by where its coordinates lie."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ...domain.distances import Point, kilometres
from ...domain.gazetteers import iso3_of
from ...domain.text import words
from ..world import World
from .names import Named, plain_name

if TYPE_CHECKING:
    from ...exchange.partners.parts import PlaceAsked

_REACH = 50.0
"""Kilometres up to which the nearest town tells the country of a point."""

_CALLED = {
    "opt": "PSE", "occupied palestinian territory": "PSE", "palestine": "PSE", "drc": "COD",
    "dr congo": "COD", "democratic republic of congo": "COD", "car": "CAF", "uk": "GBR",
    "usa": "USA", "us": "USA", "uae": "ARE", "burma": "MMR", "syria": "SYR", "gaza": "PSE",
    "west bank": "PSE", "ivory coast": "CIV", "turkey": "TUR", "سوريه": "SYR", "سوريا": "SYR",
    "فلسطين": "PSE", "russia": "RUS", "swaziland": "SWZ", "south korea": "KOR", "iran": "IRN",
}  # fmt: skip


class Countries:
    """Tells countries from what rows say."""

    def __init__(self, world: World, ours: Mapping[str, Named]) -> None:
        self._world, self._ours = world, ours

    def of(self, asked: PlaceAsked, point: Point | None) -> str:
        """Give the alpha-3 code of a country, blank where nothing tells it.

        A row that says nothing of it lies where its coordinates are, else, when it names a place
        at all, in the vault's only one.
        """
        if asked.iso3:
            return asked.iso3
        if asked.country:
            return (
                _CALLED.get(" ".join(words(asked.country)))
                or (iso3_of(asked.country) if len(asked.country) == 3 else "")
                or self._names.get(plain_name(asked.country), "")
            )
        if point is not None:
            return self._at(point)
        return next(iter(self._ours)) if asked.names and len(self._ours) == 1 else ""

    @cached_property
    def _names(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for place in self._world.countries():
            for name in (place.name, place.name_local, *place.aliases):
                if name:
                    found.setdefault(plain_name(name), place.country)
        for one in self._ours.values():
            found.update(dict.fromkeys(one.names, one.country))
        return found

    def _at(self, point: Point) -> str:
        """Tell the country from the nearest place of the built-in gazetteer."""
        around = self._world.around(point)
        ranked = sorted((kilometres(point, where), country) for where, country in around)
        return ranked[0][1] if ranked and ranked[0][0] <= _REACH else ""
