"""What stands around the text of a page: masthead, running lines, handling label, page number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from .columns import SideBySide
from .composing import ENDLESS, Block, Fitted, Room, Stack, Tagged
from .flowing import words
from .ink import Pen, label_width
from .styles import (
    BLACK,
    HAIRLINE,
    KICKER,
    NAVY,
    RUNNING,
    RUST,
    STEP,
    SUBTITLE,
    SUBTITLE_STRONG,
    TITLE,
    TLP_LABEL,
    WHITE,
    Align,
    TextStyle,
)

__all__ = [
    "Band",
    "Frame",
    "Masthead",
    "Running",
    "Tlp",
    "paint_running_foot",
    "paint_running_head",
]

_CHIP_HEIGHT = 18.0
_CHIP_PAD = 6.0
_LOGO_WIDTH, _LOGO_HEIGHT, _LOGO_PAD = 108.0, 42.0, 5.0
_LOGO_BAND = 17.0 + _CHIP_HEIGHT + STEP + _LOGO_HEIGHT + 2 * _LOGO_PAD + 14.0


class Tlp(Enum):
    """Traffic light protocol 2.0: label and its colour, always on black."""

    RED = ("TLP:RED", "#FF2B2B")
    AMBER_STRICT = ("TLP:AMBER+STRICT", "#FFC000")
    AMBER = ("TLP:AMBER", "#FFC000")
    GREEN = ("TLP:GREEN", "#33FF00")
    CLEAR = ("TLP:CLEAR", "#FFFFFF")

    @property
    def label(self) -> str:
        """The words as the protocol spells them."""
        return self.value[0]

    @property
    def colour(self) -> str:
        """The colour the protocol gives the words."""
        return self.value[1]


@dataclass(frozen=True)
class Masthead:
    """The band over the first page; `other` is the title in a second language.

    `logo` is a JPEG with its size in pixels; it stands on a white plate below the handling label.
    """

    title: str
    kicker: str = ""
    subtitle: str = ""
    other: str = ""
    logo: tuple[bytes, tuple[int, int]] | None = None


@dataclass(frozen=True)
class Running:
    """Lines repeated on every page; `page` is a template with {page} and {total}."""

    head: str = ""
    foot: str = ""
    page: str = "Page {page} of {total}"
    tlp: Tlp | None = None


@dataclass(frozen=True)
class Frame:
    """A sheet with its margins."""

    width: float
    height: float
    rtl: bool = False
    side: float = 45.0
    top: float = 57.0
    bottom: float = 54.0

    @property
    def inner(self) -> float:
        """Width of the text."""
        return self.width - 2 * self.side

    def room(self, above: float) -> Room:
        """The room for text when `above` points at the top are taken."""
        return Room(self.inner, self.height - above - self.bottom, fresh=True, rtl=self.rtl)


class Band:
    """The masthead measured for a frame."""

    def __init__(self, masthead: Masthead, frame: Frame, tlp: Tlp | None) -> None:
        self._frame = frame
        self._tlp = tlp
        self._logo = masthead.logo
        self._content = _fitted(masthead, frame, tlp)
        self.height = max(self._content.height + 36.0, _LOGO_BAND if masthead.logo else 0.0)

    def paint(self, pen: Pen) -> None:
        """Draw the band across the top of the sheet."""
        frame = self._frame
        foot = frame.height - self.height
        pen.fill(0, foot, frame.width, self.height, colour=NAVY)
        pen.fill(0, foot, frame.width, 3.0, colour=RUST)
        self._content.paint(pen, frame.side, frame.height - 20.0)
        if self._tlp:
            paint_chip(pen, self._tlp, frame, frame.height - 17.0 - _CHIP_HEIGHT)
        if self._logo:
            self._paint_logo(pen, *self._logo)

    def _paint_logo(self, pen: Pen, content: bytes, size: tuple[int, int]) -> None:
        """The logo on white at the far edge, as large as its plate allows."""
        frame, pad = self._frame, _LOGO_PAD
        scale = min(_LOGO_WIDTH / size[0], _LOGO_HEIGHT / size[1])
        width, height = size[0] * scale, size[1] * scale
        left = frame.side if frame.rtl else frame.width - frame.side - width - 2 * pad
        low = frame.height - 17.0 - _CHIP_HEIGHT - STEP - height - 2 * pad
        pen.fill(left, low, width + 2 * pad, height + 2 * pad, colour=WHITE, radius=2.0)
        pen.photograph(content, size, left + pad, low + pad, width=width)


def paint_running_head(pen: Pen, running: Running, frame: Frame) -> None:
    """The lines over every page but the first."""
    y = frame.height - 33.0
    with pen.furniture():
        _paint_line(pen, frame, y, running.head)
        pen.rule(frame.side, y - 9.0, frame.inner, colour=HAIRLINE)
        if running.tlp:
            paint_chip(pen, running.tlp, frame, y - 5.5)


def paint_running_foot(pen: Pen, running: Running, frame: Frame, *, page: int, total: str) -> None:
    """The lines under every page."""
    with pen.furniture():
        _paint_foot(pen, running, frame, page=page, total=total)


def _paint_foot(pen: Pen, running: Running, frame: Frame, *, page: int, total: str) -> None:
    y = 24.0
    pen.rule(frame.side, y + 17.0, frame.inner, colour=HAIRLINE)
    _paint_line(pen, frame, y, running.foot)
    counted = running.page.format(page=page, total=total)
    taken = chip_width(running.tlp) + 2 * STEP if running.tlp else 0.0
    at = frame.side + taken if frame.rtl else frame.width - frame.side - taken
    pen.label(at, y, counted, RUNNING, anchor=0.0 if frame.rtl else 1.0)
    if running.tlp:
        paint_chip(pen, running.tlp, frame, y - 5.5)


def paint_chip(pen: Pen, tlp: Tlp, frame: Frame, y: float) -> None:
    """The handling label at the far edge, black behind its own colour."""
    width = chip_width(tlp)
    x = frame.side if frame.rtl else frame.width - frame.side - width
    pen.fill(x, y, width, _CHIP_HEIGHT, colour=BLACK, radius=1.5)
    pen.label(x + _CHIP_PAD, y + 4.9, tlp.label, TLP_LABEL.coloured(tlp.colour))


def chip_width(tlp: Tlp) -> float:
    """Width of the handling label with its black surface."""
    return label_width(tlp.label, TLP_LABEL) + 2 * _CHIP_PAD


def _paint_line(pen: Pen, frame: Frame, y: float, text: str) -> None:
    at = frame.width - frame.side if frame.rtl else frame.side
    pen.label(at, y, text, RUNNING, anchor=1.0 if frame.rtl else 0.0)


_TITLES = tuple(replace(TITLE, size=size, leading=size * 1.29) for size in (21.0, 16.0, 12.0, 9.0))
_HIGHEST = 0.4


def _fitted(masthead: Masthead, frame: Frame, tlp: Tlp | None) -> Fitted:
    """Set the masthead; a title of very many words gets smaller before it takes half a page."""
    space = Room(frame.inner, ENDLESS, fresh=True, rtl=frame.rtl)
    found = Fitted(0, _nothing)
    for style in _TITLES:
        found = Stack(_masthead_blocks(masthead, frame, tlp, style)).fit(space) or found
        if found.height <= _HIGHEST * frame.height:
            break
    return found


def _masthead_blocks(
    masthead: Masthead, frame: Frame, tlp: Tlp | None, title: TextStyle
) -> list[Block]:
    kicker = words(masthead.kicker or " ", KICKER, after=4, align=Align.LEADING)
    chip = chip_width(tlp) if tlp else 1.0
    blocks: list[Block] = [
        SideBySide([[kicker], []], shares=(frame.inner - chip, chip), before=0, after=STEP),
        _beside_logo(
            Tagged(words(masthead.title, title, after=STEP, align=Align.LEADING), "H1"),
            masthead,
            frame,
        ),
    ]
    subtitle = words(masthead.subtitle, SUBTITLE, after=0, align=Align.LEADING)
    other = words(masthead.other, SUBTITLE_STRONG, after=0, align=Align.TRAILING)
    if masthead.other:
        shares = (subtitle.full_width() + 1.0, other.full_width() + 1.0)
        blocks.append(SideBySide([[subtitle], [other]], shares=shares, gap=STEP, before=0, after=0))
    elif masthead.subtitle:
        blocks.append(subtitle)
    return blocks


def _beside_logo(title: Block, masthead: Masthead, frame: Frame) -> Block:
    """The title in the room that a logo leaves."""
    if masthead.logo is None:
        return title
    taken = _LOGO_WIDTH + 2 * _LOGO_PAD
    return SideBySide([[title], []], shares=(frame.inner - taken, taken), before=0, after=STEP)


def _nothing(_pen: Pen, _x: float, _top: float) -> None:
    """An empty masthead leaves its band only."""
