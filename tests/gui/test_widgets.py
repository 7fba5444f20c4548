"""The small widgets: what they ask for, what they say, how keys and both directions work."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPushButton, QWidget
from shiboken6 import isValid

from strikelog.gui.language import set_language
from strikelog.gui.preferences import PassingPreferences
from strikelog.gui.style import Tone
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import danger_button, icon_button, plain_button
from strikelog.gui.widgets.card import Tile
from strikelog.gui.widgets.chips import Chip, ChipRow
from strikelog.gui.widgets.detail import DetailPane, detail_column
from strikelog.gui.widgets.empty import EmptyState
from strikelog.gui.widgets.flow import FlowLayout
from strikelog.gui.widgets.header import PageHeader
from strikelog.gui.widgets.labels import ElidedLabel, label
from strikelog.gui.widgets.message_bar import MessageBar
from strikelog.gui.widgets.pill import StatusPill
from strikelog.gui.widgets.progress_strip import ProgressStrip
from strikelog.gui.widgets.question import Question
from strikelog.gui.widgets.search_box import SearchBox
from strikelog.gui.widgets.split import SplitView
from strikelog.gui.widgets.status_line import StatusLine

CHIPS = (Chip("date", "Date: May 2019"), Chip("type", "Site type: Hospital"))


@pytest.fixture
def chips(qtbot):
    """A row with two chips."""
    made = ChipRow()
    qtbot.addWidget(made)
    made.show_chips(CHIPS)
    made.resize(700, 60)
    made.show()
    return made


def name_button(chip):
    """The part of a chip that edits."""
    return chip.findChild(QPushButton)


def cross(chip):
    """The part of a chip that takes it away."""
    return next(b for b in chip.findChildren(QAbstractButton) if b is not name_button(chip))


class TestChips:
    def test_the_cross_asks_to_remove_its_condition(self, chips, qtbot):
        with qtbot.waitSignal(chips.remove_requested) as asked:
            cross(chips.chips[1]).click()

        assert asked.args == ["type"]

    @pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
    def test_delete_asks_to_remove_the_chip_with_the_focus(self, chips, qtbot, key):
        with qtbot.waitSignal(chips.remove_requested) as asked:
            qtbot.keyClick(name_button(chips.chips[0]), key)

        assert asked.args == ["date"]

    def test_its_name_asks_to_edit(self, chips, qtbot):
        with qtbot.waitSignal(chips.edit_requested) as asked:
            qtbot.keyClick(name_button(chips.chips[0]), Qt.Key.Key_Space)

        assert asked.args == ["date"]

    def test_without_chips_there_is_nothing_to_clear_or_save(self, chips):
        chips.show_chips(())

        seen = [b.text() for b in chips.findChildren(QPushButton) if b.isVisible()]

        assert seen == ["Add filter"]

    def test_new_chips_replace_the_old(self, chips):
        chips.show_chips((Chip("place", "Place: Idleb"),))

        assert [chip.chip.key for chip in chips.chips] == ["place"]

    def test_chips_wrap_where_the_row_ends(self, chips):
        chips.show_chips([Chip(str(n), f"Condition number {n}") for n in range(8)])

        assert chips.heightForWidth(400) > chips.heightForWidth(2000)

    @pytest.mark.parametrize(("language", "first_is_left"), [("en", True), ("ar", False)])
    def test_chips_follow_the_direction_of_reading(self, qapp, qtbot, language, first_is_left):
        set_language(qapp, language)
        made = ChipRow()
        qtbot.addWidget(made)
        made.show_chips(CHIPS)
        made.resize(700, 60)
        with qtbot.waitExposed(made):
            made.show()

        first, second = made.chips

        assert (first.x() < second.x()) is first_is_left


class TestSearch:
    def test_a_search_waits_for_a_pause_and_is_told_once(self, qtbot):
        box, told = SearchBox("Search…"), []
        qtbot.addWidget(box)
        box.searched.connect(told.append)

        qtbot.keyClicks(box, "kafr")

        assert told == []
        qtbot.waitUntil(lambda: told == ["kafr"])

    def test_enter_searches_at_once(self, qtbot):
        box, told = SearchBox("Search…"), []
        qtbot.addWidget(box)
        box.searched.connect(told.append)

        qtbot.keyClicks(box, "kafr")
        qtbot.keyClick(box, Qt.Key.Key_Return)

        assert told == ["kafr"]

    def test_escape_clears_first_and_leaves_then(self, qtbot):
        box, told = SearchBox("Search…"), []
        qtbot.addWidget(box)
        box.setText("kafr")
        qtbot.keyClick(box, Qt.Key.Key_Return)
        box.searched.connect(told.append)

        qtbot.keyClick(box, Qt.Key.Key_Escape)
        with qtbot.waitSignal(box.left):
            qtbot.keyClick(box, Qt.Key.Key_Escape)

        assert told == [""]
        assert box.text() == ""


class TestHeader:
    def test_the_count_says_how_many_of_how_many(self, qtbot):
        head = PageHeader("Incidents")
        qtbot.addWidget(head)

        head.show_count(1284, 12906)

        assert plain_texts(head) == ["Incidents", "1\u202f284 of 12\u202f906"]

    def test_all_of_them_are_one_number(self, qtbot):
        head = PageHeader("Incidents")
        qtbot.addWidget(head)

        head.show_count(12906, 12906)

        assert plain_texts(head) == ["Incidents", "12\u202f906"]


class TestMessages:
    def test_a_done_thing_goes_by_itself_and_a_failure_stays(self, qtbot):
        bar = MessageBar()
        qtbot.addWidget(bar)

        bar.tell("Deleted.", action="Undo")
        assert bar._timer.isActive()
        bar.fail("The disk is full.")

        assert not bar._timer.isActive()
        assert not bar.isHidden()
        assert bar.accessibleName() == "The disk is full."

    def test_its_action_is_asked_for_and_the_bar_goes(self, qtbot):
        bar = MessageBar()
        qtbot.addWidget(bar)
        bar.tell("Deleted.", action="Undo")
        undo = next(b for b in bar.findChildren(QPushButton) if b.text() == "Undo")

        with qtbot.waitSignal(bar.action_requested):
            undo.click()

        assert bar.isHidden()

    def test_what_records_hold_is_never_markup(self, qtbot):
        bar = MessageBar()
        qtbot.addWidget(bar)

        bar.tell("<img src='x'>")

        assert all(
            part.textFormat() == Qt.TextFormat.PlainText for part in bar.findChildren(QLabel)
        )


class TestProgress:
    def test_it_shows_and_hides_with_its_task_and_can_stop_it(self, qtbot, qapp, faults):
        tasks, strip, failures = Tasks(faults.append), ProgressStrip(), []
        qtbot.addWidget(strip)

        def job(progress):
            while True:
                progress.report(3, 1000)

        strip.follow(tasks.run(strip, job, print, failures.append), "Exporting")
        qtbot.waitUntil(lambda: not strip.isHidden())
        qtbot.waitUntil(lambda: "3 / 1\u202f000" in "".join(plain_texts(strip)))
        strip.findChild(QPushButton).click()

        qtbot.waitUntil(strip.isHidden)
        assert len(failures) == 1
        tasks.close()


class TestStatusLine:
    def test_it_says_when_everything_was_saved(self, qtbot):
        line = StatusLine()
        qtbot.addWidget(line)

        line.show_saved(datetime(2024, 5, 30, 10, 42))

        assert without_isolates(line.saving_text) == "All changes saved 10:42"

    def test_it_says_that_it_is_offline_and_encrypted(self, qtbot):
        line = StatusLine()
        qtbot.addWidget(line)

        assert {"Offline", "Vault encrypted"} <= set(plain_texts(line))

    def test_an_unsaved_change_is_said_in_words(self, qtbot):
        line = StatusLine()
        qtbot.addWidget(line)

        line.show_unsaved()

        assert line.saving_text.startswith("Not saved")


class TestSplit:
    def test_its_width_is_remembered(self, qtbot):
        preferences = PassingPreferences()
        split = SplitView(QWidget(), QWidget(), name="list", preferences=preferences)
        qtbot.addWidget(split)
        split.resize(1200, 400)
        split.show()

        split.moveSplitter(800, 1)

        qtbot.waitUntil(lambda: preferences.get("split.list") == str(split.sizes()[1]))

    def test_nonsense_among_the_preferences_does_no_harm(self, qtbot):
        preferences = PassingPreferences()
        preferences.set("split.list", "wide")
        split = SplitView(QWidget(), QWidget(), name="list", preferences=preferences)
        qtbot.addWidget(split)

        assert split.shows_detail


class TestSmallThings:
    def test_a_pill_takes_no_room_without_words_and_is_named_by_them(self, qtbot):
        pill = StatusPill("Verified", Tone.GOOD)
        qtbot.addWidget(pill)

        assert pill.accessibleName() == "Verified"
        pill.show_status("", Tone.PLAIN)
        assert pill.sizeHint().width() == 0

    def test_a_tile_keeps_its_range_in_order(self, qtbot):
        tile = Tile("4–7", "killed")
        qtbot.addWidget(tile)

        figure = tile.findChildren(QLabel)[0].text()

        assert figure == "\u20664–7\u2069"
        assert tile.accessibleName() == "4–7 killed"

    def test_an_empty_page_asks_for_the_first_step(self, qtbot):
        empty = EmptyState("clipboard-list", "No incidents", "Record one.", action="New incident")
        qtbot.addWidget(empty)

        with qtbot.waitSignal(empty.action_requested):
            empty.findChild(QPushButton).click()

    def test_a_shortened_label_tells_the_rest_as_a_tooltip(self, qtbot):
        shown = ElidedLabel("A very long name")
        qtbot.addWidget(shown)

        assert shown.toolTip() == "A very long name"
        assert shown.minimumSizeHint().width() < 40

    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_labels_of_any_script_begin_where_lines_begin(self, qapp, qtbot, language):
        set_language(qapp, language)
        side = Qt.AlignmentFlag.AlignRight if language == "ar" else Qt.AlignmentFlag.AlignLeft

        for text in ("Hospital", "مستشفى"):
            made = label(text)
            qtbot.addWidget(made)
            assert made.alignment() & side
            assert made.alignment() & Qt.AlignmentFlag.AlignAbsolute

    def test_the_flow_gives_its_items_back(self, qtbot):
        ground, flow = QWidget(), FlowLayout()
        qtbot.addWidget(ground)
        ground.setLayout(flow)
        flow.addWidget(QLineEdit())

        assert flow.takeAt(0) is not None
        assert flow.takeAt(0) is None
        assert flow.count() == 0


def plain_texts(widget):
    """What the labels of a widget say, without the invisible letters."""
    return [without_isolates(part.text()) for part in widget.findChildren(QLabel) if part.text()]


def without_isolates(text):
    """The text as a reader sees it."""
    return "".join(letter for letter in text if letter not in "\u2066\u2067\u2068\u2069")


class TestQuestion:
    def test_the_action_answers_and_cancel_does_not(self, qtbot):
        for words, answered in (("Delete", True), ("Cancel", False)):
            question = Question(None, "Delete?", "It can be restored.", action="Delete")
            with qtbot.waitSignal(question.finished) as told:
                next(b for b in question.findChildren(QPushButton) if b.text() == words).click()
            assert bool(told.args[0]) is answered

    def test_return_never_does_what_is_grave(self, qtbot):
        question = Question(None, "Delete?", "For ever.", action="Delete", is_grave=True)
        question.open()

        with qtbot.waitSignal(question.finished) as told:
            qtbot.keyClick(question, Qt.Key.Key_Return)

        assert told.args == [0]


class TestButtons:
    @pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
    @pytest.mark.parametrize("make", [lambda: plain_button("Do"), lambda: icon_button("x", "Do")])
    def test_return_presses_a_button_as_space_does(self, qtbot, make, key):
        button = make()
        qtbot.addWidget(button)

        with qtbot.waitSignal(button.clicked):
            qtbot.keyClick(button, key)

    def test_return_held_with_another_key_does_not(self, qtbot):
        button = plain_button("Do")
        qtbot.addWidget(button)

        with qtbot.assertNotEmitted(button.clicked):
            qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def test_return_does_not_take_anything_away(self, qtbot):
        button = danger_button("Delete")
        qtbot.addWidget(button)

        with qtbot.assertNotEmitted(button.clicked):
            qtbot.keyClick(button, Qt.Key.Key_Return)


class TestDetail:
    def test_another_content_replaces_the_one_before(self, qtbot):
        pane = DetailPane()
        qtbot.addWidget(pane)
        first, _ = detail_column()
        second, _ = detail_column()

        pane.show_content(first)
        pane.show_content(second)

        assert pane.content is second
        assert not isValid(first)
