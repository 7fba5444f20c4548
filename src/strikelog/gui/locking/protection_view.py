"""Settings of the lock, what this computer protects, and the journal of this run."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from strikelog.domain.errors import StrikelogError
from strikelog.domain.journal import Journal
from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.dialogs.files import ask_for_saving
from strikelog.gui.dialogs.sheet import form_lines, note
from strikelog.gui.errors import sentence
from strikelog.gui.language import number, say
from strikelog.gui.style import Look, Tone
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import plain_button
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.labels import label
from strikelog.gui.widgets.message_bar import MessageBar
from strikelog.gui.widgets.pill import StatusPill
from strikelog.services.protection import Protection, save_journal
from strikelog.services.settings import Settings

PROTECTION = mark("Protection")
JOURNAL = mark("Journal")
MINUTES = (1, 2, 3, 5, 10, 15)
_KEY = mark(
    "F12 locks at once, in every window and dialog; so does the Pause key. The vault also locks"
    " when the screen is locked, when somebody else takes their turn at this computer, and when it"
    " sleeps. What you typed is saved first, and you come back to where you were."
)
_COMPUTER = mark("This computer")
_MEMORY = mark(
    "While a vault is open, the system may put parts of the memory aside on the disk, and all of it"
    " when the computer hibernates. strikelog cannot prevent that. Encrypt the whole disk with what"
    " your system offers for it, and shut the computer down before you travel."
)
_ANSWERS = {
    True: (mark("Encrypted, or none"), Tone.GOOD),
    False: (mark("Not encrypted"), Tone.WAIT),
    None: (mark("The system does not say"), Tone.PLAIN),
}
_WHAT_IT_HOLDS = mark(
    "What happened since strikelog was started, as codes and numbers. It holds no record, name or"
    " path, stays in memory, and is gone when strikelog is closed or locked. Read it before you"
    " save it for somebody."
)
_SAVED = mark("The journal was saved.")


class ProtectionView(Card):
    """When the vault locks, and how this computer keeps what the program cannot."""

    idle_changed = Signal(int)
    failed = Signal(object)

    def __init__(self, settings: Settings, tasks: Tasks) -> None:
        super().__init__()
        self._settings = settings
        self._tasks = tasks
        self.minutes = QComboBox()
        self.minutes.setMaximumWidth(style.DETAIL_MIN)
        for one in MINUTES:
            self.minutes.addItem(_minutes(one), one)
        self.minutes.setEnabled(False)
        lines = form_lines()
        lines.addRow(say(mark("Lock without input after")), self.minutes)
        self.body.addLayout(lines)
        self.body.addWidget(note(say(_KEY)))
        self.body.addSpacing(style.SPACE)
        self.body.addWidget(label(say(_COMPUTER), Look.SUBHEADING))
        self._answers = form_lines()
        self.body.addLayout(self._answers)
        self.body.addWidget(note(say(_MEMORY)))
        tasks.run(self, lambda _progress: settings.resuming.idle_minutes, self._show_minutes)
        tasks.run(self, lambda _progress: settings.protection(), self._show_protection)

    def _show_minutes(self, minutes: int) -> None:
        if self.minutes.findData(minutes) < 0:
            self.minutes.addItem(_minutes(minutes), minutes)
        self.minutes.setCurrentIndex(self.minutes.findData(minutes))
        self.minutes.setEnabled(True)
        self.minutes.currentIndexChanged.connect(self._change)

    def _change(self) -> None:
        minutes, resuming = int(self.minutes.currentData()), self._settings.resuming
        self._tasks.run(
            self,
            lambda _progress: resuming.save_idle_minutes(minutes),
            lambda _result: self.idle_changed.emit(minutes),
            self.failed.emit,
            write=True,
        )

    def _show_protection(self, found: Protection) -> None:
        for name, answer in (
            (mark("Memory put aside on the disk"), found.swap),
            (mark("The disk this vault is on"), found.disk),
        ):
            words, tone = _ANSWERS[answer]
            self._answers.addRow(say(name), row(StatusPill(say(words), tone), None))


class JournalView(Card):
    """The journal as it is now, to read and then to save."""

    def __init__(self, journal: Journal, tasks: Tasks) -> None:
        super().__init__()
        self._journal = journal
        self._tasks = tasks
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.text.setAccessibleName(say(JOURNAL))
        self.text.setMinimumHeight(style.DETAIL_MIN)
        self.messages = MessageBar()
        again = plain_button(say(mark("Read anew")), "refresh-cw")
        self.save = plain_button(say(mark("Save…")), "download")
        again.clicked.connect(self.read)
        self.save.clicked.connect(self._ask)
        self.body.addWidget(note(say(_WHAT_IT_HOLDS)))
        self.body.addWidget(self.text, 1)
        self.body.addWidget(self.messages)
        self.body.addLayout(row(None, again, self.save))
        self.read()

    def read(self) -> None:
        """Show what has happened up to now."""
        self.text.setPlainText(self._journal.text)

    def _ask(self) -> None:
        """Save exactly what is shown."""
        text = self.text.toPlainText()
        path = ask_for_saving(
            self,
            say(mark("Save the journal")),
            "strikelog-journal.txt",
            pattern="*.txt",
        )
        if path is not None:
            self._tasks.run(
                self, lambda _progress: save_journal(path, text), self._saved, self._fail
            )

    def _saved(self, _result: None) -> None:
        self.messages.tell(say(_SAVED), Tone.GOOD)

    def _fail(self, error: StrikelogError) -> None:
        self.messages.fail(sentence(error))


def _minutes(minutes: int) -> str:
    """Say a length of time; the number in the digits of the language."""
    return say(mark("{minutes} min")).format(minutes=number(minutes))
