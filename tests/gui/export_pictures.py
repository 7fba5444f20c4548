"""Pictures of giving workbooks out: `python -m tests.gui.export_pictures FOLDER [LOOK…]`."""

import tempfile
from pathlib import Path

from strikelog.domain.filters import ALL
from strikelog.domain.records import Incident
from strikelog.gui import style
from strikelog.gui.dialogs.exporting import ExportDialog
from strikelog.gui.language import set_language
from strikelog.gui.tasks import ImmediateTasks, Tasks
from strikelog.gui.window.session import Opening, Session
from strikelog.services.gate_tokens import GateTokens, marks_of
from strikelog.services.settings import Appearance
from strikelog.services.workspace import Workspace
from tests.gui.screenshots import LOOKS, Photographer, rise, take_pictures
from tests.turning import settle


def photograph(folder, look, size):
    """Every step of the dialog over a window."""
    app = style.application()
    tongue, dark = LOOKS[look]
    set_language(app, tongue)
    style.apply_theme(app, dark)
    camera = Photographer(folder, f"{look}-{size[0]}")
    work = Workspace.with_demo()
    try:
        prepare(work)
        session = Session(work, Tasks(rise), Opening(Appearance(language=tongue), "0.1.0"))
        session.window.resize(*size)
        session.window.show()
        settle()
        steps(camera, session.window, work)
        session.window.close()
    finally:
        work.close()


def prepare(work):
    """Somebody whose name is in a summary, and a telephone number in another."""
    work.exporting.partners.called("Relief desk north")
    GateTokens(work.vault.database).renew({"a": marks_of(["Yasmin al-Qudsi"], [])})
    work.recording.save(
        Incident(
            title="Shelling of the mill",
            summary="Told by Dr Samir, +963 944 123 456, and by Yasmin al-Qudsi.",
        )
    )


def steps(camera, window, work):
    """Take each step and a picture of it."""
    dialog = ExportDialog(
        window, work.exporting, work.finding, where=ALL, tasks=ImmediateTasks(rise)
    )
    dialog.show()
    settle()
    camera.take(dialog, "choose")
    dialog.prepare()
    settle()
    camera.take(dialog, "look")
    for tick in dialog.look.ticks:
        tick.setChecked(True)
    with tempfile.TemporaryDirectory() as place:
        dialog.export_to(Path(place) / "partner.xlsx")
        settle()
        camera.take(dialog, "stopped")
        dialog.choose_again()
        dialog.choice.choose("public")
        dialog.prepare()
        settle()
        camera.take(dialog, "public")
        dialog.export_to(Path(place) / "public.xlsx")
        settle()
        camera.take(dialog, "done")
    dialog.close()


def photograph_sizes(folder, look):
    """Photograph the dialog in a large and in a small window."""
    for size in ((1280, 800), (1024, 640)):
        photograph(folder, look, size)


if __name__ == "__main__":
    take_pictures(photograph_sizes)
