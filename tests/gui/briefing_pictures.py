"""Takes pictures of making a briefing: `python -m tests.gui.briefing_pictures FOLDER [WxH]`.

Light, dark and Arabic; what is left out, the choices, a number explained, a comparison with the
briefing before.
"""

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from strikelog.domain.filter_text import parse_filter
from strikelog.domain.records import Incident
from strikelog.gui import style
from strikelog.gui.briefing.behind import BehindSheet
from strikelog.gui.briefing.left_out import LeftOutSheet
from strikelog.gui.briefing.sheet import BriefingDialog, DossierDialog
from strikelog.gui.language import set_language
from strikelog.gui.tasks import Tasks
from strikelog.services.workspace import Workspace
from tests.gui.screenshots import LOOKS, Photographer, rise
from tests.turning import settle


def pictures(workspace, tasks, camera, size):
    """The sheet as it opens, later pages, a number, a comparison, a dossier."""
    where = parse_filter("type:hospital", Incident)
    dialog = BriefingDialog(None, workspace.briefings, where=where, tasks=tasks)
    dialog.resize(*size)
    dialog.show()
    settle(4000)
    camera.take(dialog, "left-out")
    dialog.choices.left_out.button.click()
    camera.take(dialog.findChild(LeftOutSheet), "left-out-list")
    dialog.findChild(LeftOutSheet).close()
    dialog.choices.turn_inward()
    settle(4000)
    camera.take(dialog, "sheet")
    dialog.view.turn(1)
    dialog.view.step_figure(1)
    camera.take(dialog, "second")
    dialog.explain("F1")
    camera.take(dialog.findChild(BehindSheet), "behind")
    dialog.findChild(BehindSheet).close()
    dialog.choices.more._turn()
    dialog.choices.since.setCurrentIndex(1)
    dialog.choices.paper.setCurrentIndex(1)
    settle(2500)
    camera.take(dialog, "options")
    dialog.close()
    incident = workspace.finding.by_code("EX-2019-0001")
    dossier = DossierDialog(None, workspace.briefings, incident=incident, tasks=tasks)
    dossier.resize(*size)
    dossier.show()
    settle(1500)
    camera.take(dossier, "dossier-held-back")
    dossier.choices.turn_inward()
    settle(2500)
    camera.take(dossier, "dossier")
    dossier.close()


def main(folder, size):
    """Take every picture in every look."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    style.load_fonts()
    tasks = Tasks(rise)
    workspace = Workspace.with_demo()
    workspace.briefings.make(folder / "before.pdf", parse_filter("type:hospital", Incident))
    for look, (language, is_dark) in LOOKS.items():
        set_language(app, language)
        style.apply_theme(app, is_dark)
        pictures(workspace, tasks, Photographer(folder, look), size)
    workspace.close()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    wanted = sys.argv[2] if len(sys.argv) > 2 else "1024x640"
    main(Path(sys.argv[1]), tuple(int(one) for one in wanted.split("x")))
