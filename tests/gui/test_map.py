"""The map page: moved, zoomed and asked by mouse and keyboard; what leaves it is coarse."""

import json

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication

from strikelog.domain.filter_text import parse_filter
from strikelog.domain.filters import ALL
from strikelog.domain.records import Incident
from strikelog.drawing.marks import Mark
from strikelog.drawing.mercator import Look
from strikelog.drawing.shapes import Tint
from strikelog.gui import style
from strikelog.gui.drawing.painter import measure
from strikelog.gui.drawing.palette import tint_color
from strikelog.gui.map.overlay import disclaimer, wrapped
from strikelog.gui.map.page import MapPage
from strikelog.gui.map.scene import Scene
from strikelog.gui.map.sharing import _how_far, released_map
from strikelog.gui.pages import wishes
from strikelog.gui.tasks import Lane, Report, Tasks
from strikelog.services.map_points import MapReading

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(dressed, example, tasks, preferences, gone):
    made = MapPage(example, tasks, preferences)
    gone(made)
    made.resize(1100, 700)
    made.show()
    made.shown()
    return made


@pytest.fixture
def wished(page):
    kept = []
    page.wished.connect(kept.append)
    return kept


def press(page, *keys):
    for key in keys:
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(page.canvas, event)


def mark_of(page, count):
    return next(one.mark for one in page.canvas.seen() if one.mark.count == count)


def test_every_incident_with_a_position_is_on_the_map(page, example):
    shown = sum(one.mark.count for one in page.canvas.seen())

    assert shown == len(MapReading(example.vault.database).points().keys) == 10
    assert page.nowhere.isHidden()


def test_nothing_is_said_of_lost_incidents_while_the_map_is_read(
    dressed, example, preferences, gone, faults
):
    tasks = Tasks(faults.append)
    page = MapPage(example, tasks, preferences)
    gone(page)
    page.show()
    page.shown()

    assert page.nowhere.isHidden()
    tasks.close()


@pytest.mark.parametrize(("zoom", "stands_in"), [(4.0, True), (9.0, False)])
def test_what_was_seen_stands_in_only_for_what_is_a_little_larger(
    dressed, monkeypatch, zoom, stands_in
):
    monkeypatch.setattr("strikelog.gui.map.scene._PATIENCE", -1.0)
    seen, middle, scene = QPixmap(300, 200), (0.6, 0.4), Scene()
    seen.fill(Qt.GlobalColor.red)
    scene.remember(seen, Look(middle, 3.0, 300, 200))

    assert _painted(scene, Look(middle, zoom, 300, 200)).isdisjoint({"#ff0000"}) is not stands_in


def test_beyond_the_edge_of_the_world_lies_water(dressed):
    found = _painted(Scene(), Look((0.5, 0.5), 0.0, 900, 700))

    assert {"#000000", "#00000000"}.isdisjoint(found)
    assert tint_color(Tint.WATER).name() in found


def _painted(scene, look):
    """The colours of a picture of what a scene paints, taken at every tenth pixel."""
    image = QImage(int(look.width), int(look.height), QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    scene.paint(painter, look, 1.0)
    painter.end()
    spots = ((x, y) for x in range(0, image.width(), 10) for y in range(0, image.height(), 10))
    return {image.pixelColor(*spot).name() for spot in spots}


def test_the_filter_of_the_page_decides_what_is_shown(page):
    page.ask(parse_filter("date:2019-11", Incident))

    assert sum(one.mark.count for one in page.canvas.seen()) == 3


def test_arrow_keys_move_the_map_and_home_brings_all_back(page, qtbot):
    before = page.canvas.look

    press(page, KEY.Key_Right, KEY.Key_Down)
    moved = page.canvas.look
    press(page, KEY.Key_Home)

    assert moved.middle[0] > before.middle[0]
    assert moved.middle[1] > before.middle[1]
    assert page.canvas.look == before


def test_plus_and_minus_zoom_one_step(page):
    before = page.canvas.look.zoom

    press(page, KEY.Key_Plus)
    closer = page.canvas.look.zoom
    press(page, KEY.Key_Minus, KEY.Key_Minus)

    assert closer == before + 0.5
    assert page.canvas.look.zoom == before - 0.5


def test_the_wheel_zooms_around_the_mouse(page):
    spot = QPointF(200, 150)
    kept = page.canvas.look.place((200, 150))
    none = Qt.MouseButton.NoButton
    event = QWheelEvent(
        spot, page.canvas.mapToGlobal(spot), QPoint(), QPoint(0, 120), none,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip

    QApplication.sendEvent(page.canvas, event)

    assert page.canvas.look.spot(kept) == pytest.approx((200, 150), abs=0.01)


def test_dragging_moves_the_map_and_is_no_click(page, qtbot):
    before = page.canvas.look
    page.canvas.choose_next(1)
    chosen = page.canvas.mark

    qtbot.mousePress(page.canvas, LEFT, pos=QPoint(300, 300))
    qtbot.mouseMove(page.canvas, QPoint(260, 280))
    qtbot.mouseRelease(page.canvas, LEFT, pos=QPoint(260, 280))

    assert page.canvas.look.left == pytest.approx(before.left + 40)
    assert page.canvas.look.top == pytest.approx(before.top + 20)
    assert page.canvas.mark == chosen


def test_tab_goes_through_the_marks_and_leaves_the_map_behind_the_last(page):
    seen = [one.mark for one in page.canvas.seen()]
    found = []
    for _ in seen:
        page.canvas.choose_next(1)
        found.append(page.canvas.mark)

    assert found == seen
    assert page.canvas.choose_next(1) is False
    assert page.canvas.mark is None


def test_a_click_on_a_mark_of_one_incident_shows_it_and_enter_opens_it(page, wished, qtbot):
    (x, y), mark = next(
        (one.spot, one.mark) for one in page.canvas.seen() if one.mark.name == "Kafr Zita"
    )

    qtbot.mouseClick(page.canvas, LEFT, pos=QPoint(round(x), round(y)))
    qtbot.waitUntil(lambda: page.card.detail.details is not None)
    press(page, KEY.Key_Return)

    assert page.canvas.mark == mark
    assert page.card.currentWidget() is page.card.detail
    (wish,) = wished
    assert wish == wishes.Edit(Incident, page.card.detail.details.record.id)


def test_a_mark_of_several_lists_them_and_enter_leads_to_the_list(page, wished):
    several = mark_of(page, 5)

    page.canvas.choose(several)
    press(page, KEY.Key_Return)

    assert len(page.card.members.model_of_results.results) == 5
    assert "Kafr Nobol" in page.card.heading.text()
    (wish,) = wished
    assert len(wish.where.terms[0].values) == 5


def test_a_cluster_opens_by_coming_closer(page):
    page.canvas.zoom(-6)
    cluster = next(one.mark for one in page.canvas.seen() if one.mark.is_cluster)
    before = page.canvas.look.zoom

    page.open_mark(cluster)

    assert page.canvas.look.zoom > before
    assert len(page.canvas.seen()) > 1


def test_what_is_seen_can_be_listed(page, wished):
    page.list_seen()
    page.canvas.fit_to((0.0, 0.0, 0.01, 0.01))
    page.list_seen()

    (everything,) = wished
    assert everything.where == ALL


def test_as_released_the_map_is_no_finer_than_a_briefing_and_counts_what_it_hides(page, wished):
    page.released.setChecked(True)

    assert sum(one.mark.count for one in page.canvas.seen()) == 9
    assert page.nowhere.text() == "1 incident has no position"
    page.nowhere.click()
    assert len(wished[0].where.terms[0].values) == 1


def test_a_picture_shows_released_positions_even_while_the_window_shows_exact_ones(page, example):
    assert not page.released.isChecked()
    shown = released_map(MapReading(example.vault.database), ALL, (), tongue="en")
    page.sharing.actions()[0][2]()
    told = {one.point for one in shown.marks}

    exact = {one.point for one in MapReading(example.vault.database).points().standing}
    assert not told & exact
    content = QGuiApplication.clipboard().mimeData()
    assert QImage.fromData(content.data("image/png"), "PNG").width() > 800


def test_boundaries_of_the_office_are_drawn_and_can_be_removed(
    dressed, empty_workspace, tasks, preferences, gone, tmp_path
):
    page = MapPage(empty_workspace, tasks, preferences)
    gone(page)
    page.shown()
    path = tmp_path / "districts.geojson"
    line = {"type": "LineString", "coordinates": [[36, 35], [37, 35.5]]}
    path.write_text(json.dumps(line))
    count = len(page.sharing.actions())

    page.sharing.bring(path)
    *_, (words, _, remove) = page.sharing.actions()

    assert "districts" in words
    assert "districts" in page.messages.text
    remove()
    assert len(page.sharing.actions()) == count


def test_a_file_that_holds_no_boundaries_is_told_of_near_the_map(page, tmp_path):
    path = tmp_path / "units.json"
    path.write_text("{}")

    page.sharing.bring(path)

    assert "holds no boundaries" in page.messages.text


@pytest.fixture
def districts(tmp_path):
    path = tmp_path / "districts.geojson"
    path.write_text(json.dumps({"type": "LineString", "coordinates": [[36, 35], [37, 35.5]]}))
    return path


@pytest.fixture
def own_page(dressed, workspace, tasks, preferences, gone):
    made = MapPage(workspace, tasks, preferences)
    gone(made)
    made.resize(1100, 700)
    made.show()
    made.shown()
    return made


def test_a_map_with_boundaries_of_the_office_says_so(own_page, districts, monkeypatch, qtbot):
    said = []
    monkeypatch.setattr(
        "strikelog.gui.map.canvas.paint_overlay",
        lambda *_args, has_brought, **_more: said.append(disclaimer(has_brought=has_brought)),
    )
    own_page.canvas.repaint()
    own_page.sharing.bring(districts)
    own_page.canvas.repaint()

    assert "this office added" not in said[0]
    assert "this office added" in said[-1]
    assert "no view on the status" in said[-1]


def test_a_file_of_boundaries_is_read_while_others_write(own_page, districts, tasks, monkeypatch):
    asked, run = [], tasks.run

    def noted(owner, job, done, failed=None, *, write=False, lane=Lane.READING):
        asked.append(Lane.WRITING if write else lane)
        return run(owner, job, done, failed, write=write, lane=lane)

    monkeypatch.setattr(tasks, "run", noted)
    own_page.sharing.bring(districts)

    assert asked == [Lane.CARRYING, Lane.WRITING]


def test_reading_boundaries_tells_its_share(own_page):
    words = own_page.sharing.progress.says or _how_far

    assert "districts.geojson" in words(Report(30, 60, "districts.geojson"))
    assert "50%" in words(Report(30, 60, "districts.geojson"))


def test_lines_are_laid_out_once_for_the_same_countries(own_page, districts):
    own_page.sharing.bring(districts)
    units, brought = own_page.ground._units, own_page.ground._brought
    own_page.load()

    assert own_page.ground._units is units
    assert own_page.ground._brought is brought
    assert brought.shapes


@pytest.mark.parametrize("has_brought", [False, True])
@pytest.mark.parametrize("width", [120.0, 240.0, 700.0])
def test_no_word_about_borders_is_left_out_of_a_narrow_map(dressed, width, has_brought):
    words = disclaimer(has_brought=has_brought)
    lines = wrapped(words, width)

    assert " ".join(lines) == words
    assert all(measure(one, 6.5) <= width for one in lines)


def test_an_empty_vault_says_what_to_do(dressed, empty_workspace, tasks, preferences, gone):
    page = MapPage(empty_workspace, tasks, preferences)
    gone(page)
    page.show()
    page.shown()

    assert page.empty.isVisible()
    assert not page.listed.isEnabled()


def test_the_map_speaks_to_screen_readers(page):
    assert page.canvas.accessibleName() == "Map of incidents"
    page.canvas.choose(mark_of(page, 5))

    assert page.canvas.accessibleDescription() == "5 incidents at \u2068Kafr Nobol\u2069".replace(
        "5", "\u20665\u2069"
    )


def test_the_frame_is_whole_and_made_again_in_another_theme(page, qtbot):
    page.canvas.repaint()
    qtbot.waitUntil(lambda: page.canvas.is_whole)
    light = page.canvas.grab().toImage()

    style.apply_theme(style.application(), dark=True)
    qtbot.waitUntil(lambda: page.canvas.is_whole)
    page.canvas.repaint()

    middle = QPoint(light.width() // 3, light.height() // 3)
    assert page.canvas.grab().toImage().pixelColor(middle) != light.pixelColor(middle)


def test_a_doubtful_place_is_chosen_with_its_circle(page):
    doubtful = next(one.mark for one in page.canvas.seen() if one.mark.doubt_km >= 3)
    page.canvas.fit_to((*doubtful.place, *doubtful.place))
    page.canvas.choose(None)
    without = page.canvas.grab().toImage()

    again = next(one.mark for one in page.canvas.seen() if isinstance(one.mark, Mark))
    page.canvas.choose(again)

    assert page.canvas.grab().toImage() != without
    assert page.card.notes.text() or page.card.currentWidget() is page.card.detail
