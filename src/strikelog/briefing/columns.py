"""Columns on a page: contents side by side, or one text flowing through several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .composing import Block, Fitted, PageBreak, Painter, Room, Stack
from .ink import Pen
from .styles import STEP

__all__ = ["Balanced", "Known", "SideBySide"]


@dataclass(frozen=True)
class SideBySide:
    """Contents next to each other, as two languages of one text; `shares` weighs the widths."""

    columns: Sequence[Sequence[Block]]
    shares: Sequence[float] = ()
    gap: float = 3 * STEP
    before: float = STEP
    after: float = STEP
    keeps_with_next: bool = False

    def fit(self, room: Room) -> Fitted | None:
        """Place every column as far as it goes; the rest of each follows on the next page."""
        widths = self._widths(room.width)
        parts = [
            Stack(blocks).fit(room._replace(width=width))
            for blocks, width in zip(self.columns, widths, strict=True)
        ]
        fitted = [part for part in parts if part]
        if len(fitted) < len(parts):
            return None
        height = max(part.height for part in fitted)
        rests = [[part.rest] if part.rest else [] for part in fitted]
        rest = replace(self, columns=rests) if any(rests) else None
        return Fitted(height, _painter(fitted, widths, self.gap, room), rest)

    def _widths(self, width: float) -> list[float]:
        shares = self.shares or [1.0] * len(self.columns)
        free = width - self.gap * (len(self.columns) - 1)
        return [free * share / sum(shares) for share in shares]


class Known:
    """A block that is fitted over and over, and remembers how it was placed whole."""

    def __init__(self, block: Block) -> None:
        self.before, self.after = block.before, block.after
        self.keeps_with_next = block.keeps_with_next
        self._block = block
        self._whole: Fitted | None = None
        self._width = 0.0

    def fit(self, room: Room) -> Fitted | None:
        """Place it as before where there is room enough."""
        whole = self._whole
        if whole and whole.height <= room.height and room.width == self._width:
            return whole
        fitted = self._block.fit(room)
        # What takes all there is, as white space at the foot of a page, may have been cut to fit.
        if fitted and fitted.rest is None and fitted.height < room.height:
            self._whole, self._width = fitted, room.width
        return fitted


@dataclass(frozen=True)
class Balanced:
    """Blocks that flow through columns of equal width and about equal height."""

    blocks: Sequence[Block]
    count: int = 2
    gap: float = 3 * STEP
    before: float = 0.0
    after: float = STEP
    keeps_with_next: bool = False

    def fit(self, room: Room) -> Fitted | None:
        """Find the least height at which nothing is left over, else fill the room."""
        width = (room.width - self.gap * (self.count - 1)) / self.count
        column = room._replace(width=width)
        flow = Stack([one if isinstance(one, PageBreak) else Known(one) for one in self.blocks])
        low, high = 0.0, room.height
        parts, rest = self._poured(flow, column)
        while rest is None and high - low > 2.0:
            middle = (low + high) / 2
            tried, over = self._poured(flow, column._replace(height=middle, fresh=False))
            if over is None and tried:
                parts, high = tried, middle
            else:
                low = middle
        if not parts:
            return None
        height = max(part.height for part in parts)
        left = replace(self, blocks=[rest]) if rest else None
        return Fitted(height, _painter(parts, [width] * self.count, self.gap, room), left)

    def _poured(self, flow: Stack, room: Room) -> tuple[list[Fitted], Block | None]:
        parts: list[Fitted] = []
        rest: Block | None = flow
        while rest is not None and len(parts) < self.count:
            fitted = rest.fit(room)
            if fitted is None:
                return parts, rest
            parts.append(fitted)
            rest = fitted.rest
        return parts, rest


def _painter(parts: Sequence[Fitted], widths: Sequence[float], gap: float, room: Room) -> Painter:
    def paint(pen: Pen, x: float, top: float) -> None:
        at = x + room.width if room.rtl else x
        for part, width in zip(parts, widths, strict=False):
            if room.rtl:
                part.paint(pen, at - width, top)
                at -= width + gap
            else:
                part.paint(pen, at, top)
                at += width + gap

    return paint
