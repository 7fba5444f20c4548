"""The small window before a vault is open: one card in the middle, one thing to decide."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from strikelog.domain.errors import StrikelogError
from strikelog.gui import style
from strikelog.gui.errors import sentence
from strikelog.gui.fitting import keep_on_screen
from strikelog.gui.keys.secret import Secret
from strikelog.gui.language import say
from strikelog.gui.style import Ink, Look
from strikelog.gui.widgets.buttons import link_button
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.labels import label, paragraph, reading_start
from strikelog.gui.widgets.message_bar import MessageBar
from strikelog.gui.widgets.pictures import Picture

__all__ = ["Screen", "Secret", "StartWindow"]

_SIZE = (760, 680)
_CARD = 540


class Screen(Card):
    """A card with a heading, a sentence, whatever is asked, and room to say what went wrong."""

    def __init__(self, heading: str, sentence_below: str) -> None:
        super().__init__(margin=style.BIG_GAP)
        self.setFixedWidth(_CARD)
        self.body.setSpacing(style.SPACE)
        self.messages = MessageBar()
        self.work = paragraph("", Look.SMALL)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.body.addWidget(label(heading, Look.PAGE_TITLE))
        self.body.addWidget(paragraph(sentence_below, Look.MUTED))
        self.rest()

    def finish(self) -> None:
        """Add what stands below every screen; called once the screen's own parts are in."""
        for part in (self.work, self.bar, self.messages):
            self.body.addWidget(part)

    def be_busy(self, text: str) -> None:
        """Show that work is under way; nothing can be entered meanwhile."""
        self.messages.hide()
        self.work.setText(text)
        self._set_busy(True)

    def rest(self) -> None:
        """Take entries again."""
        self._set_busy(False)

    def fail(self, error: StrikelogError) -> None:
        """Say what went wrong and take entries again."""
        self.rest()
        self.messages.fail(sentence(error))

    def _set_busy(self, busy: bool) -> None:
        self.work.setVisible(busy)
        self.bar.setVisible(busy)
        for part in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if part not in (self.work, self.bar, self.messages):
                part.setEnabled(not busy)


class StartWindow(QWidget):
    """Shows one screen at a time; `left` when it is closed without a vault.

    `tongue` turns to the other language, on screens that can be made anew without loss.
    """

    left = Signal()
    screen_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("strikelog")
        style.dress(self, Look.PAGE)
        self.resize(*_SIZE)
        keep_on_screen(self)
        self.screen_shown: Screen | None = None
        self.tongue = link_button("", "globe")
        self._caution = ""
        self._again: Callable[[], None] | None = None
        self.caution = paragraph("", Look.SMALL)
        self.caution.setFixedWidth(_CARD)
        self.caution.hide()
        self._place = QHBoxLayout()
        ground = QWidget()
        style.dress(ground, Look.FRAME)
        middle = QVBoxLayout(ground)
        middle.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        middle.addLayout(row(None, self.tongue))
        middle.addStretch(2)
        brand = Picture("map-pinned", Ink.ACCENT, size=style.BRAND_ICON)
        middle.addLayout(row(None, brand, label("strikelog", Look.PAGE_TITLE), None))
        middle.addSpacing(style.SPACE)
        middle.addLayout(self._place)
        middle.addSpacing(style.SPACE)
        middle.addLayout(row(None, self.caution, None))
        middle.addStretch(3)
        scroller = QScrollArea()
        scroller.setFrameShape(QScrollArea.Shape.NoFrame)
        scroller.setWidgetResizable(True)
        scroller.setWidget(ground)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroller)

    def warn(self, text: str) -> None:
        """Say below every screen, by a marked text, what this computer does not protect."""
        self._caution = text
        self.caution.setText(say(text))
        self.caution.show()

    def show_screen(self, screen: Screen, *, again: Callable[[], None] | None = None) -> None:
        """Show another screen and forget the one before, with all that was typed into it.

        `again` makes the same screen anew, in what is the language by then.
        """
        self._again = again
        self.tongue.setVisible(again is not None)
        self.caution.setText(say(self._caution) if self._caution else "")
        self.caution.setAlignment(reading_start())
        if self.screen_shown is not None:
            self._place.removeWidget(self.screen_shown)
            self.screen_shown.hide()
            self.screen_shown.deleteLater()
        self.screen_shown = screen
        self._place.addWidget(screen)
        screen.setFocus()
        self.screen_changed.emit()

    def show_again(self) -> None:
        """Make the screen anew, if it can be."""
        if self._again is not None:
            self._again()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.left.emit()
