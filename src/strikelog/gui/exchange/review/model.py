"""The lines of a review as a table: what stands where, and what was chosen."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from strikelog.domain.messages import mark
from strikelog.gui.exchange.review.words import choice_words, kind_words
from strikelog.gui.language import say
from strikelog.services.reviewing import Choice, Review

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_LONGEST_TIP = 600

KIND, FIELD, BASE, OURS, THEIRS, CHOICE = range(6)
COLUMNS = (
    mark("What"),
    mark("Field"),
    mark("As exported"),
    mark("Ours"),
    mark("Theirs"),
    mark("Decision"),
)


class ReviewModel(QAbstractTableModel):
    """Shows some lines of a review; emits `decided` when something was chosen."""

    decided = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._review: Review | None = None
        self._lines: Sequence[int] = ()

    @property
    def lines(self) -> Sequence[int]:
        """The lines that are shown, from top to bottom."""
        return self._lines

    @property
    def review(self) -> Review:
        """What is looked through; there is one once something is shown."""
        assert self._review is not None
        return self._review

    def show_lines(self, review: Review | None, lines: Sequence[int]) -> None:
        """Show these lines of a review."""
        self.beginResetModel()
        self._review, self._lines = review, lines
        self.endResetModel()

    def line_at(self, row: int) -> int:
        """Give the line that stands in a row of the table."""
        return self._lines[row]

    def choose(self, lines: Iterable[int], choice: Choice | None) -> int:
        """Choose for lines; returns for how many parts."""
        given = self.review.choose(lines, choice)
        if given:
            self.refresh()
        return given

    def refresh(self) -> None:
        """Say that choices are others now."""
        last = self.rowCount() - 1
        if last >= 0:
            self.dataChanged.emit(self.index(0, CHOICE), self.index(last, CHOICE), [_DISPLAY])
        self.decided.emit()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if role == _DISPLAY and orientation == Qt.Orientation.Horizontal:
            return say(COLUMNS[section])
        return None

    def data(self, index: _Index, role: int = _DISPLAY) -> object:
        if not index.isValid() or role not in (_DISPLAY, _TIP, _SPOKEN):
            return None
        line, column = self._lines[index.row()], index.column()
        if role == _SPOKEN and column == KIND:
            return self.spoken(line)
        text = self.text(line, column)
        return (text[:_LONGEST_TIP] or None) if role == _TIP else text

    def text(self, line: int, column: int) -> str:
        """Say what stands in a column of a line."""
        review = self.review
        kind, said = review.kind_of(line), review.line(line)
        if column == KIND:
            return kind_words(kind) if kind != "head" else ""
        if column == CHOICE:
            return self.choice_words(line)
        if column == OURS and kind in ("refused", "doubt"):
            return said.reason
        return (said.label, said.base, said.ours, said.theirs)[column - FIELD]

    def choice_words(self, line: int) -> str:
        """Say what was chosen for a line; blank where there is nothing to choose."""
        kind = self.review.kind_of(line)
        if kind in ("head", "refused", "doubt"):
            return ""
        return choice_words(kind, self.review.choice(line))

    def spoken(self, line: int) -> str:
        """Say a whole line, for those who listen to it."""
        heading = self.review.heading(line)
        texts = [self.text(line, column) for column in range(len(COLUMNS))]
        sides = zip(COLUMNS[BASE:], texts[BASE:], strict=True)
        values = [f"{say(name)}: {text}" for name, text in sides if text]
        named = [heading.title, heading.entity, heading.owner]
        return ", ".join(filter(None, [*named, *texts[:BASE], *values]))
