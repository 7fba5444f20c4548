"""The recovery sheet: one page to print, with the key that opens a vault without its passphrase.

It names the vault by its number alone: no person, office, place or date of events stands on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ..domain.messages import is_right_to_left, mark, translate
from ..domain.text import isolate_ltr
from .blocks import Area, Boxed, Bullets, Drawing, Heading, Spacer
from .composing import Block
from .document import Document
from .flowing import words
from .furniture import Masthead, Running
from .ink import Pen
from .styles import BLUSH, BODY, HAIRLINE, LEAD, NAVY, NOTE, RUST, STEP, Span, TextStyle

__all__ = ["RecoveryPage", "recovery_sheet"]

_TITLE = mark("Recovery sheet")
_OPENS = mark(
    "This key opens one strikelog vault without its passphrase. Whoever has this sheet and a copy "
    "of the vault can read everything in it."
)
_KEY = mark("The recovery key")
_VAULT = mark("Number of the vault:")
_HOW = mark("How to use it")
_STEPS = (
    mark("Start strikelog, choose the vault, and press “Use the recovery sheet”."),
    mark("Type the eight groups. Each group is checked as it is typed."),
    mark("Choose a new passphrase. This sheet stays valid until its key is removed or replaced."),
)
_WHERE = mark("Where to keep it")
_KEEPING = (
    mark("On paper, away from the computer and from every copy of the vault."),
    mark("In a closed envelope with a person you trust, or at the office; not on the road."),
    mark(
        "Not as a photograph, not in a mail, not in a cloud. Delete this file once it is printed."
    ),
    mark("If it is lost or seen, open the vault, remove this key there, and print another sheet."),
)
_NO_PRINTER = mark(
    "Without a printer: copy the eight groups by hand, with their small numbers, and compare twice."
)


_ACROSS = 4
_CELL_HEIGHT = 52.0
_DIGITS = TextStyle(size=20.0, weight=600, colour=NAVY)
_NUMBER = TextStyle(size=9.0, weight=600, colour=RUST)


@dataclass(frozen=True)
class RecoveryPage:
    """What stands on the sheet: the vault's number and the eight groups of its key."""

    vault: str
    groups: Sequence[str]


def recovery_sheet(page: RecoveryPage, *, language: str = "en") -> Document:
    """Set the sheet on one page, in a language."""

    def say(text: str) -> str:
        return translate(text, language)

    blocks: list[Block] = [
        Boxed([words(say(_OPENS), LEAD, after=0)], tint=BLUSH, rule=RUST),
        Heading(say(_KEY), outlined=False),
        _drawn_groups(page.groups),
        words(
            [
                Span(f"{say(_VAULT)}  ", BODY),
                Span(isolate_ltr(page.vault), BODY.bold()),
            ],
            after=STEP,
        ),
        Heading(say(_HOW), outlined=False),
        Bullets([words(say(step), LEAD) for step in _STEPS], numbered=True),
        Heading(say(_WHERE), outlined=False),
        Bullets([words(say(one), LEAD) for one in _KEEPING]),
        Spacer(STEP),
        words(say(_NO_PRINTER), NOTE, after=0),
    ]
    return Document(
        say(_TITLE),
        blocks,
        masthead=Masthead(say(_TITLE), kicker="STRIKELOG"),
        running=Running(foot=say(_TITLE), page="{page} / {total}"),
        language=language,
        rtl=is_right_to_left(language),
        subject=say(_TITLE),
    )


def _drawn_groups(groups: Sequence[str]) -> Drawing:
    """Two rows of four cells, from left to right in every language, as digits are read."""
    rows = -(-len(groups) // _ACROSS)
    height = rows * _CELL_HEIGHT + (rows - 1) * STEP

    def draw(pen: Pen, area: Area) -> None:
        width = (area.width - (_ACROSS - 1) * STEP) / _ACROSS
        for place, group in enumerate(groups):
            line, column = divmod(place, _ACROSS)
            x = area.x + column * (width + STEP)
            y = area.y + area.height - (line + 1) * _CELL_HEIGHT - line * STEP
            _draw_group(pen, Area(x, y, width, _CELL_HEIGHT), place + 1, group)

    return Drawing(height, draw, after=2 * STEP)


def _draw_group(pen: Pen, cell: Area, number: int, group: str) -> None:
    for y in (cell.y, cell.y + cell.height):
        pen.rule(cell.x, y, cell.width, colour=HAIRLINE)
    pen.label(cell.x + STEP, cell.y + cell.height - 14.0, str(number), _NUMBER)
    middle = cell.x + cell.width / 2
    pen.label(middle, cell.y + 13.0, f"{group[:3]} {group[3:]}", _DIGITS, anchor=0.5)
