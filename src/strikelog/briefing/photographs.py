"""Photographs on the printed page: pixels without anything beside them, described and credited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .blocks import Heading
from .columns import SideBySide
from .composing import Block, Fitted, Room
from .flowing import words
from .ink import Pen
from .styles import NOTE, STEP, Span

__all__ = ["Photograph", "photograph_blocks"]

_TALLEST = 260.0
_SHORTEST = 60.0
_CAPTION_GAP = 3.0


@dataclass(frozen=True, slots=True)
class Photograph:
    """A JPEG, its size in pixels, what can be seen in it, whose it is, and of which incidents."""

    content: bytes
    size: tuple[int, int]
    alt: str
    credit: str = ""
    incident_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Pictured:
    """One photograph with its caption, never parted; as wide as the room, within limits."""

    shown: Photograph
    tallest: float = _TALLEST
    before: float = 0.0
    after: float = 2 * STEP
    keeps_with_next: bool = False

    def fit(self, room: Room) -> Fitted | None:
        """Place picture and caption; a picture gets lower before it goes to another page."""
        caption = words(self._caption(), NOTE, after=0).fit(
            Room(room.width, 1e6, fresh=True, rtl=room.rtl)
        )
        below = _CAPTION_GAP + (caption.height if caption else 0.0)
        width, height = self._size(room.width, min(self.tallest, room.height - below))
        if height < min(_SHORTEST, self._size(room.width, self.tallest)[1]) and not room.fresh:
            return None

        def paint(pen: Pen, x: float, top: float) -> None:
            at = x + room.width - width if room.rtl else x
            with pen.figure(self.shown.alt, (at, top - height, width, height)):
                pen.photograph(self.shown.content, self.shown.size, at, top - height, width=width)
            if caption:
                caption.paint(pen, x, top - height - _CAPTION_GAP)

        return Fitted(height + below, paint)

    def _caption(self) -> Sequence[Span]:
        spans = [Span(self.shown.alt, NOTE)]
        return [*spans, Span(f"  {self.shown.credit}", NOTE.bold())] if self.shown.credit else spans

    def _size(self, widest: float, tallest: float) -> tuple[float, float]:
        across, down = self.shown.size
        scale = max(0.0, min(widest / across, tallest / down))
        return across * scale, down * scale


def photograph_blocks(shown: Sequence[Photograph], heading: str = "Photographs") -> list[Block]:
    """The section of photographs: two in a row, a single one alone; nothing without any."""
    if not shown:
        return []
    rows: list[Block] = []
    for start in range(0, len(shown), 2):
        pair = [_Pictured(one, tallest=_TALLEST * 0.75) for one in shown[start : start + 2]]
        rows.append(SideBySide([[one] for one in pair], gap=2 * STEP) if len(pair) > 1 else pair[0])
    return [Heading(heading), *rows]
