"""Tables and matrices of an answer: walked through with the arrows, Enter goes where a line leads.

Both are as high as what they hold, up to a limit from which on they scroll.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView

from strikelog.gui import style
from strikelog.gui.insight.answer_cells import (
    BOLD,
    AnswerModel,
    CellPainting,
    advance,
    height_of,
    least_width,
    liked_width,
    name_height,
)
from strikelog.gui.insight.blocks import Grid, Row, Table
from strikelog.gui.insight.sizing import fitted
from strikelog.gui.pages.wishes import Wish
from strikelog.gui.style import Look

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_ROWS = 16
"""Lines up to which all are seen; a longer table scrolls by itself."""

_MOST_WIDE, _LEAST_WIDE = 240, 44
_NAMES_SHARE = 0.4
"""Part of the width that names of rows may take."""


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
        painting = CellPainting(self)
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
            liked = max(map(advance, self.cells.block.down), default=0) + 2 * style.CELL_PAD
            self.verticalHeader().setFixedWidth(min(liked + style.GAP, most))

    def _heights(self, widths: Sequence[int]) -> Iterator[int]:
        """Give the height of each line: the highest of its cells, and of its name."""
        block = self.cells.block
        if isinstance(block, Table):
            for row in block.rows:
                yield max(map(height_of, row.cells, widths), default=style.CONTROL)
            return
        # Columns of a matrix are as wide as they like, so that its squares stand on one line.
        room = self.verticalHeader().width() - 2 * style.CELL_PAD
        yield from (name_height(name, room) for name in block.down)

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
            head = int(style.metrics(style.SMALL).horizontalAdvance(name) * BOLD)
            head += 2 * style.CELL_PAD + style.HAIR
            # Most cells of a long column look alike, and each look is measured once.
            every = (line[column] for line in lines)
            cells = list({(one.text, one.tone, one.icon): one for one in every}.values())
            most = max((liked_width(cell) for cell in cells), default=0)
            liked.append(max(head, min(most, _MOST_WIDE)))
            narrowest = max((least_width(cell) for cell in cells), default=0)
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
