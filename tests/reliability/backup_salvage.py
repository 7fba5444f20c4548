"""Salvage: damaged pages in plenty; how many rows of the sound ones come back, and how many of all.

A row counts as standing on a sound page when no page of it was damaged. The control reads the same
damaged database through the engine, on one connection: it must lose rows on sound pages.
"""

import random
import shutil
from pathlib import Path

from strikelog.services.recording import Author, Recording
from strikelog.services.samples import fill_with_sample
from strikelog.storage import sqlite
from strikelog.storage.backups import Opened
from strikelog.storage.database import Database
from strikelog.storage.loading import Loader
from strikelog.storage.pages import PAGE, PageFile
from strikelog.storage.salvage import salvage
from tests.reliability.backup_damage import damage
from tests.reliability.experiment import Experiment, Outcome
from tests.reliability.grounds import ground

KEY, SALT = b"k" * 32, b"s" * 16
SHARES = (0.002, 0.01, 0.03, 0.1)


class _Original:
    """A database, its records, and on which page the row of each stands."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "whole.db"
        database = Database.create(self.path, KEY, SALT)
        fill_with_sample(Recording(database, Author()), 25)
        with database.reading() as connection:
            loader = Loader(connection, database.schema)
            self.records = {
                one.id: one for kind in database.schema.records for one in loader.all(kind)
            }
        self.schema = database.schema
        database.close()
        self.pages = self.path.stat().st_size // PAGE
        self.home = self._homes()

    def _homes(self) -> dict[str, int]:
        """Give the page of each record's row, by the engine's own words for tables and columns."""
        raw = sqlite.connect(self.path, KEY, SALT, read_only=True)
        pages, homes = PageFile(self.path, KEY, SALT), {}
        for kind in self.schema.records:
            table = self.schema.table(kind).name
            query = "SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = ?"
            columns = raw.execute(f"PRAGMA table_info({table})").fetchall()
            place = next(column[0] for column in columns if column[1] == "id")
            for number in _leaves(pages, raw.execute(query, (table,)).fetchone()[0]):
                homes |= {row[1][place]: number for row in pages.rows(number)}
        pages.close()
        raw.close()
        return {one: page for one, page in homes.items() if one in self.records}


def _leaves(pages: PageFile, number: int) -> list[int]:
    kind = pages.kind(number)
    found = [number] if kind.is_leaf else []
    for child in kind.children:
        found += _leaves(pages, child)
    return found


def try_damage(times: int) -> Outcome:
    """Damage another choice of pages each time."""
    faults, sound, back, everything, all_back, engine_lost = [], 0, 0, 0, 0, 0
    with ground() as folder:
        original = _Original(folder)
        for number in range(times):
            chance = random.Random(number)
            share = SHARES[number % len(SHARES)]
            damaged = folder / "damaged.db"
            shutil.copy(original.path, damaged)
            count = max(1, round(share * original.pages))
            pages = set(chance.sample(range(1, original.pages + 1), count))
            for page in pages:
                damage(damaged, page, chance)
            kept = _salvaged(damaged, folder / "new.db", original)
            on_sound = {one for one, page in original.home.items() if page not in pages}
            sound += len(on_sound)
            back += len(on_sound & kept)
            everything += len(original.records)
            all_back += len(kept)
            if len(on_sound & kept) < 0.99 * len(on_sound):
                faults.append(f"run {number}: {len(on_sound - kept)} rows on sound pages lost")
            engine_lost += _lost_by_engine(damaged, original)
    return Outcome(
        count=times,
        failures=len(faults),
        control=f"read by the engine alone, {engine_lost:,} of {everything:,} rows were lost",
        control_bites=engine_lost > everything // 100,  # more than salvage is allowed to lose
        details=tuple(faults),
        figures={
            "rows on sound pages": f"{back:,} of {sound:,} ({100 * back / sound:.2f} %)",
            "all rows, history helping": f"{all_back:,} of {everything:,}",
        },
    )


def _salvaged(damaged: Path, new: Path, original: _Original) -> set[str]:
    """Give the ids of records that came back exactly as they were."""
    for leftover in new.parent.glob(f"{new.name}*"):
        leftover.unlink()
    target = Database.create(new, KEY, SALT)
    salvage(Opened(damaged, KEY, SALT, read_only=True), target)
    with target.reading() as connection:
        loader = Loader(connection, target.schema)
        found = {one.id: one for kind in target.schema.records for one in loader.all(kind)}
    target.close()
    return {key for key, one in found.items() if original.records.get(key) == one}


def _lost_by_engine(damaged: Path, original: _Original) -> int:
    try:
        raw = sqlite.connect(damaged, KEY, SALT, read_only=True)
    except sqlite.DatabaseUnreadable:
        return len(original.records)
    read = 0
    for kind in original.schema.records:
        try:
            rows = raw.execute(f"SELECT * FROM {original.schema.table(kind).name}").fetchall()
            read += len(rows)
        except sqlite.DriverError:
            continue
    raw.close()
    return len(original.records) - read


EXPERIMENTS = (
    Experiment(
        name="backup_salvage",
        claim="Of the rows on sound pages of a damaged vault, 99 in 100 or more are salvaged",
        unit="damaged databases",
        run=try_damage,
        short=2,
        long=400,
    ),
)
