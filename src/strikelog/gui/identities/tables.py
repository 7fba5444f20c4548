"""Small tables of people: rows of words, each with the id behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from strikelog.domain.text import fold
from strikelog.gui import style
from strikelog.gui.language import say
from strikelog.gui.style import Look
from strikelog.gui.widgets.labels import reading_start
from strikelog.gui.widgets.tables import dress_as_lines

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)


@dataclass(frozen=True)
class PeopleRow:
    """One row: the id of the record, and the words of each column."""

    id: str
    cells: tuple[str, ...]


class PeopleModel(QAbstractTableModel):
    """Rows of words, narrowed by what is searched for."""

    def __init__(self, columns: Sequence[str]) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._all: tuple[PeopleRow, ...] = ()
        self._wanted = ""
        self.rows: list[PeopleRow] = []

    def show_rows(self, rows: Sequence[PeopleRow]) -> None:
        """Replace every row."""
        self._all = tuple(rows)
        self.search(self._wanted)

    def search(self, text: str) -> None:
        """Show the rows in which a text stands, in any spelling."""
        self._wanted = text
        wanted = fold(text)
        self.beginResetModel()
        self.rows = [one for one in self._all if wanted in fold(" ".join(one.cells))]
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if role == _DISPLAY and orientation == Qt.Orientation.Horizontal:
            return say(self._columns[section])
        return None

    def data(self, index: _Index, role: int = _DISPLAY) -> object:
        if role == _DISPLAY:
            return self.rows[index.row()].cells[index.column()]
        return None


class _Cell(QStyledItemDelegate):
    """Words of a cell below the words of its column, which have room beside them."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        room = shown.rect.adjusted(style.CELL_PAD, 0, -style.CELL_PAD, 0)
        elided = shown.fontMetrics.elidedText(shown.text, Qt.TextElideMode.ElideRight, room.width())
        is_picked = bool(shown.state & QStyle.StateFlag.State_Selected)
        shown.text = ""
        ground = shown.widget.style()
        ground.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        painter.setPen(style.ink_color(style.Ink.PICKED if is_picked else style.Ink.INK))
        painter.drawText(room, reading_start() | Qt.AlignmentFlag.AlignVCenter, elided)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return super().sizeHint(option, index) + QSize(2 * style.CELL_PAD, 0)


class PeopleTable(QTableView):
    """`chosen` with the id of a row that was opened by mouse or Enter."""

    chosen = Signal(str)

    def __init__(self, model: PeopleModel, name: str, *, grows: int) -> None:
        super().__init__()
        self.people = model
        self.setModel(model)
        dress_as_lines(self, name, look=Look.RECORDS, height=style.HEADER_ROW)
        self.setItemDelegate(_Cell(self))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(grows, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self._choose)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.people.rows[index.row()].id)
