"""What a briefing leaves out is told before it is written, and why a page would be empty."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from strikelog.domain.briefing_templates import BUILT_IN
from strikelog.domain.filter_text import parse_filter
from strikelog.domain.filters import ALL
from strikelog.domain.records import Incident
from strikelog.gui.briefing.behind import BehindSheet
from strikelog.gui.briefing.left_out import LeftOutSheet, plan_words
from strikelog.gui.briefing.sheet import BriefingDialog, DossierDialog
from strikelog.gui.language import set_language
from strikelog.gui.tasks import Tasks
from strikelog.services.paper_planning import PaperPlan

BIDI = dict.fromkeys(map(ord, "\u2066\u2068\u2069"))


@pytest.fixture
def opened(session, tasks, gone):
    def made(where=ALL):
        dialog = BriefingDialog(
            session.window, session.workspace.briefings, where=where, tasks=tasks
        )
        gone(dialog)
        return dialog

    return made


@pytest.fixture
def one_released(session):
    record = session.workspace.finding.by_code("EX-2019-0001")
    released = replace(record, workflow="reviewed", tlp="TLP:GREEN")
    session.workspace.recording.save(released, record)


def choose(dialog, level):
    dialog.level.setCurrentIndex(dialog.level.findData(level))
    dialog.renew()


def line_of(dialog):
    return dialog.choices.left_out.button.text().translate(BIDI)


def rows_of(sheet):
    return [sheet.list.item(row).text() for row in range(sheet.list.count())]


def test_a_briefing_is_for_few_until_another_level_is_chosen(opened):
    assert opened().choices.wish.template.level == "briefing"


def test_an_empty_paper_says_why_and_how_to_see_it(opened):
    dialog = opened(parse_filter("workflow:in_review", Incident))
    said = dialog.messages.text

    dialog.messages._act()
    dialog.renew()

    assert said.startswith("All 9 incidents are in review: a second person has to release them")
    assert dialog.choices.wish.template.level == "full"
    assert dialog.messages.isHidden()
    assert len(dialog.view.pages) > 3


def test_a_dossier_that_may_not_be_shown_says_why(session, tasks, gone):
    incident = session.workspace.finding.by_code("EX-2019-0001")
    briefings = session.workspace.briefings
    dialog = DossierDialog(session.window, briefings, incident=incident, tasks=tasks)
    gone(dialog)

    assert dialog.messages.text.startswith("The incident is in review")
    assert not dialog.view.pages
    assert not dialog._start.isEnabled()
    choose(dialog, "full")
    assert dialog.view.pages
    assert dialog._start.isEnabled()
    assert dialog.messages.isHidden()


def test_what_was_said_of_an_empty_paper_goes_with_the_next_choice(opened, tmp_path):
    dialog = opened()
    dialog.write_to(tmp_path / "empty.pdf")
    dialog._rest()  # a job that runs at once has ended before it is followed
    choose(dialog, "public")
    said = dialog.messages.text

    choose(dialog, "full")

    assert "marked for fewer readers" in said
    assert dialog.messages.isHidden()


def test_the_line_counts_what_is_left_out(opened, one_released):
    dialog = opened()

    assert line_of(dialog).startswith("Left out: 9 · coarser: ")
    assert "risks that stay: " in line_of(dialog)
    assert dialog.messages.isHidden()
    choose(dialog, "full")
    assert not line_of(dialog).startswith("Left out: 9")


def test_a_change_makes_the_line_untrue_until_it_is_counted_anew(opened, one_released):
    dialog = opened()
    dialog.counting.wait()

    assert "Counting" in line_of(dialog)
    assert not dialog.choices.left_out.button.isEnabled()
    dialog.renew()
    assert dialog.choices.left_out.button.isEnabled()


class Unrun(Tasks):
    """Takes work and does none of it; what was taken can be looked at."""

    def __init__(self):
        super().__init__(lambda fault: None)
        self.taken = []

    def _start(self, number, *_):
        self.taken.append(self._open[number])


def test_closing_stops_what_is_being_counted(session, gone):
    tasks = Unrun()
    dialog = BriefingDialog(session.window, session.workspace.briefings, where=ALL, tasks=tasks)
    gone(dialog)
    dialog.counting.count(dialog.choices.wish)
    counting = tasks.taken[-1]

    dialog.reject()

    assert counting.brake.is_set()


def test_the_list_names_records_and_leads_to_them(opened, one_released):
    dialog = opened()
    asked = []
    dialog.incident_requested.connect(asked.append)
    dialog.choices.left_out.button.click()
    sheet = dialog.findChild(LeftOutSheet)

    assert any(row.startswith("Incidents: 9 – not reviewed") for row in rows_of(sheet))
    assert any("EX-2019-0002" in row for row in rows_of(sheet))
    told = " ".join(one.text() for one in sheet.findChildren(QLabel))
    assert "Readers who know the place may guess" in told
    at = next(row for row, text in enumerate(rows_of(sheet)) if "EX-2019-0002" in text)
    sheet.list.setCurrentRow(at)
    assert sheet._go.isEnabled()
    sheet.list.itemActivated.emit(sheet.list.item(at))
    assert len(asked) == 1
    assert dialog.isHidden()


def test_a_heading_of_the_list_leads_nowhere(opened, one_released):
    dialog = opened()
    dialog.choices.left_out.button.click()
    sheet = dialog.findChild(LeftOutSheet)

    assert sheet._go.isEnabled()
    sheet.list.setCurrentRow(0)
    assert not sheet.list.item(0).flags() & Qt.ItemFlag.ItemIsSelectable
    assert not sheet._go.isEnabled()


def test_where_nothing_is_left_out_the_line_says_so():
    assert plan_words(PaperPlan("full", 3, (), ())).startswith("Nothing is left out, and nothing")


@pytest.fixture
def arabic(qapp):
    set_language(qapp, "ar")


def test_a_briefing_speaks_the_language_of_the_window(opened, arabic):
    dialog = opened()

    assert dialog.choices.wish.template.language == "ar"
    dialog.template.setCurrentIndex(dialog.template.findData("one-page"))
    assert dialog.choices.wish.template.language == "ar"


def test_numbers_to_choose_stand_in_the_digits_of_the_program(opened, arabic):
    assert opened().choices.notes.text() == "10"


def test_the_keyboard_begins_at_who_will_read_it(opened):
    dialog = opened()
    dialog.show()

    assert dialog.focusWidget() is dialog.level


def test_the_keyboard_is_on_the_records_behind_a_number(opened):
    dialog = opened()
    choose(dialog, "full")
    dialog.show()
    dialog.explain(dialog.view.pages[0].hot[0].figure)
    sheet = dialog.findChild(BehindSheet)

    assert sheet.focusWidget() is sheet.list


def test_a_template_of_the_office_keeps_its_language(opened, session):
    template = replace(BUILT_IN["situation"], name="Weekly", language="both")
    session.workspace.briefings.templates.save(template)
    dialog = opened()
    dialog.templates.read()

    assert dialog.choices.wish.template.language == "en"
    dialog.template.setCurrentIndex(dialog.template.findData("Weekly"))
    assert dialog.choices.wish.template.language == "both"
