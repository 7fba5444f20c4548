"""The map itself: dragged, zoomed, asked by mouse, touchpad and keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from strikelog.drawing.boxes import Box
from strikelog.drawing.marks import Mark, MarkLayer, NamedSpot
from strikelog.drawing.mercator import ZOOM_STEP, ZOOMS, Look, look_at
from strikelog.gui import style
from strikelog.gui.map.ground import Ground
from strikelog.gui.map.overlay import paint_overlay
from strikelog.gui.map.scene import Scene, Seen

_STEP = 96
"""Pixels an arrow key moves the map."""

_CLICK = 4
"""Pixels the mouse may move within a click."""

_MOVES = {
    Qt.Key.Key_Left: (-_STEP, 0),
    Qt.Key.Key_Right: (_STEP, 0),
    Qt.Key.Key_Up: (0, -_STEP),
    Qt.Key.Key_Down: (0, _STEP),
}
_ZOOMS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
_NOTCH = 120.0
_WHOLE_WORLD: Box = (0.05, 0.2, 0.95, 0.75)
_LEAST = QSize(320, 240)


class MapCanvas(QWidget):
    """Shows a layer of marks; `chosen` with what is selected, `opened` with what is entered.

    `is_whole` once nothing is missing in view, `is_settled` once what lies around it is ready too.
    """

    chosen = Signal(object)
    opened = Signal(object)
    moved = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.scene = Scene()
        self.look = look_at(_WHOLE_WORLD, 800, 600)
        self.mark: Mark | None = None
        self.is_whole = self.is_settled = False
        self._home: Box = _WHOLE_WORLD
        self._is_home = True
        self._has_possible = False
        self._grabbed: QPointF | None = None
        self._travelled = 0.0
        self._pinched = 0.0
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self.update)
        self._ahead = QTimer(self, singleShot=True, interval=0)
        self._ahead.timeout.connect(self._prepare)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(_LEAST)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    # -- what is shown

    def show_layer(self, layer: MarkLayer | None, *, keeps_look: bool = False) -> None:
        """Show other incidents; all of them, unless the look is to stay as it is."""
        self.scene.show(layer)
        self._home = (layer.clustered.box() if layer else None) or _WHOLE_WORLD
        self._has_possible = bool(layer and layer.possible_in(0, len(layer.clustered)))
        self.choose(None)
        if not keeps_look:
            self.fit()
        self.update()

    def show_ground(self, ground: Ground) -> None:
        """Draw the world below the marks."""
        self.scene.stand_on(ground)
        self.update()

    def show_places(self, named: Sequence[NamedSpot]) -> None:
        """Name places for orientation."""
        self.scene.name_places(tuple(named))
        self.update()

    def fit(self) -> None:
        """Look at all incidents."""
        self._turn(look_at(self._home, self.width(), self.height()))
        self._is_home = True

    def fit_to(self, box: Box) -> None:
        """Look at a part of the world."""
        self._turn(look_at(box, self.width(), self.height(), closest=ZOOMS[1]))

    def zoom(self, steps: float, about: QPointF | None = None) -> None:
        """Zoom by some steps around a place, the middle without one."""
        self._turn(self.look.zoomed(steps, (about.x(), about.y()) if about else None))

    def pan(self, across: float, down: float) -> None:
        """Look so many pixels further right and down."""
        self._turn(self.look.moved(across, down))

    def seen(self) -> list[Seen]:
        """Give the marks in view, in the order the keyboard goes through them."""
        return self.scene.seen(self.look)

    def choose(self, mark: Mark | None) -> None:
        """Select a mark, or none."""
        if mark != self.mark:
            self.mark = mark
            self.chosen.emit(mark)
            self.update()

    def choose_next(self, steps: int) -> bool:
        """Select the next mark in view; False after the last."""
        seen = [one.mark for one in self.seen()]
        at = seen.index(self.mark) + steps if self.mark in seen else (0 if steps > 0 else -1)
        if not seen or at >= len(seen) or (at < 0 and self.mark in seen):
            self.choose(None)
            return False
        self.choose(seen[at])
        return True

    # -- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.is_whole = self.scene.paint(painter, self.look, self.devicePixelRatioF())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.mark is not None:
            self.scene.paint_chosen(painter, self.look, self.mark)
        has_brought = self.scene.ground is not None and self.scene.ground.has_brought
        paint_overlay(painter, self.look, has_possible=self._has_possible, has_brought=has_brought)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(style.color(style.tokens().accent), style.RING))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()
        if not self.is_whole:
            self._again.start()
        elif not self._ahead.isActive():
            self._ahead.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.scene.forget()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_home:
            self.fit()
        else:
            self._turn(self.look.sized(self.width(), self.height()))

    # -- mouse and touchpad

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed, self._travelled = event.position(), 0.0
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is None:
            return
        moved = self._grabbed - event.position()
        self._travelled += moved.manhattanLength()
        if self._travelled > _CLICK:
            self._grabbed = event.position()
            self.pan(moved.x(), moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._grabbed = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if self._travelled <= _CLICK:
            found = self._at(event.position())
            self.choose(found.mark if found else None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if found is not None:
            self.opened.emit(found.mark)
        else:
            self.zoom(1, event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        is_pad = event.device().type() == QInputDevice.DeviceType.TouchPad
        zooms = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if is_pad and not zooms:
            move = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() / 4
            self.pan(-move.x(), -move.y())
        else:
            self._pinch(event.angleDelta().y() / _NOTCH, event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        zooms = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == zooms:
            self._pinch(event.value() / ZOOM_STEP, event.position())
            return True
        # Tab belongs to the marks here, and leaves the map behind the last one.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()), 0)
            if steps and self.choose_next(steps):
                return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(event.globalPos())

    # -- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _MOVES:
            self.pan(*_MOVES[Qt.Key(key)])
        elif key in _ZOOMS:
            self.zoom(_ZOOMS[Qt.Key(key)], self._chosen_spot())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_0):
            self.fit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.mark is not None:
            self.opened.emit(self.mark)
        elif key == Qt.Key.Key_Escape and self.mark is not None:
            self.choose(None)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    # -- own business

    def _chosen_spot(self) -> QPointF | None:
        return QPointF(*self.look.spot(self.mark.place)) if self.mark is not None else None

    def _at(self, place: QPointF) -> Seen | None:
        return self.scene.mark_at(self.look, (place.x(), place.y()))

    def _pinch(self, steps: float, about: QPointF) -> None:
        """Gather small movements of fingers until they make a whole step of zoom."""
        self._pinched += steps
        whole = int(self._pinched)
        if whole:
            self._pinched -= whole
            self.zoom(whole, about)

    def _turn(self, look: Look) -> None:
        if look == self.look:
            return
        if look.zoom != self.look.zoom:
            self._keep_picture()
            self.mark = None
            self.chosen.emit(None)
        self.look, self._is_home = look, False
        self.is_whole = self.is_settled = False
        self.update()
        self.moved.emit()

    def _keep_picture(self) -> None:
        """Keep the ground as it was, to stand in while the next zoom is made."""
        if not self.isVisible():
            return
        picture = QPixmap(self.size())
        painter = QPainter(picture)
        self.scene.paint(painter, self.look, 1.0)
        painter.end()
        self.scene.remember(picture, self.look)

    def _prepare(self) -> None:
        self.is_settled = not (self.isVisible() and self.scene.prepare(self.look))
        if not self.is_settled:
            self._ahead.start()
