"""The long list: what is read, what stays selected, what is remembered, how keys steer it."""

import random
from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView

from strikelog.gui import style
from strikelog.gui.language import set_language
from strikelog.gui.lists.columns import FIRST, Cell, Column, Sort
from strikelog.gui.lists.copying import as_text
from strikelog.gui.lists.loading import ListLoader
from strikelog.gui.lists.model import PAGE, PagedModel
from strikelog.gui.lists.table import RecordTable, _runs
from tests.gui.sample_rows import SampleRows, columns

SELECT_ROWS = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


@pytest.fixture
def table(qtbot, preferences):
    """A table that shows 1,000 rows, keys 1 to 1000, newest first."""
    made = RecordTable(columns(), name="incidents", label="Incidents", preferences=preferences)
    qtbot.addWidget(made)
    made.resize(900, 500)
    fill(made, 1000)
    return made


def fill(table, count, sort=None):
    """Show `count` rows, newest first; returns their source."""
    source = SampleRows(count, sort=sort or Sort("code", descending=True))
    table.show_rows(source, source.keys())
    return source


def select(table, *keys):
    """Add rows to the selection."""
    for key in keys:
        index = table.rows.index(table.rows.row_of(key), 0)
        table.selectionModel().select(index, SELECT_ROWS)


class TestSelection:
    def test_going_to_a_key_selects_its_row_and_tells(self, table, qtbot):
        with qtbot.waitSignal(table.current_changed) as told:
            assert table.go_to(17)

        assert told.args == [17]
        assert table.selected_keys() == [17]

    def test_going_to_an_unlisted_key_changes_nothing(self, table):
        table.go_to(17)

        assert not table.go_to(5000)
        assert table.current_key == 17

    def test_selection_and_current_row_stay_with_their_keys(self, table):
        table.go_to(500)
        select(table, 3, 4, 900)

        fill(table, 950, Sort("code"))

        assert table.selected_keys() == [3, 4, 500, 900]
        assert table.current_key == 500
        assert table.currentIndex().row() == 499

    def test_a_current_row_that_left_the_list_is_told(self, table, qtbot):
        table.go_to(980)

        with qtbot.waitSignal(table.current_changed) as told:
            fill(table, 950)

        assert told.args == [None]
        assert table.selected_keys() == []

    def test_a_reset_that_keeps_the_current_row_tells_nothing(self, table, qtbot):
        table.go_to(500)

        with qtbot.assertNotEmitted(table.current_changed):
            fill(table, 950)

    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_rows_can_be_selected_in_both_directions_of_reading(self, qapp, table, language):
        set_language(qapp, language)

        table.go_to(42)

        assert table.selected_keys() == [42]

    def test_everything_is_selected_without_reading_a_row_more(self, qtbot, table):
        source = fill(table, 100_000)
        with qtbot.waitExposed(table):
            table.show()
        table.viewport().repaint()
        before = source.reads

        qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        table.viewport().repaint()
        table.horizontalHeader().viewport().repaint()

        assert table.selected_count == 100_000
        assert source.reads == before

    def test_the_header_does_not_share_the_selection(self, table):
        assert table.horizontalHeader().selectionModel() is not table.selectionModel()

    @given(st.sets(st.integers(0, 60)))
    def test_runs_join_neighbours_and_lose_nothing(self, rows):
        runs = list(_runs(sorted(rows)))

        assert [row for top, end in runs for row in range(top, end + 1)] == sorted(rows)
        assert all(end + 1 < top for (_, end), (top, _) in pairwise(runs))


class TestKeyboard:
    def test_enter_opens_the_current_row(self, table, qtbot):
        table.go_to(17)

        with qtbot.waitSignal(table.row_activated) as told:
            qtbot.keyClick(table, Qt.Key.Key_Return)

        assert told.args == [17]

    def test_a_double_click_opens_the_row_below_the_mouse(self, table, qtbot):
        with qtbot.waitExposed(table):
            table.show()
        place = table.visualRect(table.rows.index(2, 0)).center()

        with qtbot.waitSignal(table.row_activated) as told:
            qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)

        assert told.args == [998]

    def test_arrow_keys_move_from_row_to_row(self, table, qtbot):
        table.go_to(1000)

        qtbot.keyClick(table, Qt.Key.Key_Down)
        qtbot.keyClick(table, Qt.Key.Key_Down)

        assert table.current_key == 998
        assert table.selected_keys() == [998]

    def test_home_and_end_go_to_the_first_and_last_row(self, table, qtbot):
        table.go_to(500)

        qtbot.keyClick(table, Qt.Key.Key_End)
        assert table.current_key == 1
        qtbot.keyClick(table, Qt.Key.Key_Home)
        assert table.current_key == 1000

    def test_shift_and_end_select_down_to_the_last_row(self, table, qtbot):
        table.go_to(3)

        qtbot.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)

        assert table.selected_keys() == [3, 2, 1]

    def test_letters_are_told_and_read_no_rows(self, table, qtbot):
        source = fill(table, 100_000)
        table.go_to(50_000)
        before = source.reads

        with qtbot.waitSignal(table.typed) as told:
            qtbot.keyClick(table, Qt.Key.Key_Z)

        assert told.args == ["z"]
        assert source.reads == before

    def test_copying_takes_the_columns_on_screen_in_their_order(self, table, qtbot):
        for key in ("site", "type", "place", "weapon", "killed", "status"):
            table.arrangement.show_column(key, False)
        table.horizontalHeader().moveSection(0, 1)
        select(table, 1000, 998)

        qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

        lines = QGuiApplication.clipboard().text().split("\n")
        assert [line.split("\t")[1] for line in lines] == ["Code", "SL-01000", "SL-00998"]

    def test_copied_cells_hold_nothing_that_separates_cells(self):
        model = PagedModel((Column("a", "A", 50), Column("b", "B", 50)))

        class Source:
            def rows(self, keys):
                return [("one\ttwo\nthree", Cell("x", second="y"))]

        model.show(Source(), array("q", [1]))

        assert as_text(model, [0], [0, 1]) == "A\tB\none two three\tx (y)"

    def test_tab_leaves_the_list(self, table):
        assert not table.tabKeyNavigation()


class TestColumns:
    def test_what_is_left_over_goes_to_the_column_that_grows(self, qtbot, table):
        with qtbot.waitExposed(table):
            table.show()
        header = table.horizontalHeader()
        for width in (900, 1500, 1100):
            table.resize(width, 500)

        widths = {column.key: header.sectionSize(at) for at, column in enumerate(columns())}

        assert widths["status"] == next(c.width for c in columns() if c.key == "status")
        assert header.length() == table.viewport().width()

    def test_a_click_on_a_label_asks_for_sorting_and_again_for_the_reverse(self, table):
        asked = []
        table.sort_requested.connect(asked.append)
        header = table.horizontalHeader()

        header.sectionClicked.emit(2)
        table.show_sort(asked[-1])
        header.sectionClicked.emit(2)

        assert asked == [Sort("site"), Sort("site", descending=True)]

    def test_numbers_are_sorted_from_the_largest_first(self, table):
        asked = []
        table.sort_requested.connect(asked.append)

        table.horizontalHeader().sectionClicked.emit(6)

        assert asked == [Sort("killed", descending=True)]

    def test_a_column_that_cannot_be_sorted_asks_for_nothing(self, table, qtbot):
        with qtbot.assertNotEmitted(table.sort_requested):
            table.horizontalHeader().sectionClicked.emit(8)

    def test_choice_order_and_width_are_remembered(self, table, preferences, qtbot):
        table.arrangement.show_column("note", True)
        table.arrangement.show_column("weapon", False)
        table.horizontalHeader().moveSection(0, 3)
        table.horizontalHeader().resizeSection(3, 222)
        table.arrangement.remember()

        again = RecordTable(columns(), name="incidents", label="Incidents", preferences=preferences)
        qtbot.addWidget(again)
        again.arrangement.fit(300)

        assert again.arrangement.shown == table.arrangement.shown
        assert "note" in again.arrangement.shown
        assert "weapon" not in again.arrangement.shown
        assert again.horizontalHeader().sectionSize(3) == 222

    def test_what_is_remembered_survives_columns_that_came_and_went(self, preferences, qtbot):
        preferences.set(
            "columns.x", '{"order": ["gone", "b"], "shown": ["b", "gone"], "widths": {"gone": 9}}'
        )

        made = RecordTable(
            (Column("a", "A", 50), Column("b", "B", 60)),
            name="x",
            label="X",
            preferences=preferences,
        )
        qtbot.addWidget(made)

        assert made.arrangement.shown == ["b"]

    @pytest.mark.parametrize("text", ["", "nonsense", "[1]", '{"shown": ["gone"]}', '{"else": 1}'])
    def test_nonsense_among_the_preferences_shows_the_columns_of_the_beginning(
        self, preferences, qtbot, text
    ):
        preferences.set("columns.x", text)

        made = RecordTable(columns(), name="x", label="X", preferences=preferences)
        qtbot.addWidget(made)

        assert made.arrangement.shown == [column.key for column in columns() if column.shown]

    def test_the_last_column_cannot_be_hidden(self, table):
        for column in columns():
            table.arrangement.show_column(column.key, False)

        assert len(table.arrangement.shown) == 1

    def test_the_menu_shows_and_hides(self, table, qtbot):
        menu = table.columns_menu()
        qtbot.addWidget(menu)

        menu.actions()[5].trigger()

        assert "weapon" not in table.arrangement.shown

    def test_everything_can_be_put_back(self, table):
        table.arrangement.show_column("site", False)
        table.horizontalHeader().moveSection(0, 4)

        table.arrangement.reset()

        assert table.arrangement.shown == [column.key for column in columns() if column.shown]

    def test_room_left_over_goes_to_the_growing_column(self, table):
        table.arrangement.fit(2000)

        assert table.horizontalHeader().sectionSize(2) > 1000


class TestPainting:
    @pytest.mark.parametrize("dark", [False, True])
    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_the_accent_bar_stands_where_lines_begin(self, qapp, qtbot, table, language, dark):
        set_language(qapp, language)
        style.apply_theme(qapp, dark)
        with qtbot.waitExposed(table):
            table.show()
        table.go_to(1000)
        table.setFocus()

        image = table.viewport().grab().toImage()
        middle = style.ROW // 2
        start = image.width() - 2 if language == "ar" else 1
        theme = style.tokens()

        assert image.pixelColor(start, middle).name() == theme.accent

    def test_a_jump_reads_once_and_little_more_than_it_shows(self, qtbot, table):
        source = fill(table, 100_000)
        with qtbot.waitExposed(table):
            table.show()
        table.viewport().repaint()
        chance = random.Random(1)

        for key in [chance.randrange(1, 100_001) for _ in range(30)]:
            source.reads, source.rows_read = 0, 0
            table.go_to(key)
            table.viewport().repaint()

            shown = table.viewport().height() // style.ROW + 1
            assert source.reads <= 2
            assert source.rows_read <= shown + 2 * PAGE

    def test_rows_scroll_by_pixels_and_never_wrap(self, table):
        assert table.verticalScrollMode() == QAbstractItemView.ScrollMode.ScrollPerPixel
        assert not table.wordWrap()


class TestLoading:
    def test_the_first_rows_come_before_the_rest(self, table, tasks, qtbot):
        loader = ListLoader(table, tasks)
        counts = []
        loader.arrived.connect(lambda: counts.append(table.rows.rowCount()))
        loader.loaded.connect(counts.append)

        loader.begin(SampleRows(1000))

        assert counts == [FIRST, 1000]

    def test_a_short_list_is_asked_for_once(self, table, tasks):
        class Counted(SampleRows):
            def keys(self):
                raise AssertionError("asked again")

        loader = ListLoader(table, tasks)
        loader.begin(Counted(FIRST - 1))

        assert table.rows.rowCount() == FIRST - 1

    def test_selection_and_current_row_outlast_the_first_rows(self, table):
        fill(table, 1000)
        table.go_to(20)
        select(table, 999, 5)
        told = []
        table.current_changed.connect(told.append)
        source = SampleRows(1000)

        table.show_first(source, source.first_keys())
        first = table.selected_keys()
        table.show_rows(source, source.keys())

        assert first == [999]
        assert table.selected_keys() == [999, 20, 5]
        assert table.current_key == 20
        assert told == []
        assert table.verticalScrollBar().value() == 0

    def test_what_is_chosen_among_the_first_rows_counts(self, table):
        fill(table, 1000)
        table.go_to(20)
        source = SampleRows(1000)

        table.show_first(source, source.first_keys())
        table.go_to(998)
        table.show_rows(source, source.keys())

        assert table.current_key == 998
        assert table.selected_keys() == [998]

    def test_a_source_is_loaded_and_counted(self, table, tasks, qtbot):
        loader = ListLoader(table, tasks)

        with qtbot.waitSignal(loader.loaded) as told:
            loader.load(SampleRows(123), then_go_to=7)

        assert told.args == [123]
        assert table.current_key == 7
