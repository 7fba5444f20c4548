"""Paragraphs of styled runs in any mixture of scripts, broken into lines and over pages.

Lines are broken in logical order and put into visual order one by one. A paragraph takes its
direction from its first strong letter unless told; its own start is then left or right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .composing import Fitted, Painter, Room
from .figure_marks import expanded
from .ink import Pen
from .lines import Line, Piece, base_of, lines_of, pieces_of, widest_line, widest_part
from .styles import BODY, Align, Span, TextStyle

__all__ = ["Words", "words"]

_LEAST_LINES = 2
_ARABIC = {"Lang": "(ar)"}
"""Told of a paragraph in the script that a page of the other direction is not in."""


@dataclass(frozen=True)
class Words:
    """A paragraph; `direction` is "ltr", "rtl" or "" for the first strong letter's."""

    spans: tuple[Span, ...]
    align: Align = Align.START
    direction: str = ""
    before: float = 0.0
    after: float = 6.0
    keeps_with_next: bool = False
    anchor: str = ""

    def fit(self, room: Room) -> Fitted | None:
        """Place whole lines, never leaving a single line alone on either page."""
        lines, base = lines_of(self.spans, self.direction, room.width, rtl=room.rtl)
        return _fit_lines(_Lines(lines, base, self, self.anchor), room)

    def least_width(self, *, rtl: bool = False) -> float:
        """Width of the widest part that should not be broken."""
        return widest_part(self._pieces(rtl=rtl))

    def full_width(self, *, rtl: bool = False) -> float:
        """Width at which no line needs breaking."""
        return widest_line(self._pieces(rtl=rtl))

    def _pieces(self, *, rtl: bool) -> Sequence[Piece]:
        return pieces_of(expanded(self.spans), base_of(self.spans, self.direction, rtl=rtl))


@dataclass(slots=True)
class _Lines:
    """Lines already broken: a paragraph on its way over one or more pages."""

    lines: tuple[Line, ...]
    base: int
    words: Words
    anchor: str = ""

    @property
    def before(self) -> float:
        return 0.0

    @property
    def after(self) -> float:
        return self.words.after

    @property
    def keeps_with_next(self) -> bool:
        return self.words.keeps_with_next

    def fit(self, room: Room) -> Fitted | None:
        return _fit_lines(self, room)


def words(
    text: str | Span | Sequence[Span] | Words,
    style: TextStyle = BODY,
    *,
    align: Align = Align.START,
    after: float = 6.0,
    direction: str = "",
) -> Words:
    """A paragraph from plain text, spans, or words that are left as they are."""
    if isinstance(text, Words):
        return text
    if isinstance(text, str):
        text = Span(text, style)
    spans = (text,) if isinstance(text, Span) else tuple(text)
    return Words(spans, align=align, after=after, direction=direction)


def _fit_lines(block: _Lines, room: Room) -> Fitted | None:
    count, height = _fitting(block.lines, room.height)
    total = len(block.lines)
    if count < total:
        count = _without_widows(count, total, fresh=room.fresh)
        height = sum(line.height for line in block.lines[:count])
    if not count and total:
        return None
    rest = _Lines(block.lines[count:], block.base, block.words) if count < total else None
    return Fitted(height, _painter(block, block.lines[:count], room), rest)


def _fitting(lines: Sequence[Line], height: float) -> tuple[int, float]:
    used = 0.0
    for count, line in enumerate(lines):
        if used + line.height > height + 0.01:
            return count, used
        used += line.height
    return len(lines), used


def _without_widows(count: int, total: int, *, fresh: bool) -> int:
    if total - count < _LEAST_LINES:
        count = min(count, total - _LEAST_LINES)
    if count < _LEAST_LINES:
        count = 0
    return max(count, 1) if fresh else max(count, 0)


def _painter(block: _Lines, lines: Sequence[Line], room: Room) -> Painter:
    def paint(pen: Pen, x: float, top: float) -> None:
        if block.anchor:
            pen.anchor(block.anchor, x, top)
        entries = _ARABIC if block.base and not room.rtl else None
        is_open = pen.open("P", block.words, entries)
        for line in lines:
            at = x + _indent(room.width - line.width, block.words.align, block.base, room)
            line.paint(pen, at, top)
            top -= line.height
        if is_open:
            pen.close()

    return paint


def _indent(free: float, align: Align, base: int, room: Room) -> float:
    if align is Align.CENTRE:
        return free / 2
    rtl = room.rtl if align in (Align.LEADING, Align.TRAILING) else bool(base)
    ends = align in (Align.END, Align.TRAILING)
    return free if rtl != ends else 0.0
