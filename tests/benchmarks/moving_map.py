"""The map while it is moved: milliseconds a frame against blitting one picture of its size.

Measured in processes of their own: without a screen, and on a virtual one where Xvfb is there. Wall
time and the thread's own CPU time are both told, because other programs hold up the first.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial

from strikelog.services.map_points import MapReading
from strikelog.services.trends import TrendReading
from strikelog.storage.vault import Vault

from .measuring import Line, median_of, ms, percentile
from .vaults import PASSPHRASE, vault_of

FRAMES_A_SECOND = {10_000: 60, 100_000: 30}
_SCREEN = "1280x800x24"


def measure(incidents: int) -> list[Line]:
    """Drag the map of so many incidents about at several zooms; read those of a vault."""
    lines: list[Line] = list(_read(incidents))
    for name, command, platform in _ways():
        environment = {**os.environ, "QT_QPA_PLATFORM": platform}
        program = [*command, sys.executable, "-m", "tests.benchmarks.map_program", str(incidents)]
        done = subprocess.run(program, env=environment, stdout=subprocess.PIPE, check=True)
        lines += _lines(name, incidents, json.loads(done.stdout.splitlines()[-1]))
    return lines


def _read(incidents: int) -> Iterator[Line]:
    """Tell how long a worker reads before map and charts are drawn."""
    with Vault.open(vault_of(incidents), PASSPHRASE) as vault:
        exact = MapReading(vault.database).points
        released = partial(MapReading(vault.database).points, as_released=True)
        for name, job in (
            ("positions read, as recorded", exact),
            ("positions read, as released", released),
            ("counts of all charts", TrendReading(vault.database).read),
        ):
            yield Line(name, f"{incidents:,}", ms(median_of(job, runs=3)))


def _ways() -> Iterator[tuple[str, list[str], str]]:
    yield "no screen", [], "offscreen"
    if shutil.which("xvfb-run"):
        yield "Xvfb", ["xvfb-run", "-a", "-s", f"-screen 0 {_SCREEN}"], "xcb"


def _lines(name: str, incidents: int, found: dict[str, list[float]]) -> Iterator[Line]:
    size = f"{incidents:,}"
    rate = FRAMES_A_SECOND.get(incidents, 30)
    most = 0.016 if rate == 60 else 1 / rate
    limit = percentile(found["blit"], 0.5)
    for what, share, target in (("p50", 0.5, False), ("p99", 0.99, True)):
        wall, cpu = percentile(found["wall"], share), percentile(found["cpu"], share)
        yield Line(
            name=f"frame of the dragged map, {what}, {name}",
            size=size,
            took=f"{ms(wall)} ({ms(cpu)} CPU)",
            against=f"one picture of 1280x800: {ms(limit)}",
            ratio=wall / limit,
            target=f"<= {most * 1000:.0f} ms" if target else "",
            met=wall <= most if target else None,
        )
    yield Line(f"incidents gathered for the map, {name}", size, ms(found["gather"][0]))
    yield Line(
        f"first whole view after a zoom, p50, {name}", size, ms(percentile(found["zoom"], 0.5))
    )
