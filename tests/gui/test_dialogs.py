"""Dialogs that do real work: workbooks out and in, briefings, history, settings."""

import json

import openpyxl
import pytest
from PySide6.QtCore import Qt

from strikelog.domain.filter_text import parse_filter
from strikelog.domain.filters import ALL
from strikelog.domain.records import Incident
from strikelog.gui.briefing.sheet import BriefingDialog, DossierDialog
from strikelog.gui.dialogs.exporting import ExportDialog
from strikelog.gui.dialogs.guide import page_names, title_of_page
from strikelog.gui.dialogs.help import HelpDialog, guide_page
from strikelog.gui.dialogs.history import HistoryDialog, chapters
from strikelog.gui.dialogs.problems import ProblemsDialog
from strikelog.gui.pages.facts import details_of
from strikelog.gui.pages.settings_page import SettingsPage
from strikelog.services.gate_tokens import GateTokens, marks_of
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


def test_an_export_is_for_a_partner_until_another_level_is_chosen(export):
    assert export().choice.wanted().profile == "partner"


def test_a_partner_s_workbook_needs_the_name_of_the_partner(export):
    dialog = export()
    assert not dialog._next.isEnabled()

    dialog.choice.partner.setEditText("North")
    assert dialog._next.isEnabled()
    dialog.choice.partner.setEditText(" ")
    dialog.choice.choose("public")

    assert dialog._next.isEnabled()


def looked_at(dialog, profile):
    dialog.choice.choose(profile)
    dialog.choice.partner.setEditText("North")
    dialog.prepare()
    for tick in dialog.look.ticks:
        assert not dialog._start.isEnabled()
        tick.setChecked(True)
    assert dialog._start.isEnabled()


def test_an_export_writes_a_workbook_and_says_so(export, tmp_path):
    dialog = export()
    looked_at(dialog, "full")

    dialog.export_to(tmp_path / "out.xlsx")

    book = openpyxl.load_workbook(tmp_path / "out.xlsx", read_only=True)
    assert "Incidents" in book.sheetnames
    assert "out.xlsx" in dialog.messages.text


def test_an_export_of_the_list_holds_only_that(export, tmp_path):
    dialog = export(parse_filter("killed>=1", Incident))
    looked_at(dialog, "full")

    dialog.export_to(tmp_path / "out.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Incidents"]
    assert sheet.max_row - 3 == 3


def test_an_export_that_fails_is_said(export, tmp_path):
    dialog = export()
    looked_at(dialog, "full")

    dialog.export_to(tmp_path / "no-such-folder" / "out.xlsx")

    assert dialog.messages.text
    assert dialog._start.isEnabled()


def test_what_is_shown_before_is_what_is_written(export, tmp_path):
    dialog = export()
    looked_at(dialog, "partner")
    names = [dialog.look.table.itemText(at) for at in range(dialog.look.table.count())]
    dialog.look.table.setCurrentIndex(names.index("Sites (5)"))
    shown = dialog.look.rows.model()
    heads = [shown.headerData(at, Qt.Orientation.Horizontal) for at in range(shown.columnCount())]
    told = {
        tuple(shown.data(shown.index(row, at)) for at in range(shown.columnCount()))
        for row in range(shown.rowCount())
    }

    dialog.export_to(tmp_path / "out.xlsx")

    rows = list(openpyxl.load_workbook(tmp_path / "out.xlsx")["Sites"].values)
    own = [at for at, label in enumerate(rows[1]) if label in heads]
    written = {tuple("" if row[at] is None else str(row[at]) for at in own) for row in rows[3:]}
    assert told == written
    assert "Operator" not in heads


def test_a_stopped_export_leads_to_the_record(export, session, tmp_path):
    database = session.workspace.vault.database
    GateTokens(database).renew({"a": marks_of(["Yasmin al-Qudsi"], [])})
    strike = session.workspace.recording.save(
        Incident(title="Mill", summary="told by Yasmin al-Qudsi")
    ).record
    dialog, asked = export(), []
    dialog.record_requested.connect(lambda *what: asked.append(what))
    looked_at(dialog, "partner")

    dialog.export_to(tmp_path / "out.xlsx")
    stopped = dialog.steps.currentWidget()
    said = [stopped.rows.model().data(stopped.rows.model().index(0, at)) for at in (0, 1)]
    stopped.open.click()

    assert list(tmp_path.glob("*.xlsx")) == []
    assert said[0].startswith("Incidents!E")
    assert "Yasmin" not in str(said)
    assert asked == [("Incident", strike.id)]


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
    dialog.level.setCurrentIndex(dialog.level.findData("full"))
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


def test_help_opens_where_the_guide_speaks_of_the_page_in_front(session, gone):
    dialog = HelpDialog(session.window, "media.md")
    gone(dialog)

    assert dialog.guide.text.toPlainText().startswith(title_of_page("en", "media.md"))
    assert dialog.guide.pages.currentItem().text() == title_of_page("en", "media.md")


def test_every_page_of_the_window_leads_to_a_page_of_the_guide(session):
    leads = {page.icon: guide_page(page.icon) for page in session.window.pages}

    assert set(leads.values()) <= set(page_names("en"))
    assert [icon for icon, name in leads.items() if name == "first-steps.md"] == []


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
