"""The list of pairs: both titles of each, and a pill that says how alike they are."""

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
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from strikelog.gui import style
from strikelog.gui.duplicates.words import KEYS, LIST, percent, tone_of
from strikelog.gui.language import apart, say, upright
from strikelog.gui.style import Ink
from strikelog.gui.widgets.labels import reading_start
from strikelog.gui.widgets.pill import paint_pill, pill_size
from strikelog.services.duplicates import ListedPair

_Index = QModelIndex | QPersistentModelIndex
_LINE = 18
_ROW = 4 * _LINE + 2 * style.GAP + style.HAIR


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

    def take_out(self, row: int) -> None:
        """Take a pair out of the list."""
        self.beginRemoveRows(QModelIndex(), row, row)
        del self.pairs[row]
        self.endRemoveRows()

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
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        self._ground(painter, rect, state, option.direction)  # type: ignore[attr-defined]
        room = rect.adjusted(style.SPACE, style.GAP, -style.SPACE, -style.GAP)
        pill = upright(percent(listed.pair.score))
        size = pill_size(pill)
        place = QRect(room.right() - size.width() + 1, room.top(), size.width(), size.height())
        mirrored = QStyle.visualRect(option.direction, rect, place)  # type: ignore[attr-defined]
        paint_pill(painter, mirrored, pill, tone=tone_of(listed.pair.score))
        self._lines(painter, option, room, size.width() + style.GAP, listed)
        painter.restore()

    def _ground(
        self,
        painter: QPainter,
        rect: QRect,
        state: QStyle.StateFlag,
        direction: Qt.LayoutDirection,
    ) -> None:
        theme = style.tokens()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, style.color(theme.picked))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, style.color(theme.hover))
        painter.setPen(style.color(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_HasFocus:
            bar = QRect(rect.left(), rect.top(), style.BAR, rect.height())
            bar = QStyle.visualRect(direction, rect, bar)
            painter.fillRect(bar, style.color(theme.accent))

    def _lines(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRect,
        beside: int,
        listed: ListedPair,
    ) -> None:
        said = (
            (listed.one, Ink.INK, style.TEXT, QFont.Weight.Medium),
            (listed.one_detail, Ink.MUTED, style.SMALL, QFont.Weight.Normal),
            (listed.other, Ink.INK, style.TEXT, QFont.Weight.Medium),
            (listed.other_detail, Ink.MUTED, style.SMALL, QFont.Weight.Normal),
        )
        top = room.top()
        for place, (text, ink, size, weight) in enumerate(said):
            width = room.width() - (beside if place == 0 else 0)
            line = QRect(room.left(), top, width, _LINE)
            line = QStyle.visualRect(option.direction, room, line)  # type: ignore[attr-defined]
            painter.setFont(style.font(size, weight))
            painter.setPen(style.ink_color(ink))
            elided = style.metrics(size, weight).elidedText(
                text, Qt.TextElideMode.ElideRight, line.width()
            )
            painter.drawText(line, reading_start() | Qt.AlignmentFlag.AlignVCenter, apart(elided))
            top += _LINE + (style.HAIR if place == 1 else 0)


class PairList(QListView):
    """Emits `looked_at` with the row that is current, `pressed_key` with what a letter asks for."""

    looked_at = Signal(int)
    pressed_key = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows = PairModel()
        self.setModel(self.rows)
        self.setItemDelegate(_Painting(self))
        self.setAccessibleName(say(LIST))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
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
