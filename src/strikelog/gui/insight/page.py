"""The page of insight: questions on one side, what the records answer on the other."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from strikelog.domain.changes import Changes
from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.domain.progress import Cancelled, Progress
from strikelog.gui import style
from strikelog.gui.errors import sentence
from strikelog.gui.insight.told import Teller, Told
from strikelog.gui.insight.told_list import ToldList
from strikelog.gui.insight.topics import TOPICS, Topic
from strikelog.gui.language import language, say
from strikelog.gui.style import Look, Tone
from strikelog.gui.tasks import Lane, Latest, Tasks
from strikelog.gui.widgets.buttons import plain_button
from strikelog.gui.widgets.card import Card
from strikelog.gui.widgets.empty import EmptyState
from strikelog.gui.widgets.header import PageHeader
from strikelog.gui.widgets.labels import paragraph
from strikelog.gui.widgets.message_bar import MessageBar
from strikelog.gui.widgets.progress_strip import ProgressStrip
from strikelog.services.finding import Finding
from strikelog.services.insights import Insights

TITLE = mark("Insight")
ICON = "scale"
_LIST = mark("What the records say")
_ASKING = mark("Reading the records")
_AGAIN = mark("Ask again")
_SHOW = mark("Show the incidents")
_NOTHING = mark("Nothing to tell")
_STALE = mark("Records changed since this was asked.")


class InsightPage(QWidget):
    """Emits `incidents_requested` with the ids behind a result."""

    incidents_requested = Signal(object)

    def __init__(self, finding: Finding, tasks: Tasks) -> None:
        super().__init__()
        self._finding = finding
        self._tasks = tasks
        self._asking = Latest(tasks, self, Lane.KEEPING)
        self._known: dict[str, list[Told]] = {}
        self.topic = TOPICS[0]
        self.head = PageHeader(say(TITLE))
        self.again = plain_button(say(_AGAIN), "refresh-cw")
        self.open = plain_button(say(_SHOW), "list")
        self.what = paragraph("", Look.MUTED)
        self.list = ToldList(_LIST)
        self._empty: dict[str, EmptyState] = {}
        self.messages, self.progress = MessageBar(), ProgressStrip()
        self.choice = QButtonGroup(self)
        self._arrange()
        self._connect()

    def shown(self) -> None:
        """Answer the question that is open, if nobody has; the keyboard goes to the list."""
        self.turn_to(self.topic)
        self.list.setFocus()

    def turn_to(self, topic: Topic) -> None:
        """Open a question."""
        self.topic = topic
        self.choice.button(TOPICS.index(topic)).setChecked(True)
        self.what.setText(say(topic.what))
        known = self._known.get(topic.key)
        if known is None:
            self.ask()
        else:
            self._show(topic, known)

    def ask(self) -> None:
        """Ask the records anew, beside the window."""
        finding, topic, tongue = self._finding, self.topic, language()

        def job(progress: Progress) -> list[Told]:
            return topic.ask(Insights(finding), Teller(finding, tongue), progress)

        self.messages.hide()
        task = self._asking.run(job, partial(self._answered, topic), self._fail)
        self.progress.follow(task, say(_ASKING))

    def notice(self, changes: Changes) -> None:
        """Forget answers that may be out of date; the one in front says so."""
        if not changes.ids and not changes.concerns("Incident", "Claim"):
            return
        was_known = bool(self._known)
        self._known.clear()
        if was_known and self.isVisible():
            self.messages.tell(say(_STALE), Tone.TOLD, action=say(_AGAIN))

    # -- showing

    def _answered(self, topic: Topic, results: list[Told]) -> None:
        self._known[topic.key] = results
        if topic is self.topic:
            self._show(topic, results)

    def _show(self, topic: Topic, results: list[Told]) -> None:
        self.list.show_results(results)
        self.head.show_count(len(results))
        self._stack.setCurrentWidget(self._card if results else self._nothing(topic))
        self.open.setEnabled(bool(results))

    def _nothing(self, topic: Topic) -> EmptyState:
        if topic.key not in self._empty:
            made = EmptyState("circle-check", say(_NOTHING), say(topic.nothing), action=say(_AGAIN))
            made.action_requested.connect(self.ask)
            self._empty[topic.key] = made
            self._stack.addWidget(made)
        return self._empty[topic.key]

    def _fail(self, error: StrikelogError) -> None:
        tone = Tone.PLAIN if isinstance(error, Cancelled) else Tone.GRAVE
        self.messages.tell(sentence(error), tone, action=say(_AGAIN))

    def _open(self, told: Told) -> None:
        if told.incident_ids:
            self.incidents_requested.emit(told.incident_ids)

    def _open_current(self) -> None:
        if self.list.result is not None:
            self._open(self.list.result)

    # -- building

    def _arrange(self) -> None:
        self.head.add_button(self.again)
        self.head.add_button(self.open)
        self._card = Card(margin=style.HAIR_LINE)
        self._card.body.addWidget(self.list)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE)
        column.addWidget(self.head)
        column.addLayout(self._questions())
        column.addWidget(self.what)
        column.addWidget(self._stack, 1)
        column.addWidget(self.progress)
        column.addWidget(self.messages)

    def _questions(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(style.GAP)
        for place, topic in enumerate(TOPICS):
            button = plain_button(say(topic.title))
            button.setCheckable(True)
            button.setToolTip(say(topic.what))
            self.choice.addButton(button, place)
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _connect(self) -> None:
        self.choice.idClicked.connect(self._choose)
        self.again.clicked.connect(self.ask)
        self.open.clicked.connect(self._open_current)
        self.list.chosen.connect(self._open)
        self.messages.action_requested.connect(self.ask)

    def _choose(self, place: int) -> None:
        self.turn_to(TOPICS[place])
