"""The filter as people see it: chips, popup, text line, saved views, search box."""

import pytest
from PySide6.QtCore import QPoint, Qt

from strikelog.domain.errors import BadValue
from strikelog.domain.fields import Kind
from strikelog.domain.filter_fields import filter_fields
from strikelog.domain.filter_text import Asked, filter_text, parse_filter
from strikelog.domain.filters import ALL, Condition, Filter, Not, Op, Words
from strikelog.domain.records import RECORDS, Incident, Source
from strikelog.gui.filtering.bar import FilterBar
from strikelog.gui.filtering.offers import Suggestions, offered_fields
from strikelog.gui.filtering.values import EDITED_KINDS, value_editor
from strikelog.gui.filtering.views import SavedViews, ViewName

# The platform without a screen cannot raise popups, and says so.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)")


@pytest.fixture
def suggestions(example, tasks):
    return Suggestions(example.finding, tasks)


@pytest.fixture
def bar(qtbot, example, tasks, suggestions):
    views = SavedViews(example.settings, Incident, tasks)
    made = FilterBar(Incident, suggestions, views)
    qtbot.addWidget(made)
    made.show()
    return made


def editor_for(qtbot, name, suggestions, entity=Incident):
    """The editor of a field by its name."""
    made = value_editor(Asked(entity, filter_fields(entity)[name]), suggestions)
    qtbot.addWidget(made)
    return made


def test_every_kind_of_field_has_an_editor_of_values():
    assert frozenset(Kind) == EDITED_KINDS


@pytest.mark.parametrize("entity", RECORDS)
def test_every_field_that_is_offered_can_be_edited(qtbot, suggestions, entity):
    for each in offered_fields(entity):
        qtbot.addWidget(value_editor(Asked(entity, each), suggestions))

    assert len(offered_fields(entity)) > 5


def test_a_field_with_a_short_name_is_offered_once():
    names = [each.name for each in offered_fields(Incident)]

    assert "date" in names
    assert "date_edtf" not in names
    assert names.count("type") == 1
    assert "site_types" not in names


def test_a_chip_stands_for_each_term(bar):
    bar.ask(parse_filter('type:hospital date:2019-11 "double tap"', Incident))

    texts = [chip.chip.text for chip in bar.chips.chips]
    assert texts == ["Type: Hospital", "Date: November 2019", "“double tap”"]


def test_a_chip_can_be_taken_away(qtbot, bar):
    bar.ask(parse_filter("type:hospital killed>=1", Incident))

    with qtbot.waitSignal(bar.changed) as told:
        bar.chips.chips[0].removed.emit(bar.chips.chips[0].chip.key)

    assert filter_text(told.args[0]) == "killed>=1"


def test_clear_all_asks_for_everything(qtbot, bar):
    bar.ask(parse_filter("type:hospital killed>=1", Incident))

    bar.chips.clear_requested.emit()

    assert bar.where == ALL
    assert bar.chips.chips == []


def test_the_popup_adds_ticked_codes(qtbot, bar):
    bar.popup.ask(QPoint(0, 0))
    qtbot.keyClicks(bar.popup._fields._search, "type")
    bar.popup._fields._pick_current()
    bar.popup.editor._codes.tick(["hospital", "clinic"])
    bar.popup._submit()

    assert filter_text(bar.where) == "type:hospital,clinic"


def test_the_popup_excludes_when_asked_to(bar):
    bar.popup._pick(filter_fields(Incident)["workflow"])
    bar.popup.editor._codes.tick(["draft"])
    bar.popup._exclude.setChecked(True)
    bar.popup._submit()

    assert bar.where == Filter((Not(Condition("workflow", Op.IS, ("draft",))),))


def test_the_popup_says_what_is_wrong_with_a_value(bar):
    bar.popup._pick(filter_fields(Incident)["date"])
    bar.popup.editor._text.setText("yesterday-ish")
    bar.popup._submit()

    assert not bar.popup._problem.isHidden()
    assert "yesterday-ish" in bar.popup._problem.text()
    assert bar.where == ALL


def test_a_chip_opens_with_its_values_and_is_replaced(bar):
    bar.ask(parse_filter("-workflow:draft killed>=1", Incident))
    term = bar.where.terms[0]

    assert bar.popup.edit(term, QPoint(0, 0))
    assert bar.popup.editor._codes.ticked == ["draft"]
    bar.popup.editor._codes.tick(["rejected"])
    bar.popup._submit()

    assert filter_text(bar.where) == "-workflow:draft,rejected killed>=1"


def test_a_term_of_several_parts_opens_the_text_line(bar):
    bar.ask(parse_filter("(type:hospital OR type:market)", Incident))

    bar.chips.chips[0].edit_requested.emit(bar.chips.chips[0].chip.key)

    assert bar.line.isVisible()
    assert bar.line.text == "(type:hospital OR type:market)"


def test_a_date_is_read_back_while_it_is_typed(qtbot, suggestions):
    editor = editor_for(qtbot, "date", suggestions)

    editor._text.setText("May 2019 .. Nov 2019")

    assert editor._reading.text() == "Date: May–November 2019"
    assert editor.condition() == Condition("date", Op.IS, ("2019-05..2019-11",))


def test_a_date_can_be_asked_for_certainly(qtbot, suggestions):
    editor = editor_for(qtbot, "date", suggestions)
    editor._text.setText("6 Nov 2019")
    editor._certain.setChecked(True)

    assert editor.condition() == Condition("date", Op.CERTAIN, ("2019-11-06",))


def test_people_are_compared_by_number(qtbot, suggestions):
    editor = editor_for(qtbot, "killed", suggestions)
    editor._number.setText("٥")

    assert editor.condition() == Condition("killed", Op.AT_LEAST, ("5",))


def test_nothing_entered_is_a_bad_value(qtbot, suggestions):
    editor = editor_for(qtbot, "killed", suggestions)

    with pytest.raises(BadValue):
        editor.condition()


def test_names_are_suggested_in_any_spelling(qtbot, suggestions):
    editor = editor_for(qtbot, "place", suggestions)

    editor._text.setText("Kafranbel")

    qtbot.waitUntil(lambda: editor._names._list.count() == 1)
    assert editor._names._list.item(0).text() == "Kafr Nobol"


def test_the_text_line_applies_what_can_be_read(qtbot, bar):
    bar.edit_text()
    bar.line._text.setText("type:hospital  killed>=1")
    qtbot.keyClick(bar.line._text, Qt.Key.Key_Return)

    assert filter_text(bar.where) == "type:hospital killed>=1"
    assert bar.line.isHidden()


def test_the_text_line_points_at_what_cannot_be_read(qtbot, bar):
    bar.edit_text()
    bar.line._text.setText("type:hospital nosuchfield:3")
    qtbot.keyClick(bar.line._text, Qt.Key.Key_Return)

    assert "nosuchfield" in bar.line.problem
    assert bar.line._text.selectedText().startswith("nosuchfield")
    assert bar.where == ALL


def test_escape_leaves_the_filter_as_it_was(qtbot, bar):
    bar.ask(parse_filter("killed>=1", Incident))
    bar.edit_text()
    bar.line._text.setText("type:market")
    qtbot.keyClick(bar.line._text, Qt.Key.Key_Escape)

    assert filter_text(bar.where) == "killed>=1"
    assert bar.chips.isVisible()


def test_what_is_searched_joins_the_chips(bar):
    bar.ask(parse_filter("type:hospital", Incident))
    bar.search("surgical killed>=1")

    assert filter_text(bar.where) == "type:hospital surgical killed>=1"
    assert len(bar.chips.chips) == 1


def test_conditions_that_were_searched_become_chips_on_enter(bar):
    bar.search("killed>=1 surgical")

    assert bar.keep_search()
    assert len(bar.chips.chips) == 2


def test_plain_words_stay_in_the_search_box(bar):
    bar.search("surgical")

    assert not bar.keep_search()
    assert bar.chips.chips == []


def test_a_search_that_cannot_be_read_keeps_the_last_one(bar):
    bar.search("killed>=1")
    bar.search("killed>=")

    assert bar.problem
    assert filter_text(bar.where) == "killed>=1"


def test_a_view_is_kept_and_forgotten(qtbot, workspace, tasks):
    views = SavedViews(workspace.settings, Source, tasks)
    where = Filter((Words("hospital"),))

    views.save("Hospitals & more", where)

    assert workspace.settings.views(Source) == {"Hospitals & more": where}
    views.remove("Hospitals & more")
    assert views.by_name == {}


def test_a_saved_view_is_asked_for_from_the_menu(workspace, tasks, bar):
    views = SavedViews(workspace.settings, Incident, tasks)
    views.save("Deadly", parse_filter("killed>=1", Incident))

    action = views.menu(bar, bar.ask).actions()[0]
    action.trigger()

    assert action.text() == "Deadly"
    assert filter_text(bar.where) == "killed>=1"


def test_a_view_needs_a_name(qtbot, bar):
    question = ViewName(bar, ALL, {"Known": ALL})
    qtbot.addWidget(question)

    assert not question._save.isEnabled()
    question.enter("Known")
    assert question._save.isEnabled()
    assert question._note.text()
