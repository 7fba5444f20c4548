"""Turning identities on, changing what opens them, and the recovery key that is shown once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.dialogs.sheet import Sheet, note
from strikelog.gui.identities.steady import SteadySheet
from strikelog.gui.identities.words import DrawnWords
from strikelog.gui.keys.secret import Secret
from strikelog.gui.language import say, upright
from strikelog.gui.style import Look, Tone
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import primary_button
from strikelog.gui.widgets.card import Card
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.services.identities import Identities

TURN_ON = mark("Turn on identities")
_WHAT = mark(
    "Names of victims, consents and the people behind confidential sources are kept apart, under a"
    " second passphrase. Everywhere else a pseudonym stands for them. Whoever opens this vault"
    " cannot read names without these words, and neither can you: write them down."
)
_PAPER = mark("Also make a recovery key, to be kept on paper in another place")
_WORKING = mark("Making the store. The passphrase is stretched, which takes a moment…")
CHANGE = mark("Change the second passphrase")
_CHANGE_WHAT = mark(
    "The old words stop opening this vault's names. Whoever copied the old files and knows the old"
    " words still opens those copies."
)
_CHANGED = mark("The new words open the names from now on.")
PAPER_KEY = mark("Recovery key of the identities")
_PAPER_WHAT = mark(
    "These eight groups open the names when the second passphrase is forgotten. They are shown"
    " this once. Write them on paper without a name and keep it away from the computer."
)


class TurnOnSheet(SteadySheet):
    """`turned_on` with the recovery key, blank when none was wished for."""

    turned_on = Signal(str)

    def __init__(self, parent: QWidget | None, identities: Identities, tasks: Tasks) -> None:
        super().__init__(parent, say(TURN_ON), tasks)
        self._identities = identities
        self.words = DrawnWords()
        self.wants_paper = QCheckBox(say(_PAPER))
        self.wants_paper.setChecked(True)
        self.go = primary_button(say(mark("Turn on")), "shield")
        self.go.clicked.connect(self.turn_on)
        self.add_parts(note(say(_WHAT)), self.words, self.wants_paper)
        self.add_action(self.go)
        self.words.judged.connect(self._judge)
        self._judge()

    def turn_on(self) -> None:
        """Make the store, once the words were typed again."""
        identities, second = self._identities, self.words.words
        wants_paper = self.wants_paper.isChecked()

        def job() -> str:
            identities.turn_on(second)
            return identities.make_paper_key() if wants_paper else ""

        if self.words.is_settled:
            self.work(self.go, say(_WORKING), job, self._done)

    def _done(self, paper_key: str) -> None:
        self.words.forget()
        self.accept()
        self.turned_on.emit(paper_key)

    def _judge(self) -> None:
        self.go.setEnabled(self.words.is_settled)


class ChangeSheet(SteadySheet):
    """Exchanges the second passphrase for newly drawn words."""

    def __init__(self, parent: QWidget | None, identities: Identities, tasks: Tasks) -> None:
        super().__init__(parent, say(CHANGE), tasks)
        self._identities = identities
        self.old = Secret(say(mark("Second passphrase so far, or the recovery key")))
        self.words = DrawnWords()
        self.go = primary_button(say(mark("Change")), "key-round")
        self.go.clicked.connect(self.change)
        self.add_parts(note(say(_CHANGE_WHAT)), self.old, self.words)
        self.add_action(self.go)
        self.words.judged.connect(self._judge)
        self.old.textChanged.connect(self._judge)
        self._judge()
        self.old.setFocus()

    def change(self) -> None:
        """Let the new words open the store, once they were typed again."""
        identities, old, new = self._identities, self.old.text(), self.words.words
        if self.words.is_settled and old:
            self.work(
                self.go, say(_WORKING), lambda: identities.change_passphrase(old, new), self._done
            )

    def _done(self, _: None) -> None:
        self.words.forget()
        self.old.clear()
        for part in (self.words, self.old, self.go):
            part.hide()
        self.tell(say(_CHANGED), Tone.GOOD)

    def _judge(self) -> None:
        self.go.setEnabled(self.words.is_settled and bool(self.old.text()))


class PaperKeySheet(Sheet):
    """Shows a recovery key once, in its eight groups."""

    def __init__(self, parent: QWidget | None, key: str) -> None:
        super().__init__(parent, say(PAPER_KEY), width=style.SENTENCE_WIDTH)
        card = Card(margin=style.MARGIN)
        grid = QGridLayout()
        grid.setVerticalSpacing(style.SPACE)
        for place, group in enumerate(key.split()):
            shown = label(upright(group), Look.FIGURE)
            shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(shown, place // 4, place % 4)
        card.body.addLayout(grid)
        self.body.addWidget(paragraph(say(_PAPER_WHAT), Look.MUTED))
        self.body.addWidget(card)
        self.closer.setText(say(mark("I wrote it down")))
