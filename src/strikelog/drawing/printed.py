"""A printed page as plain values: glyphs, surfaces, lines, pictures, and what can be pointed at.

The pages of a document are painted on screen from these, glyph for glyph as in the file. Lengths
are points from the lower left corner, as on paper; colours are "#rrggbb".
"""

from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Box", "Glyphs", "Hot", "Picture", "PrintedPage", "Shape", "Surface", "Trace"]


class Box(NamedTuple):
    """Left, lower, right and upper edge."""

    left: float
    low: float
    right: float
    high: float

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a spot lies within."""
        return self.left <= x <= self.right and self.low <= y <= self.high


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Pictures of one face, by their number in its file, each at its spot on the baseline."""

    face: str
    size: float
    colour: str
    numbers: tuple[int, ...]
    spots: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Surface:
    """A filled shape: a box when there are two spots, else a polygon; `round` bends corners."""

    spots: tuple[tuple[float, float], ...]
    colour: str
    round: float = 0.0
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Trace:
    """A line through spots, or a circle around one spot with a radius; filled unless `ring`."""

    spots: tuple[tuple[float, float], ...]
    colour: str
    width: float = 0.5
    dash: tuple[float, ...] = ()
    radius: float = 0.0
    ring: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """An encoded picture in its box."""

    content: bytes
    box: Box


Shape = Glyphs | Surface | Trace | Picture


class Hot(NamedTuple):
    """A place that can be pointed at: a figure by its key, or where a link leads."""

    box: Box
    figure: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page, painted in the order of its shapes; anchors are heights by name."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    hot: tuple[Hot, ...] = ()
    anchors: tuple[tuple[str, float], ...] = ()

    def at(self, x: float, y: float) -> Hot | None:
        """What can be pointed at on a spot; a figure before a link."""
        found = [one for one in self.hot if one.box.holds(x, y)]
        return max(found, key=lambda one: bool(one.figure), default=None)
