"""Editors of values people type on one line: texts, numbers, dates, times, addresses."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from strikelog.domain.dates import Form, FuzzyDate, date_words
from strikelog.domain.display import words
from strikelog.domain.errors import BadValue
from strikelog.domain.fields import Field, Kind
from strikelog.domain.messages import mark
from strikelog.domain.reading import read
from strikelog.gui import style
from strikelog.gui.editors.editor import Editor
from strikelog.gui.language import language, say
from strikelog.gui.widgets.lines import keep_level

_LEFT_TO_RIGHT = frozenset({Kind.DEGREES, Kind.URL, Kind.DIGEST, Kind.TIME, Kind.ID})

HINTS = {
    Kind.DATE: mark("6 Nov 2019, early May 2019, May 2019"),
    Kind.DAY: mark("6 Nov 2019"),
    Kind.TIME: "17:30",
    Kind.URL: mark("https://…"),
}
"""What may be typed, by kind, as marked examples."""


class TypedEditor(Editor):
    """One line, read by the reader of its kind at every key; a problem is said on leaving."""

    def __init__(self, field: Field, line: QLineEdit | None = None) -> None:
        self.line = line or QLineEdit()
        super().__init__(field, self.line)
        self._shown = ""
        self._is_unread = False
        self.line.setPlaceholderText(say(HINTS.get(field.kind, "")))
        self.line.setMinimumWidth(style.FIELD_MIN)
        if field.kind in _LEFT_TO_RIGHT:
            self.line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        keep_level(self.line)
        self.line.textEdited.connect(self._typed)
        self.line.returnPressed.connect(self._entered)

    @property
    def is_clean(self) -> bool:
        """True while the field holds what was last shown or saved."""
        return self.line.text() == self._shown

    @property
    def is_unread(self) -> bool:
        """True while what was typed is no value."""
        return self._is_unread

    def display(self, value: object) -> None:
        """Write the value into the line, from its beginning."""
        self._is_unread = False
        self._shown = self.said(value)
        if self.line.text() != self._shown:
            self.line.setText(self._shown)
            self.line.setCursorPosition(0)
        self.describe(value)

    def settle(self) -> None:
        """Note the text as saved."""
        super().settle()
        self._shown = self.line.text()

    def said(self, value: object) -> str:
        """Write the value as it stands in the line."""
        return words(self.field, value, language())

    def parsed(self, text: str) -> object:
        """Read the text; raises BadValue."""
        return read(self.field, text, language())

    def describe(self, value: object) -> None:
        """Say beneath how the value was understood, where that is not plain to see."""

    def commit(self) -> None:
        """Read the line for good; say what is wrong with it."""
        if self.is_clean and not self._is_unread:
            return
        try:
            value = self.parsed(self.line.text())
        except BadValue as problem:
            self._is_unread = True
            self.tell(problem.sentence(language()))
            return
        self._is_unread = False
        self.give(value)
        self.line.setText(self.said(value))
        self.describe(value)

    def _typed(self, text: str) -> None:
        try:
            value = self.parsed(text)
        except BadValue:
            # "5" was a value until "5–" was typed, and nobody meant five.
            self._is_unread = True
            self.take_back()
            self.explain("")
            return
        self._is_unread = False
        self.describe(value)
        self.give(value)

    def _entered(self) -> None:
        self.commit()
        self.left.emit()


class DateEditor(TypedEditor):
    """A date as precisely as it is known, with what was understood beneath."""

    def describe(self, value: object) -> None:
        """Say how the date was understood."""
        self.explain(date_reading(value) if isinstance(value, FuzzyDate) else "")


_ONE_DAY = mark("one known day")
_UNKNOWN_DAY = mark("one unknown day of {days}")
_LASTS = mark("lasts {days} days")
_OPEN = mark("open at one end")
_ABOUT = mark("roughly")
_DOUBTFUL = mark("in doubt")


def date_reading(value: FuzzyDate) -> str:
    """Say how a typed date was understood: its words, then what is known of the day."""
    parts = [date_words(value, language(), long=True), _what_is_known(value)]
    parts += [say(_ABOUT)] if value.approximate else []
    parts += [say(_DOUBTFUL)] if value.doubtful else []
    return " · ".join(parts)


def _what_is_known(value: FuzzyDate) -> str:
    if value.first is None or value.last is None:
        return say(_OPEN)
    days = (value.last - value.first).days + 1
    if days == 1:
        return say(_ONE_DAY)
    return say(_LASTS if value.form is Form.SPAN else _UNKNOWN_DAY).format(days=days)


class ReadOnlyEditor(TypedEditor):
    """A value that is computed or kept by the program: shown grey, never typed."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.line.setReadOnly(True)
        self.line.setPlaceholderText("")
        self.line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def commit(self) -> None:
        """Nothing can have been typed."""
