"""Colours, sizes and text styles of the printed page; everything stands on a six-point rhythm."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

__all__ = ["Align", "Span", "TextStyle"]

NAVY = "#16324F"
RUST = "#B5402B"
INK = "#1B2733"
GREY = "#5A6673"
PALE = "#B9C6D3"
HAIRLINE = "#D3D9DF"
MIST = "#F2F4F7"
ZEBRA = "#F8F9FB"
BLUSH = "#FBEBE7"
WHITE = "#FFFFFF"
BLACK = "#000000"

STEP = 6.0
"""The unit of vertical rhythm, in points."""


class Align(Enum):
    """Where lines stand; START and END follow the paragraph, LEADING and TRAILING the page."""

    START = "start"
    END = "end"
    CENTRE = "centre"
    LEADING = "leading"
    TRAILING = "trailing"


@dataclass(frozen=True)
class TextStyle:
    """How a run of text looks; `link` is "#anchor" inside the file or a web address.

    `figure` is the key of the number it prints, for whoever points at it.
    """

    size: float = 9.0
    weight: int = 400
    colour: str = INK
    rise: float = 0.0
    link: str = ""
    leading: float = 0.0
    figure: str = ""

    @cached_property
    def line(self) -> float:
        """Distance of baselines; Arabic needs more air than Latin, so it is generous."""
        return self.leading or round(self.size * 1.42, 2)

    def bold(self) -> TextStyle:
        """The same in semi-bold."""
        return replace(self, weight=600)

    def coloured(self, colour: str) -> TextStyle:
        """The same in another colour."""
        return replace(self, colour=colour)

    def linked(self, link: str) -> TextStyle:
        """The same, leading somewhere."""
        return replace(self, link=link)

    def raised(self) -> TextStyle:
        """Small and above the line, for source numbers, without pushing the lines apart."""
        return replace(
            self, size=round(self.size * 0.66, 2), rise=self.size * 0.34, leading=self.line
        )


@dataclass(frozen=True)
class Span:
    """A run of text in one style; the text is only ever text, never markup."""

    text: str
    style: TextStyle


BODY = TextStyle()
LEAD = TextStyle(size=11.5)
SMALL = TextStyle(size=8.0)
NOTE = TextStyle(size=7.25, colour=GREY)
CELL = TextStyle(size=8.0, leading=11.5)
CELL_HEAD = TextStyle(size=8.0, weight=600, colour=WHITE, leading=11.5)
HEADINGS = {
    1: TextStyle(size=13.0, weight=600, colour=NAVY),
    2: TextStyle(size=10.5, weight=600, colour=NAVY),
    3: TextStyle(size=9.0, weight=600, colour=INK),
}
TILE_NUMBER = TextStyle(size=21.0, weight=700, colour=NAVY, leading=25.0)
TILE_LABEL = TextStyle(size=8.5, weight=600, leading=11.0)
TILE_NOTE = TextStyle(size=7.25, colour=GREY, leading=9.6)
TITLE = TextStyle(size=21.0, weight=700, colour=WHITE, leading=27.0)
KICKER = TextStyle(size=8.0, weight=600, colour=PALE)
SUBTITLE = TextStyle(size=9.0, colour="#DCE4EC")
SUBTITLE_STRONG = TextStyle(size=9.5, weight=600, colour=WHITE)
RUNNING = TextStyle(size=7.5, colour=GREY)
TLP_LABEL = TextStyle(size=12.0, weight=700)
