"""Export to Excel: what goes in, how far it is, where it went."""

from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

from PySide6.QtWidgets import QComboBox, QRadioButton, QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.filter_text import term_words
from strikelog.domain.filters import ALL, Filter
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.domain.records import Incident
from strikelog.gui.dialogs import files
from strikelog.gui.dialogs.sheet import Sheet, form_lines, note
from strikelog.gui.language import language, number, say, upright
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import plain_button, primary_button
from strikelog.gui.widgets.labels import label
from strikelog.services.exporting import Exporting, ExportResult
from strikelog.services.finding import Finding

PATTERN = mark("Excel workbooks (*.xlsx)")
_PROFILES = {
    "full": (
        mark("Full workbook"),
        mark(
            "Every sheet with all fields and the keys to bring edits back in. For your own office:"
            " nothing is left out."
        ),
    ),
    "field_form": (
        mark("Field form"),
        mark(
            "A form with drop-down lists and empty rows, to be filled in where strikelog is not"
            " at hand, and brought back in."
        ),
    ),
}
_LANGUAGES = {"en": "English", "ar": "العربية"}


class ExportDialog(Sheet):
    """Writes one workbook."""

    def __init__(
        self,
        parent: QWidget,
        exporting: Exporting,
        finding: Finding,
        *,
        where: Filter,
        tasks: Tasks,
    ) -> None:
        super().__init__(parent, say(mark("Export to Excel")))
        self._exporting = exporting
        self._where = where
        self._tasks = tasks
        self.profile = QComboBox()
        for code, (name, _) in _PROFILES.items():
            self.profile.addItem(say(name), code)
        self.language = QComboBox()
        for code, name in _LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(list(_LANGUAGES).index(language()))
        self.listed = QRadioButton(say(mark("What the list shows")))
        self.everything = QRadioButton(say(mark("Everything in the vault")))
        (self.listed if where else self.everything).setChecked(True)
        self._about = note("")
        self._scope = label("")
        self._start = primary_button(say(mark("Choose file and export…")), "download")
        self._start.clicked.connect(self._choose)
        self.add_action(self._start)
        self.path: Path | None = None
        self._fill()
        self.profile.currentIndexChanged.connect(self._describe)
        self._describe()
        self._count(finding)

    def export_to(self, path: Path) -> None:
        """Write the workbook beside the window."""
        where = self._where if self.listed.isChecked() else ALL
        exporting, profile = self._exporting, self.profile.currentData()
        tongue, self.path = self.language.currentData(), path

        def job(progress: Progress) -> ExportResult:
            return exporting.export(
                path, where, profile=profile, language=tongue, progress=progress
            )

        self._start.setEnabled(False)
        self.follow(
            self._tasks.run(self, job, self._done, self._failed), say(mark("Writing the workbook"))
        )

    def _fill(self) -> None:
        lines = form_lines()
        lines.addRow(say(mark("Workbook")), self.profile)
        lines.addRow(say(mark("Language")), self.language)
        if self._where:
            said = " · ".join(term_words(one, Incident, language()) for one in self._where.terms)
            lines.addRow(say(mark("Contents")), self.listed)
            lines.addRow("", note(said))
            lines.addRow("", self.everything)
        else:
            lines.addRow(say(mark("Contents")), label(say(mark("Everything in the vault"))))
        lines.addRow("", self._scope)
        self.body.addLayout(lines)
        self.body.addWidget(self._about)
        self.body.addWidget(
            note(
                say(
                    mark(
                        "A workbook is not encrypted. Keep it where only those may look who may"
                        " read the vault."
                    )
                )
            )
        )
        self.body.addStretch(1)

    def _describe(self) -> None:
        self._about.setText(say(_PROFILES[self.profile.currentData()][1]))

    def _count(self, finding: Finding) -> None:
        where = self._where
        self._tasks.run(
            self, lambda _progress: finding.tally(Incident, where).total, self._show_count
        )

    def _show_count(self, count: int) -> None:
        words = say(mark("{count} incidents, with everything they name"))
        self._scope.setText(words.format(count=upright(number(count))))

    def _choose(self) -> None:
        name = self._exporting.suggested_name(self.profile.currentData(), str(uuid4()))
        path = files.ask_for_saving(self, say(mark("Export to Excel")), name, pattern=say(PATTERN))
        if path is not None:
            self.export_to(path)

    def _done(self, result: ExportResult) -> None:
        rows = sum(result.counts.values())
        words = say(mark("Written: {name}, {rows} rows on {sheets} sheets."))
        self.tell(
            words.format(
                name=upright(result.path.name),
                rows=upright(number(rows)),
                sheets=upright(number(_filled(result.counts))),
            )
        )
        self._start.hide()
        show = plain_button(say(mark("Open folder")), "folder-open")
        show.clicked.connect(self._open_folder)
        self.add_action(show)

    def _failed(self, error: StrikelogError) -> None:
        self._start.setEnabled(True)
        self.fail(error)

    def _open_folder(self) -> None:
        if self.path is not None:
            files.open_folder_of(self.path)


def _filled(counts: Mapping[str, int]) -> int:
    return sum(1 for count in counts.values() if count)
