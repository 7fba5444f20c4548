"""The table of a review: arrows move, one letter decides."""

from operator import attrgetter

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.exchange.review.model import BASE, CHOICE, FIELD, KIND, OURS, THEIRS, ReviewModel
from strikelog.gui.exchange.review.painting import ReviewPainter
from strikelog.gui.language import say

# The same keys of an Arabic keyboard, where other letters stand on them.
KEYS = {
    "t": "theirs", "ف": "theirs",
    "k": "ours", "ن": "ours",
    "l": "later", "م": "later",
    "u": "undecide", "ع": "undecide",
    "a": "all", "ش": "all",
    "n": "next", "ى": "next",
}  # fmt: skip
_NAME = mark("What would change")
_FIXED = {KIND: 132, FIELD: 150, CHOICE: 124}
_STRETCHED = (BASE, OURS, THEIRS)


class ReviewTable(QTableView):
    """Emits `pressed_key` with what a letter asks for, `looked_at` when another row is current."""

    pressed_key = Signal(str)
    looked_at = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines = ReviewModel()
        self._painter = ReviewPainter(self.lines, self._place_of)
        self.setModel(self.lines)
        self.setItemDelegate(self._painter)
        self._dress()
        self.selectionModel().currentRowChanged.connect(self._look)
        self.lines.modelReset.connect(self._begin)

    @property
    def row(self) -> int:
        """The row the keyboard is in; -1 for none."""
        return self.currentIndex().row()

    @property
    def rows(self) -> list[range]:
        """The chosen rows, in runs: asking Qt for each of very many takes seconds."""
        chosen = self.selectionModel().selection()
        parts = (chosen.at(place) for place in range(chosen.size()))
        return sorted(
            (range(one.top(), one.bottom() + 1) for one in parts), key=attrgetter("start")
        )

    def go_to(self, row: int) -> None:
        """Bring the keyboard to a row."""
        if not 0 <= row < self.lines.rowCount():
            return
        flags = QItemSelectionModel.SelectionFlag
        index = self.lines.index(row, KIND)
        how = flags.ClearAndSelect | flags.Rows
        self.selectionModel().setCurrentIndex(index, how)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        asked = KEYS.get(event.text().lower()) if plain else None
        if asked is not None:
            self.pressed_key.emit(asked)
            event.accept()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters decide; they do not search."""

    def paintEvent(self, event: QPaintEvent) -> None:
        seen = self._painter.seen
        seen.row, seen.has_focus = self.row, self.hasFocus()
        seen.direction = self.layoutDirection()
        self._painter.prepare()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self.viewport().update()

    def selectionChanged(self, selected: object, deselected: object) -> None:
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type]
        self.viewport().update()

    def _dress(self) -> None:
        self.setAccessibleName(say(_NAME))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        style.dress(self, style.Look.RECORDS)
        for header in (self.verticalHeader(), self.horizontalHeader()):
            # A header looks at every cell of a selection to see whether it covers a column.
            header.setSelectionModel(QItemSelectionModel(self.lines, self))
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(style.CONTROL)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        head.setFixedHeight(style.CONTROL)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(style.CONTROL)

    def _place_of(self, column: int) -> tuple[int, int]:
        return self.columnViewportPosition(column), self.columnWidth(column)

    def _share_width(self) -> None:
        """Give the three sides equal parts of what the other columns leave."""
        for column, width in _FIXED.items():
            self.setColumnWidth(column, width)
        rest = self.viewport().width() - sum(_FIXED.values())
        each = max(rest // len(_STRETCHED), style.FIELD_MIN)
        for column in _STRETCHED:
            self.setColumnWidth(column, each)

    def _look(self, _current: QModelIndex, _before: QModelIndex) -> None:
        self.looked_at.emit()

    def _begin(self) -> None:
        self.go_to(0)
        self.looked_at.emit()
