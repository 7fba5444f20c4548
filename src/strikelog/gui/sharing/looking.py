"""The second step of an export: the tables as they will be, what is left out, what stays risky."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.language import language, number, say, upright
from strikelog.gui.sharing.choosing import level_words
from strikelog.gui.sharing.tables import TextTableView
from strikelog.gui.style import Look
from strikelog.gui.widgets.buttons import link_button
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.labels import ElidedLabel, label, paragraph
from strikelog.gui.widgets.margins import margins
from strikelog.services.export_planning import ExportPlan, Named, Risk

_BESIDE = 340
_MOST_LINKS = 6


class ExportLook(QWidget):
    """Shows a plan; emits `seen` when a risk was ticked, `record_requested` to open a record."""

    seen = Signal()
    record_requested = Signal(str, str)

    def __init__(self, plan: ExportPlan) -> None:
        super().__init__()
        self._plan = plan
        self.ticks: list[QCheckBox] = []
        self.table = QComboBox()
        self.table.setAccessibleName(say(mark("Table to look at")))
        self.rows = TextTableView(say(mark("Rows as they will be written")))
        self._shown = ElidedLabel(look=Look.SMALL)
        self._fill()
        self.table.currentIndexChanged.connect(self._show_table)
        self._show_table()

    @property
    def is_seen(self) -> bool:
        """Tell whether every risk was ticked."""
        return all(tick.isChecked() for tick in self.ticks)

    def _fill(self) -> None:
        for one in self._plan.tables:
            self.table.addItem(f"{one.name} ({number(one.count)})")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(style.SPACE)
        line.addLayout(self._left(), 1)
        line.addWidget(self._right())

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(style.GAP)
        column.addLayout(row(label(say(mark("Table"))), self.table, self._shown, None))
        card = Card(margin=style.HAIR_LINE)
        card.body.addWidget(self.rows)
        column.addWidget(card, 1)
        return column

    def _right(self) -> QScrollArea:
        inner = QWidget()
        style.dress(inner, Look.FRAME)
        column = QVBoxLayout(inner)
        column.setContentsMargins(margins(end=style.GAP))
        column.setSpacing(style.SPACE)
        column.addWidget(self._risks())
        column.addWidget(self._removed())
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFixedWidth(_BESIDE)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _risks(self) -> Card:
        card = Card(margin=style.SPACE)
        card.body.addWidget(label(say(mark("What stays risky")), Look.HEADING))
        if not self._plan.risks:
            card.body.addWidget(
                paragraph(say(mark("Nothing that the program can see.")), Look.SMALL)
            )
        for risk in self._plan.risks:
            card.body.addWidget(self._risk(risk))
        return card

    def _risk(self, risk: Risk) -> QWidget:
        """One risk: a box to tick, its sentence, and the records it is about."""
        words = risk.sentence(language())
        tick = QCheckBox()
        tick.setAccessibleName(say(mark("Seen: {risk}")).format(risk=words))
        tick.toggled.connect(self.seen)
        self.ticks.append(tick)
        told = paragraph(words)
        told.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        line = QHBoxLayout()
        line.setSpacing(style.GAP)
        line.addWidget(tick, alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(style.HAIR)
        column.addWidget(told)
        for one in risk.records[:_MOST_LINKS]:
            column.addWidget(self._link(one), alignment=Qt.AlignmentFlag.AlignLeading)
        if (more := len(risk.records) - _MOST_LINKS) > 0:
            words = say(mark("and {count} more"))
            column.addWidget(label(words.format(count=upright(number(more))), Look.SMALL))
        line.addLayout(column, 1)
        holder = QWidget()
        line.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(line)
        return holder

    def _link(self, named: Named) -> QWidget:
        title = named.title if len(named.title) <= _LONGEST else f"{named.title[:_LONGEST]}…"
        button = link_button(title)
        button.setToolTip(say(mark("Open the record")))
        button.clicked.connect(lambda: self.record_requested.emit(named.entity, named.id))
        return button

    def _removed(self) -> Card:
        card = Card(margin=style.SPACE)
        card.body.addWidget(label(say(mark("Left out or made coarser")), Look.HEADING))
        removed = self._plan.removed
        if not removed:
            card.body.addWidget(paragraph(say(mark("Nothing: all goes as it is.")), Look.SMALL))
        for one in removed:
            card.body.addWidget(paragraph(one.sentence(language()), Look.SMALL))
        return card

    def _show_table(self) -> None:
        at = self.table.currentIndex()
        if not 0 <= at < len(self._plan.tables):
            return
        shown = self._plan.tables[at]
        self.rows.show_rows(shown.columns, shown.rows)
        words = "" if shown.count else say(mark("Nothing of it goes at this level."))
        if shown.count > len(shown.rows):
            words = say(mark("the first {shown} of {count} rows")).format(
                shown=upright(number(len(shown.rows))), count=upright(number(shown.count))
            )
        self._shown.show_text(words)


_LONGEST = 38


def summary_words(plan: ExportPlan) -> str:
    """Say in one line what goes to whom."""
    rows = sum(one.count for one in plan.tables)
    left_out = sum(one.count for one in plan.removed if one.is_row)
    words = [plan.partner.name or level_words(plan.profile)]
    words.append(say(mark("{count} rows")).format(count=upright(number(rows))))
    if left_out:
        words.append(say(mark("{count} left out")).format(count=upright(number(left_out))))
    return "  ·  ".join(words)


def risks_left(ticks: Sequence[QCheckBox]) -> int:
    """Count the risks that were not ticked yet."""
    return sum(1 for tick in ticks if not tick.isChecked())
