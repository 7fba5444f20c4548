"""One column of the file from near: what it means, how its cells are read, its spellings."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.domain.vocabularies import vocabulary
from strikelog.gui import style
from strikelog.gui.dialogs.sheet import form_lines
from strikelog.gui.editors.suggestions import Suggestion
from strikelog.gui.exchange.foreign.answer_line import AnswerLine, meaning_suggestions
from strikelog.gui.exchange.foreign.columns_table import NO_HEADING
from strikelog.gui.exchange.foreign.combos import Combo
from strikelog.gui.exchange.foreign.date_order import DateOrder
from strikelog.gui.exchange.foreign.values_table import NOTHING, ValuesTable
from strikelog.gui.language import apart, language, number, say, upright
from strikelog.gui.preferences import Preferences
from strikelog.gui.style import Look, Tone
from strikelog.gui.widgets.buttons import link_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.services.partners.mapping_draft import Draft
from strikelog.services.partners.mapping_values import codes
from strikelog.services.partners.mapping_words import Choice, CountParts, Meaning, ValueLine

_VALUES_HEIGHT = 6 * style.ROW
_ACCEPT = mark("Take {count} for what they look like")
_PARTS = (
    ("outcome", mark("What happened to them"), "OUTCOME"),
    ("age_sex", mark("Age and sex"), "AGE_SEX"),
    ("role", mark("Role"), "ROLE"),
    ("civ_status", mark("Status"), "CIV_STATUS"),
)
_BOUNDS = (
    ("", mark("The number itself")),
    ("low", mark("The lower end")),
    ("high", mark("The upper end")),
)


class ColumnView(QWidget):
    """Shows one column of a draft; every answer is signalled, none is kept here."""

    meaning_chosen = Signal(int, str)
    option_chosen = Signal(int, str, str)
    codes_chosen = Signal(int, object)
    near_accepted = Signal(int)

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._place = -1
        self._meanings: tuple[Meaning, ...] = ()
        self.heading = label("", Look.HEADING)
        self.heading.setWordWrap(True)
        self.tag = label("", Look.SMALL)
        self.meaning = AnswerLine(self._find, say(mark("What the column means")))
        self.reason = paragraph("", Look.SMALL)
        self.disagreement = _toned(Tone.GRAVE)
        self.order = DateOrder()
        self.parts: dict[str, Combo] = {}
        self._count_form = self._made_count_form()
        self.choices: dict[str, Combo] = {}
        self._choice_form = form_lines()
        self.values = ValuesTable(preferences)
        self.values.setMinimumHeight(_VALUES_HEIGHT)
        self.accept = link_button("")
        self.samples = paragraph("", Look.MUTED)
        self._arrange()
        self._connect()

    def offer(self, meanings: Sequence[Meaning]) -> None:
        """Say what columns can mean."""
        self._meanings = tuple(meanings)

    def show_column(self, draft: Draft, place: int) -> None:
        """Show a column; its spellings follow with `show_values`."""
        tongue = language()
        line = draft.line(place, tongue)
        is_other = place != self._place
        self._place = place
        self.heading.setText(
            line.header or say(NO_HEADING).format(number=upright(number(place + 1)))
        )
        self.tag.setText(upright(line.tag))
        self.tag.setVisible(bool(line.tag))
        self.meaning.show_answer(line.meaning)
        self.reason.setText(line.reason)
        self.reason.setVisible(bool(line.reason))
        self.disagreement.setText(line.disagreement)
        self.disagreement.setVisible(bool(line.disagreement))
        question = draft.date_question(place, tongue)
        self.order.setVisible(question is not None)
        if question is not None:
            self.order.ask(question)
        self._show_parts(draft.parts(place))
        asked = [
            one for one in draft.choices(place, tongue) if not (question and one.option == "order")
        ]
        self._show_choices(asked)
        self._show_samples(draft.samples(place))
        if is_other or not codes(draft, place, tongue):
            self.show_values((), ())

    def show_values(self, lines: Sequence[ValueLine], offered: Sequence[tuple[str, str]]) -> None:
        """Show the spellings of the column, for the codes of a list."""
        near = sum(1 for one in lines if one.code is None and one.near)
        self.values.show_values(lines, offered)
        for part in (self._values_title, self.values):
            part.setVisible(bool(lines))
        self.accept.setVisible(near > 0)
        self.accept.setText(say(_ACCEPT).format(count=upright(number(near))))
        self.samples.setVisible(not lines)
        self._samples_title.setVisible(not lines and bool(self.samples.text()))

    # -- building

    def _made_count_form(self) -> QWidget:
        holder = QWidget()
        lines = form_lines()
        for key, words, name in _PARTS:
            combo = Combo(say(words))
            tongue = language()
            known = [(one.code, one.label(tongue)) for one in vocabulary(name) if not one.retired]
            combo.offer(known, "")
            combo.activated.connect(self._count)
            self.parts[key] = combo
            lines.addRow(say(words), combo)
        bound = Combo(say(mark("Which end")))
        bound.offer([(key, say(words)) for key, words in _BOUNDS], "")
        bound.activated.connect(self._count)
        self.parts["bound"] = bound
        lines.addRow(say(mark("Which end")), bound)
        holder.setLayout(lines)
        return holder

    def _arrange(self) -> None:
        self._values_title = label(say(mark("What the spellings stand for")), Look.SUBHEADING)
        self._samples_title = label(say(mark("What stands in it")), Look.SUBHEADING)
        column = QVBoxLayout(self)
        margin = style.MARGIN - style.HAIR - 2
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(style.GAP)
        for part in (self.heading, self.tag, self.meaning, self.reason, self.disagreement):
            column.addWidget(part)
        column.addWidget(self.order)
        column.addWidget(self._count_form)
        column.addLayout(self._choice_form)
        column.addWidget(self._values_title)
        column.addLayout(row(self.accept, None))
        column.addWidget(self.values, 1)
        column.addWidget(self._samples_title)
        column.addWidget(self.samples)
        column.addStretch(1)

    def _connect(self) -> None:
        self.meaning.chosen.connect(self._mean)
        self.order.answered.connect(self._order)
        self.values.answered.connect(self._code)
        self.accept.clicked.connect(self._accept)

    # -- showing

    def _show_parts(self, parts: CountParts | None) -> None:
        self._count_form.setVisible(parts is not None)
        if parts is None:
            return
        for key, combo in self.parts.items():
            combo.setCurrentIndex(max(0, combo.findData(getattr(parts, key))))

    def _show_choices(self, choices: Sequence[Choice]) -> None:
        if list(self.choices) != [one.option for one in choices]:
            _empty(self._choice_form)
            self.choices = {}
            for one in choices:
                self._add_choice(one)
        for one in choices:
            self.choices[one.option].offer(one.answers, one.answer)

    def _add_choice(self, choice: Choice) -> None:
        combo = Combo(choice.label)
        combo.activated.connect(partial(self._choose, choice.option))
        name = paragraph(choice.label)
        name.setBuddy(combo)
        self._choice_form.addRow(name, combo)
        self.choices[choice.option] = combo

    def _show_samples(self, samples: Sequence[str]) -> None:
        self.samples.setText("\n".join(apart(one) for one in samples))

    # -- answers

    def _find(self, typed: str) -> Sequence[Suggestion]:
        return meaning_suggestions(self._meanings, typed)

    def _mean(self, key: str) -> None:
        self.meaning_chosen.emit(self._place, key)

    def _count(self, _index: int) -> None:
        parts = CountParts(**{key: combo.answer for key, combo in self.parts.items()})
        self.meaning_chosen.emit(self._place, parts.key)

    def _order(self, order: str) -> None:
        self.option_chosen.emit(self._place, "order", order)

    def _choose(self, option: str, _index: int) -> None:
        self.option_chosen.emit(self._place, option, self.choices[option].answer)

    def _code(self, at: int, key: str) -> None:
        text = self.values.lines[at].text
        self.codes_chosen.emit(self._place, {text: "" if key == NOTHING else key})

    def _accept(self) -> None:
        self.near_accepted.emit(self._place)


def _toned(tone: Tone) -> QLabel:
    made = paragraph("", Look.SMALL)
    made.setProperty("tone", str(tone))
    return made


def _empty(form: QFormLayout) -> None:
    while form.rowCount():
        form.removeRow(0)
