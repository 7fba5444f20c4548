"""Which table of the file is taken in, why that one, and what of the file was left alone."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy

from strikelog.domain.messages import mark
from strikelog.domain.saying import Sayable
from strikelog.gui import style
from strikelog.gui.exchange.foreign.combos import Combo
from strikelog.gui.language import apart, language, number, say, upright
from strikelog.gui.style import Ink, Look
from strikelog.gui.widgets.buttons import link_button
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.labels import ElidedLabel, label
from strikelog.gui.widgets.pictures import Picture

_ENTRY = mark("{sheet}: {kind}, {count} rows")
_LEFT_ALONE = mark("Left alone in this file: {count}")

_INCIDENTS = "incidents"
_ENTRIES = {
    "incidents": mark("list of incidents"),
    "other": mark("another list"),
    "no_header": mark("no headings"),
    "pivot": mark("pivot table"),
    "code_book": mark("code book"),
    "notes": mark("notes"),
    "empty": mark("empty"),
}


class FoundTable(Protocol):
    """One table as it can be chosen."""

    @property
    def sheet(self) -> str:
        """Where it stands."""

    @property
    def kind(self) -> str:
        """What it is."""

    @property
    def n_rows(self) -> int:
        """How long it is."""

    @property
    def reason(self) -> Sayable:
        """Why it is taken for that."""


class TableBar(Card):
    """Emits `table_chosen` with the place of a table among those of the file."""

    table_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(margin=style.SPACE)
        self.tables = Combo(say(mark("Table in the file")))
        self.tables.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.tables.setMinimumWidth(style.SEARCH_WIDTH)
        self.tables.activated.connect(self._choose)
        self.sign = Picture("circle-check", Ink.GOOD)
        self.reason = ElidedLabel("", Look.MUTED)
        self.reason.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.notices = link_button("", "info")
        self.notices.setAccessibleDescription(say(mark("Opens a list")))
        self._menu = QMenu(self)
        self.notices.clicked.connect(self.open_notices)
        name = label(say(mark("Table")), Look.SUBHEADING)
        name.setBuddy(self.tables)
        line = QHBoxLayout()
        line.setSpacing(style.SPACE)
        line.addWidget(name)
        line.addWidget(self.tables, 1)
        line.addLayout(row(self.sign, self.reason), 2)
        line.addWidget(self.notices)
        self.body.addLayout(line)

    def show_tables(self, found: Sequence[FoundTable], chosen: FoundTable) -> None:
        """Offer the tables of a file, and say what the chosen one is; it may be none of them."""
        tables = [*found] if any(one is chosen for one in found) else [*found, chosen]
        place = next(at for at, one in enumerate(tables) if one is chosen)
        self.tables.offer([(str(at), _entry(one)) for at, one in enumerate(tables)], str(place))
        self.tables.setEnabled(len(tables) > 1)
        # What else a table is stands below in full.
        for part in (self.sign, self.reason):
            part.setVisible(chosen.kind == _INCIDENTS)
        self.reason.show_text(chosen.reason.sentence(language()))

    def show_notices(self, sentences: Sequence[str]) -> None:
        """List what was found in the file and not used."""
        self._menu.clear()
        for sentence in sentences:
            self._menu.addAction(sentence).setEnabled(False)
        self.notices.setVisible(bool(sentences))
        self.notices.setText(say(_LEFT_ALONE).format(count=upright(number(len(sentences)))))
        self.notices.setToolTip("\n".join(sentences))

    def open_notices(self) -> None:
        """Show the list below its button."""
        self._menu.popup(self.notices.mapToGlobal(self.notices.rect().bottomLeft()))

    @property
    def button(self) -> QPushButton:
        """What opens the list of notices."""
        return self.notices

    def _choose(self, _index: int) -> None:
        self.table_chosen.emit(int(self.tables.answer))


def _entry(table: FoundTable) -> str:
    count = upright(number(table.n_rows))
    kind = say(_ENTRIES[table.kind])
    return say(_ENTRY).format(sheet=apart(table.sheet), kind=kind, count=count)
