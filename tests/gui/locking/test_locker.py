"""Locking a real vault, with a restart that only takes note; then coming back."""

import threading

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from strikelog.domain.filter_text import parse_filter
from strikelog.domain.records import Incident, Site
from strikelog.gui.forms.capture import QuickCapture
from strikelog.gui.locking.locker import Locker, Why
from strikelog.gui.locking.places import Return, whereabouts_of
from strikelog.gui.pages import wishes
from strikelog.gui.tasks import Tasks
from strikelog.gui.window.session import Opening, Session
from strikelog.services.restarting import Handover
from strikelog.services.resuming import Draft, Resuming, Whereabouts
from strikelog.services.settings import Appearance
from strikelog.services.workspace import Workspace
from strikelog.storage.keys import KdfCost
from strikelog.storage.vault import Vault

PASSPHRASE = "lantern orchard pebble"
UNREADABLE = "some day in spring or so"


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "north.strikelog"
    Vault.create(place, PASSPHRASE, cost=KdfCost(memory=8, passes=1, lanes=1)).close()
    return place


@pytest.fixture
def sit(folder, faults, gone):
    """Opens a window over the vault; as often as it is called, once the one before is closed."""
    opened = []

    def begin(tasks):
        workspace = Workspace.open(folder, PASSPHRASE)
        session = Session(workspace, tasks, Opening(Appearance(), "0"))
        gone(session.window)
        session.window.show()
        opened.append(workspace)
        return session

    yield begin
    for workspace in opened:
        workspace.close()


@pytest.fixture
def restarted():
    return []


@pytest.fixture
def locker(dressed, tasks, restarted):
    quits = dressed.quitOnLastWindowClosed()
    forgotten = []
    made = Locker(dressed, tasks, restart=restarted.append, forget=lambda: forgotten.append(True))
    made.forgotten = forgotten
    yield made
    made._step.stop()
    made.setParent(None)
    dressed.setQuitOnLastWindowClosed(quits)


def visible():
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def lock(qtbot, locker, session, folder, why=Why.ASKED):
    locker.lock(session, Handover(folder, why))
    qtbot.waitUntil(lambda: not locker._step.isActive(), timeout=5_000)


def test_everything_is_off_the_screen_before_anything_else(qtbot, locker, sit, tasks, folder):
    session = sit(tasks)
    dialog = QDialog(session.window)
    dialog.open()

    locker.lock(session, Handover(folder, Why.ASKED))

    assert visible() == []
    assert locker.forgotten == [True]
    assert locker.is_locking
    qtbot.waitUntil(lambda: not locker._step.isActive())


def test_what_was_typed_is_on_the_disk_and_the_vault_closed(
    qtbot, locker, sit, tasks, folder, restarted
):
    session = sit(tasks)
    session.grant(wishes.New(Site))
    form = session.page_of(Site).form
    editor = form.sheet.fields.cell("name").editor
    editor.keyboard.setText("Market of Kafr Nabl")
    editor.keyboard.textEdited.emit("Market of Kafr Nabl")

    lock(qtbot, locker, session, folder)

    assert restarted == [Handover(folder, Why.ASKED)]
    with Vault.open(folder, PASSPHRASE) as vault:
        found = Workspace.over(vault).finding.page(Site, parse_filter("", Site), None, limit=9)
        assert [one.name for one in found] == ["Market of Kafr Nabl"]


def test_the_person_comes_back_to_the_field_and_the_text_that_is_no_value(
    qtbot, locker, sit, tasks, folder
):
    session = sit(tasks)
    session.grant(wishes.New(Incident))
    fields = session.page_of(Incident).form.sheet.fields
    for key, text in (("title", "Strike on the market"), ("date_edtf", UNREADABLE)):
        line = fields.cell(key).editor.keyboard
        line.setText(text)
        line.textEdited.emit(text)
    fields.focus("date_edtf")
    lock(qtbot, locker, session, folder)

    again = sit(tasks)
    place = Resuming(again.workspace.vault.database).take()
    Return(again, place).begin()

    form = again.page_of(Incident).form
    qtbot.waitUntil(lambda: form.sheet is not None and form.record.title is not None)
    cell = form.sheet.fields.cell("date_edtf")
    qtbot.waitUntil(lambda: cell.editor.keyboard.text() == UNREADABLE)
    assert form.record.title == "Strike on the market"
    assert cell.editor.is_unread
    assert place.drafts == (Draft(form.record.id, "date_edtf", UNREADABLE),)
    assert Resuming(again.workspace.vault.database).take() is None


def test_a_filter_and_a_page_are_found_again(qtbot, locker, sit, tasks, folder):
    session = sit(tasks)
    page = session.page_of(Site)
    session.window.show_page(page)
    page.ask(parse_filter("market", Site))
    lock(qtbot, locker, session, folder)

    again = sit(tasks)
    Return(again, Resuming(again.workspace.vault.database).take()).begin()

    assert again.window.page is again.page_of(Site)
    assert again.page_of(Site).list.filter.where == parse_filter("market", Site)


def test_an_open_quick_capture_is_filled_again(qtbot, locker, sit, tasks, folder):
    session = sit(tasks)
    session.grant(wishes.Capture())
    session.window.findChild(QuickCapture).what.line.setText("Two shells on the well")
    lock(qtbot, locker, session, folder)

    again = sit(tasks)
    Return(again, Resuming(again.workspace.vault.database).take()).begin()

    assert again.window.findChild(QuickCapture).what.line.text() == "Two shells on the well"


def test_a_site_that_was_chosen_is_the_same_site_afterwards(qtbot, locker, sit, tasks, folder):
    session = sit(tasks)
    site = session.workspace.recording.save(Site(name="Old well")).record
    session.grant(wishes.Capture())
    capture = session.window.findChild(QuickCapture)
    capture.where.recall(site.id, "Old well")
    capture.killed.line.setText("2")
    lock(qtbot, locker, session, folder)

    again = sit(tasks)
    Return(again, Resuming(again.workspace.vault.database).take()).begin()

    filled = again.window.findChild(QuickCapture)
    assert (filled.where.known_id, filled.where.text) == (site.id, "Old well")
    assert filled.killed.value.low == 2


def test_the_worked_example_leaves_no_place_behind(qtbot, locker, sit, tasks, folder, restarted):
    session = sit(tasks)

    lock(qtbot, locker, session, None)

    with Vault.open(folder, PASSPHRASE) as vault:
        assert Resuming(vault.database).take() is None
    assert restarted == [Handover(None, Why.ASKED)]


def test_a_failure_on_the_way_still_begins_anew(qtbot, locker, sit, tasks, folder, restarted):
    session = sit(tasks)

    def fail(*_):
        raise RuntimeError("x")

    session.workspace.vault.close, close = fail, session.workspace.vault.close
    with qtbot.captureExceptions() as caught:
        lock(qtbot, locker, session, folder)
    session.workspace.vault.close = close

    assert [kind for kind, *_ in caught] == [RuntimeError]
    assert restarted == [Handover(folder, Why.ASKED)]


def test_rest_waits_for_work_and_a_key_does_not(qtbot, dressed, sit, faults, folder, restarted):
    tasks = Tasks(faults.append)
    session = sit(tasks)
    locker = Locker(dressed, tasks, restart=restarted.append, forget=lambda: None)
    broken_off = []

    def long(progress):
        for step in range(100_000):
            progress.report(step)
            pause.wait(0.01)

    pause = threading.Event()
    tasks.run(session, long, print, lambda error: broken_off.append(type(error).__name__))
    locker.lock(session, Handover(folder, Why.IDLE))
    qtbot.wait(900)
    assert restarted == []
    assert locker.cover.isVisible()
    assert visible() == [locker.cover]

    locker.lock(session, Handover(folder, Why.ASKED))
    qtbot.waitUntil(lambda: bool(restarted), timeout=10_000)

    locker.cover.close()
    locker.setParent(None)
    tasks.close()
    assert faults == []


def test_whereabouts_survive_the_vault_and_nonsense_does_not(folder):
    place = Whereabouts(page="Site", row=3, drafts=(Draft("a", "b", "c"),), capture={"what": "x"})
    with Vault.open(folder, PASSPHRASE) as vault:
        resuming = Resuming(vault.database)
        resuming.leave(place)
        assert resuming.take() == place

        vault.database.remember("resume.place", '{"page": 3, "unknown": 4}')
        assert resuming.take() is None
        vault.database.remember("resume.place", "no json")
        assert resuming.take() is None


@pytest.mark.parametrize(("kept", "used"), [("5", 5), ("0", 1), ("99", 15), ("x", 3), (None, 3)])
def test_the_time_to_rest_keeps_within_its_limits(folder, kept, used):
    with Vault.open(folder, PASSPHRASE) as vault:
        vault.database.remember("settings.lock", kept)

        assert Resuming(vault.database).idle_minutes == used


def test_a_page_without_records_is_a_place_too(sit, tasks):
    session = sit(tasks)
    session.window.show_page(session.settings)

    assert whereabouts_of(session, None, None) == Whereabouts(page="settings")
