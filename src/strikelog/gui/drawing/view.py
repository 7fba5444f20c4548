"""A drawing as a part of a page: chosen by mouse or keyboard, read out, copied and saved."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QMimeData, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.drawing.shapes import Drawing, Target
from strikelog.gui import style
from strikelog.gui.dialogs import files
from strikelog.gui.drawing.painter import POINT, measure, paint_drawing, picture_of
from strikelog.gui.icons import icon
from strikelog.gui.language import language, say
from strikelog.gui.tasks import Tasks
from strikelog.services.drawings import Make, save_as_pdf

COPY = mark("Copy the picture")
SAVE_PICTURE = mark("Save as a picture…")
SAVE_PDF = mark("Save as PDF…")
_PICTURES = mark("Pictures")
_LEAST_WIDTH = 260
_ROUND = 4


class PictureNotSaved(StrikelogError):
    """The folder or disk did not take the picture."""

    message = mark("“{name}” could not be saved there. Check the folder and the free space.")


class DrawingView(QWidget):
    """Shows what `make` lays out for the width it gets; `chosen` with the key of a target.

    Arrow keys go from one target to the next, Enter and a click choose it. `note` is printed below
    a saved PDF.
    """

    chosen = Signal(str)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, *, title: str, note: str = "") -> None:
        super().__init__()
        self._tasks = tasks
        self.title, self.note = title, note
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

    def copy(self) -> None:
        """Put a picture of the drawing on the clipboard."""
        if self._drawing is not None:
            content = QMimeData()
            content.setData("image/png", _png(picture_of(self._drawing)))
            QGuiApplication.clipboard().setMimeData(content)

    def save_picture(self, path: Path) -> None:
        """Write a picture of the drawing into a file."""
        if self._drawing is None:
            return
        try:
            path.write_bytes(bytes(_png(picture_of(self._drawing)).data()))
        except OSError:
            self.failed.emit(PictureNotSaved(name=path.name))

    def save_pdf(self, path: Path) -> None:
        """Write the drawing as a PDF, beside the window."""
        make = self._make
        if make is None:
            return
        job = partial(
            save_as_pdf, path, make, title=self.title, note=self.note, language=language()
        )
        self._tasks.run(self, lambda _progress: job(), lambda _done: None, self.failed.emit)

    def menu(self) -> QMenu:
        """Make the menu of what can be done with the drawing."""
        menu = QMenu(self)
        for words, picture, act in (
            (COPY, "copy", self.copy),
            (SAVE_PICTURE, "image", self._ask_for_picture),
            (SAVE_PDF, "file-text", self._ask_for_pdf),
        ):
            action = QAction(icon(picture), say(words), menu)
            action.triggered.connect(act)
            action.setEnabled(self._drawing is not None)
            menu.addAction(action)
        return menu

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
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

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

    def _ask_for_picture(self) -> None:
        self._ask(say(SAVE_PICTURE), "png", self.save_picture)

    def _ask_for_pdf(self) -> None:
        self._ask(say(SAVE_PDF), "pdf", self.save_pdf)

    def _ask(self, title: str, ending: str, act: Callable[[Path], None]) -> None:
        pattern = f"{say(_PICTURES)} (*.{ending})" if ending == "png" else f"PDF (*.{ending})"
        path = files.ask_for_saving(self, title, f"{self.title}.{ending}", pattern=pattern)
        if path is not None:
            act(path)


def _rect(target: Target) -> QRectF:
    left, top, right, bottom = (end * POINT for end in target.box)
    return QRectF(left, top, right - left, bottom - top)


def _png(image: QImage) -> QByteArray:
    content = QBuffer()
    content.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(content, "PNG")
    return content.data()
