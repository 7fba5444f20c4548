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
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from strikelog.domain.text import fold
from strikelog.gui import style
from strikelog.gui.insight.asking import Told
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
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


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
        lines = max(1, len(_at(index).lines))
        return QSize(style.TABLE_MIN, (1 + lines) * LINE + 2 * style.GAP + style.HAIR)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        told = _at(index)
        painter.save()
        paint_ground(painter, option)
        top = room_in(option).top()
        paint_line(painter, option, top, told.title, is_title=True)
        # The pill stands below the title, which needs the whole width.
        beside = paint_end_pill(painter, option, told.pill, told.tone, top=top + LINE)
        for place, line in enumerate(told.lines, start=1):
            room = beside if place == 1 else 0
            paint_line(painter, option, top + place * LINE, line, beside=room)
        painter.restore()


def _at(index: _Index) -> Told:
    model = index.model()
    assert isinstance(model, ToldModel)
    return model.results[index.row()]


class ToldList(PaintedList):
    """Emits `looked_at` with the result the keyboard goes to, `chosen` when Enter opens it.

    `let_go` when Delete is pressed on it, `accepted` at Ctrl+Enter.
    """

    looked_at = Signal(object)
    chosen = Signal(object)
    let_go = Signal()
    accepted = Signal()

    def __init__(self, name: str) -> None:
        self.model_of_results = ToldModel()
        super().__init__(say(name), self.model_of_results, _Painting())
        self.activated.connect(self._open)
        self.selectionModel().currentChanged.connect(self._look)

    @property
    def result(self) -> Told | None:
        """The result the keyboard is on."""
        row, results = self.currentIndex().row(), self.model_of_results.results
        return results[row] if 0 <= row < len(results) else None

    def show_results(self, results: Sequence[Told], row: int = 0) -> None:
        """Replace the list and go to a line of it, or to the last there is."""
        self.model_of_results.show_results(results)
        if results:
            self.setCurrentIndex(self.model_of_results.index(min(max(row, 0), len(results) - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Delete:
            self.let_go.emit()
        elif control and event.key() in _ENTER:
            self.accepted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Go to the next result whose title begins with what was typed."""
        results, row = self.model_of_results.results, self.currentIndex().row()
        order = (*range(row + 1, len(results)), *range(row + 1))
        typed = fold(search)
        found = next((at for at in order if fold(results[at].title).startswith(typed)), None)
        if found is not None:
            self.setCurrentIndex(self.model_of_results.index(found))

    def _look(self, _current: QModelIndex, _before: QModelIndex) -> None:
        self.looked_at.emit(self.result)

    def _open(self, _index: QModelIndex) -> None:
        if self.result is not None:
            self.chosen.emit(self.result)
