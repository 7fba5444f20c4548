"""Choosing photographs for a briefing: which may be shown, and what can be seen in each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from strikelog.domain.messages import mark
from strikelog.domain.photographs import ChosenPhotograph
from strikelog.gui import style
from strikelog.gui.dialogs.sheet import Sheet, note
from strikelog.gui.language import language, say
from strikelog.gui.style import Look
from strikelog.gui.widgets.buttons import primary_button
from strikelog.gui.widgets.card import Card
from strikelog.gui.widgets.margins import margins
from strikelog.services.photographs import AvailablePhotograph

__all__ = ["PhotographSheet"]

_HIGH = 420
_LONGEST = 300


class _Choice(Card):
    """One photograph: whether it is used, what can be seen, whose it is."""

    changed = Signal()

    def __init__(self, shown: AvailablePhotograph, before: ChosenPhotograph | None) -> None:
        super().__init__(style.SPACE)
        self._shown = shown
        self.use = QCheckBox(shown.title.replace("&", "&&"))
        self.alt = _line(say(mark("What can be seen, for those who cannot see it")))
        self.credit = _line(say(mark("Whose picture it is")))
        self.no_faces = QCheckBox(say(mark("I looked: nobody can be recognised")))
        self.body.addWidget(self.use)
        if not shown.may_be_shown:
            self.use.setEnabled(False)
            self.body.addWidget(note(shown.refusal(language())))
            return
        for part in (self.alt, self.credit, self.no_faces):
            self.body.addWidget(part)
        self.credit.setText(before.credit if before else shown.credit)
        self.alt.setText(before.alt if before else "")
        self.no_faces.setChecked(before.no_faces if before else False)
        self.use.setChecked(before is not None)
        self.use.toggled.connect(self._follow)
        self.alt.textChanged.connect(self.changed)
        self.no_faces.toggled.connect(self.changed)
        self._follow()

    @property
    def chosen(self) -> ChosenPhotograph | None:
        """The photograph as it was chosen, or None."""
        if not self.use.isChecked():
            return None
        return ChosenPhotograph(
            evidence_id=self._shown.evidence_id,
            alt=self.alt.text().strip(),
            credit=self.credit.text().strip(),
            no_faces=self.no_faces.isChecked(),
        )

    @property
    def is_ready(self) -> bool:
        """Tell whether nothing is missing that a printed photograph needs."""
        needs_faces = self._shown.asks_for_faces and not self.no_faces.isChecked()
        return not self.use.isChecked() or (bool(self.alt.text().strip()) and not needs_faces)

    def _follow(self) -> None:
        used = self.use.isChecked()
        self.alt.setVisible(used)
        self.credit.setVisible(used)
        self.no_faces.setVisible(used and self._shown.asks_for_faces)
        self.changed.emit()


class PhotographSheet(Sheet):
    """Offers the photographs of the incidents asked for; `chosen` with those to print."""

    chosen = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        available: Sequence[AvailablePhotograph],
        before: Sequence[ChosenPhotograph],
    ) -> None:
        super().__init__(parent, say(mark("Photographs in the briefing")))
        self.setMinimumHeight(_HIGH)
        known = {one.evidence_id: one for one in before}
        self.choices = [_Choice(one, known.get(one.evidence_id)) for one in available]
        self._use = primary_button(say(mark("Use these")), "image")
        self._use.clicked.connect(self._tell)
        self.add_action(self._use)
        told = mark("Only pictures with consent or rights of an agency, without graphic content.")
        self.body.addWidget(note(say(told)))
        if not available:
            nothing = mark("No picture is linked to these incidents. Add some under Evidence.")
            self.body.addWidget(note(say(nothing)))
        self.body.addWidget(self._list(), 1)
        self._judge()

    def _list(self) -> QWidget:
        ground = QWidget()
        style.dress(ground, Look.FRAME)
        column = QVBoxLayout(ground)
        column.setContentsMargins(margins(end=style.GAP))
        for one in self.choices:
            one.changed.connect(self._judge)
            column.addWidget(one)
        column.addStretch(1)
        scroller = QScrollArea()
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setWidgetResizable(True)
        scroller.setWidget(ground)
        return scroller

    def _judge(self) -> None:
        self._use.setEnabled(all(one.is_ready for one in self.choices))

    def _tell(self) -> None:
        found = tuple(one.chosen for one in self.choices if one.chosen is not None)
        self.accept()
        self.chosen.emit(found)


def _line(words: str) -> QLineEdit:
    line = QLineEdit()
    line.setMaxLength(_LONGEST)
    line.setPlaceholderText(words)
    line.setAccessibleName(words)
    return line
