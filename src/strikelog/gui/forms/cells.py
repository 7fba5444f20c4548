"""One field on a form: label, a sign when it is missing, and its editor; for spans as well."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from strikelog.domain.field_notes import note_of
from strikelog.domain.fields import Field, Kind, field_of
from strikelog.domain.messages import mark
from strikelog.domain.records import Record
from strikelog.domain.validation import Problem
from strikelog.gui import style
from strikelog.gui.editors import Editor, Lookup, editor_for
from strikelog.gui.editors.counting import CountEditor, Span
from strikelog.gui.forms.arrangement import Item
from strikelog.gui.language import language, say
from strikelog.gui.style import Look, Tone
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import label

WEIGHTS: Mapping[Kind, int] = {
    Kind.DEGREES: 2,
    Kind.COUNT: 2,
    Kind.TIME: 2,
    Kind.DAY: 2,
    Kind.YESNO: 3,
    Kind.CODE: 3,
    Kind.DATE: 4,
    Kind.LINE: 4,
    Kind.LINK: 4,
}
"""Share of a line that a field takes beside others, by kind; what is not named takes four."""

MISSING = mark("missing")
_MISSING_CODE = "E01"


class Cell(QWidget):
    """A field of a record; `edited` names the unit and carries its values."""

    edited = Signal(str, object)
    left = Signal()

    def __init__(
        self, kind: type[Record], item: Item, lookup: Lookup, *, editor: Editor | None = None
    ) -> None:
        super().__init__()
        self.item = item
        self.span = item if isinstance(item, Span) else None
        self.field = field_of(kind, item.low if isinstance(item, Span) else item)
        self.editor = editor or _editor(item, self.field, lookup)
        name = say(self.span.label if self.span else self.field.label)
        self._name = label(_with_unit(name, self.field), Look.SMALL)
        self._name.setBuddy(self.editor.keyboard)
        note = say(note_of(kind, self.field))
        self._name.setToolTip(note)
        self.editor.keyboard.setWhatsThis(note)
        self._missing: QLabel | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.NAV_GAP)
        self._head = row(self._name, None)
        column.addLayout(self._head)
        column.addWidget(self.editor)
        column.addStretch(1)
        self.editor.edited.connect(self._edited)
        self.editor.left.connect(self.left)

    @property
    def unit(self) -> str:
        """The name under which its edits are saved."""
        return self.field.key

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields it edits."""
        return self.span.keys if self.span else (self.field.key,)

    @property
    def weight(self) -> int:
        """Share of its line."""
        return 3 if self.span else WEIGHTS.get(self.field.kind, 4)

    @property
    def is_missing(self) -> bool:
        """True while the sign for a missing value shows."""
        return self._missing is not None and not self._missing.isHidden()

    def show_record(self, record: Record) -> None:
        """Show the record's value."""
        value = self.span.of(record) if self.span else getattr(record, self.field.key)
        self.editor.show_value(value)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say what is wrong here; a missing value gets a quiet sign beside its name."""
        mine = [one for one in problems if one.key in self.keys]
        lacks = [one for one in mine if one.code == _MISSING_CODE and not one.refuses]
        self._mark_missing("\n".join(one.sentence(language()) for one in lacks))
        told = next((one for one in mine if one not in lacks), None)
        if self.editor.is_unread:
            return
        tone = Tone.GRAVE if told and told.refuses else Tone.WAIT
        self.editor.tell(told.sentence(language()) if told else "", tone)

    def _mark_missing(self, why: str) -> None:
        if why and self._missing is None:
            self._missing = label(say(MISSING), Look.TINY)
            style.flag(self._missing, "tone", str(Tone.WAIT))
            self._head.insertWidget(1, self._missing)
        if self._missing is not None:
            self._missing.setVisible(bool(why))
            self._missing.setToolTip(why)

    def _edited(self, value: object) -> None:
        unit = self.span.values(value) if self.span else {self.field.key: value}  # type: ignore[arg-type] # a CountEditor gives counts
        self.edited.emit(self.unit, unit)


def _editor(item: Item, field: Field, lookup: Lookup) -> Editor:
    return CountEditor(item) if isinstance(item, Span) else editor_for(field, lookup)


def _with_unit(name: str, field: Field) -> str:
    return f"{name} ({say(field.unit)})" if field.unit and field.unit not in name else name
