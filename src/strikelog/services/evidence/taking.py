"""Taking files in: each is read once or twice, stored, described and recorded, or known already."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ...domain.custody import Handling, chained
from ...domain.errors import StrikelogError
from ...domain.media import Fact
from ...domain.messages import mark
from ...domain.progress import Cancelled, Progress, Silent
from ...domain.records import CustodyEvent, Evidence
from ...media.kinds import HEAD, mime_of
from ...storage.blobs import Blobs, FileNotRead, NotAFile, Stored, pieces_of
from ...storage.guards import refuse_without_room
from ...storage.holdings import holdings
from ...storage.loading import Loader
from ...storage.vault import Vault
from ..recording import Author, Recording, Revision
from .intake import (
    Arrival,
    Counting,
    FolderTaken,
    NotTaken,
    Taken,
    Waiting,
    Wish,
    files_at,
    record_of_arrival,
)
from .views import Viewing

_BY_OURSELVES = frozenset({"own_device", "web_download", "web_archive", "screen_capture"})
"""Ways of acquiring in which nobody handed the file over."""

Held = dict[str, tuple[str, int]]
"""Id and size of what is held, by digest."""


class _HeldAlready(Exception):
    """The bytes that were just stored are those of an item that is held."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file to be taken in: its name, its size as far as it is known, and its bytes."""

    name: str
    size: int
    pieces: Callable[[], Iterator[bytes]]

    @classmethod
    def of_file(cls, path: Path) -> "Incoming":
        """Describe a file on a disk; one that cannot be read says so when its bytes are asked."""
        try:
            size = path.stat().st_size
        except OSError:
            size = 0
        return cls(path.name, size, lambda: pieces_of(path))

    @classmethod
    def of_bytes(cls, name: str, content: bytes) -> "Incoming":
        """Describe bytes in memory."""
        return cls(name, len(content), lambda: iter([content]))


class _Beginning:
    """Remembers how a file begins, which tells its kind."""

    def __init__(self) -> None:
        self._head = b""

    def watching(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            if len(self._head) < HEAD:
                self._head += piece[: HEAD - len(self._head)]
            yield piece

    @property
    def mime(self) -> str:
        return mime_of(self._head)


class Intake:
    """Takes files into one vault."""

    def __init__(
        self,
        vault: Vault,
        recording: Recording,
        viewing: Viewing,
        blobs: Blobs,
        *,
        author: Author,
        clock: Callable[[], datetime],
    ) -> None:
        self._vault = vault
        self._recording = recording
        self._viewing = viewing
        self._blobs = blobs
        self._author = author
        self._clock = clock

    def take(self, incoming: Incoming, wish: Wish, progress: Progress | None) -> Taken:
        """Take one file in; where its bytes are held already, nothing is stored."""
        counting = Counting(progress or Silent(), incoming.size, text=incoming.name)
        return self._take(incoming, wish, counting, self._held())

    def take_all(self, paths: Iterable[Path], wish: Wish, progress: Progress | None) -> FolderTaken:
        """Take in files and every file of folders, each by itself; progress counts bytes."""
        waiting = [one for path in paths for one in files_at(path)]
        total, done = sum(one.size for one in waiting), 0
        held, result = self._held(), FolderTaken()
        for one in waiting:
            counting = Counting(progress or Silent(), total, before=done, text=one.path.name)
            try:
                self._take_one(one, wish, counting, held, result)
            except Cancelled:
                result.stopped = True
                break
            done += one.size
        return result

    def _take_one(
        self,
        waiting: Waiting,
        wish: Wish,
        counting: Counting,
        held: Held,
        result: FolderTaken,
    ) -> None:
        try:
            taken = self._take(Incoming.of_file(waiting.path), wish, counting, held)
        except (FileNotRead, NotAFile) as refusal:
            result.refused.append(NotTaken(waiting.path.name, str(refusal)))
            return
        if taken.known is not None:
            result.known.append(taken.known)
            return
        result.taken.append(taken.evidence)
        held[taken.evidence.sha256 or ""] = (taken.evidence.id, taken.evidence.bytes or 0)

    def _take(
        self,
        incoming: Incoming,
        wish: Wish,
        counting: Counting,
        held: Held,
    ) -> Taken:
        if self._vault.damage is not None:
            raise self._vault.damage
        if any(size == incoming.size for _, size in held.values()):
            # Worth a first reading: of a file that is held already, nothing need be written.
            digest = _digest(counting.over(incoming.pieces()))
            if digest in held:
                return self._known(held[digest][0])
        refuse_without_room(self._vault.folder, incoming.size)
        beginning = _Beginning()
        pieces = counting.over(beginning.watching(incoming.pieces()))
        try:
            with self._blobs.written(pieces) as stored:
                if stored.sha256 in held:
                    raise _HeldAlready(held[stored.sha256][0])
                return Taken(self._record(incoming.name, beginning.mime, stored, wish))
        except _HeldAlready as already:
            return self._known(str(already))

    def _known(self, record_id: str) -> Taken:
        with self._vault.database.reading() as connection:
            known = Loader(connection, self._vault.database.schema).one(Evidence, record_id)
        assert known is not None
        return Taken(known, known)

    def _record(self, name: str, mime: str, stored: Stored, wish: Wish) -> Evidence:
        facts: tuple[Fact, ...] = ()
        with suppress(StrikelogError):  # A file that says nothing of itself is evidence too.
            facts = self._viewing.facts(Evidence(title=name, mime=mime, store_path=stored.place))
        arrival = Arrival(name, mime, stored, facts, self._author.code, self._clock())
        evidence = record_of_arrival(arrival, wish)
        first = "collected" if wish.acq_method in _BY_OURSELVES else "received"
        handlings = [
            Handling(first, stored.sha256, to_party=self._author.code),
            Handling("hashed", stored.sha256),
            Handling("encrypted", stored.sha256),
        ]
        events = chained(evidence.id, (), handlings, arrival.at)
        return made_with_custody(self._recording, mark("Add evidence"), evidence, events)

    def _held(self) -> Held:
        """Give id and size of what is held, by digest; of copies of one file, the oldest."""
        with self._vault.database.reading() as connection:
            found = list(holdings(connection, self._vault.database.schema))
        return {one.sha256: (one.id, one.size) for one in reversed(found)}


def _digest(pieces: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def made_with_custody(
    recording: Recording, label: str, evidence: Evidence, events: Iterable[CustodyEvent]
) -> Evidence:
    """Save a new item together with entries of custody, as one step, and give it as it stands."""
    revisions = [Revision(None, evidence), *(Revision(None, one) for one in events)]
    applied = recording.apply(label, revisions)
    assert applied is not None
    return next(one for one in applied.records if isinstance(one, Evidence))
