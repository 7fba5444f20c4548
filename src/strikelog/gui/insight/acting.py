"""Writes down what a person decides about a result, beside the window."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from strikelog.domain.changes import Changes
from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.gui.language import number, say, upright
from strikelog.gui.tasks import Tasks
from strikelog.insight.reconciliation import Reconciliation
from strikelog.insight.worklists import ARCHIVED_COPY, Task
from strikelog.services.insights import Insights
from strikelog.services.kept_runs import KeptRun
from strikelog.services.preserving import Preserving

_ACTS: Mapping[str, Callable[[Insights, object, str], Changes]] = {
    "accept": Insights.accept,
    "dismiss": Insights.dismiss,
    "reopen": Insights.reopen,
}
_TOLD: Mapping[str, str] = {
    "accept": mark("Accepted, and written down."),
    "dismiss": mark("Dismissed. It stays away until other records take part in it."),
    "reopen": mark("Opened again."),
}
_KEPT = mark("Kept as number {number}. It will not change with the records.")
_ENTERED = mark("Copies entered: {count}.")


class Acting(QObject):
    """Emits `done` with what changed and a sentence, `kept` with the sentence alone.

    What is kept is kept for good, so that nothing about it can be taken back.
    """

    done = Signal(object, str)
    kept = Signal(str)
    failed = Signal(object)

    def __init__(self, insights: Insights, preserving: Preserving, tasks: Tasks) -> None:
        super().__init__()
        self._insights = insights
        self._preserving = preserving
        self._tasks = tasks

    def act(self, verb: str, found: object, reason: str) -> None:
        """Accept, dismiss or reopen a finding, or keep an answer about a total."""
        if verb == "keep":
            self._keep(found)
            return
        insights, act = self._insights, _ACTS[verb]
        self._change(lambda: act(insights, found, reason), say(_TOLD[verb]))

    def enter(self, by_source: Mapping[str, str]) -> None:
        """Enter the addresses of archived copies at their sources."""
        preserving = self._preserving
        self._change(lambda: preserving.enter(by_source), _entered(len(by_source)))

    def paste(self, found: object, text: str) -> None:
        """Enter one address on the line of a link; a page is no copy of itself."""
        if not isinstance(found, Task) or found.worklist != ARCHIVED_COPY:
            return
        preserving, source_id = self._preserving, found.record_id
        self._change(lambda: preserving.enter_one(source_id, text), _entered(1))

    def _change(self, write: Callable[[], Changes], told: str) -> None:
        """Write beside the window, and then tell what was done."""
        self._tasks.run(
            self,
            lambda _progress: write(),
            partial(self._tell, told),
            self._fail,
            write=True,
        )

    def _keep(self, found: object) -> None:
        insights = self._insights
        assert isinstance(found, Reconciliation)
        self._tasks.run(
            self, lambda _progress: insights.keep(found), self._tell_kept, self._fail, write=True
        )

    def _tell(self, text: str, changes: Changes) -> None:
        self.done.emit(changes, text)

    def _tell_kept(self, run: KeptRun) -> None:
        self.kept.emit(say(_KEPT).format(number=upright(number(run.number))))

    def _fail(self, error: StrikelogError) -> None:
        self.failed.emit(error)


def _entered(count: int) -> str:
    return say(_ENTERED).format(count=upright(number(count)))
