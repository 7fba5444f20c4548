"""The list of results: a title with a pill, and the lines below it."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from strikelog.gui import style
from strikelog.gui.insight.told import Told
from strikelog.gui.language import say
from strikelog.gui.style import Ink
from strikelog.gui.widgets.labels import reading_start
from strikelog.gui.widgets.pill import paint_pill, pill_size

_Index = QModelIndex | QPersistentModelIndex
_LINE = 18


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
        return QSize(style.TABLE_MIN, (1 + lines) * _LINE + 2 * style.GAP + style.HAIR)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        told = _at(index)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        painter.save()
        self._ground(painter, rect, option.state)  # type: ignore[attr-defined]
        room = rect.adjusted(style.SPACE, style.GAP, -style.SPACE, -style.GAP)
        size = pill_size(told.pill)
        place = QRect(room.right() - size.width() + 1, room.top(), size.width(), size.height())
        mirrored = QStyle.visualRect(option.direction, rect, place)  # type: ignore[attr-defined]
        paint_pill(painter, mirrored, told.pill, tone=told.tone)
        beside = size.width() + style.GAP
        self._line(painter, option, room, told.title, beside=beside, is_title=True)
        for line in told.lines:
            room = room.adjusted(0, _LINE, 0, 0)
            self._line(painter, option, room, line)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        theme = style.tokens()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, style.color(theme.picked))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, style.color(theme.hover))
        painter.setPen(style.color(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _line(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRect,
        text: str,
        *,
        beside: int = 0,
        is_title: bool = False,
    ) -> None:
        size = style.TEXT if is_title else style.SMALL
        weight = QFont.Weight.Medium if is_title else QFont.Weight.Normal
        line = QRect(room.left(), room.top(), room.width() - beside, _LINE)
        line = QStyle.visualRect(option.direction, room, line)  # type: ignore[attr-defined]
        painter.setFont(style.font(size, weight))
        painter.setPen(style.ink_color(Ink.INK if is_title else Ink.MUTED))
        fitting = style.metrics(size, weight).elidedText(
            text, Qt.TextElideMode.ElideRight, line.width()
        )
        painter.drawText(line, reading_start() | Qt.AlignmentFlag.AlignVCenter, fitting)


def _at(index: _Index) -> Told:
    model = index.model()
    assert isinstance(model, ToldModel)
    return model.results[index.row()]


class ToldList(QListView):
    """Emits `chosen` with a result when it is opened by Enter or a double click."""

    chosen = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.model_of_results = ToldModel()
        self.setModel(self.model_of_results)
        self.setItemDelegate(_Painting(self))
        self.setAccessibleName(say(name))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
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
