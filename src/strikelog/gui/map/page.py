"""The page of the map: filter above, the map, and beside it what is selected."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.filters import ALL, Condition, Filter, Op
from strikelog.domain.messages import mark
from strikelog.domain.progress import Cancelled, Progress
from strikelog.domain.records import Incident
from strikelog.drawing.marks import Mark
from strikelog.gui import style
from strikelog.gui.drawing.view import popup
from strikelog.gui.errors import sentence
from strikelog.gui.filtering.bar import FilterBar
from strikelog.gui.filtering.offers import Suggestions
from strikelog.gui.filtering.views import SavedViews
from strikelog.gui.language import language, number, say, upright
from strikelog.gui.map.canvas import MapCanvas
from strikelog.gui.map.card import MapCard, mark_words
from strikelog.gui.map.ground import Ground
from strikelog.gui.map.loading import MapContent, make_ground, read_map
from strikelog.gui.map.sharing import MapSharing
from strikelog.gui.pages import wishes
from strikelog.gui.pages.nothing_found import NothingFound
from strikelog.gui.preferences import Preferences
from strikelog.gui.style import Look, Tone
from strikelog.gui.tasks import Lane, Latest, Tasks
from strikelog.gui.widgets.buttons import icon_button, link_button, plain_button
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.header import PageHeader
from strikelog.gui.widgets.labels import paragraph
from strikelog.gui.widgets.message_bar import MessageBar
from strikelog.gui.widgets.progress_strip import ProgressStrip
from strikelog.gui.widgets.split import SplitView
from strikelog.services.map_points import MapReading
from strikelog.services.workspace import Workspace

TITLE = mark("Map")
ICON = "map"
_LABEL = mark("Map of incidents")
_HOW = mark(
    "Arrow keys move the map, plus and minus zoom, Tab goes from mark to mark, Enter opens one."
)
_READING = mark("Reading where incidents happened")
_RELEASED = mark("As released")
_RELEASED_TIP = mark("Show every position only as far as a briefing would")
_EXACT = mark("Positions as they were recorded, for this office alone.")
_COARSE = mark("Positions as a briefing would show them.")
_NOWHERE_ONE = mark("1 incident has no position")
_NOWHERE = mark("{count} incidents have no position")
_SHOW_SEEN = mark("Show what is seen in the list")
_TOO_MANY = mark(
    "More than {count} incidents are in view. Zoom in, so that the list can show exactly these."
)
_EMPTY = mark("Nothing on the map yet")
_EMPTY_WORDS = mark(
    "No incident of this filter has a position finer than its country."
    " Give incidents a place or coordinates, and they appear here."
)
_CLOSER, _FURTHER, _ALL = mark("Zoom in"), mark("Zoom out"), mark("Show all incidents")
_MORE = mark("More about this map")
MOST_IDS = 5_000
"""Incidents one filter may name one by one."""


class MapPage(QWidget):
    """Where the incidents of a filter happened; what concerns the window is wished for."""

    wished = Signal(object)

    def __init__(self, workspace: Workspace, tasks: Tasks, preferences: Preferences) -> None:
        super().__init__()
        self._reading = MapReading(workspace.vault.database)
        self._tasks = tasks
        self._loading = Latest(tasks, self)
        self._looking = Latest(tasks, self, Lane.LOOKING)
        self._listing = Latest(tasks, self)
        self.content: MapContent | None = None
        self.ground: Ground | None = None
        self._asked: Filter | None = None
        views = SavedViews(workspace.settings, Incident, tasks, failed=self._fail)
        self.filter = FilterBar(Incident, Suggestions(workspace.finding, tasks), views)
        self.head = PageHeader(say(TITLE))
        self.released = plain_button(say(_RELEASED), "shield-check")
        self.listed = plain_button(say(_SHOW_SEEN), "list")
        self.more = icon_button("ellipsis", say(_MORE))
        self.what = paragraph("", Look.MUTED)
        self.nowhere = link_button("", "map-pin")
        self.canvas = MapCanvas()
        self.card = MapCard(workspace.finding, tasks)
        self.sharing = MapSharing(self, workspace, tasks, where=lambda: self.filter.where)
        self.messages, self.progress = MessageBar(), ProgressStrip()
        self.empty = NothingFound("map", say(_EMPTY), say(_EMPTY_WORDS))
        self._stack = QStackedWidget()
        self.split = SplitView(self._stack, self.card, name="map", preferences=preferences)
        self._arrange()
        self._connect()

    # -- what the window asks for

    def shown(self) -> None:
        """Read the incidents if nobody did yet; the keyboard goes to the map."""
        if self._asked is None:
            self.ask(ALL)
        self.canvas.setFocus()

    def ask(self, where: Filter) -> None:
        """Show what matches a filter."""
        self.filter.ask(where)

    def edit_filter(self) -> None:
        """Open the filter as text."""
        self.filter.edit_text()

    def load(self, *, keeps_look: bool = False) -> None:
        """Read the incidents anew, beside the window."""
        where, released, tongue, reading = (
            self.filter.where, self.released.isChecked(), language(), self._reading
        )  # fmt: skip
        self._asked = where

        def job(progress: Progress) -> MapContent:
            return read_map(
                reading, where, as_released=released, language=tongue, progress=progress
            )

        if self.ground is None:
            self._looking.run(make_ground, self._show_ground, self._fail)
        self.messages.hide()
        task = self._loading.run(job, partial(self._show, keeps_look), self._fail)
        self.progress.follow(task, say(_READING))

    # -- what is shown

    def _show_ground(self, ground: Ground) -> None:
        self.ground = ground
        self.canvas.show_ground(ground)
        self._draw_units()

    def _show(self, keeps_look: bool, content: MapContent) -> None:
        self.content = content
        shown, lost = len(content.points.keys), len(content.points.nowhere)
        self.head.show_count(shown, shown + lost)
        self.what.setText(say(_COARSE if self.released.isChecked() else _EXACT))
        words = _NOWHERE_ONE if lost == 1 else _NOWHERE
        self.nowhere.setText(say(words).format(count=upright(number(lost))))
        self.nowhere.setVisible(bool(lost))
        self.listed.setEnabled(bool(shown))
        self.empty.show_for(self.filter.where)
        self._stack.setCurrentIndex(0 if shown else 1)
        self.split.show_detail(bool(shown))
        self.canvas.show_layer(content.layer, keeps_look=keeps_look and bool(shown))
        self.canvas.show_places(content.named)
        self._draw_units()

    def _draw_units(self) -> None:
        """Draw units of the countries, and what the office brought."""
        brought = self.sharing.layer
        if self.ground is not None and self.content is not None:
            self.ground.show_units(self.content.countries, brought)
            self.canvas.show_ground(self.ground)

    def _choose(self, chosen: Mark | None) -> None:
        self.card.show_mark(chosen, self.content)
        words = mark_words(chosen) if chosen else say(_HOW)
        self.canvas.setAccessibleDescription(words)
        event = QAccessibleEvent(self.canvas, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(event)

    def _fail(self, error: StrikelogError) -> None:
        tone = Tone.PLAIN if isinstance(error, Cancelled) else Tone.GRAVE
        self.messages.tell(sentence(error), tone)

    # -- ways on

    def open_mark(self, chosen: Mark) -> None:
        """Open the incident of a mark, zoom in on a cluster, list what shares one spot."""
        if self.content is None:
            return
        if chosen.is_cluster:
            self._come_closer(chosen)
        elif chosen.count == 1:
            self._with_ids(self.content.keys(chosen), self._open_incidents)
        else:
            self._list_mark(chosen)

    def list_seen(self) -> None:
        """List the incidents that are seen on the map."""
        if self.content is None:
            return
        keys = self.content.keys_of(one.mark for one in self.canvas.seen())
        if len(keys) == len(self.content.points.keys) and not self.content.points.nowhere:
            self.wished.emit(wishes.ShowIncidents(self.filter.where))
        else:
            self._list(keys)

    def _come_closer(self, chosen: Mark) -> None:
        box = self.content.layer.clustered.box(chosen.start, chosen.end) if self.content else None
        if box is not None:
            self.canvas.fit_to(box)
            self.canvas.setFocus()

    def _list_mark(self, chosen: Mark) -> None:
        if self.content is not None:
            self._list(self.content.keys(chosen))

    def _list_nowhere(self) -> None:
        if self.content is not None:
            self._list(list(self.content.points.nowhere))

    def _list(self, keys: list[int]) -> None:
        if len(keys) > MOST_IDS:
            count = upright(number(MOST_IDS))
            self.messages.tell(say(_TOO_MANY).format(count=count), Tone.PLAIN)
        elif keys:
            self._with_ids(keys, self._wish_list)

    def _with_ids(self, keys: list[int], done: Callable[[tuple[str, ...]], None]) -> None:
        reading = self._reading
        self._listing.run(lambda _progress: reading.ids(keys), done, self._fail)

    def _wish_list(self, ids: tuple[str, ...]) -> None:
        self.wished.emit(wishes.ShowIncidents(Filter((Condition("id", Op.IS, ids),))))

    def _open_incidents(self, ids: tuple[str, ...]) -> None:
        for one in ids[:1]:
            self._open_incident(one)

    def _open_incident(self, incident_id: str) -> None:
        self.wished.emit(wishes.Edit(Incident, incident_id))

    # -- building

    def _arrange(self) -> None:
        self.released.setCheckable(True)
        self.released.setToolTip(say(_RELEASED_TIP))
        for button in (self.released, self.listed, self.more):
            self.head.add_button(button)
        self.canvas.setAccessibleName(say(_LABEL))
        self.canvas.setAccessibleDescription(say(_HOW))
        card = Card(margin=style.HAIR_LINE)
        card.body.addWidget(self.canvas)
        self._add_zoom_buttons()
        framed = Card()
        framed.body.addWidget(self.empty)
        for part in (card, framed):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.GAP)
        column.addWidget(self.head)
        column.addWidget(self.filter)
        column.addLayout(row(self.what, self.nowhere))
        self.nowhere.hide()  # it says nothing before the incidents are read
        column.addWidget(self.split, 1)
        column.addWidget(self.progress)
        column.addWidget(self.sharing.progress)
        column.addWidget(self.messages)

    def _add_zoom_buttons(self) -> None:
        over = QVBoxLayout(self.canvas)
        over.setContentsMargins(style.GAP, style.GAP, style.GAP, style.GAP)
        over.setSpacing(style.HAIR)
        for picture, words, act in (
            ("plus", _CLOSER, partial(self.canvas.zoom, 1.0)),
            ("minus", _FURTHER, partial(self.canvas.zoom, -1.0)),
            ("crosshair", _ALL, self.canvas.fit),
        ):
            over.addLayout(self._over_map(picture, say(words), act))
        over.addStretch(1)

    def _over_map(self, picture: str, words: str, act: Callable[[], None]) -> QHBoxLayout:
        button = plain_button("", picture)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFixedSize(style.CONTROL, style.CONTROL)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.clicked.connect(lambda _checked=False: act())
        return row(button, None)

    def _connect(self) -> None:
        self.filter.changed.connect(lambda _where: self.load())
        self.empty.cleared.connect(self.filter.clear)
        self.empty.wished.connect(self.wished)
        self.released.toggled.connect(lambda _on: self.load(keeps_look=True))
        self.listed.clicked.connect(self.list_seen)
        self.nowhere.clicked.connect(self._list_nowhere)
        self.more.clicked.connect(self._open_menu)
        self.canvas.chosen.connect(self._choose)
        self.canvas.opened.connect(self.open_mark)
        self.canvas.menu_requested.connect(self._popup)
        self.card.closer_requested.connect(self._come_closer)
        self.card.list_requested.connect(self._list_mark)
        self.card.wished.connect(self.wished)
        self.card.detail.edit_requested.connect(lambda one: self._open_incident(one.id))
        self.sharing.failed.connect(self._fail)
        self.sharing.told.connect(self.messages.tell)
        self.sharing.outlined.connect(self._draw_units)

    def _open_menu(self) -> None:
        self._popup(self.more.mapToGlobal(QPoint(0, self.more.height() + style.HAIR)))

    def _popup(self, place: QPoint) -> None:
        popup(self, (*self.sharing.actions(), (_SHOW_SEEN, "list", self.list_seen)), place)
