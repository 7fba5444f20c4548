"""The shell as a whole: pages, shortcuts, names for those who cannot see, room to stand in."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from strikelog.gui import style
from strikelog.gui.language import set_language
from strikelog.gui.main_window import MainWindow, Section
from tests.gui import showcase

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Page:
    """A page that writes down what it is asked for."""

    icon = "map"

    def __init__(self, title):
        self.title = title
        self.asked = []
        self.built = 0

    @property
    def widget(self):
        """Count how often the page is built."""
        self.built += 1
        return QLabel(self.title)

    def find(self):
        """Note it."""
        self.asked.append("find")

    def create(self):
        """Note it."""
        self.asked.append("create")

    def edit_filter(self):
        """Note it."""
        self.asked.append("filter")

    def shown(self):
        """Note it."""
        self.asked.append("shown")


class PlainPage:
    """A page that takes no shortcut."""

    title, icon = "Plain", "map"

    def __init__(self):
        self.widget = QWidget()


@pytest.fixture
def pages():
    """Three pages."""
    return [Page("Incidents"), Page("Sites"), Page("Settings")]


@pytest.fixture
def window(qtbot, pages):
    """A window with three pages in two sections."""
    made = MainWindow([Section("Record", pages[:2]), Section("", pages[2:])])
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def test_a_page_is_built_when_it_is_first_shown(window, pages):
    assert [page.built for page in pages] == [1, 0, 0]

    window.go_to(1)
    window.go_to(0)
    window.go_to(1)

    assert [page.built for page in pages] == [1, 1, 0]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_alt_and_a_digit_goes_to_a_page(window, pages, qtbot, place):
    qtbot.keyClick(window, getattr(Qt.Key, f"Key_{place + 1}"), ALT)

    assert window.page is pages[place]
    assert [button.isChecked() for button in window.rail.buttons].index(True) == place


def test_an_unknown_place_is_ignored(window, pages):
    window.go_to(7)

    assert window.page is pages[0]


def test_the_rail_brings_a_page_to_the_front(window, pages, qtbot):
    with qtbot.waitSignal(window.page_changed) as told:
        window.rail.buttons[1].click()

    assert told.args == [pages[1]]
    assert pages[1].asked == ["shown"]


@pytest.mark.parametrize(
    ("key", "asked"),
    [(Qt.Key.Key_F, "find"), (Qt.Key.Key_N, "create"), (Qt.Key.Key_L, "filter")],
)
def test_shortcuts_reach_the_page_in_front(window, pages, qtbot, key, asked):
    window.go_to(1)

    qtbot.keyClick(window, key, CONTROL)

    assert pages[1].asked == ["shown", asked]
    assert asked not in pages[0].asked


@pytest.mark.parametrize("key", [Qt.Key.Key_F, Qt.Key.Key_N, Qt.Key.Key_L])
def test_a_page_without_search_or_filter_is_left_alone(qtbot, key):
    page = PlainPage()
    made = MainWindow([Section("", [page])])
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()

    qtbot.keyClick(made, key, CONTROL)

    assert made.page is page


@pytest.mark.parametrize(
    ("key", "modifier", "wish"),
    [
        (Qt.Key.Key_Z, CONTROL, "undo_requested"),
        (Qt.Key.Key_Z, CONTROL | SHIFT, "redo_requested"),
        (Qt.Key.Key_Y, CONTROL, "redo_requested"),
        (Qt.Key.Key_K, CONTROL, "capture_requested"),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, "help_requested"),
    ],
)
def test_shortcuts_of_the_whole_program(window, qtbot, key, modifier, wish):
    with qtbot.waitSignal(getattr(window, wish)):
        qtbot.keyClick(window, key, modifier)


def test_a_narrow_window_keeps_icons_and_names_alone(window):
    window.resize(QSize(*style.WINDOW_MIN))

    assert window.rail.width() == style.RAIL_NARROW
    assert window.rail.buttons[0].accessibleName() == "Incidents"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_filled_shell_fits_a_small_screen(qapp, qtbot, language):
    set_language(qapp, language)
    made, _ = showcase.window(language, count=100)
    qtbot.addWidget(made)

    hint = made.centralWidget().minimumSizeHint()

    assert hint.width() <= style.WINDOW_MIN[0]
    assert hint.height() <= style.WINDOW_MIN[1]


def test_everything_the_keyboard_reaches_has_a_name(qapp, qtbot):
    made, _ = showcase.window(count=100)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()

    nameless = [
        type(part).__name__
        for part in made.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible() and not spoken(part)
    ]

    assert nameless == []


def spoken(widget):
    """What a screen reader calls the widget."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_tab_goes_through_the_window_and_comes_back(qapp, qtbot):
    made, table = showcase.window(count=100)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    table.setFocus()
    seen = []
    for _ in range(60):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
        if seen[-1] is table:
            break

    assert seen[-1] is table
    assert len(seen) > 8
