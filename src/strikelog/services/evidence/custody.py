"""The custody of the items of one vault: reading it, and adding to it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from threading import Lock

from ...domain.custody import Handling, chained, in_order
from ...domain.messages import mark
from ...domain.records import CustodyEvent, Evidence
from ..finding import Finding
from ..recording import Recording, Revision


class Custody:
    """Reads and lengthens chains of custody; one at a time, so that no two entries share a step."""

    def __init__(
        self, finding: Finding, recording: Recording, clock: Callable[[], datetime]
    ) -> None:
        self._finding = finding
        self._recording = recording
        self._clock = clock
        self._lock = Lock()

    def of(self, evidence_id: str) -> list[CustodyEvent]:
        """Give an item's custody, oldest entry first."""
        return in_order(self._finding.owned(CustodyEvent, "evidence_id", [evidence_id]))

    @contextmanager
    def held_still(self) -> Iterator[datetime]:
        """Let nobody else lengthen a chain meanwhile; gives the moment for the entries."""
        with self._lock:
            yield self._clock()

    def next(self, evidence: Evidence, handling: Handling, at: datetime) -> list[CustodyEvent]:
        """Make the entry that follows those an item has; to be saved while chains are held."""
        return chained(evidence.id, self.of(evidence.id), [handling], at)

    def add(self, label: str, handlings: Sequence[tuple[Evidence, Handling]]) -> None:
        """Add to the custody of items; what was done is done, so it is no step to be undone."""
        with self.held_still() as at:
            chains = self._chains([evidence.id for evidence, _ in handlings])
            revisions = [
                Revision(None, event)
                for evidence, handling in handlings
                for event in chained(evidence.id, chains[evidence.id], [handling], at)
            ]
            self._recording.apply(label, revisions, undoable=False)

    def _chains(self, ids: Sequence[str]) -> dict[str, list[CustodyEvent]]:
        """Give the custody of many items, read at once."""
        chains: dict[str, list[CustodyEvent]] = {one: [] for one in ids}
        for event in self._finding.owned(CustodyEvent, "evidence_id", ids):
            chains[event.evidence_id or ""].append(event)
        return {one: in_order(events) for one, events in chains.items()}

    def add_verified(self, sound: Sequence[Evidence]) -> None:
        """Say of items that their bytes were read again and are as they were."""
        verified = [(one, Handling("verified", one.sha256 or "")) for one in sound]
        self.add(mark("Verify evidence"), verified)
