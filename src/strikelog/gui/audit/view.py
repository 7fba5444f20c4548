"""The history as a whole, as a tab of the settings: the head to give away, and what proves it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.domain.saying import Sayable
from strikelog.gui import style
from strikelog.gui.dialogs.sheet import note
from strikelog.gui.errors import sentence
from strikelog.gui.language import apart, language, number, say, upright
from strikelog.gui.style import Look, Tone
from strikelog.gui.tasks import Lane, Task, Tasks
from strikelog.gui.widgets.buttons import plain_button
from strikelog.gui.widgets.card import Card
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.message_bar import MessageBar
from strikelog.gui.widgets.progress_strip import ProgressStrip
from strikelog.services.auditing import HeadAnswer, check_head, head_words
from strikelog.services.safekeeping import Verified, check
from strikelog.services.workspace import Workspace

HISTORY = mark("History")
_HEAD = mark(
    "These words stand for everything recorded up to now. Give them to someone you trust, on paper "
    "or in a message: as long as they are found in the history, nothing up to that entry was "
    "changed, removed or put back. They also stand in workbooks and internal papers."
)
_NONE_YET = mark("Nothing is recorded yet.")
_HELD = mark("Type the number and the eight words that somebody kept, as they were written down.")
_CHECK = mark(
    "Reads every page, the whole history with its signatures, each record and each file of "
    "evidence, and compares them with what was last recorded."
)
_STANDS = mark(
    "It is part of this history: the first {size} of its {now} entries are as they were then."
)
_GONE = mark(
    "It is not part of this history. Either a word was misread, or it belongs to another vault, or "
    "entries were changed, removed or put back. Check the whole vault, and keep a copy of it as it "
    "is."
)
_SOUND = mark("Everything is as it was recorded.")
_UNSOUND = mark("{count} findings. Nothing was changed. Keep the vault as it is and ask for help.")
_MOST_FINDINGS = 50


class AuditView(QWidget):
    """Shows the head, looks for heads that others hold, and checks the whole vault."""

    failed = Signal(object)

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__()
        self._workspace = workspace
        self._tasks = tasks
        self._head = ""
        self.words = _words("")
        self.copy = plain_button(say(mark("Copy")), "copy")
        self.held = QLineEdit()
        self.look = plain_button(say(mark("Look for it")), "search")
        self.check = plain_button(say(mark("Check now")), "shield-check")
        self.answer, self.verdict = MessageBar(), MessageBar()
        self.progress = ProgressStrip()
        self.findings = paragraph("", Look.SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE)
        for card in (self._head_card(), self._held_card(), self._check_card()):
            column.addWidget(card)
        self._connect()
        self.read()

    def read(self) -> None:
        """Show the head as it is now."""
        database = self._workspace.vault.database
        self._tasks.run(self, lambda _progress: head_words(database), self._show, self.failed.emit)

    def look_for(self) -> None:
        """Look for the head that was typed in the history."""
        database, text = self._workspace.vault.database, self.held.text()

        def job(progress: Progress) -> HeadAnswer:
            return check_head(database, text, progress)

        self.answer.hide()
        task = self._tasks.run(self, job, self._answer, self._not_looked, lane=Lane.KEEPING)
        self._follow(task, say(mark("Reading the history")))

    def check_all(self) -> None:
        """Check the whole vault."""
        vault = self._workspace.vault

        def job(progress: Progress) -> Verified:
            return check(vault, progress)

        self.verdict.hide()
        self.findings.hide()
        task = self._tasks.run(self, job, self._judge, self._not_checked, lane=Lane.KEEPING)
        self._follow(task, say(mark("Checking the vault")))

    # -- building

    def _head_card(self) -> Card:
        card = _card(mark("Head of the history"), _HEAD)
        card.body.addWidget(self.words)
        card.body.addLayout(_line(self.copy))
        return card

    def _held_card(self) -> Card:
        card = _card(mark("A head that somebody holds"), _HELD)
        self.held.setAccessibleName(say(mark("A head that somebody holds")))
        self.held.setPlaceholderText("412 abacus abdomen …")
        card.body.addWidget(self.held)
        card.body.addLayout(_line(self.look))
        card.body.addWidget(self.answer)
        return card

    def _check_card(self) -> Card:
        card = _card(mark("Check the whole vault"), _CHECK)
        card.body.addLayout(_line(self.check))
        card.body.addWidget(self.progress)
        card.body.addWidget(self.verdict)
        card.body.addWidget(self.findings)
        self.findings.hide()
        return card

    def _connect(self) -> None:
        self.copy.clicked.connect(self._copy)
        self.look.clicked.connect(self.look_for)
        self.held.returnPressed.connect(self.look_for)
        self.held.textChanged.connect(self._allow)
        self.check.clicked.connect(self.check_all)
        self._allow()

    def _follow(self, task: Task, name: str) -> None:
        if self._tasks.is_busy:  # else it is done already
            self.progress.follow(task, name)

    # -- showing

    def _show(self, words: str) -> None:
        self.words.setText(upright(words) if words else say(_NONE_YET))
        self.copy.setEnabled(bool(words))
        self._head = words

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._head)

    def _allow(self) -> None:
        self.look.setEnabled(bool(self.held.text().strip()))

    def _answer(self, answer: HeadAnswer) -> None:
        size = number(answer.head.size) if answer.head.size else "?"
        if answer.stands:
            text = say(_STANDS).format(size=upright(size), now=upright(number(answer.size)))
            self.answer.tell(text, Tone.GOOD)
        else:
            self.answer.fail(say(_GONE))

    def _not_looked(self, error: StrikelogError) -> None:
        self.answer.tell(sentence(error), Tone.WAIT)

    def _judge(self, found: Verified) -> None:
        if found.faults:
            count = upright(number(len(found.faults)))
            self.verdict.fail(say(_UNSOUND).format(count=count))
        else:
            self.verdict.tell(say(_SOUND), Tone.GOOD)
        told: list[Sayable] = [*found.faults[:_MOST_FINDINGS], *found.said]
        self.findings.setText("\n".join(apart(one.sentence(language())) for one in told))
        self.findings.show()
        self.read()

    def _not_checked(self, error: StrikelogError) -> None:
        self.verdict.tell(sentence(error), Tone.WAIT)


def _card(title: str, what: str) -> Card:
    card = Card()
    card.body.addWidget(label(say(title), Look.SUBHEADING))
    card.body.addWidget(note(say(what)))
    return card


def _words(text: str) -> QLabel:
    made = paragraph(text, Look.HEADING)
    made.setAccessibleName(say(mark("Head of the history")))
    return made


def _line(*buttons: QPushButton) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(style.GAP)
    for button in buttons:
        line.addWidget(button)
    line.addStretch(1)
    return line
