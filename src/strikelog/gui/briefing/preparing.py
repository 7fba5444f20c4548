"""Makes the pages of a wish beside the window; the newest wish alone, and so that one can stop."""

from PySide6.QtCore import QObject, QTimer, Signal

from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.drawing.printed import PrintedPage
from strikelog.gui.language import language, say
from strikelog.gui.tasks import Lane, Latest, Task, Tasks
from strikelog.gui.widgets.progress_strip import ProgressStrip
from strikelog.services.briefing_drafts import BriefingWish
from strikelog.services.briefing_preview import Preview, Previewing

__all__ = ["Preparing"]

_LONG = 700
"""Milliseconds after which it is worth saying how far the pages are."""


class Preparing(QObject):
    """Emits `arrived` with the pages that are ready, then `made` with the preview, or `failed`."""

    arrived = Signal(object)
    made = Signal(object)
    failed = Signal(object)

    def __init__(self, owner: QObject, previewing: Previewing, tasks: Tasks) -> None:
        super().__init__(owner)
        self._previewing = previewing
        self._latest = Latest(tasks, self, Lane.SETTING)
        self._task: Task | None = None
        self._pages: list[PrintedPage] = []
        self.strip = ProgressStrip()
        self._patience = QTimer(self, singleShot=True, interval=_LONG)
        self._patience.timeout.connect(self._tell_how_far)

    def make(self, wish: BriefingWish, *, total: int = 0) -> None:
        """Make the pages of a wish in place of any other; `total` as previews take it."""
        previewing, pages, shown_in = self._previewing, list[PrintedPage](), language()

        def job(progress: Progress) -> Preview:
            return previewing.preview(
                wish, language=shown_in, total=total, arrived=pages.append, progress=progress
            )

        self._pages = pages
        self._patience.start()
        self._task = self._latest.run(job, self._end, self._break_off)
        self._task.progressed.connect(self._tell_arrived)

    def drop(self) -> None:
        """Make no pages any more."""
        self._patience.stop()
        self._latest.drop()

    def _tell_how_far(self) -> None:
        if self._task is not None:
            self.strip.follow(self._task, say(mark("Going through the records")))

    def _tell_arrived(self) -> None:
        if self._pages:
            self.arrived.emit(list(self._pages))

    def _end(self, preview: Preview) -> None:
        self._rest()
        self.made.emit(preview)

    def _break_off(self, error: object) -> None:
        self._rest()
        self.failed.emit(error)

    def _rest(self) -> None:
        self._patience.stop()
        self._task = None
