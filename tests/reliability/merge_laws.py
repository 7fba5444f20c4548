"""Merging between offices: files get lost, come twice, come late, and still nothing is lost.

Two to four offices edit the same records and send each other workbooks. Every value anybody writes
is unique and remembers what its author had before, so that a value overwritten without having been
seen is found out. Where every field has one author, all offices must end up with the same records.
The control takes the other office's value wherever it differs, as a plain copy would.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from strikelog.domain.records import Incident
from strikelog.exchange.merging import compare
from strikelog.services import comparing
from strikelog.services.exporting import Exporting
from strikelog.services.import_preview import Preview
from strikelog.services.importing import Importing
from strikelog.services.recording import Author, Recording
from strikelog.services.settings import Settings
from strikelog.storage.database import Database
from strikelog.storage.loading import Loader

from .experiment import Experiment, Outcome
from .grounds import ground

KEY, SALT = b"k" * 32, b"s" * 16
FIELDS = ("title", "summary", "place_text", "weapon_note")
STEPS = 9
ROUNDS = 4
CONTROL_SEEDS = (902, 905)


class Office:
    """A vault with its services, and the files it has sent."""

    def __init__(self, folder: Path, number: int) -> None:
        folder.mkdir()
        self.folder, self.number, self.sent = folder, number, 0
        self.database = Database.open(folder / "vault.db", KEY, SALT)
        self.recording = Recording(self.database, Author(f"u{number:02}", f"Office {number}"))
        self.importing = Importing(self.database, self.recording)

    def incidents(self) -> dict[str, Incident]:
        """Give the living incidents by id."""
        with self.database.reading() as connection:
            found = Loader(connection, self.database.schema).all(Incident)
            return {one.id: one for one in found}

    def send(self) -> Path:
        """Write everything into a workbook."""
        self.sent += 1
        path = self.folder / f"office-{self.number}-{self.sent}.xlsx"
        Exporting(self.database, Settings(self.database)).export(path)
        return path

    def preview(self, path: Path) -> Preview:
        """Compare a workbook with what is here."""
        return self.importing.preview(path)


@dataclass
class World:
    """Offices, files on their way, and what every value ever written had before it."""

    chance: random.Random
    offices: list[Office]
    has_conflicts: bool
    mail: list[tuple[Office, Path]] = field(default_factory=list)
    before: dict[str, str | None] = field(default_factory=dict)
    tags: dict[str, set[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    deliveries: int = 0

    # -- what people do ----------------------------------------------------------------------

    def edit(self, office: Office) -> None:
        """Write a new value into a field; without conflicts each office has fields of its own."""
        held = office.incidents()
        record = held[self.chance.choice(sorted(held))]
        keys = FIELDS
        if not self.has_conflicts:
            keys = FIELDS[office.number :: len(self.offices)] or FIELDS[:0]
        if not keys or self.chance.random() < 0.25:
            tag = f"t{len(self.before)}"
            self.before[tag] = None
            self.tags.setdefault(record.id, set()).add(tag)
            office.recording.save(replace(record, tags=(*record.tags, tag)), record)
            return
        key = self.chance.choice(keys)
        value = f"v{len(self.before)} of {office.number}"
        self.before[value] = getattr(record, key)
        office.recording.save(replace(record, **{key: value}), record)

    def add(self, office: Office) -> None:
        """Record something new."""
        value = f"v{len(self.before)} of {office.number}"
        self.before[value] = None
        office.recording.save(Incident(title=value))

    def post(self, office: Office) -> None:
        """Send a file to some of the others; some of it is lost, some comes twice."""
        path = office.send()
        for other in self.offices:
            if other is not office:
                copies = self.chance.choice((0, 1, 1, 2))
                self.mail += [(other, path)] * copies

    def deliver(self) -> None:
        """Bring one file on its way to its office, not always the oldest."""
        if self.mail:
            at = self.chance.randrange(len(self.mail))
            self.take(*self.mail.pop(at))

    # -- what must hold ----------------------------------------------------------------------

    def take(self, office: Office, path: Path) -> None:
        """Take a file in twice and look at what it did."""
        self.deliveries += 1
        before = office.incidents()
        preview = office.preview(path)
        office.importing.apply(preview, "later")
        after = office.incidents()
        self._nothing_is_gone(before, after, path)
        self._nothing_unseen_is_overwritten(before, after, path)
        again = office.preview(path)
        office.importing.apply(again, "later")
        if office.incidents() != after:
            self.faults.append(f"{path.name}: taken in twice it changed something more")

    def _nothing_is_gone(
        self, before: dict[str, Incident], after: dict[str, Incident], path: Path
    ) -> None:
        if before.keys() - after.keys():
            self.faults.append(f"{path.name}: a record went by its absence")

    def _nothing_unseen_is_overwritten(
        self, before: dict[str, Incident], after: dict[str, Incident], path: Path
    ) -> None:
        for record_id, was in before.items():
            now = after.get(record_id, was)
            if set(was.tags) - set(now.tags):
                self.faults.append(f"{path.name}: a tag was lost")
            for key in FIELDS:
                old, new = getattr(was, key), getattr(now, key)
                if old != new and old is not None and not self._has_seen(new, old):
                    self.faults.append(f"{path.name}: {key}: {old!r} was overwritten by {new!r}")

    def _has_seen(self, value: str | None, old: str) -> bool:
        """Tell whether whoever wrote a value had the old one before, or what came of it."""
        while value is not None and value != old:
            value = self.before.get(value)
        return value == old

    def settle(self) -> None:
        """Let everything arrive, and everybody send to everybody until nothing changes."""
        while self.mail:
            self.deliver()
        for _ in range(ROUNDS):
            held = [one.incidents() for one in self.offices]
            for office in self.offices:
                path = office.send()
                for other in self.offices:
                    if other is not office:
                        self.take(other, path)
            if held == [one.incidents() for one in self.offices]:
                break

    def judge(self) -> None:
        """Compare what the offices hold in the end."""
        held = [one.incidents() for one in self.offices]
        for record_id, tags in self.tags.items():
            if any(tags - set(one[record_id].tags) for one in held):
                self.faults.append("a tag did not reach everybody")
        if len({frozenset(one) for one in held}) > 1:
            self.faults.append("a record did not reach everybody")
            return
        for record_id in held[0]:
            for key in FIELDS:
                self._agree(record_id, key, [getattr(one[record_id], key) for one in held])

    def _agree(self, record_id: str, key: str, values: list[str | None]) -> None:
        if len(set(values)) == 1:
            return
        if not self.has_conflicts:
            self.faults.append(f"{key}: the offices hold {values}")
            return
        asked = {
            (one.id, one.group) for office in self.offices for one in office.importing.waiting()
        }
        if (record_id, key) not in asked:
            self.faults.append(f"{key}: {values}, and nobody is asked")


@contextmanager
def _world(seed: int, *, offices: int = 0) -> Iterator[World]:
    chance = random.Random(seed)
    with ground() as folder:
        count = offices or chance.randint(2, 4)
        made = [Office(folder / f"{number}", number) for number in range(count)]
        world = World(chance, made, has_conflicts=bool(seed % 2))
        for number in range(2):
            world.before[f"start {number}"] = None
            made[0].recording.save(Incident(title=f"start {number}"))
        path = made[0].send()
        for other in made[1:]:
            other.importing.apply(other.preview(path), "later")
        try:
            yield world
        finally:
            for one in made:
                one.database.close()


def trial(seed: int, *, offices: int = 0, steps: int = STEPS) -> tuple[int, list[str]]:
    """Let offices work for a while; gives the files delivered and what went wrong."""
    with _world(seed, offices=offices) as world:
        doing = (world.edit, world.edit, world.post, world.post, world.add)
        for _ in range(steps * len(world.offices) // 2):
            world.chance.choice(doing)(world.chance.choice(world.offices))
            if world.chance.random() < 0.6:
                world.deliver()
        world.settle()
        world.judge()
        return world.deliveries, [f"seed {seed}: {one}" for one in world.faults]


def _bites() -> bool:
    """Tell whether a merge that always takes theirs is found out."""
    comparing.compare = lambda _, ours, theirs: compare(ours, ours, theirs)
    try:
        return any(trial(seed, offices=2, steps=8)[1] for seed in CONTROL_SEEDS)
    finally:
        comparing.compare = compare


def run(times: int) -> Outcome:
    """Run so many worlds."""
    count, details = 0, []
    for seed in range(times):
        delivered, faults = trial(seed)
        count += delivered
        details += faults
    bites = _bites()
    return Outcome(
        count=count,
        failures=len(details),
        control=f"taking theirs wherever it differs {'loses values' if bites else 'holds'}",
        control_bites=bites,
        details=tuple(details),
        figures={"worlds": f"{times:,}"},
    )


EXPERIMENTS = (
    Experiment(
        name="merge-laws",
        claim="Files that are lost, repeated or late lose no value between offices",
        unit="files taken in",
        run=run,
        short=2,
        long=150,
    ),
)
