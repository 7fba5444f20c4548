"""A list of things to tick, with a line to find them by when there are many."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.domain.text import fold
from strikelog.gui import style
from strikelog.gui.language import say

_MANY = 9
_ROWS_SHOWN = 8
_CODE = Qt.ItemDataRole.UserRole


class TickList(QListWidget):
    """A list in which a click or the space bar ticks a line and Enter is done."""

    submitted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
            return
        super().keyPressEvent(event)


class CheckList(QWidget):
    """Emits `submitted` on Enter; what is ticked stays ticked while the list is narrowed."""

    submitted = Signal()

    def __init__(self, label: str, *, searchable: bool = True) -> None:
        super().__init__()
        self._searchable = searchable
        self._search = QLineEdit()
        self._search.setPlaceholderText(say(mark("Find…")))
        self._search.setAccessibleName(say(mark("Find in the list")))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._narrow)
        self._search.returnPressed.connect(self.submitted)
        self._list = TickList()
        self._list.setAccessibleName(label)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._clicked)
        self._list.itemPressed.connect(self._note_state)
        self._list.submitted.connect(self.submitted)
        self._state_before = Qt.CheckState.Unchecked
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.GAP)
        column.addWidget(self._search)
        column.addWidget(self._list)

    @property
    def ticked(self) -> list[str]:
        """The codes that are ticked, in the order of the list."""
        items = (self._list.item(place) for place in range(self._list.count()))
        return [item.data(_CODE) for item in items if _is_ticked(item)]

    def show_items(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Replace the lines: code and label of each."""
        self._list.clear()
        for code, label in pairs:
            item = QListWidgetItem(label)
            item.setData(_CODE, code)
            item.setToolTip(label)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._search.setVisible(self._searchable and len(pairs) > _MANY)
        self.setFocusProxy(self._search if not self._search.isHidden() else self._list)
        self._list.setFixedHeight((style.PICK_ROW + 2) * min(_ROWS_SHOWN, max(2, len(pairs))))

    def tick(self, codes: Iterable[str]) -> None:
        """Tick the lines of these codes."""
        wanted = frozenset(codes)
        for place in range(self._list.count()):
            item = self._list.item(place)
            if item.data(_CODE) in wanted:
                item.setCheckState(Qt.CheckState.Checked)

    def _narrow(self, text: str) -> None:
        wanted = fold(text)
        for place in range(self._list.count()):
            item = self._list.item(place)
            item.setHidden(wanted not in fold(item.text()))

    def _note_state(self, item: QListWidgetItem) -> None:
        self._state_before = item.checkState()

    def _clicked(self, item: QListWidgetItem) -> None:
        # A click on the box has ticked it already; one on the words has not.
        if item.checkState() == self._state_before:
            item.setCheckState(
                Qt.CheckState.Unchecked if _is_ticked(item) else Qt.CheckState.Checked
            )


def _is_ticked(item: QListWidgetItem) -> bool:
    return item.checkState() == Qt.CheckState.Checked
