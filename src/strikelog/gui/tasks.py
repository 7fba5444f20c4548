"""Work beside the window: plain functions run in threads, results come back by one signal.

A job is a plain function of plain values and a `Progress`; it knows no Qt and holds no widget.
Writes queue in one thread, reads in another; pictures and large files have two more, which nobody
waits for. A callback dies with its owner. Errors the world made go to `failed`; everything else
goes to the one place that reports faults of the program.
"""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from enum import StrEnum
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from strikelog.domain.errors import StrikelogError
from strikelog.domain.progress import Cancelled, Progress

T = TypeVar("T")
Failed = Callable[[StrikelogError], None]
Fault = Callable[[BaseException], None]
REPORTS_A_SECOND = 10


def _nothing(_outcome: object) -> None:
    """What is done afterwards where nobody waits for the outcome."""


class Lane(StrEnum):
    """Which thread does a job: one each, so that what is long does not hold up what is short."""

    READING = "reader"
    WRITING = "writer"
    LOOKING = "looker"
    """Pictures, made in a confined process."""
    CARRYING = "carrier"
    """Files in and out of the vault, which may be large."""
    KEEPING = "keeper"
    """Backups, and checks of the whole vault."""
    SETTING = "setter"
    """Pages of papers as they will be printed."""


@dataclass(frozen=True)
class Report:
    """How far a job is; `total` is None while unknown."""

    done: int
    total: int | None
    text: str


class Task(QObject):
    """One piece of work under way: watch `progressed` and `finished`, or `cancel()` it."""

    progressed = Signal(object)
    finished = Signal()

    def __init__(self, owner: QObject, done: Callable[[Any], None], failed: Failed | None) -> None:
        super().__init__()
        self.brake = Event()
        self._owner = owner
        self._done = done
        self._failed = failed
        self._is_dropped = False

    def cancel(self) -> None:
        """Ask the job to stop; `failed` gets `Cancelled`, or `done` what was quicker."""
        self.brake.set()

    def drop(self) -> None:
        """Ask the job to stop and forget it: neither callback will be called."""
        self._is_dropped = True
        self.brake.set()

    def deliver(self, outcome: Future[Any]) -> BaseException | None:
        """Hand the outcome to the owner if it still lives; return the error that nobody took."""
        self.finished.emit()
        if self._is_dropped:
            return None
        error = self._error_of(outcome)
        if error is not None:
            return self._fail(error)
        if isValid(self._owner):
            self._done(outcome.result())
        return None

    def _error_of(self, outcome: Future[Any]) -> BaseException | None:
        error = outcome.exception()
        # What a job that was told to stop meets, such as a vault that closed, is no fault.
        if error is not None and self.brake.is_set():
            return Cancelled()
        return error

    def _fail(self, error: BaseException) -> BaseException | None:
        if not isinstance(error, StrikelogError):
            return error
        if self._failed is not None and isValid(self._owner):
            self._failed(error)
            return None
        return None if isinstance(error, Cancelled) else error


class TaskProgress:
    """The job's side of a task: reports at most ten times a second, raises when cancelled."""

    def __init__(self, brake: Event, send: Callable[[Report], None]) -> None:
        self._brake = brake
        self._send = send
        self._last = 0.0

    def report(self, done: int, total: int | None = None, text: str = "") -> None:
        """Tell how far the job is; raises `Cancelled` when it should stop."""
        if self._brake.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._last < 1 / REPORTS_A_SECOND and done != total:
            return
        self._last = now
        self._send(Report(done, total, text))


class Tasks(QObject):
    """Runs jobs; lives as long as the application and owns the only signals between threads.

    The threads know a task by its number alone, so that no Qt object can end its life in one.
    """

    _settled = Signal(int, object)
    _reported = Signal(int, object)

    def __init__(self, on_fault: Fault) -> None:
        super().__init__()
        self._on_fault = on_fault
        self._pools = {lane: ThreadPoolExecutor(1, lane) for lane in Lane}
        self._open: dict[int, Task] = {}
        self._count = 0
        self._settled.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        self._reported.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    @staticmethod
    def immediate(on_fault: Fault) -> "Tasks":
        """Return tasks that run at once, for tests."""
        return ImmediateTasks(on_fault)

    def run(
        self,
        owner: QObject,
        job: Callable[[Progress], T],
        done: Callable[[T], None] = _nothing,
        failed: Failed | None = None,
        *,
        write: bool = False,
        lane: Lane = Lane.READING,
    ) -> Task:
        """Run `job` beside the window; `done` or `failed` is called here if `owner` still lives.

        What is to `write` waits for other writing; anything else for its own lane.
        """
        task = Task(owner, done, failed)
        self._count += 1
        number = self._count
        self._open[number] = task
        progress = TaskProgress(task.brake, lambda report: self._reported.emit(number, report))
        self._start(number, lambda: job(progress), Lane.WRITING if write else lane)
        return task

    @property
    def is_busy(self) -> bool:
        """True while a job is under way or its outcome waits to be delivered."""
        return bool(self._open)

    def close(self) -> None:
        """Break off reading, finish every write that was asked for, end the threads."""
        self._pools[Lane.WRITING].shutdown(wait=True)
        for task in self._open.values():
            task.drop()
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)

    def stop(self, patience: float) -> bool:
        """Break off what can be broken off, finish short writes; False when that took too long."""
        for task in self._open.values():
            task.brake.set()
        ends = [pool.submit(bool) for pool in self._pools.values()]
        return not wait(ends, patience).not_done

    def _start(self, number: int, job: Callable[[], object], lane: Lane) -> None:
        future = self._pools[lane].submit(job)
        future.add_done_callback(lambda outcome: self._settled.emit(number, outcome))

    @Slot(int, object)
    def _settle(self, number: int, outcome: Future[Any]) -> None:
        task = self._open.pop(number)
        error = None if outcome.cancelled() else task.deliver(outcome)
        if error is not None:
            self._on_fault(error)

    @Slot(int, object)
    def _pass_on(self, number: int, report: Report) -> None:
        task = self._open.get(number)
        if task is not None:
            task.progressed.emit(report)


class ImmediateTasks(Tasks):
    """Runs every job at once in the calling thread, so that tests read from top to bottom.

    Faults of the program rise straight out of `run`.
    """

    def _start(self, number: int, job: Callable[[], object], _lane: Lane) -> None:
        outcome: Future[object] = Future()
        try:
            outcome.set_result(job())
        except StrikelogError as error:
            outcome.set_exception(error)
        self._settle(number, outcome)


class Latest:
    """Lets only the newest of many requests arrive, as when someone types in a search box."""

    def __init__(self, tasks: Tasks, owner: QObject, lane: Lane = Lane.READING) -> None:
        self._tasks = tasks
        self._owner = owner
        self._lane = lane
        self._task: Task | None = None

    def run(
        self, job: Callable[[Progress], T], done: Callable[[T], None], failed: Failed | None = None
    ) -> Task:
        """Drop what is under way and run `job` instead."""
        self.drop()
        self._task = self._tasks.run(self._owner, job, done, failed, lane=self._lane)
        return self._task

    def drop(self) -> None:
        """Forget what is under way."""
        if self._task is not None:
            self._task.drop()
            self._task = None
