"""Copies of stored files: originals given out, pictures worked on, and files thrown away."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ...domain.custody import Handling, chained
from ...domain.errors import StrikelogError
from ...domain.media import Blur, Crop, Edit, derivation_of
from ...domain.messages import mark
from ...domain.progress import Progress, Silent
from ...domain.records import Evidence
from ...storage.blobs import BlobDamaged, Blobs
from ...storage.files import built_durably, open_new, write_all
from ...storage.holdings import GONE
from ..recording import Recording, Revision
from .custody import Custody
from .intake import Counting, record_of_copy
from .taking import made_with_custody
from .views import NotHeld, Viewing


class NoPurpose(StrikelogError):
    """Something would be done to a file without a reason."""

    message = mark("Say what for. It is written into the custody of the item.")


def is_held(evidence: Evidence) -> bool:
    """Tell whether the bytes of an item are in this vault."""
    return bool(evidence.store_path) and evidence.holding != GONE


def place_of(evidence: Evidence) -> str:
    """Give where the bytes of an item lie; raises NotHeld."""
    if not evidence.store_path or not is_held(evidence):
        raise NotHeld(title=evidence.title)
    return evidence.store_path


@dataclass(frozen=True, slots=True)
class Giving:
    """Makes copies of what one vault holds, each written into the custody."""

    blobs: Blobs
    viewing: Viewing
    custody: Custody
    recording: Recording
    user_code: str

    def write_out(
        self,
        evidence: Evidence,
        target: Path,
        *,
        purpose: str,
        to_party: str,
        progress: Progress | None,
    ) -> None:
        """Save a copy of the original outside the vault.

        It gets its name only when its digest is right and the custody is written.
        """
        why, place = _reason(purpose), place_of(evidence)
        counting = Counting(progress or Silent(), evidence.bytes or 0)
        with built_durably(target) as unfinished:
            digest = _poured(counting.over(self.blobs.chunks(place)), unfinished)
            if digest != evidence.sha256:
                raise BlobDamaged(place=place)
            handling = Handling("exported", digest, self.user_code, to_party, why)
            self.custody.add(mark("Save a copy of evidence"), [(evidence, handling)])

    def derive(
        self, parent: Evidence, edits: Sequence[Edit], progress: Progress | None
    ) -> Evidence:
        """Make a working copy of a picture as an item of its own; the original stays as it is."""
        content = self.viewing.edited(parent, edits, progress)
        action = "redacted_copy" if any(isinstance(e, Crop | Blur) for e in edits) else "copied"
        done, code = derivation_of(edits), self.user_code
        with self.blobs.written([content]) as stored, self.custody.held_still() as at:
            child = record_of_copy(parent, stored, done, taker=code, at=at)
            received = Handling(action, stored.sha256, parent.id, code, done)
            own = chained(child.id, (), [received, Handling("encrypted", stored.sha256)], at)
            given = Handling(action, parent.sha256 or "", code, child.id, done)
            theirs = self.custody.next(parent, given, at)
            label = mark("Make a working copy")
            return made_with_custody(self.recording, label, child, [*own, *theirs])

    def dispose(self, evidence: Evidence, *, purpose: str) -> None:
        """Throw the bytes of an item away for good; its record and custody stay and say so."""
        why, place = _reason(purpose), place_of(evidence)
        handling = Handling("disposed", evidence.sha256 or "", self.user_code, "", why)
        with self.blobs.thrown_away(place), self.custody.held_still() as at:
            gone = replace(evidence, holding=GONE)
            events = self.custody.next(evidence, handling, at)
            revisions = [Revision(evidence, gone), *(Revision(None, one) for one in events)]
            self.recording.apply(mark("Dispose of evidence"), revisions, undoable=False)


def _reason(purpose: str) -> str:
    if not purpose.strip():
        raise NoPurpose
    return purpose.strip()


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
