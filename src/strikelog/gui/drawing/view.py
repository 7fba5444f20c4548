"""A drawing as a part of a page: chosen by mouse or keyboard, read out, copied and saved."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from strikelog.drawing.shapes import Drawing, Target
from strikelog.gui import style
from strikelog.gui.drawing.leaving import COPY, SAVE_PDF, SAVE_PICTURE, Action, Leaving
from strikelog.gui.drawing.painter import POINT, measure, paint_drawing
from strikelog.gui.icons import icon
from strikelog.gui.language import say
from strikelog.gui.tasks import Tasks
from strikelog.services.drawings import Make

_LEAST_WIDTH = 260
_ROUND = 4


class DrawingView(QWidget):
    """Shows what `make` lays out for the width it gets; `chosen` with the key of a target.

    Arrow keys go from one target to the next, Enter and a click choose it. `note` is printed below
    a saved PDF.
    """

    chosen = Signal(str)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, *, title: str, note: str = "") -> None:
        super().__init__()
        self.title, self.note = title, note
        self._leaving = Leaving(self, tasks)
        self._leaving.failed.connect(self.failed)
        self._make: Make | None = None
        self._drawing: Drawing | None = None
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)

    def show_drawing(self, make: Make | None) -> None:
        """Show another drawing, or none."""
        self._make, self._at = make, -1
        self._lay_out()

    @property
    def drawing(self) -> Drawing | None:
        """The drawing as it is laid out for the width of now."""
        return self._drawing

    @property
    def target(self) -> Target | None:
        """What the keyboard is on."""
        targets = self._drawing.targets if self._drawing else ()
        return targets[self._at] if 0 <= self._at < len(targets) else None

    def move(self, steps: int) -> None:
        """Go some targets on in the order they are drawn; stops at the ends."""
        targets = self._drawing.targets if self._drawing else ()
        if targets:
            self._at = max(0, min(len(targets) - 1, self._at + steps if self._at >= 0 else 0))
            self._tell()

    def actions(self) -> tuple[Action, ...]:
        """Give what can be done with the drawing; nothing while there is none."""
        drawing, make = self._drawing, self._make
        if drawing is None or make is None:
            return ()
        title, note, leaving = self.title, self.note, self._leaving
        return (
            (COPY, "copy", partial(leaving.copy, drawing)),
            (SAVE_PICTURE, "image", partial(leaving.ask_for_picture, drawing, title)),
            (SAVE_PDF, "file-text", partial(leaving.ask_for_pdf, make, title=title, note=note)),
        )

    # -- what Qt asks

    def sizeHint(self) -> QSize:
        drawing = self._drawing
        high = int(drawing.height * POINT) if drawing else style.ROW
        return QSize(_LEAST_WIDTH, high)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._drawing is None:
            return
        painter = QPainter(self)
        paint_drawing(painter, self._drawing)
        target = self.target
        if target is not None and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(style.color(style.tokens().accent), style.RING))
            painter.drawRoundedRect(_rect(target), _ROUND, _ROUND)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._lay_out()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._target_at(event.pos())
            words = self._drawing.targets[at].words if self._drawing and at >= 0 else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.move(0)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        forward = -1 if self.isRightToLeft() else 1
        steps = {
            Qt.Key.Key_Right: forward,
            Qt.Key.Key_Left: -forward,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
        }
        if event.key() in steps:
            self.move(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self._at)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._target_at(event.position().toPoint()) >= 0
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._at = self._target_at(event.position().toPoint())
            self._choose(self._at)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        popup(self, self.actions(), event.globalPos())

    # -- own business

    def _lay_out(self) -> None:
        width = max(self.width(), _LEAST_WIDTH) / POINT
        self._drawing = self._make(width, measure) if self._make else None
        if self._drawing is not None:
            self.setFixedHeight(int(self._drawing.height * POINT) + 1)
        self.setAccessibleDescription(self._drawing.description if self._drawing else "")
        self.updateGeometry()
        self.update()

    def _tell(self) -> None:
        target = self.target
        self.setAccessibleDescription(target.words if target else "")
        self.update()

    def _choose(self, at: int) -> None:
        if self._drawing is not None and 0 <= at < len(self._drawing.targets):
            self.chosen.emit(self._drawing.targets[at].key)
        self._tell()

    def _target_at(self, place: QPoint) -> int:
        targets = self._drawing.targets if self._drawing else ()
        found = (n for n, one in enumerate(targets) if _rect(one).contains(place.toPointF()))
        return next(found, -1)


def popup(parent: QWidget, actions: Iterable[Action], place: QPoint) -> None:
    """Open a menu of actions."""
    menu = QMenu(parent)
    for words, picture, act in actions:
        action = QAction(icon(picture), say(words), menu)
        action.triggered.connect(partial(_do, act))
        menu.addAction(action)
    menu.aboutToHide.connect(menu.deleteLater)
    if not menu.isEmpty():
        menu.popup(place)


def _do(act: Callable[[], None], _checked: bool = False) -> None:
    act()


def _rect(target: Target) -> QRectF:
    left, top, right, bottom = (end * POINT for end in target.box)
    return QRectF(left, top, right - left, bottom - top)
