"""Opens the dialogs that pages wish for, over one window and one vault."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from strikelog.domain.changes import Changes
from strikelog.domain.messages import mark
from strikelog.domain.records import RECORDS, Incident, named
from strikelog.gui.briefing.aside import AsideBar
from strikelog.gui.briefing.sheet import BriefingDialog, DossierDialog
from strikelog.gui.dialogs.exporting import ExportDialog
from strikelog.gui.dialogs.gazetteer import GazetteerDialog
from strikelog.gui.dialogs.help import HelpDialog, guide_page
from strikelog.gui.dialogs.history import HistoryDialog
from strikelog.gui.dialogs.problems import ProblemsDialog
from strikelog.gui.language import say
from strikelog.gui.main_window import MainWindow
from strikelog.gui.pages import wishes
from strikelog.gui.tasks import Tasks
from strikelog.gui.window.changing import Changing
from strikelog.gui.window.jumping import JumpDialog
from strikelog.services.workspace import Workspace

_PLACES_IN = mark("The gazetteer was taken in.")


class Dialogs(QObject):
    """Every dialog of one sitting; each deletes itself when it is closed."""

    edit_requested = Signal(object)
    place_found = Signal(object)
    imported = Signal(object)

    def __init__(
        self, window: MainWindow, workspace: Workspace, changing: Changing, tasks: Tasks
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._changing = changing
        self._tasks = tasks
        self.aside = AsideBar()
        window.show_above(self.aside)

    def export(self, wish: wishes.Export) -> None:
        """Ask what to export, and do it."""
        work = self._workspace
        dialog = ExportDialog(
            self._window, work.exporting, work.finding, where=wish.where, tasks=self._tasks
        )
        dialog.record_requested.connect(self._edit)
        dialog.open()

    def _edit(self, entity: str, record_id: str) -> None:
        """Open the form of a record that an export would have told too much of."""
        kind = named(RECORDS).get(entity)
        if kind is not None:
            self.edit_requested.emit(wishes.Edit(kind, record_id))

    def brief(self, wish: wishes.Brief) -> None:
        """Ask what to brief on, and do it."""
        briefings = self._workspace.briefings
        dialog = BriefingDialog(self._window, briefings, where=wish.where, tasks=self._tasks)
        dialog.incident_requested.connect(partial(self._look_at, dialog))
        dialog.open()

    def dossier(self, wish: wishes.Dossier) -> None:
        """Make the PDF of one incident."""
        if isinstance(wish.record, Incident):
            briefings = self._workspace.briefings
            dialog = DossierDialog(self._window, briefings, incident=wish.record, tasks=self._tasks)
            dialog.incident_requested.connect(partial(self._look_at, dialog))
            dialog.open()

    def _look_at(self, dialog: BriefingDialog | DossierDialog, incident_id: str) -> None:
        """Go to an incident that stands behind a printed number; the briefing waits meanwhile."""
        self.aside.hold(dialog, dialog.renew)
        self.edit_requested.emit(wishes.GoTo(Incident, incident_id))

    def import_places(self, _wish: wishes.ImportPlaces) -> None:
        """Compare a gazetteer with the places of the vault, and take it in."""
        dialog = GazetteerDialog(self._window, self._workspace.gazetteers, self._tasks)
        dialog.imported.connect(self._tell_places)
        dialog.open()

    def history(self, wish: wishes.ShowHistory) -> None:
        """Tell the history of a record."""
        HistoryDialog(self._window, self._workspace.finding, wish.record, self._tasks).open()

    def problems(self, wish: wishes.ShowProblems) -> None:
        """List the problems of an incident."""
        dialog = ProblemsDialog(self._window, wish.details)
        record = wish.details.record
        edit = wishes.Edit(type(record), record.id)
        dialog.edit_requested.connect(self._wish(edit))
        dialog.open()

    def jump(self) -> None:
        """Ask for a code to go to."""
        dialog = JumpDialog(self._window, self._workspace.finding, self._tasks)
        dialog.found.connect(self.place_found)
        dialog.open()

    def help(self) -> None:
        """Show the guide, where it speaks of the page in front, and the keyboard."""
        page = self._window.page
        HelpDialog(self._window, guide_page(page.icon if page is not None else "")).open()

    def _wish(self, wish: wishes.Edit) -> Callable[[], None]:
        return lambda: self.edit_requested.emit(wish)

    def _tell_places(self, changes: Changes) -> None:
        self.imported.emit(changes)
        self._changing.offer(say(_PLACES_IN), say(mark("Undo")), self._changing.undo)
