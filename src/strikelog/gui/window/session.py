"""One sitting: a window over an open vault; grants what its pages wish for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from strikelog.domain.changes import Changes
from strikelog.domain.journal import Event, Journal
from strikelog.domain.messages import mark
from strikelog.domain.records import Incident, Record
from strikelog.gui.audit.view import HISTORY, AuditView
from strikelog.gui.backups.desk import BackupsDesk
from strikelog.gui.changes import ChangeFeed
from strikelog.gui.duplicates.desk import DuplicatesDesk
from strikelog.gui.exchange.desk import ExchangeDesk
from strikelog.gui.forms import RecordForm, form_for
from strikelog.gui.forms.capture import QuickCapture
from strikelog.gui.identities import PeopleDesk
from strikelog.gui.insight.desk import InsightDesk
from strikelog.gui.keys.reminding import SheetReminder
from strikelog.gui.keys.view import KEYS, KeysView
from strikelog.gui.language import say
from strikelog.gui.main_window import MainWindow, Page, Section
from strikelog.gui.map.desk import ExploreDesk
from strikelog.gui.media.desk import MediaDesk
from strikelog.gui.pages import settings_page, wishes
from strikelog.gui.pages.arrangements import ARRANGEMENTS, Arrangement
from strikelog.gui.pages.list_page import ListPage
from strikelog.gui.pages.settings_page import SettingsPage
from strikelog.gui.preferences import WrittenPreferences
from strikelog.gui.tasks import Tasks
from strikelog.gui.window.changing import Changing
from strikelog.gui.window.dialogs import Dialogs
from strikelog.gui.window.record_page import RecordPage
from strikelog.gui.window.resting import Resting
from strikelog.gui.window.routes import Routes
from strikelog.services.keys import Keyring
from strikelog.services.settings import Appearance, VaultPreferences
from strikelog.services.travel import Travel
from strikelog.services.workspace import Workspace

DEMO_MARK = mark("Demo: gone when closed")
_IN_MEMORY = mark("Worked example")


@dataclass(frozen=True)
class Opening:
    """What a sitting needs to know besides the vault."""

    appearance: Appearance
    version: str
    is_demo: bool = False
    journal: Journal = field(default_factory=Journal)


class _PlainPage:
    """A page that is one widget, made when it is first shown."""

    def __init__(self, title: str, icon: str, make: Callable[[], QWidget]) -> None:
        self.title = title
        self.icon = icon
        self._make = make
        self._widget: QWidget | None = None

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        if self._widget is None:
            self._widget = self._make()
        return self._widget


class Session(QObject):
    """Builds the window and connects it; what concerns the whole program is signalled."""

    appearance_changed = Signal(object)
    example_requested = Signal()
    restored = Signal()
    idle_changed = Signal(int)
    erase_requested = Signal()
    exchange_requested = Signal(str, str)

    def __init__(self, workspace: Workspace, tasks: Tasks, opening: Opening) -> None:
        super().__init__()
        self.workspace = workspace
        self.feed = ChangeFeed()
        self._tasks = tasks
        self._opening = opening
        database = workspace.vault.database
        self._preferences = WrittenPreferences(VaultPreferences(database), tasks)
        self.pages = [RecordPage(one, self._make_list, self._make_form) for one in ARRANGEMENTS]
        self.exchange = ExchangeDesk(workspace, tasks, self._preferences)
        self.duplicates = DuplicatesDesk(workspace, tasks, self._preferences)
        self.explore = ExploreDesk(workspace, tasks, self._preferences)
        self.insight = InsightDesk(workspace, tasks)
        self.settings = _PlainPage(say(settings_page.TITLE), "settings", self._make_settings)
        self.safety = BackupsDesk(workspace, tasks, is_demo=opening.is_demo)
        self.people = PeopleDesk(workspace, tasks)
        self.media = MediaDesk(workspace, tasks, self.feed)
        for page in self.pages:
            self.people.turned_on.connect(page.forget_form)
            page.wished.connect(self.grant)
        self.window = MainWindow(self._sections(), subtitle=_subtitle(workspace, opening))
        self.routes = Routes(
            self.window, self.pages, workspace.finding, tasks=tasks, grant=self.grant
        )
        self.changing = Changing(workspace.recording, tasks, self.feed, self.window.messages)
        self.resting = Resting(self.window, workspace, tasks, feed=self.feed)
        self.dialogs = Dialogs(self.window, workspace, self.changing, tasks)
        self._grants = self._table_of_grants()
        self._connect()
        self._show_state()

    @property
    def is_demo(self) -> bool:
        """True for the worked example, which is gone when it is closed."""
        return self._opening.is_demo

    def page_of(self, kind: type[Record]) -> RecordPage | None:
        """Give the page that lists a class of records."""
        return self.routes.page_of(kind)

    def grant(self, wish: wishes.Wish) -> None:
        """Do what a page asked for."""
        self._grants[type(wish)](wish)

    def flush(self) -> None:
        """Save everything that waits in forms."""
        self.people.flush()
        for page in self.pages:
            if page.form is not None:
                page.form.flush()

    # -- building

    def _sections(self) -> list[Section]:
        named: dict[str, list[Page]] = {}
        for page, arrangement in zip(self.pages, ARRANGEMENTS, strict=True):
            named.setdefault(arrangement.section, []).append(page)
        list(named.values())[-1].append(self.people.entry)
        records = [Section(say(label), pages) for label, pages in named.items()]
        share = Section(say(mark("Share")), [self.exchange.entry, self.duplicates.entry])
        insight = Section(say(mark("Explore")), [*self.explore.entries, self.insight.entry])
        return [*records, insight, share, Section("", [self.safety.entry, self.settings])]

    def _make_list(self, arrangement: Arrangement) -> ListPage:
        return self.media.make_list(arrangement, self._preferences)

    def _make_form(self, kind: type[Record]) -> RecordForm:
        form = form_for(self.workspace, self._tasks, kind, feed=self.feed)
        form.waiting.connect(self.window.status.show_saving)
        form.unsaved.connect(self._show_unsaved)
        form.open_requested.connect(self.routes.open_linked)
        self.people.furnish(form, kind)
        self.media.furnish(form, kind)
        return form

    def _make_settings(self) -> SettingsPage:
        page = SettingsPage(
            self.workspace.settings,
            appearance=self._opening.appearance,
            tasks=self._tasks,
            version=self._opening.version,
            journal=self._opening.journal,
        )
        page.idle_changed.connect(self.idle_changed)
        page.appearance_changed.connect(self.appearance_changed)
        page.failed.connect(self.window.show_failure)
        page.add_tab(say(KEYS), self._make_keys(), at=2)
        audit = AuditView(self.workspace, self._tasks)
        audit.failed.connect(self.window.show_failure)
        page.add_tab(say(HISTORY), audit, at=4)
        return page

    def _make_keys(self) -> KeysView:
        vault = self.workspace.vault
        view = KeysView(Keyring(vault), Travel(vault), self._tasks, vault_name=vault.folder.stem)
        view.erase_requested.connect(self.erase_requested)
        view.exchange_requested.connect(self.exchange_requested)
        view.failed.connect(self.window.show_failure)
        return view

    def _table_of_grants(self) -> Mapping[type, Callable[..., None]]:
        dialogs, routes = self.dialogs, self.routes
        return {
            wishes.New: routes.create,
            wishes.Edit: routes.edit,
            wishes.Reach: routes.reach,
            wishes.Remove: self._remove,
            wishes.ShowHistory: dialogs.history,
            wishes.ShowProblems: dialogs.problems,
            wishes.ShowIncidents: routes.show_incidents,
            wishes.ShowEvidence: routes.show_evidence,
            wishes.GoTo: routes.go_to_record,
            wishes.LookAt: self.insight.look_at,
            wishes.Export: dialogs.export,
            wishes.Brief: dialogs.brief,
            wishes.Dossier: dialogs.dossier,
            wishes.Import: self._import,
            wishes.ImportPlaces: dialogs.import_places,
            wishes.Capture: self._capture,
            wishes.OpenExample: lambda _wish: self.example_requested.emit(),
        }

    def _connect(self) -> None:
        window = self.window
        window.undo_requested.connect(self._undo)
        window.redo_requested.connect(self._redo)
        window.capture_requested.connect(self._capture)
        window.help_requested.connect(self.dialogs.help)
        self.people.stand_in(window)
        self.media.stand_in(window, self.grant, self.changing)
        self.exchange.stand_in(window, self.grant, lambda: self.media.takes_files)
        self.exchange.imported.connect(self.feed.announce)
        self.exchange.came_in.connect(self.duplicates.look_after)
        self.exchange.duplicates_requested.connect(self.duplicates.show)
        self.duplicates.stand_in(window, self.feed, self.changing)
        self.explore.stand_in(window, self.feed, self.grant, listed=self.routes.listed)
        self.insight.stand_in(
            window,
            self.feed,
            self.changing,
            self.grant,
            lambda: self.routes.trail.lead(self.duplicates.entry, lambda: None),
            trail=self.routes.trail,
        )
        self.feed.changed.connect(self._notice)
        self.safety.flush_requested.connect(self.flush)
        self.safety.restored.connect(self.restored)
        self.safety.stand_in(window, self.feed)
        self.changing.failed.connect(window.show_failure)
        self.dialogs.edit_requested.connect(self.grant)
        self.dialogs.place_found.connect(self.routes.go_to)
        self.dialogs.imported.connect(self.feed.announce)
        QShortcut(QKeySequence("Ctrl+J"), window).activated.connect(self.dialogs.jump)

    def _show_state(self) -> None:
        status = self.window.status
        if self._opening.is_demo:
            status.show_mark(say(DEMO_MARK))
        SheetReminder(self.window, Keyring(self.workspace.vault), self._tasks, self.changing.offer)

    # -- wishes

    def _remove(self, wish: wishes.Remove) -> None:
        self.flush()
        self.changing.remove(wish.records)

    def _capture(self, _wish: wishes.Capture | None = None) -> None:
        dialog = QuickCapture(self.workspace, self._tasks, self.window)
        dialog.saved.connect(self.feed.announce)
        dialog.recorded.connect(self._show_captured)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_captured(self, record_id: str) -> None:
        self.routes.go_to_record(wishes.GoTo(Incident, record_id))

    def _import(self, _wish: wishes.Import) -> None:
        self.flush()
        self.exchange.choose_file()

    # -- saving

    def _undo(self) -> None:
        self.flush()
        self.changing.undo()

    def _redo(self) -> None:
        self.flush()
        self.changing.redo()

    def _notice(self, changes: Changes, origin: object) -> None:
        self._opening.journal.note(Event.SAVED, len(changes.ids))
        self.window.status.show_saved(datetime.now().astimezone())
        for page in self.pages:
            page.notice(changes)
        self.exchange.notice(changes, origin)

    def _show_unsaved(self, _error: object) -> None:
        self.window.status.show_unsaved()


def _subtitle(workspace: Workspace, opening: Opening) -> str:
    """Name the vault below the name of the program: by its office, or by its folder."""
    if opening.is_demo:
        return say(_IN_MEMORY)
    return workspace.settings.office.office or workspace.vault.folder.stem
