"""The list page: search, filter, table, details; the same for every kind of record."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from strikelog.domain.changes import Changes
from strikelog.domain.errors import StrikelogError
from strikelog.domain.filters import Filter
from strikelog.domain.messages import mark
from strikelog.domain.records import Incident, Record
from strikelog.gui import style
from strikelog.gui.errors import sentence
from strikelog.gui.filtering.bar import FilterBar
from strikelog.gui.filtering.offers import Suggestions
from strikelog.gui.filtering.views import SavedViews
from strikelog.gui.language import number, say, upright
from strikelog.gui.lists.table import RecordTable
from strikelog.gui.pages import wishes
from strikelog.gui.pages.arrangements import Arrangement
from strikelog.gui.pages.columns import columns_of
from strikelog.gui.pages.detail import RecordDetail
from strikelog.gui.pages.facts import Details
from strikelog.gui.pages.head_buttons import first_steps, head_buttons
from strikelog.gui.pages.listing import Count, Listing
from strikelog.gui.pages.row_actions import RowActions
from strikelog.gui.pages.rows import Shape
from strikelog.gui.preferences import Preferences
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import icon_button, primary_button
from strikelog.gui.widgets.card import Card
from strikelog.gui.widgets.empty import EmptyState
from strikelog.gui.widgets.header import PageHeader
from strikelog.gui.widgets.message_bar import MessageBar
from strikelog.gui.widgets.split import SplitView
from strikelog.services.finding import Finding, list_fields
from strikelog.services.settings import Settings

_OF_ALL = mark("{shown} of {total}")
_POSSIBLE = mark("{certain}, and {possible} possible, of {total}")
_SEARCHING = mark("Searching…")


class ListPage(QWidget):
    """Everything about one kind of record; what concerns the window is wished for."""

    wished = Signal(object)

    def __init__(
        self,
        arrangement: Arrangement,
        finding: Finding,
        settings: Settings,
        *,
        tasks: Tasks,
        preferences: Preferences,
    ) -> None:
        super().__init__()
        self.arrangement = arrangement
        self.kind = arrangement.kind
        self._finding = finding
        self._counts = ""
        columns, made_of = columns_of(arrangement, list_fields(self.kind))
        title = say(arrangement.heading)
        self.header = PageHeader(title, search_hint=say(arrangement.hint))
        self.suggestions = Suggestions(finding, tasks)
        self.views = SavedViews(settings, self.kind, tasks, failed=self._fail)
        self.filter = FilterBar(self.kind, self.suggestions, self.views)
        self.table = RecordTable(
            columns, name=arrangement.name, label=title, preferences=preferences
        )
        shape = Shape(self.kind, columns, made_of, lambda: self.table.arrangement.shown)
        self.listing = Listing(self.table, shape, finding, tasks=tasks, sort=arrangement.sort)
        self.detail = self.make_detail(finding, tasks)
        self.rows = self.make_actions(finding, tasks)
        self.messages = MessageBar()
        self._empty = EmptyState(
            arrangement.icon,
            say(arrangement.empty),
            say(arrangement.what_now),
            action=say(arrangement.new),
        )
        self._none = EmptyState(
            "list-filter",
            say(mark("Nothing matches")),
            say(mark("No record matches the search and filter together.")),
        )
        self._stack = QStackedWidget()
        self._arrange(preferences)
        self._connect()
        self.listing.load()

    # -- what the window asks for

    def find(self) -> None:
        """Put the keyboard into the search box."""
        if self.header.search is not None:
            self.header.search.setFocus()
            self.header.search.selectAll()

    def ask(self, where: Filter) -> None:
        """Show what matches a filter, whatever was asked before."""
        self._forget_search()
        self.filter.ask(where)

    def go_to(self, key: int) -> None:
        """Select a row; a filter that hides it gives way."""
        if self.table.go_to(key):
            self.table.setFocus()
            return
        self._forget_search()
        if self.filter.where:
            self.filter.clear()
        self.listing.go_to(key)

    def return_to(self, key: int | None) -> None:
        """Read the list anew and select a row, if the filter shows it."""
        if key is not None:
            self.listing.go_to(key)

    def notice(self, changes: Changes) -> None:
        """Bring up to date what a change concerns."""
        self.listing.notice(changes)
        details = self.detail.details
        if details is not None and (not changes.ids or self._shows_changed(changes)):
            self.detail.refresh()

    def _shows_changed(self, changes: Changes) -> bool:
        details = self.detail.details
        is_own = details is not None and details.record.id in changes.ids
        return is_own or issubclass(self.kind, Incident)

    # -- building: what a page of another look replaces

    def make_detail(self, finding: Finding, tasks: Tasks) -> RecordDetail:
        """Make the pane beside the rows."""
        return RecordDetail(finding, tasks, self.kind)

    def make_actions(self, finding: Finding, tasks: Tasks) -> RowActions:
        """Make what can be done with rows."""
        return RowActions(self.kind, finding, tasks, self)

    def make_body(self) -> QWidget:
        """Give what shows the rows: the table, or something that stands in for it."""
        return self.table

    def add_buttons(self) -> None:
        """Put further buttons before the one of the page's main action."""

    # -- building

    def _arrange(self, preferences: Preferences) -> None:
        self._add_buttons()
        card = Card(margin=style.HAIR_LINE)
        card.body.setContentsMargins(style.HAIR_LINE, style.HAIR, style.HAIR_LINE, style.MENU_PAD)
        card.body.addWidget(self.make_body())
        clear = self._none.offer(say(mark("Clear search and filter")), "x")
        clear.clicked.connect(self._clear)
        for part in (card, _framed(self._empty), _framed(self._none)):
            self._stack.addWidget(part)
        self.split = SplitView(
            self._stack, self.detail, name=self.arrangement.name, preferences=preferences
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE + 2)
        for widget in (self.header, self.filter, self.messages):
            column.addWidget(widget)
        column.addWidget(self.split, 1)

    def _add_buttons(self) -> None:
        columns = icon_button("columns-3", say(mark("Choose columns")))
        columns.setFixedSize(style.CONTROL, style.CONTROL)
        columns.clicked.connect(partial(self._choose_columns, columns))
        self.header.add_button(columns)
        for button in head_buttons(self.kind, self._wish, lambda: self.listing.where):
            self.header.add_button(button)
        for wish, words, picture in first_steps(self.kind):
            offered = self._empty.offer(say(words), picture)
            offered.clicked.connect(partial(self._wish, wish))
        self.add_buttons()
        new = primary_button(say(self.arrangement.new), "plus")
        new.clicked.connect(self.begin_new)
        self.header.add_button(new)

    def _connect(self) -> None:
        search = self.header.search
        if search is not None:
            search.searched.connect(self.filter.search)
            search.returnPressed.connect(self._keep_search)
            search.left.connect(self.table.setFocus)
        self.filter.changed.connect(self.listing.ask)
        self.listing.arrived.connect(self._show_table)
        self.listing.counted.connect(self._show_count)
        self.listing.failed.connect(self._fail)
        self.listing.waiting.connect(self._show_waiting)
        self.table.sort_requested.connect(self.listing.sort_by)
        self.table.current_changed.connect(self.detail.show_key)
        self.table.row_activated.connect(self.rows.open_row)
        self.table.menu_requested.connect(self.rows.open_row_menu)
        self.rows.wished.connect(self.wished)
        self.rows.failed.connect(self._fail)
        self.table.horizontalHeader().sectionResized.connect(self._column_resized)
        self.detail.edit_requested.connect(self._edit)
        self.detail.menu_requested.connect(self._open_record_menu)
        self.detail.problems_requested.connect(self._show_problems)
        self.detail.incidents_requested.connect(self._show_incidents)
        self.detail.record_requested.connect(self._go_to_record)
        self._empty.action_requested.connect(self.begin_new)
        for keys, action in (
            (QKeySequence.StandardKey.Delete, self._remove_selected),
            (QKeySequence.StandardKey.Copy, self._copy_selected),
        ):
            QShortcut(
                QKeySequence(keys), self.table, context=Qt.ShortcutContext.WidgetShortcut
            ).activated.connect(action)

    # -- search and filter

    def _keep_search(self) -> None:
        if self.filter.keep_search():
            self._forget_search()

    def _forget_search(self) -> None:
        if self.header.search is not None:
            self.header.search.forget()

    def _clear(self) -> None:
        self._forget_search()
        self.filter.clear()
        self.table.setFocus()

    # -- what is shown

    def _show_table(self) -> None:
        self._stack.setCurrentIndex(0)
        self.split.show_detail(True)

    def _show_count(self, count: Count) -> None:
        self._stack.setCurrentIndex(0 if count.shown else 2 if self.listing.where else 1)
        self.split.show_detail(bool(count.shown))
        self._counts = _count_words(count)
        self.header.show_note(self._counts)
        if count.shown and not self.table.selected_count:
            self.table.go_to(self.table.rows.key_at(0))

    def _show_waiting(self, waiting: bool) -> None:
        self.header.show_note(say(_SEARCHING) if waiting else self._counts)

    def _column_resized(self, _logical: int, before: int, width: int) -> None:
        if not before and width:
            # A column that was hidden has not been read yet.
            self.table.refresh()

    def _choose_columns(self, button: QWidget, _checked: bool = False) -> None:
        menu = self.table.columns_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + style.HAIR)))

    def _fail(self, error: StrikelogError) -> None:
        self.messages.fail(sentence(error))

    # -- wishes

    def begin_new(self) -> None:
        """Begin a new record."""
        self._wish(wishes.New(self.kind))

    def _wish(self, wish: wishes.Wish, _checked: bool = False) -> None:
        self.wished.emit(wish)

    def _edit(self, record: Record) -> None:
        self._wish(wishes.Edit(type(record), record.id))

    def _open_record_menu(self, record: Record, place: QPoint) -> None:
        self.rows.open_menu([record], place)

    def _remove_selected(self) -> None:
        self.rows.remove_rows(self.table.selected_keys())

    def _copy_selected(self) -> None:
        self.rows.copy_rows(self.table.selected_keys())

    def _show_problems(self, details: Details) -> None:
        self._wish(wishes.ShowProblems(details))

    def _show_incidents(self, where: Filter) -> None:
        self._wish(wishes.ShowIncidents(where))

    def _go_to_record(self, kind: type[Record], record_id: str) -> None:
        self._wish(wishes.GoTo(kind, record_id))


def _framed(content: QWidget) -> Card:
    card = Card()
    card.body.addWidget(content)
    return card


def _count_words(count: Count) -> str:
    shown, total = (upright(number(one)) for one in (count.shown, count.total))
    if count.possible:
        certain, possible = (upright(number(one)) for one in (count.certain, count.possible))
        return say(_POSSIBLE).format(certain=certain, possible=possible, total=total)
    return total if count.shown == count.total else say(_OF_ALL).format(shown=shown, total=total)
