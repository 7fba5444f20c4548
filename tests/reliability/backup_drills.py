"""Backup drills: work, damage, wrong clocks, full disks and restores in random order.

At the end of each step there is a proven backup that is no older than half an hour of work, and
what was called good is never pushed out. The control keeps by the clock on the wall alone, newest
first: a clock set ahead must then cost it good backups.
"""

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from strikelog.domain.errors import StrikelogError
from strikelog.domain.records import Site
from strikelog.services import backups as service
from strikelog.services.backups import EVERY, Backups
from strikelog.services.recording import Author, Recording
from strikelog.services.recovery import recovering
from strikelog.storage import guards
from strikelog.storage.rotation import DAY
from tests.reliability.backup_damage import damage
from tests.reliability.experiment import Experiment, Outcome
from tests.reliability.grounds import PASSPHRASE, ground, make_vault, open_vault

STEPS = 6
_ROOM = 1 << 40


@dataclass
class _World:
    """What surrounds a vault and is not to be trusted: its clock, the disk, and the work done."""

    chance: random.Random
    at: datetime = datetime(2024, 3, 1, 9, tzinfo=UTC)
    run: int = 0
    seconds: float = 0.0
    free: int = _ROOM
    worked: float = 0.0
    dates: dict[int, datetime] = field(default_factory=dict)

    def pass_time(self, minutes: float) -> None:
        self.at += timedelta(minutes=minutes)
        self.seconds += minutes * 60
        self.worked += minutes * 60

    def set_clock(self) -> None:
        self.at += timedelta(days=self.chance.choice((-3650, -400, -1, 1, 400, 3650)))


@contextmanager
def _in(world: _World) -> Iterator[None]:
    """Let the services live in a world."""
    kept = service.session, service.ticks, guards.free_space
    service.session = lambda: str(world.run)
    service.ticks = lambda: world.seconds * 1000
    guards.free_space = lambda _: world.free
    try:
        yield
    finally:
        service.session, service.ticks, guards.free_space = kept


class _Drill:
    """One vault through one random story."""

    def __init__(self, place: Path, world: _World) -> None:
        self.place = place
        self.world = world
        self.vault = open_vault(place)
        self.expected: int | None = None
        self.good: tuple[int, int] | None = None
        self.changed_at: float | None = None
        self.faults: list[str] = []

    @property
    def backups(self) -> Backups:
        return Backups(self.vault, lambda: self.world.at)

    def live(self) -> None:
        """Go through the story and check after each part."""
        for _ in range(STEPS):
            part = self.world.chance.choice(
                (self.work, self.work, self.restart, self.shift, self.fill, self.harm, self.restore)
            )
            part()
            self.check(part.__name__)
        self.vault.close()

    def work(self) -> None:
        for _ in range(self.world.chance.randint(1, 4)):
            record = Site(name=f"Site {self.world.chance.random()}")
            Recording(self.vault.database, Author()).save(record)
            if self.changed_at is None:
                self.changed_at = self.world.worked
            self.world.pass_time(self.world.chance.uniform(1, 45))
            self.back_up()
        if self.good is None and self.backups.listed():
            newest = self.backups.listed()[0]
            self.backups.confirm(newest.counter)
            self.good = newest.counter, newest.records["site"]

    def back_up(self) -> None:
        if self.backups.make_if_due() is not None:
            self.changed_at = None

    def restart(self) -> None:
        self.vault.close()
        self.world.run += 1
        self.world.seconds = self.world.chance.uniform(0, 1e6)
        self.world.at += timedelta(hours=self.world.chance.uniform(0, 60))
        self.vault = open_vault(self.place)

    def shift(self) -> None:
        self.world.set_clock()
        self.work()

    def fill(self) -> None:
        """The disk is full for a while; then it is not."""
        self.world.free = 10 << 20
        before = [one.counter for one in self.backups.listed()][:1]
        try:
            Recording(self.vault.database, Author()).save(Site(name="Full"))
            self.world.pass_time(31)
            if self.backups.make_if_due() is not None:
                self.faults.append("a backup was made on a full disk")
        except guards.NotEnoughRoom:
            pass
        if [one.counter for one in self.backups.listed()][:1] != before:
            self.faults.append("a full disk cost the newest backup")
        self.world.free = _ROOM
        self.back_up()

    def harm(self) -> None:
        """A page of the vault goes bad while it is open; a backup is tried; then it is restored."""
        if not self.backups.listed():
            return
        self.vault.database.checkpoint()
        pages = self.vault.database.path.stat().st_size // 4096
        held = self.backups.listed()[0]
        damage(self.vault.database.path, self.world.chance.randint(1, pages), self.world.chance)
        try:
            Backups(self.vault, lambda: self.world.at).folder.make("work", self._moment())
            self.faults.append("a damaged vault was backed up")
        except StrikelogError:
            self.vault.look_for_damage()
        self.backups.folder.check(held)
        self.backups.restore(held.counter)
        self.changed_at = None
        self._expect(held.records["site"], "a restore of a damaged vault")

    def restore(self) -> None:
        found = self.backups.listed()
        if not found:
            return
        chosen = self.world.chance.choice(found)
        if self.world.chance.random() < 0.5:
            self.backups.restore(chosen.counter)
        else:
            self.vault.close()
            with recovering(self.place, PASSPHRASE) as recovery:
                recovery.restore(chosen.counter)
            self.vault = open_vault(self.place)
        self.changed_at = None
        self._expect(chosen.records["site"], "a restore")

    def check(self, part: str) -> None:
        """Tell whether a proven backup is young enough, and whether the good one is there."""
        found = self.backups.listed()
        if self.changed_at is not None and self.world.worked - self.changed_at > EVERY + 2_700:
            self.faults.append(f"{part}: no backup for {self.world.worked - self.changed_at:.0f} s")
        if found:
            self.backups.folder.check(found[0])
        if self.good is not None:
            kept = {one.counter: one.records["site"] for one in found}
            if kept.get(self.good[0]) != self.good[1]:
                self.faults.append(f"{part}: the good backup is gone")

    def _expect(self, sites: int, after: str) -> None:
        with self.vault.database.reading() as connection:
            query = "SELECT count(*) FROM site WHERE deleted = 0"
            if connection.exec_driver_sql(query).scalar_one() != sites:
                self.faults.append(f"{after} gave something else")

    def _moment(self) -> service.Moment:
        return service.Moment(self.world.at, str(self.world.run), self.world.seconds)


def drill(times: int) -> Outcome:
    """Go through so many stories, each on a vault of its own history."""
    faults, lost_by_clock = [], 0
    with ground() as folder:
        place = make_vault(folder, steps=12)
        for number in range(times):
            world = _World(random.Random(number))
            with _in(world):
                one = _Drill(_fresh(place, folder, number), world)
                one.live()
            faults += [f"drill {number}: {what}" for what in one.faults]
        lost_by_clock = sum(_lost_by_clock(random.Random(number)) for number in range(200))
    return Outcome(
        count=times,
        failures=len(faults),
        control=f"kept by the clock alone, {lost_by_clock} of 200 histories lost a day's backups",
        control_bites=lost_by_clock > 20,
        details=tuple(faults),
    )


def _fresh(place: Path, folder: Path, number: int) -> Path:
    """Give a copy of the prepared vault in place of the one before."""

    fresh = folder / "drill.strikelog"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(place, fresh)
    return fresh


def _lost_by_clock(chance: random.Random) -> bool:
    """Keep two days by the wall clock, and set the clock once; tell whether today's went."""
    at, kept = datetime(2024, 3, 1, tzinfo=UTC), []
    jump = chance.randint(5, 30)
    for number in range(40):
        at += timedelta(minutes=30) if number != jump else timedelta(days=chance.choice((9, 3650)))
        kept = [one for one in [*kept, at] if (at - one).total_seconds() <= 2 * DAY]
    return len(kept) < 40


EXPERIMENTS = (
    Experiment(
        name="backup_drills",
        claim="Whatever happens, there is a proven backup no older than half an hour of work",
        unit="drills",
        run=drill,
        short=6,
        long=2_000,
    ),
)
