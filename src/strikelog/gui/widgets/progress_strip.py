"""How far a longer piece of work is, with a way to stop it."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.language import number, say, upright
from strikelog.gui.style import Look
from strikelog.gui.tasks import Report, Task
from strikelog.gui.widgets.buttons import link_button
from strikelog.gui.widgets.labels import ElidedLabel

PATIENCE = 150
"""Milliseconds before a task is worth mentioning."""


_MOST = 1 << 30
"""The bar counts in 32 bits; bytes of large files are more."""


class ProgressStrip(QFrame):
    """Shows one task from soon after it began until it has ended.

    What it `says` of a report can be chosen; else it says the text and counts.
    """

    def __init__(self) -> None:
        super().__init__()
        style.dress(self, Look.FRAME)
        self._task: Task | None = None
        self.says: Callable[[Report], str] | None = None
        self._name = ElidedLabel("", Look.SMALL)
        self._steps = QProgressBar()
        self._steps.setTextVisible(False)
        self._stop = link_button(say(mark("Stop")))
        self._stop.clicked.connect(self._cancel)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self.show)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(style.SPACE)
        line.addWidget(self._name, 1)
        line.addWidget(self._steps, 1)
        line.addWidget(self._stop)
        self.hide()

    def follow(self, task: Task, name: str) -> None:
        """Show the progress of `task` under `name` in place of any other."""
        self._task = task
        self._title = name
        self._name.show_text(name)
        self._steps.setAccessibleName(name)
        self._steps.setRange(0, 0)
        self._stop.setEnabled(True)
        task.progressed.connect(self._show)
        task.finished.connect(self._end)
        self._patience.start()

    def _show(self, report: Report) -> None:
        if self.sender() is not self._task:
            return
        total, done = _in_range(report.total or 0, report.done)
        self._steps.setRange(0, total)
        self._steps.setValue(done)
        if self.says is not None:
            self._name.show_text(self.says(report))
            return
        said = report.text or self._title
        counted = f"{number(report.done)} / {number(report.total)}" if report.total else ""
        self._name.show_text(f"{said}  {upright(counted)}" if counted else said)

    def _end(self) -> None:
        if self.sender() is self._task:
            self._patience.stop()
            self._task = None
            self.hide()

    def _cancel(self) -> None:
        self._stop.setEnabled(False)
        if self._task is not None:
            self._task.cancel()


def _in_range(total: int, done: int) -> tuple[int, int]:
    if total <= _MOST:
        return total, done
    return _MOST, round(done * _MOST / total)
