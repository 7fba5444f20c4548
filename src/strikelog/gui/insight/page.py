"""The page of insight: questions at the side, what the records answer beside them."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from strikelog.domain.changes import Changes
from strikelog.domain.errors import StrikelogError
from strikelog.domain.filters import Filter
from strikelog.domain.messages import mark
from strikelog.domain.progress import Cancelled, Progress
from strikelog.domain.records import Incident
from strikelog.gui import style
from strikelog.gui.errors import sentence
from strikelog.gui.filtering.bar import FilterBar
from strikelog.gui.filtering.offers import Suggestions
from strikelog.gui.filtering.views import SavedViews
from strikelog.gui.insight.acting import Acting
from strikelog.gui.insight.answer_pane import AnswerPane
from strikelog.gui.insight.asking import Answer, Asking, Teller, Topic
from strikelog.gui.insight.places import Place
from strikelog.gui.insight.thresholds_dialog import TITLE as _RULES
from strikelog.gui.insight.thresholds_dialog import ThresholdsDialog
from strikelog.gui.insight.topic_list import TopicList
from strikelog.gui.insight.topics import TOPICS
from strikelog.gui.language import language, number, say, upright
from strikelog.gui.pages.wishes import LookAt
from strikelog.gui.reading_only import NOTHING_CHANGES
from strikelog.gui.style import Look, Tone
from strikelog.gui.tasks import Lane, Latest, Tasks
from strikelog.gui.widgets.buttons import icon_button, plain_button
from strikelog.gui.widgets.card import Card
from strikelog.gui.widgets.header import PageHeader
from strikelog.gui.widgets.labels import paragraph
from strikelog.gui.widgets.message_bar import MessageBar
from strikelog.gui.widgets.progress_strip import ProgressStrip
from strikelog.gui.window.trail import Bookmark
from strikelog.services.preserving import Preserving
from strikelog.services.undoing import FINDING
from strikelog.services.workspace import Workspace

TITLE = mark("Insight")
ICON = "scale"
_ASKING = mark("Reading the records")
_AGAIN = mark("Ask again")
_FIRST = mark("the first {shown} of {total}")
_STALE = mark("Records changed since this was asked.")
_AT_ONCE = 200
"""Records that may change before the answer waits to be asked for again."""

_MISSED = mark("The record you came from is not in this list: there is nothing to tell of it here.")
_DISMISSED_TOO = mark("Dismissed too")
_DISMISSED_TIP = mark("Also list what was dismissed, with who did and why")


class InsightPage(QWidget):
    """Emits `wished` with what the window should do, `led` where another page answers.

    `decided` with what a decision changed and a sentence about it.
    """

    wished = Signal(object)
    led = Signal(str)
    decided = Signal(object, str)

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__()
        self._workspace = workspace
        self._tasks = tasks
        preserving = Preserving(workspace.finding, workspace.recording)
        self._acting = Acting(workspace.insights, preserving, tasks)
        self._asking = Latest(tasks, self, Lane.KEEPING)
        self.known: dict[str, Answer] = {}
        self.topic = TOPICS[0]
        self.head = PageHeader(say(TITLE))
        self.again = plain_button(say(_AGAIN), "refresh-cw")
        self.dismissed = plain_button(say(_DISMISSED_TOO), "eye")
        self.rules = icon_button("settings", say(_RULES))
        self.what = paragraph("", Look.MUTED)
        self.topics = TopicList(TOPICS)
        views = SavedViews(workspace.settings, Incident, tasks, failed=self._tell_failed)
        self.filter = FilterBar(Incident, Suggestions(workspace.finding, tasks), views)
        self.pane = AnswerPane(self._question, tasks)
        self.messages, self.progress = MessageBar(), ProgressStrip()
        self._arrange()
        self._connect()

    # -- what the window asks for

    def shown(self) -> None:
        """Answer the question that is open, if nobody has; the keyboard goes to the answer."""
        self.topics.go_to(self.topic)
        self.turn_to(self.topic)
        self.pane.take_keyboard()

    def edit_filter(self) -> None:
        """Put the keyboard into the filter's text."""
        self.filter.edit_text()

    def bookmark(self) -> Bookmark:
        """Say where somebody is in the answers."""
        return self.pane.bookmark()

    def resume(self, bookmark: Bookmark) -> None:
        """Be at a place again when the page comes to the front."""
        if isinstance(bookmark.state, Place):
            self.topic = _topic(bookmark.state.topic)
            self.pane.pend(bookmark)

    def look_at(self, wish: LookAt) -> None:
        """Turn to a question, and to the result of a name."""
        self.resume(Bookmark(Place(wish.topic, name=wish.name)))
        self.shown()

    def turn_to(self, topic: Topic) -> None:
        """Open a question."""
        self.topic = topic
        self.topics.go_to(topic)
        self.what.setText(say(topic.what))
        self.filter.setVisible(topic.is_filtered)
        self.dismissed.setVisible(topic.is_decided)
        known = self.known.get(topic.key)
        if topic.leads_to:
            self._asking.drop()
            self._show(topic, Answer((), 0))
        elif known is None:
            self.pane.wait()
            self.ask()
        else:
            self._show(topic, known)

    def ask(self) -> None:
        """Ask the records anew, beside the window."""
        topic = self.topic
        if topic.leads_to:
            return
        asking = self._question()

        def job(progress: Progress) -> Answer:
            return topic.ask(replace(asking, progress=progress))

        self.messages.hide()
        task = self._asking.run(job, partial(self._answered, topic), self._fail)
        self.progress.follow(task, say(_ASKING))

    def notice(self, changes: Changes) -> None:
        """Ask anew what is in front; after a change of very much, say it may be out of date."""
        is_decision = changes.concerns(FINDING)
        if not (changes.ids or is_decision or changes.concerns("Incident", "Claim")):
            return
        was_known = bool(self.known)
        self._forget()
        if not (was_known and self.isVisible()):
            return
        if is_decision or 0 < len(changes.ids) <= _AT_ONCE:
            self.ask()
        else:
            self.messages.tell(say(_STALE), Tone.TOLD, action=say(_AGAIN))

    # -- asking

    def _question(self) -> Asking:
        """Say what to ask with."""
        where = self.filter.where if self.topic.is_filtered else Filter()
        teller = Teller(self._workspace.finding, language())
        shows = self.dismissed.isChecked()
        return Asking(self._workspace.insights, teller, where, with_dismissed=shows)

    def _decided(self, changes: Changes, text: str) -> None:
        self.pane.pend(self.pane.bookmark())
        self._forget()
        self.decided.emit(changes, text)
        self.ask()

    def _tell_missed(self) -> None:
        self.messages.tell(say(_MISSED), Tone.TOLD)

    def _tell_refused(self) -> None:
        self.messages.tell(say(NOTHING_CHANGES), Tone.PLAIN)

    def _tell_failed(self, error: StrikelogError) -> None:
        """Say what did not work while the answer stands as it is."""
        self.messages.tell(sentence(error), Tone.GRAVE)

    def _kept(self, text: str) -> None:
        self.messages.tell(text, Tone.GOOD)
        self.pane.look_again()

    def _change_rules(self) -> None:
        dialog = ThresholdsDialog(self, self._workspace.settings, self._tasks)
        dialog.saved.connect(self._ask_anew)
        dialog.open()

    def _ask_anew(self) -> None:
        self._forget()
        self.ask()

    def _show_dismissed(self, _checked: bool) -> None:
        self._ask_anew()

    def _ask_filtered(self, _where: Filter) -> None:
        self._ask_anew()

    def _forget(self) -> None:
        self.known.clear()
        self.topics.questions.forget()

    def _answered(self, topic: Topic, answer: Answer) -> None:
        self.known[topic.key] = answer
        # What is one whole, such as a matrix, is no number of results.
        self.topics.questions.show_count(topic, None if topic.is_whole else answer.total)
        if topic is self.topic:
            self._show(topic, answer)

    def _show(self, topic: Topic, answer: Answer) -> None:
        if len(answer.listed) < answer.total and not topic.is_whole:
            shown, total = (upright(number(one)) for one in (len(answer.listed), answer.total))
            self.head.show_note(say(_FIRST).format(shown=shown, total=total))
        elif topic.leads_to or topic.is_whole:
            self.head.show_note("")
        else:
            self.head.show_count(answer.total)
        has_filter = topic.is_filtered and bool(self.filter.where)
        self.pane.show_answer(topic, answer, is_filtered=has_filter)

    def _fail(self, error: StrikelogError) -> None:
        self.pane.stop()
        tone = Tone.PLAIN if isinstance(error, Cancelled) else Tone.GRAVE
        self.messages.tell(sentence(error), tone, action=say(_AGAIN))

    # -- building

    def _arrange(self) -> None:
        self.dismissed.setCheckable(True)
        self.dismissed.setToolTip(say(_DISMISSED_TIP))
        self.rules.setFixedSize(style.CONTROL, style.CONTROL)
        self.head.add_button(self.rules)
        self.head.add_button(self.dismissed)
        self.head.add_button(self.again)
        side = Card(margin=style.HAIR_LINE)
        side.body.setContentsMargins(style.HAIR_LINE, style.HAIR, style.HAIR_LINE, style.HAIR)
        side.body.addWidget(self.topics)
        beside = QVBoxLayout()
        beside.setSpacing(style.GAP)
        for part in (self.what, self.filter):
            beside.addWidget(part)
        beside.addWidget(self.pane, 1)
        body = QHBoxLayout()
        body.setSpacing(style.SPACE)
        body.addWidget(side)
        body.addLayout(beside, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE)
        column.addWidget(self.head)
        column.addLayout(body, 1)
        column.addWidget(self.progress)
        column.addWidget(self.messages)

    def _connect(self) -> None:
        self.topics.chosen.connect(self._choose)
        self.topics.activated.connect(self._enter)
        self.filter.changed.connect(self._ask_filtered)
        self.again.clicked.connect(self.ask)
        self.rules.clicked.connect(self._change_rules)
        self.dismissed.toggled.connect(self._show_dismissed)
        self.pane.decided.connect(self._acting.act)
        self.pane.entered.connect(self._acting.enter)
        self.pane.pasted.connect(self._acting.paste)
        self._acting.done.connect(self._decided)
        self._acting.kept.connect(self._kept)
        self._acting.failed.connect(self._fail)
        self.pane.retried.connect(self.ask)
        self.pane.cleared.connect(self.filter.clear)
        self.pane.wished.connect(self.wished)
        self.pane.led.connect(self.led)
        self.pane.missed.connect(self._tell_missed)
        self.pane.refused.connect(self._tell_refused)
        self.pane.failed.connect(self._fail)
        self.messages.action_requested.connect(self.ask)

    def _choose(self, topic: Topic) -> None:
        if topic is not self.topic:
            self.turn_to(topic)

    def _enter(self) -> None:
        self.pane.take_keyboard()


def _topic(key: str) -> Topic:
    return next(one for one in TOPICS if one.key == key)
