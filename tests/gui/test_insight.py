"""The page of insight: each question has an answer, and leads to the incidents behind it."""

import pytest
from PySide6.QtCore import Qt

from strikelog.domain.changes import Changes
from strikelog.gui.insight.page import InsightPage
from strikelog.gui.insight.topics import TOPICS
from strikelog.services.workspace import Workspace

BY_KEY = {topic.key: topic for topic in TOPICS}


@pytest.fixture(scope="module")
def demo():
    workspace = Workspace.with_demo()
    yield workspace
    workspace.close()


@pytest.fixture
def page(dressed, demo, tasks, gone):
    made = InsightPage(demo.finding, tasks)
    gone(made)
    made.show()
    return made


def answers(page, key, qtbot):
    page.turn_to(BY_KEY[key])
    qtbot.waitUntil(lambda: key in page._known, timeout=15_000)
    return page.list.model_of_results.results


def test_the_hospital_struck_three_times_comes_first_with_its_intervals(page, qtbot):
    most, *_ = answers(page, "repeats", qtbot)

    assert most.title == "Kafr Nabl Surgical Hospital"
    assert most.pill == "3 times"
    assert "after 60 days" in most.lines[1]
    assert "after 125 days" in most.lines[2]
    assert "Idlib de-escalation zone" in most.lines[2]


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.key)
def test_every_question_of_the_worked_example_has_an_answer(page, qtbot, topic):
    found = answers(page, topic.key, qtbot)

    assert found
    assert all(one.title and one.pill for one in found)
    assert not any("{" in line for one in found for line in (one.title, one.pill, *one.lines))


def test_the_wave_of_may_is_possible_and_the_un_total_larger_than_ours(page, qtbot):
    (wave,) = answers(page, "waves", qtbot)
    totals = answers(page, "totals", qtbot)

    assert wave.pill == "Possible"
    assert len(wave.incident_ids) == 4
    assert "We hold fewer" in {one.pill for one in totals}


def test_return_leads_to_the_incidents_behind_a_result(page, qtbot):
    answers(page, "repeats", qtbot)
    page.list.setFocus()

    with qtbot.waitSignal(page.incidents_requested) as told:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)

    assert len(told.args[0]) == 3


def test_an_answer_out_of_date_says_so_and_is_asked_anew(page, qtbot):
    answers(page, "repeats", qtbot)

    page.notice(Changes(ids=frozenset({"x"})))

    assert page.messages.isVisible()
    page.messages.action_requested.emit()
    qtbot.waitUntil(lambda: "repeats" in page._known, timeout=15_000)
    assert not page.messages.isVisible()


def test_an_empty_vault_says_what_to_do(dressed, tasks, gone, qtbot):
    workspace = Workspace.throwaway()
    made = InsightPage(workspace.finding, tasks)
    gone(made)
    made.show()

    made.turn_to(BY_KEY["waves"])
    qtbot.waitUntil(lambda: "waves" in made._known, timeout=15_000)

    assert made._stack.currentWidget() is made._empty["waves"]
    assert not made.open.isEnabled()
    workspace.close()
