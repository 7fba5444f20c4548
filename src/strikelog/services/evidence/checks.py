"""Evidence against what is recorded of it: the bytes of every file, and every chain of custody."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ...domain.custody import NO_CUSTODY, breaks
from ...domain.messages import mark
from ...domain.progress import Progress, Silent
from ...domain.records import CustodyEvent
from ...domain.saying import Said, say
from ...storage.blobs import PART, Blobs, all_files, check
from ...storage.database import Database
from ...storage.holdings import Holding, holdings, items_with_custody, named_places
from ...storage.loading import BATCH, Loader
from ...storage.vault import BLOBS_FOLDER, Vault

T = TypeVar("T")

_OTHER_BYTES = mark("the stored file is not as it was taken in: {wrong}")
_STRAY = mark("no record names the stored file {place}")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with an item; `id` is empty for a stored file that no record names."""

    id: str
    what: Said

    @property
    def said(self) -> Said:
        """Say of which item what is wrong."""
        return say("{item}: {what}", item=self.id, what=self.what) if self.id else self.what


def blobs_of(vault: Vault) -> Blobs:
    """Give the stored files of a vault."""
    return Blobs(vault.folder / BLOBS_FOLDER, vault.keys.blob, read_only=vault.read_only)


def evidence_findings(vault: Vault, progress: Progress | None = None) -> Iterator[Finding]:
    """Re-read and re-hash every stored file, and walk every chain of custody."""
    blobs, report = blobs_of(vault), (progress or Silent()).report
    with vault.database.reading() as connection:
        held = list(holdings(connection, vault.database.schema))
    total, done = sum(one.size for one in held), 0
    for part in _parts(held):
        chains = _chains(vault.database, [one.id for one in part])
        for one in part:
            report(done, total)
            yield from item_findings(blobs, one, chains.get(one.id, []))
            done += one.size
    yield from _elsewhere(vault.database, {one.id for one in held})
    yield from _strays(vault)


def item_findings(
    blobs: Blobs, item: Holding, events: list[CustodyEvent], *, read: bool = True
) -> Iterator[Finding]:
    """Give what is wrong with one item; without `read`, its chain alone is looked at."""
    wrong = check(blobs, item.place, item.sha256) if read else None
    if wrong:
        yield Finding(item.id, say(_OTHER_BYTES, wrong=wrong))
    if not events:
        yield Finding(item.id, NO_CUSTODY)
    yield from (Finding(item.id, one.said) for one in breaks(events, item.sha256))


def _elsewhere(database: Database, held: set[str]) -> Iterator[Finding]:
    """Walk the chains of items whose bytes are not here."""
    with database.reading() as connection:
        known = items_with_custody(connection, database.schema)
    for part in _parts([one for one in known if one not in held]):
        for record_id, events in _chains(database, part).items():
            yield from (Finding(record_id, one.said) for one in breaks(events))


def _parts(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Give items by as many as are read at once."""
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def _chains(database: Database, ids: Sequence[str]) -> dict[str, list[CustodyEvent]]:
    chains: dict[str, list[CustodyEvent]] = defaultdict(list)
    with database.reading() as connection:
        for event in Loader(connection, database.schema).owned(CustodyEvent, "evidence_id", ids):
            chains[event.evidence_id or ""].append(event)
    return chains


def _strays(vault: Vault) -> Iterator[Finding]:
    """Name files on no record: something other than this program put or left them there."""
    found = [one.name for one in all_files(vault.folder / BLOBS_FOLDER)]
    places = {name for name in found if not name.endswith(PART)}
    with vault.database.reading() as connection:
        known = named_places(connection, vault.database.schema, places)
    for place in sorted(places - known):
        yield Finding("", say(_STRAY, place=place))
