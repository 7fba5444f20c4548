"""How long nobody has touched the keyboard or the mouse, and the one key that locks at once.

Input is watched on the windows, before any widget sees it: so it costs nothing while tables are
painted, and the key works in every window, dialog and menu, whatever has the keyboard.
"""

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

PANIC_KEYS = (Qt.Key.Key_F12, Qt.Key.Key_Pause)
"""Either of them alone, without another key."""

PULSE = 1_000
"""Milliseconds between two looks at the clocks."""

GAP = 20.0
"""Seconds the machine must have slept, or the clock have jumped, to count as having been away."""

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)
_OPENING = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
    }
)
Clock = Callable[[], float]


def awake_clock() -> float:
    """Seconds that stand still while the machine sleeps."""
    return time.monotonic()


def whole_clock() -> float:
    """Seconds that go on while the machine sleeps; on Linux nobody can set them."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.time()


class IdleWatch(QObject):
    """Says when it is time to lock: `idle` after the limit, `slept` after a sleep, `panicked`."""

    idle = Signal()
    slept = Signal()
    panicked = Signal()

    def __init__(
        self,
        app: QGuiApplication,
        *,
        awake: Clock = awake_clock,
        whole: Clock = whole_clock,
    ) -> None:
        super().__init__(app)
        self._awake, self._whole = awake, whole
        self._limit: float | None = None
        self._touched = awake()
        self._asleep = whole() - awake()
        self._pulse = QTimer(self, interval=PULSE)
        self._pulse.timeout.connect(self.look)
        self._pulse.start()
        # Menus and lists that drop down take the keys without ever having the keyboard, and they
        # open at a key or a click.
        self._adoption = QTimer(self, singleShot=True, interval=0)
        self._adoption.timeout.connect(self.adopt)
        app.focusWindowChanged.connect(self._watch)
        # Words that an input method composes never pass through a window.
        app.inputMethod().cursorRectangleChanged.connect(self.touch)

    @property
    def seconds(self) -> float:
        """How long nothing was touched while the machine was awake."""
        return self._awake() - self._touched

    def limit_to(self, seconds: float | None) -> None:
        """Set after how long to say `idle`; None for never."""
        self._limit = seconds
        self.touch()

    def touch(self) -> None:
        """Begin to count anew."""
        self._touched = self._awake()

    def look(self) -> None:
        """Look at the clocks, and for windows that have come."""
        self.adopt()
        asleep = self._whole() - self._awake()
        jumped, self._asleep = abs(asleep - self._asleep), asleep
        if jumped > GAP:
            self.slept.emit()
        elif self._limit is not None and self.seconds >= self._limit:
            self.touch()
            self.idle.emit()

    def adopt(self) -> None:
        """Watch every window there is."""
        for window in QGuiApplication.topLevelWindows():
            self._watch(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _SIGNS_OF_LIFE:
            self.touch()
        if kind in _OPENING:
            self._adoption.start()
        if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _is_panic(event):
            self.panicked.emit()
            return True
        return super().eventFilter(watched, event)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            # Installed twice it is still asked once.
            window.installEventFilter(self)


def _is_panic(event: QKeyEvent) -> bool:
    return event.key() in PANIC_KEYS and not event.isAutoRepeat()
