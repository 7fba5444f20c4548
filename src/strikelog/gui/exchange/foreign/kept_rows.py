"""Rows that are at hand, for the tables of this page."""

from array import array
from collections.abc import Callable, Sequence

from strikelog.gui.lists.columns import FIRST, Cell


class KeptRows:
    """Rows by their place; each is put into cells when it is first painted."""

    def __init__(self, count: int, row_of: Callable[[int], tuple[Cell, ...]]) -> None:
        self._count = count
        self._row_of = row_of

    def first_keys(self) -> "array[int]":
        """Return the places of the first rows."""
        return array("q", range(min(self._count, FIRST)))

    def keys(self) -> "array[int]":
        """Return every place."""
        return array("q", range(self._count))

    def rows(self, keys: Sequence[int]) -> list[tuple[object, ...]]:
        """Return the cells of some rows."""
        return [self._row_of(key) for key in keys]
