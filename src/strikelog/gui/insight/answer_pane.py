"""What a question brought: the results in a list, one of them laid out beside it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.gui import style
from strikelog.gui.insight.asking import Answer, Asking, Told, Topic
from strikelog.gui.insight.blocks import Block
from strikelog.gui.insight.deciding import DecisionBar
from strikelog.gui.insight.detail_view import DetailView
from strikelog.gui.insight.places import Place, moved_on
from strikelog.gui.insight.told_list import ToldList
from strikelog.gui.language import say
from strikelog.gui.style import Look
from strikelog.gui.tasks import Latest, Tasks
from strikelog.gui.widgets.card import Card
from strikelog.gui.widgets.empty import EmptyState
from strikelog.gui.window.trail import Bookmark

_LIST = mark("What the records say")
_NOTHING, _NO_MATCH = mark("Nothing to tell"), mark("Nothing matches")
_AGAIN, _CLEAR = mark("Ask again"), mark("Clear the filter")
_NO_MATCH_WHAT = mark("No incident that matches the filter has anything to tell here.")
_STOPPED = mark("The question was not answered")
_STOPPED_WHAT = mark("Reading was stopped before its end. Nothing was changed.")
_LIST_WIDTH = 252


class AnswerPane(QStackedWidget):
    """Emits `wished` with where something leads, `decided` with what is decided about a result.

    `retried`, `cleared` and `led` come from where it is empty; `missed` when a result that was
    asked for is not among those listed, `refused` where nothing can be decided.
    """

    wished = Signal(object)
    failed = Signal(object)
    retried = Signal()
    cleared = Signal()
    decided = Signal(str, object, str)
    entered = Signal(object)
    pasted = Signal(object, str)
    led = Signal(str)
    missed = Signal()
    refused = Signal()

    def __init__(self, asking: Callable[[], Asking], tasks: Tasks) -> None:
        super().__init__()
        self._asking = asking
        self._telling = Latest(tasks, self)
        self._empties: dict[tuple[str, bool], EmptyState] = {}
        self._pending: tuple[Place, Bookmark] | None = None
        self._asked_in: QWidget | None = None
        self.topic: Topic | None = None
        self.list = ToldList(_LIST)
        self.detail = DetailView(tasks)
        self.bar = DecisionBar()
        self._blank = QWidget()
        # While an answer is awaited, the keyboard waits in its place.
        self._blank.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.stopped = EmptyState(
            "search", say(_STOPPED), say(_STOPPED_WHAT), action=say(_AGAIN), sign="refresh-cw"
        )
        self.stopped.action_requested.connect(self.retried)
        self._arrange()
        self.list.looked_at.connect(self._look)
        self.list.chosen.connect(self._open)
        self.detail.wished.connect(self.wished)
        self.detail.failed.connect(self.failed)
        self.list.let_go.connect(self.bar.ask_reason)
        self.list.accepted.connect(self.bar.accept_now)
        self.detail.let_go.connect(self._let_go)
        self.detail.pasted.connect(self.pasted)
        self.detail.entered.connect(self.entered)
        self.detail.accepted.connect(self.bar.accept_now)
        self.bar.decided.connect(self.decided)
        self.bar.left.connect(self._return_keyboard)
        self.bar.refused.connect(self.refused)

    @property
    def told(self) -> Told | None:
        """The result that is looked at."""
        return self.list.result

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        shown = self.currentWidget()
        if isinstance(shown, EmptyState):
            return shown.findChild(QPushButton) or shown
        is_whole = self.topic is not None and self.topic.is_whole
        return self.detail.first if is_whole else self.list

    def show_answer(self, topic: Topic, answer: Answer, *, is_filtered: bool) -> None:
        """Show what a question brought; the place in the list is kept where it is the same one."""
        row = self._row_for(topic, answer)
        has_keyboard, is_awaited = self._has_keyboard, self.currentWidget() is self._blank
        self.topic = topic
        self._side.setVisible(not topic.is_whole)
        self.list.show_results(answer.listed, row)
        if answer.listed:
            self.setCurrentWidget(self._split)
        else:
            self.detail.forget()
            self.setCurrentWidget(self.empty_of(topic, is_filtered=is_filtered))
        if has_keyboard and (is_awaited or not (self._has_keyboard and self._is_seen)):
            self.take_keyboard()

    def bookmark(self) -> Bookmark:
        """Say where somebody is, and which list of records the last step was taken in."""
        told, topic, spot = self.told, self.topic, self.detail.spot
        if told is None or topic is None:
            return Bookmark(Place(topic.key)) if topic is not None else Bookmark()
        place = Place(
            topic.key,
            name=told.name,
            title=told.title,
            wish=told.wish,
            row=self.list.currentIndex().row(),
            scrolled=self.list.verticalScrollBar().value(),
            spot=spot,
        )
        opened = self.detail.opened
        wishes = self.detail.tables[opened[0]].wishes if opened is not None else ()
        return Bookmark(place, wishes, max(spot.row, 0))

    def pend(self, bookmark: Bookmark) -> None:
        """Go to a place as soon as its question is answered."""
        if isinstance(bookmark.state, Place):
            self._pending = (bookmark.state, bookmark)

    def _row_for(self, topic: Topic, answer: Answer) -> int:
        """Tell which result to look at: the one somebody returns to, else where the mark was."""
        if self._pending is not None and self._pending[0].topic != topic.key:
            self._pending = None
        if self._pending is not None:
            if self._pending[0].misses(answer.listed):
                self.missed.emit()
            return self._pending[0].row_in(answer.listed)
        return self.list.currentIndex().row() if topic is self.topic else 0

    def _lay_out(self, told: Told, blocks: tuple[Block, ...]) -> None:
        """Show what is told of a result; somebody who returns finds the line again."""
        pending, self._pending = self._pending, None
        self.detail.show_answer(told.title, blocks)
        if pending is None:
            return
        place, bookmark = pending
        self.list.verticalScrollBar().setValue(place.scrolled)
        if place.spot.table >= 0:
            place = moved_on(place, bookmark, self.detail.wishes_of(place.spot.table))
        self.detail.return_to(place.spot)

    def take_keyboard(self) -> None:
        """Bring the keyboard to the answer, or to where it will be."""
        place = self._blank if self.currentWidget() is self._blank else self.first
        place.setFocus()

    @property
    def _has_keyboard(self) -> bool:
        focused = style.application().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    @property
    def _is_seen(self) -> bool:
        """Tell whether what the keyboard is on still stands there."""
        focused = style.application().focusWidget()
        return focused is not None and focused.isVisible() and focused is not self._blank

    def wait(self) -> None:
        """Show nothing while another question is being answered."""
        has_keyboard = self._has_keyboard
        self._telling.drop()
        self.detail.forget()
        self.topic = None
        self.setCurrentWidget(self._blank)
        if has_keyboard:
            self._blank.setFocus()

    def stop(self) -> None:
        """Say that nobody answered, where nothing else is shown."""
        if self.currentWidget() is self._blank:
            self.setCurrentWidget(self.stopped)

    def empty_of(self, topic: Topic, *, is_filtered: bool = False) -> EmptyState:
        """Give what stands where a question brought nothing."""
        key = (topic.key, is_filtered)
        if key not in self._empties:
            made = _empty(topic, is_filtered=is_filtered)
            if topic.leads_to:
                made.action_requested.connect(lambda: self.led.emit(topic.key))
            else:
                made.action_requested.connect(self.cleared if is_filtered else self.retried)
            self._empties[key] = made
            self.addWidget(made)
        return self._empties[key]

    def look_again(self) -> None:
        """Lay the result that is looked at out anew."""
        self._look(self.told)

    def _look(self, told: Told | None) -> None:
        topic, asking = self.topic, self._asking()
        if told is None or topic is None:
            self._telling.drop()
            return
        self.bar.show_told(topic, told, can_write=asking.insights.can_write)

        def job(progress: Progress) -> tuple[Block, ...]:
            return topic.tell(replace(asking, progress=progress), told)

        self._telling.run(job, partial(self._lay_out, told), self._fail)

    def _let_go(self, found: object) -> None:
        """Ask why a line of a table is none; the keyboard returns to the table."""
        self._asked_in = next((one for one in self.detail.tables if one.hasFocus()), None)
        self.bar.ask_reason_of(found)

    def _return_keyboard(self) -> None:
        table, self._asked_in = self._asked_in, None
        place = table if table is not None and table in self.detail.tables else self.list
        place.setFocus()

    def _open(self, told: Told) -> None:
        if told.wish is not None:
            self.wished.emit(told.wish)

    def _fail(self, error: StrikelogError) -> None:
        self.failed.emit(error)

    def _arrange(self) -> None:
        self._side = Card(margin=style.HAIR_LINE)
        self._side.body.addWidget(self.list)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.GAP)
        column.addWidget(self.detail, 1)
        column.addWidget(self.bar)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        style.dress(self._split, Look.SPLIT)
        self._split.setHandleWidth(style.SPACE)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._side)
        self._split.addWidget(right)
        self._split.setStretchFactor(0, 0)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([_LIST_WIDTH, style.FORM_WIDTH])
        self._side.setMinimumWidth(style.MATRIX_NAME)
        for part in (self._split, self._blank, self.stopped):
            self.addWidget(part)


def _empty(topic: Topic, *, is_filtered: bool) -> EmptyState:
    """Say why nothing is shown, and offer what to do about it."""
    name, icon, action, sign = say(_NOTHING), "circle-check", say(_AGAIN), "refresh-cw"
    sentence = say(topic.nothing)
    if topic.leads_to:
        name, icon, action, sign = say(topic.title), topic.icon, say(topic.leads_to), topic.icon
    elif is_filtered:
        name, icon, action, sign = say(_NO_MATCH), "list-filter", say(_CLEAR), "x"
        sentence = say(_NO_MATCH_WHAT)
    return EmptyState(icon, name, sentence, action=action, sign=sign)
