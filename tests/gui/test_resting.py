"""After a while without changes the database file alone holds everything."""

from PySide6.QtWidgets import QWidget

from strikelog.domain.changes import Changes
from strikelog.domain.records import Actor
from strikelog.gui.changes import ChangeFeed
from strikelog.gui.tasks import Tasks
from strikelog.gui.window.resting import Resting
from tests.workspaces import empty_vault


def test_the_log_goes_into_the_file_once_it_is_quiet(qtbot):
    workspace = empty_vault()
    feed = ChangeFeed()
    tasks = Tasks.immediate(lambda fault: None)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    resting = Resting(window, workspace, tasks, feed=feed, rest_after=20)
    log = workspace.vault.folder / "vault.db-wal"
    workspace.recording.save(Actor(name="A", actor_type="armed_group"))
    assert log.stat().st_size > 0

    feed.announce(Changes(frozenset({"Actor"})))

    qtbot.waitUntil(lambda: log.stat().st_size == 0)
    assert resting is not None
    workspace.close()


def test_a_closed_window_leaves_the_closed_vault_alone(qtbot):
    workspace = empty_vault()
    feed = ChangeFeed()
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    faults: list[BaseException] = []
    resting = Resting(window, workspace, Tasks.immediate(faults.append), feed=feed, rest_after=20)
    feed.announce(Changes(frozenset({"Actor"})))

    window.close()
    workspace.close()
    qtbot.wait(60)

    assert faults == []
    assert resting.parent() is window
