"""Vaults to try things on: real ones, cheap to unlock, on a memory disk where there is one."""

import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from strikelog.domain.records import Incident, Site, Source
from strikelog.services.recording import Author, Recording
from strikelog.storage import sqlite
from strikelog.storage.keys import KdfCost
from strikelog.storage.vault import Vault

PASSPHRASE = "lantern orchard pebble"
CHEAP = KdfCost(memory=8, passes=1, lanes=1)
WORDS = "market clinic school bridge convoy oven well granary tower orchard".split()

_MEMORY_DISK = Path("/dev/shm")


@contextmanager
def ground() -> Iterator[Path]:
    """Give a folder of its own for one experiment."""
    parent = _MEMORY_DISK if _MEMORY_DISK.is_dir() else None
    folder = Path(tempfile.mkdtemp(prefix="strikelog-trial-", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make_vault(folder: Path, *, steps: int, seed: int = 1) -> Path:
    """Make and close a vault with a history of at least so many steps."""
    folder.mkdir(exist_ok=True)
    place = folder / "trial.strikelog"
    with Vault.create(place, PASSPHRASE, cost=CHEAP) as vault:
        work(Recording(vault.database, Author("u07", "Field office", "d1")), steps, seed)
    return place


def open_vault(place: Path) -> Vault:
    return Vault.open(place, PASSPHRASE)


def work(recording: Recording, steps: int, seed: int) -> None:
    """Record and edit as people do."""
    chance = random.Random(seed)
    held = []
    for _ in range(steps):
        if held and chance.random() < 0.4:
            place = chance.randrange(len(held))
            record = held[place]
            note = " ".join(chance.choices(WORDS, k=chance.randint(3, 30)))
            held[place] = recording.save(
                replace(record, **{_free_text(record): note}), record
            ).record
        else:
            held.append(recording.save(fresh(chance)).record)


def fresh(chance: random.Random) -> Incident | Site | Source:
    """Give a new record of some kind."""
    words = " ".join(chance.choices(WORDS, k=chance.randint(2, 8)))
    kind = chance.randrange(4)
    if kind == 0:
        return Site(name=words, aliases=tuple(chance.choices(WORDS, k=2)))
    if kind == 1:
        return Source(title=words)
    return Incident(title=words, summary=words * 3)


def _free_text(record: object) -> str:
    return {"Incident": "summary", "Site": "note", "Source": "note"}[type(record).__name__]


@contextmanager
def warm_engines() -> Iterator[None]:
    """Let new engines know the statements that earlier ones compiled.

    A child made by fork then starts with them, as a program does that has been open for a while;
    connections, files and everything that can be lost are each child's own.
    """
    make, warm = sqlite.make_engine, []

    def warmed(*args: object, **options: object) -> object:
        engine = make(*args, **options)
        if warm:
            engine.dialect, engine._compiled_cache = warm[0].dialect, warm[0]._compiled_cache
        else:
            warm.append(engine)
        return engine

    sqlite.make_engine = warmed
    try:
        yield
    finally:
        sqlite.make_engine = make
