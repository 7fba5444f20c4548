"""The part of a page that shows a block of an answer, each made by the one maker of its kind."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from strikelog.gui import style
from strikelog.gui.drawing.view import DrawingView
from strikelog.gui.insight.answer_table import AnswerTable
from strikelog.gui.insight.blocks import (
    Block,
    Copied,
    Facts,
    Figures,
    Grid,
    Heading,
    Pasting,
    Picture,
    Sides,
    Table,
    Ticks,
    Verdict,
    Way,
    Words,
)
from strikelog.gui.insight.pasting import PastingView
from strikelog.gui.insight.sides import SidesView, TicksView
from strikelog.gui.pages.wishes import Wish
from strikelog.gui.style import Look
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import plain_button
from strikelog.gui.widgets.card import Tile
from strikelog.gui.widgets.flow import FlowLayout
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.pill import StatusPill


class BlockViews(QObject):
    """Makes parts of a page and passes on what happens in them.

    `opened` carries the table and the line that leads somewhere, `wished` where anything else
    leads; `let_go` what Delete is pressed on, `pasted` a line and what is pasted on it, `entered`
    the addresses of copies by source. `accepted` when a condition is answered by accepting.
    """

    opened = Signal(object, int)
    wished = Signal(object)
    let_go = Signal(object)
    pasted = Signal(object, str)
    entered = Signal(object)
    accepted = Signal()
    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._makers: Mapping[type, Callable[..., QWidget]] = {
            Heading: lambda block: label(block.text, Look.SUBHEADING),
            Words: lambda block: paragraph(block.text, Look.SMALL if block.is_quiet else None),
            Verdict: _verdict,
            Figures: _figures,
            Facts: _facts,
            Table: self._table,
            Grid: self._table,
            Sides: self._sides,
            Ticks: self._ticks,
            Picture: self._picture,
            Pasting: self._pasting,
            Way: self._way,
            Copied: self._copied,
        }

    def made(self, block: Block) -> QWidget:
        """Make the part that shows a block."""
        return self._makers[type(block)](block)

    def _table(self, block: Table | Grid) -> AnswerTable:
        made = AnswerTable(block)
        made.opened.connect(partial(self._open, made))
        made.let_go.connect(self.let_go)
        made.pasted.connect(self.pasted)
        return made

    def _sides(self, block: Sides) -> SidesView:
        made = SidesView(block)
        made.wished.connect(self.wished)
        return made

    def _ticks(self, block: Ticks) -> TicksView:
        made = TicksView(block)
        made.wished.connect(self.wished)
        made.accepted.connect(self.accepted)
        return made

    def _picture(self, block: Picture) -> DrawingView:
        made = DrawingView(self._tasks, title=block.description)
        made.show_drawing(block.draw)
        made.chosen.connect(partial(self._lead, block.wishes))
        made.failed.connect(self.failed)
        return made

    def _pasting(self, block: Pasting) -> PastingView:
        made = PastingView(block)
        made.entered.connect(self.entered)
        return made

    def _way(self, block: Way) -> QWidget:
        made = plain_button(block.text, block.icon)
        made.clicked.connect(partial(self._go, block.wish))
        return made

    def _copied(self, block: Copied) -> QWidget:
        made = plain_button(block.text, "copy")
        made.clicked.connect(partial(_copy, block.content))
        return made

    def _open(self, table: AnswerTable, row: int) -> None:
        self.opened.emit(table, row)

    def _go(self, wish: Wish, _checked: bool = False) -> None:
        self.wished.emit(wish)

    def _lead(self, wishes: Mapping[str, Wish], key: str) -> None:
        if key in wishes:
            self.wished.emit(wishes[key])


def _copy(content: str, _checked: bool = False) -> None:
    QGuiApplication.clipboard().setText(content)


def _verdict(block: Verdict) -> QWidget:
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(style.GAP)
    line.addWidget(StatusPill(block.text, block.tone), alignment=Qt.AlignmentFlag.AlignTop)
    line.addWidget(paragraph(block.why[:1].upper() + block.why[1:]), 1)
    return made


def _figures(block: Figures) -> QWidget:
    made = QWidget()
    line = FlowLayout(made)
    for figure, caption in block.of:
        line.addWidget(Tile(figure, caption))
    return made


def _facts(block: Facts) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(style.SPACE)
    grid.setVerticalSpacing(style.HAIR)
    grid.setColumnStretch(1, 1)
    for line, (name, said) in enumerate(block.of):
        grid.addWidget(label(name, Look.SMALL), line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(paragraph(said), line, 1)
    return made
