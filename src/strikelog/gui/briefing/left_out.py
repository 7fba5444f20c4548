"""What a paper leaves out for its readers and still risks: one quiet line, and the list behind."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from strikelog.domain.messages import mark
from strikelog.gui.briefing.leading import LeadingSheet
from strikelog.gui.dialogs.sheet import note
from strikelog.gui.language import language, number, say, upright
from strikelog.gui.style import Look
from strikelog.gui.widgets.buttons import link_button
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.services.paper_planning import PaperPlan

__all__ = ["LeftOutLine", "LeftOutSheet", "plan_words"]

_WIDE = 680
_MOST_RISKS = 8
_INSET = "    "


class LeftOutLine(QWidget):
    """One line that counts; `opened` with the plan when somebody asks for the list."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._plan: PaperPlan | None = None
        self.button = link_button("")
        self.button.setToolTip(say(mark("Show what is left out, and what stays risky")))
        self.button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self._open)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.button)
        line.addStretch(1)
        self.wait()

    def wait(self) -> None:
        """Say that it is being counted; the list of before is no longer true."""
        self._plan = None
        self.button.setText(say(mark("Counting what is left out…")))
        self.button.setEnabled(False)

    def rest(self) -> None:
        """Say nothing, where there is no paper to tell of."""
        self._plan = None
        self.button.setText("")
        self.button.setEnabled(False)

    def show_plan(self, plan: PaperPlan) -> None:
        """Count what a plan leaves out and risks."""
        self._plan = plan
        self.button.setText(plan_words(plan))
        self.button.setEnabled(bool(plan.removed or plan.risks))

    def _open(self) -> None:
        if self._plan is not None:
            self.opened.emit(self._plan)


class LeftOutSheet(LeadingSheet):
    """Tells of risks, then lists removals with their records."""

    def __init__(self, parent: QWidget, plan: PaperPlan) -> None:
        heading = say(mark("What these readers do not get"))
        listed = say(mark("What is left out, and its records"))
        super().__init__(parent, heading, listed, width=_WIDE)
        self._tell_risks(plan)
        self._list_removals(plan)

    def _tell_risks(self, plan: PaperPlan) -> None:
        self.body.addWidget(label(say(mark("What stays risky")), Look.HEADING))
        if not plan.risks:
            self.body.addWidget(note(say(mark("Nothing that the program can see."))))
        for risk in plan.risks[:_MOST_RISKS]:
            self.body.addWidget(paragraph(risk.sentence(language())))
        if (more := len(plan.risks) - _MOST_RISKS) > 0:
            self.body.addWidget(note(_more(more)))

    def _list_removals(self, plan: PaperPlan) -> None:
        self.body.addWidget(label(say(mark("Left out or made coarser")), Look.HEADING))
        if not plan.removed:
            self.body.addWidget(note(say(mark("Nothing: all goes as it is."))))
            self.list.hide()
            return
        for removal in plan.removed:
            self._add_heading(removal.sentence(language()))
            named = plan.records_of(removal)
            for record in named:
                self.add_line(_INSET + record.title, record.incident_id)
            if 0 < len(named) < removal.count:
                self._add_heading(_INSET + _more(removal.count - len(named)))
        self.body.addWidget(self.list, 1)
        self.begin_at(1)

    def _add_heading(self, text: str) -> None:
        self.add_line(text).setFlags(Qt.ItemFlag.ItemIsEnabled)


def plan_words(plan: PaperPlan) -> str:
    """Say in one line how much is left out or coarser, and how much stays risky."""
    gone = sum(one.count for one in plan.removed if one.is_row)
    coarser = sum(one.count for one in plan.removed if not one.is_row)
    counted = (
        (mark("Left out: {count}"), gone),
        (mark("coarser: {count}"), coarser),
        (mark("risks that stay: {count}"), len(plan.risks)),
    )
    words = [say(text).format(count=upright(number(n))) for text, n in counted if n]
    if not words:
        return say(mark("Nothing is left out, and nothing risky was found."))
    return " · ".join(words if gone else (say(mark("Nothing is left out")), *words))


def _more(count: int) -> str:
    return say(mark("and {count} more")).format(count=upright(number(count)))
