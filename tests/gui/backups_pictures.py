"""Pictures of backups and damage: `python -m tests.gui.backups_pictures FOLDER [LOOK…]`."""

import tempfile
from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QDialog

from strikelog.domain.records import Incident
from strikelog.gui import style
from strikelog.gui.language import set_language
from strikelog.gui.start.recovery_screen import RecoveryScreen
from strikelog.gui.start.screens import StartWindow
from strikelog.gui.tasks import Tasks
from strikelog.gui.window.session import Opening, Session
from strikelog.services.backups import Why
from strikelog.services.safekeeping import DEMO_STEPS, fill_with_demo
from strikelog.services.settings import Appearance
from strikelog.services.workspace import Workspace
from strikelog.storage.keys import KdfCost
from strikelog.storage.vault import Vault
from tests.gui.screenshots import LOOKS, Photographer, rise, take_pictures
from tests.turning import settle

PASSPHRASE = "lantern orchard pebble"


def made(folder):
    """A vault with some backups of the worked example."""
    vault = Vault.create(folder / "north", PASSPHRASE, cost=KdfCost(8, 1, 1))
    work = Workspace.over(vault)
    fill_with_demo(work.recording, vault.database, DEMO_STEPS[0])
    work.backups.make(Why.DAY)
    fill_with_demo(work.recording, vault.database, DEMO_STEPS[-1])
    work.backups.make(Why.WORK)
    for number in range(25):
        work.recording.save(Incident(title=f"Report {number}"))
    work.backups.make(Why.IMPORT)
    work.backups.confirm(2)
    work.recording.save(Incident(title="Report 26"))
    return work


def photograph(folder, look):
    """Every state of the page, the banner, the dialogs, the screen before."""
    app = style.application()
    tongue, dark = LOOKS[look]
    set_language(app, tongue)
    style.apply_theme(app, dark)
    camera, tasks = Photographer(folder, look), Tasks(rise)
    with tempfile.TemporaryDirectory() as place:
        with closing(made(Path(place))) as work:
            session = Session(work, tasks, Opening(Appearance(language=tongue), "0.1.0"))
            session.window.resize(1280, 800)
            session.window.show()
            session.safety.show_page()
            page = session.safety.entry.widget
            while not page.table.lines.rowCount():
                settle(200)
            page.table.select(2)
            read(page, 2)
            camera.take(session.window, "backups")
            page.inside.restore_requested.emit(2)
            dialog(session.window, camera, "backups-ask")
            page.back_up()
            read(page, 2)
            settle(2_000)
            camera.take(session.window, "backups-made")
            session.window.resize(*style.WINDOW_MIN)
            camera.take(session.window, "backups-small")
            session.window.resize(1280, 800)
            harm(work)
            session.safety.show_damage()
            camera.take(session.window, "damage")
            session.safety.salvage()
            salvage = newest_dialog(session.window)
            salvage.salvage_to(Path(place) / "saved")
            while salvage.is_working:
                settle(100)
            dialog(session.window, camera, "salvage")
            session.window.close()
        start(Path(place) / "north.strikelog", tasks, camera)
        tasks.close()


def read(page, counter):
    """Wait until a backup was looked into."""
    while page.inside.inside is None or page.inside.inside.backup.counter != counter:
        settle(100)


def harm(work):
    """Damage the open database, and notice it."""
    work.settle()
    path = work.vault.database.path
    content = bytearray(path.read_bytes())
    for page in range(5, 40, 7):
        content[page * 4096 + 99] ^= 1
    path.write_bytes(content)
    work.vault.look_for_damage()


def start(folder, tasks, camera):
    """The screen of a vault that does not open."""
    window = StartWindow()
    screen = RecoveryScreen(folder, tasks)
    window.show_screen(screen)
    window.show()
    camera.take(window, "recovery-ask")
    screen.passphrase.setText(PASSPHRASE)
    screen.read()
    while not screen.list.count():
        settle(100)
    camera.take(window, "recovery-list")
    window.close()


def newest_dialog(window):
    """The dialog in front."""
    settle(200)
    return [one for one in window.findChildren(QDialog) if one.isVisible()][-1]


def dialog(window, camera, name):
    """Take the newest dialog, and close it."""
    shown = newest_dialog(window)
    camera.take(shown, name)
    shown.close()
    settle(100)


if __name__ == "__main__":
    take_pictures(photograph)
