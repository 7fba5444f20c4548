"""T19: what was read is searched for in the memory of the program, from outside.

Unique words are put into records; the real program opens the vault, reads everything, shows a
list and a form. Then its key is pressed. The scanner reads every page of the process and looks for
each word as UTF-8 and UTF-16. The control locks as programs often do: windows closed, references
dropped, garbage collected, vault closed.
"""

import re
import secrets
import sys
from pathlib import Path

from strikelog.domain.records import Incident
from strikelog.services.recording import Author, Recording
from strikelog.storage.vault import Vault
from strikelog.storage.writing import Revision

from .experiment import Experiment, Outcome, Skipped
from .grounds import CHEAP, PASSPHRASE, ground
from .window_driver import running

WORDS_A_RECORD = 50
# Written in two parts, so that no memory but the program's own can hold the whole.
_SIGN = b"Qx"
_PLAIN = re.compile(rb"Qx[0-9a-f]{16}")
_WIDE = re.compile(rb"Q\x00x\x00(?:[0-9a-f]\x00){16}")


def run(times: int) -> Outcome:
    """Lock the program and look; then look at one that only cleared."""
    if not sys.platform.startswith("linux"):
        raise Skipped("memory is read through /proc, which this system lacks")
    needles = {(_SIGN + secrets.token_hex(8).encode()) for _ in range(times)}
    with ground() as folder:
        vault = _filled(folder / "memory.strikelog", sorted(needles))
        with running(vault) as program:
            program.ask("unlock", PASSPHRASE)
            program.ask("load")
            before = _found(program.process.pid, needles)
            blank, prompt, ready = program.lock()
            after = _found(program.process.pid, needles)
        with running(vault) as program:
            program.ask("unlock", PASSPHRASE)
            program.ask("load")
            program.ask("clear")
            cleared = _found(program.process.pid, needles)
    sees = len(before) > times // 2
    details = [] if sees else [f"only {len(before)} of {times} words were seen before locking"]
    if ready["screen"] != "UnlockScreen" or str(vault) in " ".join(ready["argv"]):
        details.append("the fresh program does not ask, or shows the vault in its arguments")
    return Outcome(
        count=times,
        failures=len(after) + len(details),
        control=f"clearing and collecting leaves {len(cleared):,} of {times:,}",
        control_bites=len(cleared) > times // 100,
        details=(*details, *([f"{len(after)} words after lock"] if after else [])),
        figures={
            "words in memory while open": f"{len(before):,}",
            "key pressed to blank": f"{blank * 1000:.0f} ms",
            "key pressed to prompt": f"{prompt:.1f} s",
        },
    )


def _filled(place: Path, needles: list[bytes]) -> Path:
    """Make a vault whose incidents hold the words."""
    with Vault.create(place, PASSPHRASE, cost=CHEAP) as vault:
        recording = Recording(vault.database, Author("u07", "Field office", "d1"))
        made = []
        for start in range(0, len(needles), WORDS_A_RECORD):
            words = [one.decode() for one in needles[start : start + WORDS_A_RECORD]]
            made.append(Incident(title=words[0], summary=" ".join(words)))
        recording.apply("fill", [Revision(None, one) for one in made])
    return place


def _found(process: int, needles: set[bytes]) -> set[bytes]:
    """Give the words that stand anywhere in the memory of a process."""
    found: set[bytes] = set()
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for start, end in _areas(process):
            try:
                memory.seek(start)
                content = memory.read(end - start)
            except (OSError, ValueError, OverflowError):
                continue  # Pages of the kernel's own, which nobody may read.
            found.update(_PLAIN.findall(content))
            found.update(one[::2] for one in _WIDE.findall(content))
    return found & needles


def _areas(process: int) -> list[tuple[int, int]]:
    """Give every readable area of memory that belongs to a process."""
    areas = []
    for line in Path(f"/proc/{process}/maps").read_text().splitlines():
        place, rights, *_ = line.split()
        if rights.startswith("r") and not line.endswith(("[vvar]", "[vsyscall]")):
            start, _, end = place.partition("-")
            areas.append((int(start, 16), int(end, 16)))
    return areas


EXPERIMENTS = (
    Experiment(
        name="memory",
        claim="After locking, nothing that was read is left in the memory of the program.",
        unit="words read and then searched for",
        run=run,
        short=5_000,
        long=50_000,
    ),
)
