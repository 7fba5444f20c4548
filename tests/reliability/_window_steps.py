"""What the steered program can be asked to do; each step yields while it waits for the window."""

import gc
import time

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from strikelog.domain.filters import ALL
from strikelog.domain.records import Incident
from strikelog.gui.pages import wishes

WAIT = 120.0


def until(met):
    """Wait for something to come true."""
    ends = time.monotonic() + WAIT
    while not met():
        if time.monotonic() > ends:
            raise TimeoutError(met.__qualname__)
        yield


def unlock(ear, passphrase):
    """Type the passphrase and open the vault."""
    screen = ear.program.start_window.screen_shown
    screen.passphrase.setText(passphrase)
    screen.unlock.click()
    program = ear.program
    yield from until(lambda: program.session is not None or not screen.messages.isHidden())
    assert program.session is not None, f"{screen.messages.text}\n{program.journal.text}"
    yield from until(lambda: not ear.program.tasks.is_busy)


def load(ear):
    """Read every incident, open a form, walk through the list; keep all of it."""
    session = ear.program.session
    finding = session.workspace.finding
    ear.kept["records"] = finding.page(Incident, ALL, None, limit=1_000_000, offset=0)
    page = session.page_of(Incident)
    session.window.show_page(page)
    yield from until(lambda: page.list.table.rows.rowCount() == len(ear.kept["records"]))
    page.list.table.go_to(page.list.table.rows.key_at(0))
    session.grant(wishes.Edit(Incident, ear.kept["records"][0].id))
    yield from until(lambda: page.form is not None and page.form.record is not None)
    yield from until(lambda: not ear.program.tasks.is_busy)
    return len(ear.kept["records"])


def lock(ear):
    """Press the one key, as the system would deliver it."""
    yield
    window = ear.program.session.window.windowHandle()
    ear.guard.watch._watch(window)
    ear.blanked_at = time.monotonic()
    QTest.keyClick(window, Qt.Key.Key_F12)
    yield


def clear(ear):
    """Lock the way that does not lock: close the window and the vault, drop everything, collect."""
    yield
    program = ear.program
    session, program.session = program.session, None
    session.flush()
    yield from until(lambda: not program.tasks.is_busy)
    ear.kept.clear()
    session.window.hide()
    session.window.deleteLater()
    session.workspace.close()
    session.deleteLater()
    del session
    yield
    gc.unfreeze()
    gc.collect()


def quit_program(ear):
    """Close as a person does."""
    yield
    ear.guard.parent().setQuitOnLastWindowClosed(True)
    if ear.program.session is not None:
        ear.program.session.window.close()
    QGuiApplication.quit()


def journal(ear):
    """Give the journal as the person would see it."""
    yield
    return ear.program.journal.text


STEPS = {
    "journal": journal,
    "unlock": unlock,
    "load": load,
    "lock": lock,
    "clear": clear,
    "quit": quit_program,
}
