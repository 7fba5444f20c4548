"""The detail pane: one record in a calm column, with the way to its form."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from strikelog.domain.fields import field_of
from strikelog.domain.messages import mark
from strikelog.domain.records import Record, Source
from strikelog.domain.vocabularies import vocabulary
from strikelog.gui import style
from strikelog.gui.language import language, number, say, upright
from strikelog.gui.pages.cells import STATUS_TONES, WORKFLOW_TONES
from strikelog.gui.pages.facts import CaseReading, Cited, Details, Fact, FactGroup, details_of
from strikelog.gui.style import Look, Tone
from strikelog.gui.tasks import Latest, Tasks
from strikelog.gui.widgets.buttons import icon_button, link_button, plain_button
from strikelog.gui.widgets.card import Tile, row
from strikelog.gui.widgets.detail import DetailPane, detail_column
from strikelog.gui.widgets.labels import ElidedLabel, label, paragraph
from strikelog.gui.widgets.pictures import Picture
from strikelog.gui.widgets.pill import StatusPill

_PAUSE = 40
"""Milliseconds on one row before its details are read, so that arrow keys run freely."""

_LABEL_WIDTH = 78
_RANGE = mark("Casualties, range of {count} sources")
_RANGE_OF_ONE = mark("Casualties, by one source")


class RecordDetail(DetailPane):
    """Shows the record of a row key; speaks of records as (class, id)."""

    edit_requested = Signal(object)
    menu_requested = Signal(object, QPoint)
    problems_requested = Signal(object)
    incidents_requested = Signal(object)
    record_requested = Signal(object, str)

    def __init__(self, finding: CaseReading, tasks: Tasks, kind: type[Record]) -> None:
        super().__init__()
        self._finding = finding
        self._kind = kind
        self._key: int | None = None
        self._latest = Latest(tasks, self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._read)
        self.details: Details | None = None
        self.additions: list[Callable[[Details], QWidget | None]] = []
        self._show_nothing()

    def show_key(self, key: int | None) -> None:
        """Show the record of a row, after a short pause."""
        self._key = key
        self._pause.start()

    def refresh(self) -> None:
        """Read the record anew."""
        self._read()

    def _read(self) -> None:
        self._pause.stop()
        if self._key is None:
            self._latest.drop()
            self._show_nothing()
            return
        key, tongue, read = self._key, language(), self.details_of
        self._latest.run(lambda _progress: read(key, tongue), self._show)

    def details_of(self, key: int, tongue: str) -> Details | None:
        """Read what the pane says of a row; called in a worker."""
        return details_of(self._finding, self._kind, key, tongue)

    def add_above(self, column: QVBoxLayout, details: Details) -> None:
        """Put more between the head and the facts."""

    def add_below(self, column: QVBoxLayout, details: Details) -> None:
        """Put more at the end."""
        for make in self.additions:
            widget = make(details)
            if widget is not None:
                column.addWidget(widget)

    def _show_nothing(self) -> None:
        self.details = None
        content, column = detail_column()
        column.addStretch(1)
        note = label(say(mark("Choose a row to see what is known about it.")), Look.MUTED)
        note.setWordWrap(True)
        note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(note)
        column.addStretch(2)
        self.show_content(content)

    def _show(self, details: Details | None) -> None:
        if details is None:
            self._show_nothing()
            return
        again = self.details is not None and self.details.record.id == details.record.id
        scrolled = self.scroll_position if again else 0
        self.details = details
        content, column = detail_column()
        self._add_head(column, details)
        self._add_incidents(column, details)
        self.add_above(column, details)
        for place, group in enumerate(details.groups):
            add_group(column, group, headed=place > 0)
        add_figures(column, details)
        self._add_sources(column, details)
        self._add_problems(column, details)
        self.add_below(column, details)
        column.addStretch(1)
        self.show_content(content)
        self.scroll_to(scrolled)

    def _add_head(self, column: QVBoxLayout, details: Details) -> None:
        edit = plain_button(say(mark("Edit")), "pencil")
        edit.clicked.connect(partial(self._emit, self.edit_requested, details.record))
        more = icon_button("ellipsis", say(mark("More about this record")))
        more.clicked.connect(partial(self._open_menu, more, details.record))
        code = ElidedLabel(upright(details.code), Look.SMALL)
        line = row(code, gap=style.GAP)
        pill = _pill(details.record)
        if pill is not None:
            line.addWidget(pill)
        line.addStretch(1)
        line.addWidget(more)
        line.addWidget(edit)
        column.addLayout(line)
        column.addWidget(paragraph(details.title, Look.HEADING))
        if details.second:
            column.addWidget(paragraph(details.second, Look.MUTED))

    def _add_sources(self, column: QVBoxLayout, details: Details) -> None:
        if not details.sources:
            return
        column.addWidget(label(say(mark("Sources")), Look.SUBHEADING))
        for cited in details.sources:
            column.addLayout(self._source_line(cited))

    def _source_line(self, cited: Cited) -> QHBoxLayout:
        name = ElidedLabel(cited.title)
        go = icon_button("chevron-right", say(mark("Go to this source")))
        go.clicked.connect(partial(self._go_to, Source, cited.id))
        line = row(Picture(cited.icon), name, gap=style.GAP)
        line.setStretch(1, 1)
        line.addWidget(label(cited.day, Look.SMALL))
        line.addWidget(go)
        return line

    def _add_incidents(self, column: QVBoxLayout, details: Details) -> None:
        if not details.incidents:
            return
        if not details.incident_count:
            column.addWidget(label(say(mark("In no incident so far")), Look.SMALL))
            return
        one, several = mark("Show 1 incident"), mark("Show {count} incidents")
        template = say(one if details.incident_count == 1 else several)
        words = template.format(count=upright(number(details.incident_count)))
        show = link_button(words, "clipboard-list")
        show.clicked.connect(partial(self._emit, self.incidents_requested, details.incidents))
        column.addLayout(row(show, None))

    def _add_problems(self, column: QVBoxLayout, details: Details) -> None:
        if not details.problems:
            return
        errors = sum(1 for one in details.problems if one.is_error)
        words = _problem_words(errors, len(details.problems) - errors)
        show = link_button(words, "triangle-alert")
        show.clicked.connect(partial(self._emit, self.problems_requested, details))
        column.addLayout(row(show, None))

    def _emit(self, signal: SignalInstance, value: object, _checked: bool = False) -> None:
        signal.emit(value)

    def _go_to(self, kind: type[Record], record_id: str, _checked: bool = False) -> None:
        self.record_requested.emit(kind, record_id)

    def _open_menu(self, button: QWidget, record: Record, _checked: bool = False) -> None:
        place = button.mapToGlobal(QPoint(0, button.height() + style.HAIR))
        self.menu_requested.emit(record, place)


def _problem_words(errors: int, warnings: int) -> str:
    missing = say(mark("{count} things missing or wrong")).format(count=upright(number(errors)))
    doubtful = say(mark("{count} doubtful")).format(count=upright(number(warnings)))
    if errors == 1:
        missing = say(mark("1 thing missing or wrong"))
    if not warnings:
        return missing
    return f"{missing} · {doubtful}" if errors else doubtful


def _pill(record: Record) -> StatusPill | None:
    for key, tones in (("workflow", WORKFLOW_TONES), ("status", STATUS_TONES)):
        code = getattr(record, key, None)
        if code:
            name = field_of(type(record), key).vocabulary
            text = vocabulary(name).label(code, language())
            return StatusPill(text, tones.get(code, Tone.PLAIN))
    return None


def add_group(column: QVBoxLayout, group: FactGroup, *, headed: bool) -> None:
    """Put a grid of facts into a column."""
    if not group.facts:
        return
    if group.heading and headed:
        column.addWidget(label(group.heading, Look.SUBHEADING))
    grid = QGridLayout()
    grid.setHorizontalSpacing(style.SPACE)
    grid.setVerticalSpacing(style.HAIR)
    grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
    grid.setColumnStretch(1, 1)
    for fact in group.facts:
        _add_fact(grid, fact)
    column.addLayout(grid)


def _add_fact(grid: QGridLayout, fact: Fact) -> None:
    place = grid.rowCount()
    name = label(fact.label, Look.SMALL)
    if fact.is_text:
        grid.addWidget(name, place, 0, 1, 2)
        grid.addWidget(paragraph(fact.value), place + 1, 0, 1, 2)
        return
    name.setWordWrap(True)
    name.setMaximumWidth(_LABEL_WIDTH + style.MARGIN)
    grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(paragraph(fact.value), place, 1)


def add_figures(column: QVBoxLayout, details: Details) -> None:
    """Put tiles of people harmed into a column."""
    if not details.figures:
        return
    template = _RANGE_OF_ONE if details.source_count == 1 else _RANGE
    heading = say(template).format(count=upright(number(details.source_count)))
    column.addWidget(label(heading, Look.SUBHEADING))
    grid = QGridLayout()
    grid.setSpacing(style.GAP)
    per_row = 3 if len(details.figures) != 4 else 2
    for side in range(per_row):
        grid.setColumnStretch(side, 1)
    for place, figure in enumerate(details.figures):
        tile = Tile(figure.figure, figure.caption)
        tile.setToolTip(figure.reason)
        grid.addWidget(tile, place // per_row, place % per_row)
    column.addLayout(grid)
    reasons = dict.fromkeys(figure.reason for figure in details.figures)
    column.addWidget(paragraph(" · ".join(reasons), Look.TINY))
