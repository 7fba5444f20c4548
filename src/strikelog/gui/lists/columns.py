"""What a list shows: its columns, and what stands in one cell."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from strikelog.gui.style import Tone


class Paint(StrEnum):
    """How the cells of a column are painted."""

    TEXT = "text"
    MUTED = "muted"
    NAME = "name"
    ICON = "icon"
    NUMBER = "number"
    PILL = "pill"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows, made once when its page is read.

    `second` is the smaller line of a name, `icon` a drawing before the text, `tone` the colour of a
    pill, or of words that are refused or doubtful; `is_dim` takes back what says little, such as a
    zero.
    """

    text: str
    second: str = ""
    icon: str = ""
    tone: Tone = Tone.PLAIN
    is_dim: bool = False


BLANK = Cell("")


def plain_cell(value: object) -> Cell:
    """Return a cell that says the value; what is a cell already stays as it is."""
    if isinstance(value, Cell):
        return value
    return BLANK if value is None else Cell(str(value))


@dataclass(frozen=True)
class Column:
    """One column: `key` is what it is sorted and remembered by, `cell` turns its values to words.

    A column that `grows` takes the width that is left over. `shown` is the choice before the
    person makes their own. Columns with a `group` stand in a menu of their own when columns are
    chosen.
    """

    key: str
    label: str
    width: int
    paint: Paint = Paint.TEXT
    numeric: bool = False
    sortable: bool = True
    grows: bool = False
    shown: bool = True
    group: str = ""
    cell: Callable[[object], Cell] = plain_cell


FIRST = 64
"""Rows fetched before all others, so that a screen fills while the rest is still counted."""


class RowSource(Protocol):
    """Where a list gets its rows from."""

    def first_keys(self) -> "array[int]":
        """Return the keys of the first FIRST rows in final order; called in a worker."""

    def keys(self) -> "array[int]":
        """Return the key of every row in final order, as array('q'); called in a worker."""

    def rows(self, keys: Sequence[int]) -> list[tuple[object, ...]]:
        """Return one tuple a key, values in column order; a vanished row is a tuple of None.

        Called in the window's thread when a page is first painted, so it must take milliseconds.
        """


@dataclass(frozen=True)
class Sort:
    """What a list is sorted by."""

    key: str
    descending: bool = False
