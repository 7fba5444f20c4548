"""One answer laid out: whatever blocks it consists of, one under the other.

A long answer is laid out in several turns, so that the window never waits for it: what is on top
stands there at once, the rest arrives below.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.insight.answer_table import AnswerTable
from strikelog.gui.insight.block_views import BlockViews
from strikelog.gui.insight.blocks import Block, Copied, Grid, Sides, Table, Way, as_text
from strikelog.gui.insight.sides import SidesView
from strikelog.gui.language import apart, say
from strikelog.gui.pages.wishes import Wish
from strikelog.gui.style import Look
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import icon_button
from strikelog.gui.widgets.card import Card
from strikelog.gui.widgets.flow import FlowLayout
from strikelog.gui.widgets.labels import paragraph
from strikelog.gui.widgets.margins import margins

_COPY = mark("Copy the answer as text")
_NAME = mark("Answer")
_AT_FIRST, _A_TURN = 24, 20
"""Work done before anything is seen, and in each turn after that; a paragraph is 1."""


@dataclass(frozen=True, slots=True)
class AnswerSpot:
    """Where somebody was in an answer: how far it was scrolled, and on which line of a table."""

    scrolled: int = 0
    table: int = -1
    row: int = -1


AT_TOP = AnswerSpot()
"""Where everybody begins."""


class DetailView(Card):
    """Emits `wished` with where a line, a mark or a button leads.

    `let_go` with what Delete is pressed on in a table, `pasted` with what a line is about and the
    text, `entered` with addresses of copies, `accepted` from a condition.
    """

    wished = Signal(object)
    let_go = Signal(object)
    pasted = Signal(object, str)
    entered = Signal(object)
    accepted = Signal()
    failed = Signal(object)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(margin=style.HAIR_LINE)
        self._views = BlockViews(tasks, self)
        self._title, self._blocks = "", tuple[Block, ...]()
        self._waiting: deque[Block] = deque()
        self._column: QVBoxLayout | None = None
        self._flow: FlowLayout | None = None
        self.tables: list[AnswerTable] = []
        self.opened: tuple[int, int] | None = None
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._go_on)
        self.title = paragraph("", Look.HEADING)
        self.copying = icon_button("copy", say(_COPY))
        self.copying.clicked.connect(self.copy)
        self.scroller = QScrollArea()
        self._arrange()
        self._connect()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What is shown."""
        return self._blocks

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins: the first table, or the button that copies."""
        while self._waiting and not self.tables:
            self._add(self._waiting.popleft())
        return self.tables[0] if self.tables else self.copying

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
        self._waiting, self.tables = deque(self._blocks), []
        self._flow, self.opened = None, None
        self.title.setText(apart(title))
        content = QWidget()
        style.dress(content, Look.FRAME)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(style.SPACE, 0, style.SPACE, style.SPACE)
        self._column.setSpacing(style.SPACE)
        self._column.addStretch(1)
        self._work(_AT_FIRST)
        self.scroller.setWidget(content)
        if was_inside:
            self.first.setFocus()

    def forget(self) -> None:
        """Show nothing."""
        self.show_answer("", ())

    def complete(self) -> None:
        """Lay out what is still to come, because someone asks for it."""
        self._turn.stop()
        while self._waiting:
            self._add(self._waiting.popleft())
        for sides in self.findChildren(SidesView):
            sides.complete()

    def copy(self) -> None:
        """Put the answer on the clipboard as text."""
        QGuiApplication.clipboard().setText(as_text(self._title, self._blocks))

    @property
    def spot(self) -> AnswerSpot:
        """Where somebody is in the answer."""
        focused = ((at, one.lead_at) for at, one in enumerate(self.tables) if one.hasFocus())
        table, row = self.opened or next(focused, (-1, -1))
        return AnswerSpot(self.scroller.verticalScrollBar().value(), table, row)

    def wishes_of(self, table: int) -> tuple[Wish, ...]:
        """Give where the lines of a table lead."""
        self.complete()
        return self.tables[table].wishes if 0 <= table < len(self.tables) else ()

    def return_to(self, spot: AnswerSpot) -> None:
        """Go back to a spot, with the keyboard on the line of the table."""
        if spot == AT_TOP:
            return
        self.complete()
        content = self.scroller.widget()
        if content is None:
            return
        content.adjustSize()
        if 0 <= spot.table < len(self.tables):
            table = self.tables[spot.table]
            table.go_to(spot.row)
            table.setFocus()
        self.scroller.verticalScrollBar().setValue(spot.scrolled)

    # -- building

    def _arrange(self) -> None:
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setAccessibleName(say(_NAME))
        head = QHBoxLayout()
        head.setContentsMargins(margins(start=style.SPACE, top=style.GAP, end=style.GAP))
        head.addWidget(self.title, 1)
        head.addWidget(self.copying, alignment=Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.body.addWidget(self.scroller, 1)

    def _connect(self) -> None:
        views = self._views
        views.opened.connect(self._open)
        views.wished.connect(self._wish)
        views.let_go.connect(self.let_go)
        views.pasted.connect(self.pasted)
        views.entered.connect(self.entered)
        views.accepted.connect(self.accepted)
        views.failed.connect(self.failed)

    def _work(self, most: int) -> None:
        """Lay out blocks until so much was done, and go on in another turn."""
        done = 0
        while self._waiting and done < most:
            block = self._waiting.popleft()
            done += _weight(block)
            self._add(block)
        if self._waiting:
            self._turn.start()

    def _go_on(self) -> None:
        # A page that is being taken apart may lose its content before it loses its timer.
        if self._column is not None and isValid(self._column):
            self._work(_A_TURN)

    def _add(self, block: Block) -> None:
        """Put a block below the others; buttons that follow each other share a line."""
        made = self._views.made(block)
        if isinstance(made, AnswerTable):
            made.moved.connect(partial(self._follow, made))
            self.tables.append(made)
        if isinstance(block, Way | Copied):
            if self._flow is None:
                line = QWidget()
                self._flow = FlowLayout(line)
                self._insert(line)
            self._flow.addWidget(made)
        else:
            self._flow = None
            self._insert(made)

    def _insert(self, part: QWidget) -> None:
        assert self._column is not None
        self._column.insertWidget(self._column.count() - 1, part)

    # -- what happens

    def _open(self, table: AnswerTable, row: int) -> None:
        self.opened = (self.tables.index(table), row)
        self.wished.emit(table.wishes[row])

    def _wish(self, wish: Wish) -> None:
        self.opened = None
        self.wished.emit(wish)

    def _follow(self, table: AnswerTable, place: QRect) -> None:
        """Keep the line the keyboard is on in sight."""
        content = self.scroller.widget()
        if content is not None:
            spot = table.viewport().mapTo(content, place.center())
            self.scroller.ensureVisible(spot.x(), spot.y(), 0, style.ROW)


def _weight(block: Block) -> int:
    """Say how much work a block is."""
    if isinstance(block, Sides):
        return 1 + 3 * min(len(block.of), 8)
    if isinstance(block, Table | Grid):
        lines = block.rows if isinstance(block, Table) else block.down
        return 4 + len(lines) // 10
    return 1
