"""Pictures of partners' files: `python -m tests.gui.exchange.foreign.pictures FOLDER LOOK FILE…`.

One look a run; of every file the page as it opens, a column, the choice of a meaning, a record, the
sheet, what was checked, what was taken in, and the names that wait.
"""

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
from tests.gui.screenshots import LOOKS, Photographer, rise
from tests.turning import settle

_PATIENCE = 200


def rest(tasks):
    """Wait until nothing is under way."""
    for _ in range(_PATIENCE):
        settle(100)
        if not tasks.is_busy:
            return


def photograph(session, tasks, camera, path):
    """Everything that is seen of one file."""
    window, name = session.window, path.stem.replace(" ", "-")[:24]
    session.exchange.open_file(path)
    rest(tasks)
    page = session.exchange.rooms.foreign
    rest(tasks)
    camera.take(window, f"{name}-open")
    if page._stack.currentWidget() is not page.work:
        return
    questions = page.flow.draft.open_questions()
    page.work.go_to_column(questions[0] if questions else 4)
    rest(tasks)
    camera.take(window, f"{name}-column")
    page.work.columns.ask(4)
    camera.take(window, f"{name}-meanings")
    page.work.columns.put_away()
    page.work.sample.setFocus()
    page.work.sample.go_to(2)
    camera.take(window, f"{name}-record")
    page.work.below.setCurrentIndex(1)
    page.work.beside.setCurrentIndex(2)
    camera.take(window, f"{name}-sheet")
    page.work.below.setCurrentIndex(0)
    take_in(session, tasks, camera, name)


def take_in(session, tasks, camera, name):
    """Check a file, take it in, and look at the names that wait."""
    window, page = session.window, session.exchange.rooms.foreign
    if not page.check.isEnabled():
        return
    page.check.click()
    rest(tasks)
    camera.take(window, f"{name}-checked")
    page.result.take_in.click()
    rest(tasks)
    camera.take(window, f"{name}-done")
    session.exchange.show_matches()
    rest(tasks)
    camera.take(window, f"{name}-names")


def main():
    """Take the pictures of the files named, in one look, at both sizes."""
    folder, look, *files = sys.argv[1:]
    Path(folder).mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    style.load_fonts()
    tongue, dark = LOOKS[look]
    set_language(app, tongue)
    style.apply_theme(app, dark)
    for size in ((1280, 800), style.WINDOW_MIN):
        tasks = Tasks(rise)
        with closing(Workspace.with_demo()) as workspace:
            opening = Opening(Appearance(language=tongue), "0.1.0", is_demo=True)
            session = Session(workspace, tasks, opening)
            session.window.resize(*size)
            session.window.show()
            camera = Photographer(Path(folder), f"{look}-{size[0]}")
            for path in files:
                photograph(session, tasks, camera, Path(path))
            session.window.close()
            rest(tasks)
            tasks.close()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()
