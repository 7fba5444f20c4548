"""Choosing a passphrase: six words drawn and written down, or strong words of one's own."""

import secrets

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QStackedWidget, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.domain.passphrases import ENOUGH_BITS, generate, normalised, strength_bits
from strikelog.gui import style
from strikelog.gui.keys.parts import column_of
from strikelog.gui.keys.secret import Secret
from strikelog.gui.language import number, say, upright
from strikelog.gui.style import Look, Tone
from strikelog.gui.widgets.buttons import link_button, plain_button
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.pill import StatusPill

ASKED_WORDS = 2
"""How many of the drawn words are asked back from the paper."""

_STRENGTHS = (
    (ENOUGH_BITS / 2, mark("Easily guessed"), Tone.GRAVE),
    (ENOUGH_BITS, mark("Not strong enough yet"), Tone.WAIT),
    (ENOUGH_BITS * 1.25, mark("Strong"), Tone.GOOD),
    (float("inf"), mark("Very strong"), Tone.GOOD),
)
_FROM_PAPER = mark("Type words {first} and {second} from your paper")
_NOT_THESE = mark("Those are not words {first} and {second}.")


class PassphraseChoice(QWidget):
    """`changed` when it may have become ready or not, `submitted` on Enter in the last line."""

    changed = Signal()
    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.places: tuple[int, ...] = ()
        self.drawn = QRadioButton(say(mark("Six words drawn for you")))
        self.own_words = QRadioButton(say(mark("Words of your own")))
        self._group = QButtonGroup(self)
        self._shown = label("", Look.FIGURE)
        self.again = link_button(say(mark("Draw other words")), "refresh-cw")
        self.written_down = plain_button(say(mark("I wrote them down")), "pencil")
        self._asked = label("", Look.SMALL)
        self.retyped = Secret("", hidden=False)
        self._look = link_button(say(mark("Show the words again")), "eye")
        self.own = Secret(say(mark("Your passphrase: several words that nobody would guess")))
        self.strength = StatusPill()
        self.once_more = Secret(say(mark("Once more")))
        self._match = paragraph("", Look.SMALL)
        self._steps = QStackedWidget()
        self._fill()
        self._connect()
        self.drawn.setChecked(True)
        self.draw()

    @property
    def passphrase(self) -> str:
        """What was chosen."""
        return self.words if self.drawn.isChecked() else self.own.text()

    @property
    def is_ready(self) -> bool:
        """True when the passphrase is strong and was proved to be known."""
        if self.drawn.isChecked():
            return normalised(self.retyped.text()).casefold() == self._asked_words
        wanted = normalised(self.own.text())
        return strength_bits(wanted) >= ENOUGH_BITS and wanted == normalised(self.once_more.text())

    def choose_own(self, passphrase: str) -> None:
        """Take words of the person's own instead of drawn ones."""
        self.own_words.setChecked(True)
        self.own.setText(passphrase)

    def draw(self) -> None:
        """Draw six words, and which of them are asked back."""
        self.words = generate()
        count = len(self.words.split())
        self.places = tuple(sorted(secrets.SystemRandom().sample(range(count), ASKED_WORDS)))
        self._shown.setText(upright(self.words))
        self._ask_for(_FROM_PAPER)
        self.show_words()

    def show_words(self) -> None:
        """Show the words, to be written down."""
        self.retyped.clear()
        self._steps.setCurrentIndex(0)
        self.changed.emit()

    def ask_back(self) -> None:
        """Hide the words and ask for some of them, as proof of the paper."""
        self._steps.setCurrentIndex(1)
        self.retyped.setFocus()

    @property
    def _asked_words(self) -> str:
        words = self.words.split()
        return " ".join(words[place] for place in self.places).casefold()

    def _ask_for(self, words: str) -> None:
        first, second = (number(place + 1) for place in self.places)
        asked = say(words).format(first=upright(first), second=upright(second))
        self._asked.setText(asked)
        self.retyped.setAccessibleName(asked)

    def _fill(self) -> None:
        for button in (self.drawn, self.own_words):
            self._group.addButton(button)
        self._shown.setWordWrap(True)
        self._steps.addWidget(column_of(self._shown, row(self.again, None, self.written_down)))
        self._steps.addWidget(column_of(self._asked, self.retyped, row(self._look, None)))
        self._drawn_part = Card(margin=style.SPACE)
        self._drawn_part.body.addWidget(self._steps)
        self._own_part = column_of(self.own, row(self.strength, None), self.once_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE)
        column.addLayout(row(self.drawn, self.own_words, None, gap=style.MARGIN))
        for part in (self._drawn_part, self._own_part, self._match):
            column.addWidget(part)

    def _connect(self) -> None:
        self._group.buttonToggled.connect(self._choose)
        self.again.clicked.connect(self.draw)
        self.written_down.clicked.connect(self.ask_back)
        self._look.clicked.connect(self.show_words)
        for line in (self.own, self.once_more, self.retyped):
            line.textChanged.connect(self._judge)
        self.own.returnPressed.connect(self.once_more.setFocus)
        for line in (self.once_more, self.retyped):
            line.returnPressed.connect(self._submit)

    def _choose(self) -> None:
        drawn = self.drawn.isChecked()
        self._drawn_part.setVisible(drawn)
        self._own_part.setVisible(not drawn)
        (self.written_down if drawn else self.own).setFocus()
        self._judge()

    def _judge(self) -> None:
        bits = strength_bits(self.own.text())
        _, words, tone = next(step for step in _STRENGTHS if bits < step[0])
        self.strength.show_status(say(words) if self.own.text() else "", tone)
        self._match.setText(self._difference())
        self._match.setVisible(bool(self._match.text()))
        self.changed.emit()

    def _difference(self) -> str:
        """Say that what was typed again differs, once it cannot become the same any more."""
        if self.drawn.isChecked():
            typed = normalised(self.retyped.text()).casefold()
            if not typed or self._asked_words.startswith(typed):
                return ""
            first, second = (upright(number(place + 1)) for place in self.places)
            return say(_NOT_THESE).format(first=first, second=second)
        typed = normalised(self.once_more.text())
        differs = bool(typed) and not normalised(self.own.text()).startswith(typed)
        return say(mark("That is not the same passphrase yet.")) if differs else ""

    def _submit(self) -> None:
        if self.is_ready:
            self.submitted.emit()
