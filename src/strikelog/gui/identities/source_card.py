"""On the form of a confidential source: the way to who stands behind it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from strikelog.domain.hidden_sources import HIDDEN
from strikelog.domain.messages import mark
from strikelog.domain.records import Record, Source
from strikelog.gui import style
from strikelog.gui.identities.people import People
from strikelog.gui.identities.strip import GateStrip
from strikelog.gui.language import say
from strikelog.gui.style import Look
from strikelog.gui.widgets.buttons import plain_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import label, paragraph

TITLE = mark("Identity")
_WHAT = mark(
    "Who stands behind this source, and how to reach them, is kept apart under the second"
    " passphrase. Give the source a code name as its title, and leave author and address blank."
)
_OPEN_SOURCE = mark(
    "For a source whose access is “Confidential” or “Sealed”, the person behind it is kept apart"
    " here."
)


class SourceCard:
    """A card on the form of a source."""

    def __init__(self, people: People) -> None:
        self.title = say(TITLE)
        self.view = SourceView(people)

    @property
    def widget(self) -> QWidget:
        """What stands on the card."""
        return self.view

    def turn_to(self, record: Record, *, is_stored: bool) -> None:
        """Offer the identity of a confidential source."""
        self.view.turn_to(record, is_stored=is_stored)


class SourceView(QWidget):
    """A sentence, and a button where there is something to keep apart."""

    def __init__(self, people: People) -> None:
        super().__init__()
        self._people = people
        self._source_id = ""
        self._what = paragraph("", Look.SMALL)
        self.opener = plain_button(say(mark("Identity…")), "lock")
        self.opener.clicked.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.GAP)
        column.addLayout(row(label(say(TITLE), Look.SUBHEADING), None, GateStrip(people.gate)))
        column.addWidget(self._what)
        column.addLayout(row(self.opener, None))

    def turn_to(self, record: Record, *, is_stored: bool) -> None:
        """Offer the identity of a confidential source."""
        is_hidden = isinstance(record, Source) and record.access in HIDDEN
        self._source_id = record.id
        self._what.setText(say(_WHAT if is_hidden else _OPEN_SOURCE))
        self.opener.setVisible(is_hidden)
        self.opener.setEnabled(is_stored)

    def _open(self) -> None:
        self._people.open_source(self, self._source_id)
