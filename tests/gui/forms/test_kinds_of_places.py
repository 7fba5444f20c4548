"""A site named while an incident is recorded knows what the form knows of it already."""

import pytest
from PySide6.QtCore import Qt

from strikelog.domain.records import Incident, IncidentSite, Location, Site
from strikelog.gui.forms.branches import PLACES_HIT


@pytest.fixture
def place(desk):
    """A town in the register."""
    town = Location(name="Hass", level="5", country_iso3="SYR")
    return desk.recording.save(town).record


@pytest.fixture
def hit(desk, place, new_form, keyboard, qtbot):
    """A row of a place hit, in the form of an incident that lies in the town."""
    form = new_form(desk, Incident, title="Strike", location_id=place.id)
    form.sheet.keeper.put("title", {"title": "Strike on a clinic"})
    form.flush()
    qtbot.waitUntil(lambda: form.bench.case is not None)
    row = form.branch(PLACES_HIT.label).add()
    return form, row


def name_site(row, keyboard, qtbot, name):
    picker = row.sheet.fields.cell("site_id").editor
    keyboard.write(picker, name)
    qtbot.waitUntil(lambda: picker.choices.is_offering)
    keyboard.press(Qt.Key.Key_Return)


def choose_kind(form, row, keyboard):
    keyboard.write(row.sheet.fields.cell("site_type").editor, "Hospital")
    keyboard.press(Qt.Key.Key_Tab)
    form.flush()


def the_site(desk):
    (site,) = desk.finding.all(Site)
    return site


def test_a_new_site_lies_where_the_incident_was(desk, place, hit, keyboard, qtbot):
    _form, row = hit

    name_site(row, keyboard, qtbot, "Nabad al Hayat")

    assert (the_site(desk).name, the_site(desk).location_id) == ("Nabad al Hayat", place.id)


def test_its_kind_is_asked_once(desk, hit, keyboard, qtbot):
    form, row = hit
    name_site(row, keyboard, qtbot, "Nabad al Hayat")

    choose_kind(form, row, keyboard)

    assert the_site(desk).site_type == "hospital"


def test_what_undo_takes_back_does_not_come_again_by_itself(desk, hit, keyboard, qtbot):
    form, row = hit
    name_site(row, keyboard, qtbot, "Nabad al Hayat")
    choose_kind(form, row, keyboard)

    step = desk.recording.undo()
    form.heed(step.changes)

    assert the_site(desk).site_type is None


def test_a_known_site_brings_its_kind(desk, hit, keyboard, qtbot):
    desk.recording.save(Site(name="Kafr Zita Cave", site_type="hospital"))
    form, row = hit

    name_site(row, keyboard, qtbot, "Kafr Zita Cave")
    form.flush()

    (stored,) = desk.finding.all(IncidentSite)
    assert stored.site_type == "hospital"


def test_a_kind_that_differs_is_left_as_each_says(desk, hit, keyboard, qtbot):
    desk.recording.save(Site(name="Kafr Zita Cave", site_type="school"))
    form, row = hit
    choose_kind(form, row, keyboard)

    name_site(row, keyboard, qtbot, "Kafr Zita Cave")
    form.flush()

    (stored,) = desk.finding.all(IncidentSite)
    assert (stored.site_type, the_site(desk).site_type) == ("hospital", "school")
