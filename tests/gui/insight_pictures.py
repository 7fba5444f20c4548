"""Pictures of the page of insight: `python -m tests.gui.insight_pictures FOLDER [LOOK…]`."""

import os
import sys
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from strikelog.gui import style
from strikelog.gui.insight.pasting import PastingView
from strikelog.gui.insight.topics import TOPICS
from strikelog.gui.language import set_language
from strikelog.gui.tasks import Tasks
from strikelog.gui.window.session import Opening, Session
from strikelog.services.settings import Appearance
from strikelog.services.workspace import Workspace
from tests.gui.screenshots import LOOKS, Photographer, rise
from tests.turning import settle, settled

SIZES = {"": (1280, 800), "-small": (1024, 640)}


def photograph(folder, look, keys):
    """Every question in both sizes of the window."""
    app = QApplication.instance()
    tongue, dark = LOOKS[look]
    set_language(app, tongue)
    style.apply_theme(app, dark)
    camera, tasks = Photographer(folder, look), Tasks(rise)
    with closing(Workspace.with_demo()) as work:
        session = Session(work, tasks, Opening(Appearance(language=tongue), "0.1.0"))
        window, entry = session.window, session.insight.entry
        for one in reversed(work.insights.reconcile()[3:6]):
            work.insights.keep(one)
        window.show()
        for name, size in SIZES.items():
            window.resize(*size)
            window.show_page(entry)
            settled(tasks)
            for place, topic in enumerate(TOPICS):
                if keys and topic.key not in keys:
                    continue
                entry.page.turn_to(topic)
                settled(tasks)
                camera.take(window, f"{place:02}-{topic.key}{name}")
                if topic.key == "worklists":
                    _work_through(session, entry.page, camera, f"{place:02}-{topic.key}{name}")
        session.flush()
        window.close()
        tasks.close()


def _work_through(session, page, camera, name):
    """The list of links, with copies pasted; then one of its records, with the way back."""
    results = page.pane.list.model_of_results
    row = next(at for at, one in enumerate(results.results) if one.about[0].entity == "Source")
    page.pane.list.setCurrentIndex(results.index(row, 0))
    settled(session._tasks)
    field = page.findChild(PastingView)
    url = next(iter(field._links.values()))
    field.text.setPlainText(f"https://web.archive.org/web/20200101000000/{url}\nno address")
    settle(60)
    camera.take(session.window, f"{name}-links")
    page.pane.list.setCurrentIndex(results.index(0, 0))
    settled(session._tasks)
    table = page.pane.detail.tables[0]
    table.go_to(1)
    QTest.keyClick(table, Qt.Key.Key_Return)
    settled(session._tasks)
    camera.take(session.window, f"{name}-record")
    session.routes.trail.back()
    settled(session._tasks)
    camera.take(session.window, f"{name}-back")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    style.load_fonts()
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    looks = [one for one in sys.argv[2:] if one in LOOKS]
    for name in looks or LOOKS:
        photograph(Path(sys.argv[1]), name, set(sys.argv[2:]) - set(LOOKS))
