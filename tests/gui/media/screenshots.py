"""Takes pictures of everything around evidence: `python -m tests.gui.media.screenshots FOLDER`.

The grid, the list, the pane with custody, veils, adding, the drawing of working copies, the empty
page, the form of an incident; light, dark and Arabic, and in the smallest window.
"""

import tempfile
from dataclasses import replace
from pathlib import Path

from strikelog.domain.records import Evidence, Incident
from strikelog.gui import style
from strikelog.gui.language import set_language
from strikelog.gui.media.arrivals import of_paths
from strikelog.gui.media.page import MediaPage
from strikelog.gui.media.regions import Region
from strikelog.gui.pages import wishes
from strikelog.gui.tasks import Tasks
from strikelog.gui.window.session import Opening, Session
from strikelog.services.settings import Appearance
from strikelog.services.workspace import Workspace
from tests.gui.media.scenes import exif, jpeg
from tests.gui.screenshots import LOOKS, Photographer, rise, shot, take_pictures
from tests.turning import settle

TITLES = {
    "en": (
        *("Street after the strike", "North wall of the hospital", "Crater at the gate"),
        *("Smoke over the market", "Ward on the first floor", "Bakery, from the roof"),
        *("Water station, control room", "School yard", "Ambulance bay", "Generator hall"),
    ),
    "ar": (
        *("الشارع بعد الضربة", "الجدار الشمالي للمستشفى", "الحفرة عند البوابة"),
        *("الدخان فوق السوق", "جناح في الطابق الأول", "المخبز من السطح"),
        *("محطة المياه، غرفة التحكم", "ساحة المدرسة", "موقف سيارات الإسعاف", "قاعة المولدات"),
    ),
}
GRAPHIC = ("no", "no", "unknown", "no", "graphic", "no", "sensitive", "no", "no", "unknown")


def filled(workspace, folder, tongue):
    """Take ten pictures in, for two incidents, and judge them."""
    incidents = workspace.finding.all(Incident)
    for place, (title, graphic) in enumerate(zip(TITLES[tongue], GRAPHIC, strict=True)):
        path = folder / f"IMG_20190506_07{place:02}.jpg"
        path.write_bytes(jpeg(place, exif=exif(f"2019:05:0{place % 6 + 1} 07:14:22")))
        ids = (incidents[place % 2].id,) if place % 3 else ()
        taken = workspace.media.take_in(path, incident_ids=ids, title=title).evidence
        workspace.recording.save(replace(taken, graphic=graphic), taken)
    return incidents


def of_page(session, camera, folder):
    """The grid, the list, the pane, the veils."""
    entry = session.page_of(Evidence)
    session.window.show_page(entry)
    page = entry.list
    assert isinstance(page, MediaPage)
    settle(1500)
    key_of = session.workspace.finding.key_of
    items = {one.title: one for one in session.workspace.finding.all(Evidence)}
    titles = TITLES["ar" if camera.look == "arabic" else "en"]
    page.go_to(key_of(Evidence, items[titles[1]].id))
    settle(800)
    camera.take(session.window, "media-grid")
    page.detail.scroll_to(10_000)
    camera.take(session.window, "media-custody")
    page.go_to(key_of(Evidence, items[titles[4]].id))
    settle(500)
    camera.take(session.window, "media-graphic")
    page.go_to(key_of(Evidence, items[titles[2]].id))
    session.media.asking.show(items[titles[2]].id)
    settle(500)
    camera.take(session.window, "media-judging")
    page.show_as("list")
    camera.take(session.window, "media-list")
    page.show_as("grid")
    session.window.resize(*style.WINDOW_MIN)
    camera.take(session.window, "media-smallest")
    session.window.resize(1280, 800)
    return items[titles[1]], page


def of_dialogs(session, camera, folder, item, page):
    """Adding, its end, the drawing, copying out, custody, linking."""
    actions = session.media.actions
    many = folder / "handover"
    many.mkdir()
    for place in range(40):
        (many / f"DSC_{place:04}.jpg").write_bytes(jpeg(100 + place, (800, 600)))
    dialog = actions.add(of_paths([many]), (session.workspace.finding.all(Incident)[0].id,))
    camera.take(dialog, "media-adding")
    dialog.begin()
    settle(900)
    dialog.grab().save(str(camera.folder / f"{camera.look}-media-adding-progress.png"))
    dialog.reject()
    wait(dialog)
    camera.take(dialog, "media-adding-stopped")
    dialog.close()
    held = next(folder.glob("IMG_*.jpg"))
    dialog = actions.add(of_paths([held]), (session.workspace.finding.all(Incident)[2].id,))
    dialog.begin()
    wait(dialog)
    camera.take(dialog, "media-same-file")
    dialog.close()
    editor = actions.edit(item)
    settle(1500)
    canvas = editor.canvas
    canvas.steps.do(canvas.regions.added(Region(300, 500, 260, 200)))
    canvas.steps.do(canvas.regions.added(Region(900, 420, 220, 260)))
    canvas.steps.do(canvas.regions.added(Region(120, 160, 1340, 900, crops=True)))
    canvas._told()
    camera.take(editor, "media-editor")
    editor.close()
    for name, open_it in (
        ("copy-out", lambda: actions.save_out(item)),
        ("custody-dialog", lambda: actions.show_custody(page.detail.details)),
        ("link", lambda: actions.link(item)),
        ("view", lambda: actions.view(item)),
    ):
        page.go_to(session.workspace.finding.key_of(Evidence, item.id))
        settle(500)
        open_it()
        settle(700)
        shot(session.window, camera, f"media-{name}")


def wait(dialog):
    """Let a dialog finish its work."""
    while dialog.is_working:
        settle(100)


def of_form(session, camera, item):
    """The form of an item, with its picture."""
    session.grant(wishes.Edit(Evidence, item.id))
    settle(1500)
    form = session.page_of(Evidence).form
    form.cards.complete()
    camera.take(session.window, "media-form")
    form.leave()


def of_incident(session, camera):
    """The pane and the form of an incident, and files dragged over it."""
    entry = session.page_of(Incident)
    incident = session.workspace.finding.all(Incident)[0]
    session.window.show_page(entry)
    entry.go_to(session.workspace.finding.key_of(Incident, incident.id))
    settle(800)
    entry.list.detail.scroll_to(10_000)
    camera.take(session.window, "media-incident-pane")
    session.grant(wishes.Edit(Incident, incident.id))
    settle(1500)
    entry.form.cards.complete()
    settle(300)
    entry.form.cards.jump(len(entry.form.cards._cards) - 2)
    camera.take(session.window, "media-incident-form")
    session.media.gate.veil.cover(session.media._offer())
    camera.take(session.window, "media-dropping")
    session.media.gate.veil.hide()


def photograph(folder, look):
    """Fill a vault in one look and go through it."""
    app = style.application()
    tongue, dark = LOOKS[look]
    set_language(app, tongue)
    style.apply_theme(app, dark)
    camera, tasks = Photographer(folder, look), Tasks(rise)
    with tempfile.TemporaryDirectory() as name:
        empty(camera, tongue)
        workspace = Workspace.with_demo()
        filled(workspace, Path(name), tongue)
        session = Session(workspace, tasks, Opening(Appearance(language=tongue), "0.1.0", True))
        session.window.resize(1280, 800)
        session.window.show()
        item, page = of_page(session, camera, Path(name))
        of_dialogs(session, camera, Path(name), item, page)
        of_form(session, camera, item)
        of_incident(session, camera)
        session.flush()
        session.window.close()
        tasks.close()
        workspace.close()


def empty(camera, tongue):
    """The page before there is anything on it."""
    tasks, workspace = Tasks(rise), Workspace.throwaway()
    session = Session(workspace, tasks, Opening(Appearance(language=tongue), "0.1.0"))
    session.window.resize(1280, 800)
    session.window.show()
    session.window.show_page(session.page_of(Evidence))
    camera.take(session.window, "media-empty")
    session.window.close()
    tasks.close()
    workspace.close()


if __name__ == "__main__":
    take_pictures(photograph)
