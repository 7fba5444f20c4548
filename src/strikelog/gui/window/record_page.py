"""A page of the rail: a list and, over it, the form of one of its records."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from strikelog.domain.changes import Changes
from strikelog.domain.filters import Filter
from strikelog.domain.records import Record
from strikelog.gui.forms import RecordForm
from strikelog.gui.language import say
from strikelog.gui.pages.arrangements import Arrangement
from strikelog.gui.pages.list_page import ListPage
from strikelog.gui.pages.wishes import NOWHERE, Spot
from strikelog.gui.window.trail import Bookmark


class RecordPage(QObject):
    """Builds its list when it is first shown, its form when it is first needed.

    `form_left` is True where a person closed the form, False where the list took its place.
    """

    wished = Signal(object)
    form_left = Signal(bool)

    def __init__(
        self,
        arrangement: Arrangement,
        make_list: Callable[[Arrangement], ListPage],
        make_form: Callable[[type[Record]], RecordForm],
    ) -> None:
        super().__init__()
        self._arrangement = arrangement
        self._make_list = make_list
        self._make_form = make_form
        self._list: ListPage | None = None
        self._form: RecordForm | None = None
        self._is_replaced = False
        self._stack = QStackedWidget()

    @property
    def kind(self) -> type[Record]:
        """The class of its records."""
        return self._arrangement.kind

    @property
    def title(self) -> str:
        """Name in the rail."""
        return say(self._arrangement.heading)

    @property
    def icon(self) -> str:
        """Name of the drawing in the rail."""
        return self._arrangement.icon

    @property
    def widget(self) -> QWidget:
        """List and form, one over the other."""
        if self._list is None:
            self._build_list()
        return self._stack

    @property
    def list(self) -> ListPage:
        """The list, built now if it was not yet."""
        return self._list or self._build_list()

    @property
    def form(self) -> RecordForm | None:
        """The form, if one was needed so far."""
        return self._form

    @property
    def shows_form(self) -> bool:
        """True while a form lies over the list."""
        return self._form is not None and self._stack.currentWidget() is self._form

    @property
    def front(self) -> QWidget:
        """What is seen of it: the form or the list."""
        return self._form if self._form is not None and self.shows_form else self.list

    def find(self) -> None:
        """Put the keyboard into the search box."""
        self.leave_form()
        self.list.find()

    def create(self) -> None:
        """Begin a new record in the form."""
        form = self._open_form()
        form.start_new()

    def edit(self, record_id: str, spot: Spot = NOWHERE) -> None:
        """Open a record in the form, with the keyboard on a spot of it."""
        self._open_form().load(record_id, spot)

    def close_form(self) -> None:
        """Save what waits in the form and close it, as a person does."""
        if self._form is not None:
            self._form.leave()

    def may_turn(self) -> bool:
        """Save what waits in the form, and tell whether another record may take it."""
        return self._form is None or self._form.may_turn()

    def bookmark(self) -> Bookmark:
        """Say which record is in the form, if it is in front."""
        record = self._form.record if self._form is not None and self.shows_form else None
        return Bookmark(record.id if record is not None else None)

    def resume(self, bookmark: Bookmark) -> None:
        """Open the record that was in the form."""
        if isinstance(bookmark.state, str):
            self.edit(bookmark.state)

    def edit_filter(self) -> None:
        """Open the filter as text."""
        self.leave_form()
        self.list.filter.edit_text()

    def ask(self, where: Filter) -> None:
        """List what matches a filter."""
        self.leave_form()
        self.list.ask(where)

    def go_to(self, key: int) -> None:
        """Select a row of the list."""
        self.leave_form()
        self.list.go_to(key)

    def shown(self) -> None:
        """Put the keyboard into the list, or leave it in the form."""
        if not self.shows_form:
            self.list.table.setFocus()

    def notice(self, changes: Changes) -> None:
        """Pass on what changed; a list that was never shown has nothing to bring up to date."""
        if self._list is not None:
            self._list.notice(changes)

    def leave_form(self) -> None:
        """Save what waits in the form and go back to the list."""
        if self._form is not None and self.shows_form:
            # What cannot be saved stays in front, and is then closed by hand.
            self._is_replaced = self._form.may_turn()
            self._form.leave()

    def forget_form(self) -> None:
        """Make the form anew when it is next needed, because what stands on it differs now."""
        form, self._form = self._form, None
        if form is not None:
            form.flush()
            self._stack.removeWidget(form)
            form.deleteLater()

    def _open_form(self) -> RecordForm:
        self._is_replaced = False
        form = self._form or self._build_form()
        self._stack.setCurrentWidget(form)
        return form

    def _build_list(self) -> ListPage:
        self._list = self._make_list(self._arrangement)
        self._list.wished.connect(self.wished)
        self._stack.insertWidget(0, self._list)
        return self._list

    def _build_form(self) -> RecordForm:
        self._form = self._make_form(self.kind)
        self._form.closed.connect(self._back_to_list)
        self._stack.addWidget(self._form)
        return self._form

    def _back_to_list(self) -> None:
        self._stack.setCurrentWidget(self.list)
        self.list.table.setFocus()
        record = self._form.record if self._form is not None else None
        if record is not None:
            self.form_left.emit(not self._is_replaced)
