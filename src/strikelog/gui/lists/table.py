"""The list view: a long table that keeps its place by key while rows come and go."""

from array import array
from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QMenu, QTableView

from strikelog.gui import style
from strikelog.gui.lists.arrangement import Arrangement
from strikelog.gui.lists.columns import Column, RowSource, Sort
from strikelog.gui.lists.copying import MOST_ROWS, as_text
from strikelog.gui.lists.header import ListHeader
from strikelog.gui.lists.model import PagedModel
from strikelog.gui.lists.painting import RowPainter, RowState
from strikelog.gui.preferences import Preferences
from strikelog.gui.style import Look

_ROWS = QItemSelectionModel.SelectionFlag.Rows
_REPLACE = QItemSelectionModel.SelectionFlag.ClearAndSelect
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RecordTable(QTableView):
    """Shows rows of a `RowSource`; speaks of them by key, never by position.

    Keys travel as Python ints (signals carry `object`, since they may exceed 32 bits).
    """

    current_changed = Signal(object)
    row_activated = Signal(object)
    sort_requested = Signal(object)
    selection_changed = Signal(int)
    menu_requested = Signal(object, QPoint)
    typed = Signal(str)

    def __init__(
        self, columns: Sequence[Column], *, name: str, label: str, preferences: Preferences
    ) -> None:
        """Make an empty list; `name` is what it is remembered by, `label` what it is called."""
        super().__init__()
        self.setAccessibleName(label)
        self.rows = PagedModel(columns)
        self._painter = RowPainter(self.rows)
        self._header = ListHeader(self.rows, self)
        self._hovered = -1
        self._is_restoring = False
        self._current: int | None = None
        self._held: tuple[list[int], int | None] | None = None
        self.setModel(self.rows)
        self.setItemDelegate(self._painter)
        self.setHorizontalHeader(self._header)
        self._set_up_look()
        self._set_up_rows()
        self.arrangement = Arrangement(
            self._header, self.rows.columns, name=name, preferences=preferences
        )
        self._connect()

    # -- rows

    @property
    def current_key(self) -> int | None:
        """Key of the row the keyboard is on."""
        return self._current

    @property
    def selected_count(self) -> int:
        """How many rows are selected; counted by ranges, so that "all" costs nothing."""
        return sum(end - top + 1 for top, end in self._ranges())

    def selected_keys(self) -> list[int]:
        """Keys of the selected rows, from top to bottom."""
        return [key for top, end in self._ranges() for key in self.rows.keys_between(top, end)]

    def show_first(self, source: RowSource, keys: "array[int]") -> None:
        """Show the first rows of another list; `show_rows` follows with all of them.

        Until then the current row and the selection are held, also those further down.
        """
        held = self._held or (self.selected_keys(), self._current)
        self._replace(source, keys, held[0])
        self._held = held
        self.scrollToTop()

    def show_rows(self, source: RowSource, keys: "array[int]") -> None:
        """Replace all rows; the current row and the selection stay with their keys."""
        held, self._held = self._held, None
        selected, current = held or (self.selected_keys(), self._current)
        place = self.verticalScrollBar().value()
        self._replace(source, keys, selected)
        self._return_to(current)
        if held:
            # The first rows stand on the screen already; they stay where the person sees them.
            self.verticalScrollBar().setValue(place)
        self._report_selection()

    def _replace(self, source: RowSource, keys: "array[int]", selected: Sequence[int]) -> None:
        self._is_restoring = True
        self.rows.show(source, keys)
        self._select_keys(selected)
        self._is_restoring = False

    def go_to(self, key: int) -> bool:
        """Select the row of a key and bring it into view; False if it is not listed."""
        row = self.rows.row_of(key)
        if row is None:
            return False
        index = self.rows.index(row, self._first_column())
        self.selectionModel().setCurrentIndex(index, _REPLACE | _ROWS)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def refresh(self, keys: Iterable[int] | None = None) -> None:
        """Read rows anew that changed without changing place."""
        self.rows.refresh(keys)

    def show_sort(self, sort: Sort) -> None:
        """Draw the arrow where the rows are sorted by."""
        self._header.show_sort(sort)

    def columns_menu(self) -> QMenu:
        """Return a menu that shows and hides columns."""
        return self.arrangement.menu(self)

    def _ranges(self) -> list[tuple[int, int]]:
        chosen = self.selectionModel().selection()
        return sorted((part.top(), part.bottom()) for part in map(chosen.at, range(chosen.size())))

    def _select_keys(self, keys: Sequence[int]) -> None:
        chosen = QItemSelection()
        last = len(self.rows.columns) - 1
        for top, end in _runs(self.rows.rows_of(keys) if keys else []):
            chosen.append(QItemSelectionRange(self.rows.index(top, 0), self.rows.index(end, last)))
        self.selectionModel().select(chosen, _REPLACE | _ROWS)

    def _return_to(self, key: int | None) -> None:
        row = None if key is None else self.rows.row_of(key)
        if row is None:
            self._set_current(None)
            return
        index = self.rows.index(row, self._first_column())
        keep = QItemSelectionModel.SelectionFlag.NoUpdate
        self.selectionModel().setCurrentIndex(index, keep)
        self.scrollTo(index)

    def _first_column(self) -> int:
        return self.arrangement.places[0]

    # -- events

    def paintEvent(self, event: QPaintEvent) -> None:
        bottom = self.rowAt(self.viewport().height() - 1)
        self.rows.make_ready(self.rowAt(0), bottom if bottom >= 0 else self.rows.rowCount() - 1)
        self._painter.prepare()
        self._painter.state = RowState(
            first_column=self._first_column(),
            hovered_row=self._hovered,
            current_row=self.currentIndex().row(),
            has_focus=self.hasFocus(),
            direction=self.layoutDirection(),
            scale=self.devicePixelRatioF(),
        )
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrangement.fit(self.viewport().width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self._current is not None:
            self.row_activated.emit(self._current)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        # Qt would ask every row whether it begins with these letters, and so read them all.
        self.typed.emit(search)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last row, for a row is one thing here."""
        ends = {action.MoveHome: 0, action.MoveEnd: self.rows.rowCount() - 1}
        if action in ends and self.rows.rowCount():
            return self.rows.index(ends[action], self._first_column())
        return super().moveCursor(action, modifiers)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.row_activated.emit(self.rows.key_at(index.row()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.selected_count:
            self.menu_requested.emit(self.selected_keys(), event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Leave, QEvent.Type.HoverLeave):
            self._hover(QModelIndex())
        return super().viewportEvent(event)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if not self._is_restoring:
            self._held = None
            self._report_selection()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if not self._is_restoring:
            self._held = None
            self._set_current(self.rows.key_at(current.row()) if current.isValid() else None)

    # -- building

    def _set_up_look(self) -> None:
        style.dress(self, Look.RECORDS)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(style.ROW)

    def _set_up_rows(self) -> None:
        side = self.verticalHeader()
        side.setSectionResizeMode(side.ResizeMode.Fixed)
        side.setMinimumSectionSize(style.ROW)
        side.setDefaultSectionSize(style.ROW)
        side.hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)

    def _connect(self) -> None:
        self.entered.connect(self._hover)
        self._header.sort_requested.connect(self.sort_requested)
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(self._choose_columns)

    def _copy(self) -> None:
        """Put the selected rows on the clipboard as they are shown."""
        if self.selected_count > MOST_ROWS:
            return
        rows = [row for top, end in self._ranges() for row in range(top, end + 1)]
        text = as_text(self.rows, rows, self.arrangement.places)
        QGuiApplication.clipboard().setText(text)

    def _choose_columns(self, place: QPoint) -> None:
        self.columns_menu().popup(self._header.mapToGlobal(place))

    def _hover(self, index: QModelIndex) -> None:
        before, self._hovered = self._hovered, index.row()
        for row in {before, self._hovered} - {-1}:
            top = self.rowViewportPosition(row)
            self.viewport().update(0, top, self.viewport().width(), style.ROW)

    def _set_current(self, key: int | None) -> None:
        if key != self._current:
            self._current = key
            self.current_changed.emit(key)

    def _report_selection(self) -> None:
        self.selection_changed.emit(self.selected_count)


def _runs(rows: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Join neighbouring rows to (first, last); a few ranges select faster than many rows."""
    start = previous = None
    for row in rows:
        if previous is not None and row == previous + 1:
            previous = row
            continue
        if start is not None and previous is not None:
            yield start, previous
        start = previous = row
    if start is not None and previous is not None:
        yield start, previous
