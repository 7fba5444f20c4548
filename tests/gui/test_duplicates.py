"""The page of duplicates: looked through with the keyboard, decided, taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from strikelog.domain.progress import Cancelled
from strikelog.domain.records import Incident, IncidentLink, Location
from strikelog.gui.duplicates.page import DuplicatesPage
from strikelog.gui.duplicates.words import KEYS, LINK_TYPES, percent
from strikelog.gui.window.session import Opening, Session
from strikelog.services.settings import Appearance
from tests.gui.recorded_twice import recorded_again


@pytest.fixture
def twice(workspace):
    return recorded_again(workspace)


@pytest.fixture
def session(workspace, tasks, twice, qtbot, gone):
    made = Session(workspace, tasks, Opening(Appearance(), "0"))
    qtbot.addWidget(made.window)
    gone(made.window)
    made.window.show()
    return made


@pytest.fixture
def page(session):
    session.window.show_page(session.duplicates.entry)
    return session.duplicates.entry.page


def press(page, key):
    QTest.keyClick(page.list, key)


def test_the_first_look_searches_and_shows_the_likeliest(page, twice):
    scores = [one.pair.score for one in page.list.rows.pairs]

    assert len(scores) == len(twice)
    assert scores == sorted(scores, reverse=True)
    assert page.list.row == 0
    assert page.comparison.survivor in page.list.chosen.pair.ids


def test_looking_again_does_not_search_again(session, page, workspace):
    before = page.list.rows.pairs[1:]
    page.list.show_pairs(before)

    session.window.show_page(session.exchange.entry)
    session.window.show_page(session.duplicates.entry)

    assert page.list.rows.pairs == before


def test_a_vault_without_duplicates_says_so(empty_workspace, tasks, preferences, qtbot):
    page = DuplicatesPage(empty_workspace.duplicates, tasks, preferences)
    qtbot.addWidget(page)
    page.show()
    page.shown()

    assert page.empty.isVisible()
    assert not any(button.isEnabled() for button in page.buttons.values())


def test_m_merges_and_undo_brings_the_pair_back(session, page, workspace):
    pair = page.list.chosen.pair

    press(page, Qt.Key.Key_M)

    records = [workspace.finding.get(Incident, one) for one in pair.ids]
    assert sorted(one.workflow == "merged" for one in records) == [False, True]
    assert pair.ids not in [one.pair.ids for one in page.list.rows.pairs]
    assert "Merged into" in session.window.messages.text

    session.changing.undo()

    assert pair.ids in [one.pair.ids for one in page.list.rows.pairs]


def test_the_other_one_can_stay(page, workspace):
    pair = page.list.chosen.pair
    before = page.comparison.survivor
    other = next(iter(pair.ids - {before}))

    page.comparison._heads[0 if page.comparison._heads[1].isChecked() else 1].setChecked(True)
    press(page, Qt.Key.Key_M)

    assert workspace.finding.get(Incident, before).merged_into_id == other


def test_a_ticked_value_is_kept(page, workspace):
    survivor, pair = page.comparison.survivor, page.list.chosen.pair
    other = workspace.finding.get(Incident, next(iter(pair.ids - {survivor})))
    group = page.comparison._choices["title"]

    group.button(1 - group.checkedId()).setChecked(True)
    press(page, Qt.Key.Key_M)

    assert workspace.finding.get(Incident, survivor).title == other.title


def test_what_only_one_says_is_kept_whichever_stays(page):
    summary = page.comparison._choices["summary"].checkedId()

    for head in page.comparison._heads:
        head.setChecked(True)
        assert page.comparison._choices["summary"].checkedId() == summary


def test_d_remembers_that_they_differ(page, workspace):
    ids = page.list.chosen.pair.ids

    press(page, Qt.Key.Key_D)

    (link,) = [
        one for one in workspace.finding.all(IncidentLink) if {one.from_id, one.to_id} == ids
    ]
    assert link.link_type == "not_duplicate"
    assert ids not in [one.pair.ids for one in page.list.rows.pairs]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_l_asks_how_they_belong_together(page, workspace, qtbot):
    ids = page.list.chosen.pair.ids

    press(page, Qt.Key.Key_L)
    menu = page.findChildren(QMenu)[-1]
    assert len(menu.actions()) == len(LINK_TYPES)
    menu.actions()[LINK_TYPES.index("second_wave_of")].trigger()
    menu.close()

    links = {frozenset((one.from_id, one.to_id)): one.link_type
             for one in workspace.finding.all(IncidentLink)}  # fmt: skip
    assert links[ids] == "second_wave_of"


def test_s_goes_on_and_comes_back_to_the_first(page, twice):
    rows = []
    for _ in twice:
        press(page, Qt.Key.Key_S)
        rows.append(page.list.row)

    assert rows == [1, 2, 0]


def test_arabic_letters_do_what_their_keys_do():
    latin = {what for key, what in KEYS.items() if key.isascii()}

    assert latin == {what for key, what in KEYS.items() if not key.isascii()}


def test_after_an_import_duplicates_among_it_are_offered(session, twice, workspace):
    step = workspace.finding.history(twice[0][1].id)[0].step

    session.duplicates.look_after(step)
    assert "1" in session.window.messages.text
    session.window.messages.action_requested.emit()

    page = session.duplicates.entry.page
    assert session.window.page is session.duplicates.entry
    assert [one.pair.ids for one in page.list.rows.pairs] == [frozenset(one.id for one in twice[0])]


def test_an_import_without_duplicates_says_nothing(session, workspace):
    place = workspace.recording.save(Location(name="Ain", level="5")).record

    session.duplicates.look_after(workspace.finding.history(place.id)[0].step)

    assert not session.window.messages.isVisible()


def test_a_change_elsewhere_brings_the_list_up_to_date(session, page, workspace):
    pair = page.list.chosen.pair

    applied = workspace.duplicates.decide(pair, "different")
    session.feed.announce(applied.changes)

    assert pair.ids not in [one.pair.ids for one in page.list.rows.pairs]


def test_a_change_during_a_search_does_not_break_it_off(session, page, workspace):
    found, pair = list(page.list.rows.pairs), page.list.chosen.pair
    page._is_searching = True

    applied = workspace.duplicates.decide(pair, "different")
    session.feed.announce(applied.changes)
    assert page.list.rows.pairs == found

    page._found(found)
    assert pair.ids not in [one.pair.ids for one in page.list.rows.pairs]


def test_a_pair_that_is_gone_is_said_and_searching_again_is_offered(session, page, workspace):
    pair = page.list.chosen.pair
    workspace.duplicates.decide(pair, "same")

    press(page, Qt.Key.Key_M)

    assert "merged in the meantime" in page.messages.text


def test_possible_pairs_are_shown_on_request(page):
    likely = len(page.list.rows.pairs)

    page.scope.setCurrentIndex(1)

    assert len(page.list.rows.pairs) >= likely
    assert page._rule.least < 0.5


def test_a_stopped_search_says_so(page):
    page.list.show_pairs([])

    page._not_found(Cancelled())

    assert page.stopped.isVisible()


def test_nothing_is_wholly_certain():
    assert percent(0.99999) == "99 %"
