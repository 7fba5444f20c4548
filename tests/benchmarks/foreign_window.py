"""The page of a partner's file with very many rows, used once from opening to the result.

`python -m tests.benchmarks.foreign_window FILE` prints as JSON, for each part of the way, the most
processor time that the window's thread took between two turns of its loop; waiting for a busy
machine does not count. Started by `measure` in a process of its own.
"""

import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from strikelog.gui import style
from strikelog.gui.exchange.foreign import ForeignPage
from strikelog.gui.tasks import Tasks
from strikelog.services.workspace import Workspace
from strikelog.storage.vault import Vault
from tests.turning import settle

from . import foreign
from .measuring import Line, ms
from .vaults import CHEAP, PASSPHRASE

MOST = 0.05
PATIENCE = 1_800


class Pulse:
    """Beats in the event loop; keeps the most work done by its thread between two beats."""

    def __init__(self) -> None:
        self.worst: dict[str, float] = {}
        self.now_at = ""
        self._last = time.thread_time()
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def enter(self, part: str) -> None:
        """Count what follows to a part of the way."""
        self.now_at = part
        self._last = time.thread_time()

    def _beat(self) -> None:
        now = time.thread_time()
        self.worst[self.now_at] = max(self.worst.get(self.now_at, 0.0), now - self._last)
        self._last = now


def main(path: Path) -> dict[str, float]:
    """Go the whole way with one file."""
    app = QApplication([])
    style.load_fonts()
    style.apply_theme(app, dark=False)
    tasks = Tasks(_rise)
    with tempfile.TemporaryDirectory() as folder:
        vault = Vault.create(Path(folder) / "v.strikelog", PASSPHRASE, cost=CHEAP)
        workspace = Workspace.over(vault)
        page = ForeignPage(workspace.partner_importing, tasks)
        page.resize(1280, 800)
        page.show()
        settle(50)
        gc.freeze()  # as the program does
        try:
            return _way(page, path)
        finally:
            page.hide()
            tasks.close()
            workspace.close()


def _way(page: ForeignPage, path: Path) -> dict[str, float]:
    pulse = Pulse()
    failed: list[object] = []
    page.flow.failed.connect(failed.append)
    pulse.enter("open")
    page.show(path)
    _wait(lambda: bool(page.work.sample.lines), failed)
    pulse.enter("columns")
    for line in page.work.columns.lines:
        page.work.go_to_column(line.place)
        settle(60)
    pulse.enter("rows of the sheet")
    page.work.below.setCurrentIndex(1)
    bar = page.work.sheet.table.verticalScrollBar()
    for step in range(20):
        bar.setValue(bar.maximum() * step // 20)
        settle(30)
    pulse.enter("preview")
    page.check.click()
    _wait(lambda: page.result.take_in.isVisible(), failed)
    settle(300)
    pulse.enter("take in")
    page.result.take_in.click()
    _wait(lambda: page.result.close_page.isVisible(), failed)
    settle(300)
    pulse.enter("leave")
    page.leave()
    settle(300)
    return pulse.worst


def _wait(is_there: Callable[[], bool], failed: list[object]) -> None:
    until = time.monotonic() + PATIENCE
    while not is_there():
        assert not failed, failed
        assert time.monotonic() < until, "it never came"
        settle(20)
    settle(300)


def _rise(error: BaseException) -> None:
    raise error


def measure(incidents: int) -> list[Line]:
    """Go the way with a table of as many rows, in a process of its own."""
    rows = min(incidents, foreign.MOST_ROWS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "acled.csv"
        foreign.table(path, rows)
        command = [sys.executable, "-m", "tests.benchmarks.foreign_window", str(path)]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(
            command, env=environment, stdout=subprocess.PIPE, text=True, check=True
        )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    name, size = "partner's file in the window, worst step: {part}", f"{rows:,} rows"
    return [
        Line(name.format(part=part), size, ms(worst), "", None, f"<= {MOST * 1000:.0f} ms",
             worst <= MOST)
        for part, worst in found.items()
    ]  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
