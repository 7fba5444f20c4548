"""The log of exchanges as a table: when, which way, what, with whom, how much."""

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QTableView

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.backups.words import moment_words
from strikelog.gui.exchange.paper_words import is_paper, length_words, paper_words
from strikelog.gui.icons import icon
from strikelog.gui.language import apart, number, say, upright
from strikelog.gui.widgets.tables import dress_as_lines
from strikelog.services.exchange_log import HASH_SHOWN, ROWS_OF, Exchange
from strikelog.services.issuing import PAPER

_COLUMNS = (
    mark("When"),
    mark("Way"),
    mark("Kind"),
    mark("With"),
    mark("What came of it"),
    mark("File"),
)
_NAME = mark("Log of exchanges")
_OUT, _IN = mark("Sent"), mark("Received")
_PROFILES = {
    "full": mark("Full workbook"),
    "field_form": mark("Field form"),
    "partner": mark("For a partner"),
    "public": mark("For the public"),
    "gazetteer": mark("Gazetteer"),
}
_TABLE = mark("Table “{dataset}”")
_NAMELESS_TABLE = mark("A partner's table")
_NAMELESS = re.compile(r"table-[0-9a-f]{16}")
"""What a dataset is called that nobody gave a name."""

_ROWS = mark("{count} rows")
_UNCHANGED = mark("Nothing changed")
_UNDONE = mark("Undone: {what}")
_FATES = {
    "inserted": mark("{count} new"),
    "updated": mark("{count} changed"),
    "conflicts": mark("{count} changed on both sides"),
    "refused": mark("{count} with refused cells"),
    "parked": mark("{count} set aside"),
}
_TO_MATCH = mark("{count} new, to be matched")
"""What was set aside of a partner's table: the rows came in, but a name in them waits."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LogTable(QTableView):
    """Emits `opened` with an exchange when it is asked for in full."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.lines = QStandardItemModel(0, len(_COLUMNS))
        self._exchanges: Sequence[Exchange] = ()
        self.setModel(self.lines)
        dress_as_lines(self, say(_NAME))
        self.doubleClicked.connect(self._open)

    @property
    def current(self) -> Exchange | None:
        """The exchange that is looked at."""
        row = self.currentIndex().row()
        return self._exchanges[row] if 0 <= row < len(self._exchanges) else None

    def fill(self, exchanges: Sequence[Exchange]) -> None:
        """Show these, newest first."""
        self._exchanges = exchanges
        self.lines.clear()
        self.lines.setHorizontalHeaderLabels([say(one) for one in _COLUMNS])
        for one in exchanges:
            self.lines.appendRow(_items(one))
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        if self.current is not None:
            self.opened.emit(self.current)


def kind_words(profile: str) -> str:
    """Say what kind of workbook or paper it was."""
    if profile.startswith(PAPER):
        return paper_words(profile)
    if profile.startswith(ROWS_OF):
        dataset = profile.removeprefix(ROWS_OF)
        is_nameless = _NAMELESS.fullmatch(dataset) is not None
        return say(_NAMELESS_TABLE if is_nameless else _TABLE).format(dataset=apart(dataset))
    known = _PROFILES.get(profile)
    return say(known) if known else profile


def outcome_words(one: Exchange) -> str:
    """Say what an exchange held, or what came of it."""
    if is_paper(one):
        return length_words(one)
    if one.direction == "out":
        return _counted(_ROWS, sum(one.counts.values()))
    fates = _FATES | ({"parked": _TO_MATCH} if one.profile.startswith(ROWS_OF) else {})
    said = [_counted(words, one.counts[key]) for key, words in fates.items() if _of(one, key)]
    what = ", ".join(said) if said else say(_UNCHANGED)
    return say(_UNDONE).format(what=what) if one.was_undone else what


def way_words(one: Exchange) -> str:
    """Say which way it went."""
    return say(_OUT if one.direction == "out" else _IN)


def _of(one: Exchange, key: str) -> int:
    counts: Mapping[str, int] = one.counts
    return counts.get(key, 0)


def _counted(words: str, count: int) -> str:
    return say(words).format(count=upright(number(count)))


def _items(one: Exchange) -> list[QStandardItem]:
    cells = (
        moment_words(one.at),
        way_words(one),
        kind_words(one.profile),
        apart(one.partner) if one.partner else "",
        outcome_words(one),
        upright(one.file_sha256[:HASH_SHOWN]),
    )
    items = [QStandardItem(text) for text in cells]
    items[1].setIcon(icon("upload" if one.direction == "in" else "download"))
    for item in items if one.was_undone else items[5:]:
        item.setForeground(style.ink_color(style.Ink.MUTED))
    return items
