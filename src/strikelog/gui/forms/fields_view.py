"""All fields of one record: the short core, then folded groups that are built when opened."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from strikelog.domain.display import words
from strikelog.domain.fields import field_of
from strikelog.domain.records import Record
from strikelog.domain.validation import Problem
from strikelog.gui import style
from strikelog.gui.editors import Lookup
from strikelog.gui.editors.counting import Span, said_count
from strikelog.gui.forms.arrangement import Group, Item, Line, groups_of
from strikelog.gui.forms.arrangements import arrangement_of, units_kept
from strikelog.gui.forms.cells import Cell
from strikelog.gui.forms.fold import Fold
from strikelog.gui.language import language, say


class FieldsView(QWidget):
    """Shows and edits one record; `edited` names a unit and carries its values by field.

    `core` and `details` are its two parts; a form that sets them apart asks for the second when
    its turn comes.
    """

    edited = Signal(str, object)
    left = Signal()

    def __init__(self, kind: type[Record], lookup: Lookup) -> None:
        super().__init__()
        self._kind = kind
        self._lookup = lookup
        self._record: Record | None = None
        self._problems: tuple[Problem, ...] = ()
        self.cells: list[Cell] = []
        self._folds: list[tuple[Group, Fold]] = []
        self._details: QWidget | None = None
        arrangement = arrangement_of(kind)
        self._groups = groups_of(kind, arrangement)
        self.core, core = _column(style.SPACE)
        for line in arrangement.core:
            core.addLayout(self._line(line))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE)
        column.addWidget(self.core)

    @property
    def details(self) -> QWidget:
        """The folded groups; made when they are first asked for."""
        if self._details is None:
            self._details, column = _column(style.HAIR)
            for group in self._groups:
                fold = Fold(say(group.title), partial(self._content, group))
                self._folds.append((group, fold))
                column.addWidget(fold)
            self._summarise()
        return self._details

    @property
    def folds(self) -> list[tuple[Group, Fold]]:
        """The groups with what shows them."""
        assert self.details is not None
        return self._folds

    def stand_whole(self) -> None:
        """Put both parts below each other, where no form sets them apart."""
        column = self.layout()
        assert column is not None
        column.addWidget(self.details)

    def show_record(self, record: Record, keep: Iterable[str] = ()) -> None:
        """Show a record; units in `keep`, and text that is no value, stay as they are."""
        self._record = record
        kept = frozenset(keep)
        for cell in self.cells:
            if cell.unit not in kept and not cell.editor.is_unread:
                _show(cell, record)
        self._summarise()

    def start_over(self, record: Record) -> None:
        """Show another record, whatever was being typed."""
        for cell in self.cells:
            cell.editor.forget()
        self.show_record(record)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say beside each field what is wrong with it."""
        self._problems = problems
        for cell in self.cells:
            cell.show_problems(problems)

    def settle(self, units: Iterable[str]) -> None:
        """Take what stands in these units as saved."""
        settled = frozenset(units)
        for cell in self.cells:
            if cell.unit in settled:
                cell.editor.settle()

    def cell(self, key: str) -> Cell:
        """Give the cell of a field, opening its group."""
        found = self._find(key)
        if found is None:
            for group, fold in self.folds:
                if key in _keys(group.lines):
                    fold.open()
            found = self._find(key)
        if found is None:
            raise KeyError(key)
        return found

    def has(self, key: str) -> bool:
        """Tell whether a field stands on this form."""
        return self._find(key) is not None or any(
            key in _keys(group.lines) for group in self._groups
        )

    def focus(self, key: str = "") -> None:
        """Put the keyboard into a field, or the first."""
        cell = self.cell(key) if key else self.cells[0]
        cell.editor.keyboard.setFocus()

    @property
    def typing_units(self) -> frozenset[str]:
        """Units in which something stands that was typed since it was shown or saved."""
        return frozenset(cell.unit for cell in self.cells if not cell.editor.is_clean)

    def commit(self) -> None:
        """Read every field for good."""
        for cell in self.cells:
            cell.editor.commit()

    def _find(self, key: str) -> Cell | None:
        return next((cell for cell in self.cells if key in cell.keys), None)

    def _line(self, items: Line) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(style.SPACE)
        for item in items:
            cell = Cell(self._kind, item, self._lookup)
            cell.edited.connect(self.edited)
            cell.left.connect(self.left)
            self.cells.append(cell)
            line.addWidget(cell, cell.weight)
        return line

    def _content(self, group: Group) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, style.GAP)
        column.setSpacing(style.SPACE)
        for line in group.lines:
            column.addLayout(self._line(line))
        for cell in self.cells:
            if self._record is not None and cell.unit in _units(group.lines):
                _show(cell, self._record)
                cell.show_problems(self._problems)
        return content

    def _summarise(self) -> None:
        if self._record is None:
            return
        for group, fold in self._folds:
            said = (self._said(item) for line in group.lines for item in line)
            fold.summarise(" · ".join(filter(None, said)))

    def _said(self, item: Item) -> str:
        assert self._record is not None
        if isinstance(item, Span):
            return said_count(item.of(self._record))
        field = field_of(self._kind, item)
        value = getattr(self._record, item)
        if value is None or value == field.default or field.group == "stewardship":
            return ""
        return words(field, value, language(), names=self._lookup.name)


def _show(cell: Cell, record: Record) -> None:
    cell.show_record(record)
    cell.editor.setEnabled(cell.unit not in units_kept(record))


def _column(gap: int) -> tuple[QWidget, QVBoxLayout]:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    return part, column


def _keys(lines: tuple[Line, ...]) -> set[str]:
    return {
        key
        for line in lines
        for item in line
        for key in (item.keys if isinstance(item, Span) else (item,))
    }


def _units(lines: tuple[Line, ...]) -> set[str]:
    return {item.low if isinstance(item, Span) else item for line in lines for item in line}
