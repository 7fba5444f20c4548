"""How blocks find their place: each says what part of it fits a room, and what is left.

A block is asked with `fit(room)`. It answers None when nothing of it should stand in that room, and
must place something when the room is fresh (the top of a page), so that every document ends.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from .ink import Pen

__all__ = ["Block", "Fitted", "Painter", "Room", "Stack", "Tagged", "height_of"]

Painter = Callable[[Pen, float, float], None]
"""Paints at a left edge `x` and an upper edge `top`."""

ENDLESS = 1e6
"""Height of a room that never runs out, for measuring."""


class Room(NamedTuple):
    """The space a block may take; `fresh` at the top of a page, `rtl` on mirrored pages."""

    width: float
    height: float
    fresh: bool = False
    rtl: bool = False


class Fitted(NamedTuple):
    """The part that fits: its height, how to paint it, and the block that is left over."""

    height: float
    paint: Painter
    rest: Block | None = None


class Block(Protocol):
    """Something that can be placed down a page."""

    @property
    def before(self) -> float:
        """White space wanted above, dropped at the top of a page."""

    @property
    def after(self) -> float:
        """White space wanted below; of two neighbours the larger wish counts."""

    @property
    def keeps_with_next(self) -> bool:
        """True when it must not stand at the foot of a page alone."""

    def fit(self, room: Room, /) -> Fitted | None:
        """Place as much as fits."""


class _Placed(NamedTuple):
    offset: float
    fitted: Fitted
    block: Block


@dataclass(frozen=True)
class Stack:
    """Blocks one below the other; the flow of a page, a box, a column."""

    blocks: Sequence[Block]
    before: float = 0.0
    after: float = 0.0
    keeps_with_next: bool = False
    together: bool = False

    def fit(self, room: Room) -> Fitted | None:
        """Place blocks until one does not fit; never ends on a block that keeps with the next."""
        placed, rest = self._place(room)
        if self.together and rest and not room.fresh:
            return None
        if not placed:
            return None if rest else Fitted(0.0, _paint_nothing)
        height = placed[-1].offset + placed[-1].fitted.height
        return Fitted(height, _painter(placed), Stack(rest) if rest else None)

    def _place(self, room: Room) -> tuple[list[_Placed], list[Block]]:
        placed: list[_Placed] = []
        for index, block in enumerate(self.blocks):
            if isinstance(block, PageBreak):
                if placed:
                    return placed, list(self.blocks[index + 1 :])
                continue
            offset = _offset(placed, block)
            fresh = room.fresh and not placed
            fitted = block.fit(Room(room.width, room.height - offset, fresh, room.rtl))
            if fitted is None:
                return _without_lonely(placed, [*self.blocks[index:]], fresh=room.fresh)
            placed.append(_Placed(offset, fitted, block))
            if fitted.rest is not None:
                return placed, [fitted.rest, *self.blocks[index + 1 :]]
        return placed, []


@dataclass(frozen=True)
class Tagged:
    """A block that is one element of the text, also where it goes on over pages; see tags.py."""

    block: Block
    role: str
    key: object = None

    @property
    def before(self) -> float:
        """As the block wants it."""
        return self.block.before

    @property
    def after(self) -> float:
        """As the block wants it."""
        return self.block.after

    @property
    def keeps_with_next(self) -> bool:
        """As the block wants it."""
        return self.block.keeps_with_next

    def fit(self, room: Room) -> Fitted | None:
        """Place the block."""
        fitted, key = self.block.fit(room), self.key or self.block
        if fitted is None:
            return None

        def paint(pen: Pen, x: float, top: float) -> None:
            with pen.element(self.role, key):
                fitted.paint(pen, x, top)

        rest = replace(self, block=fitted.rest, key=key) if fitted.rest else None
        return Fitted(fitted.height, paint, rest)


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page; understood by the flow of the page only."""

    before: float = 0.0
    after: float = 0.0
    keeps_with_next: bool = False

    def fit(self, _room: Room) -> Fitted | None:
        """Take no space where it is not at the level of the page."""
        return Fitted(0.0, _paint_nothing)


def height_of(block: Block, width: float, *, rtl: bool = False) -> float:
    """Height the whole block needs at a width."""
    fitted = block.fit(Room(width, ENDLESS, fresh=True, rtl=rtl))
    return fitted.height if fitted else 0.0


def _offset(placed: list[_Placed], block: Block) -> float:
    if not placed:
        return 0.0
    last = placed[-1]
    return last.offset + last.fitted.height + max(last.block.after, block.before)


def _without_lonely(
    placed: list[_Placed], rest: list[Block], *, fresh: bool
) -> tuple[list[_Placed], list[Block]]:
    """Move headings left alone at the end over to what they announce."""
    kept = list(placed)
    moved: list[Block] = []
    while kept and kept[-1].block.keeps_with_next:
        moved.insert(0, kept.pop().block)
    if not kept and fresh:
        return placed, rest
    return kept, [*moved, *rest]


def _painter(placed: list[_Placed]) -> Painter:
    def paint(pen: Pen, x: float, top: float) -> None:
        for offset, fitted, _ in placed:
            fitted.paint(pen, x, top - offset)

    return paint


def _paint_nothing(_pen: Pen, _x: float, _top: float) -> None:
    """Leave the page as it is."""
