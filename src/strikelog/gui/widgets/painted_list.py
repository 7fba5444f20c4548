"""Lists whose rows are painted: the ground of a row, its pill, its lines of text."""

from PySide6.QtCore import QAbstractListModel, QRect, Qt
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
from strikelog.gui.language import apart
from strikelog.gui.style import Ink, Tone
from strikelog.gui.widgets.labels import reading_start
from strikelog.gui.widgets.pill import paint_pill, pill_size

LINE = 18
"""Height of one line of text in a row."""


class PaintedList(QListView):
    """A list without a frame that scrolls by the pixel and cannot be typed into."""

    def __init__(self, name: str, model: QAbstractListModel, painting: QStyledItemDelegate) -> None:
        super().__init__()
        self.setModel(model)
        painting.setParent(self)
        self.setItemDelegate(painting)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)


def room_in(option: QStyleOptionViewItem) -> QRect:
    """Give the part of a row that texts may stand in."""
    rect: QRect = option.rect  # type: ignore[attr-defined]
    return rect.adjusted(style.SPACE, style.GAP, -style.SPACE, -style.GAP)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Paint what lies under a row: picked, pointed at, and a bar where the keyboard is."""
    theme, rect, state = style.tokens(), option.rect, option.state  # type: ignore[attr-defined]
    is_picked = bool(state & QStyle.StateFlag.State_Selected)
    if is_picked:
        painter.fillRect(rect, style.color(theme.picked))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, style.color(theme.hover))
    painter.setPen(style.color(theme.line))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if is_picked and state & QStyle.StateFlag.State_HasFocus:
        bar = QRect(rect.left(), rect.top(), style.BAR, rect.height())
        bar = QStyle.visualRect(option.direction, rect, bar)  # type: ignore[attr-defined]
        painter.fillRect(bar, style.color(theme.accent))


def paint_end_pill(
    painter: QPainter,
    option: QStyleOptionViewItem,
    text: str,
    tone: Tone,
    *,
    top: int | None = None,
) -> int:
    """Paint a pill at the end of the first line, or of the one from `top` on.

    Gives the width to leave free for it.
    """
    room, size = room_in(option), pill_size(text)
    above = room.top() if top is None else top
    place = QRect(room.right() - size.width() + 1, above, size.width(), size.height())
    rect = option.rect  # type: ignore[attr-defined]
    mirrored = QStyle.visualRect(option.direction, rect, place)  # type: ignore[attr-defined]
    paint_pill(painter, mirrored, text, tone=tone)
    return size.width() + style.GAP


def paint_line(
    painter: QPainter,
    option: QStyleOptionViewItem,
    top: int,
    text: str,
    *,
    beside: int = 0,
    is_title: bool = False,
) -> None:
    """Paint one line of a row from `top` on, cut short where it has no room."""
    room = room_in(option)
    size = style.TEXT if is_title else style.SMALL
    weight = QFont.Weight.Medium if is_title else QFont.Weight.Normal
    line = QRect(room.left(), top, room.width() - beside, LINE)
    line = QStyle.visualRect(option.direction, room, line)  # type: ignore[attr-defined]
    painter.setFont(style.font(size, weight))
    painter.setPen(style.ink_color(Ink.INK if is_title else Ink.MUTED))
    fitting = style.metrics(size, weight).elidedText(
        text, Qt.TextElideMode.ElideRight, line.width()
    )
    painter.drawText(line, reading_start() | Qt.AlignmentFlag.AlignVCenter, apart(fitting))
