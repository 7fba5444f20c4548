"""T2: whatever a power cut leaves on the disk, it opens, and what was acknowledged is in it.

The program's calls to its files are written down while it works; then the states are built that a
cut at any moment may leave, under two models of a disk (see `disk`), and each is opened and looked
at. The controls make commits less durable than the program does: they must lose work.
"""

import random
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from strikelog.domain.errors import StrikelogError
from strikelog.services.safekeeping import verify
from strikelog.services.workspace import Workspace
from strikelog.storage import database, sqlite
from strikelog.storage.database import Database
from strikelog.storage.keyfile import unlock
from strikelog.storage.keys import Keys
from strikelog.storage.vault import BACKUPS_FOLDER, BLOBS_FOLDER, DATABASE_FILE

from .disk import MODELS, Disk
from .experiment import Experiment, Outcome
from .grounds import PASSPHRASE, ground, make_vault, open_vault
from .power_driver import without_shared_memory
from .shimming import Call, read_log, run_shimmed

ACTS = 60
"""Acts in one written-down run of the program."""

STATES_A_RUN = 20_000
"""States built from one run; more come from another run with other chances."""

LOOK_CLOSER = 250
"""Of so many states one is also opened and verified as the program does it."""

LOOK_CLOSE = 4
"""Of so many states one has its whole structure checked; each is opened and its history counted."""

CONTROL_STATES = 300

FOLDERS = (BLOBS_FOLDER, BACKUPS_FOLDER)


@dataclass(frozen=True)
class Trace:
    """A vault before a run of the program, and what the run did to it."""

    files: dict[str, tuple[int, bytes]]
    calls: list[Call]

    @classmethod
    def of_run(cls, folder: Path, mode: str, *, acts: int, seed: int) -> "Trace":
        place = make_vault(folder / f"{mode}{seed}", steps=8, seed=seed)
        files = {
            path.relative_to(place).as_posix(): (path.stat().st_ino, path.read_bytes())
            for path in place.rglob("*")
            if path.is_file()
        }
        log = folder / "log"
        run_shimmed("tests.reliability.power_driver", place, log, mode, acts, seed)
        calls = list(read_log(log))
        log.unlink()
        return cls(files, calls)


def run(times: int) -> Outcome:
    """Try the way commits are made on most disks."""
    return _tried(times, "full")


def run_without_shared_memory(times: int) -> Outcome:
    """Try the way commits are made on network folders and sticks."""
    real = sqlite.needs_fallback, database.needs_fallback
    sqlite.needs_fallback = database.needs_fallback = without_shared_memory
    try:
        return _tried(times, "fallback")
    finally:
        sqlite.needs_fallback, database.needs_fallback = real


def _tried(times: int, mode: str) -> Outcome:
    """Build so many states, half of them under each model; then those of the controls."""
    found: Counter[str] = Counter()
    with ground() as folder:
        for start in range(0, times, STATES_A_RUN):
            trace = Trace.of_run(folder, mode, acts=_acts(times), seed=start)
            found += _try_states(folder, trace, min(STATES_A_RUN, times - start), start)
        controls = {}
        tries = min(CONTROL_STATES, times)
        for careless in ("normal", "off"):
            trace = Trace.of_run(folder, careless, acts=20, seed=1)
            controls[careless] = _try_states(folder, trace, tries, 1).total()
    bites = controls["normal"] >= tries * 0.5 and controls["off"] >= tries * 0.5
    return Outcome(
        count=times,
        failures=found.total(),
        control=", ".join(
            f"synchronous={mode.upper()}: {count} of {tries} bad"
            for mode, count in controls.items()
        ),
        control_bites=bites,
        details=tuple(f"{count} states: {what}" for what, count in found.items()),
    )


def _acts(times: int) -> int:
    return ACTS if times >= STATES_A_RUN else 15


def _try_states(folder: Path, trace: Trace, times: int, seed: int) -> Counter[str]:
    bad: Counter[str] = Counter()
    look = Look(folder, trace)
    for number, (files, acknowledged) in enumerate(states(trace, times, seed)):
        if what := look.at(files, acknowledged, number):
            bad[what] += 1
    return bad


def states(trace: Trace, times: int, seed: int) -> Iterator[tuple[dict[str, bytearray], str]]:
    """Give states with the newest head acknowledged before each, spread over all moments."""
    chance = random.Random(seed)
    per_model = [times // 2, times - times // 2]
    for model, count in zip(MODELS, per_model, strict=True):
        disk, acknowledged = Disk(trace.files, model), ""
        cuts = sorted(chance.randint(0, len(trace.calls)) for _ in range(count))
        begins = [bisect_right(cuts, place) for place in range(-1, len(trace.calls) + 1)]
        for place, (first, last) in enumerate(pairwise(begins)):
            for _ in range(last - first):
                yield disk.after_cut(chance), acknowledged
            if place < len(trace.calls):
                call = trace.calls[place]
                disk.follow(call)
                acknowledged = call.text if call.kind == "A" else acknowledged


class Look:
    """Puts a state into a folder, opens it, and says what is bad about it."""

    def __init__(self, folder: Path, trace: Trace) -> None:
        self._place = folder / "state.strikelog"
        for name in FOLDERS:
            (self._place / name).mkdir(parents=True, exist_ok=True)
        self._put({name: bytearray(content) for name, (_, content) in trace.files.items()})
        unlocked = unlock(self._place, PASSPHRASE)
        self._key = Keys.derived(unlocked.data_key, unlocked.key_file.lineage.vault_id).database
        self._salt = unlocked.key_file.lineage.database_salt

    def at(self, files: dict[str, bytearray], acknowledged: str, number: int) -> str:
        self._put(files)
        path = self._place / DATABASE_FILE
        try:
            if number % LOOK_CLOSER == 0:
                return self._verified(acknowledged)
            raw = sqlite.connect(path, self._key, self._salt)
            try:
                return _judged(raw, acknowledged, whole=number % LOOK_CLOSE == 1)
            finally:
                raw.close()
        except (sqlite.DriverError, StrikelogError):
            return "cannot be opened"

    def _put(self, files: dict[str, bytearray]) -> None:
        for path in self._place.rglob("*"):
            if path.is_file() and path.relative_to(self._place).as_posix() not in files:
                path.unlink()
        for name, content in files.items():
            (self._place / name).write_bytes(content)

    def _verified(self, acknowledged: str) -> str:
        with open_vault(self._place) as vault:
            if vault.damage:
                return "opens for reading only"
            faults = [*verify(vault), *Workspace.over(vault).media.verify()]
            return f"verify: {faults[0].what}" if faults else _lost(vault.database, acknowledged)


def _lost(held: Database, acknowledged: str) -> str:
    with held.reading() as connection:
        size, _, digest = acknowledged.partition(" ")
        query = "SELECT hash FROM history WHERE seq = ?"
        found = connection.exec_driver_sql(query, (int(size or 0),)).scalar()
    return "" if not size or found == digest else "acknowledged work is lost"


def _judged(raw: sqlite.RawConnection, acknowledged: str, *, whole: bool) -> str:
    if whole and raw.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
        return "structure is broken"
    size, _, digest = acknowledged.partition(" ")
    found = raw.execute("SELECT hash FROM history WHERE seq = ?", (int(size or 0),)).fetchone()
    if size and (found is None or found[0] != digest):
        return "acknowledged work is lost"
    counted = raw.execute("SELECT count(*), max(seq) FROM history").fetchone()
    return "" if counted and counted[0] == counted[1] else "history has a gap"


EXPERIMENTS = (
    Experiment(
        name="power",
        claim="Whatever a power cut leaves opens, with all that was acknowledged",
        unit="states",
        run=run,
        short=200,
        long=500_000,
    ),
    Experiment(
        name="power-fallback",
        claim="The same holds on network folders and sticks, which share no memory",
        unit="states",
        run=run_without_shared_memory,
        short=60,
        long=50_000,
    ),
)
