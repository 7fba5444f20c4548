"""Evidence on forms: small pictures of an incident, the picture of an item."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from strikelog.domain.records import Evidence, Incident
from strikelog.gui.changes import ChangeFeed
from strikelog.gui.forms import form_for
from strikelog.gui.media.card import EvidenceCard, PictureCard
from strikelog.gui.media.desk import MediaDesk
from strikelog.gui.media.strip import SmallTile


@pytest.fixture
def desk(empty_workspace, tasks):
    return MediaDesk(empty_workspace, tasks, ChangeFeed())


@pytest.fixture
def strike(empty_workspace):
    return empty_workspace.recording.save(Incident(title="A strike")).record


@pytest.fixture
def card(qtbot, desk, gone):
    """The card of an incident, shown."""
    made = EvidenceCard(desk._strip(adds=True))
    gone(made.widget)
    made.widget.show()
    return made


def add_button(card):
    return next(one for one in card.widget.findChildren(QPushButton) if one.text() == "Add files")


def tiles(card):
    return [one.accessibleName() for one in card.widget.findChildren(SmallTile)]


def test_files_wait_until_the_incident_is_stored(card, strike):
    card.turn_to(Incident(title=""), is_stored=False)
    assert not add_button(card).isEnabled()
    assert card.incident_id == ""

    card.turn_to(strike, is_stored=True)
    assert add_button(card).isEnabled()
    assert card.incident_id == strike.id


def test_the_card_shows_what_the_incident_has_and_follows_changes(
    card, desk, empty_workspace, strike, make_picture
):
    card.turn_to(strike, is_stored=True)
    assert tiles(card) == []

    taken = empty_workspace.media.take_in(
        make_picture(), incident_ids=(strike.id,), title="Street"
    ).evidence
    desk._announce(empty_workspace.recording.save(replace(taken, graphic="graphic"), taken).changes)

    assert tiles(card) == ["Street · Photo · Graphic"]


def test_a_small_picture_leads_to_its_item(
    qtbot, card, desk, empty_workspace, strike, make_picture
):
    asked = []
    desk._grant = asked.append
    taken = empty_workspace.media.take_in(make_picture(), incident_ids=(strike.id,)).evidence
    card.turn_to(strike, is_stored=True)

    qtbot.keyClick(card.widget.findChild(SmallTile), Qt.Key.Key_Return)

    assert [one.id for one in asked] == [taken.id]


def test_the_form_of_an_item_shows_its_picture_behind_the_veil(
    qtbot, desk, empty_workspace, tasks, gone, make_picture
):
    taken = empty_workspace.media.take_in(make_picture(), title="Street").evidence
    form = form_for(empty_workspace, tasks, Evidence)
    desk.furnish(form, Evidence)
    gone(form)
    form.show()

    form.load(taken.id)
    form.cards.complete()

    (picture,) = form.extras
    assert isinstance(picture, PictureCard)
    assert picture.preview.is_veiled


def test_a_title_typed_into_the_form_is_saved_by_itself_and_undone(
    qtbot, empty_workspace, tasks, gone, make_picture
):
    taken = empty_workspace.media.take_in(make_picture(), title="Street").evidence
    form = form_for(empty_workspace, tasks, Evidence)
    gone(form)
    form.show()
    form.load(taken.id)

    line = form.sheet.fields.cell("title").editor.keyboard
    line.clear()
    qtbot.keyClicks(line, "North wall")
    form.flush()

    assert empty_workspace.finding.get(Evidence, taken.id).title == "North wall"
    empty_workspace.recording.undo()
    assert empty_workspace.finding.get(Evidence, taken.id).title == "Street"
