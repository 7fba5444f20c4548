"""The open window: time until rows are seen, jumps, typing, memory; in a process of its own."""

import json
import os
import subprocess
import sys

from .measuring import Line, megabytes, ms, percentile
from .vaults import vault_of

MOST_MEMORY = 300_000_000


def measure(incidents: int) -> list[Line]:
    """Run the window over a cached vault and tell what it took."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.benchmarks.program", str(vault_of(incidents))]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    size = f"{incidents:,}"
    memory = Line(
        name="memory of the open program",
        size=size,
        took=megabytes(found["resident"]),
        target="<= 300 MB",
        met=found["resident"] <= MOST_MEMORY,
    )
    return [
        _line("window shown after the passphrase", size, found["shown"], 1.5),
        _line("first rows seen after the passphrase", size, found["rows"], 1.5),
        _line("jump to any row, p99", size, percentile(found["jumps"], 0.99), 0.05),
        _line("longest stand-still while typing a search", size, found["blocked"], 0.05),
        memory,
    ]


def _line(name: str, size: str, took: float, most: float) -> Line:
    return Line(name, size, ms(took), "", None, f"<= {most * 1000:.0f} ms", took <= most)
