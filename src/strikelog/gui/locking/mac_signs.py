"""What macOS knows of the screen: asked every few seconds, since it tells only its own programs.

Only macOS can run this; it is loaded there alone. Sleep is noticed by the clocks.
"""

import ctypes
import sys

from PySide6.QtCore import QObject, QTimer, Signal

_EVERY = 2_000
_GRAPHICS = "/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics"
_FOUNDATION = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"
_LOCKED = b"CGSSessionScreenIsLocked"
_UTF8 = 0x08000100


class MacSigns(QObject):
    """Says once when the screen was locked."""

    screen_locked = Signal()
    sleeping = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_locked = False
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self._look)
        if sys.platform == "darwin":
            self._timer.start()

    def _look(self) -> None:
        locked = _is_screen_locked()
        if locked and not self._was_locked:
            self.screen_locked.emit()
        self._was_locked = locked


def _is_screen_locked() -> bool:
    """Ask the window server; a session without one is nobody's to look at."""
    graphics, foundation = ctypes.CDLL(_GRAPHICS), ctypes.CDLL(_FOUNDATION)
    graphics.CGSessionCopyCurrentDictionary.restype = ctypes.c_void_p
    foundation.CFStringCreateWithCString.restype = ctypes.c_void_p
    foundation.CFDictionaryGetValue.restype = ctypes.c_void_p
    known = ctypes.c_void_p(graphics.CGSessionCopyCurrentDictionary())
    if known.value is None:
        return True
    key = ctypes.c_void_p(foundation.CFStringCreateWithCString(None, _LOCKED, _UTF8))
    found = foundation.CFDictionaryGetValue(known, key)
    locked = bool(found) and bool(foundation.CFBooleanGetValue(ctypes.c_void_p(found)))
    foundation.CFRelease(key)
    foundation.CFRelease(known)
    return locked
