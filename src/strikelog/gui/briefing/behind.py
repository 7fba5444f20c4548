"""The records behind a printed number: incidents and claims, as the annex lists them."""

from PySide6.QtWidgets import QWidget

from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.gui.briefing.leading import LeadingSheet
from strikelog.gui.dialogs.sheet import note
from strikelog.gui.language import apart, say, upright
from strikelog.gui.style import Look
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.services.briefing_preview import Behind, FigureShown, Previewing

__all__ = ["BehindSheet"]


class BehindSheet(LeadingSheet):
    """Explains one number, above the records that stand behind it."""

    def __init__(
        self, parent: QWidget, previewing: Previewing, figure: FigureShown, tasks: Tasks
    ) -> None:
        heading = say(mark("Where this number comes from"))
        super().__init__(parent, heading, say(mark("Incidents and claims behind the number")))
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
            self.add_line(text, one.incident_id)
        self.begin_at(0)

    def _explain(self, figure: FigureShown) -> None:
        about = f" · {apart(figure.about)}" if figure.about else ""
        self.body.addWidget(label(f"{apart(figure.words)}{about}", Look.HEADING))
        self.body.addWidget(paragraph(figure.rule))
        unit = say(mark("Unit: {unit} · key {key}"))
        self.body.addWidget(note(unit.format(unit=apart(figure.unit), key=upright(figure.key))))


def _read(previewing: Previewing, figure: FigureShown, progress: Progress) -> list[Behind]:
    progress.report(0, None)
    return previewing.behind(figure)
