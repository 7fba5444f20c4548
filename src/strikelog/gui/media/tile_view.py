"""The picture of one item as a widget, veiled where it is to be; the pane and the strip edge it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from strikelog.gui.media.asking import Asking, Veil
from strikelog.gui.media.thumbnails import Thumbnails, Wanted
from strikelog.gui.media.tile_painting import TileState, paint_picture
from strikelog.gui.media.tiles import Tile

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class TileView(QWidget):
    """Paints the picture of an item; `chosen` by a click, Enter or the space bar."""

    chosen = Signal()

    def __init__(
        self, tile: Tile, thumbnails: Thumbnails, asking: Asking, *, is_small: bool = False
    ) -> None:
        super().__init__()
        self._tile = tile
        self._thumbnails = thumbnails
        self._asking = asking
        self._is_small = is_small
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        thumbnails.arrived.connect(self._note)
        asking.changed.connect(self._note)

    def paint_edge(self, painter: QPainter) -> None:
        """Paint what goes around the picture, such as the ring of the focus."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paint_picture(painter, self.rect(), self._tile, self._state())
        self.paint_edge(painter)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def _state(self) -> TileState:
        tile, scale = self._tile, self.devicePixelRatioF()
        veil = self._asking.veil(tile.id, tile.graphic)
        wanted = Wanted(tile.id, round(self.width() * scale), soft=veil is Veil.SOFT)
        is_wanted = tile.has_picture and veil is not Veil.FULL
        self._thumbnails.want(self, [wanted] if is_wanted else [])
        return TileState(
            veil=Veil.NONE if self._is_small and not tile.has_picture else veil,
            picture=self._thumbnails.get(wanted) if is_wanted else None,
            has_failed=self._thumbnails.failure(tile.id) is not None,
            scale=scale,
            is_small=self._is_small,
        )

    def _note(self, evidence_id: str) -> None:
        if evidence_id == self._tile.id:
            self.update()
