"""The page of charts: filter above, then each chart in a card; a part leads to its incidents."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from strikelog.domain.errors import StrikelogError
from strikelog.domain.filters import ALL, Condition, Filter, Op
from strikelog.domain.messages import mark
from strikelog.domain.progress import Cancelled
from strikelog.domain.records import Incident
from strikelog.gui import style
from strikelog.gui.drawing.view import DrawingView
from strikelog.gui.errors import sentence
from strikelog.gui.filtering.bar import FilterBar
from strikelog.gui.filtering.offers import Suggestions
from strikelog.gui.filtering.views import SavedViews
from strikelog.gui.language import number, say, upright
from strikelog.gui.pages import wishes
from strikelog.gui.pages.nothing_found import NothingFound
from strikelog.gui.style import Look, Tone
from strikelog.gui.tasks import Latest, Tasks
from strikelog.gui.trends.charts import (
    ACTORS,
    DELIVERIES,
    INJURED,
    KILLED,
    SITE_TYPES,
    Ids,
    attacks_chart,
    code_name,
    parts_chart,
    people_chart,
)
from strikelog.gui.widgets.buttons import plain_button
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.header import PageHeader
from strikelog.gui.widgets.labels import paragraph
from strikelog.gui.widgets.message_bar import MessageBar
from strikelog.gui.widgets.progress_strip import ProgressStrip
from strikelog.insight.over_time import Step
from strikelog.services.drawings import Make
from strikelog.services.trends import TrendReading, Trends
from strikelog.services.workspace import Workspace

TITLE = mark("Trends")
ICON = "chart-column"
_READING = mark("Counting the incidents")
_EMPTY = mark("Nothing to count yet")
_EMPTY_WORDS = mark(
    "No attack matches the filter. Record incidents, or ask for more, and charts appear here."
)
_STEPS = (
    (None, mark("Fitting")),
    (Step.WEEK, mark("Weeks")),
    (Step.MONTH, mark("Months")),
    (Step.YEAR, mark("Years")),
)
_HOW = mark("Choose a column or bar to list the incidents behind it.")
_VAGUE = mark("{count} attacks have a date too vague to be shown over time.")
_NO_FIGURE = mark("{count} attacks state no number of people killed.")
_NOTE = mark("Solid is certain, hatched is possible. Merged and rejected records are not counted.")
_NOTHING = mark("There is nothing to show here.")
MOST_IDS = 5_000
_MANY = mark("More than {count} incidents are behind this. Narrow the filter to list them.")


class ChartCard(Card):
    """One chart; `asked` with the incidents behind what was chosen."""

    asked = Signal(object)

    def __init__(self, tasks: Tasks, title: str) -> None:
        super().__init__()
        self.view = DrawingView(tasks, title=title, note=say(_NOTE))
        self.nothing = paragraph(say(_NOTHING), Look.MUTED)
        self.nothing.hide()
        self._ids: Ids = {}
        self.body.addWidget(self.view)
        self.body.addWidget(self.nothing)
        self.body.addStretch(1)
        self.view.chosen.connect(self._choose)

    def show_chart(self, title: str, make: Make | None, ids: Ids) -> None:
        """Show another chart; a title alone where there is nothing to show."""
        self.view.title, self._ids = title, ids
        self.view.setAccessibleName(title)
        self.view.show_drawing(make)
        self.view.setVisible(make is not None)
        self.nothing.setText(f"{title}. {say(_NOTHING)}")
        self.nothing.setVisible(make is None)

    def _choose(self, key: str) -> None:
        if self._ids.get(key):
            self.asked.emit(self._ids[key])


class TrendsPage(QWidget):
    """Charts of the incidents of a filter; what concerns the window is wished for."""

    wished = Signal(object)

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__()
        self._reading = TrendReading(workspace.vault.database)
        self._loading = Latest(tasks, self)
        self._asked: Filter | None = None
        self.found: Trends | None = None
        views = SavedViews(workspace.settings, Incident, tasks, failed=self._fail)
        self.filter = FilterBar(Incident, Suggestions(workspace.finding, tasks), views)
        self.head = PageHeader(say(TITLE))
        self.steps = QButtonGroup(self)
        self.what = paragraph(say(_HOW), Look.MUTED)
        self.attacks, self.killed, self.injured, self.types, self.methods, self.actors = (
            ChartCard(tasks, say(TITLE)) for _ in range(6)
        )
        self.messages, self.progress = MessageBar(), ProgressStrip()
        self.empty = NothingFound(ICON, say(_EMPTY), say(_EMPTY_WORDS))
        self._stack = QStackedWidget()
        self._arrange()
        self._connect()

    @property
    def cards(self) -> tuple[ChartCard, ...]:
        """All charts in the order of reading."""
        return self.attacks, self.killed, self.injured, self.types, self.methods, self.actors

    def shown(self) -> None:
        """Count if nobody did yet; the keyboard goes to the first chart."""
        if self._asked is None:
            self.ask(ALL)
        self.attacks.view.setFocus()

    def ask(self, where: Filter) -> None:
        """Count what matches a filter."""
        self.filter.ask(where)

    def edit_filter(self) -> None:
        """Open the filter as text."""
        self.filter.edit_text()

    def load(self) -> None:
        """Count anew, beside the window."""
        self._asked = where = self.filter.where
        reading, step = self._reading, _STEPS[max(0, self.steps.checkedId())][0]
        self.messages.hide()
        task = self._loading.run(
            lambda _progress: reading.read(where, step), self._show, self._fail
        )
        self.progress.follow(task, say(_READING))

    def _show(self, found: Trends) -> None:
        self.found = found
        self.head.show_count(found.total)
        self.empty.show_for(self.filter.where)
        self._stack.setCurrentIndex(0 if found.total else 1)
        self.attacks.show_chart(*attacks_chart(found))
        self.killed.show_chart(*people_chart(found.killed, KILLED))
        self.injured.show_chart(*people_chart(found.injured, INJURED))
        self.types.show_chart(*parts_chart(found.site_types, SITE_TYPES, code_name("SITE_TYPE")))
        self.methods.show_chart(*parts_chart(found.deliveries, DELIVERIES, code_name("DELIVERY")))
        self.actors.show_chart(*parts_chart(found.actors, ACTORS, str))
        self.what.setText(" ".join(_notes(found)))

    def _fail(self, error: StrikelogError) -> None:
        tone = Tone.PLAIN if isinstance(error, Cancelled) else Tone.GRAVE
        self.messages.tell(sentence(error), tone)

    def _lead(self, ids: tuple[str, ...]) -> None:
        if len(ids) > MOST_IDS:
            words = say(_MANY).format(count=upright(number(MOST_IDS)))
            self.messages.tell(words, Tone.PLAIN)
            return
        self.wished.emit(wishes.ShowIncidents(Filter((Condition("id", Op.IS, tuple(ids)),))))

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(style.SPACE)
        grid.addWidget(self.attacks, 0, 0, 1, 2)
        *paired, last = self.cards[1:]
        for place, card in enumerate(paired):
            grid.addWidget(card, 1 + place // 2, place % 2)
        grid.addWidget(last, 3, 0, 1, 2)
        grid.setRowStretch(4, 1)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        inner = QWidget()
        style.dress(inner, Look.FRAME)
        inner.setLayout(grid)
        scroller = QScrollArea()
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setWidgetResizable(True)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setWidget(inner)
        framed = Card()
        framed.body.addWidget(self.empty)
        for part in (scroller, framed):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.GAP)
        column.addWidget(self.head)
        column.addWidget(self.filter)
        column.addWidget(self.what)
        column.addWidget(self._stack, 1)
        column.addWidget(self.progress)
        column.addWidget(self.messages)
        self._add_steps()

    def _add_steps(self) -> None:
        buttons = []
        for place, (_, words) in enumerate(_STEPS):
            button = plain_button(say(words))
            button.setCheckable(True)
            self.steps.addButton(button, place)
            buttons.append(button)
        buttons[0].setChecked(True)
        holder = QWidget()
        holder.setLayout(row(*buttons, gap=style.HAIR))
        self.head.add_button(holder)

    def _connect(self) -> None:
        self.filter.changed.connect(lambda _where: self.load())
        self.steps.idClicked.connect(lambda _place: self.load())
        self.empty.cleared.connect(self.filter.clear)
        self.empty.wished.connect(self.wished)
        for card in self.cards:
            card.asked.connect(self._lead)
            card.view.failed.connect(self._fail)


def _notes(found: Trends) -> list[str]:
    notes = [say(_HOW), say(_NOTE)]
    for words, ids in ((_VAGUE, found.attacks.vague_ids), (_NO_FIGURE, found.killed.unstated_ids)):
        if ids:
            notes.append(say(words).format(count=upright(number(len(ids)))))
    return notes
