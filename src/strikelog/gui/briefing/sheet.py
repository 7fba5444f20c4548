"""Make a briefing or a dossier: choices beside its pages as they will be printed, then the file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from strikelog.domain.briefing_templates import BUILT_IN, Template
from strikelog.domain.display import code_of
from strikelog.domain.errors import StrikelogError
from strikelog.domain.filter_text import term_words
from strikelog.domain.filters import Condition, Filter, Op
from strikelog.domain.messages import mark
from strikelog.domain.progress import Cancelled, Progress
from strikelog.domain.records import Incident
from strikelog.drawing.printed import PrintedPage
from strikelog.gui import style
from strikelog.gui.briefing.behind import BehindSheet
from strikelog.gui.briefing.choices import BriefingChoices
from strikelog.gui.briefing.counting import Counting
from strikelog.gui.briefing.pages_view import PagesView
from strikelog.gui.briefing.photograph_sheet import PhotographSheet
from strikelog.gui.briefing.preparing import Preparing
from strikelog.gui.briefing.template_menu import TemplateMenu
from strikelog.gui.dialogs import files
from strikelog.gui.dialogs.sheet import Sheet
from strikelog.gui.errors import sentence
from strikelog.gui.language import language, number, say, upright
from strikelog.gui.reading_only import NOT_ENTERED
from strikelog.gui.style import Look
from strikelog.gui.tasks import Lane, Tasks
from strikelog.gui.widgets.buttons import icon_button, plain_button, primary_button
from strikelog.gui.widgets.labels import ElidedLabel
from strikelog.gui.widgets.margins import margins
from strikelog.services.briefing_drafts import LANGUAGES, BriefingWish, NotForLevel
from strikelog.services.briefing_preview import MOST_PAGES, Preview
from strikelog.services.briefings import BriefingResult, Briefings
from strikelog.services.paper_silence import Silence
from strikelog.services.photographs import AvailablePhotograph

__all__ = ["BriefingDialog", "DossierDialog"]

PATTERN = mark("PDF documents (*.pdf)")
LEVEL = "briefing"
"""For whom a paper is until somebody says otherwise: rather too few than too many see it."""

_WIDE, _HIGH = 980, 560
_CHOICES = 320
_PAUSE = 250
"""Milliseconds without a change before the preview is made anew."""


def _with_tools(view: PagesView, place: QWidget, state: QWidget, strip: QWidget) -> QWidget:
    """The pages below a line that says where one is, with buttons for their size."""
    smaller = icon_button("minus", say(mark("Smaller (-)")))
    larger = icon_button("plus", say(mark("Larger (+)")))
    fit = icon_button("columns-3", say(mark("Fit the width (0)")))
    smaller.clicked.connect(lambda: view.zoom_by(1 / 1.2))
    larger.clicked.connect(lambda: view.zoom_by(1.2))
    fit.clicked.connect(view.fit)
    line = QHBoxLayout()
    line.setSpacing(style.HAIR)
    line.addWidget(place, 1)
    line.addWidget(state, 2)
    for button in (smaller, fit, larger):
        line.addWidget(button)
    half = QWidget()
    column = QVBoxLayout(half)
    column.setContentsMargins(margins(start=style.GAP))
    column.setSpacing(style.HAIR)
    column.addLayout(line)
    column.addWidget(strip)
    column.addWidget(view, 1)
    return half


def _openers(written: Callable[[], Path | None]) -> list[QPushButton]:
    """Buttons that open the folder of what was written, and the file itself."""

    def opener(act: Callable[[Path], None]) -> Callable[[], None]:
        return lambda: act(path) if (path := written()) is not None else None

    folder = plain_button(say(mark("Open folder")), "folder-open")
    folder.clicked.connect(opener(files.open_folder_of))
    file = plain_button(say(mark("Open")), "external-link")
    file.clicked.connect(opener(files.open_file))
    return [folder, file]


def _extent(preview: Preview) -> str:
    """Say how many incidents are told of, and how many of all pages are shown."""
    found = say(mark("Incidents: {n}")).format(n=upright(number(preview.incidents)))
    if not preview.is_cut:
        return found
    shown, total = (upright(number(one)) for one in (MOST_PAGES, preview.total))
    if preview.total:
        cut = say(mark("the first {n} of {total} pages are shown here"))
    else:
        cut = say(mark("only the first {n} pages are shown here"))
    return f"{found} · {cut.format(n=shown, total=total)}"


def _written(result: BriefingResult) -> str:
    """Say what was written, and where nobody will be able to look up that it was."""
    words = say(mark("Written: {name}, {pages} pages on {incidents} incidents.")).format(
        name=upright(result.path.name),
        pages=upright(number(result.pages)),
        incidents=upright(number(result.incidents)),
    )
    return words if result.run else f"{words} {say(NOT_ENTERED)}"


class _BriefingSheet(Sheet):
    """Choices, preview and writing; emits `incident_requested` with the id of one to go to."""

    incident_requested = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        briefings: Briefings,
        wish: BriefingWish,
        *,
        heading: str,
        about: str,
        tasks: Tasks,
    ) -> None:
        super().__init__(parent, heading, width=_WIDE)
        self.setMinimumHeight(_HIGH)
        self._briefings = briefings
        self._tasks = tasks
        self.preparing = Preparing(self, briefings.previewing, tasks)
        self._preview: Preview | None = None
        self._remedy: Callable[[], object] = bool
        self.path: Path | None = None
        self.choices = BriefingChoices(wish, about)
        self.counting = Counting(self, briefings, self.choices.left_out, tasks)
        self.level, self.title = self.choices.level, self.choices.title
        self.template = self.choices.template
        self.view = PagesView()
        self.templates = TemplateMenu(briefings.templates, lambda: self.choices.chosen, tasks)
        self._place = ElidedLabel("", Look.SMALL)
        self._state = ElidedLabel("", Look.SMALL)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._copy = plain_button(say(mark("Copy the correction")), "copy")
        self._start = primary_button(say(mark("Choose file and write…")), "file-chart-column")
        self._lay_out()
        self._connect()
        self.level.setFocus()  # who will read it comes before everything else
        self.renew()

    # -- preview -----------------------------------------------------------------------------

    def renew(self) -> None:
        """Make the preview anew, beside the window."""
        self._pause.stop()
        self.counting.wait()
        self._state.show_text(say(mark("Preparing the pages…")))
        self.preparing.make(self.choices.wish)

    def _show_arrived(self, pages: list[PrintedPage]) -> None:
        """Show the pages that are ready, unless more stood there before."""
        if len(pages) >= max(1, len(self.view.pages)):
            self.view.show_pages(pages)
            self._tell_place()

    def _show(self, preview: Preview) -> None:
        self._preview = preview
        self.view.show_pages(list(preview.pages))
        self._copy.setVisible(bool(preview.correction))
        self._start.setEnabled(not self.is_working)
        self._state.show_text(_extent(preview))
        self._tell_place()
        if not (preview.is_cut and preview.total):  # they were counted, and gone through for that
            self.counting.count(self.choices.wish)

    def _not_shown(self, error: StrikelogError) -> None:
        self._preview = None
        self._state.show_text("")
        if isinstance(error, NotForLevel):
            self.view.show_pages([])
            self._start.setEnabled(False)
            self._tell_place()
            self.counting.explain(self.choices.wish)
            return
        self.counting.rest()
        if isinstance(error, Cancelled):
            words = say(mark("The pages were not prepared to their end."))
            self._offer_remedy(words, say(mark("Prepare the pages")), self.renew)
        else:
            self.fail(error)

    def _explain(self, silence: Silence) -> None:
        """Say why no incident stands on the pages, and offer what helps."""
        action = say(mark("Show it for your own office")) if silence.office_may_see else ""
        if not self.is_working:
            self._offer_remedy(silence.sentence(language()), action, self.choices.turn_inward)

    def _offer_remedy(self, words: str, action: str, act: Callable[[], None]) -> None:
        """Say what stands in the way, and do what helps when it is asked for."""
        self._remedy = act
        self.tell(words, style.Tone.WAIT, action=action)

    def _help(self) -> None:
        self._remedy()

    def _number_pages(self, pages: int) -> None:
        """Say on the pages how many there are, where the first alone are shown."""
        if self._preview is not None and self._preview.is_cut and not self._pause.isActive():
            self.preparing.make(self.choices.wish, total=pages)

    def _tell_place(self) -> None:
        pages = self.view.pages
        words = say(mark("Page {at} of {total}"))
        at, total = (number(one) for one in (self.view.current + 1, len(pages)))
        self._place.show_text(words.format(at=upright(at), total=upright(total)) if pages else "")

    def explain(self, key: str) -> None:
        """Open the list behind a number."""
        figure = self._preview.figures.get(key) if self._preview else None
        if figure is None:
            return
        sheet = BehindSheet(self, self._briefings.previewing, figure, self._tasks)
        sheet.incident_requested.connect(self._go)
        sheet.open()

    def _go(self, incident_id: str) -> None:
        self.hide()
        self.incident_requested.emit(incident_id)

    def _forget(self) -> None:
        """Let go of what was read, which may be much; nobody waits for that."""
        self.preparing.drop()
        self.counting.rest()
        tasks, forget = self._tasks, self._briefings.forget
        tasks.run(tasks, lambda _progress: forget(), lane=Lane.SETTING)

    def ask_for_photographs(self) -> None:
        """Offer the photographs of the incidents asked for."""
        wish, briefings = self.choices.wish, self._briefings
        where = wish.where
        if wish.incident_id:
            where = Filter((Condition("id", Op.IS, (wish.incident_id,)),))
        self._tasks.run(
            self,
            lambda _progress: briefings.photographs_available(where, wish.template.level),
            self._offer_photographs,
            self.fail,
        )

    def _offer_photographs(self, available: list[AvailablePhotograph]) -> None:
        sheet = PhotographSheet(self, available, self.choices.photographs)
        sheet.chosen.connect(self.choices.take_photographs)
        sheet.open()

    def copy_correction(self) -> None:
        """Put the text of the correction on the clipboard."""
        if self._preview:
            QGuiApplication.clipboard().setText(self._preview.correction)
            self.tell(say(mark("The correction is on the clipboard.")))

    # -- writing -----------------------------------------------------------------------------

    def write_to(self, path: Path) -> None:
        """Write the PDF beside the window."""
        wish, briefings = self.choices.wish, self._briefings

        def job(progress: Progress) -> BriefingResult:
            return briefings.write(path, wish, progress)

        self.path = path
        self._start.setEnabled(False)
        task = self._tasks.run(self, job, self._done, self._failed)
        self.follow(task, say(mark("Writing the briefing")))

    def _choose(self) -> None:
        layout = self.choices.chosen.layout
        name = f"strikelog_{layout}.pdf"
        path = files.ask_for_saving(self, self.heading.text(), name, pattern=say(PATTERN))
        if path is not None:
            self.write_to(path)

    def _done(self, result: BriefingResult) -> None:
        self.tell(_written(result), style.Tone.GOOD if result.run else style.Tone.WAIT)
        self._start.setEnabled(True)
        for button in self._results:
            button.show()
        self._read_runs()

    def _failed(self, error: StrikelogError) -> None:
        self._start.setEnabled(True)
        self.path = None
        self.messages.tell(sentence(error), style.Tone.GRAVE)

    # -- inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.choices.add_beside_template(self.templates.button)
        scroller = QScrollArea()
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setWidgetResizable(True)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = QWidget()
        style.dress(ground, Look.FRAME)
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(margins(end=style.GAP))
        inside.addWidget(self.choices)
        scroller.setWidget(ground)
        bar = scroller.verticalScrollBar().sizeHint().width()
        wide = max(_CHOICES, ground.minimumSizeHint().width() + bar)
        scroller.setMinimumWidth(wide)
        halves = QSplitter()
        halves.addWidget(scroller)
        halves.addWidget(_with_tools(self.view, self._place, self._state, self.preparing.strip))
        halves.setStretchFactor(1, 1)
        halves.setSizes([wide, _WIDE - wide])
        halves.setChildrenCollapsible(False)
        self.body.addWidget(halves, 1)

    def _connect(self) -> None:
        self._pause.timeout.connect(self.renew)
        self.preparing.arrived.connect(self._show_arrived)
        self.preparing.made.connect(self._show)
        self.preparing.failed.connect(self._not_shown)
        self.counting.counted.connect(self._number_pages)
        self.finished.connect(self._forget)
        self.choices.changed.connect(self._pause.start)
        self.choices.changed.connect(self.messages.hide)
        self.counting.silent.connect(self._explain)
        self.counting.failed.connect(self.fail)
        self.counting.incident_requested.connect(self._go)
        self.messages.action_requested.connect(self._help)
        self.choices.pictures.clicked.connect(self.ask_for_photographs)
        self.view.figure_chosen.connect(self.explain)
        self.view.verticalScrollBar().valueChanged.connect(self._tell_place)
        self.templates.listed.connect(self._offer)
        self.templates.failed.connect(self.fail)
        self._copy.clicked.connect(self.copy_correction)
        self._start.clicked.connect(self._choose)
        self._results = _openers(lambda: self.path)
        for button in self._results:
            self.add_action(button)
            button.hide()
        self.add_action(self._copy)
        self._copy.hide()
        self.add_action(self._start)
        self._read_runs()

    def _offer(self, templates: object, name: str) -> None:
        self.choices.offer_templates(list(templates), name)  # type: ignore[call-overload]
        if name:
            self.choices.template.currentIndexChanged.emit(self.choices.template.currentIndex())

    def _read_runs(self) -> None:
        runs = self._briefings.runs
        self._tasks.run(self, lambda _progress: runs.listed(), self.choices.offer_runs, self.fail)


class BriefingDialog(_BriefingSheet):
    """Writes one PDF about the incidents that match."""

    def __init__(
        self, parent: QWidget, briefings: Briefings, *, where: Filter, tasks: Tasks
    ) -> None:
        said = " · ".join(term_words(one, Incident, language()) for one in where.terms)
        scope = said or say(mark("All incidents"))
        about = say(mark("About: {scope}")).format(scope=scope)
        heading = say(mark("Make a briefing"))
        wish = BriefingWish(where=where, template=_begun("situation"))
        super().__init__(parent, briefings, wish, heading=heading, about=about, tasks=tasks)


class DossierDialog(_BriefingSheet):
    """Writes the PDF of one incident."""

    def __init__(
        self, parent: QWidget, briefings: Briefings, *, incident: Incident, tasks: Tasks
    ) -> None:
        code = code_of(incident)
        about = say(mark("About: {scope}")).format(scope=upright(code))
        heading = say(mark("Make a dossier"))
        wish = BriefingWish(template=_begun("dossier"), incident_id=incident.id)
        super().__init__(parent, briefings, wish, heading=heading, about=about, tasks=tasks)


def _begun(layout: str) -> Template:
    """A template of the program for few readers, in the language of the window."""
    spoken = language() if language() in LANGUAGES else BUILT_IN[layout].language
    return replace(BUILT_IN[layout], level=LEVEL, language=spoken)
