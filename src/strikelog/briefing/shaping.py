"""Turns words into placed glyphs that still know which letters they stand for.

Glyphs carry the letters a reader should get when copying. Where one picture stands for several
letters that run right to left (lam-alef, a letter with its vowel marks), it keeps the last letter
and glyphs without ink or width the others, because readers turn a line round glyph by glyph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import uharfbuzz as hb

from .bidi import CONTROLS
from .fonts import Face, face_for, face_of

__all__ = ["Glyph", "Shaped", "clean", "shape", "shape_word"]

_INHERITS = frozenset("\u200c\u200d\u0640\u034f")
_AS_SPACE = dict.fromkeys((*range(9), *range(11, 32), 127, *range(128, 160)), " ")
_AS_SPACE |= dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n")


class Glyph(NamedTuple):
    """A picture of a face: the letters it stands for, its declared width and its offsets."""

    number: int
    letters: str
    width: int
    before: int
    after: int
    rise: int


@dataclass(frozen=True, eq=False, slots=True)
class Shaped:
    """A piece of one face and direction, left to right, in font units; shared, never changed."""

    text: str
    face: Face
    glyphs: tuple[Glyph, ...]
    width: int


def clean(text: str) -> str:
    """Text that can be laid out: line ends as newlines, other controls as spaces, no half pairs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text if text.isprintable() else text.translate(_AS_SPACE)


@lru_cache(maxsize=32768)
def shape_word(text: str, weight: int, rtl: bool) -> tuple[Shaped, ...]:
    """The pieces of a word in logical order, one for each change of face."""
    return tuple(shape(part, face, rtl) for part, face in _by_face(text, weight))


@lru_cache(maxsize=16384)
def shape(text: str, face: Face, rtl: bool) -> Shaped:
    """Shape text of one face and direction."""
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    if face.script == "Arab":
        buffer.script = "Arab"
    hb.shape(face.font, buffer)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    starts = [info.cluster for info in infos]
    if len(infos) == len(text) and len(set(starts)) == len(text):
        glyphs = tuple(_plain_glyphs(text, infos, positions, face))
    else:
        glyphs = tuple(_glyphs(text, infos, positions, face, rtl=rtl))
    return Shaped(text, face, glyphs, sum(at.x_advance for at in positions))


def _by_face(text: str, weight: int) -> Iterator[tuple[str, Face]]:
    """Cut text by face; marks, joiners and the letters' stretcher stay with what they follow."""
    if text and text.isascii() and text.isprintable():
        yield text, face_of("Latn", weight)
        return
    current: Face | None = None
    part = ""
    for char in text:
        if char in CONTROLS:
            continue
        keeps = current is not None and char in _INHERITS
        face = current if current is not None and keeps else face_for(char, weight)
        if current is not None and face is not current:
            yield part, current
            part = ""
        current, part = face, part + char
    if current is not None:
        yield part, current


def _plain_glyphs(
    text: str, infos: list[hb.GlyphInfo], positions: list[hb.GlyphPosition], face: Face
) -> Iterator[Glyph]:
    """The glyphs of a text each of whose letters has one picture of its own."""
    for info, at in zip(infos, positions, strict=True):
        number, before = info.codepoint, at.x_offset
        width = face.advance(number)
        after = at.x_advance - before - width
        yield Glyph(number, text[info.cluster], width, before, after, at.y_offset)


def _glyphs(
    text: str,
    infos: list[hb.GlyphInfo],
    positions: list[hb.GlyphPosition],
    face: Face,
    *,
    rtl: bool,
) -> Iterator[Glyph]:
    starts = sorted({info.cluster for info in infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    placed = (_placed(info, at, face) for info, at in zip(infos, positions, strict=True))
    clusters = groupby(zip(infos, placed, strict=True), key=lambda pair: int(pair[0].cluster))
    for cluster, members in clusters:
        glyphs = [glyph for _, glyph in members]
        yield from _lettered(glyphs, text[cluster : ends[cluster]], face, rtl=rtl)


def _placed(info: hb.GlyphInfo, at: hb.GlyphPosition, face: Face) -> Glyph:
    width = face.advance(info.codepoint)
    after = at.x_advance - at.x_offset - width
    return Glyph(info.codepoint, "", width, at.x_offset, after, at.y_offset)


def _lettered(glyphs: list[Glyph], letters: str, face: Face, *, rtl: bool) -> Iterator[Glyph]:
    """Give a cluster's letters to its widest glyph; its marks are drawn and stand for nothing."""
    widest = max(range(len(glyphs)), key=lambda place: glyphs[place].width)
    for place, glyph in enumerate(glyphs):
        if place != widest:
            yield glyph
        elif rtl and len(letters) > 1:
            yield from _cut(glyph._replace(letters=letters), face)
        else:
            yield glyph._replace(letters=letters)


def _cut(glyph: Glyph, face: Face) -> Iterator[Glyph]:
    """The picture with the last letter, then glyphs without width or ink for the others."""
    yield glyph._replace(letters=glyph.letters[-1], after=0)
    for place in range(len(glyph.letters) - 2, -1, -1):
        after = glyph.after if place == 0 else 0
        yield Glyph(face.nothing, glyph.letters[place], 0, 0, after, 0)
