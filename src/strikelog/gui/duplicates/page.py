"""The page of duplicates: pairs on one side, the two incidents of a pair side by side beside it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from strikelog.domain.changes import Changes
from strikelog.domain.display import code_words
from strikelog.domain.errors import StrikelogError
from strikelog.domain.progress import Cancelled, Progress
from strikelog.gui import style
from strikelog.gui.duplicates import words
from strikelog.gui.duplicates.comparison import ComparisonView
from strikelog.gui.duplicates.pair_list import PairList
from strikelog.gui.errors import sentence
from strikelog.gui.language import apart, language, say
from strikelog.gui.preferences import Preferences
from strikelog.gui.style import Tone
from strikelog.gui.tasks import Lane, Latest, Tasks
from strikelog.gui.widgets.buttons import plain_button, primary_button
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.empty import EmptyState
from strikelog.gui.widgets.header import PageHeader
from strikelog.gui.widgets.message_bar import MessageBar
from strikelog.gui.widgets.progress_strip import ProgressStrip
from strikelog.gui.widgets.split import SplitView
from strikelog.insight.duplicates import LIKELY, POSSIBLE, Pair, Rule
from strikelog.services.duplicates import Comparison, Duplicates, ListedPair
from strikelog.services.recording import Applied

Decision = Callable[[Duplicates], Applied | None]


class DuplicatesPage(QWidget):
    """Emits `decided` with what changed and a sentence about it."""

    decided = Signal(object, str)

    def __init__(self, duplicates: Duplicates, tasks: Tasks, preferences: Preferences) -> None:
        super().__init__()
        self._duplicates = duplicates
        self._tasks = tasks
        self._search = Latest(tasks, self, Lane.KEEPING)
        self._compare = Latest(tasks, self)
        self._is_searched = False
        self._is_searching = False
        self._waiting: frozenset[str] = frozenset()
        self.head = PageHeader(say(words.TITLE))
        self.list = PairList()
        self.comparison = ComparisonView()
        self.messages, self.progress = MessageBar(), ProgressStrip()
        self.scope = QComboBox()
        self.again = plain_button(say(words.AGAIN), "refresh-cw")
        self.buttons = _action_buttons()
        self.empty = EmptyState("circle-check", say(words.NONE), say(words.NONE_WHAT))
        self.stopped = EmptyState("search", say(words.STOPPED), say(words.STOPPED_WHAT))
        self._arrange(preferences)
        self._connect()

    # -- what the window asks for

    def shown(self) -> None:
        """Search when the page is seen for the first time; the keyboard goes to the list."""
        if not self._is_searched:
            self.search()
        self.list.setFocus()

    def search(self) -> None:
        """Look through the whole vault, beside the window."""
        self._is_searched = True
        self._run(partial(self._duplicates.all, rule=self._rule))

    def show_pairs_of(self, ids: Collection[str]) -> None:
        """Show the pairs in which some records take part, such as those that came in."""
        self._is_searched = True
        self._run(partial(self._duplicates.after_import, ids, rule=self._rule))

    def notice(self, changes: Changes) -> None:
        """Bring the list up to date where incidents changed elsewhere."""
        concerned = changes.concerns("Incident", "IncidentLink", "IncidentSite", "Claim")
        if not self._is_searched or not concerned:
            return
        if not changes.ids:
            self.messages.tell(say(words.STALE), Tone.TOLD, action=say(words.AGAIN))
            return
        self._waiting |= changes.ids
        if not self._is_searching:  # else it would be broken off
            self._look_at_changed()

    def _look_at_changed(self) -> None:
        held = [one.pair for one in self.list.rows.pairs]
        changed, self._waiting = self._waiting, frozenset()
        service, rule, tongue = self._duplicates, self._rule, language()

        def job(progress: Progress) -> tuple[ListedPair, ...]:
            ids = service.incidents_of(changed)
            kept = [pair for pair in held if not pair.ids & ids]
            new = service.after_import(ids, progress, rule=rule)
            ranked = sorted([*kept, *new], key=lambda pair: -pair.score)
            return service.listed(ranked, tongue)

        self._search.run(job, self._show, self._fail)

    # -- deciding

    def do(self, what: str, _checked: bool = False) -> None:
        """Do what a letter or a button asks for."""
        chosen = self.list.chosen
        if chosen is not None:
            self._acts[what](chosen)

    def merge(self, chosen: ListedPair) -> None:
        """Make one incident of the two, with the values that are ticked."""
        survivor, choices = self.comparison.survivor, self.comparison.choices
        if survivor is None:
            return
        stays = chosen.one if survivor == chosen.pair.one else chosen.other

        def decide(service: Duplicates) -> Applied | None:
            return service.decide(chosen.pair, "same", survivor=survivor, choices=choices)

        self._decide(decide, say(words.MERGED).format(title=apart(stays)))

    def link(self, chosen: ListedPair) -> None:
        """Ask how the two belong together, and link them."""
        menu = QMenu(self)
        for kind in words.LINK_TYPES:
            told = code_words("LINK_TYPE", kind, language())
            menu.addAction(told, partial(self.link_as, chosen, kind))
        menu.aboutToHide.connect(menu.deleteLater)
        button = self.buttons["link"]
        menu.setActiveAction(menu.actions()[0])
        menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def link_as(self, chosen: ListedPair, kind: str) -> None:
        """Link the two in one way."""
        self._decide(
            lambda service: service.decide(chosen.pair, "linked", link_type=kind),
            say(words.LINKED),
        )

    def differ(self, chosen: ListedPair) -> None:
        """Remember that the two are different events."""
        self._decide(lambda service: service.decide(chosen.pair, "different"), say(words.APART))

    def skip(self, _chosen: ListedPair) -> None:
        """Go on to the next pair; the last is followed by the first."""
        count = len(self.list.rows.pairs)
        self.list.go_to((self.list.row + 1) % count)

    def _decide(self, decide: Decision, told: str) -> None:
        service = self._duplicates
        self._enable(False)

        def done(applied: Applied | None) -> None:
            changes = applied.changes if applied else Changes()
            self.decided.emit(changes, told)
            self.notice(changes)

        task = self._tasks.run(
            self, lambda _progress: decide(service), done, self._fail, write=True
        )
        self.progress.follow(task, told)

    # -- showing

    @property
    def _rule(self) -> Rule:
        return Rule(least=self.scope.currentData() or LIKELY)

    def _run(self, find: Callable[[Progress], Sequence[Pair]]) -> None:
        service, tongue = self._duplicates, language()

        def job(progress: Progress) -> tuple[ListedPair, ...]:
            return service.listed(find(progress), tongue)

        self.messages.hide()
        self._is_searching = True
        task = self._search.run(job, self._found, self._not_found)
        self.progress.follow(task, say(words.SEARCHING))

    def _found(self, pairs: Sequence[ListedPair]) -> None:
        self._is_searching = False
        self._show(pairs)
        if self._waiting:
            self._look_at_changed()

    def _show(self, pairs: Sequence[ListedPair]) -> None:
        row_before = max(self.list.row, 0)
        self.list.show_pairs(pairs, row_before)
        self.head.show_count(len(pairs))
        self._stack.setCurrentWidget(self._split if pairs else self.empty)
        self._enable(bool(pairs))
        if not pairs:
            self.comparison.forget()
            if self.isVisible():
                self.again.setFocus()

    def _look(self, _row: int) -> None:
        chosen = self.list.chosen
        if chosen is None:
            self.comparison.forget()
            return
        service, tongue = self._duplicates, language()

        def job(_progress: Progress) -> Comparison:
            return service.comparison(chosen.pair, tongue)

        def show(found: Comparison) -> None:
            self.comparison.show_comparison(chosen.pair, found)
            self._enable(True)

        self._compare.run(job, show, self._fail)

    def _enable(self, is_on: bool) -> None:
        for button in self.buttons.values():
            button.setEnabled(is_on)

    def _not_found(self, error: StrikelogError) -> None:
        self._is_searching = False
        if isinstance(error, Cancelled) and not self.list.rows.pairs:
            self._stack.setCurrentWidget(self.stopped)
            self._enable(False)
            return
        self._fail(error)

    def _fail(self, error: StrikelogError) -> None:
        tone = Tone.PLAIN if isinstance(error, Cancelled) else Tone.GRAVE
        self.messages.tell(sentence(error), tone, action=say(words.AGAIN))
        self._enable(self.list.chosen is not None)

    # -- building

    def _arrange(self, preferences: Preferences) -> None:
        self.scope.setAccessibleName(say(words.SCOPE))
        self.scope.addItem(say(words.LIKELY_ONLY), LIKELY)
        self.scope.addItem(say(words.POSSIBLE_TOO), POSSIBLE)
        self.head.add_button(self.scope)
        self.head.add_button(self.again)
        self._split = self._beside_each_other(preferences)
        self._stack = QStackedWidget()
        for part in (self._split, self.empty, self.stopped):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        column.addWidget(self.progress)
        column.addWidget(self.messages)

    def _beside_each_other(self, preferences: Preferences) -> SplitView:
        left, right = Card(margin=style.HAIR_LINE), QWidget()
        left.body.addWidget(self.list)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(style.SPACE)
        beside.addWidget(self.comparison, 1)
        order = ("skip", "different", "link", "merge")
        beside.addLayout(row(None, *(self.buttons[what] for what in order)))
        split = SplitView(left, right, name="duplicates", preferences=preferences)
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        split.setSizes([style.TABLE_MIN, style.FORM_WIDTH])
        return split

    def _connect(self) -> None:
        self._acts: Mapping[str, Callable[[ListedPair], None]] = {
            "merge": self.merge,
            "link": self.link,
            "different": self.differ,
            "skip": self.skip,
        }
        self.list.looked_at.connect(self._look)
        self.list.pressed_key.connect(self.do)
        for what, button in self.buttons.items():
            button.clicked.connect(partial(self.do, what))
        self.again.clicked.connect(self.search)
        self.scope.currentIndexChanged.connect(self.search)
        self.messages.action_requested.connect(self.search)


def _action_buttons() -> dict[str, QPushButton]:
    made = {
        "merge": primary_button(say(words.MERGE), "merge"),
        "link": plain_button(say(words.LINK), "link"),
        "different": plain_button(say(words.DIFFERENT), "unlink"),
        "skip": plain_button(say(words.SKIP)),
    }
    keys = {what: key.upper() for key, what in words.KEYS.items() if key.isascii()}
    for what, button in made.items():
        button.setToolTip(f"{say(words.TIPS[what])} ({keys[what]})")
        button.setEnabled(False)
    return made
