"""One long sitting in the real window, in which every canary passes through the program.

Each is typed, pasted, read from a file or thrown as an error, where something like it would come
from in real work.
"""

import logging
import sys
import threading
import time
import warnings
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit

from strikelog.domain.filter_text import parse_filter
from strikelog.domain.identities import VictimPerson
from strikelog.domain.records import Claim, Incident, Site, Source
from strikelog.gui.briefing.sheet import BriefingDialog, DossierDialog
from strikelog.gui.dialogs import files
from strikelog.gui.dialogs.exporting import ExportDialog
from strikelog.gui.errors import FaultDialog
from strikelog.gui.forms.capture import QuickCapture
from strikelog.gui.pages import wishes
from strikelog.services.settings import OfficeSettings

from ._window_steps import until


def journey(ear, said, places):
    """Do the whole of it; `said` names the canaries, `places` the folders for files."""
    outputs, inputs = Path(places["outputs"]), Path(places["inputs"])
    for part in (_record, _describe, _find, _leave):
        yield from part(ear, said, outputs, inputs)


def dirty(ear, said, _places):
    """Type what is on the disk only if autosave is quick, and what cannot be saved at all."""
    session = ear.program.session
    page = session.page_of(Incident)
    session.window.show_page(page)
    session.grant(wishes.New(Incident))
    _type(page.form.sheet.fields.cell("title").editor, said["draft-title"])
    yield from _saved(ear)
    _type(page.form.sheet.fields.cell("date_edtf").editor, said["draft-date"])
    return None


def _record(ear, said, _outputs, inputs):
    """Record by hand, by quick capture, and through the services."""
    session, work = ear.program.session, ear.program.session.workspace
    page = session.page_of(Incident)
    session.window.show_page(page)
    session.grant(wishes.New(Incident))
    for key in ("title", "summary", "public_summary"):
        if page.form.sheet.fields.has(key):
            _type(page.form.sheet.fields.cell(key).editor, said[key])
    yield from _saved(ear)
    stored = work.finding.get(Incident, page.form.record.id)
    incident = work.recording.save(replace(stored, workflow="in_review"), stored).record
    page.leave_form()
    session.grant(wishes.Capture())
    capture = next(iter(session.window.findChildren(QuickCapture)))
    for name in ("where", "what", "source"):
        _type(getattr(capture, name), said[f"capture-{name}"])
    capture.save()
    yield from _saved(ear)
    source = Source(title=said["source-title"], note=said["source-note"])
    site = Site(name=said["site-name"], aliases=(said["site-alias"],), note=said["site-note"])
    for one in (source, site):
        work.recording.save(one)
    claim = {"incident_id": incident.id, "source_id": source.id, "summary": said["claim"]}
    work.recording.save(Claim(**claim))
    photo = next(inputs.glob("*.jpg"))
    taken = work.media.take_in(photo, incident_ids=(incident.id,), title=said["evidence-title"])
    work.media.thumbnail(taken.evidence.id)
    work.media.facts(taken.evidence.id)
    ear.kept["incident"], ear.kept["photo"] = incident, taken.evidence
    yield


def _describe(ear, said, _outputs, _inputs):
    """Say who the office is, who the victim was; delete something and take it back."""
    work = ear.program.session.workspace
    work.settings.save_office(
        OfficeSettings(
            office=said["office"],
            contact=said["contact"],
            series=said["series"],
            methodology=said["methodology"],
        )
    )
    work.settings.save_view(Incident, said["view"], parse_filter("type:hospital", Incident))
    work.identities.turn_on(f"{said['second-passphrase']} orchard lantern velvet copper drift")
    person = VictimPerson(
        incident_id=ear.kept["incident"].id,
        pseudonym="V1",
        name=said["victim"],
        name_local=said["victim-local"],
    )
    work.identities.save(person)
    work.identities.read(VictimPerson, person.id)
    work.identities.close()
    for name in ("removed", "restored"):
        gone = work.recording.save(Site(name=said[name])).record
        ear.program.session.changing.remove([gone])
        yield from _saved(ear)
    ear.program.session.changing.undo()
    yield from _saved(ear)


def _find(ear, said, outputs, _inputs):
    """Search, filter, list; then write everything the program can write."""
    session, work = ear.program.session, ear.program.session.workspace
    page = session.page_of(Incident)
    session.window.show_page(page)
    page.list.header.search.setText(said["search"])
    page.list.header.search.returnPressed.emit()
    yield from _quiet(ear)
    page.ask(parse_filter(f'"{said["filter"]}"', Incident))
    yield from _quiet(ear)
    page.ask(parse_filter("", Incident))
    yield from _quiet(ear)
    everything = parse_filter("", Incident)
    for number, dialog in enumerate(
        (
            ExportDialog(
                session.window,
                work.exporting,
                work.finding,
                where=everything,
                tasks=ear.program.tasks,
            ),
            BriefingDialog(
                session.window, work.briefings, where=everything, tasks=ear.program.tasks
            ),
            DossierDialog(
                session.window,
                work.briefings,
                incident=work.finding.get(Incident, ear.kept["incident"].id),
                tasks=ear.program.tasks,
            ),
        )
    ):
        dialog.open()
        if not number:
            dialog.choice.choose("full")
        else:
            dialog.level.setCurrentIndex(dialog.level.findData("full"))
        path = outputs / f"{number}.{'pdf' if number else 'xlsx'}"
        write = getattr(dialog, "write_to", None) or dialog.export_to
        write(path)
        yield from _quiet(ear)
        told = dialog.messages
        yield from until(lambda: path.exists() or told.isVisible())  # noqa: B023 - in this turn
        assert path.exists(), f"{type(dialog).__name__}: {dialog.messages.text}"
        dialog.close()
    work.media.certificate(outputs / "custody.pdf", [ear.kept["photo"].id])
    for place in range(len(session.window.pages)):
        session.window.go_to(place)
        yield from _quiet(ear)


def _leave(ear, said, outputs, _inputs):
    """Copy, open a file dialog, and let things go wrong with the words in them."""
    box = QPlainTextEdit(said["copied"])
    box.selectAll()
    box.copy()
    box.deleteLater()
    folder = outputs / said["dialog-folder"]
    folder.mkdir()
    QTimer.singleShot(300, lambda: _answer(folder))
    files.ask_for_saving(ear.program.session.window, "?", "x.txt", pattern="*.txt")
    yield

    def fail():
        raise RuntimeError(said["fault"])

    QTimer.singleShot(0, fail)

    def fail_beside():
        raise ValueError(said["thread-fault"])

    threading.Thread(target=fail_beside).start()
    qWarning(said["qt-message"])
    logging.getLogger("sqlalchemy").error(said["log-message"])
    warnings.warn(said["warning"], stacklevel=1)
    yield from until(lambda: _fault_dialog() is not None)
    _fault_dialog()._copy()
    _fault_dialog().accept()
    yield from _quiet(ear)


def _answer(folder):
    """Take the dialog to a folder and accept a name in it, as a person does."""
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog))
    dialog.setDirectory(str(folder))
    dialog.selectFile("x.txt")
    dialog.done(QFileDialog.DialogCode.Accepted)


def _fault_dialog():
    shown = (one for one in QApplication.topLevelWidgets() if one.isVisible())
    return next((one for one in shown if isinstance(one, FaultDialog)), None)


def _type(editor, text):
    """Type into an editor, line or paragraphs."""
    keyboard = editor.keyboard
    if hasattr(keyboard, "setPlainText"):
        keyboard.setPlainText(text)
    else:
        keyboard.setText(text)
        keyboard.textEdited.emit(text)


def _saved(ear):
    ear.program.session.flush()
    yield from _quiet(ear)


def _quiet(ear):
    """Wait until nothing is under way, and a moment more for what begins by itself."""
    ends = time.monotonic() + 0.1
    yield from until(lambda: time.monotonic() > ends and not ear.program.tasks.is_busy)


def titles(_ear):
    """Give the titles of all windows that exist."""
    yield
    return [one.windowTitle() for one in QApplication.topLevelWidgets()] + [
        one.title() for one in QGuiApplication.topLevelWindows()
    ]


def loaded(_ear):
    """Name what is loaded that could speak to a network: modules, and libraries of Qt."""
    yield
    words = ("http", "urllib.request", "ssl", "PySide6.QtNetwork", "ftplib", "smtplib")
    maps = Path("/proc/self/maps")
    lines = maps.read_text().splitlines() if maps.exists() else ()
    libraries = {line.rpartition("/")[2] for line in lines if "Network" in line or "libssl" in line}
    return sorted({one for one in words if sys.modules.get(one)} | libraries)


def written(_ear):
    """Give every file that was opened for writing since the start."""
    yield
    return sorted(WRITTEN)


WRITTEN: set[str] = set()
"""Paths of files that were opened for writing; a hook of the driver adds to it."""

STEPS = {
    "journey": journey,
    "dirty": dirty,
    "titles": titles,
    "loaded": loaded,
    "written": written,
}
