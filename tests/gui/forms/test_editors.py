"""One editor a kind: what is typed, what comes out, what is said when it makes no sense."""

from datetime import date, time

import pytest
from PySide6.QtCore import Qt

from strikelog.domain.counts import Count
from strikelog.domain.dates import FuzzyDate
from strikelog.domain.fields import Field, Kind
from strikelog.domain.records import Actor, Location, Source
from strikelog.gui.editors import EDITORS, Lookup, editor_for
from strikelog.gui.editors.counting import CountEditor, Span
from strikelog.gui.editors.typed import ReadOnlyEditor
from strikelog.gui.language import set_language
from strikelog.gui.style import Tone

TYPED = {
    Kind.LINE: ("Air strike", "Air strike"),
    Kind.COUNT: ("١٤", 14),
    Kind.DEGREES: ("35.614138", 35.614138),
    Kind.DATE: ("6 Nov 2019", FuzzyDate("2019-11-06")),
    Kind.DAY: ("6 Nov 2019", date(2019, 11, 6)),
    Kind.TIME: ("17:30", time(17, 30)),
    Kind.LANGUAGE: ("Arabic", "ar"),
    Kind.URL: ("https://example.org/a", "https://example.org/a"),
    Kind.CODE: ("hospital", "hospital"),
    Kind.TEXT: ("Two lines", "Two lines"),
    Kind.TAGS: ("first", ("first",)),
    Kind.CODES: ("hospital", ("hospital",)),
}


@pytest.fixture
def lookup(desk, tasks):
    """The pickers of an empty vault."""
    return Lookup(desk.finding, desk.recording, tasks)


@pytest.fixture
def make(lookup, shown):
    """Makes the editor of a kind and notes what it gives."""

    def made(kind, **more):
        field = Field("key", kind, "Label", vocabulary="SITE_TYPE", **more)
        editor = shown(editor_for(field, lookup), (500, 400))
        editor.given = []
        editor.edited.connect(editor.given.append)
        return editor

    return made


def test_every_kind_has_an_editor():
    assert set(EDITORS) == set(Kind)


@pytest.mark.parametrize("kind", TYPED, ids=lambda kind: kind.value)
def test_what_is_typed_comes_out_as_a_value(make, keyboard, kind):
    text, value = TYPED[kind]
    editor = make(kind)

    keyboard.write(editor, text)
    keyboard.press(Qt.Key.Key_Tab)
    editor.commit()

    assert editor.value == value
    assert editor.given[-1] == value


@pytest.mark.parametrize("kind", TYPED, ids=lambda kind: kind.value)
def test_showing_a_value_gives_nothing(make, kind):
    editor = make(kind)

    editor.show_value(TYPED[kind][1])

    assert editor.given == []
    assert editor.is_clean


@pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.value)
def test_every_editor_has_a_name_for_those_who_cannot_see(make, kind):
    editor = make(kind)

    assert "Label" in editor.keyboard.accessibleName()


@pytest.mark.parametrize("kind", [Kind.COUNT, Kind.DATE, Kind.DAY, Kind.TIME, Kind.URL, Kind.CODE])
def test_nonsense_stays_with_a_sentence_once_the_keyboard_leaves(make, keyboard, kind):
    editor = make(kind)

    keyboard.write(editor, "xyzzy")
    said_while_typing = editor.problem
    editor.commit()

    assert said_while_typing == ""
    assert "xyzzy" in editor.problem
    assert editor.line.text() == "xyzzy"
    assert editor.is_unread
    assert editor.given == []
    assert editor.line.accessibleDescription() == editor.problem


def test_a_date_is_read_back_while_it_is_typed(make, keyboard):
    editor = make(Kind.DATE)

    keyboard.write(editor, "early Sep 2019")

    assert editor.note == "between 1 and 10 September 2019 · one unknown day of 10"


def test_text_that_becomes_a_value_takes_the_problem_back(make, keyboard):
    editor = make(Kind.DATE)
    keyboard.write(editor, "soon")
    editor.commit()

    keyboard.write(editor, "6 Nov 2019")

    assert editor.problem == ""
    assert editor.value == FuzzyDate("2019-11-06")


def test_a_blank_line_is_nothing(make, keyboard):
    editor = make(Kind.COUNT)
    editor.show_value(14)

    keyboard.write(editor, " ")

    assert editor.given == [None]


@pytest.mark.parametrize("kind", [Kind.ID, Kind.DIGEST])
def test_what_the_program_keeps_is_only_shown(make, kind):
    editor = make(kind)

    assert isinstance(editor, ReadOnlyEditor)
    assert editor.line.isReadOnly()


def test_derived_fields_are_only_shown(lookup, shown):
    from strikelog.domain.fields import Need

    editor = shown(editor_for(Field("key", Kind.DAY, "Label", need=Need.DERIVED), lookup))

    assert editor.line.isReadOnly()


def test_answers_are_chosen_by_arrows(make, keyboard):
    editor = make(Kind.YESNO)
    editor.show_value(None)
    editor.buttons[2].setFocus()

    keyboard.press(Qt.Key.Key_Left)
    keyboard.press(Qt.Key.Key_Left)

    assert editor.given == [False, True]


def test_a_code_is_found_by_part_of_its_label_in_either_language(make, keyboard):
    editor = make(Kind.CODE)
    keyboard.write(editor, "مستشفى")

    keyboard.press(Qt.Key.Key_Return)

    assert editor.value == "hospital"
    assert editor.line.text() == "Hospital"
    assert editor.line.toolTip()


def test_escape_closes_the_list_and_keeps_the_text(make, keyboard):
    editor = make(Kind.CODE)
    keyboard.write(editor, "hosp")
    assert editor.choices.is_offering

    keyboard.press(Qt.Key.Key_Escape)

    assert not editor.choices.is_offering
    assert editor.line.text() == "hosp"


def test_backspace_in_an_empty_line_takes_the_last_chip_away(make, keyboard):
    editor = make(Kind.TAGS)
    editor.show_value(("one", "two"))
    editor.keyboard.setFocus()

    keyboard.press(Qt.Key.Key_Backspace)

    assert editor.value == ("one",)
    assert [chip.key for chip in editor.chips] == ["one"]


def test_arrows_lead_to_any_chip_and_delete_takes_it_away(make, keyboard):
    editor = make(Kind.TAGS)
    editor.show_value(("one", "two", "three"))
    editor.keyboard.setFocus()

    keyboard.press(Qt.Key.Key_Left)
    keyboard.press(Qt.Key.Key_Left)
    keyboard.press(Qt.Key.Key_Delete)

    assert editor.value == ("one", "three")
    assert editor.keyboard.hasFocus()


def test_a_comma_ends_a_tag(make, keyboard):
    editor = make(Kind.TAGS)

    keyboard.write(editor, "one,two,")

    assert editor.value == ("one", "two")


def test_a_record_is_found_by_another_spelling(demo, tasks, shown, keyboard, qtbot):
    field = Field("place", Kind.LINK, "Place", target=("Location",))
    editor = shown(editor_for(field, Lookup(demo.finding, demo.recording, tasks)), (500, 400))

    keyboard.write(editor, "Kafranbel")
    qtbot.waitUntil(lambda: editor.choices.is_offering)
    keyboard.press(Qt.Key.Key_Return)

    assert demo.finding.get(Location, editor.value).name == "Kafr Nobol"
    assert editor.line.text() == "Kafr Nobol"


def test_a_name_that_is_not_known_can_be_made_on_the_way(desk, tasks, shown, keyboard, qtbot):
    field = Field("actor", Kind.LINK, "Actor", target=("Actor",))
    lookup = Lookup(desk.finding, desk.recording, tasks)
    editor = shown(editor_for(field, lookup), (500, 400))
    told = []
    lookup.made.connect(told.append)

    keyboard.write(editor, "Third Brigade")
    qtbot.waitUntil(lambda: editor.choices.is_offering)
    keyboard.press(Qt.Key.Key_Return)

    assert desk.finding.get(Actor, editor.value).name == "Third Brigade"
    assert told[0].concerns("Actor")


def test_a_long_name_is_read_from_its_beginning_once_it_is_left(
    demo, tasks, shown, keyboard, qtbot
):
    field = Field("source", Kind.LINK, "Source", target=("Source",))
    editor = shown(editor_for(field, Lookup(demo.finding, demo.recording, tasks)), (500, 400))

    keyboard.write(editor, "We Proved Russian")
    qtbot.waitUntil(lambda: editor.choices.is_offering)
    keyboard.press(Qt.Key.Key_Return)
    assert editor.line.cursorPosition() == len(editor.line.text()) > 40
    editor.line.clearFocus()

    assert editor.line.cursorPosition() == 0


def test_tab_never_makes_a_record(desk, tasks, shown, keyboard, qtbot):
    field = Field("actor", Kind.LINK, "Actor", target=("Actor",))
    editor = shown(editor_for(field, Lookup(desk.finding, desk.recording, tasks)), (500, 400))

    keyboard.write(editor, "Third Brigade")
    qtbot.waitUntil(lambda: editor.choices.is_offering)
    keyboard.press(Qt.Key.Key_Tab)
    editor.commit()

    assert desk.finding.all(Actor) == []
    assert "Third Brigade" in editor.problem


def test_several_records_become_chips(demo, tasks, shown, keyboard, qtbot):
    field = Field("sources", Kind.LINKS, "Sources", target=("Source",))
    editor = shown(editor_for(field, Lookup(demo.finding, demo.recording, tasks)), (500, 400))
    first = demo.finding.all(Source)[0]
    editor.show_value((first.id,))

    keyboard.write(editor, "Sky")
    qtbot.waitUntil(lambda: editor.line.is_offering)
    keyboard.press(Qt.Key.Key_Return)

    assert len(editor.value) == 2
    assert editor.chips[0].text.text().startswith(first.title[:20])


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier"),
    [
        ("at least 14", 14, None, "at_least"),
        ("3–5", 3, 5, "between"),
        ("٨", 8, 8, "exact"),
        ("several", 2, None, "several"),
    ],
)
def test_numbers_are_typed_as_people_write_them(shown, keyboard, text, low, high, qualifier):
    editor = shown(CountEditor(Span("How many", "low", "high", "qualifier", "as_reported")))

    keyboard.write(editor, text)

    assert editor.value == Count(low, high, qualifier, text)


def test_a_field_keeps_undo_to_itself_only_while_something_was_typed(make, keyboard):
    editor = make(Kind.LINE)
    editor.show_value("before")
    assert editor.is_clean

    keyboard.write(editor, "after")
    typed_is_clean = editor.is_clean
    editor.settle()

    assert not typed_is_clean
    assert editor.is_clean


def test_coordinates_and_codes_keep_their_direction_in_arabic(dressed, make):
    set_language(dressed, "ar")

    editor = make(Kind.DEGREES)

    assert editor.line.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_a_warning_is_told_without_the_red_edge(make):
    editor = make(Kind.LINE)

    editor.tell("Look again", Tone.WAIT)

    assert editor.problem == "Look again"
    assert not editor.line.property("bad")
