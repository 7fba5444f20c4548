"""Names of places and sites that partners wrote and the register does not know: each decided."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from strikelog.domain.changes import Changes
from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.domain.text import fold
from strikelog.gui import style
from strikelog.gui.errors import sentence
from strikelog.gui.exchange.foreign.kept_rows import KeptRows
from strikelog.gui.exchange.foreign.match_view import KINDS, MOST, MatchView
from strikelog.gui.language import apart, number, say
from strikelog.gui.lists.columns import Cell, Column, Paint
from strikelog.gui.lists.table import RecordTable
from strikelog.gui.preferences import PassingPreferences, Preferences
from strikelog.gui.style import Tone
from strikelog.gui.tasks import Latest, Tasks
from strikelog.gui.widgets.buttons import icon_button
from strikelog.gui.widgets.card import Card
from strikelog.gui.widgets.empty import EmptyState
from strikelog.gui.widgets.header import PageHeader
from strikelog.gui.widgets.message_bar import MessageBar
from strikelog.gui.widgets.progress_strip import ProgressStrip
from strikelog.gui.widgets.split import SplitView

if TYPE_CHECKING:
    from strikelog.services.partners.matching import PartnerMatching
    from strikelog.services.partners.values import ToMatch

TITLE = mark("Names to match")
_HINT = mark("Search names…")
_NONE = mark("No name waits for a match")
_NONE_WHAT = mark(
    "When a partner's file names a place or site that the register does not know for certain, it"
    " is listed here with what it may be. The incident is taken in all the same."
)
_SAME = mark("“{name}” was matched, also for files to come.")
_NEW = mark("“{name}” is in the register now.")
_OWN = mark("“{name}” stays as it is written, also in files to come.")
_NO_LIKENESS = mark("Nothing alike")


def match_columns() -> tuple[Column, ...]:
    """Return the columns of the list, in the language of the window."""
    return (
        Column("name", say(mark("Name in the file")), 210, Paint.NAME, sortable=False, grows=True),
        Column("kind", say(mark("What it is")), 96, Paint.ICON, sortable=False),
        Column("count", say(mark("Incidents")), 86, Paint.NUMBER, numeric=True, sortable=False),
        Column("likely", say(mark("May be")), 200, sortable=False, grows=True),
    )


class MatchPage(QWidget):
    """Emits `decided` with what a decision changed, and `closed`."""

    decided = Signal(object)
    undo_requested = Signal()
    closed = Signal()

    def __init__(
        self, matching: "PartnerMatching", tasks: Tasks, preferences: Preferences | None = None
    ) -> None:
        super().__init__()
        kept = preferences or PassingPreferences()
        self._matching = matching
        self._listing = Latest(tasks, self)
        self._tasks = tasks
        self._all: tuple[ToMatch, ...] = ()
        self.names: tuple[ToMatch, ...] = ()
        self._last: ToMatch | None = None
        self.back = icon_button("chevron-left", say(mark("Back to import and export (Esc)")))
        self.head = PageHeader(say(TITLE), search_hint=say(_HINT))
        self.list = RecordTable(
            match_columns(), name="foreign.match", label=say(TITLE), preferences=kept
        )
        self.view = MatchView()
        self.empty = EmptyState("map-pin", say(_NONE), say(_NONE_WHAT))
        self.messages, self.progress = MessageBar(), ProgressStrip()
        self._stack = QStackedWidget()
        self._arrange(kept)
        self._connect()

    @property
    def current(self) -> "ToMatch | None":
        """The name the keyboard is on."""
        place = self.list.current_key
        return self.names[place] if place is not None and place < len(self.names) else None

    def shown(self) -> None:
        """Read the list anew."""
        matching = self._matching

        def job(_progress: Progress) -> "tuple[ToMatch, ...]":
            return matching.listed()

        task = self._listing.run(job, self._show, self._fail)
        if self._tasks.is_busy:
            self.progress.follow(task, say(mark("Looking for what the names may be")))

    def match(self, record_id: str) -> None:
        """Say which record the current name means."""
        matching = self._matching
        self._decide(lambda waiting: matching.match(waiting, record_id), _SAME)

    def make_new(self) -> None:
        """Put the current name into the register as a place or site of its own."""
        matching = self._matching
        self._decide(lambda waiting: matching.match_new(waiting, matching.begun(waiting)), _NEW)

    def keep_as_text(self) -> None:
        """Say that the current name means nothing in the register."""
        matching = self._matching
        self._decide(matching.leave, _OWN)

    def _decide(self, act: "Callable[[ToMatch], Changes]", words: str) -> None:
        waiting = self.current
        if waiting is None:
            return

        def job(_progress: Progress) -> Changes:
            return act(waiting)

        done = partial(self._decided, waiting, words)
        self._tasks.run(self, job, done, self._fail, write=True)

    def leave_for_later(self) -> None:
        """Go on to the next name."""
        place = self.list.current_key
        if place is not None and self.names:
            self.list.go_to((place + 1) % len(self.names))
            self.list.setFocus()

    # -- building

    def _arrange(self, preferences: Preferences) -> None:
        self.head.put_first(self.back)
        card = Card(margin=style.HAIR_LINE)
        card.body.addWidget(self.list)
        split = SplitView(card, self.view, name="foreign.match", preferences=preferences)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(split)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        column.addWidget(self.progress)
        column.addWidget(self.messages)

    def _connect(self) -> None:
        self.back.clicked.connect(self.closed)
        self.list.current_changed.connect(self._look)
        self.list.row_activated.connect(self._enter_view)
        self.view.chosen.connect(self.match)
        self.view.new_asked.connect(self.make_new)
        self.view.refused.connect(self.keep_as_text)
        self.view.later.connect(self.leave_for_later)
        self.messages.action_requested.connect(self._undo)
        search = self.head.search
        assert search is not None
        search.searched.connect(self._narrow)
        search.left.connect(self.list.setFocus)
        own = Qt.ShortcutContext.WidgetShortcut
        keys = [("N", self.make_new), ("K", self.keep_as_text), ("L", self.leave_for_later)]
        keys += [(str(place + 1), partial(self.view.choose, place)) for place in range(MOST)]
        for key, act in keys:
            QShortcut(QKeySequence(key), self.list, context=own).activated.connect(act)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Esc"), self, context=context).activated.connect(self.closed)

    # -- showing

    def _show(self, names: "Sequence[ToMatch]") -> None:
        self._all = tuple(names)
        self._stack.setCurrentIndex(1 if names else 0)
        search = self.head.search
        self._narrow(search.text().strip() if search is not None else "")
        if names:
            self.list.setFocus()

    def _narrow(self, typed: str) -> None:
        wanted = fold(typed)
        self.names = tuple(one for one in self._all if wanted in fold(f"{one.name} {one.within}"))
        self.head.show_count(len(self.names), len(self._all))
        place = self.list.current_key or 0
        source = KeptRows(len(self.names), self._row)
        self.list.show_rows(source, source.keys())
        if self.names:
            self.list.go_to(min(place, len(self.names) - 1))
        self._look(None)

    def _row(self, place: int) -> tuple[Cell, ...]:
        one = self.names[place]
        words, picture = KINDS[one.kind]
        likely = one.choices[0].title if one.choices else ""
        return (
            Cell(one.name, second=one.within),
            Cell(say(words), icon=picture),
            Cell(number(len(one.waiting))),
            Cell(likely or say(_NO_LIKENESS), is_dim=not likely),
        )

    def _look(self, _key: object) -> None:
        self.view.show_name(self.current)

    def _decided(self, waiting: "ToMatch", words: str, changes: Changes) -> None:
        told = say(words).format(name=apart(waiting.name))
        self._last = waiting if words == _OWN else None
        is_undoable = bool(changes.ids) or self._last is not None
        self.messages.tell(told, Tone.GOOD, action=say(mark("Undo")) if is_undoable else "")
        self.decided.emit(changes)
        self.shown()

    def _fail(self, error: StrikelogError) -> None:
        self.messages.fail(sentence(error))

    # -- acting

    def _enter_view(self, _key: object) -> None:
        self.view.take_keyboard()

    def _undo(self) -> None:
        last, matching = self._last, self._matching
        if last is None:
            self.undo_requested.emit()
            return

        def job(_progress: Progress) -> None:
            matching.reopen(last)

        self._tasks.run(self, job, self._shown_again, self._fail, write=True)

    def _shown_again(self, _nothing: None) -> None:
        self.shown()
