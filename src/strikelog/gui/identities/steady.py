"""A dialog that stays until its work is done, because what comes of it must not be lost."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.progress import Progress
from strikelog.gui import style
from strikelog.gui.dialogs.sheet import Sheet
from strikelog.gui.style import Look
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.labels import paragraph

T = TypeVar("T")


class SteadySheet(Sheet):
    """Stretching a passphrase takes a second or two and cannot be broken off half way."""

    def __init__(
        self, parent: QWidget | None, heading: str, tasks: Tasks, *, width: int = 0
    ) -> None:
        super().__init__(parent, heading, width=width)
        self._tasks = tasks
        self._is_busy = False
        self._doing = paragraph("", Look.SMALL)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(style.PROGRESS)
        for part in (self._doing, self._bar):
            self.body.addWidget(part)
            part.hide()
        self.body.addStretch(1)

    def add_parts(self, *parts: QWidget) -> None:
        """Put parts above the line that says what is being done."""
        for part in parts:
            self.body.insertWidget(self.body.count() - 3, part)

    def work(
        self, go: QPushButton, words: str, job: Callable[[], T], done: Callable[[T], None]
    ) -> None:
        """Do something beside the window; `go` rests and nothing can be closed meanwhile."""
        if self._is_busy:
            return

        def plainly(_: Progress) -> T:
            return job()

        def arrived(result: T) -> None:
            self._rest_from(go)
            done(result)

        def refused(error: StrikelogError) -> None:
            self._rest_from(go)
            self.fail(error)

        self._be_busy(go, words)
        self._tasks.run(self, plainly, arrived, refused, write=True)

    def reject(self) -> None:
        """Stay while something is under way."""
        if not self._is_busy:
            super().reject()

    def _be_busy(self, go: QPushButton, words: str) -> None:
        self._is_busy = True
        self.messages.hide()
        self._doing.setText(words)
        for part in (self._doing, self._bar):
            part.show()
        for button in (go, self.closer):
            button.setEnabled(False)

    def _rest_from(self, go: QPushButton) -> None:
        self._is_busy = False
        for part in (self._doing, self._bar):
            part.hide()
        for button in (go, self.closer):
            button.setEnabled(True)
