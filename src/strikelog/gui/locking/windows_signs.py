"""What Windows says to its programs: the session is locked, the machine goes to sleep.

Only Windows can run this; it is loaded there alone.
"""

import ctypes
import sys
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_POWER, _SUSPEND = 0x0218, 0x0004
_SESSION = 0x02B1
_LEFT = frozenset({0x2, 0x4, 0x7})
"""The console was handed to someone else, a remote session ended, the screen was locked."""

_THIS_SESSION = 0
_HIDDEN_FROM_CAPTURE = 0x11
_BLACK_IN_CAPTURE = 0x01


class WindowsSigns(QObject):
    """Passes on what Windows tells the windows of the program."""

    screen_locked = Signal()
    sleeping = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filter = _MessageFilter(self)
        self._asked: set[int] = set()
        app = QCoreApplication.instance()
        if isinstance(app, QGuiApplication):
            app.installNativeEventFilter(self._filter)
            app.focusWindowChanged.connect(self._ask_for_session)

    def _ask_for_session(self, window: QWindow | None) -> None:
        """Let Windows tell one of our windows when the session is locked."""
        if window is None or self._asked or sys.platform != "win32":
            return
        handle = int(window.winId())
        if ctypes.windll.wtsapi32.WTSRegisterSessionNotification(handle, _THIS_SESSION):
            self._asked.add(handle)


class _MessageFilter(QAbstractNativeEventFilter):
    """Looks for the two messages among all that Windows sends."""

    def __init__(self, signs: WindowsSigns) -> None:
        super().__init__()
        self._signs = signs

    def nativeEventFilter(  # noqa: N802 - Qt's name
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        name = bytes(kind.data()) if isinstance(kind, QByteArray) else bytes(kind)
        if name.startswith(b"windows_"):
            said = wintypes.MSG.from_address(int(message))
            if said.message == _POWER and said.wParam == _SUSPEND:
                self._signs.sleeping.emit()
            elif said.message == _SESSION and said.wParam in _LEFT:
                self._signs.screen_locked.emit()
        return False, 0


def hide_from_capture(window: QWindow) -> None:
    """Keep a window out of photographs of the screen; black on versions that cannot hide it."""
    if sys.platform == "win32":
        ask = ctypes.windll.user32.SetWindowDisplayAffinity
        if not ask(int(window.winId()), _HIDDEN_FROM_CAPTURE):
            ask(int(window.winId()), _BLACK_IN_CAPTURE)
