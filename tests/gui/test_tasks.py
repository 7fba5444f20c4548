"""Background work: results arrive, in the right thread, for owners that live."""

import threading

import pytest
from PySide6.QtCore import QObject
from shiboken6 import delete

from strikelog.domain.errors import StrikelogError
from strikelog.domain.progress import Cancelled
from strikelog.gui.tasks import Lane, Latest, Tasks


class DiskFull(StrikelogError):
    """A failure of the world."""

    message = "The disk is full."


@pytest.fixture
def threaded(qapp, faults):
    """Real tasks, closed afterwards."""
    made = Tasks(faults.append)
    yield made
    made.close()


@pytest.fixture
def owner(qapp):
    """Somebody who waits for results."""
    return QObject()


def test_a_job_runs_elsewhere_and_its_result_arrives_here(qtbot, threaded, owner):
    arrived = []

    threaded.run(
        owner,
        lambda _progress: threading.current_thread().name,
        lambda name: arrived.append((name, threading.current_thread() is threading.main_thread())),
    )

    qtbot.waitUntil(lambda: bool(arrived))
    assert arrived[0][0].startswith("reader")
    assert arrived[0][1] is True


def test_writes_run_one_after_the_other_in_their_own_thread(qtbot, threaded, owner):
    order, names = [], set()

    def job(number):
        names.add(threading.current_thread().name)
        return number

    for number in range(20):
        threaded.run(owner, lambda _p, number=number: job(number), order.append, write=True)

    qtbot.waitUntil(lambda: len(order) == 20)
    assert order == list(range(20))
    assert len(names) == 1


def test_reading_goes_on_while_a_write_waits(qtbot, threaded, owner):
    gate, read = threading.Event(), []
    threaded.run(owner, lambda _p: gate.wait(10), read.append, write=True)

    threaded.run(owner, lambda _p: "read", read.append)

    qtbot.waitUntil(lambda: read == ["read"])
    gate.set()
    qtbot.waitUntil(lambda: read == ["read", True])


def test_what_the_world_did_goes_to_failed(qtbot, threaded, owner, faults):
    failures = []

    def job(_progress):
        raise DiskFull

    threaded.run(owner, job, pytest.fail, failures.append)

    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], DiskFull)
    assert faults == []


def test_a_failure_nobody_awaits_is_reported(qtbot, threaded, owner, faults):
    def job(_progress):
        raise DiskFull

    threaded.run(owner, job, pytest.fail)

    qtbot.waitUntil(lambda: bool(faults))
    assert isinstance(faults[0], DiskFull)


def test_a_fault_of_the_program_is_never_shown_as_a_failure(qtbot, threaded, owner, faults):
    def job(_progress):
        return {}["missing"]

    threaded.run(owner, job, pytest.fail, pytest.fail)

    qtbot.waitUntil(lambda: bool(faults))
    assert isinstance(faults[0], KeyError)


def test_a_callback_dies_with_its_owner(qtbot, threaded, owner):
    gate, arrived = threading.Event(), []
    threaded.run(owner, lambda _p: gate.wait(10), arrived.append)

    delete(owner)
    gate.set()

    qtbot.waitUntil(lambda: not threaded.is_busy)
    assert arrived == []


def test_progress_is_told_and_never_more_often_than_anyone_can_read(qtbot, threaded, owner):
    reports = []

    def job(progress):
        for step in range(1, 5001):
            progress.report(step, 5000, "Counting")

    task = threaded.run(owner, job, lambda _result: None)
    task.progressed.connect(reports.append)

    qtbot.waitUntil(lambda: not threaded.is_busy)
    qtbot.waitUntil(lambda: bool(reports) and reports[-1].done == 5000)
    assert len(reports) < 100


def test_a_cancelled_job_stops_at_its_next_report(qtbot, threaded, owner):
    begun, failures = threading.Event(), []

    def job(progress):
        while True:
            progress.report(1)
            begun.set()

    task = threaded.run(owner, job, pytest.fail, failures.append)
    begun.wait(10)
    task.cancel()

    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], Cancelled)


def test_a_write_that_was_quicker_than_its_cancelling_is_told(qtbot, threaded, owner):
    gate, arrived = threading.Event(), []

    def job(_progress):
        gate.wait(10)
        return "saved"

    task = threaded.run(owner, job, arrived.append, write=True)
    task.cancel()
    gate.set()

    qtbot.waitUntil(lambda: arrived == ["saved"])


def test_only_the_newest_request_arrives(qtbot, threaded, owner):
    latest, gate, arrived = Latest(threaded, owner), threading.Event(), []

    latest.run(lambda _p: gate.wait(10) and "first", arrived.append)
    latest.run(lambda _p: "second", arrived.append)
    latest.run(lambda _p: "third", arrived.append)
    gate.set()

    qtbot.waitUntil(lambda: not threaded.is_busy)
    assert arrived == ["third"]


def test_closing_finishes_every_write_that_was_asked_for(qapp, owner, faults):
    made, written = Tasks(faults.append), []
    for number in range(10):
        made.run(owner, lambda _p, number=number: written.append(number), print, write=True)

    made.close()

    assert written == list(range(10))


def test_immediate_tasks_are_done_when_run_returns(tasks, owner):
    arrived = []

    tasks.run(owner, lambda _p: 7, arrived.append)

    assert arrived == [7]
    assert not tasks.is_busy


def test_immediate_tasks_let_faults_rise(tasks, owner):
    with pytest.raises(ZeroDivisionError):
        tasks.run(owner, lambda _p: 1 // 0, print)


def test_what_is_carried_holds_up_nothing_else(qtbot, faults):
    tasks, done, gate = Tasks(faults.append), [], threading.Event()
    tasks.run(tasks, lambda _: gate.wait(10), done.append, lane=Lane.CARRYING)

    for lane in (Lane.READING, Lane.LOOKING):
        tasks.run(tasks, lambda _, lane=lane: lane, done.append, lane=lane)
    tasks.run(tasks, lambda _: "written", done.append, write=True)
    qtbot.waitUntil(lambda: len(done) == 3)

    assert set(done) == {Lane.READING, Lane.LOOKING, "written"}
    gate.set()
    qtbot.waitUntil(lambda: len(done) == 4)
    tasks.close()
