"""A dialog that lists records of a briefing and leads to the incident of the one picked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.dialogs.sheet import Sheet
from strikelog.gui.language import say
from strikelog.gui.style import Look
from strikelog.gui.widgets.buttons import primary_button

__all__ = ["LeadingSheet"]


class LeadingSheet(Sheet):
    """Holds the list for heirs to place; `incident_requested` with the id of the one to go to."""

    incident_requested = Signal(str)

    def __init__(self, parent: QWidget, heading: str, listed: str, *, width: int = 0) -> None:
        super().__init__(parent, heading, width=width)
        self.list = QListWidget()
        self.list.setAccessibleName(listed)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(style.DIALOG_SIZE[1] // 2)
        style.dress(self.list, Look.VALUES)
        self._go = primary_button(say(mark("Go to the incident")), "external-link")
        self._go.setEnabled(False)
        self._go.clicked.connect(self._ask)
        self.list.itemActivated.connect(self._ask)
        self.list.currentItemChanged.connect(self._judge)
        self.add_action(self._go)

    def add_line(self, text: str, incident_id: str = "") -> QListWidgetItem:
        """Add a line, which leads to an incident where it has one."""
        item = QListWidgetItem(text)
        item.setToolTip(text.strip())
        item.setData(Qt.ItemDataRole.UserRole, incident_id)
        self.list.addItem(item)
        return item

    def begin_at(self, row: int) -> None:
        """Put the keyboard on a line."""
        self.list.setCurrentRow(row)
        self.list.setFocus()

    def _judge(self) -> None:
        self._go.setEnabled(bool(self._incident_id()))

    def _incident_id(self) -> str:
        at = self.list.currentIndex()
        return str(at.data(Qt.ItemDataRole.UserRole) or "") if at.isValid() else ""

    def _ask(self) -> None:
        if incident_id := self._incident_id():
            self.accept()
            self.incident_requested.emit(incident_id)
