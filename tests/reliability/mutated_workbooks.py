"""Changed workbooks and text tables are read or refused: no error is let through, nothing hangs.

Our own exports, small real workbooks and text tables are changed with regard to their structure:
values, tags and members of packages, marks and letters of text. The control gives the same files to
the bare reader of spreadsheets, without what stands around it here.
"""

import os
import select
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from strikelog.domain.records import Record
from strikelog.services.samples import sample_records
from tests.exchange.workbooks import write

from .experiment import Experiment, Outcome, Skipped

ROOT = Path(__file__).parents[2]
LONGEST = 10.0
ASLEEP = 120.0
_SEED = 4
_CONTROLS = 300


def run(times: int) -> Outcome:
    """Try so many files."""
    if sys.platform != "linux":
        raise Skipped("what a process uses is looked up as Linux tells it")
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "own.xlsx"
        write(own, _own_records())
        found, details = _all_read(times, own)
        bitten = _control(own)
    return Outcome(
        count=times,
        failures=len(details),
        control=f"{_CONTROLS} of the files given to the bare reader: {bitten} errors",
        control_bites=bitten > 0,
        details=tuple(details),
        figures={
            "read": f"{found['read']:,}",
            "refused": f"{found['refused']:,}",
            "ended by the limit of memory": f"{found['ended']:,}",
        },
    )


def _own_records() -> list[Record]:
    """Give a few records, so that much of the file is what gets changed."""
    kinds = {type(one): one for one in sample_records(1)}
    return list(kinds.values())


def _all_read(times: int, own: Path, how: str = "guarded") -> tuple[Counter[str], list[str]]:
    """Have all files read, by one process after another when one of them ends before."""
    found: Counter[str] = Counter()
    details: list[str] = []
    first = 0
    while first < times:
        for line in _told(first, times, own, how):
            if line.isdecimal():
                first = int(line) + 1
            elif line.startswith("! "):
                details.append(f"file {first - 1}: {line[2:]}")
            elif line.startswith("hang"):
                details.append(f"file {first - 1}: {line}")
            else:
                found[line] += 1
    return found, details


def _told(first: int, last: int, own: Path, how: str) -> Iterator[str]:
    """Give the lines of a process that reads; the last says how it ended when too early."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.reliability._reading_driver",
            *map(str, (first, last, _SEED, own, how)),
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"src{os.pathsep}."},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    with process:
        yield from _lines(process)
    if process.returncode != 0:
        yield "ended" if process.returncode == -6 else f"! ended with {process.returncode}"


def _lines(process: "subprocess.Popen[bytes]") -> Iterator[str]:
    assert process.stdout is not None
    pipe, rest, used, since = process.stdout.fileno(), b"", 0.0, time.monotonic()
    while True:
        ready, _, _ = select.select([pipe], [], [], 1.0)
        if ready:
            content = os.read(pipe, 1 << 16)
            if not content:
                return
            *lines, rest = (rest + content).split(b"\n")
            yield from (line.decode() for line in lines)
            used, since = _processor_seconds(process.pid), time.monotonic()
        # Time of the processor: one that waits for its turn on a busy machine does not hang.
        elif _processor_seconds(process.pid) - used > LONGEST or time.monotonic() - since > ASLEEP:
            process.kill()
            yield f"hang of more than {LONGEST:.0f} s"
            return


def _processor_seconds(pid: int) -> float:
    """Give what a process has used of a processor."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _control(own: Path) -> int:
    """Count the files at which the bare reader raises what is no Failed of ours, or ends."""
    found, details = _all_read(_CONTROLS, own, "bare")
    return len(details) + found["ended"]


EXPERIMENTS = (
    Experiment(
        name="mutated-workbooks",
        claim="Changed workbooks and text tables are read or refused, without an error or a hang",
        unit="files",
        run=run,
        short=5_000,
        long=1_000_000,
    ),
)
