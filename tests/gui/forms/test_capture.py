"""Quick capture: four answers, one step, nothing invented."""

import pytest
from PySide6.QtCore import Qt

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import CasualtyFigure, Claim, Incident, IncidentSite, Location, Source
from strikelog.gui.forms.capture import QuickCapture


@pytest.fixture
def capture(demo, tasks, shown):
    """Quick capture over the worked example."""
    return shown(QuickCapture(demo, tasks), (620, 420))


def newest(desk, kind, before):
    """The records of a class that were not there before."""
    known = {one.id for one in before}
    return [one for one in desk.finding.all(kind) if one.id not in known]


def test_four_answers_make_a_case_in_one_step(demo, capture, keyboard, qtbot):
    before = {kind: demo.finding.all(kind) for kind in (Incident, IncidentSite, Claim, Source)}

    keyboard.write(capture.when, "6 Nov 2019")
    keyboard.press(Qt.Key.Key_Tab)
    keyboard.write(capture.where, "Kafr Nabl Surg")
    qtbot.waitUntil(lambda: capture.where.choices.is_offering)
    keyboard.press(Qt.Key.Key_Return)
    assert "kept as hit" in capture.where.note
    keyboard.write(capture.what, "Missile at the entrance")
    keyboard.write(capture.source, "Local radio https://example.org/1")
    keyboard.press(Qt.Key.Key_Return)

    (incident,) = newest(demo, Incident, before[Incident])
    (hit,) = newest(demo, IncidentSite, before[IncidentSite])
    (claim,) = newest(demo, Claim, before[Claim])
    (source,) = newest(demo, Source, before[Source])
    assert (incident.title, incident.date_edtf) == (
        "Missile at the entrance",
        FuzzyDate("2019-11-06"),
    )
    assert demo.finding.get(Location, incident.location_id).name == "Kafr Nobol"
    assert (hit.incident_id, hit.site_type, hit.site_role) == (incident.id, "hospital", "hit")
    assert (claim.source_id, claim.summary) == (source.id, "Missile at the entrance")
    assert (source.title, source.url) == ("Local radio", "https://example.org/1")
    assert not capture.isVisible()

    demo.recording.undo()
    assert newest(demo, Incident, before[Incident]) == []
    assert newest(demo, Source, before[Source]) == []


def test_a_place_nobody_knows_is_kept_as_written_and_not_invented(demo, capture, keyboard, qtbot):
    places = demo.finding.all(Location)
    incidents = demo.finding.all(Incident)

    keyboard.write(capture.where, "Tell Qwxzv")
    qtbot.wait(200)
    keyboard.press(Qt.Key.Key_Tab)
    note = capture.where.note
    keyboard.write(capture.what, "Shelling")
    keyboard.press(Qt.Key.Key_Return)

    (incident,) = newest(demo, Incident, incidents)
    assert (incident.place_text, incident.location_id) == ("Tell Qwxzv", None)
    assert demo.finding.all(Location) == places
    assert "to be located" in note
    assert any(one.key == "location_id" for one in demo.finding.problems(incident))


def test_a_known_source_is_linked_and_not_made_again(demo, capture, keyboard, qtbot):
    sources = demo.finding.all(Source)
    claims = demo.finding.all(Claim)

    keyboard.write(capture.what, "Shelling")
    keyboard.write(capture.source, "Sky News")
    qtbot.waitUntil(lambda: capture.source.choices.is_offering)
    keyboard.press(Qt.Key.Key_Return)
    capture.save()

    (claim,) = newest(demo, Claim, claims)
    assert demo.finding.get(Source, claim.source_id).publisher == "Sky News"
    assert demo.finding.all(Source) == sources


def test_a_date_that_makes_no_sense_keeps_everything_where_it_is(demo, capture, keyboard):
    before = demo.finding.all(Incident)

    keyboard.write(capture.when, "some day")
    keyboard.write(capture.what, "Shelling")
    keyboard.press(Qt.Key.Key_Return)

    assert demo.finding.all(Incident) == before
    assert capture.isVisible()
    assert capture.message.text.startswith("Please correct the date")
    assert capture.what.line.text() == "Shelling"


def test_nothing_typed_saves_nothing(demo, capture, keyboard):
    before = demo.finding.all(Incident)

    capture.save()

    assert demo.finding.all(Incident) == before
    assert capture.isVisible()


def test_it_stays_open_for_the_next_one_when_asked(demo, capture, keyboard):
    told = []
    capture.recorded.connect(told.append)
    capture.another.setChecked(True)
    keyboard.write(capture.what, "First")
    keyboard.write(capture.source, "Radio")
    keyboard.press(Qt.Key.Key_Return)

    assert capture.isVisible()
    assert capture.what.line.text() == ""
    assert capture.source.line.text() == "Radio"
    assert "First" in capture.message.text
    assert demo.finding.get(Incident, told[0]).title == "First"


@pytest.fixture
def first_capture(desk, tasks, shown):
    """Quick capture over a vault with nothing in it."""
    return shown(QuickCapture(desk, tasks), (620, 420))


def test_an_empty_vault_offers_the_places_of_the_world(desk, first_capture, keyboard, qtbot):
    told = []
    first_capture.saved.connect(told.append)
    where = first_capture.where

    keyboard.write(where, "Kafr Nabl")
    qtbot.waitUntil(lambda: where.choices.is_offering)
    offered = where.choices.offered[0]
    keyboard.press(Qt.Key.Key_Return)
    keyboard.write(first_capture.what, "Shelling")
    keyboard.press(Qt.Key.Key_Return)

    (incident,) = desk.finding.all(Incident)
    place = desk.finding.get(Location, incident.location_id)
    district = desk.finding.get(Location, place.parent_id)
    assert offered.title == "Kafranbel"
    assert "Idlib, Syria" in offered.detail
    assert "كفر نبل" in offered.detail
    assert (place.name, place.country_iso3, district.name) == ("Kafranbel", "SYR", "Idlib")
    assert incident.place_text is None
    assert told[0].entities == {"Location"}

    desk.recording.undo()
    desk.recording.undo()
    assert desk.finding.all(Location) == []


def test_a_place_of_the_world_not_taken_is_not_brought(desk, first_capture, keyboard, qtbot):
    where = first_capture.where
    keyboard.write(where, "Kafr Nabl")
    qtbot.waitUntil(lambda: where.choices.is_offering)

    keyboard.press(Qt.Key.Key_Tab)
    keyboard.write(first_capture.what, "Shelling")
    keyboard.press(Qt.Key.Key_Return)

    (incident,) = desk.finding.all(Incident)
    assert (incident.place_text, incident.location_id) == ("Kafr Nabl", None)
    assert desk.finding.all(Location) == []


def test_numbers_are_kept_as_what_the_source_says(desk, first_capture, keyboard):
    keyboard.write(first_capture.what, "Air strike on the market")
    keyboard.write(first_capture.killed, "at least 2")
    keyboard.write(first_capture.injured, "3-5")
    keyboard.write(first_capture.source, "Local radio")
    keyboard.press(Qt.Key.Key_Return)

    (claim,) = desk.finding.all(Claim)
    figures = {one.outcome: one for one in desk.finding.all(CasualtyFigure)}
    assert {(one.owner_type, one.owner_id) for one in figures.values()} == {("claim", claim.id)}
    assert (figures["killed"].low, figures["killed"].high) == (2, None)
    assert (figures["injured"].low, figures["injured"].high) == (3, 5)
    assert figures["killed"].as_reported == "at least 2"
    assert figures["killed"].civ_status == "unknown"


def test_a_number_that_nobody_gives_is_not_saved(desk, first_capture, keyboard):
    keyboard.write(first_capture.what, "Shelling")
    keyboard.write(first_capture.killed, "2")
    keyboard.press(Qt.Key.Key_Return)

    assert desk.finding.all(Incident) == []
    assert "Name the source" in first_capture.message.text
    assert first_capture.focusWidget() is first_capture.source.keyboard


def test_a_number_that_makes_no_sense_is_asked_for_again(desk, first_capture, keyboard):
    keyboard.write(first_capture.what, "Shelling")
    keyboard.write(first_capture.injured, "some people, 5 to 2")
    keyboard.write(first_capture.source, "Radio")
    keyboard.press(Qt.Key.Key_Return)

    assert desk.finding.all(Incident) == []
    assert "correct the number" in first_capture.message.text


def test_tab_goes_through_the_answers_as_they_stand(first_capture, keyboard):
    first_capture.when.keyboard.setFocus()
    order = []
    for _ in range(6):
        order.append(first_capture.focusWidget().accessibleName())
        keyboard.press(Qt.Key.Key_Tab)

    assert order == ["When", "Where", "What happened", "Killed", "Injured", "Source"]


def test_a_sentence_of_two_lines_is_not_cut(first_capture, keyboard, qtbot):
    keyboard.write(first_capture.when, "5 May 2019 or perhaps some other day of that spring or so")
    first_capture.when.commit()
    said = first_capture.when._problem

    qtbot.waitUntil(lambda: said.height() >= said.heightForWidth(said.width()))
    assert said.heightForWidth(said.width()) > said.fontMetrics().height() * 1.5
