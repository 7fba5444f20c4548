"""The list of questions: an icon, a name, and how many results it brought."""

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
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.icons import picture
from strikelog.gui.insight.asking import Topic
from strikelog.gui.language import number, say, upright
from strikelog.gui.style import Ink, Tone
from strikelog.gui.widgets.labels import reading_start
from strikelog.gui.widgets.painted_list import PaintedList
from strikelog.gui.widgets.pill import paint_pill, pill_size

_Index = QModelIndex | QPersistentModelIndex
_NAME = mark("Questions")


class TopicModel(QAbstractListModel):
    """Questions, as the list asks for them."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        super().__init__()
        self.topics = tuple(topics)
        self.counts: dict[str, int] = {}

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.topics)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        topic = self.topics[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return say(topic.what)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            count = self.counts.get(topic.key)
            return say(topic.title) if count is None else f"{say(topic.title)}: {number(count)}"
        return None

    def show_count(self, topic: Topic, count: int | None) -> None:
        """Write how many results a question brought; None takes the number away."""
        if count is None:
            self.counts.pop(topic.key, None)
        else:
            self.counts[topic.key] = count
        place = self.index(self.topics.index(topic))
        self.dataChanged.emit(place, place)

    def forget(self) -> None:
        """Take all numbers away."""
        self.counts.clear()
        self.dataChanged.emit(self.index(0), self.index(len(self.topics) - 1))


class _Painting(QStyledItemDelegate):
    """Paints a question as the rail paints a page."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(style.TILE_MIN, style.NAV_ITEM)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, TopicModel)
        topic = model.topics[index.row()]
        is_picked = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, option, is_picked=is_picked)
        room = option.rect.adjusted(style.SPACE, 0, -style.SPACE, 0)
        side = style.ICON
        spot = QRect(room.x(), room.y() + (room.height() - side) // 2, side, side)
        ink = Ink.PICKED if is_picked else Ink.MUTED
        drawing = picture(topic.icon, ink, size=side, scale=painter.device().devicePixelRatioF())
        painter.drawPixmap(QStyle.visualRect(option.direction, room, spot).topLeft(), drawing)
        rest = room.adjusted(side + style.GAP, 0, -_paint_count(painter, option, room, index), 0)
        words = QStyle.visualRect(option.direction, room, rest)
        _paint_words(painter, words, say(topic.title), ink=Ink.PICKED if is_picked else Ink.INK)
        painter.restore()


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, *, is_picked: bool) -> None:
    theme = style.tokens()
    rect = option.rect.adjusted(style.HAIR, 1, -style.HAIR, -1)
    over = bool(option.state & QStyle.StateFlag.State_MouseOver)
    has_focus = is_picked and bool(option.state & QStyle.StateFlag.State_HasFocus)
    painter.setPen(style.color(theme.accent) if has_focus else Qt.PenStyle.NoPen)
    if is_picked or over:
        painter.setBrush(style.color(theme.picked if is_picked else theme.hover))
        painter.drawRoundedRect(rect, style.CORNER, style.CORNER)


def _paint_count(
    painter: QPainter, option: QStyleOptionViewItem, room: QRect, index: _Index
) -> int:
    """Paint how many results there are, and give the width to leave free for it."""
    model = index.model()
    assert isinstance(model, TopicModel)
    count = model.counts.get(model.topics[index.row()].key)
    if count is None:
        return 0
    text = upright(number(count))
    size = pill_size(text)
    top = room.top() + (room.height() - size.height()) // 2
    place = QRect(room.right() - size.width() + 1, top, size.width(), size.height())
    tone = Tone.TOLD if count else Tone.PLAIN
    is_picked = bool(option.state & QStyle.StateFlag.State_Selected)
    place = QStyle.visualRect(option.direction, room, place)
    paint_pill(painter, place, text, tone=tone, outlined=is_picked)
    return size.width() + style.HAIR


def _paint_words(painter: QPainter, room: QRect, text: str, *, ink: Ink) -> None:
    medium = QFont.Weight.Medium
    painter.setFont(style.font(style.TEXT, medium))
    painter.setPen(style.ink_color(ink))
    told = style.metrics(style.TEXT, medium).elidedText(
        text, Qt.TextElideMode.ElideRight, room.width()
    )
    painter.drawText(room, reading_start() | Qt.AlignmentFlag.AlignVCenter, told)


class TopicList(PaintedList):
    """Emits `chosen` with the question the keyboard or the mouse went to."""

    chosen = Signal(object)

    def __init__(self, topics: Sequence[Topic]) -> None:
        self.questions = TopicModel(topics)
        super().__init__(say(_NAME), self.questions, _Painting())
        self.setUniformItemSizes(True)
        self.setFixedWidth(style.TILE_MIN + style.SPACE)
        self.selectionModel().currentChanged.connect(self._choose)

    def go_to(self, topic: Topic) -> None:
        """Bring the mark to a question."""
        self.setCurrentIndex(self.questions.index(self.questions.topics.index(topic)))

    def _choose(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.questions.topics[current.row()])
