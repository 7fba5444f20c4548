"""Accounts beside each other, and criteria with what is quoted for them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.insight.blocks import Side, Sides, Tick, Ticks
from strikelog.gui.language import apart, say
from strikelog.gui.pages.wishes import Wish
from strikelog.gui.style import Ink, Look
from strikelog.gui.widgets.buttons import icon_button
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.pictures import Picture

_OPEN = mark("Open {title}")
_WIDTH = 216
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
        column.setContentsMargins(style.SPACE, style.GAP, style.GAP, style.GAP)
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
    """Accounts in as many columns as there is room for."""

    wished = Signal(object)

    def __init__(self, block: Sides) -> None:
        super().__init__()
        self.views = [SideView(side, self.wished.emit) for side in block.of]
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(style.GAP)
        self._lay(min(2, len(self.views)))

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
        for place, view in enumerate(self.views):
            self._grid.addWidget(view, *divmod(place, columns))


class TicksView(QWidget):
    """Criteria, each with a sign, a word for the sign, and quotations."""

    wished = Signal(object)

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
        return column

    def _quotes(self, quotes: Sequence[Side]) -> QWidget:
        made = SidesView(Sides(tuple(quotes)))
        made.wished.connect(self.wished)
        made.setContentsMargins(style.ICON + style.GAP, 0, 0, 0)
        return made
