"""The window over a large vault, used for a minute: `python -m tests.benchmarks.program FOLDER`.

Prints what it measured as JSON; started by `window` in a process of its own.
"""

import gc
import json
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from strikelog.domain.records import Incident
from strikelog.gui import style
from strikelog.gui.lists.table import RecordTable
from strikelog.gui.pages.list_page import ListPage
from strikelog.gui.tasks import Tasks
from strikelog.gui.window.session import Opening, Session
from strikelog.services.settings import Appearance
from strikelog.services.workspace import Workspace
from strikelog.storage.vault import Vault
from tests.turning import settle

from .measuring import resident_bytes
from .vaults import PASSPHRASE

JUMPS = 60
TYPED = ("crater", "kafr", "hospital", "قصف")


def main(folder: Path) -> dict[str, object]:
    """Open the window, wait for rows, jump about, type searches."""
    app = QApplication([])
    style.load_fonts()
    style.apply_theme(app, dark=False)
    tasks = Tasks(_rise)
    began = time.perf_counter()
    workspace = Workspace.over(Vault.open(folder, PASSPHRASE))
    session = Session(workspace, tasks, Opening(Appearance(), "0.0.0"))
    session.window.show()
    gc.freeze()  # as the program does
    settle(1)
    found: dict[str, object] = {"shown": time.perf_counter() - began}
    page = session.page_of(Incident)
    assert page is not None
    _wait_for_rows(page.list.table, 1)
    found["rows"] = time.perf_counter() - began
    _wait_for_rows(page.list.table, workspace.finding.tally(Incident).total)
    settle(500)
    found["jumps"] = _jumps(page.list.table)
    found["blocked"] = _typing(page.list)
    found["resident"] = resident_bytes()
    session.window.close()
    tasks.close()
    workspace.close()
    return found


def _rise(error: BaseException) -> None:
    raise error


def _wait_for_rows(table: RecordTable, at_least: int) -> None:
    while table.rows.rowCount() < at_least:
        settle(5)
    table.viewport().grab()


def _jumps(table: RecordTable) -> list[float]:
    """Scroll to rows anywhere in the list and paint them; gives the seconds of each."""
    chance = random.Random(4)
    count = table.rows.rowCount()
    times = []
    for _ in range(JUMPS):
        row = chance.randrange(count)
        began = time.perf_counter()
        table.scrollTo(table.rows.index(row, 0))
        table.viewport().grab()
        times.append(time.perf_counter() - began)
    return times


class Heart:
    """Beats in the event loop and keeps the longest time between two beats."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=2)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def _typing(page: ListPage) -> float:
    """Type searches a letter at a time; gives the longest time the window stood still."""
    box = page.header.search
    assert box is not None
    page.find()
    settle(200)
    heart = Heart()
    for text in TYPED:
        for end in range(1, len(text) + 1):
            box.setText(text[:end])
            settle(120)
        settle(800)
    return heart.longest


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
