"""Import and export as the rail knows it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from strikelog.gui.exchange.hub import ICON, TITLE
from strikelog.gui.exchange.review.page import ReviewPage
from strikelog.gui.exchange.rooms import Rooms
from strikelog.gui.exchange.waiting_page import WaitingPage
from strikelog.gui.language import say


class Entry:
    """The pages in the rail; the first is made when it is first shown."""

    icon = ICON

    def __init__(self, rooms: Rooms, refresh: Callable[[], None]) -> None:
        self.title = say(TITLE)
        self._rooms = rooms
        self._refresh = refresh

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        if self._rooms.front is None:
            self._rooms.show(self._rooms.hub)
        return self._rooms.stack

    def shown(self) -> None:
        """Read anew what waits and what went before; the keyboard goes to what is worked on."""
        self._refresh()
        page = self._rooms.front
        if isinstance(page, ReviewPage | WaitingPage):
            page.take_focus()

    def find(self) -> None:
        """Put the keyboard into the search box of what is open."""
        page = self._rooms.front
        if isinstance(page, ReviewPage | WaitingPage):
            page.find()
