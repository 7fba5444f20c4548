"""Names that partners wrote and the register does not know, each decided by a person."""

import pytest
from PySide6.QtCore import Qt

from strikelog.domain.records import Incident, Location
from strikelog.gui.exchange.foreign.match_page import MatchPage
from tests.gui.exchange.foreign.tables import as_csv

ROWS = (
    "A-1,2019-05-05,Idlib,Kafar Nubool,Hospital,2,,One.",
    "A-2,2019-05-06,Idlib,Kafar Nubool,Market,1,,Two.",
    "A-3,2019-05-07,Hama,Nowhere at all,Market,1,,Three.",
)


@pytest.fixture
def vault(empty_workspace, tmp_path):
    """A vault that knows Kafr Nabl, and took in rows that spell it otherwise."""
    syria = Location(name="Syria", level="0", country_iso3="SYR")
    idlib = Location(name="Idlib", level="1", country_iso3="SYR", parent_id=syria.id)
    village = Location(
        name="Kafr Nabl", level="4", country_iso3="SYR", parent_id=idlib.id, lat=35.61, lon=36.56
    )
    for place in (syria, idlib, village):
        empty_workspace.recording.save(place)
    service = empty_workspace.partner_importing
    opened = service.open(as_csv(tmp_path, ROWS))
    mapping = service.propose(opened, opened.tables[0]).mapping
    service.apply(service.preview(opened, opened.tables[0], mapping))
    return empty_workspace


@pytest.fixture
def page(vault, tasks, gone):
    """The page over that vault."""
    made = MatchPage(vault.partner_importing.matching, tasks)
    gone(made)
    made.resize(1036, 720)
    made.show()
    made.shown()
    return made


def go_to(page, name):
    """Put the keyboard on a name."""
    place = next(at for at, one in enumerate(page.names) if one.name == name)
    page.list.go_to(place)
    page.list.setFocus()
    return page.names[place]


def places(vault):
    """Where the incidents lie, by the number of their row."""
    names = {one.id: one.name for one in vault.finding.all(Location)}
    return {
        one.external_ids[0].split(":")[1]: names.get(one.location_id)
        for one in vault.finding.all(Incident)
    }


def choose(page, qtbot, name):
    """Take the choice of a name by its number."""
    place = next(at for at, one in enumerate(page.view.choices) if one.title == name)
    qtbot.keyClick(page.list, str(place + 1))


def test_names_that_wait_are_listed_with_what_they_may_be(page):
    waiting = go_to(page, "Kafar Nubool")

    assert len(waiting.waiting) == 2
    assert page.view.choices[0].title == "Kafr Nabl"
    assert page.view.choices[0].reason()
    assert {one.name for one in page.names} == {"Kafar Nubool", "Nowhere at all"}


def test_a_digit_matches_every_row_that_waits(page, vault, qtbot):
    told = []
    page.decided.connect(told.append)
    go_to(page, "Kafar Nubool")

    choose(page, qtbot, "Kafr Nabl")

    assert places(vault)["A-1"] == places(vault)["A-2"] == "Kafr Nabl"
    assert [one.name for one in page.names] == ["Nowhere at all"]
    assert "Kafar Nubool" in page.messages.text
    assert told


def test_a_name_of_its_own_goes_into_the_register(page, vault, qtbot):
    go_to(page, "Nowhere at all")

    qtbot.keyClick(page.list, Qt.Key.Key_N)

    made = next(one for one in vault.finding.all(Location) if one.name == "Nowhere at all")
    assert made.country_iso3 == "SYR"
    assert made.parent_id is not None
    assert made.lat is None
    assert places(vault)["A-3"] == "Nowhere at all"


def test_a_name_kept_as_it_is_written_is_asked_about_again_when_taken_back(page, vault, qtbot):
    before = places(vault)
    go_to(page, "Nowhere at all")

    qtbot.keyClick(page.list, Qt.Key.Key_K)
    assert [one.name for one in page.names] == ["Kafar Nubool"]
    page.messages.action_requested.emit()

    assert len(page.names) == 2
    assert places(vault) == before


def test_not_now_goes_on_and_decides_nothing(page, vault, qtbot):
    first = page.current

    qtbot.keyClick(page.list, Qt.Key.Key_L)

    assert page.current is not first
    assert len(vault.partner_importing.matching.listed()) == 2


def test_a_search_narrows_the_names(page):
    page.head.search.searched.emit("nubool")

    assert [one.name for one in page.names] == ["Kafar Nubool"]


def test_nothing_to_match_says_when_there_will_be(empty_workspace, tasks, gone):
    page = MatchPage(empty_workspace.partner_importing.matching, tasks)
    gone(page)
    page.show()

    page.shown()

    assert page.empty.isVisibleTo(page)
    assert not page.list.isVisibleTo(page)


def test_what_lies_near_the_coordinates_is_offered_though_its_name_is_another(
    empty_workspace, tmp_path
):
    syria = Location(name="Syria", level="0", country_iso3="SYR")
    village = Location(
        name="Jabala", level="4", country_iso3="SYR", parent_id=syria.id, lat=35.61, lon=36.56
    )
    for place in (syria, village):
        empty_workspace.recording.save(place)
    header = "Event ID,Date,Country,Town,Latitude,Longitude,What happened"
    rows = ("B-1,2019-05-05,Syria,Somewhere else,35.615,36.565,One.",)
    service = empty_workspace.partner_importing
    opened = service.open(as_csv(tmp_path, rows, header=header))
    mapping = service.propose(opened, opened.tables[0]).mapping
    service.apply(service.preview(opened, opened.tables[0], mapping))

    (waiting,) = service.matching.listed()
    choice = next(one for one in waiting.choices if one.title == "Jabala")

    assert "another" in choice.reason()
    assert choice.kilometres < 3
