"""The review of a workbook of ours: every change it brings, decided before anything is saved."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.domain.progress import Cancelled, Progress
from strikelog.gui import style
from strikelog.gui.errors import sentence
from strikelog.gui.exchange.keys import listen
from strikelog.gui.exchange.review.apply_sheet import ApplySheet
from strikelog.gui.exchange.review.board import ReviewBoard
from strikelog.gui.exchange.review.done import DonePanel
from strikelog.gui.language import apart, language, say
from strikelog.gui.preferences import Preferences
from strikelog.gui.style import Tone
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import icon_button, primary_button
from strikelog.gui.widgets.empty import EmptyState
from strikelog.gui.widgets.header import PageHeader
from strikelog.gui.widgets.message_bar import MessageBar
from strikelog.gui.widgets.progress_strip import ProgressStrip
from strikelog.gui.widgets.question import Question
from strikelog.services.import_preview import Preview
from strikelog.services.importing import Imported, Importing
from strikelog.services.reviewing import Choice, Effect, Part, Review

_HINT = mark("Search in the changes…")
_NOTHING = mark("This workbook changes nothing")
_NOTHING_WHAT = mark("Every row is as the vault has it, so there is nothing to decide.")
_LEAVE = mark("Leave the review?")
_LEAVE_WHAT = mark("Nothing was saved. What you chose here is forgotten.")
_LEAVE_DO = mark("Leave")
_BACK = mark("Back to import and export")
_RECEIPT = mark("Save receipt for the partner…")


_Applied = tuple[dict[Part, Choice], Imported]


class ReviewPage(QWidget):
    """Emits `imported` once changes came in, `left` when there is nothing more to do here."""

    imported = Signal(object)
    left = Signal()
    compare_requested = Signal(object)
    undo_requested = Signal(object)
    receipt_requested = Signal()
    waiting_requested = Signal()

    def __init__(self, importing: Importing, tasks: Tasks, preferences: Preferences) -> None:
        super().__init__()
        self._importing = importing
        self._tasks = tasks
        self.review: Review | None = None
        self.preview: Preview | None = None
        self.outcome: Imported | None = None
        self.decisions: dict[Part, Choice] = {}
        self._effect = Effect({})
        self.board = ReviewBoard(tasks, preferences, every=say(mark("Every sheet")))
        self.messages = MessageBar()
        self.progress = ProgressStrip()
        self.done = DonePanel()
        self._build()
        self._arrange()
        self._connect()

    # -- what is looked through

    def show_review(self, review: Review, preview: Preview) -> None:
        """Begin to look through a workbook."""
        self.review, self.preview, self.outcome = review, preview, None
        self.decisions = {}
        self.messages.hide()
        self._head.show_note(apart(preview.name))
        self.search.forget()
        self.board.show_review(review)
        is_empty = not review.lines
        self._body.setCurrentWidget(self._unchanged if is_empty else self.board)
        self.apply.setEnabled(True)
        for part in (self.search, self.apply):
            part.setVisible(not is_empty)
        QTimer.singleShot(0, self.take_focus)

    def take_focus(self) -> None:
        """Bring the keyboard to what is worked on."""
        if self._body.currentWidget() is self.done:
            self.done.take_focus()
        elif self.review is not None and self.review.lines:
            self.board.table.setFocus()

    def find(self) -> None:
        """Put the keyboard into the search box."""
        self.search.setFocus()
        self.search.selectAll()

    @property
    def is_open(self) -> bool:
        """True while choices made here would be lost by leaving."""
        return self.outcome is None and self.review is not None and self.review.is_touched

    def leave(self) -> None:
        """Go back, after asking if choices would be lost; not while something is being written."""
        if not self.board.isEnabled():
            return
        if not self.is_open:
            self._leave()
            return
        asked = Question(
            self.window(), say(_LEAVE), say(_LEAVE_WHAT), action=say(_LEAVE_DO), is_grave=True
        )
        asked.accepted.connect(self._leave)
        asked.open()

    # -- applying

    def ask_to_apply(self) -> None:
        """Say what would happen, and ask what is still to be asked."""
        review = self.review
        if review is None or not self.apply.isEnabled() or self.apply.isHidden():
            return
        effect = review.effect()

        def job(_progress: Progress) -> int:
            return review.records_coming()

        def show(records: int) -> None:
            sheet = ApplySheet(self.window(), effect, records)
            sheet.agreed.connect(self.take_in)
            sheet.open()

        self._tasks.run(self, job, show)

    def take_in(self, answers: Mapping[str, Choice] | None = None) -> None:
        """Write what was decided, as one step."""
        review, preview, importing = self.review, self.preview, self._importing
        if review is None or preview is None:
            return

        def job(progress: Progress) -> _Applied:
            decisions = review.decisions(answers)
            return decisions, importing.apply(preview, decisions, progress)

        self.board.setEnabled(False)
        self.apply.setEnabled(False)
        self.messages.hide()
        self._effect = review.effect().answered(answers or {})
        task = self._tasks.run(self, job, self._applied, self._not_applied, write=True)
        self.progress.follow(task, say(mark("Taking the workbook in")))

    def show_undone(self, kept: Sequence[str]) -> None:
        """Say that the import was taken back, and what was kept."""
        self.done.show_undone(kept)

    def tell(self, text: str, tone: Tone = Tone.GOOD) -> None:
        """Say what came of something done here."""
        self.messages.tell(text, tone)

    def fail(self, error: StrikelogError) -> None:
        """Say why something could not be done; having been stopped is no failure."""
        tone = Tone.PLAIN if isinstance(error, Cancelled) else Tone.GRAVE
        self.messages.tell(sentence(error), tone)

    def _applied(self, applied: _Applied) -> None:
        self.decisions, imported = applied
        self.outcome = imported
        unfit = [one.sentence(language()) for one in imported.unfit]
        self.done.show_effect(self._effect, was_written=imported.step is not None, unfit=unfit)
        self._body.setCurrentWidget(self.done)
        self.search.hide()
        self.apply.hide()
        self.board.setEnabled(True)
        self.done.take_focus()
        self.imported.emit(imported)

    def _not_applied(self, error: StrikelogError) -> None:
        self.board.setEnabled(True)
        self.apply.setEnabled(True)
        self.fail(error)
        if not isinstance(error, Cancelled):
            again = say(mark("Compare again"))
            self.messages.tell(sentence(error), Tone.GRAVE, action=again)

    def _compare_again(self) -> None:
        if self.preview is not None:
            self.compare_requested.emit(self.preview.path)

    def _leave(self) -> None:
        self.review, self.preview = None, None
        self.board.show_review(None)
        self.left.emit()

    # -- building

    def _build(self) -> None:
        self._head = PageHeader(say(mark("Review")), search_hint=say(_HINT))
        assert self._head.search is not None
        self.search = self._head.search
        self._back = icon_button("chevron-left", say(_BACK))
        self._back.setFixedSize(style.CONTROL, style.CONTROL)
        self.apply = primary_button(say(mark("Apply…")), "check")
        self.apply.setToolTip("Ctrl+Return")
        self._head.add_button(self.apply)
        self._unchanged = EmptyState("circle-check", say(_NOTHING), say(_NOTHING_WHAT))
        self._unchanged_receipt = self._unchanged.offer(say(_RECEIPT), "download")
        self._unchanged_back = self._unchanged.offer(say(_BACK), "chevron-left")

    def _arrange(self) -> None:
        self._body = QStackedWidget()
        for part in (self.board, self._unchanged, self.done):
            self._body.addWidget(part)
        self._head.put_first(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE)
        column.addWidget(self._head)
        column.addWidget(self._body, 1)
        column.addWidget(self.progress)
        column.addWidget(self.messages)

    def _connect(self) -> None:
        self._back.clicked.connect(self.leave)
        self.apply.clicked.connect(self.ask_to_apply)
        self.search.searched.connect(self.board.search)
        self.search.left.connect(self.board.table.setFocus)
        self.board.decided.connect(self.messages.hide)
        self.board.told.connect(self._tell_plain)
        self.messages.action_requested.connect(self._compare_again)
        self.done.undo_requested.connect(lambda: self.undo_requested.emit(self.outcome))
        self.done.receipt_requested.connect(self.receipt_requested)
        self.done.waiting_requested.connect(self.waiting_requested)
        self.done.again_requested.connect(self._compare_again)
        self.done.closed.connect(self._leave)
        self._unchanged_receipt.clicked.connect(self._ask_for_receipt)
        self._unchanged_back.clicked.connect(self._leave)
        listen(self, dict.fromkeys(("Ctrl+Return", "Ctrl+Enter"), self.ask_to_apply))
        listen(self, {"Esc": self._step_back})

    def _ask_for_receipt(self, _checked: bool = False) -> None:
        self.receipt_requested.emit()

    def _step_back(self) -> None:
        """Leave the search first, then the review."""
        if not self.search.hasFocus():
            self.leave()
        elif self.search.text():
            self.search.clear()
        else:
            self.board.table.setFocus()

    def _tell_plain(self, text: str) -> None:
        self.messages.tell(text, Tone.PLAIN)
