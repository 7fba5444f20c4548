"""The custody of an item: a short line of steps in the pane, everything in a dialog."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.domain.text import isolate_ltr
from strikelog.gui import style
from strikelog.gui.dialogs.sheet import Sheet, note
from strikelog.gui.language import say, upright
from strikelog.gui.media.facts import CustodyStep, CustodyStory, ItemDetails, short_digest
from strikelog.gui.style import Look, Tone
from strikelog.gui.widgets.buttons import plain_button
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.margins import margins
from strikelog.gui.widgets.pill import StatusPill

CUSTODY = mark("Custody")
_WHOLE, _BROKEN = mark("Unbroken"), mark("Broken")
_STEPS_SHOWN = 4
_EARLIER = mark("and {count} earlier steps")
_HOW = mark(
    "Each entry carries a hash over itself and the entry before it. An entry that was changed,"
    " taken out or moved no longer fits, and is named here."
)
_SHA, _ENTRY = mark("File SHA-256"), mark("Entry hash")


def chain_pill(story: CustodyStory) -> StatusPill:
    """Return the word on whether the chain holds."""
    if story.is_whole:
        return StatusPill(say(_WHOLE), Tone.GOOD)
    return StatusPill(say(_BROKEN), Tone.GRAVE)


class CustodyLine(QWidget):
    """The newest steps, newest first, and the way to all of them."""

    opened = Signal()

    def __init__(self, story: CustodyStory) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.HAIR)
        self.more = _all_button()
        self.more.clicked.connect(self.opened)
        heading = label(say(CUSTODY), Look.SUBHEADING)
        column.addLayout(row(heading, chain_pill(story), None, self.more))
        for trouble in story.troubles:
            told = paragraph(trouble, Look.SMALL)
            style.flag(told, "tone", str(Tone.GRAVE))
            column.addWidget(told)
        newest = story.steps[::-1][:_STEPS_SHOWN]
        for step in newest:
            column.addLayout(row(label(step.what), None, label(step.when, Look.SMALL)))
        left = len(story.steps) - len(newest)
        if left:
            column.addWidget(label(say(_EARLIER).format(count=upright(str(left))), Look.SMALL))


class CustodyDialog(Sheet):
    """Every step with its hashes; `certificate_requested` for the PDF."""

    certificate_requested = Signal()

    def __init__(self, parent: QWidget, details: ItemDetails) -> None:
        super().__init__(parent, say(CUSTODY), width=style.CAPTURE_WIDTH)
        story = details.custody
        heading = row(paragraph(details.title, Look.HEADING), chain_pill(story))
        heading.setStretch(0, 1)
        self.body.addLayout(heading)
        self.body.addWidget(note(say(_HOW)))
        self.body.addWidget(_scrolled(_card(step) for step in story.steps), 1)
        self.certificate = plain_button(say(mark("Write a certificate (PDF)…")), "stamp")
        self.certificate.clicked.connect(self.certificate_requested)
        self.add_action(self.certificate)
        self.resize(style.CAPTURE_WIDTH, style.WINDOW_MIN[1] - 2 * style.MARGIN)


def _all_button() -> QPushButton:
    button = plain_button(say(mark("All steps…")), "fingerprint")
    style.dress(button, Look.LINK)
    return button


def _scrolled(cards: Iterable[QWidget]) -> QScrollArea:
    content = QWidget()
    style.dress(content, Look.FRAME)
    column = QVBoxLayout(content)
    column.setContentsMargins(margins(end=style.SPACE))
    column.setSpacing(style.GAP)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    scroller = QScrollArea()
    scroller.setFrameShape(QFrame.Shape.NoFrame)
    scroller.setWidgetResizable(True)
    scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroller.setWidget(content)
    scroller.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return scroller


def _card(step: CustodyStep) -> Card:
    card = Card(margin=style.SPACE)
    number = label(upright(step.step), Look.MUTED)
    what = label(step.what)
    what.setFont(style.font(style.TEXT, QFont.Weight.DemiBold))
    tone = Tone.GRAVE if step.trouble else Tone.GOOD
    fits = StatusPill(say(mark("Does not fit") if step.trouble else mark("Fits")), tone)
    card.body.addLayout(row(number, what, fits, None, label(step.when, Look.SMALL)))
    if step.trouble:
        card.body.addWidget(paragraph(step.trouble, Look.SMALL))
    said = " · ".join(filter(None, (step.who, step.purpose)))
    if said:
        card.body.addWidget(paragraph(said, Look.MUTED))
    grid = QGridLayout()
    grid.setHorizontalSpacing(style.SPACE)
    grid.setVerticalSpacing(0)
    grid.setColumnStretch(1, 1)
    for place, (name, digest) in enumerate(((_SHA, step.sha256), (_ENTRY, step.entry_hash))):
        grid.addWidget(label(say(name), Look.TINY), place, 0)
        shown = paragraph(short_digest(digest) and isolate_ltr(digest), Look.TINY)
        grid.addWidget(shown, place, 1)
    card.body.addLayout(grid)
    return card
