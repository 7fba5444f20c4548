"""Everything about files going out and coming in: the page in the rail, and what opens over it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from strikelog.domain.changes import Changes
from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.domain.progress import Cancelled, Progress
from strikelog.gui.dialogs import files
from strikelog.gui.errors import sentence
from strikelog.gui.exchange.dropping import SUFFIXES, TableGate
from strikelog.gui.exchange.hub import ICON, TITLE, ExchangeHub, Waits
from strikelog.gui.exchange.passed_sheet import PassedSheet
from strikelog.gui.exchange.review.page import ReviewPage
from strikelog.gui.exchange.waiting_page import WaitingPage
from strikelog.gui.language import language, say
from strikelog.gui.main_window import MainWindow
from strikelog.gui.pages import wishes
from strikelog.gui.preferences import Preferences
from strikelog.gui.style import Tone
from strikelog.gui.tasks import Tasks
from strikelog.services.exchange_log import Exchange
from strikelog.services.importing import Imported, Preview
from strikelog.services.reviewing import Review, review_of
from strikelog.services.routing import Way, way_of
from strikelog.services.taking_back import UndoneImport
from strikelog.services.workspace import Workspace

_FOLDER = "exchange.folder"
_PATTERN = mark("Workbooks and tables ({suffixes})")
_DROP = mark("Drop to import this file")
_BUSY = mark("First apply or leave the review that is open.")
_READING = mark("Looking into the file")
_COMPARING = mark("Comparing with the vault")

Grant = Callable[[wishes.Wish], None]


class _Entry:
    """The page as the rail knows it; made when it is first shown."""

    icon = ICON

    def __init__(self, make: Callable[[], QWidget], desk: "ExchangeDesk") -> None:
        self.title = say(TITLE)
        self._make = make
        self._desk = desk
        self._widget: QWidget | None = None

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        if self._widget is None:
            self._widget = self._make()
        return self._widget

    def shown(self) -> None:
        """Bring what stands on the page up to date."""
        self._desk.shown()

    def find(self) -> None:
        """Put the keyboard into the search box of a review, if one is open."""
        self._desk.find()


class ExchangeDesk(QObject):
    """Opens files in whichever way they need; tells the window of what came in."""

    imported = Signal(object)

    def __init__(self, workspace: Workspace, tasks: Tasks, preferences: Preferences) -> None:
        super().__init__()
        self._workspace = workspace
        self._tasks = tasks
        self._preferences = preferences
        self._window: MainWindow | None = None
        self._grant: Grant = _nothing
        self._stack: QStackedWidget | None = None
        self._waiting: WaitingPage | None = None
        self.entry = _Entry(self._make, self)

    def stand_in(self, window: MainWindow, grant: Grant, is_evidence: Callable[[], bool]) -> None:
        """Take a place in a window; `is_evidence` tells where a dropped file is not for us."""
        self._window = window
        self.setParent(window)
        self._grant = grant
        self.gate = TableGate(window, lambda: "" if is_evidence() else say(_DROP))
        self.gate.table_dropped.connect(self.open_file)

    # -- files

    def choose_file(self) -> None:
        """Ask for a file and open it."""
        self._come_forward()
        if self._window is None:
            return
        suffixes = " ".join(f"*{one}" for one in sorted(SUFFIXES))
        pattern = say(_PATTERN).format(suffixes=suffixes)
        kept = self._preferences.get(_FOLDER)
        path = files.ask_for_opening(
            self._window, self.entry.title, pattern=pattern, folder=Path(kept) if kept else None
        )
        if path is not None:
            self._preferences.set(_FOLDER, str(path.parent))
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Find out what a file is, and open the page it needs."""
        self._come_forward()
        if self.review.review is not None and self.review.outcome is None:
            self._show(self.review)
            self.review.tell(say(_BUSY), Tone.WAIT)
            return
        self.hub.messages.hide()
        self._show(self.hub)
        self.hub.start.setEnabled(False)

        def job(_progress: Progress) -> Way:
            return way_of(path)

        def open_it(way: Way) -> None:
            self.hub.start.setEnabled(True)
            self.compare(path) if way == "ours" else self.understand(path)

        task = self._tasks.run(self, job, open_it, self._not_opened)
        self.hub.progress.follow(task, say(_READING))

    def compare(self, path: Path) -> None:
        """Compare a workbook of ours with the vault, and show what it would change."""
        importing, tongue = self._workspace.importing, language()
        chosen = self.review.review.chosen() if self.review.review is not None else {}

        def job(progress: Progress) -> tuple[Review, Preview]:
            preview = importing.preview(path, progress, language=tongue)
            review = review_of(preview, progress)
            review.take_over(chosen)
            return review, preview

        def show(found: tuple[Review, Preview]) -> None:
            self.hub.start.setEnabled(True)
            self.review.show_review(*found)
            self._show(self.review)

        self.hub.start.setEnabled(False)
        task = self._tasks.run(self, job, show, self._not_opened)
        strip = self.review.progress if self._front() is self.review else self.hub.progress
        strip.follow(task, say(_COMPARING))

    def understand(self, path: Path) -> None:
        """Open a table of somebody else."""
        self.compare(path)

    def show_waiting(self) -> None:
        """Open the decisions that were put off."""
        self._come_forward()
        if self._waiting is None:
            self._waiting = self._make_waiting()
        self._show(self._waiting)
        self._waiting.shown()
        self._waiting.take_focus()

    # -- what the window asks for

    def shown(self) -> None:
        """Read anew what waits and what went before."""
        self._refresh()
        page = self._front()
        if isinstance(page, ReviewPage | WaitingPage):
            page.take_focus()

    def find(self) -> None:
        """Put the keyboard into the search box of what is open."""
        page = self._front()
        if isinstance(page, ReviewPage | WaitingPage):
            page.find()

    def notice(self, _changes: Changes, _origin: object) -> None:
        """Bring the page up to date when something changed."""
        if self._stack is not None and self._stack.isVisible():
            self._refresh()
            if self._waiting is not None and self._front() is self._waiting:
                self._waiting.shown()

    # -- building

    def _make(self) -> QStackedWidget:
        work = self._workspace
        self.hub = ExchangeHub()
        self.review = ReviewPage(work.importing, self._tasks, self._preferences)
        self._stack = QStackedWidget()
        for page in (self.hub, self.review):
            self._stack.addWidget(page)
        self.hub.import_requested.connect(self.choose_file)
        self.hub.wished.connect(self._wish)
        self.hub.exchange_opened.connect(self._show_passed)
        self.review.left.connect(self._go_home)
        self.review.imported.connect(self._tell_imported)
        self.review.compare_requested.connect(self.compare)
        self.review.undo_requested.connect(self._undo)
        self.review.waiting_requested.connect(self.show_waiting)
        self.hub.decisions_requested.connect(self.show_waiting)
        return self._stack

    def _make_waiting(self) -> WaitingPage:
        page = WaitingPage(self._workspace.importing, self._tasks, self._preferences)
        page.closed.connect(self._go_home)
        page.decided.connect(self.imported)
        page.undo_requested.connect(self._undo_step)
        return page

    def _come_forward(self) -> None:
        if self._window is not None:
            self._window.show_page(self.entry)

    def _show(self, page: QWidget) -> None:
        assert self._stack is not None
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def _front(self) -> QWidget | None:
        return self._stack.currentWidget() if self._stack is not None else None

    def _go_home(self) -> None:
        self._show(self.hub)
        self._refresh()
        self.hub.start.setFocus()

    def _refresh(self) -> None:
        work = self._workspace

        def job(_progress: Progress) -> tuple[list[Exchange], Waits]:
            waits = Waits(len(work.importing.waiting()), work.partner_importing.matching.count())
            return work.exchange_log.listed(), waits

        self._tasks.run(self, job, self._show_state, self._fail)

    def _show_state(self, found: tuple[list[Exchange], Waits]) -> None:
        exchanges, waits = found
        self.hub.show_log(exchanges)
        self.hub.show_waits(waits)

    def _show_passed(self, exchange: Exchange) -> None:
        PassedSheet(self.hub.window(), exchange).open()

    def _wish(self, wish: wishes.Wish) -> None:
        self._grant(wish)

    # -- what came of it

    def _tell_imported(self, imported: Imported) -> None:
        self.imported.emit(imported.changes)

    def _undo(self, imported: Imported) -> None:
        importing, step, tongue = self._workspace.importing, imported.step, language()
        if step is None:
            return

        def job(_progress: Progress) -> UndoneImport:
            return importing.undo_import(step, language=tongue)

        def told(undone: UndoneImport) -> None:
            self.review.show_undone([one.sentence(tongue) for one in undone.kept])
            self.imported.emit(undone.changes)

        self._tasks.run(self, job, told, self.review.fail, write=True)

    def _undo_step(self, step: int) -> None:
        recording = self._workspace.recording

        def job(_progress: Progress) -> Changes:
            return recording.undo_step(step).changes

        self._tasks.run(self, job, self.imported.emit, self._fail, write=True)

    def _not_opened(self, error: StrikelogError) -> None:
        self.hub.start.setEnabled(True)
        self._fail(error)

    def _fail(self, error: StrikelogError) -> None:
        front = self._front()
        page = front if isinstance(front, ReviewPage | WaitingPage) else self.hub
        tone = Tone.PLAIN if isinstance(error, Cancelled) else Tone.GRAVE
        page.messages.tell(sentence(error), tone)


def _nothing(_: wishes.Wish) -> None:
    """There is no window yet to ask."""
