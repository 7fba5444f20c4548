"""The page of media: evidence as tiles or rows, with everything that can be done to it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QMenu, QStackedWidget, QToolButton, QWidget

from strikelog.domain.messages import mark
from strikelog.domain.records import Evidence, Record
from strikelog.gui import style
from strikelog.gui.language import say
from strikelog.gui.media.actions import MediaActions
from strikelog.gui.media.asking import Asking
from strikelog.gui.media.detail import MediaDetail
from strikelog.gui.media.grid import MediaGrid
from strikelog.gui.media.thumbnails import Thumbnails
from strikelog.gui.pages.arrangements import Arrangement
from strikelog.gui.pages.list_page import ListPage
from strikelog.gui.pages.row_actions import RowActions
from strikelog.gui.preferences import Preferences
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import icon_button, plain_button
from strikelog.services.evidence.media import Media
from strikelog.services.finding import Finding
from strikelog.services.workspace import Workspace

_LOOK = "media.look"
_GRID, _LIST = "grid", "list"
_LOOKS = (
    (_GRID, "layout-grid", mark("As pictures")),
    (_LIST, "list", mark("As a list")),
)


class MediaRowActions(RowActions):
    """Also offers what is done with evidence alone."""

    def __init__(
        self, finding: Finding, tasks: Tasks, parent: QWidget, actions: MediaActions, media: Media
    ) -> None:
        super().__init__(Evidence, finding, tasks, parent)
        self._actions = actions
        self._media = media

    def menu(self, records: list[Record]) -> QMenu:
        """Return what can be done with records."""
        menu = super().menu(records)
        items = [one for one in records if isinstance(one, Evidence)]
        held = tuple(one for one in items if self._media.is_held(one))
        more: list[QAction] = []
        if len(items) == 1:
            more.append(_action(menu, mark("Link…"), partial(self._actions.link, items[0])))
        if len(held) == 1:
            save = partial(self._actions.save_out, held[0])
            more.append(_action(menu, mark("Save a copy out…"), save))
        if held:
            certify = partial(self._actions.certify, held)
            more.append(_action(menu, mark("Certificate of custody…"), certify))
        first = menu.actions()[0]
        menu.insertActions(first, more)
        return menu


class MediaPage(ListPage):
    """A list page whose rows can be seen as tiles."""

    def __init__(
        self,
        arrangement: Arrangement,
        workspace: Workspace,
        *,
        tasks: Tasks,
        preferences: Preferences,
        actions: MediaActions,
        thumbnails: Thumbnails,
        asking: Asking,
    ) -> None:
        self._media = workspace.media
        self._actions = actions
        self._thumbnails = thumbnails
        self._asking = asking
        self._preferences = preferences
        self._looks: dict[str, QToolButton] = {}
        super().__init__(
            arrangement,
            workspace.finding,
            workspace.settings,
            tasks=tasks,
            preferences=preferences,
        )
        self._connect_media()
        self.show_as(preferences.get(_LOOK) or _GRID)

    @property
    def look(self) -> str:
        """How the rows are shown: `grid` or `list`."""
        return _GRID if self._body.currentWidget() is self.grid else _LIST

    def show_as(self, look: str) -> None:
        """Show tiles or rows; the current one stays in sight."""
        shows_grid = look != _LIST
        had_focus = self.grid.hasFocus() or self.table.hasFocus()
        # Whoever puts the keyboard into the list means what is seen of it.
        self.table.setFocusProxy(self.grid if shows_grid else None)  # type: ignore[arg-type]
        self._body.setCurrentWidget(self.grid if shows_grid else self.table)
        self._looks[_GRID if shows_grid else _LIST].setChecked(True)
        self._preferences.set(_LOOK, _GRID if shows_grid else _LIST)
        if had_focus:
            (self.grid if shows_grid else self.table).setFocus()
        current = self.table.currentIndex()
        if current.isValid():
            self._body.currentWidget().scrollTo(current)

    # -- what differs from other lists

    def make_detail(self, finding: Finding, tasks: Tasks) -> MediaDetail:
        """Make the pane with picture and custody."""
        return MediaDetail(finding, self._media, tasks, self._thumbnails, self._asking)

    def make_actions(self, finding: Finding, tasks: Tasks) -> RowActions:
        """Make what can be done with evidence."""
        return MediaRowActions(finding, tasks, self, self._actions, self._media)

    def make_body(self) -> QWidget:
        """Put the tiles in the table's place."""
        self.grid = MediaGrid(self.table, self._finding, self._thumbnails, self._asking)
        self._body = QStackedWidget()
        self._body.addWidget(self.grid)
        self._body.addWidget(self.table)
        return self._body

    def add_buttons(self) -> None:
        """Offer both looks, a whole folder, and the record of a file that others hold."""
        group = QButtonGroup(self)
        for look, picture, name in _LOOKS:
            button = icon_button(picture, say(name))
            button.setCheckable(True)
            button.setFixedSize(style.CONTROL, style.CONTROL)
            button.clicked.connect(partial(self._choose_look, look))
            group.addButton(button)
            self._looks[look] = button
            self.header.add_button(button)
        describe = icon_button("pencil", say(mark("Describe a file others hold (Ctrl+N)")))
        describe.setFixedSize(style.CONTROL, style.CONTROL)
        describe.clicked.connect(super().begin_new)
        self.header.add_button(describe)
        folder = plain_button(say(mark("Add a folder")), "folder-plus")
        folder.clicked.connect(self._add_folder)
        self.header.add_button(folder)
        other = self._empty.offer(say(mark("Add a folder")), "folder-plus")
        other.clicked.connect(self._add_folder)
        referenced = self._empty.offer(say(mark("Describe a file others hold")), "pencil")
        referenced.clicked.connect(super().begin_new)

    def begin_new(self) -> None:
        """Ask for files: evidence begins with them."""
        self._actions.choose_files()

    # -- wiring

    def _connect_media(self) -> None:
        detail = self.detail
        assert isinstance(detail, MediaDetail)
        actions, grid = self._actions, self.grid
        grid.tile_activated.connect(self.rows.open_row)
        grid.menu_requested.connect(self.rows.open_row_menu)
        grid.asked.connect(self._turn_veil)
        detail.save_requested.connect(actions.save_out)
        detail.copy_requested.connect(actions.edit)
        detail.link_requested.connect(actions.link)
        detail.view_requested.connect(actions.view)
        detail.custody_requested.connect(actions.show_custody)
        detail.judged.connect(actions.judge)
        detail.unlink_requested.connect(actions.unlink)
        self.table.current_changed.connect(self._follow)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, act in (
            (QKeySequence("Ctrl+O"), self.begin_new),
            (QKeySequence("Ctrl+Shift+O"), self._add_folder),
            (QKeySequence(QKeySequence.StandardKey.Paste), self._paste),
        ):
            QShortcut(keys, self, context=context).activated.connect(act)
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Delete), self._remove_selected),
            (QKeySequence(QKeySequence.StandardKey.Copy), self._copy_selected),
        ):
            own = Qt.ShortcutContext.WidgetShortcut
            QShortcut(keys, grid, context=own).activated.connect(act)

    def _choose_look(self, look: str, _checked: bool = False) -> None:
        self.show_as(look)

    def _add_folder(self, _checked: bool = False) -> None:
        self._actions.choose_folder()

    def _paste(self) -> None:
        self._actions.paste()

    def _turn_veil(self, evidence_id: str) -> None:
        if self._asking.is_asked(evidence_id):
            self._asking.hide(evidence_id)
        else:
            self._asking.show(evidence_id)

    def _follow(self, key: object) -> None:
        row = self.table.rows.row_of(key) if isinstance(key, int) else None
        if row is not None:
            self.grid.show_row(row)


def _action(menu: QMenu, words: str, act: object) -> QAction:
    made = QAction(say(words), menu)
    made.triggered.connect(act)
    return made
