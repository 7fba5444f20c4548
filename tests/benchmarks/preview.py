"""The dialog of a briefing over a large vault: processor time until its first page is seen.

`python -m tests.benchmarks.preview FOLDER WHERE` opens it over what a filter matches, waits for the
first page, then changes one choice after the other, each time until a new page is seen. It prints
as JSON what the whole process worked for each, and the most that the window's thread worked between
two turns of its loop. What is left out is counted after the pages are seen, and told by itself.
Started by `measure` in a process of its own, so that nothing is at hand from before.
"""

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox

from strikelog.domain.filter_text import parse_filter
from strikelog.domain.records import Incident
from strikelog.gui import style
from strikelog.gui.briefing.sheet import BriefingDialog
from strikelog.gui.tasks import Tasks
from strikelog.services.workspace import Workspace
from strikelog.storage.vault import Vault
from tests.turning import settle

from .foreign_window import MOST, Pulse
from .measuring import Line, megabytes, ms, resident_bytes
from .vaults import PASSPHRASE, vault_of

FIRST, CHANGED = 2.0, 1.0
MONTH = "date:2019-05"
PATIENCE = 1_800

_FAULTS: list[BaseException] = []


def main(folder: Path, where: str) -> dict[str, dict[str, float]]:
    """Open the dialog, wait for pages, change what a person changes, close it."""
    app = QApplication([])
    style.load_fonts()
    style.apply_theme(app, dark=False)
    tasks = Tasks(_FAULTS.append)
    workspace = Workspace.over(Vault.open(folder, PASSPHRASE))
    workspace.finding.page(Incident, limit=1)  # the vault is open and has been looked at
    gc.freeze()  # as the program does
    pulse, took = Pulse(), dict[str, float]()
    before = resident_bytes()
    try:
        began = time.process_time()
        pulse.enter("dialog")
        dialog = BriefingDialog(
            None, workspace.briefings, where=parse_filter(where, Incident), tasks=tasks
        )
        dialog.resize(1280, 800)
        dialog.show()
        settle(1)
        pulse.enter("first page")
        _way(dialog, tasks, pulse, took, began)
        held = resident_bytes() - before
        dialog.close()
        _wait(lambda: not tasks.is_busy)
    finally:
        tasks.close()
        workspace.close()
    return {"took": took, "worst": pulse.worst, "held": {"memory": held}}


def _way(
    dialog: BriefingDialog, tasks: Tasks, pulse: Pulse, took: dict[str, float], began: float
) -> None:
    made: list[object] = []
    dialog.preparing.arrived.connect(lambda _pages: made.append(None))
    dialog.preparing.made.connect(lambda _preview: made.append(None))

    def seen(part: str, since: float) -> None:
        _wait(lambda: bool(made))
        took[part] = time.process_time() - since
        pulse.enter("left out, counted")
        since = time.process_time()
        _wait(lambda: dialog.choices.left_out.button.isEnabled())
        took.setdefault("left out, counted", time.process_time() - since)

    seen("first page", began)
    lines = dialog.choices.sections.lines
    for part, act in {
        "a section": lambda: lines.item(1).setCheckState(Qt.CheckState.Unchecked),
        "the order": lambda: dialog.choices.sections.move(1),
        "the paper": lambda: _next(dialog.choices.paper),
        "the title": lambda: dialog.choices.title.setText("Attacks"),
        "the language": lambda: _next(dialog.choices.language),
        "the level": lambda: _next(dialog.choices.level),
    }.items():
        _wait(lambda: not tasks.is_busy)
        pulse.enter(part)
        made.clear()
        began = time.process_time()
        act()
        seen(part, began)


def _next(box: QComboBox) -> None:
    box.setCurrentIndex((box.currentIndex() + 1) % box.count())


def _wait(is_there: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not is_there():
        assert not _FAULTS, _FAULTS
        assert time.monotonic() < until, "it never came"
        settle(30)


def measure(incidents: int) -> list[Line]:
    """Measure the preview of a month, which is promised, and of everything, which is told."""
    lines = _lines(incidents, MONTH, "a month", is_promised=True)
    return [*lines, *_lines(incidents, "", "everything", is_promised=False)]


def _lines(incidents: int, where: str, name: str, *, is_promised: bool) -> list[Line]:
    command = [sys.executable, "-m", "tests.benchmarks.preview", str(vault_of(incidents)), where]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    size, lines = f"{incidents:,}", []
    for part, took in found["took"].items():
        most = (FIRST if part == "first page" else CHANGED) if is_promised else 0.0
        target = f"<= {most:.0f} s of the processor" if most else ""
        met = took <= most if most else None
        lines.append(Line(f"preview of {name}: {part}", size, ms(took), "", None, target, met))
    worst = max(found["worst"].values())
    stalled = f"preview of {name}: window's longest step"
    most_step = f"<= {MOST * 1000:.0f} ms"
    lines.append(Line(stalled, size, ms(worst), "", None, most_step, worst <= MOST))
    held = megabytes(found["held"]["memory"])
    return [*lines, Line(f"preview of {name}: memory it holds", size, held)]


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2])))
