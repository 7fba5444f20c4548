"""Map and charts as the window knows them: pages of the rail that follow the incident list."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from strikelog.domain.changes import Changes
from strikelog.domain.filters import ALL, Filter
from strikelog.domain.records import Incident
from strikelog.gui.changes import ChangeFeed
from strikelog.gui.language import say
from strikelog.gui.map import page as map_page
from strikelog.gui.map.page import MapPage
from strikelog.gui.pages import wishes
from strikelog.gui.pages.listing import concerned_by
from strikelog.gui.preferences import Preferences
from strikelog.gui.tasks import Tasks
from strikelog.gui.trends import page as trends_page
from strikelog.gui.trends.page import TrendsPage
from strikelog.gui.window.trail import Bookmark
from strikelog.services.workspace import Workspace

_SETTLED = 400
"""Milliseconds in which several changes make one reading."""


class FilteredPage(Protocol):
    """A page that shows what matches a filter."""

    def shown(self) -> None:
        """Bring the keyboard to its main part."""

    def ask(self, where: Filter) -> None:
        """Show what matches."""

    def load(self) -> None:
        """Read anew."""

    def edit_filter(self) -> None:
        """Open the filter as text."""


P = TypeVar("P", bound=FilteredPage)


class Entry(QObject, Generic[P]):
    """A page in the rail, made when it is first shown, with the filter of the list it follows."""

    def __init__(
        self, title: str, icon: str, make: Callable[[], P], listed: Callable[[], Filter]
    ) -> None:
        super().__init__()
        self.title, self.icon = title, icon
        self._make, self._listed = make, listed
        self._taken: Filter | None = None
        self._is_stale = False
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settled.timeout.connect(self._read_again)
        self.page: P | None = None

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        page = self.made()
        assert isinstance(page, QWidget)
        return page

    def made(self) -> P:
        """Give the page, made if need be."""
        if self.page is None:
            self.page = self._make()
        return self.page

    def shown(self) -> None:
        """Take over the filter of the list, if it asks for something else than last time."""
        page, listed = self.made(), self._listed()
        if listed != self._taken:
            self._taken, self._is_stale = listed, False
            page.ask(listed)
        elif self._is_stale:
            self._read_again()
        page.shown()

    def bookmark(self) -> Bookmark:
        """Say that it stands as it was left."""
        return Bookmark()

    def resume(self, _bookmark: Bookmark) -> None:
        """Keep what is shown, though the list was asked for something else on the way."""
        self._taken = self._listed()

    def edit_filter(self) -> None:
        """Open the filter as text."""
        self.made().edit_filter()

    def notice(self, changes: Changes) -> None:
        """Read anew soon, if a change concerns incidents; what is not seen waits."""
        if self.page is None or not changes.concerns(*concerned_by(Incident)):
            return
        self._is_stale = True
        if self.widget.isVisible():
            self._settled.start()

    def _read_again(self) -> None:
        self._is_stale = False
        self.made().load()


class ExploreDesk(QObject):
    """Makes the pages and leads from them to incidents."""

    def __init__(self, workspace: Workspace, tasks: Tasks, preferences: Preferences) -> None:
        super().__init__()
        self._workspace, self._tasks, self._preferences = workspace, tasks, preferences
        self._listed: Callable[[], Filter] = lambda: ALL
        self._grant: Callable[[wishes.Wish], None] | None = None
        self.map = Entry(say(map_page.TITLE), map_page.ICON, self._map, self._filter)
        self.trends = Entry(say(trends_page.TITLE), trends_page.ICON, self._trends, self._filter)

    @property
    def entries(self) -> tuple[Entry[MapPage], Entry[TrendsPage]]:
        """The pages in the order of the rail."""
        return self.map, self.trends

    def stand_in(
        self,
        parent: QObject,
        feed: ChangeFeed,
        grant: Callable[[wishes.Wish], None],
        *,
        listed: Callable[[], Filter],
    ) -> None:
        """Take a place in a window; `listed` gives the filter of the list of incidents."""
        self.setParent(parent)
        self._grant, self._listed = grant, listed
        feed.changed.connect(self._notice)

    def _map(self) -> MapPage:
        page = MapPage(self._workspace, self._tasks, self._preferences)
        page.wished.connect(self._wish)
        return page

    def _trends(self) -> TrendsPage:
        page = TrendsPage(self._workspace, self._tasks)
        page.wished.connect(self._wish)
        return page

    def _filter(self) -> Filter:
        return self._listed()

    def _wish(self, wish: wishes.Wish) -> None:
        if self._grant is not None:
            self._grant(wish)

    def _notice(self, changes: Changes, _origin: object = None) -> None:
        for entry in self.entries:
            entry.notice(changes)
