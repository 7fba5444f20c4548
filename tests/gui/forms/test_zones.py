"""The time zone of an incident and of the office: completed from a list, never lost."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from strikelog.domain.fields import field_of
from strikelog.domain.records import Incident
from strikelog.gui.editors import ZONE, editor_for
from strikelog.gui.editors.zones import COMMON_ZONES
from strikelog.gui.forms import form_for
from strikelog.gui.language import set_language


@pytest.fixture
def editor(shown):
    return shown(editor_for(field_of(Incident, ZONE), None), (420, 420))


@pytest.mark.parametrize("typed", ["Dam", "asia/dam", "دمش", "Syri"])
def test_half_a_name_is_enough(editor, keyboard, typed):
    keyboard.write(editor, typed)
    first = editor.choices.offered[0]
    keyboard.press(Qt.Key.Key_Return)

    assert first.key == "Asia/Damascus"
    assert (editor.value, editor.line.text()) == ("Asia/Damascus", "Asia/Damascus")


def test_the_list_names_city_and_country_in_the_language_of_the_window(qapp, editor, keyboard):
    set_language(qapp, "ar")

    keyboard.write(editor, "Damas")

    (offered, *_) = editor.choices.offered
    assert offered.title == "دمشق"
    assert "Asia/Damascus" in offered.detail
    assert "سوريا" in offered.detail


def test_common_zones_are_offered_before_anything_is_typed(editor, keyboard):
    editor.line.setFocus()
    keyboard.press(Qt.Key.Key_Down)

    assert [one.key for one in editor.choices.offered] == list(COMMON_ZONES)


def test_a_name_that_is_no_zone_is_told_and_stays_where_it_was_typed(editor, keyboard):
    editor.show_value("Asia/Damascus")
    keyboard.write(editor, "Asia/Damascsu")
    editor.commit()

    assert "Asia/Damascsu" in editor.problem
    assert editor.line.text() == "Asia/Damascsu"
    assert editor.is_unread
    assert editor.value == "Asia/Damascus"


def test_what_an_older_vault_calls_its_zone_is_kept(demo, open_form, keyboard):
    (incident, *_) = demo.finding.all(Incident)
    demo.recording.save(replace(incident, tz="local time of the office"), incident)
    form = open_form(demo, incident)
    form.cards.complete()
    editor = form.sheet.fields.cell(ZONE).editor
    shown = editor.line.text()

    editor.commit()
    form.flush()

    assert shown == "local time of the office"
    assert editor.problem == ""
    assert demo.finding.get(Incident, incident.id).tz == "local time of the office"


def test_an_incident_keeps_the_name_of_the_database(desk, tasks, shown, keyboard):
    form = shown(form_for(desk, tasks, Incident))
    form.start_new(title="Strike")
    form.cards.complete()
    keyboard.write(form.sheet.fields.cell(ZONE).editor, "kyiv")
    keyboard.press(Qt.Key.Key_Tab)
    form.flush()

    (stored,) = desk.finding.all(Incident)
    assert stored.tz == "Europe/Kyiv"


def test_an_empty_zone_is_no_zone(editor, keyboard):
    editor.show_value("Asia/Damascus")
    keyboard.write(editor, " ")
    editor.commit()

    assert editor.value is None
    assert editor.problem == ""
