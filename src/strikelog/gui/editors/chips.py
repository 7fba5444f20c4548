"""Editors of several values: chips that can be taken away, and a line that adds to them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout

from strikelog.domain.display import code_words
from strikelog.domain.errors import BadValue, StrikelogError
from strikelog.domain.fields import Field
from strikelog.domain.messages import mark
from strikelog.domain.reading import read
from strikelog.domain.text import clean_line, fold
from strikelog.domain.vocabularies import vocabulary
from strikelog.gui import style
from strikelog.gui.editors.choosing import PAUSE, NotARecord, code_suggestions, new_entries
from strikelog.gui.editors.editor import Editor
from strikelog.gui.editors.lookup import Lookup, Wanted
from strikelog.gui.editors.suggesting import SuggestionLine
from strikelog.gui.editors.suggestions import Suggestion
from strikelog.gui.icons import icon
from strikelog.gui.language import apart, language, say
from strikelog.gui.style import Ink, Look
from strikelog.gui.widgets.flow import FlowLayout
from strikelog.gui.widgets.labels import label
from strikelog.gui.widgets.lines import keep_level
from strikelog.gui.widgets.margins import margins

_REMOVE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space)
_LONGEST = 48
"""Letters of a value that a chip shows; the whole is its tooltip."""


class ValueChip(QFrame):
    """One of several values, with a cross to take it away."""

    removed = Signal(str)

    def __init__(self, key: str, text: str, tip: str = "") -> None:
        super().__init__()
        self.key = key
        style.dress(self, Look.CHIP)
        self.setFixedHeight(style.CHIP)
        self._text = label("")
        cross = QToolButton()
        cross.setIcon(icon("x", Ink.PICKED))
        cross.setIconSize(QSize(style.SPACE, style.SPACE))
        cross.setFixedSize(style.PILL, style.PILL)
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.clicked.connect(self._remove)
        self.cross = cross
        line = QHBoxLayout(self)
        line.setContentsMargins(margins(start=style.GAP + 2, end=style.HAIR))
        line.setSpacing(style.HAIR)
        line.addWidget(self._text)
        line.addWidget(cross)
        self.show_text(text, tip)

    @property
    def text(self) -> QLabel:
        """The label that names the value."""
        return self._text

    def show_text(self, text: str, tip: str = "") -> None:
        """Name the value."""
        shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        self._text.setText(shown)
        self.setToolTip(tip or text)
        words = say(mark("Remove {name}")).format(name=apart(text))
        self.cross.setToolTip(words)
        self.cross.setAccessibleName(words)

    def _remove(self) -> None:
        self.removed.emit(self.key)


class ChipsEditor(Editor):
    """Several values; each kind says how one is named, offered and read."""

    def __init__(self, field: Field, hint: str) -> None:
        self._frame = QFrame()
        style.dress(self._frame, Look.VALUES)
        self.line = SuggestionLine(has_arrow=False)
        self.line.setPlaceholderText(hint)
        self.line.setMinimumWidth(style.FIELD_MIN)
        keep_level(self.line)
        super().__init__(field, self._frame, self.line)
        self.chips: list[ValueChip] = []
        self._flow = FlowLayout(gap=style.HAIR)
        self._flow.addWidget(self.line)
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(style.HAIR, 2, style.HAIR, 2)
        inside.addLayout(self._flow)
        self.line.asked.connect(self.ask)
        self.line.picked.connect(self.pick)
        self.line.returnPressed.connect(self.commit)
        self.line.deleted_back.connect(self._remove_last)

    @property
    def values(self) -> tuple[str, ...]:
        """The values, in order."""
        return self._value if isinstance(self._value, tuple) else ()

    @property
    def is_clean(self) -> bool:
        """True while the field holds what was last shown or saved."""
        return not self.line.text()

    @property
    def is_unread(self) -> bool:
        """True while what was typed is no value."""
        return bool(clean_line(self.line.text()))

    def forget(self) -> None:
        """Drop what is being typed too."""
        self.line.clear()
        super().forget()

    def named(self, value: str) -> str:
        """Name one value."""
        return value

    def explained(self, value: str) -> str:
        """Explain one value, for its tooltip."""
        return self.named(value)

    def ask(self, typed: str) -> None:
        """Offer entries for what was typed."""

    def parsed(self, text: str) -> tuple[str, ...]:
        """Read what was typed as further values; raises BadValue."""
        found = read(self.field, text, language())
        return found if isinstance(found, tuple) else ()

    def pick(self, entry: Suggestion) -> None:
        """Add an entry of the list."""
        self.add(entry.key)

    def add(self, *values: str) -> None:
        """Add values at the end; those that stand there already are left."""
        self.line.clear()
        self._take(tuple(dict.fromkeys((*self.values, *values))))

    def remove(self, value: str) -> None:
        """Take one value away."""
        self._take(tuple(one for one in self.values if one != value))

    def commit(self) -> None:
        """Add what stands in the line."""
        text = self.line.text()
        if not clean_line(text):
            return
        try:
            self.add(*self.parsed(text))
        except BadValue as problem:
            self.tell(problem.sentence(language()))

    def display(self, value: object) -> None:
        """Make a chip for each value."""
        wanted = value if isinstance(value, tuple) else ()
        if [chip.key for chip in self.chips] == list(wanted):
            self._rename()
            return
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(one) for one in wanted]
        for place, chip in enumerate(self.chips):
            self._flow.insert(place, chip)
            chip.show()
        self._frame.updateGeometry()
        self.updateGeometry()

    def _rename(self) -> None:
        for chip in self.chips:
            chip.show_text(self.named(chip.key), self.explained(chip.key))

    def _chip(self, value: str) -> ValueChip:
        chip = ValueChip(value, self.named(value), self.explained(value))
        chip.removed.connect(self.remove)
        chip.cross.installEventFilter(self)
        return chip

    def _walk(self, key: int) -> bool:
        """Go from chip to chip by arrows, and take the one away that has the keyboard."""
        crosses = [chip.cross for chip in self.chips]
        focused = QApplication.focusWidget()
        place = next((at for at, one in enumerate(crosses) if one is focused), len(crosses))
        if place < len(crosses) and key in _REMOVE_KEYS:
            self.remove(self.chips[place].key)
            self.line.setFocus()
            return True
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        steps = {Qt.Key.Key_Left: 1 if mirrored else -1, Qt.Key.Key_Right: -1 if mirrored else 1}
        if not crosses or key not in steps or (focused is self.line and self.line.text()):
            return False
        stops = [*crosses, self.line]
        stops[min(max(place + steps[Qt.Key(key)], 0), len(crosses))].setFocus()
        return True

    def _remove_last(self) -> None:
        if self.values:
            self.remove(self.values[-1])

    def _take(self, values: tuple[str, ...]) -> None:
        self.display(values)
        self.give(values)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            style.flag(self._frame, "lit", event.type() is QEvent.Type.FocusIn)
        pressed = event if event.type() is QEvent.Type.KeyPress else None
        if isinstance(pressed, QKeyEvent) and self._walk(pressed.key()):
            return True
        return super().eventFilter(watched, event)


class TagsEditor(ChipsEditor):
    """Free words; Enter or a comma ends one."""

    def __init__(self, field: Field) -> None:
        super().__init__(field, say(mark("Add…")))

    def ask(self, typed: str) -> None:
        """End a word at a comma."""
        if typed.endswith((",", "،", ";")) and clean_line(typed[:-1]):
            self.line.setText(typed[:-1])
            self.commit()


class CodesEditor(ChipsEditor):
    """Several codes of a list."""

    def __init__(self, field: Field) -> None:
        super().__init__(field, say(mark("Type to find")))

    def named(self, value: str) -> str:
        """Give the code's label."""
        return code_words(self.field.vocabulary, value, language())

    def explained(self, value: str) -> str:
        """Give the code's definition."""
        entry = vocabulary(self.field.vocabulary).get(value)
        return entry.definition(language()) if entry else ""

    def ask(self, typed: str) -> None:
        """Offer the codes that are not chosen yet."""
        found = code_suggestions(self.field.vocabulary, typed)
        self.line.offer([entry for entry in found if entry.key not in self.values])


class LinksEditor(ChipsEditor):
    """Several other records, found by any spelling of their names."""

    def __init__(self, field: Field, lookup: Lookup) -> None:
        self._lookup = lookup
        self._asking = ""
        super().__init__(field, say(mark("Type to find")))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._look)

    def named(self, value: str) -> str:
        """Give the record's name, or a placeholder until it is read."""
        return self._lookup.name(value) or "…"

    def display(self, value: object) -> None:
        """Make the chips, and name them as the names arrive."""
        super().display(value)
        self._lookup.fetch(self, self.values, self._rename)

    def parsed(self, text: str) -> tuple[str, ...]:
        """Give the record whose whole name was typed; raises NotARecord."""
        same = [one for one in self.line.offered if fold(one.title) == fold(text) and one.key]
        if len(same) != 1:
            raise NotARecord(text=clean_line(text)[:60])
        return (same[0].key,)

    def ask(self, typed: str) -> None:
        """Look records up after a pause in typing."""
        self._asking = typed
        self.line.wait()
        if typed:
            self._pause.start()
        else:
            self._look()

    def pick(self, entry: Suggestion) -> None:
        """Add a record, make the one that was named, or bring the place of the world."""
        self._lookup.forget(self)
        if entry.world is not None:
            self._lookup.bring(self, entry.world, self.add, failed=self._failed)
            return
        if not entry.makes:
            self._lookup.learn({entry.key: entry.title})
            self.add(entry.key)
            return
        wanted = Wanted(self._lookup.kind(entry.makes), self._asking)
        self._lookup.make(self, wanted, self.add, failed=self._failed)

    def _look(self) -> None:
        self._lookup.offer(self, self.field.target, clean_line(self._asking), done=self._offer)

    def _offer(self, found: Sequence[Suggestion]) -> None:
        fresh = [entry for entry in found if entry.is_new or entry.key not in self.values]
        self.line.offer([*fresh, *new_entries(self._lookup, self.field, self._asking, found)])

    def _failed(self, error: StrikelogError) -> None:
        self.tell(error.sentence(language()))
