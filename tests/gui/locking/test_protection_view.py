"""Settings of the lock, what the computer protects, the journal as it is saved."""

import pytest
from PySide6.QtWidgets import QTabWidget

from strikelog.domain.journal import Event, Journal
from strikelog.gui.locking import protection_view
from strikelog.gui.locking.protection_view import JournalView, ProtectionView
from strikelog.gui.widgets.pill import StatusPill
from strikelog.services.protection import Protection


@pytest.fixture
def settings(empty_workspace):
    return empty_workspace.settings


@pytest.fixture
def view(qtbot, settings, tasks):
    made = ProtectionView(settings, tasks)
    qtbot.addWidget(made)
    return made


def test_three_minutes_are_the_start(view):
    assert view.minutes.currentData() == 3
    assert view.minutes.isEnabled()


def test_another_time_is_kept_in_the_vault_and_told(qtbot, view, settings):
    with qtbot.waitSignal(view.idle_changed) as told:
        view.minutes.setCurrentIndex(view.minutes.findData(10))

    assert told.args == [10]
    assert settings.resuming.idle_minutes == 10


def test_a_time_of_ones_own_is_shown_too(qtbot, settings, tasks):
    settings.resuming.save_idle_minutes(7)

    made = ProtectionView(settings, tasks)
    qtbot.addWidget(made)

    assert made.minutes.currentData() == 7


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Protection(True, False), ["Encrypted, or none", "Not encrypted"]),
        (Protection(None, True), ["The system does not say", "Encrypted, or none"]),
    ],
)
def test_the_computer_is_judged(qtbot, settings, tasks, monkeypatch, found, said):
    monkeypatch.setattr(type(settings), "protection", lambda _: found)

    made = ProtectionView(settings, tasks)
    qtbot.addWidget(made)

    assert [one.accessibleName() for one in made.findChildren(StatusPill)] == said


def test_the_journal_is_saved_as_it_was_read(qtbot, tasks, tmp_path, monkeypatch):
    journal = Journal()
    journal.note(Event.OPENED)
    view = JournalView(journal, tasks)
    qtbot.addWidget(view)
    shown = view.text.toPlainText()
    journal.note(Event.SAVED)
    path = tmp_path / "journal.txt"
    monkeypatch.setattr(protection_view, "ask_for_saving", lambda *_, **__: path)

    view.save.click()

    assert "vault-opened" in shown
    assert path.read_text() == f"{shown}\n"
    view.read()
    assert "records-changed" in view.text.toPlainText()


def test_the_window_has_both_and_a_lock_at_its_foot(qtbot, session):
    tabs = session.settings.widget.findChild(QTabWidget)

    names = [tabs.tabText(place) for place in range(tabs.count())]

    assert {"Protection", "Journal"} <= set(names)
    with qtbot.waitSignal(session.window.status.lock_requested):
        session.window.status._lock.click()
