"""Failures as sentences, faults as reports that hold nothing of the records."""

import sys

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from strikelog.domain.errors import BadValue
from strikelog.gui.errors import FaultDialog, FaultReporter, report, sentence

SECRET = "Witness W-114, Kafr Nabl"


def caught(action):
    """The error an action raises."""
    with pytest.raises(Exception, match=".*") as found:
        action()
    return found.value


def fail_with_secret():
    """Fail twice, with record content in both messages."""
    witness = SECRET
    try:
        raise KeyError(witness)
    except KeyError as error:
        raise RuntimeError(f"{witness} in /home/someone/case.strikelog") from error


def test_a_report_names_types_places_and_versions():
    text = report(caught(fail_with_secret))

    assert "RuntimeError" in text
    assert "KeyError" in text
    assert "test_errors.py:" in text
    assert "fail_with_secret" in text
    assert "Python 3" in text


def test_a_report_holds_no_message_value_or_folder():
    text = report(caught(fail_with_secret))

    assert SECRET not in text
    assert "someone" not in text
    assert __file__.rsplit("/", 1)[0] not in text


def test_our_own_files_are_named_from_the_package_on():
    error = caught(lambda: BadValue())

    assert "strikelog/domain/errors.py:" in report(error)


def test_what_the_world_did_is_a_sentence(qapp):
    assert sentence(BadValue(text="31 Feb")) == "“31 Feb” cannot be understood here."


def test_a_failure_that_reaches_the_reporter_is_told_not_shown_as_a_fault(qtbot):
    reporter = FaultReporter(lambda: None)

    with qtbot.waitSignal(reporter.told) as told:
        reporter.report(BadValue(text="x"))

    assert told.args == ["“x” cannot be understood here."]
    assert reporter._dialog is None


def test_many_faults_open_one_dialog(qtbot):
    reporter = FaultReporter(lambda: None)

    reporter.report(RuntimeError(SECRET))
    first = reporter._dialog
    reporter.report(RuntimeError(SECRET))

    assert reporter._dialog is first
    first.accept()
    assert reporter._dialog is None


def test_the_report_can_be_copied(qtbot):
    dialog = FaultDialog("RuntimeError\n  window.py:1 show")
    qtbot.addWidget(dialog)

    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Copy report").click()

    assert QGuiApplication.clipboard().text() == dialog.text


def test_errors_that_rise_out_of_slots_are_reported(qtbot, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    reporter = FaultReporter(lambda: None)
    reporter.install()

    sys.excepthook(RuntimeError, RuntimeError(SECRET), None)

    assert "RuntimeError" in reporter._dialog.text
    assert SECRET not in reporter._dialog.text
    reporter._dialog.accept()
