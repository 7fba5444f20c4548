"""The table of an import's preview: every cell that would change, and every one refused."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.language import say
from strikelog.gui.style import Tone

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_CHECK = int(Qt.ItemDataRole.CheckStateRole)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_INK = int(Qt.ItemDataRole.ForegroundRole)
_WHOLE_RECORD = "*"

KINDS = {
    "new": mark("New"),
    "changed": mark("Changed"),
    "cleared": mark("Cleared"),
    "deleted": mark("Deleted"),
    "conflict": mark("Both changed it"),
    "refused": mark("Refused"),
    "doubt": mark("Doubtful"),
}
_TONES = {
    "new": Tone.GOOD,
    "cleared": Tone.WAIT,
    "deleted": Tone.GRAVE,
    "conflict": Tone.WAIT,
    "refused": Tone.GRAVE,
    "doubt": Tone.WAIT,
}
COLUMNS = (
    mark("Take in"),
    mark("Record"),
    mark("Field"),
    mark("Now"),
    mark("In the workbook"),
    mark("Where"),
)


@dataclass(frozen=True)
class Line:
    """One cell of the workbook: `part` names what is decided together, empty for refused cells."""

    kind: str
    title: str
    label: str
    old: str
    new: str
    where: str
    part: tuple[str, str] | None = None


class ChangesModel(QAbstractTableModel):
    """Lines of a preview; ticking one decides everything that belongs together with it."""

    decided = Signal()

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__()
        self._all = tuple(lines)
        self._shown = list(lines)
        self._taken = {
            line.part: line.kind != "conflict" for line in lines if line.part is not None
        }

    def show_kinds(self, kinds: Collection[str]) -> None:
        """Show lines of some kinds only; none named means all."""
        self.beginResetModel()
        self._shown = [line for line in self._all if not kinds or line.kind in kinds]
        self.endResetModel()

    @property
    def taken_count(self) -> int:
        """How many cells will come in."""
        return sum(1 for line in self._all if line.part and self._taken[line.part])

    def decisions(self) -> Mapping[tuple[str, str], Literal["ours", "theirs"]]:
        """Give what was decided, by record and field."""
        return {part: "theirs" if taken else "ours" for part, taken in self._taken.items()}

    def take(self, kind: str, taken: bool) -> None:
        """Decide all lines of a kind alike."""
        for line in self._all:
            if line.kind == kind and line.part is not None:
                self._taken[line.part] = taken
        self._tell()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if role == _DISPLAY and orientation == Qt.Orientation.Horizontal:
            return say(COLUMNS[section])
        return None

    def data(self, index: _Index, role: int = _DISPLAY) -> object:
        line = self._shown[index.row()]
        if role == _CHECK and index.column() == 0 and line.part is not None:
            taken = self._taken[line.part]
            return Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked
        if role in (_DISPLAY, _TIP):
            return self._text(line, index.column())
        if role == _INK:
            return self._ink(line, index.column())
        return None

    def setData(self, index: _Index, value: object, role: int = _DISPLAY) -> bool:
        line = self._shown[index.row()]
        if role != _CHECK or line.part is None:
            return False
        self._taken[line.part] = Qt.CheckState(value) == Qt.CheckState.Checked
        self._tell()
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        found = super().flags(index)
        if index.column() == 0 and self._shown[index.row()].part is not None:
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found

    def _text(self, line: Line, column: int) -> str:
        kind = say(KINDS[line.kind])
        return (kind, line.title, line.label, line.old, line.new, line.where)[column]

    def _ink(self, line: Line, column: int) -> QColor | None:
        if column == 3:
            return style.ink_color(style.Ink.MUTED)
        tone = _TONES.get(line.kind)
        return style.tone_colors(tone)[1] if tone and column in (0, 4) else None

    def _tell(self) -> None:
        last = self.rowCount() - 1
        if last >= 0:
            self.dataChanged.emit(self.index(0, 0), self.index(last, 0), [_CHECK])
        self.decided.emit()


def part_of(kind: str, record_id: str, group: str) -> tuple[str, str]:
    """Name what is decided together: the whole of a new record, else a group of fields."""
    return record_id, _WHOLE_RECORD if kind == "new" else group
