"""Everything about files going out and coming in: the page in the rail, and what opens over it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from strikelog.domain.changes import Changes
from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.domain.progress import Cancelled, Progress
from strikelog.gui.backups.words import moment_words
from strikelog.gui.errors import sentence
from strikelog.gui.exchange.afterwards import (
    RECEIPT_WRITTEN,
    Afterwards,
    Wanted,
    ask_for_receipt,
)
from strikelog.gui.exchange.dropping import TableGate, ask_for_table
from strikelog.gui.exchange.entry import Entry
from strikelog.gui.exchange.foreign.match_page import MatchPage
from strikelog.gui.exchange.foreign.page import ForeignPage
from strikelog.gui.exchange.hub import ExchangeHub, Waits
from strikelog.gui.exchange.partners_sheet import show_partners
from strikelog.gui.exchange.passed_sheet import PassedSheet
from strikelog.gui.exchange.review.page import ReviewPage
from strikelog.gui.exchange.rooms import Rooms
from strikelog.gui.exchange.waiting_page import WaitingPage
from strikelog.gui.language import apart, language, say
from strikelog.gui.main_window import MainWindow
from strikelog.gui.pages import wishes
from strikelog.gui.preferences import Preferences
from strikelog.gui.style import Tone
from strikelog.gui.tasks import Lane, Latest, Tasks
from strikelog.services.exchange_log import Exchange
from strikelog.services.import_preview import Preview
from strikelog.services.importing import Imported
from strikelog.services.partners.values import PartnerImported
from strikelog.services.reviewing import Review, review_of
from strikelog.services.routing import Way, way_of
from strikelog.services.workspace import Workspace

_DROP = mark("Drop to import this file")
_BUSY = mark("First apply or leave the review that is open.")
_READING = mark("Looking into the file")
_COMPARING = mark("Comparing with the vault")
_EARLIER = mark("This very file came in on {when}. What was decided then still holds.")
_EARLIER_UNDONE = mark("This very file came in on {when} and was taken back. It is compared anew.")

Grant = Callable[[wishes.Wish], None]


class ExchangeDesk(QObject):
    """Opens files in whichever way they need; tells the window of what came in."""

    imported = Signal(object)
    came_in = Signal(int)
    duplicates_requested = Signal()

    def __init__(self, workspace: Workspace, tasks: Tasks, preferences: Preferences) -> None:
        super().__init__()
        self._workspace = workspace
        self._tasks = tasks
        self._preferences = preferences
        self._window: MainWindow | None = None
        self._grant: Grant = _nothing
        self.rooms = Rooms(workspace, tasks, preferences, wire=self._wire)
        self._counting = Latest(tasks, self, Lane.KEEPING)
        self.after = Afterwards(workspace, tasks)
        self.after.changed.connect(self._tell_changes)
        self.entry = Entry(self.rooms, self._refresh)

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
        path = ask_for_table(self._window, self._preferences)
        if path is not None:
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Find out what a file is, and open the page it needs."""
        self._come_forward()
        if self.rooms.review.review is not None and self.rooms.review.outcome is None:
            self.rooms.show(self.rooms.review)
            self.rooms.review.tell(say(_BUSY), Tone.WAIT)
            return
        self.rooms.hub.messages.hide()
        self.rooms.show(self.rooms.hub)
        self.rooms.hub.start.setEnabled(False)

        def job(_progress: Progress) -> Way:
            return way_of(path)

        def open_it(way: Way) -> None:
            self.rooms.hub.start.setEnabled(True)
            self.compare(path) if way == "ours" else self.understand(path)

        task = self._tasks.run(self, job, open_it, self._not_opened)
        self.rooms.hub.progress.follow(task, say(_READING))

    def compare(self, path: Path) -> None:
        """Compare a workbook of ours with the vault, and show what it would change."""
        compare = partial(_compared, self._workspace, path, language())
        chosen = self.rooms.review.review.chosen() if self.rooms.review.review is not None else {}

        def show(found: "_Compared") -> None:
            review, preview, earlier = found
            review.take_over(chosen)
            self.rooms.hub.start.setEnabled(True)
            self.rooms.review.show_review(review, preview)
            if earlier is not None:
                words = say(_EARLIER_UNDONE if earlier.was_undone else _EARLIER)
                when = moment_words(earlier.at)
                self.rooms.review.tell(words.format(when=when), Tone.TOLD)
            self.rooms.show(self.rooms.review)

        self.rooms.hub.start.setEnabled(False)
        task = self._tasks.run(self, compare, show, self._not_opened)
        front = self.rooms.review if self.rooms.front is self.rooms.review else self.rooms.hub
        front.progress.follow(task, say(_COMPARING))

    def understand(self, path: Path) -> None:
        """Open a table of somebody else."""
        self.rooms.show(self.rooms.foreign)
        self.rooms.foreign.read(path)

    def show_waiting(self) -> None:
        """Open the decisions that were put off."""
        self._come_forward()
        page = self.rooms.waiting
        self.rooms.show(page)
        page.shown()
        page.take_focus()

    def show_matches(self) -> None:
        """Open the names of sites and places that are to be matched."""
        self._come_forward()
        self.rooms.show(self.rooms.matches)
        self.rooms.matches.shown()

    # -- what the window asks for

    def notice(self, _changes: Changes, _origin: object) -> None:
        """Bring the page up to date when something changed."""
        if self.rooms.stack.isVisible():
            self._refresh()
            if self.rooms.front is self.rooms.waiting:
                self.rooms.waiting.shown()
            elif isinstance(self.rooms.front, MatchPage):
                self.rooms.front.shown()

    # -- building

    def _wire(self, page: QWidget) -> None:
        wires: Mapping[type[QWidget], Callable[..., None]] = {
            ExchangeHub: self._wire_hub,
            ReviewPage: self._wire_review,
            WaitingPage: self._wire_waiting,
            ForeignPage: self._wire_foreign,
            MatchPage: self._wire_matches,
        }
        wires[type(page)](page)

    def _wire_hub(self, hub: ExchangeHub) -> None:
        hub.import_requested.connect(self.choose_file)
        hub.wished.connect(self._wish)
        hub.exchange_opened.connect(self._show_passed)
        hub.decisions_requested.connect(self.show_waiting)
        hub.matches_requested.connect(self.show_matches)
        hub.duplicates_requested.connect(self.duplicates_requested)
        hub.partners_requested.connect(partial(show_partners, hub, self._workspace, self._tasks))

    def _wire_review(self, review: ReviewPage) -> None:
        review.left.connect(self._go_home)
        review.imported.connect(self._tell_imported)
        review.compare_requested.connect(self.compare)
        review.undo_requested.connect(self._undo)
        review.receipt_requested.connect(self._save_receipt)
        review.waiting_requested.connect(self.show_waiting)

    def _wire_waiting(self, page: WaitingPage) -> None:
        page.closed.connect(self._go_home)
        page.decided.connect(self._tell_changes)
        page.undo_requested.connect(self._undo_step)

    def _wire_foreign(self, page: ForeignPage) -> None:
        page.done.connect(self._tell_imported)
        page.undo_requested.connect(self._undo_foreign)
        page.match_requested.connect(self.show_matches)
        page.closed.connect(self._go_home)

    def _wire_matches(self, page: MatchPage) -> None:
        page.decided.connect(self._tell_changes)
        page.undo_requested.connect(self._undo_last)
        page.closed.connect(self._go_home)

    def _come_forward(self) -> None:
        if self._window is not None:
            self._window.show_page(self.entry)

    def _go_home(self) -> None:
        self.rooms.show(self.rooms.hub)
        self._refresh()
        self.rooms.hub.start.setFocus()

    def _refresh(self) -> None:
        work = self._workspace

        def job(_progress: Progress) -> tuple[list[Exchange], Waits]:
            waits = Waits(len(work.importing.waiting()), work.partner_importing.matching.count())
            return work.exchange_log.listed(), waits

        def pairs(progress: Progress) -> int:
            return len(work.duplicates.all(progress))

        self._tasks.run(self, job, self._show_state, self._fail)
        self._counting.run(pairs, self.rooms.hub.show_duplicates, self._fail)

    def _show_state(self, found: tuple[list[Exchange], Waits]) -> None:
        exchanges, waits = found
        self.rooms.hub.show_log(exchanges)
        self.rooms.hub.show_waits(waits)

    def _show_passed(self, exchange: Exchange) -> None:
        PassedSheet(self.rooms.hub.window(), exchange, self.after).open()

    def _wish(self, wish: wishes.Wish) -> None:
        self._grant(wish)

    # -- what came of it

    def _tell_imported(self, imported: Imported | PartnerImported) -> None:
        self._tell_changes(imported.changes)
        if imported.step is not None:
            self.came_in.emit(imported.step)

    def _tell_changes(self, changes: Changes) -> None:
        self.imported.emit(changes)
        self._refresh()

    def _undo(self, imported: Imported) -> None:
        if imported.step is not None:
            self.after.undo_import(
                imported.step, self.rooms.review.show_undone, self.rooms.review.fail
            )

    def _undo_foreign(self, step: int) -> None:
        def told(kept: Sequence[str]) -> None:
            self.rooms.foreign.show_undone(kept)

        self.after.undo_import(step, told, self._fail)

    def _undo_step(self, step: int) -> None:
        recording = self._workspace.recording
        self.after.turn(lambda: recording.undo_step(step), self._fail)

    def _undo_last(self) -> None:
        self.after.turn(self._workspace.recording.undo, self._fail)

    def _save_receipt(self) -> None:
        """Ask where to, and write the receipt for the workbook that is reviewed."""
        review = self.rooms.review
        path = ask_for_receipt(review, review.preview.name) if review.preview else None
        if path is not None:
            self.write_receipt(path)

    def write_receipt(self, path: Path) -> None:
        """Write the receipt for the workbook that is reviewed."""
        review = self.rooms.review
        if review.preview is None:
            return

        def told(written: Path) -> None:
            review.tell(say(RECEIPT_WRITTEN).format(name=apart(written.name)))

        wanted = Wanted(review.preview, review.decisions, path)
        task = self.after.write_receipt(wanted, told, review.fail)
        review.progress.follow(task, say(mark("Writing the receipt")))

    def _not_opened(self, error: StrikelogError) -> None:
        self.rooms.hub.start.setEnabled(True)
        self._fail(error)

    def _fail(self, error: StrikelogError) -> None:
        front = self.rooms.front
        page = front if isinstance(front, ReviewPage | WaitingPage) else self.rooms.hub
        tone = Tone.PLAIN if isinstance(error, Cancelled) else Tone.GRAVE
        page.messages.tell(sentence(error), tone)


_Compared = tuple[Review, Preview, Exchange | None]


def _compared(work: Workspace, path: Path, tongue: str, progress: Progress) -> _Compared:
    """Compare a workbook with the vault; also gives when this very file came in before."""
    preview = work.importing.preview(path, progress, language=tongue)
    earlier = work.exchange_log.earlier(preview.sha256)
    return review_of(preview, progress), preview, earlier


def _nothing(_: wishes.Wish) -> None:
    """There is no window yet to ask."""
