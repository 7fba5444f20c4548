"""Pictures of the history as a whole: `python -m tests.gui.audit_pictures FOLDER [LOOK…]`."""

import os
import sys
from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QApplication, QTabWidget

from strikelog.domain.messages import translate
from strikelog.gui import style
from strikelog.gui.audit.view import HISTORY, AuditView
from strikelog.gui.language import set_language
from strikelog.gui.tasks import Tasks
from strikelog.gui.window.session import Opening, Session
from strikelog.services.auditing import head_words
from strikelog.services.settings import Appearance
from strikelog.services.workspace import Workspace
from tests.databases import tamper
from tests.gui.screenshots import LOOKS, Photographer, rise

SIZES = {"wide": (1280, 800), "small": (1024, 640)}


def take_all(app, folder, look):
    """The head, a head found and one not, a sound vault and one that was changed."""
    language, dark = LOOKS[look]
    set_language(app, language)
    style.apply_theme(app, dark=dark)
    camera = Photographer(folder, look)
    with closing(Workspace.with_demo()) as workspace:
        opening = Opening(Appearance(language=language), "0.1.0", is_demo=True)
        session = Session(workspace, Tasks.immediate(rise), opening)
        window = session.window
        window.show()
        window.go_to(len(window.pages) - 1)
        tabs = window.findChild(QTabWidget)
        names = [tabs.tabText(place) for place in range(tabs.count())]
        tabs.setCurrentIndex(names.index(translate(HISTORY, language)))
        view = window.findChild(AuditView)
        for name, size in SIZES.items():
            window.resize(*size)
            camera.take(window, f"{name}-head")
        view.held.setText(head_words(workspace.vault.database))
        view.look_for()
        view.check_all()
        window.resize(1280, 900)
        camera.take(window, "sound")
        view.held.setText("12 abacus abdomen abide ability ablaze able abnormal abrasion")
        view.look_for()
        tamper(workspace.vault.database, "UPDATE history SET rev = 9 WHERE seq = 3")
        view.check_all()
        camera.take(window, "changed")
        window.close()
        window.deleteLater()


def main():
    """Take every picture in every look, or in the looks named."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    style.load_fonts()
    for look in sys.argv[2:] or LOOKS:
        take_all(app, folder, look)


if __name__ == "__main__":
    main()
