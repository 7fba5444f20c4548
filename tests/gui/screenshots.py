"""Opens the worked example and takes a picture of everything: `python -m tests.gui.screenshots F`.

Pages, popups and dialogs in light, dark and Arabic, the start screens, the smallest window.
"""

import os
import sys
import tempfile
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from strikelog.domain.filter_text import parse_filter
from strikelog.domain.records import Incident
from strikelog.gui import style
from strikelog.gui.language import set_language
from strikelog.gui.pages import wishes
from strikelog.gui.start.new_vault import NewVaultScreen
from strikelog.gui.start.screens import StartWindow
from strikelog.gui.start.unlock import UnlockScreen
from strikelog.gui.tasks import Tasks
from strikelog.gui.window.session import Opening, Session
from strikelog.services.settings import Appearance
from strikelog.services.workspace import Workspace
from strikelog.storage.keyfile import WrongPassphrase
from tests.turning import settle

LOOKS = {"light": ("en", False), "dark": ("en", True), "arabic": ("ar", False)}
FILTER = 'type:hospital date:2019-05..2019-11 place:Idleb -workflow:draft "surgical"'


def rise(error):
    """Let a fault end the run."""
    raise error


class Photographer:
    """Saves numbered pictures of one look into a folder."""

    def __init__(self, folder, look):
        self.folder = folder
        self.look = look

    def take(self, widget, name):
        """Save a picture of a widget once it has settled."""
        settle(400)
        widget.grab().save(str(self.folder / f"{self.look}-{name}.png"))


def pages(session, camera):
    """Every page as it opens."""
    for place, page in enumerate(session.window.pages):
        session.window.go_to(place)
        camera.take(session.window, f"{place:02}-{page.icon}")


def filters(session, camera):
    """The incident list with chips, the popup, the text line with a mistake, no match."""
    page = session.page_of(Incident)
    session.window.show_page(page)
    page.ask(parse_filter(FILTER, Incident))
    camera.take(session.window, "filter-chips")
    bar = page.list.filter
    bar.popup.ask(session.window.mapToGlobal(QPoint(300, 120)))
    camera.take(bar.popup, "filter-fields")
    term = page.list.listing.where.terms[0]
    bar.popup.edit(term, session.window.mapToGlobal(QPoint(300, 120)))
    camera.take(bar.popup, "filter-values")
    bar.popup.edit(page.list.listing.where.terms[2], session.window.mapToGlobal(QPoint(300, 120)))
    camera.take(bar.popup, "filter-names")
    bar.popup.hide()
    page.edit_filter()
    bar.line._text.setText("type:hospital killed>=many")
    bar.line._apply()
    camera.take(session.window, "filter-text")
    bar.line.left.emit()
    page.ask(parse_filter("nothingofthekind", Incident))
    camera.take(session.window, "no-match")
    page.ask(parse_filter("", Incident))
    settle(300)


def dialogs(session, camera, folder):
    """Every dialog, doing its work where it can."""
    window = session.window
    page = session.page_of(Incident)
    record = session.workspace.finding.all(Incident)[0]
    session.grant(wishes.ShowHistory(record))
    shot(window, camera, "history")
    session.grant(wishes.ShowProblems(page.list.detail.details))
    shot(window, camera, "problems")
    session.grant(wishes.Brief())
    shot(window, camera, "briefing", lambda one: one.write_to(folder / "briefing.pdf"))
    session.grant(wishes.Export())
    shot(window, camera, "export", lambda one: one.export_to(folder / "workbook.xlsx"))
    session.dialogs.jump()
    shot(window, camera, "jump")
    session.dialogs.help()
    shot(window, camera, "keyboard")
    session.grant(wishes.Remove((record,)))
    camera.take(window, "deleted")
    session.changing.undo()
    settle(300)


def shot(window, camera, name, act=None):
    """Take the newest dialog, after it did something, and close it."""
    from PySide6.QtWidgets import QDialog

    settle(200)
    dialog = [one for one in window.findChildren(QDialog) if one.isVisible()][-1]
    if act is not None:
        act(dialog)
        while dialog.is_working:
            settle(100)
    camera.take(dialog, f"dialog-{name}")
    dialog.close()
    settle(100)


def start_screens(camera):
    """First run and unlocking."""
    window = StartWindow()
    screen = NewVaultScreen(Path("/home/user/Documents/vault.strikelog"))
    window.show_screen(screen)
    window.show()
    camera.take(window, "start-new")
    screen.choice.choose_own("hospital 2019")
    screen.choice.once_more.setText("school")
    camera.take(window, "start-own")
    unlock = UnlockScreen(Path("/home/user/Documents/vault.strikelog"))
    window.show_screen(unlock)
    unlock.fail(WrongPassphrase())
    camera.take(window, "start-unlock")
    unlock.be_busy("…")
    camera.take(window, "start-busy")
    window.close()


def photograph(folder, look, *, everything):
    """Open the example in one look and go through it."""
    app = style.application()
    tongue, dark = LOOKS[look]
    set_language(app, tongue)
    style.apply_theme(app, dark)
    camera, tasks = Photographer(folder, look), Tasks(rise)
    workspace = Workspace.with_demo()
    opening = Opening(Appearance(language=tongue), "0.1.0", is_demo=True)
    session = Session(workspace, tasks, opening)
    session.window.show()
    settle(600)
    pages(session, camera)
    if everything:
        filters(session, camera)
        with tempfile.TemporaryDirectory() as files:
            dialogs(session, camera, Path(files))
        session.window.resize(*style.WINDOW_MIN)
        camera.take(session.window, "smallest")
        start_screens(camera)
    session.flush()
    session.window.close()
    tasks.close()
    workspace.close()


def take_pictures(photograph):
    """Take pictures into the folder that the command names, in the looks named or in all."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    style.load_fonts()
    for look in sys.argv[2:] or LOOKS:
        photograph(folder, look)
    app.quit()


if __name__ == "__main__":
    take_pictures(partial(photograph, everything=True))
