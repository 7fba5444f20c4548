"""Rows that stay packed until somebody looks at them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import overload

from ..limited.cell import Failed
from .files.packing import ROWS_A_PIECE, Cells, Piece, unpack_rows

Zeros = Mapping[int, Sequence[tuple[int, int]]]
"""By row: columns whose numbers are shown with leading zeros, and how many digits they show."""

_KEPT_PIECES = 4


class PackedRows(Sequence[Cells]):
    """Rows that are unpacked piece by piece as they are asked for; a slice shares the pieces."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        *,
        empty: str | None = None,
        zeros: Zeros | None = None,
        within: range | None = None,
    ) -> None:
        self._pieces = pieces
        self._zeros = zeros or {}
        self._empty = empty
        self._within = range(sum(count for count, _ in pieces)) if within is None else within
        self._kept: dict[int, list[Cells]] = {}

    def __len__(self) -> int:
        return len(self._within)

    @overload
    def __getitem__(self, at: int) -> Cells: ...

    @overload
    def __getitem__(self, at: slice) -> "PackedRows": ...

    def __getitem__(self, at: int | slice) -> "Cells | PackedRows":
        if isinstance(at, slice):
            return PackedRows(
                self._pieces, empty=self._empty, zeros=self._zeros, within=self._within[at]
            )
        piece, row = divmod(self._within[at], ROWS_A_PIECE)
        return self._rows_of(piece)[row]

    def __iter__(self) -> Iterator[Cells]:
        if self._within.step != 1:
            yield from map(self.__getitem__, range(len(self)))
            return
        at, stop = self._within.start, self._within.stop
        while at < stop:
            piece, row = divmod(at, ROWS_A_PIECE)
            rows = self._unpacked(piece)
            yield from islice(rows, row, row + stop - at)
            at += len(rows) - row

    def _rows_of(self, piece: int) -> list[Cells]:
        rows = self._kept.get(piece)
        if rows is None:
            rows = self._unpacked(piece)
            if len(self._kept) >= _KEPT_PIECES:
                self._kept = {}
            self._kept[piece] = rows
        return rows

    def _unpacked(self, piece: int) -> list[Cells]:
        try:
            rows = unpack_rows(self._pieces[piece][1], self._empty)
        except ValueError as problem:
            raise Failed(word="packing") from problem
        first = piece * ROWS_A_PIECE
        for at in range(len(rows)) if self._zeros else ():
            if first + at in self._zeros:
                rows[at] = _filled(rows[at], self._zeros[first + at])
        return rows


def _filled(row: Cells, zeros: Sequence[tuple[int, int]]) -> Cells:
    """Write numbers as they are shown, where they are shown with leading zeros."""
    cells = list(row)
    for column, digits in zeros:
        value = cells[column] if column < len(cells) else None
        if type(value) is int and value >= 0:
            cells[column] = str(value).zfill(digits)
    return cells
