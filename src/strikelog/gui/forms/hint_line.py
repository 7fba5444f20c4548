"""The line at the foot of a form: what the field that has the keyboard asks for."""

from PySide6.QtWidgets import QApplication, QWidget

from strikelog.gui import style
from strikelog.gui.style import Look
from strikelog.gui.widgets.labels import ElidedLabel


class HintLine(ElidedLabel):
    """Says the note of the field in use; keeps its height, so that nothing moves."""

    def __init__(self, form: QWidget) -> None:
        super().__init__("", Look.SMALL)
        self._form = form
        self.setFixedHeight(style.PILL)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        # A window that goes to the back takes the keyboard along; the field is still the same.
        if now is not None:
            self.show_text(now.whatsThis() if self._form.isAncestorOf(now) else "")
