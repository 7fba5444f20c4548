"""A briefing that waits, as it was left, while somebody looks at a record that it led to."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.dialogs.sheet import Sheet
from strikelog.gui.language import say, upright
from strikelog.gui.style import Look
from strikelog.gui.widgets.buttons import icon_button, link_button
from strikelog.gui.widgets.labels import label

__all__ = ["AsideBar"]

_KEYS = "Ctrl+B"


class AsideBar(QWidget):
    """A line above the page that leads back to one dialog."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet: Sheet | None = None
        self._refresh: Callable[[], None] = self.hide
        self.back = link_button(say(mark("Back to the briefing")), "chevron-left")
        self.back.setToolTip(f"{self.back.text()} ({upright(_KEYS)})")
        self.back.clicked.connect(self.lead_back)
        QShortcut(QKeySequence(_KEYS), self).activated.connect(self.lead_back)
        self.closer = icon_button("x", say(mark("Close the briefing that waits")))
        self.closer.clicked.connect(self.drop)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(style.SPACE)
        line.addWidget(self.back)
        line.addWidget(label(say(mark("It waits as you left it.")), Look.SMALL))
        line.addStretch(1)
        line.addWidget(self.closer)
        self.hide()

    def hold(self, sheet: Sheet, refresh: Callable[[], None]) -> None:
        """Keep a dialog that was hidden, to `refresh` it when it returns.

        One that waited before is closed.
        """
        self._refresh = refresh
        if sheet is not self._sheet:
            self.drop()
            self._sheet = sheet
            sheet.destroyed.connect(self._forget)
        self.show()

    def lead_back(self) -> None:
        """Show the dialog again where it was left."""
        self.hide()
        if self._sheet is not None and self._sheet.isHidden():
            self._sheet.open()
            self._refresh()

    def drop(self) -> None:
        """Close the dialog that waits."""
        self.hide()
        sheet, self._sheet = self._sheet, None
        if sheet is not None:
            sheet.destroyed.disconnect(self._forget)
            sheet.reject()

    def _forget(self) -> None:
        self._sheet = None
        self.hide()
