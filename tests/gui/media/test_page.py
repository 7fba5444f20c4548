"""The page of media: tiles and rows of one list, veils, the pane, links and judgements."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton

from strikelog.domain.records import Evidence, Incident
from strikelog.gui.changes import ChangeFeed
from strikelog.gui.media.desk import MediaDesk, evidence_of
from strikelog.gui.media.preview import Preview
from strikelog.gui.media.thumbnails import Wanted
from strikelog.gui.pages import wishes
from strikelog.gui.pages.arrangements import ARRANGEMENTS

MEDIA = next(one for one in ARRANGEMENTS if one.kind is Evidence)
COLORS = ((200, 60, 40), (40, 160, 60), (50, 60, 190), (180, 180, 40))
CODES = ("no", "unknown", "graphic", "no")


@pytest.fixture
def filled(empty_workspace, make_picture):
    """A vault with four pictures, judged differently."""
    for place, (color, code) in enumerate(zip(COLORS, CODES, strict=True)):
        path = make_picture(f"p{place}.png", color=color)
        taken = empty_workspace.media.take_in(path, title=f"Picture {place}").evidence
        empty_workspace.recording.save(replace(taken, graphic=code), taken)
    return empty_workspace


@pytest.fixture
def make_page(qtbot, tasks, preferences, gone):
    """Makes the page over a vault."""

    def made(work):
        feed = ChangeFeed()
        desk = MediaDesk(work, tasks, feed)
        page = desk.make_list(MEDIA, preferences)
        desk.actions.stand_in(page)
        feed.changed.connect(lambda changes, _origin: page.notice(changes))
        gone(page)
        page.desk = desk
        page.resize(1100, 760)
        page.show()
        return page

    return made


@pytest.fixture
def page(make_page, filled):
    return make_page(filled)


def item(work, place):
    """One of the pictures."""
    return next(one for one in work.finding.all(Evidence) if one.title == f"Picture {place}")


def row_of(page, work, place):
    """Where a picture stands."""
    key = work.finding.key_of(Evidence, item(work, place).id)
    return page.table.rows.row_of(key)


def go_to(qtbot, page, work, place):
    """Select a picture and wait for the pane."""
    one = item(work, place)
    page.go_to(work.finding.key_of(Evidence, one.id))
    qtbot.waitUntil(lambda: shows(page.detail, one))
    return one


def shows(detail, record):
    """Whether the pane is at a record."""
    return detail.details is not None and detail.details.record.id == record.id


def said(widget):
    """Every word of the labels below a widget."""
    return [one.text() for one in widget.findChildren(QLabel)]


def test_tiles_are_shown_first(page):
    assert page.look == "grid"
    assert page.grid.isVisible()
    assert page.grid.model().rowCount() == 4


def test_the_look_is_remembered(page, make_page, filled):
    page.show_as("list")

    assert make_page(filled).look == "list"


def test_both_looks_share_the_current_row_and_the_selection(qtbot, page, filled):
    row = row_of(page, filled, 2)
    place = page.grid.visualRect(page.table.rows.index(row, 0)).center()

    qtbot.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert page.table.current_key == filled.finding.key_of(Evidence, item(filled, 2).id)
    assert page.table.selected_count == 1


def test_a_range_of_tiles_is_selected_with_shift(qtbot, page):
    for row, keys in ((0, Qt.KeyboardModifier.NoModifier), (2, Qt.KeyboardModifier.ShiftModifier)):
        place = page.grid.visualRect(page.table.rows.index(row, 0)).center()
        qtbot.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, keys, place)

    assert page.table.selected_count == 3


def test_arrows_go_from_tile_to_tile_and_enter_opens_the_form(qtbot, page, filled):
    page.table.setFocus()
    page.grid.setCurrentIndex(page.table.rows.index(0, 0))
    wished = []
    page.wished.connect(wished.append)

    qtbot.keyClick(page.grid, Qt.Key.Key_Right)
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)

    second = filled.finding.by_keys(Evidence, [page.table.rows.key_at(1)])[0]
    assert wished == [wishes.Edit(Evidence, second.id)]


def test_a_tile_is_read_out_by_its_title_and_its_warning(page, filled):
    page.grid.setCurrentIndex(page.table.rows.index(row_of(page, filled, 2), 0))

    assert page.grid.accessibleDescription() == "Picture 2 · Photo · Graphic"


def test_whoever_means_the_list_gets_the_tiles(page):
    assert page.table.focusProxy() is page.grid
    page.show_as("list")
    assert page.table.focusProxy() is None


def test_what_is_graphic_is_not_even_decoded(qtbot, page, filled):
    graphic, safe = item(filled, 2), item(filled, 0)
    thumbnails = page.desk.thumbnails
    side = page.grid.shape.tile_width
    page.grid.grab()
    qtbot.waitUntil(lambda: thumbnails.get(Wanted(safe.id, side)) is not None)
    qtbot.wait(50)

    assert all(thumbnails.get(Wanted(graphic.id, side, soft)) is None for soft in (True, False))


def test_asking_shows_one_picture_and_not_its_neighbours(qtbot, page, filled):
    graphic, unknown = item(filled, 2), item(filled, 1)
    thumbnails = page.desk.thumbnails
    side = page.grid.shape.tile_width
    page.grid.setCurrentIndex(page.table.rows.index(row_of(page, filled, 2), 0))

    qtbot.keyClick(page.grid, Qt.Key.Key_Space)
    page.grid.grab()

    qtbot.waitUntil(lambda: thumbnails.get(Wanted(graphic.id, side)) is not None)
    assert thumbnails.get(Wanted(unknown.id, side)) is None


def test_the_words_come_before_a_graphic_picture(qtbot, page, filled):
    go_to(qtbot, page, filled, 2)

    preview = page.detail.content.findChild(Preview)

    assert "Picture 2" in said(page.detail)
    assert preview.is_veiled
    assert "injury" in preview.why.text()

    qtbot.mouseClick(preview.toggle, Qt.MouseButton.LeftButton)

    assert not preview.is_veiled


def test_what_nobody_viewed_is_judged_once_for_everyone_and_undo_takes_it_back(qtbot, page, filled):
    one = go_to(qtbot, page, filled, 1)
    preview = page.detail.content.findChild(Preview)
    assert not preview.judging.isVisible()
    qtbot.mouseClick(preview.toggle, Qt.MouseButton.LeftButton)
    assert preview.judging.isVisible()

    preview.judged.emit("sensitive")

    assert filled.finding.get(Evidence, one.id).graphic == "sensitive"
    filled.recording.undo()
    assert filled.finding.get(Evidence, one.id).graphic == "unknown"


def test_the_pane_tells_custody_and_what_the_file_says(qtbot, page, filled):
    go_to(qtbot, page, filled, 0)

    words = said(page.detail)
    assert {"Received", "Hashed", "Encrypted"} <= set(words)
    assert any("400" in one for one in words)


def test_an_item_is_linked_and_unlinked_and_undo_takes_it_back(qtbot, page, filled):
    incident = filled.recording.save(Incident(title="A strike")).record
    one = go_to(qtbot, page, filled, 0)
    filled.media.link(one, incident.id)
    page.detail.refresh()
    cut = next(
        button
        for button in page.detail.content.findChildren(QToolButton)
        if button.accessibleName() == "Unlink A strike"
    )

    qtbot.mouseClick(cut, Qt.MouseButton.LeftButton)

    assert filled.finding.get(Evidence, one.id).incident_ids == ()
    filled.recording.undo()
    assert filled.finding.get(Evidence, one.id).incident_ids == (incident.id,)


def test_the_menu_of_held_items_offers_what_only_they_can_do(page, filled):
    referenced = filled.recording.save(Evidence(title="Described", media_type="video")).record

    held = [one.text() for one in page.rows.menu([item(filled, 0)]).actions()]
    other = [one.text() for one in page.rows.menu([referenced]).actions()]

    assert "Save a copy out…" in held
    assert "Certificate of custody…" in held
    assert "Save a copy out…" not in other
    assert "Open" in other


def test_all_tiles_can_be_selected(page):
    page.grid.selectAll()

    assert page.table.selected_count == 4
    selection = page.grid.selectionModel()
    assert page.grid.visualRegionForSelection(selection.selection()).rectCount() > 1
    selection.clear()
    page.grid.selectionModel().select(
        page.table.rows.index(0, 0), QItemSelectionModel.SelectionFlag.Select
    )


def test_an_empty_page_says_what_to_do(make_page, empty_workspace):
    page = make_page(empty_workspace)

    assert any("Drop photographs" in one for one in said(page))
    assert not page.grid.isVisible()


def test_the_filter_of_an_incident_finds_its_evidence(filled):
    incident = filled.recording.save(Incident(title="A strike")).record
    filled.media.link(item(filled, 0), incident.id)

    found = filled.finding.all(Evidence, evidence_of(incident.id))

    assert [one.title for one in found] == ["Picture 0"]


def test_files_dropped_on_the_window_are_offered_to_the_page(session, make_picture, monkeypatch):
    taken = []
    monkeypatch.setattr(
        session.media.actions, "add", lambda arrivals, ids=(): taken.append((arrivals, ids))
    )
    session.window.show_page(session.page_of(Evidence))

    drop(session.window, make_picture())

    assert [(one.names, ids) for one, ids in taken] == [(("street.png",), ())]


def test_files_dropped_on_the_form_of_an_incident_belong_to_it(
    qtbot, session, make_picture, monkeypatch
):
    taken = []
    monkeypatch.setattr(
        session.media.actions, "add", lambda arrivals, ids=(): taken.append((arrivals, ids))
    )
    incident = session.workspace.finding.all(Incident)[0]
    session.grant(wishes.Edit(Incident, incident.id))
    form = session.page_of(Incident).form
    qtbot.waitUntil(lambda: form.record is not None and form.record.id == incident.id)

    drop(session.window, make_picture())

    assert [ids for _, ids in taken] == [(incident.id,)]


def test_files_dropped_elsewhere_are_left_alone(session, make_picture):
    offered = []
    session.media.gate.dropped.connect(offered.append)
    session.window.show_page(session.settings)

    is_taken = session.media.gate.eventFilter(session.window, dropping(make_picture()))

    assert not is_taken
    assert offered == []


def drop(window, path):
    """Let go of a file over a window, as the desktop does."""
    QApplication.sendEvent(window.windowHandle(), dropping(path))


def dropping(path):
    """The moment a file is let go of."""
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(QPoint(600, 400)),
        Qt.DropAction.CopyAction,
        content,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.content = content  # the event does not keep it alive
    return event


def test_the_pane_of_an_incident_shows_its_pictures(qtbot, session, taken, incident):
    page = session.page_of(Incident)
    session.window.show_page(page)
    page.go_to(session.workspace.finding.key_of(Incident, incident.id))
    detail = page.list.detail
    qtbot.waitUntil(lambda: shows(detail, incident))
    names = [
        one.accessibleName()
        for one in detail.content.findChildren(object)
        if hasattr(one, "accessibleName")
    ]

    assert any("street" in name for name in names)


def test_a_text_is_read_only_when_it_is_asked_for(qtbot, page, filled, tmp_path):
    path = tmp_path / "statement.txt"
    path.write_text("The roof fell in at seven.", encoding="utf-8")
    taken = filled.media.take_in(path, title="Statement").evidence
    page.listing.load()
    page.go_to(filled.finding.key_of(Evidence, taken.id))
    qtbot.waitUntil(lambda: shows(page.detail, taken))
    assert "The roof fell in at seven." not in said(page.detail)
    show = next(
        one
        for one in page.detail.content.findChildren(QPushButton)
        if one.text() == "Show the beginning of the text"
    )

    qtbot.mouseClick(show, Qt.MouseButton.LeftButton)

    assert "The roof fell in at seven." in said(page.detail)
