"""Connects people to a window: their page, the cards on forms, the gate before all of it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from strikelog.domain.records import Incident, Record, Source
from strikelog.gui.forms import RecordForm
from strikelog.gui.identities import page
from strikelog.gui.identities.gate import Gate
from strikelog.gui.identities.page import PeoplePage
from strikelog.gui.identities.people import People
from strikelog.gui.identities.source_card import SourceCard
from strikelog.gui.identities.strip import CLOSE_KEYS
from strikelog.gui.identities.victims_card import VictimsCard
from strikelog.gui.language import say
from strikelog.gui.main_window import MainWindow
from strikelog.gui.style import Tone
from strikelog.gui.tasks import Tasks
from strikelog.services.workspace import Workspace


class PeopleEntry:
    """The page in the rail; made when it is first shown."""

    def __init__(self, make: Callable[[], PeoplePage]) -> None:
        self.title = say(page.TITLE)
        self.icon = page.ICON
        self._make = make
        self._page: PeoplePage | None = None

    @property
    def page(self) -> PeoplePage:
        """The page itself, made now if it was not yet."""
        if self._page is None:
            self._page = self._make()
        return self._page

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self.page

    def find(self) -> None:
        """Put the keyboard into the search box."""
        self.page.find()

    def shown(self) -> None:
        """Bring the lists up to date."""
        self.page.shown()


class PeopleDesk(QObject):
    """Everything of one sitting that has to do with names; `turned_on` when it first has."""

    turned_on = Signal()

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__()
        self._workspace = workspace
        self.gate = Gate(workspace.identities, tasks)
        self.people = People(self.gate, workspace.finding, workspace.recording)
        self.entry = PeopleEntry(self._make_page)

    def stand_in(self, window: MainWindow) -> None:
        """Speak through a window, and close names by its keyboard."""
        self.gate.failed.connect(window.show_failure)
        self.gate.told.connect(lambda text: window.messages.tell(text, Tone.GOOD))
        self.gate.warned.connect(lambda text: window.messages.tell(text, Tone.WAIT))
        QShortcut(QKeySequence(CLOSE_KEYS), window).activated.connect(self.gate.close)
        self.gate.resume()

    def furnish(self, form: RecordForm, kind: type[Record]) -> None:
        """Put the card of people on a form, where the project keeps them."""
        if not self._workspace.identities.is_on:
            return
        if issubclass(kind, Incident):
            form.extras.append(VictimsCard(self.people))
        elif issubclass(kind, Source):
            form.extras.append(SourceCard(self.people))

    def flush(self) -> None:
        """Save what is being typed about people."""
        self.gate.settle()

    def _make_page(self) -> PeoplePage:
        made = PeoplePage(self.people, self._workspace.finding)
        made.turned_on.connect(self.turned_on)
        return made
