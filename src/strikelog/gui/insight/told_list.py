"""The list of results: a title with a pill, and the lines below it."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from strikelog.gui import style
from strikelog.gui.insight.told import Told
from strikelog.gui.language import say
from strikelog.gui.widgets.painted_list import (
    LINE,
    PaintedList,
    paint_end_pill,
    paint_ground,
    paint_line,
    room_in,
)

_Index = QModelIndex | QPersistentModelIndex


class ToldModel(QAbstractListModel):
    """Results, as the list asks for them."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[Told] = []

    def show_results(self, results: Sequence[Told]) -> None:
        """Replace the list."""
        self.beginResetModel()
        self.results = list(results)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.results)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        one = self.results[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{one.title}: {one.pill}. {' '.join(one.lines)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((one.title, *one.lines))
        return None


class _Painting(QStyledItemDelegate):
    """Paints a result as high as it has lines."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        lines = len(_at(index).lines)
        return QSize(style.TABLE_MIN, (1 + lines) * LINE + 2 * style.GAP + style.HAIR)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        told = _at(index)
        painter.save()
        paint_ground(painter, option)
        beside, top = paint_end_pill(painter, option, told.pill, told.tone), room_in(option).top()
        paint_line(painter, option, top, told.title, beside=beside, is_title=True)
        for place, line in enumerate(told.lines, start=1):
            paint_line(painter, option, top + place * LINE, line)
        painter.restore()


def _at(index: _Index) -> Told:
    model = index.model()
    assert isinstance(model, ToldModel)
    return model.results[index.row()]


class ToldList(PaintedList):
    """Emits `chosen` with a result when it is opened by Enter or a double click."""

    chosen = Signal(object)

    def __init__(self, name: str) -> None:
        self.model_of_results = ToldModel()
        super().__init__(say(name), self.model_of_results, _Painting())
        self.activated.connect(self._open)

    @property
    def result(self) -> Told | None:
        """The result the keyboard is on."""
        row, results = self.currentIndex().row(), self.model_of_results.results
        return results[row] if 0 <= row < len(results) else None

    def show_results(self, results: Sequence[Told]) -> None:
        """Replace the list and go to its first line."""
        self.model_of_results.show_results(results)
        if results:
            self.setCurrentIndex(self.model_of_results.index(0))

    def _open(self, _index: QModelIndex) -> None:
        if self.result is not None:
            self.chosen.emit(self.result)
