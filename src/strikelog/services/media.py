"""Evidence: taking files in, looking at them, working copies, custody, and proving them.

The original's bytes are hashed as they are read and never altered. What is done with an item is
written into its custody, which is only ever added to.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Lock

from ..domain.custody import Handling, chained, in_order
from ..domain.errors import StrikelogError
from ..domain.media import Blur, Crop, Edit, Fact, derivation_of
from ..domain.messages import mark
from ..domain.progress import Progress, Silent
from ..domain.records import CustodyEvent, Evidence
from ..storage.blobs import BlobDamaged
from ..storage.files import built_durably, open_new, write_all
from ..storage.holdings import GONE, holdings, named_places
from ..storage.vault import Vault
from .auditing import head_words
from .finding import Finding
from .media_certificate import Certified, Certifying
from .media_checks import blobs_of, evidence_findings
from .media_intake import Counting, FolderTaken, NotTaken, Taken, Wish, record_of_copy
from .media_taking import Incoming, Intake, made_with_custody
from .media_views import NotHeld, Viewing
from .recording import Author, Recording, Revision, Saved, now
from .safekeeping import Fault

__all__ = ["FolderTaken", "Media", "NoPurpose", "NotTaken", "Taken"]


class NoPurpose(StrikelogError):
    """A file would leave the vault without a reason."""

    message = mark("Say what the copy is for. It is written into the custody of the item.")


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
        self._author = author
        self._clock = clock
        self._blobs = blobs_of(vault)
        self._viewing = Viewing(self._blobs)
        self._intake = Intake(
            vault, recording, self._viewing, self._blobs, author=author, clock=clock
        )
        self._chaining = Lock()

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
        """Take in every file of a folder, each by itself; what is held already is passed over.

        Stopped by cancelling or by a sudden end, it goes on where it was when called again.
        Progress counts bytes.
        """
        wish = Wish(source_id, tuple(incident_ids), tuple(site_ids), "", acq_method)
        return self._intake.take_folder(folder, wish, progress)

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
        return bool(evidence.store_path) and evidence.holding != GONE

    def chunks(self, evidence_id: str) -> Iterator[bytes]:
        """Give an item's bytes piece by piece, each proven."""
        return self._blobs.chunks(self._place(self._get(evidence_id)))

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
        if not purpose.strip():
            raise NoPurpose
        evidence = self._get(evidence_id)
        place = self._place(evidence)
        counting = Counting(progress or Silent(), evidence.bytes or 0)
        with built_durably(target) as unfinished:
            digest = _poured(counting.over(self._blobs.chunks(place)), unfinished)
            if digest != evidence.sha256:
                raise BlobDamaged(place=place)
            handling = Handling("exported", digest, self._author.code, to_party, purpose.strip())
            self._note(mark("Save a copy of evidence"), [(evidence, handling)])

    def derive(
        self, evidence_id: str, edits: Sequence[Edit], progress: Progress | None = None
    ) -> Evidence:
        """Make a working copy of a picture as an item of its own; the original stays as it is."""
        parent = self._get(evidence_id)
        content = self._viewing.edited(parent, edits, progress)
        action = "redacted_copy" if any(isinstance(e, Crop | Blur) for e in edits) else "copied"
        done = derivation_of(edits)
        with self._blobs.written([content]) as stored, self._chaining:
            at = self._clock()
            child = record_of_copy(parent, stored, done, taker=self._author.code, at=at)
            received = Handling(action, stored.sha256, parent.id, self._author.code, done)
            own = chained(child.id, (), [received, Handling("encrypted", stored.sha256)], at)
            given = Handling(action, parent.sha256 or "", self._author.code, child.id, done)
            theirs = chained(parent.id, self.custody(parent.id), [given], at)
            label = mark("Make a working copy")
            return made_with_custody(self._recording, label, child, [*own, *theirs])

    # -- custody ---------------------------------------------------------------------------

    def custody(self, evidence_id: str) -> list[CustodyEvent]:
        """Give an item's custody, oldest entry first."""
        return in_order(self._finding.owned(CustodyEvent, "evidence_id", [evidence_id]))

    def verify(self, progress: Progress | None = None, *, note: bool = False) -> list[Fault]:
        """Re-read and re-hash every stored file and walk every chain; empty when all is well.

        With `note`, the custody of each item that is as it was says that it was verified.
        """
        findings = list(evidence_findings(self._vault, progress))
        if note:
            bad = {one.id for one in findings}
            with self._vault.database.reading() as connection:
                held = list(holdings(connection, self._vault.database.schema))
            sound = [self._get(one.id) for one in held if one.id not in bad]
            verified = [(one, Handling("verified", one.sha256 or "")) for one in sound]
            self._note(mark("Verify evidence"), verified)
        return [Fault("evidence", str(one)) for one in findings]

    def certificate(
        self, target: Path, ids: Sequence[str] = (), progress: Progress | None = None
    ) -> Certified:
        """Write the custody of some items, or of all, as a PDF, each stored file re-read for it.

        The same state of the vault gives the same bytes. Raises DocumentNotSaved, NoSuchEvidence.
        """
        certifying = Certifying(
            self._blobs,
            self.custody,
            self.is_held,
            self._author.office or "Strikelog",
            head_words(self._vault.database),
        )
        wanted = [self._get(one) for one in ids] or self._finding.all(Evidence)
        return certifying.write(target, wanted, progress)

    def _note(self, label: str, handlings: Sequence[tuple[Evidence, Handling]]) -> None:
        """Add to the custody of items; what was done is done, so it is no step to be undone."""
        at = self._clock()
        with self._chaining:
            revisions = [
                Revision(None, event)
                for evidence, handling in handlings
                for event in chained(evidence.id, self.custody(evidence.id), [handling], at)
            ]
            self._recording.apply(label, revisions, undoable=False)

    # -- inside ----------------------------------------------------------------------------

    def _get(self, evidence_id: str) -> Evidence:
        found = self._finding.get(Evidence, evidence_id)
        if found is None:
            raise NoSuchEvidence(id=evidence_id)
        return found

    def _place(self, evidence: Evidence) -> str:
        if not evidence.store_path or not self.is_held(evidence):
            raise NotHeld(title=evidence.title)
        return evidence.store_path

    def _named(self, places: Iterable[str]) -> set[str]:
        with self._vault.database.reading() as connection:
            return named_places(connection, self._vault.database.schema, set(places))


def _poured(pieces: Iterable[bytes], target: Path) -> str:
    """Write pieces into a new file and give their digest."""
    digest = hashlib.sha256()
    handle = open_new(target)
    try:
        for piece in pieces:
            digest.update(piece)
            write_all(handle, piece)
    finally:
        os.close(handle)
    return digest.hexdigest()
