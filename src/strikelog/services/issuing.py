"""Giving papers out: written under another name, looked through, named when clean, and noted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from ..domain.accesses import PRINTED
from ..domain.errors import StrikelogError
from ..domain.progress import Progress
from ..domain.records import Record
from ..storage.accesses import note_given
from ..storage.database import Database
from ..storage.exchanges import Exchange, note_exchange
from ..storage.history import StepInfo
from .paper_gate import PaperGate
from .recording import now
from .release_gate import ReleaseGate
from .settings import Settings

if TYPE_CHECKING:
    from ..briefing.document import Document

PAPER = "paper/"
"""Begins the profile of a paper in the log, before its kind and its level."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A paper that got its name: its pages, and the digest of its bytes."""

    pages: int
    sha256: str


class Issuing:
    """Writes the papers of one vault."""

    def __init__(
        self, database: Database, settings: Settings, clock: Callable[[], datetime] = now
    ) -> None:
        self.database = database
        self._settings = settings
        self.clock = clock
        self._gate = PaperGate(ReleaseGate(database))

    def write(
        self,
        path: Path,
        document: "Document",
        *,
        kind: str,
        level: str,
        incidents: int = 0,
        records: Callable[[], Iterable[Record]] = tuple,
        progress: Progress | None = None,
    ) -> Issued:
        """Write a paper; it gets its name once nothing in it must stay, and the log knows of it.

        Raises NotReleased, PaperNotRead, DocumentNotSaved.
        """
        from ..briefing.document import write_document

        digest = ""
        gate = self._gate.guard(level, records)

        def looked_through(content: bytes) -> None:
            nonlocal digest
            gate(content)
            digest = sha256(content).hexdigest()

        pages = write_document(path, document, gate=looked_through, progress=progress)
        counts = {"pages": int(pages), "incidents": incidents}
        try:
            self._note(f"{PAPER}{kind}/{level}", digest, counts)
        except StrikelogError:
            path.unlink(missing_ok=True)  # what is not in the log has not gone out
            raise
        return Issued(pages, digest)

    def _note(self, profile: str, digest: str, counts: dict[str, int]) -> None:
        """Note a paper in the log of what went out and in the chain of the history."""
        if self.database.read_only:
            return
        at, export_id = self.clock(), str(uuid4())
        with self.database.writing() as connection:
            exchange = Exchange(at, "out", export_id, digest, profile, counts)
            note_exchange(connection, self.database.schema, exchange)
        info = StepInfo(self._settings.office.user_code or "u01", PRINTED)
        facts = {"sha256": digest, "level": profile.removeprefix(PAPER)}
        note_given(self.database, info, at, export_id=export_id, facts=facts)
