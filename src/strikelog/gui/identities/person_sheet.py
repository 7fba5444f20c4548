"""The restricted view: one person, consent or identity, for as long as names are open."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.domain.records import Record
from strikelog.gui import style
from strikelog.gui.dialogs.sheet import Sheet
from strikelog.gui.editors import Lookup
from strikelog.gui.forms.form_head import SavingSign
from strikelog.gui.forms.keeping import Keeper, Kept, Unit
from strikelog.gui.identities.gate import Gate
from strikelog.gui.identities.opening import OpenedPerson
from strikelog.gui.identities.person_form import PersonForm
from strikelog.gui.identities.shelf import IdentityShelf
from strikelog.gui.identities.strip import CLOSE_KEYS, GateStrip
from strikelog.gui.language import say
from strikelog.gui.style import Look, Tone
from strikelog.gui.widgets.buttons import danger_button, plain_button
from strikelog.gui.widgets.card import Card, row

_WIDTH, _HEIGHT = 780, 664
_UNREAD = mark(
    "Some of what you typed could not be understood and is not saved. Close again to drop it."
)
_NOTHING = mark("There is nothing to undo since the names were opened.")
_REMOVED = mark("Removed. Undo brings it back while the names stay open.")


class PersonSheet(Sheet):
    """Saves by itself; closes, with every value gone from it, when the names close."""

    def __init__(
        self, parent: QWidget | None, gate: Gate, opened: OpenedPerson, lookup: Lookup
    ) -> None:
        super().__init__(parent, say(opened.record.about.label), width=_WIDTH)
        self._gate = gate
        self._is_warned = False
        self._is_gone = False
        lookup.setParent(self)
        lookup.lay_beside("Claim", opened.claims)
        lookup.lay_beside("Consent", opened.consents)
        shelf = IdentityShelf(gate.identities)
        self.keeper = Keeper(shelf, gate.tasks, opened.record, is_stored=opened.is_stored)
        self.form = PersonForm(type(opened.record), lookup)
        self.saving = SavingSign()
        self.strip = GateStrip(gate)
        self.undoer = plain_button(say(mark("Undo")), "undo-2")
        self.remover = danger_button(say(mark("Remove")), "trash-2")
        self._build()
        self._connect()
        self.form.show_record(opened.record)
        self.form.show_problems(opened.problems)
        self._show_what_can_be_done()

    def undo(self) -> None:
        """Take back the last change made while the names were open."""
        self._settle_typing()
        identities, record = self._gate.identities, self.keeper.record

        def job(_: Progress) -> tuple[bool, Record | None]:
            done = identities.undo() is not None
            return done, identities.get(type(record), record.id)

        self._gate.tasks.run(self, job, self._undone, self.fail, write=True)

    def remove(self) -> None:
        """Delete the record; it stays in sight until the dialog is closed."""
        self._settle_typing()
        identities, record = self._gate.identities, self.keeper.record

        def job(_: Progress) -> Record | None:
            stored = identities.get(type(record), record.id)
            if stored is not None:
                identities.remove(stored)
            return identities.get(type(record), record.id)

        self._gate.tasks.run(self, job, self._removed, self.fail, write=True)

    def reject(self) -> None:
        """Save what waits; what could not be read is dropped only when asked twice."""
        if not self._is_gone:
            self._settle_typing()
            if self.form.is_unread and not self._is_warned:
                self._is_warned = True
                self.tell(say(_UNREAD), Tone.WAIT)
                return
            self._gate.let_finish(self.keeper)
        super().reject()

    def _build(self) -> None:
        scroller = QScrollArea()
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setWidgetResizable(True)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        style.dress(self.form, Look.FRAME)
        scroller.setWidget(self.form)
        card = Card(margin=style.SPACE + 2)
        card.body.addWidget(scroller)
        self.body.addLayout(row(self.strip, None, self.saving))
        self.body.addWidget(card, 1)
        self.footer.insertWidget(0, self.remover)
        self.footer.insertWidget(1, self.undoer)
        self.resize(_WIDTH, _HEIGHT)

    def _connect(self) -> None:
        gate = self._gate
        self.form.edited.connect(self._edited)
        self.form.left.connect(self.keeper.flush)
        self.keeper.kept.connect(self._kept)
        self.keeper.failed.connect(self._failed)
        self.keeper.waiting.connect(self.saving.show_saving)
        self.undoer.clicked.connect(self.undo)
        self.remover.clicked.connect(self.remove)
        gate.closing.connect(self._settle_typing)
        gate.closed.connect(self._vanish)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self.undo)
        QShortcut(QKeySequence(CLOSE_KEYS), self).activated.connect(gate.close)

    def _edited(self, name: str, unit: Unit) -> None:
        self._gate.touch()
        self._is_warned = False
        self.keeper.put(name, unit)

    def _settle_typing(self) -> None:
        """Read the field that has the keyboard, and save."""
        focused = QApplication.focusWidget()
        if focused is not None and self.form.isAncestorOf(focused):
            focused.clearFocus()
        self.form.commit()
        self.keeper.flush()

    def _kept(self, kept: Kept) -> None:
        self.form.settle(kept.sent - self.keeper.edited_units)
        self.form.show_problems((*self.keeper.held_problems, *kept.saved.problems))
        if self.keeper.held_problems:
            self.saving.show_held()
        else:
            self.saving.show_saved(datetime.now().astimezone())
        self._show_what_can_be_done()
        self._gate.changed.emit()

    def _failed(self, error: StrikelogError) -> None:
        self.saving.show_unsaved()
        self.fail(error)

    def _undone(self, outcome: tuple[bool, Record | None]) -> None:
        was_done, record = outcome
        if not was_done:
            self.tell(say(_NOTHING), Tone.PLAIN)
        if record is not None:
            self.keeper.adopt(record)
            self.form.show_record(record)
        self._show_what_can_be_done()
        self._gate.changed.emit()
        if record is not None and record.deleted:
            super().reject()  # undo took back the very making of it

    def _removed(self, record: Record | None) -> None:
        if record is not None:
            self.keeper.adopt(record)
        self.tell(say(_REMOVED), Tone.TOLD)
        self._show_what_can_be_done()
        self._gate.changed.emit()

    def _show_what_can_be_done(self) -> None:
        is_there = self.keeper.is_stored and not self.keeper.record.deleted
        self.remover.setVisible(is_there)
        self.form.setEnabled(not self.keeper.record.deleted)
        self.undoer.setEnabled(self._gate.identities.can_undo)

    def _vanish(self) -> None:
        self._is_gone = True
        self.form.forget()
        self._gate.let_finish(self.keeper)
        super().reject()
