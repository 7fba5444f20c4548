"""T26: a large file of evidence, killed while it is taken in, over and over, then taken in whole.

A process of its own takes the file in and is killed at a random place of it; the vault is opened
again, and nothing may be left of the file. At last it is taken in undisturbed, and speed and memory
are measured. The control opens the vault without settling what was on its way: a half is left.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from strikelog.services.safekeeping import verify
from strikelog.services.workspace import Workspace
from strikelog.storage.blobs import Blobs, all_files

from .experiment import Experiment, Outcome, Skipped
from .grounds import PASSPHRASE, make_vault

MEGABYTE = 1 << 20
KILLS = 4
MOST_MEMORY = 64 * MEGABYTE
_TAKING_IN = """
import json, sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from strikelog.services.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[2]), sys.argv[4])
workspace.media.take_in_bytes("warm.bin", b"x" * (3 << 20))
def held(name):
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) * 1024
class Telling:
    def report(self, done, total=None, text=""):
        print(done, flush=True)
Path("/proc/self/clear_refs").write_text("5")  # forgets the highest mark so far
before, began = held("VmRSS"), time.perf_counter()
progress = Telling() if sys.argv[5] == "telling" else None
taken = workspace.media.take_in(Path(sys.argv[3]), progress=progress)
took = time.perf_counter() - began
print(json.dumps([taken.evidence.sha256, took, held("VmHWM") - before]), flush=True)
workspace.close()
"""


def run(times: int) -> Outcome:
    """Try with a file of so many megabytes."""
    if not sys.platform.startswith("linux"):
        raise Skipped("the highest mark of memory is read as Linux tells it")
    with tempfile.TemporaryDirectory(prefix="strikelog-trial-") as name:
        folder = Path(name)
        place, file = make_vault(folder, steps=1), folder / "film.bin"
        _fill(file, times)
        chance, details = random.Random(times), []
        for number in range(KILLS):
            _killed(place, file, chance.randint(1, times) * MEGABYTE)
            details += _left_over(place, f"kill {number}")
        control = _without_settling(place, file, times * MEGABYTE // 2)
        seconds, memory = _whole(place, file, details)
        details += _proven(place)
    if memory > MOST_MEMORY:
        details.append(f"{memory / MEGABYTE:.0f} MB of memory were needed")
    return Outcome(
        count=KILLS + 1,
        failures=len(details),
        control=f"without settling: {control} half file left",
        control_bites=control > 0,
        details=tuple(details),
        figures={
            "size": f"{times:,} MB",
            "speed": f"{times / seconds:.0f} MB/s",
            "memory": f"+{memory / MEGABYTE:.1f} MB",
        },
    )


def _fill(file: Path, megabytes: int) -> None:
    block = os.urandom(MEGABYTE)
    with file.open("wb") as stream:
        for number in range(megabytes):
            stream.write(number.to_bytes(8, "big") + block[8:])


def _started(place: Path, file: Path, how: str) -> "subprocess.Popen[str]":
    source = str(Path(__file__).parents[2] / "src")
    command = [sys.executable, "-c", _TAKING_IN, source, str(place), str(file), PASSPHRASE, how]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)


def _killed(place: Path, file: Path, at: int) -> None:
    """Kill the process once so many bytes went by."""
    with _started(place, file, "telling") as child:
        assert child.stdout is not None
        for line in child.stdout:
            if int(line) >= at:
                break
        child.send_signal(signal.SIGKILL)


def _whole(place: Path, file: Path, details: list[str]) -> tuple[float, int]:
    """Take the file in undisturbed; gives seconds and bytes of memory."""
    with _started(place, file, "quietly") as child:
        said = child.stdout.read() if child.stdout else ""
    if child.returncode or not said:
        details.append(f"taking in ended with {child.returncode}")
        return 1.0, 0
    _, seconds, memory = json.loads(said)
    return float(seconds), int(memory)


def _left_over(place: Path, when: str) -> list[str]:
    """Open the vault again and name stored files that no record names."""
    workspace = Workspace.open(place, PASSPHRASE)
    try:
        strays = [one for one in workspace.media.verify() if "no record names" in str(one.what)]
        halves = [one for one in all_files(place / "blobs") if one.suffix]
    finally:
        workspace.close()
    return [f"{when}: {len(strays)} strays, {len(halves)} halves"] if strays or halves else []


def _without_settling(place: Path, file: Path, at: int) -> int:
    _killed(place, file, at)
    settle = Blobs.settle
    Blobs.settle = lambda self, named: []  # type: ignore[method-assign]
    try:
        Workspace.open(place, PASSPHRASE).close()
    finally:
        Blobs.settle = settle  # type: ignore[method-assign]
    return sum(bool(one.suffix) for one in all_files(place / "blobs"))


def _proven(place: Path) -> list[str]:
    workspace = Workspace.open(place, PASSPHRASE)
    try:
        return [f"{one.part}: {one.what}" for one in verify(workspace.vault)]
    finally:
        workspace.close()


EXPERIMENTS = (
    Experiment(
        name="evidence-large",
        claim="A large file killed on its way in leaves nothing; whole, it needs little memory",
        unit="intakes",
        run=run,
        short=32,
        long=4_096,
    ),
)
