"""The grid: the rows of a list as tiles, as many side by side as there is room for.

It shares model and selection with the table it stands in for, and lays out nothing: where a tile
stands follows from its number, so that a million of them scroll like ten.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle

from strikelog.gui import style
from strikelog.gui.lists.table import RecordTable
from strikelog.gui.media.asking import Asking, Veil
from strikelog.gui.media.shape import GridShape
from strikelog.gui.media.thumbnails import Thumbnails, Wanted
from strikelog.gui.media.tile_painting import TileState, paint_tile, picture_side
from strikelog.gui.media.tiles import Reading, Tile, TileShelf
from strikelog.gui.style import Look

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_AHEAD = 1
"""Lines of tiles below those in sight whose pictures are made beforehand."""


class MediaGrid(QAbstractItemView):
    """Shows the rows of a table as tiles; speaks of them by key, as the table does."""

    tile_activated = Signal(object)
    menu_requested = Signal(object, QPoint)
    asked = Signal(str)

    def __init__(
        self, table: RecordTable, finding: Reading, thumbnails: Thumbnails, asking: Asking
    ) -> None:
        super().__init__()
        self._table = table
        self._rows = table.rows
        self._thumbnails = thumbnails
        self._asking = asking
        self._shelf = TileShelf(finding)
        self._shape = GridShape(0, 0)
        self._hovered = -1
        self.setAccessibleName(table.accessibleName())
        self._set_up()
        self.setModel(table.rows)
        self.setSelectionModel(table.selectionModel())
        self._rows.modelReset.connect(self._renew)
        self._rows.dataChanged.connect(self._renew)
        thumbnails.arrived.connect(self._repaint)
        asking.changed.connect(self._repaint)

    @property
    def shape(self) -> GridShape:
        """Where tiles stand now."""
        return self._shape

    def tile_at(self, row: int) -> Tile:
        """Give what the tile of a row says."""
        return self._shelf.tiles([self._rows.key_at(row)])[0]

    def current_tile(self) -> Tile | None:
        """Give the tile the keyboard is on."""
        row = self.currentIndex().row()
        return self.tile_at(row) if 0 <= row < self._rows.rowCount() else None

    def show_row(self, row: int) -> None:
        """Bring a row into sight."""
        self.scrollTo(self._rows.index(row, 0))

    # -- where things are

    def visualRect(self, index: QModelIndex | QPersistentModelIndex) -> QRect:
        if not index.isValid():
            return QRect()
        place = self._shape.place(index.row()).translated(0, -self.verticalOffset())
        return QStyle.visualRect(self.layoutDirection(), self._ground(), place)

    def indexAt(self, point: QPoint) -> QModelIndex:
        there = QStyle.visualPos(self.layoutDirection(), self._ground(), point)
        row = self._shape.row_at(there + QPoint(0, self.verticalOffset()))
        if row is None or row >= self._rows.rowCount():
            return QModelIndex()
        return self._rows.index(row, 0)

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if not index.isValid():
            return
        place, bar = self._shape.place(index.row()), self.verticalScrollBar()
        height = self.viewport().height()
        if hint is QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(place.center().y() - height // 2)
        elif place.top() < bar.value():
            bar.setValue(place.top() - style.GAP)
        elif place.bottom() > bar.value() + height:
            bar.setValue(place.bottom() + style.GAP - height)

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: QModelIndex | QPersistentModelIndex) -> bool:
        return False

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        in_sight = self._in_sight()
        for part in map(selection.at, range(selection.size())):
            for row in range(
                max(part.top(), in_sight.start), min(part.bottom() + 1, in_sight.stop)
            ):
                region += QRegion(self.visualRect(self._rows.index(row, 0)))
        return region

    def updateGeometries(self) -> None:
        self._shape = GridShape(self.viewport().width(), self._rows.rowCount())
        bar = self.verticalScrollBar()
        bar.setSingleStep(self._shape.tile_height // 3)
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, self._shape.height - self.viewport().height()))
        super().updateGeometries()

    # -- choosing

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        row = self._shape.moved(
            self.currentIndex().row(),
            action,
            page=self.viewport().height(),
            mirrored=self.layoutDirection() is Qt.LayoutDirection.RightToLeft,
        )
        return self._rows.index(row, 0) if row >= 0 else QModelIndex()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select every row from one corner to the other, as lines of text are selected."""
        first, last = (self.indexAt(point).row() for point in (rect.topLeft(), rect.bottomRight()))
        chosen = QItemSelection()
        if first >= 0 and last >= 0:
            top, end = sorted((first, last))
            side = self._rows.columnCount() - 1
            chosen.append(
                QItemSelectionRange(self._rows.index(top, 0), self._rows.index(end, side))
            )
        self.selectionModel().select(chosen, command)

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        tile = self.current_tile() if self.isVisible() else None
        # Read out before any picture: what it is called, and whether it is veiled.
        said = (tile.title, tile.second, tile.warning) if tile else ()
        self.setAccessibleDescription(" · ".join(filter(None, said)))

    def keyboardSearch(self, _search: str) -> None:
        # Qt would ask every row whether it begins with these letters, and so read them all.
        return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tile = self.current_tile()
        if tile is not None and event.key() in _ENTER:
            self.tile_activated.emit(self._rows.key_at(self.currentIndex().row()))
        elif tile is not None and event.key() == Qt.Key.Key_Space:
            self.asked.emit(tile.id)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.tile_activated.emit(self._rows.key_at(index.row()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keys = self._table.selected_keys()
        if keys:
            self.menu_requested.emit(keys, event.globalPos())

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        rows = self._in_sight()
        tiles = self._shelf.tiles([self._rows.key_at(row) for row in rows])
        self._wish(rows, tiles)
        painter = QPainter(self.viewport())
        for row, tile in zip(rows, tiles, strict=True):
            place = self.visualRect(self._rows.index(row, 0))
            if place.intersects(event.rect()):
                paint_tile(painter, place, tile, self._state(row, tile))

    def resizeEvent(self, event: QResizeEvent) -> None:
        current = self.currentIndex()
        super().resizeEvent(event)
        self.updateGeometries()
        self.scrollTo(current)

    def _state(self, row: int, tile: Tile) -> TileState:
        veil = self._asking.veil(tile.id, tile.graphic) if tile.has_picture else Veil.NONE
        return TileState(
            veil=veil,
            picture=self._thumbnails.get(self._wanted(tile, veil)) if tile.has_picture else None,
            has_failed=self._thumbnails.failure(tile.id) is not None,
            selected=self.selectionModel().isRowSelected(row, QModelIndex()),
            current=row == self.currentIndex().row(),
            hovered=row == self._hovered,
            has_focus=self.hasFocus(),
            scale=self.devicePixelRatioF(),
        )

    def _wish(self, rows: range, tiles: Sequence[Tile]) -> None:
        """Ask for the pictures in sight, then for those of the next line."""
        end = min(rows.stop + _AHEAD * self._shape.across, self._rows.rowCount())
        further = range(rows.stop, end)
        ahead = self._shelf.tiles([self._rows.key_at(row) for row in further])
        wishes = []
        for tile in (*tiles, *ahead):
            veil = self._asking.veil(tile.id, tile.graphic)
            if tile.has_picture and veil is not Veil.FULL:
                wishes.append(self._wanted(tile, veil))
        self._thumbnails.want(self, wishes)

    def _wanted(self, tile: Tile, veil: Veil) -> Wanted:
        side = picture_side(self._shape.tile_width, self.devicePixelRatioF())
        return Wanted(tile.id, side, soft=veil is Veil.SOFT)

    def _in_sight(self) -> range:
        return self._shape.rows_between(
            self.verticalOffset(), self.verticalOffset() + self.viewport().height()
        )

    def _ground(self) -> QRect:
        return QRect(0, 0, self.viewport().width(), self.viewport().height())

    def _renew(self) -> None:
        self._shelf.forget()
        self.updateGeometries()
        self.viewport().update()

    def _repaint(self, _evidence_id: str) -> None:
        self.viewport().update()

    def _hover(self, index: QModelIndex) -> None:
        self._hovered = index.row()
        self.viewport().update()

    def _set_up(self) -> None:
        style.dress(self, Look.RECORDS)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.entered.connect(self._hover)
        self.viewportEntered.connect(lambda: self._hover(QModelIndex()))
