"""The sheet as it is in the file, with the row of headings lit and the rest of the table framed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.language import number, say, upright
from strikelog.gui.style import Ink, Look
from strikelog.gui.widgets.buttons import plain_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import ElidedLabel
from strikelog.gui.widgets.margins import margins

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LOOKED_AT = 300
"""Rows whose width is looked at; a longer one further down is cut off on the screen alone."""

_MOST_COLUMNS = 512
_ABOVE = 3
_MOST_LETTERS = 300
_WIDTH = 130

Cells = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Extent:
    """Where the table stands in its sheet, in rows counted from 0, and the row of its headings."""

    heading: int = -1
    first: int = 0
    last: int = -1

    def holds(self, at: int) -> bool:
        """Tell whether a row belongs to the table."""
        return self.first <= at <= self.last


class SheetModel(QAbstractTableModel):
    """Every row of a sheet; nothing is copied or read ahead."""

    def __init__(self, rows: Cells, extent: Extent) -> None:
        super().__init__()
        self._rows = rows
        self._extent = extent
        widths = (len(one) for one in rows[:_LOOKED_AT])
        self._width = min(max(widths, default=0), _MOST_COLUMNS)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._width

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        at = index.row()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            cells = self._rows[at]
            column = index.column()
            return written(cells[column]) if column < len(cells) else ""
        is_heading = at == self._extent.heading
        if role == Qt.ItemDataRole.FontRole and is_heading:
            return style.font(style.TEXT, QFont.Weight.DemiBold)
        if role == Qt.ItemDataRole.BackgroundRole and is_heading:
            return style.color(style.tokens().picked)
        if role == Qt.ItemDataRole.ForegroundRole:
            outside = not (is_heading or self._extent.holds(at))
            return style.ink_color(Ink.FAINT) if outside else None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return letters(section) if orientation == Qt.Orientation.Horizontal else str(section + 1)


def letters(column: int) -> str:
    """Name a column as spreadsheets do."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def written(value: object) -> str:
    """Write a cell as briefly as it stays clear; long texts are cut, for this is a look."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return value.date().isoformat() if is_day else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[:_MOST_LETTERS].replace("\n", " ")


class SheetGrid(QWidget):
    """Emits `heading_chosen` with the row whose cells are the headings, counted from 0."""

    heading_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.table = QTableView()
        style.dress(self.table, Look.VALUES)
        self.table.setAccessibleName(say(mark("The sheet as it is in the file")))
        self.table.setWordWrap(False)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        side = self.table.verticalHeader()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(style.PICK_ROW)
        self.table.horizontalHeader().setDefaultSectionSize(_WIDTH)
        self._waiting: tuple[Cells, Extent] | None = None
        self._told = ElidedLabel("", Look.SMALL)
        self.choose = plain_button(say(mark("Headings are in this row")))
        self.choose.clicked.connect(self._choose)
        line = row(self._told, self.choose)
        line.setContentsMargins(
            margins(start=style.SPACE, top=style.HAIR, end=style.HAIR, bottom=style.HAIR)
        )
        line.setStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addLayout(line)

    def show_sheet(self, rows: Cells, extent: Extent) -> None:
        """Show a sheet, once it is looked at, and bring the row of its headings into view."""
        self._waiting = (rows, extent)
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    def _fill(self) -> None:
        if self._waiting is None:
            return
        (rows, extent), self._waiting = self._waiting, None
        self.table.setModel(SheetModel(rows, extent))
        self.table.selectionModel().currentChanged.connect(self._tell)
        self._told.show_text(_told(extent))
        self.choose.setEnabled(False)
        if extent.heading >= 0:
            index = self.table.model().index(extent.heading, 0)
            self.table.setCurrentIndex(index)
            # What stands above the headings belongs to them where they take up several rows.
            top = self.table.model().index(max(0, extent.heading - _ABOVE), 0)
            self.table.scrollTo(top, QTableView.ScrollHint.PositionAtTop)

    def _tell(self) -> None:
        at = self.table.currentIndex().row()
        self.choose.setEnabled(at >= 0)
        words = say(mark("Headings are in row {row}"))
        self.choose.setText(words.format(row=upright(number(at + 1))))

    def _choose(self) -> None:
        at = self.table.currentIndex().row()
        if at >= 0:
            self.heading_chosen.emit(at)


def _told(extent: Extent) -> str:
    if extent.last < extent.first:
        return say(mark("No table was found in this sheet."))
    rows = f"{number(extent.first + 1)}–{number(extent.last + 1)}"
    return say(mark("The table: rows {rows}")).format(rows=upright(rows))
