"""Making a briefing in the window: choices, preview, numbers, templates, comparing, writing."""

import json
import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QStyle, QStyleOptionComboBox

from strikelog.domain.briefing_templates import BUILT_IN, PLAIN
from strikelog.domain.filter_text import parse_filter
from strikelog.domain.filters import ALL
from strikelog.domain.progress import Cancelled
from strikelog.domain.records import Incident
from strikelog.domain.saying import Said
from strikelog.drawing.printed import Glyphs
from strikelog.gui.briefing import sheet as sheet_of_briefings
from strikelog.gui.briefing.behind import BehindSheet
from strikelog.gui.briefing.painting import picture_of
from strikelog.gui.briefing.photograph_sheet import PhotographSheet
from strikelog.gui.briefing.sheet import BriefingDialog, DossierDialog
from strikelog.gui.briefing.template_menu import TemplateName
from strikelog.gui.dialogs import files
from strikelog.gui.language import set_language
from strikelog.services import briefing_preview
from strikelog.services.photographs import AvailablePhotograph


@pytest.fixture
def dialog(session, tasks, gone):
    made = BriefingDialog(session.window, session.workspace.briefings, where=ALL, tasks=tasks)
    gone(made)
    inward(made)
    return made


def inward(dialog):
    """Write it for the own office, which may see incidents in review."""
    dialog.level.setCurrentIndex(dialog.level.findData("full"))
    dialog.renew()


def press(view, key, modifiers=Qt.KeyboardModifier.NoModifier):
    view.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, key, modifiers))


def chosen(dialog):
    return dialog.choices.sections.chosen


def tick(dialog, key, state):
    lines = dialog.choices.sections.lines
    for row in range(lines.count()):
        if lines.item(row).data(Qt.ItemDataRole.UserRole) == key:
            lines.item(row).setCheckState(state)


@pytest.mark.parametrize("tongue", ["en", "ar"])
def test_the_choice_of_readers_is_read_in_full_beside_the_pages(session, tasks, gone, qapp, tongue):
    set_language(qapp, tongue)
    session.window.resize(1024, 640)
    dialog = BriefingDialog(session.window, session.workspace.briefings, where=ALL, tasks=tasks)
    gone(dialog)
    dialog.show()
    dialog.choices.more.open()

    assert cut_off(dialog.level) == cut_off(dialog.choices.step) == []
    assert dialog.level.visibleRegion().boundingRect() == dialog.level.rect()
    assert dialog.width() <= 1024


def cut_off(box):
    """The choices of a box that it has no room for."""
    shown = QStyleOptionComboBox()
    box.initStyleOption(shown)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, shown, part, box)
    words = [box.itemText(one) for one in range(box.count())]
    return [one for one in words if box.fontMetrics().horizontalAdvance(one) > room.width()]


def test_the_pages_stand_beside_the_choices(dialog):
    assert len(dialog.view.pages) > 3
    assert dialog.view.pages[0].width < dialog.view.pages[0].height


def test_a_section_that_is_unticked_goes_from_the_pages(dialog):
    before = sum(len(page.shapes) for page in dialog.view.pages)

    tick(dialog, "notes", Qt.CheckState.Unchecked)
    dialog.renew()

    assert "notes" not in dialog.choices.chosen.sections
    assert sum(len(page.shapes) for page in dialog.view.pages) < before


def test_what_a_briefing_needs_cannot_be_unticked(dialog):
    lines = dialog.choices.sections.lines
    item = next(
        lines.item(row)
        for row in range(lines.count())
        if lines.item(row).data(Qt.ItemDataRole.UserRole) == "sources"
    )

    assert not item.flags() & Qt.ItemFlag.ItemIsUserCheckable


def test_a_section_moves_by_keyboard(dialog):
    sections = dialog.choices.sections
    first, second = sections.chosen[:2]

    press(sections.lines, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)

    assert sections.chosen[:2] == (second, first)
    assert sections.lines.currentRow() == 1
    press(sections.lines, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert sections.chosen[:2] == (first, second)


def test_a_change_starts_the_preview_anew_after_a_pause(dialog):
    dialog.title.setText("Hospitals in Idlib")

    assert dialog._pause.isActive()
    assert dialog.choices.wish.template.title == "Hospitals in Idlib"


def test_another_template_brings_its_sections(dialog):
    dialog.template.setCurrentIndex(dialog.template.findData("one-page"))
    dialog.renew()

    assert dialog.choices.chosen.layout == "one-page"
    assert chosen(dialog) == BUILT_IN["one-page"].sections
    assert len(dialog.view.pages) == 1


def test_a_click_on_a_number_opens_what_stands_behind_it(dialog, session):
    page = dialog.view.pages[0]
    hot = next(one for one in page.hot if one.figure)
    spot = dialog.view.sheets.rect_of(0, hot.box).center()
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        left = Qt.MouseButton.LeftButton
        event = QMouseEvent(
            kind, QPointF(spot), QPointF(spot), left, left, Qt.KeyboardModifier.NoModifier
        )
        QGuiApplication.sendEvent(dialog.view.sheets, event)

    sheet = dialog.findChild(BehindSheet)
    titles = [sheet.list.item(row).text() for row in range(sheet.list.count())]
    assert len(titles) == 9
    assert all(one.startswith("EX-") for one in titles)


def test_the_keyboard_goes_from_number_to_number_and_opens_it(dialog):
    press(dialog.view, Qt.Key.Key_N)
    first = dialog.view.sheets.figure
    press(dialog.view, Qt.Key.Key_N)
    second = dialog.view.sheets.figure
    press(dialog.view, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    press(dialog.view, Qt.Key.Key_Return)

    assert first != second
    assert dialog.view.sheets.figure == first
    assert dialog.findChild(BehindSheet) is not None


def test_going_to_an_incident_puts_the_briefing_aside(dialog):
    asked = []
    dialog.incident_requested.connect(asked.append)
    dialog.explain(dialog.view.pages[0].hot[0].figure)
    sheet = dialog.findChild(BehindSheet)

    sheet.list.itemActivated.emit(sheet.list.item(0))

    assert len(asked) == 1
    assert dialog.isHidden()


def test_pages_grow_and_shrink_and_fit_again(dialog):
    dialog.resize(1000, 600)
    fitting = dialog.view.sheets.zoom

    press(dialog.view, Qt.Key.Key_Plus)
    larger = dialog.view.sheets.zoom
    press(dialog.view, Qt.Key.Key_0)

    assert larger > fitting
    assert dialog.view.sheets.zoom == pytest.approx(fitting, rel=0.05)


def test_pages_turn_by_keyboard(dialog):
    dialog.resize(1000, 600)
    dialog.show()
    press(dialog.view, Qt.Key.Key_PageDown)

    assert dialog.view.current == 1
    press(dialog.view, Qt.Key.Key_End)
    assert dialog.view.current >= len(dialog.view.pages) - 2


def test_a_picture_of_a_page_has_ink_where_the_words_are(dialog):
    page = dialog.view.pages[0]
    words = next(one for one in page.shapes if isinstance(one, Glyphs) and one.size == 9.0)
    image = picture_of(page, 2.0).toImage()
    x, y = words.spots[0]
    box = [
        image.pixelColor(int(2 * x) + dx, int(2 * (page.height - y)) - dy).lightness()
        for dx in range(12)
        for dy in range(14)
    ]

    assert min(box) < 128
    assert image.pixelColor(4, image.height() - 120).lightness() > 250


def test_a_template_is_kept_chosen_and_forgotten(dialog, session):
    tick(dialog, "others", Qt.CheckState.Unchecked)
    dialog.templates.save("Weekly")

    kept = session.workspace.briefings.templates.named("Weekly")
    assert dialog.template.currentData() == "Weekly"
    assert "others" not in kept.sections

    dialog.templates.remove()
    assert dialog.template.currentData() == "situation"
    assert dialog.template.findData("Weekly") == -1


def test_a_template_cannot_take_the_name_of_one_of_the_program(dialog):
    asked = TemplateName(dialog, "")
    asked.name.setText("situation")
    assert not asked._save.isEnabled()

    asked.name.setText("Weekly")
    assert asked._save.isEnabled()
    asked.close()


def test_a_template_goes_out_and_comes_in_as_a_file(dialog, session, monkeypatch, tmp_path):
    path = tmp_path / "weekly.json"
    dialog.title.setText("Strikes on Kafr Nabl")
    monkeypatch.setattr(files, "ask_for_saving", lambda *_a, **_k: path)
    monkeypatch.setattr(files, "ask_for_opening", lambda *_a, **_k: path)

    dialog.templates._give()
    dialog.templates._take()

    assert "Kafr" not in path.read_text()
    assert json.loads(path.read_text())["layout"] == "situation"
    assert dialog.template.currentData() == "weekly"


def test_a_file_that_is_no_template_is_refused_in_words(dialog, monkeypatch, tmp_path):
    path = tmp_path / "list.json"
    path.write_text("[]")
    monkeypatch.setattr(files, "ask_for_opening", lambda *_a, **_k: path)

    dialog.templates._take()

    assert "list.json" in dialog.messages.text


def test_the_corrections_since_an_earlier_briefing_can_be_copied(
    dialog, session, tasks, gone, tmp_path
):
    dialog.write_to(tmp_path / "first.pdf")
    record = session.workspace.finding.by_code("EX-2019-0002")
    session.workspace.recording.save(replace(record, workflow="rejected"), record)

    dialog.choices.since.setCurrentIndex(1)
    dialog.renew()
    dialog.copy_correction()

    copied = QGuiApplication.clipboard().text()
    assert "Withdrawn as rejected or a mere rumour: EX-2019-0002." in copied
    assert "Attacks recorded: we published “9 attacks”; it now reads “8 attacks”" in copied


def test_what_was_written_says_so_and_can_be_opened(dialog, tmp_path):
    dialog.write_to(tmp_path / "briefing.pdf")

    assert "briefing.pdf" in dialog.messages.text
    assert all(not button.isHidden() for button in dialog._results)


def test_a_folder_that_takes_no_file_is_named_and_another_can_be_chosen(dialog, tmp_path):
    dialog.write_to(tmp_path / "gone" / "briefing.pdf")

    assert "“briefing.pdf” could not be saved there" in dialog.messages.text
    assert dialog._start.isEnabled()
    assert all(button.isHidden() for button in dialog._results)
    dialog.write_to(tmp_path / "briefing.pdf")
    assert (tmp_path / "briefing.pdf").exists()


def test_stopping_the_pages_says_so_and_can_be_taken_up_again(dialog):
    dialog.preparing.failed.emit(Cancelled())

    assert "not prepared to their end" in dialog.messages.text
    dialog.view.show_pages([])
    dialog.messages._act()
    assert len(dialog.view.pages) > 3
    assert dialog.messages.isHidden()


def test_of_many_pages_the_first_are_shown_and_all_are_counted(dialog, monkeypatch):
    monkeypatch.setattr(briefing_preview, "MOST_PAGES", 2)
    monkeypatch.setattr(sheet_of_briefings, "MOST_PAGES", 2)

    dialog.renew()

    said = dialog._state.text().translate(dict.fromkeys(map(ord, "\u2066\u2068\u2069")))
    assert len(dialog.view.pages) == 2
    assert re.search(r"the first 2 of \d+ pages are shown here", said)


def test_an_empty_selection_has_a_page_that_says_so(session, tasks, gone):
    where = parse_filter("nothingofthekind", Incident)
    dialog = BriefingDialog(session.window, session.workspace.briefings, where=where, tasks=tasks)
    gone(dialog)

    assert len(dialog.view.pages) == 1


def test_a_dossier_has_its_own_sections(session, tasks, gone):
    incident = session.workspace.finding.by_code("EX-2019-0001")
    dialog = DossierDialog(
        session.window, session.workspace.briefings, incident=incident, tasks=tasks
    )
    gone(dialog)
    inward(dialog)

    tick(dialog, "record", Qt.CheckState.Unchecked)
    dialog.renew()

    assert "record" not in dialog.choices.wish.template.sections
    assert dialog.template.count() == 1
    assert dialog.view.pages


def test_the_level_is_asked_first_and_reaches_the_file(dialog):
    dialog.level.setCurrentIndex(dialog.level.findData("public"))

    assert dialog.choices.wish.template.level == "public"
    assert dialog.choices.wish.template != PLAIN


# -- photographs -------------------------------------------------------------------------------

FIT = AvailablePhotograph("e1", "The wall", ("i1",), "CC BY, Office", asks_for_faces=True)
UNFIT = AvailablePhotograph("e2", "The yard", ("i1",), "", why_not=(Said("has faces"),))


@pytest.fixture
def photographs(dialog, gone):
    sheet = PhotographSheet(dialog, [FIT, UNFIT], [])
    gone(sheet)
    return sheet


def test_a_photograph_needs_words_and_a_look_for_faces(photographs):
    fit, unfit = photographs.choices
    assert not unfit.use.isEnabled()

    fit.use.setChecked(True)
    assert not photographs._use.isEnabled()
    fit.alt.setText("A wall with a hole")
    assert not photographs._use.isEnabled()
    fit.no_faces.setChecked(True)

    assert photographs._use.isEnabled()


def test_chosen_photographs_reach_the_wish(dialog, photographs):
    photographs.chosen.connect(dialog.choices.take_photographs)
    fit = photographs.choices[0]
    fit.use.setChecked(True)
    fit.alt.setText("A wall with a hole")
    fit.no_faces.setChecked(True)

    photographs._tell()

    (chosen,) = dialog.choices.wish.photographs
    assert (chosen.evidence_id, chosen.alt, chosen.no_faces) == ("e1", "A wall with a hole", True)
    assert chosen.credit == "CC BY, Office"
    assert "1" in dialog.choices.pictures.text()


def test_incidents_without_pictures_say_what_to_do(dialog):
    dialog.ask_for_photographs()

    sheet = dialog.findChild(PhotographSheet)
    told = " ".join(one.text() for one in sheet.findChildren(QLabel))
    assert sheet.choices == [] or all(not one.use.isChecked() for one in sheet.choices)
    assert "consent" in told
