"""A pen that writes no file: it notes what would leave marks, so that a window can paint it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from ..drawing.printed import Box, Glyphs, Hot, Picture, PrintedPage, Shape, Surface, Trace
from .fonts import UNITS
from .ink import Pen, label_width
from .shaping import Shaped
from .styles import TextStyle

__all__ = ["ScreenPen"]


class ScreenPen(Pen):
    """Takes the marks of a page; everything that only a file has is left out."""

    def __init__(self, paper: tuple[float, float]) -> None:
        self.paper = paper
        self._shapes: list[Shape] = []
        self._hot: list[Hot] = []
        self._anchors: list[tuple[str, float]] = []

    def page(self) -> PrintedPage:
        """Give the page and begin the next."""
        made = PrintedPage(*self.paper, tuple(self._shapes), tuple(self._hot), tuple(self._anchors))
        self._shapes, self._hot, self._anchors = [], [], []
        return made

    def text(self, x: float, y: float, pieces: Iterable[tuple[Shaped, TextStyle]]) -> None:
        """Note the glyphs of pieces from left to right."""
        for shaped, style in pieces:
            scale = style.size / UNITS
            numbers, spots = [], []
            for glyph in shaped.glyphs:
                numbers.append(glyph.number)
                spots.append((x + glyph.before * scale, y + style.rise + glyph.rise * scale))
                x += (glyph.before + glyph.width + glyph.after) * scale
            name = shaped.face.name
            made = Glyphs(name, style.size, style.colour, tuple(numbers), tuple(spots))
            self._shapes.append(made)

    def fill(
        self, x: float, y: float, width: float, height: float, *, colour: str, radius: float = 0.0
    ) -> None:
        """Note a surface without outline."""
        self._shapes.append(Surface(((x, y), (x + width, y + height)), colour, radius))

    def rule(
        self, x: float, y: float, length: float, *, colour: str, thickness: float = 0.5
    ) -> None:
        """Note a horizontal line."""
        self._shapes.append(Trace(((x, y), (x + length, y)), colour, thickness))

    def trace(
        self,
        spots: Sequence[tuple[float, float]],
        *,
        colour: str,
        thickness: float = 0.5,
        dash: Sequence[float] = (),
    ) -> None:
        """Note a line through spots."""
        self._shapes.append(Trace(tuple(spots), colour, thickness, tuple(dash)))

    def cover(self, spots: Sequence[tuple[float, float]], *, colour: str) -> None:
        """Note a polygon; two spots would be taken for a box, and cover nothing anyway."""
        if len(spots) > 2:
            self._shapes.append(Surface(tuple(spots), colour))

    def disc(
        self,
        x: float,
        y: float,
        radius: float,
        *,
        colour: str,
        ring: float = 0.0,
        dash: Sequence[float] = (),
    ) -> None:
        """Note a round surface, or a ring."""
        made = Trace(((x, y),), colour, ring or 0.6, tuple(dash), radius, ring=bool(ring))
        self._shapes.append(made)

    def halo(self, x: float, y: float, text: str, style: TextStyle, *, anchor: float) -> None:
        """Note the white edge of a label."""
        width, edge = label_width(text, style), 0.8
        left, low = x - anchor * width - edge, y - 0.24 * style.size
        spots = ((left, low), (left + width + 2 * edge, low + style.size * 1.12))
        self._shapes.append(Surface(spots, "#F7F5EF", 1.0, 0.72))

    @contextmanager
    def saved(self) -> Iterator[None]:
        """Nothing has to be put back."""
        yield

    @contextmanager
    def figure(self, _alt: str, _box: tuple[float, float, float, float]) -> Iterator[None]:
        """A picture with its description, which only a file tells."""
        yield

    def photograph(
        self, content: bytes, size: tuple[int, int], x: float, y: float, *, width: float
    ) -> None:
        """Note a picture of some pixels, as wide as given."""
        height = width * size[1] / size[0]
        self._shapes.append(Picture(content, Box(x, y, x + width, y + height)))

    def anchor(self, name: str, x: float, top: float) -> None:  # noqa: ARG002 - see Pen
        """Note how high a named place lies."""
        self._anchors.append((self.named(name), top))

    def bookmark(self, title: str, x: float, top: float, *, depth: int) -> None:
        """A window has no outline."""

    def point(self, style: TextStyle, *, box: tuple[float, float, float, float]) -> None:
        """Note a place to point at."""
        if style.figure or style.link:
            self._hot.append(Hot(Box(*box), style.figure, self._led(style.link)))

    def link(self, target: str, *, box: tuple[float, float, float, float]) -> None:
        """Note where a box leads."""
        self._hot.append(Hot(Box(*box), link=self._led(target)))

    def _led(self, link: str) -> str:
        """A link as it is within this edition."""
        return f"#{self.named(link[1:])}" if link.startswith("#") else link
