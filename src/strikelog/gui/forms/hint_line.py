"""The line at the foot of a form: what the field that has the keyboard asks for."""

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from strikelog.gui import style
from strikelog.gui.scrolling import application
from strikelog.gui.style import Look
from strikelog.gui.widgets.labels import ElidedLabel


class HintLine(ElidedLabel):
    """Says the note of the field in use; keeps its height, so that nothing moves."""

    def __init__(self, form: QWidget) -> None:
        super().__init__("", Look.SMALL)
        self.setFixedHeight(style.PILL)
        self._asking = _Asking(self, form)


class _Asking:
    """Asks each field of a form for its note; no object of Qt, like `scrolling.Following`."""

    def __init__(self, line: ElidedLabel, form: QWidget) -> None:
        self._line = line
        self._form = form
        application().focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        # A window that goes to the back takes the keyboard along; the field is still the same.
        if now is not None and isValid(self._form) and isValid(self._line):
            self._line.show_text(now.whatsThis() if self._form.isAncestorOf(now) else "")
