"""Editors of one entry of a list: codes, languages, and links to other records."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton

from strikelog.domain.display import code_words, words
from strikelog.domain.errors import BadValue, StrikelogError
from strikelog.domain.fields import Field
from strikelog.domain.languages import language_name
from strikelog.domain.messages import mark, translate
from strikelog.domain.text import clean_line, fold
from strikelog.domain.vocabularies import Code, vocabulary
from strikelog.gui import style
from strikelog.gui.editors.lookup import Lookup, Wanted
from strikelog.gui.editors.suggesting import SuggestionLine
from strikelog.gui.editors.suggestions import Suggestion
from strikelog.gui.editors.typed import TypedEditor
from strikelog.gui.language import apart, language, say
from strikelog.gui.widgets.buttons import icon_button
from strikelog.gui.widgets.card import row

PAUSE = 120
"""Milliseconds without a key before choices are looked up."""

COMMON_LANGUAGES = ("ar", "en", "fr", "ru", "uk", "tr", "ku", "fa", "he", "es", "de", "my", "am")
"""Languages offered first; any other may be typed by name or tag."""


class NotARecord(BadValue):
    """The text names no record that is known."""

    message = mark("“{text}” is not known yet. Choose an entry of the list, or make a new one.")


def code_suggestions(name: str, typed: str) -> list[Suggestion]:
    """Offer the codes of a list whose label, in any language, or code holds what was typed."""
    wanted = fold(typed).strip()
    codes = [code for code in vocabulary(name) if not code.retired and _matches(code, wanted)]
    begun = [code for code in codes if fold(code.label(language())).startswith(wanted)]
    ordered = [*begun, *(code for code in codes if code not in begun)]
    return [_suggested(name, code) for code in (ordered if wanted else codes)]


def _matches(code: Code, wanted: str) -> bool:
    spellings = (code.code.replace("_", " "), code.code, *code.labels.values())
    return any(wanted in fold(spelling) for spelling in spellings)


def _suggested(name: str, code: Code) -> Suggestion:
    title = code_words(name, code.code, language())
    return Suggestion(code.code, title, code.definition(language()))


class ChoiceEditor(TypedEditor):
    """A line that offers entries; what is typed counts by itself when it names one."""

    def __init__(self, field: Field) -> None:
        self.choices = SuggestionLine()
        super().__init__(field, self.choices)
        self.choices.asked.connect(self.ask)
        self.choices.picked.connect(self.pick)

    def ask(self, typed: str) -> None:
        """Offer the entries for what was typed."""
        raise NotImplementedError

    def pick(self, entry: Suggestion) -> None:
        """Take an entry of the list."""
        self.take_value(entry.key)

    def take_value(self, value: object) -> None:
        """Take a value that was chosen and write it out."""
        self._is_unread = False
        self.line.setText(self.said(value))
        self.describe(value)
        self.give(value)

    def _typed(self, text: str) -> None:
        # Half a word is not the entry it happens to be a spelling of: wait for the choice.
        if clean_line(text):
            self._is_unread = True
        else:
            super()._typed(text)


class CodeEditor(ChoiceEditor):
    """One code of a list, by its label in either language or by the code itself."""

    def ask(self, typed: str) -> None:
        """Offer the codes of the list."""
        self.choices.offer(code_suggestions(self.field.vocabulary, typed))

    def describe(self, value: object) -> None:
        """Explain the code in the tooltip."""
        entry = vocabulary(self.field.vocabulary).get(str(value or ""))
        self.line.setToolTip(entry.definition(language()) if entry else "")
        if not self.problem:
            self.line.setAccessibleDescription(self.line.toolTip())


class LanguageEditor(ChoiceEditor):
    """A language by name or tag; the common ones are offered."""

    def ask(self, typed: str) -> None:
        """Offer the common languages."""
        wanted = fold(typed).strip()
        named = ((tag, language_name(tag, language())) for tag in COMMON_LANGUAGES)
        found = [Suggestion(tag, name) for tag, name in named if wanted in fold(f"{name} {tag}")]
        self.choices.offer(found)


_OPEN = mark("Open {name}")


class LinkEditor(ChoiceEditor):
    """One other record, found by any spelling of its name; a new one can be made on the way.

    Beside a record that is set stands a button that leads to it; Ctrl+Enter does the same.
    """

    def __init__(self, field: Field, lookup: Lookup) -> None:
        self._lookup = lookup
        self._asking = ""
        self.opener: QToolButton | None = None
        super().__init__(field)
        self.choices.setPlaceholderText(say(mark("Type to find")))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._look)

    def describe(self, value: object) -> None:
        """Offer the way to the record."""
        leads = self._lookup.leads_on and len(self.field.target) == 1 and isinstance(value, str)
        if leads and self.opener is None:
            self.opener = self._beside_line()
        if self.opener is not None:
            words = say(_OPEN).format(name=apart(self.said(value)))
            self.opener.setVisible(leads)
            self.opener.setAccessibleName(words)
            self.opener.setToolTip(f"{words} (Ctrl+Enter)")

    def open_record(self) -> None:
        """Ask for the record that is named, if one is."""
        if self.opener is not None and self.opener.isVisibleTo(self):
            self._lookup.open_requested.emit(self.field.target[0], str(self.value))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and _asks_to_open(event):
            self.open_record()
            return True
        return super().eventFilter(watched, event)

    def said(self, value: object) -> str:
        """Give the name of the record."""
        return words(self.field, value, language(), names=self._lookup.name)

    def display(self, value: object) -> None:
        """Write the name of the record, as soon as it is known."""
        super().display(value)
        if isinstance(value, str) and not self._lookup.name(value):
            self._lookup.fetch(self, [value], self._named)

    def parsed(self, text: str) -> object:
        """Give the record whose whole name was typed; raises NotARecord."""
        if not clean_line(text):
            return None
        if self.is_clean or text == self.said(self.value):
            return self.value
        same = [one for one in self.choices.offered if _same(one, text)]
        if len(same) == 1:
            return same[0].key
        raise NotARecord(text=clean_line(text)[:60])

    def ask(self, typed: str) -> None:
        """Look records up after a pause in typing."""
        self._asking = typed
        self.choices.wait()
        if typed:
            self._pause.start()
        else:
            self._look()

    def pick(self, entry: Suggestion) -> None:
        """Take a record, make the one that was named, or bring the place of the world."""
        self._lookup.forget(self)
        if entry.world is not None:
            self.line.setText(entry.title)
            self._lookup.bring(self, entry.world, self._made, failed=self._failed)
            return
        if not entry.makes:
            self._lookup.learn({entry.key: entry.title})
            self.take_value(entry.key)
            return
        wanted = Wanted(self._lookup.kind(entry.makes), self._asking)
        self._lookup.make(self, wanted, self._made, failed=self._failed)

    def _made(self, record_id: str) -> None:
        self.take_value(record_id)
        if not self.line.hasFocus():
            # The keyboard went on while the record was written.
            self.left.emit()

    def _beside_line(self) -> QToolButton:
        button = icon_button("external-link", "", size=style.SMALL_ICON)
        # One more stop at every link would slow typing down; the keyboard has Ctrl+Enter.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self.open_record)
        self._column.removeWidget(self.line)
        line = row(self.line, button, gap=style.HAIR)
        line.setStretch(0, 1)
        self._column.insertLayout(0, line)
        return button

    def _look(self) -> None:
        self._lookup.offer(self, self.field.target, clean_line(self._asking), done=self._offer)

    def _offer(self, found: Sequence[Suggestion]) -> None:
        same = [one for one in found if _same(one, self.line.text())]
        if len(same) == 1 and self.is_unread and not self.line.hasFocus():
            # The keyboard was quicker than the search.
            self.pick(same[0])
            self.left.emit()
            return
        self.choices.offer([*found, *new_entries(self._lookup, self.field, self._asking, found)])

    def _named(self) -> None:
        if self.is_clean and not self.is_unread:
            self.display(self.value)

    def _failed(self, error: StrikelogError) -> None:
        self.tell(error.sentence(language()))


def _asks_to_open(event: QEvent) -> bool:
    enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    control = Qt.KeyboardModifier.ControlModifier
    return (
        isinstance(event, QKeyEvent) and event.key() in enter and bool(event.modifiers() & control)
    )


_NEW = mark("New {kind} “{name}”…")


def new_entries(
    lookup: Lookup, field: Field, typed: str, found: Sequence[Suggestion]
) -> list[Suggestion]:
    """Offer to make what was typed, unless it is the name of an entry that was found."""
    name = clean_line(typed)
    if not name or any(_same(one, name) and one.title == name for one in found):
        return []
    return [
        Suggestion("", _new_title(kind.about.label, name), makes=kind.__name__)
        for kind in lookup.makeable(field.target)
    ]


def _new_title(kind: str, name: str) -> str:
    said = translate(kind, language())
    return say(_NEW).format(kind=said.lower() if language() == "en" else said, name=apart(name))


def _same(entry: Suggestion, text: str) -> bool:
    return not entry.is_new and fold(entry.title).strip() == fold(text).strip()
