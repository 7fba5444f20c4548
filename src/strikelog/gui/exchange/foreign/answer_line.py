"""A line in which one answer out of many is chosen: typed in any spelling, or picked."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from strikelog.domain.text import fold
from strikelog.gui.editors.suggesting import SuggestionLine
from strikelog.gui.editors.suggestions import Suggestion
from strikelog.gui.widgets.lines import keep_level
from strikelog.services.partners.mapping_words import Meaning

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Find = Callable[[str], Sequence[Suggestion]]


def meaning_suggestions(meanings: Sequence[Meaning], typed: str) -> list[Suggestion]:
    """Offer the meanings whose name, group or machine word holds every word that was typed."""
    wanted = fold(typed).split()
    found = [one for one in meanings if all(word in _spelled(one) for word in wanted)]
    begun = [one for one in found if wanted and fold(one.label).startswith(wanted[0])]
    ordered = [*begun, *(one for one in found if one not in begun)]
    return [Suggestion(one.key, one.label, one.group) for one in ordered]


def _spelled(meaning: Meaning) -> str:
    return fold(f"{meaning.label} {meaning.group} {meaning.key} {meaning.key.replace('.', ' ')}")


class AnswerLine(SuggestionLine):
    """Emits `chosen` with the machine word of an answer; `left` when nothing was chosen."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, find: Find, name: str, parent: QWidget | None = None) -> None:
        super().__init__()
        self.setParent(parent)
        self._find = find
        self._shown = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        keep_level(self)
        self.asked.connect(self._ask)
        self.picked.connect(self._pick)

    def show_answer(self, text: str) -> None:
        """Write out what holds now."""
        self._shown = text
        self.setText(text)
        self.setCursorPosition(0)

    def open(self, typed: str = "") -> None:
        """Take the keyboard and offer answers, all of them unless something was typed."""
        self.setFocus()
        if typed:
            self.setText(typed)
            self.textEdited.emit(typed)
            return
        self.selectAll()
        self.asked.emit("")

    def event(self, event: QEvent) -> bool:
        # Escape closes this line, not the page around it.
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.is_offering and event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif not self.is_offering and event.key() in _ENTER:
            self.asked.emit("")
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._leave()

    def _ask(self, typed: str) -> None:
        self.offer(self._find(typed))

    def _pick(self, entry: Suggestion) -> None:
        self.show_answer(entry.title)
        self.chosen.emit(entry.key)

    def _leave(self) -> None:
        # Half a word names no answer: what was chosen before stays.
        self.setText(self._shown)
        self.left.emit()
