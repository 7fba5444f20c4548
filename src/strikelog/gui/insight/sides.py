"""Accounts beside each other, and criteria with what is quoted for them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.insight.blocks import Side, Sides, Tick, Ticks
from strikelog.gui.language import apart, number, say, upright
from strikelog.gui.pages.wishes import Wish
from strikelog.gui.style import Ink, Look
from strikelog.gui.widgets.buttons import icon_button, link_button
from strikelog.gui.widgets.flow import FlowLayout
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.margins import margins
from strikelog.gui.widgets.pictures import Picture

_OPEN = mark("Open {title}")
_MORE = mark("Show {count} more of {rest}")
_WIDTH = 216
_AT_ONCE, _A_TURN = 40, 8
"""Accounts shown before somebody asks for more, and those made in one turn of the window."""

_SIGNS = {
    "met": ("circle-check", Ink.GOOD),
    "unmet": ("circle-x", Ink.MUTED),
    "unknown": ("circle-question-mark", Ink.WAIT),
}


class SideView(QFrame):
    """One account: what it says, who says so, and a way to the record."""

    def __init__(self, side: Side, wish: Callable[[Wish], None]) -> None:
        super().__init__()
        style.dress(self, Look.TILE)
        column = QVBoxLayout(self)
        column.setContentsMargins(
            margins(start=style.SPACE, top=style.GAP, end=style.GAP, bottom=style.GAP)
        )
        column.setSpacing(style.HAIR)
        column.addLayout(_titled(side, wish))
        for line in side.lines:
            column.addWidget(paragraph(apart(line), Look.SMALL))
        if side.note:
            column.addWidget(paragraph(side.note, Look.TINY))
        column.addStretch(1)


def _titled(side: Side, wish: Callable[[Wish], None]) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    title = paragraph(apart(side.title))
    line.addWidget(title, 1)
    if side.wish is not None:
        name = say(_OPEN).format(title=apart(side.title))
        opening = icon_button("external-link", name, size=style.SMALL_ICON)
        opening.clicked.connect(partial(_pass, wish, side.wish))
        line.addWidget(opening)
    return line


def _pass(take: Callable[[Wish], None], wish: Wish, _checked: bool = False) -> None:
    take(wish)


class SidesView(QWidget):
    """Accounts in as many columns as there is room for; of very many, the first ones."""

    wished = Signal(object)

    def __init__(self, block: Sides) -> None:
        super().__init__()
        self._rest = list(block.of)
        self.views: list[SideView] = []
        self._columns = self._due = 0
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.GAP)
        self._grid = QGridLayout()
        self._grid.setSpacing(style.GAP)
        column.addLayout(self._grid)
        self.more = link_button("", "chevron-down")
        self.more.clicked.connect(self.show_more)
        column.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignLeading)
        self.show_more()

    def show_more(self) -> None:
        """Add the next accounts, some at once and the others in later turns."""
        self._due = min(_AT_ONCE, len(self._rest))
        self._go_on()

    def complete(self) -> None:
        """Add what is still to come, because someone asks for it."""
        while self._due:
            self._go_on()

    def _go_on(self) -> None:
        first, count = len(self.views), min(_A_TURN, self._due)
        taken, self._rest = self._rest[:count], self._rest[count:]
        self._due -= count
        self.views += [SideView(side, self.wished.emit) for side in taken]
        if first:
            self._place(first)
        else:
            self._lay(min(2, len(self.views)))
        rest = len(self._rest)
        more, told = (upright(number(one)) for one in (min(rest, _AT_ONCE), rest))
        self.more.setText(say(_MORE).format(count=more, rest=told))
        self.more.setVisible(rest > 0 and not self._due)
        if self._due:
            self._turn.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay(max(1, min(self.width() // _WIDTH, len(self.views))))

    def minimumSizeHint(self) -> QSize:
        return QSize(_WIDTH, super().minimumSizeHint().height())

    def _lay(self, columns: int) -> None:
        if columns == self._columns:
            return
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        self._place(0)

    def _place(self, first: int) -> None:
        """Set the accounts from one on into the columns."""
        for place, view in enumerate(self.views[first:], start=first):
            self._grid.addWidget(view, *divmod(place, self._columns))


class TicksView(QWidget):
    """Criteria, each with a sign, a word for the sign, quotations, and what would answer it."""

    wished = Signal(object)
    accepted = Signal()

    def __init__(self, block: Ticks) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE)
        for tick in block.of:
            column.addLayout(self._tick(tick))

    def _tick(self, tick: Tick) -> QVBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(style.GAP)
        head.addWidget(Picture(*_SIGNS[tick.state]))
        head.addWidget(paragraph(tick.text), 1)
        head.addWidget(label(tick.said, Look.SMALL))
        column = QVBoxLayout()
        column.setSpacing(style.HAIR)
        column.addLayout(head)
        if tick.quotes:
            column.addWidget(self._quotes(tick.quotes))
        if tick.way is not None or tick.accepts:
            column.addWidget(self._answers(tick))
        return column

    def _answers(self, tick: Tick) -> QWidget:
        """Give the buttons by which an open condition is answered."""
        made = QWidget()
        line = FlowLayout(made)
        made.setContentsMargins(margins(start=style.ICON))
        if tick.accepts:
            accept = link_button(tick.accepts, "check")
            accept.clicked.connect(self.accepted)
            line.addWidget(accept)
        if tick.way is not None:
            lead = link_button(tick.way.text, tick.way.icon)
            lead.clicked.connect(partial(_pass, self.wished.emit, tick.way.wish))
            line.addWidget(lead)
        return made

    def _quotes(self, quotes: Sequence[Side]) -> QWidget:
        made = SidesView(Sides(tuple(quotes)))
        made.wished.connect(self.wished)
        made.setContentsMargins(margins(start=style.ICON + style.GAP))
        return made
