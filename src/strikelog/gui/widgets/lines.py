"""Lines to type in, whatever the script."""

import re
from functools import cache, partial

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from strikelog.gui import style

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
_PLAIN = QMargins()


class EscapableLine(QLineEdit):
    """A line that says when Escape is pressed in it."""

    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


def keep_level(line: QLineEdit) -> None:
    """Set Arabic on the height at which Latin stands.

    The toolkit counts the greater height of Arabic letters twice when it centres a line, which
    lifts the text out of the middle.
    """
    line.textChanged.connect(partial(_level, line))
    _level(line, line.text())


def _level(line: QLineEdit, text: str) -> None:
    margins = QMargins(0, 0, 0, -2 * _rise()) if _ARABIC.search(text) else _PLAIN
    if line.textMargins() != margins:
        line.setTextMargins(margins)


@cache
def _rise() -> int:
    """Give how much higher Arabic letters reach than Latin ones."""
    arabic = QFont(style.font())
    arabic.setFamilies([style.FAMILIES[1]])
    return QFontMetrics(arabic).ascent() - style.metrics().ascent()
