"""Pictures of the page of duplicates: `python -m tests.gui.duplicates_pictures FOLDER [LOOK…]`."""

import os
import sys
from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QApplication

from strikelog.gui import style
from strikelog.gui.language import set_language
from strikelog.gui.tasks import Tasks
from strikelog.gui.window.session import Opening, Session
from strikelog.services.settings import Appearance
from strikelog.services.workspace import Workspace
from tests.gui.recorded_twice import recorded_again
from tests.gui.screenshots import LOOKS, Photographer, rise
from tests.turning import settled


def photograph(folder, look):
    """The list with a pair, the same in a small window, what follows, and nothing to do."""
    app = QApplication.instance()
    tongue, dark = LOOKS[look]
    set_language(app, tongue)
    style.apply_theme(app, dark)
    camera, tasks = Photographer(folder, look), Tasks(rise)
    with closing(Workspace.with_demo()) as work:
        pairs = recorded_again(work)
        session = Session(work, tasks, Opening(Appearance(language=tongue), "0.1.0"))
        window, desk = session.window, session.duplicates
        window.resize(1280, 800)
        window.show()
        desk.look_after(work.finding.history(pairs[0][1].id)[0].step)
        settled(tasks, 120)
        camera.take(window, "after-import")
        window.show_page(desk.entry)
        settled(tasks, 120)
        camera.take(window, "pair")
        window.resize(1024, 640)
        settled(tasks, 120)
        camera.take(window, "small")
        window.resize(1280, 800)
        desk.entry.page.do("merge")
        settled(tasks, 120)
        camera.take(window, "merged")
        for _ in range(2):
            desk.entry.page.do("different")
            settled(tasks, 120)
        camera.take(window, "nothing")
        window.close()
        tasks.close()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    style.load_fonts()
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    for name in sys.argv[2:] or LOOKS:
        photograph(Path(sys.argv[1]), name)
