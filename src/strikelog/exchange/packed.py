"""Rows that stay packed until somebody looks at them."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import overload

from ..limited.cell import Failed
from .files.packing import ROWS_A_PIECE, Cells, Piece, unpack_rows

_KEPT_PIECES = 4


class PackedRows(Sequence[Cells]):
    """Rows that are unpacked piece by piece as they are asked for; a slice shares the pieces."""

    def __init__(
        self, pieces: Sequence[Piece], *, empty: str | None = None, within: range | None = None
    ) -> None:
        self._pieces = pieces
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
            return PackedRows(self._pieces, empty=self._empty, within=self._within[at])
        piece, row = divmod(self._within[at], ROWS_A_PIECE)
        return self._rows_of(piece)[row]

    def __iter__(self) -> Iterator[Cells]:
        if self._within.step != 1:
            yield from map(self.__getitem__, range(len(self)))
            return
        at, stop = self._within.start, self._within.stop
        while at < stop:
            piece, row = divmod(at, ROWS_A_PIECE)
            rows = _unpacked(self._pieces[piece][1], self._empty)
            yield from islice(rows, row, row + stop - at)
            at += len(rows) - row

    def _rows_of(self, piece: int) -> list[Cells]:
        rows = self._kept.get(piece)
        if rows is None:
            rows = _unpacked(self._pieces[piece][1], self._empty)
            if len(self._kept) >= _KEPT_PIECES:
                self._kept = {}
            self._kept[piece] = rows
        return rows


def _unpacked(packed: bytes, empty: str | None) -> list[Cells]:
    try:
        return unpack_rows(packed, empty)
    except ValueError as problem:
        raise Failed(word="packing") from problem
