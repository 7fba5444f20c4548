"""A country is typed by its name and kept as three letters."""

import pytest
from PySide6.QtCore import Qt

from strikelog.domain.fields import field_of
from strikelog.domain.records import Location
from strikelog.gui.editors import COUNTRY, editor_for
from strikelog.gui.editors.countries import CountryEditor, country_code
from strikelog.gui.forms import form_for
from strikelog.gui.language import set_language


@pytest.fixture
def editor(shown):
    return shown(editor_for(field_of(Location, COUNTRY), None))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Syria", "SYR"),
        ("سوريا", "SYR"),
        ("syr", "SYR"),
        ("SY", "SYR"),
        ("ukraine", "UKR"),
        ("Atlantis", ""),
    ],
)
def test_a_country_is_known_by_name_and_code(text, code):
    assert country_code(text) == code


def test_a_field_of_a_country_has_its_own_editor(editor):
    assert isinstance(editor, CountryEditor)


def test_half_a_name_is_enough(editor, keyboard):
    keyboard.write(editor, "Syr")
    offered = [one.key for one in editor.choices.offered]
    keyboard.press(Qt.Key.Key_Return)

    assert offered[0] == "SYR"
    assert (editor.value, editor.line.text()) == ("SYR", "Syria")


def test_what_is_no_country_is_said(editor, keyboard):
    keyboard.write(editor, "Atlantis")
    editor.commit()

    assert editor.is_unread
    assert "Atlantis" in editor.problem


def test_a_place_typed_by_hand_keeps_three_letters(desk, tasks, shown, keyboard):
    form = shown(form_for(desk, tasks, Location))
    form.start_new(name="Hass")
    keyboard.write(form.sheet.fields.cell(COUNTRY).editor, "Syria")
    keyboard.press(Qt.Key.Key_Tab)
    form.flush()

    (stored,) = desk.finding.all(Location)
    assert stored.country_iso3 == "SYR"


def test_the_name_is_in_the_language_of_the_window(qapp, shown):
    set_language(qapp, "ar")
    made = shown(editor_for(field_of(Location, COUNTRY), None))

    made.show_value("SYR")

    assert made.line.text() == "سوريا"
