"""Insight as the window knows it: a page in the rail that leads to the incidents behind it."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from strikelog.domain.changes import Changes
from strikelog.domain.messages import mark
from strikelog.gui.changes import ChangeFeed
from strikelog.gui.insight.page import ICON, TITLE, InsightPage
from strikelog.gui.language import say
from strikelog.gui.pages import wishes
from strikelog.gui.tasks import Tasks
from strikelog.gui.window.changing import Changing
from strikelog.gui.window.trail import Bookmark, Trail
from strikelog.services.workspace import Workspace


class Entry:
    """The page in the rail; made when it is first shown."""

    icon = ICON

    def __init__(self, make: Callable[[], InsightPage]) -> None:
        self.title = say(TITLE)
        self._make = make
        self.page: InsightPage | None = None

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self.made()

    def made(self) -> InsightPage:
        """Give the page, made if need be."""
        if self.page is None:
            self.page = self._make()
        return self.page

    def shown(self) -> None:
        """Answer what is asked and bring the keyboard to it."""
        self.made().shown()

    def bookmark(self) -> Bookmark:
        """Say where somebody is in the answers."""
        return self.made().bookmark()

    def resume(self, bookmark: Bookmark) -> None:
        """Be at a place again when the page comes to the front."""
        self.made().resume(bookmark)

    def edit_filter(self) -> None:
        """Put the keyboard into the filter's text."""
        self.made().edit_filter()


class InsightDesk(QObject):
    """Makes the page, tells it what changes, and leads to the incidents behind a result."""

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__()
        self._workspace = workspace
        self._tasks = tasks
        self._grant: Callable[[wishes.Wish], None] | None = None
        self._show_duplicates: Callable[[], None] | None = None
        self._trail: Trail | None = None
        self._feed: ChangeFeed | None = None
        self._changing: Changing | None = None
        self.entry = Entry(self._made)

    def stand_in(
        self,
        parent: QObject,
        feed: ChangeFeed,
        changing: Changing,
        grant: Callable[[wishes.Wish], None],
        show_duplicates: Callable[[], None],
        *,
        trail: Trail,
    ) -> None:
        """Take a place in a window."""
        self.setParent(parent)
        self._trail = trail
        self._grant, self._show_duplicates = grant, show_duplicates
        self._feed, self._changing = feed, changing
        feed.changed.connect(self._notice)

    def look_at(self, wish: wishes.LookAt) -> None:
        """Turn to a question and a result of it, with a way back."""
        page = self.entry.made()
        if self._trail is not None:
            self._trail.lead(self.entry, lambda: page.look_at(wish))

    def _made(self) -> InsightPage:
        page = InsightPage(self._workspace, self._tasks)
        page.wished.connect(self._pass)
        page.led.connect(self._lead)
        page.decided.connect(self._tell)
        return page

    def _pass(self, wish: wishes.Wish) -> None:
        if self._grant is not None:
            self._grant(wish)

    def _lead(self, _key: str) -> None:
        if self._show_duplicates is not None:
            self._show_duplicates()

    def _tell(self, changes: Changes, text: str) -> None:
        if self._feed is None or self._changing is None:
            return
        self._feed.announce(changes, self)
        self._changing.offer(text, say(mark("Undo")), self._changing.undo)

    def _notice(self, changes: Changes, origin: object = None) -> None:
        if self.entry.page is not None and origin is not self:
            self.entry.page.notice(changes)
