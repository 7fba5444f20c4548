"""One answer laid out: whatever blocks it consists of, one under the other."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
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
    Picture,
    Sides,
    Table,
    Ticks,
    Verdict,
    Way,
    Words,
    as_text,
)
from strikelog.gui.insight.sides import SidesView, TicksView
from strikelog.gui.language import apart, say
from strikelog.gui.pages.wishes import Wish
from strikelog.gui.style import Look
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import icon_button, plain_button
from strikelog.gui.widgets.card import Card, Tile
from strikelog.gui.widgets.flow import FlowLayout
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.pill import StatusPill

_COPY = mark("Copy the answer as text")
_NAME = mark("Answer")


class DetailView(Card):
    """Emits `wished` with where a line, a mark or a button leads.

    `let_go` with what Delete is pressed on in a table.
    """

    wished = Signal(object)
    let_go = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(margin=style.HAIR_LINE)
        self._tasks = tasks
        self._title, self._blocks = "", tuple[Block, ...]()
        self.title = paragraph("", Look.HEADING)
        self.copying = icon_button("copy", say(_COPY))
        self.copying.clicked.connect(self.copy)
        self.scroller = QScrollArea()
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
            Way: self._way,
            Copied: self._copied,
        }
        self._arrange()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What is shown."""
        return self._blocks

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins: the first table, or the button that copies."""
        return self.scroller.findChild(AnswerTable) or self.copying

    @property
    def _has_keyboard(self) -> bool:
        focused: QWidget | None = self.focusWidget()
        content: QWidget | None = self.scroller.widget()
        if focused is None or content is None:
            return False
        waits = focused is self.copying and not self._blocks
        return focused.hasFocus() and (waits or content.isAncestorOf(focused))

    def show_answer(self, title: str, blocks: Sequence[Block]) -> None:
        """Lay out another answer, from its top; the keyboard stays inside if it was."""
        was_inside = self._has_keyboard
        self._title, self._blocks = title, tuple(blocks)
        self.title.setText(apart(title))
        content = QWidget()
        style.dress(content, Look.FRAME)
        column = QVBoxLayout(content)
        column.setContentsMargins(style.SPACE, 0, style.SPACE, style.SPACE)
        column.setSpacing(style.SPACE)
        for made in _with_ways_together([(one, self._made(one)) for one in blocks]):
            column.addWidget(made)
        column.addStretch(1)
        self.scroller.setWidget(content)
        if was_inside:
            self.first.setFocus()

    def forget(self) -> None:
        """Show nothing."""
        self.show_answer("", ())

    def copy(self) -> None:
        """Put the answer on the clipboard as text."""
        QGuiApplication.clipboard().setText(as_text(self._title, self._blocks))

    # -- building

    def _arrange(self) -> None:
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setAccessibleName(say(_NAME))
        head = QHBoxLayout()
        head.setContentsMargins(style.SPACE, style.GAP, style.GAP, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.copying, alignment=Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.body.addWidget(self.scroller, 1)

    def _made(self, block: Block) -> QWidget:
        return self._makers[type(block)](block)

    def _table(self, block: Table | Grid) -> AnswerTable:
        made = AnswerTable(block)
        made.wished.connect(self.wished)
        made.let_go.connect(self.let_go)
        made.moved.connect(partial(self._follow, made))
        return made

    def _sides(self, block: Sides) -> SidesView:
        made = SidesView(block)
        made.wished.connect(self.wished)
        return made

    def _ticks(self, block: Ticks) -> TicksView:
        made = TicksView(block)
        made.wished.connect(self.wished)
        return made

    def _picture(self, block: Picture) -> DrawingView:
        made = DrawingView(self._tasks, title=block.description or self._title)
        made.show_drawing(block.draw)
        made.chosen.connect(partial(self._lead, block.wishes))
        made.failed.connect(self._fail)
        return made

    def _way(self, block: Way) -> QWidget:
        made = plain_button(block.text, block.icon)
        made.clicked.connect(partial(self._go, block.wish))
        return made

    def _copied(self, block: Copied) -> QWidget:
        made = plain_button(block.text, "copy")
        made.clicked.connect(partial(_copy, block.content))
        return made

    # -- what happens

    def _go(self, wish: Wish, _checked: bool = False) -> None:
        self.wished.emit(wish)

    def _lead(self, wishes: Mapping[str, Wish], key: str) -> None:
        if key in wishes:
            self.wished.emit(wishes[key])

    def _fail(self, error: StrikelogError) -> None:
        self.failed.emit(error)

    def _follow(self, table: AnswerTable, place: QRect) -> None:
        """Keep the line the keyboard is on in sight."""
        content = self.scroller.widget()
        if content is not None:
            spot = table.viewport().mapTo(content, place.center())
            self.scroller.ensureVisible(spot.x(), spot.y(), 0, style.ROW)


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


def _with_ways_together(made: Sequence[tuple[Block, QWidget]]) -> list[QWidget]:
    """Put buttons that follow each other on one line."""
    lines: list[QWidget] = []
    flow: FlowLayout | None = None
    for block, widget in made:
        if not isinstance(block, Way | Copied):
            flow = None
            lines.append(widget)
            continue
        if flow is None:
            lines.append(QWidget())
            flow = FlowLayout(lines[-1])
        flow.addWidget(widget)
    return lines
