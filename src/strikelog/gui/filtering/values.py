"""One small editor for the values of a condition, chosen by what its field means."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from strikelog.domain.display import NO, YES, code_words
from strikelog.domain.errors import BadValue
from strikelog.domain.fields import Kind
from strikelog.domain.filter_text import Asked, term_words
from strikelog.domain.filter_values import COMPARING, condition_of, is_dated
from strikelog.domain.filters import Condition, FilterField, Meaning, Op
from strikelog.domain.messages import mark
from strikelog.domain.vocabularies import vocabulary
from strikelog.gui import style
from strikelog.gui.filtering.checklist import CheckList
from strikelog.gui.filtering.offers import Named, Suggestions, presence_choices, targets_of
from strikelog.gui.language import language, say
from strikelog.gui.style import Look
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import paragraph

_PAUSE = 150
_SIGNS = {
    Op.AT_LEAST: mark("at least"),
    Op.AT_MOST: mark("at most"),
    Op.MORE: mark("more than"),
    Op.LESS: mark("less than"),
    Op.IS: mark("exactly"),
}
_HINTS = {
    Meaning.NEAR: mark("35.61, 36.56, 5 km"),
    Meaning.DATE: mark("6 Nov 2019, May 2019, or May 2019 .. Nov 2019"),
}


class NothingEntered(BadValue):
    """A condition has nothing to compare with."""

    message = mark("Enter what to filter by, or choose another field.")


class ValueEditor(QWidget):
    """Turns what a person enters into a condition; `submitted` when they press Enter."""

    submitted = Signal()

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self.asked = asked
        self.setAccessibleName(say(asked.field.label))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(style.GAP)

    def condition(self) -> Condition:
        """Give the condition as entered; raises BadValue with what is wrong about it."""
        raise NotImplementedError

    def show_condition(self, condition: Condition) -> None:
        """Start from a condition that exists."""
        raise NotImplementedError

    def _line(self, hint: str = "") -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(hint)
        line.setAccessibleName(say(self.asked.field.label))
        line.returnPressed.connect(self.submitted)
        return line


class TextValue(ValueEditor):
    """Words that the field shall contain, or one value typed as people write it."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self._text = self._line(say(_HINTS.get(asked.field.meaning, "")))
        self._column.addWidget(self._text)
        self.setFocusProxy(self._text)

    def condition(self) -> Condition:
        """Give the text as typed as a condition."""
        return condition_of(self.asked, Op.IS, [_filled(self._text.text())])

    def show_condition(self, condition: Condition) -> None:
        """Show what a condition asks for."""
        self._text.setText(", ".join(condition.values))


class WindowValue(ValueEditor):
    """A date or a window of time, with what it is understood as."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self._text = self._line(say(_HINTS[Meaning.DATE]))
        self._certain = QCheckBox(say(mark("Certainly within; leave out what is only possible")))
        self._reading = paragraph("", Look.SMALL)
        self._text.textChanged.connect(self._read_back)
        for part in (self._text, self._reading, self._certain):
            self._column.addWidget(part)
        self.setFocusProxy(self._text)

    def condition(self) -> Condition:
        """Give the window of time as a condition."""
        op = Op.CERTAIN if self._certain.isChecked() else Op.IS
        return condition_of(self.asked, op, [_filled(self._text.text())])

    def show_condition(self, condition: Condition) -> None:
        """Show what a condition asks for."""
        self._text.setText(", ".join(condition.values))
        self._certain.setChecked(condition.op is Op.CERTAIN)

    def _read_back(self) -> None:
        try:
            said = term_words(self.condition(), self.asked.entity, language())
        except BadValue:
            said = ""
        self._reading.setText(said)


class NumberValue(ValueEditor):
    """A sign of comparison and a number."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self._sign = QComboBox()
        self._sign.setAccessibleName(say(mark("Comparison")))
        for op, words in _SIGNS.items():
            self._sign.addItem(say(words), op)
        self._number = self._line("5")
        self._column.addLayout(row(self._sign, self._number))
        self.setFocusProxy(self._number)

    def condition(self) -> Condition:
        """Give the comparison as a condition."""
        op = self._sign.currentData()
        return condition_of(self.asked, op, [_filled(self._number.text())])

    def show_condition(self, condition: Condition) -> None:
        """Show what a condition asks for."""
        self._sign.setCurrentIndex(list(_SIGNS).index(condition.op))
        self._number.setText(", ".join(condition.values))


class CodeValue(ValueEditor):
    """Some codes of a list, ticked."""

    def __init__(self, asked: Asked, pairs: Sequence[tuple[str, str]]) -> None:
        super().__init__(asked)
        self._codes = CheckList(say(asked.field.label))
        self._codes.show_items(pairs)
        self._column.addWidget(self._codes)
        self.setFocusProxy(self._codes)
        self._codes.submitted.connect(self.submitted)

    def condition(self) -> Condition:
        """Give the ticked codes as a condition."""
        if not self._codes.ticked:
            raise NothingEntered
        return condition_of(self.asked, Op.IS, self._codes.ticked)

    def show_condition(self, condition: Condition) -> None:
        """Show what a condition asks for."""
        self._codes.tick(condition.values)


class NameValue(ValueEditor):
    """Names of records: typing offers them, ticking takes several, Enter takes what is typed."""

    def __init__(self, asked: Asked, suggestions: Suggestions) -> None:
        super().__init__(asked)
        self._suggestions = suggestions
        self._text = self._line(say(mark("Type a name in any spelling")))
        self._names = CheckList(say(mark("Suggestions")), searchable=False)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
        self._text.textChanged.connect(self._wait)
        self._names.submitted.connect(self.submitted)
        self._column.addWidget(self._text)
        self._column.addWidget(self._names)
        self.setFocusProxy(self._text)
        self._ask()

    def condition(self) -> Condition:
        """Give the ticked names, or the one typed as a condition."""
        names = self._names.ticked or [_filled(self._text.text())]
        return condition_of(self.asked, Op.IS, names)

    def show_condition(self, condition: Condition) -> None:
        """Show what a condition asks for."""
        self._names.show_items([(name, name) for name in condition.values])
        self._names.tick(condition.values)

    def _wait(self) -> None:
        self._pause.start()

    def _ask(self) -> None:
        targets = targets_of(self.asked.field)
        self._suggestions.ask(targets, self._text.text().strip(), self._offer)

    def _offer(self, found: Sequence[Named]) -> None:
        if not isValid(self):
            return
        chosen = self._names.ticked
        titles = dict.fromkeys([*chosen, *(one.title for one in found)])
        self._names.show_items([(title, title) for title in titles])
        self._names.tick(chosen)


def value_editor(asked: Asked, suggestions: Suggestions) -> ValueEditor:
    """Make the editor for the values of a field."""
    if asked.field.meaning is Meaning.PRESENCE:
        return CodeValue(asked, presence_choices(asked.entity))
    if targets_of(asked.field):
        return NameValue(asked, suggestions)
    if is_dated(asked.field):
        return WindowValue(asked)
    if asked.field.meaning is Meaning.PEOPLE:
        return NumberValue(asked)
    if asked.field.meaning is Meaning.NEAR:
        return TextValue(asked)
    return _BY_KIND[asked.field.field.kind](asked)


def can_edit(condition: Condition, each: FilterField) -> bool:
    """Tell whether the editor can show a condition as it is; the text line can show all."""
    compares = condition.op in COMPARING
    return len(condition.values) == 1 or not (compares or is_dated(each))


def _codes_of(asked: Asked) -> CodeValue:
    name = asked.field.field.vocabulary
    codes = [one.code for one in vocabulary(name) if not one.retired]
    return CodeValue(asked, [(code, code_words(name, code, language())) for code in codes])


def _yes_or_no(asked: Asked) -> CodeValue:
    return CodeValue(asked, [("yes", say(YES)), ("no", say(NO))])


def _filled(text: str) -> str:
    if not text.strip():
        raise NothingEntered
    return text.strip()


_BY_KIND: dict[Kind, Callable[[Asked], ValueEditor]] = {
    Kind.ID: TextValue,
    Kind.LINE: TextValue,
    Kind.TEXT: TextValue,
    Kind.CODE: _codes_of,
    Kind.CODES: _codes_of,
    Kind.COUNT: NumberValue,
    Kind.DEGREES: NumberValue,
    Kind.DATE: WindowValue,
    Kind.DAY: WindowValue,
    Kind.TIME: TextValue,
    Kind.INSTANT: WindowValue,
    Kind.YESNO: _yes_or_no,
    Kind.LINK: TextValue,
    Kind.LINKS: TextValue,
    Kind.TAGS: TextValue,
    Kind.LANGUAGE: TextValue,
    Kind.URL: TextValue,
    Kind.DIGEST: TextValue,
}
EDITED_KINDS = frozenset(_BY_KIND)
"""Kinds of fields whose values can be asked for."""
