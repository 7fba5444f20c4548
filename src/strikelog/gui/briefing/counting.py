"""Counts beside the window what a paper leaves out, and asks why where it tells of nothing."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from strikelog.gui.briefing.left_out import LeftOutLine, LeftOutSheet
from strikelog.gui.tasks import Lane, Latest, Tasks
from strikelog.services.briefing_drafts import BriefingWish
from strikelog.services.briefings import Briefings
from strikelog.services.paper_planning import PaperPlan

__all__ = ["Counting"]


class Counting(QObject):
    """Keeps the line of one sheet true; `silent` with the reason why no incident is told of.

    `counted` with how many pages there are.
    """

    counted = Signal(int)
    silent = Signal(object)
    failed = Signal(object)
    incident_requested = Signal(str)

    def __init__(
        self, sheet: QWidget, briefings: Briefings, line: LeftOutLine, tasks: Tasks
    ) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._briefings = briefings
        self._line = line
        self._latest = Latest(tasks, self, Lane.SETTING)
        line.opened.connect(self._open)

    def wait(self) -> None:
        """Forget what was counted: the pages are made anew."""
        self._latest.drop()
        self._line.wait()

    def rest(self) -> None:
        """Say nothing of pages that could not be made."""
        self._latest.drop()
        self._line.rest()

    def count(self, wish: BriefingWish) -> None:
        """Count what the pages of a wish leave out and risk."""
        self._latest.run(
            lambda progress: self._briefings.release_plan(wish, progress),
            self._counted,
            self._not_counted,
        )

    def explain(self, wish: BriefingWish) -> None:
        """Ask why a wish would tell of nothing."""
        self._line.rest()
        self._latest.run(
            lambda progress: self._briefings.silence(wish, progress),
            self.silent.emit,
            self.failed.emit,
        )

    def _counted(self, plan: PaperPlan) -> None:
        self._line.show_plan(plan)
        self.counted.emit(plan.pages)
        if plan.silence is not None:
            self.silent.emit(plan.silence)

    def _not_counted(self, error: object) -> None:
        self._line.rest()
        self.failed.emit(error)

    def _open(self, plan: PaperPlan) -> None:
        sheet = LeftOutSheet(self._sheet, plan)
        sheet.incident_requested.connect(self.incident_requested)
        sheet.open()
