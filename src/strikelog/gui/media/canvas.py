"""The picture one draws regions on, with the mouse or the keyboard alone."""

from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.language import say
from strikelog.gui.media.regions import Region, Regions, Steps, between
from strikelog.gui.style import Ink

_BLOCKS = 6
_NUDGE, _LEAP = 1, 10
_SHARE = 4
"""A region begun by the keyboard takes this part of the picture's sides."""

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_DRAWN_HOW = mark(
    "Draw with the mouse, or press N for a new region. Arrows move it, Shift and arrows resize it,"
    " Page Up and Page Down go from one to another, Delete removes it."
)


class Tool(StrEnum):
    """What a new region does."""

    BLUR = "blur"
    CROP = "crop"


class Canvas(QWidget):
    """Shows the picture as its copy will be; `changed` with every step."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tool = Tool.BLUR
        self._pixmap = QPixmap()
        self.steps = Steps(Regions((1, 1)))
        self._drag: QPointF | None = None
        self._drawn: Region | None = None
        self._grabbed: Region | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(*style.CANVAS_MIN)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(say(mark("Picture to work on")))
        self.setAccessibleDescription(say(_DRAWN_HOW))
        self.setCursor(Qt.CursorShape.CrossCursor)

    def show_picture(self, made: QPixmap, size: tuple[int, int]) -> None:
        """Show a picture; `size` is its real one, in which regions are measured."""
        self._pixmap = made
        self.steps = Steps(Regions(size))
        self._told()

    @property
    def regions(self) -> Regions:
        """What is drawn."""
        return self.steps.now

    @property
    def is_ready(self) -> bool:
        """True once there is a picture."""
        return not self._pixmap.isNull()

    def new_region(self) -> None:
        """Begin a region in the middle, for the keyboard."""
        width, height = self.regions.size
        wide, high = width // _SHARE, height // _SHARE
        if self.tool is Tool.CROP:
            wide, high = width * 3 // _SHARE, height * 3 // _SHARE
        region = Region((width - wide) // 2, (height - high) // 2, wide, high, self._crops)
        self._do(self.regions.added(region))

    def remove_region(self) -> None:
        """Drop the current region."""
        self._do(self.regions.without_current())

    def undo(self) -> None:
        """Take the last step back."""
        self.steps.undo()
        self._told()

    def redo(self) -> None:
        """Do it again."""
        self.steps.redo()
        self._told()

    # -- places

    @property
    def frame(self) -> QRectF:
        """Where the picture stands, in pixels of the screen."""
        size = self._pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, max(1, size.width()), max(1, size.height()))
        place.moveCenter(QRectF(self.rect()).center())
        return place

    def place_of(self, region: Region) -> QRectF:
        """Give where a region stands on the screen."""
        frame, scale = self.frame, self._scale
        return QRectF(
            frame.left() + region.left * scale,
            frame.top() + region.top * scale,
            region.width * scale,
            region.height * scale,
        )

    @property
    def _scale(self) -> float:
        return self.frame.width() / max(1, self.regions.size[0])

    @property
    def _crops(self) -> bool:
        return self.tool is Tool.CROP

    def _pixel(self, point: QPointF) -> tuple[int, int]:
        """Give the pixel of the picture at a point of the screen, or the nearest."""
        frame, (width, height) = self.frame, self.regions.size
        x = round((point.x() - frame.left()) / self._scale)
        y = round((point.y() - frame.top()) / self._scale)
        return max(0, min(width, x)), max(0, min(height, y))

    # -- hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self.is_ready:
            return
        self._drag = event.position()
        x, y = self._pixel(self._drag)
        at = self.regions.at(x, y)
        crop_lies_below = at >= 0 and self.regions.all[at].crops and not self._crops
        if at >= 0 and not crop_lies_below:
            self.steps.do(replace(self.regions, chosen=at))
            self._grabbed = self.regions.current
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            return
        (x1, y1), (x2, y2) = self._pixel(self._drag), self._pixel(event.position())
        if self._grabbed is not None:
            back = self.regions.with_current(self._grabbed)
            self._drawn = back.moved(x2 - x1, y2 - y1).current
        else:
            self._drawn = between(x1, y1, x2, y2, crops=self._crops)
        self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        drawn, grabbed = self._drawn, self._grabbed
        self._drag = self._drawn = self._grabbed = None
        if drawn is not None and grabbed is not None:
            self._do(self.regions.with_current(drawn))
        elif drawn is not None and min(drawn.width, drawn.height) > 1:
            self._do(self.regions.added(drawn))
        else:
            self._told()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._heed(event):
            super().keyPressEvent(event)

    def _heed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _ARROWS and self.regions.current is not None:
            self._push(_ARROWS[key], event.modifiers())
        elif key == Qt.Key.Key_N and self.is_ready:
            self.new_region()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_region()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._do(self.regions.next(1 if key == Qt.Key.Key_PageDown else -1))
        else:
            return False
        return True

    def _push(self, way: tuple[int, int], keys: Qt.KeyboardModifier) -> None:
        """Move or resize by pixels of the screen; with Ctrl by single ones of the picture."""
        is_fine = bool(keys & Qt.KeyboardModifier.ControlModifier)
        step = _NUDGE if is_fine else max(_NUDGE, round(_LEAP / self._scale))
        dx, dy = way[0] * step, way[1] * step
        grows = bool(keys & Qt.KeyboardModifier.ShiftModifier)
        now = self.regions
        self._do(now.resized(dx, dy) if grows else now.moved(dx, dy))

    def _do(self, then: Regions) -> None:
        self.steps.do(then)
        self._told()

    def _told(self) -> None:
        self.update()
        self.changed.emit()

    # -- painting

    def sizeHint(self) -> QSize:
        return QSize(*style.CANVAS_MIN)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), style.color(style.tokens().hover))
        if not self.is_ready:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self.frame.toRect(), self._pixmap)
        shown = self._shown()
        for region in shown.all:
            if not region.crops:
                self._paint_blurred(painter, region)
        if shown.crop is not None:
            self._paint_cut_off(painter, shown.crop)
        for place, region in enumerate(shown.all):
            self._paint_edge(painter, region, is_current=place == shown.chosen)

    def _shown(self) -> Regions:
        """Give what is drawn, with what the mouse is drawing just now."""
        if self._drawn is None:
            return self.regions
        if self._grabbed is not None:
            return self.regions.with_current(self._drawn)
        return self.regions.added(self._drawn)

    def _paint_blurred(self, painter: QPainter, region: Region) -> None:
        """Show a region as coarse as it will be in the copy, or coarser."""
        ratio = self._pixmap.width() / max(1, self.regions.size[0])
        part = QRect(
            round(region.left * ratio),
            round(region.top * ratio),
            max(1, round(region.width * ratio)),
            max(1, round(region.height * ratio)),
        )
        few = QSize(part.size()).scaled(_BLOCKS, _BLOCKS, Qt.AspectRatioMode.KeepAspectRatio)
        coarse = self._pixmap.copy(part).scaled(
            max(1, few.width()),
            max(1, few.height()),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawPixmap(self.place_of(region).toRect(), coarse)

    def _paint_cut_off(self, painter: QPainter, kept: Region) -> None:
        outside = QPainterPath()
        outside.addRect(self.frame)
        inside = QPainterPath()
        inside.addRect(self.place_of(kept))
        veil = style.color(style.tokens().page)
        painter.setOpacity(0.8)
        painter.fillPath(outside.subtracted(inside), veil)
        painter.setOpacity(1.0)

    def _paint_edge(self, painter: QPainter, region: Region, *, is_current: bool) -> None:
        place = self.place_of(region)
        light, dark = style.color(style.LIGHT.surface), style.color(style.LIGHT.ink)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(dark, style.RING + 1))
        painter.drawRect(place)
        edge = style.ink_color(Ink.ACCENT) if is_current and self.hasFocus() else light
        how = Qt.PenStyle.SolidLine if is_current else Qt.PenStyle.DashLine
        painter.setPen(QPen(edge, style.RING, how))
        painter.drawRect(place)
