"""Records that hang on another, as compact rows that open in place."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from strikelog.domain.changes import Changes
from strikelog.domain.messages import mark
from strikelog.domain.records import Record
from strikelog.domain.validation import Problem
from strikelog.domain.values import revised
from strikelog.gui import style
from strikelog.gui.forms.bench import Bench
from strikelog.gui.forms.branches import Branch
from strikelog.gui.icons import icon
from strikelog.gui.language import apart, language, say, upright
from strikelog.gui.scrolling import bring_into_sight
from strikelog.gui.style import Look
from strikelog.gui.widgets.buttons import add_button, icon_button
from strikelog.gui.widgets.labels import ElidedLabel, label, paragraph
from strikelog.gui.widgets.pictures import Picture
from strikelog.services.recording import Applied, Revision

if TYPE_CHECKING:
    from strikelog.gui.forms.sheet_view import SheetView

SheetMaker = Callable[..., "SheetView"]
_UNNAMED = mark("Not filled in yet")


class RowView(QFrame):
    """One record: a line while closed, all its fields while open."""

    removal_requested = Signal()
    move_requested = Signal(int)

    def __init__(
        self, bench: Bench, branch: Branch, record: Record, *, make_sheet: SheetMaker
    ) -> None:
        super().__init__()
        style.dress(self, Look.TILE)
        self._bench = bench
        self._branch = branch
        self._make_sheet = make_sheet
        self._problems: tuple[Problem, ...] = ()
        self._owned: Sequence[Record] = ()
        self._record = record
        self.is_stored = True
        self.sheet: SheetView | None = None
        self.turn = icon_button("chevron-right", "", size=style.SMALL_ICON)
        self.turn.clicked.connect(self._turn)
        self._name = label("")
        self._detail = ElidedLabel("", Look.SMALL)
        self._doubt = Picture("triangle-alert", style.Ink.WAIT, size=style.SMALL_ICON)
        self._doubt.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(style.GAP, style.HAIR, style.GAP, style.HAIR)
        self._column.setSpacing(style.GAP)
        self._column.addLayout(self._head())
        self.describe(record)

    @property
    def record(self) -> Record:
        """The record as it stands, with edits."""
        return self.sheet.record if self.sheet else self._record

    @property
    def is_open(self) -> bool:
        """True while the fields show."""
        return self.sheet is not None and not self.sheet.isHidden()

    def describe(self, record: Record) -> None:
        """Say in one line what the record says."""
        names = self._bench.lookup.name
        name = self._branch.named(record, names) or say(_UNNAMED)
        self._name.setText(apart(name))
        self._detail.show_text(self._branch.detailed(record, names))
        words = say(mark("Close {name}") if self.is_open else mark("Open {name}"))
        self.turn.setAccessibleName(words.format(name=name))
        self.turn.setToolTip(self.turn.accessibleName())
        self._remove.setAccessibleName(say(mark("Remove {name}")).format(name=name))

    def adopt(self, record: Record) -> None:
        """Show the record as it stands on disk now."""
        self.is_stored = True
        self._record = record
        if self.sheet is not None:
            self.sheet.adopt(record)
        self.describe(self.record)

    def show_owned(self, owned: Sequence[Record]) -> None:
        """Show what hangs on the record."""
        self._owned = owned
        if self.sheet is not None:
            self.sheet.show_owned(owned)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Mark the row when something in it, or in what hangs on it, is wrong."""
        self._problems = problems
        ids = {self._record.id, *(one.id for one in self._owned if self._hangs(one))}
        mine = [one for one in problems if one.id in ids]
        self._doubt.setVisible(bool(mine))
        self._doubt.setToolTip("\n".join(one.sentence(language()) for one in mine[:6]))
        if self.sheet is not None:
            self.sheet.show_problems(problems)

    def open(self, *, shown: bool = True) -> None:
        """Show or hide the fields."""
        if shown and self.sheet is None:
            self._build()
        if self.sheet is not None:
            self.sheet.setVisible(shown)
            if not shown:
                self.sheet.keeper.flush()
        self.turn.setIcon(icon("chevron-down" if shown else "chevron-right"))
        style.flag(self, "open", shown)
        self.describe(self.record)
        if shown:
            bring_into_sight(self)

    def holds(self, record_id: str) -> bool:
        """Tell whether this is the record, or it hangs on this one."""
        hanging = (one.id for one in self._owned if self._hangs(one))
        return record_id in {self.record.id, *hanging}

    def show_moves(self, *, up: bool, down: bool) -> None:
        """Say which ways the row can move."""
        for button, able in zip(self._movers, (up, down), strict=True):
            button.setEnabled(able)

    def _hangs(self, one: Record) -> bool:
        return any(branch.holds(one, self._record.id) for branch in self._branch.branches)

    def _build(self) -> None:
        branches = self._branch.branches
        self.sheet = self._make_sheet(self._bench, self._record, branches, is_stored=self.is_stored)
        self.sheet.setContentsMargins(style.GAP, 0, style.GAP, style.GAP)
        self.sheet.drafted.connect(self.describe)
        self._column.addWidget(self.sheet)
        self.sheet.show_owned(self._owned)
        self.sheet.show_problems(self._problems)

    def _head(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(style.GAP)
        for part in (self.turn, self._name):
            line.addWidget(part)
        line.addWidget(self._detail, 1)
        line.addWidget(self._doubt)
        self._movers = self._moving() if self._branch.order else []
        self._remove = icon_button("trash-2", say(mark("Remove")), size=style.SMALL_ICON)
        self._remove.clicked.connect(self.removal_requested)
        for button in (*self._movers, self._remove):
            line.addWidget(button)
        for part in (self._name, self._detail):
            part.installEventFilter(self)
            part.setCursor(Qt.CursorShape.PointingHandCursor)
        return line

    def _moving(self) -> list[QToolButton]:
        up = icon_button("chevron-up", say(mark("Move up")), size=style.SMALL_ICON)
        down = icon_button("chevron-down", say(mark("Move down")), size=style.SMALL_ICON)
        for button, step in ((up, -1), (down, 1)):
            button.clicked.connect(partial(self.move_requested.emit, step))
        return [up, down]

    def _turn(self) -> None:
        self.open(shown=not self.is_open)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonRelease:
            self._turn()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A key that no field inside wanted: Escape closes the row and nothing more.
        if event.key() == Qt.Key.Key_Escape and self.is_open:
            self.open(shown=False)
            self.turn.setFocus()
            return
        super().keyPressEvent(event)


class BranchView(QWidget):
    """All records of one branch, and what can be done with them.

    `storing` comes before a record of the branch is stored: its owner has to be on disk by then.
    """

    counted = Signal(int)
    storing = Signal()

    def __init__(
        self, bench: Bench, branch: Branch, owner_id: str, *, make_sheet: SheetMaker
    ) -> None:
        super().__init__()
        self._bench = bench
        self.branch = branch
        self._owner_id = owner_id
        self._make_sheet = make_sheet
        self._problems: tuple[Problem, ...] = ()
        self.rows: list[RowView] = []
        self._count = label("", Look.SMALL)
        self.add_row = add_button(say(branch.add))
        self.add_row.clicked.connect(self.add)
        head = QHBoxLayout()
        head.setSpacing(style.GAP)
        head.addWidget(label(say(branch.label), Look.SUBHEADING))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.add_row)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(style.HAIR)
        self._column.addLayout(head)
        self.note = paragraph("", Look.SMALL)
        self.note.hide()
        self._column.addWidget(self.note)

    def show_note(self, text: str) -> None:
        """Say something below the heading; blank takes it away."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def show_records(self, owned: Sequence[Record]) -> None:
        """Bring the rows in line with what is stored; rows not stored yet stay."""
        mine = [one for one in owned if self.branch.holds(one, self._owner_id)]
        found = {one.id: one for one in self.branch.in_order(mine)}
        for row in list(self.rows):
            if row.record.id not in found and (row.is_stored and not self._is_fresh(row)):
                self._drop(row)
        known = {row.record.id: row for row in self.rows}
        for record in found.values():
            row = known.get(record.id) or self._append(record)
            row.adopt(record)
            row.show_owned(owned)
        self._sort(list(found))
        self._tell()

    def clear(self) -> None:
        """Take all rows away."""
        for row in list(self.rows):
            self._drop(row)
        self.show_note("")
        self._tell()

    def turn_to(self, owner_id: str) -> None:
        """Belong to another record from now on."""
        self._owner_id = owner_id

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say what is wrong in the rows."""
        self._problems = problems
        for row in self.rows:
            row.show_problems(problems)

    def add(self) -> RowView:
        """Begin a record, open, with the keyboard in it; it is stored at its first edit."""
        record = self._bench.begin(self.branch, self._owner_id, len(self.rows) + 1)
        row = self._append(record)
        row.is_stored = False
        row.open()
        assert row.sheet is not None
        row.sheet.keeper.waiting.connect(self.storing)
        row.sheet.fields.focus()
        self._tell()
        return row

    def remove(self, row: RowView) -> None:
        """Delete a record with what hangs on it; undo brings it back."""
        keeper, record_id = (row.sheet.keeper if row.sheet else None), row.record.id
        is_stored = keeper.is_stored or keeper.is_busy if keeper else row.is_stored
        self._drop(row)
        self._tell()
        if is_stored:
            self._bench.write(partial(self._removed, record_id), lambda changes: changes)

    def move(self, row: RowView, step: int) -> None:
        """Change places with the neighbour, as one step of undo."""
        place = self.rows.index(row)
        if not 0 <= place + step < len(self.rows):
            return
        self._bench.flush()
        ordered = list(self.rows)
        ordered.insert(place + step, ordered.pop(place))
        wanted = {one.record.id: number for number, one in enumerate(ordered, start=1)}
        self._bench.write(partial(self._renumber, wanted), _changes)

    def _removed(self, record_id: str) -> Changes:
        """Delete a record as it is stored by then; runs in the writer."""
        stored = self._bench.desk.finding.get(self.branch.kind, record_id)
        return self._bench.desk.recording.remove(stored) if stored else Changes()

    def _renumber(self, wanted: dict[str, int]) -> Applied | None:
        """Give new places to the records as they are stored now; runs in the writer."""
        finding, recording = self._bench.desk.finding, self._bench.desk.recording
        stored = (finding.get(self.branch.kind, record_id) for record_id in wanted)
        revisions = [
            Revision(one, revised(one, {self.branch.order: wanted[one.id]}))
            for one in stored
            if one is not None
        ]
        return recording.apply(mark("Change the order"), revisions)

    def _is_fresh(self, row: RowView) -> bool:
        """A row whose record is not on disk, or on its way there."""
        keeper = row.sheet.keeper if row.sheet else None
        return keeper is not None and (not keeper.is_stored or keeper.is_busy)

    def _append(self, record: Record) -> RowView:
        row = RowView(self._bench, self.branch, record, make_sheet=self._make_sheet)
        row.removal_requested.connect(partial(self.remove, row))
        row.move_requested.connect(partial(self.move, row))
        self.rows.append(row)
        self._column.addWidget(row)
        return row

    def _drop(self, row: RowView) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        if row.sheet is not None:
            self._bench.release(row.sheet.keeper)
        row.hide()
        row.deleteLater()

    def _sort(self, ids: list[str]) -> None:
        ranks = {record_id: place for place, record_id in enumerate(ids)}
        ordered = sorted(self.rows, key=lambda row: ranks.get(row.record.id, len(ids)))
        if ordered != self.rows:
            self.rows = ordered
            for row in ordered:
                self._column.removeWidget(row)
                self._column.addWidget(row)

    def _tell(self) -> None:
        self._count.setText(upright(str(len(self.rows))) if self.rows else "")
        self.counted.emit(len(self.rows))
        if self.branch.order:
            for place, row in enumerate(self.rows):
                row.show_moves(up=place > 0, down=place < len(self.rows) - 1)


def _changes(applied: Applied | None) -> Changes:
    return applied.changes if applied else Changes()
