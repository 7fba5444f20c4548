"""Entries of custody in a workbook: only those that go on where our chain of the item ends.

An entry that does not would break the chain for good, since nothing in it is ever taken out.
"""

from collections import defaultdict
from collections.abc import Sequence

from ..domain.custody import GENESIS, entry_hash, in_order
from ..domain.errors import BadValue
from ..domain.messages import mark
from ..domain.records import CustodyEvent
from ..exchange.layout import ID
from ..exchange.rows import RefusedCell
from ..storage.loading import Loader
from .comparing import Comparison
from .planning import PlannedRow


class BreaksCustody(BadValue):
    """An entry of custody does not go on where ours ends."""

    message = mark("This entry does not continue the custody of the item here; ours stands.")


def refuse_broken_custody(comparison: Comparison, loader: Loader, language: str) -> None:
    """Take entries that continue no chain out of what a comparison plans, and say so."""
    broken = _breaking_custody(comparison.planned, loader)
    left_out = {row.id for row in broken}
    comparison.planned = [row for row in comparison.planned if row.id not in left_out]
    for row in broken:
        why = BreaksCustody().sentence(language)
        comparison.refused.append(RefusedCell(row.sheet, f"{row.number}", ID, row.id, why))
        comparison.fates[row.sheet, row.number] = "refused"


def _breaking_custody(planned: Sequence[PlannedRow], loader: Loader) -> list[PlannedRow]:
    """Give the new entries of custody that continue no chain, and all that hang on them."""
    rows: dict[str, list[tuple[CustodyEvent, PlannedRow]]] = defaultdict(list)
    for row in planned:
        if isinstance(row.theirs, CustodyEvent) and row.is_new:
            rows[row.theirs.evidence_id or ""].append((row.theirs, row))
    ours: dict[str, list[CustodyEvent]] = defaultdict(list)
    for event in loader.owned(CustodyEvent, "evidence_id", list(rows)):
        ours[event.evidence_id or ""].append(event)
    return [row for item, found in rows.items() for row in _strays(ours[item], found)]


def _strays(
    ours: Sequence[CustodyEvent], found: Sequence[tuple[CustodyEvent, PlannedRow]]
) -> list[PlannedRow]:
    last = in_order(ours)[-1] if ours else None
    strays = []
    for event, row in sorted(found, key=lambda pair: pair[0].seq or 0):
        if _continues(event, last):
            last = event
        else:
            strays.append(row)
    return strays


def _continues(event: CustodyEvent, last: CustodyEvent | None) -> bool:
    seq, previous = (last.seq or 0, last.entry_hash) if last else (0, GENESIS)
    follows = event.seq == seq + 1 and event.prev_hash == previous
    return follows and event.entry_hash == entry_hash(event)
