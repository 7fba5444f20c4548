"""The faces the printed page may use, and which one draws a given character.

Nothing is opened before the first word is measured. Embedding stands in `embedding.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

import uharfbuzz as hb

from ..resources import resource

__all__ = ["UNITS", "Face", "face_for", "face_of", "faces"]

UNITS = 1000
"""Font units to the em; every face we ship has the thousand a PDF counts in too."""

_LATIN = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
_ARABIC_WEIGHTS = {400: "Regular", 500: "Regular", 600: "Bold", 700: "Bold"}
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, eq=False)
class Face:
    """One font file, opened; compared by identity, since each is opened once."""

    name: str
    script: str
    handle: hb.Face
    font: hb.Font
    _advances: dict[int, int] = field(default_factory=dict)

    def covers(self, char: str) -> bool:
        """True when the face has a picture for `char`."""
        return self.font.get_nominal_glyph(ord(char)) is not None

    def advance(self, glyph: int) -> int:
        """Width of a glyph in font units, before any kerning."""
        known = self._advances.get(glyph)
        if known is None:
            known = self._advances[glyph] = int(self.font.get_glyph_h_advance(glyph))
        return known

    @property
    def nothing(self) -> int:
        """A glyph without width and without ink; those of the marks of direction show a sign."""
        return int(self.font.get_nominal_glyph(0x200B) or 0)

    @property
    def blank(self) -> int:
        """The glyph of the space, which leaves no ink."""
        return int(self.font.get_nominal_glyph(0x20) or 0)


def faces() -> tuple[Face, ...]:
    """Every face a page can use, opened."""
    latin = [face_of("Latn", weight) for weight in _LATIN]
    return (*latin, face_of("Arab", 400), face_of("Arab", 700))


@lru_cache
def face_of(script: str, weight: int) -> Face:
    """The face for "Latn" (which also has Greek and Cyrillic) or "Arab" nearest to `weight`."""
    nearest = min(_LATIN, key=lambda known: (abs(known - weight), known))
    if script == "Arab":
        return _opened(f"NotoSansArabic-{_ARABIC_WEIGHTS[nearest]}", "Arab")
    return _opened(f"NotoSans-{_LATIN[nearest]}", "Latn")


@lru_cache(maxsize=16384)
def face_for(char: str, weight: int) -> Face:
    """The face that draws `char`; one that none has is drawn as a visible box, never an error."""
    latin, arabic = face_of("Latn", weight), face_of("Arab", weight)
    if _ARABIC.match(char):
        return arabic
    if not latin.covers(char) and arabic.covers(char):
        return arabic
    return latin


@cache
def _opened(name: str, script: str) -> Face:
    handle = hb.Face(_blob_of(resource("fonts", f"{name}.ttf")))
    return Face(name, script, handle, hb.Font(handle))


def _blob_of(path: Path) -> hb.Blob:
    """The bytes of a file, mapped rather than read where the engine understands its name."""
    # On Windows it takes names as the system's code page has them, which lacks most scripts.
    if str(path).isascii():
        return hb.Blob.from_file_path(str(path))
    return hb.Blob(path.read_bytes())
