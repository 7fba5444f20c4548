"""When it is time to lock: clocks of the test's own, keys as the system delivers them."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QMenu, QVBoxLayout, QWidget

from strikelog.gui.locking.idle import GAP, IdleWatch


class Clocks:
    """Two clocks that go when they are told."""

    def __init__(self):
        self.awake = self.whole = 1000.0

    def work(self, seconds):
        self.awake += seconds
        self.whole += seconds

    def sleep(self, seconds):
        self.whole += seconds


@pytest.fixture
def clocks():
    return Clocks()


@pytest.fixture
def watch(qapp, clocks):
    made = IdleWatch(qapp, awake=lambda: clocks.awake, whole=lambda: clocks.whole)
    made._pulse.stop()
    yield made
    qapp.focusWindowChanged.disconnect(made._watch)
    made.setParent(None)


@pytest.fixture
def heard(watch):
    said = []
    for name in ("idle", "slept", "panicked"):
        getattr(watch, name).connect(lambda name=name: said.append(name))
    return said


@pytest.fixture
def window(qtbot, watch):
    made = QWidget()
    column = QVBoxLayout(made)
    column.addWidget(QLineEdit())
    qtbot.addWidget(made)
    made.show()
    watch._watch(made.windowHandle())
    return made


def test_nothing_is_said_before_the_limit(watch, clocks, heard):
    watch.limit_to(180)
    clocks.work(179)

    watch.look()

    assert heard == []


def test_the_limit_is_said_once(watch, clocks, heard):
    watch.limit_to(180)
    clocks.work(181)

    watch.look()
    watch.look()

    assert heard == ["idle"]


def test_without_a_limit_it_is_never_said(watch, clocks, heard):
    clocks.work(100_000)

    watch.look()

    assert heard == []


@pytest.mark.parametrize(
    "act",
    [
        lambda one: QTest.keyClick(one, Qt.Key.Key_A),
        lambda one: QTest.mouseClick(one, Qt.MouseButton.LeftButton),
        lambda one: QTest.mouseMove(one, QPoint(9, 9), 1),
    ],
    ids=["key", "click", "move"],
)
def test_a_hand_on_the_window_counts_anew(window, watch, clocks, heard, act):
    watch.limit_to(180)
    clocks.work(170)

    act(window.windowHandle())
    clocks.work(170)
    watch.look()

    assert heard == []
    assert watch.seconds == 170


def test_what_happens_without_a_hand_does_not(window, watch, clocks, heard):
    watch.limit_to(180)
    clocks.work(181)

    watch.eventFilter(window.windowHandle(), QEvent(QEvent.Type.UpdateRequest))
    watch.look()

    assert heard == ["idle"]


def test_a_sleep_is_noticed_on_waking(watch, clocks, heard):
    clocks.sleep(GAP + 1)

    watch.look()
    watch.look()

    assert heard == ["slept"]


def test_a_clock_that_is_corrected_a_little_is_no_sleep(watch, clocks, heard):
    clocks.sleep(GAP - 1)

    watch.look()

    assert heard == []


@pytest.mark.parametrize("key", [Qt.Key.Key_F12, Qt.Key.Key_Pause])
def test_the_key_is_heard_while_a_field_has_the_keyboard(window, heard, key):
    window.findChild(QLineEdit).setFocus()

    QTest.keyClick(window.windowHandle(), key)

    assert heard == ["panicked"]


def test_the_key_is_heard_in_a_dialog_that_blocks_the_rest(qtbot, window, watch, heard):
    dialog = QDialog(window)
    dialog.open()
    watch._watch(dialog.windowHandle())

    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_F12)

    assert heard == ["panicked"]
    assert dialog.isVisible()
    dialog.close()


@pytest.mark.qt_log_ignore("does not support (raise|grabbing|propagate)")
def test_the_key_is_heard_while_a_menu_is_open(qtbot, window, watch, heard):
    menu = QMenu(window)
    menu.addAction("x")
    menu.popup(window.mapToGlobal(window.rect().center()))
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.RightButton)
    qtbot.wait(20)

    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F12)

    assert heard == ["panicked"]
    menu.close()


def test_a_key_held_down_is_heard_once(window, watch, heard):
    from PySide6.QtGui import QKeyEvent

    again = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier, "", True
    )

    watch.eventFilter(window.windowHandle(), again)

    assert heard == []


def test_a_new_window_is_watched_when_it_gets_the_keyboard(qapp, qtbot, watch, clocks):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    qapp.focusWindowChanged.emit(window.windowHandle())
    clocks.work(50)

    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)

    assert watch.seconds == 0
