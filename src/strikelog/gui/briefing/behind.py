"""The records behind a printed number: incidents and claims, as the annex lists them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.gui import style
from strikelog.gui.dialogs.sheet import Sheet, note
from strikelog.gui.language import apart, say, upright
from strikelog.gui.style import Look
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import primary_button
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.services.briefing_preview import Behind, FigureShown, Previewing

__all__ = ["BehindSheet"]


class BehindSheet(Sheet):
    """Explains one number; emits `incident_requested` with the id of the one to go to."""

    incident_requested = Signal(str)

    def __init__(
        self, parent: QWidget, previewing: Previewing, figure: FigureShown, tasks: Tasks
    ) -> None:
        super().__init__(parent, say(mark("Where this number comes from")))
        self.list = QListWidget()
        self.list.setAccessibleName(say(mark("Incidents and claims behind the number")))
        style.dress(self.list, Look.VALUES)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(style.DIALOG_SIZE[1] // 2)
        self._go = primary_button(say(mark("Go to the incident")), "external-link")
        self._go.setEnabled(False)
        self._go.clicked.connect(self._ask)
        self.list.itemActivated.connect(self._ask)
        self.list.currentItemChanged.connect(self._enable)
        self.add_action(self._go)
        self._explain(figure)
        self.body.addWidget(self.list, 1)
        tasks.run(self, lambda _progress: _read(previewing, figure, _progress), self.show_records)

    def show_records(self, records: list[Behind]) -> None:
        """List what was read."""
        if not records:
            told = say(mark("No record of this vault stands behind it; others published it."))
            self.list.addItem(told)
            self.list.setEnabled(False)
            return
        for one in records:
            claim = say(mark("Claim: {text}"))
            text = claim.format(text=apart(one.title)) if one.is_claim else one.title
            item = QListWidgetItem(text)
            item.setToolTip(text)
            item.setData(Qt.ItemDataRole.UserRole, one.incident_id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _explain(self, figure: FigureShown) -> None:
        about = f" · {apart(figure.about)}" if figure.about else ""
        self.body.addWidget(label(f"{apart(figure.words)}{about}", Look.HEADING))
        self.body.addWidget(paragraph(figure.rule))
        unit = say(mark("Unit: {unit} · key {key}"))
        self.body.addWidget(note(unit.format(unit=apart(figure.unit), key=upright(figure.key))))

    def _enable(self) -> None:
        self._go.setEnabled(bool(self._incident_id()))

    def _incident_id(self) -> str:
        at = self.list.currentIndex()
        return str(at.data(Qt.ItemDataRole.UserRole) or "") if at.isValid() else ""

    def _ask(self) -> None:
        if incident_id := self._incident_id():
            self.accept()
            self.incident_requested.emit(incident_id)


def _read(previewing: Previewing, figure: FigureShown, progress: Progress) -> list[Behind]:
    progress.report(0, None)
    return previewing.behind(figure)
