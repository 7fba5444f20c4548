"""The map of a briefing: attacks at the precision that may be shown, on the built-in borders."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..drawing.maps import MapOf, Mark, draw_map
from ..drawing.shapes import Drawing
from .drawn import measure
from .ledger import Ledger
from .levels import Level, names_areas
from .material import Material, Position
from .speech import Arabic, Noun, Sentence, Tongue
from .speech.nouns import ATTACK

__all__ = ["WhereMap", "where_map"]

_HEIGHT = 188.0
_STEEPEST = 0.66
"""Height of a narrow map as a part of its width."""

_DISCLAIMER = Sentence(
    "Borders: Natural Earth (public domain). They express no view on the status of any territory.",
    "الحدود: \u2068Natural Earth\u2069 (ملك عام). وهي لا تعبّر عن أي موقف من وضع أي إقليم.",
)
_WITH_BROUGHT = Sentence(
    "Borders: Natural Earth (public domain), and boundaries this office added. "
    "They express no view on the status of any territory.",
    "الحدود: \u2068Natural Earth\u2069 (ملك عام)، وحدود أضافها هذا المكتب. "
    "وهي لا تعبّر عن أي موقف من وضع أي إقليم.",
)
_AT_ONE = Sentence("{attacks} at one mark", "{attacks} عند علامة واحدة")
_CIRCLE = Sentence("how far off the place may lie", "كم قد يبعد المكان")
_AREA = Sentence("an area, not a place", "منطقة لا مكان محدد")
_KILOMETRES = Sentence("{km} km", "{km} كم")
_MAP = Sentence("Map of {attacks} at {places}.", "خريطة {attacks} في {places}.")
_PLACES = Noun("place", "places", Arabic("مكان", "مكانان", "أماكن", "الأماكن"))
_NO_FINER = Sentence(
    "Positions are no finer than may be shown of the sites hit.",
    "لا تزيد دقة المواضع على ما يجوز إظهاره عن المواقع المصابة.",
)
_NOWHERE = Sentence(
    "Not on the map, because no position is known or may be shown: {attacks}.",
    "غير وارد على الخريطة لأن الموضع غير معروف أو لا يجوز إظهاره: {attacks}.",
)
_PROJECTION = Sentence(
    "Equidistant cylindrical projection. {disclaimer}",
    "إسقاط أسطواني متساوي المسافات. {disclaimer}",
)


@dataclass(frozen=True, slots=True)
class WhereMap:
    """A map and the lines below it; `borders` says where those come from."""

    shown: MapOf
    note: str
    borders: str

    def draw(self, width: float, _mirrored: bool) -> Drawing:
        """Draw it for a width; a map is not mirrored."""
        return draw_map(self.shown, width, min(_HEIGHT, width * _STEEPEST), measure)


def where_map(tongue: Tongue, material: Material, level: Level, ledger: Ledger) -> WhereMap | None:
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
        tongue.ranged(min(counts), max(counts), ATTACK),
        unit="attack",
        rule="at one mark",
        incident_ids=ids,
        of="at one mark",
        low=min(counts),
        high=max(counts),
    )
    shown = MapOf(
        marks=[_mark(tongue, material, at, some) for at, some in groups.items()],
        countries=sorted({at.country for at in groups if at.country}),
        outlines=material.outlines,
        sizes=tongue.say(_AT_ONE, attacks=said),
        hollow=tongue.say(_AREA),
        circle=tongue.say(_CIRCLE),
        kilometres=tongue.say(_KILOMETRES, km="{km}"),
        description=tongue.say(
            _MAP,
            attacks=tongue.counted(len(ids), ATTACK, oblique=True),
            places=tongue.counted(len(groups), _PLACES, oblique=True),
        ),
    )
    borders = tongue.say(_WITH_BROUGHT if material.outlines else _DISCLAIMER)
    return WhereMap(shown, " ".join(_notes(tongue, nowhere, borders, ledger)), borders)


def _mark(tongue: Tongue, material: Material, at: Position, ids: Sequence[str]) -> Mark:
    name = material.local(tongue, at.name)
    doubt = max(material.positions[one].doubt_km for one in ids)
    return Mark(at.point, len(ids), name, is_hollow=at.is_area, doubt_km=doubt)


def _notes(tongue: Tongue, nowhere: list[str], borders: str, ledger: Ledger) -> Iterator[str]:
    yield tongue.say(_NO_FINER)
    if nowhere:
        said = tongue.counted(len(nowhere), ATTACK)
        entered = ledger.enter(
            said,
            unit="attack",
            rule="not on the map",
            incident_ids=nowhere,
            of="not on the map",
            low=len(nowhere),
            high=len(nowhere),
        )
        yield tongue.say(_NOWHERE, attacks=entered)
    yield tongue.say(_PROJECTION, disclaimer=borders)
