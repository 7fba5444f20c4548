"""T14: whatever the clock on the wall does, order is kept and no backup goes too early.

Twelve clocks: years off, around the ends of 32-bit time and of summer time, standing still, running
backwards, jumping while the program runs. People work by each; then the history must tell the acts
in the order in which they were done, its chain must verify, undo must take back the last act, and
the jumps must be found in it. Backups made by the same clock must stay as long as their rules say
by the time that was worked. The control orders by the clock and keeps backups by its age.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count, pairwise

from strikelog.domain.records import Site
from strikelog.services.auditing import clock_jumps
from strikelog.services.recording import Author, Recording
from strikelog.services.safekeeping import verify
from strikelog.storage.history import History
from strikelog.storage.rotation import HOUR, Kept, Moment, to_drop, worked_between

from .experiment import Experiment, Outcome
from .grounds import ground, make_vault, open_vault

NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
Clock = Callable[[], datetime]


def _steady(start: datetime, step: timedelta = timedelta(seconds=20)) -> Iterator[datetime]:
    return (start + number * step for number in count())


def _jumping(size: timedelta) -> Iterator[datetime]:
    chance = random.Random(5)
    for at in _steady(NOON):
        yield at + (size * chance.choice((-1, 1)) if chance.random() < 0.1 else timedelta())


def _set_once(by: timedelta, after: int) -> Iterator[datetime]:
    return (at + (by if number >= after else timedelta())
            for number, at in enumerate(_steady(NOON)))  # fmt: skip


CLOCKS: dict[str, Callable[[], Iterator[datetime]]] = {
    "right": lambda: _steady(NOON),
    "ten years behind": lambda: _steady(NOON - timedelta(days=3652)),
    "ten years ahead": lambda: _steady(NOON + timedelta(days=3652)),
    "over the end of 32-bit time": lambda: _steady(datetime(2038, 1, 19, 3, 13, tzinfo=UTC)),
    "over the end of unsigned 32-bit time": lambda: _steady(
        datetime(2106, 2, 7, 6, 27, tzinfo=UTC)
    ),
    "over the beginning of 1970": lambda: _steady(datetime(1969, 12, 31, 23, 58, tzinfo=UTC)),
    "standing still": lambda: _steady(NOON, timedelta()),
    "running backwards": lambda: _steady(NOON, timedelta(seconds=-20)),
    "jumping by an hour, as for summer time": lambda: _jumping(timedelta(hours=1)),
    "jumping by years": lambda: _jumping(timedelta(days=900)),
    "set ahead while at work": lambda: _set_once(timedelta(days=400), 10),
    "set back while at work": lambda: _set_once(timedelta(days=-400), 10),
}


def run(times: int) -> Outcome:
    """Do so many acts by each clock."""
    details: list[str] = []
    misordered = dropped = 0
    for name, clock in CLOCKS.items():
        found, disordered = _work_by(clock(), times)
        details += [f"{name}: {what}" for what in found]
        misordered += disordered
        early = _dropped_early(clock(), max(200, times))
        details += [f"{name}: {early} backups dropped early"] if early else []
        dropped += _dropped_by_the_clock(clock(), max(200, times))
    return Outcome(
        count=len(CLOCKS) * times,
        failures=len(details),
        control=(
            f"ordered by the clock: {misordered} of {len(CLOCKS)} histories out of order; "
            f"kept by its age: {dropped} backups dropped early"
        ),
        control_bites=misordered >= 4 and dropped > 0,
        details=tuple(details),
    )


def _work_by(times: Iterator[datetime], acts: int) -> tuple[list[str], bool]:
    """Work by a clock; tell what is wrong, and whether order by the clock would be wrong."""
    with ground() as folder, open_vault(make_vault(folder, steps=1)) as vault:
        recording = Recording(vault.database, Author("u07"), lambda: next(times))
        site = recording.save(Site(name="0")).record
        for number in range(1, acts):
            site = recording.save(replace(site, name=str(number)), site).record
        wrong = [str(one.what) for one in verify(vault)]
        with vault.database.reading() as connection:
            history = History(connection, vault.database.schema, vault.database.audit_key)
            told = history.of_record(site.id)
        if [entry.changes["name"][1] for entry in told] != [str(one) for one in range(acts)]:
            wrong.append("the history is not in the order of the acts")
        moments = [entry.at for entry in told]
        jumps = clock_jumps(vault.database)
        if _is_set(moments) and not jumps:
            wrong.append("the clock was set, and the history does not show it")
        recording.undo()
        with vault.database.reading() as connection:
            name = connection.exec_driver_sql(
                "SELECT name FROM site WHERE id = ?", (site.id,)
            ).scalar()
        if name != str(acts - 2):
            wrong.append(f"undo left {name}")
    return wrong, any(before > after for before, after in pairwise(moments))


def _is_set(moments: list[datetime]) -> bool:
    """Tell whether time on the wall passed unlike time in the machine, in which acts take none."""
    return any(abs(after - before) > timedelta(seconds=60) for before, after in pairwise(moments))


BACKUPS_A_RUN = 16
"""The program is closed and opened after eight hours of work."""


def _dropped_early(times: Iterator[datetime], backups: int) -> int:
    """Make a backup every half hour of work, and count those dropped within two days of it.

    Between two runs of the program only the wrong clock can tell how long it was closed: a day at
    most is what that may count.
    """
    kept: list[Kept] = []
    early, before, worked = 0, None, 0.0
    for number, at in zip(range(backups), times, strict=False):
        moment = Moment(at, f"run {number // BACKUPS_A_RUN}", number * HOUR / 2)
        worked += worked_between(before, moment) if before else 0.0
        before = moment
        kept.append(Kept(number, worked))
        gone = set(to_drop(kept))
        early += sum(_hours_between(one, number) < 48 for one in gone)
        kept = [one for one in kept if one.counter not in gone]
    return early


def _hours_between(first: int, last: int) -> float:
    nights = last // BACKUPS_A_RUN - first // BACKUPS_A_RUN
    return (last - first) / 2 + nights * 24


def _dropped_by_the_clock(times: Iterator[datetime], backups: int) -> int:
    """Count the same under the usual rule: older than two days by the clock goes."""
    kept: dict[int, datetime] = {}
    early = 0
    for number, at in zip(range(backups), times, strict=False):
        kept[number] = at
        gone = [one for one, made in kept.items() if at - made > timedelta(days=2)]
        early += sum(_hours_between(one, number) < 48 for one in gone)
        for one in gone:
            del kept[one]
    return early


EXPERIMENTS = (
    Experiment(
        name="clocks",
        claim="Whatever the clock does, order is kept and no backup goes too early",
        unit="acts",
        run=run,
        short=25,
        long=500,
    ),
)
