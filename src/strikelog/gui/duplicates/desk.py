"""Duplicates as the window knows them: the page in the rail, and a word after each import."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from strikelog.domain.changes import Changes
from strikelog.domain.errors import StrikelogError
from strikelog.domain.progress import Progress
from strikelog.gui.changes import ChangeFeed
from strikelog.gui.duplicates import words
from strikelog.gui.duplicates.page import DuplicatesPage
from strikelog.gui.language import number, say, upright
from strikelog.gui.main_window import MainWindow
from strikelog.gui.preferences import Preferences
from strikelog.gui.tasks import Lane, Latest, Tasks
from strikelog.gui.window.changing import Changing
from strikelog.services.workspace import Workspace

Make = Callable[[], DuplicatesPage]


class Entry:
    """The page in the rail; made when it is first shown."""

    icon = words.ICON

    def __init__(self, make: Make) -> None:
        self.title = say(words.TITLE)
        self._make = make
        self.page: DuplicatesPage | None = None

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self.made()

    def made(self) -> DuplicatesPage:
        """Give the page, made if need be."""
        if self.page is None:
            self.page = self._make()
        return self.page

    def shown(self) -> None:
        """Search if nobody has, and bring the keyboard to the list."""
        self.made().shown()


class DuplicatesDesk(QObject):
    """Makes the page and tells it what changes; looks for duplicates among what came in."""

    def __init__(self, workspace: Workspace, tasks: Tasks, preferences: Preferences) -> None:
        super().__init__()
        self._duplicates = workspace.duplicates
        self._tasks = tasks
        self._preferences = preferences
        self._after = Latest(tasks, self, Lane.KEEPING)
        self._window: MainWindow | None = None
        self._feed: ChangeFeed | None = None
        self._changing: Changing | None = None
        self.entry = Entry(self._make)

    def stand_in(self, window: MainWindow, feed: ChangeFeed, changing: Changing) -> None:
        """Take a place in a window."""
        self._window, self._feed, self._changing = window, feed, changing
        self.setParent(window)
        feed.changed.connect(self._notice)

    def show(self) -> None:
        """Bring the page to the front."""
        if self._window is not None:
            self._window.show_page(self.entry)

    def look_after(self, step: int) -> None:
        """Look, after an import, for duplicates among what came in; says so only if there are."""
        service = self._duplicates

        def job(progress: Progress) -> tuple[int, set[str]]:
            ids = service.ids_of_step(step)
            return len(service.after_import(ids, progress)), ids

        def told(found: tuple[int, set[str]]) -> None:
            count, ids = found
            if count and self._changing is not None:
                text = say(words.FOUND).format(count=upright(number(count)))
                self._changing.offer(text, say(words.LOOK), lambda: self.show_pairs_of(ids))

        self._after.run(job, told, _let_be)

    def show_pairs_of(self, ids: Collection[str]) -> None:
        """Open the page with the pairs of some records."""
        if self._window is not None:
            self.entry.made().show_pairs_of(ids)
            self._window.show_page(self.entry)

    def _make(self) -> DuplicatesPage:
        page = DuplicatesPage(self._duplicates, self._tasks, self._preferences)
        page.decided.connect(self._tell)
        return page

    def _tell(self, changes: Changes, text: str) -> None:
        if self._feed is None or self._changing is None:
            return
        self._feed.announce(changes, self)
        self._changing.offer(text, say(words.UNDO), self._changing.undo)

    def _notice(self, changes: Changes, origin: object) -> None:
        if self.entry.page is not None and origin is not self:
            self.entry.page.notice(changes)


def _let_be(_error: StrikelogError) -> None:
    """What could not be looked for now is found on the page whenever somebody opens it."""
