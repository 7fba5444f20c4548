"""Pieces and lines: from styled runs to shaped pieces, and from pieces to lines that fit."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from ..domain.text import base_level
from .bidi import CONTROLS, drawn_levels, visual_order
from .figure_marks import expanded, stripped
from .fonts import UNITS, face_of
from .ink import Pen
from .order_marks import marks_after, turns
from .shaping import Shaped, clean, shape_word
from .styles import Span, TextStyle

__all__ = [
    "Line",
    "Piece",
    "base_of",
    "break_lines",
    "lines_of",
    "pieces_of",
    "widest_line",
    "widest_part",
]

# Spaces that keep words together (no-break, figure and narrow no-break) count as letters here.
_TOKENS = re.compile(
    r"\n|[ \t\u1680\u2000-\u2006\u2008-\u200b\u205f\u3000]+"
    r"|[^\n \t\u1680\u2000-\u2006\u2008-\u200b\u205f\u3000]+"
)
_BLANK = frozenset(
    " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000"
)
# A line may end after a dash or slash between letters, never inside dates, ranges and codes.
_SOFT = re.compile(r"[-\u2010\u2013/](?<=[^\W\d_].)(?=[^\W\d_])|[\u2014\u2026](?=\w)")
_GOOD_CUT = frozenset("/.-_?&=,;:@")
_MOST_WORDS = 8_192
"""Words of one style whose pieces are remembered: of a long annex, most come only once."""


class Piece(NamedTuple):
    """Shaped text of one style and level; `ends` when a line may end after it."""

    shaped: Shaped
    style: TextStyle
    level: int
    width: float
    blank: bool
    ends: bool
    newline: bool = False


class Line(NamedTuple):
    """Pieces from left to right, with the line's width and height in points."""

    pieces: tuple[Piece, ...]
    width: float
    height: float
    size: float
    runs: tuple[tuple[Shaped, TextStyle], ...] = ()
    leads: bool = False

    def paint(self, pen: Pen, x: float, top: float) -> None:
        """Draw the line with its upper edge at `top`."""
        if not self.pieces:
            return
        baseline = top - (self.height - self.size) / 2 - self.size * 0.83
        if not self.leads:
            pen.text(x, baseline, self.runs)
            return
        low, high = baseline - 0.25 * self.size, baseline + 0.85 * self.size
        for (link, figure), part in groupby(self.pieces, _leading):
            run = list(part)
            width = sum(piece.width for piece in run)
            is_open = bool(link) and pen.open("Link")
            pen.text(x, baseline, [(piece.shaped, piece.style) for piece in run])
            if link or figure:
                pen.point(run[0].style, box=(x, low, x + width, high))
            if is_open:
                pen.close()
            x += width


def _leading(piece: Piece) -> tuple[str, str]:
    """Tell where a piece leads, and which figure it is."""
    return piece.style.link, piece.style.figure


@lru_cache(maxsize=2048)
def pieces_of(spans: tuple[Span, ...], base: int) -> tuple[Piece, ...]:
    """The shaped pieces of a paragraph in logical order."""
    texts = [clean(span.text) for span in spans]
    text = "".join(texts)
    levels = drawn_levels(text, base)
    turning = _turning(levels)
    pieces: list[Piece] = []
    start = 0
    for span, part in zip(spans, texts, strict=True):
        end = start + len(part)
        known = _vocabulary(span.style)
        for low, high, ends in _cuts(text, turning, start, end):
            word = text[low:high], levels[low], ends
            found = known.get(word)
            if found is None:
                found = _learnt(known, word, span.style)
            pieces += found
        start = end
    return tuple(pieces)


_Vocabulary = dict[tuple[str, int, bool], tuple[Piece, ...]]
"""The pieces of words, by text, level and whether a line may end after them."""


@lru_cache(maxsize=256)
def _vocabulary(_style: TextStyle) -> _Vocabulary:
    """The words met so far in a style."""
    return {}


def _learnt(known: _Vocabulary, word: tuple[str, int, bool], style: TextStyle) -> tuple[Piece, ...]:
    """Shape a word that was not met before."""
    if len(known) >= _MOST_WORDS:
        known.clear()
    text, level, ends = word
    known[word] = pieces = tuple(_shaped(text, style, level, ends=ends))
    return pieces


def _turning(levels: Sequence[int]) -> list[int]:
    """Places at which the level changes."""
    if not any(levels):
        return []
    return [at for at in range(1, len(levels)) if levels[at] != levels[at - 1]]


def _cuts(
    text: str, turning: Sequence[int], start: int, end: int
) -> Iterator[tuple[int, int, bool]]:
    """Stretches of one word and level, and whether a line may end after each."""
    soft = {match.end() for match in _SOFT.finditer(text, start, end)}
    cuts = sorted(soft.union(turning)) if soft or turning else []
    for token in _TOKENS.finditer(text, start, end):
        low, stop = token.span()
        for high in cuts[bisect_right(cuts, low) : bisect_left(cuts, stop)] if cuts else ():
            yield low, high, high in soft
            low = high
        yield low, stop, False


def _shaped(text: str, style: TextStyle, level: int, *, ends: bool) -> Iterator[Piece]:
    if text == "\n":
        yield Piece(_nothing(style.weight), style, level, 0.0, blank=True, ends=True, newline=True)
        return
    blank = text[0] in _BLANK
    parts = shape_word(text.replace("\t", " "), style.weight, bool(level % 2))
    for place, shaped in enumerate(parts):
        width = shaped.width * style.size / UNITS
        last = place == len(parts) - 1
        yield Piece(shaped, style, level, width, blank, ends=blank or (ends and last))


@lru_cache
def _nothing(weight: int) -> Shaped:
    return Shaped("", face_of("Latn", weight), (), 0)


@lru_cache(maxsize=4096)
def lines_of(
    spans: tuple[Span, ...], direction: str, width: float, *, rtl: bool
) -> tuple[tuple[Line, ...], int]:
    """Lines and base level of a paragraph; cells of a table say the same over and over."""
    base = base_of(spans, direction, rtl=rtl)
    return tuple(break_lines(pieces_of(expanded(spans), base), width)), base


def base_of(spans: Sequence[Span], direction: str, *, rtl: bool) -> int:
    """The base level of a paragraph of some direction, or that of its first strong letter."""
    if direction:
        return int(direction == "rtl")
    return base_level("".join(stripped(span.text) for span in spans), int(rtl))


def widest_part(pieces: Sequence[Piece]) -> float:
    """Width of the widest stretch without a place to break."""
    return max((chunk.solid for chunk in _chunks(pieces)), default=0.0)


def widest_line(pieces: Sequence[Piece]) -> float:
    """Width of the widest line when only line ends in the text break it."""
    widest = total = 0.0
    for piece in pieces:
        total = 0.0 if piece.newline else total + piece.width
        widest = max(widest, total)
    return widest


def break_lines(pieces: Sequence[Piece], width: float) -> list[Line]:
    """Fill lines up to `width`, first come first served; a word wider than a line is cut."""
    lines: list[Line] = []
    line: list[Piece] = []
    used = 0.0
    for chunk in _narrow_chunks(pieces, width):
        if line and used + chunk.solid > width + 0.01:
            lines.append(_line(line))
            line, used = [], 0.0
        line += chunk.pieces
        used += chunk.whole
        if line[-1].newline:
            lines.append(_line(line))
            line, used = [], 0.0
    if line or not lines:
        lines.append(_line(line))
    return lines


class _Chunk(NamedTuple):
    """Pieces no line ends between; `solid` is their width without the spaces they end in."""

    pieces: list[Piece]
    solid: float
    whole: float


def _chunks(pieces: Sequence[Piece]) -> Iterator[_Chunk]:
    """Pieces up to each place where a line may end, spaces included."""
    chunk: list[Piece] = []
    solid = whole = 0.0
    for piece in pieces:
        if chunk and (last := chunk[-1]).ends and (last.newline or not piece.blank):
            yield _Chunk(chunk, solid, whole)
            chunk, solid, whole = [], 0.0, 0.0
        chunk.append(piece)
        whole += piece.width
        if not piece.blank:
            solid = whole
    if chunk:
        yield _Chunk(chunk, solid, whole)


def _narrow_chunks(pieces: Sequence[Piece], width: float) -> Iterator[_Chunk]:
    for chunk in _chunks(pieces):
        if chunk.solid <= width + 0.01:
            yield chunk
            continue
        for piece in chunk.pieces:
            if piece.blank or piece.width <= width:
                yield _alone(piece)
            else:
                yield from map(_alone, _cut_piece(piece, width))


def _alone(piece: Piece) -> _Chunk:
    return _Chunk([piece], 0.0 if piece.blank else piece.width, piece.width)


def _cut_piece(piece: Piece, width: float) -> Iterator[Piece]:
    """Parts of an overlong word that fit, cut after a sign where one is near."""
    text = piece.shaped.text
    while text:
        count = _fitting_count(text, piece, width)
        part = next(_shaped(text[:count], piece.style, piece.level, ends=True))
        yield part._replace(ends=True)
        text = text[count:]


def _fitting_count(text: str, piece: Piece, width: float) -> int:
    whole = next(_shaped(text, piece.style, piece.level, ends=True))
    if whole.width <= width:
        return len(text)
    glyphs = whole.shaped.glyphs[:: -1 if piece.level % 2 else 1]
    scale = piece.style.size / UNITS
    reach = accumulate((g.before + g.width + g.after) * scale for g in glyphs)
    fits = sum(len(g.letters) for g, at in zip(glyphs, reach, strict=True) if at <= width)
    count = max(1, min(fits, len(text) - 1))
    signs = [place + 1 for place in range(count // 2, count) if text[place] in _GOOD_CUT]
    return signs[-1] if signs else count


def _line(pieces: list[Piece]) -> Line:
    styles = {id(piece.style): piece.style for piece in pieces}.values()
    height = max((style.line for style in styles), default=0.0)
    size = max((style.size for style in styles), default=0.0)
    while pieces and pieces[-1].blank:
        pieces.pop()
    ordered = tuple(_ordered([one for one in pieces if one.shaped.text not in CONTROLS]))
    runs = tuple((piece.shaped, piece.style) for piece in ordered)
    leads = any(style.link or style.figure for _, style in runs)
    return Line(ordered, sum(piece.width for piece in ordered), height, size, runs, leads)


def _ordered(pieces: list[Piece]) -> list[Piece]:
    """Pieces from left to right, with marks where the direction turns."""
    if not any(piece.level for piece in pieces):
        return pieces
    drawn = _marked(pieces)
    return [drawn[place] for place in visual_order([piece.level for piece in drawn])]


def _marked(pieces: list[Piece]) -> list[Piece]:
    """Pieces with marks where the direction of a line turns, or a reader might take it to."""
    base = min(piece.level for piece in pieces)
    marked: list[Piece] = []
    for piece, following in pairwise(pieces):
        marked.append(piece)
        text, then = piece.shaped.text, following.shaped.text[:1]
        for level in marks_after(text, piece.level, following.level, base % 2, then=then):
            shaped = turns(piece.shaped.face, level)
            marked.append(Piece(shaped, piece.style, level, 0.0, blank=False, ends=False))
    return [*marked, pieces[-1]]
