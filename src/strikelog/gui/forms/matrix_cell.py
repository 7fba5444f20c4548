"""One cell of the casualty matrix: a number typed as people write it, kept as a figure."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from strikelog.domain.changes import Changes
from strikelog.domain.counts import Count
from strikelog.domain.field_notes import FIELD_NOTES
from strikelog.domain.messages import mark
from strikelog.domain.records import CasualtyFigure, new_id
from strikelog.gui import style
from strikelog.gui.editors.counting import CountEditor
from strikelog.gui.forms.arrangements import PEOPLE
from strikelog.gui.forms.bench import Bench
from strikelog.gui.forms.keeping import Keeper, Kept
from strikelog.gui.forms.matrix_values import Category, MatrixRow
from strikelog.gui.icons import icon
from strikelog.gui.language import language, say
from strikelog.gui.style import Ink, Tone

DIFFERS = mark("Differs from another source: no number fits both.")
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}


class MatrixCell(CountEditor):
    """A `CountEditor` that says its notes as tooltips and keeps its own figure on disk."""

    stepped = Signal(int)
    _shows_words = False

    def __init__(self, bench: Bench, row: MatrixRow, category: Category) -> None:
        self._bench = bench
        self._row = row
        self._reading = ""
        self.category = category
        self.civ_status = "unknown"
        self.is_disputed = False
        self.keeper: Keeper | None = None
        super().__init__(PEOPLE)
        self.line.setPlaceholderText("–")
        self.line.setWhatsThis(say(FIELD_NOTES[PEOPLE.low]))
        self.line.setFixedWidth(style.MATRIX_CELL)
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # The sign says by shape what the ground says by colour.
        self._sign = self.line.addAction(
            icon("triangle-alert", Ink.WAIT), QLineEdit.ActionPosition.LeadingPosition
        )
        self._sign.setVisible(False)
        self._sign.setToolTip(say(DIFFERS))
        self.edited.connect(self._put)
        self.left.connect(self._leave)

    @property
    def owner_id(self) -> str:
        """Who counts: the claim, or the incident for our own figure."""
        return self._row.owner_id

    def show_figure(self, figure: CasualtyFigure | None, *, disputed: bool) -> None:
        """Show the stored figure, unless something else is being typed."""
        self.is_disputed = disputed
        style.flag(self.line, "marked", disputed)
        self._sign.setVisible(disputed)
        if self.is_clean and not self.is_unread and not (self.keeper and self.keeper.is_busy):
            self._adopt(figure)
            self.show_value(PEOPLE.of(figure) if figure else None)
        self._tip()

    def let_go(self) -> None:
        """Keep no figure any more; what waits to be saved still is."""
        if self.keeper is not None:
            self._bench.release(self.keeper)
            self.keeper = None

    def explain(self, note: str) -> None:
        """Put the reading into the tooltip; rows keep one height."""
        self._reading = note
        self._tip()

    def tell(self, sentence: str, tone: Tone = Tone.GRAVE) -> None:
        """Mark the cell and put the sentence into the tooltip."""
        super().tell(sentence, tone)
        self._tip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self.commit()
                self.stepped.emit(step)
                return True
        return super().eventFilter(watched, event)

    def _tip(self) -> None:
        parts = (self.problem, say(DIFFERS) if self.is_disputed else "", self._reading)
        self.line.setToolTip("\n".join(filter(None, parts)))
        self.line.setAccessibleDescription(" ".join(filter(None, parts)))

    def _adopt(self, figure: CasualtyFigure | None) -> None:
        if figure is None:
            self.let_go()
        elif self.keeper is None or self.keeper.record.id != figure.id:
            self.let_go()
            self._hold(figure, is_stored=True)
        else:
            self.keeper.adopt(figure)

    def _hold(self, figure: CasualtyFigure, *, is_stored: bool) -> Keeper:
        self.keeper = self._bench.keeper(figure, is_stored=is_stored)
        self.keeper.kept.connect(self._kept)
        return self.keeper

    def _put(self, value: object) -> None:
        if isinstance(value, Count):
            keeper = self.keeper or self._hold(self._fresh(), is_stored=False)
            keeper.put(PEOPLE.low, PEOPLE.values(value))
        elif self.keeper is not None:
            self.keeper.withdraw(PEOPLE.low)

    def _leave(self) -> None:
        if self.keeper is None or self.is_unread:
            return
        if self.value is None:
            self._remove(self.keeper.record.id)
        else:
            self.keeper.flush()

    def _remove(self, figure_id: str) -> None:
        """A blank cell is no figure at all, and not a figure of nought."""
        desk = self._bench.desk
        self.let_go()

        def job() -> Changes:
            stored = desk.finding.get(CasualtyFigure, figure_id)
            return desk.recording.remove(stored) if stored and not stored.deleted else Changes()

        self.settle()
        self._bench.write(job, lambda changes: changes)

    def _kept(self, kept: Kept) -> None:
        self.settle()
        wrong = [problem for problems in kept.held.values() for problem in problems]
        if wrong:
            self.tell(wrong[0].sentence(language()))

    def _fresh(self) -> CasualtyFigure:
        return CasualtyFigure(
            id=new_id(),
            owner_type="incident" if self._row.is_ours else "claim",
            owner_id=self._row.owner_id,
            outcome=self.category.outcome,
            age_sex=self.category.age_sex,
            role=self.category.role,
            civ_status=self.civ_status,
        )
