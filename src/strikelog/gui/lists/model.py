"""The model behind a long list: every key in one array, a few pages of rows, nothing else."""

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from strikelog.gui.lists.columns import BLANK, Cell, Column, RowSource

PAGE_BITS = 3
PAGE = 1 << PAGE_BITS
"""Rows read at once at least; what a view is about to paint is read together."""

PAGES = 512
"""Pages kept; the one used longest ago goes first."""

# Qt asks several roles a cell; comparing plain ints halves the time of a repaint.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_HORIZONTAL = Qt.Orientation.Horizontal
_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class _NoRows:
    """The source of a list that has not been filled yet."""

    def first_keys(self) -> "array[int]":
        return array("q")

    def keys(self) -> "array[int]":
        return array("q")

    def rows(self, keys: Sequence[int]) -> list[tuple[object, ...]]:
        return [() for _ in keys]


class PagedModel(QAbstractTableModel):
    """Rows by position and by key; reads a page of them when one is first asked for."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._source: RowSource = _NoRows()
        self._keys = array("q")
        self._pages: OrderedDict[int, list[tuple[Cell, ...]]] = OrderedDict()
        self._hot = -1

    def show(self, source: RowSource, keys: "array[int]") -> None:
        """Replace all rows; `keys` is what `source.keys()` returned."""
        self.beginResetModel()
        self._source = source
        self._keys = keys
        self._forget_pages()
        self.endResetModel()

    def cell(self, row: int, column: int) -> Cell:
        """Return what stands in a cell."""
        page = row >> PAGE_BITS
        if page != self._hot:
            self._warm(page)
        return self._pages[page][row & (PAGE - 1)][column]

    def make_ready(self, first: int, last: int) -> None:
        """Read what is missing of the rows from `first` to `last` in one go."""
        last = min(last, len(self._keys) - 1)
        wanted = range(max(first, 0) >> PAGE_BITS, (last >> PAGE_BITS) + 1)
        missing = [page for page in wanted if page not in self._pages]
        if len(missing) > 1 and len(wanted) <= PAGES:
            self._keep(missing[0], self._read(missing[0], missing[-1]))

    def key_at(self, row: int) -> int:
        """Return the key of a row."""
        return self._keys[row]

    def keys_between(self, first: int, last: int) -> "array[int]":
        """Return the keys of the rows from `first` to `last`, both included."""
        return self._keys[first : last + 1]

    def row_of(self, key: int) -> int | None:
        """Return where a key stands, or None if it is not listed."""
        try:
            return self._keys.index(key)
        except ValueError:
            return None

    def rows_of(self, keys: Iterable[int]) -> list[int]:
        """Return where the keys stand that are listed, from top to bottom."""
        wanted = frozenset(keys)
        if len(wanted) < 4:
            return sorted(row for key in wanted if (row := self.row_of(key)) is not None)
        return [row for row, key in enumerate(self._keys) if key in wanted]

    def refresh(self, keys: Iterable[int] | None = None) -> None:
        """Read rows anew that changed without changing place; None means all of them."""
        if not self._keys:
            return
        if keys is None:
            self._forget_pages()
            self._say_changed(0, len(self._keys) - 1)
            return
        for row in self.rows_of(keys):
            self._pages.pop(row >> PAGE_BITS, None)
            self._hot = -1
            self._say_changed(row, row)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = _DISPLAY) -> object:
        if role == _DISPLAY:
            cell = self.cell(index.row(), index.column())
            return f"{cell.text}\n{cell.second}" if cell.second else cell.text
        if role == _ALIGN and self.columns[index.column()].numeric:
            return Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if role == _DISPLAY and orientation == _HORIZONTAL:
            return self.columns[section].label
        return None

    def _warm(self, page: int) -> None:
        if page in self._pages:
            self._pages.move_to_end(page)
        else:
            self._keep(page, self._read(page, page))
        self._hot = page

    def _keep(self, first: int, rows: Sequence[tuple[Cell, ...]]) -> None:
        for start in range(0, len(rows), PAGE):
            page = first + (start >> PAGE_BITS)
            self._pages[page] = list(rows[start : start + PAGE])
            self._pages.move_to_end(page)
        while len(self._pages) > PAGES:
            self._pages.popitem(last=False)

    def _read(self, first: int, last: int) -> list[tuple[Cell, ...]]:
        keys = self._keys[first << PAGE_BITS : (last + 1) << PAGE_BITS]
        makers = [column.cell for column in self.columns]
        blank = (BLANK,) * len(makers)
        return [
            tuple(
                BLANK if value is None else make(value)
                for make, value in zip(makers, row, strict=True)
            )
            if row
            else blank
            for row in self._source.rows(keys)
        ]

    def _forget_pages(self) -> None:
        self._pages.clear()
        self._hot = -1

    def _say_changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
