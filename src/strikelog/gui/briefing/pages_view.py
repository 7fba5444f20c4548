"""The pages of a preview below each other: zoomed, walked through, numbers that can be clicked."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QToolTip, QWidget

from strikelog.domain.messages import mark
from strikelog.drawing.printed import Box, Hot, PrintedPage
from strikelog.gui import style
from strikelog.gui.briefing.painting import picture_of
from strikelog.gui.language import say
from strikelog.gui.widgets.labels import label

__all__ = ["PagesView"]

_LEAST, _MOST = 0.4, 4.0
_STEP = 1.2
_CACHED = 12


class _Sheets(QWidget):
    """Draws the pages; pictures of them are made when they come into sight."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[PrintedPage] = []
        self.zoom = 1.0
        self.figure = ""
        self._pictures: dict[int, QPixmap] = {}
        self.setMouseTracking(True)

    def show_pages(self, pages: list[PrintedPage], zoom: float) -> None:
        """Show pages in a size; what did not change keeps its picture."""
        if zoom != self.zoom:
            self._pictures.clear()
        for at in list(self._pictures):
            if at >= len(pages) or at >= len(self.pages) or pages[at] != self.pages[at]:
                del self._pictures[at]
        self.pages, self.zoom = pages, zoom
        self.resize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        gap = style.SPACE
        wide = max((round(one.width * self.zoom) for one in self.pages), default=0)
        high = sum(round(one.height * self.zoom) + gap for one in self.pages)
        return QSize(wide + 2 * gap, high + gap)

    def place_of(self, at: int) -> QRect:
        """Where a page lies."""
        gap, top = style.SPACE, style.SPACE
        for one in self.pages[:at]:
            top += round(one.height * self.zoom) + gap
        page = self.pages[at]
        wide, high = round(page.width * self.zoom), round(page.height * self.zoom)
        return QRect((self.width() - wide) // 2, top, wide, high)

    def hot_at(self, spot: QPoint) -> Hot | None:
        """What can be pointed at on a spot."""
        for at, page in enumerate(self.pages):
            place = self.place_of(at)
            if place.contains(spot):
                x, y = (spot - place.topLeft()).x(), (spot - place.topLeft()).y()
                return page.at(x / self.zoom, page.height - y / self.zoom)
        return None

    def rect_of(self, at: int, box: Box) -> QRect:
        """Where a box of a page lies."""
        place, page, zoom = self.place_of(at), self.pages[at], self.zoom
        left, top = place.x() + box.left * zoom, place.y() + (page.height - box.high) * zoom
        wide, high = (box.right - box.left) * zoom, (box.high - box.low) * zoom
        return QRect(round(left) - 2, round(top) - 1, round(wide) + 4, round(high) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for at in range(len(self.pages)):
            place = self.place_of(at)
            if place.intersects(event.rect()):
                painter.drawPixmap(place.topLeft(), self._picture(at))
                painter.setPen(QPen(style.color(style.tokens().line)))
                painter.drawRect(place)
                self._mark_figure(painter, at)

    def _mark_figure(self, painter: QPainter, at: int) -> None:
        for one in self.pages[at].hot:
            if self.figure and one.figure == self.figure:
                painter.setPen(QPen(style.color(style.tokens().accent), style.RING))
                painter.drawRoundedRect(self.rect_of(at, one.box), 3, 3)

    def _picture(self, at: int) -> QPixmap:
        if at not in self._pictures:
            if len(self._pictures) >= _CACHED:
                del self._pictures[next(iter(self._pictures))]
            ratio = self.devicePixelRatioF()
            self._pictures[at] = picture_of(self.pages[at], self.zoom, ratio=ratio)
        return self._pictures[at]


class PagesView(QScrollArea):
    """Shows pages; `figure_chosen` with the key of a number that was clicked or entered.

    Page Up and Down go through pages, Plus, Minus and 0 change the size, N and Shift+N go from
    number to number, Enter opens what stands behind one.
    """

    figure_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.sheets = _Sheets()
        self.setWidget(self.sheets)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say(mark("Pages of the briefing")))
        self._is_fitted = True
        self._empty = label("")
        self.sheets.installEventFilter(self)

    @property
    def pages(self) -> list[PrintedPage]:
        """The pages that are shown."""
        return self.sheets.pages

    def show_pages(self, pages: list[PrintedPage]) -> None:
        """Show other pages where the old ones stood."""
        at = self.verticalScrollBar().value()
        self.sheets.show_pages(pages, self._fitting(pages) if self._is_fitted else self.sheets.zoom)
        self.verticalScrollBar().setValue(at)

    def zoom_by(self, factor: float) -> None:
        """Make pages larger or smaller."""
        self._is_fitted = False
        self._set_zoom(max(_LEAST, min(_MOST, self.sheets.zoom * factor)))

    def fit(self) -> None:
        """Let pages take the width."""
        self._is_fitted = True
        self._set_zoom(self._fitting(self.pages))

    def turn(self, pages: int) -> None:
        """Go some pages on."""
        if not self.pages:
            return
        at = max(0, min(len(self.pages) - 1, self.current + pages))
        self.verticalScrollBar().setValue(self.sheets.place_of(at).y() - style.SPACE)

    @property
    def current(self) -> int:
        """The place of the page in sight."""
        top = self.verticalScrollBar().value() + self.viewport().height() // 3
        places = range(len(self.pages))
        return max((at for at in places if self.sheets.place_of(at).y() <= top), default=0)

    def step_figure(self, steps: int) -> None:
        """Go from number to number over all pages."""
        found = [(at, one) for at, page in enumerate(self.pages) for one in page.hot if one.figure]
        keys = list(dict.fromkeys(one.figure for _, one in found))
        if not keys:
            return
        known = self.sheets.figure in keys
        at = keys.index(self.sheets.figure) + steps if known else (0 if steps > 0 else -1)
        self.sheets.figure = keys[at % len(keys)]
        page, hot = next((p, one) for p, one in found if one.figure == self.sheets.figure)
        rect = self.sheets.rect_of(page, hot.box)
        self.ensureVisible(rect.center().x(), rect.center().y(), style.MARGIN, 4 * style.MARGIN)
        self.sheets.update()

    # -- what Qt asks

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        if self._is_fitted and self.pages:
            self._set_zoom(self._fitting(self.pages))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts = {
            Qt.Key.Key_Plus: lambda: self.zoom_by(_STEP),
            Qt.Key.Key_Equal: lambda: self.zoom_by(_STEP),
            Qt.Key.Key_Minus: lambda: self.zoom_by(1 / _STEP),
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_PageDown: lambda: self.turn(1),
            Qt.Key.Key_PageUp: lambda: self.turn(-1),
            Qt.Key.Key_Home: lambda: self.turn(-len(self.pages)),
            Qt.Key.Key_End: lambda: self.turn(len(self.pages)),
            Qt.Key.Key_Return: self._choose,
            Qt.Key.Key_Enter: self._choose,
        }
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_N:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.step_figure(-1 if back else 1)
        elif key in acts:
            acts[key]()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
        else:
            super().wheelEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.sheets.figure = ""
        self.sheets.update()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            hot = self.sheets.hot_at(event.pos())
            told = say(mark("Click to see where this number comes from"))
            QToolTip.showText(event.globalPos(), told if hot and hot.figure else "", self.sheets)
            return True
        if isinstance(event, QMouseEvent) and self._pointed(event):
            return True
        return bool(super().eventFilter(watched, event))  # type: ignore[arg-type]

    def _pointed(self, event: QMouseEvent) -> bool:
        hot = self.sheets.hot_at(event.position().toPoint())
        if event.type() == QEvent.Type.MouseMove:
            hand = Qt.CursorShape.PointingHandCursor
            self.sheets.setCursor(hand if hot and hot.figure else Qt.CursorShape.ArrowCursor)
        released = event.type() == QEvent.Type.MouseButtonRelease
        if released and event.button() == Qt.MouseButton.LeftButton and hot and hot.figure:
            self.sheets.figure = hot.figure
            self.sheets.update()
            self._choose()
            return True
        return False

    def _choose(self) -> None:
        if self.sheets.figure:
            self.figure_chosen.emit(self.sheets.figure)

    def _fitting(self, pages: list[PrintedPage]) -> float:
        if not pages:
            return 1.0
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.width() - bar - 2 * style.SPACE - 2
        return max(_LEAST, min(_MOST, room / max(one.width for one in pages)))

    def _set_zoom(self, zoom: float) -> None:
        if self.pages:
            bar = self.verticalScrollBar()
            part = bar.value() / max(1, self.sheets.height())
            self.sheets.show_pages(self.pages, zoom)
            bar.setValue(round(part * self.sheets.height()))
