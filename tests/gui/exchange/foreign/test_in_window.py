"""A partner's file in the window: routed to its page, taken in, seen in the lists, taken back."""

from dataclasses import replace

import pytest

from strikelog.domain.records import Incident, Location, Record
from strikelog.gui.tasks import Tasks
from strikelog.gui.window.session import Opening, Session
from strikelog.services.settings import Appearance
from tests.gui.exchange.foreign.tables import ROWS, as_csv


@pytest.fixture
def session(empty_workspace, faults, gone):
    """The window over an empty vault."""
    made = Session(empty_workspace, Tasks.immediate(faults.append), Opening(Appearance(), "0.1.0"))
    gone(made.window)
    made.window.show()
    return made


@pytest.fixture
def opened(session, table):
    """The page, with the table on it."""
    session.exchange.open_file(table)
    return session.exchange.rooms.foreign


def count(session, kind: type[Record]):
    """How many records of a class there are."""
    return len(session.workspace.finding.all(kind))


def take_in(page):
    """Check and take in."""
    page.check.click()
    page.result.take_in.click()


def test_a_partners_file_opens_on_its_page(session, opened):
    assert session.exchange.rooms.front is opened
    assert session.window.page is session.exchange.entry
    assert opened.work.columns.lines


def test_taking_back_leaves_nothing_and_says_so(session, opened):
    take_in(opened)
    assert count(session, Incident) == 3

    opened.result.undo.click()

    assert count(session, Incident) == 0
    assert count(session, Location) == 0
    assert "undone" in opened.result.heading.text()


def test_what_was_edited_since_is_kept_and_named(session, opened):
    take_in(opened)
    edited = session.workspace.finding.all(Incident)[0]
    session.workspace.recording.save(replace(edited, title="Our own title"), edited)

    opened.result.undo.click()

    assert [one.title for one in session.workspace.finding.all(Incident)] == ["Our own title"]
    assert "kept" in opened.result.sentence.text()


def test_the_way_leads_from_the_result_to_the_names(session, opened):
    take_in(opened)

    opened.result.match.click()

    assert session.exchange.rooms.front is session.exchange.rooms.matches
    assert session.exchange.rooms.matches.names


def test_another_file_asks_before_answers_are_lost(session, opened, tmp_path):
    opened.work.columns.answered.emit(6, "summary")
    before = opened.flow.draft

    session.exchange.open_file(as_csv(tmp_path, ROWS[:1], name="other.csv"))

    assert opened.flow.draft is before


def test_no_title_of_a_window_tells_what_a_file_says(session, opened):
    assert "monitor" not in session.window.windowTitle()
    assert "Kafr" not in session.window.windowTitle()
