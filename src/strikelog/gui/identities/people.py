"""Opens the restricted views of people, each behind the gate."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from strikelog.domain.identities import Consent, VictimPerson
from strikelog.domain.progress import Progress
from strikelog.gui.editors import Lookup
from strikelog.gui.identities.gate import Gate
from strikelog.gui.identities.opening import OpenedPerson, PeopleReading
from strikelog.gui.identities.person_sheet import PersonSheet
from strikelog.services.finding import Finding
from strikelog.services.recording import Recording

Read = Callable[[], OpenedPerson | None]


class People(QObject):
    """What the pages and cards ask for when somebody is to be looked at."""

    def __init__(self, gate: Gate, finding: Finding, recording: Recording) -> None:
        super().__init__()
        self.gate = gate
        self.reading = PeopleReading(gate.identities, finding)
        self._finding = finding
        self._recording = recording

    def open_victim(self, parent: QWidget, record_id: str) -> None:
        """Look at a victim."""
        self._show(parent, lambda: self.reading.stored(VictimPerson, record_id))

    def add_victim(self, parent: QWidget, incident_id: str) -> None:
        """Begin a victim of an incident."""
        self._show(parent, lambda: self.reading.new_victim(incident_id))

    def open_consent(self, parent: QWidget, record_id: str) -> None:
        """Look at a consent."""
        self._show(parent, lambda: self.reading.stored(Consent, record_id))

    def add_consent(self, parent: QWidget) -> None:
        """Begin a consent."""
        self._show(parent, self.reading.new_consent)

    def open_source(self, parent: QWidget, source_id: str) -> None:
        """Look at who stands behind a source, or begin to say so."""
        self._show(parent, lambda: self.reading.source(source_id))

    def _show(self, parent: QWidget, read: Read) -> None:
        window = parent.window()

        def job(_: Progress) -> OpenedPerson | None:
            return read()

        def shown(opened: OpenedPerson | None) -> None:
            if opened is not None and self.gate.is_open:
                lookup = Lookup(self._finding, self._recording, self.gate.tasks)
                PersonSheet(window, self.gate, opened, lookup).open()

        def ask() -> None:
            self.gate.tasks.run(self, job, shown, self.gate.failed.emit, write=True)

        self.gate.pass_through(parent, ask)
