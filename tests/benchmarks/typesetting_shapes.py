"""Drawings as Typst sources, shape by shape in the colours our pages give them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from strikelog.briefing.drawn import COLOURS
from strikelog.briefing.figure_marks import stripped
from strikelog.drawing.shapes import Area, Disc, Drawing, Line, Shape, Text, hatching

__all__ = ["drawn", "text_of"]

_SIGNS = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": " ", "\r": " "})


def text_of(text: str) -> str:
    """Write a text as it stands between the quotes of a source."""
    return stripped(text).translate(_SIGNS)


def drawn(drawing: Drawing) -> str:
    """Write a drawing as a figure with its description."""
    shapes = "\n".join(one for shape in drawing.shapes for one in _WRITERS[type(shape)](shape))
    size = f"width: {drawing.width}pt, height: {drawing.height}pt"
    said = text_of(drawing.description) or "drawing"
    return f'#figure(alt: "{said}", block({size}, clip: true)[{shapes}])'


def _colour(shape: Shape) -> str:
    return f'rgb("{COLOURS[shape.tint]}")'


def _text(text: Text) -> Iterator[str]:
    weight = ", weight: 600" if text.is_bold else ""
    made = f'text({text.size}pt{weight}, fill: {_colour(text)}, "{text_of(text.text)}")'
    if text.has_halo:
        made = f"box(fill: rgb(247, 245, 239, 72%), radius: 1pt, outset: 0.8pt, {made})"
    # Lines of no width, so that the share of the text left of its spot needs no measuring.
    side = "left" if text.anchor < 0.25 else "center" if text.anchor < 0.75 else "right"
    (x, y), shift = text.spot, {"left": 0, "center": -150, "right": -300}[side]
    yield (
        f"#place(dx: {x + shift:.2f}pt, dy: {y - 0.75 * text.size:.2f}pt,"
        f" box(width: 300pt, align({side}, {made})))"
    )


def _disc(disc: Disc) -> Iterator[str]:
    x, y = (one - disc.radius for one in disc.spot)
    if disc.is_hollow:
        look = f"stroke: {_stroke(disc)}"
    else:
        look = f"fill: {_colour(disc)}, stroke: 0.6pt + white"
    yield f"#place(dx: {x:.2f}pt, dy: {y:.2f}pt, circle(radius: {disc.radius:.2f}pt, {look}))"


def _stroke(shape: Disc | Line) -> str:
    if not shape.dash:
        return f"{shape.width}pt + {_colour(shape)}"
    lengths = ", ".join(f"{one}pt" for one in shape.dash)
    return f"(paint: {_colour(shape)}, thickness: {shape.width}pt, dash: ({lengths},))"


def _curve(look: str, spots: tuple[tuple[float, float], ...], end: str = "") -> str:
    first, *others = (f"({x:.2f}pt, {y:.2f}pt)" for x, y in spots)
    path = "".join(f", curve.line({spot})" for spot in others)
    return f"#place(curve({look}, curve.move({first}){path}{end}))"


def _line(line: Line) -> Iterator[str]:
    yield _curve(f"stroke: {_stroke(line)}", line.spots)


def _area(area: Area) -> Iterator[str]:
    if area.is_hatched:
        for line in hatching(area):
            yield from _line(line)
    else:
        yield _curve(f"fill: {_colour(area)}", area.spots, ", curve.close()")


_WRITERS: dict[type[Shape], Callable[[Any], Iterator[str]]] = {
    Text: _text,
    Disc: _disc,
    Line: _line,
    Area: _area,
}
