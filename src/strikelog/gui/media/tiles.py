"""What a tile of the grid says: values of the rows in sight, read as the grid comes to them."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from strikelog.domain.dates import FuzzyDate, date_words
from strikelog.domain.display import code_words
from strikelog.domain.messages import mark
from strikelog.domain.records import Evidence, Record
from strikelog.gui.language import language, say
from strikelog.gui.media.asking import warning
from strikelog.gui.pages.cells import MEDIA_ICONS

PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
"""Kinds of files that are shown; nothing else is ever decoded."""

MOST_KEPT = 2_000
_COLUMNS = (
    *("id", "title", "media_type", "graphic", "mime", "holding", "captured_edtf", "incident_ids"),
    *("derived_from_id", "ref"),
)
_NOT_HERE = frozenset({"referenced", "held_elsewhere", "lost"})
_UNTITLED = mark("Without a title")


class Reading(Protocol):
    """What tiles need of the services."""

    def rows(
        self, kind: type[Record], keys: Sequence[int], columns: Sequence[str]
    ) -> list[tuple[object, ...]]:
        """Give the values of some columns for row keys."""


@dataclass(frozen=True)
class Tile:
    """One item as the grid shows it."""

    id: str
    title: str
    second: str
    icon: str
    graphic: str
    has_picture: bool
    is_copy: bool
    incidents: int

    @property
    def warning(self) -> str:
        """What the veil over it says; blank for what is safe."""
        return warning(self.graphic)


NOWHERE = Tile("", "", "", "file-text", "no", has_picture=False, is_copy=False, incidents=0)
"""Stands for a row that has gone."""


class TileShelf:
    """Tiles by row key; a few screens of them are kept."""

    def __init__(self, finding: Reading) -> None:
        self._finding = finding
        self._tiles: OrderedDict[int, Tile] = OrderedDict()

    def tiles(self, keys: Sequence[int]) -> list[Tile]:
        """Give the tiles of rows; those not known are read together."""
        missing = [key for key in keys if key not in self._tiles]
        if missing:
            found = self._finding.rows(Evidence, missing, _COLUMNS)
            self._tiles.update(zip(missing, map(_tile, found), strict=True))
        tiles = [self._tiles[key] for key in keys]
        while len(self._tiles) > max(MOST_KEPT, len(keys)):
            self._tiles.popitem(last=False)
        return tiles

    def forget(self) -> None:
        """Read everything anew."""
        self._tiles.clear()


def tile_of(item: Evidence) -> Tile:
    """Make the tile of a whole record."""
    return _made({key: getattr(item, key) for key in _COLUMNS})


def _tile(row: Sequence[object]) -> Tile:
    values = dict(zip(_COLUMNS, row, strict=True)) if row else {}
    return _made(values) if values.get("id") else NOWHERE


def _made(values: Mapping[str, object]) -> Tile:
    media_type = str(values["media_type"] or "other")
    holding = str(values["holding"] or "")
    incidents = values["incident_ids"]
    return Tile(
        id=str(values["id"]),
        title=str(values["title"] or values["ref"] or say(_UNTITLED)),
        second=_second(media_type, holding, values["captured_edtf"]),
        icon=MEDIA_ICONS.get(media_type, "file-text"),
        graphic=str(values["graphic"] or "unknown"),
        has_picture=values["mime"] in PICTURES and holding not in _NOT_HERE,
        is_copy=bool(values["derived_from_id"]),
        incidents=len(incidents) if isinstance(incidents, tuple) else 0,
    )


def _second(media_type: str, holding: str, captured: object) -> str:
    """Say kind and day; of what is not here, that instead of the day."""
    kind = code_words("MEDIA_TYPE", media_type, language())
    if holding in _NOT_HERE:
        return f"{kind} · {code_words('HOLDING', holding, language())}"
    day = date_words(captured, language()) if isinstance(captured, FuzzyDate) else ""
    return f"{kind} · {day}" if day else kind
