"""The pages of import and export, one over the other; each is made when it is first needed."""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from strikelog.gui.exchange.foreign.match_page import MatchPage
from strikelog.gui.exchange.foreign.page import ForeignPage
from strikelog.gui.exchange.hub import ExchangeHub
from strikelog.gui.exchange.review.page import ReviewPage
from strikelog.gui.exchange.waiting_page import WaitingPage
from strikelog.gui.preferences import Preferences
from strikelog.gui.tasks import Tasks
from strikelog.services.workspace import Workspace

P = TypeVar("P", bound=QWidget)


class Rooms:
    """Makes pages, hands each to `wire` once, and knows which is in front."""

    def __init__(
        self,
        workspace: Workspace,
        tasks: Tasks,
        preferences: Preferences,
        *,
        wire: Callable[[QWidget], None],
    ) -> None:
        self._workspace = workspace
        self._tasks = tasks
        self._preferences = preferences
        self._wire = wire

    @cached_property
    def stack(self) -> QStackedWidget:
        """What holds the pages."""
        return QStackedWidget()

    @cached_property
    def hub(self) -> ExchangeHub:
        """Where everything begins."""
        return self._put(ExchangeHub())

    @cached_property
    def review(self) -> ReviewPage:
        """A workbook of ours that came back."""
        importing = self._workspace.importing
        return self._put(ReviewPage(importing, self._tasks, self._preferences))

    @cached_property
    def waiting(self) -> WaitingPage:
        """Decisions that were put off."""
        importing = self._workspace.importing
        return self._put(WaitingPage(importing, self._tasks, self._preferences))

    @cached_property
    def foreign(self) -> ForeignPage:
        """A table of somebody else."""
        service = self._workspace.partner_importing
        return self._put(ForeignPage(service, self._tasks, self._preferences))

    @cached_property
    def matches(self) -> MatchPage:
        """Names of places and sites that are to be matched."""
        matching = self._workspace.partner_importing.matching
        return self._put(MatchPage(matching, self._tasks, self._preferences))

    @property
    def front(self) -> QWidget | None:
        """The page that is seen."""
        return self.stack.currentWidget()

    def show(self, page: QWidget) -> None:
        """Bring a page to the front."""
        self.stack.setCurrentWidget(page)

    def _put(self, page: P) -> P:
        self.stack.addWidget(page)
        self._wire(page)
        return page
