"""Ways between insight and the records: to what is missing, back again, on to the next."""

from dataclasses import replace
from datetime import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.filters import ALL, Filter, Words
from strikelog.domain.records import (
    AggregateClaim,
    CasualtyFigure,
    Claim,
    Incident,
    IncidentLink,
    IncidentSite,
    Site,
    Source,
)
from strikelog.gui.forms.branch_view import BranchView
from strikelog.gui.insight.asking import incidents_wish
from strikelog.gui.insight.blocks import Heading, Side, Sides, Table, Ticks, Verdict, Way
from strikelog.gui.insight.blocks import Words as Paragraph
from strikelog.gui.insight.pasting import PastingView
from strikelog.gui.insight.sides import SidesView
from strikelog.gui.insight.topics import TOPICS
from strikelog.gui.pages.wishes import Edit, Reach

BY_KEY = {topic.key: topic for topic in TOPICS}


@pytest.fixture
def bench(session):
    session.window.show_page(session.insight.entry)
    return session.insight.entry.page


@pytest.fixture
def trail(session):
    return session.routes.trail


def turn(bench, key, title=""):
    bench.turn_to(BY_KEY[key])
    results = bench.pane.list.model_of_results.results
    row = next(at for at, one in enumerate(results) if title in one.title)
    bench.pane.list.setCurrentIndex(bench.pane.list.model_of_results.index(row))
    return results[row]


def shown(bench, kind):
    return [block for block in bench.pane.detail.blocks if isinstance(block, kind)]


def open_line(bench, row, table=0):
    made = bench.pane.detail.tables[table]
    made.go_to(row)
    QTest.keyClick(made, Qt.Key.Key_Return)
    return made


def form_of(session, kind):
    return session.page_of(kind).form


# -- there and back


def test_alt_left_leads_from_an_incident_back_to_the_answer_and_its_line(session, bench, trail):
    turn(bench, "repeats", "Kafr Nabl")
    table = open_line(bench, 1)
    wanted = table.wishes[1]

    assert session.window.page is session.page_of(Incident)
    assert form_of(session, Incident).record.id == wanted.id
    assert trail.bar.back.text().endswith("Insight\u2069")
    trail.back()

    assert session.window.page is session.insight.entry
    assert bench.topic.key == "repeats"
    assert bench.pane.told.title == "Kafr Nabl Surgical Hospital"
    assert bench.pane.detail.tables[0].lead_at == 1
    assert trail.bar.isHidden()


def test_closing_the_form_leads_back_as_well(session, bench):
    turn(bench, "repeats", "Kafr Nabl")
    open_line(bench, 0)

    form_of(session, Incident).leave()

    assert session.window.page is session.insight.entry


def test_what_cannot_be_saved_keeps_the_form_in_front(session, bench, trail):
    turn(bench, "repeats", "Kafr Nabl")
    open_line(bench, 0)
    form = form_of(session, Incident)
    cell = form.sheet.fields.cell("date_edtf")
    cell.editor.keyboard.clear()
    QTest.keyClicks(cell.editor.keyboard, "no date at all")

    trail.back()

    assert session.window.page is session.page_of(Incident)
    assert "marked red" in form.messages.text


def test_a_form_that_search_could_not_close_leads_back_when_closed_by_hand(session, bench):
    turn(bench, "repeats", "Kafr Nabl")
    open_line(bench, 0)
    page = session.page_of(Incident)
    line = page.form.sheet.fields.cell("date_edtf").editor.keyboard
    line.clear()
    QTest.keyClicks(line, "no date at all")

    page.find()
    assert page.shows_form
    page.form.messages.action_requested.emit()

    assert session.window.page is session.insight.entry


def test_the_way_back_goes_step_by_step(session, bench, trail):
    turn(bench, "repeats", "Kafr Nabl")
    open_line(bench, 0)
    site = session.workspace.finding.all(Site)[0]

    session.routes.open_linked("Site", site.id)
    assert session.page_of(Site).shows_form
    trail.back()
    assert session.window.page is session.page_of(Incident)
    assert session.page_of(Incident).shows_form
    trail.back()

    assert session.window.page is session.insight.entry


def test_the_rail_begins_anew(session, bench, trail):
    turn(bench, "repeats", "Kafr Nabl")
    open_line(bench, 0)
    assert not trail.bar.isHidden()

    session.window.go_to(1)

    assert trail.bar.isHidden()
    trail.back()
    assert session.window.page is session.window.pages[1]


def test_a_form_opened_from_its_own_list_leads_back_to_the_list(session, bench, trail):
    turn(bench, "repeats", "Kafr Nabl")
    session.grant(bench.pane.told.wish)
    page = session.page_of(Incident)
    incident = session.workspace.finding.all(Incident)[0]

    session.grant(Edit(Incident, incident.id))
    page.form.leave()
    assert session.window.page is page
    assert not page.shows_form
    trail.back()

    assert session.window.page is session.insight.entry


def test_searching_the_list_over_a_form_does_not_lead_away(session, bench, trail):
    turn(bench, "repeats", "Kafr Nabl")
    open_line(bench, 0)
    page = session.page_of(Incident)

    page.find()

    assert session.window.page is page
    assert not page.shows_form
    assert not trail.bar.isHidden()


def test_the_next_of_the_list_opens_without_going_back(session, bench, trail):
    turn(bench, "repeats", "Kafr Nabl")
    table = open_line(bench, 0)
    wishes = table.wishes

    trail.go_on()
    assert form_of(session, Incident).record.id == wishes[1].id
    trail.go_on()
    trail.go_on()
    assert form_of(session, Incident).record.id == wishes[2].id
    assert not trail.bar.onward.isEnabled()
    trail.back()

    assert session.window.page is session.insight.entry
    assert bench.pane.detail.tables[0].lead_at == 2


def test_the_map_is_as_it_was_left(session, trail):
    session.window.show_page(session.explore.map)
    page = session.explore.map.page
    asked = page.filter.where
    incident = session.workspace.finding.all(Incident)[0]

    session.grant(Edit(Incident, incident.id))
    session.page_of(Incident).ask(Filter((Words("hospital"),)))
    trail.back()

    assert session.window.page is session.explore.map
    assert page.filter.where == asked


# -- to the field that is missing


def test_a_second_origin_is_added_at_the_claims(session, bench, qtbot):
    turn(bench, "worklists", "No second")
    open_line(bench, 0)
    form = form_of(session, Incident)
    qtbot.waitUntil(lambda: form.cards.is_complete)

    claims = next(one for one in form.sheet.branches if one.branch.kind is Claim)
    assert isinstance(claims, BranchView)
    assert session.window.focusWidget() is claims.add_row


def test_a_missing_copy_is_entered_at_the_source(session, bench, qtbot):
    turn(bench, "worklists", "archived copy")
    open_line(bench, 0)
    form = form_of(session, Source)
    qtbot.waitUntil(lambda: form.cards.is_complete)

    assert session.window.focusWidget() is form.sheet.fields.cell("archived_url").editor.keyboard


def test_a_site_that_is_not_identified_is_named_in_its_row(session, bench, qtbot):
    finding, recording = session.workspace.finding, session.workspace.recording
    hit = finding.all(IncidentSite)[0]
    recording.save(replace(hit, site_id=None), hit)
    bench.ask()
    turn(bench, "worklists", "not identified")
    open_line(bench, 0)
    form = form_of(session, Incident)
    qtbot.waitUntil(lambda: form.cards.is_complete)

    sheet = form.sheet_of(hit.id)
    assert form.record.id == hit.incident_id
    assert session.window.focusWidget() is sheet.fields.cell("site_id").editor.keyboard


def test_a_claim_opens_on_the_form_of_its_incident(session, bench):
    told = turn(bench, "contradictions")
    side = shown(bench, Sides)[0].of[0]
    assert isinstance(side.wish, Reach)

    session.grant(side.wish)

    assert form_of(session, Incident).record.id == told.wish.id
    assert form_of(session, Incident).sheet_of(side.wish.id) is not None


# -- archived copies


COPY = "https://web.archive.org/web/20200101000000/"


def links(session, bench):
    turn(bench, "worklists", "archived copy")
    return dict(bench.pane.detail.findChild(PastingView)._links)


def test_copies_are_pasted_shown_and_entered(session, bench):
    missing = links(session, bench)
    field = bench.pane.detail.findChild(PastingView)

    field.text.setPlainText("\n".join([*(COPY + url for url in missing.values()), "no address"]))
    assert field.copies.by_source.keys() == missing.keys()
    assert f"Line \u2066{len(missing) + 1}\u2069" in field.told.text()
    field.enter.click()

    finding = session.workspace.finding
    assert all(finding.get(Source, one).archived_url == COPY + url for one, url in missing.items())
    titles = [one.title for one in bench.pane.list.model_of_results.results]
    assert not any("archived copy" in title for title in titles)
    session.window.undo_requested.emit()
    assert all(finding.get(Source, one).archived_url is None for one in missing)


def test_nothing_is_entered_of_lines_that_are_no_copies(session, bench):
    missing = links(session, bench)
    field = bench.pane.detail.findChild(PastingView)

    field.text.setPlainText(next(iter(missing.values())))

    assert not field.enter.isEnabled()
    assert "page itself" in field.told.text()


def test_one_address_is_pasted_on_the_line_of_its_link(session, bench):
    missing = links(session, bench)
    table = bench.pane.detail.tables[0]
    table.go_to(0)
    source_id = table.cells.block.rows[0].found.record_id
    QGuiApplication.clipboard().setText(COPY + missing[source_id])

    QTest.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    stored = session.workspace.finding.get(Source, source_id)
    assert stored.archived_url == COPY + missing[source_id]


def test_the_page_itself_pasted_on_its_line_is_refused(session, bench):
    missing = links(session, bench)
    table = bench.pane.detail.tables[0]
    table.go_to(0)
    source_id = table.cells.block.rows[0].found.record_id
    QGuiApplication.clipboard().setText(missing[source_id])

    QTest.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert session.workspace.finding.get(Source, source_id).archived_url is None
    assert "page itself" in bench.messages.text


# -- answers that were kept


def keep_an_answer(bench):
    told = turn(bench, "totals", "Medical facilities attacked")
    bench.pane.bar.keep.click()
    return told


def test_a_kept_answer_is_found_with_its_lists_and_leads_back(session, bench, trail):
    told = keep_an_answer(bench)
    kept = bench.pane.detail.tables[-1]

    kept.go_to(0)
    QTest.keyClick(kept, Qt.Key.Key_Return)

    assert bench.topic.key == "kept"
    assert bench.pane.told.title == told.title
    headings = [one.text for one in shown(bench, Heading)]
    counts = (len(told.about.counted), len(told.about.possible), len(told.about.excluded))
    for title, count in zip(("Counted", "Possible", "Excluded"), counts, strict=True):
        assert f"{title} (\u2066{count}\u2069)" in headings
    trail.back()
    assert bench.topic.key == "totals"
    assert bench.pane.told.title == told.title


def test_the_lists_of_a_kept_answer_lead_to_their_incidents(bench):
    told = keep_an_answer(bench)

    turn(bench, "kept")

    ways = [one.wish for one in shown(bench, Way)]
    for judged in (told.about.counted, told.about.possible):
        assert incidents_wish(one.incident_id for one in judged) in ways


def test_a_kept_answer_says_what_differs_today(session, bench):
    told = keep_an_answer(bench)
    recording, finding = session.workspace.recording, session.workspace.finding
    first = told.about.counted[0].incident_id
    incident = finding.get(Incident, first)
    moved = replace(incident, date_edtf=FuzzyDate.parse("2001-01-01"))
    session.feed.announce(recording.save(moved, incident).changes)

    turn(bench, "kept")
    *lists, today = shown(bench, Table)

    (row,) = [one for one in today.rows if one.wish == Edit(Incident, first)]
    assert [cell.text for cell in row.cells[1:]] == ["counted", "excluded"]
    then = next(one for table in lists for one in table.rows if one.wish == Edit(Incident, first))
    assert then.cells[-1].text == "changed"


def test_a_kept_answer_says_that_nothing_differs(bench):
    keep_an_answer(bench)
    turn(bench, "kept")

    assert any("same incidents" in one.text for one in shown(bench, Paragraph))


def test_a_kept_answer_outlives_its_total(session, bench):
    told = keep_an_answer(bench)
    recording, finding = session.workspace.recording, session.workspace.finding
    total = finding.get(AggregateClaim, told.name)
    session.feed.announce(recording.remove(total))

    turn(bench, "kept")

    assert bench.pane.told.title == told.title
    assert any("was deleted since" in one.text for one in shown(bench, Paragraph))


def test_a_published_total_leads_from_its_list_to_the_answer_and_back(session, bench, trail):
    page = session.page_of(AggregateClaim)
    session.window.show_page(page)
    total = next(
        one
        for one in session.workspace.finding.all(AggregateClaim)
        if one.title == "Medical facilities attacked"
    )
    menu = page.list.rows.menu([total])
    action = next(one for one in menu.actions() if "our records" in one.text())

    action.trigger()

    assert session.window.page is session.insight.entry
    assert bench.pane.told.name == total.id
    trail.back()
    assert session.window.page is page


def test_a_site_leads_to_its_ledger_or_hears_that_there_is_none(session, bench):
    page = session.page_of(Site)
    struck_twice = turn(bench, "repeats", "Sham").about.site_id
    sites = {one.id: one for one in session.workspace.finding.all(Site)}
    once = next(one for one in sites.values() if one.name.startswith("Al Amal"))

    for site, is_told in ((sites[struck_twice], True), (once, False)):
        session.window.show_page(page)
        menu = page.list.rows.menu([site])
        next(one for one in menu.actions() if "Ledger" in one.text()).trigger()
        assert session.window.page is session.insight.entry
        assert (bench.pane.told.name == site.id) is is_told
        assert bench.messages.isHidden() is is_told


def test_no_answer_was_kept_says_how_one_is(bench):
    bench.turn_to(BY_KEY["kept"])

    empty = bench.pane.currentWidget()
    assert empty is bench.pane.empty_of(BY_KEY["kept"])
    assert any("Keep this answer" in one.text() for one in empty.findChildren(QLabel))


# -- conditions that accepting answers


@pytest.fixture
def wounded_then_hospital(session):
    """A strike with wounded, and a hospital struck an hour later a kilometre away."""
    recording = session.workspace.recording
    hospital = Site(name="North Hospital", site_type="hospital", lat=35.609, lon=36.56)
    market = Site(name="Market", site_type="market", lat=35.6, lon=36.56)
    for one in (hospital, market):
        recording.save(one)
    made = []
    day = FuzzyDate.parse("2020-02-02")
    for hour, site in ((10, market), (11, hospital)):
        incident = Incident(title=f"Strike at {hour}:00", date_edtf=day, time_local=time(hour))
        recording.save(incident)
        recording.save(IncidentSite(incident_id=incident.id, site_id=site.id, site_role="hit"))
        made.append(incident)
    recording.save(
        CasualtyFigure(owner_type="incident", owner_id=made[0].id, outcome="injured", low=3, high=3)
    )
    return made


def test_two_incidents_are_linked_where_the_condition_is_open(
    session, wounded_then_hospital, bench
):
    told = turn(bench, "double-taps", "Strike at 10:00")
    assert told.pill == "Receiving site"
    (ticks,) = shown(bench, Ticks)
    (open_one,) = [one for one in ticks.of if one.accepts]
    assert "link the two incidents" in open_one.accepts
    assert "links the two incidents" in bench.pane.bar.said.text()

    bench.pane.detail.accepted.emit()

    links = session.workspace.finding.all(IncidentLink)
    pair = {one.id for one in wounded_then_hospital}
    assert [one.link_type for one in links if {one.from_id, one.to_id} == pair] == ["followed_by"]
    turn(bench, "double-taps", "Strike at 10:00")
    (ticks,) = shown(bench, Ticks)
    assert not any(one.accepts for one in ticks.of)
    assert "a person has entered" in shown(bench, Verdict)[0].why


def test_the_keyboard_stays_in_the_list_of_what_is_to_do(session, bench):
    turn(bench, "worklists")
    table = bench.pane.detail.tables[0]
    count = table.cells.rowCount()
    table.go_to(1)
    table.setFocus()

    QTest.keyClick(table, Qt.Key.Key_Delete)
    QTest.keyClicks(bench.pane.bar.reason, "kept on paper")
    QTest.keyClick(bench.pane.bar.reason, Qt.Key.Key_Return)

    table = bench.pane.detail.tables[0]
    assert table.cells.rowCount() == count - 1
    assert table.lead_at == 1
    assert session.window.focusWidget() is table


# -- maps and charts with nothing on them


@pytest.mark.parametrize("name", ["map", "trends"])
def test_where_a_filter_leaves_nothing_it_is_cleared_right_there(session, name):
    entry = getattr(session.explore, name)
    session.window.show_page(entry)
    page = entry.page
    page.ask(Filter((Words("nothing says this"),)))
    assert page.empty.isVisible()

    page.empty.clear.click()

    assert page.filter.where == ALL
    assert not page.empty.isVisible()


def test_an_empty_map_leads_to_a_new_incident(session):
    session.window.show_page(session.explore.map)
    page = session.explore.map.page
    page.ask(Filter((Words("nothing says this"),)))

    page.empty.new.click()

    assert session.window.page is session.page_of(Incident)
    assert session.page_of(Incident).shows_form


# -- very much at once


def test_of_very_many_accounts_the_first_stand_there_and_more_on_request(dressed, gone, qtbot):
    made = SidesView(Sides(tuple(Side(f"Account {n}", ("who",)) for n in range(2_000))))
    gone(made)
    made.resize(900, 600)
    made.show()
    qtbot.waitUntil(lambda: len(made.views) == 40)

    made.more.click()
    made.complete()

    assert len(made.views) == 80
    assert made._grid.count() == 80
    assert "1\u202f920" in made.more.text()


def test_a_long_answer_is_laid_out_in_turns_and_copied_whole(bench, qtbot):
    blocks = [Paragraph(f"Paragraph {n}") for n in range(120)]
    bench.pane.detail.show_answer("Long", blocks)
    assert bench.pane.detail._waiting

    bench.pane.detail.copy()
    assert "Paragraph 119" in QGuiApplication.clipboard().text()
    qtbot.waitUntil(lambda: not bench.pane.detail._waiting, timeout=20_000)
    assert bench.pane.detail._column.count() == len(blocks) + 1
