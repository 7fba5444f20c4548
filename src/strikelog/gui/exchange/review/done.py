"""What stands in the review's place once it was applied: what came of it, and what to do next."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayoutItem, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.exchange.review.apply_sheet import sentences
from strikelog.gui.language import number, say, upright
from strikelog.gui.style import Ink, Look
from strikelog.gui.widgets.buttons import plain_button, primary_button
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.pictures import Picture
from strikelog.services.reviewing import Effect

_IN = mark("The workbook was taken in")
_NOTHING = mark("Nothing came in")
_NEXT = mark(
    "Send your partner the receipt: their own workbook, coloured cell by cell, with what was taken,"
    " what was not, and why."
)
_BACK = mark("The import was undone")
_AGAIN = mark("The workbook can be looked through again; nothing of it is in the vault now.")
_MORE = mark("And {count} more, which the history of each record tells.")
_MOST_KEPT = 8


class DonePanel(QWidget):
    """Emits what its buttons are pressed for."""

    undo_requested = Signal()
    receipt_requested = Signal()
    waiting_requested = Signal()
    again_requested = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sign = Picture("circle-check", Ink.GOOD, size=style.BIG_ICON)
        self._heading = label("", Look.HEADING)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(style.GAP)
        self.undo = plain_button(say(mark("Undo the whole import")), "undo-2")
        self.receipt = primary_button(say(mark("Save receipt for the partner…")), "download")
        self.waiting = plain_button(say(mark("Waiting decisions")), "calendar-clock")
        self.again = primary_button(say(mark("Look through it again")), "refresh-cw")
        self._next = paragraph("", Look.SMALL)
        self.close_it = plain_button(say(mark("Back to import and export")))
        for button, signal in (
            (self.undo, self.undo_requested),
            (self.receipt, self.receipt_requested),
            (self.waiting, self.waiting_requested),
            (self.again, self.again_requested),
            (self.close_it, self.closed),
        ):
            button.clicked.connect(signal)
        self._arrange()

    def show_effect(self, effect: Effect, *, was_written: bool, unfit: Sequence[str] = ()) -> None:
        """Say what came in, and of which records what was chosen could not be stored.

        Without a step there is nothing to undo.
        """
        self._sign.show_icon("circle-check", Ink.GOOD)
        self._heading.setText(say(_IN if was_written else _NOTHING))
        self._empty()
        for picture, ink, text in sentences(effect):
            words = label(text)
            words.setWordWrap(True)
            line = row(Picture(picture, ink), words, gap=style.SPACE)
            line.setStretch(1, 1)
            self._lines.addLayout(line)
        self._tell(unfit)
        self._next.setText(say(_NEXT))
        self.receipt.show()
        self.again.hide()
        self.undo.setVisible(was_written)
        self.waiting.setVisible(bool(effect.later or effect.open or unfit))

    def show_undone(self, kept: Sequence[str]) -> None:
        """Say that the import was taken back, and sentence by sentence what was kept."""
        self._sign.show_icon("undo-2", Ink.MUTED)
        self._heading.setText(say(_BACK))
        self._empty()
        self._tell(kept)
        self._next.setText(say(_AGAIN))
        for part in (self.undo, self.waiting, self.receipt):
            part.hide()
        self.again.show()
        self.take_focus()

    def take_focus(self) -> None:
        """Bring the keyboard to what is likely to be wanted next."""
        offered = (self.receipt, self.again, self.close_it)
        next(one for one in offered if not one.isHidden()).setFocus()

    def _tell(self, sentences: Sequence[str]) -> None:
        for told in sentences[:_MOST_KEPT]:
            self._lines.addWidget(paragraph(told))
        if len(sentences) > _MOST_KEPT:
            count = upright(number(len(sentences) - _MOST_KEPT))
            self._lines.addWidget(paragraph(say(_MORE).format(count=count), Look.MUTED))

    def _empty(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            _discard(item)

    def _arrange(self) -> None:
        card = Card(margin=style.BIG_GAP)
        card.setFixedWidth(style.CAPTURE_WIDTH + style.SENTENCE_WIDTH // 4)
        head = row(self._sign, self._heading, None, gap=style.SPACE)
        card.body.addLayout(head)
        card.body.addLayout(self._lines)
        card.body.addWidget(self._next)
        card.body.addLayout(row(self.receipt, self.again, self.undo, self.waiting, None))
        card.body.addLayout(row(self.close_it, None))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, style.BIG_GAP, 0, 0)
        column.addLayout(row(None, card, None))
        column.addStretch(1)


def _discard(item: QLayoutItem) -> None:
    """Delete the widgets of a line of a layout."""
    widget, inner = item.widget(), item.layout()
    if widget is not None:
        widget.deleteLater()
    while inner is not None and (below := inner.takeAt(0)) is not None:
        _discard(below)
