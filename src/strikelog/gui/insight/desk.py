"""Insight as the window knows it: a page in the rail that leads to the incidents behind it."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from strikelog.domain.changes import Changes
from strikelog.domain.filters import Condition, Filter, Op
from strikelog.gui.changes import ChangeFeed
from strikelog.gui.insight.page import ICON, TITLE, InsightPage
from strikelog.gui.language import say
from strikelog.gui.pages import wishes
from strikelog.gui.tasks import Tasks
from strikelog.services.finding import Finding


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


class InsightDesk(QObject):
    """Makes the page, tells it what changes, and leads to the incidents behind a result."""

    def __init__(self, finding: Finding, tasks: Tasks) -> None:
        super().__init__()
        self._finding = finding
        self._tasks = tasks
        self._grant: Callable[[wishes.Wish], None] | None = None
        self.entry = Entry(self._made)

    def stand_in(
        self, parent: QObject, feed: ChangeFeed, grant: Callable[[wishes.Wish], None]
    ) -> None:
        """Take a place in a window."""
        self.setParent(parent)
        self._grant = grant
        feed.changed.connect(self._notice)

    def _made(self) -> InsightPage:
        page = InsightPage(self._finding, self._tasks)
        page.incidents_requested.connect(self._lead)
        return page

    def _lead(self, incident_ids: tuple[str, ...]) -> None:
        if self._grant is not None:
            where = Filter((Condition("id", Op.IS, incident_ids),))
            self._grant(wishes.ShowIncidents(where))

    def _notice(self, changes: Changes, _origin: object = None) -> None:
        if self.entry.page is not None:
            self.entry.page.notice(changes)
