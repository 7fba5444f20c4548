"""The list of backups: when each was made, what for, how much is in it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QTableView

from strikelog.domain.messages import mark
from strikelog.gui.backups.words import moment_words, size_words, total, why_words
from strikelog.gui.language import number, say, upright
from strikelog.gui.widgets.tables import dress_as_lines
from strikelog.services.backups import Backup, OtherKey

_COLUMNS = (mark("Made on"), mark("What for"), mark("Records"), mark("Size"))
_COUNTER = Qt.ItemDataRole.UserRole


class BackupsTable(QTableView):
    """Emits `chosen` when another line is looked at."""

    chosen = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.lines = QStandardItemModel(0, len(_COLUMNS))
        self.setModel(self.lines)
        dress_as_lines(self, name)
        self.selectionModel().selectionChanged.connect(self.chosen)

    @property
    def counter(self) -> int:
        """Number of the backup that is looked at; 0 for one of an earlier key, or none."""
        for index in self.selectionModel().selectedRows():
            return int(self.lines.item(index.row(), 0).data(_COUNTER) or 0)
        return 0

    def fill(
        self, backups: Sequence[Backup], others: Sequence[OtherKey], confirmed: int | None
    ) -> None:
        """Show these, newest first; the one called good bears a mark."""
        self.lines.clear()
        self.lines.setHorizontalHeaderLabels([say(one) for one in _COLUMNS])
        for backup in backups:
            sign = "  ✓" if backup.counter == confirmed else ""
            records = upright(total(backup.records))
            cells = [moment_words(backup.at) + sign, why_words(backup.why), records]
            self._add(backup.counter, [*cells, size_words(backup.size)])
        for other in others:
            words = say(mark("Backup {number}, of before the keys were made anew"))
            self._add(0, [words.format(number=upright(number(other.counter))), "", "", ""])
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def select(self, counter: int) -> None:
        """Look at one backup of the list."""
        for line in range(self.lines.rowCount()):
            if self.lines.item(line, 0).data(_COUNTER) == counter:
                # Right to left, Qt's selectRow finds no column before the table is laid out.
                self.setCurrentIndex(self.lines.index(line, 0))

    def _add(self, counter: int, cells: Sequence[str]) -> None:
        items = [QStandardItem(text) for text in cells]
        items[0].setData(counter, _COUNTER)
        self.lines.appendRow(items)
