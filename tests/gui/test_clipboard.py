"""What is copied is marked, cleared in time, and cleared only if it is still ours."""

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QTextEdit
from shiboken6 import delete

from strikelog.domain.journal import Event, Journal
from strikelog.gui.clipboard import _MARKS, ClipboardGuard


@pytest.fixture
def journal():
    return Journal()


@pytest.fixture
def guard(qapp, journal):
    QGuiApplication.clipboard().clear()
    made = ClipboardGuard(qapp, journal, lasts=80)
    yield made
    made.clear()
    delete(made)


@pytest.fixture
def clipboard(guard):
    return QGuiApplication.clipboard()


def copied(widget):
    """Copy everything that stands in a field, as Ctrl+C does."""
    widget.selectAll()
    widget.copy()


@pytest.mark.parametrize("mark", _MARKS)
def test_what_a_field_copies_is_marked_as_a_secret(qtbot, clipboard, mark):
    line = QLineEdit("Witness W-114")
    qtbot.addWidget(line)

    copied(line)

    assert clipboard.text() == "Witness W-114"
    assert clipboard.mimeData().hasFormat(mark)


def test_without_the_guard_it_is_not_marked(qtbot):
    QGuiApplication.clipboard().setText("Witness W-114")

    assert not set(QGuiApplication.clipboard().mimeData().formats()) & set(_MARKS)


def test_only_the_plain_text_of_a_styled_one_is_copied(qtbot, clipboard):
    text = QTextEdit("<b>Witness</b> W-114")
    qtbot.addWidget(text)

    copied(text)

    assert clipboard.text() == "Witness W-114"
    assert not clipboard.mimeData().hasHtml()


def test_it_goes_after_a_while(qtbot, clipboard, journal):
    clipboard.setText("Witness W-114")

    qtbot.waitUntil(lambda: not clipboard.text(), timeout=2_000)

    assert journal.entries[-1].event is Event.CLIPBOARD_CLEARED


def test_it_goes_at_once_when_asked(guard, clipboard):
    clipboard.setText("Witness W-114")

    guard.clear()

    assert clipboard.text() == ""


def test_what_another_program_put_there_stays(guard, clipboard, monkeypatch):
    clipboard.setText("Witness W-114")
    monkeypatch.setattr(guard, "_owns", lambda kind: False)

    guard.clear()

    assert clipboard.text() == "Witness W-114"


def test_content_that_is_no_text_is_kept_whole(clipboard):
    picture = QMimeData()
    picture.setData("image/x-own", b"12345")

    clipboard.setMimeData(picture)

    assert clipboard.mimeData().data("image/x-own") == b"12345"
    assert clipboard.mimeData().hasFormat(next(iter(_MARKS)))
