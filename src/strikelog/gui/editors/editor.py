"""What every editor of one field has: a value, a note and a problem beneath, and its signals."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from strikelog.domain.fields import Field
from strikelog.gui import style
from strikelog.gui.language import say
from strikelog.gui.style import Look, Tone
from strikelog.gui.widgets.labels import paragraph

_UNDO_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class Editor(QWidget):
    """Edits one value: `edited` carries each value that can be read, `left` comes at the end.

    Text that cannot be read stays where it was typed, with a sentence beneath.
    """

    edited = Signal(object)
    left = Signal()
    _shows_words = True

    def __init__(self, field: Field, main: QWidget, keyboard: QWidget | None = None) -> None:
        super().__init__()
        self.field = field
        self.keyboard = keyboard or main
        self._value: object = field.empty
        self._settled: object = field.empty
        self._bad = main
        # Most fields have nothing to say; labels for all of them would take half of the time in
        # which a form opens.
        self._note: QLabel | None = None
        self._problem: QLabel | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(style.NAV_GAP)
        self._column.addWidget(main)
        self.keyboard.setAccessibleName(say(field.label))
        self.keyboard.installEventFilter(self)
        self.setFocusProxy(self.keyboard)

    @property
    def value(self) -> object:
        """The last value that could be read."""
        return self._value

    @property
    def is_clean(self) -> bool:
        """True while nothing was typed since the value was shown or saved."""
        return True

    @property
    def is_unread(self) -> bool:
        """True while what stands in the field is no value."""
        return False

    def show_value(self, value: object) -> None:
        """Show a value without emitting, and forget what was said of the one before."""
        self._value = self._settled = value
        self.tell("")
        self.display(value)

    def forget(self) -> None:
        """Drop what is being typed and what was said of it, before another record is shown."""
        self.explain("")
        self.show_value(self.field.empty)

    def display(self, value: object) -> None:
        """Put a value into the widgets; each editor does it its way."""
        raise NotImplementedError

    def settle(self) -> None:
        """Take what stands in the field as saved, so that undo is the window's from here on."""
        self._settled = self._value

    def commit(self) -> None:
        """Read what stands in the field for good, as when the keyboard leaves it."""

    @property
    def problem(self) -> str:
        """The sentence beneath, if any."""
        return self._problem.text() if self._problem is not None else ""

    @property
    def note(self) -> str:
        """How the value was understood, as said beneath."""
        return self._note.text() if self._note is not None else ""

    def tell(self, sentence: str, tone: Tone = Tone.GRAVE) -> None:
        """Say what is wrong with the value; blank takes it back."""
        if sentence == self.problem:
            return
        if self._problem is None:
            self._problem = paragraph("", Look.TINY)
            self._column.addWidget(self._problem)
        style.flag(self._problem, "tone", str(tone))
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence) and self._shows_words)
        style.flag(self._bad, "bad", bool(sentence) and tone is Tone.GRAVE)
        self.keyboard.setAccessibleDescription(sentence or self.note)

    def explain(self, note: str) -> None:
        """Say beneath how the value was understood."""
        if note == self.note:
            return
        if self._note is None:
            self._note = paragraph("", Look.TINY)
            self._column.insertWidget(1, self._note)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        if not self.problem:
            self.keyboard.setAccessibleDescription(note)

    def give(self, value: object) -> None:
        """Take a value that could be read and tell the form, unless it is the same."""
        self.tell("")
        if value != self._value:
            self._value = value
            self.edited.emit(value)

    def take_back(self) -> None:
        """Give the last saved value again: what was typed since is no value any more."""
        self.give(self._settled)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and self.is_clean and _asks_undo(event):
            # A line of text keeps Ctrl+Z to itself even when it has nothing left to take back.
            event.ignore()
            return True
        if event.type() is QEvent.Type.FocusOut and watched is self.keyboard:
            self.commit()
            self.left.emit()
        return super().eventFilter(watched, event)


def _asks_undo(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and any(event.matches(keys) for keys in _UNDO_KEYS)
