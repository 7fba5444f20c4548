"""Keeping what the keyboard is in, and what was just opened, within sight of a scrolled page."""

from functools import partial

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from strikelog.gui import style


def bring_into_sight(part: QWidget) -> None:
    """Scroll, once all is laid out, until a part shows whole: from its top, where it is taller."""
    # A child of the part, so that it goes with it; the window is held, so that Python does not
    # clear away a form nobody holds any more while its parts are being walked through.
    turn = QTimer(part, singleShot=True, interval=0)
    turn.timeout.connect(partial(_show, part, part.window()))
    turn.timeout.connect(turn.deleteLater)
    turn.start()


class Following:
    """Scrolls to where the keyboard goes inside a scroller, when that is not in sight already.

    What opens or grows moves its fields only after they were given the keyboard, and Qt by itself
    looks once, before. It is no object of Qt: those hear of the keyboard while they are taken
    apart.
    """

    def __init__(self, scroller: QScrollArea) -> None:
        self._scroller = scroller
        application().focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or not isValid(self._scroller):
            return
        content = self._scroller.widget()
        if content is not None and content.isAncestorOf(now):
            bring_into_sight(now)


def application() -> QApplication:
    """Give the running application, which tells where the keyboard goes."""
    app = QApplication.instance()
    assert isinstance(app, QApplication), "widgets need an application"
    return app


def scroller_around(part: QWidget) -> QScrollArea | None:
    """Give the scroller that a part lies in, if it lies in one."""
    around = part.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around


def _show(part: QWidget, _window: QWidget) -> None:
    # What does not show yet has no size to go by, and lies in sight once it does.
    scroller = scroller_around(part) if part.isVisible() else None
    content = scroller.widget() if scroller is not None else None
    if scroller is None or content is None:
        return
    # Lays out all the way down; what was just added stands at the top until then.
    content.adjustSize()
    bar, height = scroller.verticalScrollBar(), scroller.viewport().height()
    top = part.mapTo(content, QPoint(0, 0)).y() - style.BIG_GAP  # its name stands above a field
    bottom = top + style.BIG_GAP + part.height() + style.SPACE
    start = max(bar.value(), bottom - height)
    bar.setValue(max(0, min(start, top)))
