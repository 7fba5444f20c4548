"""The changes of a workbook as a list to decide on, with the current one in full below it."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from itertools import chain

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.gui import style
from strikelog.gui.exchange.review.kind_bar import KindBar
from strikelog.gui.exchange.review.sides import SidesPane
from strikelog.gui.exchange.review.table import ReviewTable
from strikelog.gui.exchange.review.words import keyed, kind_words
from strikelog.gui.language import number, say, upright
from strikelog.gui.preferences import Preferences
from strikelog.gui.style import Look
from strikelog.gui.tasks import Latest, Tasks
from strikelog.gui.widgets.buttons import link_button, plain_button
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.empty import EmptyState
from strikelog.gui.widgets.labels import ElidedLabel
from strikelog.gui.widgets.progress_strip import ProgressStrip
from strikelog.gui.widgets.question import Question
from strikelog.services.reviewing import Choice, Choices, Review

_NO_MATCH = mark("Nothing matches")
_NO_MATCH_WHAT = mark("No change matches the kind, the sheet and the search together.")
_COMING = mark("Coming in: {count}")
_STAYING = mark("Staying ours: {count}")
_LATER = mark("Later: {count}")
_OPEN = mark("To decide: {count}")
_NEXT = mark("Next to decide")
_ALL = mark("Take all of a kind")
_ALL_ASK = mark("Take theirs in all shown of the kind “{kind}”?")
_ALL_WHAT = mark(
    "{count} are shown. What you chose for them before is replaced; nothing is saved yet."
)
_ALL_DO = mark("Take {count}")
_TOLD_ONLY = mark("Refused cells cannot be taken in. The receipt tells the partner why.")
_NO_LATER = mark("Only what both sides changed, and what was emptied or deleted, can wait.")
_SPLIT = "split.review"
_SEARCHING = mark("Searching…")
_SETTLED = 400
_MANY = 500
"""Lines from which on choosing takes long enough to be done beside the window."""
_KEYS: Mapping[str, Choice | None] = {
    "theirs": "theirs",
    "ours": "ours",
    "later": "later",
    "undecide": None,
}


class ReviewBoard(QWidget):
    """Emits `decided` after every choice, `told` with what could not be chosen and why."""

    decided = Signal()
    told = Signal(str)

    def __init__(self, tasks: Tasks, preferences: Preferences, *, every: str) -> None:
        """Make an empty board; `every` names what is not narrowed to one sheet or file."""
        super().__init__()
        self._tasks = tasks
        self._preferences = preferences
        self._finding = Latest(tasks, self)
        self._words = ""
        self.review: Review | None = None
        self.kinds = KindBar(every)
        self.table = ReviewTable()
        self.sides = SidesPane()
        self.progress = ProgressStrip()
        self._counts = ElidedLabel("", Look.MUTED)
        self._next = link_button(keyed(_NEXT, "N"))
        self._all = plain_button(keyed(_ALL, "A"))
        self._no_match = EmptyState("list-filter", say(_NO_MATCH), say(_NO_MATCH_WHAT))
        self._arrange()
        self._connect()

    def show_review(self, review: Review | None) -> None:
        """Show every line of a review, or nothing."""
        self._finding.drop()
        self.review, self._words = review, ""
        if review is None:
            self.table.lines.show_lines(None, ())
            self.sides.show_nothing()
            return
        self.kinds.offer(review.kinds, review.sheets)
        self._show_lines(review.lines)
        self._update()

    def search(self, words: str) -> None:
        """Show what holds some words, of the kind and sheet that are asked for."""
        self._words = words
        self._find()

    # -- deciding

    def decide(self, asked: str) -> None:
        """Do what a letter asks for."""
        if self.review is None:
            return
        if asked == "next":
            self.go_to_open()
        elif asked == "all":
            self.ask_for_all()
        else:
            self.choose(_KEYS[asked])

    def choose(self, choice: Choice | None) -> None:
        """Choose for the chosen rows."""
        review, rows = self.review, self.table.rows
        if review is None or not rows:
            return
        shown = self.table.lines.lines
        lines = [shown[row] for row in chain.from_iterable(rows)]
        if len(lines) > _MANY:
            self.choose_all(lines, choice)
        elif self.table.lines.choose(lines, choice):
            return
        elif choice == "later" and any(map(review.can_decide, lines)):
            self.told.emit(say(_NO_LATER))
        else:
            self.told.emit(say(_TOLD_ONLY))

    def go_to_open(self) -> None:
        """Bring the keyboard to the next line that somebody has yet to decide."""
        if self.review is None:
            return
        found = self.review.next_open(self.table.lines.lines, self.table.row + 1)
        if found is not None:
            self.table.go_to(found)
            self.table.setFocus()

    def ask_for_all(self) -> None:
        """Ask whether theirs shall be taken in all shown lines of the kind of the current one."""
        review, kind = self.review, self._kind_here()
        if review is None or not kind:
            return
        if kind in ("refused", "doubt"):
            self.told.emit(say(_TOLD_ONLY))
            return
        lines = [one for one in self.table.lines.lines if review.kind_of(one) == kind]
        count = upright(number(len(lines)))
        asked = Question(
            self.window(),
            say(_ALL_ASK).format(kind=kind_words(kind)),
            say(_ALL_WHAT).format(count=count),
            action=say(_ALL_DO).format(count=count),
        )
        asked.accepted.connect(lambda: self.choose_all(lines, "theirs"))
        asked.open()

    def choose_all(self, lines: Sequence[int], choice: Choice | None) -> None:
        """Choose for many lines, beside the window."""
        review = self.review
        if review is not None:
            self._choose_beside(lambda: review.choose_for(lines, choice))

    def _choose_beside(self, choose: Callable[[], bytes]) -> None:
        def job(_progress: Progress) -> Choices:
            review = self.review
            assert review is not None
            return review.weighed(choose())

        def take_up(choices: Choices) -> None:
            if self.review is not None:
                self.review.take_up(choices)
                self.table.lines.refresh()

        self._tasks.run(self, job, take_up)

    # -- finding

    def _find(self) -> None:
        review = self.review
        if review is None:
            return
        kind, sheet, words = self.kinds.kind, self.kinds.sheet, self._words

        def job(progress: Progress) -> "array[int]":
            return review.select(kind=kind, sheet=sheet, words=words, progress=progress)

        task = self._finding.run(job, self._show_lines)
        self.progress.follow(task, say(_SEARCHING))

    def _show_lines(self, lines: Sequence[int]) -> None:
        self.table.lines.show_lines(self.review, lines)
        self._list.setCurrentWidget(self.table if lines else self._no_match)

    def _kind_here(self) -> str:
        """Give the kind that is asked for, else that of the current line or the first below it."""
        review, lines = self.review, self.table.lines.lines
        if self.kinds.kind or review is None or self.table.row < 0:
            return self.kinds.kind
        below = (review.kind_of(lines[place]) for place in range(self.table.row, len(lines)))
        return next((one for one in below if one != "head"), "")

    # -- showing

    def _look(self) -> None:
        place = self.table.row
        if self.review is None or not 0 <= place < self.table.lines.rowCount():
            self.sides.show_nothing()
            return
        self.sides.show_line(self.review, self.table.lines.line_at(place))

    def _update(self) -> None:
        review, place = self.review, self.table.row
        if review is None:
            return
        effect = review.effect()
        counts = (
            (_COMING, effect.coming),
            (_STAYING, effect.staying),
            (_LATER, effect.later),
            (_OPEN, effect.open),
        )
        said = (say(words).format(count=upright(number(count))) for words, count in counts if count)
        self._counts.show_text("  ·  ".join(said))
        self._next.setVisible(bool(effect.open))
        if 0 <= place < self.table.lines.rowCount():
            self.sides.show_choice(review, self.table.lines.line_at(place))

    # -- building

    def _arrange(self) -> None:
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(self._no_match)
        card = Card(margin=style.HAIR_LINE)
        card.body.addWidget(self._list)
        self._split = QSplitter(Qt.Orientation.Vertical)
        style.dress(self._split, Look.SPLIT)
        self._split.setHandleWidth(style.SPACE)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(card)
        self._split.addWidget(self.sides)
        self._split.setStretchFactor(0, 1)
        self._restore_split()
        foot = row(self._counts, self._next, self._all, gap=style.SPACE)
        foot.setStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE)
        column.addWidget(self.kinds)
        column.addWidget(self._split, 1)
        column.addWidget(self.progress)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._next.clicked.connect(self.go_to_open)
        self._all.clicked.connect(self.ask_for_all)
        self.kinds.changed.connect(self._find)
        self.table.pressed_key.connect(self.decide)
        self.table.looked_at.connect(self._look)
        self.table.lines.decided.connect(self._update)
        self.table.lines.decided.connect(self.decided)
        self.sides.chosen.connect(self.choose)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settled.timeout.connect(self._remember_split)
        self._split.splitterMoved.connect(self._await)

    def _await(self, *_moved: int) -> None:
        self._settled.start()

    def _restore_split(self) -> None:
        known = self._preferences.get(_SPLIT) or ""
        below = int(known) if known.isdigit() else style.MATRIX_NAME
        self._split.setSizes([style.WINDOW_SIZE[1] - below, below])

    def _remember_split(self) -> None:
        self._preferences.set(_SPLIT, str(self._split.sizes()[1]))
