"""Where the keyboard goes, what stays in sight, and how large windows may be on a small screen."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from strikelog.gui import fitting, style, tabbing
from strikelog.gui.main_window import MainWindow, Section
from strikelog.gui.scrolling import Following, bring_into_sight
from strikelog.gui.widgets.rail import NavButton


@dataclass
class Page:
    """A page of nothing."""

    title: str
    icon: str = "map"

    def __post_init__(self):
        self.widget = QWidget()


@pytest.fixture
def window(qtbot):
    made = MainWindow([Section("Records", [Page(f"Page {number}") for number in range(12)])])
    qtbot.addWidget(made)
    made.resize(*style.WINDOW_MIN)
    with qtbot.waitExposed(made):
        made.show()
    return made


def named(text):
    line = QLineEdit()
    line.setObjectName(text)
    return line


@pytest.fixture
def form(qtbot):
    """A scrolled column of three fields, each as high as the page."""
    ground = QWidget()
    qtbot.addWidget(ground)
    content = QWidget()
    column = QVBoxLayout(content)
    for text in ("first", "second", "third"):
        column.addWidget(named(text))
        column.addSpacing(400)
    scroller = QScrollArea()
    scroller.setWidgetResizable(True)
    scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroller.setWidget(content)
    QVBoxLayout(ground).addWidget(scroller)
    ground.resize(400, 300)
    with qtbot.waitExposed(ground):
        ground.show()
    return SimpleNamespace(ground=ground, column=column, scroller=scroller)


def names(root):
    return [one.objectName() for one in tabbing.tab_stops(root)]


def is_in_sight(scroller, part):
    seen = part.visibleRegion().boundingRect()
    return seen == part.rect() and scroller.isVisible()


def test_tab_goes_to_what_was_added_where_it_stands(form):
    form.column.insertWidget(1, named("added"))
    QApplication.processEvents()

    assert names(form.ground) == ["first", "added", "second", "third"]


def test_tab_reads_a_grid_line_by_line(qtbot):
    ground = QWidget()
    qtbot.addWidget(ground)
    grid = QGridLayout(ground)
    for line, column in ((1, 1), (0, 1), (1, 0), (0, 0)):
        grid.addWidget(named(f"{line}{column}"), line, column)
    ground.show()

    assert names(ground) == ["00", "01", "10", "11"]


def test_tab_passes_over_what_is_hidden_or_takes_no_entries(form):
    first, second, _third = form.ground.findChildren(QLineEdit)
    first.hide()
    second.setEnabled(False)

    assert names(form.ground) == ["third"]


def test_tab_goes_round_at_both_ends(form):
    first, _second, third = form.ground.findChildren(QLineEdit)
    third.setFocus()
    tabbing.step(form.ground, forward=True)
    after = form.ground.focusWidget()
    tabbing.step(form.ground, forward=False)

    assert after is first
    assert form.ground.focusWidget() is third


def test_where_nothing_takes_the_keyboard_tab_is_left_to_qt(qtbot):
    empty = QMainWindow()
    qtbot.addWidget(empty)

    assert tabbing.step(empty, forward=True) is False


def test_what_is_opened_comes_into_sight(qtbot, form):
    third = form.ground.findChild(QLineEdit, "third")
    before = is_in_sight(form.scroller, third)

    bring_into_sight(third)

    assert not before
    qtbot.waitUntil(lambda: is_in_sight(form.scroller, third))


def test_what_is_in_sight_already_does_not_move(qtbot, form):
    second, bar = form.ground.findChild(QLineEdit, "second"), form.scroller.verticalScrollBar()
    bar.setValue(second.y() - form.scroller.height() // 2)
    before = bar.value()

    bring_into_sight(second)
    qtbot.wait(20)

    assert before > 0
    assert bar.value() == before


def test_a_field_that_was_just_made_is_followed_to_where_it_lands(qtbot, form):
    following = Following(form.scroller)
    form.ground.activateWindow()
    qtbot.waitActive(form.ground)
    late = named("late")
    form.column.addWidget(late)
    late.setFocus()

    qtbot.waitUntil(lambda: is_in_sight(form.scroller, late))
    assert following._scroller is form.scroller


def test_a_narrow_rail_names_its_pages_under_the_mouse(window, qtbot):
    rail = window.rail
    enter = QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5))
    QApplication.sendEvent(rail, enter)

    qtbot.waitUntil(lambda: rail.width() == style.RAIL_WIDTH)
    QApplication.sendEvent(rail, QEvent(QEvent.Type.Leave))
    assert rail.width() == style.RAIL_NARROW


def test_the_page_keeps_its_place_while_the_rail_is_open(window):
    before = window.page.widget.mapTo(window, QPoint())
    tabbed(window.rail.buttons[0])

    assert window.rail.width() == style.RAIL_WIDTH
    assert window.page.widget.mapTo(window, QPoint()) == before


def test_the_rail_opens_for_who_tabs_there_and_not_for_a_page_that_leaves(window):
    button = window.rail.buttons[0]
    QApplication.sendEvent(
        button, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.OtherFocusReason)
    )
    left_over = window.rail.width()
    tabbed(button)

    assert left_over == style.RAIL_NARROW
    assert window.rail.width() == style.RAIL_WIDTH


def test_choosing_a_page_shuts_the_rail(window):
    tabbed(window.rail.buttons[0])
    window.rail.buttons[3].click()

    assert window.rail.width() == style.RAIL_NARROW
    assert window.page.title == "Page 3"


def test_a_wide_rail_stays_open(window):
    window.resize(1400, 900)
    QApplication.sendEvent(window.rail, QEvent(QEvent.Type.Leave))

    assert window.rail.width() == style.RAIL_WIDTH


def test_a_low_and_wide_window_keeps_the_names_without_headings(window):
    heading = next(one for one in window.rail.findChildren(QLabel) if one.text() == "Records")
    window.resize(1366, 700)
    low = (window.rail.width(), heading.isVisible())
    window.resize(1400, 900)

    assert low == (style.RAIL_WIDTH, False)
    assert heading.isVisible()


def test_every_page_of_the_rail_is_named_by_a_tip(window):
    tips = [button.toolTip() for button in window.rail.findChildren(NavButton)]

    assert tips[0] == "Page 0  (Alt+1)"
    assert tips[-1] == "Page 11"


def tabbed(button):
    QApplication.sendEvent(button, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))


class Screen:
    """A screen of some size."""

    def __init__(self, width, height):
        self._free = QRect(0, 0, width, height)

    def availableGeometry(self):  # noqa: N802 - Qt's name
        """Give what no panel covers."""
        return self._free


def on_screen(window, width, height, monkeypatch):
    monkeypatch.setattr(window, "screen", lambda: Screen(width, height))


@pytest.fixture
def plain(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1440, 900)
    return made


def test_a_window_that_would_not_fit_fills_the_screen(plain, monkeypatch):
    on_screen(plain, 1024, 640, monkeypatch)

    fitting.fit_to_screen(plain)

    assert plain.isMaximized()


def test_a_window_that_fits_keeps_its_size(plain, monkeypatch):
    on_screen(plain, 1920, 1080, monkeypatch)

    fitting.fit_to_screen(plain)

    assert not plain.isMaximized()
    assert plain.size() == QSize(1440, 900)


def test_a_small_window_keeps_its_title_on_the_screen(plain, monkeypatch):
    on_screen(plain, 1024, 620, monkeypatch)
    plain.resize(760, 680)

    fitting.keep_on_screen(plain)

    assert plain.width() == 760
    assert plain.y() > 0
    assert plain.y() + plain.height() <= 620


def test_the_window_fits_a_small_laptop_with_its_frame(window):
    assert window.minimumWidth() <= 1024 - 2 * style.HAIR
    assert window.minimumSizeHint().height() <= 640 - style.TITLE_BAR
