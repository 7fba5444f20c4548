"""Tables and matrices of an answer: walked through with the arrows, Enter goes where a line leads.

Both are as high as what they hold, up to a limit from which on they scroll.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from strikelog.gui import style
from strikelog.gui.icons import picture
from strikelog.gui.insight.blocks import Cell, Grid, Row, Square, Table
from strikelog.gui.insight.sizing import fitted
from strikelog.gui.language import apart
from strikelog.gui.pages.wishes import Wish
from strikelog.gui.style import Ink, Look, Tone
from strikelog.gui.widgets.labels import reading_start
from strikelog.gui.widgets.pill import paint_pill, pill_size

_Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_ROWS = 16
"""Lines up to which all are seen; a longer table scrolls by itself."""

_MOST_WIDE, _LEAST_WIDE = 240, 44
_UNBROKEN = 92
"""Width up to which a cell is rather not broken: a date, a word or two."""

_BOLD = 1.1
"""About how much wider letters are in names of rows and columns."""

_NAMES_SHARE = 0.4
"""Part of the width that names of rows may take."""

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


class _Painting(QStyledItemDelegate):
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
    told = max((_advance(line) for line in cell.text.split("\n")), default=0)
    return told + _beside(cell) + 2 * style.CELL_PAD + style.HAIR


def _least_width(cell: Cell | Square) -> int:
    """Give how narrow a cell may be: its longest word."""
    if isinstance(cell, Cell) and cell.tone is not None:
        return liked_width(cell)
    word = max((_advance(word) for word in cell.text.split()), default=0)
    word += _beside(cell) + 2 * style.CELL_PAD + style.HAIR
    return max(word, min(liked_width(cell), _UNBROKEN))


@lru_cache(maxsize=4096)
def _advance(text: str) -> int:
    return style.metrics().horizontalAdvance(text)


def _height(cell: Cell | Square, width: int) -> int:
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


def _name_height(name: str, width: int) -> int:
    if _advance(name) * _BOLD <= width:
        return style.CONTROL
    medium = style.metrics(style.SMALL, QFont.Weight.DemiBold)
    room = QRect(0, 0, width, style.FORM_WIDTH)
    return medium.boundingRect(room, _WRAPPED, name).height() + 2 * style.GAP


class AnswerTable(QTableView):
    """Emits `opened` with the place among `wishes` of a line, `moved` with where the keyboard went.

    `let_go` with what Delete is pressed on, `pasted` with that and a text.
    """

    opened = Signal(int)
    let_go = Signal(object)
    pasted = Signal(object, str)
    moved = Signal(QRect)

    def __init__(self, block: Table | Grid) -> None:
        super().__init__()
        self.cells = AnswerModel(block)
        self._leads = list(_leads(block))
        self._room = -1
        self._wanted: tuple[list[int], list[int]] | None = None
        painting = _Painting(self)
        self.setModel(self.cells)
        self.setItemDelegate(painting)
        self.setAccessibleName(block.name)
        style.dress(self, Look.VALUES)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(self._open)
        self._set_up_heads(block)

    @property
    def wishes(self) -> tuple[Wish, ...]:
        """Where the lines lead that lead anywhere, in their order."""
        return tuple(wish for _, _, wish in self._leads)

    @property
    def lead_at(self) -> int:
        """The place among the wishes of the line the keyboard is on; -1 where it leads nowhere."""
        return self._place_of(self.currentIndex())

    def _place_of(self, index: QModelIndex) -> int:
        column = index.column() if isinstance(self.cells.block, Grid) else 0
        places = [(row, across) for row, across, _ in self._leads]
        spot = (index.row(), column)
        return places.index(spot) if spot in places else -1

    def go_to(self, at: int) -> None:
        """Bring the mark to the line of a wish."""
        if 0 <= at < len(self._leads):
            row, column, _ = self._leads[at]
            self.setCurrentIndex(self.cells.index(row, column))

    def fit(self) -> None:
        """Share the width out among the columns and become as high as the lines are."""
        self._limit_names()
        self._room = self.viewport().width()
        widths = self._widths()
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        for row, high in enumerate(self._heights(widths)):
            if high != self.rowHeight(row):
                self.setRowHeight(row, high)
        head = self.horizontalHeader().sizeHint().height()
        rows = min(self.cells.rowCount(), _MOST_ROWS)
        high = head + sum(map(self.rowHeight, range(rows))) + 2 * self.frameWidth()
        bar = self.horizontalScrollBar()
        high += bar.sizeHint().height() if self.horizontalHeader().length() > self._room else 0
        self.setFixedHeight(high)

    def _limit_names(self) -> None:
        """Keep the names of rows from taking the room of what stands beside them."""
        if isinstance(self.cells.block, Grid):
            most = int(self.width() * _NAMES_SHARE)
            liked = max(map(_advance, self.cells.block.down), default=0) + 2 * style.CELL_PAD
            self.verticalHeader().setFixedWidth(min(liked + style.GAP, most))

    def _heights(self, widths: Sequence[int]) -> Iterator[int]:
        """Give the height of each line: the highest of its cells, and of its name."""
        block = self.cells.block
        if isinstance(block, Table):
            for row in block.rows:
                yield max(map(_height, row.cells, widths), default=style.CONTROL)
            return
        # Columns of a matrix are as wide as they like, so that its squares stand on one line.
        room = self.verticalHeader().width() - 2 * style.CELL_PAD
        yield from (_name_height(name, room) for name in block.down)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self._let_go(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewport().width() != self._room:
            self.fit()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.moved.emit(self.visualRect(current))

    # -- building

    def _set_up_heads(self, block: Table | Grid) -> None:
        across, side = self.horizontalHeader(), self.verticalHeader()
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        across.setMinimumSectionSize(_LEAST_WIDE)
        side.setMinimumSectionSize(style.CONTROL)
        side.setDefaultSectionSize(style.CONTROL)
        side.setSectionsClickable(False)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setVisible(isinstance(block, Grid))
        rows = QTableView.SelectionBehavior.SelectRows
        alone = QTableView.SelectionBehavior.SelectItems
        self.setSelectionBehavior(rows if isinstance(block, Table) else alone)

    def _widths(self) -> list[int]:
        liked, least = self._wanted = self._wanted or self._measured()
        if isinstance(self.cells.block, Grid):
            return liked
        return fitted(liked, least, self._room, wide=self.cells.block.wide)

    def _measured(self) -> tuple[list[int], list[int]]:
        """Give how wide each column would like to be, and how narrow it may become."""
        block = self.cells.block
        lines = [row.cells for row in block.rows] if isinstance(block, Table) else block.squares
        liked, least = [], []
        for column, name in enumerate(self.cells.across):
            head = int(style.metrics(style.SMALL).horizontalAdvance(name) * _BOLD)
            head += 2 * style.CELL_PAD + style.HAIR
            # Most cells of a long column look alike, and each look is measured once.
            every = (line[column] for line in lines)
            cells = list({(one.text, one.tone, one.icon): one for one in every}.values())
            most = max((liked_width(cell) for cell in cells), default=0)
            liked.append(max(head, min(most, _MOST_WIDE)))
            narrowest = max((_least_width(cell) for cell in cells), default=0)
            least.append(min(max(head, narrowest), liked[-1]))
        return liked, least

    def _open(self, index: QModelIndex) -> None:
        place = self._place_of(index)
        if place >= 0:
            self.opened.emit(place)

    def _let_go(self, index: QModelIndex) -> None:
        line = self.cells.line(index) if index.isValid() else None
        if isinstance(line, Row) and line.found is not None:
            self.let_go.emit(line.found)

    def _paste(self, index: QModelIndex) -> None:
        line = self.cells.line(index) if index.isValid() else None
        text = QGuiApplication.clipboard().text().strip()
        if isinstance(line, Row) and line.found is not None and text:
            self.pasted.emit(line.found, text)

    def _copy(self) -> None:
        index = self.currentIndex()
        if not index.isValid():
            return
        line = self.cells.line(index)
        cells = line.cells if isinstance(line, Row) else (line,)
        QGuiApplication.clipboard().setText("\t".join(cell.text for cell in cells))


def _leads(block: Table | Grid) -> Iterator[tuple[int, int, Wish]]:
    """Give row and column of whatever leads somewhere, and where."""
    if isinstance(block, Table):
        yield from ((at, 0, row.wish) for at, row in enumerate(block.rows) if row.wish is not None)
        return
    for at, squares in enumerate(block.squares):
        for across, one in enumerate(squares):
            if one.wish is not None:
                yield at, across, one.wish
