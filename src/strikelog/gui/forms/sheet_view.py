"""One record on a form: its fields kept on disk, and the branches that hang on it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from strikelog.domain.hidden_sources import kept_back
from strikelog.domain.records import Record
from strikelog.domain.validation import Problem
from strikelog.gui import style
from strikelog.gui.forms.bench import Bench
from strikelog.gui.forms.branch_view import BranchView
from strikelog.gui.forms.branches import Branch
from strikelog.gui.forms.fields_view import FieldsView
from strikelog.gui.forms.keeping import Keeper, Kept, Unit


class SheetView(QWidget):
    """Shows and keeps one record; `drafted` comes with every edit, saved or not.

    A sheet that is not whole leaves it to its form to place the details and the branches.
    """

    drafted = Signal(object)

    def __init__(
        self,
        bench: Bench,
        record: Record,
        branches: Sequence[Branch],
        *,
        is_stored: bool,
        is_whole: bool = True,
    ) -> None:
        super().__init__()
        self._bench = bench
        self._owned: Sequence[Record] = ()
        self._problems: tuple[Problem, ...] = ()
        self.keeper = self._kept_by(record, is_stored=is_stored)
        self.fields = FieldsView(type(record), bench.lookup)
        self.branches: list[BranchView] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE)
        column.addWidget(self.fields)
        if is_whole:
            self.fields.stand_whole()
        for branch in branches:
            column.addWidget(self.add_branch(branch))
        self.fields.edited.connect(self._edited)
        self.fields.left.connect(self._flush)
        self.fields.show_record(record)

    @property
    def record(self) -> Record:
        """The record with every edit in it."""
        return self.keeper.draft

    def add_branch(self, branch: Branch) -> BranchView:
        """Make a branch with what is known to hang on it; the caller gives it its place."""
        view = BranchView(self._bench, branch, self.keeper.record.id, make_sheet=SheetView)
        view.storing.connect(self._store)
        self.branches.append(view)
        self.fill_branch(view)
        return view

    def fill_branch(self, view: BranchView) -> None:
        """Show in a branch what was last noted."""
        view.show_records(self._owned)
        view.show_problems(self._problems)

    def clear(self) -> None:
        """Let go of the record and of what hangs on it, before another is shown."""
        self.keeper.kept.disconnect(self._kept)
        for view in self.branches:
            view.clear()

    def turn_to(self, record: Record, *, is_stored: bool) -> None:
        """Show another record of the class in the same widgets; branches wait to be filled."""
        self.keeper = self._kept_by(record, is_stored=is_stored)
        for view in self.branches:
            view.turn_to(record.id)
        self.note((), ())
        self.fields.start_over(record)

    def note(self, owned: Sequence[Record], problems: tuple[Problem, ...]) -> None:
        """Take in what hangs on the record, for the branches, and what is wrong with it."""
        self._owned = owned
        self._problems = problems
        mine = (one for one in problems if one.id == self.keeper.record.id)
        self.fields.show_problems((*self.keeper.held_problems, *mine))

    def show_owned(self, owned: Sequence[Record]) -> None:
        """Show what hangs on the record."""
        self._owned = owned
        for branch in self.branches:
            branch.show_records(owned)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say what is wrong here and in the branches."""
        self.note(self._owned, problems)
        for branch in self.branches:
            branch.show_problems(problems)

    def adopt(self, record: Record) -> None:
        """Take over the record as it stands on disk, but for what is being edited."""
        if record.rev < self.keeper.record.rev:
            return
        self.keeper.adopt(record)
        self.fields.show_record(record, self.keeper.edited_units | self.fields.typing_units)
        self.drafted.emit(self.record)

    def _kept_by(self, record: Record, *, is_stored: bool) -> Keeper:
        keeper = self._bench.keeper(record, is_stored=is_stored)
        keeper.kept.connect(self._kept)
        return keeper

    def _flush(self) -> None:
        self.keeper.flush()

    def _store(self) -> None:
        self.keeper.store()

    def _edited(self, name: str, unit: Unit) -> None:
        besides = kept_back(self.record, unit)
        self.keeper.put(name, unit)
        for key, value in besides.items():
            self.keeper.put(key, {key: value})
        if besides:
            self.fields.show_record(self.record, self.fields.typing_units | {name})
        self.drafted.emit(self.record)

    def _kept(self, kept: Kept) -> None:
        self.fields.settle(kept.sent - self.keeper.edited_units)
        self.fields.show_problems((*self.keeper.held_problems, *kept.saved.problems))
        self.drafted.emit(self.record)
