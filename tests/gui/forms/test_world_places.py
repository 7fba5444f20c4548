"""Places of the world in pickers: below the vault's own, brought in when chosen."""

import pytest
from PySide6.QtCore import Qt

from strikelog.domain.fields import field_of
from strikelog.domain.records import Incident, Location
from strikelog.gui.editors import Lookup, editor_for
from strikelog.gui.editors.suggestions import Suggestion
from strikelog.gui.tasks import Tasks
from strikelog.services.world import World


@pytest.fixture
def place_editor(shown):
    """Makes the picker of an incident's place over a vault."""

    def made(desk, tasks):
        lookup = Lookup(desk.finding, desk.recording, tasks, gazetteers=desk.gazetteers)
        editor = shown(editor_for(field_of(Incident, "location_id"), lookup), (560, 420))
        editor.lookup = lookup
        editor.given = []
        editor.edited.connect(editor.given.append)
        return editor

    return made


def offered(editor, qtbot):
    """What the list offers once places of the world are in it."""
    qtbot.waitUntil(lambda: any(one.world for one in editor.choices.offered), timeout=20_000)
    return list(editor.choices.offered)


def test_places_of_the_vault_come_before_those_of_the_world(
    demo, tasks, place_editor, keyboard, qtbot
):
    editor = place_editor(demo, tasks)

    keyboard.write(editor, "Idlib")
    found = offered(editor, qtbot)

    own = [bool(one.key) for one in found if not one.makes]
    assert own == sorted(own, reverse=True)
    assert own[0] is True
    assert found[-1].makes == "Location"


def test_a_place_the_vault_has_is_not_offered_again(desk, tasks, place_editor, keyboard, qtbot):
    (known, *_) = desk.gazetteers.suggest("Kafranbel", 1)
    desk.gazetteers.bring(known)
    editor = place_editor(desk, tasks)

    keyboard.write(editor, "Kafranbel")
    qtbot.waitUntil(lambda: editor.choices.is_offering)

    same = [one for one in editor.choices.offered if one.title == "Kafranbel"]
    assert [one.key for one in same] == [known.id]


def test_choosing_brings_the_place_with_its_parents_in_one_step(
    desk, tasks, place_editor, keyboard, qtbot
):
    editor = place_editor(desk, tasks)
    keyboard.write(editor, "كفرنبل")
    offered(editor, qtbot)

    keyboard.press(Qt.Key.Key_Return)

    names = {place.name for place in desk.finding.all(Location)}
    assert editor.given == [desk.finding.get(Location, editor.value).id]
    assert names == {"Syria", "Idlib", "Kafranbel"}
    assert editor.line.text() == "Kafranbel"
    desk.recording.undo()
    assert desk.finding.all(Location) == []


def test_leaving_the_field_brings_nothing(desk, tasks, place_editor, keyboard, qtbot):
    editor = place_editor(desk, tasks)
    keyboard.write(editor, "Kafranbel")
    offered(editor, qtbot)

    keyboard.press(Qt.Key.Key_Tab)

    assert desk.finding.all(Location) == []
    assert editor.value is None


def test_own_places_are_offered_while_the_world_is_still_read(
    demo, place_editor, keyboard, qtbot, monkeypatch, faults
):
    monkeypatch.setattr(demo.gazetteers, "_world", World())
    tasks = Tasks(faults.append)
    editor = place_editor(demo, tasks)
    first = []
    editor.choices.offer = lambda found, offer=editor.choices.offer: (
        first.append([one.world is not None for one in found]),
        offer(found),
    )

    keyboard.write(editor, "Kafr")
    found = offered(editor, qtbot)
    tasks.close()

    assert True not in first[0]
    assert any(one.key for one in found)
    assert faults == []


def test_the_choice_stays_when_places_of_the_world_arrive(desk, tasks, place_editor, keyboard):
    editor = place_editor(desk, tasks)
    own = [Suggestion(name, name) for name in ("Hama", "Homs", "Idlib")]
    keyboard.write(editor, "x")
    editor.choices.offer(own)
    keyboard.press(Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_Down)

    editor.choices.offer([*own, Suggestion("far", "Far away")])

    assert editor.choices.lit == own[1]


def test_what_was_taken_ahead_is_not_asked_about_again(demo, place_editor, keyboard, qtbot, faults):
    tasks = Tasks(faults.append)
    editor = place_editor(demo, tasks)
    keyboard.write(editor, "Kafr")
    offered(editor, qtbot)

    keyboard.write(editor, "Muhra")
    keyboard.press(Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: editor.value is not None)
    qtbot.wait(300)
    tasks.close()

    assert editor.choices.is_offering is False
    assert editor.line.text() == "Muhradah"
    assert faults == []
