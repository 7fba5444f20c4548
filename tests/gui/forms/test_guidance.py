"""What leads a newcomer through a form: the note of a field, what shows, where a doubt leads."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from strikelog.domain.field_notes import note_of
from strikelog.domain.fields import field_of
from strikelog.domain.records import Incident, Source
from strikelog.domain.validation.problems import found
from strikelog.gui import style
from strikelog.gui.editors.suggesting import SuggestionLine, SuggestionList
from strikelog.gui.editors.suggestions import Suggestion
from strikelog.gui.forms import form_for
from strikelog.gui.forms.branches import CLAIMS
from strikelog.gui.forms.hint_line import HintLine

Direction = Qt.LayoutDirection


def test_the_foot_of_a_form_says_what_the_field_asks_for(qtbot, new_form, desk):
    form = new_form(desk, Incident)
    qtbot.waitActive(form)
    line = form.findChild(HintLine)

    form.sheet.fields.focus("weapon")
    asked = line.text()
    form.sheet.fields.focus("place_text")

    assert asked == note_of(Incident, field_of(Incident, "weapon"))
    assert line.text() == note_of(Incident, field_of(Incident, "place_text"))


def test_a_new_row_shows_its_first_field(qtbot, shown, desk, tasks):
    form = shown(form_for(desk, tasks, Incident), size=(900, 420))
    form.start_new()
    view = form.branch(CLAIMS.label)
    form.cards.jump(1)

    first = view.add().sheet.fields.cells[0].editor.keyboard

    qtbot.waitUntil(lambda: first.visibleRegion().boundingRect() == first.rect())


def test_a_doubt_about_sources_leads_to_where_one_is_added(qtbot, open_form, demo):
    incident = demo.finding.by_code("EX-2019-0003")
    form = open_form(demo, incident)

    form.go_to(found("W01", incident, "", "There is only one."))

    assert form.focusWidget() is form.branch(CLAIMS.label).add_row


def test_a_witness_is_confidential_as_soon_as_it_is_one(desk, new_form, keyboard):
    form = new_form(desk, Source, title="Nurse at the hospital")
    fields = form.sheet.fields

    keyboard.write(fields.cell("source_type").editor, "Witness")
    keyboard.press(Qt.Key.Key_Tab)
    shown = fields.cell("access").editor.line.text()
    form.flush()

    (stored,) = desk.finding.all(Source)
    assert (stored.access, stored.tlp) == ("confidential", "TLP:RED")
    assert shown == "Confidential"


def test_whether_a_source_may_be_known_is_asked_on_the_first_card(desk, new_form):
    form = new_form(desk, Source)

    assert "access" in {key for cell in form.sheet.fields.cells for key in cell.keys}


@pytest.mark.parametrize("direction", [Direction.LeftToRight, Direction.RightToLeft])
def test_what_is_offered_can_be_read_below_a_short_line(qtbot, shown, direction):
    window = shown(QWidget(), (700, 400))
    window.setLayoutDirection(direction)
    line = SuggestionLine()
    line.setParent(window)
    line.setGeometry(620 if direction is Direction.LeftToRight else 10, 20, 60, 30)
    line.show()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)

    line.offer([Suggestion("hospital", "Health facility, kind not stated", "A health facility")])

    offered = window.findChild(SuggestionList).geometry()
    assert offered.width() >= style.SUGGEST_LEAST
    assert window.rect().contains(offered)
