"""Keeping what the keyboard is in, and what was just opened, within sight of a scrolled page."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from strikelog.gui import style


def bring_into_sight(part: QWidget) -> None:
    """Scroll, once all is laid out, until a part shows whole: from its top, where it is taller."""
    QTimer.singleShot(0, part, partial(_show, part))


class Following(QObject):
    """Scrolls to where the keyboard goes inside a scroller, when that is not in sight already.

    What opens or grows moves its fields only after they were given the keyboard, and Qt by itself
    looks once, before.
    """

    def __init__(self, scroller: QScrollArea) -> None:
        super().__init__(scroller)
        self._scroller = scroller
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        content = self._scroller.widget()
        if now is not None and content is not None and content.isAncestorOf(now):
            bring_into_sight(now)


def scroller_around(part: QWidget) -> QScrollArea | None:
    """Give the scroller that a part lies in, if it lies in one."""
    around = part.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around


def _show(part: QWidget) -> None:
    scroller = scroller_around(part)
    content = scroller.widget() if scroller is not None else None
    if scroller is None or content is None or not part.isVisibleTo(content):
        return
    # Lays out all the way down; what was just added stands at the top until then.
    content.adjustSize()
    bar, height = scroller.verticalScrollBar(), scroller.viewport().height()
    top = part.mapTo(content, QPoint(0, 0)).y()
    bottom = top + part.height()
    start = bar.value()
    if bottom > start + height:
        start = bottom - height + style.SPACE
    if top < start:
        start = max(0, top - style.SPACE)
    bar.setValue(start)
