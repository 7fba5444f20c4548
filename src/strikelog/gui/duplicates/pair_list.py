"""The list of pairs: both titles of each, and a pill that says how alike they are."""

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

from strikelog.gui import style
from strikelog.gui.duplicates.words import KEYS, LIST, percent, tone_of
from strikelog.gui.language import say, upright
from strikelog.gui.widgets.painted_list import (
    LINE,
    PaintedList,
    paint_end_pill,
    paint_ground,
    paint_line,
    room_in,
)
from strikelog.services.duplicates import ListedPair

_Index = QModelIndex | QPersistentModelIndex
_ROW = 4 * LINE + 2 * style.GAP + style.HAIR


class PairModel(QAbstractListModel):
    """The pairs, as the list asks for them."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs: list[ListedPair] = []

    def show_pairs(self, pairs: Sequence[ListedPair]) -> None:
        """Replace the list."""
        self.beginResetModel()
        self.pairs = list(pairs)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.pairs)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        one = self.pairs[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{percent(one.pair.score)}: {one.one}; {one.other}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{one.one}\n{one.other}"
        return None


class _Painting(QStyledItemDelegate):
    """Paints two titles, each over its day and place."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(style.TABLE_MIN, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, PairModel)
        listed = model.pairs[index.row()]
        painter.save()
        paint_ground(painter, option)
        pill = upright(percent(listed.pair.score))
        beside = paint_end_pill(painter, option, pill, tone_of(listed.pair.score))
        top = room_in(option).top()
        paint_line(painter, option, top, listed.one, beside=beside, is_title=True)
        paint_line(painter, option, top + LINE, listed.one_detail)
        paint_line(painter, option, top + 2 * LINE + style.HAIR, listed.other, is_title=True)
        paint_line(painter, option, top + 3 * LINE + style.HAIR, listed.other_detail)
        painter.restore()


class PairList(PaintedList):
    """Emits `looked_at` with the row that is current, `pressed_key` with what a letter asks for."""

    looked_at = Signal(int)
    pressed_key = Signal(str)

    def __init__(self) -> None:
        self.rows = PairModel()
        super().__init__(say(LIST), self.rows, _Painting())
        self.setUniformItemSizes(True)
        self.selectionModel().currentChanged.connect(self._look)

    @property
    def row(self) -> int:
        """The row the keyboard is in; -1 for none."""
        return self.currentIndex().row()

    @property
    def chosen(self) -> ListedPair | None:
        """The pair that is looked at."""
        return self.rows.pairs[self.row] if 0 <= self.row < len(self.rows.pairs) else None

    def show_pairs(self, pairs: Sequence[ListedPair], row: int = 0) -> None:
        """Replace the list and go to a row."""
        self.rows.show_pairs(pairs)
        self.go_to(row)

    def go_to(self, row: int) -> None:
        """Bring the keyboard to a row, or to the last there is."""
        count = len(self.rows.pairs)
        if count:
            self.setCurrentIndex(self.rows.index(min(max(row, 0), count - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        asked = KEYS.get(event.text().lower()) if plain else None
        if asked is None:
            super().keyPressEvent(event)
            return
        self.pressed_key.emit(asked)
        event.accept()

    def keyboardSearch(self, search: str) -> None:
        """Letters decide; they do not search."""

    def _look(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.looked_at.emit(current.row())
