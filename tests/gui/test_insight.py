"""The pages of insight: each question has an answer, and leads to the records behind it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView

from strikelog.domain.changes import Changes
from strikelog.domain.filter_text import parse_filter
from strikelog.domain.progress import Cancelled
from strikelog.domain.records import Incident, Site
from strikelog.drawing.shapes import Text
from strikelog.gui.drawing.view import DrawingView
from strikelog.gui.insight.answer_table import AnswerTable
from strikelog.gui.insight.blocks import (
    Copied,
    Figures,
    Grid,
    Picture,
    Sides,
    Table,
    Verdict,
    Words,
)
from strikelog.gui.insight.page import InsightPage
from strikelog.gui.insight.thresholds_dialog import ThresholdsDialog
from strikelog.gui.insight.topics import TOPICS
from strikelog.gui.language import set_language
from strikelog.gui.pages.wishes import Edit, LookAt, Reach, ShowIncidents
from strikelog.insight.thresholds import DEFAULTS
from strikelog.services.insights import Insights

BY_KEY = {topic.key: topic for topic in TOPICS}
ANSWERED = [topic for topic in TOPICS if not topic.leads_to and topic.key != "kept"]


@pytest.fixture
def page(dressed, example, tasks, gone):
    made = InsightPage(example, tasks)
    gone(made)
    made.resize(1080, 760)
    made.show()
    return made


def results(page, key):
    page.turn_to(BY_KEY[key])
    return page.pane.list.model_of_results.results


def shown(page, kind):
    return [block for block in page.pane.detail.blocks if isinstance(block, kind)]


def look_at(page, key, title):
    found = results(page, key)
    row = next(at for at, one in enumerate(found) if title in one.title)
    page.pane.list.setCurrentIndex(page.pane.list.model_of_results.index(row))
    return found[row]


def texts(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


# -- every question


@pytest.mark.parametrize("topic", ANSWERED, ids=lambda topic: topic.key)
def test_every_question_of_the_worked_example_is_answered_and_laid_out(page, topic):
    found = results(page, topic.key)

    assert found
    assert all(one.title for one in found)
    assert not any("{" in line for one in found for line in (one.title, one.pill, *one.lines))
    assert shown(page, Words)
    assert all(one.text for one in shown(page, Words))
    page.pane.detail.copying.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(page.pane.told.title)
    assert "{" not in copied


@pytest.mark.parametrize("topic", ANSWERED, ids=lambda topic: topic.key)
def test_every_question_speaks_arabic(page, topic, example, tasks, gone, dressed):
    set_language(dressed, "ar")
    arabic = InsightPage(example, tasks)
    gone(arabic)
    arabic.show()

    results(arabic, topic.key)

    rules = [one.text for one in shown(arabic, Words) if one.is_quiet]
    said = [arabic.what.text(), *rules]
    assert all(any("\u0600" <= letter <= "\u06ff" for letter in text) for text in said)
    assert arabic.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_the_list_of_questions_counts_what_each_brought(page):
    results(page, "repeats")

    assert page.topics.questions.counts == {"repeats": 2}
    assert "waves" not in page.topics.questions.counts


# -- one rule after the other


def test_the_ledger_of_the_hospital_struck_three_times(page):
    most, *_ = results(page, "repeats")

    assert most.title == "Kafr Nabl Surgical Hospital"
    assert most.pill == "3 times"
    (ledger,) = shown(page, Table)
    assert [row[1] for row in texts(ledger)] == ["5 May 2019", "4 Jul 2019", "6 Nov 2019"]
    assert [row[2].strip("\u2066\u2069") for row in texts(ledger)] == ["–", "60", "125"]
    (force,) = shown(page, Grid)
    zone = next(at for at, name in enumerate(force.down) if "de-escalation" in name)
    assert all(square.text in ("certain", "possible") for square in force.squares[zone])
    assert all(isinstance(row.wish, Edit) and row.wish.kind is Incident for row in ledger.rows)


def test_the_strip_in_time_leads_to_each_incident(page, qtbot):
    results(page, "repeats")
    (picture,) = shown(page, Picture)
    drawing = picture.draw(500.0, lambda text, size: len(text) * size / 2)
    incidents = {target.key for target in drawing.targets}

    assert len(incidents) == 3
    said = {shape.text for shape in drawing.shapes if isinstance(shape, Text)}
    assert {"\u206660\u2069 days", "\u2066125\u2069 days"} <= said
    with qtbot.waitSignal(page.wished) as told:
        page.pane.detail.findChild(DrawingView).chosen.emit(next(iter(incidents)))
    assert told.args[0] in {Edit(Incident, one) for one in incidents}


def test_the_wave_of_may_spans_two_governorates(page):
    (wave,) = results(page, "waves")

    assert wave.pill == "Possible"
    (figures,) = shown(page, Figures)
    assert [figure.strip("\u2066\u2069") for figure, _ in figures.of][::3] == ["4", "2"]
    (struck,) = shown(page, Table)
    assert len(struck.rows) == 4


def test_the_third_strike_fell_into_the_pause_or_cannot_be_told(page):
    told = look_at(page, "windows", "zone")
    parts, *lists = shown(page, Table)

    assert "During" in told.pill
    assert [row[0] for row in texts(parts)] == ["Before", "During", "After", "Cannot be told"]
    titles = [row[1] for table in lists for row in texts(table)]
    assert any("Kafr Nabl" in title for title in titles)


def test_the_strikes_of_may_are_one_wave_and_no_double_tap(page):
    told = look_at(page, "double-taps", "5 May 2019")
    (verdict,) = shown(page, Verdict)

    assert told.pill == verdict.text == "One wave"


def test_origins_say_why_reports_are_one(page):
    told = look_at(page, "origins", "5 May 2019")

    assert told.lines == ("reports: \u20665\u2069", "independent origins: \u20663\u2069")
    groups = shown(page, Sides)
    assert sorted(len(group.of) for group in groups) == [1, 1, 3]


def test_the_matrix_of_people_marks_who_differs_by_a_sign(page):
    look_at(page, "people", "5 May 2019")
    (matrix,) = shown(page, Grid)
    (ranges,) = shown(page, Table)

    marked = [one for row in matrix.squares for one in row if one.tone is not None]
    assert marked
    assert all(one.icon == "triangle-alert" for one in marked)
    assert all("Differs" in one.spoken for one in marked)
    by_rule = {row[0]: row[1] for row in texts(ranges)}
    assert by_rule["Widest"] == "up to 3"
    assert "Official findings" in by_rule
    assert any(rule.endswith("(adopted)") and said == "1–2" for rule, said in by_rule.items())


def test_a_grade_stands_beside_what_the_claims_suggest(page):
    found = results(page, "grades")
    states = [one.pill for one in found]

    assert states == sorted(states, key=("Differs", "Not graded", "Same").index)
    both = shown(page, Sides)[0]
    assert both.of[0].title.startswith("Suggested")
    assert both.of[1].title.startswith("Given")


def test_the_total_of_the_un_is_larger_than_ours_and_lists_say_why(page):
    told = look_at(page, "totals", "Medical facilities attacked")
    (verdict,) = shown(page, Verdict)

    assert told.pill == verdict.text == "We hold fewer"
    excluded = shown(page, Table)[-1]
    assert all(row[2] for row in texts(excluded))
    assert all(isinstance(row.wish, Edit) for row in excluded.rows)
    assert page.filter.isHidden()


def test_contradictions_name_who_says_what(page):
    told = look_at(page, "contradictions", "July")
    headings = told.lines[0]

    assert "Attributed to" in headings
    for sides in shown(page, Sides):
        assert len(sides.of) > 1
        assert all(side.title and side.lines for side in sides.of)


def test_counts_keep_units_apart_and_name_the_attacks_without_a_number(page, example):
    results(page, "counts")
    units, people = shown(page, Figures)
    counted = {name: int(figure.strip("\u2066\u2069")) for figure, name in units.of}

    assert counted["attacks"] == len(example.finding.all(Incident))
    assert counted["distinct sites struck"] == len(example.finding.all(Site))
    assert counted["sites struck more than once"] == 2
    (killed, whose), *_ = people.of
    assert whose == "civilians reported killed"
    sums, *lists = shown(page, Table)
    without = int(sums.rows[0].cells[3].text.strip("\u2066\u2069"))
    assert killed.startswith("at least" if without else "")
    silent = [one for one in lists if "killed" in one.name]
    assert sum(len(one.rows) for one in silent) == without


def test_counts_heed_the_filter_and_say_what_is_only_possible(page):
    page.filter.ask(parse_filter("date:2019-05-06", Incident))
    results(page, "counts")

    (units, _) = shown(page, Figures)
    assert units.of[0][0].strip("\u2066\u2069") == "3"
    assert any("Only possibly in the filter" in one.text for one in shown(page, Words))


def test_silence_is_not_nought(page):
    results(page, "coverage")
    (matrix,) = shown(page, Grid)
    squares = [one for row in matrix.squares for one in row]

    silent = [one for one in squares if one.text == "not covered"]
    assert silent
    assert all(one.wish is None and one.is_faint for one in silent)
    assert not any(one.text.strip("\u2066\u2069") == "0" for one in squares)
    assert any(one.wish is not None for one in squares)


def test_worklists_count_and_lead_to_the_record(page):
    found = results(page, "worklists")
    counts = [int(one.pill.strip("\u2066\u2069")) for one in found]

    assert counts == sorted(counts, reverse=True)
    (table,) = shown(page, Table)
    assert len(table.rows) == counts[0]
    assert all(isinstance(row.wish, Edit | Reach) for row in table.rows)


def test_links_to_preserve_are_copied_as_lines(page):
    look_at(page, "worklists", "archived copy")
    (copied,) = shown(page, Copied)

    assert copied.content.splitlines()
    assert all(line.startswith("http") for line in copied.content.splitlines())


def test_duplicates_lead_to_their_own_page(page, qtbot):
    page.turn_to(BY_KEY["duplicates"])
    empty = page.pane.currentWidget()

    with qtbot.waitSignal(page.led) as led:
        empty.action_requested.emit()

    assert led.args == ["duplicates"]


# -- with the keyboard


def test_return_in_the_list_leads_to_the_incidents_behind_a_result(page, qtbot):
    results(page, "repeats")
    page.pane.list.setFocus()

    with qtbot.waitSignal(page.wished) as told:
        QTest.keyClick(page.pane.list, Qt.Key.Key_Return)

    (term,) = told.args[0].where.terms
    assert isinstance(told.args[0], ShowIncidents)
    assert len(term.values) == 3


def test_arrows_go_through_questions_and_return_goes_to_the_answer(page):
    page.shown()
    page.activateWindow()
    page.topics.setFocus()
    QTest.keyClick(page.topics, Qt.Key.Key_Down)

    assert page.topic.key == "double-taps"
    QTest.keyClick(page.topics, Qt.Key.Key_Return)
    assert page.focusWidget() is page.pane.list


def test_the_keyboard_follows_from_one_answer_to_the_next(page):
    page.shown()
    assert page.focusWidget() is page.pane.list

    page.turn_to(BY_KEY["coverage"])
    assert isinstance(page.focusWidget(), AnswerTable)

    page.turn_to(BY_KEY["grades"])
    assert page.pane.isAncestorOf(page.focusWidget())


def test_arrows_and_return_open_a_line_of_a_table(page, qtbot):
    results(page, "repeats")
    table = page.pane.detail.findChild(AnswerTable)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Down)

    with qtbot.waitSignal(page.wished) as told:
        QTest.keyClick(table, Qt.Key.Key_Return)

    assert told.args[0] == table.cells.block.rows[table.currentIndex().row()].wish


def test_a_cell_of_the_matrix_leads_to_its_attacks(page, qtbot):
    results(page, "coverage")
    table = page.pane.detail.findChild(AnswerTable)
    held = next(
        (row, column)
        for row, squares in enumerate(table.cells.block.squares)
        for column, square in enumerate(squares)
        if square.wish is not None
    )
    table.setCurrentIndex(table.cells.index(*held))

    with qtbot.waitSignal(page.wished) as told:
        QTest.keyClick(table, Qt.Key.Key_Return)

    assert isinstance(told.args[0], Edit | ShowIncidents)
    assert table.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectItems


def test_letters_go_to_the_next_result_that_begins_like_them(page):
    results(page, "repeats")
    QTest.keyClicks(page.pane.list, "sham")

    assert page.pane.told.title == "Sham Central Hospital"


# -- what changes


def test_the_filter_narrows_every_question_but_those_without_one(page):
    assert len(results(page, "repeats")) == 2

    page.filter.ask(parse_filter('"Sham Central"', Incident))

    assert [one.title for one in page.pane.list.model_of_results.results] == [
        "Sham Central Hospital"
    ]
    page.filter.ask(parse_filter("nothingofthekind", Incident))
    assert page.pane.currentWidget() is page.pane.empty_of(BY_KEY["repeats"], is_filtered=True)
    page.pane.currentWidget().action_requested.emit()
    assert len(page.pane.list.model_of_results.results) == 2


def test_an_answer_out_of_date_says_so_and_is_asked_anew(page):
    results(page, "repeats")

    page.notice(Changes(entities=frozenset({"Incident"})))

    assert page.messages.isVisible()
    assert not page.topics.questions.counts
    page.messages.action_requested.emit()
    assert "repeats" in page.known
    assert not page.messages.isVisible()


def test_a_small_change_is_answered_at_once(session, bench):
    before = results(bench, "repeats")
    finding = session.workspace.finding
    incident = finding.get(Incident, bench.pane.told.about.incident_ids[0])

    session.changing.remove([incident])

    assert bench.pane.told.pill == "2 times"
    session.changing.undo()
    assert [one.pill for one in results(bench, "repeats")] == [one.pill for one in before]


def test_stopped_before_it_was_answered_it_offers_to_ask_again(page, monkeypatch):
    results(page, "repeats")

    def stopped(*_args, **_kwargs):
        raise Cancelled

    with monkeypatch.context() as patched:
        patched.setattr(Insights, "waves", stopped)
        page.turn_to(BY_KEY["waves"])
        assert page.pane.currentWidget() is page.pane.stopped
        assert page.messages.isVisible()

    page.pane.stopped.action_requested.emit()
    assert len(page.pane.list.model_of_results.results) == 1
    assert not page.messages.isVisible()


def test_asking_again_stays_at_the_result_that_was_looked_at(page):
    look_at(page, "repeats", "Sham")

    page.ask()

    assert page.pane.told.title == "Sham Central Hospital"


@pytest.mark.parametrize("topic", ANSWERED, ids=lambda topic: topic.key)
def test_an_empty_vault_says_what_to_do(dressed, empty_workspace, tasks, gone, topic):
    made = InsightPage(empty_workspace, tasks)
    gone(made)
    made.show()

    made.turn_to(topic)

    assert made.pane.currentWidget() is made.pane.empty_of(topic)
    assert made.pane.told is None


def test_the_window_opens_what_an_answer_leads_to(session):
    session.window.show_page(session.insight.entry)
    page = session.insight.entry.page
    page.turn_to(BY_KEY["repeats"])
    site = page.pane.told.about.site_id

    page.wished.emit(Edit(Site, site))

    assert session.page_of(Site).form.record.id == site
    page.led.emit("duplicates")
    assert session.window.page is session.duplicates.entry


# -- deciding


@pytest.fixture
def bench(session):
    """The page in a window over a vault of its own."""
    session.window.show_page(session.insight.entry)
    return session.insight.entry.page


def dismiss(page, reason):
    page.pane.list.setFocus()
    QTest.keyClick(page.pane.list, Qt.Key.Key_Delete)
    QTest.keyClicks(page.pane.bar.reason, reason)
    QTest.keyClick(page.pane.bar.reason, Qt.Key.Key_Return)


def test_delete_asks_why_and_dismisses_and_undo_brings_it_back(session, bench):
    results(bench, "repeats")
    first = bench.pane.told.title

    dismiss(bench, "two sites of one name")

    assert [one.title for one in results(bench, "repeats")] == ["Sham Central Hospital"]
    assert "Dismissed" in session.window.messages.text
    session.changing.undo()
    assert first in [one.title for one in results(bench, "repeats")]


def test_without_a_reason_nothing_is_dismissed(bench):
    found = results(bench, "repeats")

    dismiss(bench, "  ")

    assert not bench.pane.bar.confirm.isEnabled()
    assert len(results(bench, "repeats")) == len(found)
    QTest.keyClick(bench.pane.bar.reason, Qt.Key.Key_Escape)
    assert bench.pane.bar.currentIndex() == 0


def test_what_was_dismissed_is_listed_on_request_and_can_be_opened_again(bench):
    results(bench, "waves")
    dismiss(bench, "days too vague")
    assert bench.pane.currentWidget().isAncestorOf(bench.focusWidget())
    assert not results(bench, "waves")

    bench.dismissed.click()

    assert len(results(bench, "waves")) == 1
    bar = bench.pane.bar
    assert "days too vague" in bar.said.text()
    assert bench.pane.told.pill == "Dismissed"
    assert bar.accept.isHidden()
    bar.reopen.click()
    bench.dismissed.click()
    assert len(results(bench, "waves")) == 1


def test_a_wave_that_is_accepted_becomes_a_group_and_undo_takes_it_away(session, bench):
    results(bench, "waves")
    ids = bench.pane.told.about.incident_ids
    finding = session.workspace.finding
    before = [finding.get(Incident, one).group_id for one in ids]

    bench.pane.list.setFocus()
    QTest.keyClick(bench.pane.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    groups = {finding.get(Incident, one).group_id for one in ids}
    assert len(groups) == 1
    assert None not in groups
    assert "Accepted" in bench.pane.bar.said.text()
    session.window.undo_requested.emit()
    assert [finding.get(Incident, one).group_id for one in ids] == before


def test_a_line_of_a_worklist_is_dismissed_by_delete(bench):
    results(bench, "worklists")
    table = bench.pane.detail.findChild(AnswerTable)
    count = table.cells.rowCount()
    table.setCurrentIndex(table.cells.index(0, 0))

    QTest.keyClick(table, Qt.Key.Key_Delete)
    QTest.keyClicks(bench.pane.bar.reason, "kept on paper")
    QTest.keyClick(bench.pane.bar.reason, Qt.Key.Key_Return)

    assert bench.pane.detail.findChild(AnswerTable).cells.rowCount() == count - 1


def test_contradictions_can_be_dismissed_but_not_accepted(bench):
    results(bench, "contradictions")

    assert bench.pane.bar.accept.isHidden()
    assert not bench.pane.bar.dismiss.isHidden()


def test_an_answer_about_a_total_is_kept_for_good(session, bench):
    told = look_at(bench, "totals", "Medical facilities attacked")
    assert bench.pane.bar.dismiss.isHidden()

    bench.pane.bar.keep.click()

    (run,) = session.workspace.insights.runs(told.about.total_id)
    assert (run.result["low"], run.result["high"]) == (told.about.low, told.about.high)
    assert "number" in bench.messages.text
    kept = shown(bench, Table)[-1]
    assert [row[2] for row in texts(kept)] == ["We hold fewer"]
    assert kept.rows[0].wish == LookAt("kept", str(run.number))


def test_a_threshold_that_is_changed_changes_the_answer(session, bench):
    assert results(bench, "waves")
    bench.rules.click()
    dialog = bench.findChild(ThresholdsDialog)
    assert dialog.thresholds == DEFAULTS

    dialog.fields["wave_sites"].setValue(5)
    dialog.save.click()

    assert session.workspace.settings.thresholds.wave_sites == 5
    assert not results(bench, "waves")


def test_thresholds_that_contradict_each_other_are_not_saved(session, bench):
    bench.rules.click()
    dialog = bench.findChild(ThresholdsDialog)
    dialog.fields["tap_least"].setValue(90)

    dialog.save.click()

    assert "shortest gap" in dialog.messages.text
    assert session.workspace.settings.thresholds == DEFAULTS
    dialog.set_back.click()
    assert dialog.thresholds == DEFAULTS
    dialog.reject()


def test_origins_offer_nothing_to_decide(bench):
    results(bench, "origins")

    assert bench.pane.bar.isHidden()
    assert bench.dismissed.isHidden()
