"""A form serves one record after another; nothing of the one before stays in it."""

import time
from itertools import pairwise

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer

from strikelog.domain.records import Incident, Location
from strikelog.gui.forms.branches import ASSESSMENTS, CLAIMS


@pytest.fixture
def case(demo):
    """Gives incidents of the worked example by their code."""
    known = {one.ref: one for one in demo.finding.all(Incident)}
    return known.__getitem__


def shown_claims(form):
    """Ids of the claims that the form shows."""
    return {row.record.id for row in form.branch(CLAIMS.label).rows}


def stored_claims(desk, incident):
    """Ids of the claims that are stored."""
    return {one.id for one in desk.finding.case_file(incident.id).claims}


def test_the_same_widgets_show_the_next_incident(demo, open_form, case):
    first, second = case("EX-2019-0001"), case("EX-2019-0003")
    form = open_form(demo, first)
    sheet, matrix = form.sheet, form.matrix

    form.load(second.id)

    assert form.sheet is sheet
    assert form.record == demo.finding.get(Incident, second.id)
    assert form.sheet.fields.cell("title").editor.line.text() == second.title
    assert shown_claims(form) == stored_claims(demo, second)
    assert form.matrix is matrix
    assert {row for row, _ in matrix.cells} <= {second.id, *stored_claims(demo, second)}


def test_going_back_shows_the_first_as_it_was(demo, open_form, case):
    first = case("EX-2019-0001")
    form = open_form(demo, first)
    before = {at: cell.line.text() for at, cell in form.matrix.cells.items()}
    note = form.branch(ASSESSMENTS.label).note.text()

    form.load(case("EX-2019-0003").id)
    form.load(first.id)

    assert {at: cell.line.text() for at, cell in form.matrix.cells.items()} == before
    assert form.branch(ASSESSMENTS.label).note.text() == note
    assert shown_claims(form) == stored_claims(demo, first)


def test_another_incident_before_the_first_is_complete_leaves_no_trace_of_it(demo, open_form, case):
    form = open_form(demo, case("EX-2019-0001"))
    second = case("EX-2019-0003")

    form.load(second.id)

    assert shown_claims(form) == stored_claims(demo, second)


def test_what_was_typed_for_one_incident_is_saved_with_it(demo, open_form, case, keyboard):
    first, second = case("EX-2019-0001"), case("EX-2019-0003")
    form = open_form(demo, first)
    keyboard.write(form.sheet.fields.cell("title").editor, "Typed for the first")

    form.load(second.id)
    keyboard.write(form.sheet.fields.cell("title").editor, "Typed for the second")
    form.flush()

    assert demo.finding.get(Incident, first.id).title == "Typed for the first"
    assert demo.finding.get(Incident, second.id).title == "Typed for the second"


def test_text_that_is_no_value_does_not_pass_to_the_next(demo, open_form, case, keyboard):
    second = case("EX-2019-0003")
    form = open_form(demo, case("EX-2019-0001"))
    date = form.sheet.fields.cell("date_edtf").editor
    keyboard.write(date, "some day")
    date.commit()

    form.load(second.id)

    assert (date.is_unread, date.problem, date.value) == (False, "", second.date_edtf)


def test_a_new_incident_after_another_is_empty(demo, open_form, case):
    form = open_form(demo, case("EX-2019-0001"))
    form.branch(CLAIMS.label)

    form.start_new()

    assert form.sheet.fields.cell("title").editor.line.text() == ""
    assert shown_claims(form) == set()
    assert form.matrix.cells == {}
    assert list(form.head.problems.problems) == []


def test_cards_come_one_a_turn_and_the_first_at_once(demo, open_form, case, qtbot):
    form = open_form(demo, case("EX-2019-0001"))

    was_complete = form.cards.is_complete
    first = form.sheet.fields.cell("title").editor
    is_there = first.isVisible()
    qtbot.waitUntil(lambda: form.cards.is_complete)

    assert (was_complete, is_there) == (False, True)
    assert len(form.sheet.branches) == 7


def longest_turn(milliseconds):
    """Let the event loop run and give the longest time between two of its turns."""
    clock, times = QTimer(interval=1), [time.perf_counter()]
    clock.timeout.connect(lambda: times.append(time.perf_counter()))
    clock.start()
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    clock.stop()
    return 1000 * max(after - before for before, after in pairwise(times))


def test_the_time_of_the_longest_turn_is_told(demo, open_form, case, capsys):
    form = open_form(demo, case("EX-2019-0003"))
    longest_turn(400)

    form.load(case("EX-2019-0001").id)
    longest = longest_turn(600)

    with capsys.disabled():
        print(f"\n  opening another incident: longest turn {longest:.0f} ms")
    assert form.cards.is_complete


@pytest.fixture
def led(demo, open_form, case):
    """The form of an incident, and what it asks to open."""
    form = open_form(demo, case("EX-2019-0001"))
    form.asked = []
    form.open_requested.connect(lambda *what: form.asked.append(what))
    return form


def test_a_link_leads_to_the_record_it_names(demo, led, keyboard):
    place = led.record.location_id
    editor = led.sheet.fields.cell("location_id").editor

    editor.opener.click()
    editor.keyboard.setFocus()
    keyboard.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert led.asked == [("Location", place)] * 2
    name = demo.finding.get(Location, place).name
    assert editor.opener.accessibleName().startswith("Open ")
    assert name in editor.opener.accessibleName()


def test_a_link_that_names_nothing_leads_nowhere(led, keyboard):
    editor = led.sheet.fields.cell("location_id").editor

    editor.take_value(None)
    keyboard.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert editor.opener.isHidden()
    assert led.asked == []
