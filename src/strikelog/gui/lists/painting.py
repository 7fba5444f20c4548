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
from strikelog.gui.style import Ink, Tokens, Tone
from strikelog.gui.widgets.pill import paint_pill, pill_size

_KEPT_TEXTS = 4096


# Baselines below (or above) the middle of a row.
_ON_MIDDLE = 5
_ABOVE = -4
_BELOW = 12


@dataclass(frozen=True, slots=True)
class Hand:
    """How a piece of text is written: the name stands for it where widths are remembered."""

    name: str
    font: QFont
    color: QColor
    baseline: int


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
        self._texts: dict[tuple[str, int, str], tuple[str, int]] = {}
        self.state = RowState()
        self._painters: dict[Paint, Callable[[QPainter, QRect, Cell, bool], None]] = {
            Paint.TEXT: self._text,
            Paint.MUTED: self._muted_text,
            Paint.NAME: self._name,
            Paint.ICON: self._icon,
            Paint.NUMBER: self._number,
            Paint.PILL: self._pill,
        }
        self.prepare()

    def prepare(self) -> None:
        """Take fonts and colours of now; the view calls this before it paints."""
        theme = style.tokens()
        self._line = style.color(theme.line)
        self._picked = style.color(theme.picked)
        self._hover = style.color(theme.hover)
        self._accent = style.color(theme.accent)
        self._away = style.color(theme.faint)
        self._edge = style.color(theme.edge)
        self._take_up_hands(theme)

    def _take_up_hands(self, theme: Tokens) -> None:
        ink, muted, faint = map(style.color, (theme.ink, theme.muted, theme.faint))
        plain, small = style.font(), style.font(style.SMALL)
        strong = style.font(style.TEXT, QFont.Weight.DemiBold)
        self._body = Hand("plain", plain, ink, _ON_MIDDLE)
        self._muted_body = Hand("plain", plain, muted, _ON_MIDDLE)
        self._faint_body = Hand("plain", plain, faint, _ON_MIDDLE)
        self._strong = Hand("strong", strong, ink, _ON_MIDDLE)
        self._upper = Hand("strong", strong, ink, _ABOVE)
        self._lower = Hand("small", small, muted, _BELOW)
        self._pill_hand = Hand("small", small, ink, _ON_MIDDLE)
        self._toned = {
            tone: Hand("plain", plain, style.color(color), _ON_MIDDLE)
            for tone, color in ((Tone.GRAVE, theme.grave_ink), (Tone.WAIT, theme.wait_ink))
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
        """Mark the current row at its start, in accent while the keyboard is here."""
        current = row == self.state.current_row
        if not selected and not current:
            return
        here = self._accent if self.state.has_focus else self._away
        color = here if current else self._edge
        bar = QRect(rect.x(), rect.y(), style.BAR, rect.height() - 1)
        painter.fillRect(QStyle.visualRect(self.state.direction, rect, bar), color)

    def _text(self, painter: QPainter, room: QRect, cell: Cell, _selected: bool) -> None:
        plain = self._faint_body if cell.is_dim else self._body
        self._write(painter, room, cell.text, self._toned.get(cell.tone, plain))

    def _muted_text(self, painter: QPainter, room: QRect, cell: Cell, _selected: bool) -> None:
        self._write(painter, room, cell.text, self._muted_body)

    def _name(self, painter: QPainter, room: QRect, cell: Cell, _selected: bool) -> None:
        if not cell.second:
            self._write(painter, room, cell.text, self._strong)
            return
        self._write(painter, room, cell.text, self._upper)
        self._write(painter, room, cell.second, self._lower)

    def _icon(self, painter: QPainter, room: QRect, cell: Cell, selected: bool) -> None:
        if not cell.icon:
            self._text(painter, room, cell, selected)
            return
        side = style.ICON
        drawing = picture(cell.icon, Ink.MUTED, size=side, scale=self.state.scale)
        painter.drawPixmap(self._placed(room, side, side).topLeft(), drawing)
        rest = room.adjusted(side + style.GAP - 1, 0, 0, 0)
        self._text(painter, QStyle.visualRect(self.state.direction, room, rest), cell, selected)

    def _number(self, painter: QPainter, room: QRect, cell: Cell, _selected: bool) -> None:
        plain = self._faint_body if cell.is_dim else self._strong
        hand = self._toned.get(cell.tone, plain)
        self._write(painter, room, upright(cell.text), hand, at_end=True)

    def _pill(self, painter: QPainter, room: QRect, cell: Cell, selected: bool) -> None:
        if not cell.text:
            return
        text, _ = self._fitted(cell.text, room.width() - 2 * style.GAP, self._pill_hand)
        size = pill_size(text)
        place = self._placed(room, size.width(), size.height())
        paint_pill(painter, place, text, tone=cell.tone, outlined=selected)

    def _placed(self, room: QRect, width: int, height: int) -> QRect:
        """Return where something stands at the start of the room, level with the text."""
        top = room.y() + (room.height() - height) // 2 + 1
        place = QRect(room.x(), top, width, height)
        return QStyle.visualRect(self.state.direction, room, place)

    def _write(
        self, painter: QPainter, room: QRect, text: str, hand: Hand, *, at_end: bool = False
    ) -> None:
        # A fixed baseline keeps both scripts level; their fonts differ in height.
        shown, width = self._fitted(text, room.width(), hand)
        on_the_right = at_end != (self.state.direction == Qt.LayoutDirection.RightToLeft)
        left = room.x() + (room.width() - width if on_the_right else 0)
        painter.setFont(hand.font)
        painter.setPen(hand.color)
        painter.drawText(left, room.y() + room.height() // 2 + hand.baseline, shown)

    def _fitted(self, text: str, room: int, hand: Hand) -> tuple[str, int]:
        """Return what fits of the text, and its width; kept, for measuring is the costly part."""
        mark = (text, room, hand.name)
        known = self._texts.get(mark)
        if known is None:
            if len(self._texts) > _KEPT_TEXTS:
                self._texts.clear()
            metrics = QFontMetrics(hand.font)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            known = self._texts[mark] = (shown, metrics.horizontalAdvance(shown))
        return known
