"""Which backups stay: everything lately, then one a day, a week, a month; pure rules over numbers.

Order is told by a creation counter and age by *time worked*, never by the clock alone. Time worked
adds up what passed between one backup and the next: within one run of the program by a clock that
nobody can set, between runs by the calendar, but never less than nothing and never more than a
day. A clock set ten years ahead therefore ages no backup by more than a day, and one set back by
nothing; a laptop left in a drawer for a month keeps what it had.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

HOUR = 3_600.0
DAY = 24 * HOUR
LONGEST_GAP = DAY
"""Most that the time between two runs of the program counts for."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When a backup was made: by the calendar, and by a run's own clock in seconds."""

    at: datetime
    run: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Kept:
    """What the rules look at: creation counter, and time worked in seconds at its making."""

    counter: int
    worked: float


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long everything stays, then how many of each span, newest first; spans in seconds."""

    everything: float = 2 * DAY
    spans: tuple[tuple[float, int], ...] = ((DAY, 7), (7 * DAY, 4), (30 * DAY, 6))


USUAL = Keeping()
NARROW = Keeping(everything=2 * HOUR, spans=((HOUR, 24), *USUAL.spans))
"""For a disk that is nearly full: the last two hours whole, then one an hour for a day."""


def worked_between(before: Moment, now: Moment) -> float:
    """Give the seconds that count as having passed between two backups."""
    if before.run == now.run:
        return max(0.0, now.seconds - before.seconds)
    return min(max(0.0, (now.at - before.at).total_seconds()), LONGEST_GAP)


def to_drop(
    backups: Iterable[Kept], *, confirmed: int | None = None, keeping: Keeping = USUAL
) -> list[int]:
    """Give the counters of backups that no rule keeps, oldest first.

    The newest stays, the one last confirmed as good, and every one made after that.
    """
    ordered = sorted(backups, key=lambda one: one.counter)
    if not ordered:
        return []
    kept = _by_age(ordered, keeping) | {ordered[-1].counter}
    if confirmed is not None:
        kept |= {one.counter for one in ordered if one.counter >= confirmed}
    return [one.counter for one in ordered if one.counter not in kept]


def _by_age(ordered: Sequence[Kept], keeping: Keeping) -> set[int]:
    newest = ordered[-1].worked
    rest = [one for one in ordered if newest - one.worked > keeping.everything]
    kept = {one.counter for one in ordered} - {one.counter for one in rest}
    for span, count in keeping.spans:
        last_of = {int(one.worked // span): one for one in rest}
        chosen = [last_of[number] for number in sorted(last_of)[-count:]]
        kept |= {one.counter for one in chosen}
        oldest = chosen[0].counter if chosen else 0
        rest = [one for one in rest if one.counter < oldest]
    return kept


SHRUNK = 0.1
"""Loss of more than this share of a kind of record stops the rotation."""

_FEWEST = 10
"""Of fewer records than this, losing a few is everyday work."""


@dataclass(frozen=True, slots=True)
class Shrinkage:
    """A kind of record of which much fewer are left than before."""

    table: str
    before: int
    after: int


def shrinkage(before: Mapping[str, int], after: Mapping[str, int]) -> Shrinkage | None:
    """Give the kind that lost the largest share, if that was more than a tenth of it."""
    lost = [
        Shrinkage(table, count, after.get(table, 0))
        for table, count in before.items()
        if count >= _FEWEST and after.get(table, 0) < count * (1 - SHRUNK)
    ]
    return min(lost, key=lambda one: one.after / one.before, default=None)
