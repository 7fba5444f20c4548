"""The custody of an item of evidence as a chain: each entry's hash covers the one before it.

An entry that is edited, taken out, put in between or moved no longer fits. What the chain alone
cannot show is that its last entries were cut off; the vault's own history, which holds every
record, shows that.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from .messages import mark
from .records import CustodyEvent
from .saying import Said, say
from .values import canonical_json

GENESIS = "0" * 64
"""Stands before the first entry of every item."""

_DOMAIN = "strikelog/custody/1"


@dataclass(frozen=True, slots=True)
class Handling:
    """What happened to an item: a code of CUSTODY_ACTION, between whom, and what for.

    Parties are code names, never names of people.
    """

    action: str
    sha256: str
    from_party: str = ""
    to_party: str = ""
    purpose: str = ""


def chained(
    evidence_id: str, before: Sequence[CustodyEvent], handlings: Sequence[Handling], at: datetime
) -> list[CustodyEvent]:
    """Make the entries that follow those an item has."""
    made: list[CustodyEvent] = []
    last = before[-1] if before else None
    for handling in handlings:
        last = _next(evidence_id, last, handling, at)
        made.append(last)
    return made


def _next(
    evidence_id: str, last: CustodyEvent | None, handling: Handling, at: datetime
) -> CustodyEvent:
    event = CustodyEvent(
        evidence_id=evidence_id,
        seq=(last.seq or 0) + 1 if last else 1,
        at=at,
        action=handling.action,
        from_party=handling.from_party or None,
        to_party=handling.to_party or None,
        purpose=handling.purpose or None,
        sha256_after=handling.sha256,
        prev_hash=(last.entry_hash if last else None) or GENESIS,
    )
    return replace(event, entry_hash=entry_hash(event))


def entry_hash(event: CustodyEvent) -> str:
    """Give the hash an entry should have: over its canonical content and the hash before it."""
    content = canonical_json(replace(event, entry_hash=None, prev_hash=None))
    covered = "\n".join((_DOMAIN, content, event.prev_hash or ""))
    return hashlib.sha256(covered.encode()).hexdigest()


def in_order(events: Sequence[CustodyEvent]) -> list[CustodyEvent]:
    """Sort the entries of one item by their step."""
    return sorted(events, key=lambda one: (one.seq or 0, one.id))


ALTERED = mark("entry {step} of the custody was altered")
MISPLACED = mark("entry {step} of the custody does not follow the one before it")
OTHER_BYTES = mark("entry {step} of the custody names other bytes than the item has")
NO_CUSTODY = Said(mark("the custody is missing"))


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a chain does not hold: the step, and what is wrong with it."""

    step: int
    said: Said


def breaks(events: Sequence[CustodyEvent], sha256: str | None = None) -> Iterator[Break]:
    """Walk the chain of one item and name every entry that does not fit.

    With the item's own digest, the digests in the entries are compared with it.
    """
    previous = GENESIS
    for expected, event in enumerate(in_order(events), start=1):
        if event.entry_hash != entry_hash(event):
            yield _break(expected, ALTERED)
        elif event.seq != expected or event.prev_hash != previous or event.deleted:
            yield _break(expected, MISPLACED)
        elif sha256 and event.sha256_after != sha256:
            yield _break(expected, OTHER_BYTES)
        previous = event.entry_hash or ""


def _break(step: int, message: str) -> Break:
    return Break(step, say(message, step=step))
