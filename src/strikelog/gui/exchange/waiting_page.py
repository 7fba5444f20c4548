"""Decisions that were put off: looked at again, and decided for good."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.domain.progress import Cancelled, Progress
from strikelog.gui import style
from strikelog.gui.errors import sentence
from strikelog.gui.exchange.review.board import ReviewBoard
from strikelog.gui.language import language, number, say, upright
from strikelog.gui.preferences import Preferences
from strikelog.gui.style import Tone
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import icon_button, primary_button
from strikelog.gui.widgets.empty import EmptyState
from strikelog.gui.widgets.header import PageHeader
from strikelog.gui.widgets.message_bar import MessageBar
from strikelog.gui.widgets.progress_strip import ProgressStrip
from strikelog.services.importing import Importing
from strikelog.services.questions import Decided
from strikelog.services.review_waiting import review_of_waiting, sides_of
from strikelog.services.reviewing import Review

TITLE = mark("Waiting decisions")
_HINT = mark("Search in what waits…")
_NONE = mark("No decision waits")
_NONE_WHAT = mark(
    "Whatever you put off with “Later” while you look through a workbook is listed here until you"
    " take theirs or keep ours."
)
_APPLY = mark("Apply decisions ({count})")
_APPLY_NONE = mark("Apply decisions")
_DONE = mark("Decided: {count}.")


class WaitingPage(QWidget):
    """Emits `decided` with what changed, `undo_requested` with the step, `closed` at the end."""

    decided = Signal(object)
    undo_requested = Signal(object)
    closed = Signal()

    def __init__(self, importing: Importing, tasks: Tasks, preferences: Preferences) -> None:
        super().__init__()
        self._importing = importing
        self._tasks = tasks
        self._step: int | None = None
        self.review: Review | None = None
        self.board = ReviewBoard(tasks, preferences, every=say(mark("Every file")))
        self.messages, self.progress = MessageBar(), ProgressStrip()
        self.head = PageHeader(say(TITLE), search_hint=say(_HINT))
        self.back = icon_button("chevron-left", say(mark("Back to import and export")))
        self.apply = primary_button(say(_APPLY_NONE), "check")
        self._empty = EmptyState("circle-check", say(_NONE), say(_NONE_WHAT))
        self._stack = QStackedWidget()
        self._arrange()
        self._connect()

    def shown(self) -> None:
        """Read what waits anew; what is chosen but not applied stays chosen."""
        importing, tongue = self._importing, language()
        chosen = self.review.chosen() if self.review is not None else {}

        def job(_progress: Progress) -> Review:
            review = review_of_waiting(importing.waiting(language=tongue), tongue)
            review.take_over(chosen)
            return review

        self._tasks.run(self, job, self._show, self.fail)

    def find(self) -> None:
        """Put the keyboard into the search box."""
        if self.head.search is not None:
            self.head.search.setFocus()

    def take_focus(self) -> None:
        """Bring the keyboard to the list."""
        (
            self.board.table if self.review is not None and self.review.lines else self.back
        ).setFocus()

    def decide(self) -> None:
        """Write what was decided, as one step."""
        review, importing = self.review, self._importing
        if review is None or not self.apply.isEnabled():
            return
        sides = sides_of(review)

        def job(progress: Progress) -> Decided:
            return importing.decide(sides, progress)

        self.apply.setEnabled(False)
        task = self._tasks.run(self, job, self._decided, self._not_decided, write=True)
        self.progress.follow(task, say(mark("Applying the decisions")))

    def fail(self, error: StrikelogError) -> None:
        """Say why something could not be done."""
        tone = Tone.PLAIN if isinstance(error, Cancelled) else Tone.GRAVE
        self.messages.tell(sentence(error), tone)

    def _show(self, review: Review) -> None:
        self.review = review
        self.board.show_review(review)
        self._stack.setCurrentWidget(self.board if review.lines else self._empty)
        if self.head.search is not None:
            self.head.search.setVisible(bool(review.lines))
        self.apply.setVisible(bool(review.lines))
        self._count()

    def _count(self) -> None:
        count = len(sides_of(self.review)) if self.review is not None else 0
        words = say(_APPLY).format(count=upright(number(count))) if count else say(_APPLY_NONE)
        self.apply.setText(words)
        self.apply.setEnabled(bool(count))

    def _decided(self, decided: Decided) -> None:
        self._step = decided.step
        words = say(_DONE).format(count=upright(number(decided.count)))
        action = say(mark("Undo")) if decided.step is not None else ""
        self.messages.tell(words, Tone.GOOD, action=action)
        self.review = None
        self.shown()
        self.decided.emit(decided.changes)

    def _not_decided(self, error: StrikelogError) -> None:
        self._count()
        self.fail(error)

    def _undo(self) -> None:
        if self._step is not None:
            self.undo_requested.emit(self._step)

    def _arrange(self) -> None:
        self.back.setFixedSize(style.CONTROL, style.CONTROL)
        self.head.put_first(self.back)
        self.head.add_button(self.apply)
        self._stack.addWidget(self.board)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        column.addWidget(self.progress)
        column.addWidget(self.messages)

    def _connect(self) -> None:
        self.back.clicked.connect(self.closed)
        self.apply.clicked.connect(self.decide)
        self.board.decided.connect(self._count)
        self.board.told.connect(self._tell_plain)
        self.messages.action_requested.connect(self._undo)
        if self.head.search is not None:
            self.head.search.searched.connect(self.board.search)
            self.head.search.left.connect(self.board.table.setFocus)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, context=within).activated.connect(self.decide)
        QShortcut(QKeySequence("Esc"), self, context=within).activated.connect(self.closed)

    def _tell_plain(self, text: str) -> None:
        self.messages.tell(text, Tone.PLAIN)
