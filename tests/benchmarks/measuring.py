"""Times of repeated runs, and the table they are told in."""

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

Job = Callable[[], object]


@dataclass(frozen=True)
class Line:
    """One measured thing: what it took, what it is compared with, and what was promised."""

    name: str
    size: str
    took: str
    against: str = ""
    ratio: float | None = None
    target: str = ""
    met: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as it is printed."""
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}x"
        verdict = {None: "", True: "met", False: "MISSED"}[self.met]
        return self.name, self.size, self.took, self.against, ratio, self.target, verdict


HEADINGS = ("what", "size", "took", "against", "ratio", "target", "")


def print_table(lines: Iterable[Line]) -> None:
    """Print lines in columns wide enough for all."""
    rows = [HEADINGS, *(line.cells for line in lines)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADINGS))]
    for row in rows:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(padded).rstrip())


def seconds(job: Job) -> float:
    """Run a job once and give the wall time."""
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


def median_of(job: Job, runs: int = 5) -> float:
    """Give the median wall time of some runs."""
    return statistics.median(seconds(job) for _ in range(runs))


def in_turns(jobs: Sequence[Job], runs: int) -> list[list[float]]:
    """Run jobs one after the other, over and over, so that a busy moment hits them alike."""
    times: list[list[float]] = [[] for _ in jobs]
    for _ in range(runs):
        for job, taken in zip(jobs, times, strict=True):
            taken.append(seconds(job))
    return times


def percentile(values: Sequence[float], share: float) -> float:
    """Give the value below which a share of all values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def ms(value: float) -> str:
    """Write seconds as milliseconds."""
    return f"{value * 1000:.1f} ms"


def megabytes(value: float) -> str:
    """Write bytes as megabytes."""
    return f"{value / 1_000_000:.0f} MB"


def resident_bytes(process: str = "self") -> int:
    """Give what a process holds in memory, which only Linux tells this way."""
    return _told_bytes(process, "VmRSS:")


def highest_bytes(process: str = "self") -> int:
    """Give the most a process ever held, 0 when it has ended.

    The kernel's other figure, `ru_maxrss`, begins with the highest of the process that started it.
    """
    return _told_bytes(process, "VmHWM:")


def _told_bytes(process: str, name: str) -> int:
    try:
        told = Path(f"/proc/{process}/status").read_text()
    except OSError:  # it has ended
        return 0
    lines = (line.split() for line in told.splitlines() if line.startswith(name))
    return next((int(words[1]) * 1024 for words in lines), 0)
