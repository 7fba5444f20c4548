"""The history as a whole in the window: its head, heads that others hold, the check."""

import pytest
from PySide6.QtGui import QGuiApplication

from strikelog.domain.records import Site
from strikelog.gui.audit.view import AuditView
from strikelog.gui.language import set_language
from strikelog.services.auditing import head_words
from tests.databases import tamper


@pytest.fixture
def view(workspace, tasks, gone):
    made = AuditView(workspace, tasks)
    gone(made)
    made.resize(800, 700)
    made.show()
    return made


def test_it_shows_the_head_to_give_away(view, workspace):
    assert head_words(workspace.vault.database) in view.words.text()


def test_the_head_is_copied_as_it_is_typed(view, workspace):
    view.copy.click()

    assert QGuiApplication.clipboard().text() == head_words(workspace.vault.database)


def test_an_empty_vault_has_nothing_to_give_away(empty_workspace, tasks, gone):
    view = AuditView(empty_workspace, tasks)
    gone(view)

    assert view.words.text() == "Nothing is recorded yet."
    assert not view.copy.isEnabled()


def test_a_head_that_somebody_kept_is_found_again(view, workspace):
    words = head_words(workspace.vault.database)
    workspace.recording.save(Site(name="Bakery"))

    view.held.setText(words.upper())
    view.look.click()

    assert "part of this history" in view.answer.text
    assert view.answer.property("tone") == "good"


def test_a_head_of_another_history_is_not(view):
    view.held.setText("12 abacus abdomen abide ability ablaze able abnormal abrasion")
    view.look.click()

    assert "not part of this history" in view.answer.text
    assert view.answer.property("tone") == "grave"


def test_a_misread_word_is_named(view):
    view.held.setText("12 abacos abdomen abide ability ablaze able abnormal abrasion")
    view.look.click()

    assert "abacos" in view.answer.text


def test_a_sound_vault_is_called_so(view):
    view.check.click()

    assert view.verdict.text == "Everything is as it was recorded."
    assert "Head of the history" in view.findings.text()


def test_what_was_changed_is_named(view, workspace):
    tamper(workspace.vault.database, "UPDATE history SET rev = 9 WHERE seq = 3")

    view.check.click()

    assert "finding" in view.verdict.text
    assert "entry 3 was altered" in view.findings.text()


def test_nothing_is_looked_for_before_something_is_typed(view):
    assert not view.look.isEnabled()


def test_findings_are_said_in_the_language_of_the_window(qapp, view, workspace):
    tamper(workspace.vault.database, "UPDATE history SET rev = 9 WHERE seq = 3")
    tamper(workspace.vault.database, "UPDATE site SET rev = 7")
    set_language(qapp, "ar")

    view.check.click()
    set_language(qapp, "en")

    assert "السجل: القيد \u20663\u2069 جرى تغييره" in view.findings.text()
    assert "ليس كما سُجّل آخر مرة: موقع" in view.findings.text()
