"""The main window: arranges rail, pages and status line, and passes shortcuts on.

It knows no services and no particular page. Whatever happens inside a page is the page's business.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.gui import style, tabbing
from strikelog.gui.errors import sentence
from strikelog.gui.style import Look
from strikelog.gui.widgets.message_bar import MessageBar
from strikelog.gui.widgets.rail import NavigationRail, NavItem, NavSection
from strikelog.gui.widgets.rail_place import RailPlace
from strikelog.gui.widgets.status_line import StatusLine


class Page(Protocol):
    """What the window needs of a page; `widget` may build itself when first asked for."""

    @property
    def title(self) -> str:
        """Name in the rail, in the language of the window."""

    @property
    def icon(self) -> str:
        """Name of the drawing in the rail."""

    @property
    def widget(self) -> QWidget:
        """The page itself; always the same one."""


@runtime_checkable
class Searchable(Protocol):
    """A page with a search box (Ctrl+F)."""

    def find(self) -> None:
        """Put the keyboard into the search box."""


@runtime_checkable
class Creating(Protocol):
    """A page on which something new can be made (Ctrl+N)."""

    def create(self) -> None:
        """Begin a new entry."""


@runtime_checkable
class Filterable(Protocol):
    """A page with a filter that can be typed (Ctrl+L)."""

    def edit_filter(self) -> None:
        """Put the keyboard into the filter's text."""


@runtime_checkable
class Shown(Protocol):
    """A page that wants to know when it comes to the front."""

    def shown(self) -> None:
        """Bring the page up to date and the keyboard to its main part."""


@dataclass(frozen=True)
class Section:
    """Pages that stand together in the rail; without a label they stand at its foot."""

    label: str
    pages: Sequence[Page] = field(default_factory=tuple)


class MainWindow(QMainWindow):
    """Rail, pages, status line; shortcuts that belong to the whole program."""

    undo_requested = Signal()
    redo_requested = Signal()
    capture_requested = Signal()
    help_requested = Signal()
    page_changed = Signal(object)

    def __init__(self, sections: Sequence[Section], *, subtitle: str = "") -> None:
        super().__init__()
        self.setWindowTitle("strikelog")
        self.pages: list[Page] = [page for section in sections for page in section.pages]
        self.rail = NavigationRail(_nav(sections), brand="strikelog", subtitle=subtitle)
        self.status = StatusLine()
        self.messages = MessageBar()
        self._side, self._banners = QVBoxLayout(), QVBoxLayout()
        self._stack = QStackedWidget()
        self._place_by_page: dict[int, int] = {}
        self._current: Page | None = None
        self._arrange()
        self._bind_shortcuts()
        self.rail.chosen.connect(self.go_to)
        if self.pages:
            self.go_to(0)

    @property
    def page(self) -> Page | None:
        """The page in front."""
        return self._current

    def go_to(self, number: int) -> None:
        """Bring a page to the front by its place in the rail; unknown places do nothing."""
        if not 0 <= number < len(self.pages):
            return
        page = self.pages[number]
        if number not in self._place_by_page:
            self._place_by_page[number] = self._stack.addWidget(page.widget)
        self._stack.setCurrentIndex(self._place_by_page[number])
        self.rail.choose(number)
        self._current = page
        if isinstance(page, Shown):
            page.shown()
        self.page_changed.emit(page)

    def show_page(self, page: Page) -> None:
        """Bring this page to the front."""
        self.go_to(self.pages.index(page))

    def show_failure(self, error: StrikelogError) -> None:
        """Say what the world did, where no page is nearer to it."""
        self.messages.fail(sentence(error))

    def show_banner(self, banner: QWidget) -> None:
        """Put what holds for the whole vault above every page."""
        self._banners.addWidget(banner)

    def show_above(self, part: QWidget) -> None:
        """Put a line between what holds for the whole vault and the page in front."""
        self._side.insertWidget(1, part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = event.size()
        self._rail_place.fit(
            narrow=size.width() < style.WIDE_ENOUGH, low=size.height() < style.HIGH_ENOUGH
        )

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's word
        return tabbing.step(self, forward=next) or super().focusNextPrevChild(next)

    def _arrange(self) -> None:
        side = self._side
        side.setContentsMargins(style.MARGIN, style.SPACE + 4, style.MARGIN, style.SPACE + 2)
        side.setSpacing(style.SPACE)
        side.addLayout(self._banners)
        side.addWidget(self._stack, 1)
        # Below the page, so that nothing moves away under the mouse when a message comes.
        side.addWidget(self.messages)
        ground = QWidget()
        style.dress(ground, Look.PAGE)
        self._rail_place = RailPlace(self.rail, ground)
        above = QHBoxLayout()
        above.setSpacing(0)
        above.addWidget(self._rail_place)
        above.addLayout(side, 1)
        whole = QVBoxLayout(ground)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(above, 1)
        whole.addWidget(self.status)
        self.setCentralWidget(ground)
        self.setMinimumSize(*style.WINDOW_MIN)
        self.resize(*style.WINDOW_SIZE)

    def _bind_shortcuts(self) -> None:
        bound: dict[str, Callable[[], object]] = {
            "Ctrl+F": self._find,
            "Ctrl+N": self._create,
            "Ctrl+L": self._edit_filter,
            "Ctrl+Z": self.undo_requested.emit,
            "Ctrl+Shift+Z": self.redo_requested.emit,
            "Ctrl+Y": self.redo_requested.emit,
            "Ctrl+K": self.capture_requested.emit,
            "F1": self.help_requested.emit,
        }
        for place in range(min(9, len(self.pages))):
            bound[f"Alt+{place + 1}"] = partial(self.go_to, place)
        for keys, action in bound.items():
            QShortcut(QKeySequence(keys), self).activated.connect(action)

    def _find(self) -> None:
        if isinstance(self._current, Searchable):
            self._current.find()

    def _create(self) -> None:
        if isinstance(self._current, Creating):
            self._current.create()

    def _edit_filter(self) -> None:
        if isinstance(self._current, Filterable):
            self._current.edit_filter()


def _nav(sections: Sequence[Section]) -> list[NavSection]:
    return [
        NavSection(section.label, [NavItem(page.title, page.icon) for page in section.pages])
        for section in sections
    ]
