"""The page on which work leaves the vault and comes back: workbooks and briefings."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.language import say
from strikelog.gui.pages import wishes
from strikelog.gui.style import Ink, Look
from strikelog.gui.widgets.buttons import plain_button
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.header import PageHeader
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.pictures import Picture

TITLE = mark("Import and export")
_CARDS: tuple[tuple[str, str, str, str, wishes.Wish], ...] = (
    (
        "file-spreadsheet",
        mark("Export to Excel"),
        mark(
            "A workbook with every sheet, drop-down lists and a page that explains it. Edited by a"
            " partner, it can be brought back in. Filter the incidents first to send only some."
        ),
        mark("Export…"),
        wishes.Export(),
    ),
    (
        "upload",
        mark("Import a workbook"),
        mark(
            "Shows the old and the new value of every cell before anything is saved, and can be"
            " undone as one step. A workbook that was not touched changes nothing."
        ),
        mark("Import…"),
        wishes.Import(),
    ),
    (
        "file-chart-column",
        mark("Make a briefing"),
        mark(
            "A PDF with key figures, incidents, numbered sources and what others counted. The"
            " dossier of one incident is made from its menu in the list."
        ),
        mark("Briefing…"),
        wishes.Brief(),
    ),
)


class SharePage(QWidget):
    """One card for each way out or in."""

    wished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.MARGIN)
        column.addWidget(PageHeader(say(TITLE)))
        grid = QGridLayout()
        grid.setSpacing(style.SPACE)
        for place, card in enumerate(_CARDS):
            grid.addWidget(self._card(*card), place // 2, place % 2)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        column.addLayout(grid)
        column.addStretch(1)

    def _card(
        self, picture: str, heading: str, sentence: str, action: str, wish: wishes.Wish
    ) -> Card:
        card = Card()
        title = label(say(heading), Look.HEADING)
        card.body.addLayout(row(Picture(picture, Ink.ACCENT, size=style.NAV_ICON), title, None))
        text = paragraph(say(sentence), Look.MUTED)
        text.setAlignment(text.alignment() | Qt.AlignmentFlag.AlignTop)
        card.body.addWidget(text, 1)
        start = plain_button(say(action))
        start.clicked.connect(partial(self._wish, wish))
        card.body.addLayout(row(start, None))
        return card

    def _wish(self, wish: wishes.Wish, _checked: bool = False) -> None:
        self.wished.emit(wish)
