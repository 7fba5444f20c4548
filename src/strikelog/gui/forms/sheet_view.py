"""One record on a form: its fields kept on disk, and the branches that hang on it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from strikelog.domain.records import Record
from strikelog.domain.validation import Problem
from strikelog.gui import style
from strikelog.gui.forms.bench import Bench
from strikelog.gui.forms.branch_view import BranchView
from strikelog.gui.forms.branches import Branch
from strikelog.gui.forms.fields_view import FieldsView
from strikelog.gui.forms.keeping import Kept, Unit


class SheetView(QWidget):
    """Shows and keeps one record; `drafted` comes with every edit, saved or not."""

    drafted = Signal(object)

    def __init__(
        self, bench: Bench, record: Record, branches: Sequence[Branch], *, is_stored: bool
    ) -> None:
        super().__init__()
        self._bench = bench
        self._owned: Sequence[Record] = ()
        self._problems: tuple[Problem, ...] = ()
        self.keeper = bench.keeper(record, is_stored=is_stored)
        self.fields = FieldsView(type(record), bench.lookup)
        self.branches: list[BranchView] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE)
        column.addWidget(self.fields)
        for branch in branches:
            column.addWidget(self.add_branch(branch))
        self.fields.edited.connect(self._edited)
        self.fields.left.connect(self.keeper.flush)
        self.keeper.kept.connect(self._kept)
        self.fields.show_record(record)

    @property
    def record(self) -> Record:
        """The record with every edit in it."""
        return self.keeper.draft

    def add_branch(self, branch: Branch) -> BranchView:
        """Make a branch with what is known to hang on it; the caller gives it its place."""
        view = BranchView(self._bench, branch, self.keeper.record.id, make_sheet=SheetView)
        view.storing.connect(self.keeper.store)
        view.show_records(self._owned)
        view.show_problems(self._problems)
        self.branches.append(view)
        return view

    def show_owned(self, owned: Sequence[Record]) -> None:
        """Show what hangs on the record."""
        self._owned = owned
        for branch in self.branches:
            branch.show_records(owned)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say what is wrong here and in the branches."""
        self._problems = problems
        mine = (one for one in problems if one.id == self.keeper.record.id)
        self.fields.show_problems((*self.keeper.held_problems, *mine))
        for branch in self.branches:
            branch.show_problems(problems)

    def adopt(self, record: Record) -> None:
        """Take over the record as it stands on disk, but for what is being edited."""
        if record.rev < self.keeper.record.rev:
            return
        self.keeper.adopt(record)
        self.fields.show_record(record, self.keeper.edited_units | self.fields.typing_units)
        self.drafted.emit(self.record)

    def _edited(self, name: str, unit: Unit) -> None:
        self.keeper.put(name, unit)
        self.drafted.emit(self.record)

    def _kept(self, kept: Kept) -> None:
        self.fields.settle(kept.sent - self.keeper.edited_units)
        self.fields.show_problems((*self.keeper.held_problems, *kept.saved.problems))
        self.drafted.emit(self.record)
