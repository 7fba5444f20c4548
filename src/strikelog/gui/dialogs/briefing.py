"""Make a briefing or a dossier: template, level, title, progress, and where it went."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.filter_text import term_words
from strikelog.domain.filters import Filter
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.domain.records import Incident
from strikelog.gui.dialogs import files
from strikelog.gui.dialogs.sheet import Sheet, form_lines, note
from strikelog.gui.language import language, number, say, upright
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import plain_button, primary_button
from strikelog.services.briefings import BriefingResult, Briefings

PATTERN = mark("PDF documents (*.pdf)")
_TEMPLATES = {
    "situation": (mark("Situation briefing"), mark("About four pages: numbers, places, sources.")),
    "one-page": (mark("One page"), mark("Key messages and figures on a single page.")),
}
_LEVELS = {
    "full": mark("For your own office: everything, with exact positions"),
    "briefing": mark("For partners: no exact positions, nothing that is still in review"),
}


class Written(Protocol):
    """A job that writes a PDF."""

    def __call__(self, progress: Progress) -> BriefingResult:
        """Write it."""


class BriefingDialog(Sheet):
    """Writes one PDF about the incidents that match."""

    def __init__(
        self, parent: QWidget, briefings: Briefings, *, where: Filter, tasks: Tasks
    ) -> None:
        super().__init__(parent, say(mark("Make a briefing")))
        self._briefings = briefings
        self._where = where
        self._tasks = tasks
        self.template = _choices({code: name for code, (name, _) in _TEMPLATES.items()})
        self.level = _choices(_LEVELS)
        self.title = QLineEdit()
        self.title.setPlaceholderText(say(mark("The program finds one when this is empty")))
        self._start = primary_button(say(mark("Choose file and write…")), "file-chart-column")
        self._start.clicked.connect(self._choose)
        self.add_action(self._start)
        self.path: Path | None = None
        self._fill()

    def write_to(self, path: Path) -> None:
        """Write the PDF beside the window."""
        briefings, where, template = self._briefings, self._where, self.template.currentData()
        level, title = self.level.currentData(), self.title.text().strip() or None

        def job(progress: Progress) -> BriefingResult:
            return briefings.make(
                path, where, template=template, level=level, title=title, progress=progress
            )

        self._run(path, job)

    def _fill(self) -> None:
        lines = form_lines()
        lines.addRow(say(mark("Template")), self.template)
        lines.addRow(say(mark("Written for")), self.level)
        lines.addRow(say(mark("Title")), self.title)
        said = " · ".join(term_words(one, Incident, language()) for one in self._where.terms)
        scope = said or say(mark("All incidents"))
        lines.addRow(say(mark("About")), note(scope))
        self.body.addLayout(lines)
        self.body.addWidget(note(say(mark("Briefings are written in English."))))
        self.body.addStretch(1)

    def _choose(self) -> None:
        name = f"strikelog_{self.template.currentData()}.pdf"
        heading = say(mark("Make a briefing"))
        path = files.ask_for_saving(self, heading, name, pattern=say(PATTERN))
        if path is not None:
            self.write_to(path)

    def _run(self, path: Path, job: Callable[[Progress], BriefingResult]) -> None:
        self.path = path
        self._start.setEnabled(False)
        task = self._tasks.run(self, job, self._done, self._failed)
        self.follow(task, say(mark("Writing the briefing")))

    def _done(self, result: BriefingResult) -> None:
        words = say(mark("Written: {name}, {pages} pages on {incidents} incidents."))
        self.tell(
            words.format(
                name=upright(self.path.name if self.path else ""),
                pages=upright(number(result.pages)),
                incidents=upright(number(result.incidents)),
            )
        )
        self._start.hide()
        for words, picture, act in (
            (mark("Open folder"), "folder-open", files.open_folder_of),
            (mark("Open"), "external-link", files.open_file),
        ):
            button = plain_button(say(words), picture)
            button.clicked.connect(self._opener(act))
            self.add_action(button)

    def _opener(self, act: Callable[[Path], None]) -> Callable[[], None]:
        def open_it() -> None:
            if self.path is not None:
                act(self.path)

        return open_it

    def _failed(self, error: StrikelogError) -> None:
        self._start.setEnabled(True)
        self.fail(error)


class DossierDialog(BriefingDialog):
    """Writes the PDF of one incident."""

    def __init__(
        self, parent: QWidget, briefings: Briefings, *, incident: Incident, tasks: Tasks
    ) -> None:
        self._incident = incident
        super().__init__(parent, briefings, where=Filter(), tasks=tasks)
        self.heading.setText(say(mark("Make a dossier")))
        self.setWindowTitle(say(mark("Make a dossier")))

    def write_to(self, path: Path) -> None:
        """Write the dossier beside the window."""
        briefings, incident = self._briefings, self._incident
        level = self.level.currentData()

        def job(progress: Progress) -> BriefingResult:
            return briefings.dossier(path, incident.id, level=level, progress=progress)

        self._run(path, job)

    def _fill(self) -> None:
        lines = form_lines()
        code = self._incident.ref or self._incident.id[:8]
        lines.addRow(say(mark("Incident")), note(upright(code)))
        lines.addRow(say(mark("Written for")), self.level)
        self.body.addLayout(lines)
        self.body.addWidget(note(say(mark("Dossiers are written in English."))))
        self.body.addStretch(1)


def _choices(named: dict[str, str]) -> QComboBox:
    box = QComboBox()
    for code, name in named.items():
        box.addItem(say(name), code)
    return box
