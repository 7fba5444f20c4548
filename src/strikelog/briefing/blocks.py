"""The blocks an author of pages composes: headings, lists, tiles, boxes, notes, drawings.

All are frozen values with a `fit`; see `composing.py` for the contract.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from .bidi import quoted
from .composing import ENDLESS, Block, Fitted, Room, Stack, Tagged
from .flowing import Words, words
from .ink import Pen, label_width
from .styles import (
    BLUSH,
    BODY,
    HEADINGS,
    MIST,
    NAVY,
    NOTE,
    RUST,
    STEP,
    TILE_LABEL,
    TILE_NOTE,
    TILE_NUMBER,
    Span,
)

__all__ = [
    "Area",
    "Boxed",
    "Bullets",
    "Drawing",
    "Heading",
    "Spacer",
    "Tile",
    "Tiles",
    "note",
    "together",
]

_BAR = 3.0
_BAR_GAP = 6.0
_MARK = BODY.bold().coloured(RUST)
_LEAST_TILE = 9.0


class Area(NamedTuple):
    """A place on the page for a drawing: lower left corner and size, in points."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3; it enters the outline and stays with what follows."""

    text: str
    level: int = 1
    anchor: str = ""
    outlined: bool = True
    after: float = 5.0
    keeps_with_next: bool = True

    @property
    def before(self) -> float:
        """More air above a higher level."""
        return {1: 3 * STEP, 2: 2 * STEP}.get(self.level, 1.5 * STEP)

    def fit(self, room: Room) -> Fitted | None:
        """Place the whole heading, with its bar on the first level."""
        inset = _BAR + _BAR_GAP if self.level == 1 else 0.0
        style = HEADINGS[self.level]
        line = words(self.text, style, after=0)
        fitted = line.fit(Room(room.width - inset, ENDLESS, fresh=True, rtl=room.rtl))
        if fitted is None or (fitted.height > room.height and not room.fresh):
            return None

        def paint(pen: Pen, x: float, top: float) -> None:
            if self.anchor:
                pen.anchor(self.anchor, x, top + STEP)
            if self.outlined:
                pen.bookmark(self.text, x, top + STEP, depth=self.level - 1)
            if inset:
                at = x + room.width - _BAR if room.rtl else x
                pen.fill(at, top - fitted.height + 2.5, _BAR, fitted.height - 5, colour=RUST)
            with pen.heading(self.level + 1):
                fitted.paint(pen, x if room.rtl else x + inset, top)

        return Fitted(fitted.height, paint)


@dataclass(frozen=True)
class Bullets:
    """A list; each item is text, spans or words, marked with a small square or with `numbered`."""

    items: Sequence[str | Span | Sequence[Span] | Words]
    numbered: bool = False
    before: float = 0.0
    after: float = STEP
    keeps_with_next: bool = False

    def fit(self, room: Room) -> Fitted | None:
        """Place items one below the other."""
        indent = 11.0
        if self.numbered:
            indent = 7.0 + label_width(self._mark(len(self.items) - 1), _MARK)
        marked = [
            _Item(words(item, after=3.0), self._mark(index), indent)
            for index, item in enumerate(self.items)
        ]
        return Tagged(Stack(marked), "L", self).fit(room)

    def _mark(self, index: int) -> str:
        return f"{index + 1}." if self.numbered else ""


@dataclass(frozen=True)
class _Item:
    """One item beside its mark; the mark stands with the first line only."""

    content: Block
    mark: str
    indent: float
    first: Block | None = None
    before: float = 0.0
    after: float = 3.0
    keeps_with_next: bool = False

    def fit(self, room: Room) -> Fitted | None:
        fitted, key = self.content.fit(self._inner(room)), self.first or self.content
        if fitted is None:
            return None

        def paint(pen: Pen, x: float, top: float) -> None:
            with pen.element("LI", key):
                if self.first is None:
                    edge = x + room.width if room.rtl else x
                    _paint_mark(pen, self.mark, edge, top, rtl=room.rtl)
                with pen.element("LBody", key):
                    fitted.paint(pen, x if room.rtl else x + self.indent, top)

        rest = replace(self, content=fitted.rest, first=key) if fitted.rest else None
        return Fitted(fitted.height, paint, rest)

    def _inner(self, room: Room) -> Room:
        return room._replace(width=room.width - self.indent)


def _paint_mark(pen: Pen, mark: str, x: float, top: float, *, rtl: bool) -> None:
    if mark:
        with pen.element("Lbl"):
            pen.label(x, top - 9.7, mark, _MARK, anchor=float(rtl), rtl=rtl)
        return
    pen.fill(x - 4.0 if rtl else x + 0.5, top - 8.6, 3.4, 3.4, colour=RUST)


@dataclass(frozen=True)
class Tile:
    """One big number with what it counts and what it covers; `marked` sets it in rust."""

    number: str
    label: str
    note: str = ""
    marked: bool = False


@dataclass(frozen=True)
class Tiles:
    """A row of tiles of one height, sharing the width; more than `across` start another row."""

    tiles: Sequence[Tile]
    across: int = 6
    before: float = 0.0
    after: float = 2 * STEP
    keeps_with_next: bool = False

    def fit(self, room: Room) -> Fitted | None:
        """Place rows of tiles."""
        rows = [self.tiles[at : at + self.across] for at in range(0, len(self.tiles), self.across)]
        return Stack([_TileRow(row, min(self.across, len(self.tiles))) for row in rows]).fit(room)


@dataclass(frozen=True)
class _TileRow:
    tiles: Sequence[Tile]
    across: int
    before: float = 0.0
    after: float = STEP
    keeps_with_next: bool = False

    def fit(self, room: Room) -> Fitted | None:
        width = (room.width - STEP * (self.across - 1)) / self.across
        inner = Room(width - 15.0, ENDLESS, fresh=True, rtl=room.rtl)
        filled = [_tile_words(tile, inner.width).fit(inner) for tile in self.tiles]
        contents = [content for content in filled if content]
        height = max(content.height for content in contents) + 11.0
        if height > room.height and not room.fresh:
            return None

        def paint(pen: Pen, x: float, top: float) -> None:
            for place, (tile, content) in enumerate(zip(self.tiles, contents, strict=True)):
                shift = place * (width + STEP)
                at = x + room.width - width - shift if room.rtl else x + shift
                _paint_tile(pen, tile, Area(at, top - height, width, height), rtl=room.rtl)
                with pen.element("Div"):
                    content.paint(pen, at + (6.0 if room.rtl else 9.0), top - 4.0)

        return Fitted(height, paint)


def _tile_words(tile: Tile, width: float) -> Stack:
    colour = RUST if tile.marked else NAVY
    number = words(tile.number, TILE_NUMBER.coloured(colour), after=0)
    size = TILE_NUMBER.size
    while number.full_width() > width and size > _LEAST_TILE:
        # A key beside the number does not shrink with it, so that one step may not be enough.
        size = max(_LEAST_TILE, min(size - 0.25, size * width / number.full_width()))
        number = words(tile.number, replace(TILE_NUMBER, size=size, colour=colour), after=0)
    parts = [number, words(tile.label, TILE_LABEL, after=1)]
    return Stack([*parts, words(tile.note, TILE_NOTE, after=0)] if tile.note else parts)


def _paint_tile(pen: Pen, tile: Tile, area: Area, *, rtl: bool) -> None:
    pen.fill(*area, colour=BLUSH if tile.marked else MIST, radius=2.0)
    edge = area.x + area.width - 2.5 if rtl else area.x
    pen.fill(edge, area.y, 2.5, area.height, colour=RUST if tile.marked else NAVY)


@dataclass(frozen=True)
class Boxed:
    """Blocks on a tinted surface with a rule at the leading edge; goes on over pages."""

    blocks: Sequence[Block]
    tint: str = MIST
    rule: str = NAVY
    padding: float = 9.0
    before: float = STEP
    after: float = 2 * STEP
    keeps_with_next: bool = False

    def fit(self, room: Room) -> Fitted | None:
        """Place as much of the content as fits, with the surface behind it."""
        pad = self.padding
        inner = room._replace(width=room.width - 2 * pad - 2, height=room.height - 2 * pad)
        fitted = Stack(self.blocks).fit(inner)
        if fitted is None:
            return None
        height = fitted.height + 2 * pad

        def paint(pen: Pen, x: float, top: float) -> None:
            pen.fill(x, top - height, room.width, height, colour=self.tint)
            edge = x + room.width - 2.5 if room.rtl else x
            pen.fill(edge, top - height, 2.5, height, colour=self.rule)
            fitted.paint(pen, x + pad + (0 if room.rtl else 2), top - pad)

        rest = replace(self, blocks=[fitted.rest]) if fitted.rest else None
        return Fitted(height, paint, rest)


@dataclass(frozen=True)
class Spacer:
    """White space; it vanishes at the foot of a page."""

    height: float = STEP
    before: float = 0.0
    after: float = 0.0
    keeps_with_next: bool = False

    def fit(self, room: Room) -> Fitted | None:
        """Take the height, or what is left of the page."""
        return Fitted(max(0.0, min(self.height, room.height)), lambda *_: None)


@dataclass(frozen=True)
class Drawing:
    """A map or chart of a given height, painted by a callback into its area."""

    height: float
    draw: Callable[[Pen, Area], None]
    before: float = 0.0
    after: float = STEP
    keeps_with_next: bool = False

    def fit(self, room: Room) -> Fitted | None:
        """Place the drawing whole; on a page too low for it, it gets the page's height."""
        if self.height > room.height and not room.fresh:
            return None
        height = min(self.height, room.height)

        def paint(pen: Pen, x: float, top: float) -> None:
            with pen.saved():
                self.draw(pen, Area(x, top - height, room.width, height))

        return Fitted(height, paint)


def together(blocks: Sequence[Block], *, after: float = STEP) -> Stack:
    """Blocks that are moved to the next page rather than parted, if they fit on one."""
    return Stack(tuple(blocks), after=after, together=True)


def note(
    code: str, title: str, *, blocks: Sequence[Block], meta: str = "", anchor: str = ""
) -> Stack:
    """An incident's note: code, name and a line about when, then blocks; it may go over pages."""
    spans = (
        Span(f"{code}   ", BODY.bold().coloured(RUST)),
        Span(quoted(title), BODY.bold()),
        Span(f"   {meta}", NOTE),
    )
    head = Words(spans, after=2.0, keeps_with_next=True, anchor=anchor)
    return Stack((head, *blocks), before=1.5 * STEP, after=STEP)
