"""Vaults of synthetic incidents, built once and kept in a cache folder outside the checkout."""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path

from strikelog.domain.records import RECORDS, Incident, Record
from strikelog.domain.values import record_to_plain
from strikelog.services.recording import Author, Recording
from strikelog.services.samples import sample_records
from strikelog.storage.database import Database
from strikelog.storage.keys import KdfCost
from strikelog.storage.tables import schema_for
from strikelog.storage.vault import Vault

PASSPHRASE = "lantern orchard pebble"
CHEAP = KdfCost(memory=8, passes=1, lanes=1)
"""Unlocking is measured with real cost elsewhere; here it would only make every run longer."""

INCIDENTS_A_STEP = 2_000
CACHE = Path(tempfile.gettempdir()) / "strikelog-benchmarks"


def vault_of(incidents: int) -> Path:
    """Give the folder of a vault with that many incidents, built when there is none yet."""
    folder = CACHE / f"{incidents}-{_shape()}.strikelog"
    if not (folder / "built").exists():
        build(folder, incidents)
    return folder


def seconds_to_build(incidents: int) -> float:
    """Give how long the building of a cached vault took when it was built."""
    return float((vault_of(incidents) / "built").read_text())


def _shape() -> str:
    """Tell vaults of different records and samples apart; other tables come when one is opened."""
    schema = schema_for(RECORDS)
    columns = [str(column) for kind in RECORDS for column in schema.table(kind).columns]
    first = [record_to_plain(one) for one in islice(sample_records(1), 400)]
    return hashlib.sha256(repr((columns, first)).encode()).hexdigest()[:8]


def build(folder: Path, incidents: int) -> None:
    """Fill a new vault, a few thousand incidents a step, as an import would.

    It takes its place when it is whole, so that two who build at once do not get in each other's
    way.
    """
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = folder.with_name(f"{os.getpid()}-{folder.name}")
    began = time.perf_counter()
    with Vault.create(made, PASSPHRASE, cost=CHEAP) as vault:
        fill(vault.database, incidents)
    (made / "built").write_text(str(time.perf_counter() - began))
    shutil.rmtree(folder, ignore_errors=True)
    made.rename(folder)


def fill(database: Database, incidents: int) -> None:
    """Write sample records through the one door people write through."""
    recording = Recording(database, Author("u01", "Benchmark"))
    for number, part in enumerate(_parts(sample_records(incidents))):
        recording.add_all(part, f"Sample {number + 1}")


def _parts(records: Iterator[Record]) -> Iterator[list[Record]]:
    seen = -1

    def step(record: Record) -> int:
        nonlocal seen
        seen += isinstance(record, Incident)
        return max(seen, 0) // INCIDENTS_A_STEP

    for _, part in groupby(records, key=step):
        yield list(part)
