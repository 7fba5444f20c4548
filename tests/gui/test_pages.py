"""The list pages over the worked example: what they show, how they are sorted and found."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QImage
from PySide6.QtWidgets import QApplication

from strikelog.domain.edtf import FuzzyDate
from strikelog.domain.fields import Kind
from strikelog.domain.filter_text import parse_filter
from strikelog.domain.records import AggregateClaim, Incident, Site, Source
from strikelog.gui.language import set_language
from strikelog.gui.lists.columns import Cell, Sort
from strikelog.gui.pages import wishes
from strikelog.gui.pages.arrangements import ARRANGEMENTS
from strikelog.gui.pages.cells import name_cell, names_cell, paint_of, short_date, short_range
from strikelog.gui.pages.columns import columns_of
from strikelog.gui.pages.facts import details_of, incidents_with
from strikelog.gui.pages.list_page import ListPage
from strikelog.gui.pages.listing import concerned_by
from strikelog.gui.pages.logo_row import LogoRow
from strikelog.gui.pages.settings_page import SettingsPage
from strikelog.gui.tasks import Tasks
from strikelog.services.finding import list_fields
from strikelog.services.settings import Appearance

ARRANGED = {one.kind: one for one in ARRANGEMENTS}


@pytest.fixture
def make_page(qtbot, example, tasks, preferences, gone):
    def made(kind=Incident, work=example):
        page = ListPage(
            ARRANGED[kind], work.finding, work.settings, tasks=tasks, preferences=preferences
        )
        gone(page)
        page.resize(1200, 800)
        page.show()
        return page

    return made


def texts(page, key):
    """What stands in one column, from top to bottom."""
    column = [one.key for one in page.table.rows.columns].index(key)
    return [page.table.rows.cell(row, column).text for row in range(page.table.rows.rowCount())]


@pytest.mark.parametrize("kind", ARRANGED)
def test_each_page_lists_its_records(make_page, example, kind):
    page = make_page(kind)

    assert page.table.rows.rowCount() == example.finding.tally(kind).total > 0
    assert page.detail.details is None or page.detail.details.record


@pytest.mark.parametrize("kind", ARRANGED)
def test_every_field_of_a_record_can_be_a_column(kind):
    columns, made_of = columns_of(ARRANGED[kind], list_fields(kind))

    listed = {key for fields in made_of.values() for key in fields}
    hidden = {"deleted", "codelist_version"}
    assert {field.key for field in list_fields(kind)} - hidden <= listed
    assert len({column.key for column in columns}) == len(columns)


def test_every_kind_has_a_way_to_be_painted():
    assert all(paint_of(kind) for kind in Kind)


def test_incidents_look_like_the_list_people_know(make_page):
    page = make_page()

    assert page.table.arrangement.shown == [
        *("ref", "date_edtf", "site", "site_types", "governorate", "weapon"),
        *("killed_low", "workflow"),
    ]
    assert "EX-2019-0003" in texts(page, "ref")
    assert "5–6 May 2019" in texts(page, "date_edtf")


@pytest.mark.parametrize(("tongue", "name"), [("en", "Idleb"), ("ar", "إدلب")])
def test_a_governorate_is_named_in_the_script_of_the_window(qapp, tongue, name):
    set_language(qapp, tongue)

    assert name_cell(("Idleb", "إدلب")).text == name
    assert name_cell(("Idleb", None)).text == "Idleb"


def test_the_newest_incident_comes_first(make_page):
    assert texts(make_page(), "ref")[0] == "EX-2019-0008"


def test_a_click_on_a_head_sorts(make_page):
    page = make_page()

    page.table.sort_requested.emit(Sort("ref"))

    assert texts(page, "ref") == sorted(texts(page, "ref"))


def test_a_filter_narrows_the_list_and_the_count(make_page):
    page = make_page()

    page.ask(parse_filter("type:hospital site:surgical", Incident))

    assert page.table.rows.rowCount() == 4
    assert "4" in page._counts
    assert "10" in page._counts


def test_dates_that_are_wider_than_the_window_are_possible(make_page):
    page = make_page()

    page.ask(parse_filter("date:2019-05-05", Incident))

    assert "possible" in page._counts


def test_typing_searches_in_any_spelling(qtbot, make_page):
    page = make_page()

    page.header.search.setText("كفرنبل")

    qtbot.waitUntil(lambda: 0 < page.table.rows.rowCount() < 10)


def test_a_condition_typed_in_the_search_box_becomes_a_chip(qtbot, make_page):
    page = make_page()

    qtbot.keyClicks(page.header.search, "killed>=1")
    qtbot.keyClick(page.header.search, Qt.Key.Key_Return)

    assert [chip.chip.text for chip in page.filter.chips.chips] == ["Killed: at least 1"]
    assert page.header.search.text() == ""


def test_a_list_without_matches_offers_to_clear(make_page):
    page = make_page()
    page.ask(parse_filter("nothingofthekind", Incident))

    assert page._stack.currentIndex() == 2
    page._clear()
    assert page._stack.currentIndex() == 0


def test_an_empty_vault_says_what_to_do(qtbot, empty_workspace, make_page):
    page = make_page(Incident, empty_workspace)

    assert page._stack.currentIndex() == 1
    with qtbot.waitSignal(page.wished) as told:
        page._empty.action_requested.emit()
    assert told.args == [wishes.New(Incident)]


def test_the_selection_survives_a_reload(make_page):
    page = make_page()
    key = page.table.rows.key_at(3)
    page.table.go_to(key)

    page.listing.load()

    assert page.table.current_key == key


def test_a_column_that_is_chosen_is_read(make_page):
    page = make_page()

    page.table.arrangement.show_column("title", True)

    assert any("Kafr Nabl" in text for text in texts(page, "title"))


def test_hidden_columns_are_not_read(make_page):
    page = make_page()

    assert set(texts(page, "summary")) == {""}


def test_linked_records_are_listed_by_name(make_page):
    assert "Kafr Nobol" in texts(make_page(Site), "location_id")


def test_published_totals_show_their_range(make_page):
    assert "1\u202f001+" in texts(make_page(AggregateClaim), "low")


def test_enter_opens_the_record(qtbot, make_page):
    page = make_page()
    page.table.setFocus()

    with qtbot.waitSignal(page.wished) as told:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)

    wish = told.args[0]
    assert isinstance(wish, wishes.Edit)
    assert wish.id == page.detail._finding.by_keys(Incident, [page.table.current_key])[0].id


def test_references_are_copied(make_page):
    page = make_page()
    page.table.go_to(page.table.rows.key_at(0))

    page._copy_selected()

    assert QApplication.clipboard().text() == "EX-2019-0008"


def test_one_record_offers_more_than_several(make_page, example):
    page = make_page()
    records = example.finding.all(Incident)

    one = [action.text() for action in page.rows.menu(records[:1]).actions()]
    several = [action.text() for action in page.rows.menu(records).actions()]

    assert "History" in one
    assert "History" not in several
    assert "Delete" in several


def test_the_details_of_an_incident_hold_its_facts(example):
    key = example.finding.key_of(Incident, example.finding.by_code("EX-2019-0003").id)

    details = details_of(example.finding, Incident, key, "en")

    said = {fact.label: fact.value for group in details.groups for fact in group.facts}
    assert said["Date"] == "6 November 2019"
    assert said["Place"].startswith("Kafr Nobol")
    assert "Russian Aerospace Forces" in said["Attributed to"]
    assert any("New York Times" in one.title for one in details.sources)


def test_the_details_of_a_source_lead_to_its_incidents(example):
    source = next(one for one in example.finding.all(Source) if one.ref == "NYT11")
    key = example.finding.key_of(Source, source.id)

    details = details_of(example.finding, Source, key, "en")

    assert details.incident_count == example.finding.tally(Incident, details.incidents).total > 0


def test_incidents_are_asked_for_by_the_name_of_a_site():
    found = incidents_with(Site(name="Kafr Nabl Surgical Hospital"))

    assert found == parse_filter('site:"Kafr Nabl Surgical Hospital"', Incident)


def test_the_detail_pane_shows_tiles_for_people(qtbot, make_page, example):
    page = make_page()
    record = example.finding.by_code("EX-2019-0001")

    page.go_to(example.finding.key_of(Incident, record.id))

    qtbot.waitUntil(lambda: getattr(page.detail.details, "title", "") == record.title)
    assert [one.figure for one in page.detail.details.figures][:1] == ["1–2"]


def test_a_list_of_incidents_watches_everything():
    assert {"Claim", "Site", "CasualtyFigure"} <= concerned_by(Incident)
    assert "Claim" not in concerned_by(Source)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(3, 5, "3–5"), (14, None, "14+"), (None, 5, "≤ 5"), (8, 8, "8"), (None, None, "")],
)
def test_ranges_are_written_short(low, high, said):
    assert short_range(low, high) == said


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2019-11", "Nov 2019"),
        ("[2019-05-05..2019-05-06]", "5–6 May 2019"),
        ("2019-11-06", "6 Nov 2019"),
        ("2019~", "about 2019"),
    ],
)
def test_dates_are_written_short(edtf, said):
    assert short_date(FuzzyDate.parse(edtf), "en") == said


def test_names_stand_in_both_scripts():
    assert names_cell(("Market", "السوق", "", "")) == Cell("Market", second="السوق")
    assert names_cell((None, None, "Title", "محل")) == Cell("Title", second="محل")


def test_a_logo_is_taken_shown_and_removed_among_the_settings(workspace, tasks, tmp_path, qtbot):
    path = tmp_path / "logo.png"
    image = QImage(300, 100, QImage.Format.Format_RGB32)
    image.fill(0xB5402B)
    image.save(str(path))
    row = LogoRow(workspace.settings.logo, tasks)
    qtbot.addWidget(row)

    row.take(path)
    assert row.picture.pixmap().width() > 50
    assert workspace.settings.logo.read().size == (300, 100)

    row.remove()
    assert row.picture.text()
    assert workspace.settings.logo.read() is None


@pytest.fixture
def settings_page(workspace, tasks, qtbot):
    """The settings over the worked example."""
    page = SettingsPage(
        workspace.settings, appearance=Appearance(theme="light"), tasks=tasks, version="0"
    )
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    return page


def test_the_methodology_is_kept_when_its_field_is_left(settings_page, workspace):
    box = settings_page.editors["methodology"].box
    box.setPlainText("Every claim is read twice.")
    leave = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason)

    QApplication.sendEvent(box, leave)

    assert workspace.settings.office.methodology == "Every claim is read twice."


def test_what_is_being_typed_is_kept_when_the_settings_are_left(settings_page, workspace):
    settings_page.editors["office"].setText("Office of the north")

    settings_page.hide()

    assert workspace.settings.office.office == "Office of the north"


def test_settings_that_were_never_read_are_not_written(workspace, qtbot):
    page = SettingsPage(
        workspace.settings, appearance=Appearance(theme="light"), tasks=Unread(), version="0"
    )
    qtbot.addWidget(page)
    before = workspace.settings.office
    page.editors["office"].setText("typed too early")
    page.save()

    assert workspace.settings.office == before


class Unread(Tasks):
    """Writes at once and never reads."""

    def __init__(self):
        super().__init__(lambda fault: None)

    def run(self, _owner, job, *_, write=False, **__):
        """Do what writes; what reads is never done."""
        if write:
            job(None)


def test_the_time_zone_of_new_incidents_is_one_there_is(settings_page, workspace):
    editor = settings_page.editors["tz"]
    editor.line.setText("Damascus")
    settings_page.save()
    kept = workspace.settings.office.tz
    editor.line.setText("Damascsu")
    settings_page.save()

    assert kept == workspace.settings.office.tz == "Asia/Damascus"
    assert editor.line.text() == "Damascsu"
    assert "Damascsu" in editor.problem


def test_the_country_of_new_places_is_kept_by_its_letters(settings_page, workspace):
    settings_page.editors["country_iso3"].line.setText("Ukraine")

    settings_page.save()

    assert workspace.settings.office.country_iso3 == "UKR"
