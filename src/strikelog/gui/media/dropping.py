"""Files dragged onto the window: whoever may take them at that place gets them.

The drag is met before any field of text can, which would write paths into a record.
"""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from strikelog.gui import style
from strikelog.gui.media.arrivals import has_arrivals, of_content
from strikelog.gui.style import Ink, Look
from strikelog.gui.widgets.labels import label
from strikelog.gui.widgets.pictures import Picture

_DRAGS = frozenset({QEvent.Type.DragEnter, QEvent.Type.DragMove})


class DropGate(QObject):
    """Watches one window; `dropped` carries arrivals, where someone takes them just now."""

    dropped = Signal(object)

    def __init__(
        self, window: QWidget, offer: Callable[[], str], *, picture: str = "image"
    ) -> None:
        """Watch a window; `offer` says what dropping would do, blank where nobody takes files."""
        super().__init__(window)
        self._window = window
        self._offer = offer
        self.veil = _Veil(window, picture)
        window.installEventFilter(self)
        self._watch_native()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and watched is self._window:
            self._watch_native()
        elif event.type() in _DRAGS and isinstance(event, QDropEvent):
            return self._over(event)
        elif event.type() is QEvent.Type.DragLeave:
            self.veil.hide()
        elif event.type() is QEvent.Type.Drop and isinstance(event, QDropEvent):
            return self._drop(event)
        return super().eventFilter(watched, event)

    def _watch_native(self) -> None:
        native = self._window.windowHandle()
        if native is not None:
            native.removeEventFilter(self)
            native.installEventFilter(self)

    def takes(self, event: QDropEvent) -> bool:
        """Tell whether what is dragged would be taken here and now."""
        return bool(self._offer()) and has_arrivals(event.mimeData())

    def _over(self, event: QDropEvent) -> bool:
        if not self.takes(event):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.veil.cover(self._offer())
        return True

    def _drop(self, event: QDropEvent) -> bool:
        self.veil.hide()
        if not self.takes(event):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(of_content(event.mimeData(), datetime.now().astimezone()))
        return True


class _Veil(QFrame):
    """Says what dropping would do, over the whole window."""

    def __init__(self, window: QWidget, picture: str) -> None:
        super().__init__(window)
        style.dress(self, Look.DROP)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setSpacing(style.SPACE)
        center = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        drawing = Picture(picture, Ink.ACCENT, size=style.BIG_ICON)
        column.addWidget(drawing, alignment=center)
        self._words = label("", Look.HEADING)
        column.addWidget(self._words, alignment=center)
        column.addStretch(1)
        self.hide()

    def cover(self, words: str) -> None:
        """Cover the window and say what dropping would do."""
        self._words.setText(words)
        parent = self.parentWidget()
        self.setGeometry(parent.rect().adjusted(style.GAP, style.GAP, -style.GAP, -style.GAP))
        self.show()
        self.raise_()
