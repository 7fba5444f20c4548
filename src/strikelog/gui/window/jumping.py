"""Going to a record by its code or id, whichever page lists it."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from strikelog.domain.messages import mark
from strikelog.domain.records import (
    Assessment,
    Attribution,
    CasualtyFigure,
    Claim,
    Incident,
    IncidentSite,
    Record,
    Site,
    SiteStatus,
    Strike,
)
from strikelog.gui import style
from strikelog.gui.dialogs.sheet import Sheet
from strikelog.gui.language import say
from strikelog.gui.tasks import Latest, Tasks
from strikelog.gui.widgets.buttons import primary_button
from strikelog.services.finding import Finding


@dataclass(frozen=True)
class Place:
    """Where a record is listed: the class of the list, its id there, its row key."""

    kind: type[Record]
    id: str
    key: int


def place_of_code(finding: Finding, code: str) -> Place | None:
    """Find where the record of a code is listed; raises NotFound or Ambiguous."""
    return place_of(finding, finding.by_code(code))


def place_of(finding: Finding, record: Record) -> Place | None:
    """Find where a record is listed: records that hang on others lead to those."""
    owner = owner_of(finding, record)
    key = finding.key_of(type(owner), owner.id)
    return None if key is None or owner.deleted else Place(type(owner), owner.id, key)


def owner_of(finding: Finding, record: Record) -> Record:
    """Give the record that has a page of its own."""
    if isinstance(record, IncidentSite | Strike | Claim | Assessment):
        return _found(finding, Incident, record.incident_id) or record
    if isinstance(record, CasualtyFigure | Attribution):
        kinds = {"claim": Claim, "incident": Incident}
        kind = kinds.get(record.owner_type or "")
        owner = _found(finding, kind, record.owner_id) if kind else None
        return owner_of(finding, owner) if owner else record
    if isinstance(record, SiteStatus):
        return _found(finding, Site, record.site_id) or record
    return record


def _found(finding: Finding, kind: type[Record], record_id: str | None) -> Record | None:
    return finding.get(kind, record_id) if record_id else None


class JumpDialog(Sheet):
    """Asks for a code; `found` with the place of the record."""

    found = Signal(object)

    def __init__(self, parent: QWidget, finding: Finding, tasks: Tasks) -> None:
        super().__init__(parent, say(mark("Go to a record")), width=style.SENTENCE_WIDTH)
        self._finding = finding
        self._latest = Latest(tasks, self)
        self.code = QLineEdit()
        self.code.setPlaceholderText(say(mark("Code, or the beginning of an id")))
        self.code.setAccessibleName(say(mark("Code of the record")))
        self.body.addWidget(self.code)
        go = primary_button(say(mark("Go")))
        go.setDefault(True)
        go.clicked.connect(self.search)
        self.add_action(go)
        self.code.setFocus()

    def search(self) -> None:
        """Look for the record of what was typed."""
        code = self.code.text().strip()
        if code:
            finding = self._finding
            self._latest.run(lambda _progress: place_of_code(finding, code), self._show, self.fail)

    def _show(self, place: Place | None) -> None:
        if place is not None:
            self.found.emit(place)
            self.accept()
