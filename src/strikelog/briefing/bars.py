"""Counts as horizontal bars: a name, a bar, the number; the unit stands in the heading above."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .composing import ENDLESS, Fitted, Room, Stack
from .flowing import words
from .ink import Pen
from .styles import MIST, NAVY, RUST, SMALL, Align

__all__ = ["BarList", "BarRow"]

_GAP = 6.0
_THICK = 8.0
_LABEL = SMALL
_NUMBER = SMALL.bold()


class BarRow(NamedTuple):
    """A bar: its name, the words after it, its length from 0 to 1."""

    name: str
    number: str
    length: float


@dataclass(frozen=True)
class BarList:
    """Bars one below the other; `names` is the part of the width that names may take."""

    rows: Sequence[BarRow]
    names: float = 0.46
    marked: bool = False
    before: float = 0.0
    after: float = 6.0
    keeps_with_next: bool = False

    def fit(self, room: Room) -> Fitted | None:
        """Place whole rows."""
        widest = max((words(row.name, _LABEL).full_width() for row in self.rows), default=0.0)
        left = min(widest, room.width * self.names)
        right = max((words(row.number, _NUMBER).full_width() for row in self.rows), default=0.0)
        colour = RUST if self.marked else NAVY
        return Stack([_Row(row, left, right, colour) for row in self.rows]).fit(room)


@dataclass(frozen=True)
class _Row:
    row: BarRow
    left: float
    right: float
    colour: str
    before: float = 0.0
    after: float = 2.5
    keeps_with_next: bool = False

    def fit(self, room: Room) -> Fitted | None:
        name = words(self.row.name, _LABEL, after=0, align=Align.LEADING)
        inner = Room(self.left + 0.5, ENDLESS, fresh=True, rtl=room.rtl)
        fitted = name.fit(inner)
        if fitted is None or (fitted.height > room.height and not room.fresh):
            return None
        number = words(self.row.number, _NUMBER, after=0, align=Align.TRAILING).fit(
            Room(self.right + 0.5, ENDLESS, fresh=True, rtl=room.rtl)
        )
        full = room.width - self.left - self.right - 2 * _GAP

        def paint(pen: Pen, x: float, top: float) -> None:
            middle = top - fitted.height / 2
            length = full * max(0.0, min(1.0, self.row.length))
            edge = x + room.width - self.left - _GAP if room.rtl else x + self.left + _GAP
            low = middle - _THICK / 2
            pen.fill(edge - full if room.rtl else edge, low, full, _THICK, colour=MIST)
            if length:
                at = edge - length if room.rtl else edge
                pen.fill(at, low, length, _THICK, colour=self.colour)
            with pen.element("P", self):
                fitted.paint(pen, x + room.width - self.left if room.rtl else x, top)
                if number:
                    end = x if room.rtl else x + room.width - self.right
                    number.paint(pen, end, middle + number.height / 2)

        return Fitted(fitted.height, paint)
