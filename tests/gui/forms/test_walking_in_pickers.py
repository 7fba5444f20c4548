"""Down and Enter in pickers: the first match first, the offer to make a record last."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest

from strikelog.domain.fields import field_of
from strikelog.domain.records import Incident, Location
from strikelog.gui.editors import Lookup, editor_for
from strikelog.gui.editors.suggesting import SuggestionList
from strikelog.gui.editors.suggestions import Suggestion

DOWN, UP, ENTER = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return
IDLEB = Suggestion("idleb", "Idleb")
IDLIB = Suggestion("idlib", "Idlib")
NEW = Suggestion("", "New place “Idl”…", makes="Location")


@pytest.fixture
def picker(shown, demo, tasks):
    """The picker of an incident's place over the worked example."""
    lookup = Lookup(demo.finding, demo.recording, tasks)
    editor = shown(editor_for(field_of(Incident, "location_id"), lookup), (560, 420))
    editor.desk = demo
    return editor


@pytest.fixture
def choices(picker, keyboard, qtbot, tasks):
    """What the picker offers for "Idl", which is found and waits for no search any more."""
    keyboard.write(picker, "Idl")
    qtbot.waitUntil(lambda: picker.choices.is_offering and not tasks.is_busy)
    return picker.choices


def places(desk):
    """How many places the vault holds."""
    return len(desk.finding.all(Location))


def test_down_and_enter_take_the_only_match(picker, keyboard, qtbot):
    before = places(picker.desk)
    keyboard.write(picker, "Muhr")
    qtbot.waitUntil(lambda: picker.choices.is_offering)

    keyboard.press(DOWN)
    keyboard.press(ENTER)

    assert picker.desk.finding.get(Location, picker.value).name == "Muhradah"
    assert places(picker.desk) == before


def test_the_offer_to_make_one_is_last_and_reached_by_walking_on(picker, keyboard, qtbot):
    keyboard.write(picker, "Muhra")
    qtbot.waitUntil(lambda: picker.choices.is_offering)

    lit = []
    for key in (DOWN, DOWN, DOWN, UP):
        keyboard.press(key)
        lit.append(picker.choices.lit.makes)

    assert lit == ["", "Location", "Location", ""]
    assert [one.makes for one in picker.choices.offered] == ["", "Location"]


def test_keys_typed_ahead_of_the_search_mean_what_it_finds(picker, keyboard, qtbot):
    keyboard.write(picker, "Alep")
    qtbot.waitUntil(lambda: picker.choices.is_offering)
    before = places(picker.desk)

    keyboard.write(picker, "Muhra")
    keyboard.press(DOWN)
    keyboard.press(ENTER)
    qtbot.waitUntil(lambda: picker.value is not None)

    assert picker.desk.finding.get(Location, picker.value).name == "Muhradah"
    assert places(picker.desk) == before
    assert picker.problem == ""


def test_enter_typed_ahead_makes_nothing(picker, keyboard, qtbot):
    before = places(picker.desk)

    keyboard.write(picker, "Nowhere at all")
    keyboard.press(DOWN)
    keyboard.press(ENTER)
    qtbot.waitUntil(lambda: picker.choices.is_offering)

    assert places(picker.desk) == before
    assert picker.choices.lit.makes == "Location"
    keyboard.press(ENTER)
    assert places(picker.desk) == before + 1


def test_a_match_that_comes_later_goes_before_the_offer_to_make_one(choices, keyboard):
    choices.offer([NEW])
    keyboard.press(DOWN)

    choices.offer([IDLEB, IDLIB, NEW])

    assert choices.lit == IDLEB


def test_who_walked_to_the_offer_to_make_one_stays_there(choices, keyboard):
    choices.offer([IDLEB, NEW])
    keyboard.press(DOWN)
    keyboard.press(DOWN)

    choices.offer([IDLEB, IDLIB, NEW])

    assert choices.lit == NEW


def test_down_goes_on_from_the_entry_under_the_mouse(picker, choices, keyboard):
    choices.offer([IDLEB, IDLIB, NEW])
    view = picker.window().findChild(SuggestionList).view
    place = view.visualRect(view.model().index(0, 0)).center()

    QTest.mouseMove(view.viewport(), place + QPoint(3, 0))
    view.entered.emit(view.model().index(0, 0))
    keyboard.press(DOWN)

    assert choices.lit == IDLIB


def test_a_pointer_that_lies_where_the_list_appears_chooses_nothing(picker, choices, keyboard):
    choices.offer([IDLEB, IDLIB, NEW])
    view = picker.window().findChild(SuggestionList).view
    last = view.model().index(2, 0)
    choices.close_list()
    QCursor.setPos(view.viewport().mapToGlobal(view.visualRect(last).center()))

    choices.offer([IDLEB, IDLIB, NEW])
    view.entered.emit(last)  # as the toolkit tells of whatever comes to lie below the pointer
    keyboard.press(DOWN)

    assert choices.lit == IDLEB


def test_chips_walk_the_same_way(shown, demo, tasks, keyboard, qtbot):
    lookup = Lookup(demo.finding, demo.recording, tasks)
    field = field_of(Incident, "period_ids")
    editor = shown(editor_for(field, lookup), (560, 420))
    (period,) = demo.finding.choices(field.target, "Renewed", 1)
    keyboard.write(editor, "Renewed")
    keyboard.press(DOWN)
    keyboard.press(ENTER)

    qtbot.waitUntil(lambda: editor.values == (period.id,))


def test_making_a_place_leaves_the_new_incident_open(desk, new_form, keyboard, qtbot):
    form = new_form(desk, Incident)
    closed = []
    form.closed.connect(lambda: closed.append(True))
    editor = form.sheet.fields.cell("location_id").editor
    keyboard.write(editor, "Nowhere at all")
    qtbot.waitUntil(lambda: editor.choices.is_offering)

    keyboard.press(ENTER)
    form.flush()
    qtbot.wait(50)

    (place,) = (one for one in desk.finding.all(Location) if one.name == "Nowhere at all")
    (stored,) = desk.finding.all(Incident)
    assert stored.location_id == place.id
    assert closed == []
