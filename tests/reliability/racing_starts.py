"""T11: of several starts at one moment exactly one has the vault; a killed one leaves no lock.

Each round some processes open the same vault at the same signal. The one that has it writes, and
holds it until the others have been refused; in every second round it is killed instead of closing.
The control takes the lock away: then several have the vault at once.
"""

import os
import random
import signal
import time
from collections import Counter
from pathlib import Path

from strikelog.domain.records import Site
from strikelog.services.recording import Author, Recording
from strikelog.storage import vault as vaults
from strikelog.storage.vault import VaultInUse

from .experiment import Experiment, Outcome, Skipped
from .grounds import ground, make_vault, open_vault, warm_engines

STARTERS = 4
WON, REFUSED, BROKE = b"w", b"r", b"b"


def run(times: int) -> Outcome:
    """Race, round after round, on one vault."""
    if not hasattr(os, "fork"):
        raise Skipped("starters are made by fork, which this system lacks")
    rounds = max(1, times // STARTERS)
    with warm_engines(), ground() as folder:
        place = make_vault(folder, steps=8)
        details = []
        for number in range(rounds):
            seen = _race(place, kill=number % 2 == 0)
            if seen != Counter({WON: 1, REFUSED: STARTERS - 1}):
                details.append(f"round {number}: {_in_words(seen)}")
        held = _names_written(place)
        crowds = _without_lock(place)
    if held != rounds:
        details.append(f"{held} of {rounds} winners' records are there")
    return Outcome(
        count=rounds * STARTERS,
        failures=len(details),
        control=f"without the lock: {crowds} of {CONTROL_ROUNDS} rounds with several writers",
        control_bites=crowds > CONTROL_ROUNDS // 2,
        details=tuple(details),
    )


CONTROL_ROUNDS = 6


def _without_lock(place: Path) -> int:
    lock = vaults.try_to_lock
    vaults.try_to_lock = lambda handle: True
    try:
        return sum(_race(place, kill=False)[WON] > 1 for _ in range(CONTROL_ROUNDS))
    finally:
        vaults.try_to_lock = lock


def _race(place: Path, *, kill: bool) -> Counter[bytes]:
    """Start several at once and count what became of them."""
    go, give_go = os.pipe()
    ours, theirs = os.pipe()
    end, give_end = os.pipe()
    pids = []
    for number in range(STARTERS):
        pid = os.fork()
        if pid == 0:
            for handle in (give_go, give_end, ours):
                os.close(handle)
            _start(place, number, go, theirs, end)
        pids.append(pid)
    for handle in (go, theirs, end):
        os.close(handle)
    os.close(give_go)  # the signal: every starter reads the end of the pipe at once
    heard = b""
    while len(heard) < STARTERS and (more := os.read(ours, STARTERS)):
        heard += more
    if kill:
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
    os.close(give_end)
    for pid in pids:
        os.waitpid(pid, 0)
    os.close(ours)
    return Counter(bytes([one]) for one in heard)


def _start(place: Path, number: int, go: int, answer: int, end: int) -> None:
    said = BROKE
    try:
        os.read(go, 1)
        time.sleep(random.Random(os.getpid()).random() * 0.002)
        with open_vault(place) as vault:
            Recording(vault.database, Author()).save(Site(name=f"winner {os.getpid()}"))
            os.write(answer, WON)
            said = b""
            os.read(end, 1)
    except VaultInUse:
        said = REFUSED
    finally:
        os.write(answer, said)
        os._exit(0)


def _names_written(place: Path) -> int:
    with open_vault(place) as vault, vault.database.reading() as connection:
        query = "SELECT count(*) FROM site WHERE name LIKE 'winner %'"
        return int(connection.exec_driver_sql(query).scalar_one())


def _in_words(seen: Counter[bytes]) -> str:
    names = {WON: "had it", REFUSED: "were refused", BROKE: "failed"}
    return ", ".join(f"{count} {names[what]}" for what, count in seen.items())


EXPERIMENTS = (
    Experiment(
        name="racing",
        claim="Of several starts at one moment exactly one has the vault",
        unit="starts",
        run=run,
        short=16,
        long=1_000,
    ),
)
