"""A vault open for reading only: answers and papers as ever, and nothing offered that writes."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from strikelog.domain.filters import ALL
from strikelog.domain.records import Incident
from strikelog.gui.briefing.sheet import BriefingDialog
from strikelog.gui.dialogs.exporting import ExportDialog
from strikelog.gui.insight.page import InsightPage
from strikelog.gui.insight.pasting import PastingView
from strikelog.gui.insight.thresholds_dialog import ThresholdsDialog
from strikelog.gui.insight.topics import TOPICS
from strikelog.gui.map.page import MapPage
from strikelog.services.outlines import Outlines

BY_KEY = {topic.key: topic for topic in TOPICS}
ASKED = [topic for topic in TOPICS if not topic.leads_to]
WHY_NOT = "open for reading only"


@pytest.fixture
def fixed(workspace, tmp_path):
    path = tmp_path / "districts.geojson"
    path.write_text(json.dumps({"type": "LineString", "coordinates": [[36, 35], [37, 35.5]]}))
    Outlines(workspace.vault.database).bring(path)
    workspace.settings.save_view(Incident, "all", ALL)
    workspace.insights.keep(workspace.insights.reconcile()[3])
    workspace.insights.dismiss(workspace.insights.repeats()[0], "other buildings")
    workspace.vault.database.be_read_only()
    return workspace


@pytest.fixture
def page(dressed, fixed, tasks, gone):
    made = InsightPage(fixed, tasks)
    gone(made)
    made.resize(1080, 760)
    made.show()
    return made


@pytest.mark.parametrize("topic", ASKED, ids=lambda topic: topic.key)
def test_every_question_is_answered_and_nothing_offered_that_writes(page, topic):
    page.dismissed.setChecked(True)
    page.turn_to(topic)
    bar = page.pane.bar

    assert page.pane.list.model_of_results.results
    assert page.pane.detail.blocks
    assert not any(one.isVisible() for one in bar.findChildren(QPushButton))
    assert not page.pane.detail.findChildren(PastingView)


def test_a_finding_says_why_it_cannot_be_decided(page):
    page.turn_to(BY_KEY["double-taps"])

    assert WHY_NOT in page.pane.bar.said.text()
    assert page.pane.bar.said.isVisible()


def test_what_was_decided_is_still_told(page):
    page.dismissed.setChecked(True)
    page.turn_to(BY_KEY["repeats"])
    said = {one.decision.reason for one in page.pane.list.model_of_results.results if one.decision}

    assert said == {"other buildings"}


def test_a_line_of_what_is_to_do_cannot_be_let_go(page):
    page.turn_to(BY_KEY["worklists"])
    table = page.pane.detail.tables[0]
    table.setFocus()
    table.go_to(0)

    QTest.keyClick(table, Qt.Key.Key_Delete)

    assert not page.pane.bar.reason.isVisible()
    assert WHY_NOT in page.messages.text


def test_a_view_that_cannot_be_forgotten_says_so(page, faults):
    page.filter._views.remove("all")

    assert faults == []
    assert WHY_NOT in page.messages.text


def test_undo_says_why_nothing_is_taken_back(session, faults):
    session.workspace.insights.dismiss(session.workspace.insights.waves().found[0], "no wave")
    session.workspace.vault.database.be_read_only()

    session.changing.undo()

    assert faults == []
    assert WHY_NOT in session.window.messages.text


def test_thresholds_are_shown_and_not_to_be_changed(page, fixed, tasks):
    dialog = ThresholdsDialog(page, fixed.settings, tasks)

    assert dialog.fields["tap_least"].value() == fixed.settings.thresholds.tap_least
    assert not any(one.isEnabled() for one in dialog.fields.values())
    assert not dialog.save.isEnabled()
    assert not dialog.set_back.isEnabled()
    assert WHY_NOT in dialog.messages.text


def test_the_map_draws_boundaries_and_offers_only_what_leaves_it(
    dressed, fixed, tasks, preferences, gone
):
    page = MapPage(fixed, tasks, preferences)
    gone(page)
    page.shown()
    words = [words for words, _, _ in page.sharing.actions()]

    assert page.ground.has_brought
    assert len(words) == 3
    assert not any("boundaries" in one for one in words)


def test_a_briefing_is_written_and_says_that_nothing_will_tell_of_it(
    dressed, fixed, tasks, qtbot, tmp_path
):
    dialog = BriefingDialog(None, fixed.briefings, where=ALL, tasks=tasks)
    qtbot.addWidget(dialog)
    dialog.templates._fill()
    enabled = {one.text(): one.isEnabled() for one in dialog.templates.menu.actions()}
    dialog.write_to(tmp_path / "paper.pdf")

    assert (tmp_path / "paper.pdf").is_file()
    assert "not entered in the history" in dialog.messages.text
    assert [words for words, is_on in enabled.items() if is_on and words] == [
        "Save as a file for others…"
    ]
    assert any(WHY_NOT in words for words in enabled)


def test_a_workbook_is_written_and_says_that_nothing_will_tell_of_it(
    dressed, fixed, tasks, qtbot, tmp_path
):
    dialog = ExportDialog(None, fixed.exporting, fixed.finding, where=ALL, tasks=tasks)
    qtbot.addWidget(dialog)
    dialog.export_to(tmp_path / "out.xlsx")

    assert (tmp_path / "out.xlsx").is_file()
    assert "not entered in the history" in dialog.messages.text
