"""The pen: what leaves marks on a page. Everything that paints goes through it.

Coordinates are points from the lower left corner. The canvas inside may be used directly by maps
and charts, between `saved()`, with text always through `text` or `label`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from typing import BinaryIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from ..domain.text import base_level
from .bidi import drawn_levels, visual_order
from .canvas import PageCanvas
from .embedding import EmbeddedFace
from .figure_marks import key_in, stripped
from .fonts import UNITS, Face
from .leading import led_to
from .meaning import Meaning
from .order_marks import marks_after, turns
from .shaping import Shaped, clean, shape_word
from .styles import TextStyle
from .tags import Element, Tags

__all__ = ["Pen", "label_width"]

_WEB = ("https://", "http://")
_MOST_CODES = 8_192
"""Lines whose operators are remembered: cells of a table say the same over and over."""


class Pen(Meaning):
    """Draws text, surfaces, links and bookmarks on the current page of one document."""

    _edition = ""
    """Sets the names of one language edition apart from those of another in the same file."""

    def __init__(self, target: BinaryIO, *, paper: tuple[float, float], language: str) -> None:
        self._target = target
        self._language = language
        self.canvas = PageCanvas(paper, language)
        self.paper = paper
        self._tags = Tags()
        self._links: list[Element] = []
        self._codes: dict[int, tuple[Iterable[tuple[Shaped, TextStyle]], str]] = {}
        self._embedded: dict[Face, EmbeddedFace] = {}
        self._anchored: set[str] = set()
        self._linked: dict[str, pdfdoc.PDFObjectReference] = {}
        self._depth = -1
        self._bookmarks = 0

    def text(self, x: float, y: float, pieces: Iterable[tuple[Shaped, TextStyle]]) -> None:
        """Draw pieces from left to right, beginning at `x` on the baseline `y`."""
        code = self._codes.get(id(pieces))
        if code is None:
            code = pieces, self._coded(pieces)
            if isinstance(pieces, tuple) and len(self._codes) < _MOST_CODES:
                self._codes[id(pieces)] = code
        self.canvas.emit(f"{self._before_text()}BT 1 0 0 1 {x:.2f} {y:.2f} Tm {code[1]}")

    def _coded(self, pieces: Iterable[tuple[Shaped, TextStyle]]) -> str:
        """The operators that draw pieces; what looks alike is drawn in one go."""
        code: list[str] = []
        arrays: list[str] = []
        state = _TextState()
        known: tuple[EmbeddedFace | None, TextStyle | None, int] = None, None, 0
        for shaped, style in pieces:
            face = self._face(shaped.face)
            for rise, array in face.strokes(shaped):
                if face is not known[0] or style is not known[1] or rise != known[2]:
                    known = face, style, rise
                    changes = state.changes(face, style, rise)
                    if changes and arrays:
                        code.append(f"[{''.join(arrays)}] TJ")
                        arrays = []
                    code += changes
                arrays.append(array)
        if arrays:
            code.append(f"[{''.join(arrays)}] TJ")
        code.append("0 Ts ET" if state.rise else "ET")
        return " ".join(code)

    def label(
        self,
        x: float,
        y: float,
        text: str,
        style: TextStyle,
        *,
        anchor: float = 0.0,
        rtl: bool = False,
    ) -> float:
        """Draw one line at `x`, shifted by `anchor` of its width (0.5 centres); gives the width.

        `rtl` is the direction of a text without letters.
        """
        pieces = _label_pieces(text, style.weight, rtl=rtl)
        width = label_width(text, style)
        left = x - anchor * width
        self.text(left, y, [(shaped, style) for shaped in pieces])
        if key := key_in(text):
            box = (left, y - 0.25 * style.size, left + width, y + 0.85 * style.size)
            self.point(replace(style, figure=key), box=box)
        return width

    def fill(
        self, x: float, y: float, width: float, height: float, *, colour: str, radius: float = 0.0
    ) -> None:
        """A surface without outline whose lower left corner is (x, y)."""
        path = f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"
        if radius:
            path = _rounded(x, y, x + width, y + height, radius)
        self.canvas.emit(f"{self._before_shape()}{_rgb(colour)} rg {path} f")

    def rule(
        self, x: float, y: float, length: float, *, colour: str, thickness: float = 0.5
    ) -> None:
        """A horizontal line."""
        code = f"{_rgb(colour)} RG {thickness:.2f} w {x:.2f} {y:.2f} m {x + length:.2f} {y:.2f} l S"
        self.canvas.emit(self._before_shape() + code)

    def trace(
        self,
        spots: Sequence[tuple[float, float]],
        *,
        colour: str,
        thickness: float = 0.5,
        dash: Sequence[float] = (),
    ) -> None:
        """A line through spots, with dashes and gaps of some lengths."""
        lengths = " ".join(f"{length:g}" for length in dash)
        code = f"q {_rgb(colour)} RG {thickness:.2f} w [{lengths}] 0 d {_path(spots)} S Q"
        self.canvas.emit(self._before_shape() + code)

    def cover(self, spots: Sequence[tuple[float, float]], *, colour: str) -> None:
        """A surface without outline within spots."""
        self.canvas.emit(f"{self._before_shape()}{_rgb(colour)} rg {_path(spots)} h f")

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
        """A round surface with a white edge, or a ring of some thickness."""
        bow = radius * 0.5523
        code = (
            f"{x + radius:.2f} {y:.2f} m "
            + _curve(x + radius, y + bow, x + bow, y + radius, x, y + radius)
            + _curve(x - bow, y + radius, x - radius, y + bow, x - radius, y)
            + _curve(x - radius, y - bow, x - bow, y - radius, x, y - radius)
            + _curve(x + bow, y - radius, x + radius, y - bow, x + radius, y)
        )
        lengths = " ".join(f"{length:g}" for length in dash)
        if ring:
            code = f"q {_rgb(colour)} RG {ring:.2f} w [{lengths}] 0 d {code}s Q"
        else:
            code = f"q {_rgb(colour)} rg 1 1 1 RG 0.6 w {code}b Q"
        self.canvas.emit(self._before_shape() + code)

    def halo(self, x: float, y: float, text: str, style: TextStyle, *, anchor: float) -> None:
        """The white edge of a label, drawn before it; it is no text and is not found as such."""
        width = label_width(text, style)
        height, edge = style.size, 0.8
        left = x - anchor * width
        with self.saved() as canvas:
            canvas.setFillAlpha(0.72)
            self.fill(
                left - edge,
                y - 0.24 * height,
                width + 2 * edge,
                height * 1.12,
                colour="#F7F5EF",
                radius=1,
            )

    @contextmanager
    def saved(self) -> Iterator[Canvas]:
        """The canvas itself, put back afterwards as it was."""
        self.canvas.saveState()
        yield self.canvas
        self.canvas.restoreState()

    def begin_edition(self, language: str, title: str, top: float) -> None:
        """Begin the edition in another language, whose places stand under one bookmark."""
        self._edition, self._depth = "", -1
        self.bookmark(title, 0.0, top, depth=0)
        self._edition = self._language = language
        if self._tags:
            self._tags.begin_part(language)

    def named(self, name: str) -> str:
        """A name of a place, as it is within this edition."""
        return f"{self._edition}-{name}" if self._edition else name

    def anchor(self, name: str, x: float, top: float) -> None:
        """Name a place that links can lead to."""
        name = self.named(name)
        if name not in self._anchored:
            self._anchored.add(name)
            self.canvas.bookmarkHorizontalAbsolute(name, top, left=x)

    def bookmark(self, title: str, x: float, top: float, *, depth: int) -> None:
        """Add a place to the outline; a depth that skips a step is taken as one step."""
        self._depth = min(depth + bool(self._edition), self._depth + 1)
        self._bookmarks += 1
        name = f"outline {self._bookmarks}"
        self.canvas.bookmarkHorizontalAbsolute(name, top, left=x)
        self.canvas.addOutlineEntry(title, name, self._depth, closed=0)

    def point(self, style: TextStyle, *, box: tuple[float, float, float, float]) -> None:
        """Let a text lead where its style says; where its figure stands matters on screen alone."""
        if style.link:
            self.link(style.link, box=box)

    def link(self, target: str, *, box: tuple[float, float, float, float]) -> None:
        """Make a box lead to "#anchor" or a web address; any other scheme stays plain text."""
        if target.startswith("#"):
            name = self.named(target[1:])
            self._linked.setdefault(name, self.canvas.document.thisPageRef())
            self._lead(name, "", led_to(target[1:], self._language), box)
        elif target.startswith(_WEB):
            self._lead("", target, target, box)

    def _lead(self, name: str, url: str, said: str, box: tuple[float, float, float, float]) -> None:
        number = self.canvas.lead(name, url, said, box)
        if self._tags:
            self._links.append(self._tags.point(number))

    def photograph(
        self, content: bytes, size: tuple[int, int], x: float, y: float, *, width: float
    ) -> None:
        """A JPEG of some pixels, as wide as given, its lower left corner at (x, y)."""
        name, height = self.canvas.picture(content, size), width * size[1] / size[0]
        code = f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /{name} Do Q"
        self.canvas.emit(self._before_shape() + code)

    def end_page(self) -> None:
        """Finish this page and begin the next."""
        if self._tags:
            self.canvas.emit(self._tags.end_page())
        self.canvas.turn()

    def end_foot(self, number: int) -> None:
        """Let what was drawn since the last page stand on an earlier one, counted from nought."""
        if self._tags:
            self.canvas.emit(self._tags.end_foot())
        self.canvas.overprint(number)

    def finish(self) -> None:
        """Write the file; a link to a name nobody anchored leads to the page it stands on."""
        for name, page in self._linked.items():
            if name not in self._anchored:
                self.canvas.settle(name, page)
        is_universal = all(face.is_plain for face in self._embedded.values())
        tags = self._tags or Tags()
        self.canvas.write(self._target, tags, self._links, is_universal=is_universal)

    def _emit(self, code: str) -> None:
        self.canvas.emit(code)

    def _face(self, face: Face) -> EmbeddedFace:
        known = self._embedded.get(face)
        if known is None:
            name = f"N{len(self._embedded) + 1}"
            known = self._embedded[face] = EmbeddedFace(face, self.canvas.document, name)
        return known


class _TextState:
    """What the PDF already knows inside one text object."""

    def __init__(self) -> None:
        self._face: EmbeddedFace | None = None
        self._style: TextStyle | None = None
        self.rise = 0.0

    def changes(self, face: EmbeddedFace, style: TextStyle, rise: int) -> list[str]:
        """The operators needed before the next array."""
        before, code = self._style, list[str]()
        if face is not self._face or before is None or style.size != before.size:
            code.append(f"/{face.internal_name} {style.size:g} Tf")
        if before is None or style.colour != before.colour:
            code.append(f"{_rgb(style.colour)} rg")
        height = style.rise + rise * style.size / UNITS
        if abs(height - self.rise) > 1e-6:
            self.rise = height
            code.append(f"{height:.3f} Ts")
        self._face, self._style = face, style
        return code


def label_width(text: str, style: TextStyle) -> float:
    """Width in points of a one-line text."""
    return sum(p.width for p in _label_pieces(text, style.weight)) * style.size / UNITS


@lru_cache(maxsize=2048)
def _label_pieces(text: str, weight: int, *, rtl: bool = False) -> tuple[Shaped, ...]:
    """The pieces of a one-line text from left to right."""
    line = clean(stripped(text)).replace("\n", " ")
    base = base_level(line, int(rtl))
    levels = drawn_levels(line, base)
    found: list[tuple[int, Shaped]] = []
    for start, end in _label_cuts(line, levels):
        level = levels[start]
        shaped = shape_word(line[start:end], weight, bool(level % 2))
        found += [(level, piece) for piece in shaped]
        if shaped and end < len(line):
            marks = marks_after(line[start:end], level, levels[end], base, then=line[end])
            found += [(one, turns(shaped[-1].face, one)) for one in marks]
    return tuple(found[place][1] for place in visual_order([level for level, _ in found]))


def _label_cuts(line: str, levels: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Stretches of one level; where any turns, those from right to left by the word."""
    turning = any(levels)
    start = 0
    for end in range(1, len(line) + 1):
        is_word = turning and end < len(line) and line[end] == " " and levels[start] % 2
        if end == len(line) or levels[end] != levels[start] or is_word:
            yield start, end
            start = end


def _curve(*ends: float) -> str:
    return " ".join(f"{end:.2f}" for end in ends) + " c "


def _rounded(left: float, low: float, right: float, high: float, radius: float) -> str:
    """The outline of a box whose corners are quarters of a circle."""
    bow = radius * 0.4477
    return (
        f"{left + radius:.2f} {low:.2f} m {right - radius:.2f} {low:.2f} l "
        + _curve(right - bow, low, right, low + bow, right, low + radius)
        + f"{right:.2f} {high - radius:.2f} l "
        + _curve(right, high - bow, right - bow, high, right - radius, high)
        + f"{left + radius:.2f} {high:.2f} l "
        + _curve(left + bow, high, left, high - bow, left, high - radius)
        + f"{left:.2f} {low + radius:.2f} l "
        + _curve(left, low + bow, left + bow, low, left + radius, low)
        + "h"
    )


def _path(spots: Sequence[tuple[float, float]]) -> str:
    first, *others = (f"{x:.2f} {y:.2f}" for x, y in spots)
    return " ".join([f"{first} m", *(f"{spot} l" for spot in others)])


@lru_cache(maxsize=256)
def _rgb(colour: str) -> str:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return " ".join(f"{part:.3f}".rstrip("0").rstrip(".") or "0" for part in parts)
