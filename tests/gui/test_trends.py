"""Charts in the window: shapes as printed, parts that lead to incidents, pictures and PDFs."""

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage

from strikelog.domain.filter_text import parse_filter
from strikelog.domain.records import Incident
from strikelog.drawing.shapes import Text
from strikelog.gui.drawing.painter import POINT, picture_of
from strikelog.gui.language import set_language
from strikelog.gui.pages import wishes
from strikelog.gui.trends.page import TrendsPage

KEY = Qt.Key


@pytest.fixture
def page(dressed, example, tasks, gone):
    made = TrendsPage(example, tasks)
    gone(made)
    made.resize(1100, 900)
    made.show()
    made.shown()
    return made


@pytest.fixture
def wished(page):
    kept = []
    page.wished.connect(kept.append)
    return kept


def words(card):
    return {one.text for one in card.view.drawing.shapes if isinstance(one, Text)}


def test_each_chart_names_its_unit_and_no_two_share_one(page):
    titles = [card.view.title for card in page.cards]

    assert len(set(titles)) == len(titles)
    assert all(card.view.title in words(card) for card in page.cards)
    assert titles[0] == "Attacks by month"
    assert titles[1] == "People reported killed, by month"


def test_a_range_is_written_as_one(page):
    assert "1–2" in words(page.killed)
    assert "at least 3" in words(page.killed)


def test_a_click_on_a_column_lists_its_incidents(page, wished, qtbot):
    target = page.attacks.view.drawing.targets[0]
    left, top, right, bottom = target.box
    middle = QPoint(round((left + right) / 2 * POINT), round((top + bottom) / 2 * POINT))

    qtbot.mouseClick(page.attacks.view, Qt.MouseButton.LeftButton, pos=middle)

    (wish,) = wished
    assert isinstance(wish, wishes.ShowIncidents)
    assert len(wish.where.terms[0].values) == 4


def test_arrows_go_from_column_to_column_and_enter_lists(page, wished, qtbot):
    view = page.attacks.view
    qtbot.keyClick(view, KEY.Key_Right)
    first = view.target
    qtbot.keyClick(view, KEY.Key_Right)
    second = view.target
    qtbot.keyClick(view, KEY.Key_Return)

    assert (first.words, second.words) == ("May 2019: 4", "Jun: 1")
    assert view.accessibleDescription() == "Jun: 1"
    assert len(wished[0].where.terms[0].values) == 1


def test_arrows_follow_the_direction_of_reading(page, dressed, qtbot):
    set_language(dressed, "ar")
    page.load()
    view = page.attacks.view
    qtbot.keyClick(view, KEY.Key_Left)
    qtbot.keyClick(view, KEY.Key_Left)

    places = [one.box[0] for one in view.drawing.targets]
    assert places == sorted(places, reverse=True)
    assert view.target is view.drawing.targets[1]


def test_the_step_can_be_chosen(page):
    page.steps.button(3).click()

    assert page.attacks.view.title == "Attacks by year"
    assert "2019" in words(page.attacks)


def test_the_filter_decides_what_is_counted_and_nothing_says_so(page):
    page.ask(parse_filter("date:2019-11", Incident))
    assert page.found.total == 3

    page.ask(parse_filter("nothingofthekind", Incident))
    assert page.empty.isVisible()


def test_what_cannot_be_shown_over_time_is_counted_beside(page):
    assert "state no number" in page.what.text()


def test_a_chart_is_saved_as_a_picture_and_as_a_pdf_with_text(page, tmp_path):
    view = page.attacks.view
    view._leaving.save_picture(tmp_path / "chart.png", view.drawing)
    view._leaving.save_pdf(tmp_path / "chart.pdf", view._make, title=view.title, note=view.note)

    picture = QImage(str(tmp_path / "chart.png"))
    assert picture.width() == int(view.drawing.width * POINT * 2)
    text = PdfReader(tmp_path / "chart.pdf").pages[0].extract_text()
    assert "Attacks by month" in text
    assert "hatched is possible" in text


def test_a_folder_that_takes_nothing_is_told_of(page, tmp_path):
    view, told = page.attacks.view, []
    view.failed.connect(told.append)

    view._leaving.save_picture(tmp_path / "gone" / "chart.png", view.drawing)

    assert [type(one).__name__ for one in told] == ["PictureNotSaved"]


def test_what_is_hatched_can_be_told_from_what_is_solid_in_grey(page):
    picture = picture_of(page.killed.view.drawing).convertToFormat(QImage.Format.Format_Grayscale8)
    solid, hatched = (
        [one for one in page.killed.view.drawing.shapes if getattr(one, "is_hatched", None) is kind]
        for kind in (False, True)
    )

    def mean(area):
        xs, ys = ([spot[axis] * POINT * 2 for spot in area.spots] for axis in (0, 1))
        spots = [
            (x, y) for x in range(int(min(xs)) + 2, int(max(xs)) - 2, 3)
            for y in range(int(min(ys)) + 2, int(max(ys)) - 2, 3)
        ]  # fmt: skip
        return sum(picture.pixelColor(x, y).value() for x, y in spots) / len(spots)

    assert mean(hatched[0]) > mean(solid[0]) + 60


def test_map_and_charts_follow_the_list_of_incidents(session):
    session.page_of(Incident).ask(parse_filter("date:2019-11", Incident))
    for entry in session.explore.entries:
        session.window.show_page(entry)

    assert session.explore.trends.page.found.total == 3
    assert len(session.explore.map.page.content.points.keys) == 3


def test_a_column_leads_to_the_list(session):
    session.window.show_page(session.explore.trends)
    page = session.explore.trends.page

    page.attacks.view.chosen.emit(page.attacks.view.drawing.targets[0].key)

    assert session.window.page is session.page_of(Incident)
    assert session.page_of(Incident).list.table.rows.rowCount() == 4


def test_a_change_of_an_incident_reaches_the_charts(session, qtbot):
    session.window.show_page(session.explore.trends)
    page = session.explore.trends.page
    incident = session.workspace.finding.all(Incident)[0]

    session.grant(wishes.Remove((incident,)))

    qtbot.waitUntil(lambda: page.found.total == 9, timeout=5_000)
