"""What watches over the program: which signs lock, which do not, and how one comes back."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from strikelog.gui.locking.guard import REASONS, Guard
from strikelog.gui.locking.locker import Why
from strikelog.gui.start.program import Program
from strikelog.gui.start.unlock import UnlockScreen
from strikelog.services.restarting import Handover
from strikelog.services.resuming import Resuming, Whereabouts
from strikelog.services.settings import Appearance
from strikelog.services.workspace import Workspace
from strikelog.storage.keys import KdfCost
from strikelog.storage.vault import Vault
from tests.architecture.source_tree import SOURCE

PASSPHRASE = "lantern orchard pebble"


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "north.strikelog"
    Vault.create(place, PASSPHRASE, cost=KdfCost(memory=8, passes=1, lanes=1)).close()
    return place


@pytest.fixture
def program(dressed, tasks, gone, monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "tcp:elsewhere")
    made = Program(dressed, Appearance(theme="light"), version="0", tasks=tasks)
    gone(made.start_window)
    yield made
    if made.session is not None:
        gone(made.session.window)
        made.session.window.hide()
    made.close()


@pytest.fixture
def restarted():
    return []


@pytest.fixture
def guard(dressed, program, restarted):
    quits = dressed.quitOnLastWindowClosed()
    made = Guard(dressed, program, restart=restarted.append)
    yield made
    for part in (made, made.watch, made.clipboard, made.locker):
        part.deleteLater()
        QCoreApplication.sendPostedEvents(part, QEvent.Type.DeferredDelete)
    dressed.setQuitOnLastWindowClosed(quits)


@pytest.fixture
def opened(guard, program, folder):
    program.start(folder, demo=False)
    screen = program.start_window.screen_shown
    screen.passphrase.setText(PASSPHRASE)
    screen.unlock.click()
    return program.session


SIGNS = {
    "the key": (lambda guard: guard.watch.panicked, Why.ASKED),
    "rest": (lambda guard: guard.watch.idle, Why.IDLE),
    "a sleep that was noticed": (lambda guard: guard.watch.slept, Why.AWAY),
    "a sleep that is announced": (lambda guard: guard.signs.sleeping, Why.AWAY),
    "a locked screen": (lambda guard: guard.signs.screen_locked, Why.AWAY),
}


@pytest.mark.parametrize(("sign", "why"), SIGNS.values(), ids=SIGNS.keys())
def test_an_open_vault_is_locked_by(qtbot, guard, opened, folder, restarted, sign, why):
    sign(guard).emit()

    assert not opened.window.isVisible()
    qtbot.waitUntil(lambda: bool(restarted))
    assert restarted == [Handover(folder, why)]
    assert restarted[0].why in REASONS


def test_the_button_at_the_foot_locks(qtbot, guard, opened, folder, restarted):
    opened.window.status.lock_requested.emit()

    qtbot.waitUntil(lambda: bool(restarted))
    assert restarted == [Handover(folder, Why.ASKED)]


def test_where_nothing_is_open_only_the_key_does_something(
    qtbot, guard, program, folder, restarted
):
    program.start(folder, demo=False)

    for sign in (guard.watch.idle, guard.watch.slept, guard.signs.screen_locked):
        sign.emit()
    assert program.start_window.isVisible()

    guard.watch.panicked.emit()
    qtbot.waitUntil(lambda: bool(restarted))
    assert restarted == [Handover(folder, Why.ASKED)]


def test_a_vault_that_is_open_without_a_window_is_closed_too(
    qtbot, guard, program, folder, restarted
):
    program.start(folder, demo=False)
    program.key_steps.waiting = Workspace.open(folder, PASSPHRASE)

    guard.watch.idle.emit()
    qtbot.waitUntil(lambda: bool(restarted))

    program.key_steps.waiting = None
    assert restarted == [Handover(folder, Why.IDLE)]
    Vault.open(folder, PASSPHRASE).close()


def test_the_limit_is_the_vaults_own(guard, program, folder):
    with Vault.open(folder, PASSPHRASE) as vault:
        Resuming(vault.database).save_idle_minutes(5)
    program.start(folder, demo=False)
    screen = program.start_window.screen_shown
    screen.passphrase.setText(PASSPHRASE)

    screen.unlock.click()

    assert guard.watch._limit == 300


def test_another_limit_holds_at_once(guard, opened):
    opened.idle_changed.emit(1)

    assert guard.watch._limit == 60


def test_the_worked_example_rests_as_long_as_one_likes(guard, program):
    program.start(None, demo=True)

    assert guard.watch._limit is None


def test_the_worked_example_locks_into_the_first_screen(qtbot, guard, program, restarted):
    program.start(None, demo=True)

    guard.watch.panicked.emit()
    qtbot.waitUntil(lambda: bool(restarted))

    assert restarted == [Handover(None, "")]


def test_coming_back_leads_to_the_page_one_was_on(guard, program, folder):
    with Vault.open(folder, PASSPHRASE) as vault:
        Resuming(vault.database).leave(Whereabouts(page="Source"))
    program.start(folder, demo=False, note="Locked.")
    screen = program.start_window.screen_shown
    assert isinstance(screen, UnlockScreen)
    assert screen.messages.text == "Locked."
    screen.passphrase.setText(PASSPHRASE)

    screen.unlock.click()

    assert program.session.window.page.title == "Sources"


NOISE = """
import logging, sys, threading, warnings
from PySide6.QtCore import qWarning
from strikelog.domain.journal import Journal
from strikelog.gui.silence import keep_silent

journal = Journal()
keep_silent(journal)
secret = sys.argv[1]
qWarning(secret)
warnings.warn(secret)
logging.getLogger("sqlalchemy").error(secret)
def fail():
    raise RuntimeError(secret)
one = threading.Thread(target=fail)
one.start()
one.join()
class Stray:
    def __del__(self):
        raise ValueError(secret)
del [Stray()][0]
print(journal.text)
"""


def test_what_would_go_to_a_stream_is_counted_and_its_words_are_gone():
    done = subprocess.run(
        [sys.executable, "-c", NOISE, "Witness W-114"],
        env={"PYTHONPATH": str(SOURCE), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert done.stderr == ""
    assert "Witness" not in done.stdout
    for word in ("qt-warning", "python-warning", "library-warning", "RuntimeError", "ValueError"):
        assert word in done.stdout
