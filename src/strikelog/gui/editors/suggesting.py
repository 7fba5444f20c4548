"""A line that offers entries below it while one types; arrows and Enter or Tab take one.

The list is a child of the window, not a window of its own: no system treats it differently, and
it is never left behind on the screen.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QCursor, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from strikelog.gui import style
from strikelog.gui.editors.suggestions import Suggestion, SuggestionModel, TwoLineDelegate
from strikelog.gui.icons import icon
from strikelog.gui.style import Look

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMES_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class SuggestionList(QFrame):
    """The list below a line; it never takes the keyboard."""

    picked = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        style.dress(self, Look.SUGGESTIONS)
        self.model = SuggestionModel()
        self.view = QListView()
        self.view.setModel(self.model)
        self._delegate = TwoLineDelegate(self.view)
        self.view.setItemDelegate(self._delegate)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setMouseTracking(True)
        self._pointer = QPoint()
        self.view.entered.connect(self._pointed)
        self.view.clicked.connect(self._clicked)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.HAIR, style.HAIR, style.HAIR, style.HAIR)
        column.addWidget(self.view)

    @property
    def current(self) -> Suggestion | None:
        """The entry that Enter would take."""
        index = self.view.currentIndex()
        return self.model.entries[index.row()] if index.isValid() else None

    @property
    def is_walked(self) -> bool:
        """True once the person has moved to an entry; until then the first is only proposed."""
        return self._delegate.is_walked

    def note_walk(self, is_walked: bool = True) -> None:
        """Show what is lit as gone to, or as no more than proposed."""
        self._delegate.is_walked = is_walked
        self.view.viewport().update()

    def offer(self, entries: Sequence[Suggestion]) -> None:
        """Replace the entries; the pointer means none of them until it moves."""
        self._pointer = QCursor.pos()
        self.model.offer(entries)

    def go(self, step: int) -> None:
        """Move the choice up or down."""
        self._pointer = QCursor.pos()
        count = len(self.model.entries)
        row = self.view.currentIndex().row() + step
        self.view.setCurrentIndex(self.model.index(min(max(row, 0), count - 1), 0))

    def place_below(self, line: QWidget) -> None:
        """Stand below the line, or above it where there is more room."""
        window = line.window()
        assert window is not None
        top = line.mapTo(window, QPoint(0, 0))
        wanted = min(self._content_height(), style.SUGGEST_MAX)
        below = window.height() - top.y() - line.height() - style.GAP
        above = top.y() - style.GAP
        height = min(wanted, max(below, above))
        y = top.y() + line.height() + 2 if below >= min(wanted, above) else top.y() - height - 2
        # A line that shares its field with chips is too short for what it offers.
        width = min(max(line.width(), style.SUGGEST_LEAST), window.width() - 2 * style.GAP)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        start = top.x() + line.width() - width if mirrored else top.x()
        start = min(max(start, style.GAP), window.width() - width - style.GAP)
        self.setGeometry(start, y, width, height)

    def _content_height(self) -> int:
        rows = range(self.model.rowCount())
        inside = sum(self.view.sizeHintForIndex(self.model.index(row, 0)).height() for row in rows)
        return inside + 2 * style.HAIR + 2 * style.RING

    def _pointed(self, index: QModelIndex) -> None:
        if QCursor.pos() == self._pointer:
            return  # the list came under the pointer; nobody pointed
        self.note_walk()
        self.view.setCurrentIndex(index)

    def _clicked(self, index: QModelIndex) -> None:
        self.picked.emit(self.model.entries[index.row()])


class SuggestionLine(QLineEdit):
    """Asks for entries (`asked`) while one types, and says which was taken (`picked`)."""

    asked = Signal(str)
    picked = Signal(object)
    deleted_back = Signal()

    def __init__(self, *, has_arrow: bool = True) -> None:
        super().__init__()
        self._list: SuggestionList | None = None
        self._watched: list[QObject] = []
        self._is_searching = False
        self._is_awaited = False
        self._takes_first = False
        if has_arrow:
            arrow = self.addAction(icon("chevron-down"), QLineEdit.ActionPosition.TrailingPosition)
            arrow.triggered.connect(self._open_all)
        self.textEdited.connect(self._typed)

    @property
    def is_offering(self) -> bool:
        """True while the list is open."""
        return self._list is not None and self._list.isVisible()

    @property
    def offered(self) -> Sequence[Suggestion]:
        """The entries in the open list."""
        return self._list.model.entries if self._list is not None and self.is_offering else ()

    @property
    def lit(self) -> Suggestion | None:
        """The entry that Enter would take."""
        return self._list.current if self._list is not None and self.is_offering else None

    def wait(self) -> None:
        """Note that entries for what was typed will come; keys typed ahead then mean those."""
        self._is_awaited = self._is_searching

    def offer(self, entries: Sequence[Suggestion]) -> None:
        """Show entries below the line, if the keyboard is still in it."""
        takes_first = self._takes_first
        kept = None if self._is_awaited else self._kept(entries)
        self._is_awaited = self._takes_first = False
        if not self.hasFocus() or not entries:
            self.close_list()
            return
        shown = self._opened()
        shown.offer(entries)
        if kept is not None:
            shown.go(kept + 1)
        elif self._is_searching:
            shown.go(1)
        shown.place_below(self)
        shown.show()
        shown.raise_()
        if takes_first and not entries[0].is_new:
            self.take()

    def _kept(self, entries: Sequence[Suggestion]) -> int | None:
        """Give the place of the entry walked to among those that came later."""
        lit = self.lit
        if lit is None or not self._opened().is_walked or lit not in entries:
            return None
        # Nothing had been found but the offer to make it; what is found now goes first.
        was_bare = all(one.makes for one in self.offered)
        return None if was_bare else entries.index(lit)

    def close_list(self) -> None:
        """Take the list away without choosing."""
        for ancestor in self._watched:
            ancestor.removeEventFilter(self)
        self._watched = []
        if self._list is not None:
            self._list.hide()

    def take(self) -> bool:
        """Choose the entry that is lit; False when there is none."""
        entry = self.lit
        if entry is None:
            return False
        self._picked(entry)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self._is_awaited and self._steer_ahead(key):
            return
        if self.is_offering and self._steer(key):
            return
        if key == Qt.Key.Key_Down and not self.is_offering:
            self._open_all()
            return
        if key == Qt.Key.Key_Backspace and not self.text():
            self.deleted_back.emit()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        # Tab takes the lit entry on its way out, as lists of choices do everywhere.
        lit = self.lit
        if self._is_searching and lit is not None and not lit.is_new:
            self.take()
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._is_awaited = self._takes_first = False
        self.close_list()
        super().focusOutEvent(event)
        if event.reason() not in _COMES_BACK:
            # A long name that was left is read from its beginning.
            self.setCursorPosition(0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.is_offering and not self.isReadOnly() and not self.text():
            self._open_all()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Hide:
            self.close_list()
        elif event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self._list is not None:
            self._list.place_below(self)
        return super().eventFilter(watched, event)

    def _steer_ahead(self, key: int) -> bool:
        """Keep Down, and Enter after it, for the entries on their way, not for older ones."""
        if key == Qt.Key.Key_Down:
            self._opened().note_walk()
            return True
        if key in _ENTER and self._opened().is_walked:
            self._takes_first = True
            return True
        return False

    def _steer(self, key: int) -> bool:
        assert self._list is not None
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._walk(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key in _ENTER:
            return self.take()
        if key == Qt.Key.Key_Escape:
            self.close_list()
            return True
        return False

    def _walk(self, step: int) -> None:
        """Move the choice; the first step from what lies first by itself arrives there."""
        assert self._list is not None
        is_proposed = self.lit is not None and not self._list.is_walked
        self._list.note_walk()
        self._list.go(0 if is_proposed and step > 0 else step)

    def _typed(self, text: str) -> None:
        self._begin(is_searching=bool(text.strip()))
        self.asked.emit(text)

    def _open_all(self) -> None:
        self.setFocus()
        self._begin(is_searching=False)
        self.asked.emit("")

    def _begin(self, *, is_searching: bool) -> None:
        self._is_searching = is_searching
        self._is_awaited = self._takes_first = False
        if self._list is not None:
            self._list.note_walk(False)

    def _opened(self) -> SuggestionList:
        window = self.window()
        if self._list is None or self._list.parentWidget() is not window:
            self._list = SuggestionList(window)
            self._list.picked.connect(self._picked)
        if not self._watched:
            ancestor: QWidget | None = self.parentWidget()
            while ancestor is not None and ancestor is not window:
                ancestor.installEventFilter(self)
                self._watched.append(ancestor)
                ancestor = ancestor.parentWidget()
        return self._list

    def _picked(self, entry: Suggestion) -> None:
        self.close_list()
        self._is_searching = False
        self.picked.emit(entry)
