"""The map of a briefing: attacks at the precision that may be shown, on the built-in borders."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..domain.counts import range_words
from ..drawing.basemap import CREDIT
from ..drawing.maps import MapOf, Mark, draw_map
from ..drawing.shapes import Drawing
from .drawn import measure
from .ledger import Ledger
from .levels import Level, names_areas
from .material import Material, Position
from .wording import counted

__all__ = ["DISCLAIMER", "WhereMap", "where_map"]

_HEIGHT = 188.0
_STEEPEST = 0.75
"""Height of a narrow map as a part of its width."""

DISCLAIMER = f"{CREDIT} They express no view on the status of any territory."


@dataclass(frozen=True, slots=True)
class WhereMap:
    """A map and the lines below it."""

    shown: MapOf
    note: str

    def draw(self, width: float, _mirrored: bool) -> Drawing:
        """Draw it for a width; a map is not mirrored."""
        return draw_map(self.shown, width, min(_HEIGHT, width * _STEEPEST), measure)


def where_map(material: Material, level: Level, ledger: Ledger) -> WhereMap | None:
    """Gather the attacks into marks; None where no position may be shown."""
    groups: dict[Position, list[str]] = {}
    nowhere: list[str] = []
    for case in material.cases:
        position = material.positions.get(case.incident.id)
        if position is None or not names_areas(case, level, "1"):
            nowhere.append(case.incident.id)
        else:
            groups.setdefault(position, []).append(case.incident.id)
    if not groups:
        return None
    counts = [len(ids) for ids in groups.values()]
    ids = [one for some in groups.values() for one in some]
    said = ledger.enter(
        range_words(min(counts), max(counts)),
        unit="attack",
        rule="at one mark",
        incident_ids=ids,
        of="at one mark",
        low=min(counts),
        high=max(counts),
    )
    shown = MapOf(
        marks=[
            Mark(at.point, len(ids), at.name, is_hollow=at.is_area) for at, ids in groups.items()
        ],
        countries=sorted({at.country for at in groups if at.country}),
        sizes=f"{said} {'attack' if max(counts) == 1 else 'attacks'} at one mark",
        hollow="an area, not a place",
        description=f"Map of {counted(len(ids), 'attack')} at {len(groups)} places.",
    )
    return WhereMap(shown, " ".join(_notes(nowhere, ledger)))


def _notes(nowhere: list[str], ledger: Ledger) -> Iterator[str]:
    yield "Positions are no finer than may be shown of the sites hit."
    if nowhere:
        said = counted(len(nowhere), "attack")
        entered = ledger.enter(
            said,
            unit="attack",
            rule="not on the map",
            incident_ids=nowhere,
            of="not on the map",
            low=len(nowhere),
            high=len(nowhere),
        )
        yield f"Not on the map, because no position is known or may be shown: {entered}."
    yield f"Equidistant cylindrical projection. {DISCLAIMER}"
