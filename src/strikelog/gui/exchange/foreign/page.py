"""The page of a partner's file: what its columns mean, what results, and the way into the vault."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.domain.progress import Cancelled
from strikelog.gui.dialogs import files
from strikelog.gui.errors import sentence
from strikelog.gui.exchange.afterwards import RECEIPT_WRITTEN, ask_for_receipt
from strikelog.gui.exchange.foreign.answers import answers_of
from strikelog.gui.exchange.foreign.flow import Begun, Checked, Flow
from strikelog.gui.exchange.foreign.frame import TITLE, ForeignFrame
from strikelog.gui.exchange.foreign.mapping_button import PATTERN, TABLE_SUFFIXES
from strikelog.gui.exchange.foreign.sheet_grid import Extent
from strikelog.gui.exchange.keys import listen
from strikelog.gui.language import apart, language, number, say, upright
from strikelog.gui.preferences import Preferences
from strikelog.gui.style import Tone
from strikelog.gui.tasks import Task, Tasks
from strikelog.gui.widgets.dressing import dress_ahead
from strikelog.gui.widgets.question import Question
from strikelog.services.partners.mapping_draft import Draft

if TYPE_CHECKING:
    from strikelog.services.partners.importing import PartnerImporting
    from strikelog.services.partners.values import PartnerImported, PartnerPreview

_INCIDENTS = "incidents"
_SAVED = mark("The answers were written to “{name}”. The file holds no rows of the table.")
_NO_TABLE = mark("“{name}” holds no table. Choose another file.")
_CHECK = mark("Check {count} rows")
_LOSES = mark("Leave this file?")
_LOSES_WHAT = mark(
    "What you said about its columns is kept once the rows are taken in, or in a mapping file. It"
    " is lost if you leave now."
)


class ForeignPage(ForeignFrame):
    """Shows one file at a time; `done` carries what was taken in, `closed` ends the visit."""

    done = Signal(object)
    undo_requested = Signal(int)
    match_requested = Signal()
    closed = Signal()

    def __init__(
        self, service: "PartnerImporting", tasks: Tasks, preferences: Preferences | None = None
    ) -> None:
        super().__init__(Flow(service, tasks), preferences)
        self._preview: PartnerPreview | None = None
        self._imported: PartnerImported | None = None
        self._connect()
        self._show_empty()

    def show(self, path: Path | None = None) -> None:
        """Come to the front; with a path, read that file."""
        super().show()
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a file beside the window; answers that would be lost are asked about first."""
        self._unless_lost(partial(self._read, path))

    def _read(self, path: Path) -> None:
        self._show_empty()
        self.choose.setEnabled(False)
        self.head.show_note(apart(path.name))
        dress_ahead(self.work)
        self.flow.open(path)

    def leave(self) -> None:
        """End the visit; answers that would be lost are asked about first."""
        self._unless_lost(self._leave)

    def _unless_lost(self, act: Callable[[], None]) -> None:
        draft = self.flow.draft
        if draft is None or not draft.touched or self._imported is not None:
            act()
            return
        question = Question(self, say(_LOSES), say(_LOSES_WHAT), action=say(mark("Leave")))
        question.accepted.connect(act)
        question.open()

    def _leave(self) -> None:
        self.flow.forget()
        self._show_empty()
        self.closed.emit()

    def show_undone(self, kept: Sequence[str] = ()) -> None:
        """Say that what was taken in last was taken back, and what was kept of it and why."""
        self.result.show_undone(kept)

    # -- building

    def _connect(self) -> None:
        flow = self.flow
        flow.opened.connect(self._opened)
        flow.drafted.connect(self._drafted)
        flow.sampled.connect(self.work.show_sample)
        flow.valued.connect(self.work.show_values)
        flow.checked.connect(self._checked)
        flow.taken_in.connect(self._taken_in)
        flow.saved.connect(partial(self._tell_written, _SAVED))
        flow.told.connect(partial(self._tell_written, RECEIPT_WRITTEN))
        flow.failed.connect(self._fail)
        flow.working.connect(self._work)
        self.bar.table_chosen.connect(flow.choose_table)
        self.banner.action_requested.connect(self._go_to_question)
        for sheet in (self.work.sheet, self.other):
            sheet.heading_chosen.connect(flow.choose_heading)
        self.other.used.connect(self._show_work)
        self.other.join_requested.connect(self.mapping.ask_to_join)
        self.work.value_asked.connect(flow.ask_values)
        self._answers = answers_of(self.work, flow)
        self._connect_buttons()

    def _connect_buttons(self) -> None:
        self.choose.clicked.connect(self._choose_file)
        self.back.clicked.connect(self._step_back)
        self.check.clicked.connect(self.flow.check)
        result = self.result
        result.back.clicked.connect(self._show_work)
        result.take_in.clicked.connect(self._take_in)
        result.undo.clicked.connect(self._undo)
        result.receipt.clicked.connect(self._save_receipt)
        result.match.clicked.connect(self.match_requested)
        result.another.clicked.connect(self._choose_file)
        result.close_page.clicked.connect(self.leave)
        listen(self, {"Esc": self._step_back, "Ctrl+O": self._choose_file})
        listen(self, dict.fromkeys(("Ctrl+Return", "Ctrl+Enter"), self._go_on))

    # -- showing

    def _show_empty(self) -> None:
        self._hold(None)
        self.choose.setEnabled(True)
        self.head.show_note("")
        self._show_view(self.empty)

    def _show_work(self) -> None:
        self._show_view(self.work)
        self.banner.show_draft(self.flow.draft)
        self.work.columns.setFocus()

    def _opened(self, begun: Begun) -> None:
        self.choose.setEnabled(True)
        self.work.offer(begun.meanings)
        book = begun.opened.workbook
        self.bar.show_notices([one.sentence(language()) for one in book.notices])
        if begun.draft is None:
            self._show_empty()
            self.tell(say(_NO_TABLE).format(name=apart(book.name)), Tone.WAIT)

    def _drafted(self, draft: Draft) -> None:
        opened = self.flow.file
        if opened is None:
            return
        is_other_table = self._shown_table is not draft.table
        if is_other_table:
            self._show_table(draft)
        self.work.show_draft(draft)
        questions = draft.open_questions()
        self.check.setEnabled(not questions)
        if is_other_table and draft.table.kind != _INCIDENTS:
            self._show_view(self.other)
            self.other.take_keyboard()
        elif is_other_table:
            self._show_work()
        else:
            self.banner.show_draft(self.flow.draft)

    _shown_table: object = None

    def _show_table(self, draft: Draft) -> None:
        opened, table = self.flow.file, draft.table
        assert opened is not None
        self._shown_table = table
        self.bar.show_tables(opened.tables, table)
        extent = Extent(table.header_row, table.first_row, table.last_row)
        self.work.sheet.show_sheet(table.cells, extent)
        self.work.await_sample()
        if table.kind != _INCIDENTS:
            reason, is_only = table.reason.sentence(language()), len(opened.tables) < 2
            self.other.show_kind(table.kind, reason, is_only=is_only)
            self.other.show_sheet(table.cells, extent)
        self.check.setText(say(_CHECK).format(count=upright(number(table.n_rows))))

    def _checked(self, checked: Checked) -> None:
        self._hold(checked.preview)
        self._show_view(self.result)
        self.result.show_checked(checked)

    def _hold(self, preview: "PartnerPreview | None") -> None:
        before: list[object] = [self._preview]
        self._preview, self._imported = preview, None
        if before != [None]:
            self.flow.drop(before)

    def _taken_in(self, imported: "PartnerImported") -> None:
        self._imported = imported
        self.result.show_done(imported)
        self.done.emit(imported)

    def _tell_written(self, words: str, path: Path) -> None:
        self.tell(say(words).format(name=apart(path.name)))

    def _fail(self, error: StrikelogError) -> None:
        tone = Tone.PLAIN if isinstance(error, Cancelled) else Tone.GRAVE
        self.choose.setEnabled(True)
        self.check.setEnabled(self.flow.draft is not None and not self.flow.draft.open_questions())
        self.result.take_in.setEnabled(self._preview is not None and not self._preview.is_empty)
        if self.flow.file is None:
            self._show_empty()
        self.tell(sentence(error), tone)

    def _work(self, task: Task, name: str) -> None:
        self.messages.hide()
        self.check.setEnabled(False)
        self.result.take_in.setEnabled(False)
        self.progress.follow(task, name)

    # -- acting

    def _choose_file(self, _checked: bool = False) -> None:
        pattern = say(PATTERN).format(suffixes=TABLE_SUFFIXES)
        path = files.ask_for_opening(self, say(TITLE), pattern=pattern)
        if path is not None:
            self.read(path)

    def _go_to_question(self) -> None:
        draft = self.flow.draft
        if draft is not None and draft.open_questions():
            self.work.go_to_column(draft.open_questions()[0])
        else:
            self.work.go_to_dataset()

    def _take_in(self, _checked: bool = False) -> None:
        if self._preview is not None:
            self.flow.take_in(self._preview, self.result.changes.answers())

    def _undo(self, _checked: bool = False) -> None:
        if self._imported is not None and self._imported.step is not None:
            self.undo_requested.emit(self._imported.step)

    def _save_receipt(self, _checked: bool = False) -> None:
        preview = self._preview
        path = ask_for_receipt(self, preview.name) if preview is not None else None
        if preview is not None and path is not None:
            self.flow.report(preview, path)

    def _go_on(self) -> None:
        """Press the one button that leads on from what is shown."""
        button = self.check if self._stack.currentWidget() is self.work else self.result.take_in
        if button.isVisible():
            button.click()

    def _step_back(self) -> None:
        if self._stack.currentWidget() is self.result and self._imported is None:
            self._show_work()
        else:
            self.leave()
