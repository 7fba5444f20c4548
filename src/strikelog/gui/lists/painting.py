"""Paints the rows of a list: one function for each kind of cell, none of them asks the style."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from strikelog.gui import style
from strikelog.gui.icons import picture
from strikelog.gui.language import upright
from strikelog.gui.lists.columns import Cell, Paint
from strikelog.gui.lists.model import PagedModel
from strikelog.gui.style import Ink
from strikelog.gui.widgets.pill import paint_pill, pill_size

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_START = _MIDDLE | Qt.AlignmentFlag.AlignLeading
_END = _MIDDLE | Qt.AlignmentFlag.AlignTrailing
_TOP = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading
_BELOW = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
_KEPT_TEXTS = 4096


@dataclass
class RowState:
    """What the view knows about the rows while it paints them."""

    first_column: int = 0
    hovered_row: int = -1
    current_row: int = -1
    has_focus: bool = False
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight
    scale: float = 1.0


class RowPainter(QStyledItemDelegate):
    """Paints every cell of a list straight from the model's cells."""

    def __init__(self, model: PagedModel) -> None:
        super().__init__()
        self._model = model
        self._shortened: dict[tuple[str, int, int], str] = {}
        self.state = RowState()
        self.prepare()

    def prepare(self) -> None:
        """Take fonts and colours of now; the view calls this before it paints."""
        theme = style.tokens()
        self._ink = style.color(theme.ink)
        self._muted = style.color(theme.muted)
        self._faint = style.color(theme.faint)
        self._line = style.color(theme.line)
        self._picked = style.color(theme.picked)
        self._hover = style.color(theme.hover)
        self._accent = style.color(theme.accent)
        self._edge = style.color(theme.edge)
        self._plain = style.font()
        self._small = style.font(style.SMALL)
        self._strong = style.font(style.TEXT, QFont.Weight.DemiBold)
        self._painters: dict[Paint, Callable[[QPainter, QRect, Cell, bool], None]] = {
            Paint.TEXT: self._text,
            Paint.MUTED: self._muted_text,
            Paint.NAME: self._name,
            Paint.ICON: self._icon,
            Paint.NUMBER: self._number,
            Paint.PILL: self._pill,
        }

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(self._model.columns[index.column()].width, style.ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row, column = index.row(), index.column()
        rect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._ground(painter, rect, row, selected=selected)
        if column == self.state.first_column:
            self._edge_bar(painter, rect, row, selected=selected)
        room = rect.adjusted(style.CELL_PAD, 0, -style.CELL_PAD, -1)
        cell = self._model.cell(row, column)
        self._painters[self._model.columns[column].paint](painter, room, cell, selected)

    def _ground(self, painter: QPainter, rect: QRect, row: int, *, selected: bool) -> None:
        if selected:
            painter.fillRect(rect, self._picked)
        elif row == self.state.hovered_row:
            painter.fillRect(rect, self._hover)
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, self._line)

    def _edge_bar(self, painter: QPainter, rect: QRect, row: int, *, selected: bool) -> None:
        """Mark the current row at its start: in accent while the keyboard is here."""
        current = row == self.state.current_row
        if not selected and not current:
            return
        color = self._accent if self.state.has_focus and current else self._edge
        bar = QRect(rect.x(), rect.y(), style.BAR, rect.height() - 1)
        painter.fillRect(QStyle.visualRect(self.state.direction, rect, bar), color)

    def _text(self, painter: QPainter, room: QRect, cell: Cell, _selected: bool) -> None:
        color = self._faint if cell.is_dim else self._ink
        self._write(painter, room, cell.text, font=self._plain, color=color, flags=_START)

    def _muted_text(self, painter: QPainter, room: QRect, cell: Cell, _selected: bool) -> None:
        self._write(painter, room, cell.text, font=self._plain, color=self._muted, flags=_START)

    def _name(self, painter: QPainter, room: QRect, cell: Cell, _selected: bool) -> None:
        if not cell.second:
            self._write(painter, room, cell.text, font=self._strong, color=self._ink, flags=_START)
            return
        middle = room.y() + room.height() // 2 + 1
        upper = QRect(room.x(), room.y(), room.width(), middle - room.y())
        lower = QRect(room.x(), middle - 2, room.width(), room.bottom() - middle + 3)
        self._write(painter, upper, cell.text, font=self._strong, color=self._ink, flags=_TOP)
        self._write(painter, lower, cell.second, font=self._small, color=self._muted, flags=_BELOW)

    def _icon(self, painter: QPainter, room: QRect, cell: Cell, selected: bool) -> None:
        if not cell.icon:
            self._text(painter, room, cell, selected)
            return
        side = style.ICON
        drawing = picture(cell.icon, Ink.MUTED, size=side, scale=self.state.scale)
        place = QRect(room.x(), room.y() + (room.height() - side) // 2, side, side)
        place = QStyle.visualRect(self.state.direction, room, place)
        painter.drawPixmap(place.topLeft(), drawing)
        rest = room.adjusted(side + style.GAP - 1, 0, 0, 0)
        self._text(painter, QStyle.visualRect(self.state.direction, room, rest), cell, selected)

    def _number(self, painter: QPainter, room: QRect, cell: Cell, _selected: bool) -> None:
        color, font = (self._faint, self._plain) if cell.is_dim else (self._ink, self._strong)
        self._write(painter, room, upright(cell.text), font=font, color=color, flags=_END)

    def _pill(self, painter: QPainter, room: QRect, cell: Cell, selected: bool) -> None:
        if not cell.text:
            return
        text = self._shorten(cell.text, room.width() - 2 * style.GAP - 2, self._small)
        size = pill_size(text)
        place = QRect(room.x(), room.y() + (room.height() - size.height()) // 2, 0, 0)
        place.setSize(size)
        place = QStyle.visualRect(self.state.direction, room, place)
        paint_pill(painter, place, text, tone=cell.tone, outlined=selected)

    def _write(
        self,
        painter: QPainter,
        room: QRect,
        text: str,
        *,
        font: QFont,
        color: QColor,
        flags: Qt.AlignmentFlag,
    ) -> None:
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(room, flags, self._shorten(text, room.width(), font))

    def _shorten(self, text: str, width: int, font: QFont) -> str:
        """Return the text, or what fits of it; kept, for measuring costs more than painting."""
        mark = (text, width, font.weight() * 100 + font.pixelSize())
        known = self._shortened.get(mark)
        if known is None:
            if len(self._shortened) > _KEPT_TEXTS:
                self._shortened.clear()
            known = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
            self._shortened[mark] = known
        return known
