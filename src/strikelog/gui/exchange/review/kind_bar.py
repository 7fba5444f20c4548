"""What of a review is shown: buttons for the kinds of lines, and the sheet."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QPushButton, QWidget

from strikelog.domain.messages import mark
from strikelog.gui.exchange.review.words import KINDS, kind_words
from strikelog.gui.language import number, say, upright
from strikelog.gui.widgets.buttons import plain_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.flow import FlowLayout

_ALL = mark("All")
_EVERYTHING = ""


class KindBar(QWidget):
    """Emits `changed` when another kind or sheet is asked for."""

    changed = Signal()

    def __init__(self, every: str) -> None:
        """Make an empty bar; `every` says that what stands in any sheet or file is shown."""
        super().__init__()
        self._every = every
        self.kinds: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self, exclusive=True)
        self._flow = FlowLayout()
        self.sheets = QComboBox()
        self.sheets.setAccessibleName(every)
        self.sheets.currentIndexChanged.connect(self.changed)
        line = row(self.sheets)
        line.insertLayout(0, self._flow, 1)
        self.setLayout(line)

    @property
    def kind(self) -> str:
        """The kind that is asked for; blank for all."""
        return next((one for one, button in self.kinds.items() if button.isChecked()), "")

    @property
    def sheet(self) -> str:
        """The sheet that is asked for; blank for all."""
        return str(self.sheets.currentData() or "")

    def offer(self, counts: Mapping[str, int], sheets: Sequence[str]) -> None:
        """Offer the kinds that there are, with their numbers, and the sheets."""
        self._forget()
        total = sum(counts.values())
        self._add(_EVERYTHING, say(_ALL), total)
        for kind in KINDS:
            if counts.get(kind):
                self._add(kind, kind_words(kind), counts[kind])
        self.kinds[_EVERYTHING].setChecked(True)
        self.sheets.blockSignals(True)
        self.sheets.clear()
        self.sheets.addItem(self._every, "")
        for sheet in sheets:
            self.sheets.addItem(sheet, sheet)
        self.sheets.blockSignals(False)
        self.sheets.setVisible(len(sheets) > 1)

    def ask_for(self, kind: str) -> None:
        """Show one kind, as if its button were pressed."""
        if kind in self.kinds:
            self.kinds[kind].setChecked(True)
            self.changed.emit()

    def _add(self, kind: str, words: str, count: int) -> None:
        button = plain_button(f"{words}  {upright(number(count))}")
        button.setCheckable(True)
        button.clicked.connect(self._changed)
        self.kinds[kind] = button
        self._group.addButton(button)
        self._flow.addWidget(button)

    def _forget(self) -> None:
        for button in self.kinds.values():
            self._group.removeButton(button)
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.kinds = {}

    def _changed(self, _checked: bool = False) -> None:
        self.changed.emit()
