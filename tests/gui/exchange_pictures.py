"""Pictures of import and export: `python -m tests.gui.exchange_pictures FOLDER [LOOK…]`.

The worked example is exported, edited on both sides, and looked through.
"""

import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QDialog

from strikelog.domain.records import Incident, Site, Source
from strikelog.gui import style
from strikelog.gui.language import set_language
from strikelog.gui.tasks import Tasks
from strikelog.gui.window.session import Opening, Session
from strikelog.services.settings import Appearance
from strikelog.services.workspace import Workspace
from tests.exchange.editing import edited
from tests.gui.screenshots import LOOKS, Photographer, rise, take_pictures
from tests.turning import settle

LONG = (
    "Aircraft struck the surgical hospital three times within the hour. The staff had moved to the"
    " basement after the first strike; {middle} The building was out of service for two months."
)
OURS = LONG.format(middle="nobody was killed, two nurses were injured.")
THEIRS = LONG.format(middle="one guard was killed, and two nurses were injured by glass.")


def returned(work, folder):
    """A workbook that came back from a partner, while we worked on as well."""
    path = folder / "strikelog_full_north_20261103.xlsx"
    incidents = {one.ref: one for one in work.finding.all(Incident)}
    first, second, third = (incidents[ref] for ref in sorted(incidents)[2:5])
    keep(work, first, summary=LONG.format(middle="nobody was harmed."))
    work.exporting.export(path)
    site = work.finding.all(Site)[0]
    source = work.finding.all(Source)[-1]
    with edited(path) as book:
        book.put("Incidents", first.id, "summary", THEIRS)
        book.put("Incidents", first.id, "weapon_note", "Two guided bombs, by the size of the holes")
        book.put("Incidents", second.id, "title", "Strike on the ambulance post, Kafr Nabl")
        book.put("Incidents", second.id, "impacts_low", "several")
        book.put("Incidents", second.id, "summary", None)
        book.put("Incidents", third.id, "date_edtf", "2019-05-06")
        book.put("Incidents", third.id, "time_local", "14:20")
        book.put("Sites", site.id, "beds", 42)
        book.put("Sites", site.id, "lat", 35.61234)
        book.put("Sources", source.id, "_op", "D")
        book.add("Sources", title="Interview with a driver", ref="SRC-N1", source_type="interview")
        book.add("Sources", title="تقرير الدفاع المدني", ref="SRC-N2", source_type="ngo_report")
    keep(work, work.finding.get(Incident, first.id), summary=OURS)
    keep(work, second, title="Strike on the ambulance station")
    return path


def keep(work, record, **values):
    """Change a record of ours."""
    work.recording.save(replace(record, **values), record)


def photograph(folder, look):
    """The page, the review in its states, what follows, in both sizes."""
    app = style.application()
    tongue, dark = LOOKS[look]
    set_language(app, tongue)
    style.apply_theme(app, dark)
    camera, tasks = Photographer(folder, look), Tasks(rise)
    with tempfile.TemporaryDirectory() as place, closing(Workspace.with_demo()) as work:
        path = returned(work, Path(place))
        session = Session(work, tasks, Opening(Appearance(language=tongue), "0.1.0"))
        window, desk = session.window, session.exchange
        window.resize(1280, 800)
        window.show()
        window.show_page(desk.entry)
        camera.take(window, "hub")
        desk.open_file(path)
        wait_for(lambda: desk.rooms.review.review is not None)
        camera.take(window, "review")
        window.resize(*style.WINDOW_MIN)
        camera.take(window, "review-small")
        desk.rooms.review.board.go_to_open()
        camera.take(window, "review-small-conflict")
        window.resize(1280, 800)
        camera.take(window, "review-conflict")
        desk.rooms.review.board.choose("theirs")
        desk.rooms.review.board.go_to_open()
        desk.rooms.review.board.choose("later")
        desk.rooms.review.board.kinds.ask_for("refused")
        camera.take(window, "review-refused")
        desk.rooms.review.board.kinds.ask_for("")
        desk.rooms.review.ask_to_apply()
        shot(window, camera, "review-apply")
        desk.rooms.review.take_in({"cleared": "ours", "deleted": "ours"})
        wait_for(lambda: desk.rooms.review.outcome is not None)
        camera.take(window, "review-done")
        desk.rooms.review.done.closed.emit()
        camera.take(window, "hub-after")
        window.resize(*style.WINDOW_MIN)
        camera.take(window, "hub-small")
        desk.show_waiting()
        wait_for(lambda: desk.rooms.waiting.review is not None)
        camera.take(window, "waiting-small")
        window.resize(1280, 800)
        desk.rooms.waiting.board.go_to_open()
        desk.rooms.waiting.board.choose("theirs")
        camera.take(window, "waiting")
        session.flush()
        window.close()
        tasks.close()


def wait_for(claim):
    """Wait until something holds."""
    for _ in range(600):
        if claim():
            return
        settle(100)
    raise TimeoutError


def shot(window, camera, name):
    """Take the newest dialog and close it."""
    settle(400)
    dialog = [one for one in window.findChildren(QDialog) if one.isVisible()][-1]
    camera.take(dialog, name)
    dialog.close()
    settle(100)


if __name__ == "__main__":
    take_pictures(photograph)
