"""How a table of any format gets here: chosen, or dragged onto the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from strikelog.domain.messages import mark
from strikelog.gui.dialogs import files
from strikelog.gui.language import say
from strikelog.gui.media.arrivals import Arrivals
from strikelog.gui.media.dropping import DropGate
from strikelog.gui.preferences import Preferences

_FOLDER = "exchange.folder"
_HEADING = mark("Import a file")
_PATTERN = mark("Workbooks and tables ({suffixes})")
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


def ask_for_table(parent: QWidget, preferences: Preferences) -> Path | None:
    """Ask for a file, in the folder of the last one; the vault alone remembers which that is."""
    suffixes = " ".join(f"*{one}" for one in sorted(SUFFIXES))
    pattern = say(_PATTERN).format(suffixes=suffixes)
    kept = preferences.get(_FOLDER)
    folder = Path(kept) if kept else None
    path = files.ask_for_opening(parent, say(_HEADING), pattern=pattern, folder=folder)
    if path is not None:
        preferences.set(_FOLDER, str(path.parent))
    return path


def is_one_table(paths: list[Path]) -> bool:
    """Tell whether somebody brings one file of a format that tables come in."""
    return len(paths) == 1 and paths[0].suffix.lower() in SUFFIXES and not paths[0].is_dir()
