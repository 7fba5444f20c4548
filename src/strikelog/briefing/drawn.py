"""Drawings on the printed page: each shape as vectors, text as text that can be searched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..drawing.shapes import Area, Disc, Drawing, Line, Shape, Text, Tint, hatching
from .composing import Fitted, Room
from .ink import Pen, label_width
from .styles import GREY, HAIRLINE, INK, MIST, NAVY, PALE, RUST, WHITE, TextStyle

__all__ = ["COLOURS", "Drawn", "measure"]

COLOURS = {
    Tint.TEXT: INK,
    Tint.QUIET: GREY,
    Tint.RULE: HAIRLINE,
    Tint.BAND: MIST,
    Tint.STRIP: PALE,
    Tint.MAIN: NAVY,
    Tint.GRAVE: RUST,
    Tint.PAPER: WHITE,
    Tint.WATER: "#DDE6EE",
    Tint.LAND: "#F7F5EF",
    Tint.COAST: "#738496",
    Tint.BORDER: "#66625A",
    Tint.UNIT: "#898477",
    Tint.BROUGHT: "#5F6796",
}
"""What each tint is in print."""


def measure(text: str, size: float) -> float:
    """Give the width of a text of a drawing, in points."""
    return label_width(text, TextStyle(size=size))


@dataclass(frozen=True)
class Drawn:
    """A drawing made for the width it gets; it is never split."""

    make: Callable[[float, bool], Drawing]
    before: float = 0.0
    after: float = 8.0
    keeps_with_next: bool = False

    def fit(self, room: Room) -> Fitted | None:
        """Place it whole."""
        drawing = self.make(room.width, room.rtl)
        if drawing.height > room.height and not room.fresh:
            return None

        def paint(pen: Pen, x: float, top: float) -> None:
            box = x, top - drawing.height, drawing.width, drawing.height
            with pen.figure(drawing.description, box):
                for shape in drawing.shapes:
                    _paint(pen, shape, x, top)

        return Fitted(drawing.height, paint)


def _paint(pen: Pen, shape: Shape, x: float, top: float) -> None:
    if isinstance(shape, Text):
        style = TextStyle(shape.size, 600 if shape.is_bold else 400, COLOURS[shape.tint])
        at = x + shape.spot[0], top - shape.spot[1]
        if shape.has_halo:
            pen.halo(*at, shape.text, style, anchor=shape.anchor)
        pen.label(*at, shape.text, style, anchor=shape.anchor)
    elif isinstance(shape, Disc):
        pen.disc(
            x + shape.spot[0],
            top - shape.spot[1],
            shape.radius,
            colour=COLOURS[shape.tint],
            ring=shape.width if shape.is_hollow else 0.0,
            dash=shape.dash,
        )
    elif isinstance(shape, Line):
        _stroke(pen, shape, x, top)
    elif shape.is_hatched:
        for line in hatching(shape):
            _stroke(pen, line, x, top)
    else:
        _fill(pen, shape, x, top)


def _stroke(pen: Pen, line: Line, x: float, top: float) -> None:
    pen.trace(
        [(x + across, top - down) for across, down in line.spots],
        colour=COLOURS[line.tint],
        thickness=line.width,
        dash=line.dash,
    )


def _fill(pen: Pen, area: Area, x: float, top: float) -> None:
    spots: Sequence[tuple[float, float]] = [(x + across, top - down) for across, down in area.spots]
    pen.cover(spots, colour=COLOURS[area.tint])
