"""Cells of an answer: as a table asks for them, as they are painted, how much room they take."""

from functools import lru_cache

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from strikelog.gui import style
from strikelog.gui.icons import picture
from strikelog.gui.insight.blocks import Cell, Grid, Row, Square, Table
from strikelog.gui.language import apart
from strikelog.gui.style import Ink, Tone
from strikelog.gui.widgets.labels import reading_start
from strikelog.gui.widgets.pill import paint_pill, pill_size

_Index = QModelIndex | QPersistentModelIndex
_UNBROKEN = 92
"""Width up to which a cell is rather not broken: a date, a word or two."""

BOLD = 1.1
"""About how much wider letters are in names of rows and columns."""

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_WRAPPED = Qt.TextFlag.TextWordWrap
_INKS = {
    Tone.GOOD: Ink.GOOD,
    Tone.WAIT: Ink.WAIT,
    Tone.GRAVE: Ink.GRAVE,
    Tone.TOLD: Ink.PICKED,
    Tone.PLAIN: Ink.MUTED,
}


class AnswerModel(QAbstractTableModel):
    """Cells under names of columns, maybe beside names of rows."""

    def __init__(self, block: Table | Grid) -> None:
        super().__init__()
        self.block = block
        self.across = block.columns if isinstance(block, Table) else block.across

    def rowCount(self, parent: _Index | None = None) -> int:
        block = self.block
        count = len(block.rows if isinstance(block, Table) else block.squares)
        return 0 if parent is not None and parent.isValid() else count

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.across)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return (cell.spoken if isinstance(cell, Square) else "") or cell.text
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            leading = Qt.AlignmentFlag.AlignLeading | _MIDDLE
            # Names of rows may take several lines.
            sideways = orientation == Qt.Orientation.Vertical
            return int(leading) | int(_WRAPPED) if sideways else leading
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.across[section]
        return self.block.down[section] if isinstance(self.block, Grid) else None

    def cell(self, index: _Index) -> Cell | Square:
        """Give what stands in a cell."""
        if isinstance(self.block, Table):
            return self.block.rows[index.row()].cells[index.column()]
        return self.block.squares[index.row()][index.column()]

    def line(self, index: _Index) -> Row | Square:
        """Give what is chosen with a cell: its whole line, or of a matrix the cell alone."""
        if isinstance(self.block, Table):
            return self.block.rows[index.row()]
        return self.block.squares[index.row()][index.column()]


class CellPainting(QStyledItemDelegate):
    """Paints a cell: its ground, its pill or text, and a ring where the keyboard is."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, AnswerModel)
        cell, rect = model.cell(index), option.rect
        painter.save()
        _paint_ground(painter, option, cell)
        room = rect.adjusted(style.CELL_PAD, style.HAIR, -style.CELL_PAD, -style.HAIR)
        if cell.icon:
            room = _paint_icon(painter, option, room, cell)
        if cell.tone is not None and isinstance(cell, Cell) and cell.text:
            _paint_pill(painter, option, room, cell)
        else:
            _paint_text(painter, room, cell)
        painter.restore()


def liked_width(cell: Cell | Square) -> int:
    """Give how wide a cell would be on one line."""
    if isinstance(cell, Cell) and cell.tone is not None:
        return pill_size(cell.text).width() + _beside(cell) + 2 * style.CELL_PAD
    told = max((advance(line) for line in cell.text.split("\n")), default=0)
    return told + _beside(cell) + 2 * style.CELL_PAD + style.HAIR


def least_width(cell: Cell | Square) -> int:
    """Give how narrow a cell may be: its longest word."""
    if isinstance(cell, Cell) and cell.tone is not None:
        return liked_width(cell)
    word = max((advance(word) for word in cell.text.split()), default=0)
    word += _beside(cell) + 2 * style.CELL_PAD + style.HAIR
    return max(word, min(liked_width(cell), _UNBROKEN))


@lru_cache(maxsize=4096)
def advance(text: str) -> int:
    """Give how wide a text would be on one line."""
    return style.metrics().horizontalAdvance(text)


def height_of(cell: Cell | Square, width: int) -> int:
    """Give how high a cell is in a column of a width; most stand on one line."""
    if cell.tone is not None and isinstance(cell, Cell):
        return style.CONTROL
    if "\n" not in cell.text and liked_width(cell) <= width:
        return style.CONTROL
    room = QRect(0, 0, max(1, width - 2 * style.CELL_PAD - _beside(cell)), style.FORM_WIDTH)
    high = style.metrics().boundingRect(room, _WRAPPED, cell.text).height()
    return max(style.CONTROL, high + 2 * style.GAP - style.HAIR)


def _beside(cell: Cell | Square) -> int:
    return style.ICON + style.GAP if cell.icon else 0


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, cell: Cell | Square) -> None:
    theme, rect, state = style.tokens(), option.rect, option.state
    if isinstance(cell, Square) and cell.tone is not None:
        painter.fillRect(rect.adjusted(0, 0, -1, -1), style.tone_colors(cell.tone)[0])
    elif state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, style.color(theme.picked))
    painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, style.color(theme.line))
    if isinstance(cell, Square):
        painter.fillRect(rect.right(), rect.y(), 1, rect.height(), style.color(theme.line))
        if state & QStyle.StateFlag.State_Selected:
            has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
            ink = theme.accent if has_focus else theme.faint
            painter.setPen(QPen(style.color(ink), style.RING))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))


def _paint_icon(
    painter: QPainter, option: QStyleOptionViewItem, room: QRect, cell: Cell | Square
) -> QRect:
    side = style.ICON
    ink = _INKS[cell.tone] if cell.tone is not None else Ink.MUTED
    drawing = picture(cell.icon, ink, size=side, scale=painter.device().devicePixelRatioF())
    place = QRect(room.x(), room.y() + (room.height() - side) // 2, side, side)
    painter.drawPixmap(QStyle.visualRect(option.direction, room, place).topLeft(), drawing)
    rest = room.adjusted(side + style.GAP, 0, 0, 0)
    return QStyle.visualRect(option.direction, room, rest)


def _paint_pill(painter: QPainter, option: QStyleOptionViewItem, room: QRect, cell: Cell) -> None:
    size = pill_size(cell.text)
    top = room.y() + (room.height() - size.height()) // 2
    place = QRect(room.x(), top, min(size.width(), room.width()), size.height())
    picked = bool(option.state & QStyle.StateFlag.State_Selected)
    place = QStyle.visualRect(option.direction, room, place)
    paint_pill(painter, place, cell.text, tone=cell.tone or Tone.PLAIN, outlined=picked)


def _paint_text(painter: QPainter, room: QRect, cell: Cell | Square) -> None:
    ink = Ink.FAINT if isinstance(cell, Square) and cell.is_faint else Ink.INK
    if cell.tone is not None:
        ink = _INKS[cell.tone]
    painter.setFont(style.font())
    painter.setPen(style.ink_color(ink))
    told = "\n".join(apart(line) for line in cell.text.split("\n"))
    painter.drawText(room, reading_start() | _MIDDLE | _WRAPPED, told)


def name_height(name: str, width: int) -> int:
    """Give how high the name of a row is in a width."""
    if advance(name) * BOLD <= width:
        return style.CONTROL
    medium = style.metrics(style.SMALL, QFont.Weight.DemiBold)
    room = QRect(0, 0, width, style.FORM_WIDTH)
    return medium.boundingRect(room, _WRAPPED, name).height() + 2 * style.GAP
