"""The victims of the incident that is open, by pseudonym; names stand behind the gate."""

from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from strikelog.domain.identities import Mask, age_sex_words, outcome_words
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.domain.records import Record
from strikelog.gui import style
from strikelog.gui.identities.people import People
from strikelog.gui.identities.strip import GateStrip
from strikelog.gui.language import apart, language, say
from strikelog.gui.style import Look
from strikelog.gui.tasks import Latest
from strikelog.gui.widgets.buttons import add_button, link_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.margins import margins
from strikelog.gui.widgets.pictures import Picture

TITLE = mark("Victims")
_WHAT = mark(
    "People by pseudonym. Their names stand behind the second passphrase and leave in no file."
)
_OPEN = mark("Open…")
_NONE = mark("Nobody is recorded by name or pseudonym yet.")


class VictimsCard:
    """A card on the form of an incident."""

    def __init__(self, people: People) -> None:
        self.title = say(TITLE)
        self.view = VictimsView(people)

    @property
    def widget(self) -> QWidget:
        """What stands on the card."""
        return self.view

    def turn_to(self, record: Record, *, is_stored: bool) -> None:
        """Show the victims of an incident."""
        self.view.turn_to(record.id, is_stored=is_stored)


class VictimsView(QWidget):
    """One row a person; follows the gate's changes."""

    def __init__(self, people: People) -> None:
        super().__init__()
        self._people = people
        self._incident_id = ""
        self._is_stored = False
        self._latest = Latest(people.gate.tasks, self)
        self.rows: list[PersonRow] = []
        self.add = add_button(say(mark("Add victim")))
        self.add.clicked.connect(self._begin)
        self._none = paragraph(say(_NONE), Look.SMALL)
        self._list = QVBoxLayout()
        self._list.setSpacing(style.HAIR)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.GAP)
        column.addLayout(row(label(say(TITLE), Look.SUBHEADING), None, GateStrip(people.gate)))
        column.addWidget(paragraph(say(_WHAT), Look.SMALL))
        column.addLayout(self._list)
        column.addWidget(self._none)
        column.addLayout(row(self.add, None))
        people.gate.changed.connect(self.refresh)

    def turn_to(self, incident_id: str, *, is_stored: bool) -> None:
        """Show the victims of an incident; edits of the same one change nothing."""
        if (incident_id, is_stored) != (self._incident_id, self._is_stored):
            self._incident_id, self._is_stored = incident_id, is_stored
            self.add.setEnabled(is_stored)
            self.refresh()

    def refresh(self) -> None:
        """Read the masks anew."""
        if not self._incident_id:
            return
        masks, shown = self._people.gate.identities.masks, self._incident_id

        def job(_: Progress) -> list[Mask]:
            return masks.of_incident(shown)

        self._latest.run(job, self._show)

    def _show(self, masks: list[Mask]) -> None:
        for gone in self.rows:
            self._list.removeWidget(gone)
            gone.deleteLater()
        self.rows = [PersonRow(mask) for mask in masks]
        for one in self.rows:
            one.opener.clicked.connect(partial(self._open, one.person.id))
            self._list.addWidget(one)
        self._none.setVisible(not masks)

    def _open(self, record_id: str, _checked: bool = False) -> None:
        self._people.open_victim(self, record_id)

    def _begin(self) -> None:
        self._people.add_victim(self, self._incident_id)


class PersonRow(QFrame):
    """One person by pseudonym."""

    def __init__(self, mask: Mask) -> None:
        super().__init__()
        style.dress(self, Look.TILE)
        self.person = mask
        self.name = label(apart(mask.pseudonym))
        self.detail = label(mask_words(mask), Look.SMALL)
        self.opener = link_button(say(_OPEN), "lock")
        self.opener.setAccessibleName(f"{self.opener.text()} {mask.pseudonym}")
        line = row(Picture("user"), self.name, self.detail, None, self.opener)
        line.setContentsMargins(
            margins(start=style.SPACE, top=style.HAIR, end=style.GAP, bottom=style.HAIR)
        )
        self.setLayout(line)


def mask_words(mask: Mask) -> str:
    """Say what may be shown of a person beside the pseudonym."""
    said = (age_sex_words(mask, language()), outcome_words(mask, language()))
    return " · ".join(filter(None, said))
