"""The question which of day and month comes first, with the cells that leave it open."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.language import apart, say, upright
from strikelog.gui.style import Look
from strikelog.gui.widgets.card import Card
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.services.partners.mapping_words import DateQuestion

DAY_FIRST, MONTH_FIRST = "dmy", "mdy"
_SHOWN = 3
_ASKED = mark("Day first or month first?")
_DAY = mark("Day first: {text} is {day}")
_MONTH = mark("Month first: {text} is {day}")
_ALSO = mark("Also open: {texts}")


class DateOrder(Card):
    """Emits `answered` with the order; it is never guessed."""

    answered = Signal(str)

    def __init__(self) -> None:
        super().__init__(margin=style.SPACE)
        self.answers: dict[str, QRadioButton] = {}
        group = QButtonGroup(self)
        self._reason = paragraph("", Look.SMALL)
        self._others = paragraph("", Look.SMALL)
        self.body.addWidget(label(say(_ASKED), Look.SUBHEADING))
        self.body.addWidget(self._reason)
        choices = QVBoxLayout()
        choices.setSpacing(style.HAIR)
        for order in (DAY_FIRST, MONTH_FIRST):
            button = QRadioButton()
            button.clicked.connect(partial(self._answer, order))
            group.addButton(button)
            choices.addWidget(button)
            self.answers[order] = button
        self._group = group
        self.body.addLayout(choices)
        self.body.addWidget(self._others)

    def ask(self, question: DateQuestion) -> None:
        """Ask about a column."""
        self._reason.setText(question.reason)
        text, day_first, month_first = (*(question.examples or (("", "", ""),)),)[0]
        days = {DAY_FIRST: (_DAY, day_first), MONTH_FIRST: (_MONTH, month_first)}
        self._group.setExclusive(False)
        for order, button in self.answers.items():
            words, day = days[order]
            button.setText(say(words).format(text=upright(text), day=apart(day)))
            button.setChecked(question.answer == order)
        self._group.setExclusive(True)
        others = [upright(one[0]) for one in question.examples[1 : 1 + _SHOWN]]
        self._others.setVisible(bool(others))
        self._others.setText(say(_ALSO).format(texts="  ·  ".join(others)))

    def _answer(self, order: str, _checked: bool = False) -> None:
        self.answered.emit(order)
