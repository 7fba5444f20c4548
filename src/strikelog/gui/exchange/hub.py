"""Import and export: every way in and out, what waits for somebody, and what went before."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.exchange.log_table import LogTable
from strikelog.gui.language import number, say, upright
from strikelog.gui.pages import wishes
from strikelog.gui.style import Ink, Look
from strikelog.gui.widgets.buttons import link_button, plain_button, primary_button
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.header import PageHeader
from strikelog.gui.widgets.labels import label, paragraph, reading_start
from strikelog.gui.widgets.margins import margins
from strikelog.gui.widgets.message_bar import MessageBar
from strikelog.gui.widgets.pictures import Picture
from strikelog.gui.widgets.progress_strip import ProgressStrip
from strikelog.services.exchange_log import Exchange

TITLE = mark("Import and export")
ICON = "arrow-left-right"
_IMPORT = mark("Import a file")
_IMPORT_WHAT = mark(
    "A workbook of yours that came back, or any table of a partner, also as CSV. You see everything"
    " it would change before anything is saved. A file can also be dropped on the window."
)
_IMPORT_DO = mark("Import a file…")
_CARDS: tuple[tuple[str, str, str, str, wishes.Wish], ...] = (
    (
        "download",
        mark("Export to Excel"),
        mark(
            "A workbook that explains itself, for your own offices, a partner or the public. Edited"
            " by a partner, it can be brought back in."
        ),
        mark("Export…"),
        wishes.Export(),
    ),
    (
        "file-chart-column",
        mark("Make a briefing"),
        mark(
            "A PDF with key figures, incidents and numbered sources. The dossier of one incident is"
            " made from its menu in the list."
        ),
        mark("Briefing…"),
        wishes.Brief(),
    ),
)
_WAITS = mark("What waits for you")
_NOTHING = mark("Nothing waits: every import is decided.")
_DECISIONS = mark("Decisions put off: {count}")
_MATCHES = mark("Names to match: {count}")
_DUPLICATES = mark("Possible duplicates: {count}")
_LOG = mark("What went out and came in")
_NO_LOG = mark(
    "Nothing yet. Every workbook that is sent or taken in is listed here, with its date and counts."
)


@dataclass(frozen=True, slots=True)
class Waits:
    """How much waits for somebody."""

    decisions: int = 0
    matches: int = 0


class ExchangeHub(QWidget):
    """Emits what its cards and lines are pressed for."""

    import_requested = Signal()
    wished = Signal(object)
    decisions_requested = Signal()
    matches_requested = Signal()
    duplicates_requested = Signal()
    partners_requested = Signal()
    exchange_opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.messages = MessageBar()
        self.progress = ProgressStrip()
        self.start = primary_button(say(_IMPORT_DO), "upload")
        self.start.clicked.connect(self.import_requested)
        self.log = LogTable()
        self.log.opened.connect(self.exchange_opened)
        self.lines: dict[str, QPushButton] = {}
        self._nothing = label(say(_NOTHING), Look.MUTED)
        self._no_log = paragraph(say(_NO_LOG), Look.MUTED)
        self._arrange()
        self.show_waits(Waits())
        self.show_duplicates(0)
        self.show_log(())

    def show_waits(self, waits: Waits) -> None:
        """Say how much waits."""
        for key, words, count in (
            ("decisions", _DECISIONS, waits.decisions),
            ("matches", _MATCHES, waits.matches),
        ):
            self._show_line(key, words, count)

    def show_duplicates(self, count: int) -> None:
        """Say how many pairs of incidents may be the same; it takes longer to find out."""
        self._show_line("duplicates", _DUPLICATES, count)

    def _show_line(self, key: str, words: str, count: int) -> None:
        self.lines[key].setText(say(words).format(count=upright(number(count))))
        self.lines[key].setVisible(bool(count))
        waits = any(not button.isHidden() for button in self.lines.values())
        self._nothing.setVisible(not waits)

    def show_log(self, exchanges: Sequence[Exchange]) -> None:
        """List what went out and came in."""
        self.log.fill(exchanges)
        self._listed.setCurrentWidget(self.log if exchanges else self._empty)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE)
        column.addWidget(PageHeader(say(TITLE)))
        column.addWidget(self.progress)
        column.addWidget(self.messages)
        grid = QGridLayout()
        grid.setSpacing(style.SPACE)
        grid.addWidget(_card("upload", say(_IMPORT), say(_IMPORT_WHAT), self.start), 0, 0)
        for place, (picture, heading, what, action, wish) in enumerate(_CARDS, start=1):
            button = plain_button(say(action))
            button.clicked.connect(partial(self._wish, wish))
            grid.addWidget(_card(picture, say(heading), say(what), button), 0, place)
        for place, share in enumerate((4, 3, 3)):
            grid.setColumnStretch(place, share)
        column.addLayout(grid)
        column.addWidget(self._waiting_card())
        column.addWidget(self._log_card(), 1)

    def _waiting_card(self) -> Card:
        card = Card(margin=style.SPACE)
        line = row(label(say(_WAITS), Look.SUBHEADING), gap=style.SPACE)
        for key, picture, signal in (
            ("decisions", "calendar-clock", self.decisions_requested),
            ("matches", "map-pin", self.matches_requested),
            ("duplicates", "copy", self.duplicates_requested),
        ):
            button = plain_button("", picture)
            button.clicked.connect(signal)
            self.lines[key] = button
            line.addWidget(button)
        line.addWidget(self._nothing)
        line.addStretch(1)
        card.body.addLayout(line)
        return card

    def _log_card(self) -> Card:
        card = Card(margin=style.HAIR_LINE)
        heading = label(say(_LOG), Look.SUBHEADING)
        self.partners = link_button(say(mark("Partners…")), "users")
        self.partners.clicked.connect(self.partners_requested)
        line = row(heading, None, self.partners)
        line.setContentsMargins(
            margins(start=style.SPACE + style.HAIR, top=style.SPACE, end=style.SPACE)
        )
        card.body.addLayout(line)
        self._empty = QWidget()
        inner = QVBoxLayout(self._empty)
        inner.setContentsMargins(
            margins(start=style.SPACE + style.HAIR, end=style.SPACE, bottom=style.SPACE)
        )
        inner.addWidget(self._no_log)
        inner.addStretch(1)
        self._listed = QStackedWidget()
        self._listed.addWidget(self.log)
        self._listed.addWidget(self._empty)
        card.body.addWidget(self._listed, 1)
        return card

    def _wish(self, wish: wishes.Wish, _checked: bool = False) -> None:
        self.wished.emit(wish)


def _card(picture: str, heading: str, what: str, button: QPushButton) -> Card:
    card = Card()
    title = label(heading, Look.HEADING)
    card.body.addLayout(row(Picture(picture, Ink.ACCENT, size=style.NAV_ICON), title, None))
    text = paragraph(what, Look.MUTED)
    text.setAlignment(reading_start() | Qt.AlignmentFlag.AlignTop)
    card.body.addWidget(text, 1)
    card.body.addLayout(row(button, None))
    return card
