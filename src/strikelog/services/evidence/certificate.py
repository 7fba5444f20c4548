"""The custody certificate: items gathered, re-read, and printed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ...domain.progress import Progress, Silent
from ...domain.records import CustodyEvent, Evidence
from ...domain.saying import Said
from ...storage.blobs import Blobs
from ...storage.holdings import Holding
from .checks import item_findings

if TYPE_CHECKING:
    from ...briefing.certificate import CertifiedItem


@dataclass(frozen=True, slots=True)
class Certified:
    """A finished certificate: its pages and digest, the items in it and how many are not sound."""

    path: Path
    pages: int
    sha256: str
    items: int
    unsound: int


@dataclass(frozen=True, slots=True)
class Certifying:
    """What a certificate is made from besides the items themselves."""

    blobs: Blobs
    custody: Callable[[str], list[CustodyEvent]]
    is_held: Callable[[Evidence], bool]
    office: str
    history_head: Callable[[], str]
    note_verified: Callable[[Sequence[Evidence]], None] | None = None

    def write(
        self,
        target: Path,
        items: Sequence[Evidence],
        progress: Progress | None = None,
        *,
        language: str = "en",
    ) -> Certified:
        """Re-read the items' files and write what was found; raises DocumentNotSaved."""
        from ...briefing.certificate import certificate
        from ...briefing.document import write_document
        from ...briefing.editions import bound, editions_of
        from ...briefing.speech import tongue_of

        ordered = sorted(items, key=lambda one: (one.ref or "~", one.acquired_at is None, one.id))
        found = self._re_read(ordered, progress or Silent())
        sound = [one for one in ordered if self.is_held(one) and not found[one.id]]
        if self.note_verified is not None and sound:
            self.note_verified(sound)
        certified = [self._certified(one, found[one.id]) for one in ordered]
        head = self.history_head()
        document = bound(
            [
                certificate(certified, office=self.office, history_head=head, tongue=tongue)
                for tongue in map(tongue_of, editions_of(language))
            ]
        )
        pages = write_document(target, document, progress=progress)
        unsound = sum(bool(one.findings) for one in certified)
        digest = sha256(target.read_bytes()).hexdigest()
        return Certified(target, pages, digest, len(certified), unsound)

    def _re_read(
        self, items: Sequence[Evidence], progress: Progress
    ) -> dict[str, tuple[Said, ...]]:
        """Give what is wrong with each item, by its id."""
        total, done = sum(one.bytes or 0 for one in items), 0
        found = {}
        for one in items:
            progress.report(done, total)
            found[one.id] = self._wrong_with(one)
            done += one.bytes or 0
        return found

    def _wrong_with(self, evidence: Evidence) -> tuple[Said, ...]:
        events, held = self.custody(evidence.id), self.is_held(evidence)
        if not held and not events:
            return ()  # it is only described by a source, or held by a partner
        place = evidence.store_path or ""
        holding = Holding(evidence.id, place, evidence.sha256 or "", evidence.bytes or 0)
        return tuple(one.what for one in item_findings(self.blobs, holding, events, read=held))

    def _certified(self, evidence: Evidence, findings: tuple[Said, ...]) -> "CertifiedItem":
        from ...briefing.certificate import CertifiedItem

        events = tuple(self.custody(evidence.id))
        return CertifiedItem(evidence, events, findings, self.is_held(evidence))
