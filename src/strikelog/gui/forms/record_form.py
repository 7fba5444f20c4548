"""The form of one record: head, fields, branches; opens, saves by itself, follows other changes."""

from datetime import datetime
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from strikelog.domain.changes import Changes
from strikelog.domain.errors import StrikelogError
from strikelog.domain.fields import fields_of
from strikelog.domain.messages import mark
from strikelog.domain.records import Record
from strikelog.domain.validation import Problem
from strikelog.domain.values import record_from_plain
from strikelog.gui import style
from strikelog.gui.editors import Editor
from strikelog.gui.errors import sentence
from strikelog.gui.forms.bench import Bench
from strikelog.gui.forms.branch_view import BranchView
from strikelog.gui.forms.branches import Branch, branches_of
from strikelog.gui.forms.desk import Desk
from strikelog.gui.forms.form_head import FormHead
from strikelog.gui.forms.hint_line import HintLine
from strikelog.gui.forms.opening import Opened, reading
from strikelog.gui.forms.sections import Section, Sections, card_of
from strikelog.gui.forms.sheet_view import SheetView
from strikelog.gui.forms.spots import sheet_with, show_spot
from strikelog.gui.forms.starting import starting_values
from strikelog.gui.language import say
from strikelog.gui.pages.wishes import NOWHERE, Spot
from strikelog.gui.style import Tone
from strikelog.gui.tasks import Latest, Tasks
from strikelog.gui.widgets.message_bar import MessageBar

DETAILS = mark("Details")
_UNSAVED = mark(
    "Some of what you typed could not be understood and is not saved. It is marked red."
)
_DROP = mark("Close without it")
_ANSWERED_BY = {"W01": "Claim", "W02": "Claim", "W03": "CasualtyFigure"}
"""What to add where a problem names no field, by its code."""


class Extra(Protocol):
    """A card that stands on a form although what it shows is not kept with the record."""

    @property
    def title(self) -> str:
        """The word that leads to it, in the language of the window."""

    @property
    def widget(self) -> QWidget:
        """What stands on the card; always the same."""

    def turn_to(self, record: Record, *, is_stored: bool) -> None:
        """Show what belongs to a record; comes with every edit of it, and once it is stored."""


class RecordForm(QWidget):
    """Edits one record with what hangs on it.

    `saved` carries what changed on disk, for the rest of the window; `unsaved` what the world did
    against it, or None for what makes no sense; `waiting` comes when an edit is on its way.
    `closed` comes when the person is done; `open_requested` carries class and id of a record that
    a link names.
    """

    saved = Signal(object)
    unsaved = Signal(object)
    waiting = Signal()
    closed = Signal()
    open_requested = Signal(str, str)

    def __init__(self, desk: Desk, tasks: Tasks, kind: type[Record]) -> None:
        super().__init__()
        self.kind, self._entities = kind, _entities(kind)
        self.bench = Bench(desk, tasks)
        self.sheet: SheetView | None = None
        self.head = FormHead()
        self.messages = MessageBar()
        self._latest = Latest(tasks, self)
        self._readying = QTimer(self, singleShot=True, interval=0)
        self._readying.timeout.connect(self._get_ready)
        self._is_leaving, self._is_told, self._has_failed = False, True, False
        self.cards = Sections()
        self.extras: list[Extra] = []
        _pile(self, self.head, self.messages, self.cards, HintLine(self))
        self.bench.lookup.open_requested.connect(self._lead_on)
        self.bench.changed.connect(self._changed)
        self.bench.failed.connect(self._failed)
        self.bench.waiting.connect(self._waiting)
        self.bench.settled.connect(self._settled)
        self.head.close_requested.connect(self.leave)
        self.head.problems.chosen.connect(self.go_to)
        self.messages.action_requested.connect(self._close)

    @property
    def record(self) -> Record | None:
        """The record with every edit in it; None while nothing is open."""
        return self.sheet.record if self.sheet else None

    def load(self, record_id: str, spot: Spot = NOWHERE) -> None:
        """Open a stored record, with the keyboard on a spot of the form."""
        self.flush()
        self._latest.run(
            reading(self.bench.desk, self.kind, record_id), partial(self._open, spot=spot)
        )
        if self.sheet is None:
            self._readying.start()

    def start_new(self, **values: object) -> None:
        """Begin a record with some content fields in plain form; it is stored at the first edit."""
        self.flush()
        self._latest.drop()
        known = starting_values(self.bench.desk, self.kind)
        record = record_from_plain(self.kind, {**known, **values})
        self._show(Opened(record, (), {}, ()), is_stored=False)

    def heed(self, changes: Changes, origin: object = None) -> None:
        """Follow what others changed; what is being typed stays."""
        if origin is not self and changes.concerns(*self._entities):
            self._refresh()

    def flush(self) -> None:
        """Save everything that waits, now."""
        self.bench.flush()

    def leave(self) -> None:
        """Save what waits, then say that the form is done; text that is no value is not dropped.

        Whoever wants it dropped says so by the message's button.
        """
        if self.may_turn(action=say(_DROP)):
            self._close()

    def may_turn(self, action: str = "") -> bool:
        """Save what waits, and tell whether another record may take the screen."""
        _read_last(self)
        if is_held := bool(unread_in(self)) or self.bench.holds_back_for_good:
            self.messages.tell(say(_UNSAVED), Tone.WAIT, action=action)
        return not is_held

    def _lead_on(self, entity: str, record_id: str) -> None:
        if self.may_turn():
            self.open_requested.emit(entity, record_id)

    def _close(self) -> None:
        self._is_leaving = True
        self.flush()
        if not self.bench.is_busy:
            self._settled()

    def go_to(self, problem: Problem) -> None:
        """Put the keyboard where a problem is, or where it can be answered."""
        answered = "" if problem.key else _ANSWERED_BY.get(problem.code, "")
        self.turn_to(Spot(branch=answered) if answered else Spot(problem.key, part=problem.id))

    def turn_to(self, spot: Spot) -> None:
        """Put the keyboard on a spot of the form, as far as there is one."""
        self.cards.complete()
        if self.sheet is not None:
            show_spot(self.sheet, spot)

    def sheet_of(self, record_id: str) -> SheetView | None:
        """Give the sheet of a record on this form, opening its row."""
        self.cards.complete()
        return sheet_with(self.sheet, record_id) if self.sheet is not None else None

    def branch(self, label: str) -> BranchView:
        """Give a branch by its marked label; KeyError when there is none."""
        assert self.sheet is not None
        self.cards.complete()
        return {view.branch.label: view for view in self.sheet.branches}[label]

    def sections(self, sheet: SheetView) -> list[Section]:
        """Give the cards of the form in order; they are made when their turn comes."""
        return [
            Section(say(self.kind.about.label), lambda: card_of(sheet.fields.core)),
            *(self.section_of(sheet, branch) for branch in branches_of(self.kind)),
            *(Section(one.title, partial(card_of, one.widget)) for one in self.extras),
            Section(say(DETAILS), lambda: card_of(sheet.fields.details)),
        ]

    def section_of(self, sheet: SheetView, branch: Branch) -> Section:
        """Give the card of one branch."""
        return Section(say(branch.kind.about.plural), lambda: card_of(sheet.add_branch(branch)))

    def show_opened(self, opened: Opened) -> None:
        """Bring everything in line with what was read."""
        assert self.sheet is not None
        self.bench.learn(opened)
        self.sheet.adopt(opened.record)
        self.sheet.show_owned(opened.owned)
        self.sheet.show_problems(opened.problems)
        self.head.problems.show_problems(opened.problems)

    def clear(self) -> None:
        """Let go of the record that is open."""
        assert self.sheet is not None
        self.sheet.clear()
        self.bench.release_all()

    def refill(self) -> None:
        """Bring the parts below the first fields in line, one a turn."""
        assert self.sheet is not None
        self.cards.later(*(partial(self.sheet.fill_branch, one) for one in self.sheet.branches))

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _open(self, opened: Opened | None, *, spot: Spot) -> None:
        if opened is None:
            self.closed.emit()
            return
        self._show(opened, is_stored=True)
        if spot != NOWHERE:
            self.cards.later(partial(self.turn_to, spot))

    def _show(self, opened: Opened, *, is_stored: bool) -> None:
        self.messages.hide()
        if self.sheet is not None:
            self.clear()
        self.bench.learn(opened)
        sheet = self._sheet_for(opened.record, is_stored=is_stored)
        sheet.note(opened.owned, opened.problems)
        if self.cards.is_blank:
            self.cards.fill(self.sections(sheet))
        else:
            self.cards.to_top()
            self.refill()
        self.head.problems.show_problems(opened.problems)
        self._drafted(opened.record)
        sheet.fields.focus()

    def _sheet_for(self, record: Record, *, is_stored: bool) -> SheetView:
        """Put a record into the one sheet of the form, which is made once."""
        if self.sheet is not None:
            self.sheet.turn_to(record, is_stored=is_stored)
            return self.sheet
        self.sheet = SheetView(self.bench, record, (), is_stored=is_stored, is_whole=False)
        self.sheet.hide()
        self.sheet.drafted.connect(self._drafted)
        self.sheet.setParent(self)
        return self.sheet

    def _get_ready(self) -> None:
        """Make the first fields, out of sight, while the record is still being read."""
        if self.sheet is None:
            self._sheet_for(record_from_plain(self.kind, {}), is_stored=False)

    def _drafted(self, record: Record) -> None:
        assert self.sheet is not None
        is_stored = self.sheet.keeper.is_stored
        self.head.show_record(record, is_stored=is_stored)
        for extra in self.extras:
            extra.turn_to(record, is_stored=is_stored)

    def _refresh(self) -> None:
        # A record that is not stored yet cannot be found, which is not the same as taken back.
        if self.sheet is not None and self.sheet.keeper.is_stored:
            shown = self.sheet.keeper.record.id
            self._latest.run(reading(self.bench.desk, self.kind, shown), self._refreshed)

    def _refreshed(self, opened: Opened | None) -> None:
        if opened is None:
            # Undo took back the very making of the record.
            self.closed.emit()
        else:
            self.show_opened(opened)

    def _waiting(self) -> None:
        self._is_told = False
        self.head.saving.show_saving()
        self.waiting.emit()

    def _changed(self, changes: Changes) -> None:
        self._is_told = True
        self.saved.emit(changes)
        self._refresh()

    def _settled(self) -> None:
        if self.bench.holds_back:
            self.head.saving.show_held()
            self.unsaved.emit(None)
        elif self.sheet is not None and self.sheet.keeper.is_stored:
            self.head.saving.show_saved(datetime.now().astimezone())
            if self._has_failed:
                self._has_failed = False
                self.messages.hide()
            if not self._is_told:
                # Nothing differed in the end; whoever shows "Saving…" waits for this word.
                self.saved.emit(Changes())
        if self._is_leaving:
            self._is_leaving = False
            self.closed.emit()

    def _failed(self, error: StrikelogError) -> None:
        self._is_leaving, self._has_failed = False, True
        self.head.saving.show_unsaved()
        self.messages.fail(sentence(error))
        self.unsaved.emit(error)


def _read_last(form: RecordForm) -> None:
    """Take what stands in the field that has the keyboard, and save it."""
    focused = QApplication.focusWidget()
    if focused is not None and form.isAncestorOf(focused):
        focused.clearFocus()
    form.flush()


def _entities(kind: type[Record]) -> frozenset[str]:
    """Name the classes of which a change may show on this form: its own and all it links to."""
    shown = [kind]
    for branch in branches_of(kind):
        shown += [branch.kind, *(inner.kind for inner in branch.branches)]
    linked = {name for one in shown for field in fields_of(one) for name in field.target}
    return frozenset(linked | {one.__name__ for one in shown})


def _pile(form: QWidget, *parts: QWidget) -> None:
    """Set the parts of a form below each other; the cards take what room is left."""
    column = QVBoxLayout(form)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(style.GAP)
    for part in parts:
        column.addWidget(part)
        column.setStretchFactor(part, int(isinstance(part, Sections)))


def unread_in(form: QWidget) -> list[Editor]:
    """Give the editors in which something stands that is no value."""
    return [editor for editor in form.findChildren(Editor) if editor.is_unread]
