"""The cards of a form, one below the other, each made in a turn of its own.

A form of many cards would hold the window up for a blink if it were made at once; this way the
first fields stand there immediately and can be typed into while the rest arrives below them.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from strikelog.gui import style
from strikelog.gui.scrolling import Following
from strikelog.gui.style import Look
from strikelog.gui.tabbing import tab_stops
from strikelog.gui.widgets.buttons import link_button
from strikelog.gui.widgets.card import Card
from strikelog.gui.widgets.margins import margins


@dataclass(frozen=True)
class Section:
    """A card of a form: the word that leads to it, and what makes it."""

    name: str
    make: Callable[[], QWidget]


class Sections(QWidget):
    """Shows sections below a line of words that lead to them."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[Callable[[], None]] = deque()
        self._cards: list[QWidget] = []
        self._body = QVBoxLayout()
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._go_on)
        self._jumps = QHBoxLayout()
        self._jumps.setContentsMargins(0, 0, 0, 0)
        self._jumps.setSpacing(style.HAIR)
        self.scroller = _scroller()
        self._following = Following(self.scroller)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.GAP)
        column.addLayout(self._jumps)
        column.addWidget(self.scroller, 1)

    @property
    def is_complete(self) -> bool:
        """True once every card stands there."""
        return not self._waiting

    @property
    def is_blank(self) -> bool:
        """True until it is first filled."""
        return self.scroller.widget() is None

    def fill(self, sections: Sequence[Section]) -> None:
        """Make the cards: the first at once, the others in later turns."""
        self._name(sections)
        content = QWidget()
        style.dress(content, Look.FRAME)
        self._body = QVBoxLayout(content)
        self._body.setContentsMargins(margins(end=style.SPACE, bottom=style.MARGIN))
        self._body.setSpacing(style.SPACE)
        self._body.addStretch(1)
        content.setMaximumWidth(style.FORM_WIDTH)
        self._cards = []
        self._waiting = deque(partial(self._add, section) for section in sections)
        self._waiting.popleft()()
        self.scroller.setWidget(content)
        self._turn.start()

    def later(self, *steps: Callable[[], None]) -> None:
        """Do something in further turns, one each, after all that waits already."""
        self._waiting.extend(steps)
        self._turn.start()

    def next(self, step: Callable[[], None]) -> None:
        """Do something in the very next turn."""
        self._waiting.appendleft(step)
        self._turn.start()

    def to_top(self) -> None:
        """Show the beginning."""
        self.scroller.verticalScrollBar().setValue(0)

    def complete(self) -> None:
        """Do what is still to come, because someone asks for it."""
        self._turn.stop()
        while self._waiting:
            self._waiting.popleft()()

    def jump(self, at: int) -> None:
        """Bring a card to the top."""
        self.complete()
        content = self.scroller.widget()
        assert content is not None
        content.adjustSize()
        place = self._cards[at].mapTo(content, QPoint(0, 0))
        self.scroller.verticalScrollBar().setValue(place.y())

    def _go_on(self) -> None:
        # A form that is being taken apart may lose its cards before it loses its timer.
        if not isValid(self._body):
            self._waiting.clear()
        # Held, so that Python does not clear the window away while a card is being made.
        window = self.window()
        if self._waiting:
            self._waiting.popleft()()
            self._turn.start()
        del window

    def _add(self, section: Section) -> None:
        card = section.make()
        self._cards.append(card)
        self._body.insertWidget(self._body.count() - 1, card)

    def _name(self, sections: Sequence[Section]) -> None:
        for at, section in enumerate(sections):
            jump = link_button(section.name)
            jump.clicked.connect(partial(self._asked, at))
            self._jumps.addWidget(jump)
        self._jumps.addStretch(1)

    def _asked(self, at: int, _checked: bool = False) -> None:
        self.jump(at)
        # What is typed next belongs into the card that was asked for, not into the one left.
        first = next(tab_stops(self._cards[at]), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)


def card_of(part: QWidget) -> Card:
    """Put a part of the form on a card."""
    card = Card(margin=style.SPACE + 2)
    card.body.addWidget(part)
    return card


def _scroller() -> QScrollArea:
    scroller = QScrollArea()
    scroller.setFrameShape(QFrame.Shape.NoFrame)
    scroller.setWidgetResizable(True)
    scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return scroller
