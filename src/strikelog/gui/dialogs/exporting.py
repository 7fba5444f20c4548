"""Export to Excel: for whom, a look at what goes and what it risks, then the file."""

from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.filters import Filter
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.domain.records import Incident
from strikelog.gui import style
from strikelog.gui.dialogs import files
from strikelog.gui.dialogs.sheet import Sheet
from strikelog.gui.language import number, say, upright
from strikelog.gui.reading_only import NOT_ENTERED
from strikelog.gui.sharing.choosing import ExportChoice, Wanted
from strikelog.gui.sharing.looking import ExportLook, risks_left, summary_words
from strikelog.gui.sharing.stopped import ExportStopped
from strikelog.gui.style import Look, Tone
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import plain_button, primary_button
from strikelog.gui.widgets.labels import ElidedLabel
from strikelog.services.export_planning import ExportPlan
from strikelog.services.exporting import Exporting, ExportResult
from strikelog.services.finding import Finding
from strikelog.services.release_gate import NotReleased

PATTERN = mark("Excel workbooks (*.xlsx)")
_WIDE, _HIGH = 980, 600
_HEADING = mark("Export to Excel")


class ExportDialog(Sheet):
    """Writes one workbook; emits `record_requested` with class and id of a record to correct."""

    record_requested = Signal(str, str)

    def __init__(
        self,
        parent: QWidget,
        exporting: Exporting,
        finding: Finding,
        *,
        where: Filter,
        tasks: Tasks,
    ) -> None:
        super().__init__(parent, say(_HEADING), width=_WIDE)
        self.setMinimumHeight(_HIGH)
        self._exporting = exporting
        self._tasks = tasks
        self._wanted: Wanted | None = None
        self.look: ExportLook | None = None
        self.path: Path | None = None
        self.choice = ExportChoice(exporting.partners.all(), where)
        self._first = _scrolling(self.choice)
        self.steps = QStackedWidget()
        self._about = ElidedLabel(look=Look.MUTED)
        self._back = plain_button(say(mark("Back")))
        self._next = primary_button(say(mark("Look at what goes")))
        self._start = primary_button(say(mark("Choose file and export…")), "download")
        self._lay_out()
        self._count(finding, where)

    # -- the steps ---------------------------------------------------------------------------

    def prepare(self) -> None:
        """Work out what would go, beside the window."""
        wanted, exporting = self.choice.wanted(), self._exporting

        def job(progress: Progress) -> ExportPlan:
            if wanted.partner:
                partners = exporting.partners
                partners.save(wanted.of(partners.called(wanted.partner)))
            return exporting.plan(
                wanted.where,
                profile=wanted.profile,
                partner=wanted.partner,
                language=wanted.language,
                progress=progress,
            )

        self._wanted = wanted
        self._next.setEnabled(False)
        task = self._tasks.run(self, job, self._show_plan, self._failed, write=True)
        self.follow(task, say(mark("Working out what would go")))

    def export_to(self, path: Path) -> None:
        """Write the workbook beside the window."""
        wanted, exporting = self._wanted or self.choice.wanted(), self._exporting
        self.path = path

        def job(progress: Progress) -> ExportResult:
            return exporting.export(
                path,
                wanted.where,
                profile=wanted.profile,
                partner=wanted.partner,
                language=wanted.language,
                progress=progress,
            )

        self._start.setEnabled(False)
        self.follow(
            self._tasks.run(self, job, self._done, self._not_written),
            say(mark("Writing and checking the workbook")),
        )

    def choose_again(self) -> None:
        """Go back to the choice of the level."""
        self._wanted = None
        self._show_step(self._first)

    # -- inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.steps.addWidget(self._first)
        self.body.addWidget(self._about)
        self.body.addWidget(self.steps, 1)
        self.footer.insertWidget(0, self._back)
        for button, act in (
            (self._back, self.choose_again),
            (self._next, self.prepare),
            (self._start, self._choose_file),
        ):
            button.clicked.connect(act)
        self.choice.entered.connect(self._next.click)
        self.add_action(self._next)
        self.add_action(self._start)
        self.choice.changed.connect(self._judge_choice)
        self.choose_again()

    def _show_step(self, step: QWidget) -> None:
        """Show one step alone; those before it are made anew when they are needed again."""
        for at in reversed(range(self.steps.count())):
            other = self.steps.widget(at)
            if other is not None and other not in (self._first, step):
                self.steps.removeWidget(other)
                other.deleteLater()
        if self.steps.indexOf(step) < 0:
            self.steps.addWidget(step)
        self.steps.setCurrentWidget(step)
        is_first = step is self._first
        self._back.setVisible(not is_first)
        self._next.setVisible(is_first)
        self._start.setVisible(isinstance(step, ExportLook))
        self._about.setVisible(not is_first)
        self._judge_choice()

    def _judge_choice(self) -> None:
        """A partner's workbook is for somebody: without a name there is no way on."""
        wanted = self.choice.wanted()
        self._next.setEnabled(wanted.profile != "partner" or wanted.partner is not None)

    def _count(self, finding: Finding, where: Filter) -> None:
        self._tasks.run(
            self, lambda _progress: finding.tally(Incident, where).total, self._show_count
        )

    def _show_count(self, count: int) -> None:
        words = say(mark("{count} incidents, with everything they name"))
        self.choice.scope.setText(words.format(count=upright(number(count))))

    def _show_plan(self, plan: ExportPlan) -> None:
        look = ExportLook(plan)
        look.seen.connect(self._judge_risks)
        look.record_requested.connect(self._open_record)
        self.look = look
        self._about.show_text(summary_words(plan))
        self._show_step(look)
        self._judge_risks()
        look.table.setFocus()

    def _judge_risks(self) -> None:
        if self.look is None:
            return
        left = risks_left(self.look.ticks)
        self._start.setEnabled(left == 0)
        hint = say(mark("Tick every risk as seen first: {count} left."))
        self._start.setToolTip(hint.format(count=left) if left else "")

    def _choose_file(self) -> None:
        profile = (self._wanted or self.choice.wanted()).profile
        name = self._exporting.suggested_name(profile, str(uuid4()))
        path = files.ask_for_saving(self, say(_HEADING), name, pattern=say(PATTERN))
        if path is not None:
            self.export_to(path)

    def _done(self, result: ExportResult) -> None:
        self.tell(_written(result), Tone.GOOD if result.is_noted else Tone.WAIT)
        self._start.hide()
        self._back.hide()
        show = plain_button(say(mark("Open folder")), "folder-open")
        show.clicked.connect(self._open_folder)
        self.add_action(show)

    def _failed(self, error: StrikelogError) -> None:
        self._judge_choice()
        self.fail(error)

    def _not_written(self, error: StrikelogError) -> None:
        self._start.setEnabled(True)
        if not isinstance(error, NotReleased):
            self.fail(error)
        else:
            stopped = ExportStopped(error.hits)
            stopped.record_requested.connect(self._open_record)
            self._about.show_text(say(mark("Stopped by the check of the finished file")))
            self._show_step(stopped)
            stopped.rows.setFocus()

    def _open_record(self, entity: str, record_id: str) -> None:
        self.record_requested.emit(entity, record_id)
        self.accept()

    def _open_folder(self) -> None:
        if self.path is not None:
            files.open_folder_of(self.path)


def _scrolling(part: QWidget) -> QScrollArea:
    """Give a part room to scroll, for small windows and long languages."""
    style.dress(part, Look.FRAME)
    area = QScrollArea()
    area.setWidget(part)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def _written(result: ExportResult) -> str:
    """Say what was written, and where nobody will be able to look up that it was."""
    words = say(mark("Written and checked: {name}, {rows} rows on {sheets} sheets.")).format(
        name=upright(result.path.name),
        rows=upright(number(sum(result.counts.values()))),
        sheets=upright(number(_filled(result.counts))),
    )
    return words if result.is_noted else f"{words} {say(NOT_ENTERED)}"


def _filled(counts: Mapping[str, int]) -> int:
    return sum(1 for count in counts.values() if count)
