"""Dialogs that do real work: workbooks out and in, briefings, history, settings."""

import json

import openpyxl
import pytest

from strikelog.domain.filter_text import parse_filter
from strikelog.domain.filters import ALL
from strikelog.domain.records import Incident
from strikelog.gui.dialogs.briefing import BriefingDialog, DossierDialog
from strikelog.gui.dialogs.exporting import ExportDialog
from strikelog.gui.dialogs.help import ShortcutsDialog
from strikelog.gui.dialogs.history import HistoryDialog, chapters
from strikelog.gui.dialogs.problems import ProblemsDialog
from strikelog.gui.pages.facts import details_of
from strikelog.gui.pages.settings_page import SettingsPage
from strikelog.services.settings import Appearance, load_appearance, save_appearance


@pytest.fixture
def export(session, tasks, gone):
    def made(where=ALL):
        work = session.workspace
        dialog = ExportDialog(
            session.window, work.exporting, work.finding, where=where, tasks=tasks
        )
        gone(dialog)
        dialog.show()
        return dialog

    return made


def test_an_export_writes_a_workbook_and_says_so(export, tmp_path):
    dialog = export()

    dialog.export_to(tmp_path / "out.xlsx")

    book = openpyxl.load_workbook(tmp_path / "out.xlsx", read_only=True)
    assert "Incidents" in book.sheetnames
    assert "out.xlsx" in dialog.messages.text


def test_an_export_of_the_list_holds_only_that(export, tmp_path):
    dialog = export(parse_filter("killed>=1", Incident))

    dialog.export_to(tmp_path / "out.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Incidents"]
    assert sheet.max_row - 3 == 3


def test_an_export_that_fails_is_said(export, tmp_path):
    dialog = export()

    dialog.export_to(tmp_path / "no-such-folder" / "out.xlsx")

    assert dialog.messages.text
    assert dialog._start.isEnabled()


def test_a_briefing_is_written(session, tasks, gone, tmp_path):
    dialog = BriefingDialog(session.window, session.workspace.briefings, where=ALL, tasks=tasks)
    gone(dialog)
    dialog.write_to(tmp_path / "briefing.pdf")

    assert (tmp_path / "briefing.pdf").read_bytes().startswith(b"%PDF")
    assert "briefing.pdf" in dialog.messages.text


def test_a_dossier_is_written(session, tasks, gone, tmp_path):
    incident = session.workspace.finding.by_code("EX-2019-0003")
    dialog = DossierDialog(
        session.window, session.workspace.briefings, incident=incident, tasks=tasks
    )
    gone(dialog)
    dialog.write_to(tmp_path / "dossier.pdf")

    assert (tmp_path / "dossier.pdf").read_bytes().startswith(b"%PDF")


def test_the_history_tells_who_changed_what(session, tasks, gone):
    record = session.workspace.finding.by_code("EX-2019-0003")

    dialog = HistoryDialog(session.window, session.workspace.finding, record, tasks)
    gone(dialog)

    newest = dialog.chapters[0]
    told = {one.label: (one.before, one.after) for one in newest.fields}
    assert newest.who == "u01"
    assert told["Weapon"] == ("Unknown", "Missile")


def test_a_history_names_linked_records(session):
    finding = session.workspace.finding
    record = finding.by_code("EX-2019-0003")

    told = chapters(
        Incident, finding.history(record.id), "en", names={record.location_id: "Kafr Nobol"}
    )

    places = [one.after for one in told[-1].fields if one.label == "Location"]
    assert places == ["Kafr Nobol"]


def test_problems_are_listed_with_their_place(qtbot, session, gone):
    finding = session.workspace.finding
    key = finding.key_of(Incident, finding.by_code("EX-2019-0008").id)
    details = details_of(finding, Incident, key, "en")
    dialog = ProblemsDialog(session.window, details)
    gone(dialog)

    with qtbot.waitSignal(dialog.edit_requested):
        dialog._edit()
    assert details.problems


def test_shortcuts_are_shown(session, gone):
    dialog = ShortcutsDialog(session.window)
    gone(dialog)

    assert dialog.windowTitle() == "Keyboard"


@pytest.fixture
def settings_page(session, tasks, gone):
    page = SettingsPage(
        session.workspace.settings, appearance=Appearance(), tasks=tasks, version="0.1.0"
    )
    gone(page)
    return page


def test_the_office_is_kept_when_a_field_is_left(session, settings_page):
    settings_page.editors["office"].setText("Northern documentation")

    settings_page.editors["office"].editingFinished.emit()

    assert session.workspace.settings.office.office == "Northern documentation"


def test_a_theme_is_worn_at_once(qtbot, settings_page):
    with qtbot.waitSignal(settings_page.appearance_changed) as told:
        settings_page.theme.setCurrentIndex(2)

    assert told.args == [Appearance(theme="dark")]


def test_an_appearance_is_kept_outside_the_vault(tmp_path):
    save_appearance(Appearance(theme="dark"), tmp_path / "appearance.json")

    assert load_appearance(tmp_path / "appearance.json").theme == "dark"
    assert set(json.loads((tmp_path / "appearance.json").read_text())) == {
        *("theme", "language", "text_size")
    }
