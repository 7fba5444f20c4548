"""What a drawing is made of: shapes in points from the upper left corner, y downwards.

No toolkit is named here. The window and the PDF each paint these few shapes in their own colours.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

Spot = tuple[float, float]
"""A place on the drawing, from the left and from the top."""


class Tint(Enum):
    """Colours by what they mean; a painter gives each its own, readable in grey as well."""

    TEXT = "text"
    QUIET = "quiet"
    RULE = "rule"
    BAND = "band"
    STRIP = "strip"
    MAIN = "main"
    GRAVE = "grave"
    PAPER = "paper"
    WATER = "water"
    LAND = "land"
    COAST = "coast"
    BORDER = "border"
    UNIT = "unit"
    BROUGHT = "brought"


@dataclass(frozen=True, slots=True)
class Line:
    """A line through spots; `dash` gives the lengths of dashes and gaps."""

    spots: tuple[Spot, ...]
    tint: Tint = Tint.RULE
    width: float = 0.5
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A surface within spots; hatched ones are for what is only possible."""

    spots: tuple[Spot, ...]
    tint: Tint = Tint.MAIN
    is_hatched: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text on a baseline; `anchor` of its width lies left of the spot.

    A halo keeps it readable on whatever lies below.
    """

    spot: Spot
    text: str
    size: float = 7.5
    tint: Tint = Tint.QUIET
    anchor: float = 0.0
    is_bold: bool = False
    has_halo: bool = False


@dataclass(frozen=True, slots=True)
class Disc:
    """A round mark; a hollow one is a ring of some width."""

    spot: Spot
    radius: float
    tint: Tint = Tint.GRAVE
    is_hollow: bool = False
    width: float = 1.4
    dash: tuple[float, ...] = ()


Shape = Line | Area | Text | Disc

HATCH_STEP = 3.0
"""Distance of the lines of a hatching, in points."""


@dataclass(frozen=True, slots=True)
class Target:
    """A part of a drawing that stands for something: what, its upright box, what is said of it.

    In a window it can be chosen and opens what `key` names; on paper it is nothing.
    """

    key: str
    box: tuple[float, float, float, float]
    words: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes on a surface of some size; `description` is what is read to those who see nothing."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    description: str
    targets: tuple[Target, ...] = ()

    def mirrored(self) -> "Drawing":
        """Give the drawing as it stands where reading goes from right to left.

        Letters keep their form; only where they stand is turned about.
        """
        return replace(
            self,
            shapes=tuple(_mirrored(shape, self.width) for shape in self.shapes),
            targets=tuple(_target_mirrored(target, self.width) for target in self.targets),
        )


def _mirrored(shape: Shape, width: float) -> Shape:
    if isinstance(shape, Disc):
        return replace(shape, spot=(width - shape.spot[0], shape.spot[1]))
    if isinstance(shape, Text):
        x, y = shape.spot
        return replace(shape, spot=(width - x, y), anchor=1 - shape.anchor)
    return replace(shape, spots=tuple((width - x, y) for x, y in shape.spots))


def _target_mirrored(target: Target, width: float) -> Target:
    left, top, right, bottom = target.box
    return replace(target, box=(width - right, top, width - left, bottom))


def box(left: float, top: float, right: float, bottom: float) -> tuple[Spot, ...]:
    """Give the corners of an upright rectangle."""
    return (left, top), (right, top), (right, bottom), (left, bottom)


def hatching(area: Area) -> Iterator[Line]:
    """Give the outline and the slanting lines of a hatched rectangle.

    A painter that has patterns may use its own; lines print alike everywhere.
    """
    xs, ys = ([spot[axis] for spot in area.spots] for axis in (0, 1))
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    yield Line((*box(left, top, right, bottom), (left, top)), area.tint, width=0.6)
    at = left - (bottom - top) + HATCH_STEP
    while at < right:
        start, end = max(at, left), min(at + bottom - top, right)
        if end > start:
            yield Line(
                ((start, bottom - (start - at)), (end, bottom - (end - at))), area.tint, width=0.5
            )
        at += HATCH_STEP
