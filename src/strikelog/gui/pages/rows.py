"""Rows of a list out of the vault: keys in a worker, the values of visible columns page by page."""

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from strikelog.domain.filters import Filter, Order
from strikelog.domain.records import Record
from strikelog.gui.lists.columns import FIRST, Column, Sort


class Reading(Protocol):
    """What a list needs of the services."""

    def keys(
        self, kind: type[Record], where: Filter = ..., order: Order | None = None
    ) -> "array[int]":
        """Give the row keys of all matching records in order."""

    def first_keys(
        self, kind: type[Record], where: Filter, order: Order | None, limit: int
    ) -> "array[int]":
        """Give the row keys of the first matching records in order."""

    def rows(
        self, kind: type[Record], keys: Sequence[int], columns: Sequence[str]
    ) -> list[tuple[object, ...]]:
        """Give the values of some columns for row keys."""


@dataclass(frozen=True)
class Shape:
    """Which fields each column of a list is made of, and which columns are on screen now."""

    kind: type[Record]
    columns: tuple[Column, ...]
    fields: Mapping[str, tuple[str, ...]]
    shown: Callable[[], Collection[str]]


@dataclass(frozen=True)
class RecordRows:
    """The rows that match a filter, sorted; columns that are hidden are not read."""

    finding: Reading
    shape: Shape
    where: Filter
    sort: Sort

    def first_keys(self) -> "array[int]":
        """Return the keys of the first rows in final order; called in a worker."""
        return self.finding.first_keys(self.shape.kind, self.where, self._order, FIRST)

    def keys(self) -> "array[int]":
        """Return the key of every row in final order; called in a worker."""
        return self.finding.keys(self.shape.kind, self.where, self._order)

    @property
    def _order(self) -> Order | None:
        return Order(self.sort.key, self.sort.descending) if self.sort.key else None

    def rows(self, keys: Sequence[int]) -> list[tuple[object, ...]]:
        """Return one tuple a key, a value a column; of several fields, a tuple of them."""
        shown = self.shape.shown()
        wanted = [key for name in shown for key in self.shape.fields[name]]
        places = {key: place for place, key in enumerate(dict.fromkeys(wanted))}
        found = self.finding.rows(self.shape.kind, keys, list(places))
        picks = [
            (at, tuple(places[key] for key in self.shape.fields[column.key]))
            for at, column in enumerate(self.shape.columns)
            if column.key in shown
        ]
        return [_laid_out(values, picks, len(self.shape.columns)) for values in found]


def _laid_out(
    values: Sequence[object], picks: Sequence[tuple[int, tuple[int, ...]]], width: int
) -> tuple[object, ...]:
    """Put values under their columns; those of hidden columns stay None."""
    row: list[object] = [None] * width
    for at, places in picks:
        alone = len(places) == 1
        row[at] = values[places[0]] if alone else tuple(values[place] for place in places)
    return tuple(row)
