"""The last look before a workbook comes in: what will happen, and the one question left."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.dialogs.sheet import Sheet, note
from strikelog.gui.language import number, say, upright
from strikelog.gui.style import Ink, Look
from strikelog.gui.widgets.buttons import primary_button
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.pictures import Picture
from strikelog.services.reviewing import Choice, Effect

_HEADING = mark("Take the workbook in")
_BACKUP = mark("A backup of the vault is made first.")
_STEP = mark("It is one step, which can be undone as a whole; what you edit later is then kept.")
_NOTHING = mark("Nothing comes in. What is put off waits under “Waiting decisions”.")
_SENTENCES: tuple[tuple[str, Choice | None, str, str, Ink], ...] = (
    ("new", "theirs", "plus", mark("Records made: {count}"), Ink.GOOD),
    ("new", "ours", "minus", mark("New records left out: {count}"), Ink.MUTED),
    ("changed", "theirs", "pencil", mark("Cells changed: {count}"), Ink.GOOD),
    ("changed", "ours", "minus", mark("Changed cells that stay ours: {count}"), Ink.MUTED),
    (
        "conflict",
        "theirs",
        "arrow-left-right",
        mark("Changed on both sides, theirs taken: {count}"),
        Ink.GOOD,
    ),
    (
        "conflict",
        "ours",
        "minus",
        mark("Changed on both sides, ours kept: {count}"),
        Ink.MUTED,
    ),
    ("cleared", "theirs", "x", mark("Cells emptied: {count}"), Ink.WAIT),
    ("cleared", "ours", "minus", mark("Emptied by them, ours kept: {count}"), Ink.MUTED),
    (
        "deleted",
        "theirs",
        "trash-2",
        mark("Records deleted, with all they own: {count}"),
        Ink.GRAVE,
    ),
    ("deleted", "ours", "minus", mark("Deleted by them, ours kept: {count}"), Ink.MUTED),
)
_LATER = mark("Put off; they stand under “Waiting decisions”: {count}")
_REFUSED = mark("Refused cells, which stay out: {count}")
_QUESTIONS = {
    "cleared": (
        mark("Cells that are empty in the workbook, but not here: {count}. What about ours?"),
        mark("Keep ours"),
        mark("Empty them, too"),
    ),
    "deleted": (
        mark("Records marked as deleted in the workbook: {count}. What about ours?"),
        mark("Keep ours"),
        mark("Delete them, with all they own"),
    ),
}
_DECIDE_LATER = mark("Decide later")
_WIDE = 620


class ApplySheet(Sheet):
    """Emits `agreed` with the answers by kind; asks once for clearings, once for deletions."""

    agreed = Signal(object)

    def __init__(self, parent: QWidget, effect: Effect, records: int) -> None:
        super().__init__(parent, say(_HEADING), width=_WIDE)
        self.answers: dict[str, dict[Choice, QRadioButton]] = {}
        self.sentences = [(picture, ink, text) for picture, ink, text in sentences(effect)]
        self._list_sentences(records)
        for kind, count in (("cleared", effect.clearings), ("deleted", effect.deletions)):
            if count:
                self._ask(kind, count)
        self.body.addStretch(1)
        self.apply = primary_button(say(mark("Apply")), "check")
        self.apply.clicked.connect(self._agree)
        self.closer.setText(say(mark("Back to the review")))
        self.add_action(self.apply)

    def answer(self) -> dict[str, Choice]:
        """Give what was answered, by kind."""
        return {
            kind: choice
            for kind, buttons in self.answers.items()
            for choice, button in buttons.items()
            if button.isChecked()
        }

    def _list_sentences(self, records: int) -> None:
        card = Card()
        if not self.sentences:
            card.body.addWidget(paragraph(say(_NOTHING)))
        for picture, ink, text in self.sentences:
            words = label(text)
            words.setWordWrap(True)
            line = row(Picture(picture, ink), words, gap=style.SPACE)
            line.setStretch(1, 1)
            card.body.addLayout(line)
        self.body.addWidget(card)
        if records:
            said = (_BACKUP, _STEP)
            self.body.addWidget(note(" ".join(say(one) for one in said)))

    def _ask(self, kind: str, count: int) -> None:
        question, keep, take = _QUESTIONS[kind]
        card = Card()
        words = say(question).format(count=upright(number(count)))
        asked = label(words, Look.SUBHEADING)
        asked.setWordWrap(True)
        card.body.addWidget(asked)
        group = QButtonGroup(card)
        answers: tuple[tuple[Choice, str], ...] = (
            ("ours", keep),
            ("theirs", take),
            ("later", _DECIDE_LATER),
        )
        lines = QVBoxLayout()
        self.answers[kind] = {}
        for choice, text in answers:
            button = QRadioButton(say(text))
            button.setAccessibleDescription(words)
            group.addButton(button)
            lines.addWidget(button)
            self.answers[kind][choice] = button
        self.answers[kind]["ours"].setChecked(True)
        card.body.addLayout(lines)
        self.body.addWidget(card)

    def _agree(self) -> None:
        answers = self.answer()
        self.accept()
        self.agreed.emit(answers)


def sentences(effect: Effect) -> Iterator[tuple[str, Ink, str]]:
    """Say what applying would do: drawing, colour and sentence."""
    for kind, choice, picture, words, ink in _SENTENCES:
        count = effect.count(kind, choice)
        if count:
            yield picture, ink, say(words).format(count=upright(number(count)))
    waiting = effect.later + effect.count("conflict", None)
    if waiting:
        yield "calendar-clock", Ink.WAIT, say(_LATER).format(count=upright(number(waiting)))
    if effect.refused:
        words = say(_REFUSED).format(count=upright(number(effect.refused)))
        yield "circle-x", Ink.GRAVE, words
