"""Forms save by themselves: what is stored, when, what is said, and what undo takes back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import Evidence, Incident, Location, Site, SiteStatus, Source
from strikelog.gui import style
from strikelog.gui.changes import ChangeFeed
from strikelog.gui.forms import form_for
from strikelog.gui.forms.branches import STATUSES
from strikelog.gui.forms.keeping import PAUSE
from strikelog.gui.tasks import Tasks
from strikelog.services.settings import OfficeSettings


def stored(desk, kind):
    """The one stored record of a class."""
    (found,) = desk.finding.all(kind)
    return found


def test_nothing_is_stored_before_the_first_edit(desk, new_form):
    form = new_form(desk, Source)

    form.flush()

    assert desk.finding.all(Source) == []
    assert "New source" in form.head.title


def test_an_edit_is_saved_after_a_pause(desk, new_form, keyboard, qtbot):
    form = new_form(desk, Source)

    keyboard.write(form.sheet.fields.cell("title").editor, "Evening news")
    before_the_pause = desk.finding.all(Source)
    qtbot.waitUntil(lambda: bool(desk.finding.all(Source)), timeout=PAUSE * 4)

    assert before_the_pause == []
    assert stored(desk, Source).title == "Evening news"


def test_leaving_a_field_saves_at_once(desk, new_form, keyboard):
    form = new_form(desk, Source)

    keyboard.write(form.sheet.fields.cell("title").editor, "Evening news")
    keyboard.press(Qt.Key.Key_Tab)

    assert stored(desk, Source).title == "Evening news"
    assert form.head.saving.text.startswith("All changes saved")


def test_typing_makes_one_step_and_each_field_its_own(desk, new_form, keyboard, qtbot):
    form = new_form(desk, Source)
    keyboard.write(form.sheet.fields.cell("title").editor, "Evening")
    qtbot.waitUntil(lambda: bool(desk.finding.all(Source)), timeout=PAUSE * 4)
    keyboard.write(form.sheet.fields.cell("title").editor, "Evening news")
    keyboard.press(Qt.Key.Key_Tab)
    keyboard.write(form.sheet.fields.cell("publisher").editor, "Radio")
    keyboard.press(Qt.Key.Key_Tab)

    desk.recording.undo()
    after_one = stored(desk, Source)
    desk.recording.undo()

    assert (after_one.title, after_one.publisher) == ("Evening news", None)
    assert desk.finding.all(Source) == []


def test_redo_brings_back_what_undo_took(desk, new_form, keyboard):
    form = new_form(desk, Source)
    keyboard.write(form.sheet.fields.cell("title").editor, "Evening news")
    keyboard.press(Qt.Key.Key_Tab)

    desk.recording.undo()
    desk.recording.redo()

    assert stored(desk, Source).title == "Evening news"


def test_nonsense_is_held_back_and_the_rest_is_saved(desk, new_form, keyboard):
    form = new_form(desk, Incident)
    keyboard.write(form.sheet.fields.cell("date_edtf").editor, "6 Nov 2190")
    keyboard.press(Qt.Key.Key_Tab)

    keyboard.write(form.sheet.fields.cell("title").editor, "Strike")
    keyboard.press(Qt.Key.Key_Tab)

    incident = stored(desk, Incident)
    assert (incident.title, incident.date_edtf) == ("Strike", None)
    assert "future" in form.sheet.fields.cell("date_edtf").editor.problem
    assert form.sheet.fields.cell("date_edtf").editor.line.text() == "6 Nov 2190"
    assert form.head.saving.text == "What is marked red is not saved"


def test_half_of_what_was_typed_is_never_saved(desk, new_form, keyboard):
    form = new_form(desk, Incident, title="Strike")

    keyboard.write(form.sheet.fields.cell("date_edtf").editor, "2019 or so")
    keyboard.press(Qt.Key.Key_Tab)
    keyboard.write(form.sheet.fields.cell("title").editor, "Strikes")
    keyboard.press(Qt.Key.Key_Tab)

    assert stored(desk, Incident).date_edtf is None
    assert form.sheet.fields.cell("date_edtf").editor.line.text() == "2019 or so"


def test_what_was_held_back_is_saved_once_it_makes_sense(desk, new_form, keyboard):
    form = new_form(desk, Incident, title="Strike")
    keyboard.write(form.sheet.fields.cell("date_edtf").editor, "6 Nov 2190")
    keyboard.press(Qt.Key.Key_Tab)

    keyboard.write(form.sheet.fields.cell("date_edtf").editor, "6 Nov 2019")
    keyboard.press(Qt.Key.Key_Tab)

    assert stored(desk, Incident).date_edtf == FuzzyDate("2019-11-06")
    assert form.sheet.fields.cell("date_edtf").editor.problem == ""


def test_a_missing_value_is_marked_beside_its_name_and_counted(desk, new_form, keyboard):
    form = new_form(desk, Source)

    keyboard.write(form.sheet.fields.cell("title").editor, "Evening news")
    keyboard.press(Qt.Key.Key_Tab)

    assert form.sheet.fields.cell("language").is_missing
    assert not form.sheet.fields.cell("title").is_missing
    assert "things missing" in form.head.problems.text()


def test_a_problem_in_the_list_leads_to_its_field(desk, new_form, keyboard):
    form = new_form(desk, Source)
    keyboard.write(form.sheet.fields.cell("title").editor, "Evening news")
    keyboard.press(Qt.Key.Key_Tab)
    problem = next(one for one in form.head.problems.problems if one.key == "language")

    form.go_to(problem)

    assert form.sheet.fields.cell("language").editor.keyboard.hasFocus()


def test_other_hands_changes_show_but_not_over_what_is_typed(demo, open_form, keyboard):
    source = demo.finding.all(Source)[0]
    form = open_form(demo, source)
    keyboard.write(form.sheet.fields.cell("title").editor, "Being typed")
    from dataclasses import replace

    saved = demo.recording.save(replace(source, publisher="Another", title="Other hand"), source)
    form.heed(saved.changes)

    assert form.sheet.fields.cell("publisher").editor.value == "Another"
    assert form.sheet.fields.cell("title").editor.line.text() == "Being typed"
    form.flush()
    now = demo.finding.get(Source, source.id)
    assert (now.title, now.publisher) == ("Being typed", "Another")


def test_undo_shows_in_the_open_form(demo, open_form, keyboard):
    source = demo.finding.all(Source)[0]
    form = open_form(demo, source)
    keyboard.write(form.sheet.fields.cell("publisher").editor, "Typed")
    keyboard.press(Qt.Key.Key_Tab)

    form.heed(demo.recording.undo().changes)

    assert form.sheet.fields.cell("publisher").editor.line.text() == source.publisher


def test_undoing_the_making_of_a_record_closes_its_form(desk, new_form, keyboard, qtbot):
    form = new_form(desk, Source)
    keyboard.write(form.sheet.fields.cell("title").editor, "Evening news")
    keyboard.press(Qt.Key.Key_Tab)

    with qtbot.waitSignal(form.closed, timeout=1000):
        form.heed(desk.recording.undo().changes)


def test_leaving_the_form_saves_first(desk, new_form, keyboard, qtbot):
    form = new_form(desk, Source)
    keyboard.write(form.sheet.fields.cell("title").editor, "Evening news")

    with qtbot.waitSignal(form.closed, timeout=1000):
        form.leave()

    assert stored(desk, Source).title == "Evening news"


def test_a_form_with_a_feed_tells_the_window_and_skips_its_own(desk, tasks, shown, keyboard):
    feed, told = ChangeFeed(), []
    feed.changed.connect(lambda changes, origin: told.append((changes, origin)))
    form = shown(form_for(desk, tasks, Source, feed=feed))
    form.start_new()

    keyboard.write(form.sheet.fields.cell("title").editor, "Evening news")
    keyboard.press(Qt.Key.Key_Tab)

    assert told[0][0].concerns("Source")
    assert told[0][1] is form


def test_a_row_is_added_and_kept(demo, open_form, keyboard):
    site = demo.finding.all(Site)[0]
    form = open_form(demo, site)
    before = len(demo.finding.owned(SiteStatus, "site_id", [site.id]))

    row = form.branch(STATUSES.label).add()
    keyboard.write(row.sheet.fields.cell("date_edtf").editor, "6 Nov 2019")
    keyboard.press(Qt.Key.Key_Tab)

    found = demo.finding.owned(SiteStatus, "site_id", [site.id])
    assert len(found) == before + 1
    assert found[-1].date_edtf == FuzzyDate("2019-11-06")


def test_a_row_that_stays_empty_is_never_stored(demo, open_form):
    site = demo.finding.all(Site)[0]
    form = open_form(demo, site)
    before = demo.finding.owned(SiteStatus, "site_id", [site.id])

    row = form.branch(STATUSES.label).add()
    form.branch(STATUSES.label).remove(row)

    assert demo.finding.owned(SiteStatus, "site_id", [site.id]) == before


def test_a_removed_row_comes_back_by_undo(demo, open_form):
    site = demo.finding.all(Site)[0]
    form = open_form(demo, site)
    view = form.branch(STATUSES.label)
    before = len(view.rows)

    view.remove(view.rows[0])
    after_removal = len(demo.finding.owned(SiteStatus, "site_id", [site.id]))
    form.heed(demo.recording.undo().changes)

    assert after_removal == before - 1
    assert len(view.rows) == before


def test_spellings_of_a_place_are_chips(demo, open_form, keyboard):
    place = next(one for one in demo.finding.all(Location) if one.name == "Kafr Nobol")
    form = open_form(demo, place)

    keyboard.write(form.sheet.fields.cell("aliases").editor, "كفرنبل الكبرى,")
    form.flush()

    assert "كفرنبل الكبرى" in demo.finding.get(Location, place.id).aliases


@pytest.mark.parametrize("kind", [Site, Source, Location], ids=lambda kind: kind.__name__)
def test_opening_and_closing_changes_nothing(demo, open_form, kind):
    before = demo.finding.all(kind)
    form = open_form(demo, before[0])

    for _, fold in form.sheet.fields.folds:
        fold.open()
    form.leave()

    assert demo.finding.all(kind) == before


def test_saving_goes_through_the_writer_thread(demo, shown, keyboard, faults, qtbot):
    tasks = Tasks(faults.append)
    form = shown(form_for(demo, tasks, Source))
    source = demo.finding.all(Source)[0]
    form.load(source.id)
    qtbot.waitUntil(lambda: form.sheet is not None)

    keyboard.write(form.sheet.fields.cell("publisher").editor, "Written beside")
    form.flush()
    qtbot.waitUntil(lambda: not form.bench.is_busy and not tasks.is_busy)

    assert demo.finding.get(Source, source.id).publisher == "Written beside"
    assert faults == []
    tasks.close()


def test_a_form_with_nonsense_in_it_asks_before_it_closes(desk, new_form, keyboard, qtbot):
    form = new_form(desk, Incident, title="Strike")
    keyboard.write(form.sheet.fields.cell("date_edtf").editor, "some day")
    closed = []
    form.closed.connect(lambda: closed.append(True))

    form.leave()
    after_first_try = list(closed)
    form.messages.action_requested.emit()

    assert after_first_try == []
    assert closed == [True]


def test_ctrl_z_is_the_windows_while_nothing_is_being_typed(demo, open_form, keyboard):
    source = demo.finding.all(Source)[0]
    form = open_form(demo, source)
    asked = []
    QShortcut(QKeySequence("Ctrl+Z"), form).activated.connect(lambda: asked.append(True))
    editor = form.sheet.fields.cell("publisher").editor

    keyboard.write(editor, "Typed")
    keyboard.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    asked_while_typing = list(asked)
    form.flush()
    keyboard.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert asked_while_typing == []
    assert asked == [True]


def test_one_form_opens_one_record_after_another(demo, open_form, keyboard):
    first, second = demo.finding.all(Source)[:2]
    form = open_form(demo, first)
    keyboard.write(form.sheet.fields.cell("publisher").editor, "Typed and left")

    form.load(second.id)

    assert demo.finding.get(Source, first.id).publisher == "Typed and left"
    assert form.record.id == second.id
    assert form.sheet.fields.cell("title").editor.value == second.title


def test_a_save_on_its_way_is_told_even_when_another_record_is_opened(
    demo, shown, keyboard, faults, qtbot
):
    tasks = Tasks(faults.append)
    first, second = demo.finding.all(Source)[:2]
    form = shown(form_for(demo, tasks, Source))
    form.load(first.id)
    qtbot.waitUntil(lambda: form.sheet is not None)
    told = []
    form.saved.connect(told.append)

    keyboard.write(form.sheet.fields.cell("publisher").editor, "Typed and left")
    form.load(second.id)
    qtbot.waitUntil(lambda: form.record.id == second.id and not form.bench.is_busy)

    assert any(first.id in changes.ids for changes in told)
    assert faults == []
    tasks.close()


def test_a_new_place_starts_with_the_country_of_the_office(desk, new_form):
    desk.settings.save_office(OfficeSettings(country_iso3="SYR"))

    form = new_form(desk, Location)

    assert form.record.country_iso3 == "SYR"


def test_a_problem_is_said_in_red_and_a_doubt_in_amber(desk, new_form, keyboard):
    form = new_form(desk, Incident, title="Strike")
    date = form.sheet.fields.cell("date_edtf").editor
    keyboard.write(date, "6 Nov 2190")
    keyboard.press(Qt.Key.Key_Tab)

    said = date._problem.palette().windowText().color()
    lacking = form.sheet.fields.cell("event_type")._missing.palette().windowText().color()

    assert said.name() == style.tokens().grave_ink
    assert lacking.name() == style.tokens().wait_ink


def test_an_edit_taken_back_by_hand_still_ends_the_saving(demo, open_form, keyboard):
    source = demo.finding.all(Source)[0]
    form = open_form(demo, source)
    told = []
    form.saved.connect(told.append)
    editor = form.sheet.fields.cell("publisher").editor

    keyboard.write(editor, source.publisher)
    keyboard.press(Qt.Key.Key_Tab)

    assert told
    assert all(not changes.ids for changes in told)
    assert demo.finding.get(Source, source.id) == source


def test_what_a_held_file_tells_is_only_looked_at(desk, open_form):
    held = desk.recording.save(Evidence(title="Film", filename="a.mp4", store_path="ab/cd")).record
    described = desk.recording.save(Evidence(title="Film", filename="b.mp4")).record

    forms = [open_form(desk, one) for one in (held, described)]
    kept, free = (form.sheet.fields for form in forms)

    assert not kept.cell("filename").editor.isEnabled()
    assert kept.cell("title").editor.isEnabled()
    assert free.cell("filename").editor.isEnabled()
