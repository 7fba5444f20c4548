"""Evidence: taking files in, looking at them, working copies, custody, and proving them.

The original's bytes are hashed as they are read and never altered. What is done with an item is
written into its custody, which is only ever added to.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ...domain.errors import StrikelogError
from ...domain.media import Edit, Fact
from ...domain.messages import mark
from ...domain.progress import Progress
from ...domain.records import CustodyEvent, Evidence
from ...storage.holdings import holdings, named_places
from ...storage.vault import Vault
from ..auditing import head_words
from ..finding import Finding
from ..recording import Author, Recording, Saved, now
from ..safekeeping import EVIDENCE, Fault
from .certificate import Certified, Certifying
from .checks import blobs_of, evidence_findings
from .custody import Custody
from .giving import Giving, NoPurpose, is_held, place_of
from .intake import FolderTaken, Taken, Wish
from .taking import Incoming, Intake
from .views import Viewing

__all__ = ["FolderTaken", "Media", "NoPurpose", "Taken"]


class NoSuchEvidence(StrikelogError):
    """There is no item of that id."""

    message = mark("There is no evidence “{id}” in this vault.")


class Media:
    """The evidence of one vault."""

    def __init__(
        self,
        vault: Vault,
        finding: Finding,
        recording: Recording,
        author: Author,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._vault = vault
        self._finding = finding
        self._recording = recording
        self._office = author.office
        self._blobs = blobs_of(vault)
        self._viewing = Viewing(self._blobs)
        self._intake = Intake(
            vault, recording, self._viewing, self._blobs, author=author, clock=clock
        )
        self._custody = Custody(finding, recording, clock)
        self._giving = Giving(self._blobs, self._viewing, self._custody, recording, author.code)

    def settle(self) -> list[str]:
        """Finish or remove what a sudden end left half taken in; for the opening of a vault."""
        return self._blobs.settle(self._named)

    def forget(self) -> None:
        """Drop every picture in memory and end the child process; for locking and closing."""
        self._viewing.forget()

    # -- taking in -------------------------------------------------------------------------

    def take_in(
        self,
        path: Path,
        *,
        source_id: str | None = None,
        incident_ids: Sequence[str] = (),
        site_ids: Sequence[str] = (),
        title: str = "",
        acq_method: str = "unknown",
        progress: Progress | None = None,
    ) -> Taken:
        """Take a file in; where its bytes are held already, nothing is stored, `known` is set.

        Raises FileNotRead, NotAFile, NoRoom, Cancelled; nothing is kept of the file then.
        """
        wish = Wish(source_id, tuple(incident_ids), tuple(site_ids), title, acq_method)
        return self._intake.take(Incoming.of_file(path), wish, progress)

    def take_in_bytes(
        self,
        name: str,
        content: bytes,
        *,
        source_id: str | None = None,
        incident_ids: Sequence[str] = (),
        site_ids: Sequence[str] = (),
        title: str = "",
        acq_method: str = "screen_capture",
        progress: Progress | None = None,
    ) -> Taken:
        """Take in what was pasted, under a name."""
        wish = Wish(source_id, tuple(incident_ids), tuple(site_ids), title, acq_method)
        return self._intake.take(Incoming.of_bytes(name, content), wish, progress)

    def take_in_folder(
        self,
        folder: Path,
        *,
        source_id: str | None = None,
        incident_ids: Sequence[str] = (),
        site_ids: Sequence[str] = (),
        acq_method: str = "unknown",
        progress: Progress | None = None,
    ) -> FolderTaken:
        """Take in every file of a folder and the folders in it; see `take_in_files`."""
        wish = Wish(source_id, tuple(incident_ids), tuple(site_ids), "", acq_method)
        return self._intake.take_all([folder], wish, progress)

    def take_in_files(
        self,
        paths: Sequence[Path],
        *,
        source_id: str | None = None,
        incident_ids: Sequence[str] = (),
        site_ids: Sequence[str] = (),
        acq_method: str = "unknown",
        progress: Progress | None = None,
    ) -> FolderTaken:
        """Take in files and folders, each file by itself; what is held already is passed over.

        Stopped by cancelling or by a sudden end, it goes on where it was when called again. A file
        that cannot be read is refused and keeps no other out. Progress counts bytes.
        """
        wish = Wish(source_id, tuple(incident_ids), tuple(site_ids), "", acq_method)
        return self._intake.take_all(paths, wish, progress)

    def link(self, evidence: Evidence, incident_id: str) -> Saved:
        """Name an item in an incident too, as for a file that is held already."""
        linked = tuple(dict.fromkeys((*evidence.incident_ids, incident_id)))
        return self._recording.save(replace(evidence, incident_ids=linked), evidence)

    def unlink(self, evidence: Evidence, incident_id: str) -> Saved:
        """Take an item out of an incident; the item stays."""
        left = tuple(one for one in evidence.incident_ids if one != incident_id)
        return self._recording.save(replace(evidence, incident_ids=left), evidence)

    # -- looking at ------------------------------------------------------------------------

    def is_held(self, evidence: Evidence) -> bool:
        """Tell whether the bytes of an item are in this vault."""
        return is_held(evidence)

    def chunks(self, evidence_id: str) -> Iterator[bytes]:
        """Give an item's bytes piece by piece, each proven."""
        return self._blobs.chunks(place_of(self._get(evidence_id)))

    def thumbnail(self, evidence_id: str, side: int = 256) -> bytes:
        """Give a small PNG of a picture; kept in memory only."""
        return self._viewing.picture(self._get(evidence_id), side)

    def preview(
        self, evidence_id: str, side: int = 1600, progress: Progress | None = None
    ) -> bytes:
        """Give a PNG of a picture that fits a square of `side` pixels."""
        return self._viewing.picture(self._get(evidence_id), side, progress)

    def picture_size(self, evidence_id: str) -> tuple[int, int]:
        """Give width and height of the picture as it is seen: what edits are measured in."""
        return self._viewing.size(self._get(evidence_id))

    def for_print(self, evidence_id: str, side: int = 1_400) -> tuple[bytes, tuple[int, int]]:
        """Give a picture's pixels as a new JPEG with nothing beside them, and its size."""
        return self._viewing.for_print(self._get(evidence_id), side)

    def text(self, evidence_id: str) -> str:
        """Give the beginning of a plain text."""
        return self._viewing.text(self._get(evidence_id))

    def facts(self, evidence_id: str) -> tuple[Fact, ...]:
        """Give what the file says of itself: size, time, place, device."""
        return self._viewing.facts(self._get(evidence_id))

    # -- giving out ------------------------------------------------------------------------

    def write_out(
        self,
        evidence_id: str,
        target: Path,
        *,
        purpose: str,
        to_party: str = "",
        progress: Progress | None = None,
    ) -> None:
        """Save a copy of the original outside the vault; who for and why goes into its custody.

        The copy gets its name only when its digest is right and the custody is written.
        """
        self._giving.write_out(
            self._get(evidence_id), target, purpose=purpose, to_party=to_party, progress=progress
        )

    def derive(
        self, evidence_id: str, edits: Sequence[Edit], progress: Progress | None = None
    ) -> Evidence:
        """Make a working copy of a picture as an item of its own; the original stays as it is."""
        return self._giving.derive(self._get(evidence_id), edits, progress)

    def dispose(self, evidence_id: str, *, purpose: str) -> None:
        """Throw the bytes of an item away for good; its record and custody stay and say so."""
        self._giving.dispose(self._get(evidence_id), purpose=purpose)

    # -- custody ---------------------------------------------------------------------------

    def custody(self, evidence_id: str) -> list[CustodyEvent]:
        """Give an item's custody, oldest entry first."""
        return self._custody.of(evidence_id)

    def verify(self, progress: Progress | None = None, *, note: bool = False) -> list[Fault]:
        """Re-read and re-hash every stored file and walk every chain; empty when all is well.

        With `note`, the custody of each item that is as it was says that it was verified.
        """
        findings = list(evidence_findings(self._vault, progress))
        if note:
            bad = {one.id for one in findings}
            with self._vault.database.reading() as connection:
                held = list(holdings(connection, self._vault.database.schema))
            sound = [one.id for one in held if one.id not in bad]
            self._custody.add_verified(self._finding.owned(Evidence, "id", sound))
        return [Fault(EVIDENCE, one.said) for one in findings]

    def certificate(
        self,
        target: Path,
        ids: Sequence[str] = (),
        progress: Progress | None = None,
        *,
        note: bool = False,
        language: str = "en",
    ) -> Certified:
        """Write the custody of some items, or of all, as a PDF, each stored file re-read for it.

        With `note`, the custody of sound items says first that they were verified. Without, the
        same state of the vault gives the same bytes. Raises DocumentNotSaved, NoSuchEvidence.
        """
        certifying = Certifying(
            self._blobs,
            self._custody.of,
            is_held,
            self._office or "Strikelog",
            lambda: head_words(self._vault.database),
            self._custody.add_verified if note else None,
        )
        wanted = [self._get(one) for one in ids] or self._finding.all(Evidence)
        return certifying.write(target, wanted, progress, language=language)

    # -- inside ----------------------------------------------------------------------------

    def _get(self, evidence_id: str) -> Evidence:
        found = self._finding.get(Evidence, evidence_id)
        if found is None:
            raise NoSuchEvidence(id=evidence_id)
        return found

    def _named(self, places: Iterable[str]) -> set[str]:
        with self._vault.database.reading() as connection:
            return named_places(connection, self._vault.database.schema, set(places))
