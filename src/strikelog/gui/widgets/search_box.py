"""The search box: waits for a pause in typing, then says what to search for."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from strikelog.gui import style
from strikelog.gui.icons import icon
from strikelog.gui.style import Look
from strikelog.gui.widgets.lines import keep_level

PAUSE = 150
"""Milliseconds without a key before a search begins."""


class SearchBox(QLineEdit):
    """Emits `searched` after a pause, at once on Enter, and with "" on Escape."""

    searched = Signal(str)
    left = Signal()

    def __init__(self, hint: str) -> None:
        super().__init__()
        style.dress(self, Look.SEARCH)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint.rstrip("…"))
        self.setMinimumWidth(style.SEARCH_MIN)
        self.setMaximumWidth(style.SEARCH_WIDTH)
        self.setClearButtonEnabled(True)
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        keep_level(self)
        self._last = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._search)
        self.textChanged.connect(self._wait)
        self.returnPressed.connect(self._search)

    def forget(self) -> None:
        """Empty the box without searching for nothing."""
        self.clear()
        self._pause.stop()
        self._last = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._search()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _wait(self) -> None:
        self._pause.start()

    def _search(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._last:
            self._last = text
            self.searched.emit(text)
