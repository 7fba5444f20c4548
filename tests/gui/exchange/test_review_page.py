"""Looking through a workbook and applying it: what is asked, what is written, what follows."""

import pytest
from PySide6.QtWidgets import QDialog

from strikelog.gui.exchange.review.apply_sheet import ApplySheet, sentences
from strikelog.gui.exchange.review.page import ReviewPage
from strikelog.gui.widgets.question import Question
from strikelog.services.reviewing import Effect, review_of
from tests.services.test_importing import INCIDENT, SITE
from tests.services.test_reviewing import dispute


@pytest.fixture
def page(office, tasks, preferences, gone):
    made = ReviewPage(office.importing, tasks, preferences)
    gone(made)
    made.resize(1000, 700)
    made.show()
    return made


@pytest.fixture
def looked_at(office, page):
    """The page over the disputed workbook."""
    preview = dispute(office)
    page.show_review(review_of(preview), preview)
    return page


def choose(page, kind, choice):
    review = page.review
    review.choose([one for one in review.lines if review.kind_of(one) == kind], choice)


def dialog(page, kind):
    (found,) = (one for one in page.findChildren(QDialog) if isinstance(one, kind))
    return found


def test_applying_writes_what_was_decided(qtbot, office, looked_at):
    choose(looked_at, "conflict", "theirs")
    choose(looked_at, "changed", "ours")

    with qtbot.waitSignal(looked_at.imported):
        looked_at.take_in({"cleared": "theirs"})

    assert office.get(INCIDENT).title == "Strike on a ward"
    assert office.get(INCIDENT).summary is None
    assert office.get(SITE).beds == 12
    assert looked_at.outcome.step is not None


def test_clearings_are_asked_about_once(looked_at):
    looked_at.ask_to_apply()

    sheet = dialog(looked_at, ApplySheet)

    assert list(sheet.answers) == ["cleared"]
    assert sheet.answer() == {"cleared": "ours"}


def test_nothing_is_asked_that_was_decided(looked_at):
    choose(looked_at, "cleared", "theirs")

    looked_at.ask_to_apply()

    assert dialog(looked_at, ApplySheet).answers == {}


def test_agreeing_applies_with_the_answers(office, looked_at):
    looked_at.ask_to_apply()
    sheet = dialog(looked_at, ApplySheet)
    sheet.answers["cleared"]["theirs"].setChecked(True)

    sheet.apply.click()

    assert office.get(INCIDENT).summary is None


def test_nothing_is_saved_before(office, looked_at):
    choose(looked_at, "conflict", "theirs")
    looked_at.ask_to_apply()

    assert office.get(INCIDENT).title == "Strike on a market"


def test_what_was_put_off_is_said_afterwards(looked_at):
    looked_at.take_in({"cleared": "ours"})

    assert not looked_at.done.waiting.isHidden()
    assert not looked_at.done.undo.isHidden()


def test_leaving_asks_only_when_choices_would_be_lost(qtbot, looked_at):
    choose(looked_at, "conflict", "theirs")

    looked_at.leave()

    with qtbot.waitSignal(looked_at.left):
        dialog(looked_at, Question).accept()
    assert looked_at.review is None


def test_leaving_untouched_asks_nothing(qtbot, looked_at):
    with qtbot.waitSignal(looked_at.left):
        looked_at.leave()

    assert looked_at.findChildren(Question) == []


def test_escape_leaves_the_search_first(qtbot, looked_at):
    looked_at.find()
    looked_at.search.setText("ward")

    looked_at._step_back()

    assert looked_at.search.text() == ""
    assert looked_at.review is not None


def test_a_record_edited_meanwhile_is_said_and_compared_again(qtbot, office, looked_at):
    office.save(SITE, beds=13)

    looked_at.take_in({})

    assert office.get(SITE).beds == 13
    assert looked_at.outcome is None
    with qtbot.waitSignal(looked_at.compare_requested) as asked:
        looked_at.messages.action_requested.emit()
    assert asked.args == [office.path]


def test_an_untouched_workbook_says_that_nothing_changes(office, page):
    preview = office.preview()

    page.show_review(review_of(preview), preview)

    assert page._body.currentWidget() is page._unchanged
    assert page.apply.isHidden()


def test_undoing_says_what_was_kept(looked_at):
    looked_at.take_in({})

    looked_at.show_undone(["“Strike” stays."])

    assert looked_at.done.undo.isHidden()


def test_sentences_say_only_what_happens():
    effect = Effect({("changed", "theirs"): 3, ("conflict", None): 2, ("new", "ours"): 1})

    said = [text for _, _, text in sentences(effect)]

    assert len(said) == 3
    assert any("3" in one for one in said)
