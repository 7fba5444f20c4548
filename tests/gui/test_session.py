"""The window as a whole: wishes, deleting and undoing, jumping, forms over lists."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from strikelog.domain.filter_text import parse_filter
from strikelog.domain.records import Claim, Incident, Location, Site, Source
from strikelog.gui.forms.capture import QuickCapture
from strikelog.gui.pages import wishes
from strikelog.gui.preferences import PassingPreferences, WrittenPreferences
from strikelog.gui.window.jumping import JumpDialog, owner_of, place_of_code
from strikelog.gui.window.session import DEMO_MARK

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)")


def dialog_of(session, kind):
    """The open dialog of a class."""
    return next(one for one in session.window.findChildren(kind) if one.isVisible())


def incidents(session):
    """How many incidents the list shows."""
    return session.page_of(Incident).list.table.rows.rowCount()


def test_the_rail_holds_only_what_exists(session):
    titles = [page.title for page in session.window.pages]

    assert titles == [
        *("Incidents", "Sites", "Sources", "Media", "Published totals"),
        *("Places", "Actors", "Periods", "Groups", "People"),
        *("Map", "Trends", "Insight"),
        *("Import and export", "Duplicates", "Backups", "Settings"),
    ]


def test_every_page_can_be_shown(session):
    for place, page in enumerate(session.window.pages):
        session.window.go_to(place)
        assert session.window.page is page
        assert page.widget.isVisible()


def test_the_window_names_no_record(session):
    session.grant(wishes.New(Incident))

    assert session.window.windowTitle() == "strikelog"


def test_a_demo_says_that_it_does_not_last(session):
    said = [
        one.accessibleName()
        for one in session.window.status.findChildren(object)
        if hasattr(one, "accessibleName")
    ]

    assert DEMO_MARK in said


def test_deleting_offers_a_way_back(qtbot, session):
    record = session.workspace.finding.by_code("EX-2019-0003")
    before = session.workspace.finding.tally(Incident).total

    session.grant(wishes.Remove((record,)))

    qtbot.waitUntil(lambda: incidents(session) == before - 1)
    assert session.window.messages.isVisible()
    session.window.messages.action_requested.emit()
    qtbot.waitUntil(lambda: incidents(session) == before)
    assert session.workspace.finding.tally(Incident).total == before


def test_several_deletions_are_taken_back_together(qtbot, session):
    records = session.workspace.finding.all(Incident)[:3]

    session.grant(wishes.Remove(tuple(records)))
    session.window.messages.action_requested.emit()

    assert session.workspace.finding.tally(Incident).total == 10


def test_an_offer_goes_when_something_else_changes(session):
    records = session.workspace.finding.all(Incident)
    session.grant(wishes.Remove((records[0],)))

    session.feed.announce(session.workspace.recording.remove(records[1]))

    assert not session.window.messages.isVisible()


def test_undo_and_redo_go_back_and_forth(session):
    finding = session.workspace.finding
    record = finding.by_code("EX-2019-0003")
    session.workspace.recording.remove(record)

    session.window.undo_requested.emit()
    assert finding.tally(Incident).total == 10
    session.window.redo_requested.emit()
    assert finding.tally(Incident).total == 9


def test_editing_opens_the_form_over_the_list_and_back(qtbot, session):
    record = session.workspace.finding.by_code("EX-2019-0003")
    page = session.page_of(Incident)

    session.grant(wishes.Edit(Incident, record.id))

    assert page.shows_form
    assert page.form.record.id == record.id
    page.form.leave()
    qtbot.waitUntil(lambda: not page.shows_form)


def test_a_new_record_begins_in_the_form(session):
    session.grant(wishes.New(Source))

    assert session.window.page is session.page_of(Source)
    assert session.page_of(Source).shows_form


def test_searching_leaves_the_form(qtbot, session):
    session.grant(wishes.New(Site))

    session.page_of(Site).find()

    qtbot.waitUntil(lambda: not session.page_of(Site).shows_form)


def test_a_site_leads_to_its_incidents(session):
    where = parse_filter('site:"Kafr Nabl Surgical Hospital"', Incident)

    session.grant(wishes.ShowIncidents(where))

    assert session.window.page is session.page_of(Incident)
    assert incidents(session) == 3


def test_a_source_can_be_gone_to(qtbot, session):
    source = session.workspace.finding.by_code("NYT11")

    session.grant(wishes.GoTo(Source, source.id))

    table = session.page_of(Source).list.table
    assert table.current_key == session.workspace.finding.key_of(Source, source.id)


def test_a_code_leads_to_its_record(qtbot, session):
    session.dialogs.jump()
    dialog = dialog_of(session, JumpDialog)
    dialog.code.setText("EX-2019-0005")

    dialog.search()

    table = session.page_of(Incident).list.table
    record = session.workspace.finding.by_code("EX-2019-0005")
    assert table.current_key == session.workspace.finding.key_of(Incident, record.id)


def test_a_filter_gives_way_to_a_jump(qtbot, session):
    page = session.page_of(Incident)
    page.ask(parse_filter("killed>=1", Incident))
    place = place_of_code(session.workspace.finding, "EX-2019-0005")

    page.go_to(place.key)

    assert page.list.table.current_key == place.key
    assert not page.list.filter.where


def test_an_unknown_code_is_said(session):
    session.dialogs.jump()
    dialog = dialog_of(session, JumpDialog)
    dialog.code.setText("NO-SUCH-CODE")

    dialog.search()

    assert dialog.isVisible()
    assert "NO-SUCH-CODE" in dialog.messages.text


def test_what_hangs_on_an_incident_leads_to_it(session):
    finding = session.workspace.finding
    claim = finding.all(Claim)[0]

    assert owner_of(finding, claim).id == claim.incident_id


def test_quick_capture_opens_by_its_key(qtbot, session):
    session.window.capture_requested.emit()

    assert isinstance(dialog_of(session, QuickCapture), QDialog)


def test_a_captured_incident_is_listed(qtbot, session):
    session.window.capture_requested.emit()
    dialog = dialog_of(session, QuickCapture)
    dialog.what.line.setText("Strike on a bakery")

    dialog.save()

    qtbot.waitUntil(lambda: incidents(session) == 11)


def test_keys_reach_search_filter_and_help(qtbot, session):
    session.window.activateWindow()
    qtbot.waitActive(session.window)
    page = session.page_of(Incident)

    qtbot.keyClick(session.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert page.list.filter.line.isVisible()
    qtbot.keyClick(session.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.list.header.search.hasFocus()


def test_widths_are_written_beside_the_window(tasks):
    kept = PassingPreferences()
    preferences = WrittenPreferences(kept, tasks)

    preferences.set("columns.Incident", "{}")

    assert kept.get("columns.Incident") == "{}"
    assert preferences.get("columns.Incident") == "{}"


def test_no_page_knows_the_storage():
    folder = Path(__file__).parents[2] / "src" / "strikelog" / "gui"

    sources = [path.read_text(encoding="utf-8") for path in folder.rglob("*.py")]
    assert not any("strikelog.storage" in text for text in sources)


def test_a_link_in_a_form_opens_the_record_it_names(session):
    incident = next(
        one for one in session.workspace.finding.all(Incident) if one.location_id is not None
    )
    session.grant(wishes.Edit(Incident, incident.id))
    form = session.page_of(Incident).form

    form.sheet.fields.cell("location_id").editor.opener.click()

    page = session.page_of(Location)
    assert session.window.page is page
    assert page.form.record.id == incident.location_id
