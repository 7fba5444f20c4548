"""The way back to the answer, map or form that led to a record, and on to the next of its list.

Only what leads from one page to another is remembered; whoever takes the rail begins anew.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.language import apart, number, say, upright
from strikelog.gui.main_window import MainWindow, Page
from strikelog.gui.pages.wishes import Wish
from strikelog.gui.style import Look
from strikelog.gui.widgets.buttons import link_button
from strikelog.gui.widgets.labels import label

_BACK_TO = mark("Back to {page}")
_NEXT = mark("Next in the list")
_PLACE = mark("{at} of {count}")
_BACK_KEYS, _NEXT_KEYS = "Alt+Left", "Alt+Right"
_MOST = 50
"""Steps that are remembered; nobody goes back further than that."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """How a page was left: what it needs to stand so again, and the list one was opened from.

    `at` is the place of what is open among the `wishes` of that list.
    """

    state: object = None
    wishes: tuple[Wish, ...] = ()
    at: int = 0

    @property
    def is_last(self) -> bool:
        """Tell whether nothing follows in the list."""
        return self.at + 1 >= len(self.wishes)


@runtime_checkable
class Remembering(Protocol):
    """A page that can be left and found again as it was."""

    def bookmark(self) -> Bookmark:
        """Say how it stands."""

    def resume(self, bookmark: Bookmark) -> None:
        """Stand so again, as soon as it comes to the front."""


@runtime_checkable
class WithForm(Protocol):
    """A page on which a form may lie over a list."""

    @property
    def shows_form(self) -> bool:
        """True while the form is in front."""

    def close_form(self) -> None:
        """Save what waits and close the form, if all of it can be saved."""

    def may_turn(self) -> bool:
        """Save what waits, and tell whether another record may take the form."""


@dataclass(frozen=True, slots=True)
class _Stop:
    """A page that was left, and whether a form was opened from it."""

    page: Page
    bookmark: Bookmark
    to_form: bool


class TrailBar(QWidget):
    """A line above the page: back, and on to the next of a list."""

    def __init__(self) -> None:
        super().__init__()
        self.back = link_button("", "chevron-left")
        self.place = label("", Look.SMALL)
        self.onward = link_button(say(_NEXT), "chevron-right")
        self.onward.setLayoutDirection(_turned(self.layoutDirection()))
        self.onward.setToolTip(f"{say(_NEXT)} ({upright(_NEXT_KEYS)})")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(style.SPACE)
        line.addWidget(self.back)
        line.addStretch(1)
        line.addWidget(self.place)
        line.addWidget(self.onward)
        self.hide()

    def show_stop(self, title: str, bookmark: Bookmark) -> None:
        """Name the page to which it leads, and the place in the list."""
        words = say(_BACK_TO).format(page=apart(title))
        self.back.setText(words)
        self.back.setToolTip(f"{words} ({upright(_BACK_KEYS)})")
        at, count = (upright(number(one)) for one in (bookmark.at + 1, len(bookmark.wishes)))
        is_round = len(bookmark.wishes) > 1
        self.place.setText(say(_PLACE).format(at=at, count=count) if is_round else "")
        self.onward.setVisible(is_round)
        self.onward.setEnabled(not bookmark.is_last)
        self.show()


class Trail(QObject):
    """Remembers from where somebody was led to where, in one window."""

    def __init__(self, window: MainWindow, grant: Callable[[Wish], None]) -> None:
        super().__init__(window)
        self._window, self._grant = window, grant
        self._stops: list[_Stop] = []
        self._is_leading = self._is_passing = False
        self.bar = TrailBar()
        window.show_above(self.bar)
        window.page_changed.connect(self._notice)
        self.bar.back.clicked.connect(self.back)
        self.bar.onward.clicked.connect(self.go_on)
        for keys, act in ((_BACK_KEYS, self.back), (_NEXT_KEYS, self.go_on)):
            QShortcut(QKeySequence(keys), window).activated.connect(act)

    def lead(self, page: Page, act: Callable[[], None], *, to_form: bool = False) -> None:
        """Bring a page to the front, do something on it, and remember what was left."""
        left, bookmark = self._window.page, self._bookmark()
        with_way_back = left is not None and (left is not page or bookmark.state is not None)
        self._show(page)
        act()
        if left is not None and with_way_back and not self._is_passing:
            self._stops = [*self._stops, _Stop(left, bookmark, to_form)][-_MOST:]
        self._is_passing = False
        self._tell()

    def back(self) -> None:
        """Go back one step; a form in front is closed first, and stays if it cannot be saved."""
        page = self._window.page
        if isinstance(page, WithForm) and page.shows_form:
            page.close_form()
        else:
            self._return()

    def go_on(self) -> None:
        """Open the next of the list from which the last step led."""
        page = self._window.page
        if not self._stops or self._stops[-1].bookmark.is_last:
            return
        if isinstance(page, WithForm) and page.shows_form and not page.may_turn():
            return
        stop = self._stops[-1]
        bookmark = replace(stop.bookmark, at=stop.bookmark.at + 1)
        self._stops[-1] = replace(stop, bookmark=bookmark)
        self._is_passing = True
        self._grant(bookmark.wishes[bookmark.at])

    def left_form(self, *, by_hand: bool) -> bool:
        """Go back to where the form that was closed was opened from; False in its own list."""
        if not self._stops or not self._stops[-1].to_form:
            return False
        if by_hand:
            self._return()
        else:
            # The list took its place, so that closing another form leads to the list.
            self._stops[-1] = replace(self._stops[-1], to_form=False)
        return by_hand

    # -- own business

    def _bookmark(self) -> Bookmark:
        page: object = self._window.page
        return page.bookmark() if isinstance(page, Remembering) else Bookmark()

    def _show(self, page: Page) -> None:
        self._is_leading = True
        self._window.show_page(page)
        self._is_leading = False

    def _return(self) -> None:
        if not self._stops:
            return
        stop = self._stops.pop()
        if isinstance(stop.page, Remembering):
            stop.page.resume(stop.bookmark)
        self._show(stop.page)
        self._tell()

    def _notice(self, _page: object) -> None:
        if not self._is_leading:
            self._stops.clear()
            self._is_passing = False
            self._tell()

    def _tell(self) -> None:
        if self._stops:
            stop = self._stops[-1]
            self.bar.show_stop(stop.page.title, stop.bookmark)
        else:
            self.bar.hide()


def _turned(direction: Qt.LayoutDirection) -> Qt.LayoutDirection:
    """Give the other direction, so that the arrow onward stands behind its word."""
    left, right = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
    return left if direction == right else right
