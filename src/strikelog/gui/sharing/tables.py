"""Tables of an export: the rows as they will be written, and the places where it was stopped."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from strikelog.gui import style
from strikelog.gui.widgets.tables import dress_as_lines

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()
_NARROWEST, _WIDEST = 80, 320


class TextTable(QAbstractTableModel):
    """Rows of plain texts under headings."""

    def __init__(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self._headings = headings
        self._rows = rows

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        text = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text.replace("\n", " ")
        if role == Qt.ItemDataRole.ToolTipRole and text:
            return text
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._headings[section]
        return None


class TextTableView(QTableView):
    """Shows rows of texts; whole rows are picked, and Tab goes on to the next part."""

    def __init__(self, name: str) -> None:
        super().__init__()
        dress_as_lines(self, name)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def show_rows(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show other rows, each column as wide as its first rows need."""
        self.setModel(TextTable(headings, rows))
        metrics = self.fontMetrics()
        for at, heading in enumerate(headings):
            texts = [heading, *(row[at][:60] for row in rows[:30])]
            need = max(map(metrics.horizontalAdvance, texts)) + 3 * style.CELL_PAD
            self.setColumnWidth(at, max(_NARROWEST, min(_WIDEST, need)))
        self.horizontalHeader().setStretchLastSection(len(headings) < _FEW)
        if rows:
            self.selectRow(0)


_FEW = 5
