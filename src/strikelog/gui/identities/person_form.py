"""The fields of one record of the store, arranged by hand, with guarded lines for all free text."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from strikelog.domain.fields import Field, Kind, field_of
from strikelog.domain.identities import Consent, SourceIdentity, VictimPerson
from strikelog.domain.records import Record
from strikelog.domain.validation import Problem
from strikelog.gui import style
from strikelog.gui.editors import Editor, Lookup, editor_for
from strikelog.gui.forms.cells import Cell
from strikelog.gui.identities.guarded import GuardedLineEditor, GuardedParagraphEditor
from strikelog.gui.widgets.margins import margins

LINES: Mapping[type[Record], tuple[tuple[str, ...], ...]] = {
    VictimPerson: (
        ("pseudonym", "age_sex", "age_years"),
        ("name", "name_local"),
        ("outcome", "died_edtf"),
        ("role", "civ_status"),
        ("cause", "family_group"),
        ("claim_ids",),
        ("consent_id", "publish_name"),
    ),
    Consent: (
        ("subject_code", "subject_type", "guardian"),
        ("obtained_on", "obtained_by"),
        ("method", "language"),
        ("explained",),
        ("uses",),
        ("expires", "withdrawn_on"),
        ("withdrawal_scope",),
        ("form_evidence_id",),
        ("note",),
    ),
    SourceIdentity: (("name", "name_local"), ("contact",), ("consent_id",), ("note",)),
}
"""What stands beside what; the record a person belongs to is known and not asked."""


class PersonForm(QWidget):
    """Shows and edits one record; `edited` names a unit and carries its values."""

    edited = Signal(str, object)
    left = Signal()

    def __init__(self, kind: type[Record], lookup: Lookup) -> None:
        super().__init__()
        self.cells: list[Cell] = []
        column = QVBoxLayout(self)
        # The scroll bar stands at the end of the lines.
        column.setContentsMargins(margins(end=style.SPACE))
        column.setSpacing(style.SPACE)
        for keys in LINES[kind]:
            line = QHBoxLayout()
            line.setSpacing(style.SPACE)
            for key in keys:
                cell = self._cell(kind, key, lookup)
                line.addWidget(cell, cell.weight)
            column.addLayout(line)
        column.addStretch(1)

    def cell(self, key: str) -> Cell:
        """Give the cell of a field; KeyError when it is not on the form."""
        return {one.unit: one for one in self.cells}[key]

    @property
    def is_unread(self) -> bool:
        """True while something stands in a field that is no value."""
        return any(cell.editor.is_unread for cell in self.cells)

    def show_record(self, record: Record, keep: Iterable[str] = ()) -> None:
        """Show a record; units in `keep`, and text that is no value, stay as they are."""
        kept = frozenset(keep)
        for cell in self.cells:
            if cell.unit not in kept and not cell.editor.is_unread:
                cell.show_record(record)

    def forget(self) -> None:
        """Take every value off the screen."""
        for cell in self.cells:
            cell.editor.forget()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say beside each field what is wrong with it."""
        for cell in self.cells:
            cell.show_problems(problems)

    def settle(self, units: Iterable[str]) -> None:
        """Take what stands in these units as saved."""
        settled = frozenset(units)
        for cell in self.cells:
            if cell.unit in settled:
                cell.editor.settle()

    def commit(self) -> None:
        """Read every field for good."""
        for cell in self.cells:
            cell.editor.commit()

    def _cell(self, kind: type[Record], key: str, lookup: Lookup) -> Cell:
        cell = Cell(kind, key, lookup, editor=_editor(field_of(kind, key), lookup))
        cell.edited.connect(self.edited)
        cell.left.connect(self.left)
        self.cells.append(cell)
        return cell


def _editor(field: Field, lookup: Lookup) -> Editor:
    if field.kind is Kind.LINE:
        return GuardedLineEditor(field)
    if field.kind is Kind.TEXT:
        return GuardedParagraphEditor(field)
    return editor_for(field, lookup)
