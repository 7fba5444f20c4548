"""A table of any format dragged onto the window, wherever nobody takes it as evidence."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from strikelog.gui.media.arrivals import Arrivals
from strikelog.gui.media.dropping import DropGate

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv"})


class TableGate(DropGate):
    """Emits `table_dropped` with the path of one table file."""

    table_dropped = Signal(object)

    def __init__(self, window: QWidget, offer: Callable[[], str]) -> None:
        super().__init__(window, offer, picture="file-spreadsheet")
        self.dropped.connect(self._pass_on)

    def takes(self, event: QDropEvent) -> bool:
        """Take one file that looks like a table."""
        return super().takes(event) and is_one_table(
            [Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()]
        )

    def _pass_on(self, arrivals: Arrivals) -> None:
        self.table_dropped.emit(arrivals.files[0])


def is_one_table(paths: list[Path]) -> bool:
    """Tell whether somebody brings one file of a format that tables come in."""
    return len(paths) == 1 and paths[0].suffix.lower() in SUFFIXES and not paths[0].is_dir()
